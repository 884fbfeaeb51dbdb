"""Files from outside over real files, a real catalogue and real video: taken in whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
from collections import namedtuple
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import peewee
import pytest

from tests.footage import encode, number_in, picture
from tests.unit.models.conftest import empty_postgresql, postgresql
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from tests.unit.services.test_killed import kill
from vms.core.errors import (
    AlreadyImported,
    DiskFull,
    ImportCancelled,
    InvalidInput,
    NotAllowed,
    NotVideo,
    OwnClip,
    SourceUnreadable,
)
from vms.core.hashing import sha256_file
from vms.core.instants import HOUR, MINUTE, SECOND, Span
from vms.models.imported import ImportEntry
from vms.security.permissions import Role
from vms.services import import_copy
from vms.services.evidence_files import CLAIM, PART
from vms.services.imports import ImportDraft, ImportView
from vms.services.incident_drafts import IncidentDraft
from vms.video.film import Film
from vms.video.foreign import probe
from vms.video.reader import Piece

__all__ = ["empty_postgresql", "postgresql"]

CLAIMED = NOON - HOUR


@pytest.fixture(params=["sqlite", "postgresql"])
def school(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SchoolInABox]:
    where = str(request.getfixturevalue("empty_postgresql")) if request.param == "postgresql" else ""
    with open_school(tmp_path / "data", where) as box:
        yield box


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "data") as box:
        yield box


def phone_clip(path: Path, rotation: int = 0, seconds: int = 2) -> Path:
    """As a phone makes them: B-frames, its own word for when, perhaps held upright."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w", options={"movflags": "faststart"}) as out:
        out.metadata["creation_time"] = "2026-11-23T02:59:00.000000Z"
        stream = out.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 256, 64, "yuv420p"
        stream.options = {"preset": "ultrafast", "bf": "2", "g": "15"}
        if rotation:
            stream.set_display_rotation(rotation)
        for number in range(seconds * 30):
            frame = picture(number)
            frame.pts, frame.time_base = number, Fraction(1, 30)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return path


def an_incident(school: SchoolInABox) -> int:
    return school.incidents.open(school.guard, IncidentDraft("Ngã", "accident", "Sân", CLAIMED)).id


def draft(incident: int | None = None, **more: object) -> ImportDraft:
    said: dict[str, object] = {"claimed_us": CLAIMED, "said_by": "Chị Lan"}
    return ImportDraft("Chị Trần Thị Lan", incident_id=incident, **(said | more))  # type: ignore[arg-type]


def files(school: SchoolInABox) -> list[str]:
    root = school.folder.evidence
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_phones_clip_is_kept_byte_for_byte_with_what_is_said_of_it(school: SchoolInABox, tmp_path: Path) -> None:
    source = phone_clip(tmp_path / "Điện thoại chị Lan" / "Clip sân trường ố.MP4")
    before = (source.read_bytes(), source.stat().st_mtime_ns)
    incident = an_incident(school)
    told: list[float] = []
    taken = school.imports.take_in(school.guard, source, draft(incident, offset_us=90 * SECOND), told.append)
    assert (source.read_bytes(), source.stat().st_mtime_ns) == before
    (name,) = files(school)
    kept = school.folder.evidence / name
    assert name == "imported/20261123T040000Z_clip-san-truong-o.mp4"
    assert kept.read_bytes() == before[0]
    assert not kept.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    assert told == sorted(told) and told[-1] == 1.0
    assert (taken.name, taken.sha256, taken.size) == (source.name, sha256_file(source), len(before[0]))
    assert (taken.container, taken.codec, taken.width, taken.height, taken.fps) == ("mov", "h264", 256, 64, 30.0)
    assert abs(taken.duration_us - 2 * SECOND) < 100_000
    assert taken.made_us == NOON - HOUR - MINUTE
    assert (taken.brought_by, taken.said_by, taken.source) == ("Chị Trần Thị Lan", "Chị Lan", str(source.parent))
    assert taken.start_us == CLAIMED - 90 * SECOND
    assert taken.incidents == ((incident, "VV-2026-001"),)
    assert taken.intact and taken.playable
    (act,) = school.imports.acts(school.guard, taken.id)
    assert (act.action, act.sha256, act.actor, act.claimed_us) == (
        "imported", taken.sha256, school.guard.name, CLAIMED,
    )  # fmt: skip
    assert school.last_act().action == "file_imported"
    assert school.evidence.recover().strays == ()


@pytest.mark.parametrize("ending", [".mp4", ".mov", ".mkv", ".avi", ".ts"])
def test_what_recorders_and_phones_write_plays_picture_by_picture(
    alone: SchoolInABox, tmp_path: Path, ending: str
) -> None:
    source = encode(tmp_path / f"nvr{ending}", range(50))
    taken = alone.imports.take_in(alone.guard, source, draft())
    path = alone.folder.evidence / "imported" / taken.file
    assert path.suffix == ending
    start = taken.start_us or 0
    film = Film([Piece(path, start, start + 2 * SECOND, foreign=True)])
    try:
        found = film.seek(start + SECOND)
        assert found is not None
        assert number_in(found.frame) in (24, 25)
        following = film.next()
        assert following is not None
        assert number_in(following.frame) == number_in(found.frame) + 1
    finally:
        film.close()


@pytest.mark.parametrize(("rotation", "turn"), [(90, 270), (-90, 90), (180, 180)])
def test_a_phone_held_upright_is_noticed(tmp_path: Path, rotation: int, turn: int) -> None:
    assert probe(phone_clip(tmp_path / "upright.mp4", rotation)).rotation == turn


def test_what_holds_no_video_is_refused_in_clear_words_or_kept_as_a_file(alone: SchoolInABox, tmp_path: Path) -> None:
    whole = phone_clip(tmp_path / "whole.mp4")
    playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{whole}\n#EXT-X-ENDLIST\n"
    cases = {
        "ghi chu.txt": (b"Em thay hai ban xo nhau.", "unknown"),
        "rác.mp4": (bytes(range(256)) * 40, "unknown"),
        "playlist.m3u8": (playlist.encode(), "unknown"),
        "half.mp4": (whole.read_bytes()[:400], "damaged"),
    }
    for name, (data, reason) in cases.items():
        source = tmp_path / name
        source.write_bytes(data)
        with pytest.raises(NotVideo) as caught:
            alone.imports.take_in(alone.guard, source, draft())
        assert (caught.value.values["name"], caught.value.values["reason"]) == (name, reason)
    assert files(alone) == []
    for name, (_data, reason) in cases.items():
        taken = alone.imports.take_in(alone.guard, tmp_path / name, draft(as_file=True))
        assert (taken.playable, taken.fault, taken.sha256) == (False, reason, sha256_file(tmp_path / name))
        with pytest.raises(NotVideo):
            alone.imports.open_player(alone.guard, taken.id, 320, 180)
    assert len(files(alone)) == len(cases)


def test_an_empty_file_is_nothing_to_keep(alone: SchoolInABox, tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    empty.touch()
    for as_file in (False, True):
        with pytest.raises(NotVideo) as caught:
            alone.imports.take_in(alone.guard, empty, draft(as_file=as_file))
        assert caught.value.values["reason"] == "empty"
    assert files(alone) == []


def test_the_same_content_comes_in_once(school: SchoolInABox, tmp_path: Path) -> None:
    source = phone_clip(tmp_path / "a.mp4")
    twin = tmp_path / "b.mp4"
    twin.write_bytes(source.read_bytes())
    first, other = an_incident(school), an_incident(school)
    taken = school.imports.take_in(school.guard, source, draft(first))
    with pytest.raises(AlreadyImported) as caught:
        school.imports.take_in(school.guard, twin, draft(other))
    assert caught.value.values == {"name": "a.mp4", "id": taken.id, "at": taken.imported_us}
    assert len(files(school)) == 1
    linked = school.imports.link(school.guard, taken.id, other)
    assert [number for number, _code in linked.incidents] == [first, other]
    assert len(school.imports.link(school.guard, taken.id, other).incidents) == 2
    assert school.imports.imports(school.guard, incident_id=other) == (linked,)
    assert school.imports.unlink(school.guard, taken.id, first).incidents == ((other, "VV-2026-002"),)
    assert [act.action for act in school.imports.acts(school.guard, taken.id)] == ["imported", "linked", "unlinked"]


def test_a_clip_of_our_own_that_comes_back_is_known(alone: SchoolInABox, tmp_path: Path) -> None:
    alone.film(alone.cameras[0], NOON - MINUTE)
    span = Span(NOON - 59 * SECOND, NOON - 57 * SECOND)
    clip = alone.evidence.cut(alone.guard, an_incident(alone), alone.cameras[0], span)
    back = tmp_path / "from the police.mp4"
    back.write_bytes(alone.evidence.path(alone.guard, clip.id).read_bytes())
    with pytest.raises(OwnClip) as caught:
        alone.imports.take_in(alone.guard, back, draft())
    assert caught.value.values == {"name": clip.file, "incident": "VV-2026-001", "at": clip.created_us}
    assert alone.imports.imports(alone.guard) == ()


def test_every_time_that_was_claimed_stays_to_be_read(school: SchoolInABox, tmp_path: Path) -> None:
    taken = school.imports.take_in(
        school.guard, phone_clip(tmp_path / "a.mp4"), ImportDraft("Chị Lan", incident_id=an_incident(school))
    )
    assert (taken.claimed_us, taken.span) == (None, None)
    assert school.imports.imports(school.guard, Span(0, 1 << 60)) == ()
    school.imports.set_time(school.guard, taken.id, CLAIMED, 0, "Chị Lan")
    school.imports.set_time(school.board, taken.id, CLAIMED, 5 * MINUTE, "Cô Trang", "đồng hồ điện thoại chạy nhanh")
    acts = school.imports.acts(school.guard, taken.id)
    assert [(act.claimed_us, act.offset_us, act.said_by, act.actor) for act in acts] == [
        (None, 0, "", school.guard.name),
        (CLAIMED, 0, "Chị Lan", school.guard.name),
        (CLAIMED, 5 * MINUTE, "Cô Trang", school.board.name),
    ]
    assert acts[-1].note == "đồng hồ điện thoại chạy nhanh"
    start = CLAIMED - 5 * MINUTE
    found = school.imports.imports(school.guard, Span(start + SECOND, start + 10 * SECOND))
    assert [view.start_us for view in found] == [start]
    assert school.imports.imports(school.guard, Span(CLAIMED, CLAIMED + SECOND)) == ()
    for forbidden in (ImportEntry.update(note="x"), ImportEntry.delete()):
        with pytest.raises(peewee.DatabaseError, match="append-only"), school.catalogue.write():
            forbidden.execute()


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"claimed_us": NOON + SECOND}, {"claimed": "future"}),
        ({"claimed_us": CLAIMED, "said_by": " "}, {"said_by": "required"}),
        ({"offset_us": 1 << 60}, {"offset": "value_range"}),
        ({"camera_id": 99}, {"camera": "camera_unknown"}),
        ({"incident_id": 99}, {"incident": "unknown"}),
    ],
)
def test_what_cannot_be_said_is_refused_before_anything_is_copied(
    alone: SchoolInABox, tmp_path: Path, said: dict[str, object], wrong: dict[str, str]
) -> None:
    source = phone_clip(tmp_path / "a.mp4")
    values: dict[str, object] = {"claimed_us": CLAIMED, "said_by": "Chị Lan"}
    with pytest.raises(InvalidInput) as caught:
        alone.imports.take_in(alone.guard, source, ImportDraft("Chị Lan", **(values | said)))  # type: ignore[arg-type]
    assert caught.value.reasons == wrong
    with pytest.raises(InvalidInput):
        alone.imports.take_in(alone.guard, source, ImportDraft("  "))
    assert files(alone) == []


def test_who_may_bring_and_see(school: SchoolInABox, tmp_path: Path) -> None:
    source = phone_clip(tmp_path / "a.mp4")
    theirs, others = (
        school.incidents.open(school.unit, IncidentDraft("Ngã", "accident", "", CLAIMED)).id,
        an_incident(school),
    )
    with pytest.raises(NotAllowed):
        school.imports.take_in(school.people[Role.FINANCE], source, draft())
    for number in (None, others):
        with pytest.raises(InvalidInput):
            school.imports.take_in(school.unit, source, draft(number))
    taken = school.imports.take_in(school.unit, source, draft(theirs))
    hidden = school.imports.take_in(school.guard, encode(tmp_path / "b.mp4", range(9)), draft(others))
    assert [view.id for view in school.imports.imports(school.unit)] == [taken.id]
    assert [view.id for view in school.imports.imports(school.guard)] == [hidden.id, taken.id]
    with pytest.raises(InvalidInput):
        school.imports.get(school.unit, hidden.id)
    with pytest.raises(NotAllowed):
        school.imports.imports(school.people[Role.FINANCE])


# -- trouble ---------------------------------------------------------------------------------------------------------


def test_five_gigabytes_say_how_far_they_are_and_stop_at_once(alone: SchoolInABox, tmp_path: Path) -> None:
    large = tmp_path / "large.mp4"
    phone_clip(large)
    os.truncate(large, 5_000_000_000)  # nothing of it is on the disk
    told: list[float] = []
    with pytest.raises(ImportCancelled):
        alone.imports.take_in(
            alone.guard, large, draft(as_file=True), told.append, lambda: bool(told) and told[-1] > 0.005
        )
    assert told == sorted(told)
    assert 0.005 < told[-1] < 0.0055  # a block is a fiftieth of a per cent
    assert files(alone) == []


def test_cancelled_while_reading_back_nothing_stays(alone: SchoolInABox, tmp_path: Path) -> None:
    told: list[float] = []
    with pytest.raises(ImportCancelled):
        alone.imports.take_in(
            alone.guard, phone_clip(tmp_path / "a.mp4"), draft(), told.append, lambda: bool(told) and told[-1] >= 0.6
        )
    assert files(alone) == []
    assert alone.imports.imports(alone.guard) == ()


def test_a_stick_pulled_out_while_copying_leaves_nothing(
    alone: SchoolInABox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = phone_clip(tmp_path / "a.mp4", seconds=4)
    monkeypatch.setattr(import_copy, "_BLOCK", 4096)
    real = Path.open

    class Pulled:
        """What the system says of a device that is gone: the first blocks, then EIO."""

        def __init__(self, file: object) -> None:
            self.file, self.left = file, 2

        def read(self, size: int) -> bytes:
            self.left -= 1
            if self.left < 0:
                raise OSError(errno.EIO, "Input/output error")
            return self.file.read(size)  # type: ignore[attr-defined, no-any-return]

        def __enter__(self) -> Pulled:
            return self

        def __exit__(self, *_args: object) -> None:
            self.file.close()  # type: ignore[attr-defined]

    def opened(self: Path, mode: str = "r", *more: object, **how: object) -> object:
        file = real(self, mode, *more, **how)  # type: ignore[arg-type, call-overload]
        return Pulled(file) if self == source and how.get("buffering") == 0 else file

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(SourceUnreadable) as caught:
        alone.imports.take_in(alone.guard, source, draft())
    assert caught.value.values == {"path": str(source), "detail": "Input/output error"}
    assert files(alone) == []


@pytest.mark.parametrize("by", [-1, 1])
def test_a_source_that_shrinks_or_grows_meanwhile_is_not_kept(alone: SchoolInABox, tmp_path: Path, by: int) -> None:
    source = phone_clip(tmp_path / "a.mp4")
    data = source.read_bytes()
    with source.open("ab") as file:
        file.write(bytes(3_000_000))

    def change(share: float) -> None:
        if share < 0.3:
            with source.open("r+b") as file:
                file.truncate(len(data) + (0 if by < 0 else 4_000_000))

    with pytest.raises(SourceUnreadable) as caught:
        alone.imports.take_in(alone.guard, source, draft(), change)
    assert caught.value.values["detail"] == "size_changed"
    assert files(alone) == []


def test_a_file_that_is_gone_or_a_folder(alone: SchoolInABox, tmp_path: Path) -> None:
    for source in (tmp_path / "gone.mp4", tmp_path):
        with pytest.raises(SourceUnreadable):
            alone.imports.take_in(alone.guard, source, draft(as_file=True))
    assert files(alone) == []


def test_a_full_disk_is_noticed_before_and_while_copying(
    alone: SchoolInABox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = phone_clip(tmp_path / "a.mp4")
    usage = namedtuple("usage", "total used free")(1000, 900, 100)
    with monkeypatch.context() as patch:
        patch.setattr("shutil.disk_usage", lambda _path: usage)
        with pytest.raises(DiskFull) as caught:
            alone.imports.take_in(alone.guard, source, draft())
        assert caught.value.values["free"] == 100
    real = Path.open

    def fills_up(self: Path, mode: str = "r", *more: object, **how: object) -> object:
        full = self.name.endswith(PART) and "w" in mode
        return real(Path("/dev/full") if full else self, mode, *more, **how)  # type: ignore[arg-type, call-overload]

    monkeypatch.setattr(Path, "open", fills_up)
    with pytest.raises(DiskFull):
        alone.imports.take_in(alone.guard, source, draft())
    assert files(alone) == []


@pytest.mark.parametrize("where", ["import-copy", "import-row"])
def test_killed_while_taking_in_it_is_finished_or_taken_back(tmp_path: Path, where: str) -> None:
    source = phone_clip(tmp_path / "phone.mp4")
    with open_school(tmp_path / "data") as school:
        incident = an_incident(school)
        kill(tmp_path / "data", where, incident)
        assert any(name.endswith(CLAIM) for name in files(school))
        assert school.evidence.recover().abandoned == ()
        assert school.imports.recover() == ((1, 0) if where == "import-row" else (0, 1))
        assert school.imports.recover() == (0, 0)
        found = school.imports.imports(school.guard, incident_id=incident)
        if where == "import-copy":
            assert (found, files(school)) == ((), [])
            return
        (taken,) = found
        assert (taken.sha256, taken.claimed_us, taken.brought_by) == (
            sha256_file(source), NOON - MINUTE, "Chị Lan",
        )  # fmt: skip
        assert [act.action for act in school.imports.acts(school.guard, taken.id)] == ["recovered"]
        assert school.imports.verify(school.guard, taken.id)


def damaged(school: SchoolInABox, taken: ImportView) -> None:
    path = school.folder.evidence / "imported" / taken.file
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_a_changed_byte_is_found(alone: SchoolInABox, tmp_path: Path) -> None:
    taken = alone.imports.take_in(alone.guard, phone_clip(tmp_path / "a.mp4"), draft())
    assert alone.imports.verify(alone.guard, taken.id)
    damaged(alone, taken)
    assert not alone.imports.verify(alone.guard, taken.id)
    assert not alone.imports.get(alone.guard, taken.id).intact
    assert [act.action for act in alone.imports.acts(alone.guard, taken.id)] == ["imported", "verified", "changed"]


def test_the_package_of_an_incident_has_them_too(school: SchoolInABox, tmp_path: Path) -> None:
    school.name_school()
    incident = an_incident(school)
    taken = school.imports.take_in(
        school.guard, phone_clip(tmp_path / "Clip của chị Lan.mp4"), draft(incident, offset_us=MINUTE)
    )
    stick = tmp_path / "stick"
    stick.mkdir()
    with pytest.raises(NotAllowed):
        school.evidence.export_incident(school.guard, incident, stick)
    folder = school.evidence.export_incident(school.board, incident, stick, "Công an phường yêu cầu")
    checked = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    assert (folder / "ben-ngoai" / taken.file).read_bytes() == (tmp_path / "Clip của chị Lan.mp4").read_bytes()
    (told,) = json.loads((folder / "manifest.json").read_text("utf-8"))["files_from_outside"]
    assert (told["name"], told["brought_by"], told["sha256"]) == (taken.name, taken.brought_by, taken.sha256)
    assert told["claimed"] == {
        "start": "2026-11-23T10:00:00.000000+07:00", "offset_us": MINUTE, "said_by": "Chị Lan",
    }  # fmt: skip
    assert "không phải hình của camera trường" in (folder / "DOC_TRUOC.txt").read_text("utf-8")
    assert school.imports.acts(school.guard, taken.id)[-1].action == "exported"
    said = school.minutes._content(school.guard, incident).statements
    assert [line.who for line in said] == ["Tệp do Chị Trần Thị Lan cung cấp"]
    assert "09:59:00 ngày 23/11/2026 theo lời Chị Lan" in said[0].text and taken.sha256[:8] in said[0].text
    assert school.minutes.draft(school.guard, incident).startswith(b"%PDF")
