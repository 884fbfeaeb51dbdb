"""Notices that the PC has slept: the clock on the wall has gone on while the program stood still."""

from __future__ import annotations

_SLEPT_US = 2_500_000  # no healthy program pauses so long between two ticks


class Wakefulness:
    """Asked often, some times a second at least. One thread."""

    def __init__(self) -> None:
        self._before: tuple[float, int] | None = None

    def slept(self, monotonic_s: float, now_us: int) -> bool:
        """Whether more than some seconds have passed since this was asked before, by either clock.

        Some systems stop the monotonic clock in sleep, others let it go on. A wall clock that was set says the same,
        which costs a moment of "connecting" and no lie.
        """
        before, self._before = self._before, (monotonic_s, now_us)
        if before is None:
            return False
        passed = (monotonic_s - before[0]) * 1_000_000
        return passed > _SLEPT_US or now_us - before[1] > _SLEPT_US
