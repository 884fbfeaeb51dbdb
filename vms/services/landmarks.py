"""Places on the time line that a person jumps to, and why a stretch has no footage."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import cast

from vms.core.instants import SECOND, Span
from vms.models.database import Catalogue
from vms.models.recording import Bookmark, FootageEvent, Gap, Segment

_SEAM_US = SECOND  # what lies closer together is one stretch
_PORTION = 2000
_MOST_REASONS = 50
# Going back, what began a moment ago is where one stands, not where one wants to go.
_HERE_US = SECOND


class Landmark(StrEnum):
    """What to jump to."""

    STRETCH = "stretch"  # where footage begins again after a gap
    EVENT = "event"  # motion, an alarm, something recorded by hand
    BOOKMARK = "bookmark"


def find_landmark(
    catalogue: Catalogue, camera_ids: Sequence[int], kind: Landmark, instant_us: int, way: int
) -> int | None:
    """The nearest one of any of the cameras after (``way`` > 0) or before the instant; None when there is none.

    Blocking. A right is not asked.
    """
    with catalogue.read():
        found = [_find(camera, kind, instant_us, way) for camera in camera_ids]
    instants = [one for one in found if one is not None]
    if not instants:
        return None
    return min(instants) if way > 0 else max(instants)


def gap_reason(catalogue: Catalogue, camera_id: int, gap: Span) -> str:
    """The code of the reason of a stretch without footage; "" when none was written down."""
    with catalogue.read():
        rows = list(
            Gap.select(Gap.reason, Gap.start_us, Gap.end_us)
            .where(
                (Gap.camera == camera_id) & (Gap.start_us < gap.end) & (Gap.end_us.is_null() | (Gap.end_us > gap.start))
            )
            .order_by(Gap.start_us)
            .limit(_MOST_REASONS)
        )
    return max(rows, key=lambda row: _shared(row, gap)).reason if rows else ""


def _shared(row: Gap, gap: Span) -> int:
    end = gap.end if row.end_us is None else min(row.end_us, gap.end)
    return end - max(row.start_us, gap.start)


def _find(camera_id: int, kind: Landmark, instant_us: int, way: int) -> int | None:
    if kind is Landmark.STRETCH:
        return _next_stretch(camera_id, instant_us) if way > 0 else _previous_stretch(camera_id, instant_us)
    model = FootageEvent if kind is Landmark.EVENT else Bookmark
    field = FootageEvent.start_us if kind is Landmark.EVENT else Bookmark.instant_us
    side, order = (field > instant_us, field) if way > 0 else (field < instant_us - _HERE_US, field.desc())
    value = model.select(field).where((model.camera == camera_id) & side).order_by(order).limit(1).scalar()
    return None if value is None else int(value)


def _next_stretch(camera_id: int, instant_us: int) -> int | None:
    """Where footage begins behind the next gap; segments are read in portions along the index."""
    reached: int | None = None
    after = instant_us
    while True:
        rows = _portion(camera_id, Segment.start_us > after, Segment.start_us)
        for start, end in rows:
            if reached is None:
                reached = max(instant_us, _end_at(camera_id, instant_us))
            if start > reached + _SEAM_US:
                return start
            reached = max(reached, end)
        if len(rows) < _PORTION:
            return None
        after = rows[-1][0]


def _previous_stretch(camera_id: int, instant_us: int) -> int | None:
    """Where the stretch begins in which the instant lies, or the one before it."""
    first: int | None = None
    before = instant_us - _HERE_US
    while True:
        rows = _portion(camera_id, Segment.start_us < before, Segment.start_us.desc())
        for start, end in rows:
            if first is not None and first > end + _SEAM_US:
                return first
            first = start
        if len(rows) < _PORTION:
            return first
        before = rows[-1][0]


def _end_at(camera_id: int, instant_us: int) -> int:
    rows = _portion(camera_id, Segment.start_us <= instant_us, Segment.start_us.desc(), 1)
    return rows[0][1] if rows else instant_us


def _portion(camera_id: int, where: object, order: object, limit: int = _PORTION) -> list[tuple[int, int]]:
    query = (
        Segment.select(Segment.start_us, Segment.end_us)
        .where((Segment.camera == camera_id) & (Segment.state == "done") & where)
        .order_by(order)
        .limit(limit)
    )
    return cast(list[tuple[int, int]], list(query.tuples()))
