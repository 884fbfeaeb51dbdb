"""The window of a signed-in person: pages by role, lock, palette, keys, toasts, look, shutdown."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.unit.ui.shell_parts import PASSWORD, School, school, until
from vms.core.errors import DiskFull
from vms.core.instants import Span, time_text
from vms.services.accounts import Actor, Role
from vms.ui import i18n, theme
from vms.ui.actions import Command, matching
from vms.ui.bridge import Bridge
from vms.ui.controls import Button
from vms.ui.desktop import Desktop
from vms.ui.dialogs import ConfirmDialog, ErrorCard, Question
from vms.ui.main_window import MainWindow
from vms.ui.navigator import Toast
from vms.ui.settings.page import SettingsPage
from vms.ui.settings.wall import WallSection
from vms.ui.toasts import Toasts
from vms.ui.tokens import Scheme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def place(tmp_path: Path, qtbot: QtBot) -> Iterator[School]:
    with school(tmp_path) as made:
        yield made


@pytest.fixture
def desktop(place: School, qtbot: QtBot) -> Iterator[Desktop]:
    made = Desktop(place.parts.folder)
    made.show_sign_in(place.parts)
    made.show()
    yield made
    made.end()
    made.close()
    made.deleteLater()


def opened(desktop: Desktop, actor: Actor) -> MainWindow:
    window = desktop.open_session(actor)
    QApplication.processEvents()
    return window


def test_each_role_has_its_pages_and_opens_on_its_own(place: School, desktop: Desktop) -> None:
    guard = opened(desktop, place.guard)
    assert list(guard.entries) == ["wall", "archive", "incidents", "settings"]
    assert guard.current_page.key == "wall"
    assert theme.scheme() is Scheme.DARK
    technician = opened(desktop, place.it)
    assert technician.current_page.key == "cameras"
    assert theme.scheme() is Scheme.DARK
    board = opened(desktop, place.board)
    assert "cameras" in board.entries  # only the board takes a camera out of use
    assert board.current_page.key in ("desk", "incidents")
    assert theme.scheme() is Scheme.LIGHT


def test_pages_are_made_when_first_shown(place: School, desktop: Desktop) -> None:
    window = opened(desktop, place.it)
    assert list(window._pages) == ["cameras", "wall"]  # the wall counts the alarms
    window.rail.button("settings").click()
    assert window.current_page.key == "settings"
    assert not window.show_page("nowhere")


def test_ctrl_digits_follow_the_rail(place: School, desktop: Desktop, qtbot: QtBot) -> None:
    window = opened(desktop, place.it)
    with qtbot.waitActive(desktop):
        desktop.activateWindow()
    qtbot.keyClick(desktop, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page.key == list(window.entries)[4]


def test_the_lock_asks_for_the_password_and_opens_for_it(place: School, desktop: Desktop, qtbot: QtBot) -> None:
    window = opened(desktop, place.guard)
    window.lock()
    assert window.is_locked
    assert window._lock is not None
    assert not window._lock._opaque, "the guard's wall can be seen behind the lock"
    card = window._lock.card
    window.open_palette()
    assert window._overlay is None
    card.password.setText("wrong")
    card.submit()
    until(lambda: card.banner.isVisible())
    assert "Sai tên đăng nhập hoặc mật khẩu" in card.banner.text
    assert window.is_locked
    card.password.setText(PASSWORD.reveal())
    card.submit()
    until(lambda: not window.is_locked)
    assert window._stack.isEnabled()


def test_the_lock_hides_pages_that_are_not_the_wall(place: School, desktop: Desktop) -> None:
    window = opened(desktop, place.guard)
    window.show_page("settings")
    window.lock()
    assert window._lock is not None
    assert window._lock._opaque


def test_somebody_else_can_sign_in_over_the_lock(place: School, desktop: Desktop) -> None:
    window = opened(desktop, place.guard)
    window.lock()
    assert window._lock is not None
    window._lock.switch_wanted.emit()
    until(lambda: type(desktop.shown).__name__ == "SignInPage")


def test_the_palette_finds_without_marks(place: School, desktop: Desktop, qtbot: QtBot) -> None:
    window = opened(desktop, place.guard)
    palette = window.open_palette()
    assert palette is not None
    palette.search.setText("cau thang")
    assert [command.text for command in palette._shown] == ["Xem C12 Cầu thang B", "Xem lại C12 Cầu thang B"]
    palette.search.setText("cai dat")
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert window.current_page.key == "settings"


def test_matching_puts_beginnings_first() -> None:
    commands = [Command(text, "cctv", lambda: None) for text in ("Xem lại C04 Sân chính", "Sân sau", "Bếp")]
    assert [c.text for c in matching(commands, "san")] == ["Sân sau", "Xem lại C04 Sân chính"]
    assert matching(commands, "") == commands
    assert matching(commands, "khong co") == []


def test_escape_closes_what_lies_on_top_then_leaves_full_screen(place: School, desktop: Desktop) -> None:
    window = opened(desktop, place.guard)
    window.toggle_full_screen()
    assert not window.rail.isVisible()
    window.open_keys()
    window._escape()
    assert window._overlay is None
    assert not window.rail.isVisible()
    window._escape()
    assert window.rail.isVisible()


def test_theme_changes_at_once_and_language_builds_the_window_anew(place: School, desktop: Desktop) -> None:
    window = opened(desktop, place.guard)
    window.show_page("settings")
    settings = window.current_page
    assert isinstance(settings, SettingsPage)
    mine = settings.section("mine")
    mine.scheme.button(Scheme.LIGHT).click()  # type: ignore[attr-defined]
    until(lambda: theme.scheme() is Scheme.LIGHT)
    assert desktop.shown is window
    mine.language.button("en").click()  # type: ignore[attr-defined]
    until(lambda: desktop.shown is not window)
    again = desktop.shown
    assert isinstance(again, MainWindow)
    assert again.current_page.key == "settings"
    assert i18n.language() == "en"
    assert "Settings" in [label.text() for label in again.findChildren(QLabel)]
    until(lambda: place.parts.preferences.get(place.guard, "language") == "en")
    assert place.parts.preferences.get(place.guard, "theme") == "light"


def test_the_look_is_remembered_for_each_person(place: School, desktop: Desktop) -> None:
    place.parts.preferences.set(place.guard, "theme", "light")
    place.parts.preferences.set(place.guard, "text_scale", 125)
    opened(desktop, place.guard)
    assert (theme.scheme(), theme.text_scale()) == (Scheme.LIGHT, 125)
    assert desktop.place.last_user == "baove"
    again = Desktop(place.parts.folder)
    assert again.place.last_user == "baove"
    again.deleteLater()


def test_an_error_from_a_page_comes_in_three_parts(place: School, desktop: Desktop, qtbot: QtBot) -> None:
    window = opened(desktop, place.guard)
    window.navigator.fail(DiskFull(path="D:", need=1_200_000_000, free=310_000_000))
    cards = window.findChildren(ErrorCard)
    assert len(cards) == 1
    assert "Ổ đĩa đầy" in [label.text() for label in cards[0].findChildren(QLabel)]
    cards[0].close()


@pytest.mark.logs("unexpected")
def test_a_fault_of_the_program_is_logged_and_shown(place: School, desktop: Desktop) -> None:
    window = opened(desktop, place.guard)
    window.navigator.fail(ValueError("bug"))
    window.findChildren(ErrorCard)[0].close()


def test_a_request_for_a_page_nobody_opened_reaches_it(place: School, desktop: Desktop) -> None:
    window = opened(desktop, place.guard)
    heard: list[tuple[int, object]] = []
    make = window.entries["archive"].make

    def making(*arguments: object) -> QWidget:
        page = make(*arguments)  # type: ignore[arg-type]
        window.navigator.open_archive.connect(lambda camera, at: heard.append((camera, at)))
        return page

    object.__setattr__(window.entries["archive"], "make", making)
    camera = place.parts.cameras.all(place.guard)[0].id
    at = place.parts.clock.now_us()
    try:
        window.navigator.open_archive.emit(camera, at)
        assert window.current_page.key == "archive"
        assert heard == [(camera, at)]
        window.show_page("settings")
        window.navigator.open_archive.emit(camera, at)
        assert heard == [(camera, at)] * 2
    finally:
        object.__setattr__(window.entries["archive"], "make", make)


def test_alarms_are_quiet_until_there_are_some(place: School, desktop: Desktop) -> None:
    window = opened(desktop, place.it)
    assert window.top_bar.alarms.text() == "Không có báo động"
    window.navigator.alarms_changed.emit(2)
    assert window.top_bar.alarms.text() == "2 báo động"
    window.navigator.badge_changed.emit("cameras", 3)
    assert window.rail.button("cameras").accessibleDescription() == "3"


def nameless(root: QWidget) -> list[str]:
    """Visible controls that the keyboard reaches and a screen reader has no word for."""
    found = []
    for widget in root.findChildren(QWidget):
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        inner = isinstance(widget.parent(), QAbstractSpinBox | QComboBox) or isinstance(widget, QScrollArea)
        if reached and not inner:
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            if not (widget.accessibleName() or text or widget.toolTip()):
                found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def test_every_control_of_the_shell_has_a_name(place: School, desktop: Desktop) -> None:
    assert desktop.shown is not None
    assert nameless(desktop.shown) == []
    window = opened(desktop, place.board)
    assert nameless(window.top_bar) + nameless(window.rail) + nameless(window.current_page) == []
    window.show_page("settings")
    settings = window.current_page
    assert isinstance(settings, SettingsPage)
    for key in ("mine", "accounts", "school", "storage"):
        assert nameless(settings.section(key)) == [], key


def test_a_person_finds_the_window_where_it_was(place: School, desktop: Desktop) -> None:
    opened(desktop, place.guard)
    desktop.resize(1200, 700)
    desktop.sign_out()
    desktop.resize(1366, 690)
    opened(desktop, place.it)
    assert desktop.height() == 690
    opened(desktop, place.guard)
    assert desktop.height() == 700  # the offscreen screen is narrower than the window, so Qt cuts the width


def test_a_mark_from_a_page_becomes_a_bookmark(place: School, desktop: Desktop) -> None:
    window = opened(desktop, place.guard)
    camera, at = place.parts.cameras.all(place.guard)[0].id, place.parts.clock.now_us()
    window.navigator.mark.emit(camera, at)
    until(lambda: window.toasts.cards)
    assert window.toasts.cards[0].toast.title == "Đã đánh dấu"
    card, around = window.toasts.cards[0], Span(at - 1, at + 1)
    (mark,) = place.parts.archive.marks(place.guard, around)
    assert mark.instant_us == at and mark.note == "Đánh dấu trên tường hình"
    assert card.toast.detail == f"{mark.camera} · {time_text(at)}"
    undo = next(button for button in card.findChildren(Button) if button.text() == "Hoàn tác")
    undo.click()
    until(lambda: not place.parts.archive.marks(place.guard, around))


def test_it_switches_the_names_over_pictures(place: School, desktop: Desktop) -> None:
    window = opened(desktop, place.it)
    window.show_page("settings")
    settings = window.current_page
    assert isinstance(settings, SettingsPage)
    section = settings.section("wall")
    assert isinstance(section, WallSection)
    until(section.watermark.isEnabled)
    assert not section.watermark.isChecked()
    section.watermark.click()
    until(lambda: place.parts.watermark.on())
    section.watermark.setFocus()
    QTest.keyClick(section.watermark, Qt.Key.Key_Space)
    until(lambda: not place.parts.watermark.on())
    guard = opened(desktop, place.guard)
    guard.show_page("settings")
    assert isinstance(guard.current_page, SettingsPage)
    with pytest.raises(KeyError):
        guard.current_page.section("wall")


def test_undo_of_a_toast_runs_once_and_takes_it_away(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(800, 600)
    over.show()
    toasts, undone = Toasts(over), []
    card = toasts.show_toast(Toast("Đã giữ dữ liệu", "Đến 20/12/2026", "info", undo=lambda: undone.append(1)))
    assert card._timer.interval() == 10_000
    for _ in range(3):
        QApplication.processEvents()
    assert toasts.geometry().bottom() <= 600
    next(button for button in card.findChildren(Button) if button.text() == "Undo").click()
    assert undone == [1]
    assert toasts.cards == []


def test_the_oldest_toast_leaves_when_there_are_too_many(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    toasts = Toasts(over)
    for number in range(6):
        toasts.show_toast(Toast(str(number)))
    assert [card.toast.title for card in toasts.cards] == ["2", "3", "4", "5"]
    for card in toasts.cards:
        card.leave()
    assert not toasts.isVisible()


def test_a_question_waits_for_its_reason_and_puts_the_safe_choice_first(qtbot: QtBot) -> None:
    asked = Question("Thôi giữ đoạn này?", lost=["Sẽ bị xóa."], stays=["Bản trích xuất còn."], act="Thôi giữ",
                     keep="Giữ tiếp", ask_reason=True)  # fmt: skip
    dialog = ConfirmDialog(asked)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.keep_button.isDefault()
    assert dialog.keep_button.x() < dialog.act_button.x()
    assert not dialog.act_button.isEnabled()
    dialog._reason.setText("   ")
    assert not dialog.act_button.isEnabled()
    dialog._reason.setText(" Không liên quan ")
    dialog.act_button.click()
    assert dialog.result() == ConfirmDialog.DialogCode.Accepted
    assert dialog.reason == "Không liên quan"


def test_the_bridge_runs_in_order_on_the_gui_thread(qtbot: QtBot) -> None:
    bridge, ran = Bridge(), []

    def post_many() -> None:
        for number in range(50):
            bridge.post(lambda number=number: ran.append((number, threading.current_thread())))

    thread = threading.Thread(target=post_many)
    thread.start()
    thread.join()
    assert ran == []
    until(lambda: len(ran) == 50)
    assert [number for number, _thread in ran] == list(range(50))
    assert {where for _number, where in ran} == {threading.main_thread()}
    bridge.post(lambda: ran.append((99, threading.current_thread())))
    bridge.close()
    QApplication.sendPostedEvents(bridge, QEvent.Type.MetaCall.value)
    QApplication.processEvents()
    assert len(ran) == 50


def test_accounts_can_be_added_and_switched_off(place: School, desktop: Desktop) -> None:
    window = opened(desktop, place.board)
    window.show_page("settings")
    settings = window.current_page
    assert isinstance(settings, SettingsPage)
    section = settings.section("accounts")
    until(lambda: section.table.rowCount() == 3)  # type: ignore[attr-defined]
    form = section.open_new()  # type: ignore[attr-defined]
    form.name.setText("Trần Quốc Bảo")
    form.username.setText("baove")
    form.passwords.first.setText("mot hai ba bon nam sau")
    assert not form.submit.isEnabled()
    form.passwords.second.setText("mot hai ba bon nam sau")
    form.role.setCurrentIndex(form.role.findData(Role.GUARD_LEAD))
    form.submit.click()
    until(lambda: form.fields["username"].line == "Tên đăng nhập này đã có")
    form.username.setText("truongphong")
    form.submit.click()
    until(lambda: section.table.rowCount() == 4)  # type: ignore[attr-defined]
    at = next(i for i, user in enumerate(section._users) if user.username == "truongphong")  # type: ignore[attr-defined]
    section.table.selectRow(at)  # type: ignore[attr-defined]
    dialog = section.toggle()  # type: ignore[attr-defined]
    dialog._reason.setText("Nghỉ việc")
    dialog.act_button.click()
    until(lambda: any(not user.enabled for user in section._users))  # type: ignore[attr-defined]


def test_the_school_is_saved_and_shown_in_the_top_bar(place: School, desktop: Desktop) -> None:
    window = opened(desktop, place.board)
    window.show_page("settings")
    settings = window.current_page
    assert isinstance(settings, SettingsPage)
    section = settings.section("school")
    section.edits["name"].setText("Trường Tiểu học Bình Minh")  # type: ignore[attr-defined]
    section.edits["abbreviation"].setText("sai!")  # type: ignore[attr-defined]
    section.save.click()  # type: ignore[attr-defined]
    until(lambda: section._fields["abbreviation"].line)  # type: ignore[attr-defined]
    section.edits["abbreviation"].setText("THBM")  # type: ignore[attr-defined]
    section.save.click()  # type: ignore[attr-defined]
    until(lambda: place.parts.school.profile().name == "Trường Tiểu học Bình Minh")
    until(lambda: window.top_bar._school.accessibleName() == "Trường Tiểu học Bình Minh")
