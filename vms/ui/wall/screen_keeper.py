"""Keeps a window on its monitor: it comes to another when that one is gone, and goes back when it returns."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from vms.core.log import event
from vms.ui.wall.screens import Monitor, Placement, on_monitor, relative, same

_log = logging.getLogger(__name__)
_STAY_MS = 2000
_SETTLE_MS = 400  # a dock or a graphics driver takes monitors away and brings them back in several steps


def monitor_of(screen: QScreen) -> Monitor:
    """A QScreen as plain values."""
    box, free = screen.geometry(), screen.availableGeometry()
    return Monitor(
        screen.name(), screen.manufacturer(), screen.model(), screen.serialNumber(),
        (box.x(), box.y(), box.width(), box.height()), (free.x(), free.y(), free.width(), free.height()),
    )  # fmt: skip


def monitors() -> list[Monitor]:
    """All there are, the main one first."""
    main = QGuiApplication.primaryScreen()
    return [monitor_of(one) for one in sorted(QGuiApplication.screens(), key=lambda one: one is not main)]


class ScreenKeeper(QObject):
    """GUI thread; belongs to one top-level window. ``exiled``: the window is away from its monitor, which is gone."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._home: Placement | None = None
        self.exiled = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(lambda: self.monitors_are(monitors()))
        # Where a window is counts once it has stayed: a system may move windows before it tells of a lost monitor.
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.setInterval(_STAY_MS)
        self._stay.timeout.connect(self.note)
        window.installEventFilter(self)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._removed)
        app.screenAdded.connect(lambda _screen: self._settle.start())

    def placement(self) -> Placement:
        """Where the window is; while it is exiled, where it belongs."""
        if self.exiled and self._home is not None:
            return self._home
        window = self._window
        monitor = monitor_of(window.screen())
        usual = window.normalGeometry() if window.isFullScreen() or window.isMaximized() else window.geometry()
        if usual.isEmpty():
            usual = window.geometry()
        box = relative((usual.x(), usual.y(), usual.width(), usual.height()), monitor)
        return Placement(monitor, box, window.isFullScreen(), window.isMaximized())

    def put(self, wanted: Placement, present: Sequence[Monitor]) -> None:
        """Bring the window to its place, or to the first monitor when its own isn't there."""
        found = same(present, wanted.monitor)
        self.exiled, self._home = found is None, wanted
        self._move(wanted, found or present[0], found is not None)

    def note(self) -> None:
        """The window belongs where it is now, unless it is only there because its monitor is gone."""
        if not self.exiled and self._window.isVisible():
            self._home = self.placement()

    def settle_here(self) -> None:
        """Somebody moved the window by hand: it belongs here from now on."""
        self.exiled = False
        self.note()

    def eventFilter(self, _watched: QObject, happened: QEvent) -> bool:
        """Where the window goes."""
        if happened.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange):
            self._stay.start()
        return False

    def monitors_are(self, present: Sequence[Monitor]) -> None:
        """These monitors are there now."""
        home = self._home
        if home is None or not present:
            return
        found = same(present, home.monitor)
        if found is None and not self.exiled:
            self.exiled = True
            event(_log, "monitor_gone", monitor=home.monitor.name)
            self._move(home, present[0], False)
        elif found is not None and self.exiled:
            self.exiled = False
            event(_log, "monitor_back", monitor=home.monitor.name)
            self._move(home, found, True)

    def stop(self) -> None:
        """No more moves."""
        self._settle.stop()
        self._stay.stop()

    def _removed(self, screen: QScreen) -> None:
        # Qt says so before it moves the windows of that screen.
        self._stay.stop()
        if self._window.screen() is screen:
            self.note()
        self._settle.start()

    def _move(self, wanted: Placement, monitor: Monitor, whole: bool) -> None:
        """``whole``: full screen and maximized come back too; away from home the window stays an ordinary one, so that
        it doesn't cover the wall that is there.
        """
        window = self._window
        visible = window.isVisible()
        window.setWindowState(Qt.WindowState.WindowNoState)
        screen = next((one for one in QGuiApplication.screens() if monitor_of(one) == monitor), None)
        if screen is not None:
            window.setScreen(screen)
        window.setGeometry(QRect(*on_monitor(wanted.box, monitor)))
        if whole and wanted.full:
            window.setWindowState(Qt.WindowState.WindowFullScreen)
        elif whole and wanted.maximized:
            window.setWindowState(Qt.WindowState.WindowMaximized)
        if visible:
            window.show()
