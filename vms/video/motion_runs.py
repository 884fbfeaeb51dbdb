"""Pictures of a motion search in order of time, and the stretches in which neighbours differ."""

from __future__ import annotations

from dataclasses import dataclass

from vms.core.instants import SECOND, Span
from vms.video.motion_area import Box, Change, Comparer, Point
from vms.video.motion_keys import Glimpse, small_size
from vms.video.thumbnail import frame_jpeg

# Stretches closer than this are one: somebody stood still for a moment.
BRIDGE_US = 5 * SECOND
# Key frames farther apart than this have a gap in the recording between them.
_APART_US = 20 * SECOND
_THUMBNAIL = 320


@dataclass(frozen=True, slots=True)
class Eye:
    """How pictures of one camera are compared: ``points`` in the picture as the camera sent it, sensitivity ``level``,
    the smallest thing as a share of the picture; ``turn`` and ``mirror`` are for the thumbnail.
    """

    points: tuple[Point, ...]
    level: int
    least: float
    turn: int
    mirror: bool

    def comparer(self, glimpse: Glimpse) -> Comparer:
        """One for pictures of this size."""
        return Comparer(self.points, small_size(glimpse.frame.width, glimpse.frame.height), self.level, self.least)

    def thumbnail(self, glimpse: Glimpse) -> bytes:
        """The picture as panes show it, small, as JPEG."""
        return frame_jpeg(glimpse.frame, _THUMBNAIL, self.turn, mirror=self.mirror)


@dataclass(slots=True)
class Run:
    """Neighbouring changes: from the key frame before the first to the one after the last."""

    first: Span
    last: Span
    share: float
    peak_us: int
    box: Box
    jpeg: bytes

    @property
    def span(self) -> Span:
        """All of it."""
        return Span(self.first.start, self.last.end)

    def joined(self, later: Run) -> Run:
        """With one that comes after it."""
        best = max(self, later, key=lambda run: run.share)
        return Run(self.first, later.last, best.share, best.peak_us, best.box, best.jpeg)


class Seen:
    """Pictures in order of time, each compared with the one before it (``fixed``: with the first).

    ``quiet``: between which pictures nothing changed.
    """

    def __init__(self, eye: Eye, *, fixed: bool = False) -> None:
        self._eye, self._fixed = eye, fixed
        self._comparer: Comparer | None = None
        self._change: Change | None = None
        self.last: Glimpse | None = None
        self.runs: list[Run] = []
        self.quiet: list[Span] = []
        self._longest_us = 0  # from one picture to the next

    def blind(self, span: Span) -> bool:
        """Whether so much of the span lies between two pictures, or behind the last, that they can't be compared."""
        if self.last is None:
            return True
        return max(self._longest_us, span.end - self.last.instant_us) > _APART_US

    def add(self, glimpse: Glimpse) -> None:
        """The next picture."""
        before, earlier = self.last, self._change
        if before is not None:
            self._longest_us = max(self._longest_us, glimpse.instant_us - before.instant_us)
        if before is None or before.grey.shape != glimpse.grey.shape:
            self.last, self._change = glimpse, None
            self._comparer = self._eye.comparer(glimpse)
            return
        if not self._fixed:
            self.last, self._change = glimpse, None
        if glimpse.instant_us - before.instant_us > _APART_US:
            return
        assert self._comparer is not None
        change = self._comparer.compare(before.grey, glimpse.grey)
        pair = Span(before.instant_us, glimpse.instant_us)
        if change is None:
            self.quiet.append(pair)
            return
        picture, shown = glimpse, change
        # What two neighbouring changes share is the thing itself, in the picture between them.
        common = self._comparer.both(earlier, change) if earlier is not None and not self._fixed else None
        if common is not None:
            picture, shown = before, common
        if not self._fixed:
            self._change = change
        self._take(pair, change, picture, shown)

    def _take(self, pair: Span, change: Change, picture: Glimpse, shown: Change) -> None:
        run = self.runs[-1] if self.runs else None
        if run is None or pair.start - run.last.end > BRIDGE_US:
            run = Run(pair, pair, 0.0, picture.instant_us, shown.box, b"")
            self.runs.append(run)
        run.last = pair
        if change.share > run.share:
            run.share, run.peak_us, run.box = change.share, picture.instant_us, shown.box
            run.jpeg = self._eye.thumbnail(picture)
