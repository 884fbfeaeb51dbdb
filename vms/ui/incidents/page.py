"""The incidents page: chooses an incident, changes it through the services, and brings it to issued minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QWidget

from vms.core.errors import VmsError
from vms.core.instants import local_date
from vms.services.accounts import Action
from vms.services.incident_views import EvidenceView, IncidentRow, IncidentView
from vms.services.minutes_form import MinutesForm
from vms.ui.arrange import column
from vms.ui.imports.drop import FileDrop
from vms.ui.incidents.cards import EvidenceTile
from vms.ui.incidents.desk import Desk
from vms.ui.incidents.dialogs import MeasureDialog, NewIncidentDialog, NoteDialog, PersonDialog
from vms.ui.incidents.evidence_acts import EvidenceActs
from vms.ui.incidents.form_saver import FormSaver, Typed
from vms.ui.incidents.view import IncidentsView
from vms.ui.messages import headline
from vms.ui.navigator import Navigator
from vms.ui.page import Page
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate
D = TypeVar("D", bound=QDialog)


@dataclass(frozen=True, slots=True)
class Loaded:
    """One incident, read in one go."""

    incident: IncidentView
    form: MinutesForm
    missing: Sequence[str]
    pdf: bytes
    fault: VmsError | None
    pictures: dict[int, QImage]
    issued: bool
    foreign: int


class IncidentsPage(Page):
    """Writes through the services and reads back what they made; nothing is kept here but what is shown."""

    key = "incidents"

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parts, session, navigator, parent)
        self.setProperty("kind", "page")
        may_open = parts.accounts.may(session.actor, Action.INCIDENT)
        self.view = IncidentsView(may_open)
        column(self.view, spacing=0, parent=self)
        self._chosen: int | None = None
        self._loaded: Loaded | None = None
        self._generation = self._rows_generation = 0
        self._closed = False
        self._pictures: dict[int, QImage] = {}
        self.desk = Desk(parts, session, navigator, self, self.reload)
        self.evidence = EvidenceActs(parts, session, navigator, self, self.reload)
        self.saver = FormSaver(parts, session, navigator, self._form_saved)
        self._connect()
        FileDrop(self, lambda paths: navigator.files_dropped.emit(paths, self._chosen or 0))
        navigator.show_incident.connect(self.show_incident)
        navigator.evidence_changed.connect(self._evidence_changed)

    def _connect(self) -> None:
        view, incidents = self.view, self.parts.incidents
        view.list.wanted.connect(self._load_rows)
        view.list.chosen.connect(self.show_incident)
        view.list.new_wanted.connect(self._new)
        view.edit.clicked.connect(self._edit_head)
        view.course.add_wanted.connect(self._add_note)
        view.course.edit_wanted.connect(self._edit_note)
        view.course.remove_wanted.connect(
            lambda number: self._remove(number, incidents.remove_note, incidents.restore_note)
        )
        view.people.add_wanted.connect(self._add_person)
        view.people.edit_wanted.connect(self._edit_person)
        view.people.remove_wanted.connect(
            lambda number: self._remove(number, incidents.remove_person, incidents.restore_person)
        )
        view.measures.add_wanted.connect(self._add_measure)
        view.measures.edit_wanted.connect(self._edit_measure)
        view.measures.remove_wanted.connect(
            lambda number: self._remove(number, incidents.remove_measure, incidents.restore_measure)
        )
        view.measures.done_changed.connect(
            lambda number, on: self._do(lambda: incidents.set_measure_done(self.session.actor, number, on))
        )
        view.evidence.add_button.clicked.connect(self._add_evidence)
        view.evidence.foreign.clicked.connect(lambda: self.navigator.show_imports.emit(self._chosen or 0))
        view.minutes.edited.connect(self.saver.save)
        view.minutes.end_now.clicked.connect(lambda: view.minutes.end_at(self.parts.clock.now_us()))
        view.preview.printed.connect(lambda: self.desk.log_print(self.incident))
        view.preview.failed.connect(self.navigator.fail)
        view.preview.saved.connect(lambda path: self.desk.log_save(self.incident, path))
        foot = view.foot
        foot.close_incident.clicked.connect(lambda: self.desk.close(self.incident))
        foot.reopen.clicked.connect(lambda: self.desk.reopen(self.incident))
        foot.submit.clicked.connect(self._submit)
        foot.give_back.clicked.connect(lambda: self.desk.give_back(self.incident))
        foot.issue.clicked.connect(lambda: self.desk.issue(self.incident))
        foot.void.clicked.connect(lambda: self.desk.void(self.incident))
        view.evidence.export.clicked.connect(lambda: self.evidence.export(self.incident))

    # The page's life

    def activate(self) -> None:
        """Read the list and the chosen incident anew."""
        self.view.list.ask()
        if self._chosen is not None:
            self.reload()

    def deactivate(self) -> None:
        """What was typed is saved."""
        self.view.minutes.flush()

    def shutdown(self) -> None:
        """Stop timers; what was typed is saved, and late answers find nobody."""
        self.view.minutes.flush()
        self.saver.finish()
        self._closed = True
        self.evidence.stop()
        self.view.list.stop()

    @property
    def incident(self) -> IncidentView | None:
        """The incident shown."""
        return None if self._loaded is None else self._loaded.incident

    # Reading

    def _load_rows(self, query: str, open_only: bool) -> None:
        actor, incidents = self.session.actor, self.parts.incidents
        self._rows_generation += 1
        generation = self._rows_generation

        def arrived(rows: Sequence[IncidentRow]) -> None:
            if generation == self._rows_generation and not self._closed:
                self._show_rows(rows)

        self.parts.tasks.submit(lambda: incidents.rows(actor, query, open_only), arrived, self.navigator.fail)

    def _show_rows(self, rows: Sequence[IncidentRow]) -> None:
        self.view.list.show_rows(rows, self._chosen)
        if self._chosen is None and rows:
            self.show_incident(rows[0].id)

    def show_incident(self, incident_id: int) -> None:
        """Show this one; also asked for by other pages."""
        self.view.minutes.flush()
        other = incident_id != self._chosen
        self._chosen = incident_id
        if other:
            self._pictures = {}
            self.view.foot.forget_saved()
            self.view.preview.clear()
        self.reload()

    def _evidence_changed(self, incident_id: int) -> None:
        if incident_id == self._chosen:
            self.reload()

    def reload(self) -> None:
        """Read the chosen incident again, with its minutes and pictures."""
        chosen = self._chosen
        if chosen is None or self._closed:
            return
        self._generation += 1
        generation, known = self._generation, dict(self._pictures)

        def arrived(loaded: Loaded) -> None:
            if generation == self._generation and not self._closed:
                self._show(loaded)

        self.parts.tasks.submit(lambda: self._read(chosen, known), arrived, self.navigator.fail)

    def _read(self, incident_id: int, known: dict[int, QImage]) -> Loaded:
        """On a worker: everything the page shows of one incident."""
        actor, parts = self.session.actor, self.parts
        incident = parts.incidents.get(actor, incident_id)
        issued = incident.minutes is not None and incident.minutes.number is not None
        for item in incident.evidence:
            if item.id not in known:
                known[item.id] = self.evidence.picture(item)
        pdf, fault = self._document(incident_id, issued)
        return Loaded(
            incident=incident,
            form=parts.minutes.form(actor, incident_id),
            missing=() if issued else parts.minutes.missing(actor, incident_id),
            pdf=pdf,
            fault=fault,
            pictures=known,
            issued=issued,
            foreign=len(parts.imports.imports(actor, incident_id=incident_id)),
        )

    def _document(self, incident_id: int, issued: bool) -> tuple[bytes, VmsError | None]:
        """The issued document may have been changed on disk: then the incident is shown and the preview says so."""
        actor, minutes = self.session.actor, self.parts.minutes
        try:
            return (minutes.pdf(actor, incident_id) if issued else minutes.draft(actor, incident_id)), None
        except VmsError as error:
            return b"", error

    def _show(self, loaded: Loaded) -> None:
        self._loaded, self._pictures = loaded, loaded.pictures
        incident, view, actor = loaded.incident, self.view, self.session.actor
        may_edit = self.parts.accounts.may(actor, Action.INCIDENT)
        editable = may_edit and incident.state in ("recorded", "verifying")
        view.show_incident(incident, editable)
        view.evidence.show_tiles([self._tile(item) for item in incident.evidence], incident.hold_until_us)
        view.minutes.show_form(incident.id, loaded.form, incident.opened_us, incident.ended_us, editable)
        view.show_missing(loaded.missing if editable else ())
        name = f"{incident.code}.pdf"
        if loaded.fault is None:
            view.preview.show_pdf(loaded.pdf, name, final=loaded.issued)
        else:
            view.preview.show_fault(headline(loaded.fault))
        self.desk.show(view.foot, incident, loaded.missing)
        view.evidence.show_foreign(loaded.foreign, editable)
        may_export = self.parts.accounts.may(actor, Action.APPROVE)
        view.evidence.export.setVisible(may_export and bool(incident.evidence or loaded.foreign))
        view.list.ask()

    def _tile(self, item: EvidenceView) -> EvidenceTile:
        tile = EvidenceTile(item, self._pictures.get(item.id))
        tile.opened.connect(lambda _number: self.navigator.open_archive.emit(item.camera_id, item.start_us))
        tile.menu_wanted.connect(lambda _number, at: self.evidence.menu(item, at))
        return tile

    # Writing

    def _do(self, work: Callable[[], object], then: Callable[[], None] | None = None) -> None:
        """Change something through a service, then read again."""

        def done(_result: object) -> None:
            self.reload()
            if then is not None and not self._closed:
                then()

        self.parts.tasks.submit(work, done, self.navigator.fail)

    def _remove(self, number: int, remove: Callable[..., None], restore: Callable[..., None]) -> None:
        actor = self.session.actor

        def told() -> None:
            self.navigator.notify(
                translate("Incidents", "Removed"), undo=lambda: self._do(lambda: restore(actor, number))
            )

        self._do(lambda: remove(actor, number), told)

    def _form_saved(self, typed: Typed) -> None:
        self.view.minutes.mark_saved(typed)
        if typed.incident_id == self._chosen:
            self.view.foot.show_saved(self.parts.clock.now_us())
            self.reload()

    def _submit(self) -> None:
        """What was typed a moment ago belongs to what the board reads."""
        incident = self.incident
        self.view.minutes.flush()
        self.saver.when_saved(lambda: self.desk.submit(incident))

    def _new(self) -> None:
        actor, incidents = self.session.actor, self.parts.incidents
        dialog = NewIncidentDialog(self.parts.clock.now_us(), parent=self)

        def opened(made: IncidentView) -> None:
            if not self._closed:
                self.show_incident(made.id)

        if dialog.exec():
            draft = dialog.draft
            self.parts.tasks.submit(lambda: incidents.open(actor, draft), opened, self.navigator.fail)
        dialog.deleteLater()

    def _ask(self, dialog: D, work: Callable[[D], Callable[[], object]]) -> None:
        """Show a dialog; when it is accepted do what ``work`` makes of it."""
        if dialog.exec():
            self._do(work(dialog))
        dialog.deleteLater()

    def _edit_head(self) -> None:
        actor, incidents, incident = self.session.actor, self.parts.incidents, self.incident
        if incident is not None:
            dialog = NewIncidentDialog(incident.occurred_us, incident, self)
            self._ask(dialog, lambda d: partial(incidents.set_header, actor, incident.id, d.draft, incident.ended_us))

    def _add_note(self) -> None:
        actor, incidents, incident = self.session.actor, self.parts.incidents, self.incident
        if incident is not None:
            at = incident.notes[-1].at_us if incident.notes else incident.occurred_us
            self._ask(NoteDialog(at, parent=self), lambda d: partial(incidents.add_note, actor, incident.id, d.draft))

    def _edit_note(self, number: int) -> None:
        actor, incidents = self.session.actor, self.parts.incidents
        for note in self.incident.notes if self.incident else ():
            if note.id == number:
                dialog = NoteDialog(note.at_us, note, self)
                self._ask(dialog, lambda d: partial(incidents.edit_note, actor, number, d.draft))

    def _add_person(self) -> None:
        actor, incidents, incident = self.session.actor, self.parts.incidents, self.incident
        if incident is not None:
            dialog = PersonDialog(self._may_show_full(), parent=self)
            self._ask(dialog, lambda d: partial(incidents.add_person, actor, incident.id, d.draft))

    def _edit_person(self, number: int) -> None:
        actor, incidents = self.session.actor, self.parts.incidents
        for person in self.incident.people if self.incident else ():
            if person.id == number:
                dialog = PersonDialog(self._may_show_full(), person, self)
                self._ask(dialog, lambda d: partial(incidents.edit_person, actor, number, d.draft))

    def _may_show_full(self) -> bool:
        return self.parts.accounts.may(self.session.actor, Action.APPROVE)

    def _add_measure(self) -> None:
        actor, incidents, incident = self.session.actor, self.parts.incidents, self.incident
        if incident is not None:
            dialog = MeasureDialog(local_date(self.parts.clock.now_us()), parent=self)
            self._ask(dialog, lambda d: partial(incidents.add_measure, actor, incident.id, d.draft))

    def _edit_measure(self, number: int) -> None:
        actor, incidents = self.session.actor, self.parts.incidents
        for measure in self.incident.measures if self.incident else ():
            if measure.id == number:
                dialog = MeasureDialog(local_date(self.parts.clock.now_us()), measure, self)
                self._ask(dialog, lambda d: partial(incidents.edit_measure, actor, number, d.draft))

    def _add_evidence(self) -> None:
        """To playback, at the camera and moment that the incident names."""
        incident = self.incident
        if incident is None:
            return
        shown = next((note for note in incident.notes if note.camera_id is not None), None)
        if shown is not None and shown.camera_id is not None:
            self.navigator.open_archive.emit(shown.camera_id, shown.at_us)
        else:
            self.navigator.show_page.emit("archive")
