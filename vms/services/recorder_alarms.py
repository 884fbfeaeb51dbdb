"""Alarms that the recorder raises by itself: no window needs to be open for them. It confirms what goes on."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence

from vms.core.clock import Clock
from vms.services.alarm_views import AlarmView, Gone, Sighting
from vms.services.alarms import CONFIRM_S, Alarms


class RecorderAlarms:
    """What is wrong now, kind by kind. Any thread."""

    def __init__(self, alarms: Alarms, clock: Clock) -> None:
        self._alarms, self._clock = alarms, clock
        self._lock = threading.Lock()
        self._next_confirm = float("-inf")

    def running(self, kind: str) -> list[AlarmView]:
        """Those of this PC whose cause is still there."""
        return [alarm for alarm in self._alarms.running(kind) if alarm.here]

    def set(self, kind: str, wrong: Sequence[Sighting], unknown: Collection[int | None] = ()) -> None:
        """These, and no others, are wrong now; of ``unknown`` cameras nothing can be said. Raises CatalogueError."""
        still = {one.camera_id for one in wrong} | set(unknown)
        now = self._clock.now_us()
        gone = [Gone(alarm.id, now) for alarm in self.running(kind) if alarm.camera_id not in still]
        if wrong or gone:
            self._alarms.record(wrong, gone)

    def confirm(self, kinds: Collection[str]) -> None:
        """What goes on still does; asked at every beat, said now and then. Raises CatalogueError."""
        with self._lock:
            now = self._clock.monotonic()
            if now < self._next_confirm:
                return
            self._next_confirm = now + CONFIRM_S
        self._alarms.confirm([alarm.id for kind in kinds for alarm in self.running(kind)])
