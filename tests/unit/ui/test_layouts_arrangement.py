from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vms.ui.layouts.arrangement import Arrangement, cleaned, emptied, filled, free_name, placed, regridded, swapped
from vms.ui.layouts.layout import LAYOUTS

arrangements = st.builds(
    lambda grid, cameras: Arrangement("x", grid, dict(list(enumerate(cameras))[: LAYOUTS[grid].panes])),
    st.sampled_from(sorted(LAYOUTS)),
    st.lists(st.integers(1, 90), unique=True, max_size=64),
)


def test_first_arrangement_has_room_for_every_camera() -> None:
    wall = filled("Tổng quan", list(range(1, 19)))
    assert wall.grid == "25"
    assert list(wall.cells.values()) == list(range(1, 19))
    assert filled("x", list(range(100))).grid == "64"
    assert len(filled("x", list(range(100))).cells) == 64


@given(arrangements, st.integers(0, 63), st.integers(1, 90))
def test_a_camera_is_never_on_the_wall_twice(what: Arrangement, pane: int, camera: int) -> None:
    after = placed(what, pane % what.layout.panes, camera)
    assert sorted(set(after.cells.values())) == sorted(after.cells.values())
    assert after.cells[pane % what.layout.panes] == camera


@given(arrangements, st.integers(0, 63), st.integers(0, 63))
def test_swapping_twice_changes_nothing_and_loses_nobody(what: Arrangement, one: int, other: int) -> None:
    a, b = one % what.layout.panes, other % what.layout.panes
    once = swapped(what, a, b)
    assert sorted(once.cells.values()) == sorted(what.cells.values())
    assert dict(swapped(once, a, b).cells) == dict(what.cells)


@given(arrangements, st.sampled_from(sorted(LAYOUTS)), st.lists(st.integers(1, 90), unique=True))
def test_another_layout_keeps_order_and_fits(what: Arrangement, grid: str, cameras: list[int]) -> None:
    after = regridded(what, grid, cameras)
    assert all(0 <= pane < LAYOUTS[grid].panes for pane in after.cells)
    assert len(set(after.cells.values())) == len(after.cells)
    kept = [after.cells[p] for p in sorted(after.cells) if after.cells[p] in what.cells.values()]
    before = [what.cells[p] for p in sorted(what.cells)]
    assert kept[: len(before)] == before[: len(kept)]


def test_a_larger_layout_takes_in_cameras_that_waited() -> None:
    assert dict(regridded(Arrangement("x", "4", {0: 5, 3: 6}), "9", [5, 6, 7, 8]).cells) == {0: 5, 3: 6, 4: 7, 5: 8}


def test_empty_and_clean() -> None:
    wall = Arrangement("x", "4", {0: 5, 1: 6, 9: 7})
    assert dict(emptied(wall, 0).cells) == {1: 6, 9: 7}
    assert dict(cleaned(wall, [6, 7]).cells) == {1: 6}
    fits = Arrangement("x", "4", {0: 5})
    assert cleaned(fits, [5]) is fits


def test_names_stay_apart() -> None:
    assert free_name("Cổng", []) == "Cổng"
    assert free_name("Cổng", ["Cổng"]) == "Cổng 2"
    assert free_name("Cổng", ["Cổng", "Cổng 2"]) == "Cổng 3"
