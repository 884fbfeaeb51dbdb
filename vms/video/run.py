"""One run of a stream, from connecting to its end: what happens to each packet, and the figures of it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import av
from av.packet import Packet
from av.video.stream import VideoStream

from vms.core.clock import Clock
from vms.core.instants import SECOND
from vms.video.decoder import Decoder
from vms.video.lateness import Lateness, Verdict
from vms.video.load import Reduction
from vms.video.source import StreamSpec
from vms.video.timemap import TimeMap
from vms.video.writer import FrameWriter

_THIN_STEP_US = 60_000  # while we catch up: decoding costs most, so what is decoded is shown, up to 16 a second
_RESYNC_S = 1.5  # a file that has fallen so far behind its own time starts a new one
_HOPELESS_S = 12.0  # packets without a picture for so long are no video; key frames may be 10 s apart
_DAMAGED_S = 2.5  # damage only, for so long: what a decoder makes up of it may look alive
_KEY_GAPS = 2.5  # without a picture for so many distances of key frames, waiting for the next one is vain
_KEYS_SUFFICE_S = 3.0  # key frames further apart would let a pane stand still longer than it may
_WINDOW_S = 1.0


class Eye(Protocol):
    """Looks at pictures now and then: the watch over a camera."""

    def due(self, now: float) -> bool:
        """Whether it wants the next picture; ``now`` monotonic."""
        ...

    def look(self, picture: av.VideoFrame, instant_us: int, now: float) -> None:
        """Here it is."""
        ...


@dataclass(frozen=True, slots=True)
class Viewers:
    """Whom a stream serves at the moment, and how much it may give up."""

    sinks: tuple[FrameWriter, ...] = ()
    eyes: tuple[Eye, ...] = ()
    reduction: Reduction = Reduction.NONE


@dataclass(frozen=True, slots=True)
class RunFigures:
    """What a status tells of the run."""

    codec: str
    width: int
    height: int
    fps: float
    kbps: int
    lost: int
    decoder: str
    latency_ms: int


class StreamRun:
    """Takes the packets of one run. ``take`` on the session's thread; ``figures`` and ``was_late`` on one other."""

    def __init__(
        self, stream: VideoStream, tick: Fraction, spec: StreamSpec, clock: Clock, *, hardware: bool = False
    ) -> None:
        """``tick``: what the packets' stamps count in, seconds."""
        self.stream = stream
        self._clock = clock
        self._decoder = Decoder(stream, hardware=hardware)
        self._is_file = spec.is_file
        # Only RTP carries the camera's sampling times; what FFmpeg makes up for MJPEG over HTTP drifts away.
        stamped = str(spec.url).startswith("rtsp")
        self._map = TimeMap(tick if stamped else None)
        now = clock.monotonic()
        self.packets = 0
        self.last_packet = now
        self._last_arrival_us = clock.now_us()
        self.last_picture_us: int | None = None
        self.ahead_s = 0.0
        self._last_picture = self._last_good = now
        self._lost_when_good = self._lost_when_seen = 0
        self._first_picture: float | None = None
        self._last_key: float | None = None
        self._key_gap_s: float | None = None
        self._lateness = Lateness()
        self._late = self._dropping = False
        self._origin: float | None = None  # file: monotonic time of stamp 0
        self._pictures = self._bytes = self._corrupt = 0
        self._size = (0, 0)
        self._mark = (now, 0, 0)
        self._fps, self._kbps = 0.0, 0
        self._slowest = self._latency = 0.0

    def take(self, packet: Packet[VideoStream], viewers: Viewers) -> bool:
        """Decode the packet for who looks; True when a picture came."""
        arrival = self._clock.now_us()
        now = self._clock.monotonic()
        self.last_packet, self._last_arrival_us = now, arrival
        self.packets += 1
        self._bytes += packet.size
        self._map.arrive(packet.pts, arrival)
        if packet.is_keyframe:
            if self._last_key is not None:
                self._key_gap_s = now - self._last_key
            self._last_key = now
        if self._is_file:
            self._pace(packet, now)
        if not viewers.sinks:
            return self._glance(packet, viewers.eyes, now)
        verdict = self._judge(packet, arrival, now)
        if verdict is Verdict.DROP:
            self._decoder.skip_to_key()
            self._dropping = True
            self._corrupt += 1
            self._last_picture = now
            self._good(now)
            return False
        pictures = self._decode(packet, viewers.reduction)
        for picture in pictures:
            self._publish(picture, viewers, now, thin=verdict is Verdict.THIN)
        if pictures:
            self._dropping = False
            self._slowest = max(self._slowest, self._clock.monotonic() - now)
        elif self._dropping:
            self._corrupt += 1
        return self._saw(pictures, now)

    def rewind(self) -> None:
        """The file starts again: its stamps do too."""
        self._origin = None
        self._decoder.skip_to_key()

    @property
    def hopeless(self) -> str:
        """Why this run should end though packets come: "no_picture", "damaged", or "" while there is hope."""
        if self.last_packet - self._last_picture > self._patience_s:
            return "no_picture"
        since_good = self.last_packet - self._last_good
        if self._first_picture is not None and since_good > _DAMAGED_S and self.lost > self._lost_when_good:
            return "damaged"
        return ""

    @property
    def pictured(self) -> bool:
        """Whether any picture has come."""
        return self._first_picture is not None

    @property
    def _patience_s(self) -> float:
        if self._first_picture is None or self._key_gap_s is None:
            return _HOPELESS_S
        return min(_HOPELESS_S, max(_DAMAGED_S, _KEY_GAPS * self._key_gap_s))

    def silent_s(self) -> float:
        """Seconds since the last packet, by the clock that saw more of them: one stands still while the PC sleeps."""
        passed = self._clock.monotonic() - self.last_packet
        return max(passed, (self._clock.now_us() - self._last_arrival_us) / SECOND)

    def stands_still(self, now: float, limit_s: float) -> bool:
        """Whether pictures came and then none for so long."""
        return self._first_picture is not None and now - self._last_picture > limit_s

    @property
    def lost(self) -> int:
        """Packets and pictures damaged or skipped."""
        return self._decoder.lost + self._corrupt

    def good_for_s(self, now: float) -> float:
        """Seconds since the first picture."""
        return 0.0 if self._first_picture is None else now - self._first_picture

    def was_late(self) -> bool:
        """Whether pictures came too late to be shown as they should, since this was asked before."""
        late, self._late = self._late, False
        return late

    def figures(self, now: float) -> RunFigures:
        """Rates over at least the last second, and what the stream is."""
        since, pictures, size = self._mark
        if now - since >= _WINDOW_S:
            self._fps = round((self._pictures - pictures) / (now - since), 1)
            self._kbps = round((self._bytes - size) * 8 / 1000 / (now - since))
            self._latency, self._slowest = self._slowest, 0.0
            self._mark = (now, self._pictures, self._bytes)
        width, height = self._size
        codec, latency = self.stream.codec_context.name, round(self._latency * 1000)
        return RunFigures(codec, width, height, self._fps, self._kbps, self.lost, self._decoder.name, latency)

    def _judge(self, packet: Packet[VideoStream], arrival: int, now: float) -> Verdict:
        verdict = self._lateness.judge(self._map.lag_us, now, key=packet.is_keyframe)
        if verdict is not Verdict.SHOW:
            self._late = True
        if verdict is Verdict.BELIEVE:
            self._map.rebase()
            self._map.arrive(packet.pts, arrival)
        return verdict

    def _decode(self, packet: Packet[VideoStream], reduction: Reduction) -> list[av.VideoFrame]:
        self._decoder.spare(reduction >= Reduction.QUARTER)
        if reduction is Reduction.KEYS and self._keys_suffice:
            if packet.is_keyframe:
                return self._decoder.decode_alone(packet)
            self._decoder.skip_to_key()
            return []
        return self._decoder.decode(packet)

    def _glance(self, packet: Packet[VideoStream], eyes: tuple[Eye, ...], now: float) -> bool:
        """Nobody shows the stream: decode only what a watch needs."""
        self._lateness = Lateness()
        due = any(eye.due(now) for eye in eyes)
        if not due and (not eyes or self._keys_suffice):
            self._decoder.skip_to_key()
            self._last_picture = now
            self._good(now)
            return False
        if self._keys_suffice:
            if not packet.is_keyframe:
                self._decoder.skip_to_key()
                return False
            pictures = self._decoder.decode_alone(packet)
        else:
            pictures = self._decoder.decode(packet)
        for picture in pictures:
            self._count(picture)
            self._show_to(eyes, picture, self._map.instant(picture.pts), now)
        return self._saw(pictures, now)

    @property
    def _keys_suffice(self) -> bool:
        return self._key_gap_s is not None and self._key_gap_s <= _KEYS_SUFFICE_S

    def _saw(self, pictures: list[av.VideoFrame], now: float) -> bool:
        if not pictures:
            return False
        self._last_picture = now
        # Of noise a decoder makes a picture now and then that it thinks whole: right after damage none is believed.
        if self.lost == self._lost_when_seen and not all(picture.is_corrupt for picture in pictures):
            self._good(now)
        self._lost_when_seen = self.lost
        if self._first_picture is None:
            self._first_picture = now
        return True

    def _good(self, now: float) -> None:
        self._last_good, self._lost_when_good = now, self.lost

    def _count(self, picture: av.VideoFrame) -> None:
        self._pictures += 1
        self._size = (picture.width, picture.height)
        if picture.is_corrupt:
            self._corrupt += 1

    def _publish(self, picture: av.VideoFrame, viewers: Viewers, now: float, *, thin: bool) -> None:
        instant = self._map.instant(picture.pts)
        self._count(picture)
        self._show_to(viewers.eyes, picture, instant, now)
        step = max(_THIN_STEP_US if thin else 0, viewers.reduction.step_us)
        if step and self.last_picture_us is not None and instant - self.last_picture_us < step:
            return
        self.last_picture_us = instant
        for writer in viewers.sinks:
            writer.publish(picture, instant)

    @staticmethod
    def _show_to(eyes: tuple[Eye, ...], picture: av.VideoFrame, instant: int, now: float) -> None:
        for eye in eyes:
            if eye.due(now) and not picture.is_corrupt:
                eye.look(picture, instant, now)

    def _pace(self, packet: Packet[VideoStream], now: float) -> None:
        if packet.dts is None:
            self.ahead_s = 0.0
            return
        due = float(packet.dts * packet.time_base)
        if self._origin is None or abs(self._origin + due - now) > _RESYNC_S:
            self._origin = now - due
        self.ahead_s = self._origin + due - now
