"""Packets of a stream, wherever it comes from: by our own RTSP where that suits the camera, by FFmpeg for all else."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Any, Protocol, cast

from av.codec.hwaccel import HWAccel
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from vms.video.rtsp_intake import NotOurs, RtspIntake
from vms.video.sound import recordable
from vms.video.source import StreamSpec, open_source, video_stream
from vms.video.template import template_of


class Intake(Protocol):
    """One connection that plays. One thread. ``stream``: the pictures, with what decodes them."""

    stream: VideoStream

    @property
    def template(self) -> VideoStream:
        """What a writer needs to know of the pictures; good also after ``close``, if asked for before."""

    @property
    def tick(self) -> Fraction:
        """What the stamps of its pictures count in, seconds."""

    @property
    def container(self) -> InputContainer:
        """What FFmpeg knows of the stream."""

    def packets(self) -> Iterator[Packet[Any]]:
        """Packets as they come, until the stream ends. Raises CameraError, FFmpeg's errors, OSError, ValueError."""

    def taken_us(self, packet: Packet[VideoStream]) -> int | None:
        """When the camera says it took the picture, µs UTC; None where it doesn't."""

    def close(self) -> None:
        """Hang up."""


class FFmpegIntake:
    """A stream that FFmpeg receives: files, HTTP, UDP, MJPEG, with sound, and cameras with ways of their own."""

    def __init__(self, container: InputContainer, *, sound: bool = False) -> None:
        """``sound``: where there is a track that can be recorded, its packets come too."""
        self.container = container
        self.stream = video_stream(container)
        self._sound = recordable(container) if sound else None

    @cached_property
    def template(self) -> VideoStream:
        """A copy that lasts."""
        return template_of(self.stream, self._sound)

    @property
    def tick(self) -> Fraction:
        """What the stamps of its pictures count in, seconds."""
        assert self.stream.time_base is not None
        return self.stream.time_base

    def packets(self) -> Iterator[Packet[Any]]:
        """Packets of the pictures, and of the sound track where it was asked for."""
        tracks = (self.stream,) if self._sound is None else (self.stream, self._sound)
        return self.container.demux(*tracks)

    def taken_us(self, packet: Packet[VideoStream]) -> int | None:
        """FFmpeg works it out from the camera's reports (``AV_PKT_DATA_PRFT``, FFmpeg ≥ 4.4, PyAV ≥ 18)."""
        if not packet.has_sidedata("prft"):
            return None
        return cast("int", struct.unpack_from("<q", bytes(packet.get_sidedata("prft")))[0])

    def close(self) -> None:
        """Hang up."""
        self.container.close()


def open_intake(spec: StreamSpec, *, hwaccel: HWAccel | None = None, recording: bool = False) -> Intake:
    """Connect; blocks at most some seconds. ``recording``: every picture is needed, none at once, and the order in
    which they are shown. Raises CameraError.
    """
    if suits_us(spec):
        try:
            return RtspIntake(spec, hwaccel, recording=recording)
        except NotOurs:
            pass  # what is wrong with it, if anything, FFmpeg says
    return FFmpegIntake(open_source(spec, thorough=recording, hwaccel=hwaccel), sound=spec.sound)


def suits_us(spec: StreamSpec) -> bool:
    """Whether it is worth asking the camera for what our own leg can receive."""
    return str(spec.url).startswith("rtsp://") and spec.transport == "tcp" and not spec.sound and not spec.ffmpeg
