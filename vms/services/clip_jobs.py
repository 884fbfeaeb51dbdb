"""Asking for clips of any number of cameras: a queue in the catalogue that outlives the program (Điều 4.2, 4.3).

Asking holds the footage and writes down what is wanted; ``services.clip_worker`` cuts. Evidence always belongs to an
incident: where none is named, one is opened with the reason as its title.
"""

from __future__ import annotations

import platform
import threading
from collections.abc import Callable, Sequence

from vms.core.clock import Clock
from vms.core.errors import InvalidInput, NotAllowed
from vms.core.instants import DAY, MINUTE, Span, subtract
from vms.core.text import nfc
from vms.models.clip_job import ClipJob, ClipJobPart
from vms.models.database import Catalogue
from vms.security.permissions import Action, Grant
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.clip_job_views import ACTIVE, ClipJobView, JobState, job_views
from vms.services.evidence import Evidence
from vms.services.incident_drafts import IncidentDraft
from vms.services.incidents import Incidents
from vms.services.playback_scope import PlaybackRights

__all__ = ["ClipJobView", "ClipJobs", "JobState"]

LONGEST_US = DAY
_SHOWN_US = 30 * DAY
# A clip may be asked for that is still being recorded; it is cut once its end has passed.
_AHEAD_US = 10 * MINUTE
_TITLE = 120


class ClipJobs:
    """Asks, shows, cancels, tries again. Any thread; quick, nothing is cut here."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        audit: Audit,
        evidence: Evidence,
        incidents: Incidents,
        playback: PlaybackRights,
        host: str = "",
    ) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit
        self._evidence, self._incidents, self._playback = evidence, incidents, playback
        self._host = host or platform.node()
        self._lock = threading.Lock()
        self._wake: list[Callable[[], None]] = []

    def on_work(self, wake: Callable[[], None]) -> None:
        """``wake`` is called, from any thread, whenever there is something new to do or to stop."""
        with self._lock:
            self._wake.append(wake)

    # -- asking ------------------------------------------------------------------------------------------------------

    def ask(
        self, actor: Actor, camera_ids: Sequence[int], span: Span, incident_id: int | None, reason: str = ""
    ) -> ClipJobView:
        """Have the span of these cameras cut for an incident; the footage is held from now on. Returns at once.

        Without an incident one is opened, for which the reason is needed.
        Raises NotAllowed, InvalidInput (cameras, span, incident, state, reason).
        """
        cameras, reason = tuple(dict.fromkeys(camera_ids)), nfc(" ".join(reason.split()))
        self._check(actor, cameras, span, incident_id, reason)
        with self._catalogue.write():
            if incident_id is None:
                draft = IncidentDraft(reason[:_TITLE], "other", "", span.start)
                incident_id = self._incidents.open(actor, draft).id
            for camera in cameras:
                self._evidence.hold(actor, incident_id, camera, span)
            job = self._enter(actor, cameras, span, incident_id, reason)
            view = job_views(ClipJob.id == job)[0]
        self._tell()
        return view

    def _check(self, actor: Actor, cameras: Sequence[int], span: Span, incident_id: int | None, reason: str) -> None:
        """Everything that can be refused, before the transaction: a refusal stays in the log."""
        wrong: dict[str, str] = {}
        if not cameras:
            wrong["cameras"] = "empty"
        if not span.length:
            wrong["span"] = "empty"
        elif span.length > LONGEST_US:
            wrong["span"] = "stretch_long"
        elif span.end > self._clock.now_us() + _AHEAD_US:
            wrong["span"] = "future"
        if incident_id is None and not reason:
            wrong["reason"] = "reason_missing"
        if wrong:
            raise InvalidInput(reasons=wrong)
        if incident_id is None:
            # Under an approval only for the incident that it was given for.
            self._audit.require(actor, Action.CUT_EVIDENCE, Grant.PREPARE)
        for camera in cameras:
            if incident_id is not None:
                self._evidence.rights.to_cut(actor, incident_id, camera)
            self._require_seen(actor, camera, span)

    def _require_seen(self, actor: Actor, camera_id: int, span: Span) -> None:
        """A clip must not show what its maker may not play back: guards have the last hours only."""
        found = self._audit.require(actor, Action.PLAY_BACK, Grant.OWN_SHIFT, Grant.WITH_APPROVAL)
        if found is Grant.OWN_SHIFT and subtract(span, self._playback.scope(actor, camera_id).spans):
            self._audit.write(actor, "refused", object=f"camera:{camera_id}", result="not_allowed")
            raise NotAllowed(action=Action.PLAY_BACK.value, role=actor.role.value, grant=found.value)

    def _enter(self, actor: Actor, cameras: Sequence[int], span: Span, incident_id: int, reason: str) -> int:
        now = self._clock.now_us()
        job = ClipJob.create(
            incident=incident_id,
            start_us=span.start,
            end_us=span.end,
            reason=reason,
            asked_by=actor.user_id,
            asked_us=now,
            host=self._host,
        )
        for camera in cameras:
            ClipJobPart.create(
                job=job.id,
                camera=camera,
                by=actor.user_id,
                role=actor.role.value,
                session=actor.session,
                next_us=max(now, span.end),
            )
        self._audit.write(
            actor,
            "clip_job_asked",
            object=f"clip_job:{job.id}",
            reason=reason,
            incident=incident_id,
            cameras=list(cameras),
            start_us=span.start,
            end_us=span.end,
        )
        return int(job.id)

    # -- looking -----------------------------------------------------------------------------------------------------

    def all(self, actor: Actor) -> list[ClipJobView]:
        """The jobs of the last 30 days and all that aren't over, newest first. Raises NotAllowed."""
        self._audit.require(actor, Action.CUT_EVIDENCE, Grant.PREPARE, Grant.WITH_APPROVAL)
        since = self._clock.now_us() - _SHOWN_US
        with self._catalogue.read():
            going_on = ClipJobPart.select(ClipJobPart.job).where(ClipJobPart.state.in_(ACTIVE))
            return job_views((ClipJob.asked_us >= since) | ClipJob.id.in_(going_on))

    def get(self, actor: Actor, job_id: int) -> ClipJobView:
        """One job. Raises NotAllowed, InvalidInput."""
        self._audit.require(actor, Action.CUT_EVIDENCE, Grant.PREPARE, Grant.WITH_APPROVAL)
        with self._catalogue.read():
            found = job_views(ClipJob.id == job_id)
        if not found:
            raise InvalidInput(reasons={"job": "unknown"})
        return found[0]

    # -- changing ----------------------------------------------------------------------------------------------------

    def cancel(self, actor: Actor, job_id: int) -> ClipJobView:
        """Stop what waits or runs: whoever asked, or the board. Clips that are evidence already stay."""
        job = self.get(actor, job_id)
        if job.asked_by_id != actor.user_id:
            self._audit.require(actor, Action.APPROVE)
        now = self._clock.now_us()
        with self._catalogue.write():
            stopped = (
                ClipJobPart.update(state=JobState.CANCELLED, holder="", lease_us=None, finished_us=now)
                .where((ClipJobPart.job == job_id) & ClipJobPart.state.in_(ACTIVE))
                .execute()
            )
            if stopped:
                self._audit.write(actor, "clip_job_cancelled", object=f"clip_job:{job_id}", parts=stopped)
        self._tell()
        return self.get(actor, job_id)

    def retry(self, actor: Actor, job_id: int) -> ClipJobView:
        """Try again what failed or was cancelled, with the rights of whoever asks now; what waits is tried at once.

        Raises NotAllowed, InvalidInput (state of the incident).
        """
        job = self.get(actor, job_id)
        again = [part for part in job.parts if part.state not in (JobState.DONE, JobState.RUNNING)]
        for part in again:
            self._evidence.rights.to_cut(actor, job.incident_id, part.camera_id)
            self._require_seen(actor, part.camera_id, job.asked)
        now = self._clock.now_us()
        with self._catalogue.write():
            for part in again:
                self._evidence.hold(actor, job.incident_id, part.camera_id, job.asked)
            renewed = (
                ClipJobPart.update(
                    state=JobState.WAITING,
                    tries=0,
                    next_us=max(now, job.asked.end),
                    progress=0,
                    fault="",
                    fault_values="{}",
                    finished_us=None,
                    by=actor.user_id,
                    role=actor.role.value,
                    session=actor.session,
                )
                .where(
                    ClipJobPart.id.in_([part.id for part in again])
                    & ClipJobPart.state.in_((JobState.WAITING, JobState.FAILED, JobState.CANCELLED))
                )
                .execute()
            )
            self._audit.write(actor, "clip_job_retried", object=f"clip_job:{job_id}", parts=renewed)
        self._tell()
        return self.get(actor, job_id)

    def _tell(self) -> None:
        with self._lock:
            wake = tuple(self._wake)
        for call in wake:
            call()
