from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.models.conftest import empty_postgresql, postgresql
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from tests.unit.services.search_school import SearchSchool
from vms.core.errors import InvalidInput, NotAllowed
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span
from vms.models.camera import Camera
from vms.models.recording import FootageEvent
from vms.security.permissions import Role
from vms.services.actor import Actor
from vms.services.alarm_views import Sighting, Verdict
from vms.services.alarms import Alarms
from vms.services.footage_search import FindQuery, Found
from vms.services.incidents import IncidentDraft

__all__ = ["empty_postgresql", "postgresql"]

REASON = "Rà soát"
WEEK = Span(NOON - 7 * DAY, NOON + SECOND)


@pytest.fixture(params=["sqlite", "postgresql"])
def school(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchSchool]:
    where = "" if request.param == "sqlite" else request.getfixturevalue("empty_postgresql")
    with open_school(tmp_path / "school", where) as box:
        fill(box)
        yield SearchSchool(box)


def event(box: SchoolInABox, camera: int, kind: str, start: int, end: int | None, source: str = "recorder") -> None:
    with box.catalogue.write():
        FootageEvent.create(camera=camera, kind=kind, start_us=start, end_us=end, source=source)


def fill(box: SchoolInABox) -> None:
    """One of each in the last hours on C03, older ones on C04."""
    first, second = box.cameras
    with box.catalogue.write():
        Camera.update(purposes="security,equipment").where(Camera.id == first).execute()
    event(box, first, "motion", NOON - 2 * HOUR, NOON - 2 * HOUR + MINUTE)
    event(box, second, "motion", NOON - 50 * HOUR, NOON - 50 * HOUR + MINUTE)
    event(box, first, "alarm", NOON - 90 * MINUTE, None, "camera")
    alarms = Alarms(box.catalogue, box.clock, box.audit, "PC-1")
    alarms.record([Sighting(first, "covered", "", NOON - HOUR)])
    event(box, first, "alarm", NOON - HOUR, None, "alarm:1")
    alarms.acknowledge(box.guard, 1, Verdict.FALSE, "Lá cây che ống kính")
    SearchSchool(box).bookmarks.add(box.guard, first, NOON - 30 * MINUTE, "Học sinh ngã ở cổng phụ")
    SearchSchool(box).bookmarks.add(box.board, second, NOON - 49 * HOUR, "Đoàn kiểm tra")
    incident = box.incidents.open(box.guard, IncidentDraft("Ngã xe đạp", "accident", "Sân", NOON - 48 * HOUR))
    box.holds.place(
        box.guard, [second], Span(NOON - 49 * HOUR, NOON - 47 * HOUR), "sự việc", None, incident.id
    )  # fmt: skip


def found(school: SearchSchool, actor: Actor | None = None, **how: object) -> list[Found]:
    query = FindQuery(WEEK, **how)  # type: ignore[arg-type]
    return list(school.events.find(actor or school.box.board, query, REASON).items)


def kinds(items: list[Found]) -> list[tuple[str, str]]:
    return [(item.kind, item.camera[:3]) for item in items]


def test_everything_in_one_list_newest_first(school: SearchSchool) -> None:
    items = found(school)
    assert kinds(items) == [
        ("bookmark", "C03"), ("alarm", "C03"), ("alarm", "C03"), ("motion", "C03"),
        ("incident", "C04"), ("bookmark", "C04"), ("motion", "C04"),
    ]  # fmt: skip
    assert all(item.playable for item in items)
    alarm, incident, mark = items[1], items[4], items[5]
    assert (alarm.text, alarm.code, alarm.by) == ("Lá cây che ống kính", "covered", "Nguyễn Văn Hùng")
    assert (incident.code, incident.text.partition(" · ")[2]) == ("accident", "Ngã xe đạp")
    assert (mark.by, mark.held) == ("Lê Thị Minh Hà", True)
    act = school.box.last_act()
    assert (act.action, act.reason, school.box.details()["found"]) == ("footage_searched", REASON, 7)


FILTERS: list[tuple[dict[str, object], list[str]]] = [
    ({"kinds": frozenset({"motion"})}, ["motion", "motion"]),
    ({"kinds": frozenset({"bookmark", "incident"})}, ["bookmark", "incident", "bookmark"]),
    ({"text": "nga"}, ["bookmark", "incident"]),
    ({"text": "NGÃ xe"}, ["incident"]),
    ({"text": "la che ong"}, ["alarm"]),
    ({"text": "kiem tra"}, ["bookmark"]),
    ({"text": "không có gì"}, []),
    ({"purpose": "equipment"}, ["bookmark", "alarm", "alarm", "motion"]),
    ({"purpose": "teaching"}, []),
    ({"kinds": frozenset()}, []),
]


def test_filters(school: SearchSchool) -> None:
    for how, expected in FILTERS:
        assert [item.kind for item in found(school, **how)] == expected, how


def test_by_camera_area_and_person(school: SearchSchool) -> None:
    box, second = school.box, school.box.cameras[1]
    assert kinds(found(school, camera_ids=frozenset({second}))) == [
        ("incident", "C04"), ("bookmark", "C04"), ("motion", "C04"),
    ]  # fmt: skip
    area = next(view.area_id for view in school.cameras.every() if view.id == second)
    assert found(school, area_id=area) == found(school, camera_ids=frozenset({second}))
    assert [item.kind for item in found(school, by_id=box.guard.user_id)] == ["bookmark", "alarm", "incident"]
    assert (box.guard.user_id, "Nguyễn Văn Hùng") in school.events.people(box.board)


def test_a_guard_finds_the_last_hours_and_no_older_footage(school: SearchSchool) -> None:
    items = found(school, school.box.guard)
    assert kinds(items) == [
        ("bookmark", "C03"), ("alarm", "C03"), ("alarm", "C03"), ("motion", "C03"), ("incident", "C04"),
    ]  # fmt: skip
    assert [item.playable for item in items] == [True, True, True, True, False]


def test_it_finds_footage_only_of_what_is_held_for_an_incident(school: SearchSchool) -> None:
    items = found(school, school.box.it)
    assert [(item.kind, item.playable) for item in items] == [("alarm", False), ("incident", True), ("bookmark", True)]


def test_who_plays_nothing_back_finds_nothing(school: SearchSchool) -> None:
    with pytest.raises(NotAllowed):
        found(school, school.box.people[Role.FINANCE])
    assert school.box.last_act().action == "refused"
    # A unit sees its own area's cameras, and of their footage what an open incident holds.
    own = found(school, school.box.unit)
    assert [(item.kind, item.camera[:3]) for item in own] == [("incident", "C04"), ("bookmark", "C04")]


def test_without_a_reason_or_a_span_nothing_is_searched(school: SearchSchool) -> None:
    with pytest.raises(InvalidInput) as error:
        school.events.find(school.box.board, FindQuery(WEEK), " ")
    assert error.value.reasons == {"reason": "reason_missing"}
    for span, reason in ((Span(NOON, NOON), "empty"), (Span(0, NOON), "too_long")):
        with pytest.raises(InvalidInput) as error:
            school.events.find(school.box.board, FindQuery(span), REASON)
        assert error.value.reasons == {"span": reason}


def test_a_long_list_is_cut_and_says_so(school: SearchSchool) -> None:
    box = school.box
    for at in range(30):
        event(box, box.cameras[at % 2], "motion", NOON - at * MINUTE, NOON - at * MINUTE + SECOND)
    cut = school.events.find(box.board, FindQuery(WEEK, kinds=frozenset({"motion"})), REASON, most=10)
    assert cut.more and len(cut.items) == 10
    assert [item.start_us for item in cut.items] == [NOON - at * MINUTE for at in range(10)]
