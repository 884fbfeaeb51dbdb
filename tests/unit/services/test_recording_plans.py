"""Plans of recording, on SQLite and on the database that several PCs share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.models.conftest import empty_postgresql, postgresql
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.errors import InvalidInput, NotAllowed
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span
from vms.models.camera import Camera
from vms.models.recording import FootageEvent
from vms.services.plan_grid import Grid, Level, slots_between
from vms.services.recording import RecordingState
from vms.services.recording_plans import DEFAULT, PlanView, RecordingPlans

__all__ = ["empty_postgresql", "postgresql"]

NIGHTS_OFF = Grid().painted(slots_between((0, 40), (6, 47)), Level.OFF)  # nothing from 20:00 on


@pytest.fixture(params=["sqlite", "postgresql"])
def box(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SchoolInABox]:
    where = request.getfixturevalue("empty_postgresql") if request.param == "postgresql" else ""
    with open_school(tmp_path / "school", where) as box:
        yield box


@pytest.fixture
def plans(box: SchoolInABox) -> RecordingPlans:
    return RecordingPlans(box.catalogue, box.clock, box.audit)


def test_a_plan_holds_from_the_moment_it_is_set_and_the_earlier_ones_stay_known(
    box: SchoolInABox, plans: RecordingPlans
) -> None:
    camera, other = box.cameras
    assert plans.of(camera) == DEFAULT and plans.every() == {}
    plans.set(box.it, {camera: replace(DEFAULT, grid=NIGHTS_OFF)}, "Theo QĐ 21")
    box.clock.now += 2 * DAY
    plans.set(box.it, {camera: replace(DEFAULT, pre_s=8)})
    box.clock.now += 2 * DAY
    assert plans.every() == {camera: replace(DEFAULT, pre_s=8)} and plans.of(other) == DEFAULT
    evening = NOON + 9 * HOUR  # 20:00
    found = plans.timetable([camera, other]).unplanned(Span(NOON - 2 * DAY, box.clock.now))
    assert found == {camera: tuple(Span(evening + day * DAY, evening + 4 * HOUR + day * DAY) for day in range(2))}
    assert plans.timetable([other]).unplanned(Span(NOON - DAY, box.clock.now)) == {}
    assert box.acts()[-2:] == ["recording_plan_changed"] * 2
    assert box.details()["changed"] == {"pre_s": [5, 8], "week": [" ".join(["40c 8-"] * 7), "336c"]}


def test_recording_less_or_people_s_voices_needs_a_reason_and_nothing_at_all_is_refused(
    box: SchoolInABox, plans: RecordingPlans
) -> None:
    camera = box.cameras[0]
    for plan in (replace(DEFAULT, grid=NIGHTS_OFF), replace(DEFAULT, sound=True)):
        with pytest.raises(InvalidInput) as refused:
            plans.set(box.it, {camera: plan}, "  ")
        assert refused.value.reasons == {"reason": "reason_missing"}
    nothing = Grid(Level.OFF.value * 336)
    with pytest.raises(InvalidInput) as empty:
        plans.set(box.it, {camera: PlanView("both", nothing, 31, 0)}, "why")
    assert empty.value.reasons == {
        "streams": "no_sub_stream", "pre": "out_of_range", "post": "out_of_range", "grid": "plan_empty",
    }  # fmt: skip
    assert plans.every() == {}
    plans.set(box.it, {camera: replace(DEFAULT, sound=True)}, "Phòng họp, theo QĐ 21")
    plans.set(box.it, {camera: DEFAULT})
    assert plans.of(camera) == DEFAULT


def test_several_cameras_get_their_plans_together_or_not_at_all(box: SchoolInABox, plans: RecordingPlans) -> None:
    first, second = box.cameras
    with box.catalogue.write():
        Camera.update(sub_url="rtsp://192.168.1.2/sub").where(Camera.id == first).execute()
    both = replace(DEFAULT, streams="both")
    with pytest.raises(InvalidInput):
        plans.set(box.it, {first: both, second: both})
    assert plans.every() == {}
    plans.set(box.it, {first: both})
    assert plans.of(first).streams == "both" and plans.of(first).lead == "main"
    with pytest.raises(InvalidInput) as stranger:
        plans.set(box.it, {999: DEFAULT})
    assert stranger.value.reasons == {"camera": "camera_unknown"}


def test_only_it_plans_and_guards_record_by_hand(box: SchoolInABox, plans: RecordingPlans) -> None:
    camera = box.cameras[0]
    for actor in (box.board, box.guard, box.unit):
        with pytest.raises(NotAllowed):
            plans.set(actor, {camera: replace(DEFAULT, pre_s=1)})
    with pytest.raises(NotAllowed):
        plans.record_now(box.unit, camera, 5)
    until = plans.record_now(box.guard, camera, 5)
    assert until == NOON + 5 * MINUTE and plans.by_hand(box.cameras) == {camera: Span(NOON, until)}
    box.clock.now += MINUTE
    assert plans.record_now(box.guard, camera, 10) == NOON + 11 * MINUTE
    with box.catalogue.read():
        assert FootageEvent.select().count() == 1  # it was made longer
    assert plans.end_now(box.guard, camera) and not plans.end_now(box.guard, camera)
    assert plans.by_hand(box.cameras) == {}
    with box.catalogue.read():
        row = FootageEvent.select().get()
    assert (row.kind, row.start_us, row.end_us) == ("manual", NOON, NOON + MINUTE)
    assert box.acts()[-3:] == ["recording_by_hand_begun", "recording_by_hand_begun", "recording_by_hand_ended"]


def test_a_recording_by_hand_ends_by_itself_and_the_board_s_off_counts_for_more(
    box: SchoolInABox, plans: RecordingPlans
) -> None:
    camera, other = box.cameras
    plans.record_now(box.guard, camera, 5)
    box.clock.now += 5 * MINUTE - SECOND
    assert camera in plans.by_hand(box.cameras)
    box.clock.now += SECOND
    assert plans.by_hand(box.cameras) == {}
    with box.catalogue.write():
        Camera.update(record=False).where(Camera.id == other).execute()
    for asked, reasons in (((other, 5), {"camera": "recording_off"}), ((camera, 0), {"minutes": "out_of_range"})):
        with pytest.raises(InvalidInput) as refused:
            plans.record_now(box.guard, *asked)
        assert refused.value.reasons == reasons
    assert RecordingState(box.catalogue, box.folder, box.clock).all()[camera].by_hand is None
