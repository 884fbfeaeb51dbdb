"""A clock turned by hand."""

from __future__ import annotations

import threading

from vms.core.instants import SECOND

# 23 November 2026, 08:00 in Viet Nam: a school morning.
MORNING = 1_795_395_600 * SECOND


class ManualClock:
    """Stands still until ``advance`` or ``jump``. Safe from any thread."""

    def __init__(self, now_us: int = MORNING) -> None:
        self._lock = threading.Lock()
        self._now_us, self._monotonic = now_us, 1000.0

    def now_us(self) -> int:
        with self._lock:
            return self._now_us

    def monotonic(self) -> float:
        with self._lock:
            return self._monotonic

    def advance(self, seconds: float) -> None:
        """Time passes."""
        with self._lock:
            self._now_us += round(seconds * SECOND)
            self._monotonic += seconds

    def jump(self, seconds: float) -> None:
        """Somebody sets the PC's clock; no time passes."""
        with self._lock:
            self._now_us += round(seconds * SECOND)
