from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.services.footage_on_disk import rows
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.errors import InvalidInput, NotAllowed
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span
from vms.models.recording import Gap, Segment
from vms.security.permissions import Role
from vms.services.retention import Retention, StoragePolicy

PLENTY = 1 << 50


@pytest.fixture
def box(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "school") as box:
        yield box


def _retention(box: SchoolInABox, free: int = PLENTY) -> Retention:
    return Retention(box.catalogue, box.clock, box.audit, box.holds, box.folder.recordings, lambda _: free)


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
    assert box.last_act().action == "footage_deleted"
    assert box.details() == {"segments": 2, "bytes": 2000, "start_us": old, "end_us": old + 2 * MINUTE}
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
    assert retention.step().only_held
    assert box.last_act().action == "storage_alarm"
    before = len(box.acts())
    assert retention.step().only_held and len(box.acts()) == before


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


MINUTES = st.integers(0, 30)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("record"), st.integers(0, 1), MINUTES),
        st.tuples(st.just("hold"), st.integers(0, 1), MINUTES, st.integers(1, 400)),
        st.tuples(st.just("release"), st.integers(0, 5)),
        st.tuples(st.just("purge"), st.sampled_from([0, PLENTY])),
        st.tuples(st.just("wait"), st.integers(0, 20)),
        st.tuples(st.just("quota"), st.integers(0, 8)),
    ),
    max_size=14,
)


@pytest.mark.logs("only_held_footage_left")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_no_order_of_acts_deletes_a_held_second(tmp_path_factory: pytest.TempPathFactory, acts: list[tuple]) -> None:
    with open_school(tmp_path_factory.mktemp("property")) as box:
        base = NOON - 29 * DAY
        holds: dict[int, tuple[int, Span]] = {}
        kept: dict[int, set[int]] = {camera: set() for camera in box.cameras}
        for act in acts:
            match act:
                case "record", camera, minute:
                    start = base + minute * MINUTE
                    if start not in _left_of(box, box.cameras[camera]):
                        rows(box, box.cameras[camera], [start])
                case "hold", camera, minute, seconds:
                    span = Span(base + minute * MINUTE, base + minute * MINUTE + seconds * SECOND)
                    view = box.holds.place(box.guard, [box.cameras[camera]], span, "giữ", None)
                    holds[view.id] = (box.cameras[camera], span)
                case "release", which if len(holds) > which:
                    number = list(holds)[which]
                    box.holds.release(box.board, number, "thôi")
                    del holds[number]
                case "purge", free:
                    for camera, span in holds.values():
                        kept[camera] |= {s for s in _left_of(box, camera) if Span(s, s + MINUTE).overlaps(span)}
                    _retention(box, free).step()
                    for camera, span in holds.values():
                        before = {s for s in kept[camera] if Span(s, s + MINUTE).overlaps(span)}
                        assert before <= _left_of(box, camera)
                case "wait", days:
                    box.clock.now += days * DAY
                case "quota", segments:
                    _retention(box).set_policy(box.board, StoragePolicy(segments * 1000, 0, 0))
        with box.catalogue.read():
            assert all((box.folder.recordings / row.path).exists() for row in Segment.select())


def _left_of(box: SchoolInABox, camera: int) -> set[int]:
    with box.catalogue.read():
        return {row.start_us for row in Segment.select().where(Segment.camera == camera)}
