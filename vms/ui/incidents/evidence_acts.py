"""What is done with an item of evidence: check its hash, look at its custody, remove with undo, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from vms.core.errors import VmsError
from vms.core.hashing import grouped
from vms.core.instants import date_text, time_text
from vms.services.evidence import CustodyView
from vms.services.incident_views import EvidenceView, IncidentView
from vms.ui.controls import Button
from vms.ui.dialogs import CardDialog
from vms.ui.icons import icon
from vms.ui.incidents.words import custody_text
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate
_THUMB_WIDTH = 240


class EvidenceActs(QObject):
    """Every act goes through the service, which writes custody and log."""

    def __init__(
        self, parts: Parts, session: Session, navigator: Navigator, window: QWidget, reload: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._parts, self._session, self._navigator = parts, session, navigator
        self._window, self._reload = window, reload
        self._over = False

    def stop(self) -> None:
        """The page goes; nothing is shown over the next one."""
        self._over = True

    def picture(self, item: EvidenceView) -> QImage:
        """A small first picture, on a worker; an empty one when the file can't be read (its badge says so)."""
        try:
            data = self._parts.evidence.preview(self._session.actor, item.id)
        except VmsError:
            return QImage()
        image = QImage.fromData(data)
        return image.scaledToWidth(_THUMB_WIDTH, Qt.TransformationMode.SmoothTransformation)

    def menu(self, item: EvidenceView, at: object) -> None:
        """What can be done with one item."""
        assert isinstance(at, QPoint)
        menu = QMenu(self._window)
        play = menu.addAction(icon("history"), translate("Incidents", "Show in playback"))
        check = menu.addAction(icon("check-decagram"), translate("Incidents", "Check the hash now"))
        custody = menu.addAction(icon("clipboard-text-clock"), translate("Incidents", "Custody"))
        remove = menu.addAction(icon("close"), translate("Incidents", "Remove from the incident"))
        play.triggered.connect(lambda: self._navigator.open_archive.emit(item.camera_id, item.start_us))
        check.triggered.connect(lambda: self.check(item))
        custody.triggered.connect(lambda: self.show_custody(item))
        remove.triggered.connect(lambda: self.remove(item))
        menu.exec(at)
        menu.deleteLater()

    def check(self, item: EvidenceView) -> None:
        """Read the file again and compare."""

        def told(whole: bool) -> None:
            if whole:
                words = translate("Incidents", "The file is what it was when it was cut.")
                self._navigator.notify(translate("Incidents", "Hash matches"), words)
            else:
                words = translate("Incidents", "{file} is not what it was. Tell the board.").format(file=item.file)
                self._navigator.notify(translate("Incidents", "Hash differs"), words, "bad")
            self._reload()

        actor = self._session.actor
        self._parts.tasks.submit(lambda: self._parts.evidence.verify(actor, item.id), told, self._navigator.fail)

    def show_custody(self, item: EvidenceView) -> None:
        """Who did what with it."""
        actor = self._session.actor
        self._parts.tasks.submit(
            lambda: self._parts.evidence.custody(actor, item.id),
            lambda entries: self._show_custody(item, entries),
            self._navigator.fail,
        )

    def _show_custody(self, item: EvidenceView, entries: list[CustodyView]) -> None:
        if self._over:
            return
        dialog = CardDialog(item.file, "clipboard-text-clock", "accent", self._window)
        dialog.add_text(f"SHA-256\n{grouped(item.sha256)}")
        for entry in entries:
            when = f"{date_text(entry.at_us)} {time_text(entry.at_us)}"
            note = f" · {entry.note}" if entry.note else ""
            dialog.add_line("circle-small", "t2", f"{when} · {custody_text(entry.action)} · {entry.actor}{note}")
        dialog.add_button(Button(translate("Incidents", "Close"), "primary"), accepts=False)
        dialog.exec()
        dialog.deleteLater()

    def remove(self, item: EvidenceView) -> None:
        """Out of the incident; the file stays and undo brings it back."""
        actor, service = self._session.actor, self._parts.evidence

        def restored(_result: object) -> None:
            self._reload()

        def undo() -> None:
            self._parts.tasks.submit(lambda: service.restore(actor, item.id), restored, self._navigator.fail)

        def done(_result: object) -> None:
            self._navigator.notify(translate("Incidents", "Evidence removed"), item.file, undo=undo)
            self._reload()

        self._parts.tasks.submit(lambda: service.remove(actor, item.id), done, self._navigator.fail)

    def export(self, incident: IncidentView | None) -> None:
        """Copy all evidence to a folder that the board chooses."""
        if incident is None:
            return
        title = translate("Incidents", "Where to copy the evidence")
        chosen = QFileDialog.getExistingDirectory(self._window, title)
        if chosen:
            self.export_to(incident, Path(chosen))

    def export_to(self, incident: IncidentView, target: Path) -> None:
        """Copy, read back, tell where."""
        actor = self._session.actor

        def done(package: Path) -> None:
            words = translate("Incidents", "Evidence copied and read back")
            self._navigator.notify(words, str(package))

        self._parts.tasks.submit(
            lambda: self._parts.evidence.export_incident(actor, incident.id, target, incident.code),
            done,
            self._navigator.fail,
        )
