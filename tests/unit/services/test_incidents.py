from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.errors import InvalidInput, NotAllowed
from vms.core.instants import DAY, MINUTE, SECOND, Span
from vms.security.permissions import Role
from vms.services.incident_drafts import IncidentDraft, MeasureDraft, NoteDraft, PersonDraft
from vms.services.incident_views import shown_name

FALL = IncidentDraft("Học sinh ngã tại cầu thang B", "accident", "Cầu thang B", NOON - 10 * MINUTE)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path) as box:
        yield box


def test_codes_run_within_the_calendar_year_of_the_school(school: SchoolInABox) -> None:
    assert [school.incidents.open(school.guard, FALL).code for _ in range(2)] == ["VV-2026-001", "VV-2026-002"]
    # 00:30 on 01/01/2027 in Viet Nam is still 2026 in Greenwich.
    school.clock.now = NOON + 38 * DAY + 13 * 60 * MINUTE + 30 * MINUTE
    assert school.incidents.open(school.guard, FALL).code == "VV-2027-001"


def test_one_click_on_the_wall_opens_holds_and_notes(school: SchoolInABox) -> None:
    camera = school.cameras[1]
    instant = NOON - 5 * SECOND
    view = school.incidents.open_from_wall(school.guard, camera, instant)
    assert view.title == "C04 Sân chính, 10:59:55 ngày 23/11/2026"
    assert [(note.at_us, note.camera) for note in view.notes] == [(instant, "C04 Sân chính")]
    asked = Span(NOON - DAY, NOON + DAY)
    assert school.holds.spans(camera, asked) == (Span(instant - 30 * SECOND, instant + 60 * SECOND),)
    assert view.hold_until_us == NOON + school.limits.value("hold_days") * DAY
    assert school.acts()[-2:] == ["incident_opened", "hold_placed"]


def test_the_hold_lasts_as_long_as_the_school_says(school: SchoolInABox) -> None:
    school.limits.set(school.board, "hold_days", 45, "Quyết định của Hiệu trưởng")
    view = school.incidents.open_from_wall(school.guard, school.cameras[0], NOON, seconds=120)
    assert view.hold_until_us == NOON + 45 * DAY
    assert school.holds.of_incident(view.id)[0].span.start == NOON - 120 * SECOND


def test_a_failed_opening_leaves_nothing_and_no_hole(school: SchoolInABox) -> None:
    with pytest.raises(InvalidInput):
        school.incidents.open_from_wall(school.guard, 4711, NOON)
    assert school.incidents.rows(school.guard) == []
    assert school.incidents.open(school.guard, FALL).code == "VV-2026-001"


def test_codes_have_no_gap_or_double_under_threads(school: SchoolInABox) -> None:
    def open_some() -> None:
        for _ in range(10):
            school.incidents.open(school.guard, FALL)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(open_some) for _ in range(2)]:
            done.result()
    codes = sorted(row.code for row in school.incidents.rows(school.guard))
    assert codes == [f"VV-2026-{n:03d}" for n in range(1, 21)]


def test_everything_in_it_can_be_changed_removed_and_brought_back(school: SchoolInABox) -> None:
    desk, guard = school.incidents, school.guard
    incident = desk.open(guard, FALL).id
    note = desk.add_note(guard, incident, NoteDraft(NOON, "Báo phụ huynh", "sổ trực"))
    early = desk.add_note(guard, incident, NoteDraft(NOON - MINUTE, "Ngã", camera_id=school.cameras[0]))
    person = desk.add_person(guard, incident, PersonDraft("Nguyễn Minh Khoa", True, "3A", "Bị ngã"))
    measure = desk.add_measure(guard, incident, MeasureDraft("Sơ cứu", "cô Vân", due_us=NOON + DAY))
    view = desk.get(guard, incident)
    assert [n.id for n in view.notes] == [early.id, note.id]
    assert view.people[0].shown == "N.M.K, lớp 3A"
    assert view.state == "verifying"
    assert desk.edit_note(guard, note.id, NoteDraft(NOON, "Báo hai phụ huynh")).text == "Báo hai phụ huynh"
    assert desk.edit_person(guard, person.id, PersonDraft("Nguyễn Minh Khôi", True, "3A")).shown == "N.M.K, lớp 3A"
    assert desk.set_measure_done(guard, measure.id, True).done_us == NOON
    assert desk.set_measure_done(guard, measure.id, False).done_us is None
    assert desk.edit_measure(guard, measure.id, MeasureDraft("Sơ cứu xong")).text == "Sơ cứu xong"
    desk.remove_note(guard, note.id)
    desk.remove_person(guard, person.id)
    desk.remove_measure(guard, measure.id)
    view = desk.get(guard, incident)
    assert ([n.id for n in view.notes], view.people, view.measures) == ([early.id], (), ())
    desk.restore_note(guard, note.id)
    desk.restore_person(guard, person.id)
    desk.restore_measure(guard, measure.id)
    view = desk.get(guard, incident)
    assert (len(view.notes), len(view.people), len(view.measures)) == (2, 1, 1)


@pytest.mark.parametrize(
    ("child", "room", "full", "shown"),
    [
        (True, "3A", False, "N.M.K, lớp 3A"),
        (True, "Lớp 3A", False, "N.M.K, Lớp 3A"),
        (True, "", False, "N.M.K"),
        (True, "3A", True, "Nguyễn Minh Khoa, lớp 3A"),
        (False, "3A", False, "Nguyễn Minh Khoa"),
    ],
)
def test_children_are_initials_and_class(child: bool, room: str, full: bool, shown: str) -> None:
    assert shown_name("Nguyễn Minh Khoa", child=child, class_name=room, full=full) == shown


def test_only_the_board_lets_a_childs_full_name_stand(school: SchoolInABox) -> None:
    desk = school.incidents
    incident = desk.open(school.guard, FALL).id
    named = PersonDraft("Nguyễn Minh Khoa", True, "3A", show_full_name=True)
    with pytest.raises(NotAllowed):
        desk.add_person(school.guard, incident, named)
    person = desk.add_person(school.guard, incident, replace(named, show_full_name=False))
    with pytest.raises(NotAllowed):
        desk.edit_person(school.guard, person.id, named)
    assert desk.edit_person(school.board, person.id, named).shown == "Nguyễn Minh Khoa, lớp 3A"
    # What the board allowed stays when others go on writing about the same child, not about another one.
    assert desk.edit_person(school.guard, person.id, replace(named, detail="xây xát")).show_full_name
    with pytest.raises(NotAllowed):
        desk.edit_person(school.guard, person.id, replace(named, name="Trần Bảo An"))


def test_search_needs_no_marks_and_forgets_what_was_removed(school: SchoolInABox) -> None:
    desk, guard = school.incidents, school.guard
    first = desk.open(guard, FALL).id
    second = desk.open(guard, replace(FALL, title="Xe máy va quẹt", place="Nhà để xe")).id
    note = desk.add_note(guard, second, NoteDraft(NOON, "Đường trơn"))
    assert [row.id for row in desk.rows(guard)] == [second, first]
    assert [row.id for row in desk.rows(guard, "cau thang")] == [first]
    assert [row.id for row in desk.rows(guard, "duong tron")] == [second]
    desk.remove_note(guard, note.id)
    assert desk.rows(guard, "duong tron") == []
    assert [row.id for row in desk.rows(guard, "VV-2026-002")] == [second]


def test_a_closed_incident_takes_nothing_until_reopened(school: SchoolInABox) -> None:
    desk, guard = school.incidents, school.guard
    incident = desk.open(guard, FALL).id
    assert desk.close(guard, incident, "Xong").closed_us == NOON
    for refused in (
        lambda: desk.add_note(guard, incident, NoteDraft(NOON, "x")),
        lambda: desk.set_header(guard, incident, FALL),
        lambda: desk.close(guard, incident),
    ):
        with pytest.raises(InvalidInput) as caught:
            refused()
        assert caught.value.reasons == {"state": "closed"}
    assert desk.rows(guard) == []
    assert [row.id for row in desk.rows(guard, open_only=False)] == [incident]
    assert desk.reopen(guard, incident).closed_us is None
    with pytest.raises(InvalidInput):
        desk.reopen(guard, incident)


def test_the_header_is_kept(school: SchoolInABox) -> None:
    incident = school.incidents.open(school.guard, FALL).id
    view = school.incidents.set_header(school.guard, incident, replace(FALL, title=" Hai em ngã "), ended_us=NOON)
    assert (view.title, view.ended_us) == ("Hai em ngã", NOON)


def test_empty_fields_are_named(school: SchoolInABox) -> None:
    desk, guard = school.incidents, school.guard
    incident = desk.open(guard, FALL).id
    for field, refused in (
        ("title", lambda: desk.open(guard, replace(FALL, title=" "))),
        ("text", lambda: desk.add_note(guard, incident, NoteDraft(NOON, " "))),
        ("name", lambda: desk.add_person(guard, incident, PersonDraft(""))),
        ("text", lambda: desk.add_measure(guard, incident, MeasureDraft(""))),
        ("incident", lambda: desk.get(guard, 4711)),
        ("note", lambda: desk.remove_note(guard, 4711)),
    ):
        with pytest.raises(InvalidInput) as caught:
            refused()
        assert set(caught.value.reasons) == {field}


def test_a_unit_sees_only_its_own_area(school: SchoolInABox) -> None:
    desk = school.incidents
    other = desk.open_from_wall(school.guard, school.cameras[0], NOON).id
    near = desk.open_from_wall(school.guard, school.cameras[1], NOON).id
    own = desk.open(school.unit, FALL).id
    assert [row.id for row in desk.rows(school.unit)] == [own, near]
    desk.add_note(school.unit, near, NoteDraft(NOON, "Đã nhắc các em"))
    for refused in (
        lambda: desk.get(school.unit, other),
        lambda: desk.add_note(school.unit, other, NoteDraft(NOON, "x")),
        lambda: desk.open_from_wall(school.unit, school.cameras[0], NOON),
    ):
        with pytest.raises(InvalidInput):
            refused()
    assert desk.open_from_wall(school.unit, school.cameras[1], NOON).hold_until_us is None
    finance = school.people[Role.FINANCE]
    for forbidden in (lambda: desk.rows(finance), lambda: desk.open(finance, FALL), lambda: desk.get(finance, own)):
        with pytest.raises(NotAllowed):
            forbidden()


def test_every_act_is_logged_and_the_chain_holds(school: SchoolInABox) -> None:
    desk, guard = school.incidents, school.guard
    incident = desk.open(guard, FALL).id
    person = desk.add_person(guard, incident, PersonDraft("Nguyễn Minh Khoa", True, "3A"))
    desk.remove_person(guard, person.id)
    assert school.acts() == ["incident_opened", "person_added", "person_removed"]
    assert "Khoa" not in school.last_act().details
    assert school.audit.verify() is None
