"""Which part of a picture a pane shows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vms.video.framing import DEEPEST, PLAIN, TURNS, Framing

shares = st.floats(0.0, 1.0)


@given(shares, shares, st.floats(0.1, 40.0), shares, shares)
def test_zoom_stays_inside_the_picture_and_what_is_under_the_pointer_stays(
    x: float, y: float, factor: float, dx: float, dy: float
) -> None:
    framing = PLAIN.zoomed_at(x, y, factor).moved(dx, dy)
    assert 0.0 <= framing.x <= framing.x + framing.width <= 1.0 + 1e-9
    assert 0.0 <= framing.y <= framing.y + framing.height <= 1.0 + 1e-9
    assert 1.0 <= framing.zoom <= DEEPEST
    inside = framing.zoomed_at(0.5, 0.5, 1.5)
    if inside.zoom < DEEPEST and inside.zoomed:
        deeper = inside.zoomed_at(x, y, 1.05)
        before = (inside.x + x * inside.width, inside.y + y * inside.height)
        after = (deeper.x + x * deeper.width, deeper.y + y * deeper.height)
        assert after == pytest.approx(before)


def test_zooming_out_shows_the_whole_picture_and_keeps_it_upright() -> None:
    framing = Framing(turn=180, mirror=True, stretch=True).zoomed_at(0.9, 0.9, 4.0)
    assert framing.zoomed
    assert framing.whole == Framing(turn=180, mirror=True, stretch=True) == framing.zoomed_at(0.3, 0.3, 0.01)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("mirror", [False, True])
def test_a_point_of_the_pane_is_found_in_the_cameras_own_picture(turn: int, mirror: bool) -> None:
    camera = np.arange(12 * 20).reshape(12, 20)
    seen = np.rot90(camera, -turn // 90)
    if mirror:
        seen = seen[:, ::-1]
    high, wide = seen.shape
    framing = Framing(turn=turn, mirror=mirror).zoomed_at(0.25, 0.75, 2.0)
    for px in (0.1, 0.5, 0.9):
        for py in (0.1, 0.5, 0.9):
            x, y = framing.camera_point(px, py)
            in_seen = seen[int((framing.y + py * framing.height) * high), int((framing.x + px * framing.width) * wide)]
            assert camera[min(11, int(y * 12 + 1e-9)), min(19, int(x * 20 + 1e-9))] == in_seen
