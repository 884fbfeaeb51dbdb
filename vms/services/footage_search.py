"""One list of what happened: motion, alarms, bookmarks and incidents, by place, time, person and words (Điều 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vms.core.clock import Clock
from vms.core.errors import InvalidInput, NotAllowed
from vms.core.instants import DAY, SECOND, Span
from vms.models.alarm import Alarm
from vms.models.database import Catalogue
from vms.models.evidence import EvidenceItem
from vms.models.footage_streams import newest_events
from vms.models.incident import Hold, HoldCamera, Incident, IncidentNote
from vms.models.person import User
from vms.models.search import ALARMS, find_incidents, find_text
from vms.security.permissions import Action, Grant, grant, may
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.bookmarks import Bookmarks
from vms.services.cameras import Cameras, CameraView
from vms.services.incident_scope import own_incidents
from vms.services.playback_scope import PlaybackRights, Scope
from vms.services.worded import worded_reason

KINDS = ("motion", "alarm", "bookmark", "incident")
LONGEST_US = 400 * DAY
MOST = 300
# An event that began earlier and still lasts; nothing that moves does so for longer.
_LASTING_US = 6 * 3600 * SECOND
_EVENTS = {"motion": ("motion", "manual"), "alarm": ("alarm",)}
_OF_ALARM = "alarm:"


@dataclass(frozen=True, slots=True)
class FindQuery:
    """What to look for; an empty filter filters nothing. ``purpose`` is one of PURPOSES, ``by_id`` an account,
    ``text`` words of a note or an incident, accents or not: what has no words isn't found by words.
    """

    span: Span
    kinds: frozenset[str] = frozenset(KINDS)
    camera_ids: frozenset[int] = frozenset()
    area_id: int | None = None
    purpose: str = ""
    by_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found. ``code``: kind of an alarm (empty: the camera's own) or incident, 'manual' for recorded by hand;
    ``playable``: there may be footage of it that the actor may look at; ``camera_id`` None: no one camera's.
    """

    kind: str
    id: int
    camera_id: int | None
    camera: str
    start_us: int
    end_us: int | None
    text: str
    code: str
    by: str
    held: bool
    playable: bool


@dataclass(frozen=True, slots=True)
class FoundList:
    """Newest first. ``more``: there is more than is shown."""

    items: tuple[Found, ...]
    more: bool


class _Seen:
    """What an actor may see of the cameras asked for."""

    def __init__(self, cameras: dict[int, CameraView], scopes: dict[int, Scope], *, whole: bool) -> None:
        self.cameras, self.scopes, self.whole = cameras, scopes, whole

    def label(self, camera_id: int | None) -> str:
        view = self.cameras.get(camera_id) if camera_id is not None else None
        return view.label if view else ""

    def playable(self, camera_id: int | None, start_us: int, end_us: int | None) -> bool:
        scope = self.scopes.get(camera_id) if camera_id is not None else None
        return scope is not None and scope.allows(start_us, max(start_us, end_us or start_us) + 1)


class FootageSearch:
    """Any thread; blocking, some milliseconds a camera."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        audit: Audit,
        cameras: Cameras,
        bookmarks: Bookmarks,
        rights: PlaybackRights,
    ) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit
        self._cameras, self._bookmarks, self._rights = cameras, bookmarks, rights

    def find(self, actor: Actor, query: FindQuery, reason: str, most: int = MOST) -> FoundList:
        """Newest first, at most so many. Motion and bookmarks outside the own right to play back are left out; alarms
        and incidents are there for who may see them at all. Raises NotAllowed, InvalidInput (reason; span: empty,
        too_long).
        """
        self._audit.require(actor, Action.PLAY_BACK, Grant.OWN_SHIFT, Grant.WITH_APPROVAL)
        if not 0 < query.span.length <= LONGEST_US:
            raise InvalidInput(reasons={"span": "too_long" if query.span.length else "empty"})
        reason = worded_reason(reason)
        seen = self._seen(actor, query)
        with self._catalogue.read():
            names = {row.id: row.name for row in User.select(User.id, User.name)}
            items = self._motion(query, seen, most + 1)
            items += self._alarms(actor, query, seen, names, most + 1)
            items += self._marks(query, seen, most + 1)
            items += self._incidents(actor, query, seen, names, most + 1)
        items.sort(key=lambda item: (item.start_us, item.id), reverse=True)
        self._audit.write(
            actor,
            "footage_searched",
            object="footage",
            reason=reason,
            start_us=query.span.start,
            end_us=query.span.end,
            kinds=sorted(query.kinds),
            cameras=sorted(query.camera_ids),
            text=query.text,
            found=min(len(items), most),
        )
        return FoundList(tuple(items[:most]), len(items) > most)

    def people(self, actor: Actor) -> list[tuple[int, str]]:
        """Accounts and names, to filter by. Raises NotAllowed."""
        self._audit.require(actor, Action.PLAY_BACK, Grant.OWN_SHIFT, Grant.WITH_APPROVAL)
        with self._catalogue.read():
            return [(row.id, row.name) for row in User.select(User.id, User.name).order_by(User.name)]

    # --- inside ---

    def _seen(self, actor: Actor, query: FindQuery) -> _Seen:
        views = self._cameras.all(actor, removed=True)
        whole = not (query.camera_ids or query.area_id is not None or query.purpose)
        cameras = {view.id: view for view in views if _wanted(view, query)}
        scopes = {}
        for camera_id in cameras:
            try:
                scopes[camera_id] = self._rights.scope(actor, camera_id)
            except NotAllowed:
                continue  # nothing of this camera is approved for the actor: nothing of it is found
        return _Seen(cameras, scopes, whole=whole)

    @staticmethod
    def _motion(query: FindQuery, seen: _Seen, most: int) -> list[Found]:
        if query.text.strip() or query.by_id is not None:
            return []
        kinds = tuple(one for kind in query.kinds for one in _EVENTS.get(kind, ()))
        found = []
        for camera_id in seen.scopes if kinds else ():
            for row in newest_events(camera_id, query.span.start - _LASTING_US, query.span, kinds, most):
                if row.source.startswith(_OF_ALARM) or not seen.playable(camera_id, row.start_us, row.end_us):
                    continue  # an alarm stands in the list itself
                kind = "alarm" if row.kind == "alarm" else "motion"
                code = row.kind if row.kind == "manual" else ""
                found.append(
                    Found(kind, row.id, camera_id, seen.label(camera_id), row.start_us, row.end_us, "", code, "",
                          held=False, playable=True)
                )  # fmt: skip
        return sorted(found, key=lambda item: item.start_us, reverse=True)[:most]

    def _marks(self, query: FindQuery, seen: _Seen, most: int) -> list[Found]:
        if "bookmark" not in query.kinds:
            return []
        marks = self._bookmarks.of(seen.scopes, query.span, query.text, query.by_id, most)
        return [
            Found("bookmark", mark.id, mark.camera_id, mark.camera, mark.instant_us, None, mark.note, "", mark.by,
                  held=mark.held, playable=True)
            for mark in marks
            if seen.playable(mark.camera_id, mark.instant_us, None)
        ]  # fmt: skip

    @staticmethod
    def _alarms(actor: Actor, query: FindQuery, seen: _Seen, names: dict[int, str], most: int) -> list[Found]:
        if "alarm" not in query.kinds or not may(actor.role, Action.ACKNOWLEDGE):
            return []
        where: Any = (Alarm.began_us >= query.span.start) & (Alarm.began_us < query.span.end)
        if not (seen.whole and _sees_all(actor)):
            where &= Alarm.camera.in_(list(seen.cameras))
        if query.by_id is not None:
            where &= Alarm.acknowledged_by == query.by_id
        if query.text.strip():
            where &= Alarm.id.in_(find_text(ALARMS, query.text))
        rows = Alarm.select().where(where).order_by(Alarm.began_us.desc()).limit(most)
        return [
            Found("alarm", row.id, row.camera_id, seen.label(row.camera_id), row.began_us, row.ended_us, row.note,
                  row.kind, names.get(row.acknowledged_by_id or 0, ""), held=False,
                  playable=seen.playable(row.camera_id, row.began_us, row.ended_us))
            for row in rows
        ]  # fmt: skip

    @staticmethod
    def _incidents(actor: Actor, query: FindQuery, seen: _Seen, names: dict[int, str], most: int) -> list[Found]:
        if "incident" not in query.kinds or not may(actor.role, Action.INCIDENT):
            return []
        where: Any = (Incident.occurred_us >= query.span.start) & (Incident.occurred_us < query.span.end)
        if query.text.strip():
            where &= Incident.id.in_(find_incidents(query.text))
        if query.by_id is not None:
            where &= Incident.opened_by == query.by_id
        if not _sees_all(actor):
            where &= Incident.id.in_(list(own_incidents(actor)))
        rows = list(Incident.select().where(where).order_by(Incident.occurred_us.desc()).limit(most))
        shown = _cameras_of([row.id for row in rows])
        found = []
        for row in rows:
            cameras = [camera for camera in shown.get(row.id, ()) if camera in seen.cameras]
            if not cameras and not seen.whole:
                continue
            camera = cameras[0] if cameras else None
            found.append(
                Found("incident", row.id, camera, seen.label(camera), row.occurred_us, row.ended_us,
                      f"{row.code} · {row.title}", row.kind, names.get(row.opened_by_id or 0, ""),
                      held=False, playable=seen.playable(camera, row.occurred_us, row.ended_us))
            )  # fmt: skip
        return found


def _wanted(view: CameraView, query: FindQuery) -> bool:
    if query.camera_ids and view.id not in query.camera_ids:
        return False
    if query.area_id is not None and view.area_id != query.area_id:
        return False
    return not query.purpose or query.purpose in view.purposes.split(",")


def _sees_all(actor: Actor) -> bool:
    """Whether the actor's right doesn't end at the own area."""
    return grant(actor.role, Action.WATCH_LIVE) is not Grant.OWN_AREA


def _cameras_of(incident_ids: list[int]) -> dict[int, list[int]]:
    """Cameras that play a part in each incident, those with evidence first."""
    found: dict[int, list[int]] = {}
    clips = EvidenceItem.select(EvidenceItem.incident, EvidenceItem.camera).where(
        EvidenceItem.incident.in_(incident_ids) & EvidenceItem.removed_us.is_null()
    )
    holds = (
        HoldCamera.select(Hold.incident, HoldCamera.camera)
        .join(Hold, on=(HoldCamera.hold == Hold.id))
        .where(Hold.incident.in_(incident_ids))
    )
    notes = IncidentNote.select(IncidentNote.incident, IncidentNote.camera).where(
        IncidentNote.incident.in_(incident_ids) & IncidentNote.camera.is_null(False)
    )
    pairs: Iterable[Any] = (pair for rows in (clips, holds, notes) for pair in rows.tuples())
    for incident, camera in pairs:
        if camera not in found.setdefault(incident, []):
            found[incident].append(camera)
    return found
