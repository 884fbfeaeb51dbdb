"""The wizard's page about the school and the folder for recordings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit

from vms.ui import theme
from vms.ui.arrange import row
from vms.ui.controls import Button, divider, label
from vms.ui.fields import Field, NumberEdit
from vms.ui.first_run.pages import Changed, StepPage
from vms.ui.first_run.plan import ESTIMATE_CAMERAS, Plan, abbreviate, days_that_fit, free_bytes
from vms.ui.words import size_text

translate = QCoreApplication.translate


class StoragePage(StepPage):
    """Name and abbreviation of the school; folder, room and days."""

    def __init__(self, plan: Plan, changed: Changed) -> None:
        super().__init__(
            translate("FirstRun", "The school, and where recordings are stored"),
            translate("FirstRun", "The name heads every document; the abbreviation ends its number."),
            changed,
        )
        self.school, self.parent_body = QLineEdit(plan.school), QLineEdit(plan.parent_body)
        self.abbreviation = QLineEdit(plan.abbreviation)
        self._guessed = plan.abbreviation in ("", abbreviate(plan.school))
        self.folder = QLineEdit(str(plan.root))
        self.days = NumberEdit(1, 3650, translate("Settings", "days"))
        self.days.setValue(plan.days)
        self.fields = {
            "school": Field(translate("Settings", "School's name"), self.school),
            "parent_body": Field(translate("Settings", "Governing body"), self.parent_body),
            "abbreviation": Field(translate("FirstRun", "Abbreviation"), self.abbreviation),
            "root": Field(translate("FirstRun", "Folder for recordings, evidence and the catalogue"), self.folder),
            "days": Field(
                translate("Settings", "Keep recordings for"),
                self.days,
                translate("FirstRun", "30 days are two review cycles (clause 5.2)."),
            ),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for at, (key, stretch) in enumerate((("school", 3), ("parent_body", 3), ("abbreviation", 2))):
            grid.addWidget(self.fields[key], 0, at)
            grid.setColumnStretch(at, stretch)
        self.body.addLayout(grid)
        self.body.addWidget(divider())
        self.body.addSpacing(8)
        self.body.addWidget(label(translate("FirstRun", "Place for recordings"), "card_title"))
        choose = Button(translate("FirstRun", "Choose…"), icon_name="folder-open")
        choose.clicked.connect(self._choose)
        line = row(spacing=8)
        line.addWidget(self.fields["root"], 1)
        line.addWidget(choose)
        self.body.addLayout(line)
        self.fields["days"].setMinimumWidth(theme.length(420))
        self.body.addLayout(row(self.fields["days"], None))
        self.body.addStretch(1)
        self.school.textChanged.connect(self._named)
        self.abbreviation.textEdited.connect(self._abbreviated)
        self.folder.textChanged.connect(self._room)
        self.parent_body.textChanged.connect(lambda _text: changed())
        self._room()

    def fill(self, plan: Plan) -> Plan:
        """School, folder and days."""
        return replace(
            plan,
            school=self.school.text(),
            parent_body=self.parent_body.text(),
            abbreviation=self.abbreviation.text(),
            root=Path(self.folder.text().strip()).expanduser() if self.folder.text().strip() else Path(),
            days=self.days.value(),
        )

    def set_folder_error(self, text: str) -> None:
        """The folder can't be written."""
        self.fields["root"].set_error(text)
        self.folder.setFocus()

    def _named(self, name: str) -> None:
        if self._guessed:
            self.abbreviation.setText(abbreviate(name))
        self.changed()

    def _abbreviated(self, text: str) -> None:
        self._guessed = not text
        self.changed()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, translate("FirstRun", "Folder for recordings, evidence and the catalogue"), self.folder.text()
        )
        if chosen:
            self.folder.setText(chosen)

    def _room(self) -> None:
        free = free_bytes(Path(self.folder.text().strip()).expanduser())
        if free is None:
            self.fields["root"].set_line(translate("FirstRun", "There is no such disk"), "warn")
        else:
            days = days_that_fit(free)
            words = translate("FirstRun", "Free {0}: about {1} days for {2} cameras")
            if days < 1:
                words = translate("FirstRun", "Free {0}: less than a day for {2} cameras, the oldest goes first")
            self.fields["root"].set_line(
                words.format(size_text(free), days, ESTIMATE_CAMERAS), "ok" if days >= 1 else "warn"
            )
        self.changed()
