"""Alarms: written down when a PC notices something, kept until a person has acknowledged them (Điều 2.3, 6, 7.1).

Several PCs share one catalogue. The PC that notices an alarm confirms it now and then and says when its cause has gone;
another PC that sees the same only looks on. Once the first one is silent, the next takes over.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Sequence
from typing import Any

from vms.core.clock import Clock
from vms.core.errors import InvalidInput
from vms.core.instants import DAY, MINUTE
from vms.core.log import event
from vms.core.text import nfc
from vms.models.alarm import Alarm, AlarmStill
from vms.models.area import Area
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.person import User
from vms.models.search import ALARMS, index_text
from vms.security.permissions import Action, Grant
from vms.services.actor import Actor
from vms.services.alarm_views import (
    AlarmNews,
    AlarmQuery,
    AlarmStills,
    AlarmView,
    Gone,
    Sighting,
    Verdict,
    group_of,
    kinds_of,
)
from vms.services.audit import Audit
from vms.services.incident_scope import own_cameras

__all__ = ["AlarmNews", "AlarmQuery", "AlarmStills", "AlarmView", "Alarms", "Gone", "Sighting", "Verdict"]

_log = logging.getLogger(__name__)

# An alarm that comes back so soon, and that nobody has acknowledged, is the same one.
SAME_WITHIN = MINUTE
# A PC confirms what it sees this often; one that hasn't for so long no longer vouches for it.
CONFIRM_S = 30.0
SILENT_S = 95.0
STILL_LIMIT = 300_000
STILLS_KEPT = 90 * DAY
SHOWN = 200
_RECENT, _RECENT_US = 40, 12 * 60 * MINUTE
_LONGEST_NOTE = 500


class Alarms:
    """The alarms of the school. Any thread. Methods without an actor are for the program itself, never for a page."""

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit, host: str) -> None:
        self._catalogue, self._clock, self._audit, self._host = catalogue, clock, audit, host
        self._lock = threading.Lock()
        # Alarm → what its PC said last, and since when we know that. Own clock: those of two PCs may differ.
        self._heard: dict[int, tuple[int, float]] = {}

    # -- what this PC sees -----------------------------------------------------------------------------------------

    def record(self, seen: Iterable[Sighting], gone: Iterable[Gone] = ()) -> None:
        """Write down what is wrong now, and what no longer is; one transaction, quick. Repeating it changes nothing."""
        with self._catalogue.write():
            for one in gone:
                self._end(one)
            for sighting in seen:
                self._begin(sighting)

    def confirm(self, alarm_ids: Sequence[int]) -> None:
        """Their cause is still there; to be said every CONFIRM_S."""
        if not alarm_ids:
            return
        with self._catalogue.write():
            mine = (Alarm.host == self._host) & Alarm.ended_us.is_null()
            Alarm.update(seen_us=self._clock.now_us()).where(Alarm.id.in_(alarm_ids) & mine).execute()

    def end_silent(self) -> int:
        """End the alarms for which no PC vouches any more, as of when one last did; how many that were."""
        now = self._clock.monotonic()
        with self._catalogue.read():
            rows = list(Alarm.select(Alarm.id, Alarm.seen_us).where(Alarm.ended_us.is_null()))
        silent = [row for row in rows if self._silence(row.id, row.seen_us, now) > SILENT_S]
        with self._lock:
            self._heard = {row.id: self._heard[row.id] for row in rows if row.id in self._heard}
        if not silent:
            return 0
        with self._catalogue.write():
            for row in silent:
                still = (Alarm.id == row.id) & (Alarm.seen_us == row.seen_us) & Alarm.ended_us.is_null()
                Alarm.update(ended_us=row.seen_us, version=_next()).where(still).execute()
        return len(silent)

    def running(self, kind: str = "") -> list[AlarmView]:
        """Alarms whose cause is still there, of all cameras; ``kind`` as in AlarmQuery."""
        with self._catalogue.read():
            return self._views(Alarm.ended_us.is_null() & Alarm.kind.in_(kinds_of(kind)), None, SHOWN)

    def drop_old_stills(self) -> int:
        """Delete pictures of alarms acknowledged long ago; the alarms themselves stay."""
        old = self._clock.now_us() - STILLS_KEPT
        with self._catalogue.write():
            done = Alarm.select(Alarm.id).where(Alarm.acknowledged_us < old)
            return int(AlarmStill.delete().where(AlarmStill.alarm.in_(done)).execute())

    # -- persons ---------------------------------------------------------------------------------------------------

    def acknowledge(self, actor: Actor, alarm_id: int, verdict: Verdict = Verdict.SEEN, note: str = "") -> AlarmView:
        """Somebody has taken it on; in the log of acts. The first one counts: a second changes nothing.

        Raises NotAllowed, InvalidInput (alarm: alarm_unknown; note: too_long).
        """
        own, note = self._own(actor), _note(note)
        with self._catalogue.write():
            row = self._row(alarm_id, own)
            if row.acknowledged_us is None:
                values = {
                    "acknowledged_us": self._clock.now_us(), "acknowledged_by": actor.user_id,
                    "verdict": verdict.value, "note": note, "version": _next(),
                }  # fmt: skip
                Alarm.update(values).where(Alarm.id == alarm_id).execute()
                index_text(ALARMS, alarm_id, note)
                self._audit.write(
                    actor, "alarm_acknowledged", object=_object(row), reason=note, alarm=alarm_id, kind=row.kind,
                    cause=row.reason, verdict=verdict.value, began_us=row.began_us, ended_us=row.ended_us,
                )  # fmt: skip
            return self._views(Alarm.id == alarm_id, None, 1)[0]

    def annotate(self, actor: Actor, alarm_id: int, verdict: Verdict, note: str) -> AlarmView:
        """Say more of an acknowledged alarm; what stood there before stays in the log of acts.

        Raises NotAllowed, InvalidInput (alarm: alarm_unknown, not_acknowledged; note: too_long).
        """
        own, note = self._own(actor), _note(note)
        with self._catalogue.write():
            row = self._row(alarm_id, own)
            if row.acknowledged_us is None:
                raise InvalidInput(reasons={"alarm": "not_acknowledged"})
            values = {"verdict": verdict.value, "note": note, "version": _next()}
            Alarm.update(values).where(Alarm.id == alarm_id).execute()
            index_text(ALARMS, alarm_id, note)
            self._audit.write(
                actor, "alarm_noted", object=_object(row), reason=note, alarm=alarm_id, verdict=verdict.value,
                before=[row.verdict, row.note],
            )  # fmt: skip
            return self._views(Alarm.id == alarm_id, None, 1)[0]

    def log_muted(self, actor: Actor, minutes: int) -> None:
        """Somebody switched this PC's alarm sounds off for so long; 0: on again."""
        self._own(actor)
        self._audit.write(actor, "alarm_sound_muted" if minutes else "alarm_sound_on", minutes=minutes)

    def open(self, actor: Actor) -> AlarmNews:
        """What matters now: the newest that wait, those that go on, and those acknowledged in the last hours."""
        own = self._own(actor)
        with self._catalogue.read():
            version = _next() - 1
            found = self._views(Alarm.acknowledged_us.is_null(), own, SHOWN)
            found += self._views(Alarm.ended_us.is_null() & Alarm.acknowledged_us.is_null(False), own, SHOWN)
            since = self._clock.now_us() - _RECENT_US
            settled = (Alarm.acknowledged_us >= since) & Alarm.ended_us.is_null(False)
            found += self._views(settled, own, _RECENT, Alarm.acknowledged_us.desc())
            return AlarmNews(tuple(found), version, self._waiting(own), whole=True)

    def since(self, actor: Actor, version: int) -> AlarmNews:
        """What changed above a version; all that matters now when that is too much. Cheap: ask every two seconds."""
        own = self._own(actor)
        with self._catalogue.read():
            reached = _next() - 1
            found = [] if reached == version else self._views(Alarm.version > version, own, SHOWN + 1)
            waiting = self._waiting(own)
        if len(found) > SHOWN or reached < version:
            return self.open(actor)
        return AlarmNews(tuple(found), reached, waiting)

    def find(self, actor: Actor, query: AlarmQuery, limit: int = SHOWN) -> list[AlarmView]:
        """Alarms of the past, newest first."""
        own = self._own(actor)
        where = (Alarm.began_us >= query.span.start) & (Alarm.began_us < query.span.end)
        if query.camera_id is not None:
            where &= Alarm.camera == query.camera_id
        if query.kind:
            where &= Alarm.kind.in_(kinds_of(query.kind))
        if query.waiting_only:
            where &= Alarm.acknowledged_us.is_null()
        with self._catalogue.read():
            return self._views(where, own, limit)

    def stills(self, actor: Actor, alarm_id: int) -> AlarmStills | None:
        """The two pictures of a tamper alarm, or None. Raises NotAllowed, InvalidInput."""
        own = self._own(actor)
        with self._catalogue.read():
            self._row(alarm_id, own)
            row = AlarmStill.get_or_none(AlarmStill.alarm == alarm_id)
        return None if row is None else AlarmStills(bytes(row.reference), bytes(row.current), row.taken_us)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _begin(self, seen: Sighting) -> None:
        now = self._clock.now_us()
        row = self._latest(seen)
        if row is not None and row.ended_us is None:
            silent = self._silence(row.id, row.seen_us, self._clock.monotonic()) > SILENT_S
            unheard = row.host == self._host and now - row.seen_us > 2 * SILENT_S * 1_000_000
            other = row.acknowledged_us is not None and seen.tamper and row.kind != seen.kind
            if not (silent or unheard or other):
                self._goes_on(row, seen, now)
                return
            # Nobody vouched for it for a while, or what was acknowledged has become something else.
            ended = now if other else row.seen_us
            Alarm.update(ended_us=ended, version=_next()).where(Alarm.id == row.id).execute()
        elif row is not None and row.acknowledged_us is None and now - (row.ended_us or 0) < SAME_WITHIN:
            again = {"ended_us": None, "times": row.times + 1, "host": self._host, "seen_us": now}
            changed = {"kind": seen.kind, "reason": seen.reason, "version": _next()}
            Alarm.update({**again, **changed}).where(Alarm.id == row.id).execute()
            self._keep_stills(row.id, seen, now)
            return
        began = min(seen.since_us, now) if seen.since_us else now
        made = Alarm.create(
            camera=seen.camera_id, kind=seen.kind, reason=seen.reason, host=self._host,
            began_us=began, seen_us=now, version=_next(),
        )  # fmt: skip
        self._keep_stills(made.id, seen, now)
        event(_log, "alarm", alarm=made.id, camera=seen.camera_id, kind=seen.kind, reason=seen.reason)

    def _goes_on(self, row: Alarm, seen: Sighting, now: int) -> None:
        mine = row.host == self._host
        if mine and (row.kind, row.reason) != (seen.kind, seen.reason):
            values = {"kind": seen.kind, "reason": seen.reason, "seen_us": now, "version": _next()}
            Alarm.update(values).where(Alarm.id == row.id).execute()
            self._keep_stills(row.id, seen, now)

    def _end(self, gone: Gone) -> None:
        row = Alarm.get_or_none((Alarm.id == gone.alarm_id) & Alarm.ended_us.is_null() & (Alarm.host == self._host))
        if row is None:
            return
        unheard = gone.at_us - row.seen_us > 2 * SILENT_S * 1_000_000  # the program didn't run meanwhile
        ended = max(row.began_us, row.seen_us if unheard else gone.at_us)
        Alarm.update(ended_us=ended, version=_next()).where(Alarm.id == row.id).execute()

    def _latest(self, seen: Sighting) -> Alarm | None:
        same = Alarm.kind.in_(kinds_of(group_of(seen.kind)))
        if seen.camera_id is None:
            same &= Alarm.camera.is_null() & (Alarm.host == self._host)
        else:
            same &= Alarm.camera == seen.camera_id
        found = Alarm.select().where(same & Alarm.ended_us.is_null()).order_by(Alarm.id.desc()).first()
        found = found or Alarm.select().where(same).order_by(Alarm.id.desc()).first()
        assert found is None or isinstance(found, Alarm)
        return found

    def _keep_stills(self, alarm_id: int, seen: Sighting, now: int) -> None:
        if not (seen.reference or seen.current):
            return
        kept = {}
        for name, jpeg in (("reference", seen.reference), ("current", seen.current)):
            kept[name] = jpeg if len(jpeg) <= STILL_LIMIT else b""
            if len(jpeg) > STILL_LIMIT:
                event(_log, "alarm_still_too_large", logging.WARNING, alarm=alarm_id, size=len(jpeg))
        AlarmStill.insert(alarm=alarm_id, taken_us=now, **kept).on_conflict(
            conflict_target=[AlarmStill.alarm],
            preserve=[AlarmStill.reference, AlarmStill.current, AlarmStill.taken_us],
        ).execute()

    def _silence(self, alarm_id: int, seen_us: int, now: float) -> float:
        with self._lock:
            known = self._heard.get(alarm_id)
            if known is None or known[0] != seen_us:
                known = self._heard[alarm_id] = (seen_us, now)
        return now - known[1]

    def _own(self, actor: Actor) -> set[int] | None:
        found = self._audit.require(actor, Action.ACKNOWLEDGE, Grant.OWN_AREA)
        if found is not Grant.OWN_AREA:
            return None
        with self._catalogue.read():
            return own_cameras(actor)

    @staticmethod
    def _row(alarm_id: int, own: set[int] | None) -> Alarm:
        row = Alarm.get_or_none(Alarm.id == alarm_id)
        # An alarm of another area doesn't exist for a unit.
        if row is None or (own is not None and row.camera_id not in own):
            raise InvalidInput(reasons={"alarm": "alarm_unknown"})
        assert isinstance(row, Alarm)
        return row

    @staticmethod
    def _waiting(own: set[int] | None) -> int:
        rows = Alarm.select().where(Alarm.acknowledged_us.is_null())
        return int((rows if own is None else rows.where(Alarm.camera.in_(own))).count())

    def _views(self, where: Any, own: set[int] | None, limit: int, order: Any = None) -> list[AlarmView]:
        """Newest first."""
        query = (
            Alarm.select(
                Alarm,
                Camera.code,
                Camera.name.alias("camera_name"),
                Area.name.alias("area_name"),
                User.name.alias("by_name"),
                AlarmStill.taken_us,
            )
            .left_outer_join(Camera, on=(Alarm.camera == Camera.id))
            .left_outer_join(Area, on=(Camera.area == Area.id))
            .left_outer_join(User, on=(Alarm.acknowledged_by == User.id))
            .left_outer_join(AlarmStill, on=(AlarmStill.alarm == Alarm.id))
            .where(where)
        )
        if own is not None:
            query = query.where(Alarm.camera.in_(own))
        rows: Any = query.order_by(order or Alarm.began_us.desc(), Alarm.id.desc()).limit(limit).dicts()
        return [self._view(row) for row in rows]

    def _view(self, row: dict[str, Any]) -> AlarmView:
        return AlarmView(
            id=row["id"],
            camera_id=row["camera"],
            label=f"{row['code']} {row['camera_name']}".strip() if row["camera"] is not None else "",
            area=row["area_name"] or "",
            kind=row["kind"],
            reason=row["reason"],
            host=row["host"],
            here=row["host"] == self._host,
            began_us=row["began_us"],
            seen_us=row["seen_us"],
            ended_us=row["ended_us"],
            times=row["times"],
            acknowledged_us=row["acknowledged_us"],
            acknowledged_by=row["by_name"] or "",
            verdict=row["verdict"],
            note=row["note"],
            stills=row["taken_us"] is not None,
            version=row["version"],
        )


def _next() -> int:
    """The next version; inside the one lane for writing, so that nobody takes the same."""
    newest = Alarm.select(Alarm.version).order_by(Alarm.version.desc()).limit(1).scalar()
    return int(newest or 0) + 1


def _note(note: str) -> str:
    note = nfc(" ".join(note.split()))
    if len(note) > _LONGEST_NOTE:
        raise InvalidInput(reasons={"note": "too_long"})
    return note


def _object(row: Alarm) -> str:
    return "recorder" if row.camera_id is None else f"camera:{row.camera_id}"
