"""The demo school as a child process: started, waited for, and ended with the program."""

from __future__ import annotations

import json
import logging
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from vms.core.errors import FolderNotWritable
from vms.core.instants import Span
from vms.core.log import event
from vms.core.paths import DataFolder
from vms.core.redact import Secret
from vms.services.demo_school import DemoCamera
from vms.services.foreign_recorders import DemoRecorder
from vms.services.recording import own_command

_log = logging.getLogger(__name__)
_READY_S = 60.0
_STOP_S = 4.0


class DemoProcess:
    """``start`` returns at once; ``wait`` (not on the GUI thread) gives the cameras once their servers listen."""

    def __init__(self, folder: DataFolder, cameras: int = 12, command: list[str] | None = None) -> None:
        self._folder, self._cameras = folder.demo, cameras
        self._ready = folder.demo / "ready.json"
        self._command = command or own_command()
        self._child: subprocess.Popen[bytes] | None = None
        self.recorders: list[DemoRecorder] = []  # once ``wait`` has given the cameras

    @property
    def pid(self) -> int | None:
        """Of the running child."""
        return self._child.pid if self._child and self._child.poll() is None else None

    def start(self) -> None:
        """Start the school. Its standard input is its life line: it ends when this program does."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._ready.unlink(missing_ok=True)
        command = [
            *(*self._command, "demo", "--folder", str(self._folder)),
            *("--ready-file", str(self._ready), "--cameras", str(self._cameras)),
        ]
        try:
            with (self._folder / "demo.log").open("wb") as output:
                self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=output, stderr=output)
        except OSError as error:
            raise FolderNotWritable(path=str(self._folder), detail=error.strerror or "") from error
        event(_log, "demo_started", pid=self._child.pid, cameras=self._cameras)

    def wait(self, stopped: Callable[[], bool]) -> list[DemoCamera]:
        """The cameras; empty when the program ends meanwhile or the school couldn't start."""
        end = time.monotonic() + _READY_S
        while time.monotonic() < end and not stopped():
            if self._child is None or self._child.poll() is not None:
                break
            if self._ready.exists():
                found = _read(self._ready)
                self.recorders = _read_recorders(self._ready)
                event(_log, "demo_ready", cameras=len(found))
                return found
            time.sleep(0.05)
        if not stopped():
            event(_log, "demo_not_ready", logging.ERROR, exit_code=self._child.poll() if self._child else None)
        return []

    def stop(self) -> None:
        """End the school; when it doesn't listen, by force."""
        child, self._child = self._child, None
        if child is None:
            return
        assert child.stdin is not None
        try:
            child.stdin.close()
        except BrokenPipeError:
            event(_log, "demo_gone_before")
        try:
            child.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            event(_log, "demo_killed", logging.WARNING, pid=child.pid)
            child.kill()
            child.wait()


def _read(path: Path) -> list[DemoCamera]:
    cards = json.loads(path.read_text(encoding="utf-8"))["cameras"]
    return [
        DemoCamera(
            code=card["code"],
            name=card["name"],
            area=card["area"],
            onvif=card["onvif"],
            rtsp_main=card["rtsp_main"],
            rtsp_sub=card["rtsp_sub"],
            user=card["user"],
            password=Secret(card["password"]),
            ptz=card["ptz"],
            codec=card["codec"],
            identity=card["identity"],
        )
        for card in cards
    ]


def _read_recorders(path: Path) -> list[DemoRecorder]:
    return [
        DemoRecorder(
            name=card["name"],
            address=card["onvif"],
            rtsp_port=card["rtsp_port"],
            user=card["user"],
            password=Secret(card["password"]),
            maker=card["maker"],
            model=card["model"],
            serial=card["serial"],
            tracks=tuple(
                (one["token"], one["name"], one["camera"], tuple(Span(start, end) for start, end in one["spans"]))
                for one in card["tracks"]
            ),
        )
        for card in json.loads(path.read_text(encoding="utf-8")).get("recorders", [])
    ]
