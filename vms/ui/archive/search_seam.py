"""Where searching and the bookmarks' own acts join the playback page: buttons, keys, and what they need of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QListWidget

from vms.ui.archive.mark_desk import MarkDesk
from vms.ui.archive.search_desk import EVENTS, MOTION, SearchDesk
from vms.ui.controls import icon_button
from vms.ui.page import Page

translate = QCoreApplication.translate


class SearchSeam:
    """Made by the page, closed by it. ``place``: camera and instant the page is at; ``reason``: '' while it is asked
    for; ``changed``: bookmarks did.
    """

    def __init__(
        self,
        page: Page,
        marks: QListWidget,
        reason: Callable[[], str],
        place: Callable[[], tuple[int | None, int | None]],
        changed: Callable[[], None],
    ) -> None:
        self._reason, self._place = reason, place
        parts, session, navigator = page.parts, page.session, page.navigator
        self.desk = SearchDesk(parts, session, navigator, page, reason)
        self.marks = MarkDesk(parts, session, navigator, page, marks, reason)
        self.marks.changed.connect(changed)
        self.events_button = icon_button("magnify", translate("Search", "Find events and bookmarks  Ctrl+F"), "bare")
        self.motion_button = icon_button("motion-sensor", translate("Search", "Find motion in an area  Ctrl+Shift+F"))
        self.events_button.clicked.connect(lambda: self.open(EVENTS))
        self.motion_button.clicked.connect(lambda: self.open(MOTION))
        for keys, act in (
            ("Ctrl+F", lambda: self.open(EVENTS)),
            ("Ctrl+Shift+F", lambda: self.open(MOTION)),
            ("F3", lambda: self.desk.step(1)),
            ("Shift+F3", lambda: self.desk.step(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def stand_in(self, head: QBoxLayout, row: QBoxLayout, at: int) -> None:
        """Put the buttons into the head of the bookmarks and the row of the player."""
        head.addWidget(self.events_button)
        row.insertWidget(at, self.motion_button)

    def open(self, mode: str) -> None:
        """Open the window, unless the reason is still being asked for."""
        if self._reason():
            self.desk.open(mode, *self._place())

    def hide(self) -> None:
        """Another page is in front, or the screen is locked: what was found must not stay in sight."""
        self.desk.hide()

    def close(self) -> None:
        """The page goes."""
        self.desk.close()
        self.marks.close()


__all__ = ["EVENTS", "MOTION", "SearchSeam"]
