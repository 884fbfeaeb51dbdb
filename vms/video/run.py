"""One run of a stream, from connecting to its end: what happens to each packet, and the figures of it."""

from __future__ import annotations

from dataclasses import dataclass

import av
from av.packet import Packet
from av.video.stream import VideoStream

from vms.core.clock import Clock
from vms.video.decoder import Decoder
from vms.video.lateness import Lateness, Verdict
from vms.video.source import StreamSpec
from vms.video.timemap import TimeMap
from vms.video.writer import FrameWriter

_THIN_STEP_US = 250_000  # while we catch up something should move all the same
_RESYNC_S = 1.5  # a file that has fallen so far behind its own time starts a new one
_HOPELESS_S = 12.0  # packets without a picture for so long are no video; key frames may be 10 s apart
_WINDOW_S = 1.0


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


class StreamRun:
    """Takes the packets of one run. ``take`` on the session's thread; ``figures`` on any one other."""

    def __init__(self, stream: VideoStream, spec: StreamSpec, clock: Clock) -> None:
        self.stream = stream
        self._clock = clock
        self._decoder = Decoder(stream)
        self._is_file = spec.is_file
        # Only RTP carries the camera's sampling times; what FFmpeg makes up for MJPEG over HTTP drifts away.
        stamped = str(spec.url).startswith("rtsp")
        self._map = TimeMap(stream.time_base if stamped else None)
        now = clock.monotonic()
        self.packets = 0
        self.last_packet = now
        self.gap_s = 0.0  # between the last two packets
        self.last_picture_us: int | None = None
        self.ahead_s = 0.0
        self._begun = now
        self._last_picture = now
        self._first_picture: float | None = None
        self._lateness = Lateness()
        self._dropping = False
        self._origin: float | None = None  # file: monotonic time of stamp 0
        self._pictures = self._bytes = self._corrupt = 0
        self._size = (0, 0)
        self._mark = (now, 0, 0)
        self._fps, self._kbps = 0.0, 0

    def take(self, packet: Packet[VideoStream], sinks: tuple[FrameWriter, ...]) -> bool:
        """Decode the packet for the panes; True when a picture came."""
        arrival = self._clock.now_us()
        now = self._clock.monotonic()
        self.gap_s, self.last_packet = now - self.last_packet, now
        self.packets += 1
        self._bytes += packet.size
        self._map.arrive(packet.pts, arrival)
        if self._is_file:
            self._pace(packet, now)
        if not sinks:
            self._decoder.skip_to_key()
            self._last_picture = now
            return False
        verdict = self._lateness.judge(self._map.lag_us, now, key=packet.is_keyframe)
        if verdict is Verdict.DROP:
            self._decoder.skip_to_key()
            self._dropping = True
            self._corrupt += 1
            self._last_picture = now
            return False
        if verdict is Verdict.BELIEVE:
            self._map.rebase()
            self._map.arrive(packet.pts, arrival)
        pictures = self._decoder.decode(packet)
        for picture in pictures:
            self._publish(picture, sinks, thin=verdict is Verdict.THIN)
        if pictures:
            self._last_picture = now
            if self._first_picture is None:
                self._first_picture = now
            self._dropping = False
        elif self._dropping:
            self._corrupt += 1
        return bool(pictures)

    def rewind(self) -> None:
        """The file starts again: its stamps do too."""
        self._origin = None
        self._decoder.skip_to_key()

    @property
    def hopeless(self) -> bool:
        """Whether packets come and no picture comes of them."""
        return self.last_packet - self._last_picture > _HOPELESS_S

    @property
    def lost(self) -> int:
        """Packets and pictures damaged or skipped."""
        return self._decoder.lost + self._corrupt

    def good_for_s(self, now: float) -> float:
        """Seconds since the first picture."""
        return 0.0 if self._first_picture is None else now - self._first_picture

    def figures(self, now: float) -> RunFigures:
        """Rates over at least the last second, and what the stream is."""
        since, pictures, size = self._mark
        if now - since >= _WINDOW_S:
            self._fps = round((self._pictures - pictures) / (now - since), 1)
            self._kbps = round((self._bytes - size) * 8 / 1000 / (now - since))
            self._mark = (now, self._pictures, self._bytes)
        width, height = self._size
        codec = self.stream.codec_context.name
        return RunFigures(codec, width, height, self._fps, self._kbps, self.lost, self._decoder.name)

    def _publish(self, picture: av.VideoFrame, sinks: tuple[FrameWriter, ...], *, thin: bool) -> None:
        instant = self._map.instant(picture.pts)
        self._pictures += 1
        self._size = (picture.width, picture.height)
        if picture.is_corrupt:
            self._corrupt += 1
        if thin and self.last_picture_us is not None and instant - self.last_picture_us < _THIN_STEP_US:
            return
        self.last_picture_us = instant
        for writer in sinks:
            writer.publish(picture, instant)

    def _pace(self, packet: Packet[VideoStream], now: float) -> None:
        if packet.dts is None:
            self.ahead_s = 0.0
            return
        due = float(packet.dts * packet.time_base)
        if self._origin is None or abs(self._origin + due - now) > _RESYNC_S:
            self._origin = now - due
        self.ahead_s = self._origin + due - now
