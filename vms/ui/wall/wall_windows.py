"""All windows of the wall besides the main one: opened, closed, put back where they were at the next start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from vms.ui.layouts.arrangement import content_of, filled_with
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session
from vms.ui.wall.page import WallPage
from vms.ui.wall.screen_keeper import monitor_of, monitors
from vms.ui.wall.screens import Placement, another, on_monitor, placement_of, relative
from vms.ui.wall.wall_window import WallWindow

translate = QCoreApplication.translate
_KEY = "wall.windows"
MOST = 6


class WallWindows(QObject):
    """GUI thread; belongs to the main window of a session. ``shutdown`` before that goes."""

    lock_wanted = Signal()
    keys_wanted = Signal()
    palette_wanted = Signal()

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, main: QWidget) -> None:
        super().__init__(main)
        self._parts, self._session, self._navigator, self._main = parts, session, navigator, main
        self.windows: dict[int, WallWindow] = {}
        self._pages: dict[int, WallPage] = {}
        self.locked = self.kiosk = self._over = False
        navigator.window_wanted.connect(self.open_new)

    def join(self, page: WallPage) -> None:
        """A page of the wall takes part in drags between windows."""
        self._pages[page.place] = page
        page.wall.pane_came.connect(lambda place, there, here: self.exchange(place, there, page.place, here))

    # Opening and closing

    def restore(self) -> None:
        """The windows that were open when this person left."""
        kept = self._parts.preferences.get(self._session.actor, _KEY, [])
        for one in kept if isinstance(kept, list) else []:
            self._restore_one(one)
        if self.windows:
            self._main.window().activateWindow()

    def _restore_one(self, kept: Mapping[str, Any]) -> None:
        placement = placement_of(kept.get("placement", {}))
        place = kept.get("place")
        if placement is not None and isinstance(place, int) and 0 < place <= MOST and place not in self.windows:
            self._open(place, placement)

    def open_new(self) -> None:
        """Ctrl+Shift+N: a window on a monitor that has none yet. Its tabs are those that it had last time."""
        if self.kiosk:
            return
        place = next((one for one in range(1, MOST + 1) if one not in self.windows), None)
        if place is None:
            text = translate("wall", "Close one that isn't needed").format(n=MOST)
            self._navigator.notify(translate("wall", "{n} windows are open already").format(n=MOST), text, "info")
            return
        here = monitor_of(self._main.window().screen())
        taken = [here, *(monitor_of(window.screen()) for window in self.windows.values())]
        present = monitors()
        monitor = another(present, taken)
        alone = monitor not in taken
        x, y, w, h = monitor.free
        box = (x, y, w, h) if alone else (x + w // 4, y + h // 4, w // 2, h // 2)
        self._open(place, Placement(monitor, relative(on_monitor(box, monitor), monitor), maximized=alone))
        self.keep()

    def _open(self, place: int, placement: Placement) -> None:
        window = WallWindow(self._parts, self._session, self._navigator, place)
        self.windows[place] = window
        window.closed.connect(self.close_window)
        window.lock_wanted.connect(self.lock_wanted)
        window.keys_wanted.connect(self.keys_wanted)
        window.palette_wanted.connect(self.palette_wanted)
        self.join(window.page)
        window.keeper.put(placement, monitors())
        window.set_locked(self.locked)
        window.show()
        window.set_kiosk(self.kiosk)
        window.open()

    def close_window(self, place: int) -> None:
        """A person closed it; its tabs come back when a window is opened again."""
        window = self.windows.pop(place, None)
        if window is not None:
            self._pages.pop(place, None)
            placement = window.keeper.placement()
            window.end()
            self.keep()
            self._navigator.notify(
                translate("wall", "Window closed"),
                translate("wall", "Its layouts are kept"),
                "info",
                undo=lambda: self._open_again(place, placement),
            )

    def _open_again(self, place: int, placement: Placement) -> None:
        if place not in self.windows:
            self._open(place, placement)
            self.keep()

    def keep(self) -> None:
        """Remember which windows are open and where."""
        kept = [
            {"place": place, "placement": window.keeper.placement().kept()} for place, window in self.windows.items()
        ]
        self._parts.preferences.set(self._session.actor, _KEY, kept)

    def set_locked(self, locked: bool) -> None:
        """The lock of the main window holds for all."""
        self.locked = locked
        for window in self.windows.values():
            window.set_locked(locked)

    def set_kiosk(self, on: bool) -> None:
        """Kiosk mode holds for all: without a frame, full screen, not to be closed."""
        self.kiosk = on
        for window in self.windows.values():
            window.set_kiosk(on)

    def shutdown(self) -> None:
        """The session ends: windows close, and are remembered as open. May be called twice."""
        if self._over:
            return
        self._over = True
        self.keep()
        for window in self.windows.values():
            window.end()
        self.windows.clear()
        self._pages.clear()

    # Between windows

    def exchange(self, place: int, pane: int, other_place: int, other_pane: int) -> None:
        """Two panes of different windows change places; both layouts have to be free to change."""
        one, other = self._pages.get(place), self._pages.get(other_place)
        if one is None or other is None or not (one.book.editable and other.book.editable):
            return
        first, second = content_of(one.book.current, pane), content_of(other.book.current, other_pane)
        other.tabs.edit(lambda arrangement: filled_with(arrangement, other_pane, first))
        one.tabs.edit(lambda arrangement: filled_with(arrangement, pane, second))
