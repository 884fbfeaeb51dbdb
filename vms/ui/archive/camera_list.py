"""The cameras one may look back at: up to sixteen are ticked and shown together, one of them is the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from vms.core.text import fold
from vms.services.cameras import CameraView
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import SearchField, label
from vms.ui.icons import paint_icon

translate = QCoreApplication.translate
MOST = 16
_CAMERA, _TICKED, _CHOSEN = (Qt.ItemDataRole.UserRole + n for n in range(3))
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_BOX, _ROW = 18, 30


class PageKeysList(QListWidget):
    """A list that moves with the arrows and Enter and leaves every other key to the page (Space plays)."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters would search the list."""
        if event.key() in (*_MOVES, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        else:
            event.ignore()


class _TickList(PageKeysList):
    """A click on the box ticks, on the words chooses; Enter ticks, with Ctrl it shows this one alone."""

    ticked = Signal(int)
    picked = Signal(int)
    alone = Signal(int)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The box or the words."""
        item = self.itemAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if item is None or event.button() != Qt.MouseButton.LeftButton:
            return
        act = self.ticked if event.position().x() < _BOX + 16 else self.picked
        act.emit(int(item.data(_CAMERA)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """This camera alone."""
        item = self.itemAt(event.position().toPoint())
        if item is not None and event.position().x() >= _BOX + 16:
            self.alone.emit(int(item.data(_CAMERA)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ticks or unticks; with Ctrl this camera alone; with Shift it becomes the chosen one."""
        item = self.currentItem()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or item is None:
            super().keyPressEvent(event)
            return
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.alone.emit(int(item.data(_CAMERA)))
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.picked.emit(int(item.data(_CAMERA)))
        else:
            self.ticked.emit(int(item.data(_CAMERA)))


class _Delegate(QStyledItemDelegate):
    """Box, code, name, and the word for the chosen one."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line."""
        return QSize(160, theme.length(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw it from the tokens."""
        area: QRect = option.rect
        ticked, chosen = bool(index.data(_TICKED)), bool(index.data(_CHOSEN))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.color("accent_bg" if chosen else "hover"))
        box = QRect(area.left() + 4, area.center().y() - _BOX // 2 + 1, _BOX, _BOX)
        painter.setPen(QPen(theme.color("accent_fill" if ticked else "edge"), 1.5))
        painter.setBrush(theme.color("accent_fill" if ticked else "field"))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            paint_icon(painter, box.adjusted(1, 1, -1, -1), "check-bold", theme.color("on_fill"))
        words = translate("Archive", "chosen") if chosen else ""
        painter.setFont(theme.font(11))
        room = area.adjusted(_BOX + 12, 0, -4, 0)
        if words:
            painter.setPen(theme.color("accent"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(words) - 4)
        code, _, name = str(index.data(Qt.ItemDataRole.DisplayRole)).partition(" ")
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("t2"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, code)
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(code + " "))
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("t1"))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()


def label_of(camera: CameraView) -> str:
    """Code and name; a camera out of use says so: its footage is still there."""
    if camera.removed_us is None:
        return camera.label
    return translate("Archive", "{camera} (out of use)").format(camera=camera.label)


class CameraList(QWidget):
    """``changed``: other cameras are ticked, or another is the chosen one. ``refused``: a seventeenth was wanted."""

    changed = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[int] = []
        self._chosen: int | None = None
        self._search = SearchField(translate("Archive", "Find camera…"), "dense")
        self._count = label("", "caption")
        self._list = _TickList()
        self._list.setProperty("kind", "flat")
        self._list.setMouseTracking(True)
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.setAccessibleName(translate("Archive", "Cameras"))
        self._list.setToolTip(translate("Archive", "Enter ticks, Shift+Enter chooses, Ctrl+Enter shows one alone"))
        self._list.ticked.connect(self.toggle)
        self._list.picked.connect(self.choose)
        self._list.alone.connect(lambda camera: self.show_only([camera]))
        self._search.textChanged.connect(self._filter)
        self._search.returnPressed.connect(self._choose_first)
        head = row(label(translate("Archive", "Cameras"), "strong"), None, self._count)
        body = column(head, self._search, spacing=8, parent=self)
        body.addWidget(self._list, 1)

    def show_cameras(self, cameras: Sequence[CameraView]) -> None:
        """Fill the list; what is ticked stays, as far as it is still there."""
        here = self._list.currentItem()
        current = None if here is None else here.data(_CAMERA)
        self._list.clear()
        for camera in cameras:
            item = QListWidgetItem(label_of(camera))
            item.setData(_CAMERA, camera.id)
            item.setToolTip(camera.area)
            self._list.addItem(item)
            if camera.id == current:
                self._list.setCurrentItem(item)
        known = [camera.id for camera in cameras]
        self._shown = [camera for camera in self._shown if camera in known]
        if self._chosen not in self._shown:
            self._chosen = self._shown[0] if self._shown else None
        self._tell()
        self._filter(self._search.text())

    @property
    def shown(self) -> list[int]:
        """The cameras ticked, in the order in which they were."""
        return list(self._shown)

    @property
    def camera_id(self) -> int | None:
        """The chosen one."""
        return self._chosen

    def choose(self, camera_id: int) -> bool:
        """Make a camera the chosen one; it is ticked, too. False when it isn't there or there is no more room."""
        if camera_id not in self._known():
            return False
        if camera_id not in self._shown:
            if len(self._shown) >= MOST:
                self.refused.emit()
                return False
            self._shown.append(camera_id)
        elif camera_id == self._chosen:
            return True
        self._chosen = camera_id
        self._tell()
        self.changed.emit()
        return True

    def toggle(self, camera_id: int) -> None:
        """Tick or untick."""
        if camera_id not in self._shown:
            self.choose(camera_id)
            return
        self._shown.remove(camera_id)
        if camera_id == self._chosen:
            self._chosen = self._shown[0] if self._shown else None
        self._tell()
        self.changed.emit()

    def show_only(self, camera_ids: Sequence[int], chosen: int | None = None) -> None:
        """Tick exactly these, as far as they are there; the first is the chosen one unless another is named."""
        known = self._known()
        shown = [camera for camera in dict.fromkeys(camera_ids) if camera in known][:MOST]
        wanted = chosen if chosen in shown else (shown[0] if shown else None)
        if (shown, wanted) != (self._shown, self._chosen):
            self._shown, self._chosen = shown, wanted
            self._tell()
            self.changed.emit()

    def _known(self) -> list[int]:
        return [int(self._list.item(at).data(_CAMERA)) for at in range(self._list.count())]

    def _tell(self) -> None:
        for at in range(self._list.count()):
            item = self._list.item(at)
            camera = item.data(_CAMERA)
            ticked, chosen = camera in self._shown, camera == self._chosen
            item.setData(_TICKED, ticked)
            item.setData(_CHOSEN, chosen)
            states = [
                translate("Archive", "ticked") if ticked else translate("Archive", "not ticked"),
                *([translate("Archive", "chosen")] if chosen else []),
            ]
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join((item.text(), *states)))
        self._count.setText(translate("Archive", "{count} chosen").format(count=len(self._shown)))

    def _filter(self, text: str) -> None:
        wanted = fold(text)
        for at in range(self._list.count()):
            item = self._list.item(at)
            item.setHidden(wanted not in fold(f"{item.text()} {item.toolTip()}"))

    def _choose_first(self) -> None:
        for at in range(self._list.count()):
            item = self._list.item(at)
            if not item.isHidden():
                self._list.setCurrentItem(item)
                self.choose(int(item.data(_CAMERA)))
                return
