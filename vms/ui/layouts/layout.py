"""Where panes lie: pure geometry, no Qt.

A layout is a grid of equal fields; each pane covers a block of them. Pixels left over by rounding go to the
panes themselves, so that the panes of one layout always fill the wall to the last pixel.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from vms.services.wall_shape import Cell, Shape

GAP = 4
DRAWN = "drawn"  # the name of every layout that a person drew


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in pixels; right and bottom edges are excluded."""

    x: int
    y: int
    w: int
    h: int

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.x <= x < self.x + self.w and self.y <= y < self.y + self.h


class Direction(Enum):
    """An arrow key, as (dx, dy)."""

    left = (-1, 0)
    right = (1, 0)
    up = (0, -1)
    down = (0, 1)


@dataclass(frozen=True, slots=True)
class WallLayout:
    """A named arrangement; ``cells`` in reading order, the enlarged ones first."""

    name: str
    columns: int
    rows: int
    cells: tuple[Cell, ...]

    @property
    def panes(self) -> int:
        """How many panes it has."""
        return len(self.cells)


def drawn_layout(shape: Shape) -> WallLayout:
    """What a person drew, as a layout."""
    return WallLayout(DRAWN, shape.columns, shape.rows, shape.cells)


def _even(name: str, columns: int, rows: int) -> WallLayout:
    cells = tuple(Cell(i % columns, i // columns, 1, 1) for i in range(columns * rows))
    return WallLayout(name, columns, rows, cells)


def _with_large(name: str, side: int, large: Iterable[Cell]) -> WallLayout:
    big = tuple(large)
    taken = {(x, y) for c in big for x in range(c.x, c.x + c.w) for y in range(c.y, c.y + c.h)}
    small = tuple(Cell(x, y, 1, 1) for y in range(side) for x in range(side) if (x, y) not in taken)
    return WallLayout(name, side, side, big + small)


LAYOUTS: dict[str, WallLayout] = {
    layout.name: layout
    for layout in (
        _even("1", 1, 1),
        _even("4", 2, 2),
        _even("9", 3, 3),
        _even("16", 4, 4),
        _with_large("1+5", 3, [Cell(0, 0, 2, 2)]),
        _with_large("1+12", 4, [Cell(0, 0, 2, 2)]),
        _even("25", 5, 5),
        _even("36", 6, 6),
        _even("64", 8, 8),
        _even("12", 4, 3),
        _with_large("1+7", 4, [Cell(0, 0, 3, 3)]),
        _with_large("2+8", 4, [Cell(0, 0, 2, 2), Cell(2, 0, 2, 2)]),
    )
}

# What the keys 1–9 and the picker show, in this order; the rest is behind the picker's menu.
PICKER = ("1", "4", "9", "16", "1+5", "1+12", "25")
KEYS = (*PICKER, "36", "64")


def layout_named(name: str) -> WallLayout:
    """The layout of that name; an unknown one (saved by a later version) becomes 9."""
    return LAYOUTS.get(name, LAYOUTS["9"])


def smallest_for(cameras: int) -> WallLayout:
    """The smallest even layout that holds so many cameras; 64 when none does."""
    for name in ("1", "4", "9", "12", "16", "25", "36", "64"):
        if LAYOUTS[name].panes >= cameras:
            return LAYOUTS[name]
    return LAYOUTS["64"]


def pane_rects(layout: WallLayout, width: int, height: int, gap: int = GAP) -> tuple[Rect, ...]:
    """Pixel rectangles of the panes in a wall of that size, ``gap`` pixels apart and off the edges."""

    def edge(index: int, count: int, length: int) -> int:
        return gap + round(index * max(length - gap, 0) / count)

    rects = []
    for cell in layout.cells:
        left, right = (edge(i, layout.columns, width) for i in (cell.x, cell.x + cell.w))
        top, bottom = (edge(i, layout.rows, height) for i in (cell.y, cell.y + cell.h))
        rects.append(Rect(left, top, max(right - left - gap, 1), max(bottom - top - gap, 1)))
    return tuple(rects)


def pane_at(rects: Iterable[Rect], x: float, y: float) -> int | None:
    """Index of the pane under the point, or None in a gap."""
    return next((index for index, rect in enumerate(rects) if rect.contains(x, y)), None)


def moved(layout: WallLayout, index: int, direction: Direction) -> int:
    """The pane an arrow key leads to: the nearest beyond that edge, most in line. Stays where the wall ends."""
    here = layout.cells[index]
    dx, dy = direction.value
    best: tuple[tuple[float, float, int, int], int] | None = None
    for other, cell in enumerate(layout.cells):
        if dx:
            ahead = cell.x - (here.x + here.w) if dx > 0 else here.x - (cell.x + cell.w)
            overlap = min(here.y + here.h, cell.y + cell.h) - max(here.y, cell.y)
        else:
            ahead = cell.y - (here.y + here.h) if dy > 0 else here.y - (cell.y + cell.h)
            overlap = min(here.x + here.w, cell.x + cell.w) - max(here.x, cell.x)
        if other == index or ahead < 0 or overlap <= 0:
            continue
        rank = (ahead, -overlap, cell.y, cell.x)
        if best is None or rank < best[0]:
            best = (rank, other)
    return index if best is None else best[1]


def fitted(rect: Rect, width: int, height: int) -> Rect:
    """The largest rectangle of that aspect inside ``rect``, centred: letterboxed, never cropped."""
    if width <= 0 or height <= 0 or rect.w <= 0 or rect.h <= 0:
        return rect
    scale = min(rect.w / width, rect.h / height)
    w, h = max(1, min(rect.w, round(width * scale))), max(1, min(rect.h, round(height * scale)))
    return Rect(rect.x + (rect.w - w) // 2, rect.y + (rect.h - h) // 2, w, h)
