"""The way of an incident as a strip: recorded, verifying, with the board, issued."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vms.ui import theme
from vms.ui.icons import paint_icon

translate = QCoreApplication.translate

ORDER = ("recorded", "verifying", "submitted", "issued")


class Stages(QWidget):
    """Passed stages have a tick, the present one is filled, later ones are outlined."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._at = 0
        self._closed = False

    def set_state(self, state: str, issued: bool) -> None:
        """``issued``: whether minutes were issued before the incident was closed."""
        self._closed = state == "closed"
        last = "issued" if issued else "verifying"
        self._at = ORDER.index(last if state not in ORDER else state)
        self.setAccessibleName(self._words()[self._at])
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(420, theme.length(26))

    @staticmethod
    def _words() -> list[str]:
        return [
            translate("Incidents", "Record"),
            translate("Incidents", "Verify"),
            translate("Incidents", "To the board"),
            translate("Incidents", "Issue"),
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the tokens."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, x = self.height() / 2, 0.0
        words = self._words()
        for at, text in enumerate(words):
            done = at < self._at or (at == self._at and (self._closed or at == len(words) - 1))
            now = at == self._at and not done
            tint = "ok" if done else "accent" if now else "t3"
            self._mark(painter, QRectF(x, middle - 9, 18, 18), at + 1, tint, done, now)
            font = theme.font(14, 600 if done or now else 400)
            painter.setFont(font)
            painter.setPen(theme.color(tint if done or now else "t2"))
            wide = QFontMetrics(font).horizontalAdvance(text)
            area = QRectF(x + 22, 0, wide + 4, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
            x += 22 + wide + 8
            if at < len(words) - 1:
                painter.setPen(QPen(theme.color("edge"), 1))
                painter.drawLine(round(x), round(middle), round(x + 18), round(middle))
                x += 26
        painter.end()

    @staticmethod
    def _mark(painter: QPainter, area: QRectF, number: int, tint: str, done: bool, now: bool) -> None:
        if done:
            paint_icon(painter, area.adjusted(-1, -1, 1, 1).toAlignedRect(), "check-circle", theme.color(tint))
            return
        painter.setPen(QPen(theme.color(tint), 1.5))
        painter.setBrush(theme.color(tint) if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area.adjusted(1, 1, -1, -1))
        painter.setFont(theme.font(11, 700))
        painter.setPen(theme.color("panel" if now else tint))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(number))
