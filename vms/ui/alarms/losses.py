"""Cameras that were lost and came back, from what is known at this moment: plain values, no alarm is made here.

Made from real statuses only. What the alarms' service is to be told comes out as ``Changes``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vms.services.alarm_views import AlarmView, Gone, Sighting

RECORDER_KEY = 0  # no camera has this number: the recorder of this PC


@dataclass(frozen=True, slots=True)
class LostNow:
    """A camera that gives no picture at this moment, or isn't recorded though it should be."""

    label: str
    area: str
    state: str
    reason: str
    since_us: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What the service doesn't know yet, and the alarms that it may be told still to be true."""

    seen: tuple[Sighting, ...] = ()
    gone: tuple[Gone, ...] = ()
    confirmed: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.seen or self.gone)


class LossWatch:
    """What is on its way into the list of alarms: a camera counts as lost once its grace has passed.

    ``grace``: state → seconds; states that aren't named count at once. A camera that hasn't been seen well since the
    watch began has ``settling_s`` to come up: a PC just switched on, or a demo school being drawn, is no alarm.
    """

    def __init__(self, grace: Mapping[str, float], settling_s: float = 0.0) -> None:
        self._grace, self._settling = dict(grace), settling_s
        self._well: set[int] = set()
        self._first: dict[tuple[int, str], float] = {}
        self._lost: dict[int, LostNow] = {}
        self._unknown: frozenset[int] = frozenset()

    def look(self, well: Collection[int], lost: Mapping[int, LostNow], unknown: Collection[int], now: float) -> None:
        """Take in what is lost at this moment, and what is seen ``well``; ``now`` is monotonic seconds.

        Of ``unknown`` cameras nothing can be said at the moment: their alarms go on.
        """
        self._well |= set(well)
        seen = {(camera_id, one.state) for camera_id, one in lost.items()}
        self._first = {key: self._first.get(key, now) for key in seen}
        self._lost, self._unknown = dict(lost), frozenset(unknown)

    def changes(self, running: Mapping[int, AlarmView], now_us: int, now: float) -> Changes:
        """Compare with the alarms known to go on, by camera; another PC's are left to it."""
        seen = []
        for camera_id, one in self._lost.items():
            known = running.get(camera_id)
            if known is None and now - self._first[camera_id, one.state] < self._patience(camera_id, one.state):
                continue
            if known is None or (known.here and (known.kind, known.reason) != (one.state, one.reason)):
                seen.append(Sighting(camera_id or None, one.state, one.reason, one.since_us))
        mine = {camera_id: alarm for camera_id, alarm in running.items() if alarm.here}
        over = [camera_id for camera_id in mine if camera_id not in self._lost and camera_id not in self._unknown]
        still = tuple(alarm.id for camera_id, alarm in mine.items() if camera_id not in over)
        return Changes(tuple(seen), tuple(Gone(mine[camera_id].id, now_us) for camera_id in over), still)

    def _patience(self, camera_id: int, state: str) -> float:
        grace = self._grace.get(state, 0.0)
        return grace if camera_id in self._well else max(grace, self._settling)
