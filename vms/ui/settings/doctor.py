"""The check of the recordings among the settings: how deep, how far it is, what it found, and putting it right."""

from __future__ import annotations

import threading

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget
from shiboken6 import isValid

from vms.core.channels import Latest
from vms.core.instants import date_text, time_text
from vms.services.doctor import Finding, Level, Progress, Report
from vms.services.doctor_words import Language, summary, words
from vms.ui import i18n, theme
from vms.ui.arrange import column, row
from vms.ui.controls import Banner, Button, Card, ProgressCard, Segmented, label, style_table
from vms.ui.dialogs import Question, confirm
from vms.ui.icons import icon
from vms.ui.page import Page

translate = QCoreApplication.translate
# The rest is on the command line: nobody reads more in a window.
_SHOWN = 500
_LOOK_MS = 200


class DoctorCard(Card):
    """Runs the check on a task thread; leaving the page ends it."""

    def __init__(self, page: Page) -> None:
        super().__init__(translate("Settings", "Check the recordings"))
        self._page = page
        self._stopping = threading.Event()
        self._progress: Latest[Progress] = Latest()
        self.report: Report | None = None
        about = translate(
            "Settings", "Compares the disk with the catalogue, while recording goes on. It changes nothing by itself."
        )
        self.level = Segmented(
            [
                (Level.PRESENCE, translate("Settings", "Quick: is every file there")),
                (Level.READABLE, translate("Settings", "Thorough: is every file readable")),
                (Level.CONTENT, translate("Settings", "Complete: every byte")),
            ],
            Level.PRESENCE,
        )
        self.start = Button(translate("Settings", "Check"), "primary")
        self.start.clicked.connect(lambda: self._run(repair=False))
        self.repair = Button(translate("Settings", "Put right…"))
        self.repair.clicked.connect(self._ask_repair)
        self.work = ProgressCard(
            translate("Settings", "Checking the recordings"), cancel=translate("Settings", "Stop checking")
        )
        self.work.canceled.connect(self._stopping_now)
        self.result = Banner()
        self.table = _table()
        self.add(label(about, "secondary", wrap=True))
        self.body.addLayout(row(self.level, None))
        self.body.addLayout(row(self.start, self.repair, None, spacing=8))
        self.add(self.work, self.result, self.table)
        for hidden in (self.work, self.result, self.table, self.repair):
            hidden.hide()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._show_progress)
        self.destroyed.connect(self._stopping.set)

    def _run(self, *, repair: bool) -> None:
        level = self.level.value()
        assert isinstance(level, Level)
        doctor, actor = self._page.parts.doctor, self._page.session.actor
        stopping = self._stopping
        stopping.clear()
        self._busy(on=True)

        def work() -> Report:
            return doctor.check(actor, level, repair=repair, progress=self._progress.put, stopping=stopping)

        def done(report: Report) -> None:
            if isValid(self):
                self._busy(on=False)
                self._show(report)

        def failed(error: Exception) -> None:
            if isValid(self):
                self._busy(on=False)
                self._page.navigator.fail(error)

        self._page.parts.tasks.submit(work, done, failed)

    def _busy(self, *, on: bool) -> None:
        for widget in (self.start, self.repair, self.level):
            widget.setEnabled(not on)
        self.work.setVisible(on)
        if on:
            self.work.set_progress(-1, "")
            self.result.hide()
            self.table.hide()
            self.repair.hide()
            self._look.start()
        else:
            self._look.stop()
            self.start.setFocus()

    def _stopping_now(self) -> None:
        self._stopping.set()

    def _show_progress(self) -> None:
        found = self._progress.take()
        if found is not None and found.total:
            text = translate("Settings", "{0} of {1} looked at").format(found.done, found.total)
            self.work.set_progress(found.done / found.total, text)

    def _show(self, report: Report) -> None:
        self.report = report
        language: Language = "vi" if i18n.language() == "vi" else "en"
        state = "bad" if report.wrong else "warn" if report.cancelled else "ok"
        self.result.set(summary(report, language), state)
        self.result.show()
        shown = sorted(report.findings, key=lambda one: (one.repaired, one.note))[:_SHOWN]
        self.table.setRowCount(len(shown))
        for at, finding in enumerate(shown):
            self._fill(at, finding, report, language)
        self.table.setVisible(bool(shown))
        if shown:
            self.table.setMinimumHeight(theme.length(min(320, 40 + 32 * len(shown))))
            self.table.selectRow(0)
        self.repair.setVisible(_can_mend(report, language) > 0)

    def _fill(self, at: int, finding: Finding, report: Report, language: Language) -> None:
        said = words(finding.code, language)
        if finding.repaired:
            todo = translate("Settings", "Was put right")
        else:
            todo = translate("Settings", "Press “Put right…”") if said.mends else said.todo
        whole = f"{finding.subject}\n{finding.detail}".strip()
        for across, text in enumerate((said.what, _where(finding, report), todo)):
            item = QTableWidgetItem(text)
            item.setToolTip(whole if across == 1 else text)
            if across == 0:
                fine = finding.repaired or finding.note
                item.setIcon(icon("check-circle" if fine else "alert-octagon", "t2" if fine else "bad"))
            self.table.setItem(at, across, item)

    def _ask_repair(self) -> None:
        assert self.report is not None
        language: Language = "vi" if i18n.language() == "vi" else "en"
        count = _can_mend(self.report, language)
        question = Question(
            title=translate("Settings", "Put {0} findings right?").format(count),
            about=translate("Settings", "The check runs once more and mends what it can on its way."),
            stays=(
                translate("Settings", "No picture is deleted; footage without a row gets its row back."),
                translate("Settings", "Where footage is gone a gap says so. The log names every act."),
            ),
            act=translate("Settings", "Put right"),
            icon_name="stethoscope",
            danger=False,
        )
        if confirm(self, question) is not None:
            self._run(repair=True)


class DoctorSection(QWidget):
    """For IT, who looks after the disk but doesn't decide how long footage is kept."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        column(DoctorCard(page), None, parent=self)


def _where(finding: Finding, report: Report) -> str:
    """Camera and time as people know them; the path where it has neither."""
    code = report.cameras.get(finding.camera_id or 0, "")
    if not code:
        return finding.subject
    if finding.at_us is None:
        return code if finding.subject.startswith("camera:") else f"{code} · {finding.subject.partition('/')[2]}"
    return f"{code} · {date_text(finding.at_us)} {time_text(finding.at_us)}"


def _can_mend(report: Report, language: Language) -> int:
    left = {code: number - report.repaired.get(code, 0) for code, number in report.counts.items()}
    return sum(number for code, number in left.items() if words(code, language).mends)


def _table() -> QTableWidget:
    heads = (translate("Settings", "Found"), translate("Settings", "Where"), translate("Settings", "What to do"))
    table = QTableWidget(0, len(heads))
    table.setHorizontalHeaderLabels(heads)
    style_table(table)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setAccessibleName(translate("Settings", "What the check found"))
    table.setTabKeyNavigation(False)
    sizes = table.horizontalHeader()
    sizes.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    sizes.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    sizes.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    return table
