"""The window of searching: two ways to search, one beside the other. It holds no service."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QStackedWidget, QWidget

from vms.ui import theme
from vms.ui.archive.search_events import EventPane
from vms.ui.archive.search_motion import MotionPane
from vms.ui.arrange import column, row
from vms.ui.controls import Button, ElidedLabel, Segmented, divider
from vms.ui.icons import IconLabel

translate = QCoreApplication.translate
EVENTS, MOTION = "events", "motion"
_WIDE, _HIGH = 1040, 640


class SearchWindow(QDialog):
    """Stays as it is while it is hidden: opened again it shows what was found. Esc hides it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog)
        self.setWindowTitle(translate("Search", "Find in what was recorded"))
        self.resize(min(theme.length(_WIDE), 1300), _HIGH)
        self.mode = Segmented(
            ((EVENTS, translate("Search", "Events and bookmarks")), (MOTION, translate("Search", "Motion in an area"))),
            EVENTS,
        )
        self.mode.setAccessibleName(translate("Search", "What to look for"))
        self.mode.changed.connect(self._show_mode)
        self._reason = ElidedLabel("", "caption")
        self.events, self.motion = EventPane(), MotionPane()
        self.middle = QStackedWidget()
        self.middle.addWidget(self.events)
        self.middle.addWidget(self.motion)
        close = Button(translate("Search", "Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.hide)
        head = row(self.mode, 16, IconLabel("eye-check", "accent", 18), spacing=8)
        head.addWidget(self._reason, 1)
        hint = QLabel(translate("Search", "Enter plays it on the page · F3 the next one, Shift+F3 the one before"))
        hint.setProperty("kind", "small_hint")
        whole = column(head, divider(), spacing=12, margins=(16, 16, 16, 12), parent=self)
        whole.addWidget(self.middle, 1)
        whole.addLayout(row(hint, None, close))

    def show_reason(self, reason: str) -> None:
        """For which reason is searched."""
        words = translate("Search", "Reason: {reason} · searching is written to the log")
        self._reason.set_text(words.format(reason=reason))

    def open_on(self, mode: str) -> None:
        """Show one of the two, in front."""
        self.mode.set_value(mode)
        self._show_mode(mode)
        self.show()
        self.raise_()
        self.activateWindow()

    @property
    def list_in_front(self) -> EventPane | MotionPane:
        """Whose list F3 goes through."""
        return self.motion if self.middle.currentWidget() is self.motion else self.events

    def _show_mode(self, mode: object) -> None:
        pane: EventPane | MotionPane = self.motion if mode == MOTION else self.events
        self.middle.setCurrentWidget(pane)
        first = self.motion.editor if mode == MOTION else self.events.text
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to what has the focus; Esc hides."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Esc: what was found stays."""
        self.hide()
