"""Camera by camera: what it takes, how long it will last, what keeps it; and the form to let one camera differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from vms.core.instants import date_text
from vms.services.recorder_control import RecorderView
from vms.services.retention_policy import LONGEST_DAYS, LONGEST_HOURS, CameraPolicy
from vms.services.storage_forecast import CameraRoom, StorageForecast
from vms.ui import theme
from vms.ui.controls import Button, Card, label, style_table
from vms.ui.fields import Field, NumberEdit
from vms.ui.settings.account_form import FormDialog
from vms.ui.words import decimal, duration_text, size_text

translate = QCoreApplication.translate
GB = 1_000_000_000


class RoomCard(Card):
    """A table of cameras; ``change_wanted`` carries the one to change."""

    change_wanted = Signal(object)

    def __init__(self) -> None:
        self.change = Button(translate("Settings", "Change this camera…"), fit="dense")
        super().__init__(translate("Settings", "Camera by camera"), actions=(self.change,))
        self._rooms: list[CameraRoom] = []
        self.table = _table()
        self.kept = label("", "secondary", wrap=True)
        self.add(self.kept)
        self.body.addWidget(self.table)
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.itemActivated.connect(lambda _item: self._wanted())
        self.change.clicked.connect(self._wanted)
        self._enable()

    def show_forecast(self, found: StorageForecast) -> None:
        """Fill in; the camera chosen stays chosen."""
        chosen = self.selected()
        self._rooms = list(found.cameras)
        self.kept.setText(_kept_text(found))
        self.table.setRowCount(len(self._rooms))
        for at, room in enumerate(self._rooms):
            for across, text in enumerate(_texts(room)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(at, across, item)
            if chosen and room.camera_id == chosen.camera_id:
                self.table.selectRow(at)
        shown = min(max(len(self._rooms), 1), 10)
        self.table.setFixedHeight(theme.length(32) * shown + self.table.horizontalHeader().sizeHint().height() + 6)
        self._enable()

    def selected(self) -> CameraRoom | None:
        """The camera of the row chosen."""
        at = self.table.currentRow()
        chosen = self.table.selectionModel().hasSelection()
        return self._rooms[at] if chosen and 0 <= at < len(self._rooms) else None

    def _wanted(self) -> None:
        room = self.selected()
        if room is not None:
            self.change_wanted.emit(room)

    def _enable(self) -> None:
        self.change.setEnabled(self.selected() is not None)


class RoomForm(FormDialog):
    """Days, room and last hours of one camera; 0 everywhere: as the school. Its recorder, where there are several."""

    def __init__(self, room: CameraRoom, recorders: Sequence[RecorderView], preferred: str, parent: QWidget) -> None:
        title = translate("Settings", "Keeping footage of {0}").format(room.label)
        super().__init__(title, translate("Settings", "Save"), parent)
        as_school = translate("Settings", "As the school")
        self.days = NumberEdit(0, LONGEST_DAYS, translate("Settings", "days"))
        self.quota = NumberEdit(0, 100_000, "GB")
        self.hours = NumberEdit(-1, LONGEST_HOURS, translate("Settings", "hours"))
        for edit, value in ((self.days, room.own.days), (self.quota, _gb(room.own.quota_bytes))):
            edit.setSpecialValueText(as_school)
            edit.setValue(value or 0)
        self.hours.setSpecialValueText(as_school)
        self.hours.setValue(-1 if room.own.keep_hours is None else room.own.keep_hours)
        self.recorder = QComboBox()
        self.recorder.addItem(translate("Settings", "Whichever is free"), "")
        for one in recorders:
            self.recorder.addItem(one.host, one.number)
        self.recorder.setCurrentIndex(max(0, self.recorder.findData(preferred)))
        self.fields = {
            "days": Field(translate("Settings", "Keep recordings for"), self.days),
            "quota_bytes": Field(
                translate("Settings", "Room for this camera"),
                self.quota,
                translate("Settings", "When it is used up, this camera's oldest goes first."),
            ),
            "keep_hours": Field(
                translate("Settings", "At least"),
                self.hours,
                translate("Settings", "What stays however much the others record, while the disk isn't full."),
            ),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        if len(recorders) > 1:
            hint = translate("Settings", "Another one takes over when this PC is off.")
            self.body.addWidget(Field(translate("Settings", "Recorded by the PC"), self.recorder, hint))
        self.body.addWidget(
            label(translate("Settings", "Footage on hold and of an open review stays, whatever stands here."), "hint")
        )

    def policy(self) -> CameraPolicy:
        """What the form says."""
        return CameraPolicy(
            days=self.days.value() or None,
            quota_bytes=self.quota.value() * GB or None,
            keep_hours=None if self.hours.value() < 0 else self.hours.value(),
        )


def limited_text(room: CameraRoom) -> str:
    """What limits a camera's days."""
    words = {
        "age": translate("Settings", "the days set"),
        "camera_quota": translate("Settings", "the camera's room"),
        "disk": translate("Settings", "the disk"),
    }
    return words.get(room.limited_by, room.limited_by) if room.days is not None else ""


def _texts(room: CameraRoom) -> tuple[str, ...]:
    days = translate("Settings", "not recorded of late")
    if room.days is not None:
        days = translate("Settings", "{0} days").format(decimal(room.days, 0 if room.days >= 10 else 1))
    own = room.own != CameraPolicy()
    return (
        room.label,
        size_text(room.used),
        size_text(room.pace) if room.pace else "—",
        days,
        limited_text(room),
        date_text(room.oldest_us) if room.oldest_us is not None else "—",
        duration_text(room.kept_us) if room.kept_us else "—",
        translate("Settings", "own rule") if own else translate("Settings", "as the school"),
    )


def _kept_text(found: StorageForecast) -> str:
    if not found.kept:
        return translate("Settings", "Nothing is on hold, no review is open.")
    cameras = len({one.camera_id for one in found.kept})
    sources = sorted({one.source.partition(":")[0] for one in found.kept})
    names = {"hold": translate("Settings", "holds"), "review": translate("Settings", "open reviews")}
    because = ", ".join(names.get(source, source) for source in sources)
    return translate("Settings", "Kept now: {0} stretches of {1} cameras ({2}).").format(
        len(found.kept), cameras, because
    )


def _gb(size: int | None) -> int:
    return round((size or 0) / GB)


def _table() -> QTableWidget:
    heads = (
        translate("Settings", "Camera"),
        translate("Settings", "Takes"),
        translate("Settings", "A day"),
        translate("Settings", "Will keep"),
        translate("Settings", "Limited by"),
        translate("Settings", "Oldest"),
        translate("Settings", "On hold"),
        translate("Settings", "Rule"),
    )
    table = QTableWidget(0, len(heads))
    table.setHorizontalHeaderLabels(heads)
    style_table(table)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setAccessibleName(translate("Settings", "Camera by camera"))
    table.setTabKeyNavigation(False)
    sizes = table.horizontalHeader()
    sizes.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    sizes.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return table
