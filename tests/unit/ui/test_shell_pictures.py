"""The shell's pages at the smallest and a usual size, in both themes and languages: no word is cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.ui.shell_parts import SIZES, grab, school, until
from vms.ui import theme
from vms.ui.controls import ElidedLabel
from vms.ui.desk.page import DeskPage
from vms.ui.desktop import Desktop
from vms.ui.first_run.plan import Plan
from vms.ui.first_run.wizard import Wizard
from vms.ui.main_window import MainWindow
from vms.ui.settings.page import SettingsPage
from vms.ui.tokens import TABLE, Scheme

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints"), pytest.mark.slow]
LOOKS = [("light", 100, "vi"), ("dark", 100, "en"), ("dark", 150, "vi")]


def cut_words(root: QWidget) -> list[str]:
    """Visible labels and buttons that are narrower than their words; those that end in … by design are left out."""
    found = []
    for widget in (*root.findChildren(QLabel), *root.findChildren(QPushButton)):
        if not widget.isVisible() or isinstance(widget, ElidedLabel) or not widget.text():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            short = widget.height() < widget.heightForWidth(widget.width())
        else:
            short = widget.width() < widget.sizeHint().width()
        if short:
            found.append(f"{widget.text()!r}: {widget.width()}x{widget.height()} of {widget.sizeHint().width()}")
    return found


def check(desktop: Desktop, name: str, folder: Path, scheme: str) -> None:
    for size in SIZES:
        path = folder / f"{name}-{size[0]}.png"
        grab(desktop, path, size)
        assert cut_words(desktop) == [], f"{name} at {size}"
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == size
        if name == "keys":  # a scrim lies over it
            continue
        used = {picture.pixelColor(x, 4).name().upper() for x in range(4, size[0], 40)}
        assert used & {TABLE[Scheme(scheme)].panel.upper(), TABLE[Scheme(scheme)].bg.upper()}, used


@pytest.mark.parametrize(("scheme", "scale", "language"), LOOKS)
def test_no_word_is_cut(tmp_path: Path, qtbot: QtBot, scheme: str, scale: int, language: str) -> None:
    with school(tmp_path / "data") as place:
        desktop = Desktop(place.parts.folder)
        desktop.show()
        try:
            desktop.change_look(scheme, scale, language)
            desktop.show_sign_in(place.parts)
            check(desktop, "sign-in", tmp_path, scheme)
            for key, value in (("theme", scheme), ("text_scale", scale), ("language", language)):
                place.parts.preferences.set(place.board, key, value)
            window = desktop.open_session(place.board)
            assert isinstance(window, MainWindow)
            desk = window.current_page
            assert isinstance(desk, DeskPage)
            until(lambda: desk.state is not None)
            check(desktop, "desk", tmp_path, scheme)
            window.show_page("settings")
            settings = window.current_page
            assert isinstance(settings, SettingsPage)
            for key in ("mine", "accounts", "school", "storage"):
                settings.section(key)
                check(desktop, f"settings-{key}", tmp_path, scheme)
            window.open_keys()
            check(desktop, "keys", tmp_path, scheme)
            window._escape()
            window.lock()
            check(desktop, "lock", tmp_path, scheme)
        finally:
            desktop.end()
            desktop.close()
            desktop.deleteLater()


@pytest.mark.parametrize(("scheme", "scale", "language"), LOOKS)
def test_no_word_of_the_first_start_is_cut(
    tmp_path: Path, qtbot: QtBot, scheme: str, scale: int, language: str
) -> None:
    with school(tmp_path / "data") as place:
        desktop = Desktop(place.parts.folder)
        desktop.show()
        try:
            desktop.change_look(scheme, scale, language)
            wizard = desktop.show_wizard(Plan(tmp_path / "new", language))
            assert isinstance(wizard, Wizard)
            for step in range(len(wizard.pages)):
                wizard.show_step(step)
                QApplication.processEvents()
                check(desktop, f"first-run-{step}", tmp_path, scheme)
            assert theme.text_scale() == scale
        finally:
            desktop.end()
            desktop.close()
            desktop.deleteLater()
