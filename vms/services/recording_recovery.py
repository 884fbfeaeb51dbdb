"""At the recorder's start: bring disk and catalogue together after whatever ended the recorder before.

Part files become segments up to their last whole fragment, files without a row get one, rows without a file go, open
connections end, and what is missing since then is an open gap.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vms.core.instants import DAY
from vms.core.log import event
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.recording import Gap, RecorderStatus, RecordingRun, Segment
from vms.services.recording_ledger import insert_segment, open_gap
from vms.video.reader import PART
from vms.video.segment import SegmentFile, inspect, repair, start_of

_log = logging.getLogger(__name__)

KILLED = "recorder_killed"
FILE_MISSING = "file_missing"
# Rows are written within seconds of their file: only what is this recent can disagree because of a crash.
_WINDOW_US = 2 * DAY


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a start found: parts repaired and removed, files without row, rows without file."""

    repaired: int = 0
    removed: int = 0
    adopted: int = 0
    lost: int = 0


def recover(catalogue: Catalogue, recordings: Path, now_us: int) -> Recovered:
    """Bring disk and catalogue together. Only under the recorder's lock. Raises CatalogueError."""
    with catalogue.read():
        cameras = [row.id for row in Camera.select(Camera.id)]
        known = {row.path for row in Segment.select(Segment.path).where(Segment.start_us > now_us - _WINDOW_US)}
    repaired = removed = adopted = lost = 0
    for camera_id in cameras:
        found: list[SegmentFile] = []
        for part in _files(recordings / str(camera_id), PART):
            segment = _repair(part)
            if segment is None:
                removed += 1
            else:
                repaired += 1
                found.append(segment)
        for path in _files(recordings / str(camera_id), ".mp4"):
            if start_of(path) > now_us - _WINDOW_US and path.relative_to(recordings).as_posix() not in known:
                segment = inspect(path)
                if segment is not None and all(segment.path != other.path for other in found):
                    adopted += 1
                    found.append(segment)
        with catalogue.write():
            for segment in found:
                insert_segment(recordings, camera_id, segment, _run_at(camera_id, segment.start_us))
            lost += _forget_missing(recordings, camera_id, now_us)
            _end_runs(camera_id)
    result = Recovered(repaired, removed, adopted, lost)
    event(_log, "recordings_checked", repaired=repaired, removed=removed, adopted=adopted, lost=lost)
    return result


def _files(folder: Path, ending: str) -> Iterator[Path]:
    for path in sorted(folder.glob(f"*/*{ending}")):
        try:
            start_of(path)
        except ValueError:
            event(_log, "strange_file", logging.WARNING, path=path)
            continue
        yield path


def _repair(part: Path) -> SegmentFile | None:
    try:
        segment = repair(part)
    except OSError as error:
        event(_log, "segment_not_repaired", logging.WARNING, path=part, detail=str(error))
        return None
    event(_log, "part_repaired" if segment else "part_removed", path=part)
    return segment


def _run_at(camera_id: int, start_us: int) -> int | None:
    run = (
        RecordingRun.select(RecordingRun.id)
        .where((RecordingRun.camera == camera_id) & (RecordingRun.start_us <= start_us))
        .order_by(RecordingRun.start_us.desc())
        .first()
    )
    return run.id if run else None


def _forget_missing(recordings: Path, camera_id: int, now_us: int) -> int:
    """Rows whose file is gone: without the file there is no footage, and the time line must say so."""
    recent = (Segment.camera == camera_id) & (Segment.start_us > now_us - _WINDOW_US)
    lost = [row for row in Segment.select().where(recent) if not (recordings / row.path).exists()]
    for row in lost:
        Segment.delete().where(Segment.id == row.id).execute()
        if row.state == "done":
            Gap.create(camera=camera_id, start_us=row.start_us, end_us=row.end_us, reason=FILE_MISSING)
            event(_log, "segment_lost", logging.WARNING, path=row.path)
    return len(lost)


def _end_runs(camera_id: int) -> None:
    last = Segment.select(Segment.end_us).where(Segment.camera == camera_id).order_by(Segment.start_us.desc()).first()
    last_us = last.end_us if last else None
    for run in list(RecordingRun.select().where((RecordingRun.camera == camera_id) & RecordingRun.end_us.is_null())):
        end = max(run.start_us, last_us or run.start_us)
        RecordingRun.update(end_us=end, reason=KILLED).where(RecordingRun.id == run.id).execute()
    if last_us is not None:
        open_gap(camera_id, last_us, KILLED)
    RecorderStatus.update(state="waiting", open_path="", open_start_us=None, open_end_us=None).where(
        RecorderStatus.camera == camera_id
    ).execute()
