from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.services.footage_on_disk import rows
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.errors import InvalidInput, NotAllowed
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span
from vms.models.recording import Gap, Segment
from vms.security.permissions import Role
from vms.services.kept import Kept
from vms.services.retention import ONLY_HELD, OTHER_FILES, Retention, StoragePolicy
from vms.services.retention_policy import CameraPolicy

PLENTY = 1 << 50


@pytest.fixture
def box(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "school") as box:
        yield box


def _kept(box: SchoolInABox) -> Kept:
    return Kept(box.catalogue, box.clock, box.audit)


def _retention(box: SchoolInABox, free: int = PLENTY) -> Retention:
    return Retention(box.catalogue, box.clock, box.audit, _kept(box), box.folder.recordings, lambda _: free)


def _left(box: SchoolInABox) -> list[int]:
    with box.catalogue.read():
        return [row.start_us for row in Segment.select().order_by(Segment.start_us)]


def _files(box: SchoolInABox) -> int:
    return len(list(box.folder.recordings.rglob("*.mp4")))


def test_old_footage_goes_with_its_file_and_leaves_a_line_in_the_log(box: SchoolInABox) -> None:
    old, young = NOON - 31 * DAY, NOON - 29 * DAY
    rows(box, box.cameras[0], [old, old + MINUTE, young])
    assert _retention(box).step().segments == 2
    assert _left(box) == [young] and _files(box) == 1
    assert box.last_act().action == "footage_deleted" and box.last_act().reason == "age"
    assert box.details() == {
        "day": "2026-10-23", "segments": 2, "bytes": 2000, "start_us": old, "end_us": old + 2 * MINUTE,
        "whole_day": True,
    }  # fmt: skip
    assert _retention(box).step().segments == 0


def test_held_footage_stays_to_the_second(box: SchoolInABox) -> None:
    old = NOON - 40 * DAY
    rows(box, box.cameras[0], [old + n * MINUTE for n in range(5)])
    rows(box, box.cameras[1], [old])
    held = Span(old + 2 * MINUTE - 1, old + 3 * MINUTE + 1)
    hold = box.holds.place(box.guard, [box.cameras[0]], held, "đơn khiếu nại", None)
    _retention(box).step()
    assert _left(box) == [old + n * MINUTE for n in (1, 2, 3)]
    box.holds.release(box.board, hold.id, "đã giải quyết")
    _retention(box).step()
    assert _left(box) == []


def test_a_segment_inside_an_open_gap_stays(box: SchoolInABox) -> None:
    old = NOON - 40 * DAY
    rows(box, box.cameras[0], [old])
    with box.catalogue.write():
        Gap.create(camera=box.cameras[0], start_us=old + 30 * SECOND, reason="clock_jumped")
    assert _retention(box).step().segments == 0


def test_over_quota_the_oldest_goes_first_and_each_camera_keeps_its_last_day(box: SchoolInABox) -> None:
    first, second = box.cameras
    rows(box, first, [NOON - 3 * DAY, NOON - 2 * DAY, NOON - HOUR])
    rows(box, second, [NOON - 2 * DAY + HOUR, NOON - 2 * HOUR])
    retention = _retention(box)
    retention.set_policy(box.board, StoragePolicy(quota_bytes=3000, floor_bytes=0))
    assert retention.step().segments == 2
    assert _left(box) == [NOON - 2 * DAY + HOUR, NOON - 2 * HOUR, NOON - HOUR]
    retention.set_policy(box.board, StoragePolicy(quota_bytes=1000, floor_bytes=0))
    assert retention.step().segments == 1
    assert retention.step().segments == 0
    assert _left(box) == [NOON - 2 * HOUR, NOON - HOUR]


@pytest.mark.logs("only_held_footage_left")
def test_a_full_disk_takes_even_the_last_day_but_nothing_held(box: SchoolInABox) -> None:
    rows(box, box.cameras[0], [NOON - HOUR, NOON - 2 * HOUR])
    box.holds.place(box.guard, [box.cameras[0]], Span(NOON - HOUR, NOON - HOUR + SECOND), "sự việc", None)
    retention = _retention(box, free=0)
    assert retention.step().segments == 1
    assert _left(box) == [NOON - HOUR]
    assert retention.step().trouble == ONLY_HELD
    assert box.last_act().action == "storage_alarm"
    before = len(box.acts())
    assert retention.step().trouble and len(box.acts()) == before


def test_a_deletion_cut_off_half_way_is_finished(box: SchoolInABox) -> None:
    (number,) = rows(box, box.cameras[0], [NOON - HOUR])
    with box.catalogue.write():
        Segment.update(state="deleting").where(Segment.id == number).execute()
    _retention(box).step()
    assert _left(box) == [] and _files(box) == 0


def test_who_may_change_the_policy(box: SchoolInABox) -> None:
    for role in (Role.GUARD, Role.GUARD_LEAD, Role.IT, Role.FINANCE, Role.UNIT):
        with pytest.raises(NotAllowed):
            _retention(box).set_policy(box.people[role], StoragePolicy())
    with pytest.raises(InvalidInput):
        _retention(box).set_policy(box.board, StoragePolicy(quota_bytes=-1))


def test_a_day_is_told_once_however_many_steps_it_took(box: SchoolInABox) -> None:
    old = NOON - 31 * DAY
    rows(box, box.cameras[0], [old + n * MINUTE for n in range(3)])
    rows(box, box.cameras[0], [old - DAY])
    box.holds.place(box.guard, [box.cameras[0]], Span(old - DAY, old - DAY + 1), "giữ", None)
    box.clock.now -= 2 * MINUTE  # one a minute comes of age
    retention = _retention(box)
    before = len(box.acts())
    for _ in range(3):
        box.clock.now += MINUTE
        retention.step()
    assert box.acts()[before:] == ["footage_deleted"]
    assert box.details()["segments"] == 3 and box.details()["whole_day"] is True
    rows(box, box.cameras[0], [old - DAY + HOUR])
    retention.step()
    assert len(box.acts()) == before + 1
    box.clock.now += DAY + MINUTE  # the rest of that day is held: what has gone is told after a day
    retention.step()
    assert box.details()["day"] == "2026-10-22" and box.details()["whole_day"] is False


def test_a_camera_has_its_own_days_quota_and_last_hours(box: SchoolInABox) -> None:
    first, second = box.cameras
    retention = _retention(box)
    policies = retention.policies
    rows(box, first, [NOON - 10 * DAY, NOON - 4 * DAY])
    rows(box, second, [NOON - 10 * DAY, NOON - 4 * DAY, NOON - 3 * DAY, NOON - HOUR])
    policies.set_camera(box.board, first, CameraPolicy(days=5))
    assert box.last_act().action == "camera_retention_changed"
    assert retention.step().segments == 1
    assert _left(box) == [NOON - 10 * DAY, NOON - 4 * DAY, NOON - 4 * DAY, NOON - 3 * DAY, NOON - HOUR]
    policies.set_camera(box.board, second, CameraPolicy(quota_bytes=1000, keep_hours=3 * 24 + 1))
    assert retention.step().segments == 2  # 4 000 bytes over a quota of 1 000, but the last three days stay
    assert _left(box) == [NOON - 4 * DAY, NOON - 3 * DAY, NOON - HOUR]
    policies.set_camera(box.board, second, CameraPolicy(quota_bytes=1000))
    assert retention.step().segments == 1 and retention.step().segments == 0
    assert _left(box) == [NOON - 4 * DAY, NOON - HOUR]
    policies.set_camera(box.board, second, CameraPolicy())
    assert policies.own() == {first: CameraPolicy(days=5)}


def test_a_camera_s_policy_is_the_board_s_and_makes_sense(box: SchoolInABox) -> None:
    policies = _retention(box).policies
    for role in (Role.GUARD, Role.GUARD_LEAD, Role.IT, Role.FINANCE, Role.UNIT):
        with pytest.raises(NotAllowed):
            policies.set_camera(box.people[role], box.cameras[0], CameraPolicy())
    for policy, field in (
        (CameraPolicy(days=0), "days"),
        (CameraPolicy(quota_bytes=-1), "quota_bytes"),
        (CameraPolicy(days=1, keep_hours=25), "keep_hours"),
    ):
        with pytest.raises(InvalidInput) as caught:
            policies.set_camera(box.board, box.cameras[0], policy)
        assert set(caught.value.reasons) == {field}
    with pytest.raises(InvalidInput):
        policies.set_camera(box.board, 99, CameraPolicy(days=3))
    assert policies.own() == {}


def test_a_review_that_is_not_closed_keeps_its_footage(box: SchoolInABox) -> None:
    old = NOON - 40 * DAY
    rows(box, box.cameras[0], [old, old + MINUTE])
    kept = _kept(box)
    kept.keep("review:7", [box.cameras[0]], Span(old + MINUTE, old + 2 * MINUTE))
    retention = _retention(box)
    assert retention.step().segments == 1 and _left(box) == [old + MINUTE]
    assert [(one.source, one.camera_id) for one in kept.all(NOON)] == [("review:7", box.cameras[0])]
    assert kept.let_go("review:7") == 1 and kept.let_go("review:7") == 0
    retention.step()
    assert _left(box) == []
    with pytest.raises(InvalidInput):
        kept.keep("review:8", [], Span(0, 1))


def test_a_hold_placed_while_deleting_is_cut_off_saves_what_is_still_there(box: SchoolInABox) -> None:
    old = NOON - 40 * DAY
    numbers = rows(box, box.cameras[0], [old, old + MINUTE])
    with box.catalogue.write():
        Segment.update(state="deleting").where(Segment.id.in_(numbers)).execute()
    box.holds.place(box.guard, [box.cameras[0]], Span(old, old + SECOND), "sự việc", None)
    _retention(box).step()
    assert _left(box) == [old] and _files(box) == 1


@pytest.mark.logs("disk_full_of_other_files")
def test_another_folder_s_footage_is_left_to_its_recorder(box: SchoolInABox) -> None:
    (number,) = rows(box, box.cameras[0], [NOON - 40 * DAY])
    with box.catalogue.write():
        Segment.update(storage="elsewhere").where(Segment.id == number).execute()
    done = _retention(box, free=0).step()
    assert done.segments == 0 and done.trouble == OTHER_FILES
    assert len(_left(box)) == 1
