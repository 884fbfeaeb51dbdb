"""What the colours of the time line mean."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vms.ui import theme

translate = QCoreApplication.translate


class Legend(QWidget):
    """One line: recorded, held, gap; and how to zoom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A line of small text."""
        return QSize(400, theme.length(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the tokens."""
        painter = QPainter(self)
        painter.setFont(theme.font(12))
        middle = self.height() / 2
        x = 12.0
        entries = (
            ("continuous", translate("Archive", "Recorded")),
            ("hold", translate("Archive", "Held")),
            ("gap", translate("Archive", "Recording gap")),
        )
        for kind, words in entries:
            self._swatch(painter, QRectF(x, middle - 6, 16, 12), kind)
            painter.setPen(theme.color("t2"))
            wide = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRectF(x + 22, 0, wide + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            x += wide + 44
        hint = translate("Archive", "Turn the wheel to zoom, drag to move")
        wide = painter.fontMetrics().horizontalAdvance(hint)
        if x + wide + 12 < self.width():
            painter.setPen(theme.color("t3"))
            area = QRectF(self.width() - wide - 14, 0, wide + 4, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, hint)
        painter.end()

    @staticmethod
    def _swatch(painter: QPainter, area: QRectF, kind: str) -> None:
        if kind == "continuous":
            painter.fillRect(area, theme.color("tl_continuous"))
        elif kind == "hold":
            painter.fillRect(QRectF(area.x(), area.center().y() - 2, area.width(), 4), theme.color("tl_hold"))
        else:
            painter.fillRect(area, QBrush(theme.color("tl_gap"), Qt.BrushStyle.BDiagPattern))
            painter.setPen(theme.color("tl_gap"))
            painter.drawRect(area)
