"""Badges: a state in a word, and a number that waits."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vms.ui import theme
from vms.ui.icons import paint_icon


class Badge(QWidget):
    """A state as icon, word and colour. state: neutral, ok, info, warn, bad, alarm (white on red), hold."""

    _COLOURS: ClassVar = {
        "neutral": ("t2", "raised"),
        "ok": ("ok", "ok_bg"),
        "info": ("accent", "accent_bg"),
        "warn": ("warn", "warn_bg"),
        "bad": ("bad", "bad_bg"),
        "alarm": ("on_fill", "bad_fill"),
        "hold": ("hold", "hold_bg"),
    }

    def __init__(self, text: str, state: str = "neutral", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._state, self._icon = text, state, icon_name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set(self, text: str, state: str, icon_name: str = "") -> None:
        """Another state."""
        self._text, self._state, self._icon = text, state, icon_name
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The word shown."""
        return self._text

    @property
    def state(self) -> str:
        """The state painted."""
        return self._state

    def sizeHint(self) -> QSize:
        """As large as its content."""
        wide = QFontMetrics(theme.font(12, 600)).horizontalAdvance(self._text) + 16
        return QSize(wide + (19 if self._icon else 0), theme.length(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the tokens."""
        front, back = self._COLOURS[self._state]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(back))
        painter.drawRoundedRect(self.rect(), 4, 4)
        left = 8
        if self._icon:
            paint_icon(painter, QRect(left, 0, 14, self.height()), self._icon, theme.color(front))
            left += 19
        painter.setPen(theme.color(front))
        painter.setFont(theme.font(12, 600))
        painter.drawText(self.rect().adjusted(left, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()


class CountBadge(QWidget):
    """A number on a red dot: how many wait. Zero hides it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_count(self, count: int) -> None:
        """Show the number; more than 99 shows 99+."""
        self._count = count
        self.setVisible(count > 0)
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """As large as its content."""
        wide = QFontMetrics(theme.font(11, 700)).horizontalAdvance(self._words())
        return QSize(max(18, wide + 10), 18)

    def _words(self) -> str:
        return str(self._count) if self._count < 100 else "99+"

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the tokens."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("bad_fill"))
        painter.drawRoundedRect(self.rect(), 9, 9)
        painter.setPen(theme.color("on_fill"))
        painter.setFont(theme.font(11, 700))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words())
        painter.end()
