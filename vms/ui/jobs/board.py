"""Joins the panel of the jobs to the desk that watches them and to the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from vms.services.clip_job_views import ClipJobView
from vms.ui.dialogs import Question, confirm
from vms.ui.errands import Errands
from vms.ui.jobs.desk import JobsDesk
from vms.ui.jobs.panel import JobsPanel
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate


class JobsBoard(QObject):
    """GUI thread; one a window. ``counted``: how many jobs go on."""

    counted = Signal(int)

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self._parts, self._session, self._navigator, self._window = parts, session, navigator, window
        self._errands = Errands(parts.tasks)
        self.desk = JobsDesk(parts, session, navigator, self)
        self.desk.counted.connect(self.counted)
        self.desk.changed.connect(self._show)
        self.panel: JobsPanel | None = None
        navigator.jobs_asked.connect(self.desk.look)
        self.desk.start()

    def open(self) -> None:
        """Bring the panel to the front."""
        if self.panel is None:
            panel = self.panel = JobsPanel(self._window)
            panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            panel.destroyed.connect(self._gone)
            panel.cancelled.connect(self.cancel)
            panel.retried.connect(lambda job_id: self.desk.act(job_id, retry=True))
            panel.incident_wanted.connect(self._show_incident)
            panel.folder_wanted.connect(self._open_folder)
            self._show(self.desk.jobs)
        self.panel.show()
        self.panel.raise_()
        self.panel.activateWindow()
        self.desk.look()

    def stop(self) -> None:
        """The window goes."""
        self.desk.stop()
        self._errands.close()
        self.close()

    def close(self) -> None:
        """Hide the panel: the screen is locked, or the window goes."""
        if self.panel is not None:
            self.panel.close()

    def cancel(self, job_id: int) -> None:
        """After asking: what is being cut is thrown away."""
        question = Question(
            translate("Jobs", "Cancel this export job?"),
            lost=(translate("Jobs", "What is being cut now is thrown away."),),
            stays=(translate("Jobs", "Clips already in the incident stay, and the footage stays held."),),
            act=translate("Jobs", "Cancel the job"),
            keep=translate("Jobs", "Go on cutting"),
            icon_name="content-cut",
        )
        if confirm(self.panel or self._window, question) is not None:
            self.desk.act(job_id, retry=False)

    def _gone(self) -> None:
        self.panel = None

    def _show(self, jobs: tuple[ClipJobView, ...]) -> None:
        if self.panel is not None:
            self.panel.show_jobs(jobs, self._parts.clock.now_us())

    def _job(self, job_id: int) -> ClipJobView | None:
        return next((job for job in self.desk.jobs if job.id == job_id), None)

    def _show_incident(self, job_id: int) -> None:
        job = self._job(job_id)
        if job is not None:
            self._navigator.show_incident.emit(job.incident_id)
            self._window.window().activateWindow()

    def _open_folder(self, job_id: int) -> None:
        """The first clip's folder, in the system's own window; custody says so."""
        job, actor, evidence = self._job(job_id), self._session.actor, self._parts.evidence
        made = [item.id for part in job.parts for item in part.items] if job else []

        def opened(path: Path) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

        if made:
            self._errands.submit(lambda: evidence.path(actor, made[0]), opened, self._navigator.fail)
