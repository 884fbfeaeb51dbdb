"""Arrangements of the wall that a person drew: rectangles on a grid, checked before they are kept. Pure, no Qt."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import reduce
from math import gcd

MOST_SIDE = 64
MOST_CELLS = 64


@dataclass(frozen=True, slots=True)
class Cell:
    """One pane in grid units: column, row, width and height."""

    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A grid of ``columns`` × ``rows`` equal fields, and the panes on it; together they cover it exactly once."""

    columns: int
    rows: int
    cells: tuple[Cell, ...]


def fault_of(shape: Shape) -> str:
    """Why it can't be kept: shape_grid, shape_empty, shape_many, shape_outside, shape_overlap, shape_hole; or ''."""
    if not (1 <= shape.columns <= MOST_SIDE and 1 <= shape.rows <= MOST_SIDE):
        return "shape_grid"
    if not shape.cells:
        return "shape_empty"
    if len(shape.cells) > MOST_CELLS:
        return "shape_many"
    taken: set[tuple[int, int]] = set()
    for cell in shape.cells:
        inside = cell.x >= 0 and cell.y >= 0 and cell.x + cell.w <= shape.columns and cell.y + cell.h <= shape.rows
        if cell.w < 1 or cell.h < 1 or not inside:
            return "shape_outside"
        fields = {(x, y) for x in range(cell.x, cell.x + cell.w) for y in range(cell.y, cell.y + cell.h)}
        if taken & fields:
            return "shape_overlap"
        taken |= fields
    return "" if len(taken) == shape.columns * shape.rows else "shape_hole"


def reduced(shape: Shape) -> Shape:
    """The same arrangement on the coarsest grid that holds it."""
    across = reduce(gcd, (edge for cell in shape.cells for edge in (cell.x, cell.w)), shape.columns)
    down = reduce(gcd, (edge for cell in shape.cells for edge in (cell.y, cell.h)), shape.rows)
    cells = tuple(Cell(one.x // across, one.y // down, one.w // across, one.h // down) for one in shape.cells)
    return Shape(shape.columns // across, shape.rows // down, cells)


def shape_text(shape: Shape | None) -> str:
    """As the catalogue keeps it; empty for None."""
    if shape is None:
        return ""
    cells = [[cell.x, cell.y, cell.w, cell.h] for cell in shape.cells]
    return json.dumps({"columns": shape.columns, "rows": shape.rows, "cells": cells})


def shape_of(text: str) -> Shape | None:
    """What was kept; None for an empty text and for one that holds no arrangement that could be kept."""
    if not text:
        return None
    try:
        kept = json.loads(text)
        cells = tuple(Cell(*(int(edge) for edge in cell)) for cell in kept["cells"])
        shape = Shape(int(kept["columns"]), int(kept["rows"]), cells)
    except (ValueError, KeyError, TypeError):
        return None
    return None if fault_of(shape) else shape
