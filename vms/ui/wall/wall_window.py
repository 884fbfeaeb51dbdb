"""Another window of the wall, for another monitor: its own tabs and layout, the alarms stay in the main one."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from vms.core.errors import VmsError
from vms.ui.arrange import column
from vms.ui.dialogs import ErrorCard
from vms.ui.icons import icon
from vms.ui.messages import explain
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session
from vms.ui.toasts import Toasts
from vms.ui.wall.page import WallPage
from vms.ui.wall.screen_keeper import ScreenKeeper

translate = QCoreApplication.translate
_log = logging.getLogger(__name__)


class WallWindow(QWidget):
    """A top-level window. ``closed``: a person closed it. What it can't do goes to the main window's navigator."""

    closed = Signal(int)
    lock_wanted = Signal()
    keys_wanted = Signal()
    palette_wanted = Signal()

    def __init__(self, parts: Parts, session: Session, main: Navigator, place: int) -> None:
        super().__init__()
        self.place = place
        self.locked = self.kiosk = self._ending = self._was_maximized = False
        self._parts = parts
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(translate("wall", "Live wall, window {n}").format(n=place + 1))
        self.setWindowIcon(icon("view-grid", "accent"))
        self.setMinimumSize(640, 400)
        self.resize(1280, 690)
        self.navigator = Navigator(self)
        self.page = WallPage(parts, session, self.navigator, self, place)
        column(self.page, spacing=0, parent=self)
        self.toasts = Toasts(self)
        self.keeper = ScreenKeeper(self)
        self._forward(main)
        self._make_shortcuts()

    def _forward(self, main: Navigator) -> None:
        mine = self.navigator
        for name in ("show_page", "show_incident", "open_archive", "mark", "show_alarms", "window_wanted",
                     "acknowledge_wanted"):  # fmt: skip
            getattr(mine, name).connect(getattr(main, name))
        mine.notified.connect(self.toasts.show_toast)
        mine.error_raised.connect(self.show_error)
        mine.full_screen_wanted.connect(self.set_full_screen)

    def _make_shortcuts(self) -> None:
        pairs: list[tuple[str, Callable[[], object]]] = [
            ("F11", self.toggle_full_screen),
            ("Esc", lambda: self.set_full_screen(False)),
            ("Ctrl+L", self.lock_wanted.emit),
            ("F1", self.keys_wanted.emit),
            ("Ctrl+K", self.palette_wanted.emit),
            ("Ctrl+Shift+N", self.navigator.window_wanted.emit),
        ]
        for keys, act in pairs:
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def open(self) -> None:
        """Begin; the window is shown already."""
        self.page.set_full_screen(self.isFullScreen())
        self.page.activate()

    def toggle_full_screen(self) -> None:
        """F11: this window alone."""
        self.set_full_screen(not self.isFullScreen())

    def set_full_screen(self, on: bool) -> None:
        """Only the panes stay, over the whole monitor."""
        if on == self.isFullScreen() or self.locked or self.kiosk:
            return
        if on:
            self._was_maximized = self.isMaximized()
            self.showFullScreen()
        elif self._was_maximized:
            self.showMaximized()
        else:
            self.showNormal()

    def changeEvent(self, event: QEvent) -> None:
        """Full screen also comes and goes with the monitor."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and not self._ending:
            self.page.set_full_screen(self.isFullScreen())

    def set_kiosk(self, on: bool) -> None:
        """Without a frame and not to be closed, or an ordinary window again."""
        if on == self.kiosk:
            return
        self.kiosk = False
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, on)
        self.show()
        self.set_full_screen(on)
        self.kiosk = on

    def set_locked(self, locked: bool) -> None:
        """While the main window is locked the wall is seen, and nothing in it can be pressed."""
        self.locked = locked
        self.page.setEnabled(not locked)

    def show_error(self, error: Exception) -> None:
        """An error in three parts, over this window."""
        if not isinstance(error, VmsError):
            _log.error("unexpected", exc_info=error)
        card = ErrorCard(explain(error), self._parts.clock.now_us(), self)
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.open()

    def end(self) -> None:
        """The session ends, or the window is closed: save, let go of everything."""
        self._ending = True
        self.keeper.stop()
        self.page.shutdown()
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by a person: its tabs stay in the catalogue for the next time."""
        if self._ending:
            event.accept()
        elif self.locked or self.kiosk:
            event.ignore()
        else:
            event.ignore()
            self.closed.emit(self.place)
