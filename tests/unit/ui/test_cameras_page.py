"""The cameras page and its dialog over real services and a camera on a real socket; nothing of ours is replaced."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.onvif_camera import PASSWORD, USER, fake_camera
from tests.fakes.onvif_trouble import serving, silent
from vms.core.clock import SystemClock
from vms.core.redact import Secret
from vms.core.tasks import Tasks
from vms.models.area import Area
from vms.models.database import open_catalogue
from vms.models.person import User
from vms.onvif.transport import Limits
from vms.security.permissions import Role, may
from vms.security.vault import Vault
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import CameraDraft, Cameras
from vms.services.devices import Devices, FoundView
from vms.services.recording_plans import RecordingPlans
from vms.ui import i18n, theme
from vms.ui.bridge import Bridge
from vms.ui.cameras.dialog import CameraDialog
from vms.ui.cameras.form import Looking, form_of, new_form
from vms.ui.cameras.page import CamerasPage
from vms.ui.navigator import Navigator, Toast
from vms.ui.parts import Parts
from vms.ui.session import Session
from vms.ui.tokens import Scheme

# The offscreen platform says so of windows with a fixed size and of menus.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LIMITS = Limits(connect_s=1, read_s=1, total_s=2)


class Desk:
    """The parts that the page needs, and the people. Live pictures need the media process and stay away here."""

    def __init__(self, folder: Path) -> None:
        clock = SystemClock()
        self.bridge = Bridge()
        self.tasks = Tasks(self.bridge.post)
        self.catalogue = open_catalogue(folder / "school.db", clock)
        audit = Audit(self.catalogue, clock)
        self.cameras = Cameras(self.catalogue, clock, audit, Vault(folder / "keys"))
        with self.catalogue.write():
            Area.create(name="Sân trường", unit="Tổ Bảo vệ", position=1)
        self.it, self.board = self._person(Role.IT), self._person(Role.BOARD)
        rights = SimpleNamespace(may=lambda actor, action: may(actor.role, action))
        recording = SimpleNamespace(all=dict)
        self.parts = Parts(
            **dict.fromkeys(Parts.__dataclass_fields__)  # type: ignore[arg-type]
            | {
                "clock": clock,
                "tasks": self.tasks,
                "accounts": rights,
                "cameras": self.cameras,
                "devices": Devices(self.cameras, audit, clock, limits=LIMITS),
                "recording": recording,
                "plans": RecordingPlans(self.catalogue, clock, audit),
            }
        )
        self.navigator = Navigator()
        self.windows: list[QWidget] = []
        self.toasts: list[Toast] = []
        self.errors: list[Exception] = []
        self.navigator.notified.connect(self.toasts.append)
        self.navigator.error_raised.connect(self.errors.append)

    def _person(self, role: Role) -> Actor:
        with self.catalogue.write():
            row = User.create(
                username=role.value, name=role.value, title="", role=role.value, password_hash="", created_us=0
            )
        return Actor(row.id, row.username, row.name, role, "", "s1")

    def add(self, address: str, code: str = "C04", name: str = "Sân chính", password: str = PASSWORD) -> int:
        draft = CameraDraft(
            code, name, "Sân trường", "onvif", address, USER, Secret(password), "rtsp://127.0.0.1:1/x", ptz=True
        )
        return self.cameras.add(self.it, draft).id

    def page(self, qtbot: QtBot, actor: Actor | None = None) -> CamerasPage:
        page = CamerasPage(self.parts, Session(actor or self.it), self.navigator)
        self.windows.append(page)
        return page

    def dialog(self, qtbot: QtBot, **changes: object) -> CameraDialog:
        parent = QWidget()
        self.windows.append(parent)
        form = form_of(self.cameras.get(self.it, 1)) if changes.get("edit") else new_form([], ["Sân trường"])
        dialog = CameraDialog(self.parts, Session(self.it), form, self.cameras.areas(self.it), parent)
        self.windows.append(dialog)
        dialog.show()
        return dialog

    def close(self) -> None:
        for window in self.windows:
            if isinstance(window, CamerasPage):
                window.shutdown()
            window.close()
        for window in reversed(self.windows):
            window.deleteLater()
        self.tasks.close()
        self.bridge.close()
        self.catalogue.close()


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "keys").mkdir()
    theme.apply(Scheme.DARK)
    i18n.compile_translations()
    i18n.apply("vi")
    desk = Desk(tmp_path)
    yield desk
    desk.close()


def write(edit: QLineEdit, text: str) -> None:
    """As if typed; Qt's own key clicks know only Latin-1."""
    edit.setText(text)
    edit.textEdited.emit(text)


def connect(qtbot: QtBot, dialog: CameraDialog, address: str, password: str = "") -> None:
    write(dialog.address, address)
    write(dialog.user, USER)
    write(dialog.password, password or PASSWORD)
    dialog.look_button.click()
    qtbot.waitUntil(lambda: not dialog.form.running, timeout=10_000)


def test_adding_a_camera(desk: Desk, qtbot: QtBot) -> None:
    with fake_camera() as camera:
        dialog = desk.dialog(qtbot)
        assert dialog.code.text() == "C01"
        connect(qtbot, dialog, camera.address)
        assert dialog.form.looking is Looking.DONE
        assert dialog.main.currentText() == "P1: H.265 · 2560×1440 · 20 hình/giây"
        assert dialog.ptz.isChecked()
        dialog.save_button.click()
        assert dialog.fields["name"].line == "Nhập tên, ví dụ tên chỗ đặt"
        write(dialog.name, "Cổng chính")
        dialog.save_button.click()
    assert dialog.saved is not None
    view = desk.cameras.get(desk.it, dialog.saved.id)
    assert (view.code, view.name, view.area, view.maker, view.codec, view.width) == (
        "C01", "Cổng chính", "Sân trường", "Sao Bắc", "h265", 2560,
    )  # fmt: skip
    assert view.main_url == "rtsp://127.0.0.1:8554/P1"
    assert desk.cameras.credentials(view.id) == (USER, Secret(PASSWORD))


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ("192.168.10.300", "address", "Bốn số"),
        ("a b", "address", "không phải địa chỉ"),
        ("", "address", "Nhập địa chỉ"),
    ],
)
def test_a_bad_address_stands_at_its_field(desk: Desk, qtbot: QtBot, typed: str, field: str, words: str) -> None:
    dialog = desk.dialog(qtbot)
    connect(qtbot, dialog, typed)
    assert words in dialog.fields[field].line


def test_a_wrong_password_stands_at_the_password_and_is_sent_once(desk: Desk, qtbot: QtBot) -> None:
    with fake_camera() as camera:
        dialog = desk.dialog(qtbot)
        connect(qtbot, dialog, camera.address, "sai")
        assert dialog.fields["password"].line == "Bị từ chối, chỉ thử một lần"
        assert camera.failed_logins == 1


def test_a_look_can_be_stopped_and_its_late_answer_is_not_taken(desk: Desk, qtbot: QtBot) -> None:
    with serving(silent) as port:
        dialog = desk.dialog(qtbot)
        write(dialog.address, f"127.0.0.1:{port}")
        dialog.look_button.click()
        assert dialog.form.running
        assert not dialog.save_button.isEnabled()
        dialog.look_button.click()
        assert not dialog.form.running
        desk.tasks.close()
        qtbot.wait(50)
        assert dialog.form.looking is Looking.NOT_YET
        assert dialog.form.reasons == {}


def test_a_camera_found_in_the_network_fills_in_its_address(desk: Desk, qtbot: QtBot) -> None:
    dialog = desk.dialog(qtbot)
    new = FoundView("http://10.0.0.5/onvif/device_service", "10.0.0.5", "Sao Bắc", False)
    dialog._searched((new, FoundView("http://10.0.0.6/", "10.0.0.6", "", True)))
    first, second = dialog.found_menu.actions()
    assert (first.text(), second.text(), second.isEnabled()) == ("10.0.0.5 · Sao Bắc", "10.0.0.6 (đã có)", False)
    first.trigger()
    assert dialog.form.address == new.address
    assert dialog.address.text() == new.address
    dialog.found_menu.close()
    dialog._searched(())
    assert dialog.fields["address"].line.startswith("Không camera nào trong mạng trả lời")


def test_a_code_that_is_taken(desk: Desk, qtbot: QtBot) -> None:
    with fake_camera() as camera:
        desk.add(camera.address, code="C01")
        dialog = desk.dialog(qtbot)
        connect(qtbot, dialog, camera.address)
        write(dialog.name, "Cổng")
        dialog.save_button.click()
    assert dialog.fields["code"].line == "Camera khác đã dùng mã này"
    assert dialog.saved is None


def test_changing_a_name_keeps_the_password(desk: Desk, qtbot: QtBot) -> None:
    with fake_camera() as camera:
        number = desk.add(camera.address)
        dialog = desk.dialog(qtbot, edit=True)
        write(dialog.name, "Sân sau")
        dialog.save_button.click()
        assert dialog.saved is not None
        assert desk.cameras.get(desk.it, number).name == "Sân sau"
        assert desk.cameras.credentials(number)[1] == Secret(PASSWORD)
        again = desk.dialog(qtbot, edit=True)
        again.look_button.click()  # with the stored password
        qtbot.waitUntil(lambda: not again.form.running, timeout=10_000)
        assert again.form.looking is Looking.DONE


def test_the_page_lists_finds_and_shows(desk: Desk, qtbot: QtBot) -> None:
    desk.add("127.0.0.1:1")
    second = desk.add("127.0.0.1:2", "C05", "Đường vào")
    page = desk.page(qtbot)
    assert page.chosen is not None
    assert page.title.accessibleName() == "C04 Sân chính"
    page.tree.search.setText("duong")
    assert [page.tree.model._entries[one].camera.code for one in page.tree.model._shown] == ["C05"]
    page.choose(second)
    assert page.title.accessibleName() == "C05 Đường vào"


def test_an_empty_school(desk: Desk, qtbot: QtBot) -> None:
    page = desk.page(qtbot)
    assert page.chosen is None
    assert page._stack.currentIndex() == 0


def test_the_diagnosis_says_what_is_wrong(desk: Desk, qtbot: QtBot) -> None:
    with fake_camera(clock_ahead_s=90) as camera:
        number = desk.add(camera.address, password="sai")
        page = desk.page(qtbot)
        page.diagnosis.run_button.click()
        assert not page.diagnosis.run_button.isEnabled()
        qtbot.waitUntil(lambda: number in page._tests, timeout=15_000)
    said = [box.accessibleName() for box in page.diagnosis.findChildren(QWidget) if box.accessibleName()]
    assert "sai tên hoặc mật khẩu" in said
    assert any(text.startswith(("Đồng hồ lệch +90", "Đồng hồ lệch +89")) for text in said)
    assert "Hình chưa kiểm tra" in said


def test_a_change_made_elsewhere_arrives(desk: Desk, qtbot: QtBot) -> None:
    desk.add("127.0.0.1:1")
    page = desk.page(qtbot)
    thread = threading.Thread(target=lambda: desk.add("127.0.0.1:2", "C05", "Cổng"))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: page.tree.model.count == 2, timeout=3000)


def test_who_may_take_a_camera_out_of_use(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    number = desk.add("127.0.0.1:1")
    it_page = desk.page(qtbot)
    assert not it_page.remove_button.isEnabled()
    assert it_page._why_not.accessibleName() == "Chỉ BGH cho ngừng dùng"
    page = desk.page(qtbot, desk.board)
    assert not page.add_button.isVisibleTo(page)
    monkeypatch.setattr(
        "vms.ui.cameras.page.confirm", lambda _parent, question: "Hỏng" if question.ask_reason else None
    )
    page.remove_button.click()
    assert desk.cameras.all(desk.board) == []
    assert desk.toasts[-1].undo is not None
    desk.toasts[-1].undo()
    assert page.chosen is not None
    assert page.chosen.id == number
    assert desk.errors == []


def test_the_picture_of_a_camera_is_turned_mirrored_and_watched_as_chosen(desk: Desk, qtbot: QtBot) -> None:
    with fake_camera() as camera:
        number = desk.add(camera.address)
        dialog = desk.dialog(qtbot, edit=True)
        assert dialog.picture.turn.value() == 0 and dialog.picture.watch.isChecked()
        qtbot.mouseClick(dialog.picture.turn.button(270), Qt.MouseButton.LeftButton)
        for tick in (dialog.picture.mirror, dialog.picture.stretch, dialog.picture.watch):
            tick.setFocus()
            qtbot.keyClick(tick, Qt.Key.Key_Space)
        dialog.save_button.click()
        found = desk.cameras.get(desk.it, number)
        assert (found.turn, found.mirror, found.stretch, found.watch) == (270, True, True, False)
        again = desk.dialog(qtbot, edit=True)
        assert again.picture.turn.value() == 270 and again.picture.mirror.isChecked()
        assert again.picture.stretch.isChecked() and not again.picture.watch.isChecked()
