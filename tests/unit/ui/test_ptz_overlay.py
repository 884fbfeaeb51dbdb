"""Moving a camera from the wall: real service, a fake ONVIF camera on a real socket, real widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.onvif_camera import JPEG, PASSWORD, USER, FakeCamera, fake_camera
from tests.unit.ui.virtual_stick import Virtual
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
from vms.ui.name_dialog import NameDialog
from vms.ui.navigator import Navigator, Toast
from vms.ui.ptz.aiming import aim_at, aim_box, direction
from vms.ui.ptz.control import PtzControl
from vms.ui.ptz.joystick import velocity
from vms.ui.ptz.overlay import PtzOverlay, error_text
from vms.ui.ptz.panel import PRESETS, TOURS
from vms.ui.ptz.stick_moves import Wish
from vms.ui.ptz.tour_desk import TourDesk
from vms.ui.ptz.tour_dialog import TourDialog
from vms.video.framing import PLAIN, Framing

# The offscreen plugin says so of every dialog with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

AT_REST = (0.0, 0.0, 0.0)
TIMING = Timing(
    dead_man=0.8,
    resend=0.2,
    settle=0.02,
    dead=0.8,
    stop_steps=(0.05, 0.1),
    look=0.03,
    picture=0.05,
    hold=3.0,
    poll=0.1,
    renew=0.3,
)


@given(
    st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.sampled_from([0, 90, 180, 270]), st.booleans(), st.floats(0.1, 1.0)
)
def test_a_point_of_the_pane_is_found_in_the_camera_whatever_the_framing(
    x: float, y: float, turn: int, mirror: bool, size: float
) -> None:
    place = QRectF(10, 20, 640, 360)
    framing = Framing((1 - size) / 2, (1 - size) / 2, size, size, turn, mirror)
    found = aim_at(place, framing, QPointF(10 + x * 640, 20 + y * 360))
    assert found is not None
    where = framing.camera_point(x, y)
    assert (found.x + 1) / 2 == pytest.approx(where[0], abs=1e-6)
    assert (1 - found.y) / 2 == pytest.approx(where[1], abs=1e-6)
    assert aim_at(place, framing, QPointF(5, 5)) is None


def test_a_box_counts_from_the_whole_picture() -> None:
    place = QRectF(0, 0, 640, 360)
    box = aim_box(place, Framing(), QRectF(160, 90, 320, 180))
    assert box is not None
    assert (box.x, box.y, box.zoom) == (0, 0, 2)
    deep = aim_box(place, Framing(0.5, 0.5, 0.5, 0.5), QRectF(0, 0, 320, 180))
    assert deep is not None
    assert (deep.x, deep.y, deep.zoom) == (0.25, -0.25, 4)
    assert aim_box(place, Framing(), QRectF(700, 0, 10, 10)) is None


@pytest.mark.parametrize(
    ("framing", "expected"),
    [
        (Framing(), (1, 0)),
        (Framing(mirror=True), (-1, 0)),
        (Framing(turn=90), (0, 1)),
        (Framing(turn=180), (-1, 0)),
        (Framing(turn=270), (0, -1)),
        (Framing(0.2, 0.2, 0.25, 0.25), (1, 0)),
    ],
)
def test_right_is_right_on_the_screen(framing: Framing, expected: tuple[float, float]) -> None:
    assert direction(framing, 1, 0) == expected


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
        self.it = self._person(Role.IT)
        self.number = cameras.add(self.it, draft).id
        self.ptz = Ptz(self.catalogue, cameras, audit, clock, still=lambda _view: JPEG, timing=TIMING)
        self.bridge = Bridge()
        self.tasks = Tasks(self.bridge.post, 1)
        self.control = PtzControl(self.ptz, self.tasks, self.guard)
        self.parent = QWidget()
        self.parent.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.parent.resize(800, 500)
        self.navigator = Navigator()
        self.toasts: list[Toast] = []
        self.errors: list[Exception] = []
        self.navigator.notified.connect(self.toasts.append)
        self.navigator.error_raised.connect(self.errors.append)
        self.tours = TourDesk(self.ptz.tours, self.tasks, self.guard, self.navigator)
        self.overlay = PtzOverlay(self.control, self.tours, self.parent)
        self.framing = PLAIN
        self.overlay.shown = lambda: (QRectF(0, 25, 800, 450), self.framing)
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
        self.tours.close()
        self.overlay.stick.set_on(False)
        self.control.close()
        self.ptz.close()
        self.tasks.close()
        self.bridge.close()
        self.parent.close()
        for one in (self.control, self.bridge, self.parent, self.tours, self.navigator):
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


def test_a_click_brings_the_point_to_the_middle(desk: Desk) -> None:
    desk.camera.quirks.spaces = ("fov",)
    desk.take()
    desk.qtbot.mouseClick(desk.overlay, Qt.MouseButton.LeftButton, pos=QPoint(600, 137))
    desk.wait(lambda: desk.camera.count("RelativeMove") == 1)
    assert desk.camera.place[0] == pytest.approx(0.5 * 0.15, abs=0.002)
    assert desk.camera.place[1] == pytest.approx(0.5 * 0.18, abs=0.002)
    desk.qtbot.mouseClick(desk.overlay, Qt.MouseButton.LeftButton, pos=QPoint(600, 10))
    desk.qtbot.wait(100)
    assert desk.camera.count("RelativeMove") == 1, "beside the picture"


def test_a_click_on_a_mirrored_picture_goes_the_other_way(desk: Desk) -> None:
    desk.camera.quirks.spaces = ("fov",)
    desk.framing = Framing(mirror=True)
    desk.take()
    desk.qtbot.mouseClick(desk.overlay, Qt.MouseButton.LeftButton, pos=QPoint(600, 250))
    desk.wait(lambda: desk.camera.count("RelativeMove") == 1)
    assert desk.camera.place[0] < 0
    desk.key(Qt.Key.Key_Right, True)
    desk.wait(lambda: desk.camera.velocity[0] < 0)
    desk.key(Qt.Key.Key_Right, False)
    desk.wait(lambda: desk.camera.velocity == AT_REST)


def test_a_box_becomes_the_picture_and_esc_gives_it_up(desk: Desk) -> None:
    desk.camera.quirks.spaces = ("fov", "absolute", "zoom_absolute")
    wholes: list[bool] = []
    desk.overlay.whole_wanted.connect(lambda: wholes.append(True))
    desk.framing = Framing(0.25, 0.25, 0.5, 0.5)
    desk.take()
    left = Qt.MouseButton.LeftButton
    desk.qtbot.mousePress(desk.overlay, left, pos=QPoint(400, 250))
    desk.qtbot.mouseMove(desk.overlay, QPoint(600, 360))
    assert desk.overlay._box() is not None
    assert not desk.overlay.grab().isNull()
    desk.key(Qt.Key.Key_Escape, True)
    assert desk.overlay._box() is None
    assert desk.control.ready, "Esc takes the box back, not the camera"
    desk.qtbot.mouseRelease(desk.overlay, left, pos=QPoint(600, 360))
    desk.qtbot.mousePress(desk.overlay, left, pos=QPoint(400, 250))
    desk.qtbot.mouseMove(desk.overlay, QPoint(600, 360))
    desk.qtbot.mouseRelease(desk.overlay, left, pos=QPoint(600, 360))
    wide = desk.camera.seen[0]
    desk.wait(lambda: desk.camera.place[2] > 0 and desk.camera.place[0] > 0)
    assert wholes == [True]
    assert wide > desk.camera.seen[0]


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


def words(desk: Desk) -> str:
    return desk.overlay.notice.text


def press(desk: Desk, at: int) -> None:
    desk.qtbot.mouseClick(desk.overlay.notice.buttons()[at], Qt.MouseButton.LeftButton)


def test_somebody_else_has_it_and_is_asked(desk: Desk) -> None:
    desk.ptz.take(desk.lead, desk.number)
    desk.take()
    error = desk.control.error
    assert isinstance(error, CameraInUse)
    assert error_text(error) == "Người guard_lead has the control"
    assert "Người guard_lead" in words(desk) and "0:" in words(desk)
    desk.key(Qt.Key.Key_Left, True)
    desk.qtbot.wait(100)
    assert desk.camera.velocity == AT_REST
    desk.key(Qt.Key.Key_Left, False)
    press(desk, 0)
    desk.wait(lambda: "Asked" in words(desk))
    desk.ptz.release(desk.lead, desk.number)
    desk.wait(lambda: desk.control.ready)
    assert words(desk) == ""


def test_who_has_the_camera_is_told_that_it_is_wanted_and_gives_it(desk: Desk) -> None:
    desk.take()
    assert desk.ptz.ask(desk.lead, desk.number)
    desk.wait(lambda: "Người guard_lead" in words(desk))
    press(desk, 1)
    assert words(desk) == ""
    assert desk.control.ready
    assert desk.ptz.ask(desk.lead, desk.number)
    desk.wait(lambda: "Người guard_lead" in words(desk))
    press(desk, 0)
    assert desk.control.camera_id is None
    desk.ptz.take(desk.lead, desk.number)


def test_a_higher_rank_takes_it_and_the_pane_says_so(desk: Desk) -> None:
    names: list[str] = []
    desk.control.taken.connect(names.append)
    desk.take()
    desk.key(Qt.Key.Key_Up, True)
    desk.wait(lambda: desk.camera.velocity[1] > 0)
    desk.ptz.take(desk.lead, desk.number, over=True)
    desk.wait(lambda: names == ["Người guard_lead"])
    desk.wait(lambda: desk.camera.velocity == AT_REST)
    assert not desk.control.ready
    assert "Người guard_lead" in words(desk)


def test_a_lower_rank_is_taken_over_by_a_button(desk: Desk) -> None:
    desk.ptz.take(desk.it, desk.number)
    desk.take()
    assert [one.text() for one in desk.overlay.notice.buttons()] == ["Take the control (Enter)", "Leave it (Esc)"]
    press(desk, 0)
    desk.wait(lambda: desk.control.ready)


def test_asking_and_taking_by_keyboard(desk: Desk) -> None:
    desk.ptz.take(desk.lead, desk.number)
    desk.take()
    assert desk.key(Qt.Key.Key_Return, True)
    desk.wait(lambda: "Asked" in words(desk))
    assert desk.key(Qt.Key.Key_Escape, True)
    assert desk.control.camera_id is None
    desk.ptz.release(desk.lead, desk.number)
    desk.ptz.take(desk.it, desk.number)
    desk.take()
    assert desk.key(Qt.Key.Key_Return, True)
    desk.wait(lambda: desk.control.ready)
    assert not desk.key(Qt.Key.Key_Return, True), "Enter is the wall's again"


def test_it_is_given_back_when_nothing_is_pressed(desk: Desk) -> None:
    told: list[bool] = []
    desk.control.timed_out.connect(lambda: told.append(True))
    desk.take()
    desk.wait(lambda: told == [True])
    assert desk.control.camera_id is None
    assert desk.ptz.holder(desk.number) is None


def test_a_locked_screen_gives_the_camera_back(desk: Desk) -> None:
    desk.take()
    desk.key(Qt.Key.Key_Up, True)
    desk.wait(lambda: desk.camera.velocity[1] > 0)
    desk.parent.setEnabled(False)
    desk.wait(lambda: desk.camera.velocity == AT_REST)
    assert desk.control.camera_id is None


@pytest.mark.logs("ptz_stop_unconfirmed")
def test_a_link_that_drops_while_a_key_is_held(desk: Desk) -> None:
    desk.take()
    desk.key(Qt.Key.Key_Up, True)
    desk.wait(lambda: desk.camera.velocity[1] > 0)
    desk.camera.quirks.drop_next = 1000
    desk.wait(lambda: desk.control.error is not None)
    assert words(desk)
    desk.key(Qt.Key.Key_Up, False)
    desk.camera.quirks.drop_next = 0
    desk.wait(lambda: desk.camera.velocity == AT_REST)


# -- USB joystick


def test_the_usb_stick_moves_goes_to_presets_and_stops_when_unplugged(desk: Desk) -> None:
    desk.take()
    desk.parent.activateWindow()
    desk.wait(desk.parent.isActiveWindow)
    stick = desk.overlay.stick
    assert stick._running
    stick.wished.emit(Wish(pan=0.5))
    desk.wait(lambda: desk.camera.velocity == (0.5, 0.0, 0.0))
    stick.unplugged.emit()
    desk.wait(lambda: desk.camera.velocity == AT_REST)
    stick.wished.emit(Wish(preset=2))
    desk.wait(lambda: desk.camera.at == "2")
    stick.wished.emit(Wish(home=True))
    desk.wait(lambda: desk.camera.at == "home")
    stick.wished.emit(Wish(tilt=1.0))
    desk.wait(lambda: desk.camera.velocity[1] > 0)
    stick.wished.emit(Wish(tilt=1.0, stop=True))
    desk.wait(lambda: desk.camera.velocity == AT_REST)
    desk.control.end()
    assert not stick._running


def test_a_stick_unplugged_in_mid_move_stops_the_camera(desk: Desk) -> None:
    virtual = Virtual()
    try:
        desk.take()
        desk.parent.activateWindow()
        desk.wait(desk.parent.isActiveWindow)
        desk.wait(lambda: desk.overlay.stick.name != "")
        virtual.axis(0, -1.0)
        desk.wait(lambda: desk.camera.velocity == (-1.0, 0.0, 0.0))
        virtual.unplug()
        desk.wait(lambda: desk.camera.velocity == AT_REST)
        assert desk.control.ready
    finally:
        virtual.close()


def test_a_stick_still_pushed_when_the_window_lost_the_keyboard_has_to_be_let_go_first(desk: Desk) -> None:
    virtual = Virtual()
    try:
        desk.take()
        desk.parent.activateWindow()
        desk.wait(desk.parent.isActiveWindow)
        virtual.axis(0, 1.0)
        desk.wait(lambda: desk.camera.velocity[0] == 1.0)
        QApplication.sendEvent(desk.overlay, QEvent(QEvent.Type.WindowDeactivate))
        desk.wait(lambda: desk.camera.velocity == AT_REST)
        desk.qtbot.wait(150)
        assert desk.camera.velocity == AT_REST
        virtual.axis(0, 0.0)
        desk.qtbot.wait(100)
        virtual.axis(0, 1.0)
        desk.wait(lambda: desk.camera.velocity[0] == 1.0)
        virtual.axis(0, 0.0)
        desk.wait(lambda: desk.camera.velocity == AT_REST)
    finally:
        virtual.close()


# -- the list of presets and tours


def test_the_list_shows_presets_with_pictures_and_is_driven_by_keys(desk: Desk) -> None:
    desk.take()
    assert desk.key(Qt.Key.Key_L, True)
    panel = desk.overlay.panel
    assert panel.isVisible()
    assert [panel.presets.item(at).text() for at in range(2)] == ["1  Cổng", "2  Cột cờ"]
    panel.presets.setCurrentRow(1)
    desk.qtbot.keyClick(panel.presets, Qt.Key.Key_Return)
    desk.wait(lambda: desk.camera.at == "2")
    desk.wait(lambda: desk.control.presets[1].picture is not None)
    desk.qtbot.keyClick(panel.presets, Qt.Key.Key_F2)
    dialog = desk.parent.findChild(NameDialog)
    assert dialog is not None
    dialog.edit.setText("Sân cờ")
    dialog.accept()
    desk.wait(lambda: panel.presets.item(1).text() == "2  Sân cờ")
    desk.qtbot.keyClick(panel.presets, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert desk.control.ready


def test_an_empty_list_says_what_to_do(desk: Desk) -> None:
    desk.camera.presets.clear()
    desk.take()
    desk.overlay.open_list(PRESETS)
    panel = desk.overlay.panel
    assert panel._no_presets.isVisible() and not panel.presets.isVisible()
    assert panel.keep.isEnabled() and not panel.delete.isEnabled()
    desk.qtbot.mouseClick(panel.keep, Qt.MouseButton.LeftButton)
    dialog = desk.parent.findChild(NameDialog)
    assert dialog is not None
    dialog.edit.setText("Cổng sau")
    dialog.accept()
    desk.wait(lambda: panel.presets.count() == 1)
    desk.wait(lambda: desk.control.presets[0].picture is not None)


def test_a_tour_is_arranged_started_and_removed_and_brought_back(desk: Desk) -> None:
    desk.take()
    assert desk.key(Qt.Key.Key_T, True)
    panel = desk.overlay.panel
    desk.wait(lambda: panel._no_tours.isVisible())
    desk.qtbot.mouseClick(panel.new, Qt.MouseButton.LeftButton)
    dialog = desk.parent.findChild(TourDialog)
    assert dialog is not None
    assert not dialog.save.isEnabled(), "no stop yet"
    desk.qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    dialog.preset.setCurrentIndex(1)
    dialog.stops.setCurrentRow(-1)
    dialog.stay.setValue(5)
    desk.qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert [(stop.token, stop.stay_s) for stop in dialog.draft.stops] == [("1", 10), ("2", 5)]
    desk.qtbot.mouseClick(dialog.up, Qt.MouseButton.LeftButton)
    assert [stop.token for stop in dialog.draft.stops] == ["2", "1"]
    dialog.name.setText("Tuần tra sân")
    assert dialog.save.isEnabled()
    dialog.accept()
    desk.wait(lambda: panel.tours.count() == 1)
    desk.qtbot.mouseClick(panel.run, Qt.MouseButton.LeftButton)
    desk.wait(lambda: desk.control.camera_id is None)
    desk.wait(lambda: desk.camera.at == "2")
    assert desk.toasts[-1].detail == "Tuần tra sân"
    desk.take()
    assert desk.ptz.tour_on(desk.number) == ""
    desk.overlay.open_list(TOURS)
    desk.wait(lambda: "runs" in panel.tours.item(0).text())
    desk.qtbot.mouseClick(panel.run, Qt.MouseButton.LeftButton)
    desk.wait(lambda: "runs" not in panel.tours.item(0).text())
    panel.tours.setFocus()
    desk.qtbot.keyClick(panel.tours, Qt.Key.Key_Delete)
    desk.wait(lambda: panel.tours.count() == 0)
    undo = desk.toasts[-1].undo
    assert undo is not None
    undo()
    desk.wait(lambda: panel.tours.count() == 1)
    assert not desk.errors


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
