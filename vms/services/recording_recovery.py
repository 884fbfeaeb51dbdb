"""At the recorder's start: bring disk and catalogue together after whatever ended the recorder before.

Part files become segments up to their last whole fragment, files without a row get one, rows without a file go, open
connections end, and what is missing since then is an open gap.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from vms.core.instants import DAY, Span, from_datetime, to_datetime
from vms.core.log import event
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.recording import Gap, RecorderStatus, RecordingRun, Segment
from vms.services.recording_ledger import NOT_PLANNED, clear_gaps, insert_segment, open_gap, stream_folder
from vms.video.reader import PART
from vms.video.segment import SegmentFile, inspect, repair, start_of

_log = logging.getLogger(__name__)

KILLED = "recorder_killed"
FILE_MISSING = "file_missing"
STREAMS = ("main", "sub")
# Rows are written within seconds of their file: only what is this recent can disagree because of a crash.
_WINDOW_US = 2 * DAY
# Footage of before this day is that of a PC whose clock had lost its battery.
_NOBODY_RECORDED = "2020-01-01"


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a start found: parts repaired and removed, files without row, rows without file."""

    repaired: int = 0
    removed: int = 0
    adopted: int = 0
    lost: int = 0


def recover(
    catalogue: Catalogue,
    recordings: Path,
    now_us: int,
    *,
    storage: str = "",
    recorder: str = "",
    elsewhere: frozenset[int] = frozenset(),
    leave_parts: bool = False,
) -> Recovered:
    """Bring disk and catalogue together. Only under the recorder's lock. Raises CatalogueError.

    Of cameras that are ``elsewhere``, in another recorder's hands, only this recorder's own files and runs are looked
    at; ``leave_parts``: their parts aren't, because that recorder writes into the same folder.
    """
    with catalogue.read():
        cameras = [row.id for row in Camera.select(Camera.id)]
        rows = list(RecorderStatus.select())
        open_paths = {path.partition("/")[0]: path for row in rows for path in (row.open_path, row.sub_open_path)}
    total = Recovered()
    for camera_id in cameras:
        theirs = camera_id in elsewhere
        for stream in STREAMS:
            place = _Place(recordings, stream_folder(recordings, camera_id, stream), camera_id, stream, storage)
            found = _settle(catalogue, place, now_us, open_paths, parts=not (theirs and leave_parts))
            with catalogue.write():
                _end_runs(camera_id, stream, recorder)
            total = Recovered(*(a + b for a, b in zip(astuple(total), astuple(found), strict=True)))
        if not theirs:
            with catalogue.write():
                _open_gap(camera_id)
    event(_log, "recordings_checked", **asdict(total))
    return total


@dataclass(frozen=True, slots=True)
class _Place:
    """A stream's folder and whose it is."""

    recordings: Path
    folder: Path
    camera_id: int
    stream: str
    storage: str


def _settle(
    catalogue: Catalogue, place: _Place, now_us: int, open_paths: Mapping[str, str], *, parts: bool
) -> Recovered:
    """Files and rows of one stream; ``parts``: those left behind are ours to repair."""
    folder, recordings = place.folder, place.recordings
    days = {
        day: [entry.name for entry in os.scandir(day)] for day in _days(folder, now_us, open_paths.get(folder.name, ""))
    }
    found, removed = _parts(days) if parts else ([], 0)
    repaired = len(found)
    with catalogue.read():
        known = _known(place.camera_id, place.stream, days)
    found += _without_row(days, known)
    # Looked at once more where the listing doesn't have it: it may be as young as the look itself.
    missing = known - {f"{folder.name}/{day.name}/{name}" for day, names in days.items() for name in names}
    lost = [path for path in missing if not (recordings / path).exists()] if folder.exists() else []
    with catalogue.write():
        for segment in found:
            _adopt(recordings, place.camera_id, place.stream, segment, place.storage)
        count = _forget(lost, place.storage, now_us)
    return Recovered(repaired, removed, len(found) - repaired, count)


def _adopt(recordings: Path, camera_id: int, stream: str, segment: SegmentFile, storage: str) -> None:
    run = run_at(camera_id, segment.start_us, stream)
    cause = RecordingRun.get_by_id(run).cause if run is not None else "continuous"
    insert_segment(recordings, camera_id, segment, run, storage, stream=stream, cause=cause)
    if stream == "main":
        clear_gaps(camera_id, Span(segment.start_us, segment.end_us))


def _days(folder: Path, now_us: int, open_path: str) -> list[Path]:
    """The folders of days in which something may have been left: the last two days, the two newest, that of the file
    that was written last, and those of a clock that stood wrong. Thousands of whole days aren't read at each start.
    """
    if not folder.exists():
        return []
    names = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
    since = to_datetime(now_us - _WINDOW_US, UTC).strftime("%Y-%m-%d")
    wanted = {name for name in names if name >= since or name < _NOBODY_RECORDED} | set(names[-2:])
    return [folder / name for name in names if name in wanted or name == Path(open_path).parent.name]


def _parts(days: Mapping[Path, Sequence[str]]) -> tuple[list[SegmentFile], int]:
    """What the parts became, and how many held nothing."""
    found, removed = [], 0
    for part in _named(days, PART):
        if _is_segment(part):
            segment, gone = _repair(part)
            found += [segment] if segment is not None else []
            removed += gone
    return found, removed


def _without_row(days: Mapping[Path, Sequence[str]], known: set[str]) -> list[SegmentFile]:
    """Whole files that the catalogue doesn't know."""
    strangers = [path for path in _named(days, ".mp4") if "/".join(path.parts[-3:]) not in known]
    return [found for path in strangers if _is_segment(path) and (found := inspect(path)) is not None]


def _known(camera_id: int, stream: str, days: Mapping[Path, Sequence[str]]) -> set[str]:
    """Paths of rows of these days and later. Inside ``read()``."""
    if not days:
        return set()
    since = min(_begin(day) for day in days)
    mine = (Segment.camera == camera_id) & (Segment.stream == stream) & (Segment.start_us >= since)
    rows = Segment.select(Segment.path).where(mine)
    return {path for (path,) in cast(Iterable[tuple[str]], rows.tuples())}


def _begin(day: Path) -> int:
    """Where the day of a folder begins; the beginning of all for a folder of another name."""
    try:
        return from_datetime(datetime.strptime(day.name, "%Y-%m-%d").replace(tzinfo=UTC))
    except ValueError:
        return -(1 << 62)


def _named(days: Mapping[Path, Sequence[str]], ending: str) -> Iterator[Path]:
    for day, names in days.items():
        yield from (day / name for name in sorted(names) if name.endswith(ending))


def _is_segment(path: Path) -> bool:
    try:
        start_of(path)
    except ValueError:
        event(_log, "strange_file", logging.WARNING, path=path)
        return False
    return True


def _repair(part: Path) -> tuple[SegmentFile | None, int]:
    """The segment it became, and 1 when it held nothing."""
    try:
        segment = repair(part)
    except OSError as error:
        event(_log, "segment_not_repaired", logging.WARNING, path=part, detail=str(error))
        return None, 0
    event(_log, "part_repaired" if segment else "part_removed", path=part)
    return segment, int(segment is None)


def run_at(camera_id: int, start_us: int, stream: str = "main") -> int | None:
    """The connection that was there at the instant. Inside ``read()``."""
    run = (
        RecordingRun.select(RecordingRun.id)
        .where(
            (RecordingRun.camera == camera_id) & (RecordingRun.stream == stream) & (RecordingRun.start_us <= start_us)
        )
        .order_by(RecordingRun.start_us.desc())
        .first()
    )
    return run.id if run else None


def _forget(paths: Sequence[str], storage: str, now_us: int) -> int:
    """Rows whose file is gone: without the file there is no footage, and the time line must say so. How many."""
    count = 0
    for path in paths:
        recent = (Segment.start_us > now_us - _WINDOW_US) & (Segment.storage == storage)
        row = Segment.get_or_none((Segment.path == path) & recent)
        if row is None:
            continue
        count += 1
        Segment.delete().where(Segment.id == row.id).execute()
        if row.state == "done":
            Gap.create(camera=row.camera_id, start_us=row.start_us, end_us=row.end_us, reason=FILE_MISSING)
            event(_log, "segment_lost", logging.WARNING, path=row.path)
    return count


def _end_runs(camera_id: int, stream: str, recorder: str) -> None:
    last_us = _last_end(camera_id, stream)
    mine = RecordingRun.end_us.is_null() & RecordingRun.recorder.in_(("", recorder))
    mine &= (RecordingRun.camera == camera_id) & (RecordingRun.stream == stream)
    for run in list(RecordingRun.select().where(mine)):
        end = max(run.start_us, last_us or run.start_us)
        RecordingRun.update(end_us=end, reason=KILLED).where(RecordingRun.id == run.id).execute()


def _last_end(camera_id: int, stream: str = "") -> int | None:
    where = Segment.camera == camera_id
    if stream:
        where &= Segment.stream == stream
    last = Segment.select(Segment.end_us).where(where).order_by(Segment.start_us.desc()).first()
    return last.end_us if last else None


def _open_gap(camera_id: int) -> None:
    """What is missing since the recorder ended. One that waited for a cause has missed nothing up to its last beat."""
    status = RecorderStatus.get_or_none(RecorderStatus.camera == camera_id)
    since_us = _last_end(camera_id)
    if status is not None and (status.state == "armed" or status.reason == NOT_PLANNED):
        since_us = max(since_us or 0, status.beat_us)
    if since_us is not None:
        open_gap(camera_id, since_us, KILLED)
    RecorderStatus.update(
        state="waiting",
        open_path="",
        open_start_us=None,
        open_end_us=None,
        sub_state="",
        sub_open_path="",
        sub_open_start_us=None,
        sub_open_end_us=None,
    ).where(RecorderStatus.camera == camera_id).execute()
