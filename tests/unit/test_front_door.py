"""The program as a process of its own: it opens, refuses a second window, names a damaged catalogue, and ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from vms import __version__
from vms.app import resolve
from vms.core.errors import AlreadyRunning
from vms.core.paths import DataFolder
from vms.instance import WindowLock

posix = pytest.mark.skipif(os.name != "posix", reason="signals end a Windows program by force")


def start(data: Path, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "vms", "--offscreen", "--data", str(data), *more],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def events(data: Path) -> list[dict[str, Any]]:
    log = DataFolder(data).log
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


def wait_for(data: Path, name: str, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not any(line["event"] == name for line in events(data)):
        assert time.monotonic() < end, [line["event"] for line in events(data)]
        time.sleep(0.05)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    child = start(tmp_path)
    wait_for(tmp_path, "started")
    yield child
    if child.poll() is None:
        child.terminate()
    child.wait(20)
    assert child.stderr is not None
    child.stderr.close()


@posix
@pytest.mark.slow
def test_it_opens_on_the_first_start_and_ends_when_told(running: subprocess.Popen[bytes], tmp_path: Path) -> None:
    names = [line["event"] for line in events(tmp_path)]
    assert names.index("parts_built") < names.index("first_run_shown") < names.index("started")
    children = psutil.Process(running.pid).children(recursive=True)
    begun = time.monotonic()
    running.send_signal(signal.SIGTERM)
    assert running.wait(20) == 0
    assert time.monotonic() - begun < 20
    assert [line["event"] for line in events(tmp_path)][-2:] == ["closing", "closed"]
    gone, alive = psutil.wait_procs(children, 10)
    assert not alive, gone
    assert not any(line["level"] in ("error", "critical") for line in events(tmp_path))


@posix
@pytest.mark.slow
def test_a_second_window_is_refused_and_a_crash_frees_the_folder(
    running: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    second = start(tmp_path)
    assert second.wait(60) == 2
    assert second.stderr is not None
    second.stderr.close()
    assert running.poll() is None
    with pytest.raises(AlreadyRunning):
        WindowLock(tmp_path).acquire()
    children = psutil.Process(running.pid).children(recursive=True)
    running.kill()
    running.wait(20)
    lock = WindowLock(tmp_path)
    lock.acquire()
    lock.release()
    _gone, alive = psutil.wait_procs(children, 20)
    assert not alive, "the media process ends with the window that died"


@pytest.mark.slow
def test_a_damaged_catalogue_ends_with_a_status_and_a_line_in_the_log(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.prepare()
    folder.catalogue.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    before = folder.catalogue.read_bytes()
    child = start(tmp_path)
    assert child.wait(60) == 2
    assert child.stderr is not None
    child.stderr.close()
    assert [line["reason"] for line in events(tmp_path) if line["event"] == "not_started"] == ["catalogue_damaged"]
    assert folder.catalogue.read_bytes() == before


def test_version_needs_no_window() -> None:
    found = subprocess.run([sys.executable, "-m", "vms", "--version"], capture_output=True, check=True, timeout=60)
    assert found.stdout.decode().strip() == f"vms {__version__}"


def test_another_folder_is_followed(tmp_path: Path) -> None:
    assert resolve(tmp_path).root == tmp_path
    (tmp_path / "elsewhere.json").write_text(json.dumps({"root": str(tmp_path / "big")}), "utf-8")
    assert resolve(tmp_path).root == tmp_path / "big"
