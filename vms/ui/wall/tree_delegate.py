"""Paints the rows of the camera tree from the tokens."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vms.ui import theme
from vms.ui.icons import paint_icon
from vms.ui.wall.tree_model import CAMERA, GROUP
from vms.ui.wall.tree_rows import Group, TreeCamera, TreeState


class TreeRows(QStyledItemDelegate):
    """Paints both kinds of rows from the tokens."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """28 high at least, grown with the text scale."""
        return QSize(120, max(28, theme.length(30)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Group: name and counts. Camera: state icon, code, name, state word."""
        painter.save()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            whole = QRect(0, box.y(), box.right() + 1, box.height())
            painter.fillRect(whole, theme.color("accent_bg" if chosen else "hover"))
        group = index.data(GROUP)
        if isinstance(group, Group):
            self._paint_group(painter, box, group)
        else:
            camera, shown = index.data(CAMERA)
            self._paint_camera(painter, box, camera, shown)
        painter.restore()

    @staticmethod
    def _paint_group(painter: QPainter, box: QRect, group: Group) -> None:
        right = box.right() - 8
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("t3"))
        count = str(len(group.rows))
        wide = QFontMetrics(painter.font()).horizontalAdvance(count)
        painter.drawText(QRect(right - wide, box.y(), wide, box.height()), Qt.AlignmentFlag.AlignVCenter, count)
        right -= wide + 8
        if group.lost:
            text = str(group.lost)
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
        name = QFontMetrics(painter.font()).elidedText(group.name, Qt.TextElideMode.ElideRight, room)
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
