from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from tests.unit.services.search_school import SearchSchool
from vms.core.errors import InvalidInput, NotAllowed
from vms.core.instants import DAY, HOUR, MINUTE, Span

EVER = Span(0, NOON + DAY)


@pytest.fixture
def box(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "school") as box:
        yield box


@pytest.fixture
def school(box: SchoolInABox) -> SearchSchool:
    return SearchSchool(box)


def test_a_note_is_changed_found_by_its_new_words_and_changed_back(school: SearchSchool) -> None:
    box, marks = school.box, school.bookmarks
    mark = marks.add(box.guard, box.cameras[0], NOON - HOUR, "Hai học sinh ngã")
    changed = marks.edit(box.guard, mark.id, "  Ba học sinh   đánh nhau ")
    assert (changed.note, changed.instant_us, changed.by_id) == (
        "Ba học sinh đánh nhau",
        NOON - HOUR,
        box.guard.user_id,
    )
    assert box.last_act().action == "bookmark_changed"
    assert (box.details()["before"], box.details()["note"]) == ("Hai học sinh ngã", "Ba học sinh đánh nhau")
    assert [one.id for one in marks.of(box.cameras, EVER, "danh nhau")] == [mark.id]
    assert marks.of(box.cameras, EVER, "nga") == []
    marks.edit(box.guard, mark.id, mark.note)
    assert [one.note for one in marks.of(box.cameras, EVER, "nga hoc")] == ["Hai học sinh ngã"]


def test_words_are_found_from_their_beginning_only(school: SearchSchool) -> None:
    box, marks = school.box, school.bookmarks
    marks.add(box.guard, box.cameras[0], NOON - HOUR, "Đường vào cổng")
    assert len(marks.of(box.cameras, EVER, "duo con")) == 1
    assert marks.of(box.cameras, EVER, "uong") == []
    assert marks.of(box.cameras, EVER, '"* OR') == []


def test_only_the_own_note_or_the_boards_word(school: SearchSchool) -> None:
    box, marks = school.box, school.bookmarks
    mark = marks.add(box.guard, box.cameras[0], NOON - HOUR, "Xe lạ")
    assert (
        marks.may_change(box.guard, mark) and marks.may_change(box.board, mark) and not marks.may_change(box.it, mark)
    )
    with pytest.raises(NotAllowed):
        marks.edit(box.it, mark.id, "Xe quen")
    marks.edit(box.board, mark.id, "Xe phụ huynh")
    with pytest.raises(InvalidInput) as error:
        marks.edit(box.guard, mark.id, "a" * 501)
    assert error.value.reasons == {"note": "too_long"}
    marks.remove(box.board, mark.id)
    assert marks.of(box.cameras, EVER, "xe") == []
    with pytest.raises(InvalidInput):
        marks.edit(box.board, mark.id, "x")


def test_a_mark_on_held_footage_says_so(school: SearchSchool) -> None:
    box, marks = school.box, school.bookmarks
    inside = marks.add(box.guard, box.cameras[0], NOON - HOUR, "trong")
    marks.add(box.guard, box.cameras[1], NOON - HOUR, "camera khác")
    marks.add(box.guard, box.cameras[0], NOON - 3 * HOUR, "ngoài")
    assert not inside.held
    box.holds.place(box.guard, [box.cameras[0]], Span(NOON - HOUR - MINUTE, NOON - HOUR + MINUTE), "giữ", None)
    assert [(one.note, one.held) for one in marks.of(box.cameras, EVER)] == [
        ("ngoài", False), ("trong", True), ("camera khác", False),
    ]  # fmt: skip


def test_who_set_it_and_only_the_newest_when_there_are_too_many(school: SearchSchool) -> None:
    box, marks = school.box, school.bookmarks
    for at in range(6):
        marks.add(box.guard if at % 2 else box.board, box.cameras[0], NOON - at * MINUTE, f"số {at}")
    assert [one.note for one in marks.of(box.cameras, EVER, by=box.guard.user_id)] == ["số 5", "số 3", "số 1"]
    assert [one.note for one in marks.of(box.cameras, EVER, most=2)] == ["số 1", "số 0"]
