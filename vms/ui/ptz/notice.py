"""A small card on the picture: what stands between a person and the camera, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from vms.ui import theme
from vms.ui.arrange import clear, row
from vms.ui.icons import paint_icon
from vms.ui.wall.picture_buttons import PictureButton

_PAD, _ICON, _GAP = 14, 20, 10


@dataclass(frozen=True, slots=True)
class Words:
    """What a notice says; ``acts``: button text → what it does."""

    icon_name: str
    tone: str
    title: str
    text: str = ""
    acts: tuple[tuple[str, Callable[[], None]], ...] = ()


class Notice(QWidget):
    """Hidden while there is nothing to say. Its buttons can be reached with Tab."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: Words | None = None
        self._strip = QWidget(self)
        self._buttons = row(spacing=8, parent=self._strip)
        self.hide()

    def say(self, words: Words | None, room: QRect) -> None:
        """Another word, in the middle of the room; its buttons are made anew only when they are others."""
        before, self._words = self._words, words
        if words is None:
            self.hide()
            return
        if before is None or [name for name, _act in before.acts] != [name for name, _act in words.acts]:
            self._make_buttons(words)
        self.setAccessibleName(f"{words.title}. {words.text}")
        self._lay_out(words, room)
        self.show()
        self.raise_()
        self.update()

    def _make_buttons(self, words: Words) -> None:
        clear(self._buttons)
        for text, act in words.acts:
            button = PictureButton(text, "", text)
            button.clicked.connect(act)
            self._buttons.addWidget(button)
            button.show()

    def _lay_out(self, words: Words, room: QRect) -> None:
        lines = [QFontMetrics(theme.font(14, 600)).horizontalAdvance(words.title)]
        lines.append(QFontMetrics(theme.font(13)).horizontalAdvance(words.text))
        size = self._buttons.sizeHint()
        wide = max(max(lines) + _ICON + _GAP, size.width()) + 2 * _PAD
        high = _PAD + 22 + (20 if words.text else 0) + (size.height() + 10 if words.acts else 0) + _PAD - 2
        wide = min(wide, room.width() - 16)
        self.setGeometry(room.x() + (room.width() - wide) // 2, room.y() + 10, wide, high)
        self._strip.setGeometry(_PAD, high - _PAD - size.height() + 2, size.width(), size.height())
        self._strip.setVisible(bool(words.acts))

    @property
    def text(self) -> str:
        """What is said now, for tests and screen readers."""
        return "" if self._words is None or self.isHidden() else f"{self._words.title} {self._words.text}".strip()

    def buttons(self) -> list[PictureButton]:
        """What can be pressed."""
        return [] if self.isHidden() else self._strip.findChildren(PictureButton)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the pane's tokens."""
        words = self._words
        if words is None:
            return
        t = theme.pane_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(t.bg)
        ground.setAlpha(235)
        painter.setPen(QPen(QColor(t.line), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        paint_icon(painter, QRect(_PAD, _PAD, _ICON, _ICON), words.icon_name, QColor(getattr(t, words.tone)))
        left, wide = _PAD + _ICON + _GAP, self.width() - 2 * _PAD - _ICON - _GAP
        for text, size, weight, tone, top in (
            (words.title, 14, 600, t.t1, _PAD),
            (words.text, 13, 400, t.t2, _PAD + 22),
        ):
            font = theme.font(size, weight)
            painter.setFont(font)
            painter.setPen(QColor(tone))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(QRect(left, top, wide, 20), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
