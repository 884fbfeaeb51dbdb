from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vms.ui.layouts.layout import (
    GAP,
    KEYS,
    LAYOUTS,
    PICKER,
    Direction,
    Rect,
    fitted,
    layout_named,
    moved,
    pane_at,
    pane_rects,
    smallest_for,
)

layouts = st.sampled_from(sorted(LAYOUTS))
sizes = st.tuples(st.integers(300, 4000), st.integers(300, 2400))


@pytest.mark.parametrize("panes", [1, 4, 9, 12, 16, 25, 36, 64])
def test_even_layouts_have_as_many_panes_as_their_name(panes: int) -> None:
    assert LAYOUTS[str(panes)].panes == panes


@pytest.mark.parametrize(("name", "large", "small"), [("1+5", 1, 5), ("1+7", 1, 7), ("1+12", 1, 12), ("2+8", 2, 8)])
def test_layouts_with_large_panes(name: str, large: int, small: int) -> None:
    areas = [cell.w * cell.h for cell in LAYOUTS[name].cells]
    assert len([a for a in areas if a > 1]) == large
    assert areas[large:] == [1] * small


@given(layouts)
def test_cells_cover_the_grid_exactly_once(name: str) -> None:
    layout = LAYOUTS[name]
    covered = [(x, y) for c in layout.cells for x in range(c.x, c.x + c.w) for y in range(c.y, c.y + c.h)]
    assert sorted(covered) == [(x, y) for x in range(layout.columns) for y in range(layout.rows)]


@given(layouts, sizes)
def test_panes_lie_inside_the_wall_and_never_touch(name: str, size: tuple[int, int]) -> None:
    width, height = size
    rects = pane_rects(LAYOUTS[name], width, height)
    for rect in rects:
        assert rect.x >= GAP and rect.y >= GAP
        assert rect.x + rect.w <= width - GAP + 1 and rect.y + rect.h <= height - GAP + 1
    for i, a in enumerate(rects):
        for b in rects[i + 1 :]:
            apart_x = a.x + a.w + GAP <= b.x or b.x + b.w + GAP <= a.x
            apart_y = a.y + a.h + GAP <= b.y or b.y + b.h + GAP <= a.y
            assert apart_x or apart_y


@given(layouts, sizes)
def test_the_last_pane_reaches_the_edge(name: str, size: tuple[int, int]) -> None:
    rects = pane_rects(LAYOUTS[name], *size)
    assert max(r.x + r.w for r in rects) == size[0] - GAP
    assert max(r.y + r.h for r in rects) == size[1] - GAP


@given(layouts, sizes, st.data())
def test_a_point_inside_a_pane_finds_it(name: str, size: tuple[int, int], data: st.DataObject) -> None:
    rects = pane_rects(LAYOUTS[name], *size)
    index = data.draw(st.integers(0, len(rects) - 1))
    rect = rects[index]
    assert pane_at(rects, rect.x + rect.w // 2, rect.y + rect.h // 2) == index
    assert pane_at(rects, rect.x - 1, rect.y - 1) is None


@given(layouts, st.data())
def test_arrows_go_there_and_every_pane_can_be_reached(name: str, data: st.DataObject) -> None:
    layout = LAYOUTS[name]
    start = data.draw(st.integers(0, layout.panes - 1))
    seen, todo = {start}, [start]
    while todo:
        here = todo.pop()
        for direction in Direction:
            there = moved(layout, here, direction)
            if there not in seen:
                seen.add(there)
                todo.append(there)
    assert seen == set(range(layout.panes))


def test_arrows_on_nine() -> None:
    nine = LAYOUTS["9"]
    assert moved(nine, 4, Direction.left) == 3
    assert moved(nine, 4, Direction.right) == 5
    assert moved(nine, 4, Direction.up) == 1
    assert moved(nine, 4, Direction.down) == 7
    assert moved(nine, 0, Direction.left) == 0
    assert moved(nine, 8, Direction.down) == 8


def test_from_the_large_pane_right_leads_to_the_upper_neighbour() -> None:
    assert moved(LAYOUTS["1+12"], 0, Direction.right) == 1
    assert moved(LAYOUTS["1+12"], 0, Direction.down) == 5
    assert moved(LAYOUTS["1+12"], 3, Direction.left) == 0


@given(st.integers(1, 4000), st.integers(1, 4000), st.integers(1, 8000), st.integers(1, 8000))
def test_a_picture_is_letterboxed_never_cropped(w: int, h: int, pw: int, ph: int) -> None:
    room = Rect(7, 9, w, h)
    got = fitted(room, pw, ph)
    assert got.x >= room.x and got.y >= room.y
    assert got.x + got.w <= room.x + room.w and got.y + got.h <= room.y + room.h
    assert got.w == room.w or got.h == room.h
    exact = min(w / pw, h / ph)
    assert abs(got.w - max(1, pw * exact)) <= 1 and abs(got.h - max(1, ph * exact)) <= 1


def test_smallest_layout_for_a_school() -> None:
    assert [smallest_for(n).name for n in (0, 1, 2, 5, 12, 16, 18, 30, 40, 64, 80)] == [
        "1", "1", "4", "9", "12", "16", "25", "36", "64", "64", "64",
    ]  # fmt: skip


def test_an_unknown_saved_layout_becomes_nine() -> None:
    assert layout_named("7x7").name == "9"
    assert set(KEYS) | set(PICKER) <= set(LAYOUTS)
    assert len(KEYS) == 9
