"""What lies on the picture while a camera is being moved: joystick, zoom, presets, home, and the error if any."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer
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
from PySide6.QtWidgets import QMenu, QWidget

from vms.core.errors import CameraInUse, VmsError
from vms.ui import theme
from vms.ui.arrange import clear, row
from vms.ui.dialogs import Question, confirm
from vms.ui.icons import icon, paint_icon
from vms.ui.wall.joystick import SIDE, Joystick, velocity
from vms.ui.wall.name_dialog import NameDialog
from vms.ui.wall.picture_buttons import PictureButton
from vms.ui.wall.ptz_control import PtzControl
from vms.ui.wall.words import reason_text

translate = QCoreApplication.translate
MIN_WIDTH, MIN_HEIGHT = 420, 230
_ZOOM_SIDE = 44
_KEY_SPEED = 0.6
_WHEEL_MS = 250
_WHEEL_SPEED = 0.6
_SHOWN_PRESETS = 9
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
    """Covers one pane's picture while its camera is taken. The page places it and passes it the wall's keys."""

    def __init__(self, control: PtzControl, parent: QWidget) -> None:
        super().__init__(parent)
        self._control = control
        self._start: QPointF | None = None
        self._now = QPointF()
        self.setAccessibleName(translate("wall", "Camera control"))
        self.joystick = Joystick(self)
        self.joystick.pushed.connect(lambda pan, tilt: control.push("joystick", pan, tilt))
        self.zoom_in = self._zoom_button("magnify-plus", translate("wall", "Zoom in (+)"), 1.0)
        self.zoom_out = self._zoom_button("magnify-minus", translate("wall", "Zoom out (−)"), -1.0)
        self._strip = QWidget(self)
        self._buttons = row(spacing=6, parent=self._strip)
        self._wheel = QTimer(self)
        self._wheel.setSingleShot(True)
        self._wheel.setInterval(_WHEEL_MS)
        self._wheel.timeout.connect(lambda: control.push("wheel", 0.0, 0.0, 0.0))
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
        x, y = self.width() - SIDE - 10, self.height() - SIDE - 10
        self.joystick.move(x, y)
        self.zoom_in.move(x - _ZOOM_SIDE - 8, self.height() - 2 * _ZOOM_SIDE - 18)
        self.zoom_out.move(x - _ZOOM_SIDE - 8, self.height() - _ZOOM_SIDE - 10)
        self._show_state()

    def _show_state(self) -> None:
        control = self._control
        for widget in (self.joystick, self.zoom_in, self.zoom_out):
            widget.setEnabled(control.ready)
        clear(self._buttons)
        if control.ready:
            self._fill_strip()
        self._strip.adjustSize()
        size = self._buttons.sizeHint()
        self._strip.setGeometry(10, self.height() - size.height() - 10, size.width(), size.height())
        self._strip.setVisible(control.ready)
        self.update()

    def _fill_strip(self) -> None:
        control = self._control
        room = self.zoom_in.x() - 30 - 2 * 42
        for at, preset in enumerate(control.presets[:_SHOWN_PRESETS], 1):
            text = f"{at} {preset.name or preset.token}"
            button = PictureButton(translate("wall", "Preset {text} (key {at})").format(text=text, at=at), "", text)
            room -= button.width() + 6
            if room < 0:
                button.deleteLater()
                self._add(self._more(at - 1))
                break
            button.setCheckable(True)
            button.setChecked(preset.token == control.preset_at)
            button.clicked.connect(lambda _on=False, number=at: control.go_preset(number))
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            button.customContextMenuRequested.connect(
                lambda point, b=button, p=preset: self._preset_menu(b.mapToGlobal(point), p.token, p.name)
            )
            self._add(button)
        add = PictureButton(translate("wall", "Keep this position as a preset"), "plus")
        add.clicked.connect(self._ask_name)
        self._add(add)
        if control.home:
            home = PictureButton(translate("wall", "Home position (Home)"), "home")
            home.clicked.connect(control.go_home)
            self._add(home)

    def _add(self, button: PictureButton) -> None:
        self._buttons.addWidget(button)
        button.show()  # a layout shows new widgets only later, and counts no hidden one in its size

    def _more(self, first: int) -> PictureButton:
        made = PictureButton(translate("wall", "More presets"), "dots-horizontal")

        def show() -> None:
            menu = QMenu(self)
            for at, preset in enumerate(self._control.presets[first:], first + 1):
                act = menu.addAction(f"{at} {preset.name or preset.token}")
                act.triggered.connect(lambda _on=False, number=at: self._control.go_preset(number))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(made.mapToGlobal(QPoint(0, made.height())))

        made.clicked.connect(show)
        return made

    def _ask_name(self) -> None:
        free = translate("wall", "Preset {n}").format(n=len(self._control.presets) + 1)
        title, verb = translate("wall", "Keep this position"), translate("wall", "Keep")
        NameDialog(title, verb, free, self._control.add_preset, self.window()).open()

    def _preset_menu(self, where: QPoint, token: str, name: str) -> None:
        menu = QMenu(self)
        remove = menu.addAction(icon("delete"), translate("wall", "Remove preset"))
        remove.triggered.connect(lambda: self._remove(token, name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _remove(self, token: str, name: str) -> None:
        question = Question(
            translate("wall", "Remove preset “{name}”?").format(name=name or token),
            lost=[translate("wall", "The camera forgets this position.")],
            stays=[translate("wall", "The camera stays where it is now.")],
            act=translate("wall", "Remove preset"),
            keep=translate("wall", "Keep it"),
        )
        if confirm(self.window(), question) is not None:
            self._control.remove_preset(token)

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
        if not pressed:
            return False
        if key == Qt.Key.Key_Home:
            self._control.go_home()
            return True
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._control.go_preset(key.value - Qt.Key.Key_0.value)
            return True
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_P):
            self._control.end()
            return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag: the camera moves the faster the farther it goes."""
        parent = self.parentWidget()
        if parent is not None:
            parent.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton and self._control.ready:
            self._start = self._now = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Steer."""
        if self._start is None:
            return
        self._now = event.position()
        push = self._now - self._start
        pan, tilt = velocity(push.x(), push.y(), min(self.width(), self.height()) / 3)
        self._control.push("drag", pan, tilt)
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Stop."""
        self._end_drag()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Not for the wall below: two quick pushes aren't "enlarge"."""
        self.mousePressEvent(event)

    def _end_drag(self) -> None:
        if self._start is not None:
            self._start = None
            self._control.push("drag", 0.0, 0.0)
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom a little for each notch."""
        turn = event.angleDelta().y()
        if turn and self._control.ready:
            self._control.push("wheel", 0.0, 0.0, _WHEEL_SPEED if turn > 0 else -_WHEEL_SPEED)
            self._wheel.start()
        event.accept()

    def let_go(self) -> None:
        """Nothing is held any more: focus lost, another window, hidden."""
        self._wheel.stop()
        self._start = None
        self.joystick.let_go()
        self._control.halt()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        """A hidden overlay holds nothing."""
        super().hideEvent(event)
        self.let_go()

    def event(self, event: QEvent) -> bool:
        """Losing the window ends every push."""
        if event.type() == QEvent.Type.WindowDeactivate and self.isVisible():
            self.let_go()
        return super().event(event)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The drag's line, and the sentence when something is wrong or the camera isn't ready yet."""
        t = theme.pane_tokens()
        painter = QPainter(self)
        if self._start is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(t.accent), 2, Qt.PenStyle.DashLine))
            painter.drawLine(self._start, self._now)
            painter.setBrush(QColor(t.accent))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(self._start, 4, 4)
        text = self._sentence()
        if text:
            bad = self._control.error is not None
            self._note(painter, text, "alert" if bad else "loading", t.warn if bad else t.accent)
        painter.end()

    def _sentence(self) -> str:
        error = self._control.error
        if error is not None:
            return error_text(error)
        return "" if self._control.ready else translate("wall", "Connecting to the motor…")

    def _note(self, painter: QPainter, text: str, name: str, tone: str) -> None:
        font = theme.font(14, 600)
        metrics = QFontMetrics(font)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - 70)
        box = QRect(0, 10, metrics.horizontalAdvance(text) + 46, 34)
        box.moveLeft((self.width() - box.width()) // 2)
        ground = QColor(theme.pane_tokens().bg)
        ground.setAlpha(230)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(box), 4, 4)
        paint_icon(painter, QRect(box.x() + 10, box.y() + 8, 18, 18), name, QColor(tone))
        painter.setPen(QColor(theme.pane_tokens().t1))
        painter.setFont(font)
        painter.drawText(box.adjusted(36, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)


def error_text(error: VmsError) -> str:
    """Why the camera doesn't move, in a sentence."""
    if isinstance(error, CameraInUse):
        return translate("wall", "{who} has the control").format(who=error.values.get("holder", ""))
    return reason_text(error.code)
