"""The program as a process: started, followed through its log, ended as a system ends it, and looked at afterwards."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path("/dev/shm")
START_S = 90.0
END_S = 40.0
_GRACE_S = 10.0

Line = dict[str, Any]


def read_lines(path: Path) -> list[Line]:
    """The whole lines of a JSON log; none when it isn't there yet."""
    if not path.exists():
        return []
    text = path.read_text("utf-8")
    return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]


def wait_for(condition: Callable[[], Any], seconds: float, what: str | Callable[[], str]) -> Any:
    """The condition's first true value; fails when none comes in time."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, f"not within {seconds} s: {what() if callable(what) else what}"
        time.sleep(0.05)
    return found


def locked(path: Path) -> bool:
    """Whether another process holds this lock file."""
    if not path.exists():
        return False
    with path.open("r+b") as file:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


class RunningProgram:
    """One run of ``python -m …`` in a process of its own. Leaving the block ends it, by force if need be."""

    def __init__(self, folder: Path, *command: str, platform: str = "offscreen", display: str = "") -> None:
        """``command``: what follows ``python -m``; the desktop program on the folder by default."""
        self.folder = folder
        self._command = [sys.executable, "-m", *(command or ("vms", "--data", str(folder), "--demo-cameras", "2"))]
        self._environment = {**os.environ, "QT_QPA_PLATFORM": platform, "PYTHONUNBUFFERED": "1"}
        if display:
            self._environment["DISPLAY"] = display
        self._before = len(read_lines(self.log))
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 - closed at the end of the block
        self._family: dict[int, psutil.Process] = {}

    def __enter__(self) -> RunningProgram:
        self.process = subprocess.Popen(
            self._command,
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=self._output,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._meet_family()
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for one in self.family_left():
            one.kill()
            one.wait(5)
        if error is not None:
            error.add_note(f"{' '.join(self._command)}\nsaid:\n{self.said}\nlog:\n{self._tail()}")
        self._output.close()

    # Looking

    @property
    def log(self) -> Path:
        return self.folder / "logs" / "vms.jsonl"

    @property
    def said(self) -> str:
        """Standard output and standard error."""
        # The child writes through the same open file: reading must not move its place.
        size = os.fstat(self._output.fileno()).st_size
        return os.pread(self._output.fileno(), size, 0).decode("utf-8", "replace")

    @property
    def lines(self) -> list[Line]:
        """What this run has logged so far."""
        return read_lines(self.log)[self._before :]

    @property
    def events(self) -> list[str]:
        return [line["event"] for line in self.lines]

    @property
    def shared_memory(self) -> list[str]:
        """Blocks that the window's process made."""
        return [path.name for path in SHARED.glob(f"vms-*-{self.process.pid}-*")]

    def wait_event(self, name: str, seconds: float = START_S, **fields: object) -> Line:
        """The first logged event of this name with these fields; fails at once when the program has ended."""

        def look() -> Line | None:
            found = self._find(name, fields)
            if found is None:
                assert self.process.poll() is None, f"ended with {self.process.returncode} before {name}"
            return found

        return wait_for(look, seconds, lambda: f"event {name} {fields} in {self.events}")

    def _find(self, name: str, fields: dict[str, object]) -> Line | None:
        for line in self.lines:
            if line["event"] == name and all(line.get(key) == value for key, value in fields.items()):
                return line
        return None

    def _tail(self) -> str:
        return "\n".join(json.dumps(line, ensure_ascii=False) for line in self.lines[-30:])

    # Ending

    def end(self) -> int:
        """As the system does at shutdown; the exit status."""
        self._meet_family()
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self, seconds: float = END_S) -> int:
        """The exit status, once the program has ended by itself."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, f"still running after {seconds} s"
            self._meet_family()
            time.sleep(0.05)
        return self.process.returncode

    def _meet_family(self) -> None:
        try:
            for child in psutil.Process(self.process.pid).children(recursive=True):
                self._family.setdefault(child.pid, child)
        except psutil.NoSuchProcess:
            return

    def family_left(self) -> list[psutil.Process]:
        """Processes of this run that still live; they are given a moment to go."""
        end = time.monotonic() + _GRACE_S
        while True:
            left = [one for one in self._family.values() if _lives(one)]
            if not left or time.monotonic() > end:
                return left
            time.sleep(0.05)

    def assert_nothing_left(self) -> None:
        """After the end: no process, no shared memory, no lock, no half-written file."""
        left = [_words(one) for one in self.family_left()]
        assert not left, f"processes left: {left}"
        assert not self.shared_memory
        assert [path.name for path in self.folder.glob("*.lock") if locked(path)] == []
        assert [path.name for path in self.folder.glob("catalogue.sqlite3-*")] == [], "the catalogue was not closed"
        assert not (self.folder / "recorder.stop").exists()

    def assert_no_trouble(self) -> None:
        """Nothing of level error or above, and no traceback, in any log of the data folder."""
        for path in sorted((self.folder / "logs").glob("*.jsonl*")):
            bad = [line for line in read_lines(path) if line["level"] in ("error", "critical") or "traceback" in line]
            assert not bad, f"{path.name}: {bad}"
        assert "Traceback" not in self.said, self.said


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _words(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return "(gone)"
