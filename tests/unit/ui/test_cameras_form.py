"""The form of a camera: pure functions, so each rule is one line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from vms.core.errors import CameraFault, CameraRefused, CameraUnreachable, CatalogueError, InvalidInput
from vms.core.redact import Secret
from vms.services.cameras import CameraView
from vms.services.devices import FoundView, ProbeResult, ProfileView, StreamCheck
from vms.ui.cameras import form as forms
from vms.ui.cameras.form import Form, Looking
from vms.ui.cameras.purpose_fields import PurposeFields


def profile(token: str, width: int, url: str = "rtsp://h/x") -> ProfileView:
    return ProfileView(token, token, "h264", width, width * 9 // 16, 15.0, url)


def result(*profiles: ProfileView, ptz: bool = True) -> ProbeResult:
    found = profiles or (
        profile("A", 2560, "rtsp://h/a"),
        profile("B", 1920, "rtsp://h/b"),
        profile("C", 640, "rtsp://h/c"),
    )
    return ProbeResult("http://h/onvif", "Sao Bắc", "X", "1", "S", "M", found, ptz, "http://h/s.jpg", b"jpg", 0, 1)


def stored(**changes: object) -> CameraView:
    values: dict[str, object] = {
        "id": 4, "code": "C04", "name": "Sân chính", "area_id": 1, "area": "Sân trường", "kind": "onvif",
        "address": "http://h/onvif", "user": "vms", "has_password": True, "main_url": "rtsp://h/b", "sub_url": "rtsp://h/c",
        "snapshot_url": "http://h/s.jpg", "profile_main": "B", "profile_sub": "C", "ptz": True, "record": True,
        "enabled": True, "maker": "Sao Bắc", "model": "X", "firmware": "1", "serial": "S", "mac": "M", "codec": "h264",
        "width": 1920, "height": 1080, "fps": 15.0, "clock_offset_us": None, "clock_uncertainty_us": None,
        "clock_measured_us": None, "added_us": 0, "removed_us": None,
        "purposes": "security", "turn": 180, "mirror": True, "stretch": False, "watch": True,
    }  # fmt: skip
    return CameraView(**(values | changes))  # type: ignore[arg-type]


def begun(**changes: object) -> Form:
    return forms.look_begun(forms.typed(Form(code="C05", **changes), "address", "10.0.0.5"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        ([], "C01"),
        (["C01", "C02"], "C03"),
        (["C02", "C09"], "C10"),
        (["CAM7"], "CAM8"),
        (["C1", "x"], "C2"),
        (["C099"], "C100"),
    ],
)
def test_next_free_code(codes: list[str], wanted: str) -> None:
    assert forms.next_code(codes) == wanted


def test_looking_needs_an_address() -> None:
    asked = forms.look_begun(Form())
    assert asked.reasons == {"address": "address_empty"}
    assert not asked.running
    assert forms.look_begun(Form(kind="url")).reasons == {"main_url": "address_empty"}


def test_a_probe_proposes_large_for_recording_and_small_for_panes() -> None:
    form = begun()
    seen = forms.probed(form, form.ticket, result())
    assert (seen.looking, seen.main_token, seen.sub_token, seen.ptz) == (Looking.DONE, "A", "C", True)
    assert seen.name == ""  # a camera is named for its place, not for its model


def test_a_camera_with_one_stream_gets_no_sub_stream() -> None:
    form = begun()
    assert forms.probed(form, form.ticket, result(profile("A", 640))).sub_token == ""


def test_streams_without_an_address_are_not_offered() -> None:
    form = begun()
    seen = forms.probed(form, form.ticket, result(profile("A", 2560, ""), profile("B", 1920)))
    assert seen.main_token == "B"
    none = forms.probed(form, form.ticket, result(profile("A", 2560, "")))
    assert none.reasons == {"address": "no_stream"}
    assert forms.checked(none).reasons["address"] == "no_stream"


def test_late_answers_are_not_taken() -> None:
    form = begun()
    gone = forms.look_cancelled(form)
    assert forms.probed(gone, form.ticket, result()) == gone
    assert forms.look_failed(gone, form.ticket, CameraUnreachable()) == gone
    assert forms.step_told(gone, form.ticket, "login") == gone
    again = forms.look_begun(gone)
    assert forms.probed(again, form.ticket, result()) == again


@pytest.mark.parametrize(
    ("error", "reasons"),
    [
        (CameraRefused(host="h"), {"password": "camera_refused"}),
        (CameraRefused(host="h", detail="login needed"), {"password": "login_needed"}),
        (CameraUnreachable(host="h"), {"address": "camera_unreachable"}),
        (CameraFault(host="h"), {"address": "camera_fault"}),
        (InvalidInput(reasons={"address": "address_octet"}), {"address": "address_octet"}),
        (CatalogueError(path="p"), {}),
    ],
)
def test_failures_stand_at_the_field_that_can_be_put_right(error: Exception, reasons: dict[str, str]) -> None:
    form = begun()
    failed = forms.look_failed(form, form.ticket, error)  # type: ignore[arg-type]
    assert (failed.looking, failed.reasons, failed.error) == (Looking.FAILED, reasons, error)


def test_another_address_makes_the_look_worthless_and_another_name_does_not() -> None:
    form = begun()
    seen = forms.probed(form, form.ticket, result())
    assert forms.typed(seen, "name", "Cổng").probe is not None
    for name, value in (("address", "10.0.0.6"), ("user", "x"), ("password", Secret("y")), ("kind", "url")):
        changed = forms.typed(seen, name, value)
        assert (changed.probe, changed.looking) == (None, Looking.NOT_YET)


def test_typing_takes_the_reason_off_its_field_only() -> None:
    form = forms.checked(Form())
    assert set(form.reasons) == {"address", "code", "name"}
    assert set(forms.typed(form, "name", "C").reasons) == {"address", "code"}


def test_a_new_onvif_camera_has_to_be_looked_at_before_saving() -> None:
    form = Form(address="10.0.0.5", code="C05", name="Cổng")
    assert forms.checked(form).reasons == {"address": "look_first"}
    looked = forms.look_begun(form)
    assert forms.checked(forms.probed(looked, looked.ticket, result())).reasons == {}
    wrong = forms.look_failed(looked, looked.ticket, InvalidInput(reasons={"address": "address_octet"}))
    assert forms.checked(wrong).reasons == {"address": "address_octet"}


def test_a_stream_address_may_be_saved_unseen() -> None:
    assert forms.checked(Form(kind="url", main_url="rtsp://h/1", code="C05", name="Cổng")).reasons == {}
    assert forms.checked(Form(kind="url", code="C05", name="Cổng")).reasons == {"main_url": "address_empty"}


def test_the_draft_of_a_probed_camera() -> None:
    form = begun(name="Cổng", area="Khu cổng", user=" vms ", password=Secret("p"))
    draft = forms.draft_of(forms.probed(form, form.ticket, result()))
    assert (draft.address, draft.main_url, draft.sub_url) == ("http://h/onvif", "rtsp://h/a", "rtsp://h/c")
    assert (draft.codec, draft.width, draft.profile_main, draft.profile_sub) == ("h264", 2560, "A", "C")
    assert (draft.user, draft.password, draft.ptz, draft.maker) == ("vms", Secret("p"), True, "Sao Bắc")


def test_changing_only_the_name_keeps_all_that_the_camera_said() -> None:
    form = forms.typed(forms.form_of(stored()), "name", "Sân sau")
    assert forms.checked(form).reasons == {}
    draft = forms.draft_of(form)
    assert (draft.name, draft.password, draft.main_url, draft.codec, draft.profile_sub) == (
        "Sân sau",
        None,
        "rtsp://h/b",
        "h264",
        "C",
    )


def test_moving_a_camera_needs_a_look_and_keeps_the_chosen_profiles() -> None:
    form = forms.typed(forms.form_of(stored()), "address", "10.0.0.9")
    assert forms.checked(form).reasons == {"address": "look_first"}
    looked = forms.look_begun(form)
    seen = forms.probed(looked, looked.ticket, result())
    assert (seen.main_token, seen.sub_token) == ("B", "C")


def test_from_onvif_to_a_stream_address_forgets_what_onvif_said() -> None:
    form = forms.typed(forms.typed(forms.form_of(stored()), "kind", "url"), "main_url", "rtsp://h/z")
    looked = forms.look_begun(form)
    seen = forms.stream_seen(looked, looked.ticket, StreamCheck("h265", 1280, 720, 25.0, b"j", 0.5))
    draft = forms.draft_of(seen)
    assert (draft.kind, draft.address, draft.maker, draft.ptz) == ("url", "", "", False)
    assert (draft.codec, draft.width, draft.main_url) == ("h265", 1280, "rtsp://h/z")


def test_what_the_catalogue_refuses_stands_at_its_field() -> None:
    form = forms.save_begun(Form())
    refused = forms.save_failed(form, InvalidInput(reasons={"code": "code_taken"}))
    assert (refused.saving, refused.reasons, refused.error) == (False, {"code": "code_taken"}, None)
    broken = forms.save_failed(form, CatalogueError(path="p"))
    assert isinstance(broken.error, CatalogueError)


def test_no_password_is_shown_by_a_form() -> None:
    assert "bí mật" not in repr(Form(password=Secret("bí mật")))


def test_searching_the_network() -> None:
    form = forms.search_begun(Form())
    assert form.searching
    none = forms.searched(form, ())
    assert (none.searching, none.reasons) == (False, {"address": "none_found"})
    assert forms.checked(none).reasons["address"] == "address_empty"
    found = (FoundView("http://10.0.0.5/onvif", "10.0.0.5", "Sao Bắc", False),)
    assert forms.searched(form, found).found == found
    assert isinstance(forms.search_failed(form, CatalogueError(path="p")).error, CatalogueError)


def test_what_the_form_does_not_ask_for_stays() -> None:
    draft = forms.draft_of(forms.typed(forms.form_of(stored()), "name", "Sân trước"))
    assert (draft.name, draft.purposes, draft.turn, draft.mirror) == ("Sân trước", "security", 180, True)


def test_how_a_picture_is_shown_goes_into_the_draft_and_needs_no_new_look() -> None:
    form = begun()
    seen = forms.probed(form, form.ticket, result())
    for name, value in (("turn", 90), ("mirror", True), ("stretch", True), ("watch", False)):
        seen = forms.typed(seen, name, value)
    assert seen.looking is Looking.DONE
    draft = forms.draft_of(seen)
    assert (draft.turn, draft.mirror, draft.stretch, draft.watch) == (90, True, True, False)


def test_what_a_camera_is_for_is_ticked_kept_and_cleared(qtbot: QtBot) -> None:
    fields = PurposeFields(forms.form_of(stored(purposes="security,equipment")))
    qtbot.addWidget(fields)
    told: list[tuple[str, object]] = []
    fields.changed.connect(lambda name, value: told.append((name, value)))
    assert [code for code, tick in fields.ticks.items() if tick.isChecked()] == ["security", "equipment"]
    qtbot.keyClick(fields.ticks["teaching"], Qt.Key.Key_Space)
    fields.ticks["security"].click()
    assert told[-1] == ("purposes", "teaching,equipment")
    form = forms.typed(forms.form_of(stored(purposes="security")), *told[-1])
    assert forms.draft_of(form).purposes == "teaching,equipment"
    assert forms.draft_of(forms.form_of(stored(purposes="security"))).purposes == "security"
