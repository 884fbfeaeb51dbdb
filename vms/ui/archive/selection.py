"""The stretch between the marks "Đầu" and "Cuối": a value, and the functions that change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vms.core.instants import SECOND, Span, subtract


@dataclass(frozen=True, slots=True)
class Selection:
    """Either mark may be missing. With both, ``start`` is before ``end``."""

    start: int | None = None
    end: int | None = None

    @property
    def span(self) -> Span | None:
        """The stretch, once both marks are set."""
        if self.start is None or self.end is None:
            return None
        return Span(self.start, self.end)


def mark_in(selection: Selection, instant: int) -> Selection:
    """Set the first mark; a last mark before it is dropped."""
    keep = selection.end if selection.end is not None and selection.end > instant else None
    return Selection(instant, keep)


def mark_out(selection: Selection, instant: int) -> Selection:
    """Set the last mark; a first mark after it is dropped."""
    keep = selection.start if selection.start is not None and selection.start < instant else None
    return Selection(keep, instant)


def missing_in(span: Span, recorded: Sequence[Span]) -> int:
    """Microseconds of the stretch without footage; seams shorter than a second don't count."""
    return sum(hole.length for hole in subtract(span, recorded) if hole.length >= SECOND)
