"""Which piece shows which stretch: pieces may overlap, when rows are wrong or two streams were recorded."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from vms.core.instants import SECOND, Span, subtract
from vms.video.reader import Piece

# Pictures may lie so far behind the end that a piece's row gives; anything later is another file's business.
_TAIL_US = SECOND
_EVER_US = 1 << 62


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch, its end excluded, and the piece that shows it. ``last_us``: pictures up to here are shown."""

    piece: Piece
    start_us: int
    end_us: int
    last_us: int


class CutList:
    """The cuts of a film in order; never two for the same instant."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._cuts = _cuts_of(pieces)
        self._starts = [cut.start_us for cut in self._cuts]

    @property
    def start_us(self) -> int | None:
        """Where the first begins; None without any."""
        return self._cuts[0].start_us if self._cuts else None

    @property
    def end_us(self) -> int | None:
        """Where the last ends; None without any."""
        return self._cuts[-1].end_us if self._cuts else None

    def at(self, instant_us: int) -> Cut | None:
        """The cut that holds the instant, or the first after it."""
        index = bisect.bisect_right(self._starts, instant_us) - 1
        if index >= 0 and self._cuts[index].end_us > instant_us:
            return self._cuts[index]
        return self._cuts[index + 1] if index + 1 < len(self._cuts) else None

    def covering(self, instant_us: int) -> Cut | None:
        """The cut that holds the instant."""
        cut = self.at(instant_us)
        return cut if cut is not None and cut.start_us <= instant_us else None

    def after(self, cut: Cut) -> Cut | None:
        """The one that follows."""
        index = bisect.bisect_right(self._starts, cut.start_us)
        return self._cuts[index] if index < len(self._cuts) else None

    def before(self, instant_us: int) -> Cut | None:
        """The last one that starts before the instant."""
        index = bisect.bisect_left(self._starts, instant_us) - 1
        return self._cuts[index] if index >= 0 else None

    def beyond(self, *, forwards: bool) -> Span:
        """What lies behind the last, or before the first."""
        if not self._cuts:
            return Span(-_EVER_US, _EVER_US)
        return Span(self._cuts[-1].end_us, _EVER_US) if forwards else Span(-_EVER_US, self._cuts[0].start_us)

    def gap_at(self, instant_us: int) -> Span | None:
        """The stretch around the instant that no piece covers; open at its ends where the list ends."""
        if self.covering(instant_us) is not None:
            return None
        before, after = self.before(instant_us), self.at(instant_us)
        return Span(before.end_us if before else -_EVER_US, after.start_us if after else _EVER_US)


def _cuts_of(pieces: Sequence[Piece]) -> list[Cut]:
    ordered = sorted((p for p in pieces if p.end_us > p.start_us), key=lambda piece: (piece.start_us, piece.end_us))
    cuts: list[Cut] = []
    for index, piece in enumerate(ordered):
        later: list[Span] = []
        for other in ordered[index + 1 :]:
            if other.start_us >= piece.end_us:
                break
            later.append(Span(other.start_us, other.end_us))
        parts = subtract(Span(piece.start_us, piece.end_us), later)
        cuts += [Cut(piece, part.start, part.end, part.end) for part in parts]
    cuts.sort(key=lambda cut: cut.start_us)
    return [_with_tail(cut, cuts[index + 1] if index + 1 < len(cuts) else None) for index, cut in enumerate(cuts)]


def _with_tail(cut: Cut, following: Cut | None) -> Cut:
    if cut.end_us != cut.piece.end_us:
        return cut  # another piece goes on here
    reach = _EVER_US if cut.piece.open else cut.end_us + _TAIL_US
    return Cut(cut.piece, cut.start_us, cut.end_us, min(reach, following.start_us if following else _EVER_US))
