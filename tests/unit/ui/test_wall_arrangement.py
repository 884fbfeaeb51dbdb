from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vms.core.instants import MINUTE, SECOND
from vms.ui.wall.arrangement import Arrangement, cleaned, emptied, filled, free_name, placed, regridded, swapped
from vms.ui.wall.layout import LAYOUTS
from vms.ui.wall.losses import KEPT, LostNow, acknowledged, observed, settled, waiting

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


NOW = 1_795_432_356 * SECOND


def _lost(since: int = NOW, state: str = "offline") -> LostNow:
    return LostNow("C12 Cầu thang B", "Nhà B", state, "camera_silent", since)


def test_a_loss_begins_ends_and_waits_for_a_person() -> None:
    losses = observed((), {12: _lost(NOW - 4 * SECOND)}, NOW)
    assert [loss.began_us for loss in losses] == [NOW - 4 * SECOND]
    losses = observed(losses, {12: _lost()}, NOW + SECOND)
    assert len(losses) == 1
    losses = observed(losses, {}, NOW + 10 * SECOND)
    assert losses[0].ended_us == NOW + 10 * SECOND and losses[0].open
    assert losses[0].seconds(NOW + MINUTE) == 14
    done = acknowledged(losses, losses[0], NOW + 20 * SECOND)
    assert waiting(done) == [] and settled(done)[0].answer_seconds() == 24


def test_a_flickering_camera_is_one_alarm() -> None:
    losses = observed((), {12: _lost()}, NOW)
    for round_ in range(1, 6):
        losses = observed(losses, {}, NOW + (2 * round_ - 1) * SECOND)
        losses = observed(losses, {12: _lost()}, NOW + 2 * round_ * SECOND)
    assert len(losses) == 1 and losses[0].times == 6


def test_a_loss_after_the_acknowledged_one_is_a_new_alarm() -> None:
    losses = observed((), {12: _lost()}, NOW)
    losses = acknowledged(losses, losses[0], NOW + SECOND)
    assert observed(losses, {12: _lost()}, NOW + 2 * SECOND) == losses
    losses = observed(observed(losses, {}, NOW + 3 * SECOND), {12: _lost(NOW + 4 * SECOND)}, NOW + 4 * SECOND)
    assert [loss.open for loss in losses] == [False, True]


def test_cameras_still_away_stand_on_top() -> None:
    losses = observed((), {1: _lost(NOW), 2: _lost(NOW + SECOND)}, NOW + SECOND)
    losses = observed(losses, {1: _lost(NOW)}, NOW + 2 * SECOND)
    assert [loss.camera_id for loss in waiting(losses)] == [1, 2]


def test_the_list_does_not_grow_for_ever() -> None:
    losses: tuple = ()
    for n in range(KEPT * 2):
        at = NOW + n * 10 * MINUTE
        losses = observed(losses, {12: _lost(at)}, at)
        losses = acknowledged(losses, waiting(losses)[0], at + SECOND)
        losses = observed(losses, {}, at + 2 * SECOND)
    assert len(losses) <= KEPT + 1
