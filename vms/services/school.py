"""The school itself: its name and numbering, the regulation in force, and the limits that come from it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from vms.core.clock import Clock
from vms.core.errors import InvalidInput
from vms.core.instants import local_date
from vms.core.text import nfc
from vms.models.database import Catalogue
from vms.models.setting import Setting
from vms.security.permissions import Action
from vms.services.actor import Actor
from vms.services.audit import Audit

_KIOSK = "kiosk_guards"
_PROFILE = "school.profile"
_LIMIT = "limit."
_ABBREVIATION = re.compile(r"[A-ZĐ0-9]{1,12}")
# A school year begins with September (Luật Giáo dục leaves the day to the province; the month is the same everywhere).
_FIRST_MONTH = 9


@dataclass(frozen=True, slots=True)
class SchoolProfile:
    """What heads every document. ``abbreviation`` ends document numbers (``01/BB-THTBB``); ``place`` stands before
    their date. An unnamed school has an empty ``regulation_number`` and no ``regulation_date``.
    """

    name: str
    parent_body: str
    abbreviation: str
    place: str
    regulation_number: str
    regulation_date: date | None
    school_year: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that the regulation or the school sets, with where it comes from, and within what it may be set."""

    name: str
    value: int
    unit: str
    basis: str
    least: int
    most: int


# The regulation's own numbers, and the school's where the law has none. Changed in the settings, never in code.
_DEFAULTS = {
    limit.name: limit
    for limit in (
        Limit("review_days", 15, "day", "Điều 5.2", 1, 90),
        Limit("retention_days", 30, "day", "Điều 5.2 (hai kỳ rà soát); pháp luật không quy định số ngày", 1, 3650),
        Limit("hold_days", 90, "day", "Điều 4.3, Điều 5.1", 1, 3650),
        Limit("clock_alarm_seconds", 10, "second", "Giờ trên hình là chứng cứ (Điều 4.3)", 2, 3600),
        Limit("guard_playback_hours", 24, "hour", "Điều 7.1", 1, 720),
    )
}


class School:
    """Name, regulation in force, numbering. Any thread."""

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit

    def named(self) -> bool:
        """Whether somebody has entered the school's name."""
        return _read(self._catalogue, _PROFILE) is not None

    def profile(self) -> SchoolProfile:
        """As entered, or what an unnamed school prints."""
        stored = _read(self._catalogue, _PROFILE)
        if stored is None:
            return SchoolProfile("Trường Tiểu học", "", "TH", "", "", None, self._school_year())
        known = {field.name: stored[field.name] for field in fields(SchoolProfile)}
        known["regulation_date"] = date.fromisoformat(stored["regulation_date"]) if stored["regulation_date"] else None
        return SchoolProfile(**known)

    def set_profile(self, actor: Actor, profile: SchoolProfile) -> SchoolProfile:
        """Raises NotAllowed, InvalidInput (name_missing, abbreviation_missing, abbreviation_invalid)."""
        self._audit.require(actor, Action.SCHOOL)
        texts = ("name", "parent_body", "abbreviation", "place", "regulation_number", "school_year")
        tidied: dict[str, Any] = {field: nfc(" ".join(getattr(profile, field).split())) for field in texts}
        profile = replace(profile, **tidied)
        profile = replace(profile, abbreviation=profile.abbreviation.upper())
        if not profile.school_year:
            profile = replace(profile, school_year=self._school_year())
        reasons = {}
        if not profile.name:
            reasons["name"] = "name_missing"
        if not profile.abbreviation:
            reasons["abbreviation"] = "abbreviation_missing"
        elif not _ABBREVIATION.fullmatch(profile.abbreviation):
            reasons["abbreviation"] = "abbreviation_invalid"
        if reasons:
            raise InvalidInput(reasons=reasons)
        day = profile.regulation_date
        stored = asdict(profile) | {"regulation_date": day.isoformat() if day else ""}
        with self._catalogue.write():
            _write(_PROFILE, stored)
            self._audit.write(actor, "school_changed", object="school", profile=stored)
        return profile

    def kiosk_for_guards(self) -> bool:
        """Whether a guard's screen shows the wall and nothing else."""
        return bool((_read(self._catalogue, _KIOSK) or {}).get("guards"))

    def set_kiosk_for_guards(self, actor: Actor, on: bool) -> None:
        """Raises NotAllowed."""
        self._audit.require(actor, Action.SCHOOL)
        with self._catalogue.write():
            _write(_KIOSK, {"guards": on})
            self._audit.write(actor, "kiosk_set", object="school", guards=on)

    def _school_year(self) -> str:
        today = local_date(self._clock.now_us())
        first = today.year if today.month >= _FIRST_MONTH else today.year - 1
        return f"{first}-{first + 1}"


class Limits:
    """The regulation's numbers, each a setting with its legal basis beside it. Any thread."""

    def __init__(self, catalogue: Catalogue, audit: Audit) -> None:
        self._catalogue, self._audit = catalogue, audit

    def all(self) -> list[Limit]:
        """Every limit as it is in force."""
        return [self.get(name) for name in _DEFAULTS]

    def get(self, name: str) -> Limit:
        """The limit in force. Raises KeyError for a name that doesn't exist."""
        default, stored = _DEFAULTS[name], _read(self._catalogue, _LIMIT + name)
        return replace(default, value=stored["value"], basis=stored["basis"]) if stored else default

    def value(self, name: str) -> int:
        """Just the number, in the limit's unit."""
        return self.get(name).value

    def set(self, actor: Actor, name: str, value: int, basis: str) -> Limit:
        """Set a limit and say where it comes from. Raises NotAllowed, InvalidInput (value_range, basis_missing)."""
        limit, basis = self.get(name), nfc(" ".join(basis.split()))
        shorter = name == "retention_days" and value < limit.value
        self._audit.require(actor, Action.SHORTEN_RETENTION if shorter else Action.SCHOOL)
        reasons = {}
        if not limit.least <= value <= limit.most:
            reasons["value"] = "value_range"
        if not basis:
            reasons["basis"] = "basis_missing"
        if reasons:
            raise InvalidInput(reasons=reasons)
        with self._catalogue.write():
            _write(_LIMIT + name, {"value": value, "basis": basis})
            self._audit.write(
                actor, "limit_changed", object=f"limit:{name}", reason=basis, before=limit.value, after=value
            )
        return replace(limit, value=value, basis=basis)


def _read(catalogue: Catalogue, key: str) -> dict[str, Any] | None:
    with catalogue.read():
        row = Setting.get_or_none(Setting.key == key)
    found: dict[str, Any] | None = json.loads(row.value) if row else None
    return found


def _write(key: str, value: dict[str, Any]) -> None:
    """Inside ``write()``."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    Setting.insert(key=key, value=text).on_conflict(conflict_target=[Setting.key], preserve=[Setting.value]).execute()
