"""The doctor finds what is broken, mends what can be mended, and leaves a whole store alone; on both databases."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.footage import encode, record
from tests.unit.models.conftest import empty_postgresql, postgresql
from tests.unit.services.footage_on_disk import film, rows
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.errors import NotAllowed
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span
from vms.models.camera import Camera
from vms.models.evidence import EvidenceItem
from vms.models.recording import Gap, RecorderStatus, RecordingRun, Segment
from vms.security.permissions import Role
from vms.services.doctor import Code, Doctor, Level, Progress, Report
from vms.services.doctor_findings import LISTED
from vms.services.doctor_words import summary, words
from vms.services.recorder_lock import RecorderLock
from vms.services.recording_store import RecordingStore
from vms.video.segment import DAMAGED, part_of, segment_path

__all__ = ["empty_postgresql", "postgresql"]


@pytest.fixture(params=["sqlite", "postgresql"])
def box(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SchoolInABox]:
    where = "" if request.param == "sqlite" else str(request.getfixturevalue("empty_postgresql"))
    with open_school(tmp_path / "school", where) as box:
        yield box


@pytest.fixture
def sqlite_box(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "school") as box:
        yield box


def _doctor(box: SchoolInABox) -> Doctor:
    return Doctor(box.catalogue, box.folder, box.clock, box.audit)


def _found(report: Report) -> list[tuple[str, str]]:
    return sorted((finding.code.value, finding.subject) for finding in report.findings)


def _path(box: SchoolInABox, camera: int, start: int) -> Path:
    return segment_path(box.folder.recordings / str(camera), start)


def _name(box: SchoolInABox, camera: int, start: int) -> str:
    return _path(box, camera, start).relative_to(box.folder.recordings).as_posix()


def _gaps(box: SchoolInABox) -> list[tuple[int, int | None, str]]:
    with box.catalogue.read():
        return [(gap.start_us, gap.end_us, gap.reason) for gap in Gap.select().order_by(Gap.start_us)]


def _loose_file(box: SchoolInABox, tmp_path: Path, camera: int, start: int, pictures: int = 50) -> Path:
    source = encode(tmp_path / "loose.mp4", range(pictures))
    return record(source, box.folder.recordings / str(camera), start).path


def test_a_whole_store_has_nothing_wrong_and_is_left_alone(box: SchoolInABox, tmp_path: Path) -> None:
    film(box, tmp_path, box.cameras[0], [NOON - MINUTE, NOON - MINUTE + 2 * SECOND])
    film(box, tmp_path, box.cameras[1], [NOON - MINUTE])
    with box.catalogue.write():
        Gap.create(camera=box.cameras[0], start_us=NOON - MINUTE + 4 * SECOND, reason="camera_silent")
        Gap.create(camera=box.cameras[1], start_us=NOON - HOUR, end_us=NOON - MINUTE, reason="overflow")
        before = [tuple(row) for row in Segment.select().order_by(Segment.id).tuples()]
    told: list[Progress] = []
    report = _doctor(box).check(box.it, Level.CONTENT, repair=True, progress=told.append)
    assert _found(report) == [] and report.wrong == 0 and not report.repaired
    assert (report.rows, report.files, report.cancelled) == (3, 3, False)
    assert told[-1].done <= told[-1].total == 6
    with box.catalogue.read():
        assert [tuple(row) for row in Segment.select().order_by(Segment.id).tuples()] == before
    assert "recordings_repaired" not in box.acts()


def test_files_and_rows_that_miss_each_other(box: SchoolInABox, tmp_path: Path) -> None:
    first, second = box.cameras
    film(box, tmp_path, first, [NOON - HOUR, NOON - HOUR + 2 * SECOND, NOON - HOUR + 4 * SECOND])
    _path(box, first, NOON - HOUR + 2 * SECOND).unlink()
    stranger = _loose_file(box, tmp_path, second, NOON - 2 * HOUR)
    part = part_of(_path(box, second, NOON - 3 * HOUR))
    part.write_bytes(stranger.read_bytes()[:-300])
    _path(box, second, NOON - 4 * HOUR).write_bytes(b"")
    (lone,) = rows(box, second, [NOON - 3 * DAY])
    with box.catalogue.write():
        gone = Segment.get_by_id(lone)
        (box.folder.recordings / gone.path).unlink()
        (box.folder.recordings / gone.path).parent.rmdir()
    report = _doctor(box).check(None, Level.PRESENCE)
    assert _found(report) == [
        ("file_without_row", _name(box, second, NOON - 2 * HOUR)),
        ("folder_missing", str(Path(gone.path).parent)),
        ("part_left", _name(box, second, NOON - 3 * HOUR) + ".part"),
        ("row_without_file", _name(box, first, NOON - HOUR + 2 * SECOND)),
        ("zero_bytes", _name(box, second, NOON - 4 * HOUR)),
    ]
    repaired = _doctor(box).check(box.board, Level.PRESENCE, repair=True)
    assert repaired.wrong == 0 and sum(repaired.repaired.values()) == 5
    assert _doctor(box).check(None, Level.CONTENT, repair=True).counts == {}
    disk = {p.relative_to(box.folder.recordings).as_posix() for p in box.folder.recordings.rglob("*.mp4*")}
    with box.catalogue.read():
        assert {row.path for row in Segment.select()} == disk and len(disk) == 4
    assert [gap for gap in _gaps(box) if gap[2] == "file_missing"] == [
        (NOON - 3 * DAY, NOON - 3 * DAY + MINUTE, "file_missing"),
        (NOON - HOUR + 2 * SECOND, NOON - HOUR + 4 * SECOND, "file_missing"),
    ]
    assert box.acts().count("recordings_repaired") == 1
    assert box.details()["counts"] == dict.fromkeys(
        ("file_without_row", "folder_missing", "part_left", "row_without_file", "zero_bytes"), 1
    )


def test_a_file_that_comes_back_takes_the_place_of_its_gap(sqlite_box: SchoolInABox, tmp_path: Path) -> None:
    box, camera = sqlite_box, sqlite_box.cameras[0]
    film(box, tmp_path, camera, [NOON - HOUR])
    path = _path(box, camera, NOON - HOUR)
    data = path.read_bytes()
    path.unlink()
    _doctor(box).check(None, Level.PRESENCE, repair=True)
    assert len(_gaps(box)) == 1
    path.write_bytes(data)
    assert _doctor(box).check(None, Level.PRESENCE, repair=True).repaired == {Code.FILE_WITHOUT_ROW: 1}
    assert _gaps(box) == [] and _doctor(box).check(None, Level.CONTENT).counts == {}


def test_files_that_are_not_what_was_recorded(sqlite_box: SchoolInABox, tmp_path: Path) -> None:
    box, camera = sqlite_box, sqlite_box.cameras[0]
    starts = [NOON - HOUR + n * MINUTE for n in range(6)]
    film(box, tmp_path, camera, starts)
    empty, torn, zeros, replaced, flipped, _whole = (_path(box, camera, start) for start in starts)
    empty.write_bytes(b"")
    torn.write_bytes(torn.read_bytes()[:-500])
    data = bytearray(zeros.read_bytes())
    data[len(data) // 2 : -200] = bytes(len(data) - len(data) // 2 - 200)
    zeros.write_bytes(data)
    other = encode(tmp_path / "other.mp4", range(25), height=128)
    replaced.unlink()
    record(other, box.folder.recordings / str(camera), starts[3])
    data = bytearray(flipped.read_bytes())
    data[data.rindex(b"mdat") + 100] ^= 1
    flipped.write_bytes(data)
    assert _found(_doctor(box).check(None, Level.PRESENCE)) == []
    readable = _doctor(box).check(None, Level.READABLE)
    names = [_name(box, camera, start) for start in starts]
    assert _found(readable) == sorted(
        [
            ("zero_bytes", names[0]),
            ("file_damaged", names[1]),
            ("file_damaged", names[2]),
            ("file_replaced", names[3]),
        ]
    )
    (finding,) = [one for one in readable.findings if one.code is Code.FILE_REPLACED]
    assert "pictures: 50 → 25" in finding.detail and "height: 64 → 128" in finding.detail
    deep = _doctor(box).check(None, Level.CONTENT, repair=True)
    assert ("hash_differs", names[4]) in _found(deep)
    # Only the empty file is mended: what was changed is somebody's doing, and is kept as it is.
    assert deep.repaired == {Code.ZERO_BYTES: 1} and deep.wrong == 4
    assert torn.exists() and replaced.exists() and flipped.exists()


def test_rows_with_wrong_times(sqlite_box: SchoolInABox, tmp_path: Path) -> None:
    box, camera = sqlite_box, sqlite_box.cameras[0]
    starts = [-5 * DAY, NOON - HOUR, NOON - HOUR + 10 * SECOND, NOON - MINUTE, NOON + DAY]
    film(box, tmp_path, camera, starts)
    with box.catalogue.write():
        # One ends before it starts, one begins an hour late, one reaches into the next.
        Segment.update(end_us=NOON - 2 * HOUR).where(Segment.start_us == NOON - HOUR).execute()
        Segment.update(end_us=NOON - MINUTE + SECOND).where(Segment.start_us == starts[2]).execute()
        Segment.update(start_us=NOON + HOUR, end_us=NOON + HOUR + SECOND).where(Segment.start_us == starts[3]).execute()
        late = Segment.create(
            camera=camera, path="elsewhere/film.mp4", start_us=starts[2] + SECOND, end_us=starts[2] + 2 * SECOND,
            size=1, codec="h264", width=1, height=1, frames=1,
        )  # fmt: skip
    (box.folder.recordings / "elsewhere").mkdir()
    found = Counter(code for code, _ in _found(_doctor(box).check(None, Level.PRESENCE)))
    assert found == {
        "row_wrong": 2,
        "long_segment": 1,
        "time_before_1970": 1,
        "time_in_future": 2,
        "rows_overlap": 1,
        "row_without_file": 1,
        "file_strange": 1,
    }
    with box.catalogue.write():
        late.delete_instance()
    (box.folder.recordings / "elsewhere").rmdir()
    repaired = _doctor(box).check(None, Level.READABLE, repair=True)
    assert repaired.repaired == {Code.ROW_WRONG: 3}
    with box.catalogue.read():
        times = [(row.start_us, row.end_us) for row in Segment.select().order_by(Segment.start_us)]
    assert times == [(start, start + 2 * SECOND) for start in starts]
    # What a wrong clock wrote is told, and never rewritten.
    left = _doctor(box).check(None, Level.CONTENT)
    assert left.counts == {Code.TIME_BEFORE_1970: 1, Code.TIME_IN_FUTURE: 1}


@pytest.mark.parametrize(("gop_s", "long"), [(3, False), (600, False), (1200, True)])
def test_key_frames_far_apart(sqlite_box: SchoolInABox, tmp_path: Path, gop_s: int, *, long: bool) -> None:
    """A key frame every three seconds or ten minutes is fine; beyond a quarter of an hour the camera is told of."""
    box = sqlite_box
    source = encode(tmp_path / "slow.mp4", range(gop_s + 2), fps=1, gop=gop_s)
    path = record(source, box.folder.recordings / str(box.cameras[0]), NOON - HOUR).path
    _doctor(box).check(None, Level.PRESENCE, repair=True)
    report = _doctor(box).check(None, Level.CONTENT)
    assert report.rows == 1 and report.wrong == 0 and path.exists()
    assert report.counts == ({Code.LONG_SEGMENT: 1} if long else {})


def test_half_deleted_left_open_and_gaps_over_footage(box: SchoolInABox, tmp_path: Path) -> None:
    first, second = box.cameras
    film(box, tmp_path, first, [NOON - HOUR, NOON - MINUTE])
    (half,) = rows(box, second, [NOON - 2 * HOUR])
    with box.catalogue.write():
        Segment.update(state="deleting").where(Segment.id == half).execute()
        RecordingRun.create(camera=first, start_us=NOON - HOUR)
        RecordingRun.create(camera=first, start_us=NOON - MINUTE)
        Gap.create(camera=first, start_us=NOON - HOUR + 2 * SECOND, reason="camera_silent")
        Gap.create(camera=first, start_us=NOON - HOUR - MINUTE, end_us=NOON - HOUR + 10 * SECOND, reason="overflow")
        Gap.create(camera=second, start_us=NOON, end_us=NOON - MINUTE, reason="overflow")
    report = _doctor(box).check(None, Level.PRESENCE)
    assert Counter(code for code, _ in _found(report)) == {
        "half_deleted": 1,
        "run_open": 2,
        "gap_open": 1,
        "gap_over_footage": 2,
    }
    _doctor(box).check(None, Level.PRESENCE, repair=True)
    assert _doctor(box).check(None, Level.CONTENT).counts == {}
    with box.catalogue.read():
        ends = [run.end_us for run in RecordingRun.select().order_by(RecordingRun.id)]
    assert ends == [NOON - HOUR + 2 * SECOND, NOON - MINUTE + 2 * SECOND]
    assert _gaps(box) == [
        (NOON - HOUR - MINUTE, NOON - HOUR, "overflow"),
        (NOON - HOUR + 2 * SECOND, NOON - MINUTE, "camera_silent"),
        (NOON - HOUR + 2 * SECOND, NOON - HOUR + 10 * SECOND, "overflow"),
    ]


def test_strangers_removed_cameras_and_what_was_put_aside(sqlite_box: SchoolInABox, tmp_path: Path) -> None:
    box, camera = sqlite_box, sqlite_box.cameras[0]
    film(box, tmp_path, camera, [NOON - HOUR])
    folder = _path(box, camera, NOON - HOUR).parent
    (folder / "notes.txt").write_text("?")
    (folder / ("20261123T010000.000000Z.mp4" + DAMAGED)).write_bytes(b"?")
    (box.folder.recordings / "77" / "2026-11-23").mkdir(parents=True)
    (box.folder.recordings / "77" / "2026-11-23" / "a.mp4").write_bytes(b"?")
    with box.catalogue.write():
        Camera.update(removed_us=NOON).where(Camera.id == camera).execute()
    report = _doctor(box).check(None, Level.CONTENT, repair=True)
    assert [code for code, _ in _found(report)] == ["camera_removed", "damaged_kept", "file_strange", "folder_unknown"]
    assert report.wrong == 1  # only the folder of a camera nobody knows


def test_beside_a_recorder_its_work_is_left_alone(sqlite_box: SchoolInABox, tmp_path: Path) -> None:
    box, camera = sqlite_box, sqlite_box.cameras[0]
    film(box, tmp_path, camera, [NOON - HOUR])
    young = _loose_file(box, tmp_path, camera, NOON - MINUTE)
    growing = part_of(_path(box, camera, NOON - SECOND))
    growing.write_bytes(young.read_bytes())
    old = _loose_file(box, tmp_path, camera, NOON - 2 * HOUR)
    for path, age_s in ((young, 5), (growing, 3600), (old, 3600)):
        os.utime(path, (NOON / SECOND - age_s, NOON / SECOND - age_s))
    with box.catalogue.write():
        RecorderStatus.create(
            camera=camera, state="recording", since_us=NOON - HOUR, beat_us=NOON,
            open_path=_name(box, camera, NOON - SECOND) + ".part",
        )  # fmt: skip
        RecordingRun.create(camera=camera, start_us=NOON - HOUR)
    lock = RecorderLock(box.folder.root)
    lock.acquire()
    try:
        report = _doctor(box).check(None, Level.CONTENT, repair=True)
    finally:
        lock.release()
    assert report.recorder_running
    assert _found(report) == [("file_without_row", _name(box, camera, NOON - 2 * HOUR))]
    assert young.exists() and growing.exists() and old.exists()


def test_a_disk_that_is_away_is_told_and_nothing_is_forgotten(sqlite_box: SchoolInABox, tmp_path: Path) -> None:
    box, camera = sqlite_box, sqlite_box.cameras[0]
    film(box, tmp_path, camera, [NOON - HOUR])
    RecordingStore(box.catalogue, box.folder).prepare()
    box.folder.recordings.rename(tmp_path / "unplugged")
    box.folder.recordings.mkdir()
    report = _doctor(box).check(None, Level.CONTENT, repair=True)
    assert report.counts == {Code.STORE_AWAY: 1} and report.wrong == 1
    with box.catalogue.read():
        assert Segment.select().count() == 1


def test_evidence_is_checked_and_never_touched(sqlite_box: SchoolInABox) -> None:
    box = sqlite_box
    camera, start = box.cameras[1], NOON - MINUTE
    box.film(camera, start)
    incident = box.incidents.open_from_wall(box.guard, camera, start).id
    items = [
        box.evidence.cut(box.guard, incident, camera, Span(start + n * SECOND, start + (n + 1) * SECOND))
        for n in range(3)
    ]
    assert _doctor(box).check(None, Level.CONTENT).wrong == 0
    with box.catalogue.read():
        paths = [box.folder.evidence / EvidenceItem.get_by_id(item.id).path for item in items]
    for path in paths[:2]:
        path.chmod(0o644)
    paths[0].unlink()
    data = bytearray(paths[1].read_bytes())
    data[-1] ^= 1
    paths[1].write_bytes(data)
    report = _doctor(box).check(None, Level.CONTENT, repair=True)
    assert report.counts == {Code.EVIDENCE_MISSING: 1, Code.EVIDENCE_CHANGED: 1} and report.evidence == 3
    assert not report.repaired and paths[1].read_bytes() == data


def test_who_may_ask_it(sqlite_box: SchoolInABox) -> None:
    doctor = _doctor(sqlite_box)
    allowed = {role for role in Role if doctor.may(sqlite_box.people[role])}
    assert allowed == {Role.BOARD, Role.IT}
    for role in Role:
        if role not in allowed:
            with pytest.raises(NotAllowed):
                doctor.check(sqlite_box.people[role], Level.PRESENCE)


def test_it_can_be_stopped_and_many_findings_are_counted_not_listed(sqlite_box: SchoolInABox) -> None:
    box, camera = sqlite_box, sqlite_box.cameras[0]
    count = LISTED + 200
    with box.catalogue.write():
        Segment.insert_many(
            {
                "camera": camera, "path": f"{camera}/2026-11-22/{n}.mp4", "start_us": NOON - DAY + n * SECOND,
                "end_us": NOON - DAY + (n + 1) * SECOND, "size": 1, "codec": "h264", "width": 1, "height": 1,
                "frames": 1,
            }
            for n in range(count)
        ).execute()  # fmt: skip
    (box.folder.recordings / str(camera) / "2026-11-22").mkdir(parents=True)
    report = _doctor(box).check(None, Level.PRESENCE)
    assert report.counts == {Code.ROW_WITHOUT_FILE: count} and len(report.findings) == LISTED
    stopping = threading.Event()
    stopping.set()
    ended = _doctor(box).check(None, Level.CONTENT, repair=True, stopping=stopping)
    assert ended.cancelled and ended.rows == 0 and not ended.repaired


def test_every_finding_has_words_in_both_languages(sqlite_box: SchoolInABox) -> None:
    report = _doctor(sqlite_box).check(None, Level.PRESENCE)
    for language in ("vi", "en"):
        assert all(words(code, language).what and words(code, language).todo for code in Code)
        assert summary(report, language)
