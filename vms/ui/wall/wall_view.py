"""The wall as a person handles it: selecting, enlarging, dragging cameras into panes and out of them.

What a pane shows is ``wall_canvas``; which camera belongs where is decided by the page, told through signals.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

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
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from vms.core.clock import Clock
from vms.ui.layouts.layout import Direction, WallLayout, moved, pane_at
from vms.ui.wall import words
from vms.ui.wall.feed import OpenView
from vms.ui.wall.framing_hands import FramingHands
from vms.ui.wall.pane_geometry import Zone
from vms.ui.wall.pane_state import PaneCamera, PaneMark
from vms.ui.wall.panes import parts_of
from vms.ui.wall.wall_canvas import WallCanvas

CAMERA_MIME = "application/x-vms-camera"
PANE_MIME = "application/x-vms-pane"

_ARROWS = {
    Qt.Key.Key_Left: Direction.left,
    Qt.Key.Key_Right: Direction.right,
    Qt.Key.Key_Up: Direction.up,
    Qt.Key.Key_Down: Direction.down,
}


@dataclass(frozen=True, slots=True)
class Dragged:
    """Cameras that are dragged; ``pane`` and ``place`` (the window) when they come from a pane."""

    cameras: tuple[int, ...]
    pane: int | None = None
    place: int = 0


def cameras_mime(cameras: Sequence[int]) -> QMimeData:
    """What is dragged out of a list: cameras in their order."""
    data = QMimeData()
    data.setData(CAMERA_MIME, QByteArray(",".join(str(one) for one in cameras).encode()))
    return data


def camera_mime(camera_id: int, pane: int | None = None, place: int = 0) -> QMimeData:
    """What is dragged: a camera, the pane it came from and the window of that pane."""
    data = cameras_mime([camera_id])
    if pane is not None:
        data.setData(PANE_MIME, QByteArray(f"{place}:{pane}".encode()))
    return data


def dragged(data: QMimeData) -> Dragged | None:
    """What a drag that is ours carries, else None."""
    if not data.hasFormat(CAMERA_MIME):
        return None
    cameras = tuple(int(one) for one in bytes(data.data(CAMERA_MIME).data()).decode().split(",") if one)
    if not data.hasFormat(PANE_MIME):
        return Dragged(cameras)
    place, pane = bytes(data.data(PANE_MIME).data()).decode().split(":")
    return Dragged(cameras, int(pane), int(place))


class WallView(WallCanvas):
    """The canvas with hands. ``locked`` refuses every change of the arrangement."""

    selection_changed = Signal(int)
    camera_dropped = Signal(int, int)  # pane, camera id
    cameras_dropped = Signal(int, object)  # the first pane, camera ids
    pane_came = Signal(int, int, int)  # the other window, its pane, the pane here
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
        self.place = 0  # the window of the wall
        self.busy = False  # something on the wall wants Esc for itself
        # First refusal of keys, for PTZ: (event, pressed) -> taken.
        self.keys_first: Callable[[QKeyEvent, bool], bool] | None = None
        self._pressed: tuple[int, QPointF] | None = None
        self.hands = FramingHands(self)

    @property
    def back_means_here(self) -> bool:
        """Whether Esc ends something on the wall: PTZ, a replay, a zoom, an enlarged pane."""
        feed = self.feed(self.selected)
        shown = feed is not None and (feed.replay is not None or feed.framing.zoomed)
        return self.enlarged is not None or self.busy or shown

    def select(self, pane: int) -> None:
        """Select a pane of the layout."""
        pane = max(0, min(pane, self.wall_layout.panes - 1))
        before, self._panes.selected = self.selected, pane
        if before == pane:
            return
        for one in (before, pane):
            rect = self.pane_rect(one)
            if rect is not None:
                self.update(self._outer(rect))
        self._tell_selection()
        self.selection_changed.emit(pane)

    # Tours

    def prepare(self, layout: WallLayout, cells: Mapping[int, PaneCamera]) -> None:
        """What comes next: cameras that aren't on the wall yet are opened behind it, in the size they will have."""
        self._coming_layout = layout
        self._feeds.prepare({pane: camera for pane, camera in cells.items() if pane < layout.panes}, self._facts)
        self._apply_sizes()

    def next_ready(self, panes: Collection[int] | None = None) -> bool:
        """Whether everything that was prepared (for some panes) shows a picture, or can't."""
        return self._feeds.coming_settled(panes)

    def set_marks(self, marks: Mapping[int, PaneMark]) -> None:
        """What tours and hot spot say in the captions of their panes."""
        before, self._marks = self._marks, dict(marks)
        for pane in before.keys() | self._marks.keys():
            rect = self.pane_rect(pane)
            if rect is not None and before.get(pane) != self._marks.get(pane):
                self.update(self._outer(rect))

    def set_statistics(self, on: bool) -> None:
        """Whether each pane says what its stream is made of."""
        self._feeds.set_statistics(on)
        self._refresh_models()

    def set_watermark(self, text: str) -> None:
        """A text over every picture; empty for none."""
        if text != self._painter.marks.watermark:
            self._painter.marks.watermark = text
            self.update()

    def _tell_selection(self) -> None:
        self.setAccessibleDescription(words.spoken(self.model(self.selected)))
        if QAccessible.isActive():
            told = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(told)

    def pane_under(self, point: QPointF) -> int | None:
        """The pane at a point of the widget."""
        index = pane_at(self._panes.rects, point.x(), point.y())
        return self.enlarged if index is not None and self.enlarged is not None else index

    def _zone(self, pane: int, point: QPointF) -> Zone | None:
        rect = self.pane_rect(pane)
        return None if rect is None else parts_of(rect, self.model(pane)).zone(point.x(), point.y())

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
        if self.hands.key(self.selected, event):
            return
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key == Qt.Key.Key_Escape and self.hands.zoomed(self.selected):
            self.hands.whole(self.selected)
        elif key in _ARROWS and self.enlarged is None:
            self.select(moved(self.wall_layout, self.selected, _ARROWS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle_enlarged(self.selected)
        elif key == Qt.Key.Key_Escape and self.enlarged is not None:
            self.restore_wanted.emit()
        elif key == Qt.Key.Key_Delete and self.enlarged is None:
            self._empty(self.selected)
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
        elif pane in self._panes.cells:
            self.enlarge_wanted.emit(pane)

    def _empty(self, pane: int) -> None:
        if not self.locked and (pane in self._panes.cells or pane in self._marks):
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
        elif self.hands.press(pane, zone, event):
            return
        elif event.button() == Qt.MouseButton.LeftButton:
            self._pressed = (pane, event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """No drag came of it."""
        self._pressed = None
        self.hands.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Enlarge, or back."""
        pane = self.pane_under(event.position())
        if pane is not None and event.button() == Qt.MouseButton.LeftButton:
            self._toggle_enlarged(pane)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move a zoomed picture, or start dragging a pane's camera once the pointer has moved far enough."""
        if self.hands.move(event.position()):
            return
        if not event.buttons():
            pane = self.pane_under(event.position())
            self.hands.hover(pane, None if pane is None else self._zone(pane, event.position()))
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        pane, start = self._pressed
        far = (event.position() - start).manhattanLength() >= QApplication.startDragDistance()
        if not far or self.locked or self.enlarged is not None or pane not in self._panes.cells:
            return
        self._pressed = None
        drag = QDrag(self)
        drag.setMimeData(camera_mime(self._panes.cells[pane].camera_id, pane, self.place))
        drag.setPixmap(self._drag_picture(pane))
        action = drag.exec(Qt.DropAction.MoveAction)
        self.drag_ended(pane, action, self.mapFromGlobal(QCursor.pos()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom the picture under the pointer."""
        pane = self.pane_under(event.position())
        if pane is not None and pane in self._panes.cells:
            self.select(pane)
            self.hands.wheel(pane, event)
        event.accept()

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
        pane = self.pane_under(QPointF(event.pos())) if event.reason() == event.Reason.Mouse else self.selected
        if pane is not None:
            self.select(pane)
            self.menu_wanted.emit(pane, event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Tooltips belong to panes, not to the widget. Esc is ours while it means "back"."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() == Qt.Key.Key_Escape and self.back_means_here)
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
        event.acceptProposedAction()
        if what.pane is None and len(what.cameras) == 1:
            self.camera_dropped.emit(pane, what.cameras[0])
        elif what.pane is None:
            self.cameras_dropped.emit(pane, what.cameras)
        elif what.place != self.place:
            self.pane_came.emit(what.place, what.pane, pane)
        elif what.pane != pane:
            self.panes_swapped.emit(what.pane, pane)
        self.select(pane)

    def _target(self, pane: int | None) -> None:
        before, self._drop_target = self._drop_target, pane
        for one in {before, pane} - {None}:
            rect = None if one is None else self.pane_rect(one)
            if rect is not None:
                self.update(self._outer(rect))
