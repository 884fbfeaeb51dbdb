"""The panels beside a window's pages: export jobs, and files from outside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from vms.services.accounts import Action
from vms.ui.actions import Command
from vms.ui.imports.board import ImportsBoard
from vms.ui.jobs.board import JobsBoard
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session
from vms.ui.top_bar import TopBar

translate = QCoreApplication.translate


class Boards:
    """Those that the person has a right to. GUI thread; ``stop`` before the window goes."""

    def __init__(
        self,
        parts: Parts,
        session: Session,
        navigator: Navigator,
        window: QWidget,
        bar: TopBar,
        away: Callable[[], bool],
    ) -> None:
        """``away``: the screen is locked or shows the wall and nothing else."""
        self._navigator, self._away = navigator, away
        may, actor = parts.accounts.may, session.actor
        cuts, sees = may(actor, Action.CUT_EVIDENCE), may(actor, Action.INCIDENT)
        self.jobs = JobsBoard(parts, session, navigator, window) if cuts else None
        self.imports = ImportsBoard(parts, session, navigator, window) if sees else None
        bar.jobs_wanted.connect(navigator.show_jobs)
        navigator.show_jobs.connect(self._open_jobs)
        if self.jobs:
            self.jobs.counted.connect(bar.set_jobs)
            bar.set_jobs(0)

    def commands(self) -> list[Command]:
        """What the palette offers."""
        found = []
        if self.jobs:
            text = translate("MainWindow", "Export jobs")
            found.append(Command(text, "content-cut", self._navigator.show_jobs.emit, "Ctrl+J"))
        if self.imports:
            text = translate("MainWindow", "Files from outside")
            found.append(Command(text, "file-import", partial(self._navigator.show_imports.emit, 0)))
        return found

    def _open_jobs(self) -> None:
        if self.jobs and not self._away():
            self.jobs.open()

    def close(self) -> None:
        """The screen is locked: nothing is to be read beside it."""
        for board in (self.jobs, self.imports):
            if board:
                board.close()

    def stop(self) -> None:
        """The window goes."""
        for board in (self.jobs, self.imports):
            if board:
                board.stop()
