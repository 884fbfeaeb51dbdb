"""A live stream received by ourselves: RTSP over TCP, H.264 or H.265, which is what nearly every camera sends.

FFmpeg could do it, and does for everything else; measured beside it (``bench/results.md``) this costs less of the
system, gives each picture when it is whole and not when the next one begins, and notices at once when what comes is no
RTSP any more. What is received isn't touched: the same bytes as FFmpeg's go to the decoder and into the recording.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import cast

import av
import av.error
from av.codec.hwaccel import HWAccel
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from vms.core.errors import CameraFault, CameraSilent, CameraUnreachable, StreamInvalid
from vms.core.instants import SECOND
from vms.video.rtcp import sent_clock
from vms.video.rtp import AccessUnit, Assembler
from vms.video.rtsp_login import RtspLogin
from vms.video.rtsp_play import play
from vms.video.rtsp_wire import Patience, RtspWire
from vms.video.source import StreamSpec, video_stream
from vms.video.template import template_of

# How long a read waits before it is asked whether the camera has fallen silent.
_MOMENT_S = 0.25
# A recording learns from the first seconds when pictures are taken (``run_clock``): then every arrival counts. After
# that they are fetched some at a time. A recorder that dies loses no more than this beside the GOP under way.
_SETTLED_S = 3.0
_COLLECT_S = 0.2
# Bytes that are no packets for so long, and no packet among them: the connection has lost its thread.
_LOST_S = 1.0
OUT_OF_ORDER = "out_of_order"
# Parameter sets come with every key frame, and key frames may be 10 s apart.
_UNDESCRIBED_S = 12.0
_STEP_BACK = 1 << 31


class NotOurs(Exception):  # noqa: N818 - an answer, not an error: somebody else can
    """FFmpeg is to try: another codec, another transport, an answer that only it may know what to do with."""


class RtspIntake:
    """One connection to one camera, playing from the start. One thread. ``stream``: what comes, as FFmpeg sees it.

    Raises CameraError, and NotOurs at the start.
    """

    def __init__(self, spec: StreamSpec, hwaccel: HWAccel | None = None, *, recording: bool = False) -> None:
        """``recording``: pictures are needed all but none at once, and in the order in which they are shown: a file has
        to name both orders, which only FFmpeg can tell.
        """
        self._spec, self._recording = spec, recording
        self._patience_s = spec.read_timeout_s
        self._begun = self._last_packet = time.monotonic()
        self._picture: InputContainer | None = None
        self._report: tuple[int, int] | None = None
        # The stamp given last; what it was when ``pts`` was 0.
        self._ticks: int | None = None
        self._pts = self._offset = 0
        self._nonsense = 0
        self._first: list[AccessUnit] = []
        self._done: list[AccessUnit] = []
        self._heard = False
        self._collects = not recording
        user, password = spec.url.credentials
        patience = Patience(spec.open_timeout_s, spec.open_timeout_s, spec.read_timeout_s)
        self._wire = RtspWire(spec.url.plain, RtspLogin(user, password), patience)
        try:
            self._begin(hwaccel)
        except BaseException:
            self._wire.close()
            raise

    @property
    def container(self) -> InputContainer:
        """FFmpeg's view of the first picture: no packets come from it."""
        assert self._picture is not None
        return self._picture

    @cached_property
    def template(self) -> VideoStream:
        """What a writer needs to know of the pictures; good also after ``close``, if asked for before."""
        return template_of(self.stream)

    def close(self) -> None:
        """Hang up; the camera is told where that costs no waiting."""
        try:
            self._wire.send("TEARDOWN", self._playing.whole, self._playing.headers)
        except CameraSilent:
            pass  # it has hung up before
        finally:
            self._wire.close()
            # Container and stream refer to each other: left open they would keep a decoder and its pictures until the
            # interpreter looks for such circles, which with so few new objects can be a quarter of an hour.
            self.container.close()

    def packets(self) -> Iterator[Packet[VideoStream]]:
        """The pictures as they come, until the camera hangs up; ``pts`` in ticks of the camera's clock, ever rising
        through its overflow.
        """
        first, self._first = self._first, []
        for unit in first:
            yield self._packet(unit)
        while (units := self._units()) is not None:
            for unit in units:
                yield self._packet(unit)

    def taken_us(self, packet: Packet[VideoStream]) -> int | None:
        """When the camera says it took the picture, by its newest report; None without one."""
        if self._report is None or packet.pts is None:
            return None
        ticks, at_us = self._report
        return at_us + _signed(packet.pts + self._offset - ticks) * SECOND // self._playing.track.clock_hz

    # -- inside

    def _begin(self, hwaccel: HWAccel | None) -> None:
        url = self._spec.url.plain
        try:
            able = self._wire.request("OPTIONS", url).first("public").upper()
            self._playing = play(self._wire, url, {}, {"Range": "npt=0.000-"})
        except (CameraFault, StreamInvalid) as error:
            raise NotOurs from error
        self._alive = "GET_PARAMETER" if "GET_PARAMETER" in able else "OPTIONS"
        self._alive_at = time.monotonic() + self._playing.every_s
        track = self._playing.track
        self.tick = Fraction(1, track.clock_hz)
        self._assembler = Assembler(track.codec, track.payload, track.sets, keep_damaged=True)
        self._assembler.channel = self._playing.channel
        self._wire.stream(_MOMENT_S)
        self._begun = self._last_packet = time.monotonic()
        self._first = self._first_units()
        self._picture = _described(self._first[0].data, track.codec, self._spec.host, hwaccel)
        self.stream = video_stream(self._picture)
        if self._recording and self.stream.codec_context.has_b_frames:
            self._picture.close()
            raise NotOurs

    def _first_units(self) -> list[AccessUnit]:
        """The first picture that says what it is, and those behind it. What comes before can't be decoded."""
        while True:
            units = self._units()
            if units is None:
                raise CameraUnreachable(host=self._spec.host, detail="closed")
            for index, unit in enumerate(units):
                sets = self._assembler.parameters
                if sets and not unit.damaged:
                    first = unit if unit.key else unit._replace(data=sets + unit.data)
                    return [first, *units[index + 1 :]]
            if time.monotonic() - self._begun > _UNDESCRIBED_S:
                raise StreamInvalid(host=self._spec.host, detail="no_picture")

    def _units(self) -> list[AccessUnit] | None:
        """The pictures that one read completes; None where the camera has hung up."""
        units = self._done = []
        strange, self._heard = self._assembler.strange, False
        if not self._wire.receive(self._take, self._assembler.run):
            return None
        now = time.monotonic()
        if not self._collects and now - self._begun > _SETTLED_S:
            self._collects = True
            self._wire.collect(_COLLECT_S)
        if self._heard and strange == self._assembler.strange:
            self._last_packet, self._nonsense = now, self._wire.nonsense
        elif now - self._last_packet > _LOST_S:
            self._judge(now, strange=self._assembler.strange > strange)
        if now > self._alive_at:
            self._alive_at = now + self._playing.every_s
            self._wire.send(self._alive, self._playing.whole, self._playing.headers)
        return units

    def _judge(self, now: float, *, strange: bool) -> None:
        """No packet of ours for a while."""
        if strange or self._wire.nonsense > self._nonsense:
            raise StreamInvalid(host=self._spec.host, detail="no_packets")
        if now - self._last_packet >= self._patience_s:
            raise CameraSilent(host=self._spec.host)

    def _take(self, channel: int, data: bytes) -> None:
        if channel == self._playing.channel:
            self._heard = True
            if units := self._assembler.feed(data):
                self._done += units
        elif channel == self._playing.channel + 1 and (report := sent_clock(data)):
            self._report = report

    def _packet(self, unit: AccessUnit) -> Packet[VideoStream]:
        if self._ticks is not None:
            step = _signed(unit.ticks - self._ticks)
            if step < 0 and self._recording and -step < 2 * self._playing.track.clock_hz:
                raise StreamInvalid(host=self._spec.host, detail=OUT_OF_ORDER)
            self._pts += step
        else:
            self._offset = unit.ticks
        self._ticks = unit.ticks
        packet = cast("Packet[VideoStream]", Packet(unit.data))
        packet.stream = self.stream
        packet.time_base, packet.pts, packet.dts = self.tick, self._pts, self._pts
        packet.is_keyframe, packet.is_corrupt = unit.key, unit.damaged
        return packet


def _signed(ticks: int) -> int:
    """The shorter way round the stamps' 32 bits."""
    return ((ticks + _STEP_BACK) & 0xFFFFFFFF) - _STEP_BACK


def _described(picture: bytes, codec: str, host: str, hwaccel: HWAccel | None) -> InputContainer:
    """A stream that says codec, size and parameter sets, read out of its first picture."""
    try:
        container = av.open(io.BytesIO(picture), "r", format=codec, hwaccel=hwaccel)
    except av.error.FFmpegError:
        container = None
    if container is None or not container.streams.video or not container.streams.video[0].codec_context.width:
        if container is not None:
            container.close()
        raise StreamInvalid(host=host, detail="no_picture")
    return container
