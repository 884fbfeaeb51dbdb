"""Devices and PTZ against the demo school's cameras: real ONVIF, real RTSP, real faults."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.demo_school import SchoolRun, running_school, wait_until
from vms.core.clock import SystemClock
from vms.core.errors import CameraRefused, CameraSilent
from vms.core.instants import SECOND
from vms.core.redact import Secret
from vms.demo.camera import REACH_ACROSS, across
from vms.models.database import open_catalogue
from vms.models.person import User
from vms.onvif.address import parse_address
from vms.onvif.device import Device
from vms.onvif.transport import Limits
from vms.security.permissions import Role
from vms.security.vault import Vault
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import CameraDraft, Cameras
from vms.services.devices import Devices
from vms.services.ptz import Aim, Kind, Ptz, PtzEvent, Timing

LIMITS = Limits(connect_s=2, read_s=2, total_s=4)
TIMING = Timing(dead_man=0.6, resend=0.3, settle=0.1, dead=30.0, stop_steps=(0.1, 0.3))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SchoolRun]:
    with running_school(tmp_path_factory.mktemp("school"), "C04") as run:
        yield run


class Desk:
    """Real services over the demo's one camera."""

    def __init__(self, folder: Path, school: SchoolRun) -> None:
        (folder / "keys").mkdir()
        clock = SystemClock()
        self.school, self.shown = school, school.look("C04")
        self.catalogue = open_catalogue(folder / "school.db", clock)
        audit = Audit(self.catalogue, clock)
        self.cameras = Cameras(self.catalogue, clock, audit, Vault(folder / "keys"))
        self.devices = Devices(self.cameras, audit, clock, limits=LIMITS)
        self.ptz = Ptz(
            self.catalogue, self.cameras, audit, clock, still=self.devices.still_of, limits=LIMITS, timing=TIMING
        )
        with self.catalogue.write():
            row = User.create(username="it", name="IT", title="", role="it", password_hash="", created_us=0)
        self.it = Actor(row.id, "it", "IT", Role.IT, "", "s")
        self.password = Secret(school.camera("C04")["password"])
        self.user: str = school.camera("C04")["user"]
        self.news: list[PtzEvent] = []
        self._arrived = threading.Condition()
        self.ptz.on_event(self._hear)

    def _hear(self, event: PtzEvent) -> None:
        with self._arrived:
            self.news.append(event)
            self._arrived.notify_all()

    def wait_for(self, kind: Kind, deadline: float = 15.0) -> None:
        with self._arrived:
            assert self._arrived.wait_for(lambda: any(one.kind is kind for one in self.news), deadline), self.news

    def add(self) -> int:
        found = self.devices.probe(self.it, self.shown["onvif"], self.user, self.password)
        main, sub = found.profiles[0], found.profiles[-1]
        draft = CameraDraft(
            "C04", "Sân chính", "Sân trường", "onvif", found.address, self.user, self.password,
            main.stream_url, sub.stream_url, found.snapshot_url, main.token, sub.token, found.ptz,
            codec=main.codec, width=main.width, height=main.height, fps=main.fps,
        )  # fmt: skip
        return self.cameras.add(self.it, draft).id

    def moving(self) -> bool:
        """Asked by another client, so that the answer isn't our own."""
        with Device(parse_address(self.shown["onvif"]), self.user, self.password, SystemClock(), LIMITS) as device:
            device.connect()
            status = device.call("ptz", "GetStatus", ProfileToken="profile_main").MoveStatus
            return "MOVING" in (status.PanTilt, status.Zoom)

    def place(self) -> tuple[float, float, float]:
        """Where the head stands, asked by another client."""
        with Device(parse_address(self.shown["onvif"]), self.user, self.password, SystemClock(), LIMITS) as device:
            device.connect()
            found = device.call("ptz", "GetStatus", ProfileToken="profile_main").Position
            return found.PanTilt.x, found.PanTilt.y, found.Zoom.x

    def close(self) -> None:
        self.ptz.close()
        self.catalogue.close()


@pytest.fixture
def desk(running: SchoolRun, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, running)
    yield desk
    running.order("C04", fault="none")
    desk.close()


def test_probing_then_testing_a_healthy_camera(desk: Desk) -> None:
    found = desk.devices.probe(desk.it, desk.shown["onvif"], desk.user, desk.password)
    assert found.ptz
    assert found.maker
    assert found.snapshot is not None
    assert {one.stream_url for one in found.profiles} == {desk.shown["rtsp_main"], desk.shown["rtsp_sub"]}
    checks = desk.devices.test(desk.it, desk.add())
    assert [(check.code, check.ok) for check in checks] == [
        (code, True) for code in ("address", "ports", "login", "clock", "picture", "encoding")
    ]


def test_faults_are_named(desk: Desk) -> None:
    number = desk.add()
    desk.school.order("C04", fault="wrong_clock", seconds=-3600)
    measured = desk.devices.measure_clock(number)
    assert measured is not None
    assert abs(measured[0] + 3600 * SECOND) <= measured[1] + SECOND // 10
    desk.school.order("C04", fault="refuse")
    checks = {check.code: check for check in desk.devices.test(desk.it, number)}
    assert (checks["login"].ok, checks["login"].reason) == (False, CameraRefused.code)
    assert checks["picture"].reason == "skipped"
    desk.school.order("C04", fault="hang")
    with pytest.raises(CameraSilent):
        desk.devices.probe(desk.it, desk.shown["onvif"], desk.user, desk.password)


def test_turning_and_the_dead_man(desk: Desk) -> None:
    number = desk.add()
    view = desk.ptz.take(desk.it, number)
    assert view.presets
    assert view.home
    desk.ptz.move(desk.it, number, 0.3, 0, 0)
    desk.wait_for(Kind.MOVED)
    assert desk.moving()
    desk.wait_for(Kind.STOPPED)
    assert not desk.moving()


def test_a_stop_outlives_a_broken_connection(desk: Desk) -> None:
    number = desk.add()
    desk.ptz.take(desk.it, number)
    desk.ptz.move(desk.it, number, 0.2, 0.1, 0)
    desk.wait_for(Kind.MOVED)
    desk.school.order("C04", fault="drop", seconds=1.5)
    desk.ptz.stop(desk.it, number)
    desk.wait_for(Kind.STOPPED)
    wait_until(lambda: not desk.moving())


def test_a_click_goes_to_the_middle_and_a_box_fills_the_picture(desk: Desk) -> None:
    number = desk.add()
    desk.ptz.take(desk.it, number)
    desk.ptz.home(desk.it, number)
    desk.wait_for(Kind.ARRIVED)
    before = desk.place()
    desk.ptz.aim(desk.it, number, Aim(0.5, 0.0))
    desk.wait_for(Kind.AIMED)
    clicked = desk.place()
    assert clicked[0] > before[0]
    assert clicked[1:] == pytest.approx(before[1:], abs=0.001)
    wide = across(clicked[2])
    desk.news.clear()
    desk.ptz.aim(desk.it, number, Aim(-0.4, 0.3, 2.0))
    desk.wait_for(Kind.AIMED)
    boxed = desk.place()
    assert wide / across(boxed[2]) == pytest.approx(2.0, rel=0.15), "measured on the way, not guessed"
    middle = clicked[0] * REACH_ACROSS - 0.4 * wide / 2
    assert boxed[0] * REACH_ACROSS == pytest.approx(middle, abs=0.03 * wide)


def test_a_real_camera_gives_its_preset_a_picture(desk: Desk) -> None:
    number = desk.add()
    view = desk.ptz.take(desk.it, number)
    token = view.presets[1].token
    desk.ptz.go_preset(desk.it, number, token)
    desk.wait_for(Kind.ARRIVED)
    wait_until(
        lambda: any(one.token == token and one.picture for event in list(desk.news) for one in event.presets or ())
    )
