from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.instants import MINUTE, SECOND, Span
from vms.models.recording import FootageEvent, RecorderStatus
from vms.services.alarm_views import Gone, Sighting
from vms.services.alarms import Alarms
from vms.services.footage_marks import FootageMarks, Occasion
from vms.services.plan_grid import Grid, Level
from vms.services.recording_plans import PlanView
from vms.services.recording_wanted import Happening, connected, streams, wanted
from vms.video.gate import Order
from vms.video.motion_eye import Sight


@pytest.fixture
def box(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "school") as box:
        yield box


def _events(box: SchoolInABox) -> list[tuple[str, int, int | None, str]]:
    with box.catalogue.read():
        rows = list(FootageEvent.select().order_by(FootageEvent.id))
    return [(r.kind, r.start_us - NOON, None if r.end_us is None else r.end_us - NOON, r.source) for r in rows]


def test_motion_with_a_short_rest_is_one_event(box: SchoolInABox) -> None:
    camera, marks = box.cameras[0], FootageMarks(box.catalogue)
    marks.look({camera: Sight(False, NOON, 1)}, NOON)
    assert _events(box) == [] and marks.motion(camera) is None
    marks.look({camera: Sight(True, NOON + SECOND, 2)}, NOON + SECOND)
    assert _events(box) == [("motion", SECOND, None, "recorder")]
    rest = Sight(False, NOON + 5 * SECOND, 9)
    marks.look({camera: rest}, NOON + 6 * SECOND)
    assert marks.motion(camera) == Occasion(NOON + SECOND, NOON + 5 * SECOND)
    marks.look({camera: Sight(True, NOON + 8 * SECOND, 12)}, NOON + 8 * SECOND)
    assert marks.motion(camera) == Occasion(NOON + SECOND, None)
    over = Sight(False, NOON + 12 * SECOND, 20)
    marks.look({camera: over}, NOON + 17 * SECOND)
    marks.look({camera: over}, NOON + 18 * SECOND)
    marks.look({camera: over}, NOON + 90 * SECOND)
    assert _events(box) == [("motion", SECOND, 12 * SECOND, "recorder")]
    marks.look({camera: Sight(True, NOON + 91 * SECOND, 99)}, NOON + 91 * SECOND)
    marks.look({}, NOON + 93 * SECOND)  # nobody looks any more
    marks.look({}, NOON + 99 * SECOND)
    assert _events(box)[1] == ("motion", 91 * SECOND, 93 * SECOND, "recorder")


def test_what_a_killed_recorder_left_open_ends_at_its_last_beat(box: SchoolInABox) -> None:
    camera = box.cameras[0]
    FootageMarks(box.catalogue).look({camera: Sight(True, NOON, 1)}, NOON)
    with box.catalogue.write():
        RecorderStatus.create(camera=camera, state="recording", since_us=NOON, beat_us=NOON + MINUTE)
        FootageEvent.create(camera=camera, kind="alarm", start_us=NOON, source="alarm:7")
    FootageMarks(box.catalogue).adopt({camera})
    assert _events(box) == [("motion", 0, MINUTE, "recorder"), ("alarm", 0, None, "alarm:7")]


def test_alarms_of_all_pcs_become_events_once_and_losses_do_not(box: SchoolInABox) -> None:
    camera, other = box.cameras
    alarms = Alarms(box.catalogue, box.clock, box.audit, "PC-2")
    alarms.record([Sighting(camera, "covered", "", NOON), Sighting(other, "offline", "camera_silent", NOON)])
    for marks in (FootageMarks(box.catalogue), FootageMarks(box.catalogue)):  # the second one after a restart
        marks.mirror_alarms(NOON, set(box.cameras))
        marks.mirror_alarms(NOON, set(box.cameras))
        assert marks.alarm(camera) == Occasion(NOON, None) and marks.alarm(other) is None
    (alarm,) = alarms.running("tamper")
    assert _events(box) == [("alarm", 0, None, f"alarm:{alarm.id}")]
    alarms.record([], [Gone(alarm.id, NOON + MINUTE)])
    marks.mirror_alarms(NOON + MINUTE, set(box.cameras))
    assert _events(box) == [("alarm", 0, MINUTE, f"alarm:{alarm.id}")]
    assert marks.alarm(camera) == Occasion(NOON, NOON + MINUTE)


MOTION = Grid(Level.MOTION.value * 336)
OFF_BUT_MORNINGS = Grid(Level.OFF.value * 336).painted(range(0, 336, 48), Level.ALWAYS)


@pytest.mark.parametrize(
    ("plan", "seen", "expected"),
    [
        (PlanView(), Happening(motion=Occasion(NOON, None)), Order("continuous", NOON)),
        (PlanView(grid=MOTION), Happening(), Order("", NOON)),
        (PlanView(grid=MOTION), Happening(motion=Occasion(NOON - 9, None)), Order("motion", NOON - 9 - 5 * SECOND)),
        (PlanView(grid=MOTION, pre_s=0), Happening(motion=Occasion(NOON - 99, NOON - 9)), Order("motion", NOON - 99)),
        (PlanView(grid=MOTION), Happening(motion=Occasion(0, NOON - 10 * SECOND)), Order("", NOON)),
        (
            PlanView(grid=MOTION, post_s=20),
            Happening(Occasion(NOON - 1, None), Occasion(NOON - MINUTE, NOON - 19 * SECOND)),
            Order("alarm", NOON - MINUTE - 5 * SECOND),
        ),
        (PlanView(grid=MOTION), Happening(by_hand=Span(NOON - 7, NOON + 1)), Order("manual", NOON - 7)),
        (PlanView(grid=MOTION), Happening(by_hand=Span(NOON - 7, NOON)), Order("", NOON)),
        (PlanView(grid=OFF_BUT_MORNINGS), Happening(Occasion(NOON, None), Occasion(NOON, None)), Order("", NOON)),
        (PlanView(grid=OFF_BUT_MORNINGS), Happening(by_hand=Span(NOON, NOON + 1)), Order("manual", NOON)),
        (PlanView(grid=MOTION.painted([22], Level.ALWAYS)), Happening(), Order("schedule", NOON)),
    ],
)
def test_what_is_wanted_of_a_camera(plan: PlanView, seen: Happening, expected: Order) -> None:
    assert wanted(plan, NOON, seen) == expected


def test_a_camera_is_received_when_its_plan_or_a_person_asks_and_its_streams_are_those_it_has() -> None:
    off = PlanView("both", OFF_BUT_MORNINGS)
    assert not connected(off, NOON, None) and connected(off, NOON, Span(NOON, NOON + 1))
    assert connected(PlanView(grid=MOTION), NOON, None)
    assert streams(off, True) == ("main", "sub") and streams(off, False) == ("main",)
    assert streams(PlanView("sub"), True) == ("sub",) and streams(PlanView("sub"), False) == ("main",)
