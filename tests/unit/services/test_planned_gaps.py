"""What isn't there by plan is told from what is missing: on the time line, and after a recorder was killed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.unit.services.footage_on_disk import rows
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.instants import HOUR, MINUTE, SECOND, Span, day_span
from vms.models.recording import Gap, RecorderStatus, RecordingRun, Segment
from vms.security.vault import Vault
from vms.services.cameras import Cameras
from vms.services.footage import Footage
from vms.services.plan_grid import Grid, Level, slots_between
from vms.services.recording_ledger import Ledger
from vms.services.recording_plans import DEFAULT, RecordingPlans
from vms.services.recording_recovery import recover
from vms.services.timeline import Timelines
from vms.video.segment import SegmentFile

TODAY = date(2026, 11, 23)
BREAK = Grid().painted(slots_between((0, 18), (6, 19)), Level.OFF)  # nothing from 9 to 10


@pytest.fixture
def box(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "school") as box:
        yield box


def _gaps(box: SchoolInABox, camera: int) -> list[tuple[float, float, str]]:
    """Hours from noon, as the time line shows them."""
    cameras = Cameras(box.catalogue, box.clock, box.audit, Vault(box.folder.keys))
    plans = RecordingPlans(box.catalogue, box.clock, box.audit)
    lines = Timelines(box.catalogue, box.clock, box.audit, cameras, box.limits, plans)
    row = lines.row(box.board, [camera], day_span(TODAY), 86_400)
    return [((g.span.start - NOON) / HOUR, (g.span.end - NOON) / HOUR, g.reason) for g in row.gaps]


def test_a_gap_across_hours_without_a_plan_is_none_in_those_hours(box: SchoolInABox) -> None:
    camera, eleven = box.cameras[0], NOON  # 11:00 in Viet Nam
    box.clock.now = NOON - 6 * HOUR
    RecordingPlans(box.catalogue, box.clock, box.audit).set(box.it, {camera: replace(DEFAULT, grid=BREAK)}, "giờ nghỉ")
    box.clock.now = eleven
    with box.catalogue.write():
        Gap.create(camera=camera, start_us=NOON - 3 * HOUR, end_us=NOON - HOUR // 2, reason="recorder_killed")
    rows(box, camera, [NOON - 3 * HOUR - MINUTE, NOON - MINUTE])
    assert _gaps(box, camera) == [(-3, -2, "recorder_killed"), (-1, -0.5, "recorder_killed")]


def test_a_recorder_that_waits_for_motion_misses_nothing_until_it_dies(box: SchoolInABox) -> None:
    camera = box.cameras[0]
    rows(box, camera, [NOON - 2 * HOUR])
    with box.catalogue.write():
        RecorderStatus.create(camera=camera, state="armed", since_us=NOON - HOUR, beat_us=NOON)
        Gap.create(camera=camera, start_us=NOON - 4 * HOUR, end_us=NOON - 3 * HOUR, reason="camera_silent")
    assert _gaps(box, camera) == [(-4, -3, "camera_silent")]
    box.clock.now = NOON + MINUTE
    assert _gaps(box, camera)[1:] == [(0, 1 / 60, "recorder_down")]
    recover(box.catalogue, box.folder.recordings, box.clock.now)
    with box.catalogue.read():
        assert [(row.start_us, row.reason) for row in Gap.select().where(Gap.end_us.is_null())] == [
            (NOON, "recorder_killed")
        ]


def test_the_ledger_tells_streams_and_causes_apart(box: SchoolInABox) -> None:
    camera, ledger = box.cameras[0], Ledger(box.catalogue, box.folder.recordings)
    main, sub = ledger.of("main"), ledger.of("sub")

    def file(folder: str, start: int) -> SegmentFile:
        path = box.folder.recordings / folder / f"{start}.mp4"
        return SegmentFile(path, start, start + MINUTE, 1, "h264", 8, 8, 9)

    main.began(camera, NOON, "motion")
    sub.began(camera, NOON, "motion")
    main.finished(camera, file("1", NOON))
    sub.finished(camera, file("1-sub", NOON))
    main.began(camera, NOON + MINUTE, "schedule")
    sub.missing(camera, NOON + MINUTE, "camera_silent")  # no gap: the main stream is there
    main.finished(camera, file("1", NOON + MINUTE))
    main.armed(camera, NOON + 2 * MINUTE)
    main.missing(camera, NOON + 3 * MINUTE, "camera_refused")
    ledger.unplanned(camera, NOON + 4 * MINUTE)
    ledger.flush()
    with box.catalogue.read():
        segments = [(row.stream, row.cause, row.start_us) for row in Segment.select().order_by(Segment.id)]
        runs = [(row.stream, row.cause, row.reason) for row in RecordingRun.select().order_by(RecordingRun.id)]
        gaps = [(row.start_us, row.end_us, row.reason) for row in Gap.select()]
    assert segments == [("main", "motion", NOON), ("sub", "motion", NOON), ("main", "schedule", NOON + MINUTE)]
    assert runs == [
        ("main", "motion", "cause_changed"),
        ("sub", "motion", "camera_silent"),
        ("main", "schedule", "cause_over"),
    ]
    assert gaps == [(NOON + 3 * MINUTE, NOON + 4 * MINUTE, "camera_refused")]


def test_files_of_a_sub_stream_are_found_again_with_their_cause(box: SchoolInABox) -> None:
    camera = box.cameras[0]
    box.film(camera, NOON - MINUTE, 2)
    with box.catalogue.write():
        (row,) = Segment.select()
        old = box.folder.recordings / row.path
        new = box.folder.recordings / f"{camera}-sub" / old.parent.name / old.name
        new.parent.mkdir(parents=True)
        old.rename(new)
        Segment.delete().execute()
        RecordingRun.create(camera=camera, start_us=NOON - 2 * MINUTE, stream="sub", cause="alarm")
        RecordingRun.create(camera=camera, start_us=NOON - 2 * MINUTE, stream="main", cause="schedule")
    assert recover(box.catalogue, box.folder.recordings, NOON).adopted == 1
    with box.catalogue.read():
        (found,) = Segment.select()
        assert (found.stream, found.cause, found.run.stream) == ("sub", "alarm", "sub")
        runs = {row.stream: (row.end_us, row.reason) for row in RecordingRun.select()}
    assert runs["sub"] == (NOON - MINUTE + 2 * SECOND, "recorder_killed")
    piece = Footage(box.catalogue, box.folder, box.clock).pieces(camera, Span(NOON - HOUR, NOON))[0]
    assert piece.stream == "sub" and piece.path == new
