"""The rail: one tall button a page, icon above at most two short lines, and how many things wait there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QWidget

from vms.ui import theme
from vms.ui.arrange import column
from vms.ui.controls import CountBadge, paint_focus_ring
from vms.ui.icons import paint_icon


@dataclass(frozen=True, slots=True)
class RailItem:
    """A page in the rail; ``text`` carries its own line break."""

    key: str
    text: str
    icon_name: str


class RailButton(QAbstractButton):
    """One page; painted from the tokens."""

    def __init__(self, item: RailItem, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        plain = item.text.replace("\n", " ")
        self.setText(plain)
        self.setAccessibleName(plain)
        self.setToolTip(f"{plain}  ({shortcut})" if shortcut else plain)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._large = False
        self._badge = CountBadge(self)

    def set_large(self, large: bool) -> None:
        """The size for screens from 1080 lines."""
        self._large = large
        self.updateGeometry()

    def set_count(self, count: int) -> None:
        """How many things wait on this page."""
        self._badge.set_count(count)
        self.setAccessibleDescription(str(count) if count else "")
        self._place_badge()

    def sizeHint(self) -> QSize:
        """80 × 52, or 88 × 68; higher when the reader's text is larger."""
        wide, high = (88, 68) if self._large else (80, 52)
        # The width follows the text fully: the labels have to fit.
        return QSize(round(wide * theme.text_scale() / 100), theme.length(high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the number at the icon's shoulder."""
        super().resizeEvent(event)
        self._place_badge()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show what is under the pointer."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, bar, icon, words, ring."""
        painter = QPainter(self)
        on, side = self.isChecked(), 24 if self._large else 20
        if on or self.underMouse():
            painter.fillRect(self.rect(), theme.color("accent_bg" if on else "hover"))
        if on:
            painter.fillRect(QRect(0, 0, 3, self.height()), theme.color("accent"))
        tint = "accent" if on else "t2"
        face = theme.font(11, 600 if on else 400)
        painter.setFont(face)
        lines = self.item.text.split("\n")[:2]
        line_height = painter.fontMetrics().ascent() + 2
        used = side + 4 + line_height * len(lines)
        top = (self.height() - used) // 2
        paint_icon(painter, QRect(0, top, self.width(), side), self.item.icon_name, theme.color(tint))
        painter.setPen(theme.color("accent" if on else "t2"))
        painter.setFont(face)
        for at, line in enumerate(lines):
            area = QRect(2, top + side + 2 + at * line_height, self.width() - 4, line_height)
            painter.drawText(
                area, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip, line
            )
        if self.hasFocus():
            paint_focus_ring(self, painter, "panel")
        painter.end()

    def _place_badge(self) -> None:
        self._badge.move(self.width() // 2 + 6, 2)


class Rail(QFrame):
    """The column of pages at the left edge."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[RailItem], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setProperty("side", "left")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        inside = column(spacing=4, margins=(0, 4, 0, 4), parent=self)
        for at, item in enumerate(items, 1):
            button = RailButton(item, f"Ctrl+{at}" if at < 10 else "")
            self._group.addButton(button)
            self._buttons[item.key] = button
            inside.addWidget(button)
            button.clicked.connect(lambda _checked=False, key=item.key: self.chosen.emit(key))
        inside.addStretch(1)

    def set_current(self, key: str) -> None:
        """Mark the page in front."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """How many things wait on a page; pages not in this rail are left out."""
        if key in self._buttons:
            self._buttons[key].set_count(count)

    def set_large(self, large: bool) -> None:
        """The size for screens from 1080 lines."""
        for button in self._buttons.values():
            button.set_large(large)

    def button(self, key: str) -> RailButton:
        """The button of a page."""
        return self._buttons[key]
