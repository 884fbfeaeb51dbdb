"""How a bookmark is painted in the list: time and camera, the note, who set it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vms.core.instants import time_text
from vms.services.archive import MarkView
from vms.ui import theme
from vms.ui.icons import paint_icon

_LINE_PX = 19


class MarkDelegate(QStyledItemDelegate):
    """Three lines; what is too long ends in … and stands in the tooltip."""

    MARK: ClassVar = Qt.ItemDataRole.UserRole + 1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Three lines and the space around them."""
        return QSize(200, 3 * theme.length(_LINE_PX) + 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw it from the tokens."""
        mark: MarkView = index.data(self.MARK)
        area: QRect = option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.color("accent_bg"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.color("hover"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.color("line"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        high = theme.length(_LINE_PX)
        paint_icon(
            painter, QRect(area.left() + 12, area.top() + 6, 18, high), "bookmark-outline", theme.color("accent")
        )
        code = mark.camera.partition(" ")[0]
        lines = (
            (f"{time_text(mark.instant_us)} · {code}", theme.font(13, 600, tabular=True), "t1"),
            (mark.note, theme.font(13), "t1"),
            (mark.by, theme.font(12), "t2"),
        )
        for at, (text, font, token) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(theme.color(token))
            room = QRect(area.left() + 38, area.top() + 6 + at * high, area.width() - 50, high)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
