"""Takes files in, one after the other: looks into each, asks, copies with a progress card, tells how it went."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from vms.core.channels import Latest
from vms.core.errors import AlreadyImported, ImportCancelled, NotVideo, VmsError
from vms.services.cameras import CameraView
from vms.services.imports import ForeignVideo, ImportDraft, ImportView
from vms.services.incident_views import IncidentRow
from vms.ui.errands import Errands
from vms.ui.imports.dialogs import TakeInDialog
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate
Looked = tuple[ForeignVideo | NotVideo, Sequence[IncidentRow], Sequence[CameraView]]


class Takes(QObject):
    """GUI thread. ``began`` carries the file's name, ``progressed`` 0 to 1, ``ended`` the file or None."""

    began = Signal(str)
    progressed = Signal(float)
    ended = Signal(object)

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._session, self._navigator = parts, session, navigator
        self._errands = Errands(parts.tasks)
        self._waiting: deque[tuple[Path, int | None, QWidget]] = deque()
        self._busy = False
        self._cancelled = threading.Event()
        self._progress: Latest[float] = Latest()
        self._poll = QTimer(self)
        self._poll.setInterval(100)
        self._poll.timeout.connect(self._tell_progress)

    def take(self, sources: Sequence[Path], incident_id: int | None, over: QWidget) -> None:
        """Ask for each over the window given, and copy it."""
        self._waiting.extend((source, incident_id, over) for source in sources)
        if not self._busy:
            self._next()

    def cancel(self) -> None:
        """Stop the copy that runs; nothing of it stays. Those that wait go too."""
        self._waiting.clear()
        self._cancelled.set()

    def stop(self) -> None:
        """The window goes."""
        self.cancel()
        self._poll.stop()
        self._errands.close()

    def _next(self) -> None:
        self._busy = bool(self._waiting)
        if not self._waiting:
            return
        source, incident_id, over = self._waiting.popleft()
        actor, parts = self._session.actor, self._parts

        def look() -> Looked:
            try:
                found: ForeignVideo | NotVideo = parts.imports.look_into(actor, source)
            except NotVideo as error:
                found = error
            rows = parts.incidents.rows(actor, open_only=True)
            return found, rows, parts.cameras.all(actor, removed=True)

        def looked(result: Looked) -> None:
            draft = self._ask(source, result, incident_id, over)
            if draft is None:
                self._next()
            else:
                self._copy(source, draft)

        self._errands.submit(look, looked, self._failed)

    def _ask(self, source: Path, looked: Looked, incident_id: int | None, over: QWidget) -> ImportDraft | None:
        found, incidents, cameras = looked
        if isinstance(found, NotVideo) and found.values.get("reason") == "empty":
            self._navigator.fail(found)
            return None
        dialog = TakeInDialog(source, found, incidents, cameras, self._parts.clock.now_us(), incident_id, over)
        draft = dialog.draft if dialog.exec() else None
        dialog.deleteLater()
        return draft

    def _copy(self, source: Path, draft: ImportDraft) -> None:
        actor, imports = self._session.actor, self._parts.imports
        self._cancelled.clear()

        def done(view: ImportView) -> None:
            self._over(view)
            self._navigator.notify(translate("Imports", "Taken in and read back"), view.name)
            for number, _code in view.incidents:
                self._navigator.evidence_changed.emit(number)
            self._next()

        def failed(error: Exception) -> None:
            self._over(None)
            if isinstance(error, AlreadyImported) and draft.incident_id is not None:
                self._offer_link(error, draft.incident_id)
                self._next()
            else:
                self._failed(error)

        self.began.emit(source.name)
        self._poll.start()
        self._errands.submit(
            lambda: imports.take_in(actor, source, draft, self._progress.put, self._cancelled.is_set), done, failed
        )

    def _offer_link(self, error: AlreadyImported, incident_id: int) -> None:
        """The file is here: it may still be wanted in this incident."""
        actor, imports, number = self._session.actor, self._parts.imports, error.values["id"]
        assert isinstance(number, int)

        def linked(view: ImportView) -> None:
            self.ended.emit(view)
            self._navigator.evidence_changed.emit(incident_id)

        def link() -> None:
            self._errands.submit(lambda: imports.link(actor, number, incident_id), linked, self._navigator.fail)

        self._navigator.notify(
            translate("Imports", "This very file is here already"),
            str(error.values["name"]),
            "info",
            action=translate("Imports", "Add to the incident"),
            act=link,
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, ImportCancelled):
            words = translate("Imports", "Nothing of it was kept; the file outside is untouched.")
            self._navigator.notify(translate("Imports", "Taking in was stopped"), words, "info")
        else:
            self._navigator.fail(error)
            if not isinstance(error, VmsError):
                self._waiting.clear()
        self._next()

    def _over(self, view: ImportView | None) -> None:
        self._poll.stop()
        self.ended.emit(view)

    def _tell_progress(self) -> None:
        share = self._progress.take()
        if share is not None:
            self.progressed.emit(share)
