"""Getting to know cameras over real sockets: a fake ONVIF camera, servers that are none, and a real video file."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import numpy as np
import pytest

from tests.fakes.onvif_camera import JPEG, PASSWORD, USER, fake_camera
from tests.fakes.onvif_trouble import http, serving
from vms.core.clock import SystemClock
from vms.core.errors import CameraNotOnvif, CameraRefused, CameraUnreachable, InvalidInput, NotAllowed
from vms.core.instants import SECOND, Span
from vms.core.redact import Secret
from vms.models.database import Catalogue, open_catalogue
from vms.models.person import User
from vms.onvif.transport import Limits
from vms.security.permissions import Role
from vms.security.vault import Vault
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import CameraDraft, Cameras
from vms.services.devices import Cancelled, CheckView, Devices

LIMITS = Limits(connect_s=1, read_s=1, total_s=2)


class Desk:
    def __init__(self, folder: Path) -> None:
        clock = SystemClock()
        self.catalogue: Catalogue = open_catalogue(folder / "school.db", clock)
        self.audit = Audit(self.catalogue, clock)
        self.cameras = Cameras(self.catalogue, clock, self.audit, Vault(folder / "keys"))
        self.devices = Devices(self.cameras, self.audit, clock, limits=LIMITS)
        self.it, self.guard = self._person(Role.IT), self._person(Role.GUARD)

    def _person(self, role: Role) -> Actor:
        with self.catalogue.write():
            row = User.create(
                username=role.value, name=role.value, title="", role=role.value, password_hash="", created_us=0
            )
        return Actor(row.id, row.username, row.name, role, "", "s1")

    def acts(self) -> list[tuple[str, str, str]]:
        entries = self.audit.entries(self.it, Span(0, 2**60))
        return [(one.action, one.object, one.result) for one in reversed(entries)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "keys").mkdir()
    desk = Desk(tmp_path)
    yield desk
    desk.catalogue.close()


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Two seconds of H.264, 320 × 180 at 10 pictures a second."""
    path = tmp_path / "film.mp4"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for number in range(20):
            picture = np.full((180, 320, 3), number * 10, np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        out.mux(stream.encode(None))
    return path


def codes(checks: list[CheckView]) -> dict[str, bool | None]:
    return {check.code: check.ok for check in checks}


def test_probe_shows_what_the_camera_is(desk: Desk) -> None:
    steps: list[str] = []
    with fake_camera(clock_ahead_s=30, xaddr_host="10.9.9.9:81") as camera:
        found = desk.devices.probe(desk.it, camera.address, USER, Secret(PASSWORD), progress=steps.append)
        assert found.address == f"http://{camera.address}/onvif/device_service"
        assert (found.maker, found.model, found.serial) == ("Sao Bắc", "SB-PTZ25", "F7Q204118")
        assert found.mac == "A4:D5:C2:1F:08:6B"
        assert [(one.codec, one.width, one.stream_url) for one in found.profiles] == [
            ("h265", 2560, "rtsp://127.0.0.1:8554/P1"),
            ("h264", 640, "rtsp://127.0.0.1:8554/P2"),
        ]
        assert found.ptz
        assert found.snapshot == JPEG
        assert found.clock_offset_us is not None
        assert abs(found.clock_offset_us - 30 * SECOND) < 2 * SECOND
        assert steps == ["find", "login", "streams", "picture", "done"]
        assert desk.acts() == [("camera_probed", f"address:{camera.address}", "ok")]


def test_probe_without_a_picture_still_works(desk: Desk) -> None:
    with fake_camera(media2=False, stream_url="rtsp://127.0.0.1:1/x") as camera:
        camera.quirks.empty = ("GetSnapshotUri",)
        found = desk.devices.probe(desk.it, camera.address, USER, Secret(PASSWORD))
        assert found.snapshot is None
        assert found.profiles[0].stream_url == "rtsp://127.0.0.1:1/x"


def test_probe_of_a_wrong_password_sends_it_once(desk: Desk) -> None:
    with fake_camera() as camera:
        with pytest.raises(CameraRefused):
            desk.devices.probe(desk.it, camera.address, USER, Secret("wrong"))
        assert camera.failed_logins == 1
        assert desk.acts()[-1] == ("camera_probed", f"address:{camera.address}", "camera_refused")


def test_probe_of_something_else(desk: Desk) -> None:
    with serving(http(b"<html>Router</html>")) as port, pytest.raises(CameraNotOnvif):
        desk.devices.probe(desk.it, f"127.0.0.1:{port}", "", None)
    with pytest.raises(CameraUnreachable):
        desk.devices.probe(desk.it, f"127.0.0.1:{port}", "", None)


def test_probe_can_be_cancelled(desk: Desk) -> None:
    ending = threading.Event()
    with fake_camera() as camera, pytest.raises(Cancelled):
        desk.devices.probe(
            desk.it, camera.address, USER, Secret(PASSWORD), progress=lambda _: ending.set(), cancelled=ending.is_set
        )
    assert "GetProfiles" not in camera.calls


def test_bad_addresses_and_rights(desk: Desk) -> None:
    with pytest.raises(InvalidInput) as caught:
        desk.devices.probe(desk.it, "192.168.10.300", "", None)
    assert caught.value.reasons == {"address": "address_octet"}
    with pytest.raises(InvalidInput):
        desk.devices.try_stream(desk.it, "ftp://x/1", "", None)
    with pytest.raises(NotAllowed):
        desk.devices.probe(desk.guard, "127.0.0.1", "", None)


def test_try_stream(desk: Desk, film: Path) -> None:
    seen = desk.devices.try_stream(desk.it, film.as_uri(), "", None)
    assert (seen.codec, seen.width, seen.height, seen.fps) == ("h264", 320, 180, 10.0)
    assert seen.still_jpeg.startswith(b"\xff\xd8")
    with pytest.raises(CameraUnreachable):
        desk.devices.try_stream(desk.it, "rtsp://127.0.0.1:1/x", "", None)


def draft(address: str, url: str, password: str = PASSWORD, **more: object) -> CameraDraft:
    return CameraDraft(
        "C04", "Sân chính", "Sân trường", "onvif", address, USER, Secret(password), main_url=url, ptz=True, **more
    )


def test_testing_a_camera_that_works(desk: Desk, film: Path) -> None:
    with fake_camera(clock_ahead_s=0.2) as camera, serving_film(film) as url:
        number = desk.cameras.add(desk.it, draft(camera.address, url, codec="h264", width=320, height=180)).id
        checks = desk.devices.test(desk.it, number)
    assert codes(checks) == dict.fromkeys(("address", "ports", "login", "clock", "picture", "encoding"), True)
    assert checks[-1].detail == "h264 320 180 10"
    view = desk.cameras.get(desk.it, number)
    assert view.clock_offset_us is not None
    assert abs(view.clock_offset_us) < SECOND


def test_testing_a_camera_that_differs(desk: Desk, film: Path) -> None:
    with fake_camera(clock_ahead_s=-120) as camera, serving_film(film) as url:
        number = desk.cameras.add(desk.it, draft(camera.address, url, codec="h265", width=1920, height=1080)).id
        checks = {check.code: check for check in desk.devices.test(desk.it, number)}
    assert checks["clock"].ok is None
    assert float(checks["clock"].detail) == pytest.approx(-120, abs=0.5)
    assert (checks["encoding"].ok, checks["encoding"].reason) == (None, "differs")


def test_testing_with_a_wrong_password_tries_it_once(desk: Desk) -> None:
    with fake_camera() as camera:
        url = f"http://{camera.address}/still.jpg"
        number = desk.cameras.add(desk.it, draft(camera.address, url, password="wrong")).id
        checks = desk.devices.test(desk.it, number)
        assert codes(checks)["login"] is False
        assert codes(checks)["picture"] is None
        assert camera.failed_logins == 1


def test_testing_a_camera_that_is_gone(desk: Desk) -> None:
    number = desk.cameras.add(desk.it, draft("127.0.0.1:1", "rtsp://127.0.0.1:1/x")).id
    checks = {check.code: check for check in desk.devices.test(desk.it, number)}
    assert checks["address"].ok is True  # the PC there refuses, so it is there
    assert (checks["ports"].ok, checks["ports"].missing) == (False, "1")
    assert checks["login"].reason == "camera_unreachable"


def test_measure_clock_keeps_what_it_measured(desk: Desk) -> None:
    with fake_camera(clock_ahead_s=7) as camera:
        number = desk.cameras.add(desk.it, draft(camera.address, "")).id
        measured = desk.devices.measure_clock(number)
    assert measured is not None
    assert abs(measured[0] - 7 * SECOND) <= measured[1]
    assert desk.cameras.get(desk.it, number).clock_offset_us == measured[0]


def test_measuring_by_itself_sends_a_refused_login_once(desk: Desk) -> None:
    with fake_camera(clock_needs_login=True) as camera:
        number = desk.cameras.add(desk.it, draft(camera.address, "", password="wrong")).id
        for _ in range(3):
            with pytest.raises(CameraRefused):
                desk.devices.measure_clock(number)
        assert camera.failed_logins == 1


def test_still_from_the_snapshot_or_the_stream(desk: Desk, film: Path) -> None:
    with fake_camera() as camera, serving_film(film) as url:
        snapshot = f"http://{camera.address}/still.jpg"
        first = desk.cameras.add(desk.it, draft(camera.address, url, snapshot_url=snapshot)).id
        assert desk.devices.still(desk.it, first) == JPEG
        plain = CameraDraft("C05", "Sân sau", kind="url", main_url=url)
        second = desk.cameras.add(desk.it, plain).id
        assert desk.devices.still(desk.it, second).startswith(b"\xff\xd8\xff")


@contextmanager
def serving_film(path: Path) -> Iterator[str]:
    """The film's address on a plain HTTP server."""
    with serving(http(path.read_bytes(), kind="video/mp4")) as port:
        yield f"http://127.0.0.1:{port}/film.mp4"
