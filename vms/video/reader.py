"""Reading what was recorded: one segment at a time, finished or still growing, its times in µs.

A growing part file is read into memory whole: what is on disk is a row of whole fragments, it stays the same while it
is looked at, and on Windows an open file couldn't be renamed by the recorder.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import av
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from vms.core.errors import NothingRecorded

PART = ".part"
# The header says everything; without these FFmpeg decodes pictures to be sure (a third of the time of a seek).
_QUICK = {"probesize": "32", "analyzeduration": "0"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of footage in one file; µs UTC, the end excluded. ``open``: the recorder still writes it."""

    path: Path
    start_us: int
    end_us: int
    open: bool = False


def ticks_to_us(ticks: int, time_base: Fraction) -> int:
    """Whole microseconds, rounded to the nearest."""
    return (ticks * time_base.numerator * 2_000_000 + time_base.denominator) // (2 * time_base.denominator)


class SegmentSource:
    """An open segment, times relative to its first picture. A context manager; owned by one thread."""

    def __init__(self, container: InputContainer) -> None:
        self.container = container
        self.stream = container.streams.video[0]
        assert self.stream.time_base is not None
        self.time_base: Fraction = self.stream.time_base
        first = next((packet.pts for packet in container.demux(self.stream) if packet.pts is not None), 0)
        self._first = first
        container.seek(0, stream=self.stream)

    def instant(self, packet: Packet[VideoStream] | av.VideoFrame) -> int:
        """µs from the segment's first picture."""
        assert packet.pts is not None
        return self.offset(packet.pts)

    def offset(self, stamp: int) -> int:
        """µs from the segment's first picture to one with this stamp."""
        return ticks_to_us(stamp - self._first, self.time_base)

    def seek(self, offset_us: int) -> None:
        """Go to the last key frame not after the offset."""
        ticks = max(0, offset_us * self.time_base.denominator // (1_000_000 * self.time_base.numerator)) + self._first
        self.container.seek(ticks, stream=self.stream, backward=True)
        if not self.stream.codec_context.has_b_frames:
            return
        # The index is in decoding order: with B-frames it may lead to a key frame that is shown after the offset.
        key = next(self.packets(), None)
        while key is not None and key.dts is not None and key.pts is not None and self._first < key.pts > ticks:
            self.container.seek(key.dts - 1, stream=self.stream, backward=True)
            key = next(self.packets(), None)
        if key is not None and key.dts is not None:
            self.container.seek(key.dts, stream=self.stream, backward=True)

    def packets(self) -> Iterator[Packet[VideoStream]]:
        """From where it stands to the end, without the empty packet that flushes a decoder."""
        for packet in self.container.demux(self.stream):
            if packet.pts is not None:
                yield packet

    def __enter__(self) -> SegmentSource:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.container.close()


def open_segment(path: Path | BinaryIO) -> SegmentSource:
    """Open a segment or part file for reading. Raises av.FFmpegError, IndexError when it holds no video."""
    container = av.open(str(path) if isinstance(path, Path) else path, "r", format="mp4", options=_QUICK)
    try:
        return SegmentSource(container)
    except BaseException:
        container.close()
        raise


def open_piece(piece: Piece) -> SegmentSource:
    """Open a piece wherever it lies by now: a part may have been finished since it was listed.

    Raises NothingRecorded when the file is gone or holds no picture.
    """
    final = piece.path.with_name(piece.path.name.removesuffix(PART))
    try:
        if piece.path.name.endswith(PART):
            try:
                return open_segment(io.BytesIO(piece.path.read_bytes()))
            except FileNotFoundError:
                return open_segment(final)
        return open_segment(piece.path)
    except (OSError, av.FFmpegError, IndexError, StopIteration) as error:
        raise NothingRecorded(path=str(final), start=piece.start_us, end=piece.end_us) from error
