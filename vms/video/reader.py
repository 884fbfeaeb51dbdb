"""Reading what was recorded: one segment at a time, finished or still growing, its times in µs.

A growing part file is read into memory whole: what is on disk is a row of whole fragments, it stays the same while it
is looked at, and on Windows an open file couldn't be renamed by the recorder.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import dropwhile
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from vms.core.errors import NothingRecorded
from vms.core.instants import MINUTE
from vms.core.log import event
from vms.video.foreign import open_foreign

_log = logging.getLogger(__name__)

PART = ".part"
# No segment is longer, so that the index on (camera, start) bounds every question. A group of pictures is never torn:
# a segment is at most a minute less, which is the last moment for its last picture.
LONGEST_US = 16 * MINUTE
# The header says everything; without these FFmpeg decodes pictures to be sure (a third of the time of a seek).
_QUICK = {"probesize": "32", "analyzeduration": "0"}
# It decodes the first picture all the same, to see whether pictures are reordered: twenty times as long as the rest.
# (PyAV takes options of streams as dictionaries; its stubs say strings.)
_UNSEEN = [{"skip_frame": "all"}]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of footage in one file; µs UTC, the end excluded. ``open``: the recorder still writes it.

    ``file_us``: only a part of the file is meant, and this is when the file's first picture was taken. ``stream``:
    'main' or 'sub'.
    ``source``: the name of the other recorder that it was copied from; '' for footage of our own. ``foreign``: a file
    from outside, in whatever container.
    """

    path: Path
    start_us: int
    end_us: int
    open: bool = False
    file_us: int | None = None
    stream: str = "main"
    source: str = ""
    foreign: bool = False


def ticks_to_us(ticks: int, time_base: Fraction) -> int:
    """Whole microseconds, rounded to the nearest."""
    return Ticks(time_base).us(ticks)


class Ticks:
    """The same for many stamps of one stream: a ``Fraction`` asked for each picture costs more than the rest."""

    __slots__ = ("_down", "_half", "_up")

    def __init__(self, time_base: Fraction) -> None:
        self._up, self._half = time_base.numerator * 2_000_000, time_base.denominator
        self._down = 2 * self._half

    def us(self, ticks: int) -> int:
        """Whole microseconds, rounded to the nearest."""
        return (ticks * self._up + self._half) // self._down


class SegmentSource:
    """An open segment, times relative to its first picture. A context manager; owned by one thread.

    Limited to a part of the file (``limit``), times are relative to the part's start; the picture that stands there was
    often taken a little earlier, and counts as taken at the start.
    """

    def __init__(self, container: InputContainer) -> None:
        self.container = container
        self._shift_us, self._until_us = 0, 0
        self.stream = container.streams.video[0]
        assert self.stream.time_base is not None
        self.time_base: Fraction = self.stream.time_base
        first = next((packet for packet in container.demux(self.stream) if packet.pts is not None), None)
        self._first = first.pts if first is not None and first.pts is not None else 0
        shifted = first is not None and first.dts is not None and first.dts != first.pts
        self._reordered = shifted or self.stream.codec_context.has_b_frames
        container.seek(0, stream=self.stream)

    def instant(self, packet: Packet[VideoStream] | av.VideoFrame) -> int:
        """µs from the segment's first picture."""
        assert packet.pts is not None
        return self.offset(packet.pts)

    def offset(self, stamp: int) -> int:
        """µs from the segment's first picture (or the part's start) to one with this stamp."""
        found = ticks_to_us(stamp - self._first, self.time_base) - self._shift_us
        return max(0, found) if self._until_us else found

    def limit(self, piece: Piece) -> None:
        """Show only a part of the file, and stand at the key frame it needs."""
        assert piece.file_us is not None
        self._shift_us, self._until_us = piece.start_us - piece.file_us, piece.end_us - piece.start_us
        self.seek(0)

    def shows(self, frame: av.VideoFrame) -> bool:
        """Whether a decoded picture belongs to the part, or only helped to decode it."""
        return not self._until_us or self._raw(frame.pts) >= 0

    def passed(self, frame: av.VideoFrame) -> bool:
        """Whether a decoded picture lies behind the part: no more of it follows."""
        return bool(self._until_us) and self._raw(frame.pts) >= self._until_us

    def _raw(self, stamp: int | None) -> int:
        return ticks_to_us((stamp or 0) - self._first, self.time_base) - self._shift_us

    def seek(self, offset_us: int) -> None:
        """Go to the last key frame not after the offset."""
        offset_us += self._shift_us
        ticks = max(0, offset_us * self.time_base.denominator // (1_000_000 * self.time_base.numerator)) + self._first
        self.container.seek(ticks, stream=self.stream, backward=True)
        if not self._reordered:
            return
        # The index is in decoding order: with B-frames it may lead to a key frame that is shown after the offset.
        key = next(self.packets(), None)
        while key is not None and key.dts is not None and key.pts is not None and self._first < key.pts > ticks:
            self.container.seek(key.dts - 1, stream=self.stream, backward=True)
            key = next(self.packets(), None)
        if key is not None and key.dts is not None:
            self.container.seek(key.dts, stream=self.stream, backward=True)

    def try_seek(self, offset_us: int) -> bool:
        """The same; False where the file is too damaged for it."""
        try:
            self.seek(offset_us)
        except (av.FFmpegError, OSError, ValueError):
            return False
        return True

    def packets(self) -> Iterator[Packet[VideoStream]]:
        """From where it stands to the end, without the empty packet that flushes a decoder."""
        for packet in self.container.demux(self.stream):
            if packet.pts is None:
                continue
            if self._until_us and packet.dts is not None and self._raw(packet.dts) >= self._until_us:
                return
            yield packet

    def packets_with(self, sound: AudioStream) -> Iterator[Packet[Any]]:
        """The same, and those of a sound track between them."""
        for packet in self.container.demux(self.stream, sound):
            if packet.pts is None:
                continue
            of_picture = packet.stream is self.stream and packet.dts is not None
            if self._until_us and of_picture and self._raw(packet.dts) >= self._until_us:
                return
            yield packet

    def sound_instant(self, packet: Packet[AudioStream]) -> int:
        """µs from the segment's first picture (or the part's start); below 0 for sound from before it."""
        assert packet.pts is not None and packet.time_base is not None
        begins = ticks_to_us(self._first, self.time_base) + self._shift_us
        return ticks_to_us(packet.pts, packet.time_base) - begins

    def intact_packets(self, *, flush: bool = False) -> Iterator[Packet[VideoStream]]:
        """For watching only: damage ends it early, with a warning in the log. ``flush``: with the empty packet."""
        packets = self.container.demux(self.stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except (av.FFmpegError, OSError, ValueError) as error:
                event(_log, "segment_damaged", logging.WARNING, path=self.container.name, detail=str(error))
                return
            if packet.pts is not None or (flush and not packet.size):
                yield packet

    def __enter__(self) -> SegmentSource:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.container.close()


def open_segment(path: Path | BinaryIO, *, watching: bool = False) -> SegmentSource:
    """Open a segment or part file for reading. Raises av.FFmpegError, IndexError when it holds no video.

    ``watching``: twenty times as fast, for decoding only: the stream doesn't know its pixel format yet.
    """
    file = str(path) if isinstance(path, Path) else path
    unseen = _UNSEEN if watching else None
    container = av.open(file, "r", format="mp4", options=_QUICK, stream_options=unseen)  # type: ignore[call-overload]
    try:
        return SegmentSource(container)
    except BaseException:
        container.close()
        raise


class OutsideSource(SegmentSource):
    """A file that somebody else made: many have no index, and a seek lands somewhere near."""

    def seek(self, offset_us: int) -> None:
        """Go to a key frame not after the offset; perhaps not the last one."""
        second = max(1, round(1 / self.time_base))
        ticks = self._first + offset_us * self.time_base.denominator // (1_000_000 * self.time_base.numerator)
        back = 0
        while True:
            target = max(self._first - second, ticks - back)
            self.container.seek(target, stream=self.stream, backward=True)
            key = next(self.packets(), None)
            if (key is not None and key.pts is not None and key.pts <= ticks) or target < self._first:
                break
            back = 2 * back or 2 * second
        self.container.seek(target, stream=self.stream, backward=True)

    def packets(self) -> Iterator[Packet[VideoStream]]:
        """From the first key frame on: what stands before it can't be decoded."""
        return dropwhile(lambda packet: not packet.is_keyframe, super().packets())

    def intact_packets(self, *, flush: bool = False) -> Iterator[Packet[VideoStream]]:
        """As ``packets``, and damage ends it early."""
        return dropwhile(lambda packet: packet.size and not packet.is_keyframe, super().intact_packets(flush=flush))


def _open_outside(path: Path) -> SegmentSource:
    container = open_foreign(path)
    try:
        return OutsideSource(container)
    except BaseException:
        container.close()
        raise


def open_piece(piece: Piece, *, watching: bool = False) -> SegmentSource:
    """Open a piece wherever it lies by now: a part may have been finished since it was listed. ``watching``: quickly.

    Raises NothingRecorded when the file is gone or holds no picture.
    """
    source = _opened(piece, watching=watching)
    if piece.file_us is not None:
        source.limit(piece)
    return source


def _opened(piece: Piece, *, watching: bool) -> SegmentSource:
    final = piece.path.with_name(piece.path.name.removesuffix(PART))
    try:
        if piece.foreign:
            return _open_outside(piece.path)
        if piece.path.name.endswith(PART):
            try:
                return open_segment(io.BytesIO(piece.path.read_bytes()), watching=watching)
            except FileNotFoundError:
                return open_segment(final, watching=watching)
        return open_segment(piece.path, watching=watching)
    except (OSError, av.FFmpegError, IndexError, StopIteration, ValueError, AssertionError) as error:
        raise NothingRecorded(path=str(final), start=piece.start_us, end=piece.end_us) from error
