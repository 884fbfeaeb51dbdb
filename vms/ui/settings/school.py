"""The school: what heads every document, and the regulation in force."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate
from PySide6.QtWidgets import QCheckBox, QDateEdit, QGridLayout, QLineEdit, QWidget

from vms.services.school import SchoolProfile
from vms.ui.arrange import column, row
from vms.ui.controls import Button, Card, label
from vms.ui.fields import Field
from vms.ui.page import Page
from vms.ui.settings.kiosk import KioskCard
from vms.ui.settings.sections import run

translate = QCoreApplication.translate


class SchoolSection(QWidget):
    """A form over ``School.profile``; saved by its one button."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        names = {
            "name": translate("Settings", "School's name"),
            "parent_body": translate("Settings", "Governing body"),
            "abbreviation": translate("Settings", "Abbreviation in document numbers"),
            "place": translate("Settings", "Place, before the date of a document"),
            "regulation_number": translate("Settings", "Number of the regulation"),
            "school_year": translate("Settings", "School year"),
        }
        self.edits = {key: QLineEdit() for key in names}
        self._fields = {key: Field(text, self.edits[key]) for key, text in names.items()}
        self.day = QDateEdit()
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setCalendarPopup(True)
        self.dated = QCheckBox(translate("Settings", "The regulation is dated"))
        self.dated.toggled.connect(self.day.setEnabled)
        self._fields["regulation_date"] = Field(translate("Settings", "Date of the regulation"), self.day)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        order = ("name", "parent_body", "abbreviation", "place", "regulation_number", "regulation_date", "school_year")
        for at, key in enumerate(order):
            grid.addWidget(self._fields[key], at // 2, at % 2)
        grid.addWidget(self.dated, 3, 1)
        card = Card(translate("Settings", "The school on documents"))
        card.add(label(translate("Settings", "Heads minutes and reports from the next one on."), "secondary"))
        card.body.addLayout(grid)
        self.save = Button(translate("Settings", "Save"), "primary")
        self.save.clicked.connect(self._save)
        card.body.addLayout(row(self.save, None))
        self.kiosk = KioskCard(page)
        column(card, self.kiosk, None, spacing=16, parent=self)
        self._show(page.parts.school.profile())

    def _show(self, profile: SchoolProfile) -> None:
        for key, edit in self.edits.items():
            edit.setText(getattr(profile, key))
            edit.setCursorPosition(0)
        day = profile.regulation_date
        self.dated.setChecked(day is not None)
        self.day.setEnabled(day is not None)
        self.day.setDate(QDate(day.year, day.month, day.day) if day else QDate.currentDate())

    def _save(self) -> None:
        chosen = self.day.date()
        day = date(chosen.year(), chosen.month(), chosen.day()) if self.dated.isChecked() else None
        profile = SchoolProfile(regulation_date=day, **{key: edit.text() for key, edit in self.edits.items()})
        actor, school = self._page.session.actor, self._page.parts.school

        def done(saved: SchoolProfile) -> None:
            self._show(saved)
            self._page.navigator.notify(translate("Settings", "School saved"), saved.name)
            self._page.navigator.school_changed.emit(saved.name)

        run(self._page, self, self.save, lambda: school.set_profile(actor, profile), done, self._fields)
