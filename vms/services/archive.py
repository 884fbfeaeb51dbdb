"""Recorded footage as pages see it: a day's line, playing back with a reason, stills, bookmarks (Điều 1, 4, 7.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vms.core.clock import Clock
from vms.core.instants import SECOND, Span, day_span, local_date, subtract, union
from vms.models.database import Catalogue
from vms.models.footage import any_between
from vms.models.recording import Gap, RecorderStatus
from vms.security.permissions import Action, Grant
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.bookmarks import Bookmarks, MarkView
from vms.services.cameras import Cameras
from vms.services.footage import STALE_US, Footage
from vms.services.holds import Holds
from vms.services.landmarks import Landmark, find_landmark, gap_reason
from vms.services.playback import Player
from vms.services.playback_group import PlayGroup
from vms.services.playback_look import Entry
from vms.services.playback_scope import PlaybackRights
from vms.services.recording_plans import RecordingPlans
from vms.services.reviewed import Reviewed
from vms.services.school import Limits
from vms.services.watched import Watched
from vms.services.worded import worded_reason
from vms.video.client import EngineClient
from vms.video.framing import Framing
from vms.video.play_orders import PlayState
from vms.video.stills import picture_at

__all__ = [
    "Archive",
    "DayLine",
    "DayView",
    "GapView",
    "Landmark",
    "MarkView",
    "PlayGroup",
    "PlayState",
    "Player",
    "StillView",
]

NOT_ALLOWED = "not_allowed"
RECORDER_DOWN = "recorder_down"


@dataclass(frozen=True, slots=True)
class GapView:
    """A stretch without footage (or outside the own right) and the code of its reason."""

    span: Span
    reason: str


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
        self._plans = RecordingPlans(catalogue, clock, audit)
        self._rights = PlaybackRights(catalogue, clock, audit, limits)
        self.bookmarks = Bookmarks(catalogue, clock, audit, cameras, holds)
        self.reviewed = Reviewed(catalogue, clock, audit, cameras)

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
            marks=tuple(self.bookmarks.of([camera_id], span)),
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
        reason = worded_reason(reason)
        entry = self._enter(actor, camera_id, reason)
        size = (width, height)
        player = Player(camera_id, self._engine, self._footage, entry.scope, size, entry.ended, entry.watched)
        player.set_framing(entry.framing)
        return player

    def open_group(self, actor: Actor, reason: str) -> PlayGroup:
        """Play cameras back together, for a reason that goes into the log with each; close the group.

        Returns at once. Raises NotAllowed for a role that plays nothing back, InvalidInput without a reason.
        """
        self._audit.require(actor, Action.PLAY_BACK, Grant.OWN_SHIFT, Grant.WITH_APPROVAL)
        reason = worded_reason(reason)
        return PlayGroup(self._engine, self._footage, lambda camera_id: self._enter(actor, camera_id, reason))

    def find_landmark(
        self, actor: Actor, camera_ids: Sequence[int], kind: Landmark, instant_us: int, way: int
    ) -> int | None:
        """Where to jump to from an instant: the nearest landmark of these cameras inside the own right. Blocking.

        Raises NotAllowed.
        """
        found = []
        for camera_id in camera_ids:
            self._cameras.get(actor, camera_id)
            scope = self._rights.scope(actor, camera_id)
            place = find_landmark(self._catalogue, [camera_id], kind, instant_us, way)
            if place is not None and scope.allows(place, place + 1):
                found.append(place)
        return (min(found) if way > 0 else max(found)) if found else None

    def _enter(self, actor: Actor, camera_id: int, reason: str) -> Entry:
        scope = self._rights.scope(actor, camera_id)
        self._entered(actor, camera_id, reason, "playback_opened")
        camera, watched = self._cameras.get(actor, camera_id), Watched()
        return Entry(
            scope,
            Framing(turn=camera.turn, mirror=camera.mirror),  # the way up that the wall shows it
            lambda looked_at: self._left(actor, camera_id, reason, looked_at, watched),
            lambda gap: gap_reason(self._catalogue, camera_id, gap),
            watched,
        )

    def _left(self, actor: Actor, camera_id: int, reason: str, looked_at: Span | None, watched: Watched) -> None:
        if looked_at is not None:
            self._audit.write(
                actor,
                "playback_closed",
                object=f"camera:{camera_id}",
                reason=reason,
                start_us=looked_at.start,
                end_us=looked_at.end,
            )
        self.reviewed.keep(actor.user_id, camera_id, watched.spans())

    def still(self, actor: Actor, camera_id: int, instant: int, reason: str) -> StillView:
        """The picture that stood at the instant. Blocking. Raises NotAllowed, InvalidInput, NothingRecorded."""
        scope = self._rights.scope(actor, camera_id)
        self._entered(actor, camera_id, reason, "still_taken", instant_us=instant)
        around = Span(instant - SECOND, instant + SECOND)
        pieces = [p for p in self._footage.pieces(camera_id, around) if scope.allows(p.start_us, p.end_us)]
        data, exact = picture_at(pieces, instant)
        return StillView(data, exact)

    def _entered(self, actor: Actor, camera_id: int, reason: str, act: str, **details: Any) -> None:
        self._cameras.get(actor, camera_id)
        self._audit.write(actor, act, object=f"camera:{camera_id}", reason=worded_reason(reason), **details)

    # --- bookmarks ---

    def mark(self, actor: Actor, camera_id: int, instant: int, note: str) -> MarkView:
        """Keep a moment; from the live wall too. Raises NotAllowed, InvalidInput (note: too_long)."""
        return self.bookmarks.add(actor, camera_id, instant, note)

    def edit_mark(self, actor: Actor, mark_id: int, note: str) -> MarkView:
        """Another note: the own bookmark's, the board's anyone's. Raises NotAllowed, InvalidInput."""
        return self.bookmarks.edit(actor, mark_id, note)

    def remove_mark(self, actor: Actor, mark_id: int) -> MarkView:
        """Take a bookmark away: the own one, the board anyone's. The view brings it back with ``mark``."""
        return self.bookmarks.remove(actor, mark_id)

    def marks(self, actor: Actor, span: Span, query: str = "") -> list[MarkView]:
        """Bookmarks where the actor may look back, and his own, by time; ``query``: words of the note, accents or not.

        Raises NotAllowed for a role that may play back nothing at all.
        """
        visible = [camera.id for camera in self._cameras.all(actor, removed=True)]
        scopes = self._rights.scopes(actor, visible)
        return [
            mark
            for mark in self.bookmarks.of(visible, span, query)
            if mark.by_id == actor.user_id or scopes[mark.camera_id].allows(mark.instant_us, mark.instant_us + 1)
        ]

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
        unplanned = self._plans.unplanned(camera_id, span)
        found = []
        for row in rows:
            end = now if row.end_us is None else row.end_us
            whole = Span(row.start_us, end).clip(span) if end > row.start_us else None
            # A segment that was saved after all counts more than the report that it was lost.
            parts = subtract(whole, [*recorded, *unplanned]) if whole else []
            found += [GapView(part, row.reason) for part in parts if part.length >= SECOND]
        last = self._heard(camera_id, recorded[-1].end if recorded else now)
        if span.contains(now) and now - last > STALE_US and all(row.end_us is not None for row in rows):
            found += [GapView(part, RECORDER_DOWN) for part in subtract(Span(last, now), unplanned)]
        return found

    def _heard(self, camera_id: int, recorded_us: int) -> int:
        """Up to when nothing is missing: a recorder that waits for a cause has only to be there."""
        with self._catalogue.read():
            row = RecorderStatus.get_or_none(RecorderStatus.camera == camera_id)
        return max(recorded_us, row.beat_us) if row is not None and row.state == "armed" else recorded_us
