"""How long footage is kept and how much room it may take; what there is now."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from vms.core.errors import InvalidInput
from vms.services.recording import StorageView
from vms.services.school import Limit
from vms.services.storage_forecast import CameraRoom
from vms.ui.arrange import column, row
from vms.ui.controls import Banner, Button, Card, label
from vms.ui.fields import Field, NumberEdit
from vms.ui.page import Page
from vms.ui.settings.camera_room import RoomCard, RoomForm
from vms.ui.settings.doctor import DoctorCard
from vms.ui.settings.sections import run
from vms.ui.words import decimal, size_text

translate = QCoreApplication.translate
_GB = 1_000_000_000
_RETENTION = "retention_days"


class StorageSection(QWidget):
    """Days with their legal basis, and a quota. Held footage is never deleted whatever stands here."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.room = Banner("", "info", "harddisk")
        self.days, self.basis = NumberEdit(1, 3650, translate("Settings", "days")), QLineEdit()
        self.quota = NumberEdit(0, 100_000, "GB")
        self.quota.setSpecialValueText(translate("Settings", "The whole disk"))
        self._fields = {
            "value": Field(translate("Settings", "Keep recordings for"), self.days),
            "basis": Field(translate("Settings", "Basis of this number"), self.basis),
            "quota_bytes": Field(
                translate("Settings", "Room for recordings"),
                self.quota,
                translate("Settings", "When it is used up, the oldest goes first; 2 GB always stay free."),
            ),
        }
        self.save = Button(translate("Settings", "Save"), "primary")
        self.save.clicked.connect(self._save)
        card = Card(translate("Settings", "Recordings"))
        card.add(self.room)
        card.body.addLayout(row(self._fields["value"], self._fields["quota_bytes"], spacing=16))
        card.add(self._fields["basis"])
        held = translate("Settings", "Footage on hold and of an open review stays, whatever stands here.")
        card.add(label(held, "secondary"))
        card.body.addLayout(row(self.save, None))
        self.rooms = RoomCard()
        self.rooms.change_wanted.connect(lambda room: _drop(self.open_camera(room)))
        column(card, self.rooms, DoctorCard(page), None, spacing=16, parent=self)
        self.refresh()

    def refresh(self) -> None:
        """Read limits and room again."""
        parts = self._page.parts
        run(self._page, self, None, lambda: (parts.limits.get(_RETENTION), parts.recording.storage()), self._show)
        run(self._page, self, None, parts.forecasts.now, self.rooms.show_forecast)

    def open_camera(self, room: CameraRoom) -> RoomForm:
        """The form over one camera."""
        parts, actor = self._page.parts, self._page.session.actor
        control, policies = parts.own_recorder, parts.retention.policies
        form = RoomForm(room, control.view().recorders, control.preferred(room.camera_id), self)

        def submit() -> None:
            policy, recorder = form.policy(), str(form.recorder.currentData())

            def work() -> None:
                if policy != room.own:
                    policies.set_camera(actor, room.camera_id, policy)
                if recorder != control.preferred(room.camera_id):
                    control.prefer(actor, room.camera_id, recorder)

            def done(_none: None) -> None:
                form.accept()
                self._page.navigator.notify(translate("Settings", "Saved: how long {0} is kept").format(room.label))
                self.refresh()

            run(self._page, form, form.submit, work, done, form.fields)

        form.submit.clicked.connect(submit)
        form.finished.connect(form.deleteLater)
        form.open()
        return form

    def _show(self, found: tuple[Limit, StorageView]) -> None:
        limit, storage = found
        self.days.setRange(limit.least, limit.most)
        self.days.setValue(limit.value)
        self.basis.setText(limit.basis)
        self.basis.setCursorPosition(0)
        self.quota.setValue(round(storage.quota / _GB))
        self.room.set(_room_text(storage), "info", "harddisk")

    def _save(self) -> None:
        parts, actor = self._page.parts, self._page.session.actor
        days, basis, quota = self.days.value(), self.basis.text(), self.quota.value() * _GB

        def work() -> tuple[Limit, StorageView]:
            limit = parts.limits.get(_RETENTION)
            if (limit.value, limit.basis) != (days, basis.strip()):
                limit = parts.limits.set(actor, _RETENTION, days, basis)
            if parts.recording.storage().quota != quota:
                if 0 < quota < _GB * 5:
                    raise InvalidInput(reasons={"quota_bytes": "value_range"})
                parts.retention.set_policy(actor, replace(parts.retention.policies.school(), quota_bytes=quota))
            return limit, parts.recording.storage()

        def done(found: tuple[Limit, StorageView]) -> None:
            self.days.setValue(found[0].value)
            self._page.navigator.notify(translate("Settings", "Saved: how long recordings are kept"))

        run(self._page, self, self.save, work, done, self._fields)


def _room_text(storage: StorageView) -> str:
    words = translate("Settings", "Free {0}, used by recordings {1}").format(
        size_text(storage.free), size_text(storage.used)
    )
    if storage.days_left is not None:
        words += " · " + translate("Settings", "enough for {0} more days at today's pace").format(
            decimal(storage.days_left, 0)
        )
    return words


def _drop(_made: object) -> None:
    """For a slot that has no use for what it made."""
