"""Incidents: opened in a second from the wall, filled in with what happened, who, what was done (Điều 4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from vms.core.clock import Clock
from vms.core.errors import InvalidInput
from vms.core.instants import DAY, MINUTE, SECOND, Span, date_text, time_text
from vms.core.text import fold, nfc
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.evidence import EvidenceItem
from vms.models.incident import Incident, IncidentMeasure, IncidentNote, IncidentPerson
from vms.models.minutes import Minutes
from vms.models.search import find_incidents, index_incident
from vms.security.permissions import Action, Grant
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.holds import Holds
from vms.services.incident_drafts import (
    IncidentDraft,
    MeasureDraft,
    NoteDraft,
    PersonDraft,
    header_values,
    measure_values,
    note_values,
    person_values,
)
from vms.services.incident_scope import own_cameras, own_incidents
from vms.services.incident_views import (
    IncidentRow,
    IncidentState,
    IncidentView,
    MeasureView,
    MinutesState,
    NoteView,
    PersonView,
    camera_labels,
    evidence_views,
    incident_row,
    measure_view,
    minutes_view,
    note_view,
    person_view,
    user_names,
)
from vms.services.numbering import calendar_year, take_number
from vms.services.school import Limits

P = TypeVar("P", IncidentNote, IncidentPerson, IncidentMeasure)

_AFTER_US = MINUTE


class Incidents:
    """Opens, fills, finds and closes incidents. Any thread. A closed incident takes changes only once reopened."""

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit, holds: Holds, limits: Limits) -> None:
        self._catalogue, self._clock, self._audit, self._holds, self._limits = catalogue, clock, audit, holds, limits

    # -- opening, finding --------------------------------------------------------------------------------------------

    def open(self, actor: Actor, draft: IncidentDraft) -> IncidentView:
        """Open an incident; it gets its code VV-<year>-<serial>. Raises NotAllowed, InvalidInput (title)."""
        self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA)
        if not draft.title.strip():
            raise InvalidInput(reasons={"title": "empty"})
        with self._catalogue.write():
            incident = self._create(actor, draft)
            return self._view(incident.id)

    def open_from_wall(self, actor: Actor, camera_id: int, instant_us: int, seconds: int = 30) -> IncidentView:
        """One click on a pane: the incident, a hold on the footage around it, the first line of its time line.

        Returns at once; cutting the clip is a separate call. A unit, which may only ask for holds, gets the
        incident without one.
        """
        found = self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA)
        now = self._clock.now_us()
        with self._catalogue.write():
            camera = Camera.get_or_none(Camera.id == camera_id)
            if camera is None or (found is Grant.OWN_AREA and camera_id not in own_cameras(actor)):
                raise InvalidInput(reasons={"camera": "unknown"})
            label = f"{camera.code} {camera.name}".strip()
            title = f"{label}, {time_text(instant_us)} ngày {date_text(instant_us)}"
            incident = self._create(actor, IncidentDraft(title, "other", str(camera.name), instant_us))
            IncidentNote.create(
                incident=incident.id,
                at_us=instant_us,
                text="Phát hiện trên tường hình",
                camera=camera_id,
                by=actor.user_id,
                created_us=now,
            )
            if found is not Grant.OWN_AREA:
                span = Span(instant_us - seconds * SECOND, instant_us + _AFTER_US)
                until = now + self._limits.value("hold_days") * DAY
                self._holds.place(actor, [camera_id], span, incident.code, until, incident.id)
            self._index(incident.id)
            return self._view(incident.id)

    def rows(self, actor: Actor, query: str = "", open_only: bool = True) -> list[IncidentRow]:
        """Incidents newest first; with a query those that have every word, with or without marks."""
        found = self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA)
        with self._catalogue.read():
            rows = Incident.select().order_by(Incident.id.desc())
            if query.strip():
                rows = rows.where(Incident.id.in_(find_incidents(query)))
            if open_only:
                rows = rows.where(Incident.state != IncidentState.CLOSED)
            if found is Grant.OWN_AREA:
                rows = rows.where(Incident.id.in_(list(own_incidents(actor))))
            shown = list(rows)
            issued = Minutes.select(Minutes.incident, Minutes.number).where(
                (Minutes.state == MinutesState.ISSUED) & Minutes.incident.in_([row.id for row in shown])
            )
            numbers = {row.incident_id: row.number for row in issued}
            return [incident_row(row, numbers.get(row.id)) for row in shown]

    def get(self, actor: Actor, incident_id: int) -> IncidentView:
        """One incident with everything in it. Raises InvalidInput for one that doesn't exist or isn't the unit's."""
        found = self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA)
        with self._catalogue.read():
            self._known(actor, found, incident_id)
            return self._view(incident_id)

    # -- the head ----------------------------------------------------------------------------------------------------

    def set_header(
        self, actor: Actor, incident_id: int, draft: IncidentDraft, ended_us: int | None = None
    ) -> IncidentView:
        """Title, kind, place, time; ``ended_us``: when the taking of minutes ended. An empty title is allowed."""
        with self._editing(actor, incident_id, "incident_changed"):
            Incident.update(ended_us=ended_us, **header_values(draft)).where(Incident.id == incident_id).execute()
        return self.get(actor, incident_id)

    def close(self, actor: Actor, incident_id: int, reason: str = "") -> IncidentView:
        """Put it away. Minutes that wait for the board must be returned or issued first."""
        with self._editing(actor, incident_id, "incident_closed", reason) as incident:
            if incident.state == IncidentState.SUBMITTED:
                raise InvalidInput(reasons={"state": "submitted"})
            Incident.update(state=IncidentState.CLOSED, closed_us=self._clock.now_us()).where(
                Incident.id == incident_id
            ).execute()
        return self.get(actor, incident_id)

    def reopen(self, actor: Actor, incident_id: int, reason: str = "") -> IncidentView:
        """Take it up again; also the way to undo closing."""
        with self._editing(actor, incident_id, "incident_reopened", reason, closed=True):
            issued = Minutes.select().where((Minutes.incident == incident_id) & (Minutes.state == MinutesState.ISSUED))
            state = IncidentState.ISSUED if issued.exists() else IncidentState.VERIFYING
            Incident.update(state=state, closed_us=None).where(Incident.id == incident_id).execute()
        return self.get(actor, incident_id)

    # -- time line ---------------------------------------------------------------------------------------------------

    def add_note(self, actor: Actor, incident_id: int, draft: NoteDraft) -> NoteView:
        """A line of the time line. Raises InvalidInput (text)."""
        with self._editing(actor, incident_id, "note_added"):
            row = IncidentNote.create(
                incident=incident_id, by=actor.user_id, created_us=self._clock.now_us(), **note_values(draft)
            )
            return note_view(row, camera_labels(), user_names())

    def edit_note(self, actor: Actor, note_id: int, draft: NoteDraft) -> NoteView:
        """Change a line."""
        return note_view(self._edit(actor, IncidentNote, note_id, note_values(draft)), *self._labels())

    def remove_note(self, actor: Actor, note_id: int) -> None:
        """Take a line out; ``restore_note`` brings it back."""
        self._remove(actor, IncidentNote, note_id, self._clock.now_us())

    def restore_note(self, actor: Actor, note_id: int) -> None:
        """Undo of ``remove_note``."""
        self._remove(actor, IncidentNote, note_id, None)

    # -- people ------------------------------------------------------------------------------------------------------

    def add_person(self, actor: Actor, incident_id: int, draft: PersonDraft) -> PersonView:
        """Someone involved. Raises InvalidInput (name), NotAllowed for a child's full name without the board."""
        self._full_name_needs_the_board(actor, draft, None)
        with self._editing(actor, incident_id, "person_added"):
            return person_view(IncidentPerson.create(incident=incident_id, **person_values(draft)))

    def edit_person(self, actor: Actor, person_id: int, draft: PersonDraft) -> PersonView:
        """Change a person; as ``add_person``."""
        self._full_name_needs_the_board(actor, draft, person_id)
        return person_view(self._edit(actor, IncidentPerson, person_id, person_values(draft)))

    def remove_person(self, actor: Actor, person_id: int) -> None:
        """Take a person out; ``restore_person`` brings them back."""
        self._remove(actor, IncidentPerson, person_id, self._clock.now_us())

    def restore_person(self, actor: Actor, person_id: int) -> None:
        """Undo of ``remove_person``."""
        self._remove(actor, IncidentPerson, person_id, None)

    # -- measures ----------------------------------------------------------------------------------------------------

    def add_measure(self, actor: Actor, incident_id: int, draft: MeasureDraft) -> MeasureView:
        """Something done or to be done. Raises InvalidInput (text)."""
        with self._editing(actor, incident_id, "measure_added"):
            return measure_view(IncidentMeasure.create(incident=incident_id, by=actor.user_id, **measure_values(draft)))

    def edit_measure(self, actor: Actor, measure_id: int, draft: MeasureDraft) -> MeasureView:
        """Change a measure."""
        return measure_view(self._edit(actor, IncidentMeasure, measure_id, measure_values(draft)))

    def set_measure_done(self, actor: Actor, measure_id: int, done: bool) -> MeasureView:
        """Tick or untick; the time is now."""
        values = {"done_us": self._clock.now_us() if done else None}
        return measure_view(self._edit(actor, IncidentMeasure, measure_id, values))

    def remove_measure(self, actor: Actor, measure_id: int) -> None:
        """Take a measure out; ``restore_measure`` brings it back."""
        self._remove(actor, IncidentMeasure, measure_id, self._clock.now_us())

    def restore_measure(self, actor: Actor, measure_id: int) -> None:
        """Undo of ``remove_measure``."""
        self._remove(actor, IncidentMeasure, measure_id, None)

    # -- within ------------------------------------------------------------------------------------------------------

    def _create(self, actor: Actor, draft: IncidentDraft) -> Incident:
        now = self._clock.now_us()
        year = calendar_year(now)
        serial = take_number("incident", year)
        incident = Incident.create(
            code=f"VV-{year}-{serial:03d}",
            year=year,
            serial=serial,
            state=IncidentState.RECORDED,
            opened_us=now,
            opened_by=actor.user_id,
            **header_values(draft),
        )
        self._index(incident.id)
        self._audit.write(actor, "incident_opened", object=f"incident:{incident.id}", code=incident.code)
        return incident

    @contextmanager
    def _editing(
        self, actor: Actor, incident_id: int, act: str, reason: str = "", *, closed: bool = False
    ) -> Iterator[Incident]:
        """One change of an incident: right, transaction, search index, log."""
        found = self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA)
        with self._catalogue.write():
            incident = self._known(actor, found, incident_id)
            if (incident.state == IncidentState.CLOSED) is not closed:
                raise InvalidInput(reasons={"state": "open" if closed else "closed"})
            yield incident
            if incident.state == IncidentState.RECORDED:
                Incident.update(state=IncidentState.VERIFYING).where(
                    (Incident.id == incident_id) & (Incident.state == IncidentState.RECORDED)
                ).execute()
            self._index(incident_id)
            self._audit.write(actor, act, object=f"incident:{incident_id}", reason=reason)

    def _edit(self, actor: Actor, kind: type[P], part_id: int, values: dict[str, Any]) -> P:
        with self._editing(actor, self._incident_of(kind, part_id), f"{_name(kind)}_changed"):
            kind.update(**values).where(kind.id == part_id).execute()
            row = kind.get_by_id(part_id)
            assert isinstance(row, kind)
            return row

    def _remove(self, actor: Actor, kind: type[P], part_id: int, removed_us: int | None) -> None:
        act = f"{_name(kind)}_{'restored' if removed_us is None else 'removed'}"
        with self._editing(actor, self._incident_of(kind, part_id), act):
            kind.update(removed_us=removed_us).where(kind.id == part_id).execute()

    def _incident_of(self, kind: type[P], part_id: int) -> int:
        with self._catalogue.read():
            row = kind.get_or_none(kind.id == part_id)
            if row is None:
                raise InvalidInput(reasons={_name(kind): "unknown"})
            return int(row.incident_id)

    def _full_name_needs_the_board(self, actor: Actor, draft: PersonDraft, person_id: int | None) -> None:
        if not (draft.child and draft.show_full_name):
            return
        with self._catalogue.read():
            row = IncidentPerson.get_or_none(IncidentPerson.id == person_id)
        if row is None or not row.show_full_name or row.name != nfc(draft.name.strip()):
            self._audit.require(actor, Action.APPROVE)

    def _known(self, actor: Actor, found: Grant, incident_id: int) -> Incident:
        incident = Incident.get_or_none(Incident.id == incident_id)
        if incident is None or (found is Grant.OWN_AREA and incident_id not in own_incidents(actor)):
            raise InvalidInput(reasons={"incident": "unknown"})
        assert isinstance(incident, Incident)
        return incident

    def _labels(self) -> tuple[dict[int, str], dict[int | None, str]]:
        with self._catalogue.read():
            return camera_labels(), user_names()

    def _index(self, incident_id: int) -> None:
        incident = Incident.get_by_id(incident_id)
        people = [
            f"{row.name} {row.class_name} {row.part} {row.statement}" for row in _parts(IncidentPerson, incident_id)
        ]
        text = "\n".join(
            (
                *(incident.code, incident.title, incident.place, incident.kind),
                *(row.text for row in _parts(IncidentNote, incident_id)),
                *people,
                *(row.text for row in _parts(IncidentMeasure, incident_id)),
            )
        )
        Incident.update(folded=fold(text)).where(Incident.id == incident_id).execute()
        index_incident(incident_id, text)

    def _view(self, incident_id: int) -> IncidentView:
        row = Incident.get_by_id(incident_id)
        cameras, names = camera_labels(), user_names()
        minutes = (
            Minutes.select()
            .where((Minutes.incident == incident_id) & (Minutes.state != MinutesState.DRAFT))
            .order_by(Minutes.id.desc())
            .first()
        )
        held = [hold.until_us for hold in self._holds.of_incident(incident_id) if hold.until_us is not None]
        notes = sorted(_parts(IncidentNote, incident_id), key=lambda note: (note.at_us, note.id))
        return IncidentView(
            id=row.id,
            code=row.code,
            title=row.title,
            kind=row.kind,
            place=row.place,
            state=row.state,
            occurred_us=row.occurred_us,
            ended_us=row.ended_us,
            opened_us=row.opened_us,
            opened_by=names.get(row.opened_by_id, ""),
            closed_us=row.closed_us,
            notes=tuple(note_view(note, cameras, names) for note in notes),
            people=tuple(person_view(person) for person in _parts(IncidentPerson, incident_id)),
            measures=tuple(measure_view(measure) for measure in _parts(IncidentMeasure, incident_id)),
            evidence=evidence_views((EvidenceItem.incident == incident_id) & EvidenceItem.removed_us.is_null()),
            minutes=minutes_view(minutes, names) if minutes is not None else None,
            hold_until_us=max(held, default=None),
        )


def _parts(kind: type[P], incident_id: int) -> list[P]:
    """The parts of an incident that weren't removed, in the order they were added."""
    return list(kind.select().where((kind.incident == incident_id) & kind.removed_us.is_null()).order_by(kind.id))


def _name(kind: type[P]) -> str:
    return {IncidentNote: "note", IncidentPerson: "person", IncidentMeasure: "measure"}[kind]
