"""The joystick on the picture: push it, the camera moves as fast as it is pushed far."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from vms.ui import theme
from vms.ui.icons import paint_icon

translate = QCoreApplication.translate
SIDE = 132
_KNOB = 24.0
_DEAD = 0.12
_ARROWS = (("chevron-up", 0, -1), ("chevron-down", 0, 1), ("chevron-left", -1, 0), ("chevron-right", 1, 0))


def velocity(dx: float, dy: float, reach: float) -> tuple[float, float]:
    """Pan and tilt (−1…1, up and right positive) for a push of so many pixels; a little push is none."""
    length = math.hypot(dx, dy)
    if reach <= 0 or length < reach * _DEAD:
        return 0.0, 0.0
    speed = min(1.0, (length / reach - _DEAD) / (1 - _DEAD))
    return round(dx / length * speed, 2) + 0.0, round(-dy / length * speed, 2) + 0.0


class Joystick(QWidget):
    """``pushed`` carries pan and tilt; zero when let go."""

    pushed = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(SIDE, SIDE)
        self.setAccessibleName(translate("ptz", "Joystick"))
        self.setToolTip(translate("ptz", "Push to move the camera (arrow keys)"))
        self._knob = QPointF()
        self._held = False

    @property
    def reach(self) -> float:
        """Pixels from the middle to full speed."""
        return SIDE / 2 - _KNOB

    def show_velocity(self, pan: float, tilt: float) -> None:
        """Where the knob stands while keys or a drag move the camera."""
        if not self._held:
            self._set(QPointF(pan * self.reach, -tilt * self.reach))

    def _set(self, knob: QPointF) -> None:
        if knob != self._knob:
            self._knob = knob
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = True
            self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Push."""
        if not self._held:
            return
        push = event.position() - QPointF(SIDE / 2, SIDE / 2)
        length = math.hypot(push.x(), push.y())
        if length > self.reach:
            push *= self.reach / length
        self._set(push)
        self.pushed.emit(*velocity(push.x(), push.y(), self.reach))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go: the camera stops."""
        self.let_go()

    def let_go(self) -> None:
        """Back to the middle."""
        if self._held:
            self._held = False
            self._set(QPointF())
            self.pushed.emit(0.0, 0.0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ring, arrows and knob from the pane's tokens."""
        t = theme.pane_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(t.bg)
        ground.setAlpha(210)
        painter.setPen(QPen(QColor(t.edge), 1.5))
        painter.setBrush(ground)
        painter.drawEllipse(QRectF(1, 1, SIDE - 2, SIDE - 2))
        middle = SIDE / 2
        for name, dx, dy in _ARROWS:
            x, y = round(middle + dx * 50), round(middle + dy * 50)
            paint_icon(painter, QRect(x - 10, y - 10, 20, 20), name, QColor(t.t1))
        painter.setPen(QPen(QColor(t.accent), 1.5))
        painter.setBrush(QColor(t.accent_fill))
        painter.drawEllipse(QPointF(middle, middle) + self._knob, _KNOB, _KNOB)
        painter.end()
