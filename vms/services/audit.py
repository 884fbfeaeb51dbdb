"""The log of acts: who did what, when and why, each entry chained to the one before (design: evidence.md, The log)."""

from __future__ import annotations

import hashlib
import json
import logging
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from vms.core.clock import Clock
from vms.core.errors import NotAllowed
from vms.core.instants import Span
from vms.core.log import event
from vms.models.audit import AuditEntry
from vms.models.database import Catalogue
from vms.models.person import User
from vms.security import permissions
from vms.security.permissions import Action, Grant, Role
from vms.services.actor import Actor

_log = logging.getLogger(__name__)

# What the first entry is chained to.
_BEGINNING = "0" * 64
# The guards' department: whose entries their head may read.
_DEPARTMENT = (Role.GUARD.value, Role.GUARD_LEAD.value)
_BATCH = 5000
# Seconds that an account's standing is believed without looking: PTZ asks many times a second.
STANDING_S = 2.0

_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_COLUMNS = tuple(AuditEntry._meta.sorted_field_names)
_HASHED = tuple(name for name in _COLUMNS if name != "hash")


@dataclass(frozen=True, slots=True)
class AuditView:
    """One line of the log. ``name`` is who acted, empty when nobody was signed in; details is plain JSON data."""

    seq: int
    at_us: int
    user_id: int | None
    name: str
    role: str
    session: str
    host: str
    action: str
    object: str
    reason: str
    result: str
    details: dict[str, Any]
    hash: str


class Audit:
    """Writes, reads and checks the log. Any thread; inside ``Catalogue.write()`` the entry shares its fate."""

    def __init__(self, catalogue: Catalogue, clock: Clock, host: str = "") -> None:
        self._catalogue, self._clock, self._host = catalogue, clock, host
        # User number → role while enabled (else ""), and when that was read; a dict's single steps are thread-safe.
        self._standing: dict[int, tuple[str, float]] = {}

    def write(
        self,
        actor: Actor | None,
        action: str,
        *,
        object: str = "",
        reason: str = "",
        result: str = "ok",
        **details: Any,
    ) -> int:
        """Append an entry; its sequence number. ``actor`` None: the program itself, or nobody yet.

        ``object`` is ``kind:id`` (``camera:4``). Secrets print as dots whoever passes them.
        """
        with self._catalogue.write():
            last = AuditEntry.select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).first()
            row: dict[str, Any] = {
                "seq": last.seq + 1 if last else 1,
                "at_us": self._clock.now_us(),
                "actor": actor.user_id if actor else None,
                "role": actor.role.value if actor else "",
                "session": actor.session if actor else "",
                "host": _nfc(self._host),
                "action": _nfc(action),
                "object": _nfc(object),
                "reason": _nfc(reason),
                "result": _nfc(result),
                "details": canonical(details),
                "previous": last.hash if last else _BEGINNING,
            }
            row["hash"] = entry_hash(row)
            AuditEntry.create(**row)
        # The program's log names the act, never its words; an outer write() may still take the entry itself back.
        event(_log, "act", seq=row["seq"], user=row["actor"], action=action, object=object, result=result)
        return cast(int, row["seq"])

    def require(self, actor: Actor, action: Action, *accepted: Grant) -> Grant:
        """Like ``permissions.require``, and a refusal is logged. Call it before ``Catalogue.write()``, whose end
        by NotAllowed would take the entry back.

        An account disabled or given another role is refused at once here, within STANDING_S from another PC
        (NotAllowed with the value reason ``session_over``).
        """
        try:
            if not self.standing(actor):
                raise NotAllowed(
                    action=action.value, role=actor.role.value, grant=Grant.NONE.value, reason="session_over"
                )
            return permissions.require(actor.role, action, *accepted)
        except NotAllowed as refusal:
            reason = str(refusal.values.get("reason", ""))
            self.write(actor, "refused", object=f"right:{action.value}", reason=reason, result="not_allowed")
            raise

    def standing(self, actor: Actor) -> bool:
        """Whether the account is enabled and still has the role that it signed in with. Read every STANDING_S."""
        now = self._clock.monotonic()
        role, since = self._standing.get(actor.user_id, ("", -STANDING_S))
        if now - since >= STANDING_S:
            with self._catalogue.read():
                user = User.get_or_none(User.id == actor.user_id)
            role = user.role if user is not None and user.enabled else ""
            self._standing[actor.user_id] = (role, now)
        return role == actor.role.value

    def forget_standing(self, user_id: int) -> None:
        """An account was changed: read it again the next time."""
        self._standing.pop(user_id, None)

    def entries(self, actor: Actor, span: Span, limit: int = 1000) -> list[AuditView]:
        """The newest entries of the span that the actor may read, newest first.

        A guard reads the own acts, the head of the guards the department's, board and IT everything.
        """
        found = self.require(actor, Action.READ_AUDIT, Grant.OWN_SHIFT, Grant.OWN_DEPARTMENT)
        query = (
            AuditEntry.select(AuditEntry, User.name.alias("who"))
            .left_outer_join(User, on=(AuditEntry.actor == User.id))
            .where((AuditEntry.at_us >= span.start) & (AuditEntry.at_us < span.end))
        )
        if found is Grant.OWN_SHIFT:
            query = query.where(AuditEntry.actor == actor.user_id)
        elif found is Grant.OWN_DEPARTMENT:
            query = query.where(AuditEntry.role.in_(_DEPARTMENT))
        with self._catalogue.read():
            rows = list(query.order_by(AuditEntry.seq.desc()).limit(limit).dicts())
        return [_view(row) for row in rows]

    def verify(self) -> int | None:
        """The first broken entry's sequence number, or None for a whole chain.

        Found are a changed entry, a missing one, one put in between; entries cut off at the end are not.
        """
        expected, previous = 1, _BEGINNING
        with self._catalogue.read():
            for row in _in_order():
                if row["seq"] != expected or row["previous"] != previous or entry_hash(row) != row["hash"]:
                    event(_log, "audit_chain_broken", logging.ERROR, seq=expected)
                    return expected
                expected, previous = expected + 1, str(row["hash"])
        return None


def canonical(value: object) -> str:
    """JSON with sorted keys and composed characters, without blanks: one text for one meaning."""
    return _encode(_plain(value))


def entry_hash(row: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of the row without the hash itself; its texts are canonical already."""
    return hashlib.sha256(_encode({name: row[name] for name in _HASHED}).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, str):
        return _nfc(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return repr(value)  # a float prints differently elsewhere; its text does not
    if isinstance(value, dict):
        return {_nfc(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((_plain(item) for item in value), key=str)
    return _nfc(str(value))


def _nfc(text: str) -> str:
    # PostgreSQL stores no NUL, and a lone surrogate has no UTF-8: neither may cost an entry.
    clean = text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", clean)


def _in_order() -> Iterator[dict[str, Any]]:
    """Every entry by sequence, some thousands at a time. Raw tuples: a log of years is checked in seconds."""
    after = -(2**63)  # an entry slipped in below 1 is a break too
    while True:
        query = AuditEntry.select().where(AuditEntry.seq > after).order_by(AuditEntry.seq).limit(_BATCH)
        rows = cast(list[tuple[Any, ...]], list(query.tuples()))
        for row in rows:
            yield dict(zip(_COLUMNS, row, strict=True))
        if len(rows) < _BATCH:
            return
        after = int(rows[-1][0])


def _view(row: Any) -> AuditView:
    details = json.loads(str(row["details"]))
    actor = row["actor"]
    assert actor is None or isinstance(actor, int)
    return AuditView(
        seq=int(str(row["seq"])),
        at_us=int(str(row["at_us"])),
        user_id=actor,
        name=str(row["who"] or ""),
        **{key: str(row[key]) for key in ("role", "session", "host", "action", "object", "reason", "result", "hash")},
        details=details,
    )
