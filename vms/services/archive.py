"""Recorded footage as pages play it back: with a reason, inside the own right; bookmarks (Điều 1, 4, 7.1)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from vms.core.clock import Clock
from vms.core.errors import VmsError
from vms.core.instants import Span
from vms.core.log import event
from vms.models.database import Catalogue
from vms.security.permissions import Action, Grant
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.bookmarks import Bookmarks, MarkView
from vms.services.cameras import Cameras
from vms.services.footage import Footage
from vms.services.holds import Holds
from vms.services.landmarks import Landmark, find_landmark, gap_reason
from vms.services.playback import Player
from vms.services.playback_group import PlayGroup
from vms.services.playback_look import Entry
from vms.services.playback_scope import PlaybackRights
from vms.services.reviewed import Reviewed
from vms.services.school import Limits
from vms.services.watched import Watched
from vms.services.worded import worded_reason
from vms.video.client import EngineClient
from vms.video.framing import Framing
from vms.video.play_orders import PlayState

_log = logging.getLogger(__name__)

__all__ = [
    "Archive",
    "Landmark",
    "MarkView",
    "PlayGroup",
    "PlayState",
    "Player",
]


class Archive:
    """Playing back. Any thread; what opens a player returns at once."""

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
        self._cameras, self._footage, self._engine = cameras, footage, engine
        self._rights = PlaybackRights(catalogue, clock, audit, limits)
        self.bookmarks = Bookmarks(catalogue, clock, audit, cameras, holds)
        self.reviewed = Reviewed(catalogue, clock, audit, cameras)

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
        camera = self._cameras.get(actor, camera_id)
        watched = Watched(lambda spans: self._keep(actor, camera_id, spans))
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

    def _keep(self, actor: Actor, camera_id: int, spans: tuple[Span, ...]) -> None:
        try:
            self.reviewed.keep(actor.user_id, camera_id, spans)
        except VmsError as error:  # another minute, or the end, will do: nobody's playing stops for it
            event(_log, "seen_not_kept", logging.WARNING, reason=error.code)

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
