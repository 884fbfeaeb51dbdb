"""Clicks and boxes on the picture against a camera on a real socket, for each way that cameras can be told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.onvif_camera import PASSWORD, USER, FakeCamera, fake_camera
from vms.core.clock import SystemClock
from vms.core.redact import Secret
from vms.onvif.address import parse_address
from vms.onvif.aiming import Aim, Aimer, Lens, Push
from vms.onvif.device import Device
from vms.onvif.ptz import Motor
from vms.onvif.types import Spaces

EVERYTHING = ("fov", "relative", "absolute", "zoom_relative", "zoom_absolute")
GENERIC = ("relative", "absolute", "zoom_relative", "zoom_absolute")


@contextmanager
def aimer(*spaces: str, **switches: object) -> Iterator[tuple[FakeCamera, Aimer]]:
    with (
        fake_camera(spaces=spaces, **switches) as camera,
        Device(parse_address(camera.address), USER, Secret(PASSWORD), SystemClock()) as device,
    ):
        device.connect()
        motor = Motor(device, "P1")
        yield camera, Aimer(motor, motor.node().spaces, Lens())


def test_the_spaces_of_a_camera_are_read() -> None:
    with aimer(*EVERYTHING) as (_camera, one):
        assert one._spaces == Spaces(True, True, True, True, True)
    with aimer() as (_camera, one):
        assert one._spaces == Spaces()


def test_a_click_in_the_field_of_view_space_is_exact() -> None:
    with aimer("fov") as (camera, one):
        assert list(one.steps(Aim(0.5, -1.0))) == [None]
        assert camera.place == pytest.approx((0.5 * 0.15, -0.18, 0.0))


@pytest.mark.parametrize(("spaces", "operation"), [(GENERIC, "RelativeMove"), (("absolute",), "AbsoluteMove")])
def test_a_click_elsewhere_goes_by_an_estimate_of_the_field_of_view(spaces: tuple[str, ...], operation: str) -> None:
    with aimer(*spaces) as (camera, one):
        list(one.steps(Aim(0.5, 0.5)))
        assert camera.count(operation) == 1
        assert camera.place[0] == pytest.approx(0.5 * 0.15, rel=0.2)
        assert camera.place[1] == pytest.approx(0.5 * 0.18, rel=0.2)


def test_the_estimate_gets_smaller_with_the_zoom() -> None:
    with aimer(*GENERIC) as (camera, one):
        camera.place = (0.0, 0.0, 0.5)
        list(one.steps(Aim(1.0, 0.0)))
        assert camera.place[0] == pytest.approx(camera.seen[0] / 2, rel=0.2)


def test_a_camera_that_knows_only_speeds_is_pushed_for_a_moment() -> None:
    with aimer() as (camera, one):
        (push,) = list(one.steps(Aim(-1.0, 0.0)))
        assert isinstance(push, Push)
        assert push.velocity.pan < 0 and not push.velocity.tilt
        assert 0 < push.seconds <= 2
        (zoomed,) = list(one.steps(Aim(0.0, 0.0, 4.0)))
        assert isinstance(zoomed, Push)
        assert zoomed.velocity.zoom > 0
        assert camera.moves == []


@pytest.mark.parametrize("most", [5.0, 20.0, 30.0])
def test_a_box_becomes_the_picture_whatever_the_zoom_means(most: float) -> None:
    with aimer(*EVERYTHING, most_zoom=most) as (camera, one):
        wide = camera.seen[0]
        list(one.steps(Aim(0.6, 0.3, 3.0)))
        assert camera.place[:2] == pytest.approx((0.6 * 0.15, 0.3 * 0.18), abs=0.004)
        first = wide / camera.seen[0]
        assert 1.5 < first < 5
        now = camera.seen[0]
        list(one.steps(Aim(0.1, 0.0, 1.5)))
        assert 1.2 < now / camera.seen[0] < 2.2


def test_before_anything_is_known_a_box_is_never_enlarged_too_much() -> None:
    with aimer("fov", "zoom_absolute", most_zoom=20.0) as (camera, one):
        wide = camera.seen[0]
        list(one.steps(Aim(0.5, 0.0, 4.0)))
        assert 1 < wide / camera.seen[0] <= 4.01


def test_zooming_out_of_a_box_goes_back() -> None:
    with aimer(*EVERYTHING) as (camera, one):
        camera.place = (0.0, 0.0, 0.3)
        list(one.steps(Aim(0.0, 0.0, 0.5)))
        assert camera.place[2] < 0.3


@given(st.floats(0, 1), st.floats(1, 20))
def test_an_unmeasured_lens_stays_inside(zoom: float, times: float) -> None:
    lens = Lens()
    assert zoom <= lens.zoom_for(zoom, times) + 1e-9 <= 1 + 1e-6
    assert lens.zoom_for(zoom, 1 / times) <= zoom + 1e-9


def test_a_lens_learns_from_two_places() -> None:
    lens = Lens()
    lens.learn(0.0, 1.0)
    assert not lens.measured
    lens.learn(0.5, 0.25)
    assert lens.measured
    assert lens.zoom_for(0.0, 4.0) == pytest.approx(0.5)
    assert lens.size(0.25) == pytest.approx(0.5)
