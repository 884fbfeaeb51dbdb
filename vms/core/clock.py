"""The clock is passed in, so that tests turn it by hand and never sleep."""

from __future__ import annotations

import sys
import time
from typing import Protocol

_BOOT: int | None = time.CLOCK_BOOTTIME if sys.platform == "linux" else None


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


def elapsed_s() -> float:
    """Seconds that never jump and go on while the PC sleeps; for what must be over after a sleep.

    Linux stops its monotonic clock in sleep and has another one for this; that of Windows goes on.
    """
    return time.clock_gettime(_BOOT) if _BOOT is not None else time.monotonic()
