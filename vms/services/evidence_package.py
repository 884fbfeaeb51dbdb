"""A folder of copies that leaves the PC: the files, what they are, and how anybody checks them without our program."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vms.core.disk import require_room, storage_error
from vms.core.errors import ContentChanged, FolderNotWritable
from vms.core.hashing import sha256_bytes, sha256_file
from vms.services.evidence_files import copy_durably, write_durably

READ_FIRST = "DOC_TRUOC.txt"
SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
_TEMPLATE = Path(__file__).resolve().parents[2] / "resources" / "texts" / "doc_truoc.txt"
# File systems of USB sticks take a file only in whole blocks.
_ROOM_TO_SPARE = 1_000_000


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file that goes into the package: ``name`` with forward slashes, the hash it must have."""

    name: str
    source: Path
    sha256: str
    size: int
    description: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first page says."""

    name: str
    school: str
    code: str
    title: str
    exported: str
    by: str
    reason: str


def pack(target: Path, cover: Cover, files: Sequence[PackedFile], manifest: bytes) -> Path:
    """Write the package into a new folder under ``target`` and read all of it back; that folder.

    Raises FolderNotWritable, DiskFull (need, free), ContentChanged. A package that fails leaves nothing behind.
    """
    if not target.is_dir():
        raise FolderNotWritable(path=str(target), detail="")
    require_room(target, sum(file.size for file in files) + _ROOM_TO_SPARE)
    folder = _new_folder(target, cover.name)
    try:
        for file in files:
            copy_durably(file.source, folder / file.name, file.sha256)
        sums = {file.name: file.sha256 for file in files}
        for name, data in ((MANIFEST, manifest), (READ_FIRST, _read_first(cover, files).encode())):
            write_durably(folder / name, data)
            sums[name] = sha256_bytes(data)
        lines = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
        write_durably(folder / SUMS, lines.encode())
        for name, expected in sums.items():
            found = sha256_file(folder / name)
            if found != expected:
                raise ContentChanged(path=str(folder / name), expected=expected, found=found)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise storage_error(folder, error) from error
        raise
    return folder


def _new_folder(target: Path, name: str) -> Path:
    number = 1
    while True:
        folder = target / (name if number == 1 else f"{name}-{number}")
        number += 1
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        except OSError as error:
            raise storage_error(folder, error) from error
        return folder


def _read_first(cover: Cover, files: Sequence[PackedFile]) -> str:
    listed = [(file.name, file.description) for file in files]
    listed.append(
        (MANIFEST, "Lai lịch từng tệp: camera, giờ yêu cầu và giờ có được, độ lệch đồng hồ, người trích xuất.")
    )
    contents = "\n".join(f"  {name}\n    {description}" for name, description in listed)
    # Windows' own editor before 2018 shows one endless line without CR.
    text = _TEMPLATE.read_text("utf-8").format(
        name=cover.name,
        school=cover.school,
        code=cover.code,
        title=cover.title,
        exported=cover.exported,
        by=cover.by,
        reason=cover.reason,
        contents=contents,
    )
    return text.replace("\n", "\r\n")
