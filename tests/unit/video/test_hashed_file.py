from __future__ import annotations

import struct
from pathlib import Path

import pytest

from vms.core.hashing import sha256_file
from vms.video.hashed_file import HashedFile

HEAD = struct.pack(">I4s", 16, b"ftyp") + b"isomisom" + struct.pack(">I4sI4s", 8, b"free", 0, b"mdat")


def _written(path: Path, told: int | None, true: int) -> str | None:
    """What FFmpeg's MP4 muxer does, without the pictures of five gigabytes."""
    with HashedFile(path, told) as file:
        file.write(HEAD)
        file.write(b"picture")
        end = file.tell()
        if true + 8 > 0xFFFFFFFF:
            file.seek(16)
            file.write(struct.pack(">I4sQ", 1, b"mdat", true + 16))
        else:
            file.seek(24)
            file.write(struct.pack(">I", true + 8))
        file.seek(end)
        file.write(b"moov")
        assert file.size == len(HEAD) + 11
        return file.digest


def test_the_hash_of_the_passing_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    assert _written(path, 7, 7) == sha256_file(path)


@pytest.mark.parametrize(("told", "true"), [(None, 7), (6, 7), (5 << 30, 7), (7, 5 << 30), (5 << 30, 5 << 30)])
def test_a_length_not_known_is_owned_up_to_and_the_file_is_right(tmp_path: Path, told: int | None, true: int) -> None:
    assert _written(tmp_path / "told.mp4", told, true) is None
    _written(tmp_path / "untold.mp4", None, true)
    assert (tmp_path / "told.mp4").read_bytes() == (tmp_path / "untold.mp4").read_bytes()
