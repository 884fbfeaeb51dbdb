"""When a picture was taken, in µs UTC of this PC: the stream's own time stamps laid over the moments of arrival.

Arrival alone jitters with the network; the stream's stamps alone drift and start anywhere. The map keeps the smallest
distance between the two over the last seconds: that is the packet that travelled fastest. The camera's own clock is
never used here: its offset is measured and shown elsewhere, and what was recorded is never rewritten.
"""

from __future__ import annotations

from fractions import Fraction

from vms.core.instants import SECOND

_BUCKET = 5 * SECOND
_BUCKETS = 4  # the window is 15 to 20 s: 100 ppm of drift make 2 ms in it
_JUMP = 10 * SECOND
# Stamps that stand still or run at another pace than the clock on the wall say nothing of when a picture was taken.
_PACE_WINDOW = 3 * SECOND
_SLOWEST, _FASTEST = 0.5, 2.0
_STRIKES = 2


class TimeMap:
    """Maps the stamps of one run of one stream. One thread."""

    def __init__(self, time_base: Fraction | None) -> None:
        """``time_base`` None: the source has no stamps worth using, arrival counts."""
        self._scale = float(time_base * SECOND) if time_base else 0.0
        self._minima: list[int] = []
        self._bucket_end = 0
        self._distance: int | None = None
        self._arrival = 0
        self._last = 0
        self._pace_from: tuple[int, int] | None = None  # arrival and stamp where the window began
        self._strikes = 0
        self.lag_us = 0

    def arrive(self, pts: int | None, arrival_us: int) -> None:
        """A packet with this stamp has come. Sets ``lag_us``: how much longer it took than the fastest one."""
        self._arrival = arrival_us
        if pts is not None and self._scale:
            self._watch_pace(pts, arrival_us)
        if pts is None or not self._scale:
            self.lag_us = 0
            return
        distance = arrival_us - int(pts * self._scale)
        if self._distance is None or abs(distance - self._distance) > _JUMP:
            self._minima, self._distance, self._bucket_end = [distance], distance, arrival_us + _BUCKET
        elif arrival_us >= self._bucket_end:
            self._minima = [*self._minima[1 - _BUCKETS :], distance]
            self._bucket_end = arrival_us + _BUCKET
            self._distance = min(self._minima)
        elif distance < self._minima[-1]:
            self._minima[-1] = distance
            self._distance = min(self._minima)
        self.lag_us = distance - self._distance

    def instant(self, pts: int | None) -> int:
        """The instant of the picture with this stamp; after the one given last, unless that lay in the future.

        A stamp that is missing, or comes before any packet had one, takes the last arrival.
        """
        if pts is None or self._distance is None:
            return self._forward(self._arrival)
        return self._forward(int(pts * self._scale) + self._distance)

    def plain(self, pts: int) -> int | None:
        """The wall clock's instant of this stamp, forwards or backwards; None while stamps say nothing of the time."""
        return None if self._distance is None or not self._scale else int(pts * self._scale) + self._distance

    @property
    def trusted(self) -> bool:
        """Whether the stamps are worth using (so far)."""
        return bool(self._scale)

    def rebase(self) -> None:
        """Take the next packet as on time: the source is later than it was, and stays so."""
        self._distance = None

    def _watch_pace(self, pts: int, arrival_us: int) -> None:
        if self._pace_from is None:
            self._pace_from = (arrival_us, pts)
        passed = arrival_us - self._pace_from[0]
        if passed < _PACE_WINDOW:
            return
        pace = (pts - self._pace_from[1]) * self._scale / passed
        self._pace_from = (arrival_us, pts)
        self._strikes = 0 if _SLOWEST <= pace <= _FASTEST else self._strikes + 1
        if self._strikes >= _STRIKES:
            # Arrival counts for the rest of the run, also where the stamps have run ahead of it.
            self._scale, self._distance, self._last = 0.0, None, 0

    def _forward(self, instant: int) -> int:
        # Two pictures never share an instant: the players' "one frame on" relies on it.
        self._last = instant if instant > self._last or self._last - instant > _JUMP else self._last + 1
        return self._last
