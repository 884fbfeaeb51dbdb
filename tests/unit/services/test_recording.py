from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.footage import encode, record
from tests.unit.services.footage_on_disk import rows
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.errors import AlreadyRunning, CatalogueError
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span
from vms.models.camera import Camera
from vms.models.recording import Gap, RecorderStatus, RecordingRun, Segment
from vms.services.footage import Footage
from vms.services.recorder_lock import RecorderLock, holder
from vms.services.recording import RecordingState
from vms.services.recording_ledger import Ledger
from vms.services.recording_recovery import Recovered, recover
from vms.services.retention import Retention, StoragePolicy
from vms.video.segment import inspect, part_of, segment_path


@pytest.fixture
def box(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "school") as box:
        yield box


def _gaps(box: SchoolInABox) -> list[tuple[int, int | None, str]]:
    with box.catalogue.read():
        return [(gap.start_us, gap.end_us, gap.reason) for gap in Gap.select().order_by(Gap.start_us)]


def _segments(box: SchoolInABox) -> list[Segment]:
    with box.catalogue.read():
        return list(Segment.select().order_by(Segment.start_us))


def _file(box: SchoolInABox, tmp_path: Path, start: int, pictures: int = 20) -> Path:
    source = encode(tmp_path / "source.mp4", range(pictures))
    return record(source, box.folder.recordings / str(box.cameras[0]), start).path


def test_the_ledger_writes_runs_segments_and_gaps_in_order(box: SchoolInABox, tmp_path: Path) -> None:
    camera, ledger = box.cameras[0], Ledger(box.catalogue, box.folder.recordings)
    found = inspect(_file(box, tmp_path, NOON))
    assert found is not None
    ledger.missing(camera, NOON - MINUTE, "connecting")
    ledger.explained(camera, "camera_silent")
    ledger.began(camera, NOON)
    ledger.finished(camera, found)
    ledger.missing(camera, found.end_us, "camera_unreachable")
    ledger.explained(camera, "camera_refused")
    assert ledger.flush() == 6 and ledger.flush() == 0
    assert _gaps(box) == [(NOON - MINUTE, NOON, "camera_silent"), (found.end_us, None, "camera_unreachable")]
    (segment,) = _segments(box)
    with box.catalogue.read():
        (run,) = RecordingRun.select()
    assert segment.run_id == run.id and (run.start_us, run.end_us) == (NOON, found.end_us)
    assert (box.folder.recordings / segment.path) == found.path and segment.size == found.path.stat().st_size
    ledger.began(camera, found.end_us + SECOND // 2)
    ledger.flush()
    assert len(_gaps(box)) == 1  # half a second is no gap to speak of


def test_a_ledger_that_cannot_write_keeps_everything_for_later(
    box: SchoolInABox, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(box.catalogue, box.folder.recordings)
    ledger.began(box.cameras[0], NOON)
    ledger.missing(box.cameras[0], NOON + SECOND, "camera_silent")
    create, calls = Gap.create, iter([True])

    def busy_once(**fields: object) -> Gap:
        if next(calls, False):
            raise CatalogueError(detail="busy")
        return create(**fields)

    monkeypatch.setattr(Gap, "create", busy_once)
    with pytest.raises(CatalogueError):
        ledger.flush()
    with box.catalogue.read():
        assert not RecordingRun.select().exists()
    assert ledger.flush() == 2
    with box.catalogue.read():
        assert [(run.end_us, run.reason) for run in RecordingRun.select()] == [(NOON + SECOND, "camera_silent")]


@pytest.mark.logs("segment_lost", "strange_file")
def test_recovery_brings_disk_and_catalogue_together(box: SchoolInABox, tmp_path: Path) -> None:
    camera = box.cameras[0]
    folder = box.folder.recordings / str(camera)
    orphan = _file(box, tmp_path, NOON - HOUR)
    part = part_of(segment_path(folder, NOON - MINUTE))
    part.write_bytes(_file(box, tmp_path, NOON - MINUTE).read_bytes()[:-300])
    segment_path(folder, NOON - MINUTE).unlink()
    empty = part_of(segment_path(folder, NOON - SECOND))
    empty.write_bytes(b"")
    (folder / "2026-11-23" / "notes.mp4").write_bytes(b"?")
    (lost,) = rows(box, camera, [NOON - 2 * HOUR])
    with box.catalogue.write():
        row = Segment.get_by_id(lost)
        (box.folder.recordings / row.path).unlink()
        RecordingRun.create(camera=camera, start_us=NOON - 3 * HOUR)
    assert recover(box.catalogue, box.folder.recordings, NOON) == Recovered(repaired=1, removed=1, adopted=1, lost=1)
    found = _segments(box)
    assert [segment.start_us for segment in found] == [NOON - HOUR, NOON - MINUTE]
    assert box.folder.recordings / found[0].path == orphan
    assert not list(box.folder.recordings.rglob("*.part"))
    assert _gaps(box) == [
        (NOON - 2 * HOUR, NOON - 2 * HOUR + MINUTE, "file_missing"),
        (found[1].end_us, None, "recorder_killed"),
    ]
    with box.catalogue.read():
        assert [(run.end_us, run.reason) for run in RecordingRun.select()] == [(found[1].end_us, "recorder_killed")]
    assert recover(box.catalogue, box.folder.recordings, NOON) == Recovered()
    assert len(_gaps(box)) == 2


def test_footage_finds_pieces_around_the_edges(box: SchoolInABox) -> None:
    camera = box.cameras[0]
    rows(box, camera, [NOON, NOON + MINUTE, NOON + 2 * MINUTE])
    footage = Footage(box.catalogue, box.folder, box.clock)

    def starts(start: int, end: int) -> list[int]:
        return [piece.start_us for piece in footage.pieces(camera, Span(start, end))]

    assert starts(NOON + MINUTE, NOON + 2 * MINUTE) == [NOON + MINUTE]
    assert starts(NOON + MINUTE - 1, NOON + 2 * MINUTE + 1) == [NOON, NOON + MINUTE, NOON + 2 * MINUTE]
    assert starts(NOON - DAY, NOON) == [] and starts(NOON + 3 * MINUTE, NOON + DAY) == []
    assert footage.pieces(box.cameras[1], Span(0, NOON + DAY)) == []
    assert footage.recorded(camera, Span(NOON + SECOND, NOON + DAY)) == (Span(NOON + SECOND, NOON + 3 * MINUTE),)


def test_a_silent_recorder_is_down_and_says_since_when(box: SchoolInABox) -> None:
    state = RecordingState(box.catalogue, box.folder, box.clock)
    first, second = box.cameras
    with box.catalogue.write():
        RecorderStatus.create(camera=first, state="recording", since_us=NOON - HOUR, beat_us=NOON)
        Camera.update(record=False).where(Camera.id == second).execute()
    assert state.all()[first].recording and second not in state.all()
    box.clock.now += MINUTE
    view = state.all()[first]
    assert (view.recording, view.since_us, view.reason) == (False, NOON, "recorder_down")


def test_room_and_days_left(box: SchoolInABox) -> None:
    gigabyte = 1 << 30
    rows(box, box.cameras[0], [NOON - n * HOUR for n in range(1, 25)], size=gigabyte)
    retention = Retention(box.catalogue, box.clock, box.audit, box.holds, box.folder.recordings)
    retention.set_policy(box.board, StoragePolicy(quota_bytes=72 * gigabyte, floor_bytes=0))
    storage = RecordingState(box.catalogue, box.folder, box.clock).storage()
    assert storage.used == 24 * gigabyte and storage.quota == 72 * gigabyte
    assert storage.oldest_us == NOON - 24 * HOUR and storage.free > 0
    assert storage.days_left is not None and storage.days_left <= 2.0


def test_one_recorder_per_folder(tmp_path: Path) -> None:
    first, second = RecorderLock(tmp_path), RecorderLock(tmp_path)
    assert holder(tmp_path) is None
    first.acquire()
    assert holder(tmp_path) is not None
    with pytest.raises(AlreadyRunning):
        second.acquire()
    first.release()
    first.release()
    assert holder(tmp_path) is None
    second.acquire()
    second.release()
