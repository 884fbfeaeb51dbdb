"""Which files hold a camera's footage of a span, the one being written included."""

from __future__ import annotations

import time
from dataclasses import replace

from vms.core.clock import Clock
from vms.core.instants import SECOND, Span, subtract, union
from vms.core.paths import DataFolder
from vms.models.database import Catalogue
from vms.models.footage import last_end, next_start
from vms.models.footage_streams import segments_by_stream
from vms.models.recording import RecorderStatus
from vms.services.foreign_footage import ForeignFootage
from vms.services.recording_ledger import stream_of
from vms.video.reader import LONGEST_US, Piece

__all__ = ["LONGEST_US", "Footage", "Piece"]

# A recorder that hasn't said anything for so long writes nothing.
STALE_US = 10 * SECOND
# What is being written of the main stream reaches the disk a group of pictures later.
_NEARLY_US = 12 * SECOND
_ROUNDS, _ROUND_S = 25, 0.2


class Footage:
    """Looks up pieces. Any thread; no right is asked: services ask it before."""

    def __init__(self, catalogue: Catalogue, folder: DataFolder, clock: Clock) -> None:
        self._catalogue, self._recordings, self._clock = catalogue, folder.recordings, clock
        self._foreign = ForeignFootage(catalogue, folder)

    def pieces(self, camera_id: int, span: Span) -> list[Piece]:
        """What was recorded in the span, by start; some may still grow (``open``). Where both streams were recorded it
        is the main one; a piece of the sub stream stands only where the main one is missing, and where nothing was
        recorded, what was copied from another recorder (``source``).
        """
        found = self._all(camera_id, span)
        others = [piece for piece in found if piece.stream != "main"]
        if others:
            # The same pieces whatever stretch is asked for: they depend on all the main stream beside them.
            start, end = min(piece.start_us for piece in others), max(piece.end_us for piece in others)
            found = self._all(camera_id, Span(min(start, span.start), max(end, span.end)))
            found = [piece for piece in _one_of_each(found) if _touches(piece, span)]
        copied = self._foreign.pieces(camera_id, span, [Span(one.start_us, one.end_us) for one in found])
        return sorted((*found, *copied), key=lambda piece: piece.start_us) if copied else found

    def recorded(self, camera_id: int, span: Span) -> tuple[Span, ...]:
        """Where there is footage, pieces that follow each other as one; copies from other recorders too."""
        merged: list[list[int]] = []
        for piece in self.pieces(camera_id, span):
            if merged and piece.start_us <= merged[-1][1] + SECOND:
                merged[-1][1] = max(merged[-1][1], piece.end_us)
            else:
                merged.append([piece.start_us, piece.end_us])
        return tuple(part for start, end in merged if (part := Span(start, end).clip(span)))

    def _all(self, camera_id: int, span: Span) -> list[Piece]:
        """Of both streams, by start; those being written last."""
        with self._catalogue.read():
            rows = segments_by_stream(camera_id, span.start - LONGEST_US, span)
            growing = self._growing(RecorderStatus.get_or_none(RecorderStatus.camera == camera_id))
        found = [Piece(self._recordings / path, start, end, stream=stream) for path, start, end, stream in rows]
        # Finished meanwhile, it has a row of its own.
        done = {(piece.start_us, piece.stream) for piece in found}
        return found + [one for one in growing if _touches(one, span) and (one.start_us, one.stream) not in done]

    def wait_written(self, camera_id: int, end_us: int) -> None:
        """Wait until the recorder has written what was just seen, at most five seconds; not on the GUI thread.

        A picture is readable a second or two after it was shown: once its group of pictures is on the disk.
        """
        for _ in range(_ROUNDS):
            with self._catalogue.read():
                growing = self._growing(RecorderStatus.get_or_none(RecorderStatus.camera == camera_id))
            if not growing or growing[0].end_us >= end_us or end_us < self._clock.now_us() - STALE_US:
                return
            time.sleep(_ROUND_S)

    def next_start(self, camera_id: int, after_us: int) -> int | None:
        """Where the next finished segment or copy starts."""
        with self._catalogue.read():
            found = (next_start(camera_id, after_us), self._foreign.next_start(camera_id, after_us))
        return min((one for one in found if one is not None), default=None)

    def last_end(self, camera_id: int, before_us: int) -> int | None:
        """Where the last finished segment or copy ends that starts before the instant."""
        with self._catalogue.read():
            found = (last_end(camera_id, before_us), self._foreign.last_end(camera_id, before_us))
        return max((one for one in found if one is not None), default=None)

    def _growing(self, status: RecorderStatus | None) -> list[Piece]:
        """What is being written: of the leading stream first."""
        if status is None or self._clock.now_us() - status.beat_us > STALE_US:
            return []
        parts = (
            (status.open_path, status.open_start_us, status.open_end_us),
            (status.sub_open_path, status.sub_open_start_us, status.sub_open_end_us),
        )
        return [
            Piece(self._recordings / path, start, end, open=True, stream=stream_of(path))
            for path, start, end in parts
            if path and start is not None and end is not None and end > start
        ]


def _one_of_each(pieces: list[Piece]) -> list[Piece]:
    """By start; sub stream only where there is no main stream for a second or longer."""
    main = [piece for piece in pieces if piece.stream == "main"]
    if len(main) == len(pieces):
        return pieces
    covered = union([Span(one.start_us, one.end_us + (_NEARLY_US if one.open else 0)) for one in main], SECOND)
    for piece in pieces:
        if piece.stream == "main":
            continue
        whole = Span(piece.start_us, piece.end_us)
        for part in subtract(whole, covered):
            if part == whole:
                main.append(piece)
            elif part.length >= SECOND:
                main.append(replace(piece, start_us=part.start, end_us=part.end, file_us=piece.start_us))
    return sorted(main, key=lambda piece: piece.start_us)


def _touches(piece: Piece, span: Span) -> bool:
    return piece.start_us < span.end and piece.end_us > span.start
