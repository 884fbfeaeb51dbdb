"""Icons of the Material Design font: drawn as vectors, coloured from the tokens at the moment they are painted."""

from __future__ import annotations

import qtawesome
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from vms.ui import theme
from vms.ui.tokens import Tokens


def paint_icon(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    """Draw the icon ``mdi6.<name>`` in the middle of ``rect``, as large as its shorter side."""
    side = min(rect.width(), rect.height())
    glyph_font = qtawesome.font("mdi6", side)
    painter.save()
    painter.setFont(glyph_font)
    painter.setPen(colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, qtawesome.charmap(f"mdi6.{name}"))
    painter.restore()


class _Engine(QIconEngine):
    def __init__(self, name: str, tint: str, on: str, of: Tokens | None) -> None:
        super().__init__()
        self._name, self._tint, self._on, self._of = name, tint, on, of

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        tint = self._on if state == QIcon.State.On else self._tint
        if mode == QIcon.Mode.Disabled:
            tint = "t3"
        return QColor(getattr(self._of or theme.tokens(), tint))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, rect, self._name, self._colour(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tint, self._on, self._of)


def icon(name: str, tint: str = "t2", *, on: str = "", of: Tokens | None = None) -> QIcon:
    """The icon ``mdi6.<name>`` in a token's colour; it follows a change of theme by itself.

    ``on`` is the token of the checked state; ``of`` pins a token table (panes are dark in both themes).
    """
    qtawesome.charmap(f"mdi6.{name}")  # an unknown name fails here, not in a paint event
    return QIcon(_Engine(name, tint, on or tint, of))


class IconLabel(QWidget):
    """An icon that stands by itself; follows the theme. Without ``meaning`` it is decoration to a screen reader."""

    def __init__(
        self, name: str, tint: str = "t2", size: int = 20, meaning: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._tint = name, tint
        self.setFixedSize(size, size)
        if meaning:
            self.setAccessibleName(meaning)
            self.setToolTip(meaning)

    def set_icon(self, name: str, tint: str = "") -> None:
        """Another icon, and another colour when given."""
        self._name, self._tint = name, tint or self._tint
        self.update()

    def paintEvent(self, _event: object) -> None:
        """Draw it from the tokens."""
        painter = QPainter(self)
        paint_icon(painter, self.rect(), self._name, theme.color(self._tint))
        painter.end()
