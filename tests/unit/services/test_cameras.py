from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from tests.fakes.office import Office, open_office
from vms.core.errors import CameraUnreachable, InvalidInput, NotAllowed, VaultLocked
from vms.core.redact import Secret
from vms.models.camera import Camera
from vms.security.permissions import Role
from vms.services.cameras import CameraDraft

DRAFT = CameraDraft(
    code="C04",
    name="Sân chính",
    area_name="Sân trường",
    kind="onvif",
    address="127.0.0.1:8000",
    user="admin",
    password=Secret("Mật-khẩu:1@/?"),
    main_url="rtsp://127.0.0.1:554/main",
    sub_url="rtsp://127.0.0.1:554/sub",
    ptz=True,
)


@pytest.fixture
def office(data_folder: Path) -> Iterator[Office]:
    with open_office(data_folder) as opened:
        yield opened


def _reasons(office: Office, draft: CameraDraft) -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        office.cameras.add(office.it, draft)
    return caught.value.reasons


def test_a_camera_is_added_and_shown_without_its_password(office: Office) -> None:
    view = office.cameras.add(office.it, DRAFT)
    assert (view.code, view.label, view.area, view.user) == ("C04", "C04 Sân chính", "Sân trường", "admin")
    assert (view.has_password, view.ptz, view.record, view.enabled) == (True, True, True, True)
    assert (view.removed_us, view.clock_offset_us, view.added_us) == (None, None, office.clock.now_us())
    assert office.cameras.all(office.it) == [view] == [office.cameras.get(office.it, view.id)]
    assert "Mật-khẩu" not in repr(asdict(view))
    assert "Mật-khẩu" not in repr(office.log())


def test_the_password_lies_sealed_in_the_catalogue_and_comes_back_for_services(office: Office) -> None:
    view = office.cameras.add(office.it, DRAFT)
    with office.catalogue.read():
        assert "Mật-khẩu" not in repr(Camera.select().dicts().get())
    assert office.cameras.credentials(view.id) == ("admin", DRAFT.password)


def test_the_stream_carries_the_credentials_masked(office: Office) -> None:
    view = office.cameras.add(office.it, DRAFT)
    spec = office.cameras.stream(office.board, view.id, "sub")
    assert spec.url.reveal() == "rtsp://admin:M%E1%BA%ADt-kh%E1%BA%A9u%3A1%40%2F%3F@127.0.0.1:554/sub"
    assert str(spec.url) == "rtsp://127.0.0.1:554/sub"
    assert office.cameras.stream(office.board, view.id, "main").url.reveal().endswith("/main")


def test_without_a_sub_stream_the_main_one_serves_and_without_any_the_camera_is_unreachable(office: Office) -> None:
    view = office.cameras.add(office.it, replace(DRAFT, sub_url=""))
    assert office.cameras.stream(office.board, view.id, "sub").url.reveal().endswith("/main")
    bare = office.cameras.add(office.it, replace(DRAFT, code="C05", main_url="", sub_url=""))
    with pytest.raises(CameraUnreachable):
        office.cameras.stream(office.board, bare.id, "main")


def test_a_lost_key_is_said_and_a_new_password_heals_it(office: Office) -> None:
    view = office.cameras.add(office.it, DRAFT)
    (key,) = office.folder.keys.iterdir()
    key.unlink()
    with pytest.raises(VaultLocked):
        office.cameras.stream(office.board, view.id, "main")
    office.cameras.edit(office.it, view.id, replace(DRAFT, password=Secret("mới")))
    assert office.cameras.credentials(view.id) == ("admin", Secret("mới"))


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"code": " "}, {"code": "code_missing"}),
        ({"code": "C/04"}, {"code": "code_invalid"}),
        ({"code": "Đ1"}, {"code": "code_invalid"}),
        ({"name": "\t"}, {"name": "name_missing"}),
        ({"name": "x" * 81}, {"name": "name_long"}),
        ({"kind": "usb"}, {"kind": "kind_unknown"}),
        ({"address": ""}, {"address": "address_missing"}),
        ({"address": "http://"}, {"address": "address_invalid"}),
        ({"address": "ftp://127.0.0.1"}, {"address": "address_invalid"}),
        ({"address": "127.0.0.1:99999"}, {"address": "address_invalid"}),
        ({"main_url": "http//x"}, {"main_url": "url_scheme"}),
        ({"main_url": "file://server/share.mp4"}, {"main_url": "url_invalid"}),
        ({"main_url": "ftp://h/x.mp4"}, {"main_url": "url_scheme"}),
        ({"main_url": "rtsp://"}, {"main_url": "url_invalid"}),
        ({"main_url": "rtsp://a b/c"}, {"main_url": "url_invalid"}),
        ({"main_url": "rtsp://h:port/c"}, {"main_url": "url_invalid"}),
        ({"main_url": "rtsp://[::1/c"}, {"main_url": "url_invalid"}),
        ({"sub_url": "concat:a"}, {"sub_url": "url_scheme"}),
        ({"snapshot_url": "rtsp://h/x"}, {"snapshot_url": "url_scheme"}),
        ({"kind": "url", "main_url": ""}, {"main_url": "url_missing"}),
        (
            {"code": "", "name": "", "sub_url": "x"},
            {"code": "code_missing", "name": "name_missing", "sub_url": "url_scheme"},
        ),
    ],
)
def test_a_form_comes_back_with_each_fields_reason(
    office: Office, changes: dict[str, str], reasons: dict[str, str]
) -> None:
    assert _reasons(office, replace(DRAFT, **changes)) == reasons
    assert office.cameras.all(office.it) == []


@pytest.mark.parametrize(
    "url", ["rtsp://[fe80::1]:554/x", "rtsps://cam_1.truong.lan/x?a=b", "http://10.0.0.9:8080/video"]
)
def test_usual_addresses_pass(office: Office, url: str) -> None:
    assert office.cameras.add(office.it, replace(DRAFT, kind="url", address="", main_url=url)).main_url == url


def test_credentials_pasted_in_a_url_move_to_their_fields(office: Office) -> None:
    pasted = CameraDraft(
        "c7", "Cổng", kind="url", main_url=" rtsp://root:p%40ss@10.0.0.7/live ", sub_url="rtsp://root:p%40ss@10.0.0.7/2"
    )
    view = office.cameras.add(office.it, pasted)
    assert (view.code, view.main_url, view.sub_url) == ("C7", "rtsp://10.0.0.7/live", "rtsp://10.0.0.7/2")
    assert office.cameras.credentials(view.id) == ("root", Secret("p@ss"))
    assert "p%40ss" not in repr(office.log())


def test_a_code_is_taken_in_any_case_also_by_a_removed_camera(office: Office) -> None:
    view = office.cameras.add(office.it, DRAFT)
    assert _reasons(office, replace(DRAFT, code="c04")) == {"code": "code_taken"}
    office.cameras.remove(office.board, view.id, "hỏng")
    assert _reasons(office, DRAFT) == {"code": "code_taken_by_removed"}


def test_areas_are_made_once_however_they_are_typed(office: Office) -> None:
    office.cameras.add(office.it, DRAFT)
    office.cameras.add(office.it, replace(DRAFT, code="C05", area_name="sân  TRƯỜNG"))
    office.cameras.add(office.it, replace(DRAFT, code="C06", area_name="Nhà A"))
    office.cameras.add(office.it, replace(DRAFT, code="C07", area_name=""))
    assert [area.name for area in office.cameras.areas(office.it)] == ["Sân trường", "Nhà A"]
    assert [view.area for view in office.cameras.all(office.it)] == ["Sân trường", "Sân trường", "Nhà A", ""]


def test_codes_are_sorted_as_people_count(office: Office) -> None:
    for code in ("C10", "C4", "A2", "C04B"):
        office.cameras.add(office.it, replace(DRAFT, code=code))
    assert [view.code for view in office.cameras.all(office.it)] == ["A2", "C4", "C04B", "C10"]


def test_editing_keeps_changes_or_clears_the_password_and_logs_what_changed(office: Office) -> None:
    view = office.cameras.add(office.it, DRAFT)
    office.cameras.edit(office.it, view.id, replace(DRAFT, password=None, name="Sân sau"))
    assert office.cameras.credentials(view.id) == ("admin", DRAFT.password)
    assert office.log()[-1].details == {"changed": {"name": ["Sân chính", "Sân sau"]}}
    office.cameras.edit(office.it, view.id, replace(DRAFT, password=Secret("khác")))
    assert office.cameras.credentials(view.id) == ("admin", Secret("khác"))
    assert "khác" not in repr(office.log())
    assert not office.cameras.edit(office.it, view.id, replace(DRAFT, password=Secret(""))).has_password
    assert office.cameras.credentials(view.id) == ("admin", Secret(""))


def test_a_refused_edit_changes_nothing(office: Office) -> None:
    first = office.cameras.add(office.it, DRAFT)
    second = office.cameras.add(office.it, replace(DRAFT, code="C05", area_name="Nhà A"))
    with pytest.raises(InvalidInput):
        office.cameras.edit(office.it, second.id, replace(DRAFT, area_name="Nhà B"))
    assert office.cameras.all(office.it) == [first, second]
    assert [area.name for area in office.cameras.areas(office.it)] == ["Sân trường", "Nhà A"]


def test_only_it_configures_and_only_the_board_disables(office: Office) -> None:
    view = office.cameras.add(office.it, DRAFT)
    for role, actor in office.people.items():
        if role is not Role.IT:
            with pytest.raises(NotAllowed):
                office.cameras.add(actor, replace(DRAFT, code="C09"))
            with pytest.raises(NotAllowed):
                office.cameras.edit(actor, view.id, DRAFT)
        if role is not Role.BOARD:
            with pytest.raises(NotAllowed) as caught:
                office.cameras.remove(actor, view.id, "hỏng")
            asks = role in (Role.IT, Role.GUARD_LEAD)
            assert caught.value.values["grant"] == ("ask" if asks else "none")
            with pytest.raises(NotAllowed):
                office.cameras.set_recording(actor, view.id, False, "ồn")
            with pytest.raises(NotAllowed):
                office.cameras.edit(actor, view.id, replace(DRAFT, record=False))
    assert office.cameras.all(office.it) == [view]


def test_removing_needs_a_reason_keeps_the_row_and_can_be_undone(office: Office) -> None:
    view = office.cameras.add(office.it, DRAFT)
    with pytest.raises(InvalidInput) as caught:
        office.cameras.remove(office.board, view.id, "  ")
    assert caught.value.reasons == {"reason": "reason_missing"}
    office.cameras.remove(office.board, view.id, "Thay camera mới")
    assert office.cameras.all(office.board) == []
    (removed,) = office.cameras.all(office.board, removed=True)
    assert removed.removed_us == office.clock.now_us()
    assert office.cameras.get(office.board, view.id) == removed
    assert (office.log()[-1].action, office.log()[-1].reason) == ("camera_removed", "Thay camera mới")
    assert office.cameras.restore(office.it, view.id) == view


def test_recording_is_switched_off_by_the_board_and_on_by_it(office: Office) -> None:
    view = office.cameras.add(office.it, DRAFT)
    assert not office.cameras.set_recording(office.board, view.id, False, "Sửa lớp").record
    assert office.cameras.set_recording(office.it, view.id, True, "").record
    assert office.acts()[-2:] == ["recording_disabled", "recording_enabled"]


def test_a_unit_sees_its_own_area_and_finance_none(office: Office) -> None:
    library = office.cameras.add(office.it, replace(DRAFT, code="C01", area_name="Nhà B"))
    yard = office.cameras.add(office.it, replace(DRAFT, code="C02", area_name="Sân trường"))
    unit = office.people[Role.UNIT]
    assert office.cameras.all(unit) == []
    assert library.area_id is not None
    office.cameras.edit_area(office.board, library.area_id, "Nhà B", "THƯ VIỆN")
    assert [view.id for view in office.cameras.all(unit)] == [library.id]
    assert [area.name for area in office.cameras.areas(unit)] == ["Nhà B"]
    office.cameras.stream(unit, library.id, "main")
    for attempt in (office.cameras.get, lambda actor, camera: office.cameras.stream(actor, camera, "sub")):
        with pytest.raises(NotAllowed):
            attempt(unit, yard.id)
    with pytest.raises(NotAllowed):
        office.cameras.all(office.people[Role.FINANCE])


def test_an_area_is_renamed_by_it_or_the_board_and_to_a_free_name(office: Office) -> None:
    first = office.cameras.add(office.it, DRAFT).area_id
    office.cameras.add(office.it, replace(DRAFT, code="C05", area_name="Nhà A"))
    assert first is not None
    assert office.cameras.edit_area(office.it, first, "Sân trước", "Đội Sao đỏ").unit == "Đội Sao đỏ"
    for name, reason in ((" ", "name_missing"), ("NHÀ A", "name_taken")):
        with pytest.raises(InvalidInput) as caught:
            office.cameras.edit_area(office.board, first, name, "")
        assert caught.value.reasons == {"name": reason}
    with pytest.raises(InvalidInput):
        office.cameras.edit_area(office.board, 99, "Nhà C", "")
    with pytest.raises(NotAllowed):
        office.cameras.edit_area(office.people[Role.GUARD], first, "Nhà C", "")


def test_news_come_after_the_change_and_stop_when_asked(office: Office) -> None:
    seen: list[tuple[int, int]] = []

    def listen(camera_id: int) -> None:
        seen.append((camera_id, len(office.cameras.every())))

    office.cameras.on_change(listen)
    view = office.cameras.add(office.it, DRAFT)
    office.cameras.edit(office.it, view.id, DRAFT)
    office.cameras.remove(office.board, view.id, "hỏng")
    office.cameras.restore(office.it, view.id)
    assert seen == [(view.id, 1), (view.id, 1), (view.id, 0), (view.id, 1)]
    office.cameras.off_change(listen)
    office.cameras.off_change(listen)
    office.cameras.edit(office.it, view.id, DRAFT)
    assert len(seen) == 4


def test_a_measured_clock_is_kept_and_a_jump_is_logged(office: Office) -> None:
    view = office.cameras.add(office.it, DRAFT)
    office.cameras.set_clock(view.id, 500_000, 40_000)
    office.cameras.set_clock(view.id, 900_000, 30_000)
    shown = office.cameras.get(office.it, view.id)
    assert (shown.clock_offset_us, shown.clock_uncertainty_us) == (900_000, 30_000)
    assert shown.clock_measured_us == office.clock.now_us()
    assert "camera_clock_jumped" not in office.acts()
    office.cameras.set_clock(view.id, -3_600_000_000, 30_000)
    assert office.log()[-1].details == {"before_us": 900_000, "after_us": -3_600_000_000}


def test_the_demo_school_brings_its_cameras_once(office: Office) -> None:
    drafts = [DRAFT, replace(DRAFT, code="C05")]
    assert [view.code for view in office.cameras.install_demo(drafts)] == ["C04", "C05"]
    assert office.cameras.install_demo(drafts) == []
    entry = office.log()[-1]
    assert (entry.action, entry.user_id, entry.details["demo"]) == ("camera_added", None, True)


def test_a_camera_that_is_not_there_is_a_known_error(office: Office) -> None:
    for attempt in (
        lambda: office.cameras.get(office.it, 9),
        lambda: office.cameras.edit(office.it, 9, DRAFT),
        lambda: office.cameras.remove(office.board, 9, "x"),
        lambda: office.cameras.credentials(9),
    ):
        with pytest.raises(InvalidInput) as caught:
            attempt()
        assert caught.value.reasons == {"camera": "camera_unknown"}


def test_purposes_are_kept_in_their_order_and_turns_are_right_angles(office: Office) -> None:
    asked = replace(DRAFT, purposes="equipment,nonsense,security", turn=90, mirror=True)
    view = office.cameras.add(office.it, asked)
    assert (view.purposes, view.turn, view.mirror, view.watch) == ("security,equipment", 90, True, True)
    assert _reasons(office, replace(DRAFT, code="C05", turn=45)) == {"turn": "turn_unknown"}
