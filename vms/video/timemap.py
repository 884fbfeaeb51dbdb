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
        self.lag_us = 0

    def arrive(self, pts: int | None, arrival_us: int) -> None:
        """A packet with this stamp has come. Sets ``lag_us``: how much longer it took than the fastest one."""
        self._arrival = arrival_us
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
        """The instant of the picture with this stamp; always after the one given last.

        A stamp that is missing, or comes before any packet had one, takes the last arrival.
        """
        if pts is None or self._distance is None:
            return self._forward(self._arrival)
        return self._forward(int(pts * self._scale) + self._distance)

    def rebase(self) -> None:
        """Take the next packet as on time: the source is later than it was, and stays so."""
        self._distance = None

    def _forward(self, instant: int) -> int:
        # Two pictures never share an instant: the players' "one frame on" relies on it.
        self._last = instant if instant > self._last or self._last - instant > _JUMP else self._last + 1
        return self._last
