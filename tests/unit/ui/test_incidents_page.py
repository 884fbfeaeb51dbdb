"""The incidents page over real services and real footage: written, submitted, returned, issued, voided, by key too."""

from __future__ import annotations

import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.unit.ui.filmed_school import Filmed, answering, filmed_school, key, until
from tests.unit.ui.written_incidents import click, fill, form, is_a, lines, new, opened, ready, shows, undo
from vms.core.hashing import sha256_bytes
from vms.services.incident_drafts import MeasureDraft
from vms.services.minutes_form import MinutesForm
from vms.services.school import SchoolProfile
from vms.ui.dialogs import ConfirmDialog
from vms.ui.incidents.dialogs import MeasureDialog, NewIncidentDialog, NoteDialog, PersonDialog
from vms.ui.incidents.page import IncidentsPage

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def filmed(qapp: object, tmp_path: Path) -> Iterator[Filmed]:
    with filmed_school(tmp_path) as made:
        profile = SchoolProfile("Trường Tiểu học Bình Minh", "UBND phường An Hòa", "THBM", "An Hòa", "", None, "")
        made.parts.school.set_profile(made.board, profile)
        yield made


# Writing


def test_a_new_incident_and_its_head(filmed: Filmed) -> None:
    page = IncidentsPage(filmed.parts, filmed.session(filmed.guard), filmed.navigator)
    filmed.show(page)
    with answering(fill(NewIncidentDialog, title="Người lạ vào cổng phụ", place="Cổng phụ")):
        click(page.view.list.new)
    shows(page, lambda view: view.title == "Người lạ vào cổng phụ" and view.place == "Cổng phụ")
    with answering(fill(NewIncidentDialog, title="Người lạ ở cổng phụ")):
        click(page.view.edit)
    shows(page, lambda view: view.title == "Người lạ ở cổng phụ")
    until(lambda: page.view.list._list.count() == 1)
    assert page.view.title.accessibleName() == "Người lạ ở cổng phụ"


def test_moments_people_and_measures_are_written_changed_removed_and_brought_back(filmed: Filmed) -> None:
    page = opened(filmed, new(filmed, "Ngã"))
    cards = (
        (page.view.course, "notes", NoteDialog, "text", "text"),
        (page.view.people, "people", PersonDialog, "name", "name"),
        (page.view.measures, "measures", MeasureDialog, "text", "text"),
    )
    for card, part, dialog, field, column in cards:
        with answering(fill(dialog, **{field: "Nguyễn Minh Khôi"})):
            click(card.add_button)
        shows(page, lambda view, part=part: len(getattr(view, part)) == 1)
        until(lambda card=card: len(lines(card)) == 1)
        line = lines(card)[0]
        line.setFocus()
        with answering(fill(dialog, **{field: "Nguyễn Minh Khang"})):
            key(line, K.Key_Return)
        shows(page, lambda view, p=part, c=column: getattr(getattr(view, p)[0], c) == "Nguyễn Minh Khang")
        until(lambda card=card: page.window().focusWidget() is lines(card)[0], 5)
        remove = lines(card)[0].findChildren(QWidget)[-1]
        assert remove.accessibleName() == "Bỏ"
        click(remove)
        shows(page, lambda view, part=part: not getattr(view, part))
        until(lambda: filmed.toasts)
        undo(filmed)
        shows(page, lambda view, part=part: len(getattr(view, part)) == 1)
        filmed.toasts.clear()
    # A pupil appears as initials.
    assert page.incident is not None
    assert page.incident.people[0].shown.startswith("N.M.K")


def test_a_measure_is_ticked_with_the_space_bar(filmed: Filmed) -> None:
    incident = new(filmed, "Ngã")
    filmed.parts.incidents.add_measure(filmed.guard, incident, MeasureDraft("Sơ cứu", "cô Vân", None, None))
    page = opened(filmed, incident)
    tick = lines(page.view.measures)[0].findChildren(QWidget)[0]
    tick.setFocus()
    key(tick, K.Key_Space)
    shows(page, lambda view: view.measures[0].done_us is not None)


def test_the_search_needs_no_accents(filmed: Filmed) -> None:
    first, _second = new(filmed, "Người lạ vào cổng phụ"), new(filmed, "Học sinh ngã")
    page = opened(filmed, first)
    QTest.keyClicks(page.view.list._search, "nguoi la")
    until(lambda: page.view.list._list.count() == 1)
    QTest.keyClicks(page.view.list._search, " khongco")
    until(lambda: page.view.list._list.count() == 0)
    assert page.view.list._none.isVisible()
    page.view.list._search.clear()
    until(lambda: page.view.list._list.count() == 2)
    page.view.list._list.setFocus()
    key(page, K.Key_Up)
    shows(page, lambda view: view.title == "Học sinh ngã")


# The minutes form


def test_the_form_saves_itself(filmed: Filmed) -> None:
    incident = new(filmed, "Ngã")
    page = opened(filmed, incident)
    minutes = page.view.minutes
    assert minutes.ended.text() == "Chưa ghi"
    minutes.damage.setFocus()
    QTest.keyClicks(minutes.damage, "Vo kinh")
    QTest.keyClicks(minutes.chair, ", chu toa")
    until(lambda: not minutes.unsaved)
    assert form(filmed, incident).damage == "Vo kinh"
    assert page.view.foot.saved.accessibleName().startswith("Đã tự lưu")
    minutes.end_now.click()
    until(lambda: form(filmed, incident).ended_us is not None)
    assert minutes.ended.isEnabled()


def test_what_is_typed_goes_to_the_incident_it_was_typed_for(filmed: Filmed) -> None:
    first, second = new(filmed, "Một"), new(filmed, "Hai")
    page = opened(filmed, first)
    minutes = page.view.minutes
    QTest.keyClicks(minutes.damage, "cua mot")
    page.show_incident(second)
    QTest.keyClicks(minutes.damage, " them")  # the first one's fields are still there
    assert minutes.damage.toPlainText() == "cua mot them"
    shows(page, lambda view: view.id == second)
    until(lambda: form(filmed, first).damage == "cua mot them")
    assert minutes.damage.toPlainText() == ""
    QTest.keyClicks(minutes.damage, "cua hai")
    page.show_incident(first)
    shows(page, lambda view: view.id == first)
    until(lambda: minutes.damage.toPlainText() == "cua mot them")
    until(lambda: form(filmed, second).damage == "cua hai")
    assert form(filmed, first).damage == "cua mot them"


def test_typing_goes_on_while_a_save_is_under_way(filmed: Filmed) -> None:
    incident = new(filmed, "Một")
    page = opened(filmed, incident)
    minutes, typed = page.view.minutes, ""
    for at in range(12):
        QTest.keyClicks(minutes.conclusion, f"chu {at} ")
        typed += f"chu {at} "
        minutes.flush()  # as if a second had passed
        end = time.monotonic() + 0.05
        while time.monotonic() < end:
            QApplication.processEvents()
        assert minutes.conclusion.toPlainText() == typed
    until(lambda: not minutes.unsaved)
    assert form(filmed, incident).conclusion == typed.strip()


@pytest.mark.parametrize("leave", ["deactivate", "shutdown"])
def test_leaving_the_page_at_once_loses_nothing(filmed: Filmed, leave: str) -> None:
    incident = new(filmed, "Một")
    page = opened(filmed, incident)
    QTest.keyClicks(page.view.minutes.damage, "a")
    page.view.minutes.flush()
    QTest.keyClicks(page.view.minutes.damage, "b")
    getattr(page, leave)()
    if leave == "deactivate":
        until(lambda: form(filmed, incident).damage == "ab")
    assert form(filmed, incident).damage == "ab"


def test_a_failed_save_keeps_what_was_typed(filmed: Filmed) -> None:
    incident = new(filmed, "Một")
    page = opened(filmed, incident)
    with filmed.catalogue.write():
        filmed.catalogue._database.execute_sql(
            "CREATE TRIGGER refuse BEFORE INSERT ON minutes BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    QTest.keyClicks(page.view.minutes.damage, "giu lai")
    page.view.minutes.flush()
    until(lambda: filmed.errors)
    filmed.errors.clear()
    page.reload()
    QTest.qWait(300)
    assert page.view.minutes.damage.toPlainText() == "giu lai"
    with filmed.catalogue.write():
        filmed.catalogue._database.execute_sql("DROP TRIGGER refuse")
    page.deactivate()
    until(lambda: form(filmed, incident).damage == "giu lai")


# Submitted, returned, issued, void


def test_the_way_to_issued_minutes(filmed: Filmed, tmp_path: Path) -> None:
    incident = new(filmed, "Học sinh ngã")
    page = opened(filmed, incident)
    foot = page.view.foot
    assert not foot.submit.isEnabled()
    until(lambda: foot.why.text().endswith("mục"))
    missing = filmed.parts.minutes.missing(filmed.guard, incident)
    assert foot.why.text() == f"Còn thiếu {len(missing)} mục"
    assert foot.why.toolTip().count("\n") == len(missing) - 1
    assert not foot.issue.isVisible()

    complete = ready(filmed)
    page.show_incident(complete)
    shows(page, lambda view: view.id == complete)
    until(lambda: foot.submit.isEnabled())
    QTest.keyClicks(page.view.minutes.conclusion, "Nhac nho")
    click(foot.submit)  # before the form saved itself
    shows(page, lambda view: view.state == "submitted")
    assert form(filmed, complete).conclusion == "Nhac nho"
    assert not page.view.minutes.isEnabled()
    assert not foot.issue.isVisible(), "the board decides"
    assert not foot.give_back.isVisible()

    board = opened(filmed, complete, filmed.board)
    with answering(lambda dialog: (dialog._reason.setText("Thiếu tên lớp"), dialog.accept())):
        click(board.view.foot.give_back)
    shows(board, lambda view: view.state == "verifying")
    filmed.parts.minutes.submit(filmed.guard, complete)
    board.reload()
    shows(board, lambda view: view.state == "submitted")
    with answering(lambda dialog: (is_a(dialog, ConfirmDialog), dialog.accept())):
        click(board.view.foot.issue)
    view = shows(board, lambda view: view.state == "issued")
    assert view.minutes is not None
    assert view.minutes.number == "01/BB-THBM"
    until(lambda: board._loaded is not None and board._loaded.issued)
    data = board.view.preview.pdf_bytes
    assert sha256_bytes(data) == view.minutes.sha256
    board.view.preview.save_to(tmp_path / "bien-ban.pdf")
    assert (tmp_path / "bien-ban.pdf").read_bytes() == data
    assert len(filmed.log("minutes_saved")) == 1
    with answering(lambda dialog: (dialog._reason.setText("Sai ngày"), dialog.accept())):
        click(board.view.foot.void)
    shows(board, lambda view: view.state == "verifying")


def test_pages_and_zoom_of_the_preview(filmed: Filmed) -> None:
    incident = ready(filmed)
    many = "\n".join(f"Dòng {at}" for at in range(90))
    filmed.parts.minutes.save_form(filmed.guard, incident, MinutesForm(conclusion=many))
    page = opened(filmed, incident)
    preview = page.view.preview
    until(lambda: preview.page_count >= 2)
    small = preview._paper.pixmap().width()
    click(preview._next)
    assert preview._where.accessibleName().startswith(f"Trang 2/{preview.page_count}")
    click(next(one for one in preview.findChildren(QWidget) if one.accessibleName() == "Phóng to"))
    assert preview._paper.pixmap().width() > small
    page.reload()
    QTest.qWait(400)
    assert preview._where.accessibleName().startswith("Trang 2/"), "a reload keeps the page"


def test_an_altered_document_is_said_and_its_incident_shown(filmed: Filmed) -> None:
    incident = ready(filmed)
    filmed.parts.minutes.submit(filmed.guard, incident)
    made = filmed.parts.minutes.issue(filmed.board, incident)
    path = filmed.parts.folder.evidence / made.path
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    path.write_bytes(path.read_bytes() + b" ")
    page = opened(filmed, incident, filmed.board)
    until(lambda: page.view.preview._paper.text())
    assert page.view.preview.pdf_bytes == b""
    assert not page.view.preview._save.isEnabled()
    assert page.view.title.accessibleName() == "Học sinh ngã"
