"""When each picture of one connection was taken, on a time line that never runs backwards.

The first packets of a run wait a second; the one that travelled fastest ties the stream's stamps to the wall clock, and
from there on the stamps alone count, so that the distance of two pictures is the camera's own. Where the two part:

- the wall clock is ahead by more than half a second (it was set forward, the camera's clock is slow): tied anew on
  the next key frame, with a new segment; what lies between is a stretch without footage;
- the wall clock is behind (it was set back, the camera's clock is fast): going back would record the same moments
  twice. The line goes on, a sixteenth slower, until the wall clock has caught up. Stamps in the file alike.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from av.packet import Packet
from av.video.stream import VideoStream

from vms.core.instants import SECOND
from vms.video.reader import Ticks
from vms.video.timemap import TimeMap

SETTLE_US = SECOND
DRIFT_US = SECOND // 2
# So close to the wall clock the line need not run slower any more.
_NEAR_US = SECOND // 50
# Two packets of a stream don't lie so far apart, unless a clock was set.
JUMP_US = 10 * SECOND
_PLAIN, _SLOWER = Fraction(1), Fraction(15, 16)


class Arrival(NamedTuple):
    """A packet and when it came, µs UTC; ``run`` numbers the connection. ``key``: decoding can begin at this picture;
    ``sound``: of the sound track.
    """

    run: int
    packet: Any
    arrival_us: int
    key: bool = False
    sound: bool = False


class RunClock:
    """The clock of one connection. The tape's thread."""

    def __init__(self, number: int, stamped: bool, packet: Packet[VideoStream]) -> None:
        assert packet.time_base is not None
        self.number = number
        self.waiting: list[Arrival] | None = []
        self.leapt = False
        self.ahead_us = 0
        self.asked = False
        self._stamped = stamped
        self._map = TimeMap(packet.time_base if stamped else None)
        self._tick, self._ticks = packet.time_base, Ticks(packet.time_base)
        self._rate = _PLAIN
        # Where the rate counts from: the stream's own stamp, the stamp in the file, the instant.
        self._raw = self._written = self._us = 0
        self._before: Arrival | None = None
        self._raw_before = self._last_us = 0
        self._step_us = SECOND // 25
        self._sound: TimeMap | None = None

    def arrive(self, item: Arrival) -> None:
        """A packet has come; it counts for the tie even while it waits."""
        if item.sound:
            if self._sound is None:
                self._sound = TimeMap(item.packet.time_base)
            self._sound.arrive(item.packet.pts, item.arrival_us)
            return
        self._map.arrive(item.packet.pts, item.arrival_us)

    def anchor(self, item: Arrival, not_before_us: int = 0) -> None:
        """Tie the stamps to the wall clock, no earlier than the instant given. Before the first ``instant``."""
        assert item.packet.pts is not None
        self._raw_before = item.packet.pts
        self._tie(item.packet.pts, max(self.wall(item), not_before_us), item.packet.pts)

    def tie_to(self, item: Arrival, instant: int) -> None:
        """The packet given last lies at this instant and begins a new file."""
        assert item.packet.pts is not None
        self._tie(self._raw_before, instant, item.packet.pts)
        self._rate, self._last_us, self.ahead_us = _PLAIN, instant, 0

    def wall(self, item: Arrival) -> int:
        """The wall clock's opinion of when the picture was taken. Before the packet gets its stamps for the file."""
        assert item.packet.pts is not None
        plain = self._map.plain(item.packet.pts) if self._stamped else None
        return item.arrival_us if plain is None else plain

    def instant(self, item: Arrival) -> int:
        """When the picture was taken; gives the packet the stamps for the file. ``leapt``: the line was tied anew,
        later than it was. ``ahead_us``: how far it is ahead of the wall clock, where that is more than a little.
        """
        packet, before, key = item.packet, self._before, item.key
        if self._stamped and key and not self._map.trusted:
            self._stamped = False
        if not self._stamped:
            self._stamp_by_arrival(item, before)
        raw = packet.pts
        assert raw is not None
        if self._stamped and before is not None and self._stamps_jumped(raw, item, before):
            self._tie(raw, self._last_us + self._step_us, self._in_file(self._raw_before) + self._step())
        instant = self._at(raw)
        if key and before is not None:
            instant = self._compare(item, raw, instant)
        if 0 < instant - self._last_us < JUMP_US:
            self._step_us = instant - self._last_us
        self._raw_before, self._before = raw, item
        self._last_us = max(self._last_us, instant)
        written, dts = self._in_file(raw), packet.dts
        packet.pts = written
        packet.dts = written if dts is None or dts == raw else self._in_file(dts)
        return instant

    def sound_instant(self, item: Arrival) -> int:
        """When a packet of sound was taken. By a map of its own: before their first reports cameras count both tracks
        from different zeros. Both ride on one connection, so the fastest packets of each are as fast.
        """
        assert self._sound is not None
        return self._sound.instant(item.packet.pts)

    def _compare(self, item: Arrival, raw: int, instant: int) -> int:
        """On a key frame: how far the line and the wall clock are apart, and what follows from it."""
        ahead = instant - self.wall(item)
        self.ahead_us = ahead if ahead > DRIFT_US else 0
        if ahead < -DRIFT_US:
            self._tie(raw, instant - ahead, self._in_file(raw))
            self._rate, self.leapt = _PLAIN, True
            return instant - ahead
        rate = _SLOWER if ahead > (DRIFT_US if self._rate == _PLAIN else _NEAR_US) else _PLAIN
        if rate != self._rate:
            self._tie(raw, instant, self._in_file(raw))
            self._rate = rate
        return instant

    def _stamps_jumped(self, raw: int, item: Arrival, before: Arrival) -> bool:
        """The camera has set its stamps; what came between was no pause, or it would show in the arrivals."""
        step = self._ticks.us(raw - self._raw_before)
        return abs(step) > JUMP_US and abs(step - (item.arrival_us - before.arrival_us)) > JUMP_US

    def _stamp_by_arrival(self, item: Arrival, before: Arrival | None) -> None:
        """Sources without stamps get them from the moments of arrival; where the wall clock was set, a picture takes as
        long as the one before.
        """
        step = 0 if before is None else item.arrival_us - before.arrival_us
        if step < 0 or step > JUMP_US:
            step = self._step_us
        item.packet.pts = item.packet.dts = self._raw_before + self._step(max(step, 1) if before else 0)

    def _step(self, us: int | None = None) -> int:
        """So many ticks of the stream."""
        return round(Fraction(self._step_us if us is None else us, SECOND) / self._tick)

    def _at(self, raw: int) -> int:
        passed = self._ticks.us(raw - self._raw)
        return self._us + (passed if self._rate is _PLAIN else round(passed * self._rate))

    def _in_file(self, raw: int) -> int:
        passed = raw - self._raw
        return self._written + (passed if self._rate is _PLAIN else round(passed * self._rate))

    def _tie(self, raw: int, instant: int, written: int) -> None:
        """From here on it counts from this stamp: where it lies in time, and in the file."""
        self._raw, self._us, self._written = raw, instant, written


def is_stamped(packet: Packet[VideoStream]) -> bool:
    """Whether the source has sampling times of its own: what FFmpeg makes up for MJPEG over HTTP drifts away."""
    return packet.stream.container.format.name not in ("mpjpeg", "mjpeg")
