from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vms.ui.archive import search_polygon as polygon
from vms.ui.archive.search_polygon import Drawing

CORNERS = ((0.1, 0.1), (0.8, 0.1), (0.8, 0.8))


def drawn(*points: tuple[float, float]) -> Drawing:
    drawing = Drawing()
    for point in points:
        drawing = polygon.put(drawing, point)
    return drawing


def test_the_first_corner_again_closes_it() -> None:
    open_one = drawn(*CORNERS)
    assert (open_one.points, open_one.area) == (CORNERS, ())
    closed = polygon.put(open_one, (0.11, 0.1))
    assert closed.closed and closed.area == CORNERS
    assert polygon.put(closed, (0.5, 0.5)).points == ((0.5, 0.5),), "another click begins anew"


def test_two_corners_close_nothing() -> None:
    assert not polygon.close(drawn(*CORNERS[:2])).closed
    assert drawn((0.1, 0.1), (0.8, 0.1), (0.1, 0.1)).points == ((0.1, 0.1), (0.8, 0.1))


def test_a_corner_held_goes_with_the_cursor_and_stays_in_the_picture() -> None:
    held = polygon.take(polygon.close(drawn(*CORNERS)), 1)
    moved = polygon.drop(polygon.move_by(held, 40, 0, polygon.LONG_STEP))
    assert moved.points == (CORNERS[0], (1.0, 0.1), CORNERS[2])
    assert moved.held is None
    assert polygon.undo(moved).points == CORNERS


def test_taking_a_corner_away_opens_a_triangle() -> None:
    triangle = polygon.close(drawn(*CORNERS))
    assert polygon.remove(triangle, 0) == Drawing(CORNERS[1:], cursor=triangle.cursor)
    square = polygon.whole(triangle)
    assert polygon.remove(square, 0).closed


def test_undo_goes_back_step_by_step() -> None:
    drawing = polygon.clear(polygon.close(drawn(*CORNERS)))
    assert drawing.points == ()
    seen = []
    for _ in range(5):
        drawing = polygon.undo(drawing)
        seen.append((len(drawing.points), drawing.closed))
    assert seen == [(3, True), (3, False), (2, False), (1, False), (0, False)]
    assert polygon.undo(drawing) == drawing


@given(st.lists(st.tuples(st.floats(-2, 3), st.floats(-2, 3)), max_size=40))
def test_no_click_makes_a_corner_outside_or_one_too_many(points: list[tuple[float, float]]) -> None:
    drawing = drawn(*points)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in drawing.points)
    assert len(drawing.points) <= polygon.MOST
    assert not drawing.closed or len(drawing.area) >= polygon.LEAST
