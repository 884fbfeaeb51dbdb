from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.fakes.onvif_camera import PASSWORD, USER, FakeCamera, fake_camera
from vms.core.clock import SystemClock
from vms.core.errors import CameraFault
from vms.core.redact import Secret
from vms.onvif.address import parse_address
from vms.onvif.device import Device
from vms.onvif.ptz import Motor, Velocity
from vms.onvif.types import Preset, PtzNode


@contextmanager
def motor(**switches: object) -> Iterator[tuple[FakeCamera, Motor]]:
    with (
        fake_camera(**switches) as camera,
        Device(parse_address(camera.address), USER, Secret(PASSWORD), SystemClock()) as device,
    ):
        device.connect()
        yield camera, Motor(device, "P1")


def test_moves_and_stops() -> None:
    with motor() as (camera, one):
        one.move(Velocity(0.5, -0.25), 2)
        assert camera.velocity == (0.5, -0.25, 0.0)
        assert one.moving()
        one.stop()
        assert camera.velocity == (0.0, 0.0, 0.0)
        assert one.moving() is False


@pytest.mark.parametrize(
    "switches", [{"stop_ignored": True}, {"stop_refused": True}, {"stop_ignored": True, "status": False}]
)
def test_a_stop_that_is_not_honoured_becomes_a_velocity_of_zero(switches: dict[str, object]) -> None:
    with motor(**switches) as (camera, one):
        one.move(Velocity(0.5, 0, 0.5), 2)
        one.stop()
        assert camera.velocity == (0.0, 0.0, 0.0)


def test_zero_is_not_needed_where_stop_works_and_zero_is_ignored() -> None:
    with motor(zero_ignored=True, status=False) as (camera, one):
        one.move(Velocity(0.5), 2)
        one.stop()
        assert camera.velocity == (0.0, 0.0, 0.0)


def test_a_refused_timeout_is_left_out_from_then_on() -> None:
    with motor(timeout_refused=True) as (camera, one):
        one.move(Velocity(0.5), 2)
        one.move(Velocity(0.6), 2)
        assert camera.velocity == (0.6, 0.0, 0.0)
        assert camera.authorised.count("ContinuousMove") == 3


def test_an_axis_that_rests_is_left_out_but_brought_to_rest_once() -> None:
    with motor(zoom_zero_refused=True) as (camera, one):
        one.move(Velocity(0.5), 2)
        assert camera.velocity[0] == 0.5
    with motor() as (camera, one):
        one.move(Velocity(0.5, 0, 0.3), 2)
        one.move(Velocity(0, 0, 0.3), 2)
        assert camera.velocity == (0.0, 0.0, 0.3)


def test_presets() -> None:
    with motor() as (camera, one):
        assert one.presets() == (Preset("1", "Cổng"), Preset("2", "Cột cờ"))
        assert one.add_preset("Sân sau") == Preset("3", "Sân sau")
        one.go_preset("3")
        assert camera.at == "3"
        one.remove_preset("1")
        assert [preset.token for preset in one.presets()] == ["2", "3"]
        with pytest.raises(CameraFault):
            one.go_preset("99")
        one.home()
        assert camera.at == "home"
        assert one.node() == PtzNode(home=True, max_presets=64)


def test_no_presets_at_all() -> None:
    with motor(empty=("GetPresets",)) as (_camera, one):
        assert one.presets() == ()
