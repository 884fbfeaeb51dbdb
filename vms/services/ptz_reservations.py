"""Who has which camera, across all PCs of the school: one row a camera, won and lost by one UPDATE.

Priority follows what the regulation is for. The board directs (Điều 4.1), so it comes first; the head of the guards
leads the shift; the guards watch round the clock (Điều 7.1) for the first purpose there is, security and order
(Điều 1), so they come before IT, whose work on a camera can wait; a tour of the program gives way to everybody.
Nobody takes a camera from somebody of the same rank: that one is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from vms.core.clock import Clock
from vms.core.errors import CameraInUse
from vms.core.instants import SECOND
from vms.models.database import Catalogue
from vms.models.ptz import PtzReservation, server_now_us
from vms.security.permissions import Role

TOUR = 0
_LONGEST_S = 30.0
_PRIORITY = {Role.IT: 1, Role.UNIT: 1, Role.FINANCE: 1, Role.GUARD: 2, Role.GUARD_LEAD: 3, Role.BOARD: 4}


def priority_of(role: Role) -> int:
    """The higher one may take a camera from the lower."""
    return _PRIORITY[role]


@dataclass(frozen=True, slots=True)
class Reservation:
    """Who has a camera: ``name`` a person's, or a tour's where ``priority`` is TOUR; ``left_s`` until it is free."""

    camera_id: int
    holder: str
    user_id: int | None
    name: str
    host: str
    priority: int
    left_s: float
    asked_by: str
    asked_us: int

    @property
    def tour(self) -> bool:
        """Whether the program itself has it, for a tour."""
        return self.priority == TOUR


@dataclass(frozen=True, slots=True)
class Claim:
    """Who wants a camera: ``holder`` names the window or the PC's tours, the rest is what others are shown."""

    holder: str
    user_id: int | None
    name: str
    priority: int


class Reservations:
    """The rows. Any thread. On PostgreSQL the server's clock counts, so that PCs with other clocks agree.

    Every method raises CatalogueError when the catalogue can't be asked.
    """

    def __init__(self, catalogue: Catalogue, clock: Clock, host: str) -> None:
        self._catalogue, self._clock, self._host = catalogue, clock, host

    def take(self, camera_id: int, claim: Claim, hold_s: float, *, over: bool = False) -> Reservation | None:
        """Get the camera, or prolong what one has; what was taken over, if anything still ran.

        A tour always gives way; with ``over`` everybody of a lower priority. The same person's other window gives
        way too. Raises CameraInUse (values holder, wait_s, may_take).
        """
        row = PtzReservation
        with self._catalogue.guarded(), self._catalogue.write():
            now = self._now()
            before = self._row(camera_id, now)
            values = {
                "holder": claim.holder, "user": claim.user_id, "name": claim.name, "host": self._host,
                "priority": claim.priority, "since_us": now, "until_us": now + int(hold_s * SECOND),
                "asked_by": "", "asked_us": 0,
            }  # fmt: skip
            row.insert(camera=camera_id, **{**values, "until_us": 0}).on_conflict_ignore().execute()
            beaten = (row.priority == TOUR) & (row.priority < claim.priority)
            if over:
                beaten |= row.priority < claim.priority
            if claim.user_id is not None:
                beaten |= row.user == claim.user_id
            # A hold that ends too far ahead is left over from before the PC's clock was set back.
            over_now = (row.until_us <= now) | (row.until_us > now + int(4 * max(hold_s, _LONGEST_S) * SECOND))
            free = over_now | (row.holder == claim.holder) | beaten
            won = row.update(values).where((row.camera == camera_id) & free).execute()
        if not won:
            assert before is not None
            raise in_use(before, claim.priority)
        return before if before is not None and before.holder != claim.holder else None

    def renew(self, camera_id: int, holder: str, hold_s: float) -> bool:
        """Prolong; False when somebody else has it now or it has run out."""
        row = PtzReservation
        with self._catalogue.guarded(), self._catalogue.write():
            now = self._now()
            mine = (row.camera == camera_id) & (row.holder == holder) & (row.until_us > now)
            return bool(row.update(until_us=now + int(hold_s * SECOND)).where(mine).execute())

    def release(self, camera_id: int, holder: str) -> None:
        """Give back what one has."""
        row = PtzReservation
        with self._catalogue.guarded(), self._catalogue.write():
            row.update(until_us=0).where((row.camera == camera_id) & (row.holder == holder)).execute()

    def ask(self, camera_id: int, name: str, holder: str) -> bool:
        """Leave word for who has it; False when nobody else has."""
        row = PtzReservation
        with self._catalogue.guarded(), self._catalogue.write():
            now = self._now()
            theirs = (row.camera == camera_id) & (row.holder != holder) & (row.until_us > now)
            return bool(row.update(asked_by=name, asked_us=now).where(theirs).execute())

    def of(self, camera_id: int) -> Reservation | None:
        """Who has the camera now."""
        with self._catalogue.guarded(), self._catalogue.read():
            return self._row(camera_id, self._now())

    def all(self) -> dict[int, Reservation]:
        """Every camera that somebody has."""
        with self._catalogue.guarded(), self._catalogue.read():
            now = self._now()
            rows = list(PtzReservation.select().where(PtzReservation.until_us > now))
        return {row.camera_id: _view(row, now) for row in rows}

    def _row(self, camera_id: int, now: int) -> Reservation | None:
        row = PtzReservation.get_or_none((PtzReservation.camera == camera_id) & (PtzReservation.until_us > now))
        return None if row is None else _view(row, now)

    def _now(self) -> int:
        if self._catalogue.on_sqlite:
            return self._clock.now_us()
        return server_now_us()


def in_use(theirs: Reservation, priority: int) -> CameraInUse:
    """Why somebody can't have the camera now."""
    return CameraInUse(holder=theirs.name, wait_s=round(theirs.left_s, 1), may_take=theirs.priority < priority)


def _view(row: PtzReservation, now: int) -> Reservation:
    return Reservation(
        row.camera_id,
        row.holder,
        row.user_id,
        row.name,
        row.host,
        row.priority,
        max(0.0, (row.until_us - now) / SECOND),
        row.asked_by,
        row.asked_us,
    )
