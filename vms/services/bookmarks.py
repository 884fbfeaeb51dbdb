"""Moments that somebody marked with a note: set, changed, taken away, found by words (Điều 4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from vms.core.clock import Clock
from vms.core.errors import InvalidInput
from vms.core.instants import SECOND, Span
from vms.core.text import fold, nfc
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.person import User
from vms.models.recording import Bookmark
from vms.models.search import BOOKMARKS, drop_text, find_text, index_text
from vms.security.permissions import Action, may
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.holds import Holds

_MOST = 500
_LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class MarkView:
    """A bookmark; ``by``: who set it (``by_id`` the account); ``held``: its footage is on hold."""

    id: int
    camera_id: int
    camera: str
    instant_us: int
    note: str
    by: str
    created_us: int
    by_id: int | None = None
    held: bool = False


class Bookmarks:
    """Any thread. A note is the own one's to change, and the board's; what stood there before stays in the log."""

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit, cameras: Cameras, holds: Holds) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit
        self._cameras, self._holds = cameras, holds

    def add(self, actor: Actor, camera_id: int, instant: int, note: str) -> MarkView:
        """Keep a moment. Raises NotAllowed, InvalidInput (note: too_long)."""
        self._cameras.get(actor, camera_id)
        note = _tidy(note)
        with self._catalogue.write():
            row = Bookmark.create(
                camera=camera_id,
                instant_us=instant,
                note=note,
                folded=fold(note),
                by=actor.user_id,
                created_us=self._clock.now_us(),
            )
            index_text(BOOKMARKS, row.id, note)
            self._audit.write(
                actor, "bookmark_set", object=f"bookmark:{row.id}", camera=camera_id, instant_us=instant, note=note
            )
            return self._views([row])[0]

    def edit(self, actor: Actor, mark_id: int, note: str) -> MarkView:
        """Another note. To take it back, edit it to the former one. Raises NotAllowed, InvalidInput."""
        row, note = self._own(actor, mark_id), _tidy(note)
        with self._catalogue.write():
            Bookmark.update(note=note, folded=fold(note)).where(Bookmark.id == mark_id).execute()
            index_text(BOOKMARKS, mark_id, note)
            self._audit.write(
                actor,
                "bookmark_changed",
                object=f"bookmark:{mark_id}",
                camera=row.camera_id,
                instant_us=row.instant_us,
                before=row.note,
                note=note,
            )
            return self._views([Bookmark.get_by_id(mark_id)])[0]

    def remove(self, actor: Actor, mark_id: int) -> MarkView:
        """Take a bookmark away: the own one, the board anyone's. The view brings it back with ``add``."""
        row = self._own(actor, mark_id)
        with self._catalogue.write():
            view = self._views([row])[0]
            Bookmark.delete().where(Bookmark.id == mark_id).execute()
            drop_text(BOOKMARKS, mark_id)
            self._audit.write(
                actor,
                "bookmark_removed",
                object=f"bookmark:{mark_id}",
                camera=view.camera_id,
                instant_us=view.instant_us,
                note=view.note,
            )
        return view

    @staticmethod
    def may_change(actor: Actor, mark: MarkView) -> bool:
        """Whether the actor may change or remove it; asks nothing of the catalogue."""
        return mark.by_id == actor.user_id or may(actor.role, Action.APPROVE)

    def of(
        self, camera_ids: Iterable[int], span: Span, query: str = "", by: int | None = None, most: int = _MOST
    ) -> list[MarkView]:
        """Of these cameras, by time, the newest ones if there are too many. For services: no right is asked."""
        where: Any = (
            Bookmark.camera.in_(list(camera_ids))
            & (Bookmark.instant_us >= span.start)
            & (Bookmark.instant_us < span.end)
        )
        if by is not None:
            where &= Bookmark.by == by
        with self._catalogue.read():
            if query.strip():
                where &= Bookmark.id.in_(find_text(BOOKMARKS, query))
            rows = list(Bookmark.select().where(where).order_by(Bookmark.instant_us.desc()).limit(most))
            return self._views(rows[::-1])

    def _own(self, actor: Actor, mark_id: int) -> Bookmark:
        with self._catalogue.read():
            row = Bookmark.get_or_none(Bookmark.id == mark_id)
        if row is None:
            raise InvalidInput(reasons={"bookmark": "unknown"})
        assert isinstance(row, Bookmark)
        self._cameras.get(actor, row.camera_id)
        if row.by_id != actor.user_id:
            self._audit.require(actor, Action.APPROVE)
        return row

    def _views(self, rows: Sequence[Bookmark]) -> list[MarkView]:
        if not rows:
            return []
        names = {row.id: row.name for row in User.select(User.id, User.name)}
        labels = {row.id: f"{row.code} {row.name}" for row in Camera.select(Camera.id, Camera.code, Camera.name)}
        held = self._held(rows)
        return [
            MarkView(
                id=row.id,
                camera_id=row.camera_id,
                camera=labels.get(row.camera_id, ""),
                instant_us=row.instant_us,
                note=row.note,
                by=names.get(row.by_id, "") if row.by_id is not None else "",
                created_us=row.created_us,
                by_id=row.by_id,
                held=any(span.contains(row.instant_us) for span in held[row.camera_id]),
            )
            for row in rows
        ]

    def _held(self, rows: Sequence[Bookmark]) -> dict[int, tuple[Span, ...]]:
        instants = [row.instant_us for row in rows]
        whole = Span(min(instants), max(instants) + SECOND)
        return {camera: self._holds.spans(camera, whole) for camera in {row.camera_id for row in rows}}


def _tidy(note: str) -> str:
    note = nfc(" ".join(note.split()))
    if len(note) > _LONGEST_NOTE:
        raise InvalidInput(reasons={"note": "too_long"})
    return note
