"""Recorded footage as pages see it: a day's line, playing back with a reason, stills, bookmarks (Điều 1, 4, 7.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vms.core.clock import Clock
from vms.core.errors import InvalidInput
from vms.core.instants import SECOND, Span, day_span, local_date, subtract, union
from vms.core.text import fold, nfc
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.footage import any_between
from vms.models.person import User
from vms.models.recording import Bookmark, Gap
from vms.security.permissions import Action, Grant
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.footage import STALE_US, Footage
from vms.services.holds import Holds
from vms.services.playback import Player
from vms.services.playback_scope import PlaybackRights
from vms.services.school import Limits
from vms.video.client import EngineClient
from vms.video.player import PlayState
from vms.video.stills import picture_at

__all__ = ["Archive", "DayLine", "DayView", "GapView", "MarkView", "PlayState", "Player", "StillView"]

NOT_ALLOWED = "not_allowed"
RECORDER_DOWN = "recorder_down"
_MOST_MARKS = 500


@dataclass(frozen=True, slots=True)
class GapView:
    """A stretch without footage (or outside the own right) and the code of its reason."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class MarkView:
    """A bookmark; ``by``: who set it."""

    id: int
    camera_id: int
    camera: str
    instant_us: int
    note: str
    by: str
    created_us: int


@dataclass(frozen=True, slots=True)
class DayLine:
    """One camera's day; a gap that lasts ends now."""

    span: Span
    recorded: tuple[Span, ...]
    gaps: tuple[GapView, ...]
    holds: tuple[Span, ...]
    marks: tuple[MarkView, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """A day with footage. ``held``: some of it is on hold."""

    held: bool


@dataclass(frozen=True, slots=True)
class StillView:
    """A picture as PNG and the exact instant it was taken."""

    png: bytes
    instant_us: int


class Archive:
    """Playing back. Any thread; ``open_player`` returns at once, ``still`` takes as long as decoding a GOP."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        audit: Audit,
        cameras: Cameras,
        footage: Footage,
        holds: Holds,
        limits: Limits,
        engine: EngineClient,
    ) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit
        self._cameras, self._holds, self._footage, self._engine = cameras, holds, footage, engine
        self._rights = PlaybackRights(catalogue, clock, audit, limits)

    # --- what there is ---

    def day(self, actor: Actor, camera_id: int, day: date) -> DayLine:
        """The day's line. What lies outside the actor's right is a gap that says so. Raises NotAllowed."""
        self._cameras.get(actor, camera_id)
        scope = self._rights.scope(actor, camera_id)
        span, now = day_span(day), self._clock.now_us()
        found = self._footage.recorded(camera_id, span)
        seen = [part for one in scope.spans for stretch in found if (part := stretch.clip(one))]
        hidden = [part for stretch in found for part in subtract(stretch, scope.spans)]
        gaps = [*self._gaps(camera_id, span, now, found), *(GapView(part, NOT_ALLOWED) for part in hidden)]
        return DayLine(
            span=span,
            recorded=tuple(union(seen)),
            gaps=tuple(sorted(gaps, key=lambda gap: gap.span)),
            holds=tuple(part for held in self._holds.spans(camera_id, span) if (part := held.clip(span))),
            marks=tuple(self._marks([camera_id], span)),
        )

    def recorded_days(self, actor: Actor, camera_ids: Sequence[int], year: int, month: int) -> dict[date, DayView]:
        """The days of a month with footage of any of the cameras that the actor may see."""
        self._audit.require(actor, Action.PLAY_BACK, Grant.OWN_SHIFT, Grant.WITH_APPROVAL)
        visible = {camera.id for camera in self._cameras.all(actor, removed=True)}
        wanted = [camera for camera in camera_ids if camera in visible]
        first = date(year, month, 1)
        last = (first + timedelta(days=32)).replace(day=1)
        whole = Span(day_span(first).start, day_span(last).start)
        held = union(span for camera in wanted for span in self._holds.spans(camera, whole))
        today, found = local_date(self._clock.now_us()), {}
        with self._catalogue.read():
            for number in range((last - first).days):
                day = first + timedelta(days=number)
                span = day_span(day)
                if any_between(wanted, span) or (day == today and any(self._footage.recorded(c, span) for c in wanted)):
                    found[day] = DayView(any(span.overlaps(one) for one in held))
        return found

    # --- looking ---

    def open_player(self, actor: Actor, camera_id: int, reason: str, width: int, height: int) -> Player:
        """Play back, for a reason that goes into the log; close the player. Raises NotAllowed, InvalidInput."""
        scope = self._rights.scope(actor, camera_id)
        reason = self._entered(actor, camera_id, reason, "playback_opened")

        def ended(looked_at: Span | None) -> None:
            if looked_at is not None:
                self._audit.write(
                    actor,
                    "playback_closed",
                    object=f"camera:{camera_id}",
                    reason=reason,
                    start_us=looked_at.start,
                    end_us=looked_at.end,
                )

        return Player(camera_id, self._engine, self._footage, scope, (width, height), ended)

    def still(self, actor: Actor, camera_id: int, instant: int, reason: str) -> StillView:
        """The picture that stood at the instant. Blocking. Raises NotAllowed, InvalidInput, NothingRecorded."""
        scope = self._rights.scope(actor, camera_id)
        self._entered(actor, camera_id, reason, "still_taken", instant_us=instant)
        around = Span(instant - SECOND, instant + SECOND)
        pieces = [p for p in self._footage.pieces(camera_id, around) if scope.allows(p.start_us, p.end_us)]
        data, exact = picture_at(pieces, instant)
        return StillView(data, exact)

    def _entered(self, actor: Actor, camera_id: int, reason: str, act: str, **details: Any) -> str:
        self._cameras.get(actor, camera_id)
        reason = nfc(" ".join(reason.split()))
        if not reason:
            raise InvalidInput(reasons={"reason": "reason_missing"})
        self._audit.write(actor, act, object=f"camera:{camera_id}", reason=reason, **details)
        return reason

    # --- bookmarks ---

    def mark(self, actor: Actor, camera_id: int, instant: int, note: str) -> MarkView:
        """Keep a moment; from the live wall too. Raises NotAllowed."""
        self._cameras.get(actor, camera_id)
        note = nfc(" ".join(note.split()))
        with self._catalogue.write():
            row = Bookmark.create(
                camera=camera_id,
                instant_us=instant,
                note=note,
                folded=fold(note),
                by=actor.user_id,
                created_us=self._clock.now_us(),
            )
            self._audit.write(
                actor, "bookmark_set", object=f"bookmark:{row.id}", camera=camera_id, instant_us=instant, note=note
            )
            return self._views([row])[0]

    def remove_mark(self, actor: Actor, mark_id: int) -> MarkView:
        """Take a bookmark away: the own one, the board anyone's. The view brings it back with ``mark``."""
        with self._catalogue.read():
            row = Bookmark.get_or_none(Bookmark.id == mark_id)
        if row is None:
            raise InvalidInput(reasons={"bookmark": "unknown"})
        if row.by_id != actor.user_id:
            self._audit.require(actor, Action.APPROVE)
        with self._catalogue.write():
            view = self._views([row])[0]
            Bookmark.delete().where(Bookmark.id == mark_id).execute()
            self._audit.write(
                actor,
                "bookmark_removed",
                object=f"bookmark:{mark_id}",
                camera=view.camera_id,
                instant_us=view.instant_us,
                note=view.note,
            )
        return view

    def marks(self, actor: Actor, span: Span, query: str = "") -> list[MarkView]:
        """Bookmarks of the cameras that the actor may see, by time; ``query``: words of the note, accents or not."""
        visible = [camera.id for camera in self._cameras.all(actor, removed=True)]
        return self._marks(visible, span, fold(query).split())

    # --- inside ---

    def _gaps(self, camera_id: int, span: Span, now: int, recorded: Sequence[Span]) -> list[GapView]:
        with self._catalogue.read():
            rows = list(
                Gap.select().where(
                    (Gap.camera == camera_id)
                    & (Gap.start_us < span.end)
                    & (Gap.end_us.is_null() | (Gap.end_us > span.start))
                )
            )
        found = []
        for row in rows:
            end = now if row.end_us is None else row.end_us
            whole = Span(row.start_us, end).clip(span) if end > row.start_us else None
            # A segment that was saved after all counts more than the report that it was lost.
            parts = subtract(whole, recorded) if whole else []
            found += [GapView(part, row.reason) for part in parts if part.length >= SECOND]
        last = recorded[-1].end if recorded else now
        if span.contains(now) and now - last > STALE_US and all(row.end_us is not None for row in rows):
            found.append(GapView(Span(last, now), RECORDER_DOWN))
        return found

    def _marks(self, camera_ids: Iterable[int], span: Span, words: Sequence[str] = ()) -> list[MarkView]:
        where = (
            Bookmark.camera.in_(list(camera_ids))
            & (Bookmark.instant_us >= span.start)
            & (Bookmark.instant_us < span.end)
        )
        for word in words:
            where &= Bookmark.folded.contains(word)
        with self._catalogue.read():
            return self._views(list(Bookmark.select().where(where).order_by(Bookmark.instant_us).limit(_MOST_MARKS)))

    def _views(self, rows: Sequence[Bookmark]) -> list[MarkView]:
        names = {row.id: row.name for row in User.select(User.id, User.name)}
        labels = {row.id: f"{row.code} {row.name}" for row in Camera.select(Camera.id, Camera.code, Camera.name)}
        return [
            MarkView(
                id=row.id,
                camera_id=row.camera_id,
                camera=labels.get(row.camera_id, ""),
                instant_us=row.instant_us,
                note=row.note,
                by=names.get(row.by_id, "") if row.by_id is not None else "",
                created_us=row.created_us,
            )
            for row in rows
        ]
