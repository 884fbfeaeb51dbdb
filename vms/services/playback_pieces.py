"""Which files a player is given around an instant: those near it, and what lies behind a long gap."""

from __future__ import annotations

from vms.core.instants import HOUR, MINUTE, Span
from vms.services.footage import LONGEST_US, Footage, Piece
from vms.services.playback_scope import Scope

AROUND_US = HOUR
MARGIN_US = 5 * MINUTE
_NEAR_US = MINUTE


def pieces_at(footage: Footage, scope: Scope, camera_id: int, around: int) -> tuple[tuple[Piece, ...], Span]:
    """The same for a moment, while somebody drags over the time line: the few next to the instant, where there are any.

    Raises CatalogueError.
    """
    window = Span(around - _NEAR_US, around + _NEAR_US)
    pieces = _allowed(footage.pieces(camera_id, window), scope)
    if any(piece.start_us <= around < piece.end_us for piece in pieces):
        return pieces, window
    return pieces_around(footage, scope, camera_id, around)


def pieces_around(footage: Footage, scope: Scope, camera_id: int, around: int) -> tuple[tuple[Piece, ...], Span]:
    """The pieces that may be played, and the span in which they are all there is. Raises CatalogueError."""
    window = Span(around - AROUND_US, around + AROUND_US)
    pieces = _allowed(footage.pieces(camera_id, window), scope)
    # Long gaps: the film must know what lies behind them before it gets there.
    last = pieces[-1].end_us if pieces else around
    later = _later(footage, scope, camera_id, last) if last < around + MARGIN_US else None
    first = pieces[0].start_us if pieces else around
    earlier = _earlier(footage, scope, camera_id, first) if first > around - MARGIN_US else None
    start = window.start if earlier is None else min(window.start, earlier - AROUND_US)
    end = window.end if later is None else max(window.end, later + AROUND_US)
    if Span(start, end) != window:
        window = Span(start, end)
        pieces = _allowed(footage.pieces(camera_id, window), scope)
    return pieces, window


def _later(footage: Footage, scope: Scope, camera_id: int, after: int) -> int | None:
    """Where the next footage starts that may be seen."""
    for span in scope.spans:
        if span.end > after:
            start = footage.next_start(camera_id, max(after, span.start - LONGEST_US) - 1)
            if start is None or start < span.end:
                return start
    return None


def _earlier(footage: Footage, scope: Scope, camera_id: int, before: int) -> int | None:
    """Where the footage before ends that may be seen."""
    for span in reversed(scope.spans):
        if span.start < before:
            end = footage.last_end(camera_id, min(before, span.end))
            if end is None or end > span.start:
                return end
    return None


def _allowed(pieces: list[Piece], scope: Scope) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if scope.allows(piece.start_us, piece.end_us))
