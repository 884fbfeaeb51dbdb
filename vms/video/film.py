"""Recorded pieces seen as one film: go to an instant, forwards and backwards picture by picture, key frames alone."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import av
from av.packet import Packet
from av.video.stream import VideoStream

from vms.core.instants import SECOND, Span
from vms.core.log import event
from vms.video.film_cuts import Cut, CutList
from vms.video.film_sources import Sources
from vms.video.reader import Piece, SegmentSource
from vms.video.room import KEPT_FORWARDS, LEAST_KEPT, ROOM_BYTES, pictures_kept, thinning

_log = logging.getLogger(__name__)

# So little ahead is reached sooner by decoding on than from the key frame before.
_NEAR_US = SECOND


class Interrupted(Exception):  # noqa: N818 - no error: something else is wanted
    """What was under way was given up."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture and the instant it was taken, µs UTC; ``piece_us`` is where its piece starts."""

    frame: av.VideoFrame
    instant_us: int
    piece_us: int


class Film:
    """Plays over the pieces of one camera. Owned by one thread. A piece that can't be read is passed over."""

    def __init__(self, pieces: Sequence[Piece], interrupted: Callable[[], bool] = lambda: False) -> None:
        """``interrupted`` is asked while something takes long; when it says yes, ``previous`` raises Interrupted."""
        self._cuts = CutList(pieces)
        self._sources = Sources()
        self.interrupted = interrupted
        self._cut: Cut | None = None
        self._decoded: Iterator[Picture] = iter(())
        self._behind: deque[Picture] = deque()
        self._ahead: deque[Picture] = deque()
        self._thinned = False
        self.room_bytes = ROOM_BYTES
        self.current: Picture | None = None

    # --- what there is ---

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        """Replace the list, for one that reaches further; the position stays."""
        self._cuts = CutList(pieces)

    @property
    def start_us(self) -> int | None:
        """Where the first piece starts; None without any."""
        return self._cuts.start_us

    @property
    def end_us(self) -> int | None:
        """Where the last piece ends; None without any."""
        return self._cuts.end_us

    def covers(self, instant_us: int) -> bool:
        """Whether something was recorded at the instant."""
        return self._cuts.covering(instant_us) is not None

    def gap_at(self, instant_us: int) -> Span | None:
        """The stretch around the instant in which nothing was recorded; None where something was."""
        return self._cuts.gap_at(instant_us)

    def beyond(self, *, forwards: bool) -> Span:
        """What lies behind the end, or before the beginning."""
        return self._cuts.beyond(forwards=forwards)

    def unreadable_at(self, instant_us: int) -> Span | None:
        """The stretch around the instant whose file can't be read, once that was tried."""
        cut = self._cuts.covering(instant_us)
        return Span(cut.start_us, cut.end_us) if cut and self._sources.is_bad(cut.piece) else None

    @property
    def thinned(self) -> bool:
        """Whether pictures around the current one are missing: ``seek`` to it before going another way."""
        return self._thinned

    @property
    def waiting_behind(self) -> bool:
        """Whether ``previous`` costs nothing."""
        return bool(self._behind)

    # --- pictures ---

    def approach(self, instant_us: int) -> Iterator[Picture]:
        """A key frame first, then picture by picture up to the one that stood at the instant; leave it at any time.

        In a gap it is the first picture after it; none past the end.
        """
        if self._walk_on(instant_us):
            assert self.current is not None
            yield self.current
            return
        self._forget()
        cut = self._cuts.at(instant_us)
        while cut is not None:
            for picture in self._walk(cut, max(instant_us, cut.start_us)):
                self.current = picture
                yield picture
            if self.current is not None:
                return
            cut = self._cuts.after(cut)

    def seek(self, instant_us: int) -> Picture | None:
        """The picture that stood at the instant; in a gap the first one after it; None past the end."""
        found: Picture | None = None
        for picture in self.approach(instant_us):
            found = picture
        return found

    def last(self) -> Picture | None:
        """The very last picture."""
        end = self.end_us
        return None if end is None else self.seek(end - 1) or self.last_before(end)

    def first(self) -> Picture | None:
        """The very first picture."""
        start = self.start_us
        return None if start is None else self.seek(start)

    def last_before(self, instant_us: int) -> Picture | None:
        """The last picture taken before the instant; None when there is none."""
        return self.back_from(instant_us, dense=True)

    def back_from(self, instant_us: int, *, dense: bool = False) -> Picture | None:
        """The same; not ``dense`` it is the one from which ``previous`` goes on soonest. Raises Interrupted."""
        self._forget()
        self._step_back(instant_us, dense=dense)
        self.current = self._behind.pop() if self._behind else None
        return self.current

    def next(self) -> Picture | None:
        """The picture after the current one, across pieces; None at the end (the position stays)."""
        picture = self._ahead.popleft() if self._ahead else self._decode()
        if picture is None:
            return None
        if self.current is not None:
            self._behind.append(self.current)
            while len(self._behind) > KEPT_FORWARDS:
                self._behind.popleft()
        self.current = picture
        return picture

    def previous(self, *, dense: bool = True) -> Picture | None:
        """The picture before the current one, across pieces; None at the beginning (the position stays).

        Not ``dense``: for playing on backwards, with half the memory; ``seek`` before going any other way. Where key
        frames lie very far apart some pictures are left out. Raises Interrupted.
        """
        current = self.current
        if current is None:
            return None
        if dense and self._thinned:
            self._behind.clear()
        if not self._behind:
            cut = self._cut
            self._step_back(current.instant_us, dense=dense)
            if not self._behind:
                if self._cut is not cut:
                    self.seek(current.instant_us)
                return None
        if dense:
            self._ahead.appendleft(current)
        else:
            self._ahead.clear()
            self._thinned = True
        self.current = self._behind.pop()
        return self.current

    def key_place(self, instant_us: int) -> tuple[Path, int] | None:
        """File and instant of the last key frame not after this one (in a gap: the first after it), not decoded."""
        self._forget()
        found = self._key_packet(instant_us)
        return (found[0].piece.path, found[0].piece.start_us + found[1].instant(found[2])) if found else None

    def key_at(self, instant_us: int) -> Picture | None:
        """The last key frame not after the instant (in a gap: the first after it), decoded alone."""
        before = self.current
        self._forget()
        found = self._key_packet(instant_us)
        while found is not None:
            cut, source, packet, offset = found
            taken = cut.piece.start_us + source.instant(packet)
            self._cut, self._decoded = cut, self._after_key(cut, source, offset)
            if before is not None and (before.instant_us, before.piece_us) == (taken, cut.piece.start_us):
                self.current = before
                return before
            frame = self._decode_key(cut, source, packet)
            if frame is not None:
                self.current = Picture(frame, taken, cut.piece.start_us)
                return self.current
            following = self._cuts.after(cut)
            found = self._key_packet(following.start_us) if following else None
        return None

    def prepare(self, within_us: int) -> None:
        """Open the next piece when the current one ends soon: call it when there is time."""
        cut, current = self._cut, self.current
        if cut is not None and current is not None and cut.end_us - current.instant_us < within_us:
            following = self._cuts.after(cut)
            if following is not None and not following.piece.open and not self._sources.is_open(following.piece):
                self._sources.get(following.piece)

    def close(self) -> None:
        """Let go of the files and pictures."""
        self._forget()
        self._sources.close()

    # --- inside ---

    def _forget(self) -> None:
        self._decoded = iter(())
        self._behind.clear()
        self._ahead.clear()
        self._thinned = False
        self._cut = self.current = None

    def _walk_on(self, instant_us: int) -> bool:
        """Whether the picture of the instant was reached from the current one, without going to a key frame."""
        current, cut = self.current, self._cut
        if current is None or cut is None or cut != self._cuts.covering(instant_us) or self._thinned:
            return False
        if current.piece_us != cut.piece.start_us or cut.piece.open or instant_us - current.instant_us > _NEAR_US:
            return False
        while current.instant_us > instant_us:
            if not self._behind or self._behind[-1].piece_us != current.piece_us:
                return False
            self._ahead.appendleft(current)
            self.current = current = self._behind.pop()
        while (following := self.next()) is not None:
            if following.instant_us > instant_us:
                self._ahead.appendleft(following)
                self.current = self._behind.pop()
                break
        return True

    def _pictures(self, cut: Cut, source: SegmentSource) -> Iterator[Picture]:
        """From where the source stands, what belongs to the cut. Damage is passed over."""
        piece = cut.piece
        told = False
        for packet in source.intact_packets(flush=True):
            try:
                frames = packet.decode()
            except (av.FFmpegError, ValueError) as error:
                if not told:
                    event(_log, "picture_damaged", logging.WARNING, path=piece.path, detail=str(error))
                told = True
                continue
            for frame in frames:
                if frame.pts is None or not source.shows(frame):
                    continue
                picture = Picture(frame, piece.start_us + source.instant(frame), piece.start_us)
                if picture.instant_us >= cut.last_us:
                    return
                yield picture

    def _walk(self, cut: Cut, instant_us: int) -> Iterator[Picture]:
        """From the key frame before the instant up to the picture that stands there; what follows it is kept ahead."""
        source = self._sources.get(cut.piece)
        if source is None:
            return
        self._cut = cut
        self._decoded = self._go(cut, source, instant_us)
        found: Picture | None = None
        for picture in self._decoded:
            if found is not None and picture.instant_us > instant_us:
                self._ahead.append(picture)
                break
            if found is not None:
                self._behind.append(found)
                while len(self._behind) > KEPT_FORWARDS:
                    self._behind.popleft()
            found = picture
            yield picture
        if found is None and not self._sources.is_bad(cut.piece) and cut.start_us == cut.piece.start_us:
            self._sources.blame(cut.piece, "no picture")

    def _go(self, cut: Cut, source: SegmentSource, instant_us: int) -> Iterator[Picture]:
        if not source.try_seek(max(0, instant_us - cut.piece.start_us)):
            self._sources.blame(cut.piece, "no seek")
            return iter(())
        return self._pictures(cut, source)

    def _decode(self) -> Picture | None:
        """The next picture from the open piece, from what has grown on it, or from the piece after it."""
        cut, current = self._cut, self.current
        if cut is None:
            return None
        for picture in self._decoded:
            if current is None or picture.instant_us > current.instant_us:
                return picture  # files with wrong times may overlap: never backwards
        grown = self._cuts.covering(cut.start_us)
        same = grown is not None and grown.piece.start_us == cut.piece.start_us and grown.end_us > cut.end_us
        following = grown if same else self._cuts.after(cut)
        while following is not None:
            source = self._sources.get(following.piece)
            if source is not None:
                first = self._continue(following, source)
                if first is not None:
                    return first
            following = self._cuts.after(following)
        return None

    def _continue(self, cut: Cut, source: SegmentSource) -> Picture | None:
        """The first picture of the cut after the current one."""
        after = cut.start_us - 1 if self.current is None else max(cut.start_us - 1, self.current.instant_us)
        decoded = self._go(cut, source, after + 1)
        first = next((picture for picture in decoded if picture.instant_us > after), None)
        if first is not None:
            if self.current is not None and self.current.piece_us == cut.piece.start_us:
                self._behind.clear()
            self._cut, self._decoded = cut, decoded
        return first

    def _step_back(self, instant_us: int, *, dense: bool) -> None:
        """Fill ``_behind`` with the pictures just before the instant."""
        cut = self._cuts.covering(instant_us - 1) or self._cuts.before(instant_us)
        while cut is not None:
            source = self._sources.get(cut.piece)
            if source is not None and cut != self._cut:
                self._sources.keep_only(cut.piece)  # a decoder keeps the memory of all pictures it ever had at once
            kept = self._collect(cut, source, min(instant_us, cut.last_us), dense=dense) if source else None
            if kept:
                self._ahead.clear()
                self._behind = kept
                return
            cut = self._cuts.before(cut.start_us)

    def _collect(self, cut: Cut, source: SegmentSource, before_us: int, *, dense: bool) -> deque[Picture]:
        """Pictures from the key frame on, the last of them that are taken before the instant."""
        self._decoded = self._go(cut, source, before_us - 1)
        self._cut, self._thinned = cut, False
        kept: deque[Picture] = deque()
        every, room, first = 1, LEAST_KEPT, None
        for number, picture in enumerate(self._decoded):
            if picture.instant_us >= before_us:
                break
            if picture.instant_us < cut.start_us:
                continue
            if self.interrupted():
                self._forget()
                raise Interrupted
            if first is None:
                first, room = picture, pictures_kept(picture.frame, self.room_bytes)
            elif number == 1 and not dense:
                every = thinning(before_us - first.instant_us, picture.instant_us - first.instant_us, room)
                self._thinned = every > 1
            if number % every == 0:
                kept.append(picture)
                if len(kept) > room:
                    kept.popleft()
        return kept

    def _key_packet(self, instant_us: int) -> tuple[Cut, SegmentSource, Packet[VideoStream], int] | None:
        cut = self._cuts.at(instant_us)
        while cut is not None:
            source = self._sources.get(cut.piece)
            if source is not None:
                offset = max(instant_us, cut.start_us) - cut.piece.start_us
                packet = next(source.intact_packets(), None) if source.try_seek(offset) else None
                if packet is not None:
                    return cut, source, packet, offset
                self._sources.blame(cut.piece, "no key frame")
            cut = self._cuts.after(cut)
        return None

    def _decode_key(self, cut: Cut, source: SegmentSource, packet: Packet[VideoStream]) -> av.VideoFrame | None:
        context = source.stream.codec_context
        try:
            frames = [*packet.decode(), *context.decode(None)]
        except (av.FFmpegError, ValueError) as error:
            event(_log, "picture_damaged", logging.WARNING, path=cut.piece.path, detail=str(error))
            frames = []
        context.flush_buffers()
        return frames[0] if frames else None

    def _after_key(self, cut: Cut, source: SegmentSource, offset_us: int) -> Iterator[Picture]:
        """What follows the key frame, should it be asked for."""
        if source.try_seek(offset_us):
            yield from islice(self._pictures(cut, source), 1, None)
