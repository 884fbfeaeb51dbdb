"""``vms doctor`` as it is typed: what it prints, in which language, and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.footage import encode, record
from vms.core.clock import SystemClock
from vms.core.instants import HOUR
from vms.core.paths import DataFolder
from vms.models.camera import Camera
from vms.models.database import open_catalogue


def _doctor(data: Path, *words: str, language: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "-m", "vms", "doctor", "--data", str(data), *words]
    return subprocess.run(command, env={**os.environ, "LC_ALL": language}, capture_output=True, text=True, timeout=60)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A school with one file that nobody entered."""
    folder = DataFolder(tmp_path / "data")
    folder.prepare()
    clock = SystemClock()
    catalogue = open_catalogue(folder.catalogue, clock)
    with catalogue.write():
        camera = Camera.create(code="C01", name="Cổng", kind="url", added_us=0).id
    catalogue.close()
    source = encode(tmp_path / "in.mp4", range(20))
    record(source, folder.recordings / str(camera), clock.now_us() - HOUR)
    return folder.root


def test_finding_mending_and_being_well(data: Path) -> None:
    found = _doctor(data)
    assert found.returncode == 1 and found.stderr == ""
    assert "A file that the catalogue doesn't know · 1" in found.stdout and "--repair" in found.stdout
    vietnamese = _doctor(data, language="vi_VN.UTF-8")
    assert vietnamese.returncode == 1 and "Có tệp nhưng danh mục không biết · 1" in vietnamese.stdout
    mended = json.loads(_doctor(data, "--repair", "--json").stdout)
    assert mended["repaired"] == {"file_without_row": 1} and mended["wrong"] == 0
    assert mended["findings"][0]["code"] == "file_without_row" and mended["findings"][0]["repaired"] is True
    well = _doctor(data, "--level", "3", "--language", "vi")
    assert well.returncode == 0 and well.stdout.strip().endswith("Không còn lỗi nào.")


def test_without_a_catalogue_nothing_is_checked_and_none_is_made(tmp_path: Path) -> None:
    done = _doctor(tmp_path, "--language", "vi")
    assert done.returncode == 2 and "Không mở được danh mục" in done.stderr
    assert list(tmp_path.iterdir()) == []
