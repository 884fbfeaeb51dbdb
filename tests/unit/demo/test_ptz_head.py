from __future__ import annotations

import pytest

from vms.demo.camera import across, aim, corner_and_scale
from vms.demo.panorama import PANORAMA_HEIGHT, PANORAMA_WIDTH
from vms.demo.ptz_head import MOST_PRESETS, PAN_SPEED, Position, PtzHead


def head(pan: float = 0.0) -> PtzHead:
    return PtzHead(Position(pan), Position())


def test_a_continuous_move_goes_on_until_its_timeout() -> None:
    one = head()
    one.move(Position(pan=1.0), 1.0)
    one.advance(0.4)
    assert one.position.pan == pytest.approx(PAN_SPEED * 0.4) and one.moving_pan_tilt and not one.moving_zoom
    one.advance(5)
    assert one.position.pan == pytest.approx(PAN_SPEED) and not one.moving_pan_tilt


def test_stop_stops_what_it_is_told_to() -> None:
    one = head()
    one.move(Position(0.5, 0.5, 0.5))
    one.stop(zoom=False)
    one.advance(1)
    assert (one.position.pan, one.position.tilt) == (0, 0) and one.position.zoom > 0
    one.stop()
    before = one.position
    one.advance(1)
    assert one.position == before and not one.moving_zoom


def test_limits_hold() -> None:
    one = head()
    one.move(Position(-1, 1, -1), 60)
    one.advance(30)
    assert one.position == Position(-1, 1, 0)
    one.go_to(Position(4, -4, 4))
    one.advance(30)
    assert one.position == Position(1, -1, 1)


def test_a_move_to_a_place_can_be_stopped_on_the_way() -> None:
    one = head()
    one.go_to(Position(1, 0.5, 1))
    one.advance(0.1)
    one.stop()
    stopped = one.position
    one.advance(1)
    assert one.position == stopped and 0 < stopped.pan < 1


def test_presets_are_named_overwritten_and_limited() -> None:
    one = head(0.2)
    token = one.set_preset("Cột cờ")
    assert token and one.presets[token].position == Position(0.2, 0, 0)
    one.position = Position(0.4, 0, 0)
    assert one.set_preset("", token) == token
    assert one.presets[token].name == "Cột cờ" and one.presets[token].position.pan == 0.4
    for _ in range(MOST_PRESETS - 1):
        assert one.set_preset("x")
    assert one.set_preset("one too many") is None


@pytest.mark.parametrize("zoom", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("pan", [-1.0, 0.1, 1.0])
@pytest.mark.parametrize("tilt", [-1.0, 0.0, 1.0])
def test_the_view_never_leaves_the_panorama(pan: float, tilt: float, zoom: float) -> None:
    (left, top), scale = corner_and_scale(Position(pan, tilt, zoom))
    assert left >= 0 and top >= 0
    assert left + 1280 / scale <= PANORAMA_WIDTH + 1e-6 and top + 720 / scale <= PANORAMA_HEIGHT + 1e-6


def test_aiming_brings_a_point_to_the_centre() -> None:
    place = aim(1310, 700, 640)
    (left, top), scale = corner_and_scale(place)
    assert across(place.zoom) == pytest.approx(640)
    assert ((1310 - left) * scale, (700 - top) * scale) == (pytest.approx(640), pytest.approx(360))
