"""The camera tree beside the wall: cameras by area with their state in a word; the source of drags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from vms.core.text import fold
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import SearchField, icon_button, label
from vms.ui.icons import IconLabel, paint_icon
from vms.ui.wall.wall_view import camera_mime

translate = QCoreApplication.translate
WIDTH = 216
_CAMERA = Qt.ItemDataRole.UserRole
_AREA = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class TreeCamera:
    """A camera as the tree lists it."""

    camera_id: int
    code: str
    name: str
    area: str
    ptz: bool = False


@dataclass(frozen=True, slots=True)
class TreeState:
    """Icon, its colour token, a word (empty when all is well), and whether it counts in the area's badge.

    A ``minor`` word gives way to the camera's name.
    """

    icon: str = "circle-outline"
    tone: str = "t2"
    word: str = ""
    lost: bool = False
    spoken: str = ""
    minor: bool = False


@dataclass(frozen=True, slots=True)
class _Area:
    name: str
    count: int
    lost: int


class _Rows(QStyledItemDelegate):
    """Paints both kinds of rows from the tokens."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """28 high at least, grown with the text scale."""
        return QSize(120, max(28, theme.length(30)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Area: name and counts. Camera: state icon, code, name, state word."""
        painter.save()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            whole = QRect(0, box.y(), box.right() + 1, box.height())
            painter.fillRect(whole, theme.color("accent_bg" if chosen else "hover"))
        area = index.data(_AREA)
        if isinstance(area, _Area):
            self._paint_area(painter, box, area)
        else:
            camera, shown = index.data(_CAMERA)
            self._paint_camera(painter, box, camera, shown)
        painter.restore()

    @staticmethod
    def _paint_area(painter: QPainter, box: QRect, area: _Area) -> None:
        right = box.right() - 8
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("t3"))
        count = str(area.count)
        wide = QFontMetrics(painter.font()).horizontalAdvance(count)
        painter.drawText(QRect(right - wide, box.y(), wide, box.height()), Qt.AlignmentFlag.AlignVCenter, count)
        right -= wide + 8
        if area.lost:
            text = str(area.lost)
            painter.setFont(theme.font(12, 600))
            wide = QFontMetrics(painter.font()).horizontalAdvance(text) + 26
            badge = QRect(right - wide, box.y() + (box.height() - 20) // 2, wide, 20)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("warn_bg"))
            painter.drawRoundedRect(badge, 3, 3)
            paint_icon(painter, QRect(badge.x() + 4, badge.y() + 3, 14, 14), "alert", theme.color("warn"))
            painter.setPen(theme.color("warn"))
            painter.drawText(badge.adjusted(21, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
            right = badge.x() - 4
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.color("t1"))
        room = right - box.x() - 2
        name = QFontMetrics(painter.font()).elidedText(area.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(box.x() + 2, box.y(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, name)

    @staticmethod
    def _paint_camera(painter: QPainter, box: QRect, camera: TreeCamera, shown: TreeState) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        icon_box = QRect(box.x(), box.y() + (box.height() - 16) // 2, 16, 16)
        paint_icon(painter, icon_box, shown.icon, theme.color(shown.tone))
        right = box.right() - 8
        whole = QFontMetrics(theme.font(13)).horizontalAdvance(f"{camera.code} {camera.name}") + 24
        word_width = QFontMetrics(theme.font(12, 600)).horizontalAdvance(shown.word)
        if shown.word and not (shown.minor and box.x() + whole + word_width + 6 > right):
            painter.setFont(theme.font(12, 600))
            painter.setPen(theme.color(shown.tone if shown.tone != "t2" else "t3"))
            painter.drawText(QRect(right - word_width, box.y(), word_width, box.height()), middle, shown.word)
            right -= word_width + 6
        elif camera.ptz:
            paint_icon(painter, QRect(right - 14, icon_box.y() + 1, 14, 14), "arrow-all", theme.color("t3"))
            right -= 20
        painter.setFont(theme.font(13))
        metrics = QFontMetrics(painter.font())
        x = box.x() + 24
        painter.setPen(theme.color("t2"))
        painter.drawText(QRect(x, box.y(), right - x, box.height()), middle, camera.code)
        x += metrics.horizontalAdvance(camera.code + " ")
        painter.setPen(theme.color("t1"))
        name = metrics.elidedText(camera.name, Qt.TextElideMode.ElideRight, right - x)
        painter.drawText(QRect(x, box.y(), right - x, box.height()), middle, name)


class _List(QTreeWidget):
    """The tree itself; a camera can be dragged out of it."""

    camera_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "flat")
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Rows(self))
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(True)
        self.itemDoubleClicked.connect(lambda item: self._want(item))

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        """The dragged camera."""
        found = [camera_of(item) for item in items]
        camera = next((one for one in found if one is not None), None)
        return camera_mime(camera.camera_id) if camera is not None else QMimeData()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter puts the camera into the selected pane; other keys the wall knows go on to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want(self.currentItem())
        elif event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _want(self, item: QTreeWidgetItem | None) -> None:
        camera = None if item is None else camera_of(item)
        if camera is not None:
            self.camera_wanted.emit(camera.camera_id)


def _children(area: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (area.child(at) for at in range(area.childCount()))
    return [child for child in found if child is not None]


def camera_of(item: QTreeWidgetItem) -> TreeCamera | None:
    """The camera of a row, None for an area."""
    held = item.data(0, _CAMERA)
    return held[0] if held else None


class CameraTree(QFrame):
    """Search field, tree and legend. ``camera_wanted``: put this one into the selected pane."""

    camera_wanted = Signal(int)
    hide_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setProperty("side", "left")
        self.setFixedWidth(WIDTH)
        self._items: dict[int, QTreeWidgetItem] = {}
        self._states: dict[int, TreeState] = {}
        self.search = SearchField(translate("wall", "Find a camera…"), "dense")
        self.search.textChanged.connect(self._filter)
        self.hide_button = icon_button("chevron-double-left", translate("wall", "Hide the camera list"))
        self.hide_button.clicked.connect(self.hide_wanted)
        head = row(spacing=8, margins=(8, 8, 8, 8))
        head.addWidget(self.search, 1)
        head.addWidget(self.hide_button)
        self.list = _List()
        self.list.setAccessibleName(translate("wall", "Cameras by area"))
        self.list.camera_wanted.connect(self.camera_wanted)
        self._none = label(translate("wall", "No camera of that name"), "hint", wrap=True)
        self._none.setContentsMargins(12, 8, 12, 8)
        self._none.hide()
        whole = column(head, self._none, spacing=0, parent=self)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._legend())

    @staticmethod
    def _legend() -> QWidget:
        box = QFrame()
        box.setProperty("kind", "panel")
        box.setProperty("side", "bottom")
        rows = column(spacing=4, margins=(12, 10, 12, 10), parent=box)
        for icon_name, tone, text in (
            ("record-circle", "t2", translate("wall", "Recording")),
            ("circle-outline", "t2", translate("wall", "Not recording")),
            ("lan-disconnect", "warn", translate("wall", "Connection lost")),
        ):
            rows.addLayout(row(IconLabel(icon_name, tone, 16), label(text, "caption"), None))
        return box

    def set_cameras(self, cameras: Iterable[TreeCamera]) -> None:
        """Fill the tree anew; which areas are open, and the search, stay."""
        closed = {
            item.text(0) for item in (self.list.topLevelItem(i) for i in range(self.list.topLevelItemCount()))
            if item is not None and not item.isExpanded()
        }  # fmt: skip
        self.list.clear()
        self._items.clear()
        areas: dict[str, QTreeWidgetItem] = {}
        for camera in cameras:
            name = camera.area or translate("wall", "Without area")
            if name not in areas:
                areas[name] = QTreeWidgetItem(self.list, [name])
                areas[name].setFlags(Qt.ItemFlag.ItemIsEnabled)
            item = QTreeWidgetItem(areas[name], [f"{camera.code} {camera.name}"])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled)
            state = self._states.get(camera.camera_id, TreeState())
            item.setData(0, _CAMERA, (camera, state))
            self._items[camera.camera_id] = item
        for name, item in areas.items():
            item.setExpanded(name not in closed)
        self._count()
        self._filter(self.search.text())

    def set_states(self, states: Mapping[int, TreeState]) -> None:
        """How each camera fares; rows that didn't change aren't touched."""
        changed = False
        for camera_id, item in self._items.items():
            state = states.get(camera_id, TreeState())
            camera, before = item.data(0, _CAMERA)
            if state != before:
                item.setData(0, _CAMERA, (camera, state))
                item.setToolTip(0, "\n".join(part for part in (item.text(0), state.spoken) if part))
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{item.text(0)}, {state.spoken}")
                changed = True
        self._states = dict(states)
        if changed:
            self._count()

    def select(self, camera_id: int | None) -> None:
        """Mark the camera of the selected pane; tells nobody."""
        item = self._items.get(camera_id) if camera_id is not None else None
        if item is None:
            self.list.clearSelection()
        else:
            self.list.setCurrentItem(item)

    def _count(self) -> None:
        for at in range(self.list.topLevelItemCount()):
            area = self.list.topLevelItem(at)
            if area is None:
                continue
            children = _children(area)
            lost = sum(1 for child in children if child.data(0, _CAMERA)[1].lost)
            found = _Area(area.text(0), len(children), lost)
            if area.data(0, _AREA) != found:
                area.setData(0, _AREA, found)

    def _filter(self, text: str) -> None:
        wanted = fold(text).split()
        any_left = False
        for at in range(self.list.topLevelItemCount()):
            area = self.list.topLevelItem(at)
            if area is None:
                continue
            left = 0
            for child in _children(area):
                hay = fold(f"{child.text(0)} {area.text(0)}")
                hit = all(word in hay for word in wanted)
                child.setHidden(not hit)
                left += int(hit)
            area.setHidden(not left)
            if wanted and left:
                area.setExpanded(True)
            any_left = any_left or bool(left)
        self._none.setVisible(bool(wanted) and not any_left)
