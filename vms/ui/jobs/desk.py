"""Watches the jobs of clips for the window: how many go on, and a word when one has ended."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from vms.core.errors import NotAllowed
from vms.services.clip_job_views import ClipJobView, JobState
from vms.ui.errands import Errands
from vms.ui.jobs.words import cameras_text, span_text
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate
_LOOK_MS = 1000
_RARELY_MS = 60_000


class JobsDesk(QObject):
    """GUI thread; looks once a second. ``changed`` carries the jobs, newest first, when something in them did."""

    changed = Signal(object)
    counted = Signal(int)

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, self._session, self._navigator = parts, session, navigator
        self._errands = Errands(parts.tasks)
        self.jobs: tuple[ClipJobView, ...] = ()
        self._known: dict[int, ClipJobView] | None = None
        self._asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """The window goes."""
        self._timer.stop()
        self._errands.close()

    def look(self) -> None:
        """Ask once; an answer still under way is waited for."""
        if self._asking:
            return
        self._asking = True
        actor, clip_jobs = self._session.actor, self._parts.clip_jobs
        self._errands.submit(lambda: clip_jobs.all(actor), self._arrived, self._failed)

    def act(self, job_id: int, *, retry: bool) -> None:
        """Cancel, or try again."""
        actor, clip_jobs = self._session.actor, self._parts.clip_jobs
        work = clip_jobs.retry if retry else clip_jobs.cancel
        self._errands.submit(lambda: work(actor, job_id), lambda _job: self.look(), self._navigator.fail)

    def _failed(self, error: Exception) -> None:
        """Refused: not asked again, each refusal is logged. A catalogue that is away is asked more and more rarely."""
        self._asking = False
        if isinstance(error, NotAllowed):
            self._timer.stop()
        elif self._timer.interval() == _LOOK_MS:
            self._navigator.fail(error)
        self._timer.setInterval(min(self._timer.interval() * 2, _RARELY_MS))

    def _arrived(self, jobs: Sequence[ClipJobView]) -> None:
        self._asking = False
        self._timer.setInterval(_LOOK_MS)
        if tuple(jobs) == self.jobs and self._known is not None:
            return
        before, self._known = self._known, {job.id: job for job in jobs}
        self.jobs = tuple(jobs)
        self.counted.emit(sum(job.active for job in jobs))
        self.changed.emit(self.jobs)
        if before is not None:
            for job in jobs:
                self._compare(before.get(job.id), job)

    def _compare(self, before: ClipJobView | None, job: ClipJobView) -> None:
        made = sum(len(part.items) for part in job.parts)
        if made != (sum(len(part.items) for part in before.parts) if before else 0):
            self._navigator.evidence_changed.emit(job.incident_id)
        ended = not job.active and (before is None or before.active)
        if ended and job.asked_by_id == self._session.actor.user_id and job.state is not JobState.CANCELLED:
            self._tell(job)

    def _tell(self, job: ClipJobView) -> None:
        about = f"{cameras_text(job)} · {span_text(job.asked)}"
        if job.state is JobState.DONE:
            self._navigator.notify(
                translate("Jobs", "Cut and read back: {incident}").format(incident=job.incident),
                about,
                action=translate("Jobs", "Show"),
                act=partial(self._navigator.show_incident.emit, job.incident_id),
            )
            return
        failed = [part for part in job.parts if part.state is JobState.FAILED]
        self._navigator.notify(
            translate("Jobs", "Not cut: {count} of {all}").format(count=len(failed), all=len(job.parts)),
            about,
            "bad",
            action=translate("Jobs", "Show"),
            act=self._navigator.show_jobs.emit,
        )
