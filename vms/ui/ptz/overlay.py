"""What lies on the picture while a camera is being moved: joystick, zoom, presets, home, and what stands in the way."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from vms.core.errors import CameraInUse, VmsError
from vms.ui import theme
from vms.ui.ptz.aiming import aim_at, aim_box
from vms.ui.ptz.control import PtzControl
from vms.ui.ptz.joystick import SIDE, Joystick
from vms.ui.ptz.notice import Notice, Words
from vms.ui.ptz.panel import PRESETS, TOURS, PtzPanel
from vms.ui.ptz.stick import Stick
from vms.ui.ptz.stick_moves import Wish
from vms.ui.ptz.strip import PresetStrip
from vms.ui.ptz.tour_desk import TourDesk
from vms.ui.wall.picture_buttons import PictureButton
from vms.ui.wall.words import reason_text
from vms.video.framing import PLAIN, Framing

translate = QCoreApplication.translate
MIN_WIDTH, MIN_HEIGHT = 420, 230
_ZOOM_SIDE = 44
_EDGE = 10
_KEY_SPEED = 0.6
_WHEEL_MS = 250
_WHEEL_SPEED = 0.6
_SMALLEST_BOX = 16  # pixels: less is a click of a hand that trembled
_PAN_KEYS = {
    Qt.Key.Key_Left: (-1.0, 0.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0, 0.0),
    Qt.Key.Key_Down: (0.0, -1.0, 0.0),
    Qt.Key.Key_Plus: (0.0, 0.0, 1.0),
    Qt.Key.Key_Equal: (0.0, 0.0, 1.0),
    Qt.Key.Key_Minus: (0.0, 0.0, -1.0),
}


class PtzOverlay(QWidget):
    """Covers one pane's picture while its camera is taken. The page places it and passes it the wall's keys.

    A click brings a point to the middle, a box drawn with the mouse fills the picture, the wheel zooms the lens.
    ``shown`` says where in the overlay the picture lies, and how it is framed; ``whole_wanted``: the pane should show
    the camera's whole picture again, because the lens does the zooming now.
    """

    whole_wanted = Signal()

    def __init__(self, control: PtzControl, desk: TourDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._control = control
        self.shown: Callable[[], tuple[QRectF, Framing]] = lambda: (QRectF(self.rect()), PLAIN)
        control.framing = lambda: self.shown()[1]
        self._start: QPointF | None = None
        self._now = QPointF()
        self.setAccessibleName(translate("ptz", "Camera control"))
        self.joystick = Joystick(self)
        self.joystick.pushed.connect(lambda pan, tilt: control.push("joystick", pan, tilt))
        self.zoom_in = self._zoom_button("magnify-plus", translate("ptz", "Zoom in (+)"), 1.0)
        self.zoom_out = self._zoom_button("magnify-minus", translate("ptz", "Zoom out (−)"), -1.0)
        self.strip = PresetStrip(control, self)
        self.notice = Notice(self)
        self.panel = PtzPanel(control, desk, self)
        self.strip.list_wanted.connect(lambda: self.open_list(PRESETS))
        self.panel.closed.connect(self._focus_wall)
        desk.began.connect(control.end)  # a tour goes only while nobody has the camera
        self._wheel = QTimer(self)
        self._wheel.setSingleShot(True)
        self._wheel.setInterval(_WHEEL_MS)
        self._wheel.timeout.connect(lambda: control.push("wheel", 0.0, 0.0, 0.0))
        self.stick = Stick(self)
        self.stick.wished.connect(self._stick_wish)
        self.stick.unplugged.connect(lambda: control.push("stick", 0.0, 0.0, 0.0))
        control.changed.connect(self._show_state)
        control.moved.connect(lambda pan, tilt, _zoom: self.joystick.show_velocity(pan, tilt))
        self.hide()

    def _zoom_button(self, name: str, meaning: str, speed: float) -> PictureButton:
        made = PictureButton(meaning, name, side=_ZOOM_SIDE, parent=self)
        made.pressed.connect(lambda: self._control.push(name, 0.0, 0.0, speed * _KEY_SPEED))
        made.released.connect(lambda: self._control.push(name, 0.0, 0.0, 0.0))
        return made

    # Placing

    def place(self, room: QRect) -> None:
        """Over the picture's room."""
        self.setGeometry(room)
        x, y = self.width() - SIDE - _EDGE, self.height() - SIDE - _EDGE
        self.joystick.move(x, y)
        self.zoom_in.move(x - _ZOOM_SIDE - 8, self.height() - 2 * _ZOOM_SIDE - 18)
        self.zoom_out.move(x - _ZOOM_SIDE - 8, self.height() - _ZOOM_SIDE - _EDGE)
        self._show_state()

    def open_list(self, which: str) -> None:
        """Presets or tours, over the picture."""
        if self._control.ready:
            self.let_go()
            self.panel.open(which, self.rect())

    def _show_state(self) -> None:
        control = self._control
        for widget in (self.joystick, self.zoom_in, self.zoom_out):
            widget.setEnabled(control.ready)
            widget.setVisible(control.ready)
        if not control.ready and not self.panel.isHidden():
            self.panel.shut()
        room = QRect(_EDGE, 0, self.zoom_in.x() - _EDGE - 8, self.height() - _EDGE)
        self.strip.show_state(room)
        self.stick.set_on(control.ready and self.isVisible())
        self.notice.say(self._words(), self.rect())
        self.update()

    def _focus_wall(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            parent.setFocus(Qt.FocusReason.OtherFocusReason)

    # Hands

    def key(self, event: QKeyEvent, pressed: bool) -> bool:
        """A key of the wall while the camera is taken; whether it was one of ours."""
        key = Qt.Key(event.key())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in _PAN_KEYS:
            if not event.isAutoRepeat():
                fast = 1.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _KEY_SPEED
                pan, tilt, zoom = (part * fast if pressed else 0.0 for part in _PAN_KEYS[key])
                self._control.push(f"key{key.value}", pan, tilt, zoom)
            return True
        return pressed and self._act(key)

    def _act(self, key: Qt.Key) -> bool:
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._control.go_preset(key.value - Qt.Key.Key_0.value)
            return True
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Home: self._control.go_home,
            Qt.Key.Key_L: lambda: self.open_list(PRESETS),
            Qt.Key.Key_T: lambda: self.open_list(TOURS),
            Qt.Key.Key_P: self._control.end,
            Qt.Key.Key_Escape: self._back,
        }
        if isinstance(self._control.error, CameraInUse):
            acts[Qt.Key.Key_Return] = acts[Qt.Key.Key_Enter] = self._want
        act = acts.get(key)
        if act is None:
            return False
        act()
        return True

    def _want(self) -> None:
        """Enter while somebody else has the camera: take it from a lower rank, ask an equal or a higher one."""
        error = self._control.error
        if isinstance(error, CameraInUse) and error.values.get("may_take"):
            self._control.take_over()
        elif not self._control.asked:
            self._control.ask()

    def _back(self) -> None:
        """Esc: first the box that is being drawn, then the camera."""
        if self._start is not None:
            self._start = None
            self.update()
        else:
            self._control.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a box."""
        self._focus_wall()
        if event.button() == Qt.MouseButton.LeftButton and self._control.ready:
            self._start = self._now = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the box."""
        if self._start is not None:
            self._now = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click goes to the middle, a box to full size."""
        if self._start is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._now = event.position()
        box, start = self._box(), self._start
        self._start = None
        place, framing = self.shown()
        aim = aim_box(place, framing, box) if box is not None else aim_at(place, framing, start)
        if aim is not None:
            if box is not None and framing.zoomed:
                self.whole_wanted.emit()
            self._control.aim(aim)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Not for the wall below: two quick clicks aren't "enlarge"."""
        self.mousePressEvent(event)

    def _box(self) -> QRectF | None:
        """The box that is being drawn; None while it is only a click."""
        if self._start is None:
            return None
        box = QRectF(self._start, self._now).normalized()
        far = (self._now - self._start).manhattanLength() >= QApplication.startDragDistance()
        return box if far and min(box.width(), box.height()) >= _SMALLEST_BOX else None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom a little for each notch."""
        turn = event.angleDelta().y()
        if turn and self._control.ready:
            self._control.push("wheel", 0.0, 0.0, _WHEEL_SPEED if turn > 0 else -_WHEEL_SPEED)
            self._wheel.start()
        event.accept()

    def _stick_wish(self, wish: Wish) -> None:
        if not self._control.ready or not self.window().isActiveWindow():
            self.stick.disarm()
            return
        if wish.stop:
            self.let_go()
            return
        self._control.push("stick", wish.pan, wish.tilt, wish.zoom)
        if wish.home:
            self._control.go_home()
        elif wish.preset:
            self._control.go_preset(wish.preset)

    def let_go(self) -> None:
        """Nothing is held any more: focus lost, another window, hidden."""
        self._wheel.stop()
        self._start = None
        self.joystick.let_go()
        self.stick.disarm()
        self._control.halt()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        """A hidden overlay holds nothing."""
        super().hideEvent(event)
        self.panel.hide()
        self.stick.set_on(False)
        self.let_go()

    def event(self, event: QEvent) -> bool:
        """Losing the window ends every push."""
        if event.type() == QEvent.Type.WindowDeactivate and self.isVisible():
            self.let_go()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """The screen was locked: the camera is given back, not only stopped."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self._control.end()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box that is being drawn, and what letting go will do."""
        box = self._box()
        if box is None:
            return
        t = theme.pane_tokens()
        painter = QPainter(self)
        box = box.intersected(self.shown()[0])
        painter.setPen(QPen(QColor(t.accent), 2, Qt.PenStyle.DashLine))
        painter.drawRect(box)
        text = translate("ptz", "Let go to zoom to this part")
        font = theme.font(12)
        wide = QFontMetrics(font).horizontalAdvance(text) + 16
        left = max(0.0, min(self.width() - wide, box.center().x() - wide / 2))
        under = box.bottom() + 4 if box.bottom() + 28 < self.height() else box.top() - 26
        ground = QColor(t.bg)
        ground.setAlpha(225)
        place = QRectF(left, under, wide, 22)
        painter.fillRect(place, ground)
        painter.setPen(QColor(t.t1))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def _words(self) -> Words | None:
        """What stands between the person and the camera, if anything."""
        control, error = self._control, self._control.error
        if control.camera_id is None:
            return None
        if isinstance(error, CameraInUse):
            return self._in_use(error)
        if error is not None:
            return Words("alert", "warn", error_text(error))
        if not control.ready:
            return Words("loading", "accent", translate("ptz", "Connecting to the motor…"))
        if control.asked_by:
            give = translate("ptz", "Give it back")
            later = translate("ptz", "Not now")
            return Words(
                "account-question", "accent", translate("ptz", "{who} would like to move this camera").format(
                    who=control.asked_by
                ), "", ((give, control.end), (later, control.forget_asker)),
            )  # fmt: skip
        return None

    def _in_use(self, error: CameraInUse) -> Words:
        control = self._control
        left = control.left_s if control.left_s is not None else _seconds(error)
        text = translate("ptz", "Free in {left} if nothing is pressed").format(left=clock(left))
        leave = (translate("ptz", "Leave it (Esc)"), control.end)
        acts: tuple[tuple[str, Callable[[], None]], ...]
        if error.values.get("may_take"):
            acts = ((translate("ptz", "Take the control (Enter)"), control.take_over), leave)
        elif control.asked:
            text = translate("ptz", "Asked. It is yours as soon as it is free · {left}").format(left=clock(left))
            acts = (leave,)
        else:
            acts = ((translate("ptz", "Ask for it (Enter)"), control.ask), leave)
        return Words("account-lock", "warn", error_text(error), text, acts)


def clock(seconds: float) -> str:
    """``0:24``."""
    whole = max(0, math.ceil(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def _seconds(error: CameraInUse) -> float:
    said = error.values.get("wait_s")
    return float(said) if isinstance(said, int | float) else 0.0


def error_text(error: VmsError) -> str:
    """Why the camera doesn't move, in a sentence."""
    if isinstance(error, CameraInUse):
        return translate("ptz", "{who} has the control").format(who=error.values.get("holder", ""))
    return reason_text(error.code)
