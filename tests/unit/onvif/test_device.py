"""The client against a camera on a real socket, once for each quirk."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.fakes.onvif_camera import JPEG, PASSWORD, USER, FakeCamera, fake_camera, self_signed
from vms.core.clock import SystemClock
from vms.core.errors import CameraFault, CameraRefused
from vms.core.instants import SECOND
from vms.core.redact import Secret
from vms.onvif import documents, media
from vms.onvif.address import parse_address
from vms.onvif.device import Device
from vms.onvif.transport import Limits
from vms.onvif.types import Identity

LIMITS = Limits(connect_s=2, read_s=3, total_s=5)


def device(camera: FakeCamera, user: str = USER, password: str = PASSWORD) -> Device:
    return Device(parse_address(camera.address), user, Secret(password), SystemClock(), LIMITS)


@pytest.mark.parametrize("login", ["digest", "sha256", "token", "none"])
def test_every_way_to_log_in(login: str) -> None:
    with fake_camera(login=login) as camera, device(camera) as one:
        one.connect()
        assert one.identity() == Identity("Sao Bắc", "SB-PTZ25", "5.7.23", "F7Q204118")
        assert one.mac() == "A4:D5:C2:1F:08:6B"
        assert one.fetch(f"http://{camera.address}/still.jpg") == JPEG
        assert camera.failed_logins == 0


def test_https_with_the_cameras_own_certificate(tmp_path: Path) -> None:
    with fake_camera(tls=self_signed(tmp_path), scheme_in_xaddr="http") as camera:
        address = parse_address(f"https://{camera.address}")
        with Device(address, USER, Secret(PASSWORD), SystemClock(), LIMITS) as one:
            one.connect()
            assert one.identity().model == "SB-PTZ25"
            still = media.snapshot_url(one, media.profiles(one)[0])
            assert still is not None
            assert still.startswith("https://")
            assert one.fetch(still) == JPEG


def test_the_password_is_not_sent_to_open_operations_and_never_in_clear() -> None:
    with fake_camera(login="token") as camera, device(camera) as one:
        one.connect()
        assert all(b"UsernameToken" not in body for body in camera.bodies)
        one.identity()
        assert any(b"UsernameToken" in body for body in camera.bodies)
        assert all(PASSWORD.encode() not in body for body in camera.bodies)


@pytest.mark.parametrize("login", ["digest", "sha256", "token"])
def test_a_wrong_password_is_sent_once(login: str) -> None:
    with fake_camera(login=login) as camera, device(camera, password="wrong") as one:
        one.connect()
        for _ in range(4):
            with pytest.raises(CameraRefused):
                one.identity()
        assert camera.failed_logins == 1


def test_a_camera_that_wants_a_login_when_none_is_given() -> None:
    with fake_camera(login="digest") as camera, device(camera, user="", password="") as one:
        one.connect()
        with pytest.raises(CameraRefused) as caught:
            one.identity()
        assert caught.value.values["detail"] == "login needed"
        assert camera.failed_logins == 0


@pytest.mark.parametrize("login", ["digest", "token"])
def test_an_account_without_the_right_does_not_end_the_login(login: str) -> None:
    with fake_camera(login=login, forbidden=("GetNetworkInterfaces",)) as camera, device(camera) as one:
        one.connect()
        one.identity()
        assert one.mac() == ""
        assert one.identity().model == "SB-PTZ25"


def test_digest_needs_one_round_trip_after_the_first() -> None:
    with fake_camera() as camera, device(camera) as one:
        one.connect()
        one.identity()
        before = len(camera.calls)
        one.identity()
        assert len(camera.calls) == before + 1


def test_token_carries_the_cameras_time_with_z() -> None:
    with fake_camera(login="token", clock_ahead_s=-3600, zulu_only=True) as camera, device(camera) as one:
        one.connect()
        assert one.identity().maker == "Sao Bắc"


def test_a_clock_set_anew_by_a_reboot_is_read_again() -> None:
    with fake_camera(login="token") as camera, device(camera) as one:
        one.connect()
        one.identity()
        camera.quirks.clock_ahead_s = -1_000_000
        assert one.identity().maker == "Sao Bắc"


def test_each_token_is_fresh() -> None:
    with fake_camera(login="token") as camera, device(camera) as one:
        one.connect()
        one.identity()
        one.identity()
        signed = [body for body in camera.bodies if b"UsernameToken" in body]
        nonces = {body.split(b"Nonce")[1] for body in signed}
        assert len(nonces) == len(signed) >= 2


@pytest.mark.parametrize("switches", [{}, {"utc": False}, {"utc": False, "zone": "<+07>-7"}, {"second": 60}])
def test_clock_offset_within_its_uncertainty(switches: dict[str, object]) -> None:
    ahead = 90.0
    with fake_camera(clock_ahead_s=ahead, **switches) as camera, device(camera) as one:
        reading = one.read_clock()
    assert reading is not None
    allowed = reading.uncertainty_us + (60 * SECOND if "second" in switches else 0)
    assert abs(reading.offset_us - ahead * SECOND) <= allowed
    assert camera.authorised == []


@pytest.mark.parametrize("switches", [{"utc": False, "local": False}, {"zero_date": True}, {"utc": False, "zone": "?"}])
def test_no_usable_clock_is_none_and_no_failure(switches: dict[str, object]) -> None:
    with fake_camera(**switches) as camera, device(camera) as one:
        assert one.read_clock() is None
        one.connect()
        assert one.identity().maker == "Sao Bắc"


def test_clock_behind_a_login() -> None:
    with fake_camera(clock_needs_login=True) as camera, device(camera) as one:
        assert one.read_clock() is not None


def test_several_samples_narrow_the_offset() -> None:
    with fake_camera(clock_ahead_s=5) as camera, device(camera) as one:
        reading = one.read_clock(samples=6)
    assert reading is not None
    assert abs(reading.offset_us - 5 * SECOND) <= reading.uncertainty_us < 450_000


@pytest.mark.parametrize("switches", [{"get_services": False, "media2": False}, {"get_capabilities": False}, {}])
def test_services_from_either_list(switches: dict[str, object]) -> None:
    with fake_camera(**switches) as camera, device(camera) as one:
        one.connect()
        assert one.has("media")
        assert one.has("ptz")


def test_addresses_of_another_network_are_rewritten() -> None:
    with fake_camera(xaddr_host="10.9.9.9:81", scheme_in_xaddr="https") as camera, device(camera) as one:
        one.connect()
        found = media.profiles(one)
        assert media.stream_url(one, found[0]) == "rtsp://127.0.0.1:8554/P1"
        still = media.snapshot_url(one, found[0])
        assert still is not None
        assert one.fetch(still) == JPEG


def test_media2_shows_h265() -> None:
    with fake_camera() as camera, device(camera) as one:
        one.connect()
        first, second = media.profiles(one)
        assert (first.codec, first.width, first.height, first.fps, first.media2) == ("h265", 2560, 1440, 20.0, True)
        assert (second.codec, second.width) == ("h264", 640)
        assert first.has_ptz


def test_media1_where_there_is_no_media2() -> None:
    with fake_camera(media2=False) as camera, device(camera) as one:
        one.connect()
        first, second = media.profiles(one)
        assert (first.token, first.name, first.codec, first.width, first.fps) == (
            "chinh",
            "chinh hình",
            "h264",
            1920,
            15,
        )
        assert media.stream_url(one, second) == "rtsp://127.0.0.1:8554/phu"


def test_empty_answers_are_not_supported_and_not_a_crash() -> None:
    empty = ("GetProfiles", "GetPresets", "GetDeviceInformation")
    with fake_camera(media2=False, empty=empty) as camera, device(camera) as one:
        one.connect()
        assert media.profiles(one) == ()
        assert one.identity() == Identity("", "", "", "")


def test_no_stream_address_is_none() -> None:
    with fake_camera(stream_url="") as camera, device(camera) as one:
        one.connect()
        assert media.stream_url(one, media.profiles(one)[0]) is None


def test_what_a_camera_does_not_offer() -> None:
    with fake_camera(ptz=False) as camera, device(camera) as one:
        one.connect()
        assert one.ask("ptz", "GetNodes") is None
        assert one.ask("devicemgmt", "GetRelayOutputs") is None
        with pytest.raises(CameraFault):
            one.call("devicemgmt", "GetRelayOutputs")


def test_no_pull_point_is_opened() -> None:
    with fake_camera() as camera, device(camera) as one:
        one.connect()
        assert "CreatePullPointSubscription" not in camera.calls


def test_importing_leaves_the_log_and_the_proxy_variables_alone() -> None:
    code = (
        "import os, logging; os.environ['http_proxy'] = 'http://p:1'; import vms.onvif.device;"
        "from vms.core.clock import SystemClock; from vms.onvif.address import parse_address;"
        "vms.onvif.device.Device(parse_address('h'), '', None, SystemClock());"
        "assert logging.getLogger().handlers == [] and logging.getLogger().level == logging.WARNING;"
        "assert os.environ['http_proxy'] == 'http://p:1'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, timeout=60)
    assert done.returncode == 0, done.stderr


def test_the_password_never_reaches_a_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with fake_camera(login="digest") as camera, device(camera) as one:
        one.connect()
        one.identity()
    with fake_camera(login="token") as camera, device(camera, password="khác hẳn") as one, pytest.raises(CameraRefused):
        one.connect()
        one.identity()
    assert PASSWORD not in caplog.text
    assert "khác hẳn" not in caplog.text


def test_sixteen_cameras_at_once_share_the_documents() -> None:
    with fake_camera(login="token") as camera:
        found: list[str] = []

        def ask() -> None:
            with device(camera) as one:
                one.connect()
                found.append(one.identity().model)

        threads = [threading.Thread(target=ask) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert found == ["SB-PTZ25"] * 16
        assert camera.failed_logins == 0


def test_a_description_is_parsed_once_and_without_the_internet() -> None:
    parsed = [documents.document(name) for name in ("devicemgmt", "media", "media2", "ptz", "imaging")]
    assert all(documents.document(name) is one for name, one in zip(("devicemgmt", "media"), parsed, strict=False))
    assert len({id(one) for one in parsed}) == 5
