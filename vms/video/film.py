"""Recorded pieces seen as one film: go to an instant, forwards and backwards picture by picture, key frames alone."""

from __future__ import annotations

import bisect
import logging
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import av

from vms.core.errors import NothingRecorded
from vms.core.instants import Span
from vms.core.log import event
from vms.video.reader import Piece, SegmentSource, open_piece

_log = logging.getLogger(__name__)

# Decoded pictures kept for stepping back: one 1080p picture takes 3 MB.
_KEPT = 24


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture and the instant it was taken, µs UTC; ``piece_us`` is where its piece starts."""

    frame: av.VideoFrame
    instant_us: int
    piece_us: int


class Film:
    """Plays over the pieces of one camera. Owned by one thread. A piece that can't be read is passed over."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces: list[Piece] = []
        self._starts: list[int] = []
        self._piece: Piece | None = None
        self._source: SegmentSource | None = None
        self._decoded: Iterator[Picture] = iter(())
        self._behind: deque[Picture] = deque(maxlen=_KEPT)
        self._ahead: deque[Picture] = deque()
        self.current: Picture | None = None
        self.set_pieces(pieces)

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        """Replace the list, for one that reaches further; the position stays."""
        self._pieces = sorted(pieces, key=lambda piece: piece.start_us)
        self._starts = [piece.start_us for piece in self._pieces]

    @property
    def end_us(self) -> int:
        """Where the last piece ends; 0 without any."""
        return max((piece.end_us for piece in self._pieces), default=0)

    def covers(self, instant_us: int) -> bool:
        """Whether something was recorded at the instant."""
        piece = self._at(instant_us)
        return piece is not None and piece.start_us <= instant_us

    def gap_between(self, start_us: int, end_us: int, longer_than: int) -> Span | None:
        """The first stretch without footage between two instants, if it lasts longer than this."""
        reached = start_us
        for piece in self._pieces:
            if piece.end_us <= reached:
                continue
            if piece.start_us >= end_us:
                break
            if piece.start_us - reached > longer_than:
                return Span(reached, piece.start_us)
            reached = max(reached, piece.end_us)
        return Span(reached, end_us) if end_us - reached > longer_than else None

    def last_before(self, instant_us: int) -> Picture | None:
        """The last key frame of the last piece that ends before the instant; None when there is none."""
        index = bisect.bisect_right(self._starts, instant_us) - 1
        return self.key_at(self._pieces[index].end_us - 1) if index >= 0 else None

    def seek(self, instant_us: int) -> Picture | None:
        """The picture that stood at the instant; in a gap the first one after it; None past the end."""
        self._behind.clear()
        self._ahead.clear()
        piece = self._at(instant_us)
        while piece is not None:
            if self._open(piece):
                found = self._find(instant_us)
                if found is not None:
                    self.current = found
                    return found
            piece = self._after(piece)
        return None

    def next(self) -> Picture | None:
        """The picture after the current one, across pieces; None at the end (the position stays)."""
        picture = self._ahead.popleft() if self._ahead else self._decode()
        if picture is None:
            return None
        if self.current is not None:
            self._behind.append(self.current)
        self.current = picture
        return picture

    def previous(self) -> Picture | None:
        """The picture before the current one, across pieces; None at the beginning (the position stays)."""
        current = self.current
        if current is None:
            return None
        if not self._behind:
            self._step_back(current)
        if not self._behind:
            return None
        self._ahead.appendleft(current)
        self.current = self._behind.pop()
        return self.current

    def key_at(self, instant_us: int) -> Picture | None:
        """The last key frame not after the instant (in a gap: the first after it), decoded alone."""
        self._behind.clear()
        self._ahead.clear()
        piece = self._at(instant_us)
        while piece is not None:
            if self._open(piece):
                picture = self._key(max(0, instant_us - piece.start_us))
                if picture is not None:
                    self.current = picture
                    return picture
            piece = self._after(piece)
        return None

    def close(self) -> None:
        """Let go of the files and pictures."""
        self._shut()
        self._behind.clear()
        self._ahead.clear()
        self.current = None

    def _at(self, instant_us: int) -> Piece | None:
        """The piece that holds the instant, or the first after it."""
        index = bisect.bisect_right(self._starts, instant_us) - 1
        if index >= 0 and self._pieces[index].end_us > instant_us:
            return self._pieces[index]
        return self._pieces[index + 1] if index + 1 < len(self._pieces) else None

    def _after(self, piece: Piece) -> Piece | None:
        index = bisect.bisect_right(self._starts, piece.start_us)
        return self._pieces[index] if index < len(self._pieces) else None

    def _before(self, piece: Piece) -> Piece | None:
        index = bisect.bisect_left(self._starts, piece.start_us) - 1
        return self._pieces[index] if index >= 0 else None

    def _shut(self) -> None:
        self._decoded = iter(())
        if self._source is not None:
            self._source.container.close()
        self._piece = self._source = None

    def _open(self, piece: Piece) -> bool:
        if self._piece == piece and self._source is not None:
            return True
        self._shut()
        try:
            self._source = open_piece(piece)
        except NothingRecorded as error:
            event(_log, "piece_unreadable", logging.WARNING, path=piece.path, detail=str(error.__cause__))
            return False
        self._source.stream.codec_context.thread_count = 1
        self._piece = piece
        return True

    def _pictures(self, piece: Piece, source: SegmentSource) -> Iterator[Picture]:
        for packet in source.container.demux(source.stream):
            try:
                frames = packet.decode()
            except av.FFmpegError as error:
                event(_log, "picture_damaged", logging.WARNING, path=piece.path, detail=str(error))
                continue
            for frame in frames:
                if frame.pts is not None:
                    yield Picture(frame, piece.start_us + source.instant(frame), piece.start_us)

    def _find(self, instant_us: int) -> Picture | None:
        """In the open piece: decode from the key frame before the instant up to the picture that stands there."""
        piece, source = self._piece, self._source
        assert piece is not None and source is not None
        source.seek(max(0, instant_us - piece.start_us))
        self._decoded = self._pictures(piece, source)
        found: Picture | None = None
        for picture in self._decoded:
            if found is not None and picture.instant_us > instant_us:
                self._ahead.append(picture)
                break
            if found is not None:
                self._behind.append(found)
            found = picture
        return found

    def _decode(self) -> Picture | None:
        """The next picture from the open piece, from what has grown on it, or from the piece after it."""
        picture = next(self._decoded, None)
        piece = self._piece
        if picture is not None or piece is None:
            return picture
        grown = (p for p in self._pieces if p.start_us == piece.start_us and p.end_us > piece.end_us)
        following = next(grown, None) or self._after(piece)
        while following is not None:
            if self._open(following):
                picture = self._continue(following)
                if picture is not None:
                    return picture
            following = self._after(following)
        return None

    def _continue(self, piece: Piece) -> Picture | None:
        """In the piece just opened: what comes after the current picture if that is in it, else its first."""
        current = self.current
        assert self._source is not None
        if current is not None and current.piece_us == piece.start_us:
            self._behind.clear()
            self._find(current.instant_us)
            return self._ahead.popleft() if self._ahead else None
        self._decoded = self._pictures(piece, self._source)
        return next(self._decoded, None)

    def _step_back(self, current: Picture) -> None:
        """Fill ``_behind`` with the pictures just before the current one, and ``_ahead`` with those after it."""
        piece = self._at(current.instant_us)
        before = current.instant_us - 1
        if piece is None or piece.start_us > before:
            piece = self._before(piece) if piece is not None else None
        while piece is not None:
            if self._open(piece):
                self._ahead.clear()
                last = self._find(before)
                if last is not None and last.instant_us <= before:
                    self._behind.append(last)
                    # What comes after ``last`` begins with the current picture: it is pushed back by the caller.
                    if self._ahead and self._ahead[0].instant_us == current.instant_us:
                        self._ahead.popleft()
                    return
            piece = self._before(piece)

    def _key(self, offset_us: int) -> Picture | None:
        piece, source = self._piece, self._source
        assert piece is not None and source is not None
        source.seek(offset_us)
        packet = next(source.packets(), None)
        if packet is None:
            return None
        context = source.stream.codec_context
        try:
            frames = [*packet.decode(), *context.decode(None)]
        except av.FFmpegError as error:
            event(_log, "picture_damaged", logging.WARNING, path=piece.path, detail=str(error))
            frames = []
        context.flush_buffers()
        source.seek(offset_us)
        self._decoded = islice(self._pictures(piece, source), 1, None)
        if not frames:
            return None
        return Picture(frames[0], piece.start_us + source.instant(packet), piece.start_us)
