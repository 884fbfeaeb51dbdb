"""Moving a camera from the wall: real service, a fake ONVIF camera on a real socket, real widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.onvif_camera import PASSWORD, USER, FakeCamera, fake_camera
from vms.core.clock import SystemClock
from vms.core.errors import CameraError, CameraInUse
from vms.core.redact import Secret
from vms.core.tasks import Tasks
from vms.models.database import open_catalogue
from vms.models.person import User
from vms.security.permissions import Role
from vms.security.vault import Vault
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import CameraDraft, Cameras
from vms.services.ptz import Ptz, Timing
from vms.ui.bridge import Bridge
from vms.ui.wall.joystick import velocity
from vms.ui.wall.ptz_control import PtzControl
from vms.ui.wall.ptz_overlay import PtzOverlay, error_text

AT_REST = (0.0, 0.0, 0.0)
TIMING = Timing(dead_man=0.8, resend=0.2, settle=0.02, dead=0.8, stop_steps=(0.05, 0.1))


@given(st.floats(-500, 500), st.floats(-500, 500))
def test_velocity_grows_with_the_distance_and_keeps_its_direction(dx: float, dy: float) -> None:
    pan, tilt = velocity(dx, dy, 100)
    assert -1 <= pan <= 1 and -1 <= tilt <= 1
    assert pan * dx >= 0 and tilt * dy <= 0
    further = velocity(dx * 2, dy * 2, 100)
    assert abs(further[0]) >= abs(pan) - 0.011 and abs(further[1]) >= abs(tilt) - 0.011


def test_a_trembling_hand_does_not_move_the_camera() -> None:
    assert velocity(5, 5, 100) == (0.0, 0.0)
    assert velocity(100, 0, 100) == (1.0, 0.0)
    assert velocity(0, -100, 100) == (0.0, 1.0)


class Desk:
    """One camera, one guard, the overlay over a plain widget."""

    def __init__(self, folder: Path, camera: FakeCamera, qtbot: QtBot) -> None:
        self.camera, self.qtbot = camera, qtbot
        clock = SystemClock()
        self.catalogue = open_catalogue(folder / "school.db", clock)
        audit = Audit(self.catalogue, clock)
        cameras = Cameras(self.catalogue, clock, audit, Vault(folder / "keys"))
        self.guard, self.lead = self._person(Role.GUARD), self._person(Role.GUARD_LEAD)
        draft = CameraDraft("C04", "Sân chính", "Sân", "onvif", camera.address, USER, Secret(PASSWORD), ptz=True)
        self.number = cameras.add(self._person(Role.IT), draft).id
        self.ptz = Ptz(cameras, audit, clock, timing=TIMING)
        self.bridge = Bridge()
        self.tasks = Tasks(self.bridge.post, 1)
        self.control = PtzControl(self.ptz, self.tasks, self.guard)
        self.parent = QWidget()
        self.parent.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.parent.resize(800, 500)
        self.overlay = PtzOverlay(self.control, self.parent)
        self.parent.show()
        self.overlay.place(QRect(0, 0, 800, 500))
        self.overlay.show()

    def _person(self, role: Role) -> Actor:
        with self.catalogue.write():
            row = User.create(
                username=role.value, name=f"Người {role.value}", role=role.value, password_hash="", created_us=0
            )
        return Actor(row.id, row.username, row.name, role, "", "s1")

    def take(self) -> None:
        self.control.begin(self.number)
        self.wait(lambda: self.control.ready or self.control.error is not None)

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=8000)

    def key(self, key: Qt.Key, pressed: bool) -> bool:
        kind = QEvent.Type.KeyPress if pressed else QEvent.Type.KeyRelease
        return self.overlay.key(QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier), pressed)

    def close(self) -> None:
        self.control.close()
        self.ptz.close()
        self.tasks.close()
        self.bridge.close()
        self.parent.close()
        for one in (self.control, self.bridge, self.parent):
            one.deleteLater()
        self.catalogue.close()


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    with fake_camera() as camera:
        made = Desk(tmp_path, camera, qtbot)
        yield made
        made.close()


def test_an_arrow_moves_while_it_is_held(desk: Desk) -> None:
    desk.take()
    assert desk.key(Qt.Key.Key_Right, True)
    desk.wait(lambda: desk.camera.velocity[0] > 0)
    desk.qtbot.wait(1200)
    assert desk.camera.velocity[0] > 0, "held longer than the dead-man time: repeated by itself"
    desk.key(Qt.Key.Key_Right, False)
    desk.wait(lambda: desk.camera.velocity == AT_REST)


def test_a_drag_moves_by_its_distance_and_stops_when_let_go(desk: Desk) -> None:
    desk.take()
    left = Qt.MouseButton.LeftButton
    desk.qtbot.mousePress(desk.overlay, left, pos=QPoint(300, 250))
    desk.qtbot.mouseMove(desk.overlay, QPoint(350, 250))
    desk.wait(lambda: desk.camera.velocity[0] > 0)
    slow = desk.camera.velocity[0]
    desk.qtbot.mouseMove(desk.overlay, QPoint(440, 180))
    desk.wait(lambda: desk.camera.velocity[0] > slow and desk.camera.velocity[1] > 0)
    desk.qtbot.mouseRelease(desk.overlay, left, pos=QPoint(440, 180))
    desk.wait(lambda: desk.camera.velocity == AT_REST)


def test_the_joystick_moves_and_lets_go(desk: Desk) -> None:
    desk.take()
    stick = desk.overlay.joystick
    desk.qtbot.mousePress(stick, Qt.MouseButton.LeftButton, pos=QPoint(66, 5))
    desk.wait(lambda: desk.camera.velocity[1] > 0)
    desk.qtbot.mouseRelease(stick, Qt.MouseButton.LeftButton, pos=QPoint(66, 5))
    desk.wait(lambda: desk.camera.velocity == AT_REST)


@pytest.mark.parametrize("loss", ["hidden", "window", "given back"])
def test_whatever_takes_the_hand_away_stops_the_camera(desk: Desk, loss: str) -> None:
    desk.take()
    desk.key(Qt.Key.Key_Up, True)
    desk.wait(lambda: desk.camera.velocity[1] > 0)
    if loss == "hidden":
        desk.parent.hide()
    elif loss == "window":
        QApplication.sendEvent(desk.overlay, QEvent(QEvent.Type.WindowDeactivate))
    else:
        desk.control.end()
    desk.wait(lambda: desk.camera.velocity == AT_REST)


def test_the_wheel_zooms_a_little(desk: Desk) -> None:
    desk.take()
    middle = QPointF(400, 200)
    turn = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(desk.overlay, turn)
    desk.wait(lambda: desk.camera.velocity[2] > 0)
    desk.wait(lambda: desk.camera.velocity == AT_REST)


def test_presets_are_listed_driven_to_added_and_removed(desk: Desk) -> None:
    desk.take()
    known = len(desk.control.presets)
    assert known
    assert desk.key(Qt.Key.Key_1, True)
    desk.wait(lambda: desk.camera.count("GotoPreset") == 1)
    desk.control.add_preset("Cột cờ mới")
    desk.wait(lambda: "Cột cờ mới" in [one.name for one in desk.control.presets])
    token = next(one.token for one in desk.control.presets if one.name == "Cột cờ mới")
    desk.control.remove_preset(token)
    desk.wait(lambda: len(desk.control.presets) == known)
    desk.key(Qt.Key.Key_Home, True)
    desk.wait(lambda: desk.camera.count("GotoHomePosition") == 1)


def test_somebody_else_has_it(desk: Desk) -> None:
    desk.ptz.take(desk.lead, desk.number)
    desk.take()
    error = desk.control.error
    assert isinstance(error, CameraInUse)
    assert error_text(error) == "Người guard_lead has the control"
    desk.key(Qt.Key.Key_Left, True)
    desk.qtbot.wait(100)
    assert desk.camera.velocity == AT_REST


def test_a_camera_that_does_not_answer_says_so_in_the_pane(desk: Desk) -> None:
    desk.camera.quirks.refuse_all = True
    desk.take()
    assert isinstance(desk.control.error, CameraError)
    assert not desk.control.ready
    assert error_text(desk.control.error)


def test_keys_that_are_not_ours_go_on(desk: Desk) -> None:
    desk.take()
    assert not desk.key(Qt.Key.Key_M, True)
    assert not desk.key(Qt.Key.Key_Space, True)
    assert desk.key(Qt.Key.Key_Escape, True)
    assert desk.control.camera_id is None
