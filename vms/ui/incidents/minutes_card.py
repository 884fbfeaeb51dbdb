"""What is typed for the minutes beyond the incident: who was there, when it was written, damage, conclusion."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QTime, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from vms.services.minutes_form import Attendee, MinutesForm
from vms.ui import theme
from vms.ui.arrange import row
from vms.ui.controls import Button, Card, label
from vms.ui.fields import Field, NumberEdit
from vms.ui.incidents.dialogs import InstantEdit
from vms.ui.incidents.form_saver import Typed

translate = QCoreApplication.translate

_SAVE_AFTER_MS = 900


def attendee(text: str) -> Attendee:
    """``Lê Thị Minh Hà, Hiệu trưởng`` → name and position; the first comma parts them."""
    name, _, position = text.partition(",")
    return Attendee(name.strip(), position.strip())


def attendee_text(one: Attendee) -> str:
    """The way back."""
    return f"{one.name}, {one.position}" if one.position else one.name


class MinutesCard(Card):
    """Saves itself a moment after the last key: ``edited`` carries what was typed (``Typed``)."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=12, parent=parent)
        self.body.addLayout(row(label("5", "number"), label(translate("Incidents", "Minutes"), "card_title"), None))
        self._form = MinutesForm()
        self._filling = False
        self._incident_id = 0
        self._revision = self._saved = 0
        hint = translate("Incidents", "Name, position")
        self.place, self.chair, self.secretary = QLineEdit(), QLineEdit(), QLineEdit()
        self.chair.setPlaceholderText(hint)
        self.secretary.setPlaceholderText(hint)
        self.present, self.damage, self.conclusion = QPlainTextEdit(), QPlainTextEdit(), QPlainTextEdit()
        self.present.setPlaceholderText(translate("Incidents", "One a line: name, position"))
        self.started, self.ended = InstantEdit(0), InstantEdit(0)
        self.ended.setMinimumDateTime(QDateTime(QDate(2000, 1, 1), QTime(0, 0)))
        self.ended.setSpecialValueText(translate("Incidents", "Not entered"))
        self._has_end = False
        self.end_now = Button(translate("Incidents", "Ends now"), icon_name="clock-check-outline")
        self.copies = NumberEdit(1, 20)
        self.body.addLayout(self._grid())
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_SAVE_AFTER_MS)
        self._delay.timeout.connect(self.flush)
        self._connect()

    def _grid(self) -> QGridLayout:
        for area in (self.present, self.damage, self.conclusion):
            area.setTabChangesFocus(True)
            area.setFixedHeight(theme.length(66))
        end = QWidget()
        inside = row(spacing=8, parent=end)
        inside.addWidget(self.ended, 1)
        inside.addWidget(self.end_now)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        rows = (
            ((translate("Incidents", "Written at"), self.place), (translate("Incidents", "Copies"), self.copies)),
            ((translate("Incidents", "Started"), self.started), (translate("Incidents", "Ended"), end)),
            ((translate("Incidents", "Chair"), self.chair), (translate("Incidents", "Secretary"), self.secretary)),
            ((translate("Incidents", "Also present"), self.present), (translate("Incidents", "Damage"), self.damage)),
        )
        for at, pair in enumerate(rows):
            for side, (text, editor) in enumerate(pair):
                grid.addWidget(Field(text, editor, reserve=False), at, side)
        conclusion = Field(translate("Incidents", "Conclusion, proposals"), self.conclusion, reserve=False)
        grid.addWidget(conclusion, len(rows), 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _connect(self) -> None:
        for line in (self.place, self.chair, self.secretary):
            line.textEdited.connect(self._touched)
        for area in (self.present, self.damage, self.conclusion):
            area.textChanged.connect(self._touched)
        self.started.dateTimeChanged.connect(self._touched)
        self.ended.dateTimeChanged.connect(self._set_end)
        self.copies.valueChanged.connect(self._touched)

    def show_form(
        self, incident_id: int, form: MinutesForm, started_us: int, ended_us: int | None, editable: bool
    ) -> None:
        """Fill the fields, unless they hold something newer; ``started_us`` and ``ended_us`` stand for empty ones."""
        self.setEnabled(editable)
        if self.unsaved and incident_id == self._incident_id:
            return
        self.flush()
        self._filling = True
        self._incident_id, self._saved = incident_id, self._revision
        self._form = form
        self.place.setText(form.place)
        self.chair.setText(attendee_text(form.chair))
        self.secretary.setText(attendee_text(form.secretary))
        for area, text in (
            (self.present, "\n".join(map(attendee_text, form.present))),
            (self.damage, form.damage),
            (self.conclusion, form.conclusion),
        ):
            if area.toPlainText() != text:
                area.setPlainText(text)
        self.started.set_instant(form.started_us if form.started_us is not None else started_us)
        ended = form.ended_us if form.ended_us is not None else ended_us
        self._has_end = ended is not None
        self.ended.set_instant(ended if ended is not None else 0)
        self.ended.setEnabled(self._has_end)
        self.copies.setValue(form.copies)
        self._filling = False

    def end_at(self, instant: int) -> None:
        """The writing ends now."""
        self._has_end = True
        self.ended.setEnabled(True)
        self.ended.set_instant(instant)
        self._touched()

    @property
    def form(self) -> MinutesForm:
        """What stands in the fields."""
        return replace(
            self._form,
            place=self.place.text().strip(),
            started_us=self.started.instant,
            ended_us=self.ended.instant if self._has_end else None,
            chair=attendee(self.chair.text()),
            secretary=attendee(self.secretary.text()),
            present=tuple(attendee(line) for line in self.present.toPlainText().splitlines() if line.strip()),
            damage=self.damage.toPlainText().strip(),
            conclusion=self.conclusion.toPlainText().strip(),
            copies=self.copies.value(),
        )

    def flush(self) -> None:
        """Don't wait for more keys; tell what isn't saved yet."""
        self._delay.stop()
        if self.unsaved:
            self.edited.emit(Typed(self._incident_id, self.form, self._revision))

    def mark_saved(self, typed: Typed) -> None:
        """It stands in the catalogue."""
        if typed.incident_id == self._incident_id:
            self._saved = max(self._saved, typed.revision)

    @property
    def unsaved(self) -> bool:
        """Whether the fields hold something that isn't saved."""
        return self._saved != self._revision

    def _set_end(self) -> None:
        if not self._filling:
            self._touched()

    def _touched(self, *_value: object) -> None:
        if not self._filling:
            self._revision += 1
            self._delay.start()
