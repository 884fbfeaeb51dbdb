"""A layer over the window: a scrim, and one card in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from vms.ui import theme


class Overlay(QWidget):
    """Covers its parent and keeps covering it; takes every click. ``opaque`` hides what lies behind."""

    def __init__(self, over: QWidget, *, opaque: bool = False) -> None:
        super().__init__(over)
        self._opaque = opaque
        over.installEventFilter(self)
        self.setGeometry(over.rect())

    def set_opaque(self, opaque: bool) -> None:
        """Hide what lies behind, or let it be seen."""
        self._opaque = opaque
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parent's size."""
        parent = self.parentWidget()
        if event.type() == QEvent.Type.Resize and parent is not None and watched is parent:
            self.setGeometry(parent.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The scrim."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("bg") if self._opaque else QColor(0, 0, 0, 150))
        painter.end()

    def mousePressEvent(self, _event: object) -> None:
        """Nothing behind gets a click."""

    def dismiss(self) -> None:
        """Go away for good."""
        parent = self.parent()
        if isinstance(parent, QObject):
            parent.removeEventFilter(self)
        self.hide()
        self.setParent(None)
        self.deleteLater()


TOP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
CENTER = Qt.AlignmentFlag.AlignCenter
