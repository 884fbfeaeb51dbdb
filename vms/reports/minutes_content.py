"""What stands in the minutes of an incident, as plain data, and its canonical JSON."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from vms.core.text import nfc

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone present when the minutes are taken."""

    name: str
    position: str = ""


@dataclass(frozen=True, slots=True)
class CourseEntry:
    """One moment of the course of events; ``source`` says where it is known from (a camera, a person)."""

    at_us: int
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class InvolvedPerson:
    """``label`` as it may be printed: children are already initials and class unless the board said otherwise."""

    label: str
    part: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A clip or still of the evidence table. Times are standard time; the offset is the camera clock's, in µs.

    ``source``: the other recorder that its pictures were copied from; the offset is that recorder's then.
    """

    camera: str
    kind: str  # 'clip' | 'still'
    start_us: int
    end_us: int
    file: str
    size: int
    sha256: str
    clock_offset_us: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class StillPicture:
    """A still printed in the minutes; its PNG is found by ``sha256``."""

    camera: str
    instant_us: int
    sha256: str
    clock_offset_us: int | None = None


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure: done at ``done_us``, or due by ``due_us``."""

    text: str
    responsible: str = ""
    done_us: int | None = None
    due_us: int | None = None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What a person said or handed in, in their words."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Who else signs. A refusal names its reason and two witnesses, who sign instead."""

    name: str
    position: str = ""
    refusal: str = ""
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesContent:
    """Everything in the minutes. Without a number it is a draft and is marked as one. Times in µs UTC."""

    parent_body: str
    school: str
    abbreviation: str
    number: str | None
    incident_code: str
    subject: str
    started_us: int
    ended_us: int | None
    place: str
    occurred_us: int
    incident_place: str
    chair: Attendee
    secretary: Attendee
    present: tuple[Attendee, ...] = ()
    course: tuple[CourseEntry, ...] = ()
    people: tuple[InvolvedPerson, ...] = ()
    damage: str = ""
    evidence: tuple[EvidenceLine, ...] = ()
    stills: tuple[StillPicture, ...] = ()
    measures: tuple[MeasureLine, ...] = ()
    statements: tuple[StatementLine, ...] = ()
    conclusion: str = ""
    signatures: tuple[SignatureLine, ...] = ()
    copies: int = 2
    log_sequence: int = 0
    log_hash: str = ""

    def canonical_json(self) -> str:
        """Sorted keys, NFC, no spaces, no floats: the same content is the same text."""
        return canonical_json(self)


def canonical_json(value: Any) -> str:
    """A data class of plain values as the one text that means it."""
    plain = asdict(value)
    return nfc(json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False))


def content_from_json(text: str) -> MinutesContent:
    """The content back from its canonical JSON. Raises ValueError for text that isn't one."""
    return from_json(MinutesContent, text)


def from_json(kind: type[T], text: str) -> T:
    """A data class back from its canonical JSON. Raises ValueError for any other text."""
    try:
        return _read(kind, json.loads(text))
    except (TypeError, KeyError) as error:
        raise ValueError(f"not the content of minutes: {error}") from error


def _read(kind: type[T], value: dict[str, Any]) -> T:
    hints = get_type_hints(kind)
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if unknown := value.keys() - names:
        raise KeyError(f"unknown fields {sorted(unknown)}")
    return kind(**{name: _value(hints[name], item) for name, item in value.items()})


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in value)
    if get_origin(hint) in (types.UnionType, typing.Union):
        return None if value is None else _value(next(h for h in get_args(hint) if h is not type(None)), value)
    if is_dataclass(hint) and isinstance(hint, type):
        return _read(hint, value)
    if type(value) is not hint:
        raise TypeError(f"{value!r} is not {hint}")
    return value
