"""Adding a recorder, saying what its recordings show, and asking it anew; against a real one on a real socket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.services.foreign_school import AT, ForeignSchool, foreign_school
from vms.core.errors import CameraFault, CameraRefused, CameraUnreachable, InvalidInput, NotAllowed, VaultLocked
from vms.core.instants import MINUTE, Span
from vms.core.redact import Secret
from vms.demo.nvr_rtsp import NvrFault
from vms.services.foreign_recorders import DemoRecorder, FoundTrack, suggest

GATE = (Span(AT, AT + 2 * MINUTE), Span(AT + 3 * MINUTE, AT + 5 * MINUTE))


@pytest.fixture
def school(tmp_path: Path) -> Iterator[ForeignSchool]:
    with foreign_school(tmp_path / "data") as made:
        yield made


def test_a_recorder_is_looked_at_and_saved_with_what_its_recordings_show(school: ForeignSchool) -> None:
    found = school.recorders.look(school.box.it, school.draft())
    assert (found.kind, found.maker, found.serial) == ("onvif", "Binh Minh Demo", "BMNVR000001")
    assert [(one.token, one.name, one.spans, one.sure) for one in found.tracks] == [
        ("REC1", "Cổng chính", GATE, True),
        ("REC2", "Thư viện", (Span(AT, AT + MINUTE),), True),
    ]
    saved = school.recorders.save(school.box.it, school.draft(), found, {"REC1": school.camera, "REC2": None})
    assert [(one.camera_id, one.camera) for one in saved.tracks] == [(school.camera, "C03 Cổng phụ"), (None, "")]
    assert saved.has_password and saved.problem == "" and saved.clock_offset_us is not None
    assert school.recorders.all(school.box.it) == [saved]
    assert school.box.acts()[-2:] == ["recorder_asked", "recorder_added"]


def test_only_it_sets_recorders_up(school: ForeignSchool) -> None:
    for actor in (school.box.board, school.box.guard, school.box.unit):
        with pytest.raises(NotAllowed):
            school.recorders.look(actor, school.draft())
        with pytest.raises(NotAllowed):
            school.recorders.all(actor)


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"address": ""}, {"address": "address_empty"}),
        ({"address": "http://a:b@c/"}, {"address": "address_credentials"}),
        ({"kind": "other"}, {"kind": "kind_unknown"}),
        ({"rtsp_port": 0}, {"rtsp_port": "address_port"}),
    ],
)
def test_what_cannot_be_accepted_is_told_by_field(
    school: ForeignSchool, changes: dict[str, object], reasons: dict[str, str]
) -> None:
    with pytest.raises(InvalidInput) as caught:
        school.recorders.look(school.box.it, school.draft(**changes))
    assert caught.value.reasons == reasons


def test_names_are_taken_once(school: ForeignSchool) -> None:
    school.add()
    with pytest.raises(InvalidInput) as caught:
        school.add(name=" đầu GHI cũ ")
    assert caught.value.reasons == {"name": "name_taken"}
    with pytest.raises(InvalidInput) as caught:
        school.add(name=" ")
    assert caught.value.reasons == {"name": "name_missing"}


def test_a_wrong_password_and_nobody_there(school: ForeignSchool) -> None:
    with pytest.raises(CameraRefused):
        school.recorders.look(school.box.it, school.draft(password=Secret("wrong")))
    assert school.box.last_act().result == "camera_refused"
    with pytest.raises(CameraUnreachable):
        school.recorders.look(school.box.it, school.draft(address="127.0.0.1:9"))


def test_without_profile_g_a_known_maker_is_asked_in_its_own_way(tmp_path: Path) -> None:
    with foreign_school(tmp_path / "data", maker="HIKVISION Digital") as school:
        school.device.set_fault(NvrFault.NO_PROFILE_G)
        saved = school.add()
        assert saved.kind == "hikvision"
        assert [(one.token, one.sure, one.camera_id) for one in saved.tracks] == [
            ("1", False, school.box.cameras[0]),
            ("2", False, school.box.cameras[1]),
        ]


def test_without_profile_g_an_unknown_maker_is_told_and_may_be_named(school: ForeignSchool) -> None:
    school.device.set_fault(NvrFault.NO_PROFILE_G)
    with pytest.raises(CameraFault, match="no recordings"):
        school.recorders.look(school.box.it, school.draft())
    assert [one.token for one in school.recorders.look(school.box.it, school.draft(kind="dahua")).tracks] == ["1", "2"]


def test_asked_anew_it_keeps_what_was_said_of_its_recordings(school: ForeignSchool) -> None:
    saved = school.add()
    school.recorders.assign(school.box.it, saved.tracks[1].id, None)
    again = school.recorders.refresh(school.box.it, saved.id)
    assert [one.camera_id for one in again.tracks] == [school.camera, None]
    assert school.archive.stale(school.camera, (again.asked_us or 0) + 1) == [saved.id]
    assert school.archive.stale(school.camera, again.asked_us or 0) == []
    school.device.set_fault(NvrFault.REFUSE)
    with pytest.raises(CameraRefused):
        school.recorders.refresh(school.box.it, saved.id)
    (after,) = school.recorders.all(school.box.it)
    assert (after.problem, after.tracks[0].spans) == ("camera_refused", GATE)


def test_a_change_keeps_the_password_where_none_is_typed(school: ForeignSchool) -> None:
    saved = school.add()
    draft = school.draft(name="Đầu ghi nhà A", password=None)
    found = school.recorders.look(school.box.it, draft, saved.id)
    changed = school.recorders.save(school.box.it, draft, found, {}, saved.id)
    assert (changed.id, changed.name, changed.has_password) == (saved.id, "Đầu ghi nhà A", True)
    assert [one.camera_id for one in changed.tracks] == list(school.box.cameras)
    assert school.recorders.refresh(school.box.it, saved.id).problem == ""


def test_a_password_moved_to_another_recorder_does_not_open(school: ForeignSchool) -> None:
    from vms.models.foreign import ForeignRecorder

    first = school.add()
    second = school.add(name="Khác")
    with school.box.catalogue.write():
        sealed = ForeignRecorder.get_by_id(first.id).password_sealed
        ForeignRecorder.update(password_sealed=sealed).where(ForeignRecorder.id == second.id).execute()
    with pytest.raises(VaultLocked):
        school.recorders.refresh(school.box.it, second.id)


def test_removed_it_offers_nothing_and_comes_back(school: ForeignSchool) -> None:
    saved = school.add()
    everything = Span(AT, AT + 9 * MINUTE)
    assert school.archive.spans(school.box.guard, school.camera, everything)
    school.recorders.remove(school.box.it, saved.id)
    assert school.recorders.all(school.box.it) == []
    assert school.archive.spans(school.box.guard, school.camera, everything) == []
    school.recorders.restore(school.box.it, saved.id)
    assert school.recorders.all(school.box.it) == [saved]


def test_unknown_numbers_are_refused(school: ForeignSchool) -> None:
    saved = school.add()
    with pytest.raises(InvalidInput):
        school.recorders.assign(school.box.it, saved.tracks[0].id, 999)
    with pytest.raises(InvalidInput):
        school.recorders.assign(school.box.it, 999, None)
    with pytest.raises(InvalidInput):
        school.recorders.refresh(school.box.it, 999)


def test_the_demo_recorder_is_added_once_and_followed(school: ForeignSchool) -> None:
    track = ("REC1", "Cổng", "C04", GATE)
    demo = DemoRecorder("Đầu ghi", "http://127.0.0.1:1/x", 5, "u", Secret("p"), "M", "N", "S1", (track,))
    school.recorders.install_demo(demo)
    (first,) = school.recorders.all(school.box.it)
    assert first.tracks[0].camera_id == school.box.cameras[1]
    school.recorders.assign(school.box.it, first.tracks[0].id, None)
    moved = DemoRecorder("Khác", "http://127.0.0.1:2/x", 6, "u", Secret("q"), "M", "N", "S1", (track,))
    school.recorders.install_demo(moved)
    (again,) = school.recorders.all(school.box.it)
    assert (again.address, again.rtsp_port, again.name) == ("http://127.0.0.1:2/x", 6, "Đầu ghi")
    assert again.tracks[0].camera_id is None


def test_which_camera_a_recording_shows_is_guessed_by_name_and_code() -> None:
    cameras = {3: ("C01", "Cổng chính"), 4: ("C04", "Sân chính"), 5: ("C05", "Sân sau")}
    names = ("CONG CHINH", "Kênh C04 sân", "Sân", "C05", "c05 lần nữa")
    tracks = [FoundTrack(str(number), name, (), True) for number, name in enumerate(names)]
    assert list(suggest(tracks, cameras).values()) == [3, 4, None, 5, None]
