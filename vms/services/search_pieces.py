"""Which files a search reads: the sub stream's where it was recorded, which are small, else the main stream's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vms.core.instants import SECOND, Span, subtract, union
from vms.models.database import Catalogue
from vms.models.footage_streams import segments_by_stream
from vms.services.footage import LONGEST_US, Footage, Piece

# A hole of the sub stream shorter than this isn't worth a file of the main stream.
_HOLE_US = 2 * SECOND
_SUB = "sub"


def search_pieces(catalogue: Catalogue, footage: Footage, root: Path, camera_id: int, span: Span) -> tuple[Piece, ...]:
    """Small ones first, by start; the one being written last; copies from other recorders where nothing else is.
    ``root``: the recordings folder.
    """
    with catalogue.read():
        rows = segments_by_stream(camera_id, span.start - LONGEST_US, span)
    small = [Piece(root / path, start, end) for path, start, end, stream in rows if stream == _SUB]
    large = [Piece(root / path, start, end) for path, start, end, stream in rows if stream != _SUB]
    others = [piece for piece in footage.pieces(camera_id, span) if piece.open or piece.source]
    return prefer(prefer(small, large), others)


def prefer(wanted: Sequence[Piece], others: Sequence[Piece]) -> tuple[Piece, ...]:
    """The wanted pieces, and of the others those that fill a hole, by start."""
    covered = union((Span(piece.start_us, piece.end_us) for piece in wanted), bridge=_HOLE_US)
    filling = [piece for piece in others if _uncovered_us(piece, covered) >= _HOLE_US]
    return tuple(sorted((*wanted, *filling), key=lambda piece: piece.start_us))


def _uncovered_us(piece: Piece, covered: Sequence[Span]) -> int:
    return sum(part.length for part in subtract(Span(piece.start_us, piece.end_us), covered))
