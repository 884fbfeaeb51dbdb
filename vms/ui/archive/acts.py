"""What is done with footage: open an incident, hold, cut a clip, add a still, keep a bookmark. Asks, works, tells."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from vms.core.channels import Latest
from vms.core.errors import VmsError
from vms.core.instants import DAY, SECOND, Span
from vms.services.cameras import CameraView
from vms.services.incident_drafts import IncidentDraft, NoteDraft
from vms.ui.archive.dialogs import BookmarkDialog, ChooseIncidentDialog, HoldDialog, IncidentDialog, span_words
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate
_WRITABLE = ("recorded", "verifying")  # what waits for the board or is issued takes no more evidence


class Acts(QObject):
    """``working`` carries a title, or '' at the end; ``progressed`` 0 to 1; ``changed`` asks to read the day again."""

    working = Signal(str)
    progressed = Signal(float)
    changed = Signal()

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self._parts, self._session, self._navigator, self._window = parts, session, navigator, window
        self._over = False
        self._progress: Latest[float] = Latest()
        self._poll = QTimer(self)
        self._poll.setInterval(100)
        self._poll.timeout.connect(self._tell_progress)

    def open_incident(self, camera: CameraView, span: Span) -> None:
        """A new incident with this stretch as its first clip."""
        dialog = IncidentDialog(camera.label, camera.area, span, self._window)
        if dialog.exec():
            draft = IncidentDraft(dialog.text, dialog.kind, dialog.place, span.start)
            self.start_incident(camera, span, draft)
        dialog.deleteLater()

    def start_incident(self, camera: CameraView, span: Span, draft: IncidentDraft) -> None:
        """Open it, write its first line, hold and cut; then show it. The incident stands even when the cut fails."""
        actor, parts = self._session.actor, self._parts

        def work() -> int:
            incident = parts.incidents.open(actor, draft)
            note = NoteDraft(at_us=span.start, text=draft.title, camera_id=camera.id)
            parts.incidents.add_note(actor, incident.id, note)
            until = parts.clock.now_us() + parts.limits.value("hold_days") * DAY
            parts.holds.place(actor, [camera.id], span, incident.code, until, incident.id)
            return incident.id

        def opened(incident_id: int) -> None:
            if self._over:
                return
            shown = partial(self._navigator.show_incident.emit, incident_id)
            self._cut(incident_id, camera, span, then=shown, anyway=True)

        parts.tasks.submit(work, opened, self._navigator.fail)

    def hold(self, camera: CameraView, span: Span) -> None:
        """Keep the stretch from retention."""
        dialog = HoldDialog(camera.label, span, self._window)
        if dialog.exec():
            actor, parts = self._session.actor, self._parts
            until, reason = parts.clock.now_us() + dialog.days * DAY, dialog.text

            def done(_hold: object) -> None:
                self._navigator.notify(translate("Archive", "Stretch held"), span_words(camera.label, span))
                self._tell_changed()

            parts.tasks.submit(
                lambda: parts.holds.place(actor, [camera.id], span, reason, until), done, self._navigator.fail
            )
        dialog.deleteLater()

    def cut(self, camera: CameraView, span: Span) -> None:
        """A clip for an incident that is open already."""
        incident_id = self._ask_incident(camera, span)
        if incident_id is not None:
            self._cut(incident_id, camera, span, then=self._told_in(incident_id, translate("Archive", "Clip added")))

    def still(self, camera: CameraView, instant: int) -> None:
        """The picture shown, as a still of an open incident."""
        incident_id = self._ask_incident(camera, Span(instant, instant + SECOND), still=True)
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
        self._poll.stop()

    def _cut(
        self, incident_id: int, camera: CameraView, span: Span, then: Callable[[], None], *, anyway: bool = False
    ) -> None:
        actor, parts = self._session.actor, self._parts

        def done(_item: object) -> None:
            self._end_work()
            then()

        def failed(error: Exception) -> None:
            self._end_work()
            self._navigator.fail(error)
            if anyway:
                then()

        self.working.emit(translate("Archive", "Cutting {camera}").format(camera=camera.label))
        self._poll.start()
        parts.tasks.submit(
            lambda: parts.evidence.cut(actor, incident_id, camera.id, span, self._progress.put), done, failed
        )

    def _end_work(self) -> None:
        if self._over:
            return
        self._poll.stop()
        self.working.emit("")
        self.changed.emit()

    def _tell_changed(self) -> None:
        if not self._over:
            self.changed.emit()

    def _tell_progress(self) -> None:
        share = self._progress.take()
        if share is not None:
            self.progressed.emit(share)

    def _ask_incident(self, camera: CameraView, span: Span, *, still: bool = False) -> int | None:
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
        dialog = ChooseIncidentDialog(camera.label, span, incidents, self._window, still=still)
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
