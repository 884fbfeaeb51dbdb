"""Which files hold a camera's footage of a span, the one being written included."""

from __future__ import annotations

import time

from vms.core.clock import Clock
from vms.core.instants import SECOND, Span
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
_ROUNDS, _ROUND_S = 25, 0.2


class Footage:
    """Looks up pieces. Any thread; no right is asked: services ask it before."""

    def __init__(self, catalogue: Catalogue, folder: DataFolder, clock: Clock) -> None:
        self._catalogue, self._recordings, self._clock = catalogue, folder.recordings, clock

    def pieces(self, camera_id: int, span: Span) -> list[Piece]:
        """What was recorded in the span, by start; the last one may still grow (``open``)."""
        rows, growing = self._rows(camera_id, span)
        found = [Piece(self._recordings / path, start, end) for path, start, end in rows]
        if growing is not None:
            found.append(growing)
        return found

    def recorded(self, camera_id: int, span: Span) -> tuple[Span, ...]:
        """Where there is footage, pieces that follow each other as one."""
        rows, growing = self._rows(camera_id, span)
        merged: list[list[int]] = []
        for start, end in [*(row[1:] for row in rows), *([(growing.start_us, growing.end_us)] if growing else [])]:
            if merged and start <= merged[-1][1] + SECOND:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        return tuple(part for start, end in merged if (part := Span(start, end).clip(span)))

    def _rows(self, camera_id: int, span: Span) -> tuple[list[tuple[str, int, int]], Piece | None]:
        with self._catalogue.read():
            rows = segments_between(camera_id, span.start - LONGEST_US, span)
            growing = self._growing(RecorderStatus.get_or_none(RecorderStatus.camera == camera_id))
        # Finished meanwhile, it has a row of its own.
        if growing is None or not _touches(growing, span) or any(start == growing.start_us for _, start, _ in rows):
            return rows, None
        return rows, growing

    def wait_written(self, camera_id: int, end_us: int) -> None:
        """Wait until the recorder has written what was just seen, at most five seconds; not on the GUI thread.

        A picture is readable a second or two after it was shown: once its group of pictures is on the disk.
        """
        for _ in range(_ROUNDS):
            with self._catalogue.read():
                growing = self._growing(RecorderStatus.get_or_none(RecorderStatus.camera == camera_id))
            if growing is None or growing.end_us >= end_us or end_us < self._clock.now_us() - STALE_US:
                return
            time.sleep(_ROUND_S)

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
