"""The panel of export jobs over real services: states in words, by mouse and by keys, in the whole window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.unit.ui.filmed_school import Filmed, answering, filmed_school, key, until
from vms.core.instants import SECOND, Span
from vms.services.clip_jobs import ClipJobView
from vms.services.incident_drafts import IncidentDraft
from vms.ui.dialogs import ConfirmDialog
from vms.ui.incidents.page import IncidentsPage
from vms.ui.jobs.panel import JobCard, JobsPanel
from vms.ui.main_window import MainWindow
from vms.ui.session import Session

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def filmed(qapp: object, tmp_path: Path) -> Iterator[Filmed]:
    with filmed_school(tmp_path) as made:
        yield made


@pytest.fixture
def window(filmed: Filmed) -> Iterator[MainWindow]:
    made = MainWindow(filmed.parts, Session(filmed.board))
    made.resize(1366, 690)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    made.shutdown()
    made.close()
    made.deleteLater()


def ask(filmed: Filmed, span: Span | None = None, *codes: str) -> ClipJobView:
    incident = filmed.parts.incidents.open(filmed.board, IncidentDraft("Ngã", "accident", "Sân", filmed.start)).id
    wanted = span or Span(filmed.start + 2 * SECOND, filmed.start + 6 * SECOND)
    cameras = [filmed.camera(code).id for code in codes or ("C04",)]
    return filmed.parts.clip_jobs.ask(filmed.board, cameras, wanted, incident, "Xác minh")


def panel_of(window: MainWindow) -> JobsPanel:
    assert window.boards.jobs is not None
    panel = window.boards.jobs.panel
    assert panel is not None
    return panel


def words(widget: QWidget) -> str:
    labels = [one.toolTip() or one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    return "\n".join([*labels, widget.accessibleName()])


def card_of(window: MainWindow, job: ClipJobView) -> JobCard:
    return next(card for card in panel_of(window).cards if card.job.id == job.id)


def test_from_the_top_bar_to_a_clip_that_is_done(filmed: Filmed, window: MainWindow) -> None:
    QTest.mouseClick(window.top_bar.jobs, Qt.MouseButton.LeftButton)
    panel = panel_of(window)
    assert panel.isVisible()
    assert "Chưa có việc trích xuất" in words(panel)
    until(lambda: window.boards.jobs and window.boards.jobs.desk._known is not None)
    job = ask(filmed, Span(filmed.start + 30 * SECOND, filmed.start + 65 * SECOND))
    until(lambda: panel.cards and panel.cards[0].job.state == "done")
    said = words(panel.cards[0])
    for part in (
        "C04 Sân chính",
        "Xong, đã đọc lại",
        "Có được",
        "không có ghi hình: 09:40:40 – 09:41:00",
        job.incident,
    ):
        assert part in said, said
    assert not panel.cards[0].cancel.isVisibleTo(panel)
    until(lambda: window.toasts.cards)
    assert job.incident in window.toasts.cards[-1].toast.title
    QTest.mouseClick(panel.cards[0].incident, Qt.MouseButton.LeftButton)
    page = window.current_page
    assert isinstance(page, IncidentsPage)
    until(lambda: page.incident is not None and len(page.incident.evidence) == 1)


def test_the_open_incident_shows_a_clip_as_soon_as_it_is_evidence(filmed: Filmed, window: MainWindow) -> None:
    until(lambda: window.boards.jobs and window.boards.jobs.desk._known is not None)
    incident = filmed.parts.incidents.open(filmed.board, IncidentDraft("Ngã", "accident", "Sân", filmed.start)).id
    window.navigator.show_incident.emit(incident)
    page = window.current_page
    assert isinstance(page, IncidentsPage)
    until(lambda: page.incident is not None and page.incident.id == incident)
    span = Span(filmed.start + SECOND, filmed.start + 3 * SECOND)
    filmed.parts.clip_jobs.ask(filmed.board, [filmed.camera().id], span, incident)
    until(lambda: page.incident is not None and len(page.incident.evidence) == 1)


def test_what_failed_says_why_and_is_tried_again_by_key(filmed: Filmed, window: MainWindow) -> None:
    job = ask(filmed, None, "C04", "C12")
    key(window, K.Key_J, Qt.KeyboardModifier.ControlModifier)
    panel = panel_of(window)
    until(lambda: panel.cards and panel.cards[0].job.state == "failed")
    card = card_of(window, job)
    until(lambda: "Chưa trích được" in words(card) and "C12 Cầu thang B" in words(card))
    assert "C12 Cầu thang B không có" in words(card), words(card)
    filmed.film(filmed.parts.folder.root.parent, "C12", [filmed.start])
    card.retry.setFocus()
    key(panel, K.Key_Space)
    until(lambda: card.job.state == "done")
    assert len(filmed.parts.evidence.of_incident(filmed.board, job.incident_id)) == 2
    key(panel, K.Key_Escape)
    until(lambda: window.boards.jobs and window.boards.jobs.panel is None)


def test_a_job_is_cancelled_after_a_question(filmed: Filmed, window: MainWindow) -> None:
    later = filmed.parts.clock.now_us() + 60 * SECOND
    job = ask(filmed, Span(later - 70 * SECOND, later))  # waits until its end has been recorded
    window.navigator.show_jobs.emit()
    panel = panel_of(window)
    until(lambda: panel.cards)
    until(lambda: "1" in window.top_bar.jobs.text())
    card = card_of(window, job)
    with answering(lambda dialog: (isinstance(dialog, ConfirmDialog), dialog.reject())):
        QTest.mouseClick(card.cancel, Qt.MouseButton.LeftButton)
    assert filmed.parts.clip_jobs.get(filmed.board, job.id).state == "waiting"
    with answering(lambda dialog: dialog.act_button.click()):
        QTest.mouseClick(card.cancel, Qt.MouseButton.LeftButton)
    until(lambda: card.job.state == "cancelled")
    until(lambda: window.top_bar.jobs.text() == "")
    assert window.toasts.cards == []


def test_the_folder_is_opened_and_custody_says_so(
    filmed: Filmed, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()))
    ask(filmed)
    window.navigator.show_jobs.emit()
    panel = panel_of(window)
    until(lambda: panel.cards and panel.cards[0].job.state == "done")
    QTest.mouseClick(panel.cards[0].folder, Qt.MouseButton.LeftButton)
    until(lambda: asked)
    assert Path(asked[0]).name == "original"
    (item,) = panel.cards[0].job.parts[0].items
    assert filmed.parts.evidence.custody(filmed.board, item.id)[-1].action == "opened"


def test_every_button_is_reached_by_tab_and_has_a_word(filmed: Filmed, window: MainWindow) -> None:
    ask(filmed, None, "C04", "C12")
    window.navigator.show_jobs.emit()
    panel = panel_of(window)
    until(lambda: panel.cards and panel.cards[0].job.state == "failed")
    panel.close_button.setFocus()
    reached: list[QWidget] = []
    focus = panel.focusWidget()
    while focus is not None and focus not in reached:
        reached.append(focus)
        panel.focusNextChild()
        focus = panel.focusWidget()
    card = panel.cards[0]
    for button in (card.incident, card.folder, card.retry, panel.close_button):
        assert button in reached
        assert button.text()


def test_who_may_not_cut_has_no_jobs(filmed: Filmed) -> None:
    """Finance sees no button; nothing asks for what it may not see."""
    from vms.core.redact import Secret
    from vms.services.accounts import Role, UserDraft

    password = Secret("bon con meo xanh ngoai san")
    filmed.parts.accounts.create(filmed.board, UserDraft("ketoan", "Phạm Thị Lan", Role.FINANCE), password)
    finance = filmed.parts.accounts.sign_in("ketoan", password)
    made = MainWindow(filmed.parts, Session(finance))
    made.show()
    try:
        assert made.boards.jobs is None
        assert not made.top_bar.jobs.isVisible()
        key(made, K.Key_J, Qt.KeyboardModifier.ControlModifier)
    finally:
        made.shutdown()
        made.close()
        made.deleteLater()


def test_a_locked_or_kiosk_window_opens_no_panel(filmed: Filmed, window: MainWindow) -> None:
    window.navigator.show_jobs.emit()
    assert panel_of(window).isVisible()
    window.lock()
    until(lambda: window.boards.jobs and window.boards.jobs.panel is None)
    window.navigator.show_jobs.emit()
    assert window.boards.jobs is not None and window.boards.jobs.panel is None
    window._unlock()
    window.set_kiosk(True)
    assert not window.top_bar.jobs.isVisible()
    key(window, K.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert window.boards.jobs.panel is None
    window.set_kiosk(False)
    assert window.top_bar.jobs.isVisible()
