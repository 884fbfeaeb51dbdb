"""Small grey pictures out of recorded pieces: the key frames alone, or every picture between two instants."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field

import av
import av.error
import cv2
import numpy as np
from av.packet import Packet
from av.stream import Discard
from av.video.stream import VideoStream

from vms.core.errors import NothingRecorded
from vms.core.instants import SECOND, Span
from vms.video.motion_area import Plane
from vms.video.reader import Piece, SegmentSource, open_piece
from vms.video.scale import pixels

WORKING_WIDTH = 480
# Key frames closer than this tell nothing new; MJPEG has nothing else.
LEAST_STEP_US = 1_500_000
# Without the smoothing between blocks a key frame takes a fifth less time, and a small picture looks the same.
_QUICK = {"skip_loop_filter": "all", "flags2": "fast"}
# A file that stops so long before its end has lost what was behind.
_TAIL_US = 10 * SECOND
_HALF = 128


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A decoded picture: when it was taken, itself, and its luma made small. ``frame`` is for the thumbnail."""

    instant_us: int
    grey: Plane
    frame: av.VideoFrame


@dataclass(slots=True)
class Reading:
    """What went wrong while a piece was read: ``damaged`` in order, empty when all was well."""

    damaged: list[Span] = field(default_factory=list)

    def add(self, start_us: int, end_us: int) -> None:
        """A stretch that couldn't be looked at."""
        if self.damaged and self.damaged[-1].end >= start_us:
            self.damaged[-1] = Span(self.damaged[-1].start, max(end_us, self.damaged[-1].end))
        else:
            self.damaged.append(Span(start_us, max(start_us, end_us)))


def small_size(width: int, height: int) -> tuple[int, int]:
    """A whole fraction of the picture's size, at most ``WORKING_WIDTH`` wide: whole blocks scale fastest."""
    by = max(1, -(-width // WORKING_WIDTH))
    return max(1, width // by), max(1, height // by)


def small(frame: av.VideoFrame) -> Plane:
    """The luma of a picture, small."""
    if frame.format.name.startswith(("yuv", "gray", "nv")):
        plane = pixels(frame.planes[0])
    else:
        plane = np.asarray(frame.reformat(format="gray").to_ndarray(), np.uint8)
    size = small_size(frame.width, frame.height)
    by = frame.width // size[0]
    whole = plane[: size[1] * by, : size[0] * by]
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.uint8)


def key_glimpses(
    piece: Piece, span: Span, reading: Reading, stopping: Callable[[], bool], step_us: int = LEAST_STEP_US
) -> Generator[Glimpse, None, None]:
    """The piece's key frames in the span, by time, at least ``step_us`` apart; ``reading``: what can't be read."""
    try:
        source = open_piece(piece)
    except NothingRecorded:
        reading.add(piece.start_us, piece.end_us)
        return
    with source:
        _prepare(source)
        # The others aren't even read from the disk. Where B-frames are left out FFmpeg guesses the times wrong.
        if not source.stream.codec_context.has_b_frames:
            source.stream.discard = Discard.nonkey
        offset = span.start - piece.start_us
        if offset > 0:
            source.seek(offset)
        yield from _keys(piece, source, span, reading, stopping, step_us)


def _keys(
    piece: Piece, source: SegmentSource, span: Span, reading: Reading, stopping: Callable[[], bool], step_us: int
) -> Iterator[Glimpse]:
    last_us, reached = -step_us, piece.start_us
    for packet in _packets(source, piece, reading):
        instant = piece.start_us + source.instant(packet)
        reached = max(reached, instant)
        if stopping() or instant >= span.end:
            return
        if not packet.is_keyframe or instant < span.start or instant - last_us < step_us:
            continue
        last_us = instant
        frame = _alone(source, packet)
        if frame is None:
            reading.add(instant, instant + SECOND)
        else:
            yield Glimpse(instant, small(frame), frame)
    _note_tail(piece, span, reached, reading)


def _note_tail(piece: Piece, span: Span, reached: int, reading: Reading) -> None:
    end = min(piece.end_us, span.end)
    if not piece.open and end - reached > _TAIL_US:
        reading.add(reached, end)


def glimpses(
    piece: Piece, span: Span, every_us: int, reading: Reading, stopping: Callable[[], bool] = lambda: False
) -> Generator[Glimpse, None, None]:
    """Pictures of the piece in the span, one each ``every_us``; decoded from the key frame before its start."""
    try:
        source = open_piece(piece)
    except NothingRecorded:
        reading.add(piece.start_us, piece.end_us)
        return
    with source:
        _prepare(source)
        source.seek(max(0, span.start - piece.start_us))
        due = reached = span.start
        for packet in _packets(source, piece, reading):
            received = piece.start_us + source.instant(packet)
            reached = max(reached, received)
            if stopping() or received >= span.end:
                return
            for frame in _decode(source, packet, reading, piece):
                if frame.pts is None:
                    continue
                instant = piece.start_us + source.offset(frame.pts)
                if due <= instant < span.end:
                    due = instant + every_us
                    yield Glimpse(instant, small(frame), frame)
        _note_tail(piece, span, reached, reading)


def _prepare(source: SegmentSource) -> None:
    context = source.stream.codec_context
    context.thread_count = 1  # pieces are read side by side instead
    context.options = dict(_QUICK)


def _packets(source: SegmentSource, piece: Piece, reading: Reading) -> Iterator[Packet[VideoStream]]:
    reached = piece.start_us
    try:
        for packet in source.packets():
            reached = piece.start_us + source.instant(packet)
            yield packet
    except av.error.FFmpegError:
        reading.add(reached, piece.end_us)


def _alone(source: SegmentSource, packet: Packet[VideoStream]) -> av.VideoFrame | None:
    """One key frame's picture; None when it is damaged."""
    context = source.stream.codec_context
    try:
        frames = context.decode(packet)
        if not frames:
            # A decoder that expects B-frames holds the picture back until it is told that nothing follows.
            frames = context.decode(None)
            context.flush_buffers()
    except av.error.FFmpegError:
        context.flush_buffers()
        return None
    frame = frames[-1] if frames else None
    return None if frame is None or frame.is_corrupt or _is_blank(frame) else frame


def _is_blank(frame: av.VideoFrame) -> bool:
    """FFmpeg makes up one grey for what it couldn't decode at all."""
    rough = pixels(frame.planes[0])[::32, ::32]
    return bool((rough == _HALF).all())


def _decode(source: SegmentSource, packet: Packet[VideoStream], reading: Reading, piece: Piece) -> list[av.VideoFrame]:
    try:
        return source.stream.codec_context.decode(packet)
    except av.error.FFmpegError:
        at = piece.start_us + source.instant(packet)
        reading.add(at, at + SECOND)
        return []
