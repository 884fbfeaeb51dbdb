"""Evidence on disk: names claimed before a file is made, writing that survives a power cut, copying that is read back.

The life of a file: claim (``<name>.claim``, made exclusively) → ``.part`` → fsync → rename → claim settled with the
result → row, custody and log in one transaction → claim gone. Whatever step a crash hits, the claim says what to do.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vms.core.disk import publish, storage_error
from vms.core.errors import ContentChanged
from vms.core.hashing import HashingWriter, sha256_file
from vms.core.instants import file_stamp
from vms.core.text import slug

CLAIM = ".claim"
PART = ".part"
# What the clip writer leaves beside a file when the program is killed.
LEFTOVERS = (PART, ".mux")

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Claim:
    """A claimed name. ``facts`` is what was asked; ``result`` what was made, None while it is being made."""

    file: Path
    facts: dict[str, Any]
    result: dict[str, Any] | None

    @property
    def marker(self) -> Path:
        """The claim itself."""
        return self.file.with_name(self.file.name + CLAIM)


def base_name(camera_code: str, instant: int) -> str:
    """``CAM03_20260105T014000Z`` for camera C03; other codes as they are, in letters and digits."""
    numbered = re.fullmatch(r"[Cc](\d+)", camera_code)
    name = f"CAM{numbered[1]}" if numbered else slug(camera_code).upper().replace("-", "") or "CAM"
    return f"{name}_{file_stamp(instant)}"


def claim(folder: Path, base: str, ending: str, facts: dict[str, Any]) -> Claim:
    """Take the first free name in the folder: ``base.mp4``, ``base-2.mp4`` … Raises StorageError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while True:
            file = folder / f"{base}{'' if number == 1 else f'-{number}'}{ending}"
            number += 1
            taken = Claim(file, facts, None)
            if file.exists():
                continue
            try:
                with taken.marker.open("x", encoding="utf-8") as marker:
                    json.dump({"facts": facts, "result": None}, marker)
                    _to_disk(marker.fileno(), marker)
            except FileExistsError:
                continue
            return taken
    except OSError as error:
        raise storage_error(folder, error) from error


def settle(taken: Claim, result: dict[str, Any]) -> Claim:
    """Note what was made, before the row that will say so. Raises StorageError."""
    write_durably(taken.marker, json.dumps({"facts": taken.facts, "result": result}).encode())
    return Claim(taken.file, taken.facts, result)


def give_up(taken: Claim) -> None:
    """Take back a claim and whatever was begun under it."""
    for ending in ("", *LEFTOVERS):
        remove(taken.file.with_name(taken.file.name + ending))
    taken.marker.unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Delete a file that may be there; Windows refuses it for a read-only one."""
    if path.exists():
        path.chmod(0o644)
        path.unlink()


def claims(root: Path) -> Iterator[Claim]:
    """Every claim under the folder. One cut short by a power cut has empty facts."""
    for marker in sorted(root.rglob(f"*{CLAIM}")):
        try:
            said = json.loads(marker.read_text("utf-8"))
        except ValueError:
            said = {}
        yield Claim(marker.with_name(marker.name.removesuffix(CLAIM)), said.get("facts", {}), said.get("result"))


def write_durably(path: Path, data: bytes) -> None:
    """Write ``.part``, fsync, rename, fsync the folder. Raises StorageError; nothing half-written keeps the name."""
    part = path.with_name(path.name + PART)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            _to_disk(file.fileno(), file)
        publish(part, path)
    except OSError as error:
        remove(part)
        raise storage_error(path, error, len(data)) from error


def copy_durably(source: Path, target: Path, expected: str) -> None:
    """Copy, hashing what is read, and read the copy back. Raises ContentChanged, StorageError; no half copy stays."""
    part = target.with_name(target.name + PART)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as read, part.open("wb") as write:
            hashing = HashingWriter(write)
            while block := read.read(_BLOCK):
                hashing.write(block)
            _to_disk(write.fileno(), write)
        for path, found in ((source, hashing.hexdigest()), (target, sha256_file(part))):
            if found != expected:
                raise ContentChanged(path=str(path), expected=expected, found=found)
        publish(part, target)
    except FileNotFoundError as error:
        if not source.exists():
            raise ContentChanged(path=str(source), expected=expected, found="") from error
        raise storage_error(target, error) from error
    except OSError as error:
        raise storage_error(target, error, source.stat().st_size) from error
    finally:
        if part.parent.is_dir():
            part.unlink(missing_ok=True)


def make_read_only(path: Path) -> None:
    """The first copy is never written again."""
    path.chmod(0o444)


def _to_disk(handle: int, file: Any) -> None:
    file.flush()
    os.fsync(handle)
