"""What is asked before a file is taken in, and when its time is corrected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from vms.core.errors import NotVideo
from vms.core.instants import SECOND
from vms.services.cameras import CameraView
from vms.services.imports import ForeignVideo, ImportDraft, ImportView
from vms.services.incident_views import IncidentRow
from vms.ui import theme
from vms.ui.arrange import row
from vms.ui.controls import Button
from vms.ui.dialogs import CardDialog
from vms.ui.fields import Field, NumberEdit
from vms.ui.imports.words import fault_text, made_text, video_text
from vms.ui.incidents.dialogs import InstantEdit

translate = QCoreApplication.translate
_MOST_SECONDS = 7 * 86_400


class TimeFields(QWidget):
    """When it was taken: what the other clock showed, how far that is off, and whose word it is."""

    def __init__(self, start_us: int, offset_us: int, said_by: str, *, known: bool, parent: QWidget | None = None):
        super().__init__(parent)
        self.known = QCheckBox(translate("Imports", "The time it was taken is known"), self)
        self.known.setChecked(known)
        self.claimed = InstantEdit(start_us)
        self.offset = NumberEdit(-_MOST_SECONDS, _MOST_SECONDS, translate("Imports", "s"))
        self.offset.setValue(round(offset_us / SECOND))
        self.offset.setToolTip(translate("Imports", "The device's clock minus the true time; + when it is fast"))
        self.said_by = QLineEdit(said_by)
        self.said_by.setMaxLength(120)
        self.said_by.setCursorPosition(0)
        self._fields = (
            Field(translate("Imports", "Clock of the device at the first picture"), self.claimed, reserve=False),
            Field(translate("Imports", "Clock is off by"), self.offset, reserve=False),
            Field(translate("Imports", "By whose word"), self.said_by, reserve=False),
        )
        line = row(spacing=8, parent=self)
        for field, share in zip(self._fields, (4, 2, 5), strict=True):
            line.addWidget(field, share)
        self.known.toggled.connect(self._enable)
        self._enable(known)

    def _enable(self, known: bool) -> None:
        for field in self._fields:
            field.setEnabled(known)

    @property
    def claimed_us(self) -> int | None:
        """None: nobody knows."""
        return self.claimed.instant if self.known.isChecked() else None

    @property
    def offset_us(self) -> int:
        """µs."""
        return self.offset.value() * SECOND if self.known.isChecked() else 0

    @property
    def who(self) -> str:
        """Whose word."""
        return self.said_by.text().strip() if self.known.isChecked() else ""

    @property
    def complete(self) -> bool:
        """A time needs somebody who says it."""
        return not self.known.isChecked() or bool(self.who)


class TakeInDialog(CardDialog):
    """Everything that is said of one file. ``found``: its video, or why it doesn't play."""

    def __init__(
        self,
        source: Path,
        found: ForeignVideo | NotVideo,
        incidents: Sequence[IncidentRow],
        cameras: Sequence[CameraView],
        now_us: int,
        incident_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(translate("Imports", "Take in this file?"), "file-import", "accent", parent)
        self.setFixedWidth(theme.length(640))
        self._needs_word = not isinstance(found, ForeignVideo)
        self.add_text(source.name, "strong")
        made = self._describe(found)
        self._ask_origin()
        self.time = TimeFields(made if made is not None else now_us, 0, "", known=not self._needs_word)
        self.add_widget(self.time.known)
        self.add_widget(self.time)
        self._ask_place(incidents, cameras, incident_id)
        self.add_line("shield-check", "ok", translate("Imports", "It is copied byte for byte and never deleted."))
        self.add_button(Button(translate("Imports", "Cancel")), accepts=False)
        self.act_button = self.add_button(Button(translate("Imports", "Take in"), "primary"), accepts=True)
        for signal in (self.brought_by.textChanged, self.time.said_by.textChanged):
            signal.connect(lambda _text: self._enable())
        for box in (self.time.known, self.as_file):
            box.toggled.connect(lambda _on: self._enable())
        self._enable()
        self.brought_by.setFocus()

    def _describe(self, found: ForeignVideo | NotVideo) -> int | None:
        """What the file is, and its own word for when it was made."""
        self.as_file = QCheckBox(translate("Imports", "Keep it as a plain file, although it does not play"), self)
        self.as_file.setVisible(self._needs_word)
        if isinstance(found, ForeignVideo):
            self.add_line("filmstrip", "t2", video_text(found))
            self.add_line("clock-outline", "t2", made_text(found.made_us) if found.made_us is not None else "")
            return found.made_us
        self.add_line("alert", "warn", fault_text(str(found.values.get("reason"))))
        self.add_widget(self.as_file)
        return None

    def _ask_origin(self) -> None:
        self.brought_by, self.origin = QLineEdit(), QLineEdit()
        self.brought_by.setMaxLength(120)
        self.brought_by.setPlaceholderText(translate("Imports", "Name, and what they are to the matter"))
        self.origin.setMaxLength(200)
        self.origin.setPlaceholderText(translate("Imports", "Phone, USB stick, shop across the road"))
        line = row(spacing=8)
        line.addWidget(Field(translate("Imports", "Brought by"), self.brought_by, reserve=False), 1)
        line.addWidget(Field(translate("Imports", "Where the file comes from"), self.origin, reserve=False), 1)
        self._lines.addLayout(line)

    def _ask_place(
        self, incidents: Sequence[IncidentRow], cameras: Sequence[CameraView], incident_id: int | None
    ) -> None:
        self.incident, self.camera = QComboBox(), QComboBox()
        self.incident.addItem(translate("Imports", "No incident yet"), None)
        for one in incidents:
            self.incident.addItem(f"{one.code} · {one.title}", one.id)
        self.incident.setCurrentIndex(max(0, self.incident.findData(incident_id)))
        self.camera.addItem(translate("Imports", "No camera of the school"), None)
        for camera in cameras:
            self.camera.addItem(camera.label, camera.id)
        line = row(spacing=8)
        line.addWidget(Field(translate("Imports", "Incident"), self.incident, reserve=False), 1)
        line.addWidget(Field(translate("Imports", "Shows the place of camera"), self.camera, reserve=False), 1)
        self._lines.addLayout(line)

    def _enable(self) -> None:
        ready = bool(self.brought_by.text().strip()) and self.time.complete
        self.act_button.setEnabled(ready and (not self._needs_word or self.as_file.isChecked()))

    @property
    def draft(self) -> ImportDraft:
        """What was said."""
        return ImportDraft(
            brought_by=self.brought_by.text().strip(),
            source=self.origin.text().strip(),
            claimed_us=self.time.claimed_us,
            offset_us=self.time.offset_us,
            said_by=self.time.who,
            incident_id=self.incident.currentData(),
            camera_id=self.camera.currentData(),
            as_file=self.as_file.isChecked(),
        )


class TimeDialog(CardDialog):
    """Another word on when it was taken; the earlier one stays in the custody entries."""

    def __init__(self, view: ImportView, now_us: int, parent: QWidget | None = None) -> None:
        super().__init__(translate("Imports", "Correct the time of this file?"), "clock-edit", "accent", parent)
        self.setFixedWidth(theme.length(640))
        self.add_text(view.name, "strong")
        self.add_line("clock-outline", "t2", made_text(view.made_us) if view.made_us is not None else "")
        shown = view.claimed_us if view.claimed_us is not None else view.made_us
        self.time = TimeFields(now_us if shown is None else shown, view.offset_us, view.said_by, known=True)
        self.time.known.hide()
        self.add_widget(self.time)
        self.note = QLineEdit()
        self.note.setMaxLength(200)
        self.add_widget(Field(translate("Imports", "Why"), self.note, reserve=False))
        self.add_line("history", "t2", translate("Imports", "The time said before stays to be read in custody."))
        self.add_button(Button(translate("Imports", "Cancel")), accepts=False)
        self.act_button = self.add_button(Button(translate("Imports", "Correct"), "primary"), accepts=True)
        self.time.said_by.textChanged.connect(lambda _text: self.act_button.setEnabled(self.time.complete))
        self.act_button.setEnabled(self.time.complete)
