"""The list of incidents: code and day, title, where it stands. Search with or without accents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from vms.core.instants import date_text
from vms.services.incident_views import IncidentRow
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import Button, ElidedLabel, SearchField, Segmented, label
from vms.ui.icons import paint_icon
from vms.ui.incidents.words import state_look, state_text

translate = QCoreApplication.translate

_ROW = Qt.ItemDataRole.UserRole
_SEARCH_DELAY_MS = 200


class _RowDelegate(QStyledItemDelegate):
    """Paints one incident in three lines."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, theme.length(80))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        incident: IncidentRow = index.data(_ROW)
        area: QRect = option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.color("accent_bg"))
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.color("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.color("line"))
        inside = area.adjusted(12, 7, -12, -8)
        third = inside.height() // 3
        first = QRect(inside.left(), inside.top(), inside.width(), third)
        painter.setFont(theme.font(12, tabular=True))
        painter.setPen(theme.color("t2"))
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, incident.code)
        day = date_text(incident.occurred_us)[:5]
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, day)
        painter.setFont(theme.font(14, 600))
        painter.setPen(theme.color("t1"))
        title = incident.title or translate("Incidents", "Untitled")
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(first.translated(0, third), Qt.AlignmentFlag.AlignVCenter, shown)
        self._badge(
            painter, first.translated(0, 2 * third + 2), incident, bool(state & QStyle.StateFlag.State_Selected)
        )
        painter.restore()

    @staticmethod
    def _badge(painter: QPainter, area: QRect, incident: IncidentRow, selected: bool) -> None:
        front, back, icon_name = state_look(incident.state)
        if selected and back == "accent_bg":
            back = "panel"
        text = state_text(incident.state)
        wide = QFontMetrics(theme.font(12, 600)).horizontalAdvance(text) + 35
        box = QRect(area.left(), area.top(), min(wide, area.width()), area.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(back))
        painter.drawRoundedRect(box, 4, 4)
        paint_icon(painter, QRect(box.left() + 8, box.top(), 14, box.height()), icon_name, theme.color(front))
        painter.setFont(theme.font(12, 600))
        painter.setPen(theme.color(front))
        painter.drawText(box.adjusted(27, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, text)


class IncidentList(QFrame):
    """``wanted`` carries the search text and whether only open ones count; ``chosen`` an incident."""

    wanted = Signal(str, bool)
    chosen = Signal(int)
    new_wanted = Signal()

    def __init__(self, may_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setProperty("side", "left")
        self.setFixedWidth(min(theme.length(240), 300))
        self.new = Button(translate("Incidents", "New"), "primary", "plus", fit="dense")
        self.new.clicked.connect(self.new_wanted)
        self.new.setVisible(may_open)
        self._search = SearchField(translate("Incidents", "Search (accents not needed)"))
        self._which = Segmented([(True, translate("Incidents", "Open")), (False, translate("Incidents", "All"))], True)
        self._list = QListWidget()
        self._list.setAccessibleName(translate("Incidents", "Incidents"))
        self._list.setItemDelegate(_RowDelegate(self._list))
        self._list.setMouseTracking(True)
        self._list.setProperty("kind", "flat")
        self._list.currentItemChanged.connect(self._changed)
        self._none = label("", "hint", wrap=True)
        self._none.setContentsMargins(12, 8, 12, 8)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_SEARCH_DELAY_MS)
        self._delay.timeout.connect(self.ask)
        self._search.textChanged.connect(lambda _text: self._delay.start())
        self._which.changed.connect(lambda _value: self.ask())
        head = row(spacing=8)
        head.addWidget(ElidedLabel(translate("Incidents", "Incidents"), "title"), 1)
        head.addWidget(self.new)
        upper = column(head, self._search, self._which, spacing=12, margins=(12, 12, 12, 8))
        body = column(upper, self._none, spacing=0, parent=self)
        body.addWidget(self._list, 1)

    def ask(self) -> None:
        """Ask for the rows that match."""
        self._delay.stop()
        self.wanted.emit(self._search.text(), bool(self._which.value()))

    def show_rows(self, rows: Sequence[IncidentRow], chosen: int | None) -> None:
        """Fill the list without telling anyone; the chosen one stays chosen when it is there."""
        self._list.blockSignals(True)
        scrolled = self._list.verticalScrollBar().value()
        self._list.clear()
        for incident in rows:
            item = QListWidgetItem()
            item.setData(_ROW, incident)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{incident.code} {incident.title}")
            item.setToolTip(incident.title)
            self._list.addItem(item)
            if incident.id == chosen:
                self._list.setCurrentItem(item)
        self._list.verticalScrollBar().setValue(scrolled)
        self._list.blockSignals(False)
        searching = bool(self._search.text())
        self._none.setText(
            translate("Incidents", "Nothing found. Try fewer words.")
            if searching
            else translate("Incidents", "No incident is open.")
        )
        self._none.setVisible(not rows)

    def stop(self) -> None:
        """The page goes."""
        self._delay.stop()

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            incident: IncidentRow = item.data(_ROW)
            self.chosen.emit(incident.id)
