"""Kiosk mode: the wall and nothing else, until somebody with the right opens it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.ui.shell_parts import PASSWORD, School, school, until
from vms.core.errors import NotAllowed, SignInRefused
from vms.core.instants import Span
from vms.core.redact import Secret
from vms.services.accounts import Action
from vms.ui.desktop import Desktop
from vms.ui.main_window import MainWindow
from vms.ui.settings.page import SettingsPage
from vms.ui.wall.page import WallPage

pytestmark = pytest.mark.qt_log_ignore("does not support")


@pytest.fixture
def place(tmp_path: Path, qtbot: QtBot) -> Iterator[School]:
    with school(tmp_path) as made:
        yield made


@pytest.fixture
def desktop(place: School) -> Iterator[Desktop]:
    made = Desktop(place.parts.folder)
    made.show_sign_in(place.parts)
    made.show()
    yield made
    made.end()
    made.close()
    made.deleteLater()


def _kiosk(place: School, desktop: Desktop) -> MainWindow:
    place.parts.school.set_kiosk_for_guards(place.board, True)
    window = desktop.open_session(place.guard)
    desktop.activateWindow()
    QApplication.processEvents()
    return window


def _frameless(desktop: Desktop) -> bool:
    return bool(desktop.windowFlags() & Qt.WindowType.FramelessWindowHint)


def _acts(place: School) -> list[tuple[str, str]]:
    found = place.parts.audit.entries(place.board, Span(0, 2**60))
    return [(one.action, one.result) for one in reversed(found) if one.action == "kiosk_left"]  # oldest first


def test_a_guard_sees_the_wall_the_clock_and_the_alarms(place: School, desktop: Desktop) -> None:
    window = _kiosk(place, desktop)
    assert desktop.isFullScreen() and _frameless(desktop)
    page = window.current_page
    assert isinstance(page, WallPage) and page.wall.isVisible()
    assert window.top_bar.clock.isVisible() and window.top_bar.alarms.isVisible()
    assert not (window.rail.isVisible() or page.bar.isVisible() or page.dock.isVisible())
    assert not window.top_bar._user.isVisible()


def test_no_key_and_no_way_round_leaves_it(place: School, desktop: Desktop, qtbot: QtBot) -> None:
    window = _kiosk(place, desktop)
    page = window.current_page
    assert isinstance(page, WallPage)
    qtbot.keyClick(page.wall, Qt.Key.Key_Escape)
    assert desktop.door is None and desktop.isFullScreen()
    for digit in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4):
        qtbot.keyClick(desktop, digit, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page is page and window.open_palette() is None
    window.navigator.show_page.emit("settings")
    window.navigator.show_incident.emit(1)
    window.navigator.open_archive.emit(1, 1)
    assert window.current_page is page
    window.navigator.window_wanted.emit()
    assert window.walls is not None and not window.walls.windows
    desktop.setWindowState(Qt.WindowState.WindowMinimized)
    until(desktop.isFullScreen)
    desktop.close()
    assert desktop.isVisible() and desktop.door is not None
    qtbot.keyClick(desktop.door.card.username, Qt.Key.Key_Escape)
    until(lambda: desktop.door is None)
    assert desktop.isFullScreen() and _frameless(desktop)


def test_a_password_of_somebody_with_the_right_opens_it(place: School, desktop: Desktop, qtbot: QtBot) -> None:
    window = _kiosk(place, desktop)
    page = window.current_page
    assert isinstance(page, WallPage)
    qtbot.keyClick(page.wall, Qt.Key.Key_F11)
    door = desktop.door
    assert door is not None and window.kiosk
    for name, password in (("hieutruong", "sai"), ("baove", PASSWORD.reveal())):
        door.card.username.setText(name)
        door.card.password.setText(password)
        qtbot.keyClick(door.card.password, Qt.Key.Key_Return)
        until(lambda: door.card.banner.isVisible() and door.card.button.isEnabled())
        assert window.kiosk and desktop.isFullScreen()
        door.card.banner.hide()
    door.card.username.setText("cntt")
    door.card.password.setText(PASSWORD.reveal())
    qtbot.keyClick(door.card.password, Qt.Key.Key_Return)
    until(lambda: not window.kiosk)
    until(lambda: desktop.door is None)
    assert not desktop.isFullScreen() and not _frameless(desktop)
    assert window.rail.isVisible() and page.bar.isVisible()
    assert window.show_page("settings")
    assert [result for _act, result in _acts(place)] == ["wrong", "not_allowed", "ok"]


def test_others_have_an_ordinary_window_unless_the_pc_is_a_kiosk(place: School, desktop: Desktop) -> None:
    window = _kiosk(place, desktop)
    desktop.sign_out()
    assert _frameless(desktop), "the PC at the gate stays closed while guards change"
    desktop.close()
    assert desktop.isVisible() and desktop.door is not None
    desktop.door.leave()
    window = desktop.open_session(place.it)
    assert not window.kiosk and not _frameless(desktop) and window.rail.isVisible()
    always = Desktop(place.parts.folder, kiosk=True)
    always.show_sign_in(place.parts)
    always.show()
    window = always.open_session(place.board)
    assert window.kiosk and window.current_page.key == "wall" and always.isFullScreen()
    always.end()
    always.close()
    assert not always.isVisible(), "the program itself may always end"
    always.deleteLater()


def test_other_windows_of_the_wall_are_closed_in_too(place: School, desktop: Desktop, qtbot: QtBot) -> None:
    window = desktop.open_session(place.guard)
    window.navigator.window_wanted.emit()
    desktop.sign_out()
    window = _kiosk(place, desktop)
    assert window.walls is not None
    other = window.walls.windows[1]
    QApplication.processEvents()
    assert other.isFullScreen() and other.windowFlags() & Qt.WindowType.FramelessWindowHint
    qtbot.keyClick(other.page.wall, Qt.Key.Key_F11)
    other.close()
    assert other.isFullScreen() and 1 in window.walls.windows
    window.set_kiosk(False)
    assert not other.isFullScreen() and not other.windowFlags() & Qt.WindowType.FramelessWindowHint


def test_the_board_sets_it_in_the_settings(place: School, desktop: Desktop, qtbot: QtBot) -> None:
    window = desktop.open_session(place.board)
    window.show_page("settings")
    settings = window.current_page
    assert isinstance(settings, SettingsPage)
    section = settings.section("school")
    qtbot.keyClick(section.kiosk.guards, Qt.Key.Key_Space)  # type: ignore[attr-defined]
    until(place.parts.school.kiosk_for_guards)
    for actor in (place.guard, place.it):
        with pytest.raises(NotAllowed):
            place.parts.school.set_kiosk_for_guards(actor, False)
    assert place.parts.school.kiosk_for_guards()


def test_a_voucher_is_checked_like_a_sign_in(place: School) -> None:
    accounts = place.parts.accounts
    accounts.vouch(place.guard, "HieuTruong", PASSWORD, Action.LEAVE_KIOSK, "kiosk_left")
    with pytest.raises(SignInRefused):
        accounts.vouch(None, "nobody", PASSWORD, Action.LEAVE_KIOSK, "kiosk_left")
    for _ in range(5):
        with pytest.raises(SignInRefused):
            accounts.vouch(place.guard, "cntt", Secret("sai"), Action.LEAVE_KIOSK, "kiosk_left")
    with pytest.raises(SignInRefused) as caught:
        accounts.vouch(place.guard, "cntt", PASSWORD, Action.LEAVE_KIOSK, "kiosk_left")
    assert caught.value.values["reason"] == "locked"
