"""Footage out of a recorder on a real socket: where there is some, copied here, played, cut, and thrown away again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.services.foreign_school import AT, ForeignSchool, foreign_school
from vms.core.errors import CameraRefused, CameraSilent, DiskFull, InvalidInput, NotAllowed, NothingRecorded
from vms.core.hashing import sha256_file
from vms.core.instants import DAY, MINUTE, SECOND, Span
from vms.demo.nvr_rtsp import NvrFault
from vms.models.evidence import CustodyEntry, EvidenceItem
from vms.models.foreign import ForeignPiece
from vms.models.recording import Segment
from vms.security.permissions import Role
from vms.services.foreign_copies import ForeignCopies
from vms.services.incident_drafts import IncidentDraft
from vms.services.search_pieces import search_pieces
from vms.video.film import Film

ALL = Span(AT - MINUTE, AT + 9 * MINUTE)
GATE = [Span(AT, AT + 2 * MINUTE), Span(AT + 3 * MINUTE, AT + 5 * MINUTE)]
TEN = Span(AT + 10 * SECOND, AT + 20 * SECOND)
REASON = "Xem lại va chạm ở cổng"
FRAME = SECOND // 15 + 1000


@pytest.fixture
def school(tmp_path: Path) -> Iterator[ForeignSchool]:
    with foreign_school(tmp_path / "data") as made:
        made.add()
        yield made


def rows(school: ForeignSchool) -> list[ForeignPiece]:
    with school.box.catalogue.read():
        return list(ForeignPiece.select().order_by(ForeignPiece.start_us))


def files(school: ForeignSchool) -> list[str]:
    return sorted(path.name for path in school.box.folder.fetched.rglob("*") if path.is_file())


def recorded_here(school: ForeignSchool, span: Span) -> None:
    """Our own footage of the span, as the catalogue knows it."""
    with school.box.catalogue.write():
        Segment.create(
            camera=school.camera, path=f"own-{span.start}.mp4", start_us=span.start, end_us=span.end, size=1,
            codec="h264", width=16, height=16, frames=1,
        )  # fmt: skip


def test_what_the_recorder_has_and_we_have_not_is_offered(school: ForeignSchool) -> None:
    found = school.archive.spans(school.box.guard, school.camera, ALL)
    assert [(one.span, one.recorder, one.sure, one.copied) for one in found] == [
        (span, "Đầu ghi cũ", True, ()) for span in GATE
    ]
    recorded_here(school, Span(AT + 30 * SECOND, AT + 90 * SECOND))
    found = school.archive.spans(school.box.guard, school.camera, Span(AT, AT + 2 * MINUTE))
    assert [one.span for one in found] == [
        Span(AT, AT + 30 * SECOND),
        Span(AT + 90 * SECOND, AT + 2 * MINUTE),
    ]


def test_only_what_the_actor_may_look_back_at_is_offered_and_fetched(school: ForeignSchool) -> None:
    assert school.archive.spans(school.box.board, school.camera, ALL)
    for role in (Role.IT, Role.FINANCE, Role.UNIT):
        with pytest.raises(NotAllowed):
            school.archive.spans(school.box.people[role], school.camera, ALL)
        with pytest.raises(NotAllowed):
            school.archive.fetch(school.box.people[role], school.camera, TEN, REASON)
    school.box.clock.now += 2 * DAY
    assert school.archive.spans(school.box.guard, school.camera, ALL) == []
    with pytest.raises(NothingRecorded):
        school.archive.fetch(school.box.guard, school.camera, TEN, REASON)


def test_a_stretch_is_copied_and_plays_as_any_footage(school: ForeignSchool) -> None:
    shares: list[float] = []
    fetched = school.archive.fetch(school.box.guard, school.camera, TEN, REASON, shares.append)
    assert [abs(part.length - TEN.length) < FRAME for part in fetched.copied] == [True]
    assert fetched.missing == () and fetched.bytes > 0
    assert shares == sorted(shares) and shares[-1] > 0.8
    (piece,) = school.footage.pieces(school.camera, ALL)
    assert piece.source == "Đầu ghi cũ" and abs(piece.start_us - TEN.start) <= 1
    film = Film([piece])
    picture = film.seek(TEN.start + 5 * SECOND)
    assert picture is not None and abs(picture.instant_us - TEN.start - 5 * SECOND) < FRAME
    film.close()
    assert school.footage.recorded(school.camera, ALL) == (Span(piece.start_us, piece.end_us),)
    assert search_pieces(school.box.catalogue, school.footage, Path(), school.camera, ALL) == (piece,)
    assert school.footage.next_start(school.camera, AT) == piece.start_us
    assert school.footage.last_end(school.camera, AT + DAY) == piece.end_us
    assert school.footage.pieces(school.box.cameras[1], ALL) == []
    act = school.box.last_act()
    assert (act.action, act.reason, act.object) == ("footage_copied", REASON, f"camera:{school.camera}")


def test_the_copy_says_where_it_comes_from_and_never_the_password(school: ForeignSchool) -> None:
    school.archive.fetch(school.box.guard, school.camera, TEN, REASON)
    (row,) = rows(school)
    path = school.box.folder.fetched / row.path
    assert row.sha256 == sha256_file(path)
    told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert told["statement"] == "copied from recorder Đầu ghi cũ, not recorded by this program"
    assert (told["sha256"], told["serial"], told["recording"], told["exact"]) == (
        row.sha256, "BMNVR000001", "REC1", True,
    )  # fmt: skip
    assert told["url"] == f"rtsp://127.0.0.1:{school.device.face.rtsp_port}/replay/REC1"
    assert "BinhMinh" not in json.dumps(told) and row.exact


def test_what_is_here_is_not_fetched_again(school: ForeignSchool) -> None:
    school.archive.fetch(school.box.guard, school.camera, TEN, REASON)
    asked = len(school.device.replay.played)
    again = school.archive.fetch(school.box.guard, school.camera, TEN, REASON)
    assert (again.copied, len(school.device.replay.played)) == ((), asked)
    wider = Span(TEN.start - 5 * SECOND, TEN.end + 5 * SECOND)
    school.archive.fetch(school.box.guard, school.camera, wider, REASON)
    assert [headers["range"][6:21] for headers in school.device.replay.played[asked:]] == [
        "20261123T012005", "20261123T012019",
    ]  # fmt: skip
    covered = school.footage.recorded(school.camera, ALL)
    assert len(covered) == 1 and abs(covered[0].length - wider.length) < 2 * FRAME
    (stretch, _) = school.archive.spans(school.box.guard, school.camera, ALL)
    assert [abs(part.length - wider.length) < 2 * FRAME for part in stretch.copied] == [True]


def test_over_a_gap_of_the_recorder_only_what_is_there_comes(school: ForeignSchool) -> None:
    span = Span(AT + 115 * SECOND, AT + 185 * SECOND)
    fetched = school.archive.fetch(school.box.guard, school.camera, span, REASON)
    assert [round(part.length / SECOND) for part in fetched.copied] == [5, 5]
    assert fetched.missing == ()


def test_a_reason_is_needed_and_something_to_fetch(school: ForeignSchool) -> None:
    with pytest.raises(InvalidInput):
        school.archive.fetch(school.box.guard, school.camera, TEN, "  ")
    with pytest.raises(NothingRecorded) as caught:
        school.archive.fetch(school.box.guard, school.camera, Span(AT - MINUTE, AT - SECOND), REASON)
    assert caught.value.values["camera"] == "C03 Cổng phụ"


@pytest.mark.logs("replay_taken_up_again")
def test_a_line_that_breaks_is_taken_up_where_it_broke(school: ForeignSchool) -> None:
    school.device.set_fault(NvrFault.CUT_OFF)
    span = Span(AT, AT + 3 * SECOND)
    fetched = school.archive.fetch(school.box.guard, school.camera, span, REASON)
    assert fetched.missing == () and len(school.device.replay.played) >= 3
    assert abs(school.footage.recorded(school.camera, ALL)[0].length - span.length) < 2 * FRAME


@pytest.mark.logs("replay_taken_up_again")
def test_a_line_that_keeps_breaking_is_told_and_what_came_stays(school: ForeignSchool) -> None:
    school.device.set_fault(NvrFault.CUT_OFF)
    with pytest.raises(CameraSilent):
        school.archive.fetch(school.box.guard, school.camera, Span(AT, AT + MINUTE), REASON)
    (covered,) = school.footage.recorded(school.camera, ALL)
    assert 3 * SECOND < covered.length < 10 * SECOND
    assert school.box.last_act().result == "camera_silent"


def test_a_password_that_no_longer_holds_is_told(school: ForeignSchool) -> None:
    school.device.set_fault(NvrFault.REFUSE)
    with pytest.raises(CameraRefused):
        school.archive.fetch(school.box.guard, school.camera, TEN, REASON)
    assert files(school) == []


def test_cancelled_what_came_is_kept(school: ForeignSchool) -> None:
    shares: list[float] = []
    span = Span(AT, AT + 2 * MINUTE)
    fetched = school.archive.fetch(
        school.box.guard, school.camera, span, REASON, shares.append, lambda: len(shares) >= 3
    )
    assert fetched.missing and fetched.copied[0].length < 10 * SECOND
    assert len(rows(school)) == 1 and not list(school.box.folder.fetched.rglob("*.part"))


def test_a_recorder_that_refuses_onvifs_range_is_asked_by_its_makers_address(tmp_path: Path) -> None:
    with foreign_school(tmp_path / "data", maker="Hikvision") as school:
        school.add()
        school.device.replay.fault = lambda: (
            (NvrFault.REFUSE_RANGE if "range" in school.device.replay.played[-1] else NvrFault.NONE)
            if school.device.replay.played
            else NvrFault.NONE
        )
        fetched = school.archive.fetch(school.box.guard, school.camera, TEN, REASON)
        assert fetched.missing == ()
        (row,) = rows(school)
        assert "/Streaming/tracks/101?starttime=20261123T012010Z&endtime=20261123T012020Z" in row.source_url


def test_a_makers_recorder_without_anything_then_says_so(tmp_path: Path) -> None:
    with foreign_school(tmp_path / "data", maker="Dahua") as school:
        school.device.set_fault(NvrFault.NO_PROFILE_G)
        school.add()
        (stretch,) = school.archive.spans(school.box.guard, school.camera, ALL)
        assert not stretch.sure
        assert school.archive.fetch(school.box.guard, school.camera, TEN, REASON).missing == ()
        with pytest.raises(NothingRecorded):
            school.archive.fetch(school.box.guard, school.camera, Span(AT - MINUTE, AT - 30 * SECOND), REASON)


def test_the_oldest_copies_go_first_and_never_what_is_held(tmp_path: Path) -> None:
    with foreign_school(tmp_path / "data") as school:
        school.add()
        spans = [Span(AT + at * SECOND, AT + (at + 4) * SECOND) for at in (0, 10, 20)]
        for span in spans[:2]:
            school.archive.fetch(school.box.guard, school.camera, span, REASON)
            school.box.clock.now += 15 * MINUTE
        size = rows(school)[0].size
        copies = ForeignCopies(
            school.box.catalogue, school.box.clock, school.box.folder, school.copies._kept, school.copies._source,
            limit_bytes=2 * size + size // 2,
        )  # fmt: skip
        school.archive._copies = copies
        school.box.holds.place(school.box.board, [school.camera], spans[0], "Giữ", None)
        school.archive.fetch(school.box.guard, school.camera, spans[2], REASON)
        kept = [round((row.start_us - AT) / SECOND) for row in rows(school)]
        assert kept == [0, 20], "the held one and the new one"
        assert len(files(school)) == 4
        school.box.clock.now += 15 * MINUTE
        school.box.holds.place(school.box.board, [school.camera], spans[2], "Giữ", None)
        with pytest.raises(DiskFull):
            school.archive.fetch(school.box.guard, school.camera, spans[1], REASON)


def test_what_a_crash_left_is_tidied_at_the_first_fetch(school: ForeignSchool) -> None:
    school.archive.fetch(school.box.guard, school.camera, TEN, REASON)
    (row,) = rows(school)
    folder = school.box.folder.fetched / row.path
    stray = folder.with_name("20261123T012500.000000Z.mp4.part")
    stray.write_bytes(b"half")
    later = Span(AT + 40 * SECOND, AT + 42 * SECOND)
    fresh = ForeignCopies(
        school.box.catalogue, school.box.clock, school.box.folder, school.copies._kept, school.copies._source
    )
    school.archive._copies = fresh
    school.archive.fetch(school.box.guard, school.camera, later, REASON)
    assert not stray.exists() and len(rows(school)) == 2 and len(files(school)) == 4
    folder.unlink()
    school.archive._copies = ForeignCopies(
        school.box.catalogue, school.box.clock, school.box.folder, school.copies._kept, school.copies._source
    )
    school.archive.fetch(school.box.guard, school.camera, Span(AT + 60 * SECOND, AT + 61 * SECOND), REASON)
    assert row.path not in [one.path for one in rows(school)]


def test_our_own_footage_counts_more(school: ForeignSchool) -> None:
    school.archive.fetch(school.box.guard, school.camera, TEN, REASON)
    recorded_here(school, Span(TEN.start - SECOND, TEN.end + SECOND))
    assert [piece.source for piece in school.footage.pieces(school.camera, ALL)] == [""]


def test_a_clip_out_of_copies_names_the_recorder_in_custody_and_manifest(school: ForeignSchool, tmp_path: Path) -> None:
    box = school.box
    box.name_school()
    school.archive.fetch(box.guard, school.camera, TEN, REASON)
    incident = box.incidents.open(box.guard, IncidentDraft("Va chạm", "accident", "Cổng phụ", TEN.start)).id
    clip = box.evidence.cut(box.guard, incident, school.camera, Span(TEN.start + SECOND, TEN.start + 3 * SECOND))
    assert clip.source == "Đầu ghi cũ"
    assert clip.clock_offset_us not in (None, 200_000), "the recorder's clock, not the camera's"
    with box.catalogue.read():
        (source,) = json.loads(EvidenceItem.get_by_id(clip.id).source)
        note = CustodyEntry.get(CustodyEntry.evidence == clip.id).note
    assert note == "copied from recorder Đầu ghi cũ, not recorded by this program"
    assert source["recorder"]["serial"] == "BMNVR000001" and source["copies"][0]["sha256"] == rows(school)[0].sha256
    folder = box.evidence.export(box.board, clip.id, tmp_path, "Công an phường")
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert told["files"][0]["source"] == [source]
    box.film(school.camera, AT + 30 * MINUTE)
    own = box.evidence.cut(box.guard, incident, school.camera, Span(AT + 30 * MINUTE, AT + 30 * MINUTE + SECOND))
    folder = box.evidence.export(box.board, own.id, tmp_path, "Công an phường")
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert told["files"][0]["source"] == "recorded by this program"


def test_a_time_line_gets_the_stretches_of_several_cameras(school: ForeignSchool) -> None:
    recorded_here(school, Span(AT + 30 * SECOND, AT + 90 * SECOND))
    other = school.box.cameras[1]
    short = Span(AT, AT + 2 * MINUTE)
    assert school.archive.stretches(school.box.board, [school.camera], short) == [
        Span(AT, AT + 30 * SECOND),
        Span(AT + 90 * SECOND, AT + 2 * MINUTE),
    ]
    assert school.archive.stretches(school.box.board, [school.camera, other], short) == [
        Span(AT, AT + MINUTE),
        Span(AT + 90 * SECOND, AT + 2 * MINUTE),
    ]
    month = Span(AT - 20 * DAY, AT + 10 * DAY)
    assert school.archive.stretches(school.box.board, [school.camera], month) == GATE
    assert school.archive.stretches(school.box.it, [school.camera], month) == []
    assert school.archive.stretches(school.box.board, [999], month) == []
