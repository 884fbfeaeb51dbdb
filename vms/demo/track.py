"""A track: one stream of pictures with its RTP clock, sent to everybody who watches it.

Everything here runs on the school's event loop. A picture is stamped once, however many watch.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import av
import cv2

from vms.demo.encode import FRAMES_PER_S, GOP, LOOP_S, Codec
from vms.demo.rtp import CLOCK_HZ, Packets, Wire, annex_b, stamp

_FRAMES_PER_LOOP = LOOP_S * FRAMES_PER_S
_TOO_LATE_FRAMES = 5 * FRAMES_PER_S  # after a pause of the machine: go on with the present


class Watcher(Protocol):
    """Somebody who gets the pictures of a track."""

    def deliver(self, wire: Wire) -> None:
        """Take one picture; must not block."""


@dataclass(slots=True)
class Track:
    """What loops and live cameras share: numbers, the pictures since the newest key frame, and the watchers."""

    codec: Codec
    width: int
    height: int
    phase_s: float = 0.0  # how much later than the full fifteenth of a second this camera takes its pictures
    sets: tuple[bytes, ...] = ()
    watchers: set[Watcher] = field(default_factory=set)
    recent: list[Wire] = field(default_factory=list)
    source: int = field(default_factory=lambda: secrets.randbits(32))
    sequence: int = field(default_factory=lambda: secrets.randbits(16))
    clock_offset: int = field(default_factory=lambda: secrets.randbits(32))
    on_first: Callable[[], None] | None = None  # called when the first watcher comes
    on_last: Callable[[], None] | None = None  # and when the last has gone

    def frame_at(self, unix_s: float) -> int:
        """Number (since 1970) of the newest picture at this time."""
        return int((unix_s - self.phase_s) * FRAMES_PER_S + 1e-6)

    def time_of(self, frame: int) -> float:
        """When a picture is taken, Unix seconds."""
        return frame / FRAMES_PER_S + self.phase_s

    def timestamp(self, unix_s: float) -> int:
        """The RTP time of an instant."""
        return (round(unix_s * CLOCK_HZ) + self.clock_offset) & 0xFFFFFFFF

    def add(self, watcher: Watcher) -> None:
        """Start sending to somebody: at once from the newest key frame on."""
        if not self.watchers and self.on_first:
            self.on_first()
        self.watchers.add(watcher)
        for wire in self.recent:
            watcher.deliver(wire)

    def remove(self, watcher: Watcher) -> None:
        """Stop sending to somebody; harmless when he isn't there."""
        if watcher in self.watchers:
            self.watchers.discard(watcher)
            if not self.watchers:
                self.recent.clear()
                if self.on_last:
                    self.on_last()

    def emit(self, packets: Packets, frame: int) -> None:
        """Send one picture to all."""
        wire = stamp(packets, self.sequence, self.timestamp(self.time_of(frame)), self.source)
        self.sequence = (self.sequence + len(packets.starts)) & 0xFFFF
        if packets.key:
            self.recent.clear()
        self.recent.append(wire)
        for watcher in tuple(self.watchers):
            watcher.deliver(wire)


@dataclass(slots=True)
class Loop:
    """Sixty seconds of a fixed camera, one group of pictures per second of the minute; empty where not rendered yet."""

    codec: Codec
    width: int
    height: int
    phase_s: float
    seconds: list[tuple[Packets, ...]] = field(default_factory=lambda: [()] * LOOP_S)
    sets: tuple[bytes, ...] = ()

    @property
    def rendered(self) -> int:
        """How many seconds are there."""
        return sum(1 for second in self.seconds if second)


class LoopPlayer:
    """Plays a loop on a track, locked to the UTC minute, while somebody watches."""

    def __init__(self, loop: Loop) -> None:
        self.loop = loop
        self.track = Track(loop.codec, loop.width, loop.height, loop.phase_s)
        self.track.on_first = self._start
        self.track.on_last = self._stop
        self.held = False  # another source takes the loop's place on the track
        self._waits_for_key = False
        self._next = 0
        self._timer: asyncio.TimerHandle | None = None

    def ready(self) -> bool:
        """Whether a client may connect: it will see a picture within two seconds."""
        self.track.sets = self.loop.sets
        now = int(time.time() - self.loop.phase_s)
        return any(self.loop.seconds[(now + ahead) % LOOP_S] for ahead in range(3))

    async def jpeg(self) -> bytes:
        """The newest rendered key frame as a JPEG; raises LookupError while there is none."""
        now = int(time.time() - self.loop.phase_s)
        for ago in range(LOOP_S):
            if pictures := self.loop.seconds[(now - ago) % LOOP_S]:
                return await asyncio.to_thread(_still, pictures[0], self.loop.codec)
        raise LookupError("nothing is rendered yet")

    def _start(self) -> None:
        now = self.track.frame_at(time.time())
        self._next = now - now % GOP
        self._send_due()

    def _stop(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _send_due(self) -> None:
        track = self.track
        newest = track.frame_at(time.time())
        if newest - self._next > _TOO_LATE_FRAMES:
            self._next = newest - newest % GOP
        while self._next <= newest:
            second, index = divmod(self._next % _FRAMES_PER_LOOP, GOP)
            pictures = self.loop.seconds[second]
            self._waits_for_key = self.held or (self._waits_for_key and index > 0)
            if pictures and not self._waits_for_key:
                track.emit(pictures[index], self._next)
            self._next += 1
        wait = max(0.0, track.time_of(self._next) - time.time())
        self._timer = asyncio.get_running_loop().call_later(wait, self._send_due)


def _still(packets: Packets, codec: Codec) -> bytes:
    """Decode a key frame and code it as a JPEG."""
    decoder = av.VideoCodecContext.create("h264" if codec == "h264" else "hevc", "r")
    frames = [*decoder.decode(av.Packet(annex_b(packets, codec))), *decoder.decode(None)]
    picture = cv2.cvtColor(frames[0].to_ndarray(format="yuv420p"), cv2.COLOR_YUV2BGR_I420)
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes()
