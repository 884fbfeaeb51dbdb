"""What each person has looked at already: kept when a player closes, asked by time line and calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from vms.core.clock import Clock
from vms.core.instants import MINUTE, SECOND, Span, day_span, local_date, union
from vms.models.database import Catalogue
from vms.models.footage import any_between
from vms.models.review import SeenStretch
from vms.security.permissions import Action, Grant
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras

# Stretches closer than this become one row: a player is asked once a second where it is.
_SEAM_US = 2 * SECOND
# Who has looked at less than this of a day hasn't reviewed it.
LEAST_US = MINUTE


class Reviewed:
    """Any thread. Stretches of one person and camera are kept apart from each other: a longer look joins them."""

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit, cameras: Cameras) -> None:
        self._catalogue, self._clock, self._audit, self._cameras = catalogue, clock, audit, cameras

    def keep(self, user_id: int, camera_id: int, spans: Iterable[Span]) -> None:
        """These were looked at, too. For the player: no right is asked."""
        # An instant is no look: two of them must not be bridged into one.
        found = union((span for span in spans if span.length), bridge=_SEAM_US)
        if not found:
            return
        with self._catalogue.write():
            for span in found:
                self._join(user_id, camera_id, span)

    def seen(self, actor: Actor, camera_id: int, span: Span, user_id: int | None = None) -> tuple[Span, ...]:
        """What was looked at in the span, by the actor, or (for the board) by another person. Raises NotAllowed."""
        self._cameras.get(actor, camera_id)
        if user_id is not None and user_id != actor.user_id:
            self._audit.require(actor, Action.APPROVE)
        who = actor.user_id if user_id is None else user_id
        with self._catalogue.read():
            rows = _touching(who, camera_id, span)
            parts = [Span(row.start_us, row.end_us).clip(span) for row in rows]
        return tuple(part for part in parts if part is not None)

    def unreviewed_days(self, actor: Actor, camera_ids: Sequence[int], year: int, month: int) -> set[date]:
        """The days of a month with footage of these cameras of which the actor has looked at less than a minute."""
        self._audit.require(actor, Action.PLAY_BACK, Grant.OWN_SHIFT, Grant.WITH_APPROVAL)
        visible = {camera.id for camera in self._cameras.all(actor, removed=True)}
        wanted = [camera for camera in camera_ids if camera in visible]
        first = date(year, month, 1)
        found: set[date] = set()
        after = (first + timedelta(days=32)).replace(day=1)
        last = min(after, local_date(self._clock.now_us()) + timedelta(days=1))
        if last <= first or not wanted:
            return found
        with self._catalogue.read():
            looked = self._looked(actor.user_id, wanted, Span(day_span(first).start, day_span(last).start))
            for number in range((last - first).days):
                day = first + timedelta(days=number)
                span = day_span(day)
                parts = (one.clip(span) for one in looked)
                if sum(part.length for part in parts if part) < LEAST_US and any_between(wanted, span):
                    found.add(day)
        return found

    @staticmethod
    def _looked(user_id: int, camera_ids: Sequence[int], span: Span) -> list[Span]:
        """Stretches of all these cameras, unmerged: a minute of each of two is two minutes."""
        rows = SeenStretch.select(SeenStretch.start_us, SeenStretch.end_us).where(
            (SeenStretch.user == user_id)
            & SeenStretch.camera.in_(list(camera_ids))
            & (SeenStretch.start_us < span.end)
            & (SeenStretch.end_us > span.start)
        )
        return [Span(row.start_us, row.end_us) for row in rows]

    @staticmethod
    def _join(user_id: int, camera_id: int, span: Span) -> None:
        near = Span(max(0, span.start - _SEAM_US), span.end + _SEAM_US)
        rows = list(_touching(user_id, camera_id, near, edges=True))
        if len(rows) == 1 and rows[0].start_us <= span.start and span.end <= rows[0].end_us:
            return
        if rows:
            SeenStretch.delete().where(SeenStretch.id.in_([row.id for row in rows])).execute()
        start = min([span.start, *(row.start_us for row in rows)])
        end = max([span.end, *(row.end_us for row in rows)])
        SeenStretch.create(user=user_id, camera=camera_id, start_us=start, end_us=end)


def _touching(user_id: int, camera_id: int, span: Span, *, edges: bool = False) -> Any:
    """Rows that overlap the span (``edges``: or touch it), by start."""
    own = (SeenStretch.user == user_id) & (SeenStretch.camera == camera_id)
    if edges:
        overlap = (SeenStretch.start_us <= span.end) & (SeenStretch.end_us >= span.start)
    else:
        overlap = (SeenStretch.start_us < span.end) & (SeenStretch.end_us > span.start)
    return SeenStretch.select().where(own & overlap).order_by(SeenStretch.start_us)
