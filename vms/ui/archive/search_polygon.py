"""A polygon being drawn over a picture: a value, and the functions that change it. Points are shares of the picture."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

Point = tuple[float, float]

LEAST = 3
MOST = 24
# A click this close to a corner takes hold of it; to the first one, it closes the polygon. Shares of the picture.
REACH = 0.03
STEP, LONG_STEP = 0.01, 0.05
WHOLE: tuple[Point, ...] = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Drawing:
    """``closed``: it is a polygon now, whose corners can be moved. ``cursor`` is where the keyboard is; ``held``: the
    corner that moves with it. ``before``: what an undo brings back.
    """

    points: tuple[Point, ...] = ()
    closed: bool = False
    cursor: Point = (0.5, 0.5)
    held: int | None = None
    before: Drawing | None = field(default=None, compare=False)

    @property
    def area(self) -> tuple[Point, ...]:
        """The corners once they make a polygon; empty until then."""
        return self.points if self.closed and len(self.points) >= LEAST else ()


def corner_at(drawing: Drawing, point: Point, reach: float = REACH) -> int | None:
    """The corner nearest to a point, if it is within reach."""
    far = [(math.dist(corner, point), at) for at, corner in enumerate(drawing.points)]
    nearest = min(far, default=None)
    return nearest[1] if nearest is not None and nearest[0] <= reach else None


def put(drawing: Drawing, point: Point) -> Drawing:
    """A corner here; on the first one, with three or more, the polygon is closed. Closed ones begin anew."""
    point = _inside(point)
    if drawing.closed:
        return Drawing((point,), cursor=point, before=drawing)
    if len(drawing.points) >= LEAST and corner_at(drawing, point) == 0:
        return close(drawing)
    if corner_at(drawing, point, 0.005) is not None or len(drawing.points) >= MOST:
        return replace(drawing, cursor=point)
    return Drawing((*drawing.points, point), cursor=point, before=drawing)


def close(drawing: Drawing) -> Drawing:
    """Make it a polygon; nothing happens with fewer than three corners."""
    if drawing.closed or len(drawing.points) < LEAST:
        return drawing
    return replace(drawing, closed=True, held=None, before=drawing)


def take(drawing: Drawing, at: int) -> Drawing:
    """Take hold of a corner: it follows the cursor until ``drop``."""
    return replace(drawing, held=at, cursor=drawing.points[at], before=replace(drawing, held=None))


def drop(drawing: Drawing) -> Drawing:
    """Let go of it."""
    return replace(drawing, held=None)


def move_to(drawing: Drawing, point: Point) -> Drawing:
    """The cursor goes here, and the corner held with it."""
    point = _inside(point)
    if drawing.held is None:
        return replace(drawing, cursor=point)
    points = (*drawing.points[: drawing.held], point, *drawing.points[drawing.held + 1 :])
    return replace(drawing, points=points, cursor=point)


def move_by(drawing: Drawing, across: int, down: int, step: float = STEP) -> Drawing:
    """The cursor goes so many steps."""
    return move_to(drawing, (drawing.cursor[0] + across * step, drawing.cursor[1] + down * step))


def remove(drawing: Drawing, at: int) -> Drawing:
    """Take a corner away; with fewer than three left it is open again."""
    points = (*drawing.points[:at], *drawing.points[at + 1 :])
    return Drawing(points, drawing.closed and len(points) >= LEAST, drawing.cursor, before=replace(drawing, held=None))


def whole(drawing: Drawing) -> Drawing:
    """The whole picture."""
    return Drawing(WHOLE, closed=True, cursor=drawing.cursor, before=replace(drawing, held=None))


def clear(drawing: Drawing) -> Drawing:
    """Begin anew."""
    return Drawing(cursor=drawing.cursor, before=replace(drawing, held=None)) if drawing.points else drawing


def undo(drawing: Drawing) -> Drawing:
    """As it was before the last change."""
    return drawing if drawing.before is None else drawing.before


def _inside(point: Point) -> Point:
    return min(max(point[0], 0.0), 1.0), min(max(point[1], 0.0), 1.0)
