"""Buttons that lie on a camera picture, dark in both themes, and the column of tools on the selected pane."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QWidget

from vms.ui import theme
from vms.ui.arrange import column
from vms.ui.icons import paint_icon

translate = QCoreApplication.translate
SIDE = 36
_GROUND_ALPHA = 225  # readable over any picture


class PictureButton(QAbstractButton):
    """An icon or a short word; checkable ones show what is on."""

    def __init__(
        self, meaning: str, icon_name: str = "", text: str = "", side: int = SIDE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._side = icon_name, side
        self.setText(text)
        self.setToolTip(meaning)
        self.setAccessibleName(meaning)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        # Clicks don't take the keyboard from the wall: arrows go on moving the camera.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        wide = QFontMetrics(theme.font(13, 600)).horizontalAdvance(text) + (20 if text else 0)
        self.setFixedSize(max(side, wide + (22 if icon_name and text else 0)), side)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Lighter under the pointer."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """And back."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the pane's tokens."""
        t = theme.pane_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        down = self.isDown() or self.isChecked()
        ground = QColor(t.accent_bg if down else t.hover if self.underMouse() else t.bg)
        ground.setAlpha(_GROUND_ALPHA)
        ring = self.hasFocus() or down
        painter.setPen(QPen(QColor(t.accent if ring else t.edge), 2 if self.hasFocus() else 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        ink = QColor(t.t1 if self.isEnabled() else t.t3)
        if self._icon and not self.text():
            paint_icon(painter, self._icon_box(20), self._icon, ink)
        else:
            left = 8
            if self._icon:
                paint_icon(painter, QRect(left, (self.height() - 16) // 2, 16, 16), self._icon, ink)
                left += 22
            painter.setPen(ink)
            painter.setFont(theme.font(13, 600))
            flags = Qt.AlignmentFlag.AlignVCenter | (
                Qt.AlignmentFlag.AlignLeft if self._icon else Qt.AlignmentFlag.AlignHCenter
            )
            painter.drawText(self.rect().adjusted(left if self._icon else 0, 0, 0, 0), flags, self.text())
        painter.end()

    def _icon_box(self, size: int) -> QRect:
        return QRect((self.width() - size) // 2, (self.height() - size) // 2, size, size)


class PaneTools(QWidget):
    """The column of buttons at the left of the selected pane's picture."""

    still = Signal()
    replay = Signal()
    mark = Signal()
    incident = Signal()
    ptz = Signal()
    enlarge = Signal()

    def __init__(self, *, may_replay: bool, may_incident: bool, may_still: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._still = PictureButton(translate("wall", "Still picture (S)"), "camera")
        self._replay = PictureButton(translate("wall", "Replay the last 30 seconds (R)"), "history")
        self._mark = PictureButton(translate("wall", "Mark this moment (M)"), "bookmark-outline")
        self._incident = PictureButton(translate("wall", "Open an incident from the last 30 seconds"), "folder-plus")
        self._ptz = PictureButton(translate("wall", "Move the camera (P)"), "arrow-all")
        self._ptz.setCheckable(True)
        self._enlarge = PictureButton(translate("wall", "Enlarge or back (Enter)"), "fullscreen")
        self._still.setVisible(may_still)
        self._replay.setVisible(may_replay)
        self._mark.setVisible(may_replay)
        self._incident.setVisible(may_incident)
        for button, signal in (
            (self._still, self.still),
            (self._replay, self.replay),
            (self._mark, self.mark),
            (self._incident, self.incident),
            (self._ptz, self.ptz),
            (self._enlarge, self.enlarge),
        ):
            button.clicked.connect(signal)
        buttons = (self._still, self._replay, self._mark, self._incident, self._ptz, self._enlarge)
        self._line = column(*buttons, spacing=6, parent=self)
        self.hide()

    def set_ptz(self, *, can: bool, on: bool) -> None:
        """Whether this camera can be moved, and is being moved."""
        self._ptz.setVisible(can)
        self._ptz.setChecked(on)

    def place(self, room: QRect) -> None:
        """At the upper left of the picture's room: a column, or a row in a low pane; hidden where neither fits."""
        for direction in (QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight):
            self._line.setDirection(direction)
            size = self._line.sizeHint()
            fits = size.height() + 16 <= room.height() and size.width() + 16 <= room.width() and room.width() > 6 * SIDE
            if fits:
                self.setGeometry(room.x() + 8, room.y() + 8, size.width(), size.height())
                self.show()
                self.raise_()
                return
        self.hide()
