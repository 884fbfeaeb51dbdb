"""Turning what a recorder replays into ordinary segment files: stream copy, as fast as it comes, cut at key frames."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from vms.core.errors import StreamInvalid
from vms.core.instants import MINUTE, SECOND, Span
from vms.video.rtp import AccessUnit
from vms.video.sdp import Codec
from vms.video.segment import SegmentFile
from vms.video.segment_writer import SegmentWriter

_TICK = Fraction(1, SECOND)
# As the recorder's own segments: the look-up of footage counts on nothing longer than 150 s.
_LONGEST_US = MINUTE
_GAP_US = 2 * SECOND
_MOST_WAITING = 3_000


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied, altogether."""

    frames: int
    pieces: int
    end_us: int


def copy_units(
    units: Iterable[AccessUnit],
    codec: Codec,
    folder: Path,
    span: Span,
    finished: Callable[[SegmentFile], None],
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Copied:
    """Write pictures into segments below ``folder``; each finished one is handed to ``finished`` at once.

    Whatever ends the replay (an error of ``units`` is passed on), what came until then is a finished segment.
    Raises StorageError, StreamInvalid, and what ``units`` raises.
    """
    copier = _Copier(codec, folder, finished)
    try:
        for unit in units:
            if cancelled is not None and cancelled():
                break
            copier.add(unit)
            if progress is not None and unit.key and unit.instant_us is not None:
                progress(min(1.0, max(0.0, (unit.instant_us - span.start) / max(1, span.length))))
    finally:
        copier.close()
    return Copied(copier.frames, copier.pieces, copier.end_us)


class _Copier:
    """Collects one group of pictures, then writes it: only then is the order known in which they are shown."""

    def __init__(self, codec: Codec, folder: Path, finished: Callable[[SegmentFile], None]) -> None:
        self.frames = self.pieces = self.end_us = 0
        self._codec, self._folder, self._finished = codec, folder, finished
        self._group: list[AccessUnit] = []
        self._writer: SegmentWriter | None = None
        self._template: tuple[InputContainer, VideoStream] | None = None
        self._parameters = b""
        self._last_us = 0

    def add(self, unit: AccessUnit) -> None:
        if unit.key or len(self._group) >= _MOST_WAITING:
            self._write_group()
        if self._group or unit.key:
            self._group.append(unit)

    def close(self) -> None:
        """Finish what is open."""
        try:
            self._write_group()
        finally:
            self._finish(None)
            self._forget_template()

    def _write_group(self) -> None:
        group, self._group = self._group, []
        if not group:
            return
        first = _instant(group[0])
        if self._writer is not None and self._must_end(group[0], first):
            follows = 0 <= first - self._last_us < _GAP_US
            self._finish(first if follows else None)
        if self._writer is None:
            if not group[0].key:
                return
            self._writer = SegmentWriter(self._folder, self._template_of(group[0]), first)
        shown = [_instant(unit) for unit in group]
        for unit, packet_us, decode_us in zip(group, shown, _decode_times(shown), strict=True):
            packet = cast("Packet[VideoStream]", Packet(unit.data))
            packet.time_base, packet.pts, packet.dts = _TICK, packet_us, decode_us
            packet.is_keyframe = unit.key
            self._writer.add(packet)
            self.frames += 1
        self._last_us = max(shown)

    def _must_end(self, unit: AccessUnit, first: int) -> bool:
        assert self._writer is not None
        if not unit.key:
            return False
        gap = unit.discontinuity or not 0 <= first - self._last_us < _GAP_US
        long = first - self._writer.start_us >= _LONGEST_US
        return gap or long or unit.parameters != self._parameters

    def _finish(self, follows_us: int | None) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            done = writer.close(follows_us)
            self.pieces += 1
            self.end_us = done.end_us
            self._finished(done)

    def _template_of(self, unit: AccessUnit) -> VideoStream:
        """A stream that says codec, size and parameter sets, read out of a key frame."""
        if self._template is None or unit.parameters != self._parameters:
            self._forget_template()
            try:
                container = av.open(io.BytesIO(unit.data), "r", format=self._codec)
            except av.FFmpegError as error:
                raise StreamInvalid(detail="unreadable key frame") from error
            if not container.streams.video or not container.streams.video[0].codec_context.width:
                container.close()
                raise StreamInvalid(detail="unreadable key frame")
            self._template, self._parameters = (container, container.streams.video[0]), unit.parameters
        assert self._template is not None
        return self._template[1]

    def _forget_template(self) -> None:
        if self._template is not None:
            self._template[0].close()
        self._template = None


def _instant(unit: AccessUnit) -> int:
    assert unit.instant_us is not None
    return unit.instant_us


def _decode_times(shown: list[int]) -> list[int]:
    """When each picture of a group is decoded: in order, none after it is shown (B-frames come in another order)."""
    ordered = sorted(shown)
    late = max(early - at for early, at in zip(ordered, shown, strict=True))
    return [at - max(0, late) for at in ordered]
