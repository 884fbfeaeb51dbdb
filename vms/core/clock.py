"""The clock is passed in, so that tests turn it by hand and never sleep."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """What a part needs to know of time. Safe from any thread."""

    def now_us(self) -> int:
        """Wall clock, integer microseconds UTC since 1970. May jump."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump, for waiting and measuring."""
        ...


class SystemClock:
    """The PC's own clock."""

    def now_us(self) -> int:
        """Wall clock, integer microseconds UTC since 1970."""
        return time.time_ns() // 1000

    def monotonic(self) -> float:
        """Seconds that never jump."""
        return time.monotonic()
