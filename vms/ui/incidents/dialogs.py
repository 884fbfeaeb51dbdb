"""What is asked for one line of an incident: a moment, a person, a measure, a new incident."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QTime
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QDateTimeEdit, QLineEdit, QPlainTextEdit, QWidget

from vms.core.instants import VIETNAM, day_span, from_datetime, to_datetime
from vms.core.text import initials
from vms.services.incident_drafts import IncidentDraft, MeasureDraft, NoteDraft, PersonDraft
from vms.services.incident_views import INCIDENT_KINDS, IncidentView, MeasureView, NoteView, PersonView
from vms.ui.arrange import row
from vms.ui.controls import Button, label
from vms.ui.dialogs import CardDialog
from vms.ui.fields import Field
from vms.ui.incidents.words import kind_text

translate = QCoreApplication.translate


class InstantEdit(QDateTimeEdit):
    """A local date and time to the second; ``instant`` is µs UTC."""

    def __init__(self, instant: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("dd/MM/yyyy HH:mm:ss")
        self.setCalendarPopup(True)
        self.set_instant(instant)

    def set_instant(self, instant: int) -> None:
        """Show an instant in local time."""
        moment = to_datetime(instant)
        day = QDate(moment.year, moment.month, moment.day)
        self.setDateTime(QDateTime(day, QTime(moment.hour, moment.minute, moment.second)))

    @property
    def instant(self) -> int:
        """µs UTC."""
        shown = self.dateTime().toPython()
        return from_datetime(shown.replace(tzinfo=VIETNAM))  # type: ignore[attr-defined]


def _text_area(text: str, hint: str, lines: int = 3) -> QPlainTextEdit:
    made = QPlainTextEdit(text)
    made.setPlaceholderText(hint)
    made.setTabChangesFocus(True)
    made.setFixedHeight(24 + 20 * lines)
    return made


class _FormDialog(CardDialog):
    """A card with fields; the act is possible once the needed line is written."""

    def __init__(self, title: str, icon_name: str, act: str, parent: QWidget | None) -> None:
        super().__init__(title, icon_name, "accent", parent)
        self._act = act

    def finish(self, needed: QLineEdit) -> None:
        """Add the buttons; ``needed`` must not stay empty."""
        self.add_button(Button(translate("Incidents", "Cancel")), accepts=False)
        self.act_button = self.add_button(Button(self._act, "primary"), accepts=True)
        self.act_button.setDefault(True)
        needed.textChanged.connect(lambda text: self.act_button.setEnabled(bool(text.strip())))
        self.act_button.setEnabled(bool(needed.text().strip()))
        needed.setFocus()

    def add_field(self, text: str, editor: QWidget, hint: str = "") -> Field:
        """A field in the card."""
        field = Field(text, editor, hint, reserve=False)
        self.add_widget(field)
        return field


class NewIncidentDialog(_FormDialog):
    """An incident that no camera showed, or the head of one that is open."""

    def __init__(self, now_us: int, incident: IncidentView | None = None, parent: QWidget | None = None) -> None:
        title = translate("Incidents", "Edit the incident") if incident else translate("Incidents", "New incident")
        act = translate("Incidents", "Save") if incident else translate("Incidents", "Open incident")
        super().__init__(title, "folder-alert", act, parent)
        self.title = QLineEdit(incident.title if incident else "")
        self.title.setMaxLength(200)
        self.title.setPlaceholderText(translate("Incidents", "Two pupils fell on the stairs"))
        self.kind = QComboBox()
        for code in INCIDENT_KINDS:
            self.kind.addItem(kind_text(code), code)
        self.kind.setCurrentIndex(max(0, self.kind.findData(incident.kind if incident else "accident")))
        self.place = QLineEdit(incident.place if incident else "")
        self.place.setMaxLength(120)
        self.occurred = InstantEdit(incident.occurred_us if incident else now_us)
        self.add_field(translate("Incidents", "What happened"), self.title)
        self.add_field(translate("Incidents", "Kind"), self.kind)
        self.add_field(translate("Incidents", "Place"), self.place)
        self.add_field(translate("Incidents", "When"), self.occurred)
        self.finish(self.title)

    @property
    def draft(self) -> IncidentDraft:
        """What was typed."""
        return IncidentDraft(self.title.text(), str(self.kind.currentData()), self.place.text(), self.occurred.instant)


class NoteDialog(_FormDialog):
    """A moment of the course of events."""

    def __init__(self, at_us: int, note: NoteView | None = None, parent: QWidget | None = None) -> None:
        title = translate("Incidents", "Edit the moment") if note else translate("Incidents", "Add a moment")
        super().__init__(title, "clock-outline", translate("Incidents", "Save"), parent)
        self.at = InstantEdit(note.at_us if note else at_us)
        self.text = QLineEdit(note.text if note else "")
        self.text.setMaxLength(500)
        self.source = QLineEdit(note.source if note else "")
        self.source.setPlaceholderText(translate("Incidents", "Who told it, or the shift book"))
        self._camera = note.camera_id if note else None
        self.add_field(translate("Incidents", "When"), self.at)
        self.add_field(translate("Incidents", "What happened"), self.text)
        self.add_field(translate("Incidents", "Known from (not needed for a camera)"), self.source)
        self.finish(self.text)

    @property
    def draft(self) -> NoteDraft:
        """What was typed."""
        return NoteDraft(self.at.instant, self.text.text(), self.source.text(), self._camera)


class PersonDialog(_FormDialog):
    """A person involved; pupils are shown as initials and class."""

    def __init__(self, may_show_full: bool, person: PersonView | None = None, parent: QWidget | None = None) -> None:
        title = translate("Incidents", "Edit the person") if person else translate("Incidents", "Add a person")
        super().__init__(title, "account-plus", translate("Incidents", "Save"), parent)
        self.name = QLineEdit(person.name if person else "")
        self.name.setMaxLength(120)
        self.child = QCheckBox(translate("Incidents", "Pupil: shown as initials and class"))
        self.child.setChecked(person.child if person else True)
        self.class_name = QLineEdit(person.class_name if person else "")
        self.class_name.setPlaceholderText("3A")
        self.full = QCheckBox(translate("Incidents", "Full name in the minutes (the board decides)"))
        self.full.setChecked(person.show_full_name if person else False)
        self.full.setEnabled(may_show_full)
        self.part = QLineEdit(person.part if person else "")
        self.part.setPlaceholderText(translate("Incidents", "Hurt pupil, witness, class teacher"))
        self.detail = QLineEdit(person.detail if person else "")
        self.statement = _text_area(
            person.statement if person else "", translate("Incidents", "In the person's own words")
        )
        self._shown = label("", "caption")
        self.add_field(translate("Incidents", "Name"), self.name)
        self.add_widget(self.child)
        self.add_field(translate("Incidents", "Class"), self.class_name)
        self.add_widget(self.full)
        self.add_widget(self._shown)
        self.add_field(translate("Incidents", "Part in it"), self.part)
        self.add_field(translate("Incidents", "Detail (injury, property)"), self.detail)
        self.add_field(translate("Incidents", "Statement"), self.statement)
        for signal in (self.name.textChanged, self.child.toggled, self.full.toggled):
            signal.connect(lambda *_: self._show_name())
        self._show_name()
        self.finish(self.name)

    def _show_name(self) -> None:
        short = self.child.isChecked() and not self.full.isChecked()
        name = self.name.text().strip()
        shown = initials(name) if short else name
        words = translate("Incidents", "Shown as: {name}").format(name=shown)
        self._shown.setText(words if name else "")

    @property
    def draft(self) -> PersonDraft:
        """What was typed."""
        return PersonDraft(
            name=self.name.text(),
            child=self.child.isChecked(),
            class_name=self.class_name.text(),
            part=self.part.text(),
            detail=self.detail.text(),
            statement=self.statement.toPlainText(),
            show_full_name=self.full.isChecked(),
        )


class MeasureDialog(_FormDialog):
    """Something done or to be done."""

    def __init__(self, today: date, measure: MeasureView | None = None, parent: QWidget | None = None) -> None:
        title = translate("Incidents", "Edit the measure") if measure else translate("Incidents", "Add a measure")
        super().__init__(title, "clipboard-check", translate("Incidents", "Save"), parent)
        self._done_us = measure.done_us if measure else None
        self.text = QLineEdit(measure.text if measure else "")
        self.text.setMaxLength(300)
        self.responsible = QLineEdit(measure.responsible if measure else "")
        self.has_due = QCheckBox(translate("Incidents", "Due by"))
        due = to_datetime(measure.due_us).date() if measure and measure.due_us else today
        self.due = QDateEdit(QDate(due.year, due.month, due.day))
        self.due.setDisplayFormat("dd/MM/yyyy")
        self.due.setCalendarPopup(True)
        self.due.setAccessibleName(translate("Incidents", "Due by"))
        self.has_due.setChecked(bool(measure and measure.due_us))
        self.due.setEnabled(self.has_due.isChecked())
        self.has_due.toggled.connect(self.due.setEnabled)
        self.add_field(translate("Incidents", "Measure"), self.text)
        self.add_field(translate("Incidents", "Who does it"), self.responsible)
        line = QWidget()
        row(self.has_due, self.due, None, parent=line)
        self.add_widget(line)
        self.finish(self.text)

    @property
    def draft(self) -> MeasureDraft:
        """What was typed; due means the end of that day."""
        chosen = self.due.date()
        due = day_span(date(chosen.year(), chosen.month(), chosen.day())).end - 1
        due_us = due if self.has_due.isChecked() else None
        return MeasureDraft(self.text.text(), self.responsible.text(), due_us, self._done_us)
