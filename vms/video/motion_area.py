"""The part of a picture that a motion search looks at, and how two pictures are compared inside it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom as shares of the picture

LEAST_CORNERS = 3
LEVELS = 5  # of sensitivity; the highest sees the faintest change
# Levels of brightness (of 255) that a pixel must change by, from the least sensitive to the most.
_THRESHOLDS = (44, 32, 23, 16, 11)
_COARSE = 6  # every so many pixels tell whether the light changed everywhere
_EVERYWHERE = 0.6  # more of the whole picture than this at once is light or a turning camera, not motion
_OPENING = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))


@dataclass(frozen=True, slots=True)
class Change:
    """What is different between two pictures. ``share``: of the area's pixels; ``mask`` is the area's bounding box,
    255 where something changed; ``box``: the largest piece of it.
    """

    share: float
    mask: Plane
    box: Box


class Comparer:
    """Compares two small grey pictures of one size inside a polygon. Any thread; nothing is kept between calls."""

    def __init__(self, points: tuple[Point, ...], size: tuple[int, int], level: int, least: float) -> None:
        """``size``: (width, height) of the pictures; ``least``: the smallest thing, as a share of the whole picture."""
        width, height = size
        corners = np.array([(round(x * width), round(y * height)) for x, y in points], np.int32)
        whole = np.zeros((height, width), np.uint8)
        cv2.fillPoly(whole, [corners], 255)
        left, top, wide, high = cv2.boundingRect(whole)
        self.empty = wide == 0
        self._size, self._corner = size, (left, top)
        self._part = (slice(top, top + high), slice(left, left + wide))
        self._inside = np.ascontiguousarray(whole[self._part])
        self._pixels = max(1, int(cv2.countNonZero(self._inside))) if wide else 1
        self._least = max(3.0, least * width * height)
        self._threshold = _THRESHOLDS[min(max(level, 1), LEVELS) - 1]

    def compare(self, before: Plane, after: Plane) -> Change | None:
        """What changed inside the area; None when nothing did that is large enough, or everything at once."""
        rough = after[::_COARSE, ::_COARSE].astype(np.int16) - before[::_COARSE, ::_COARSE]
        shift = float(np.median(rough))  # a cloud, or the exposure
        if float((np.abs(rough - shift) > self._threshold).mean()) > _EVERYWHERE:
            return None
        part = self._part
        away = cv2.subtract(after[part], before[part], dtype=cv2.CV_16S)
        away = cv2.convertScaleAbs(away, alpha=1.0, beta=-shift)
        over = cv2.threshold(away, self._threshold, 255, cv2.THRESH_BINARY)[1]
        over = cv2.morphologyEx(cv2.bitwise_and(over, self._inside), cv2.MORPH_OPEN, _OPENING)
        return self.measure(np.asarray(over, np.uint8))

    def both(self, first: Change, second: Change) -> Change | None:
        """What two changes have in common: with the picture between them, the thing itself and not where it was."""
        return self.measure(np.asarray(cv2.bitwise_and(first.mask, second.mask), np.uint8))

    def measure(self, mask: Plane) -> Change | None:
        """A mask of the area's bounding box as a change; None when no piece of it is large enough."""
        count, labels, facts, _ = cv2.connectedComponentsWithStats(mask)
        sizes = facts[1:, cv2.CC_STAT_AREA]
        large = [at + 1 for at in range(count - 1) if sizes[at] >= self._least]
        if not large:
            return None
        kept = np.isin(labels, large).astype(np.uint8) * 255 if len(large) < count - 1 else mask
        share = float(sizes[[at - 1 for at in large]].sum()) / self._pixels
        return Change(min(1.0, share), kept, self._box(facts[max(large, key=lambda at: int(sizes[at - 1]))]))

    def _box(self, facts: NDArray[np.int32]) -> Box:
        (width, height), (left, top) = self._size, self._corner
        x, y = left + int(facts[cv2.CC_STAT_LEFT]), top + int(facts[cv2.CC_STAT_TOP])
        wide, high = int(facts[cv2.CC_STAT_WIDTH]), int(facts[cv2.CC_STAT_HEIGHT])
        return x / width, y / height, (x + wide) / width, (y + high) / height


def as_sent(points: tuple[Point, ...], turn: int, *, mirror: bool) -> tuple[Point, ...]:
    """Points of a picture as panes show it, in the picture as the camera sent it. ``turn``: degrees clockwise."""
    return tuple(_back((1 - x, y) if mirror else (x, y), turn) for x, y in points)


def as_shown(box: Box, turn: int, *, mirror: bool) -> Box:
    """A box of the picture as the camera sent it, in the picture as panes show it."""
    left, top, right, bottom = box
    corners = [_forth(point, turn) for point in ((left, top), (right, bottom))]
    across = sorted(1 - x if mirror else x for x, _ in corners)
    down = sorted(y for _, y in corners)
    return across[0], down[0], across[1], down[1]


def _forth(point: Point, turn: int) -> Point:
    x, y = point
    return {90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}.get(turn % 360, (x, y))


def _back(point: Point, turn: int) -> Point:
    return _forth(point, (360 - turn) % 360)
