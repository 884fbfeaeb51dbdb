"""Footage that was copied from other recorders, as the look-up of footage and evidence see it."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from typing import Any

from vms.core.instants import SECOND, Span, subtract, to_datetime
from vms.core.paths import DataFolder
from vms.models.database import Catalogue
from vms.models.footage import segments_between
from vms.models.foreign import ForeignPiece, copied_between, last_copied_end, next_copied_start
from vms.video.reader import LONGEST_US, Piece

# A copy that shows less than this of its own is left out: pictures that others cover would be seen twice.
_LEAST_US = SECOND // 4


def this_pc() -> str:
    """The name under which this PC keeps its copies."""
    return platform.node()


class ForeignFootage:
    """Looks copies up. Any thread; no right is asked: services ask it before."""

    def __init__(self, catalogue: Catalogue, folder: DataFolder) -> None:
        self._catalogue, self._folder, self._host = catalogue, folder.fetched, this_pc()

    def pieces(self, camera_id: int, span: Span, own: Sequence[Span]) -> list[Piece]:
        """Copies in the span where ``own``, what this program recorded there, leaves something open; by start.

        Of two recorders that were both copied, the copy that starts first counts.
        """
        with self._catalogue.read():
            rows = copied_between(camera_id, self._host, span)
        covered = list(own)
        found: list[Piece] = []
        for row in rows:
            whole = Span(row.start_us, row.end_us)
            if any(part.length > _LEAST_US for part in subtract(whole, covered)):
                path = self._folder / row.path
                found.append(Piece(path, row.start_us, row.end_us, source=row.track.recorder.name))
                covered.append(whole)
        return found

    def next_start(self, camera_id: int, after_us: int) -> int | None:
        """Where the next copy starts. Inside ``read()``."""
        return next_copied_start(camera_id, self._host, after_us)

    def last_end(self, camera_id: int, before_us: int) -> int | None:
        """Where the last copy that starts before an instant ends. Inside ``read()``."""
        return last_copied_end(camera_id, self._host, before_us)


def sources_of(camera_id: int, span: Span) -> str:
    """Where the pictures of a span come from, as JSON for evidence: the recorders they were copied from, or '' where
    this program recorded them. Inside ``read()``.
    """
    wanted = Span(span.start, max(span.end, span.start + 1))
    own = [Span(start, end) for _, start, end in segments_between(camera_id, wanted.start - LONGEST_US, wanted)]
    rows = [
        row
        for row in copied_between(camera_id, this_pc(), wanted)
        if (inside := Span(row.start_us, row.end_us).clip(wanted)) and subtract(inside, own)
    ]
    told = {row.track.recorder_id: _source(row, rows) for row in rows}
    return json.dumps(list(told.values()), ensure_ascii=False, sort_keys=True) if told else ""


def _source(row: ForeignPiece, rows: Sequence[ForeignPiece]) -> dict[str, Any]:
    recorder = row.track.recorder
    mine = [one for one in rows if one.track.recorder_id == recorder.id]
    return {
        "statement": f"copied from recorder {recorder.name}, not recorded by this program",
        "recorder": {
            "name": recorder.name,
            "maker": recorder.maker,
            "model": recorder.model,
            "serial": recorder.serial,
            "address": recorder.address,
        },
        "clock": {"offset_us": recorder.clock_offset_us, "uncertainty_us": recorder.clock_uncertainty_us},
        "recording": {"token": row.track.token, "name": row.track.name},
        "copies": [
            {
                "url": one.source_url,
                "fetched": to_datetime(one.fetched_us).isoformat(timespec="microseconds"),
                "sha256": one.sha256,
                "times": "of each picture, by the recorder" if one.exact else "counted from the start that it told",
            }
            for one in mine
        ],
    }
