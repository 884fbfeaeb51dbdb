"""Incidents as the window sees them: frozen values, and how rows become them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from vms.core.hashing import short_code
from vms.core.text import initials, nfc
from vms.models.camera import Camera
from vms.models.evidence import CustodyEntry, EvidenceItem
from vms.models.incident import Incident, IncidentMeasure, IncidentNote, IncidentPerson
from vms.models.minutes import Minutes
from vms.models.person import User


class IncidentState(StrEnum):
    """Where an incident stands on its way to minutes."""

    RECORDED = "recorded"  # Ghi nhận
    VERIFYING = "verifying"  # Xác minh
    SUBMITTED = "submitted"  # Trình BGH
    ISSUED = "issued"  # Ban hành
    CLOSED = "closed"


class MinutesState(StrEnum):
    """The life of minutes. A draft holds what was typed for them; a number exists from 'issued' on."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ISSUED = "issued"
    VOIDED = "voided"


# What an incident is about; the window has the words.
INCIDENT_KINDS = ("accident", "conflict", "stranger", "loss", "damage", "traffic", "fire", "other")


@dataclass(frozen=True, slots=True)
class NoteView:
    """A line of the time line."""

    id: int
    at_us: int
    text: str
    source: str
    camera_id: int | None
    camera: str
    by: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person involved. ``shown`` is the name as it may stand in lists, file names and minutes."""

    id: int
    name: str
    shown: str
    child: bool
    class_name: str
    part: str
    detail: str
    statement: str
    show_full_name: bool


@dataclass(frozen=True, slots=True)
class MeasureView:
    """Something done (``done_us``) or to be done (``due_us``)."""

    id: int
    text: str
    responsible: str
    due_us: int | None
    done_us: int | None


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A clip or still. ``intact``: whether the file had its hash when it was last read. ``source``: the other recorder
    that its pictures were copied from, '' where this program recorded them.
    """

    id: int
    incident_id: int
    kind: str
    camera_id: int
    camera: str
    file: str
    sha256: str
    short_code: str
    size: int
    asked_start_us: int
    asked_end_us: int
    start_us: int
    end_us: int
    codec: str
    width: int
    height: int
    clock_offset_us: int | None
    created_by: str
    created_us: int
    intact: bool
    checked_us: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class MinutesView:
    """Minutes without their text. ``path`` is relative to the evidence folder; ``reason`` of a return or a void."""

    id: int
    incident_id: int
    state: str
    number: str | None
    path: str
    sha256: str
    submitted_us: int | None
    submitted_by: str
    issued_us: int | None
    issued_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in the list."""

    id: int
    code: str
    title: str
    kind: str
    place: str
    state: str
    occurred_us: int
    opened_us: int
    number: str | None


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident with everything in it; removed parts are left out."""

    id: int
    code: str
    title: str
    kind: str
    place: str
    state: str
    occurred_us: int
    ended_us: int | None
    opened_us: int
    opened_by: str
    closed_us: int | None
    notes: tuple[NoteView, ...]
    people: tuple[PersonView, ...]
    measures: tuple[MeasureView, ...]
    evidence: tuple[EvidenceView, ...]
    minutes: MinutesView | None
    hold_until_us: int | None


def shown_name(name: str, *, child: bool, class_name: str, full: bool) -> str:
    """``N.M.K, lớp 3A`` for a child unless the board lets the whole name stand; others by name."""
    label = initials(name) if child and not full else nfc(name)
    room = nfc(class_name).strip()
    if not (child and room):
        return label
    return f"{label}, {room if room.casefold().startswith('lớp') else f'lớp {room}'}"


def camera_labels() -> dict[int, str]:
    """``C04 Sân chính`` for every camera, removed ones too. Inside ``read()``."""
    return {row.id: f"{row.code} {row.name}".strip() for row in Camera.select(Camera.id, Camera.code, Camera.name)}


def user_names() -> dict[int | None, str]:
    """Names by number; nobody is ''. Inside ``read()``."""
    names: dict[int | None, str] = {row.id: row.name for row in User.select(User.id, User.name)}
    return {**names, None: ""}


def note_view(row: IncidentNote, cameras: dict[int, str], names: dict[int | None, str]) -> NoteView:
    """A line of the time line from its row."""
    camera = cameras.get(row.camera_id, "") if row.camera_id is not None else ""
    return NoteView(row.id, row.at_us, row.text, row.source, row.camera_id, camera, names.get(row.by_id, ""))


def person_view(row: IncidentPerson) -> PersonView:
    """A person from the row, with the name that may be shown."""
    shown = shown_name(row.name, child=row.child, class_name=row.class_name, full=row.show_full_name)
    return PersonView(
        row.id,
        row.name,
        shown,
        row.child,
        row.class_name,
        row.part,
        row.detail,
        row.statement,
        row.show_full_name,
    )


def measure_view(row: IncidentMeasure) -> MeasureView:
    """A measure from its row."""
    return MeasureView(row.id, row.text, row.responsible, row.due_us, row.done_us)


def evidence_views(where: Any) -> tuple[EvidenceView, ...]:
    """The items that meet the condition, oldest first, with their last check. Inside ``read()``."""
    rows = list(EvidenceItem.select().where(where).order_by(EvidenceItem.id))
    cameras, names = camera_labels(), user_names()
    last: dict[int, CustodyEntry] = {}
    checks = CustodyEntry.select().where(
        CustodyEntry.evidence.in_([row.id for row in rows]) & (CustodyEntry.sha256 != "")
    )
    for entry in checks.order_by(CustodyEntry.id):
        last[entry.evidence_id] = entry
    return tuple(_evidence_view(row, last.get(row.id), cameras, names) for row in rows)


def _evidence_view(
    row: EvidenceItem, check: CustodyEntry | None, cameras: dict[int, str], names: dict[int | None, str]
) -> EvidenceView:
    return EvidenceView(
        id=row.id,
        incident_id=row.incident_id,
        kind=row.kind,
        camera_id=row.camera_id,
        camera=cameras.get(row.camera_id, ""),
        file=PurePosixPath(row.path).name,
        sha256=row.sha256,
        short_code=short_code(row.sha256),
        size=row.size,
        asked_start_us=row.asked_start_us,
        asked_end_us=row.asked_end_us,
        start_us=row.start_us,
        end_us=row.end_us,
        codec=row.codec,
        width=row.width,
        height=row.height,
        clock_offset_us=row.clock_offset_us,
        created_by=names.get(row.created_by_id, ""),
        created_us=row.created_us,
        intact=check is not None and check.sha256 == row.sha256,
        checked_us=check.at_us if check is not None else 0,
        source=", ".join(told["recorder"]["name"] for told in json.loads(row.source or "[]")),
    )


def minutes_view(row: Minutes, names: dict[int | None, str]) -> MinutesView:
    """Minutes from their row."""
    return MinutesView(
        id=row.id,
        incident_id=row.incident_id,
        state=row.state,
        number=row.number,
        path=row.path,
        sha256=row.sha256,
        submitted_us=row.submitted_us,
        submitted_by=names.get(row.submitted_by_id, ""),
        issued_us=row.issued_us,
        issued_by=names.get(row.issued_by_id, ""),
        reason=row.void_reason,
    )


def incident_row(row: Incident, number: str | None) -> IncidentRow:
    """A line of the list."""
    return IncidentRow(
        row.id,
        row.code,
        row.title,
        row.kind,
        row.place,
        row.state,
        row.occurred_us,
        row.opened_us,
        number,
    )
