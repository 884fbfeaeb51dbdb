from __future__ import annotations

import pytest

from tests.fakes.onvif_camera import PASSWORD, USER, fake_camera
from vms.core.clock import SystemClock
from vms.core.errors import CameraFault
from vms.core.redact import Secret
from vms.onvif import imaging
from vms.onvif.address import parse_address
from vms.onvif.device import Device
from vms.onvif.types import ImagingSettings


def test_what_a_camera_ignores_shows_when_read_back() -> None:
    with (
        fake_camera() as camera,
        Device(parse_address(camera.address), USER, Secret(PASSWORD), SystemClock()) as device,
    ):
        device.connect()
        source = imaging.source_token(device)
        assert source == "s"
        assert imaging.settings(device, source) == ImagingSettings(50.0, 50.0, None, None)
        wanted = ImagingSettings(40.0, 90.0, None, None)
        assert imaging.set_settings(device, source, wanted) == ImagingSettings(40.0, 50.0, None, None)


def test_a_camera_without_imaging() -> None:
    with (
        fake_camera(imaging=False) as camera,
        Device(parse_address(camera.address), USER, Secret(PASSWORD), SystemClock()) as device,
    ):
        device.connect()
        assert imaging.settings(device, "s") == ImagingSettings(None, None, None, None)
        with pytest.raises(CameraFault):
            imaging.set_settings(device, "s", ImagingSettings(1.0, None, None, None))
