"""The queue of clips as a program that works on it sees it: taking a part, keeping it, giving it back.

Two PCs never make evidence of one part: one UPDATE decides who has it, the lease says until when the others believe
that, and the transaction that makes a clip evidence asks once more. Leases are told by each PC's own clock: where two
differ by more than a lease, a part may be cut twice, and the second one is thrown away by that last question.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from vms.core.clock import Clock
from vms.core.instants import MINUTE, SECOND, Span
from vms.models.clip_job import ClipJob, ClipJobPart
from vms.models.database import Catalogue
from vms.models.person import User
from vms.security.permissions import Role
from vms.services.actor import Actor
from vms.services.clip_job_views import JobState, values_of

LEASE_US = 60 * SECOND
# How long a job waits for the PC that it was asked on before another one takes it.
_PATIENCE_US = 30 * SECOND
# A disk that is full or gone, a catalogue that is busy: tried again after so long, five times in all.
BACK_OFF_US = (10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE)
MOST_TRIES = len(BACK_OFF_US) + 1


class NotOurs(Exception):  # noqa: N818 - not a fault: somebody cancelled, or another PC has taken over
    """The part is no longer this program's to work on."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A part that this program works on. ``here``: it was asked for on this PC."""

    part_id: int
    job_id: int
    incident_id: int
    camera_id: int
    span: Span
    tries: int
    actor: Actor | None
    here: bool


class ClipQueue:
    """One program's view of the queue. Any thread. ``host`` and ``place`` name this program among all: what a killed
    one of the same name left behind is taken back by ``release_left``.
    """

    def __init__(self, catalogue: Catalogue, clock: Clock, host: str, place: str) -> None:
        self._catalogue, self._clock, self._host = catalogue, clock, host
        self._name = f"{host}|{place}|"
        self._holder = self._name + uuid.uuid4().hex
        self._not_here: set[int] = set()

    def release_left(self) -> int:
        """What an earlier run of this program held when it died waits again; how many that were. Once, at start."""
        died = ClipJobPart.holder.startswith(self._name) & (ClipJobPart.holder != self._holder)
        with self._catalogue.write():
            return int(self._back_to_wait(died & (ClipJobPart.state == JobState.RUNNING)))

    def take(self) -> Taken | None:
        """The next part to work on, from now on ours; None when there is none. Parts that died too often fail."""
        now = self._clock.now_us()
        with self._catalogue.write():
            worn = (ClipJobPart.state == JobState.RUNNING) & (ClipJobPart.lease_us < now)
            self._back_to_wait(worn)
            self._give_up(now)
            ready = (ClipJobPart.state == JobState.WAITING) & (ClipJobPart.next_us <= now)
            near = (ClipJob.host == self._host) | (ClipJob.asked_us < now - _PATIENCE_US)
            query = ClipJobPart.select(ClipJobPart.id).join(ClipJob, on=(ClipJobPart.job == ClipJob.id))
            left = ClipJobPart.id.not_in(list(self._not_here))
            found = query.where(ready & near & left).order_by(ClipJobPart.id).first()
            if found is None:
                return None
            mine = ClipJobPart.update(
                state=JobState.RUNNING,
                holder=self._holder,
                lease_us=now + LEASE_US,
                tries=ClipJobPart.tries + 1,
                progress=0,
            ).where((ClipJobPart.id == found.id) & (ClipJobPart.state == JobState.WAITING))
            return self._taken(found.id) if mine.execute() else None

    def keep(self, part_id: int, progress: float | None = None) -> None:
        """Still at it. Raises NotOurs when it was cancelled, or has another holder."""
        values: dict[str, Any] = {"lease_us": self._clock.now_us() + LEASE_US}
        if progress is not None:
            values["progress"] = round(max(0.0, min(1.0, progress)) * 1000)
        self._change(part_id, **values)

    def done(self, part_id: int) -> None:
        """Cut, read back, evidence. Raises NotOurs."""
        now = self._clock.now_us()
        self._change(
            part_id, state=JobState.DONE, progress=1000, holder="", lease_us=None, finished_us=now, fault="",
            fault_values="{}",
        )  # fmt: skip

    def failed(self, taken: Taken, error: BaseException, *, passing: bool) -> bool:
        """Note why; one that may pass is tried again later, until too often. Whether it will be. Raises NotOurs."""
        now, again = self._clock.now_us(), passing and taken.tries < MOST_TRIES
        values: dict[str, Any] = {"fault": getattr(error, "code", "error"), "fault_values": values_of(error)}
        if again:
            values |= {"state": JobState.WAITING, "next_us": now + BACK_OFF_US[taken.tries - 1]}
        else:
            values |= {"state": JobState.FAILED, "finished_us": now}
        self._change(taken.part_id, holder="", lease_us=None, **values)
        return again

    def put_back(self, taken: Taken) -> None:
        """The program ends: the part waits again, as if it had not been taken. Raises NotOurs."""
        self._change(taken.part_id, state=JobState.WAITING, holder="", lease_us=None, tries=taken.tries - 1)

    def leave_to_others(self, taken: Taken) -> None:
        """Its footage lies on another PC: that one may cut it, this one doesn't try again. Raises NotOurs."""
        self._not_here.add(taken.part_id)
        self.put_back(taken)

    def _change(self, part_id: int, **values: Any) -> None:
        mine = (
            (ClipJobPart.id == part_id) & (ClipJobPart.holder == self._holder) & (ClipJobPart.state == JobState.RUNNING)
        )
        with self._catalogue.write():
            if not ClipJobPart.update(**values).where(mine).execute():
                raise NotOurs

    def _back_to_wait(self, which: Any) -> int:
        return int(ClipJobPart.update(state=JobState.WAITING, holder="", lease_us=None).where(which).execute())

    def _give_up(self, now: int) -> None:
        """What took the program down with it each time is not tried for ever."""
        worn_out = (ClipJobPart.state == JobState.WAITING) & (ClipJobPart.tries >= MOST_TRIES)
        ClipJobPart.update(state=JobState.FAILED, fault="evidence", finished_us=now).where(worn_out).execute()

    def _taken(self, part_id: int) -> Taken:
        part = ClipJobPart.get_by_id(part_id)
        job = ClipJob.get_by_id(part.job_id)
        user = User.get_or_none(User.id == part.by_id)
        actor = None
        if user is not None and part.role in list(Role):
            actor = Actor(user.id, user.username, user.name, Role(part.role), user.title, part.session)
        span = Span(job.start_us, job.end_us)
        return Taken(part.id, job.id, job.incident_id, part.camera_id, span, part.tries, actor, job.host == self._host)
