"""Files from outside, looked into by a process of its own."""

from __future__ import annotations

import os
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.footage import encode
from vms.core.errors import NotVideo
from vms.video import foreign_probe
from vms.video.foreign import probe
from vms.video.foreign_probe import probe_apart


def _dies(_link: Connection, _path: Path) -> None:
    os._exit(139)


def _hangs(_link: Connection, _path: Path) -> None:
    time.sleep(60)


def test_it_says_what_the_file_holds(tmp_path: Path) -> None:
    path = encode(tmp_path / "clip.mp4", range(30))
    assert probe_apart(path) == probe(path)


def test_what_is_wrong_with_a_file_is_said_as_without_it(tmp_path: Path) -> None:
    for name, content in (("empty", b""), ("unknown", os.urandom(4000))):
        path = tmp_path / f"{name}.mp4"
        path.write_bytes(content)
        with pytest.raises(NotVideo) as caught:
            probe_apart(path)
        assert caught.value.values["reason"] == name and caught.value.values["name"] == path.name
    with pytest.raises(FileNotFoundError):
        probe_apart(tmp_path / "gone.mp4")


@pytest.mark.logs("probe_died")
@pytest.mark.parametrize("entry", [_dies, _hangs])
def test_a_file_over_which_it_dies_or_hangs_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: object
) -> None:
    monkeypatch.setattr(foreign_probe, "_PATIENCE_S", 3.0)
    begun = time.monotonic()
    with pytest.raises(NotVideo) as caught:
        probe_apart(encode(tmp_path / "clip.mp4", range(5)), entry)  # type: ignore[arg-type]
    assert caught.value.values["reason"] == "damaged"
    assert time.monotonic() - begun < 20
