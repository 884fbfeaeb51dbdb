"""The wizard itself: steps at the left, one page, and a foot that says why it can't go on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from vms.core.errors import FolderNotWritable
from vms.core.paths import DataFolder
from vms.ui import i18n, theme
from vms.ui.arrange import clear, column, row
from vms.ui.controls import Button, label
from vms.ui.first_run.pages import Changed, LanguagePage, StaffPage, StartPage, StepPage
from vms.ui.first_run.plan import DONE, LANGUAGE, STEPS, STORAGE, Plan, reasons
from vms.ui.first_run.steps import StepList
from vms.ui.first_run.storage_page import StoragePage
from vms.ui.icons import IconLabel
from vms.ui.messages import headline, reason_text
from vms.ui.roles import role_text

translate = QCoreApplication.translate


class Wizard(QWidget):
    """``finished`` carries the Plan when the last button is pressed; ``language_chosen`` a code and the plan so far,
    because the owner builds the wizard again in that language.
    """

    finished = Signal(object)
    language_chosen = Signal(str, object)

    def __init__(self, plan: Plan, step: int = LANGUAGE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.plan, self.step = plan, LANGUAGE
        self._ready = False
        self._steps = StepList(
            translate("FirstRun", "Camera management"),
            translate("FirstRun", "School"),
            self._step_names(),
            translate("FirstRun", "Takes about 5 minutes. Nothing is saved before the last step."),
        )
        self._stack = QStackedWidget()
        self.pages: list[StepPage] = [
            LanguagePage(plan, self._changed, self._language),
            StartPage(plan, self._changed),
            StoragePage(plan, self._changed),
            StaffPage(plan, self._changed),
            DonePage(self._changed),
        ]
        for page in self.pages:
            self._stack.addWidget(_scrolled(page))
        self.back = Button(translate("FirstRun", "Back"), icon_name="arrow-left", fit="important")
        self.next = Button("", "primary", "arrow-right", "important")
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._why = label("", "secondary")
        foot = QFrame()
        foot.setProperty("kind", "panel")
        foot.setProperty("side", "bottom")
        foot.setFixedHeight(theme.length(72))
        row(self.back, None, self._why, self.next, spacing=16, margins=(40, 0, 40, 0), parent=foot)
        right = column(self._stack, foot, spacing=0)
        outer = row(self._steps, spacing=0, parent=self)
        outer.addLayout(right, 1)
        self.back.clicked.connect(lambda: self.show_step(self.step - 1))
        self.next.clicked.connect(self.go_on)
        self._ready = True
        self.show_step(step)

    def show_step(self, step: int) -> None:
        """Show one of the five."""
        self.step = max(LANGUAGE, min(step, DONE))
        self._collect()
        done = self.pages[DONE]
        assert isinstance(done, DonePage)
        if self.step == DONE:
            done.show_plan(self.plan)
        self._stack.setCurrentIndex(self.step)
        self._steps.set_current(self.step)
        self.back.setVisible(self.step > LANGUAGE)
        last = self.step == DONE
        self.next.setText(translate("FirstRun", "Start") if last else translate("FirstRun", "Continue"))
        self._changed()

    def go_on(self) -> None:
        """Continue; the storage step first proves that the folder can be written."""
        self._collect()
        if reasons(self.plan, self.step):
            return
        if self.step == STORAGE:
            try:
                DataFolder(self.plan.root).prepare()
            except FolderNotWritable as error:
                page = self.pages[STORAGE]
                assert isinstance(page, StoragePage)
                page.set_folder_error(headline(error))
                return
        if self.step == DONE:
            self.finished.emit(self.plan)
        else:
            self.show_step(self.step + 1)

    def set_busy(self, words: str) -> None:
        """While the school is made: the buttons wait. Empty words: ready again."""
        self.back.setEnabled(not words)
        self.next.setEnabled(not words)
        self._why.setText(words)

    def _collect(self) -> None:
        for page in self.pages:
            self.plan = page.fill(self.plan)

    def _changed(self) -> None:
        if not self._ready:
            return
        self._collect()
        found = reasons(self.plan, self.step)
        self.next.setEnabled(not found)
        self._why.setText(_why(found))

    def _language(self, code: str) -> None:
        self._collect()
        if code != i18n.language():
            self.language_chosen.emit(code, replace(self.plan, language=code))

    def _step_names(self) -> list[tuple[str, str]]:
        names = [
            (translate("FirstRun", "Language"), i18n.LANGUAGES.get(i18n.language(), "")),
            (translate("FirstRun", "Start and account"), translate("FirstRun", "Demo school or one's own")),
            (translate("FirstRun", "School and storage"), translate("FirstRun", "Name, disk, days to keep")),
            (translate("FirstRun", "Guard and IT"), translate("FirstRun", "An account for each")),
            (translate("FirstRun", "Finish"), translate("FirstRun", "Open the program")),
        ]
        assert len(names) == STEPS
        return names


class DonePage(StepPage):
    """What will be done, to read once more."""

    def __init__(self, changed: Changed) -> None:
        super().__init__(
            translate("FirstRun", "Ready to start"),
            translate("FirstRun", "This is what will be set up. Everything can be changed in the settings later."),
            changed,
        )
        self._lines = column(spacing=12)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def show_plan(self, plan: Plan) -> None:
        """A line for each thing that will be done."""
        clear(self._lines)
        demo, own = translate("FirstRun", "Demo school with pretend cameras"), translate("FirstRun", "Own cameras")
        keep = translate("FirstRun", "Recordings are kept for {0} days").format(plan.days)
        self._line("school-outline" if plan.demo else "cctv", demo if plan.demo else own, plan.school)
        self._line("harddisk", str(plan.root), keep)
        for account in (plan.board, *(one for one in plan.staff if one.wanted)):
            self._line("account-circle", account.name, f"{role_text(account.role)} · {account.username}")

    def _line(self, icon_name: str, text: str, under: str) -> None:
        words = column(label(text, "strong", wrap=True), label(under, "secondary", wrap=True), spacing=0)
        line = row(IconLabel(icon_name, "t2", 24), spacing=16)
        line.addLayout(words, 1)
        self._lines.addLayout(line)


def _why(found: dict[str, str]) -> str:
    """The first thing missing, as a sentence beside the button."""
    if not found:
        return ""
    code = next(iter(found.values()))
    return translate("FirstRun", "To go on: {0}").format(reason_text(code)[:1].lower() + reason_text(code)[1:])


def _scrolled(page: StepPage) -> QScrollArea:
    page.setProperty("kind", "scroll_body")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(page)
    return area
