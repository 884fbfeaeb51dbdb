from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.errors import FolderNotWritable, NotAllowed
from vms.core.hashing import sha256_file
from vms.core.instants import MINUTE, SECOND
from vms.models.audit import AuditEntry
from vms.models.camera import Camera
from vms.security.permissions import Role
from vms.security.vault import Vault
from vms.services.cameras import Cameras
from vms.services.footage import Footage
from vms.services.playback_scope import PlaybackRights
from vms.services.preferences import Preferences
from vms.services.stills import Stills, still_name

START = NOON - MINUTE
AT = START + 1_500_000
SEEN = b"the pane's own picture"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "data") as box:
        box.film(box.cameras[0], START)
        yield box


@pytest.fixture
def stills(school: SchoolInABox) -> Stills:
    catalogue, clock, audit = school.catalogue, school.clock, school.audit
    cameras = Cameras(catalogue, clock, audit, Vault(school.folder.keys))
    footage = Footage(catalogue, school.folder, clock)
    rights = PlaybackRights(catalogue, clock, audit, school.limits)
    return Stills(clock, audit, cameras, footage, rights, Preferences(catalogue), school.limits, school.folder)


def _log(school: SchoolInABox) -> list[AuditEntry]:
    with school.catalogue.read():
        return list(AuditEntry.select().where(AuditEntry.action == "still_saved"))


def test_the_board_gets_the_recorded_picture_in_its_own_folder(
    school: SchoolInABox, stills: Stills, tmp_path: Path
) -> None:
    kept = stills.take(school.board, school.cameras[0], AT, lambda: SEEN, tmp_path / "Pictures")
    assert kept.full and kept.path.parent == tmp_path / "Pictures"
    assert kept.path.name.startswith("C03 ") and " 2026-11-23 10.59.0" in kept.path.name
    assert abs(kept.instant_us - AT) < SECOND
    with Image.open(kept.path) as picture:
        assert picture.size == (256, 64)
    (entry,) = _log(school)
    assert entry.object == f"camera:{school.cameras[0]}" and sha256_file(kept.path) in entry.details


def test_a_turned_camera_is_saved_as_it_is_seen(school: SchoolInABox, stills: Stills, tmp_path: Path) -> None:
    plain = stills.take(school.board, school.cameras[0], AT, lambda: SEEN, tmp_path)
    with school.catalogue.write():
        Camera.update(turn=90, mirror=True).where(Camera.id == school.cameras[0]).execute()
    turned = stills.take(school.board, school.cameras[0], AT, lambda: SEEN, tmp_path)
    with Image.open(BytesIO(plain.path.read_bytes())) as one, Image.open(turned.path) as other:
        wanted = one.transpose(Image.Transpose.ROTATE_270).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        assert other.size == (64, 256) and other.tobytes() == wanted.tobytes()


def test_an_older_still_is_never_overwritten(school: SchoolInABox, stills: Stills, tmp_path: Path) -> None:
    first = stills.take(school.board, school.cameras[0], AT, lambda: SEEN, tmp_path)
    second = stills.take(school.board, school.cameras[0], AT, lambda: SEEN, tmp_path)
    assert first.path != second.path and second.path.name.endswith(" (2).png") and first.path.exists()


def test_what_was_not_recorded_is_saved_as_large_as_the_pane(
    school: SchoolInABox, stills: Stills, tmp_path: Path
) -> None:
    kept = stills.take(school.board, school.cameras[1], AT, lambda: SEEN, tmp_path)
    assert not kept.full and kept.path.read_bytes() == SEEN and kept.instant_us == AT


def test_a_guards_still_stays_on_this_pc(school: SchoolInABox, stills: Stills, tmp_path: Path) -> None:
    kept = stills.take(school.guard, school.cameras[0], AT, lambda: SEEN, tmp_path / "Pictures")
    assert kept.path.is_relative_to(school.folder.stills / school.guard.username)
    with pytest.raises(NotAllowed):
        stills.choose(school.guard, tmp_path)


def test_the_board_chooses_where_its_stills_go(school: SchoolInABox, stills: Stills, tmp_path: Path) -> None:
    stills.choose(school.board, tmp_path / "Ảnh camera")
    kept = stills.take(school.board, school.cameras[0], AT, lambda: SEEN, tmp_path / "Pictures")
    assert kept.path.parent == tmp_path / "Ảnh camera"


@pytest.mark.parametrize("role", [Role.IT, Role.UNIT, Role.FINANCE])
def test_who_has_no_right_saves_nothing(school: SchoolInABox, stills: Stills, tmp_path: Path, role: Role) -> None:
    actor = school.people[role]
    assert not stills.may(actor)
    with pytest.raises(NotAllowed):
        stills.take(actor, school.cameras[0], AT, lambda: SEEN, tmp_path / "Pictures")
    assert not (tmp_path / "Pictures").exists() and not _log(school)


def test_a_folder_that_cannot_be_written_is_said(school: SchoolInABox, stills: Stills, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(FolderNotWritable):
        stills.take(school.board, school.cameras[0], AT, lambda: SEEN, tmp_path / "file" / "folder")
    assert not _log(school)


@pytest.mark.parametrize(
    ("code", "name", "begins"),
    [
        ("C03", "Cổng chính", "C03 Cổng chính 2026-11-23 11.00.00.412"),
        ("C03", 'Nhà A/B: "kho"?', "C03 Nhà A B kho 2026-11-23"),
        ("C03", "tầng 2.\n", "C03 tầng 2 2026-11-23"),
        ("C03", "", "C03 2026-11-23"),
        ("C03", "x" * 300, f"C03 {'x' * 116} 2026-11-23"),
    ],
)
def test_names_are_safe_on_every_system(code: str, name: str, begins: str) -> None:
    found = still_name(code, name, NOON + 412_000)
    assert found.startswith(begins) and found.endswith(".png") and not set(found) & set('<>:"/\\|?*\n')


def test_a_guards_stills_go_when_recordings_would(school: SchoolInABox, stills: Stills, tmp_path: Path) -> None:
    old = stills.take(school.guard, school.cameras[0], AT, lambda: SEEN, tmp_path).path
    new = stills.take(school.guard, school.cameras[0], AT + SECOND, lambda: SEEN, tmp_path).path
    theirs = stills.take(school.board, school.cameras[0], AT, lambda: SEEN, tmp_path / "Pictures").path
    now = school.clock.now_us() / SECOND
    for path, days in ((old, 31), (new, 29), (theirs, 31)):
        os.utime(path, (now - days * 86_400,) * 2)
    assert stills.sweep() == 1
    assert (old.exists(), new.exists(), theirs.exists()) == (False, True, True)
    with school.catalogue.read():
        (entry,) = AuditEntry.select().where(AuditEntry.action == "stills_removed")
    assert old.name in entry.details
    assert stills.sweep() == 0
