"""Files from outside on the screen: picker, drop, dialog, the real media process, custody; by mouse and by keys."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from tests.footage import encode
from tests.unit.services.test_imports import phone_clip
from tests.unit.ui.filmed_school import Filmed, answering, filmed_school, key, until
from vms.core.errors import InvalidInput, NotVideo
from vms.core.instants import MINUTE, SECOND, time_text
from vms.services.imports import ImportDraft
from vms.services.incident_drafts import IncidentDraft
from vms.ui.dialogs import CardDialog
from vms.ui.imports.board import ImportsBoard
from vms.ui.imports.dialogs import TakeInDialog, TimeDialog
from vms.ui.imports.panel import ImportsPanel
from vms.ui.incidents.page import IncidentsPage
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
    made.navigator.error_raised.disconnect(made.show_error)
    made.navigator.error_raised.connect(filmed.errors.append)
    made.resize(1366, 690)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    made.shutdown()
    made.close()
    made.deleteLater()


def board_of(window: MainWindow) -> ImportsBoard:
    assert window.boards.imports is not None
    return window.boards.imports


def panel_of(window: MainWindow) -> ImportsPanel:
    panel = board_of(window).panel
    assert panel is not None
    return panel


def words(widget: QWidget) -> str:
    return "\n".join(one.toolTip() or one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def an_incident(filmed: Filmed) -> int:
    return filmed.parts.incidents.open(filmed.board, IncidentDraft("Ngã", "accident", "Sân", filmed.start)).id


def bring(filmed: Filmed, folder: Path, incident: int | None = None, name: str = "Clip chị Lan.mp4") -> int:
    draft = ImportDraft("Chị Lan", claimed_us=filmed.start, said_by="Chị Lan", incident_id=incident)
    return filmed.parts.imports.take_in(filmed.board, phone_clip(folder / name), draft).id


def test_from_the_picker_to_a_picture_at_the_claimed_time(
    filmed: Filmed, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = phone_clip(tmp_path / "Điện thoại" / "Clip sân trường.mp4")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(source)], ""))
    incident = an_incident(filmed)
    window.navigator.show_imports.emit(incident)
    panel = panel_of(window)
    until(lambda: "Chưa có tệp từ bên ngoài" in words(panel))

    def fill(dialog: TakeInDialog) -> None:
        assert isinstance(dialog, TakeInDialog)
        assert "H264 · 256×64 · 30 hình/giây · 2 giây" in words(dialog)
        assert dialog.incident.currentData() == incident
        assert not dialog.act_button.isEnabled()
        QTest.keyClicks(dialog.brought_by, "Chi Lan")
        assert not dialog.act_button.isEnabled(), "a time needs somebody's word"
        QTest.keyClicks(dialog.time.said_by, "Chi Lan")
        dialog.time.claimed.set_instant(filmed.start)
        dialog.time.offset.setValue(60)
        assert dialog.act_button.isEnabled()
        QTest.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

    with answering(fill):
        QTest.mouseClick(panel.add, Qt.MouseButton.LeftButton)
    until(lambda: panel.list.count() == 1 and panel.player.pane.has_picture)
    view = panel.current
    assert view is not None and view.start_us == filmed.start - MINUTE
    frame = panel.player.pane._frame
    assert frame is not None and abs(frame.instant_us - (filmed.start - MINUTE)) < SECOND // 10
    assert time_text(filmed.start - MINUTE) in words(panel)
    panel.player.setFocus()
    key(panel, K.Key_Space)
    until(lambda: (panel.player.position_us or 0) > SECOND // 3)
    key(panel, K.Key_Space)
    assert not panel.player.playing
    panel.player.seek(3 * SECOND // 2)
    until(lambda: abs((panel.player.position_us or 0) - 3 * SECOND // 2) < SECOND // 5)
    assert [act.action for act in filmed.parts.imports.acts(filmed.board, view.id)] == ["imported", "opened"]
    key(panel, K.Key_Escape)
    until(lambda: board_of(window).panel is None)
    assert panel.player._player is None, "nothing plays on unseen"


def test_an_incident_that_is_not_there_is_said_and_nothing_opens(filmed: Filmed, window: MainWindow) -> None:
    window.navigator.show_imports.emit(77)
    assert board_of(window).panel is None
    (error,) = filmed.errors
    assert isinstance(error, InvalidInput)
    filmed.errors.clear()


def drop(widget: QWidget, *paths: Path) -> bool:
    """As the system does: enter, then drop; whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_dropped_on_an_incident_it_is_offered_for_it_and_counted_there(
    filmed: Filmed, window: MainWindow, tmp_path: Path
) -> None:
    incident = an_incident(filmed)
    window.navigator.show_incident.emit(incident)
    page = window.current_page
    assert isinstance(page, IncidentsPage)
    until(lambda: page.incident is not None)
    assert page.view.evidence.foreign.text() == "Tệp bên ngoài"
    assert not drop(page, tmp_path), "a folder is no file"

    def fill(dialog: TakeInDialog) -> None:
        assert dialog.incident.currentData() == incident
        dialog.brought_by.setText("Chị Lan")
        dialog.time.known.setChecked(False)
        dialog.act_button.click()

    with answering(fill):
        assert drop(page, phone_clip(tmp_path / "a.mp4"))
    until(lambda: page.view.evidence.foreign.text() == "Tệp bên ngoài (1)")
    assert page.view.evidence.export.isVisibleTo(page)
    assert "Chưa ai cho biết giờ quay" in panel_of(window).list.item(0).text()


def test_dropped_on_playback_and_nothing_said(filmed: Filmed, window: MainWindow, tmp_path: Path) -> None:
    window.show_page("archive")
    with answering(lambda dialog: dialog.reject()):
        assert drop(window.current_page, phone_clip(tmp_path / "a.mp4"))
    until(lambda: not board_of(window).takes._busy)
    assert filmed.parts.imports.imports(filmed.board) == ()


def test_a_file_that_does_not_play_is_kept_only_when_one_says_so(
    filmed: Filmed, window: MainWindow, tmp_path: Path
) -> None:
    note, empty = tmp_path / "ghi chép.txt", tmp_path / "rỗng.mp4"
    note.write_text("Em thấy hai bạn xô nhau.", "utf-8")
    empty.touch()
    window.navigator.show_imports.emit(0)
    panel = panel_of(window)

    def fill(dialog: TakeInDialog) -> None:
        assert "Đây không phải video" in words(dialog)
        dialog.brought_by.setText("Em Khoa")
        assert not dialog.act_button.isEnabled()
        dialog.as_file.click()
        dialog.act_button.click()

    with answering(fill):
        assert drop(panel, empty, note)
    until(lambda: panel.list.count() == 1)
    assert not panel.player.play.isEnabled()
    assert "Đây không phải video" in panel.player.pane._message[1]
    (error,) = filmed.errors
    assert isinstance(error, NotVideo) and error.values["reason"] == "empty"
    filmed.errors.clear()


def test_the_very_same_file_is_offered_to_the_incident(filmed: Filmed, window: MainWindow, tmp_path: Path) -> None:
    number, incident = bring(filmed, tmp_path), an_incident(filmed)
    twin = tmp_path / "copy.mp4"
    shutil.copy(tmp_path / "Clip chị Lan.mp4", twin)
    window.navigator.show_imports.emit(incident)

    def fill(dialog: TakeInDialog) -> None:
        dialog.brought_by.setText("Chị Lan")
        dialog.time.known.setChecked(False)
        dialog.act_button.click()

    with answering(fill):
        board_of(window).take([twin], incident)
    until(lambda: window.toasts.cards)
    toast = window.toasts.cards[-1].toast
    assert (toast.title, toast.detail) == ("Tệp này đã có trong máy", "Clip chị Lan.mp4")
    assert toast.act is not None
    toast.act()
    until(lambda: [view.id for view in filmed.parts.imports.imports(filmed.board, incident_id=incident)] == [number])


def test_a_large_copy_shows_how_far_it_is_and_is_stopped(filmed: Filmed, window: MainWindow, tmp_path: Path) -> None:
    large = phone_clip(tmp_path / "large.mp4")
    with large.open("r+b") as file:
        file.truncate(3_000_000_000)
    window.navigator.show_imports.emit(0)
    panel = panel_of(window)

    def fill(dialog: TakeInDialog) -> None:
        dialog.brought_by.setText("Chị Lan")
        dialog.time.known.setChecked(False)
        dialog.act_button.click()

    with answering(fill):
        board_of(window).take([large], None)
    until(lambda: panel._card is not None and panel._card._bar.value() > 0)
    assert panel._card is not None
    panel._card.canceled.emit()
    until(lambda: not board_of(window).takes._busy and panel._card is None)
    assert filmed.parts.imports.imports(filmed.board) == ()
    assert not list(filmed.parts.folder.evidence.rglob("*.part"))


def test_time_is_corrected_and_custody_has_both(filmed: Filmed, window: MainWindow, tmp_path: Path) -> None:
    number = bring(filmed, tmp_path)
    window.navigator.show_imports.emit(0)
    panel = panel_of(window)
    until(lambda: panel.current is not None)

    def fill(dialog: TimeDialog) -> None:
        assert isinstance(dialog, TimeDialog)
        dialog.time.claimed.set_instant(filmed.start + 5 * MINUTE)
        dialog.time.said_by.setText("Cô Trang")
        dialog.note.setText("xem lại đồng hồ")
        dialog.act_button.click()

    panel.time.setFocus()
    with answering(fill):
        key(panel, K.Key_Space)
    until(lambda: panel.current is not None and panel.current.said_by == "Cô Trang")
    shown: list[str] = []

    def read(dialog: CardDialog) -> None:
        shown.append(words(dialog))
        dialog.reject()

    with answering(read):
        QTest.mouseClick(panel.custody, Qt.MouseButton.LeftButton)
    assert "Chị Lan" in shown[0] and "Cô Trang" in shown[0] and "xem lại đồng hồ" in shown[0]
    QTest.mouseClick(panel.check, Qt.MouseButton.LeftButton)
    until(lambda: any(card.toast.title == "Mã băm khớp" for card in window.toasts.cards))
    assert filmed.parts.imports.acts(filmed.board, number)[-1].action == "verified"


def test_the_strip_leads_from_file_to_file_by_time(filmed: Filmed, window: MainWindow, tmp_path: Path) -> None:
    first = bring(filmed, tmp_path)
    draft = ImportDraft("Tiệm đối diện", claimed_us=filmed.start + 30 * MINUTE, said_by="Chủ tiệm")
    later = filmed.parts.imports.take_in(filmed.board, encode(tmp_path / "nvr.avi", range(50)), draft).id
    window.navigator.show_imports.emit(0)
    panel = panel_of(window)
    until(lambda: panel.list.count() == 2)
    QTest.mouseClick(panel.strip, Qt.MouseButton.LeftButton, pos=panel.strip.box(first).center().toPoint())
    assert panel.current is not None and panel.current.id == first
    panel.strip.setFocus()
    key(panel, K.Key_Right)
    assert panel.current.id == later
    until(lambda: panel.player.pane.has_picture)
    key(panel, K.Key_Left)
    assert panel.current.id == first


def test_an_incidents_own_files_and_all(filmed: Filmed, window: MainWindow, tmp_path: Path) -> None:
    incident = an_incident(filmed)
    bring(filmed, tmp_path)
    window.navigator.show_imports.emit(incident)
    panel = panel_of(window)
    until(lambda: len(panel._all) == 1)
    assert panel.list.count() == 0
    assert panel.scope is not None
    panel.scope.button(False).click()
    assert panel.list.count() == 1
    QTest.mouseClick(panel.link, Qt.MouseButton.LeftButton)
    until(lambda: panel.current is not None and panel.current.incidents)
    assert panel.link.text().startswith("Gỡ khỏi")
    QTest.mouseClick(panel.link, Qt.MouseButton.LeftButton)
    until(lambda: panel.current is not None and not panel.current.incidents)
    undo = window.toasts.cards[-1].toast.undo
    assert undo is not None
    undo()
    until(lambda: panel.current is not None and panel.current.incidents)


def test_everything_is_reached_by_tab_and_has_a_name(filmed: Filmed, window: MainWindow, tmp_path: Path) -> None:
    bring(filmed, tmp_path, an_incident(filmed))
    window.navigator.show_imports.emit(1)
    panel = panel_of(window)
    until(lambda: panel.current is not None)
    panel.add.setFocus()
    reached: list[QWidget] = []
    focus = panel.focusWidget()
    while focus is not None and focus not in reached:
        reached.append(focus)
        panel.focusNextChild()
        focus = panel.focusWidget()
    wanted = (panel.list, panel.player.play, panel.player.slider, panel.time, panel.check, panel.custody, panel.strip)
    for one in wanted:
        assert one in reached, one
    nameless = [one for one in reached if not (one.accessibleName() or getattr(one, "text", str)())]
    assert nameless == []
