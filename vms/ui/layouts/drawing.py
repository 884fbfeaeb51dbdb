"""Drawing a layout: splitting panes, joining them, moving edges. Plain values and pure functions, no Qt.

While it is drawn a layout lies on a fine grid (``begun``), so that edges move in small steps; ``finished`` brings it
back to the coarsest one. At every moment the panes cover the grid exactly once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from vms.services.wall_shape import MOST_CELLS, Cell, Shape, reduced
from vms.ui.layouts.layout import Direction, WallLayout, drawn_layout, moved

FINE = 24  # fields a side while drawing, at least
LEAST = 2  # of these a pane needs, in each direction


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is being drawn. ``chosen``: panes marked, the last one is where the keyboard is. ``before``: for undo.

    ``reason``: why the last wish couldn't be done: too_small, too_many, no_rectangle, one_pane; or empty.
    """

    shape: Shape
    chosen: tuple[int, ...] = (0,)
    before: tuple[Shape, ...] = ()
    reason: str = ""

    @property
    def at(self) -> int:
        """The pane where the keyboard is."""
        return self.chosen[-1]


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight edge between panes: those before it (left or above) and those behind. ``upright``: it runs down."""

    upright: bool
    at: int
    first: tuple[int, ...]
    second: tuple[int, ...]


def begun(layout: WallLayout) -> Drawing:
    """Start from a layout."""
    across, down = -(-FINE // layout.columns), -(-FINE // layout.rows)
    cells = tuple(Cell(c.x * across, c.y * down, c.w * across, c.h * down) for c in layout.cells)
    return Drawing(Shape(layout.columns * across, layout.rows * down, cells))


def finished(drawing: Drawing) -> Shape:
    """The layout as it is kept, in reading order, the largest panes first as in every other layout."""
    large = max(cell.w * cell.h for cell in drawing.shape.cells)
    cells = sorted(drawing.shape.cells, key=lambda cell: (cell.w * cell.h < large, cell.y, cell.x))
    return reduced(replace(drawing.shape, cells=tuple(cells)))


def chosen(drawing: Drawing, pane: int, *, more: bool = False) -> Drawing:
    """Mark a pane, or with ``more`` one besides those marked; one that is marked is let go."""
    if not more:
        return replace(drawing, chosen=(pane,), reason="")
    rest = tuple(one for one in drawing.chosen if one != pane)
    if pane in drawing.chosen and rest:
        return replace(drawing, chosen=rest, reason="")
    return replace(drawing, chosen=(*rest, pane), reason="")


def stepped(drawing: Drawing, direction: Direction, *, more: bool = False) -> Drawing:
    """An arrow key; with ``more`` the panes on the way are marked."""
    pane = moved(drawn_layout(drawing.shape), drawing.at, direction)
    if not more:
        return chosen(drawing, pane)
    rest = tuple(one for one in drawing.chosen if one != pane)
    return replace(drawing, chosen=(*rest, pane), reason="")


def split(drawing: Drawing, *, upright: bool, at: int | None = None) -> Drawing:
    """Cut the pane where the keyboard is in two; ``upright``: side by side. ``at``: the cut, else the middle."""
    cells, here = drawing.shape.cells, drawing.at
    cell = cells[here]
    start, length = (cell.x, cell.w) if upright else (cell.y, cell.h)
    cut = start + length // 2 if at is None else at
    if len(cells) >= MOST_CELLS:
        return replace(drawing, reason="too_many")
    if cut - start < LEAST or start + length - cut < LEAST:
        return replace(drawing, reason="too_small")
    if upright:
        halves = replace(cell, w=cut - cell.x), Cell(cut, cell.y, cell.x + cell.w - cut, cell.h)
    else:
        halves = replace(cell, h=cut - cell.y), Cell(cell.x, cut, cell.w, cell.y + cell.h - cut)
    return _changed(drawing, (*cells[:here], *halves, *cells[here + 1 :]), (here,))


def joined(drawing: Drawing) -> Drawing:
    """Make one pane of those marked; they have to form a rectangle."""
    cells, marked = drawing.shape.cells, [drawing.shape.cells[pane] for pane in drawing.chosen]
    if len(marked) < 2:
        return replace(drawing, reason="one_pane")
    left, top = min(cell.x for cell in marked), min(cell.y for cell in marked)
    right, bottom = max(cell.x + cell.w for cell in marked), max(cell.y + cell.h for cell in marked)
    if sum(cell.w * cell.h for cell in marked) != (right - left) * (bottom - top):
        return replace(drawing, reason="no_rectangle")
    whole = Cell(left, top, right - left, bottom - top)
    place = min(drawing.chosen)
    kept = [whole if pane == place else cell for pane, cell in enumerate(cells)
            if pane == place or pane not in drawing.chosen]  # fmt: skip
    return _changed(drawing, tuple(kept), (kept.index(whole),))


def edge_at(shape: Shape, x: float, y: float, reach: float) -> Edge | None:
    """The edge near a point, both in fields of the grid; None in the middle of a pane or at the rim."""
    found: list[tuple[float, Edge]] = []
    for pane, cell in enumerate(shape.cells):
        right, bottom = cell.x + cell.w, cell.y + cell.h
        if right < shape.columns and abs(x - right) <= reach and cell.y <= y < bottom:
            found.append((abs(x - right), edge_of(shape, pane, upright=True)))
        if bottom < shape.rows and abs(y - bottom) <= reach and cell.x <= x < right:
            found.append((abs(y - bottom), edge_of(shape, pane, upright=False)))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def edge_of(shape: Shape, pane: int, *, upright: bool) -> Edge:
    """The edge at the right of a pane (or below it), as long as it has to be to be moved without a step."""
    spans = [(c.y, c.y + c.h, c.x, c.x + c.w) if upright else (c.x, c.x + c.w, c.y, c.y + c.h) for c in shape.cells]
    at = spans[pane][3]
    low, high = spans[pane][:2]
    while True:
        first = [i for i, one in enumerate(spans) if one[3] == at and one[0] < high and one[1] > low]
        second = [i for i, one in enumerate(spans) if one[2] == at and one[0] < high and one[1] > low]
        ends = [spans[i][:2] for i in (*first, *second)]
        wider = min(low, *(one[0] for one in ends)), max(high, *(one[1] for one in ends))
        if wider == (low, high):
            return Edge(upright, at, tuple(first), tuple(second))
        low, high = wider


def pulled(drawing: Drawing, edge: Edge, to: int) -> Drawing:
    """Move an edge; it stops where a pane would become too small."""
    cells = drawing.shape.cells
    if not edge.second:
        return drawing
    least = max(_start(cells[one], edge.upright) for one in edge.first) + LEAST
    most = min(_start(cells[one], edge.upright) + _length(cells[one], edge.upright) for one in edge.second) - LEAST
    to = max(least, min(to, most))
    if to == edge.at or least > most:
        return replace(drawing, reason="" if to != edge.at else drawing.reason)
    made = list(cells)
    for one in edge.first:
        made[one] = _ending(cells[one], to, edge.upright)
    for one in edge.second:
        made[one] = _beginning(cells[one], to, edge.upright)
    return _changed(drawing, tuple(made), drawing.chosen)


def nudged(drawing: Drawing, direction: Direction) -> Drawing:
    """Ctrl and an arrow: the right or lower edge of the pane where the keyboard is; at the rim the other one."""
    dx, dy = direction.value
    upright = bool(dx)
    shape, cell = drawing.shape, drawing.shape.cells[drawing.at]
    rim = cell.x + cell.w == shape.columns if upright else cell.y + cell.h == shape.rows
    pane: int | None = drawing.at
    if rim:
        start = _start(cell, upright)
        pane = next((i for i, one in enumerate(shape.cells) if _touches(one, cell, start, upright)), None)
    if pane is None:
        return drawing
    edge = edge_of(shape, pane, upright=upright)
    return pulled(drawing, edge, edge.at + dx + dy)


def undone(drawing: Drawing) -> Drawing:
    """Take back the last change."""
    if not drawing.before:
        return drawing
    return Drawing(drawing.before[-1], (0,), drawing.before[:-1])


def steadied(before: Drawing, after: Drawing) -> Drawing:
    """A drag is one change, however many steps it took."""
    return replace(after, before=(*before.before, before.shape)) if after.shape != before.shape else before


def _changed(drawing: Drawing, cells: Sequence[Cell], marked: Collection[int]) -> Drawing:
    shape = replace(drawing.shape, cells=tuple(cells))
    return Drawing(shape, tuple(marked), (*drawing.before, drawing.shape))


def _touches(one: Cell, cell: Cell, start: int, upright: bool) -> bool:
    if upright:
        return one.x + one.w == start and one.y < cell.y + cell.h and one.y + one.h > cell.y
    return one.y + one.h == start and one.x < cell.x + cell.w and one.x + one.w > cell.x


def _start(cell: Cell, upright: bool) -> int:
    return cell.x if upright else cell.y


def _length(cell: Cell, upright: bool) -> int:
    return cell.w if upright else cell.h


def _ending(cell: Cell, to: int, upright: bool) -> Cell:
    return replace(cell, w=to - cell.x) if upright else replace(cell, h=to - cell.y)


def _beginning(cell: Cell, to: int, upright: bool) -> Cell:
    if upright:
        return replace(cell, x=to, w=cell.x + cell.w - to)
    return replace(cell, y=to, h=cell.y + cell.h - to)
