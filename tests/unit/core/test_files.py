from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest

from vms.core import errors
from vms.core.errors import FolderNotWritable, InvalidInput, VmsError
from vms.core.hashing import HashingWriter, grouped, sha256_bytes, sha256_file, short_code
from vms.core.paths import DataFolder


def test_hash_while_writing_equals_hash_by_reading_back(tmp_path: Path) -> None:
    data = os.urandom(3_000_000)
    path = tmp_path / "clip.mp4"
    with path.open("wb") as file:
        writer = HashingWriter(file)
        for start in range(0, len(data), 65_537):
            writer.write(data[start : start + 65_537])
    assert writer.hexdigest() == sha256_file(path) == sha256_bytes(data) == hashlib.sha256(data).hexdigest()
    assert writer.size == len(data)


def test_a_digest_is_printed_in_eight_groups_of_eight() -> None:
    digest = HashingWriter(io.BytesIO()).hexdigest()
    assert [len(group) for group in grouped(digest).split()] == [8] * 8
    assert short_code(digest) == "E3B0-C442"


def test_a_data_folder_is_made_and_proven(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "trường")
    folder.prepare()
    assert folder.recordings.is_dir()
    assert list(folder.root.rglob(".probe-*")) == []


def test_a_data_folder_that_cannot_be_made_says_where(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(FolderNotWritable) as caught:
        DataFolder(blocked).prepare()
    assert str(blocked) in str(caught.value.values["path"])


def all_errors(root: type[VmsError] = VmsError) -> list[type[VmsError]]:
    return [root, *(found for child in root.__subclasses__() for found in all_errors(child))]


def test_every_error_has_a_code_of_its_own_and_stands_in_the_tree() -> None:
    tree = [kind for kind in all_errors() if kind.__module__ == errors.__name__]
    codes = [kind.code for kind in tree]
    assert len(codes) == len(set(codes))
    assert errors.__doc__ is not None
    assert [kind.__name__ for kind in tree if kind.__name__ not in errors.__doc__] == []


def test_invalid_input_names_its_fields() -> None:
    assert InvalidInput(reasons={"code": "code_taken"}).reasons == {"code": "code_taken"}
