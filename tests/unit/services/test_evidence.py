from __future__ import annotations

import json
import os
import re
import stat
import subprocess
from collections import namedtuple
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import av
import pytest
from PIL import Image

from tests.footage import number_in, payloads
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.errors import ContentChanged, DiskFull, FolderNotWritable, InvalidInput, NotAllowed, NothingRecorded
from vms.core.hashing import sha256_file
from vms.core.instants import MINUTE, SECOND, Span
from vms.models.evidence import CustodyEntry, EvidenceItem
from vms.security.permissions import Role
from vms.services.evidence_files import CLAIM, base_name, claim, settle, write_durably
from vms.services.evidence_store import GONE
from vms.services.incident_drafts import IncidentDraft
from vms.services.incident_views import EvidenceView

START = NOON - MINUTE
WANTED = Span(START + SECOND, START + 3 * SECOND)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "data") as box:
        box.film(box.cameras[0], START)
        yield box


@pytest.fixture
def incident(school: SchoolInABox) -> int:
    return school.incidents.open(school.guard, IncidentDraft("Ngã", "accident", "Cầu thang B", START)).id


@pytest.fixture
def clip(school: SchoolInABox, incident: int) -> EvidenceView:
    return school.evidence.cut(school.guard, incident, school.cameras[0], WANTED)


def files(school: SchoolInABox) -> list[str]:
    root = school.folder.evidence
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_clip_is_the_recordings_own_pictures_with_custody_and_hold(
    school: SchoolInABox, incident: int, clip: EvidenceView
) -> None:
    path = school.folder.evidence / "VV-2026-001" / "original" / clip.file
    assert clip.file == "CAM03_20261123T035901Z.mp4"
    assert files(school) == [f"VV-2026-001/original/{clip.file}"]
    assert (clip.sha256, clip.size) == (sha256_file(path), path.stat().st_size)
    assert (clip.asked_start_us, clip.asked_end_us) == (WANTED.start, WANTED.end)
    assert clip.start_us <= WANTED.start and clip.end_us >= WANTED.end
    recorded = [unit for file in school.folder.recordings.rglob("*.mp4") for unit in payloads(file)]
    cut = list(payloads(path))
    assert any(recorded[n : n + len(cut)] == cut for n in range(len(recorded)))
    assert (clip.codec, clip.width, clip.height, clip.clock_offset_us) == ("h264", 256, 64, 200_000)
    assert [entry.action for entry in school.evidence.custody(school.guard, clip.id)] == ["clip"]
    assert school.holds.spans(school.cameras[0], Span(START, NOON)) == (WANTED,)
    assert school.incidents.get(school.guard, incident).evidence == (clip,)
    assert clip.intact


def test_the_first_copy_is_read_only(school: SchoolInABox, clip: EvidenceView) -> None:
    path = school.evidence.path(school.guard, clip.id)
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def test_a_second_cut_extends_the_hold_and_takes_another_name(
    school: SchoolInABox, incident: int, clip: EvidenceView
) -> None:
    again = school.evidence.cut(school.guard, incident, school.cameras[0], WANTED)
    longer = school.evidence.cut(
        school.guard, incident, school.cameras[0], Span(START + 2 * SECOND, START + 4 * SECOND)
    )
    assert again.file == "CAM03_20261123T035901Z-2.mp4"
    assert longer.file == "CAM03_20261123T035902Z.mp4"
    assert len(school.holds.of_incident(incident)) == 1
    assert school.holds.of_incident(incident)[0].span == Span(WANTED.start, START + 4 * SECOND)


def test_two_guards_cutting_the_same_moment_get_a_file_each(school: SchoolInABox, incident: int) -> None:
    with ThreadPoolExecutor(2) as pool:
        cuts = [pool.submit(school.evidence.cut, school.guard, incident, school.cameras[0], WANTED) for _ in range(2)]
        made = [cut.result() for cut in cuts]
    assert len({item.file for item in made}) == 2
    assert all(school.evidence.verify(school.guard, item.id) for item in made)


def test_a_still_is_the_picture_of_its_instant(school: SchoolInABox, incident: int) -> None:
    instant = START + 2 * SECOND + 10_000
    still = school.evidence.add_still(school.guard, incident, school.cameras[0], instant)
    path = school.folder.evidence / "VV-2026-001" / "original" / still.file
    assert still.file == "CAM03_20261123T035902Z.png"
    assert (still.kind, still.width, still.height) == ("still", 256, 64)
    assert still.start_us == START + 2 * SECOND
    with Image.open(path) as picture:
        frame = av.VideoFrame.from_image(picture.convert("RGB"))
    assert number_in(frame) == 50
    assert school.evidence.preview(school.guard, still.id) == path.read_bytes()


def test_a_clips_preview_is_its_first_picture(school: SchoolInABox, clip: EvidenceView) -> None:
    assert school.evidence.preview(school.guard, clip.id).startswith(b"\x89PNG")


def test_a_change_of_format_makes_a_second_clip(school: SchoolInABox, incident: int) -> None:
    school.film(school.cameras[0], START + 4 * SECOND, height=128)
    first = school.evidence.cut(school.guard, incident, school.cameras[0], Span(START + 2 * SECOND, START + 6 * SECOND))
    items = school.evidence.of_incident(school.guard, incident)
    assert [(item.height, item.start_us) for item in items] == [
        (64, START + 2 * SECOND),
        (128, START + 4 * SECOND),
    ]
    assert items[0] == first
    assert school.evidence.custody(school.guard, first.id)[0].note == "parameters_changed"


def test_nothing_recorded_leaves_nothing_but_the_hold(school: SchoolInABox, incident: int) -> None:
    empty = Span(NOON - 10 * MINUTE, NOON - 9 * MINUTE)
    with pytest.raises(NothingRecorded) as caught:
        school.evidence.cut(school.guard, incident, school.cameras[0], empty)
    assert caught.value.values == {"camera": "C03 Cổng phụ", "start": empty.start, "end": empty.end}
    with pytest.raises(NothingRecorded):
        school.evidence.add_still(school.guard, incident, school.cameras[1], START)
    assert files(school) == []
    assert school.evidence.of_incident(school.guard, incident) == ()


def test_a_changed_byte_is_noticed_by_every_door(school: SchoolInABox, clip: EvidenceView, tmp_path: Path) -> None:
    guard = school.guard
    assert school.evidence.verify(guard, clip.id)
    path = school.folder.evidence / "VV-2026-001" / "original" / clip.file
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    assert not school.evidence.verify(guard, clip.id)
    with pytest.raises(ContentChanged) as caught:
        school.evidence.require_whole(guard, clip.id)
    assert caught.value.values["expected"] == clip.sha256
    assert caught.value.values["found"] == sha256_file(path)
    with pytest.raises(ContentChanged):
        school.evidence.export(school.board, clip.id, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["data"]
    assert not school.evidence.of_incident(guard, clip.incident_id)[0].intact
    path.unlink()
    assert not school.evidence.verify(guard, clip.id)
    with pytest.raises(ContentChanged):
        school.evidence.path(guard, clip.id)
    custody = school.evidence.custody(guard, clip.id)
    assert [(entry.action, entry.sha256 == clip.sha256) for entry in custody] == [
        ("clip", True),
        ("verified", True),
        ("changed", False),
        ("changed", False),
        ("changed", False),
    ]
    assert custody[-1].sha256 == GONE


def test_custody_cannot_be_rewritten(school: SchoolInABox, clip: EvidenceView) -> None:
    for forbidden in (CustodyEntry.update(note="x"), CustodyEntry.delete()):
        with pytest.raises(Exception, match="append"), school.catalogue.write():
            forbidden.execute()


def test_removed_evidence_comes_back(school: SchoolInABox, incident: int, clip: EvidenceView) -> None:
    school.evidence.remove(school.guard, clip.id, "nhầm camera")
    assert school.evidence.of_incident(school.guard, incident) == ()
    assert len(files(school)) == 1
    school.evidence.restore(school.guard, clip.id)
    assert school.evidence.of_incident(school.guard, incident) == (clip,)


# -- rights ----------------------------------------------------------------------------------------------------------


def test_who_may_cut_and_who_may_hand_out(
    school: SchoolInABox, incident: int, clip: EvidenceView, tmp_path: Path
) -> None:
    camera = school.cameras[0]
    for role in Role:
        actor = school.people[role]
        cut_refused = role in (Role.IT, Role.FINANCE, Role.UNIT)
        if cut_refused:
            with pytest.raises((NotAllowed, InvalidInput)):
                school.evidence.cut(actor, incident, camera, WANTED)
        else:
            school.evidence.cut(actor, incident, camera, WANTED)
        if role is not Role.BOARD:
            with pytest.raises((NotAllowed, InvalidInput)):
                school.evidence.export(actor, clip.id, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["data"]


def test_it_acts_only_once_the_board_approved(
    school: SchoolInABox, incident: int, clip: EvidenceView, tmp_path: Path
) -> None:
    it = school.it
    for refused in (
        lambda: school.evidence.cut(it, incident, school.cameras[0], WANTED),
        lambda: school.evidence.export(it, clip.id, tmp_path),
        lambda: school.evidence.path(it, clip.id),
    ):
        with pytest.raises(NotAllowed):
            refused()
    with pytest.raises(NotAllowed):
        school.evidence.approve(school.guard, incident, "xin")
    school.evidence.approve(school.board, incident, "Công an phường yêu cầu")
    assert school.evidence.cut(it, incident, school.cameras[0], WANTED).created_by == it.name
    assert school.evidence.export(it, clip.id, tmp_path).is_dir()
    school.evidence.withdraw(school.board, incident, "xong")
    with pytest.raises(NotAllowed):
        school.evidence.export(it, clip.id, tmp_path)


# -- leaving the PC --------------------------------------------------------------------------------------------------


def test_a_package_can_be_checked_without_our_program(
    school: SchoolInABox, incident: int, clip: EvidenceView, tmp_path: Path
) -> None:
    school.name_school()
    still = school.evidence.add_still(school.guard, incident, school.cameras[0], START + SECOND)
    folder = school.evidence.export(school.board, [clip.id, still.id], tmp_path, "Công an phường An Hòa yêu cầu")
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert names == ["DOC_TRUOC.txt", "SHA256SUMS", "manifest.json", f"original/{clip.file}", f"original/{still.file}"]
    checked = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.count("OK") == 4
    read_first = (folder / "DOC_TRUOC.txt").read_text("utf-8")
    for words in (
        "Trường Tiểu học Bình Minh",
        "VV-2026-001",
        "Công an phường An Hòa yêu cầu",
        "Lê Thị Minh Hà",
        clip.file,
    ):
        assert words in read_first
    assert not re.search(r"{\w*}", read_first)
    described = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert described["regulation"]["number"] == "21/QĐ-THBM"
    assert described["files"][0]["sha256"] == clip.sha256
    assert described["files"][0]["asked"]["start"] == "2026-11-23T10:59:01.000000+07:00"
    assert described["files"][0]["camera"]["code"] == "C03"
    assert school.evidence.custody(school.guard, clip.id)[-1].action == "exported"
    assert school.last_act().action == "evidence_exported"
    assert school.evidence.export(school.board, clip.id, tmp_path).name == "VV-2026-001-2"


def test_a_package_of_two_incidents_is_refused(school: SchoolInABox, clip: EvidenceView, tmp_path: Path) -> None:
    other = school.incidents.open(school.guard, IncidentDraft("Khác", "other", "", START)).id
    second = school.evidence.cut(school.guard, other, school.cameras[0], WANTED)
    with pytest.raises(InvalidInput):
        school.evidence.export(school.board, [clip.id, second.id], tmp_path)


def test_a_full_disk_says_how_much_is_missing(
    school: SchoolInABox, incident: int, clip: EvidenceView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")(1000, 900, 100)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage)
    with pytest.raises(DiskFull) as caught:
        school.evidence.export(school.board, clip.id, tmp_path)
    assert caught.value.values["free"] == 100
    assert caught.value.values["need"] > clip.size
    with pytest.raises(DiskFull):
        school.evidence.cut(school.guard, incident, school.cameras[0], WANTED)
    assert [p.name for p in tmp_path.iterdir()] == ["data"]
    assert len(files(school)) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_fills_up_while_copying_leaves_no_half_package(
    school: SchoolInABox, clip: EvidenceView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def fills_up(self: Path, mode: str = "r", *more: object, **how: object) -> object:
        stick = "stick" in self.parts and "w" in mode
        return real(Path("/dev/full") if stick else self, mode, *more, **how)  # type: ignore[arg-type]

    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(Path, "open", fills_up)
    with pytest.raises(DiskFull) as caught:
        school.evidence.export(school.board, clip.id, stick)
    assert caught.value.values["need"] == clip.size
    assert list(stick.iterdir()) == []


def test_a_target_that_is_not_there_or_not_a_folder(school: SchoolInABox, clip: EvidenceView, tmp_path: Path) -> None:
    for target in (tmp_path / "gone", school.folder.catalogue):
        with pytest.raises(FolderNotWritable):
            school.evidence.export(school.board, clip.id, target)


def test_a_folder_that_is_a_file_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    with pytest.raises(FolderNotWritable):
        write_durably(tmp_path / "file" / "minutes.pdf", b"pdf")
    assert (tmp_path / "file").read_bytes() == b"kept"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_target_without_the_right_to_write(school: SchoolInABox, clip: EvidenceView, tmp_path: Path) -> None:
    target = tmp_path / "locked"
    target.mkdir(mode=0o500)
    with pytest.raises(FolderNotWritable):
        school.evidence.export(school.board, clip.id, target)


# -- crashes ---------------------------------------------------------------------------------------------------------


def crashed_claim(school: SchoolInABox, incident: int) -> tuple[Path, dict[str, object]]:
    """A claim as a cut makes it, with the facts of this PC."""
    folder = school.folder.evidence / "VV-2026-001" / "original"
    facts = {
        "incident": incident,
        "kind": "clip",
        "camera": school.cameras[0],
        "asked_start_us": WANTED.start,
        "asked_end_us": WANTED.end,
        "clock_offset_us": None,
        "created_by": school.guard.user_id,
        "created_us": NOON,
        "host": school.evidence._store._host,
    }
    return folder, facts


def test_killed_between_file_and_row_the_file_becomes_evidence(
    school: SchoolInABox, incident: int, clip: EvidenceView
) -> None:
    folder, facts = crashed_claim(school, incident)
    data = (folder / clip.file).read_bytes()
    taken = claim(folder, base_name("C03", WANTED.start), ".mp4", facts)
    taken.file.write_bytes(data)
    made = {
        field: getattr(clip, field) for field in ("start_us", "end_us", "sha256", "size", "codec", "width", "height")
    }
    settle(taken, made)
    found = school.evidence.recover()
    assert found.adopted == (f"VV-2026-001/original/{taken.file.name}",)
    items = school.evidence.of_incident(school.guard, incident)
    assert [item.file for item in items] == [clip.file, taken.file.name]
    assert school.evidence.custody(school.guard, items[1].id)[0].action == "recovered"
    assert school.evidence.verify(school.guard, items[1].id)
    assert not list(folder.glob(f"*{CLAIM}"))
    again = school.evidence.recover()
    assert (again.adopted, again.abandoned, again.strays) == ((), (), ())


def test_killed_while_cutting_nothing_stays(school: SchoolInABox, incident: int, clip: EvidenceView) -> None:
    folder, facts = crashed_claim(school, incident)
    begun = claim(folder, "CAM03_X", ".mp4", facts).file
    renamed = claim(folder, "CAM03_Y", ".mp4", facts).file
    torn = claim(folder, "CAM03_Z", ".mp4", facts)
    begun.with_name(begun.name + ".mux").write_bytes(b"half")
    begun.with_name(begun.name + ".part").write_bytes(b"half")
    renamed.write_bytes(b"whole, but not noted")
    torn.marker.write_bytes(b"")
    (folder / "older.mp4.part").write_bytes(b"from a version without claims")
    (folder / "by hand.txt").write_text("somebody's note")
    found = school.evidence.recover()
    assert len(found.abandoned) == 3
    assert found.strays == ("VV-2026-001/original/by hand.txt",)
    assert files(school) == [f"VV-2026-001/original/{clip.file}", "VV-2026-001/original/by hand.txt"]
    assert school.acts()[-1] == "evidence_abandoned"


def test_a_settled_file_that_changed_since_is_not_taken_for_evidence(
    school: SchoolInABox, incident: int, clip: EvidenceView
) -> None:
    folder, facts = crashed_claim(school, incident)
    taken = claim(folder, "CAM03_X", ".mp4", facts)
    taken.file.write_bytes(b"torn by the power cut")
    settle(taken, {"sha256": clip.sha256})
    assert school.evidence.recover().abandoned == ("VV-2026-001/original/CAM03_X.mp4",)


def test_killed_between_row_and_claim_only_the_claim_goes(
    school: SchoolInABox, incident: int, clip: EvidenceView
) -> None:
    marker = school.folder.evidence / "VV-2026-001" / "original" / (clip.file + CLAIM)
    marker.write_text('{"facts": {}, "result": null}', "utf-8")
    found = school.evidence.recover()
    assert (found.adopted, found.abandoned) == ((), ())
    assert not marker.exists()
    assert school.evidence.verify(school.guard, clip.id)


def test_another_pcs_cut_in_progress_is_left_alone(school: SchoolInABox, incident: int, clip: EvidenceView) -> None:
    folder, facts = crashed_claim(school, incident)
    other = claim(folder, "CAM03_X", ".mp4", facts | {"host": "another-pc"})
    part = other.file.with_name(other.file.name + ".part")
    part.write_bytes(b"growing")
    found = school.evidence.recover()
    assert (found.adopted, found.abandoned, found.strays) == ((), (), ())
    assert part.exists() and other.marker.exists()


def test_a_row_that_cannot_be_written_takes_its_file_back(
    school: SchoolInABox, incident: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_columns: object) -> None:
        raise OSError("the catalogue's disk is gone")

    monkeypatch.setattr(EvidenceItem, "create", broken)
    with pytest.raises(OSError, match="catalogue"):
        school.evidence.cut(school.guard, incident, school.cameras[0], WANTED)
    assert files(school) == []


@pytest.mark.parametrize(
    ("code", "name"),
    [("C03", "CAM03"), ("c12", "CAM12"), ("Cổng-phụ 2", "CONGPHU2"), ("***", "CAM")],
)
def test_file_names_say_camera_and_utc(code: str, name: str) -> None:
    assert base_name(code, 1_767_577_200 * SECOND) == f"{name}_20260105T014000Z"
