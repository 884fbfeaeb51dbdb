from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.errors import InvalidInput, NotAllowed
from vms.core.instants import DAY, HOUR, MINUTE, Span
from vms.security.permissions import Action, Grant, Role, grant

LESSON = Span(NOON - HOUR, NOON)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path) as box:
        yield box


@pytest.mark.parametrize("role", list(Role))
def test_who_may_hold_and_who_may_release(school: SchoolInABox, role: Role) -> None:
    actor = school.people[role]
    if grant(role, Action.HOLD) is Grant.ALL:
        hold = school.holds.place(actor, school.cameras, LESSON, "Trẻ ngã", NOON + DAY)
        assert hold.camera_ids == tuple(school.cameras)
    else:
        with pytest.raises(NotAllowed):
            school.holds.place(actor, school.cameras, LESSON, "Trẻ ngã", NOON + DAY)
        assert school.last_act().action == "refused"
        hold = school.holds.place(school.board, school.cameras, LESSON, "Trẻ ngã", NOON + DAY)
    if role is Role.BOARD:
        assert school.holds.release(actor, hold.id, "Đã xong").release_reason == "Đã xong"
        assert school.holds.spans(school.cameras[0], LESSON) == ()
    else:
        with pytest.raises(NotAllowed):
            school.holds.release(actor, hold.id, "Đã xong")
        assert school.holds.spans(school.cameras[0], LESSON) == (LESSON,)


def test_spans_are_clipped_merged_and_run_out(school: SchoolInABox) -> None:
    camera, other = school.cameras
    school.holds.place(school.guard, [camera], Span(NOON, NOON + 2 * MINUTE), "a", NOON + DAY)
    school.holds.place(school.guard, [camera], Span(NOON + MINUTE, NOON + 5 * MINUTE), "b", NOON + 2 * DAY)
    whole = Span(NOON + 30_000_000, NOON + HOUR)
    assert school.holds.spans(camera, whole) == (Span(whole.start, NOON + 5 * MINUTE),)
    assert school.holds.spans(other, whole) == ()
    school.clock.now += DAY
    assert school.holds.spans(camera, whole) == (Span(NOON + MINUTE, NOON + 5 * MINUTE),)
    assert [hold.reason for hold in school.holds.all(school.guard)] == ["b"]
    assert [hold.reason for hold in school.holds.all(school.guard, in_force=False)] == ["b", "a"]


def test_extending_never_keeps_less(school: SchoolInABox) -> None:
    hold = school.holds.place(school.guard, school.cameras[:1], LESSON, "a", NOON + 2 * DAY)
    wider = school.holds.extend(school.guard, hold.id, Span(NOON - MINUTE, NOON + MINUTE), NOON + DAY)
    assert (wider.span, wider.until_us) == (Span(LESSON.start, NOON + MINUTE), NOON + 2 * DAY)
    assert school.holds.extend(school.guard, hold.id, LESSON, None).until_us is None
    assert school.last_act().action == "hold_extended"


def test_what_cannot_be_held_is_named(school: SchoolInABox) -> None:
    with pytest.raises(InvalidInput) as caught:
        school.holds.place(school.guard, [], Span(NOON, NOON), " ", NOON)
    assert caught.value.reasons == {"cameras": "empty", "reason": "empty", "span": "empty", "until": "past"}
    with pytest.raises(InvalidInput) as caught:
        school.holds.place(school.guard, [4711], LESSON, "a", None)
    assert caught.value.reasons == {"cameras": "unknown"}


def test_a_hold_is_released_once_and_with_a_reason(school: SchoolInABox) -> None:
    hold = school.holds.place(school.guard, school.cameras, LESSON, "a", None)
    with pytest.raises(InvalidInput):
        school.holds.release(school.board, hold.id, "  ")
    school.holds.release(school.board, hold.id, "xong")
    with pytest.raises(InvalidInput):
        school.holds.release(school.board, hold.id, "lần nữa")
    assert school.last_act().reason == "xong"
