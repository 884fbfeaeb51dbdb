"""Recorders of other makes, set up by mouse and by keys, over real services and a recorder on a real socket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from tests.fakes.demo_recorder import demo_recorder
from tests.unit.ui.filmed_school import answering
from tests.unit.ui.shell_parts import School, school, until
from vms.core.errors import CameraFault, InvalidInput
from vms.core.instants import MINUTE, SECOND, Span
from vms.core.redact import Secret
from vms.demo.nvr import PASSWORD, USER, RecorderDevice
from vms.demo.nvr_rtsp import NvrFault
from vms.services.cameras import CameraDraft
from vms.services.foreign_recorders import FoundRecorder, FoundTrack, RecorderView
from vms.ui.cameras.page import CamerasPage
from vms.ui.navigator import Navigator, Toast
from vms.ui.recorders import form as forms
from vms.ui.recorders import words
from vms.ui.recorders.dialog import RecorderDialog
from vms.ui.recorders.form import RecorderForm
from vms.ui.recorders.listing import RecordersDialog
from vms.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
FOUND = FoundRecorder("onvif", "M", "N", "1", "S", None, None, (FoundTrack("R1", "Cổng chính", (), True),))


class Desk:
    """IT before the list of recorders."""

    def __init__(self, made: School, device: RecorderDevice) -> None:
        self.school, self.device, self.parts = made, device, made.parts
        gate = CameraDraft("C01", "Cổng chính", "Khu cổng", "url", main_url="rtsp://127.0.0.1:9/x")
        self.gate = made.parts.cameras.add(made.it, gate).id
        self.navigator = Navigator()
        self.toasts: list[Toast] = []
        self.navigator.notified.connect(self.toasts.append)
        self.parent = QWidget()
        self.listing = RecordersDialog(made.parts, Session(made.it), self.navigator, self.parent)
        self.listing.show()

    def dialog(self, form: RecorderForm) -> RecorderDialog:
        cameras = {camera.id: camera for camera in self.parts.cameras.all(self.school.it)}
        dialog = RecorderDialog(self.parts, Session(self.school.it), form, cameras, self.listing)
        dialog.show()
        return dialog

    def known(self) -> list[RecorderView]:
        return self.parts.recorders.all(self.school.it)

    def close(self) -> None:
        self.listing.close()
        self.parent.close()
        self.parent.deleteLater()
        self.navigator.deleteLater()


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    with demo_recorder() as device, school(tmp_path / "data") as made:
        desk = Desk(made, device)
        yield desk
        desk.close()


def write(edit: QLineEdit, text: str) -> None:
    """As if typed; Qt's own key clicks know only Latin-1."""
    edit.setText(text)
    edit.textEdited.emit(text)


def connect(desk: Desk, dialog: RecorderDialog, password: str = PASSWORD) -> None:
    write(dialog.address, str(desk.device.card()["onvif"]))
    write(dialog.user, USER)
    write(dialog.password, password)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    assert dialog.form.running
    until(lambda: not dialog.form.running)


def texts(widget: QWidget) -> str:
    QApplication.processEvents()
    return " | ".join(one.accessibleName() or one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_a_recorder_is_added_after_a_wrong_password(desk: Desk) -> None:
    assert "Chưa có đầu ghi khác" in texts(desk.listing)

    def add(dialog: QWidget) -> None:
        assert isinstance(dialog, RecorderDialog)
        assert not dialog.save_button.isEnabled()
        connect(desk, dialog, "sai")
        assert "không nhận tài khoản hoặc mật khẩu" in dialog._banner.text
        assert not dialog.save_button.isEnabled()
        connect(desk, dialog)
        assert not dialog._banner.isVisible()
        assert "Cổng chính" in texts(dialog) and "23/11/2026 08:20 – 08:25" in texts(dialog)
        assert dialog.choices["REC1"].currentData() == desk.gate, "guessed by its name"
        choice = dialog.choices["REC2"]
        choice.setFocus()
        QTest.keyClick(choice, Qt.Key.Key_Down)
        choice.activated.emit(choice.currentIndex())
        write(dialog.name, "Đầu ghi cũ")
        dialog.save_button.click()

    with answering(add):
        desk.listing.add_button.click()
    (saved,) = desk.known()
    assert saved.name == "Đầu ghi cũ" and [one.camera_id is not None for one in saved.tracks] == [True, True]
    said = texts(desk.listing)
    assert "C01 Cổng chính" in said and "số máy BMNVR000001" in said


def added(desk: Desk) -> RecorderView:
    dialog = desk.dialog(RecorderForm())
    connect(desk, dialog)
    dialog.save_button.click()
    assert dialog.saved is not None
    desk.listing.reload()
    return dialog.saved


def test_asked_again_its_card_says_what_is_wrong_and_what_to_do(desk: Desk) -> None:
    saved = added(desk)
    desk.device.set_fault(NvrFault.REFUSE)
    desk.listing.cards[saved.id].refresh_button.click()
    assert not desk.listing.cards[saved.id].refresh_button.isEnabled()
    until(lambda: desk.listing.cards[saved.id].refresh_button.isEnabled())
    assert "Đầu ghi không nhận tài khoản hoặc mật khẩu" in texts(desk.listing.cards[saved.id])
    desk.device.set_fault(NvrFault.NONE)
    desk.listing.cards[saved.id].refresh_button.click()
    until(lambda: desk.known()[0].problem == "" and not desk.listing._asking)
    assert "không nhận" not in texts(desk.listing.cards[saved.id])


def test_a_recorder_is_changed_without_typing_its_password(desk: Desk) -> None:
    saved = added(desk)

    def change(dialog: QWidget) -> None:
        assert isinstance(dialog, RecorderDialog)
        assert dialog.save_button.isEnabled() and dialog.choices["REC1"].currentData() == desk.gate
        write(dialog.name, "Đầu ghi nhà A")
        dialog.save_button.click()

    with answering(change):
        desk.listing.cards[saved.id].edit_button.click()
    assert [(one.id, one.name, one.has_password) for one in desk.known()] == [(saved.id, "Đầu ghi nhà A", True)]


def test_taken_off_the_list_and_brought_back(desk: Desk) -> None:
    saved = added(desk)
    desk.listing.cards[saved.id].remove_button.click()
    assert desk.known() == [] and "Chưa có đầu ghi khác" in texts(desk.listing)
    undo = desk.toasts[-1].undo
    assert undo is not None
    undo()
    assert [one.id for one in desk.known()] == [saved.id] and saved.id in desk.listing.cards


def test_a_name_already_used_is_told_at_its_field(desk: Desk) -> None:
    saved = added(desk)
    dialog = desk.dialog(RecorderForm())
    connect(desk, dialog)
    write(dialog.name, saved.name)
    dialog.save_button.click()
    assert dialog.saved is None and dialog.fields["name"].line
    dialog.reject()


def test_stopped_a_late_answer_is_passed_over(desk: Desk) -> None:
    dialog = desk.dialog(RecorderForm())
    write(dialog.address, str(desk.device.card()["onvif"]))
    dialog.look_button.click()
    assert dialog.form.running
    dialog.look_button.click()
    assert not dialog.form.running and dialog.form.found is None
    dialog.reject()


def test_only_it_sees_the_way_to_it(desk: Desk) -> None:
    for actor, seen in ((desk.school.it, True), (desk.school.board, False)):
        page = CamerasPage(desk.parts, Session(actor), desk.navigator)
        assert page.recorders_button.isVisibleTo(page) == seen
        page.shutdown()
        page.deleteLater()


def test_another_address_has_to_be_looked_at_again() -> None:
    form = replace(RecorderForm(), found=FOUND, ticket=3)
    assert forms.typed(form, "name", "x").found is FOUND
    for name, value in (("address", "1.2.3.4"), ("password", Secret("x")), ("kind", "dahua"), ("rtsp_port", 5)):
        assert forms.typed(form, name, value).found is None
    assert forms.looked(form, 2, FOUND, {}) is form, "an answer of an earlier look"


def test_what_was_said_of_a_recording_stays_when_it_is_looked_at_again() -> None:
    cameras = {7: ("C01", "Cổng chính"), 8: ("C02", "Cổng phụ")}
    form = forms.looked(forms.look_begun(RecorderForm()), 1, FOUND, cameras)
    assert (form.shows, form.name) == ({"R1": 7}, "M N")
    form = forms.shown(form, "R1", None)
    assert forms.looked(forms.look_begun(form), 2, FOUND, cameras).shows == {"R1": None}


def test_errors_have_words_for_recorders(qapp: object) -> None:
    assert "recorder" in words.problem_text(CameraFault(host="x"))
    assert words.problem_text(InvalidInput(reasons={"name": "name_missing"})) == "Enter the name"
    assert words.clock_text(SECOND) == "" and "+61" in words.clock_text(61 * SECOND)
    day = 1_795_396_800 * SECOND
    assert words.kept_text([Span(day, day + 1500 * MINUTE)], True) == "23/11/2026 08:20 – 24/11/2026 09:20"
    assert words.kept_text([], True) == "No footage now"
