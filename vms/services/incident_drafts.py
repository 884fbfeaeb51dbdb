"""What is typed into an incident, and the columns it becomes once it is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vms.core.errors import InvalidInput
from vms.core.text import nfc


@dataclass(frozen=True, slots=True)
class IncidentDraft:
    """The head of an incident; ``kind`` is one of INCIDENT_KINDS or the school's own word."""

    title: str
    kind: str
    place: str
    occurred_us: int


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person involved. A child is shown as initials and class; only the board lets the full name stand."""

    name: str
    child: bool = False
    class_name: str = ""
    part: str = ""
    detail: str = ""
    statement: str = ""
    show_full_name: bool = False


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A line of the time line; ``source``: where it is known from when that is no camera."""

    at_us: int
    text: str
    source: str = ""
    camera_id: int | None = None


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """Something done, or due."""

    text: str
    responsible: str = ""
    due_us: int | None = None
    done_us: int | None = None


def header_values(draft: IncidentDraft) -> dict[str, Any]:
    """Columns of the head."""
    return {
        "title": _text(draft.title),
        "kind": draft.kind,
        "place": _text(draft.place),
        "occurred_us": draft.occurred_us,
    }


def note_values(draft: NoteDraft) -> dict[str, Any]:
    """Columns of a note. Raises InvalidInput (text)."""
    return {
        "at_us": draft.at_us,
        "text": _needed("text", draft.text),
        "source": _text(draft.source),
        "camera": draft.camera_id,
    }


def person_values(draft: PersonDraft) -> dict[str, Any]:
    """Columns of a person. Raises InvalidInput (name)."""
    return {
        "name": _needed("name", draft.name),
        "child": draft.child,
        "class_name": _text(draft.class_name),
        "part": _text(draft.part),
        "detail": _text(draft.detail),
        "statement": _text(draft.statement),
        "show_full_name": draft.child and draft.show_full_name,
    }


def measure_values(draft: MeasureDraft) -> dict[str, Any]:
    """Columns of a measure. Raises InvalidInput (text)."""
    return {
        "text": _needed("text", draft.text),
        "responsible": _text(draft.responsible),
        "due_us": draft.due_us,
        "done_us": draft.done_us,
    }


def _text(text: str) -> str:
    return nfc(text.strip())


def _needed(field: str, text: str) -> str:
    if not text.strip():
        raise InvalidInput(reasons={field: "empty"})
    return _text(text)
