"""Whatever answers, a call ends in time, with an error that says what kind of trouble it is."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from tests.fakes.onvif_camera import fake_camera, self_signed
from tests.fakes.onvif_trouble import Answer, dripping, dropping, endless, http, saying, serving, silent
from vms.core.clock import SystemClock
from vms.core.errors import CameraError, CameraNotOnvif, CameraRefused, CameraSilent, CameraUnreachable
from vms.core.redact import Secret
from vms.onvif.address import parse_address
from vms.onvif.device import Device
from vms.onvif.transport import Limits

LIMITS = Limits(connect_s=0.5, read_s=0.4, total_s=0.8, answer_bytes=200_000)
PATIENCE = 5.0  # a hang would take for ever; a busy machine may take a while


def device(port: int, user: str = "admin", scheme: str = "http") -> Device:
    return Device(parse_address(f"{scheme}://127.0.0.1:{port}"), user, Secret("p"), SystemClock(), LIMITS)


HTML = b"<html><body>Router</body></html>"
ELSEWHERE = "302 Found\r\nLocation: http://example.invalid/"
UNREADABLE = pytest.mark.logs("onvif_answer_unreadable")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        pytest.param(silent, CameraSilent, id="never answers"),
        pytest.param(dripping(b""), CameraSilent, id="drips before the head"),
        pytest.param(dripping(b"HTTP/1.1 200 OK\r\nX: "), CameraSilent, id="drips in the head"),
        pytest.param(dripping(b"HTTP/1.1 200 OK\r\n\r\n<Envelope>"), CameraSilent, id="drips in the body"),
        pytest.param(dripping(b"HTTP/1.1 401 No\r\n\r\n<Envelope>"), CameraSilent, id="drips in a refusal"),
        pytest.param(dropping, CameraSilent, id="hangs up"),
        pytest.param(http(HTML), CameraNotOnvif, id="a web page"),
        pytest.param(http(HTML, "404 Not Found"), CameraNotOnvif, id="not found"),
        pytest.param(http(HTML, "403 Forbidden"), CameraRefused, id="forbidden"),
        pytest.param(http(b"", "500 Error"), CameraNotOnvif, id="nothing with 500"),
        pytest.param(saying(b"RTSP/1.0 400 Bad Request\r\n\r\n"), CameraNotOnvif, id="an RTSP server"),
        pytest.param(saying(b"\x00\x01\x02\xff" * 50), CameraNotOnvif, id="garbage"),
        pytest.param(endless, CameraNotOnvif, id="endless"),
        pytest.param(http(b"<Envelope>" + b"x" * 300_000), CameraNotOnvif, id="too large"),
        pytest.param(http(b"<Envelope><cut"), CameraNotOnvif, id="broken XML", marks=UNREADABLE),
        pytest.param(http(HTML, ELSEWHERE), CameraNotOnvif, id="redirects elsewhere"),
    ],
)
def test_trouble_ends_in_time_and_is_named(answer: Answer, error: type[CameraError]) -> None:
    began = time.monotonic()
    with serving(answer) as port, device(port) as one, pytest.raises(error):
        one.connect()
    assert time.monotonic() - began < PATIENCE


def test_nothing_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with device(port) as one, pytest.raises(CameraUnreachable):
        one.connect()


def test_a_name_that_does_not_exist() -> None:
    address = parse_address("camera.invalid")
    with Device(address, "", None, SystemClock(), LIMITS) as one, pytest.raises(CameraUnreachable):
        one.connect()


def test_https_to_a_plain_port() -> None:
    with fake_camera() as camera, device(camera.port, scheme="https") as one, pytest.raises(CameraNotOnvif) as caught:
        one.connect()
    assert caught.value.values["detail"] == "tls"


def test_slow_over_https_is_silent(tmp_path: Path) -> None:
    with (
        fake_camera(tls=self_signed(tmp_path), slow_s=0.9) as camera,
        device(camera.port, scheme="https") as one,
        pytest.raises(CameraSilent),
    ):
        one.connect()


def test_401_for_ever_sends_the_password_once_and_never_again() -> None:
    with fake_camera(refuse_all=True) as camera, device(camera.port) as one:
        with pytest.raises(CameraRefused):
            one.connect()
        asked = len(camera.calls)
        assert asked == 2  # once without a login, once with
        for _ in range(3):
            with pytest.raises(CameraRefused):
                one.call("devicemgmt", "GetDeviceInformation")
        assert len(camera.calls) == asked


def test_slow_beyond_the_limit_is_silent() -> None:
    with fake_camera(slow_s=0.9) as camera, device(camera.port) as one, pytest.raises(CameraSilent):
        one.connect()
