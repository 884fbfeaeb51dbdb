"""The wall as a person handles it: selecting, enlarging, dragging cameras into panes and out of them.

What a pane shows is ``wall_canvas``; which camera belongs where is decided by the page, told through signals.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QCursor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from vms.core.clock import Clock
from vms.ui.wall import words
from vms.ui.wall.feed import OpenView
from vms.ui.wall.layout import Direction, moved, pane_at
from vms.ui.wall.pane_geometry import Zone
from vms.ui.wall.wall_canvas import WallCanvas

CAMERA_MIME = "application/x-vms-camera"
PANE_MIME = "application/x-vms-pane"

_ARROWS = {
    Qt.Key.Key_Left: Direction.left,
    Qt.Key.Key_Right: Direction.right,
    Qt.Key.Key_Up: Direction.up,
    Qt.Key.Key_Down: Direction.down,
}


def camera_mime(camera_id: int, pane: int | None = None) -> QMimeData:
    """What is dragged: a camera, and the pane it came from."""
    data = QMimeData()
    data.setData(CAMERA_MIME, QByteArray(str(camera_id).encode()))
    if pane is not None:
        data.setData(PANE_MIME, QByteArray(str(pane).encode()))
    return data


def dragged(data: QMimeData) -> tuple[int, int | None] | None:
    """Camera id and source pane of a drag that is ours, else None."""
    if not data.hasFormat(CAMERA_MIME):
        return None
    camera = int(bytes(data.data(CAMERA_MIME).data()).decode())
    source = int(bytes(data.data(PANE_MIME).data()).decode()) if data.hasFormat(PANE_MIME) else None
    return camera, source


class WallView(WallCanvas):
    """The canvas with hands. ``locked`` refuses every change of the arrangement."""

    selection_changed = Signal(int)
    camera_dropped = Signal(int, int)  # pane, camera id
    panes_swapped = Signal(int, int)
    pane_emptied = Signal(int)
    enlarge_wanted = Signal(int)
    restore_wanted = Signal()
    handle_pressed = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, clock: Clock, open_view: OpenView, parent: QWidget | None = None) -> None:
        super().__init__(clock, open_view, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.locked = False
        self.busy = False  # something on the wall wants Esc for itself
        # First refusal of keys, for PTZ: (event, pressed) -> taken.
        self.keys_first: Callable[[QKeyEvent, bool], bool] | None = None
        self._pressed: tuple[int, QPointF] | None = None

    def select(self, pane: int) -> None:
        """Select a pane of the layout."""
        pane = max(0, min(pane, self.wall_layout.panes - 1))
        before, self._selected = self._selected, pane
        if before == pane:
            return
        for one in (before, pane):
            rect = self.pane_rect(one)
            if rect is not None:
                self.update(self._outer(rect))
        self._tell_selection()
        self.selection_changed.emit(pane)

    def _tell_selection(self) -> None:
        self.setAccessibleDescription(words.spoken(self.model(self._selected)))
        if QAccessible.isActive():
            told = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(told)

    def pane_under(self, point: QPointF) -> int | None:
        """The pane at a point of the widget."""
        index = pane_at(self._rects, point.x(), point.y())
        return self.enlarged if index is not None and self.enlarged is not None else index

    def _zone(self, pane: int, point: QPointF) -> Zone | None:
        rect = self.pane_rect(pane)
        return None if rect is None else self.parts_of(rect, self.model(pane)).zone(point.x(), point.y())

    # Keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say which pane is selected."""
        super().focusInEvent(event)
        self._tell_selection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Enter, Esc and Delete; the rest goes on to the page."""
        if self.keys_first is not None and self.keys_first(event, True):
            event.accept()
            return
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in _ARROWS and self.enlarged is None:
            self.select(moved(self.wall_layout, self._selected, _ARROWS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle_enlarged(self._selected)
        elif key == Qt.Key.Key_Escape and self.enlarged is not None:
            self.restore_wanted.emit()
        elif key == Qt.Key.Key_Delete and self.enlarged is None:
            self._empty(self._selected)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Only PTZ cares for a key that is let go."""
        if self.keys_first is not None and self.keys_first(event, False):
            event.accept()
            return
        super().keyReleaseEvent(event)

    def _toggle_enlarged(self, pane: int) -> None:
        if self.enlarged is not None:
            self.restore_wanted.emit()
        elif pane in self._cells:
            self.enlarge_wanted.emit(pane)

    def _empty(self, pane: int) -> None:
        if not self.locked and pane in self._cells:
            self.pane_emptied.emit(pane)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select, or press what can be pressed in the pane."""
        pane = self.pane_under(event.position())
        self._pressed = None
        if pane is None:
            return
        zone = self._zone(pane, event.position())
        if zone is Zone.close:
            self.restore_wanted.emit()
            return
        self.select(pane)
        if zone is Zone.handle:
            self.handle_pressed.emit(pane)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._pressed = (pane, event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """No drag came of it."""
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Enlarge, or back."""
        pane = self.pane_under(event.position())
        if pane is not None and event.button() == Qt.MouseButton.LeftButton:
            self._toggle_enlarged(pane)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Start dragging a pane's camera once the pointer has moved far enough."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        pane, start = self._pressed
        far = (event.position() - start).manhattanLength() >= QApplication.startDragDistance()
        if not far or self.locked or self.enlarged is not None or pane not in self._cells:
            return
        self._pressed = None
        drag = QDrag(self)
        drag.setMimeData(camera_mime(self._cells[pane].camera_id, pane))
        drag.setPixmap(self._drag_picture(pane))
        action = drag.exec(Qt.DropAction.MoveAction)
        self.drag_ended(pane, action, self.mapFromGlobal(QCursor.pos()))

    def _drag_picture(self, pane: int) -> QPixmap:
        rect = self.pane_rect(pane)
        if rect is None:
            return QPixmap()
        whole = self.grab(self._outer(rect))
        return whole.scaledToWidth(180, Qt.TransformationMode.SmoothTransformation)

    def drag_ended(self, pane: int, action: Qt.DropAction, point: QPoint) -> None:
        """A drag from a pane that nobody took, let go outside the wall, empties the pane."""
        if action == Qt.DropAction.IgnoreAction and not self.rect().contains(point):
            self._empty(pane)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The page shows the menu of the pane."""
        pane = self.pane_under(QPointF(event.pos())) if event.reason() == event.Reason.Mouse else self._selected
        if pane is not None:
            self.select(pane)
            self.menu_wanted.emit(pane, event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Tooltips belong to panes, not to the widget. Esc is ours while it means "back"."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            back = event.key() == Qt.Key.Key_Escape and (self.enlarged is not None or self.busy)
            event.setAccepted(back)
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            pane = self.pane_under(QPointF(event.pos()))
            text = "" if pane is None else words.tooltip(self.model(pane))
            if text:
                QToolTip.showText(event.globalPos(), text, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # Drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take cameras, unless the layout is locked."""
        self._drag_over(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show which pane would take it."""
        self._drag_over(event)

    def _drag_over(self, event: QDragMoveEvent) -> None:
        pane = self.pane_under(event.position())
        if self.locked or self.enlarged is not None or pane is None or dragged(event.mimeData()) is None:
            self._target(None)
            event.ignore()
            return
        self._target(pane)
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Nothing is above the wall any more."""
        self._target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the camera there; from another pane: swap."""
        pane, what = self.pane_under(event.position()), dragged(event.mimeData())
        self._target(None)
        if self.locked or self.enlarged is not None or pane is None or what is None:
            event.ignore()
            return
        camera, source = what
        event.acceptProposedAction()
        if source is None:
            self.camera_dropped.emit(pane, camera)
        elif source != pane:
            self.panes_swapped.emit(source, pane)
        self.select(pane)

    def _target(self, pane: int | None) -> None:
        before, self._drop_target = self._drop_target, pane
        for one in {before, pane} - {None}:
            rect = None if one is None else self.pane_rect(one)
            if rect is not None:
                self.update(self._outer(rect))
