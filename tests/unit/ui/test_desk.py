"""The board's desk with real minutes and holds: sign, return, extend, release; figures of the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.unit.ui.shell_parts import School, school, until
from vms.core.instants import DAY, HOUR, MINUTE, Span, time_text
from vms.services.accounts import Actor
from vms.services.incident_drafts import IncidentDraft, NoteDraft, PersonDraft
from vms.services.minutes_form import Attendee, MinutesForm
from vms.services.recording import StorageView
from vms.ui import i18n
from vms.ui.controls import Button
from vms.ui.desk.cards import DecisionCard, health_lines, sent_text
from vms.ui.desk.page import DeskPage
from vms.ui.desk.state import Health, LogVerdict
from vms.ui.navigator import Navigator
from vms.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def place(tmp_path: Path, qtbot: QtBot) -> Iterator[School]:
    with school(tmp_path) as made:
        parts = made.parts
        profile = replace(parts.school.profile(), name="Trường Tiểu học Bình Minh", abbreviation="THBM")
        parts.school.set_profile(made.board, profile)
        yield made


def submitted(place: School) -> int:
    """An incident whose minutes the guard has handed to the board."""
    parts, guard = place.parts, place.guard
    now = parts.clock.now_us()
    draft = IncidentDraft("Xe máy va quẹt ở nhà để xe", "traffic", "Nhà để xe", now - HOUR)
    incident = parts.incidents.open(guard, draft).id
    parts.incidents.add_note(guard, incident, NoteDraft(now - HOUR, "Hai xe va vào nhau"))
    parts.incidents.add_person(guard, incident, PersonDraft("Trần Văn Nam", statement="Xe tôi đang lùi."))
    form = MinutesForm(
        started_us=now - 30 * MINUTE,
        ended_us=now - MINUTE,
        chair=Attendee("Lê Thị Minh Hà", "Hiệu trưởng"),
        secretary=Attendee("Nguyễn Văn Hùng", "Nhân viên bảo vệ"),
    )
    parts.minutes.save_form(guard, incident, form)
    assert parts.minutes.missing(guard, incident) == []
    parts.minutes.submit(guard, incident)
    return incident


def held(place: School, actor: Actor, days: int) -> int:
    parts = place.parts
    now = parts.clock.now_us()
    camera = parts.cameras.all(actor)[0].id
    return parts.holds.place(actor, [camera], Span(now - HOUR, now), "Khiếu nại KN-2026-003", now + days * DAY).id


@pytest.fixture
def page(place: School, qtbot: QtBot) -> Iterator[DeskPage]:
    made = DeskPage(place.parts, Session(place.board), Navigator())
    qtbot.addWidget(made)
    made.resize(1286, 642)
    yield made
    made.shutdown()


def shown(page: DeskPage) -> DeskPage:
    page.activate()
    until(lambda: page.state is not None)
    return page


def press(page: DeskPage, text: str) -> None:
    next(button for button in page.findChildren(Button) if button.text() == text).click()


def test_an_empty_desk_says_so(page: DeskPage) -> None:
    shown(page)
    assert page.heading.text() == "Không có việc chờ quyết định"
    assert not page.findChildren(DecisionCard)


def test_signing_gives_a_number_and_clears_the_card(page: DeskPage, place: School) -> None:
    incident = submitted(place)
    badges: list[tuple[str, int]] = []
    page.navigator.badge_changed.connect(lambda key, count: badges.append((key, count)))
    told: list[str] = []
    page.navigator.notified.connect(lambda toast: told.append(toast.detail))
    shown(page)
    assert page.heading.text() == "Có 1 việc chờ quyết định"
    assert badges[-1] == ("desk", 1)
    assert page.state is not None
    question = page.sign(page.state.minutes[0])
    question.act_button.click()
    until(lambda: page.state is not None and page.state.count == 0)
    view = place.parts.incidents.get(place.board, incident)
    assert view.minutes is not None
    assert view.minutes.number
    assert told == [view.minutes.number]
    assert badges[-1] == ("desk", 0)


def test_returning_needs_a_reason_and_the_incident_can_be_seen(page: DeskPage, place: School) -> None:
    incident = submitted(place)
    shown(page)
    assert page.state is not None
    asked: list[int] = []
    page.navigator.show_incident.connect(asked.append)
    press(page, "Xem")
    assert asked == [incident]
    dialog = page.give_back(page.state.minutes[0])
    assert not dialog.act_button.isEnabled()
    dialog._reason.setText("Thiếu lời trình bày")
    dialog.act_button.click()
    until(lambda: page.state is not None and page.state.count == 0)
    view = place.parts.incidents.get(place.board, incident)
    assert view.minutes is not None
    assert view.minutes.reason == "Thiếu lời trình bày"


def test_only_holds_that_end_soon_ask_for_a_decision(page: DeskPage, place: School) -> None:
    soon, _later = held(place, place.guard, 2), held(place, place.guard, 60)
    shown(page)
    assert page.state is not None
    assert [hold.hold_id for hold in page.state.holds] == [soon]
    page.extend(page.state.holds[0])
    until(lambda: page.state is not None and page.state.count == 0)
    kept = next(hold for hold in place.parts.holds.all(place.board) if hold.id == soon)
    assert kept.until_us is not None
    assert kept.until_us > place.parts.clock.now_us() + 30 * DAY


def test_letting_go_writes_the_reason(page: DeskPage, place: School) -> None:
    hold = held(place, place.guard, 2)
    shown(page)
    assert page.state is not None
    dialog = page.release(page.state.holds[0])
    dialog._reason.setText("Không liên quan vụ việc nào")
    dialog.act_button.click()
    until(lambda: page.state is not None and page.state.count == 0)
    gone = next(one for one in place.parts.holds.all(place.board, in_force=False) if one.id == hold)
    assert gone.release_reason == "Không liên quan vụ việc nào"


def test_the_day_in_figures(qapp: object) -> None:
    i18n.compile_translations()
    i18n.apply("vi")
    health = Health(18, 17, ("C14 Phòng Tin học",), StorageView(10**12, 0, 0, 34.2, None), 2, LogVerdict(None))
    lines = health_lines(health)
    assert lines[0] == (False, "17 / 18 camera tốt", "C14 Phòng Tin học")
    assert lines[1] == (True, "Ghi hình", "Còn chỗ cho 34 ngày")
    assert lines[3][0]
    broken = health_lines(replace(health, log=LogVerdict(7)))[3]
    assert (broken[0], broken[1]) == (False, "Nhật ký bị sửa")
    assert "7" in broken[2]
    noon = 1_795_395_600 * 1_000_000
    assert sent_text(noon, noon) == f"Gửi {time_text(noon)[:5]} hôm nay"
    assert sent_text(noon - DAY, noon) == "Gửi hôm qua"
    i18n.apply("en")
