"""The layouts as small pictures to choose from, and the way to draw one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QWidget

from vms.ui import theme
from vms.ui.arrange import column
from vms.ui.controls import Button, divider, paint_focus_ring
from vms.ui.layouts.layout import KEYS, LAYOUTS, WallLayout, pane_rects

translate = QCoreApplication.translate
_ACROSS = 4
_PICTURE = QSize(64, 40)


def paint_layout(painter: QPainter, box: QRectF, layout: WallLayout, ink: QColor, ground: QColor) -> None:
    """A layout as a picture: its panes as small fields."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(box, ground)
    for rect in pane_rects(layout, round(box.width()), round(box.height()), 1 if layout.panes > 16 else 2):
        painter.fillRect(QRectF(box.x() + rect.x, box.y() + rect.y, rect.w, rect.h), ink)


class LayoutButton(QAbstractButton):
    """One layout: its picture, its name below."""

    def __init__(self, layout: WallLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = layout
        self.setText(layout.name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        meaning = translate("layouts", "{name}: {n} panes").format(name=layout.name, n=layout.panes)
        if layout.name in KEYS:
            key = KEYS.index(layout.name) + 1
            meaning = translate("layouts", "{meaning} (key {key})").format(meaning=meaning, key=key)
        self.setToolTip(meaning)
        self.setAccessibleName(meaning)
        self.setFixedSize(_PICTURE.width() + 16, _PICTURE.height() + theme.length(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the tokens."""
        painter = QPainter(self)
        if self.isChecked() or self.underMouse():
            painter.fillRect(self.rect(), theme.color("accent_bg" if self.isChecked() else "hover"))
        box = QRectF(8, 6, _PICTURE.width(), _PICTURE.height())
        paint_layout(painter, box, self._layout, theme.color("t2"), theme.color("raised"))
        painter.setFont(theme.font(13, 600 if self.isChecked() else 400))
        painter.setPen(QPen(theme.color("accent" if self.isChecked() else "t1")))
        below = self.rect().adjusted(0, _PICTURE.height() + 6, 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            paint_focus_ring(self, painter, "panel")
        painter.end()


class LayoutPicker(QFrame):
    """All layouts as pictures; arrows move, Enter takes one. Closes itself. GUI thread."""

    chosen = Signal(str)
    draw_wanted = Signal()

    def __init__(self, current: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "dialog_card")
        self.buttons: dict[str, LayoutButton] = {}
        grid = QGridLayout()
        grid.setSpacing(4)
        for at, layout in enumerate(LAYOUTS.values()):
            button = LayoutButton(layout)
            button.setChecked(layout.name == current)
            button.clicked.connect(partial(self._take, layout.name))
            self.buttons[layout.name] = button
            grid.addWidget(button, at // _ACROSS, at % _ACROSS)
        self.draw = Button(translate("layouts", "Draw a layout… (E)"), "quiet", "pencil-ruler", "dense")
        self.draw.clicked.connect(self._draw)
        column(grid, divider(), self.draw, spacing=8, margins=(10, 10, 10, 8), parent=self)
        self._current = current

    def open_below(self, button: QWidget) -> None:
        """Show it under a button, inside the window, with the keyboard on the layout in use."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 2))
        self.move(max(corner.x(), button.window().geometry().x()), corner.y())
        self.show()
        (self.buttons.get(self._current) or self.draw).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from picture to picture; Enter takes one; Esc closes."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_ACROSS, Qt.Key.Key_Down: _ACROSS}
        order: list[QAbstractButton] = [*self.buttons.values(), self.draw]
        key, there = Qt.Key(event.key()), self.focusWidget()
        at = next((index for index, one in enumerate(order) if one is there), 0)
        if key in steps:
            order[max(0, min(len(order) - 1, at + steps[key]))].setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            order[at].click()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _take(self, name: str) -> None:
        self.close()
        self.chosen.emit(name)

    def _draw(self) -> None:
        self.close()
        self.draw_wanted.emit()
