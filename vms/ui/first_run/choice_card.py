"""A large card that is one of several choices: radio, icon, title, and what speaks for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QRadioButton, QWidget

from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import label
from vms.ui.icons import IconLabel


class ChoiceCard(QFrame):
    """The whole card is the button; ``chosen`` when a person chose it."""

    chosen = Signal()

    def __init__(
        self, icon_name: str, title: str, text: str = "", points: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setProperty("selected", "false")
        self.radio = QRadioButton()
        self.radio.setAutoExclusive(False)
        self.radio.setAccessibleName(title)
        self.radio.setAccessibleDescription(" · ".join((text, *points)))
        head = row(self.radio, IconLabel(icon_name, "t1", 26), label(title, "choice_title"), None, spacing=12)
        inside = column(head, spacing=8, margins=(18, 14, 18, 14), parent=self)
        if text:
            inside.addLayout(row(30, label(text, "secondary"), None))
        for point in points:
            inside.addLayout(row(30, IconLabel("check", "ok", 18), label(point, "point"), None))
        inside.addStretch(1)
        self.radio.clicked.connect(self._click)
        self.radio.installEventFilter(self)

    def set_chosen(self, on: bool) -> None:
        """Show it as the one chosen, or not."""
        self.radio.setChecked(on)
        theme.set_property(self, "selected", "true" if on else "false")
        for child in self.findChildren(QWidget):
            child.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere chooses."""
        if self.rect().contains(event.position().toPoint()):
            self._click()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the keyboard's focus on the whole card."""
        if watched is self.radio and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def _click(self) -> None:
        self.set_chosen(True)
        self.chosen.emit()
