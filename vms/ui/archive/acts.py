"""What is done with footage: open an incident, hold, cut a clip, add a still, keep a bookmark. Asks, works, tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from vms.core.errors import VmsError
from vms.core.instants import DAY, SECOND, Span
from vms.services.cameras import CameraView
from vms.services.clip_jobs import ClipJobView
from vms.services.incident_drafts import IncidentDraft, NoteDraft
from vms.ui.archive.dialogs import (
    BookmarkDialog,
    ChooseIncidentDialog,
    HoldDialog,
    IncidentDialog,
    camera_words,
    span_words,
)
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate
_WRITABLE = ("recorded", "verifying")  # what waits for the board or is issued takes no more evidence


class Acts(QObject):
    """``changed`` asks to read the day again."""

    changed = Signal()

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self._parts, self._session, self._navigator, self._window = parts, session, navigator, window
        self._over = False

    def open_incident(self, cameras: Sequence[CameraView], span: Span) -> None:
        """A new incident with this stretch of these cameras as its first clips; the first camera says where."""
        dialog = IncidentDialog(camera_words(cameras), cameras[0].area, span, self._window)
        if dialog.exec():
            draft = IncidentDraft(dialog.text, dialog.kind, dialog.place, span.start)
            self.start_incident(cameras, span, draft)
        dialog.deleteLater()

    def start_incident(self, cameras: Sequence[CameraView], span: Span, draft: IncidentDraft) -> None:
        """Open it, write its first line, have the stretch cut; then show it. It stands even when nothing is cut."""
        actor, parts = self._session.actor, self._parts

        def work() -> int:
            incident = parts.incidents.open(actor, draft)
            note = NoteDraft(at_us=span.start, text=draft.title, camera_id=cameras[0].id)
            parts.incidents.add_note(actor, incident.id, note)
            return incident.id

        def opened(incident_id: int) -> None:
            if self._over:
                return
            self._navigator.show_incident.emit(incident_id)
            self._ask(cameras, span, incident_id)

        parts.tasks.submit(work, opened, self._navigator.fail)

    def hold(self, cameras: Sequence[CameraView], span: Span) -> None:
        """Keep the stretch of these cameras from retention."""
        label, ids = camera_words(cameras), [camera.id for camera in cameras]
        dialog = HoldDialog(label, span, self._window)
        if dialog.exec():
            actor, parts = self._session.actor, self._parts
            until, reason = parts.clock.now_us() + dialog.days * DAY, dialog.text

            def done(_hold: object) -> None:
                self._navigator.notify(translate("Archive", "Stretch held"), span_words(label, span))
                self._tell_changed()

            parts.tasks.submit(lambda: parts.holds.place(actor, ids, span, reason, until), done, self._navigator.fail)
        dialog.deleteLater()

    def cut(self, cameras: Sequence[CameraView], span: Span) -> None:
        """Clips of one camera or of several for an incident that is open already; cut one after the other."""
        incident_id = self._ask_incident(camera_words(cameras), span)
        if incident_id is not None:
            self._ask(cameras, span, incident_id)

    def still(self, camera: CameraView, instant: int) -> None:
        """The picture shown, as a still of an open incident."""
        incident_id = self._ask_incident(camera.label, Span(instant, instant + SECOND), still=True)
        if incident_id is None:
            return
        actor, parts = self._session.actor, self._parts
        told = self._told_in(incident_id, translate("Archive", "Still added"))
        parts.tasks.submit(
            lambda: parts.evidence.add_still(actor, incident_id, camera.id, instant),
            lambda _item: told(),
            self._navigator.fail,
        )

    def bookmark(self, camera: CameraView, instant: int) -> None:
        """A note for the moment shown."""
        dialog = BookmarkDialog(camera.label, instant, self._window)
        if dialog.exec():
            actor, parts, note = self._session.actor, self._parts, dialog.text

            def done(_mark: object) -> None:
                self._navigator.notify(translate("Archive", "Bookmark kept"), note)
                self._tell_changed()

            parts.tasks.submit(lambda: parts.archive.mark(actor, camera.id, instant, note), done, self._navigator.fail)
        dialog.deleteLater()

    def stop(self) -> None:
        """The page goes; work that ends later is only told."""
        self._over = True

    def _ask(self, cameras: Sequence[CameraView], span: Span, incident_id: int) -> None:
        """Into the queue; the panel of the jobs has the rest."""
        actor, clip_jobs = self._session.actor, self._parts.clip_jobs
        wanted = [camera.id for camera in cameras]

        def asked(job: ClipJobView) -> None:
            self._navigator.jobs_asked.emit()
            self._navigator.notify(
                translate("Archive", "Being cut for {incident}").format(incident=job.incident),
                span_words(camera_words(cameras), span),
                "info",
                action=translate("Archive", "Show"),
                act=self._navigator.show_jobs.emit,
            )
            self._tell_changed()

        self._parts.tasks.submit(lambda: clip_jobs.ask(actor, wanted, span, incident_id), asked, self._navigator.fail)

    def _tell_changed(self) -> None:
        if not self._over:
            self.changed.emit()

    def _ask_incident(self, label: str, span: Span, *, still: bool = False) -> int | None:
        try:
            rows = self._parts.incidents.rows(self._session.actor, open_only=True)
        except VmsError as error:
            self._navigator.fail(error)
            return None
        incidents = [row for row in rows if row.state in _WRITABLE]
        if not incidents:
            self._navigator.notify(
                translate("Archive", "No open incident"),
                translate("Archive", "Mark a stretch and open an incident with it."),
                "info",
            )
            return None
        dialog = ChooseIncidentDialog(label, span, incidents, self._window, still=still)
        chosen = dialog.incident_id if dialog.exec() else None
        dialog.deleteLater()
        return chosen

    def _told_in(self, incident_id: int, words: str) -> Callable[[], None]:
        def told() -> None:
            self._navigator.notify(
                words,
                action=translate("Archive", "Show incident"),
                act=lambda: self._navigator.show_incident.emit(incident_id),
            )

        return told
