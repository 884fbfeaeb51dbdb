"""Motion searched in recorded footage, by who may look at it, for a reason, written to the log (Điều 4)."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vms.core.errors import InvalidInput, NothingRecorded
from vms.core.instants import DAY, Span
from vms.models.database import Catalogue
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.footage import Footage
from vms.services.playback_scope import PlaybackRights
from vms.services.search_pieces import search_pieces
from vms.services.worded import worded_reason
from vms.video.motion_area import LEAST_CORNERS, LEVELS, Point
from vms.video.motion_process import MotionEnded, MotionProcess
from vms.video.motion_search import (
    MotionAsk,
    MotionDamage,
    MotionDropped,
    MotionFind,
    MotionNews,
    MotionProgress,
    MotionStage,
)

__all__ = [
    "LEVELS",
    "CameraArea",
    "MotionDamage",
    "MotionDropped",
    "MotionEnded",
    "MotionFind",
    "MotionNews",
    "MotionProgress",
    "MotionQuery",
    "MotionRun",
    "MotionSearches",
    "MotionStage",
    "Point",
    "query_reasons",
]

LONGEST_US = 7 * DAY
_LEAST_AREA = 0.0005  # of the picture
_STOP_S = 8.0


@dataclass(frozen=True, slots=True)
class CameraArea:
    """A camera and the corners of the area, shares of its picture as panes show it."""

    camera_id: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class MotionQuery:
    """What to look for. ``level`` of sensitivity 1 to 5; ``least``: the smallest thing, a share of the picture."""

    areas: tuple[CameraArea, ...]
    span: Span
    level: int = 3
    least: float = 0.002
    thorough: bool = False


class MotionRun:
    """A search under way. ``take`` and ``stop`` from any thread; nothing waits but ``stop``."""

    def __init__(self, asks: tuple[MotionAsk, ...], skipped: tuple[int, ...]) -> None:
        """``skipped``: cameras with no footage in the span."""
        self.skipped = skipped
        self._news: deque[MotionNews | MotionEnded] = deque()
        self._over = threading.Event()
        self._process = MotionProcess(asks, self._told)
        self._process.start()

    def take(self) -> list[MotionNews | MotionEnded]:
        """What was found since the last call; MotionEnded is the last word. Cheap."""
        found = []
        while self._news:
            found.append(self._news.popleft())
        return found

    @property
    def over(self) -> bool:
        """Whether the last word has been said."""
        return self._over.is_set()

    def cancel(self) -> None:
        """End it soon; returns at once."""
        self._process.stopping.set()

    def stop(self) -> bool:
        """End it and wait. May be called twice."""
        return self._process.stop(_STOP_S)

    def _told(self, news: MotionNews | MotionEnded) -> None:
        self._news.append(news)
        if isinstance(news, MotionEnded):
            self._over.set()


class MotionSearches:
    """Starts searches. Any thread; looking up the files of some hours takes some milliseconds a camera."""

    def __init__(
        self,
        catalogue: Catalogue,
        audit: Audit,
        cameras: Cameras,
        footage: Footage,
        rights: PlaybackRights,
        recordings: Path,
    ) -> None:
        self._catalogue, self._audit, self._cameras = catalogue, audit, cameras
        self._footage, self._rights, self._recordings = footage, rights, recordings

    def start(self, actor: Actor, query: MotionQuery, reason: str) -> MotionRun:
        """Search one camera after another, only where the actor may look. Stop the run in the end.

        Raises NotAllowed, InvalidInput (see ``query_reasons``), NothingRecorded.
        """
        wrong = query_reasons(query)
        if wrong:
            raise InvalidInput(reasons=wrong)
        reason = worded_reason(reason)
        scopes = [(area, self._rights.scope(actor, area.camera_id)) for area in query.areas]
        views = [self._cameras.get(actor, area.camera_id) for area in query.areas]
        asks: list[MotionAsk] = []
        skipped = []
        for (area, scope), camera in zip(scopes, views, strict=True):
            spans = [part for one in scope.spans if (part := one.clip(query.span))]
            found = [ask for span in spans if (ask := self._ask(query, area, span, camera.turn, camera.mirror))]
            asks += found
            if not found:
                skipped.append(area.camera_id)
            self._audit.write(
                actor,
                "motion_searched",
                object=f"camera:{area.camera_id}",
                reason=reason,
                start_us=query.span.start,
                end_us=query.span.end,
                area=[[round(x, 3), round(y, 3)] for x, y in area.points],
            )
        if not asks:
            raise NothingRecorded(start=query.span.start, end=query.span.end)
        return MotionRun(tuple(asks), tuple(skipped))

    def _ask(self, query: MotionQuery, area: CameraArea, span: Span, turn: int, mirror: bool) -> MotionAsk | None:
        pieces = search_pieces(self._catalogue, self._footage, self._recordings, area.camera_id, span)
        if not pieces:
            return None
        return MotionAsk(
            area.camera_id,
            pieces,
            span,
            area.points,
            level=query.level,
            least=query.least,
            thorough=query.thorough,
            turn=turn,
            mirror=mirror,
        )


def query_reasons(query: MotionQuery) -> dict[str, str]:
    """Why it can't be searched: cameras (none), span (empty, too_long), area (few_corners, too_small, outside)."""
    found = {}
    if not query.areas:
        found["cameras"] = "none"
    if not query.span.length:
        found["span"] = "empty"
    elif query.span.length > LONGEST_US:
        found["span"] = "too_long"
    for area in query.areas:
        reason = area_reason(area.points)
        if reason:
            found["area"] = reason
    return found


def area_reason(points: Sequence[Point]) -> str:
    """Why these corners make no area to search; '' when they do."""
    if len(points) < LEAST_CORNERS:
        return "few_corners"
    if not all(0 <= x <= 1 and 0 <= y <= 1 for x, y in points):
        return "outside"
    pairs = zip(points, (*points[1:], points[0]), strict=True)
    size = abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2
    return "" if size >= _LEAST_AREA else "too_small"
