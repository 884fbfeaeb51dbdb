"""All alarms of the past: by camera, kind and day, and which of them nobody has acknowledged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from vms.core.instants import DAY, Span, date_text, day_span, local_date, time_text
from vms.services.alarm_views import CARE_KINDS, LOSS_KINDS, TAMPER_KINDS, AlarmQuery, AlarmView
from vms.ui import theme
from vms.ui.alarms import words
from vms.ui.arrange import column, row
from vms.ui.controls import Button, EmptyState, label, style_table
from vms.ui.icons import icon
from vms.ui.wall.words import duration

translate = QCoreApplication.translate
LIMIT = 500
_DAYS = (1, 7, 30, 365)


class AlarmHistory(QDialog):
    """A table with filters. ``wanted`` carries an AlarmQuery whenever one changes; ``chosen`` an alarm."""

    wanted = Signal(object)
    chosen = Signal(object)

    def __init__(self, cameras: Sequence[tuple[int, str]], now_us: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog)
        self._now_us = now_us
        self._alarms: list[AlarmView] = []
        self.setWindowTitle(translate("alarms", "All alarms"))
        self.resize(theme.length(980), theme.length(560))
        self.camera, self.kind, self.days = QComboBox(), QComboBox(), QComboBox()
        self.camera.addItem(translate("alarms", "All cameras"), None)
        for number, name in cameras:
            self.camera.addItem(name, number)
        self._fill_kinds()
        for days in _DAYS:
            text = translate("alarms", "Today") if days == 1 else translate("alarms", "Last {n} days").format(n=days)
            self.days.addItem(text, days)
        self.days.setCurrentIndex(1)
        names = (translate("alarms", "Camera"), translate("alarms", "Kind"), translate("alarms", "Days"))
        for box, name in zip((self.camera, self.kind, self.days), names, strict=True):
            box.setProperty("fit", "dense")
            box.setAccessibleName(name)
            box.currentIndexChanged.connect(self.ask)
        self.waiting = QCheckBox(translate("alarms", "Only unacknowledged"))
        self.waiting.toggled.connect(self.ask)
        self._count = label("", "secondary")
        filters = row(self.camera, self.kind, self.days, self.waiting, None, self._count, spacing=12)
        self.table = self._table()
        hint = translate("alarms", "Choose more days, another kind or all cameras.")
        self._empty = EmptyState("bell-check", translate("alarms", "No alarm here"), hint)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.table)
        self.middle.addWidget(self._empty)
        close = Button(translate("alarms", "Close"), "primary")
        close.clicked.connect(self.accept)
        close.setAutoDefault(False)  # Enter opens the alarm of the row
        whole = column(filters, spacing=12, margins=(16, 16, 16, 16), parent=self)
        whole.addWidget(self.middle, 1)
        whole.addLayout(row(None, close))

    def _fill_kinds(self) -> None:
        self.kind.addItem(translate("alarms", "All kinds"), "")
        self.kind.addItem(translate("alarms", "Tampering"), "tamper")
        self.kind.addItem(translate("alarms", "Losses"), "loss")
        for kind in (*TAMPER_KINDS, *LOSS_KINDS, *CARE_KINDS):
            self.kind.addItem(icon(words.kind_icon(kind)), words.kind_title(kind), kind)

    def _table(self) -> QTableWidget:
        heads = (
            translate("alarms", "Alarm"),
            translate("alarms", "Camera"),
            translate("alarms", "Began"),
            translate("alarms", "Lasted"),
            translate("alarms", "Acknowledged by"),
            translate("alarms", "After"),
            translate("alarms", "What it was"),
        )
        table = QTableWidget(0, len(heads))
        table.setHorizontalHeaderLabels(heads)
        style_table(table)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAccessibleName(translate("alarms", "All alarms"))
        table.setTabKeyNavigation(False)
        sizes = table.horizontalHeader()
        sizes.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for stretched in (1, 6):
            sizes.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        table.itemActivated.connect(lambda item: self.chosen.emit(self._alarms[item.row()]))
        return table

    def query(self) -> AlarmQuery:
        """What the filters say."""
        days = int(self.days.currentData())
        today = day_span(local_date(self._now_us))
        span = Span(today.end - days * DAY, today.end)
        return AlarmQuery(span, self.camera.currentData(), str(self.kind.currentData()), self.waiting.isChecked())

    def ask(self) -> None:
        """Have the table filled anew."""
        self.wanted.emit(self.query())

    def show_alarms(self, query: AlarmQuery, found: Sequence[AlarmView]) -> None:
        """The answer to a query; one that came too late for the filters is dropped."""
        if query != self.query():
            return
        self._alarms = list(found)
        self.table.setRowCount(len(found))
        for at, alarm in enumerate(found):
            for across, text in enumerate(self._texts(alarm)):
                item = QTableWidgetItem(text)
                item.setToolTip(text if across in (1, 6) else "")
                if across == 0:
                    item.setIcon(icon(words.kind_icon(alarm.kind), "bad" if alarm.tamper else "t2"))
                self.table.setItem(at, across, item)
        self.middle.setCurrentWidget(self.table if found else self._empty)
        most = translate("alarms", "The newest {n}") if len(found) >= LIMIT else translate("alarms", "{n} alarms")
        self._count.setText(most.format(n=len(found)))
        if found:
            self.table.selectRow(0)

    def _texts(self, alarm: AlarmView) -> tuple[str, ...]:
        lasted = translate("alarms", "goes on") if alarm.running else duration(alarm.seconds(self._now_us))
        by = alarm.acknowledged_by if not alarm.waiting else translate("alarms", "nobody yet")
        after = duration(alarm.answer_seconds()) if not alarm.waiting else ""
        what = " · ".join(part for part in (words.verdict_text(alarm.verdict), alarm.note) if part)
        began = f"{date_text(alarm.began_us)} {time_text(alarm.began_us)}"
        return words.kind_title(alarm.kind), words.where(alarm), began, lasted, by, after, what

    def keyPressEvent(self, event: object) -> None:
        """Enter belongs to the table."""
        if getattr(event, "key", int)() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]
