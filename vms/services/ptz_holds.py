"""The cameras that this program holds: each with its worker and its reservation."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from vms.core.clock import Clock
from vms.core.errors import CameraFault, CatalogueError
from vms.core.log import event
from vms.services.actor import Actor
from vms.services.ptz_link import Links
from vms.services.ptz_orders import Report, Timing
from vms.services.ptz_reservations import Claim, Reservation, Reservations, in_use
from vms.services.ptz_worker import PtzWorker

_log = logging.getLogger(__name__)
# A worker that sends often asks the catalogue this seldom whether the camera is still ours.
_ASKED_S = 0.5


@dataclass(slots=True, eq=False)
class Hold:
    """A camera held by a person (``actor``) or by a tour (None). Times are of the monotonic clock."""

    camera_id: int
    claim: Claim
    actor: Actor | None
    worker: PtzWorker
    last_s: float
    renewed_s: float
    checked_s: float
    began_s: float
    series_s: float = float("-inf")
    asked_us: int = 0

    @property
    def user_id(self) -> int | None:
        """Whose."""
        return self.actor.user_id if self.actor else None

    def is_of(self, actor: Actor) -> bool:
        """Whether this person holds it here."""
        return self.actor is not None and self.actor.user_id == actor.user_id


class Holds:
    """Any thread. ``report`` gets what workers tell, on their threads."""

    def __init__(
        self,
        reservations: Reservations,
        links: Links,
        clock: Clock,
        timing: Timing,
        report: Callable[[Hold, Report], None],
    ) -> None:
        self.reservations = reservations
        self._links, self._clock, self._timing, self._report = links, clock, timing, report
        self._lock = threading.Lock()
        self._held: dict[int, Hold] = {}
        self._ending: dict[PtzWorker, int] = {}
        self._elsewhere: dict[int, Reservation] = {}
        self.seen_s = 0.0  # when the other PCs' reservations were last looked at
        self._closed = False

    @property
    def lasts_s(self) -> float:
        """How long a row is reserved at once: longer than the hold, because it is renewed only now and then."""
        return self._timing.hold + self._timing.renew + 2 * self._timing.poll

    def of(self, camera_id: int) -> Hold | None:
        """The hold of this program on a camera."""
        with self._lock:
            return self._held.get(camera_id)

    def every(self) -> list[Hold]:
        """All holds of this program."""
        with self._lock:
            return list(self._held.values())

    def left_s(self, hold: Hold) -> float:
        """Until it ends by itself."""
        return hold.last_s + self._timing.hold - self._clock.monotonic()

    def holder(self, camera_id: int) -> tuple[str, float] | None:
        """See ``Ptz.holder``."""
        with self._lock:
            hold, row = self._held.get(camera_id), self._elsewhere.get(camera_id)
            if hold is not None and hold.actor is not None:
                left = self.left_s(hold)
                return (hold.claim.name, left) if left > 0 else None
            if row is None or row.tour or (hold is not None and row.holder == hold.claim.holder):
                return None
            left = self._left_elsewhere(row)
            return (row.name, left) if left > 0 else None

    def tour_on(self, camera_id: int) -> str:
        """See ``Ptz.tour_on``."""
        with self._lock:
            hold, row = self._held.get(camera_id), self._elsewhere.get(camera_id)
            if hold is not None:
                return hold.claim.name if hold.actor is None else ""
            return row.name if row is not None and row.tour and self._left_elsewhere(row) > 0 else ""

    def _left_elsewhere(self, row: Reservation) -> float:
        spare = self.lasts_s - self._timing.hold
        return row.left_s - spare - (self._clock.monotonic() - self.seen_s)

    def look(self) -> dict[int, Reservation]:
        """Read everybody's reservations. Raises CatalogueError."""
        now = self._clock.monotonic()
        rows = self.reservations.all()
        with self._lock:
            self._elsewhere, self.seen_s = rows, now
        return rows

    # -- getting and losing

    def refreshed(self, camera_id: int, claim: Claim) -> Hold | None:
        """The claim's own hold, its time begun anew; None when it has to be made."""
        with self._lock:
            hold = self._held.get(camera_id)
            if hold is None or hold.claim.holder != claim.holder or not hold.worker.alive:
                return None
            if self.left_s(hold) <= 0:
                return None
            hold.last_s = self._clock.monotonic()
            return hold

    def made(
        self, camera_id: int, claim: Claim, actor: Actor | None, *, over: bool = False
    ) -> tuple[Hold, Reservation | None, Hold | None]:
        """A new hold, whom it was taken from (in the school), and what this program held before.

        Raises CameraInUse, CameraFault.
        """
        self._check_open()
        lost = self.reservations.take(camera_id, claim, self.lasts_s, over=over)
        with self._lock:
            before = self._held.pop(camera_id, None)
            olds = [worker for worker, camera in self._ending.items() if camera == camera_id]
            olds += [before.worker] if before is not None else []
            owed = any(worker.owes_stop for worker in olds)
            hold = self._new(camera_id, claim, actor, halt_first=owed or lost is not None)
            self._held[camera_id] = hold
            self._elsewhere.pop(camera_id, None)
            for worker in olds:
                self._ending[worker] = camera_id
        for worker in olds:
            worker.abandon()
        hold.worker.start()
        return hold, lost, before

    def _check_open(self) -> None:
        if self._closed:
            raise CameraFault(host="", detail="closed", codes=())

    def _new(self, camera_id: int, claim: Claim, actor: Actor | None, *, halt_first: bool) -> Hold:
        now = self._clock.monotonic()
        worker = PtzWorker(
            f"ptz-{camera_id}",
            lambda: self._links.connect(camera_id),
            lambda report: self._report(hold, report),
            self._clock,
            self._timing,
            lambda: self._permit(hold),
            halt_first=halt_first,
        )
        hold = Hold(camera_id, claim, actor, worker, now, now, now, now)
        return hold

    def _permit(self, hold: Hold) -> None:
        """On the worker's thread, before something is sent. Raises CameraInUse."""
        now = self._clock.monotonic()
        ours = self.of(hold.camera_id) is hold
        if ours and now - hold.checked_s < _ASKED_S:
            return
        try:
            row = self.reservations.of(hold.camera_id)
            if row is None and ours:
                self.reservations.take(hold.camera_id, hold.claim, self.lasts_s)
        except CatalogueError as error:
            # Without the catalogue nobody can take the camera either.
            event(_log, "ptz_reservation_unknown", camera=hold.camera_id, code=error.code)
            return
        hold.checked_s = now
        if row is not None and row.holder != hold.claim.holder:
            raise in_use(row, hold.claim.priority)

    def own_row(self, hold: Hold) -> Reservation:
        """The hold as others see it."""
        claim = hold.claim
        return Reservation(
            hold.camera_id, claim.holder, claim.user_id, claim.name, "", claim.priority, self._timing.hold, "", 0
        )

    def renew(self, hold: Hold) -> None:
        """Prolong the reservation if it was used since. Raises CatalogueError."""
        now = self._clock.monotonic()
        if hold.last_s <= hold.renewed_s or now - hold.renewed_s < self._timing.renew:
            return
        if self.reservations.renew(hold.camera_id, hold.claim.holder, self.lasts_s):
            hold.renewed_s = now

    def lost(self, hold: Hold) -> bool:
        """Somebody else has the camera: nothing more is sent. False when it was no hold any more."""
        hold.worker.abandon()
        with self._lock:
            if self._held.get(hold.camera_id) is not hold:
                return False
            del self._held[hold.camera_id]
            self._keep_ending(hold)
        return True

    def end(self, hold: Hold) -> bool:
        """Stop the camera and give it back. False when it was no hold any more."""
        with self._lock:
            if self._held.get(hold.camera_id) is not hold:
                return False
            del self._held[hold.camera_id]
            self._elsewhere.pop(hold.camera_id, None)
            self._keep_ending(hold)
        hold.worker.release()
        try:
            self.reservations.release(hold.camera_id, hold.claim.holder)
        except CatalogueError as error:
            event(_log, "ptz_not_given_back", camera=hold.camera_id, code=error.code)  # it runs out by itself
        return True

    def _keep_ending(self, hold: Hold) -> None:
        self._ending = {one: camera for one, camera in self._ending.items() if one.alive}
        self._ending[hold.worker] = hold.camera_id

    def close_to_new(self) -> None:
        """No camera can be taken any more."""
        with self._lock:
            self._closed = True

    def close(self, deadline: float) -> None:
        """Stop what moves, end the workers, give everything back."""
        with self._lock:
            held = list(self._held.values())
            workers = [hold.worker for hold in held] + list(self._ending)
            self._held.clear()
        for worker in workers:
            worker.stopping.set()
            worker.interrupt()
        for worker in workers:
            worker.join(deadline)
        for hold in held:
            try:
                self.reservations.release(hold.camera_id, hold.claim.holder)
            except CatalogueError as error:
                event(_log, "ptz_not_given_back", camera=hold.camera_id, code=error.code)
