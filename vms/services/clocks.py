"""The history of the clocks: how far each camera's was from the PC that recorded it, and how sure that is.

Footage is never restamped. Evidence states what was known of the camera's clock for the instant of the footage, not for
the day on which somebody cuts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vms.core.clock import Clock
from vms.core.instants import DAY, MINUTE
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.keeping import ClockReading
from vms.services.pc_clock import PcClock

# A row an hour while nothing changes; every change has its own.
_SAME_US = 55 * MINUTE
_KEPT_US = 2 * 365 * DAY
# How far a cheap quartz may have run since it was measured, in parts of the time.
_DRIFT = 50e-6


@dataclass(frozen=True, slots=True)
class ClockAt:
    """A camera's clock minus the PC's at an instant, true within ± ``uncertainty_us``; seen at ``measured_us``."""

    offset_us: int
    uncertainty_us: int | None
    measured_us: int | None


@dataclass(frozen=True, slots=True)
class PcClockView:
    """What the time service of a PC said at ``measured_us``."""

    host: str
    state: str
    source: str
    offset_us: int | None
    uncertainty_us: int | None
    measured_us: int


class Clocks:
    """Keeps readings and looks them up. Any thread."""

    def __init__(self, catalogue: Catalogue, clock: Clock, host: str) -> None:
        self._catalogue, self._clock, self._host = catalogue, clock, host

    def keep_pc(self, said: PcClock) -> None:
        """What this PC's time service says now."""
        with self._catalogue.write():
            mine = ClockReading.camera.is_null() & (ClockReading.host == self._host)
            rows = _latest(mine)
            same = all((row.state, row.source) == (said.state, said.source) for row in rows)
            values = {"offset_us": said.offset_us, "uncertainty_us": said.uncertainty_us, "state": said.state}
            _put(rows, {**values, "source": said.source, "host": self._host}, self._clock.now_us(), same=same)

    def pcs(self) -> list[PcClockView]:
        """The newest word of each PC, by name."""
        with self._catalogue.read():
            rows = list(ClockReading.select().where(ClockReading.camera.is_null()).order_by(ClockReading.measured_us))
        newest = {row.host: row for row in rows}
        return [
            PcClockView(host, row.state, row.source, row.offset_us, row.uncertainty_us, row.measured_us)
            for host, row in sorted(newest.items())
        ]

    def history(self, camera_id: int, since_us: int) -> list[ClockAt]:
        """Readings of a camera from an instant on, oldest first."""
        rows = (ClockReading.camera == camera_id) & (ClockReading.measured_us >= since_us)
        with self._catalogue.read():
            found = list(ClockReading.select().where(rows).order_by(ClockReading.measured_us))
        return [ClockAt(row.offset_us or 0, row.uncertainty_us, row.measured_us) for row in found]

    def at(self, camera_id: int, instant_us: int) -> ClockAt | None:
        """What is known for an instant; None when nothing was ever measured."""
        with self._catalogue.read():
            return clock_at(camera_id, instant_us)

    def drop_old(self) -> int:
        """Forget what is years old: evidence has its own copy."""
        old = self._clock.now_us() - _KEPT_US
        with self._catalogue.write():
            return int(ClockReading.delete().where(ClockReading.measured_us < old).execute())


def keep_camera(camera_id: int, offset_us: int, uncertainty_us: int, source: str, host: str, now_us: int) -> None:
    """One more reading of a camera's clock. Inside ``write()``."""
    rows = _latest((ClockReading.camera == camera_id) & (ClockReading.host == host))
    sure = max(uncertainty_us, (rows[0].uncertainty_us or 0) if rows else 0)
    same = all(row.source == source and abs((row.offset_us or 0) - offset_us) <= sure for row in rows)
    values = {"camera": camera_id, "offset_us": offset_us, "uncertainty_us": uncertainty_us, "state": ""}
    _put(rows, {**values, "source": source, "host": host}, now_us, same=same)


def clock_at(camera_id: int, instant_us: int) -> ClockAt | None:
    """The reading nearest to an instant, less sure the further away it is and the more the next one differs.
    Inside ``read()``.
    """
    mine = ClockReading.camera == camera_id
    before = (
        ClockReading.select()
        .where(mine & (ClockReading.measured_us <= instant_us))
        .order_by(ClockReading.measured_us.desc())
        .first()
    )
    after = (
        ClockReading.select()
        .where(mine & (ClockReading.measured_us > instant_us))
        .order_by(ClockReading.measured_us)
        .first()
    )
    known = [row for row in (before, after) if row is not None]
    if not known:
        camera = Camera.get_or_none(Camera.id == camera_id)
        if camera is None or camera.clock_offset_us is None:
            return None
        return ClockAt(camera.clock_offset_us, camera.clock_uncertainty_us, camera.clock_measured_us)
    nearest = min(known, key=lambda row: abs(row.measured_us - instant_us))
    differ = abs((known[0].offset_us or 0) - (known[-1].offset_us or 0))
    drifted = round(abs(nearest.measured_us - instant_us) * _DRIFT)
    return ClockAt(nearest.offset_us or 0, (nearest.uncertainty_us or 0) + max(differ, drifted), nearest.measured_us)


def _latest(where: Any) -> list[ClockReading]:
    """The two newest readings, newest first."""
    return list(ClockReading.select().where(where).order_by(ClockReading.measured_us.desc()).limit(2))


def _put(rows: list[ClockReading], values: dict[str, Any], now_us: int, *, same: bool) -> None:
    """A new row; or the newest moved up to now, while both say the ``same`` and less than an hour is between."""
    if same and len(rows) == 2 and 0 <= now_us - rows[1].measured_us < _SAME_US:
        ClockReading.update(measured_us=now_us, **values).where(ClockReading.id == rows[0].id).execute()
    else:
        ClockReading.create(measured_us=now_us, **values)
