"""Which files hold a camera's footage of a span, the one being written included."""

from __future__ import annotations

from vms.core.clock import Clock
from vms.core.instants import SECOND, Span, union
from vms.core.paths import DataFolder
from vms.models.database import Catalogue
from vms.models.footage import last_end, next_start, segments_between
from vms.models.recording import RecorderStatus
from vms.video.reader import Piece

__all__ = ["LONGEST_US", "Footage", "Piece"]

# No segment is longer, so that the index on (camera, start) bounds every question.
LONGEST_US = 150 * SECOND
# A recorder that hasn't said anything for so long writes nothing.
STALE_US = 10 * SECOND


class Footage:
    """Looks up pieces. Any thread; no right is asked: services ask it before."""

    def __init__(self, catalogue: Catalogue, folder: DataFolder, clock: Clock) -> None:
        self._catalogue, self._recordings, self._clock = catalogue, folder.recordings, clock

    def pieces(self, camera_id: int, span: Span) -> list[Piece]:
        """What was recorded in the span, by start; the last one may still grow (``open``)."""
        with self._catalogue.read():
            rows = segments_between(camera_id, span.start - LONGEST_US, span)
            status = RecorderStatus.get_or_none(RecorderStatus.camera == camera_id)
        found = [Piece(self._recordings / path, start, end) for path, start, end in rows]
        growing = self._growing(status)
        known = {piece.start_us for piece in found}
        if growing is not None and growing.start_us not in known and _touches(growing, span):
            found.append(growing)
        return found

    def recorded(self, camera_id: int, span: Span) -> tuple[Span, ...]:
        """Where there is footage, pieces that follow each other as one."""
        spans = (Span(piece.start_us, piece.end_us).clip(span) for piece in self.pieces(camera_id, span))
        return tuple(union((one for one in spans if one is not None), bridge=SECOND))

    def next_start(self, camera_id: int, after_us: int) -> int | None:
        """Where the next finished segment starts."""
        with self._catalogue.read():
            return next_start(camera_id, after_us)

    def last_end(self, camera_id: int, before_us: int) -> int | None:
        """Where the last finished segment ends that starts before the instant."""
        with self._catalogue.read():
            return last_end(camera_id, before_us)

    def _growing(self, status: RecorderStatus | None) -> Piece | None:
        if status is None or not status.open_path or status.open_start_us is None or status.open_end_us is None:
            return None
        if self._clock.now_us() - status.beat_us > STALE_US or status.open_end_us <= status.open_start_us:
            return None
        return Piece(self._recordings / status.open_path, status.open_start_us, status.open_end_us, open=True)


def _touches(piece: Piece, span: Span) -> bool:
    return piece.start_us < span.end and piece.end_us > span.start
