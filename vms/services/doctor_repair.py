"""Putting right what can be put right without losing a picture. Each act is one transaction and may be repeated."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from vms.core.instants import Span, subtract
from vms.core.log import event
from vms.models.database import Catalogue
from vms.models.recording import Gap, RecordingRun, Segment
from vms.services.footage import LONGEST_US
from vms.services.recording_ledger import SHORTEST_GAP_US, clear_gaps, insert_segment, stream_of
from vms.services.recording_recovery import FILE_MISSING, KILLED, run_at
from vms.video.container import Facts
from vms.video.segment import SegmentFile, inspect, repair, start_of

_log = logging.getLogger(__name__)


class Repairs:
    """Every method says whether it was done; what the disk refuses is logged and stays as it was. One thread."""

    def __init__(self, catalogue: Catalogue, recordings: Path, storage: str) -> None:
        self._catalogue, self._recordings, self._storage = catalogue, recordings, storage

    def forget(self, row: Segment, *, empty: bool = False) -> bool:
        """The footage is gone: its row goes, a gap says so. ``empty``: and the file of no bytes."""
        if empty and not self._unlink(self._recordings / row.path):
            return False
        with self._catalogue.write():
            Segment.delete().where(Segment.id == row.id).execute()
            if row.end_us > row.start_us:
                Gap.create(camera=row.camera_id, start_us=row.start_us, end_us=row.end_us, reason=FILE_MISSING)
        return True

    def forget_all(self, rows: list[Segment]) -> bool:
        """The footage of a whole day is gone."""
        return all(self.forget(row) for row in rows)

    def delete(self, row: Segment) -> bool:
        """Finish what was being deleted."""
        if not self._unlink(self._recordings / row.path):
            return False
        with self._catalogue.write():
            Segment.delete().where(Segment.id == row.id).execute()
        return True

    def adopt(self, camera_id: int, path: Path) -> bool:
        """A row for a file that has none, if it plays."""
        found = self._careful(inspect, path)
        return found is not None and self._enter(camera_id, found)

    def adopt_part(self, camera_id: int, path: Path) -> bool:
        """A segment of what a dead recorder was writing; one without a whole fragment is put aside."""
        found = self._careful(repair, path)
        return self._enter(camera_id, found) if found is not None else not path.exists()

    def remove_empty(self, path: Path) -> bool:
        """A file of no bytes that nobody knows."""
        return path.stat().st_size == 0 and self._unlink(path)

    def rewrite(self, row: Segment, facts: Facts) -> bool:
        """The times of a row from its file: the name says the start, the pictures the length."""
        try:
            start_us = start_of(Path(row.path))
        except ValueError:
            return False  # footage from elsewhere: its name says nothing
        with self._catalogue.write():
            Segment.update(start_us=start_us, end_us=start_us + facts.duration_us).where(Segment.id == row.id).execute()
        return True

    def end_run(self, number: int) -> bool:
        """A connection that nobody keeps any more ended with its last footage."""
        with self._catalogue.write():
            run = RecordingRun.get_by_id(number)
            later = (RecordingRun.camera == run.camera_id) & (RecordingRun.start_us > run.start_us)
            following = RecordingRun.select().where(later).order_by(RecordingRun.start_us).first()
            before = (Segment.camera == run.camera_id) & (Segment.start_us >= run.start_us)
            if following is not None:
                before &= Segment.start_us < following.start_us
            last = Segment.select().where(before).order_by(Segment.start_us.desc()).first()
            end_us = last.end_us if last is not None else run.start_us
            RecordingRun.update(end_us=end_us, reason=KILLED).where(RecordingRun.id == number).execute()
        return True

    def end_gap(self, number: int) -> bool:
        """A gap with footage after it ended where that begins; one of several open ones where the next begins."""
        with self._catalogue.write():
            gap = Gap.get_by_id(number)
            after = (Segment.camera == gap.camera_id) & (Segment.start_us >= gap.start_us)
            footage = Segment.select().where(after).order_by(Segment.start_us).first()
            others = (Gap.camera == gap.camera_id) & (Gap.start_us >= gap.start_us) & (Gap.id != number)
            other = Gap.select().where(others).order_by(Gap.start_us).first()
            ends = [one.start_us for one in (footage, other) if one is not None]
            if not ends:
                return False
            if min(ends) - gap.start_us < SHORTEST_GAP_US:
                Gap.delete().where(Gap.id == number).execute()
            else:
                Gap.update(end_us=min(ends)).where(Gap.id == number).execute()
        return True

    def cut_gap(self, gap: Gap) -> bool:
        """What is left of a gap where there is no footage."""
        assert gap.end_us is not None
        with self._catalogue.write():
            left = self._without_footage(gap.camera_id, gap.start_us, gap.end_us)
            Gap.delete().where(Gap.id == gap.id).execute()
            for span in left:
                Gap.create(camera=gap.camera_id, start_us=span.start, end_us=span.end, reason=gap.reason)
        return True

    def _without_footage(self, camera_id: int, start_us: int, end_us: int) -> list[Span]:
        if end_us <= start_us:
            return []
        rows = Segment.select(Segment.start_us, Segment.end_us).where(
            (Segment.camera == camera_id)
            & (Segment.start_us > start_us - LONGEST_US)
            & (Segment.start_us < end_us)
            & (Segment.end_us > start_us)
        )
        footage = [Span(row.start_us, max(row.start_us, row.end_us)) for row in rows]
        return [span for span in subtract(Span(start_us, end_us), footage) if span.length >= SHORTEST_GAP_US]

    def _enter(self, camera_id: int, found: SegmentFile) -> bool:
        with self._catalogue.write():
            stream = stream_of(found.path.relative_to(self._recordings).as_posix())
            run = run_at(camera_id, found.start_us, stream)
            insert_segment(self._recordings, camera_id, found, run, self._storage, stream=stream)
            clear_gaps(camera_id, Span(found.start_us, found.end_us))
        return True

    def _careful(self, look: Callable[[Path], SegmentFile | None], path: Path) -> SegmentFile | None:
        try:
            return look(path)
        except OSError as error:
            event(_log, "segment_not_repaired", logging.WARNING, path=path, detail=str(error))
            return None

    def _unlink(self, path: Path) -> bool:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            event(_log, "segment_not_deleted", logging.WARNING, path=path, detail=error.strerror or "")
            return False
        return True
