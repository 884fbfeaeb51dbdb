from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vms.services.wall_shape import Cell, Shape, fault_of
from vms.ui.layouts import drawing as d
from vms.ui.layouts.drawing import Drawing, begun, edge_of, finished, joined, nudged, pulled, split, undone
from vms.ui.layouts.layout import LAYOUTS, Direction, drawn_layout, pane_rects

_ACTS = st.lists(
    st.tuples(st.sampled_from(["side", "below", "join", "pull", "nudge", "undo", "step", "more"]), st.integers(0, 999)),
    max_size=30,
)


def _do(drawing: Drawing, act: str, number: int) -> Drawing:
    directions = list(Direction)
    match act:
        case "side" | "below":
            return split(drawing, upright=act == "side")
        case "join":
            return joined(drawing)
        case "pull":
            edge = d.edge_at(drawing.shape, number % drawing.shape.columns, number // 31 % drawing.shape.rows, 1.0)
            return drawing if edge is None else pulled(drawing, edge, number % 40)
        case "nudge":
            return nudged(drawing, directions[number % 4])
        case "undo":
            return undone(drawing)
        case "step":
            return d.stepped(drawing, directions[number % 4])
        case _:
            return d.stepped(drawing, directions[number % 4], more=True)


@given(st.sampled_from(sorted(LAYOUTS)), _ACTS)
def test_whatever_is_done_the_panes_cover_the_wall_exactly_once(name: str, acts: list[tuple[str, int]]) -> None:
    drawing = begun(LAYOUTS[name])
    for act, number in acts:
        drawing = _do(drawing, act, number)
        assert fault_of(drawing.shape) == ""
        assert all(0 <= pane < len(drawing.shape.cells) for pane in drawing.chosen)
    kept = finished(drawing)
    assert fault_of(kept) == ""
    assert len(kept.cells) == len(drawing.shape.cells)
    assert len(pane_rects(drawn_layout(kept), 1100, 620)) == len(kept.cells)


def test_an_untouched_layout_is_kept_as_it_was() -> None:
    for name in ("9", "1+5", "2+8"):
        layout = LAYOUTS[name]
        kept = finished(begun(layout))
        assert (kept.columns, kept.rows, kept.cells) == (layout.columns, layout.rows, layout.cells)


def test_split_join_and_undo() -> None:
    one = begun(LAYOUTS["1"])
    two = split(one, upright=True)
    assert finished(two) == Shape(2, 1, (Cell(0, 0, 1, 1), Cell(1, 0, 1, 1)))
    three = split(d.chosen(two, 1), upright=False)
    assert len(three.shape.cells) == 3
    assert joined(d.chosen(three, 0)).reason == "one_pane"
    crooked = joined(d.chosen(d.chosen(three, 0), 1, more=True))
    assert crooked.reason == "no_rectangle" and crooked.shape == three.shape
    again = joined(d.chosen(d.chosen(three, 1), 2, more=True))
    assert finished(again) == finished(two)
    assert undone(undone(undone(again))).shape == one.shape
    assert undone(one) == one


def test_a_pane_is_never_cut_too_small_and_there_are_never_too_many() -> None:
    drawing = begun(LAYOUTS["1"])
    for _ in range(5):
        drawing = split(drawing, upright=True)
    assert drawing.reason == "too_small"
    assert min(cell.w for cell in drawing.shape.cells) >= d.LEAST
    assert split(begun(LAYOUTS["64"]), upright=True).reason == "too_many"


def test_an_edge_moves_all_panes_that_lie_on_it() -> None:
    drawing = begun(LAYOUTS["4"])
    edge = edge_of(drawing.shape, 0, upright=True)
    assert (edge.first, edge.second) == ((0,), (1,)), "where nothing crosses, only this row moves"
    moved = pulled(drawing, edge, 18)
    assert [cell.w for cell in moved.shape.cells] == [18, 6, 12, 12]
    lower = edge_of(moved.shape, 0, upright=False)
    assert set(lower.first) == {0, 1} and set(lower.second) == {2, 3}, "the two rows no longer meet in a point"
    assert pulled(drawing, edge, 99).shape.cells[1].w == d.LEAST


def test_a_drag_is_one_step_of_undo() -> None:
    start = begun(LAYOUTS["4"])
    now = start
    for to in (13, 14, 15):
        now = pulled(now, edge_of(now.shape, 0, upright=True), to)
    done = d.steadied(start, now)
    assert undone(done).shape == start.shape
    assert d.steadied(start, start) == start


def test_by_keyboard_the_last_pane_moves_its_other_edge() -> None:
    drawing = d.chosen(begun(LAYOUTS["4"]), 1)
    assert [cell.w for cell in nudged(drawing, Direction.left).shape.cells][:2] == [11, 13]
    first = d.chosen(drawing, 0)
    assert nudged(first, Direction.down).shape.cells[0].h == 13
    assert nudged(begun(LAYOUTS["1"]), Direction.left).shape == begun(LAYOUTS["1"]).shape
