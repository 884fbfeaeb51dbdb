"""The list of what was found: a small picture, when and where, what, who; newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vms.ui import theme
from vms.ui.archive.camera_list import PageKeysList
from vms.ui.icons import paint_icon

translate = QCoreApplication.translate

PICTURE = QSize(112, 63)
_LINE_PX = 19
_MARGIN = 12

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list. ``key`` names it; ``box``: where in the picture, as shares of it; ``playable``: Enter plays.

    ``dimmed`` says why it can't be played; ``order``: what the list is sorted by, the largest first.
    """

    key: tuple[str, int]
    camera_id: int | None
    instant_us: int
    title: str
    text: str
    foot: str
    icon_name: str = ""
    held: bool = False
    playable: bool = True
    dimmed: str = ""
    box: Box | None = None
    order: float = 0.0


class RowDelegate(QStyledItemDelegate):
    """Three lines beside a picture; what is too long ends in … and stands in the tooltip."""

    ROW: ClassVar = Qt.ItemDataRole.UserRole
    IMAGE: ClassVar = Qt.ItemDataRole.UserRole + 5

    def __init__(self, parent: QWidget, picture: QSize = PICTURE) -> None:
        super().__init__(parent)
        self._picture = picture

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Three lines or the picture, and the space around them."""
        return QSize(200, max(3 * theme.length(_LINE_PX), self._picture.height()) + 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw it from the tokens."""
        row, area = self.row_of(index), option.rect
        painter.save()
        self._paint_ground(painter, option, area)
        frame = QRect(area.left() + _MARGIN, area.top() + 7, self._picture.width(), self._picture.height())
        self._paint_picture(painter, frame, row, index.data(self.IMAGE))
        high = theme.length(_LINE_PX)
        left = frame.right() + 10
        lines = (
            (row.title, theme.font(13, 600, tabular=True), "t1"),
            (row.text, theme.font(13), "t1"),
            (row.dimmed or row.foot, theme.font(12), "t3" if row.dimmed else "t2"),
        )
        for at, (text, font, token) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(theme.color(token))
            room = QRect(left, area.top() + 6 + at * high, area.right() - left - 10, high)
            if at == 2 and row.held:
                room = self._paint_held(painter, room)
                painter.setPen(theme.color(token))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def row_of(self, index: QModelIndex | QPersistentModelIndex) -> Row:
        """What stands in the line."""
        row = index.data(self.ROW)
        assert isinstance(row, Row)
        return row

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.color("accent_bg"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.color("hover"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.color("line"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -2))

    @staticmethod
    def _paint_held(painter: QPainter, room: QRect) -> QRect:
        """The lock and its word at the right of the line; what is left of it."""
        words = translate("Archive", "held")
        painter.setFont(theme.font(12, 600))
        wide = painter.fontMetrics().horizontalAdvance(words)
        painter.setPen(theme.color("hold"))
        right = room.right()
        painter.drawText(QRect(right - wide, room.top(), wide + 2, room.height()), Qt.AlignmentFlag.AlignVCenter, words)
        paint_icon(painter, QRect(right - wide - 18, room.top(), 14, room.height()), "lock", theme.color("hold"))
        painter.setFont(theme.font(12))
        return room.adjusted(0, 0, -wide - 24, 0)

    def _paint_picture(self, painter: QPainter, frame: QRect, row: Row, image: QImage | None) -> None:
        painter.fillRect(frame, Qt.GlobalColor.black)
        if image is None or image.isNull():
            paint_icon(painter, frame.adjusted(0, 16, 0, -16), row.icon_name or "image-outline", QColor("#8C99A6"))
            return
        inside = image.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        shown = QRect(0, 0, inside.width(), inside.height())
        shown.moveCenter(frame.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(shown, image)
        if row.box is not None:
            left, top, right, bottom = row.box
            wide, high = shown.width(), shown.height()
            painter.setPen(QPen(QColor(theme.pane_tokens().warn), 1.5))
            painter.drawRect(
                QRectF(
                    shown.left() + left * wide, shown.top() + top * high, (right - left) * wide, (bottom - top) * high
                )
            )
        elif row.icon_name:
            badge = QRect(frame.left(), frame.bottom() - 17, 18, 18)
            painter.fillRect(badge, QColor(0, 0, 0, 170))
            paint_icon(painter, badge.adjusted(2, 2, -2, -2), row.icon_name, QColor("#FFFFFF"))


class RowList(PageKeysList):
    """``opened`` carries the Row that was clicked, or entered with Enter."""

    opened = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("kind", "flat")
        self.setItemDelegate(RowDelegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._open)
        self.itemClicked.connect(self._open)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Another list."""
        self.clear()
        for row in rows:
            self.addItem(self._item(row))

    def put(self, row: Row) -> None:
        """A new row at its place, or the one with its key changed where it stands."""
        known = self._find(row.key)
        if known is not None:
            self._fill(known, row)
            return
        at = next((at for at in range(self.count()) if self.row_at(at).order < row.order), self.count())
        self.insertItem(at, self._item(row))

    def drop(self, key: tuple[str, int]) -> None:
        """Take a row away; the cursor stays near."""
        item = self._find(key)
        if item is not None:
            self.takeItem(self.row(item))

    def show_picture(self, key: tuple[str, int], jpeg: bytes) -> None:
        """The picture of a row; empty: none."""
        item = self._find(key)
        if item is not None and jpeg:
            item.setData(RowDelegate.IMAGE, QImage.fromData(jpeg))

    def row_at(self, at: int) -> Row:
        """The row at a place."""
        row = self.item(at).data(RowDelegate.ROW)
        assert isinstance(row, Row)
        return row

    @property
    def rows(self) -> list[Row]:
        """All rows as they stand."""
        return [self.row_at(at) for at in range(self.count())]

    @property
    def current(self) -> Row | None:
        """The row with the cursor."""
        item = self.currentItem()
        return None if item is None else item.data(RowDelegate.ROW)

    def step(self, way: int) -> Row | None:
        """The next row that can be played, below or above; it gets the cursor."""
        at = self.currentRow() + way
        while 0 <= at < self.count():
            if self.row_at(at).playable:
                self.setCurrentRow(at)
                return self.row_at(at)
            at += way
        return None

    def sort_again(self, rows: Sequence[Row]) -> None:
        """The same rows with another ``order``; pictures stay."""
        pictures = {self.row_at(at).key: self.item(at).data(RowDelegate.IMAGE) for at in range(self.count())}
        self.clear()
        for row in sorted(rows, key=lambda row: row.order, reverse=True):
            item = self._item(row)
            item.setData(RowDelegate.IMAGE, pictures.get(row.key))
            self.addItem(item)

    def _item(self, row: Row) -> QListWidgetItem:
        item = QListWidgetItem()
        self._fill(item, row)
        return item

    @staticmethod
    def _fill(item: QListWidgetItem, row: Row) -> None:
        item.setData(RowDelegate.ROW, row)
        words = " · ".join(part for part in (row.title, row.text, row.foot, row.dimmed) if part)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setToolTip(words)

    def _find(self, key: tuple[str, int]) -> QListWidgetItem | None:
        return next((self.item(at) for at in range(self.count()) if self.row_at(at).key == key), None)

    def _open(self, item: QListWidgetItem) -> None:
        row: Row = item.data(RowDelegate.ROW)
        if row.playable:
            self.opened.emit(row)
