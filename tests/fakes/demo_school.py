"""The demo school as a process, for tests: started, waited for, ordered about, ended."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer

_START_S = 60.0


@dataclass(frozen=True)
class SchoolRun:
    """A running school."""

    process: subprocess.Popen[bytes]
    ready_file: Path

    def state(self) -> dict[str, Any]:
        return json.loads(self.ready_file.read_text(encoding="utf-8"))

    def camera(self, code: str) -> dict[str, Any]:
        return next(one for one in self.state()["cameras"] if one["code"] == code)

    def order(self, code: str, **order: object) -> dict[str, Any]:
        """Post to the control address; the answer is the camera's state."""
        url = f"{self.state()['control']}camera/{code}"
        request = urllib.request.Request(url, json.dumps(order).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def look(self, code: str) -> dict[str, Any]:
        """A camera's present state."""
        with urllib.request.urlopen(f"{self.state()['control']}camera/{code}", timeout=10) as answer:
            return json.load(answer)


@contextmanager
def running_school(folder: Path, codes: str, not_yet: str = "") -> Iterator[SchoolRun]:
    """A school with these cameras, ready to be watched (but for `not_yet`); ended by closing its standard input."""
    ready_file = folder / "ready.json"
    command = [sys.executable, "-m", "vms.demo", "--folder", str(folder / "loops"), "--ready-file", str(ready_file)]
    process = subprocess.Popen([*command, "--codes", codes], stdin=subprocess.PIPE)
    run = SchoolRun(process, ready_file)
    try:
        wait_until(lambda: ready_file.exists() or process.poll() is not None, _START_S)
        assert process.poll() is None, "the school has ended"
        wait_until(lambda: all(c["ready"] or c["code"] == not_yet for c in run.state()["cameras"]), _START_S)
        yield run
    finally:
        assert process.stdin
        process.stdin.close()
        status = process.wait(20)
    assert status == 0


def wait_until(condition: Any, seconds: float = 10.0) -> None:
    """Wait for a condition; fails when it doesn't come true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def with_login(camera: dict[str, Any], stream: str, password: str | None = None) -> str:
    """The stream's address with user and password."""
    login = f"{camera['user']}:{password or camera['password']}"
    return camera[f"rtsp_{stream}"].replace("rtsp://", f"rtsp://{login}@")


def open_stream(url: str, transport: str = "tcp", read_s: float = 10.0, open_s: float = 10.0) -> InputContainer:
    """The opened stream; asks again while the camera says that its pictures aren't rendered yet (503)."""
    options = {"rtsp_transport": transport, "fflags": "nobuffer", "probesize": "64000", "analyzeduration": "0"}
    end = time.monotonic() + _START_S
    while True:
        try:
            return av.open(url, options=options, timeout=(open_s, read_s))
        except av.error.HTTPServerError:
            assert time.monotonic() < end, "still not rendered"
            time.sleep(0.3)


@contextmanager
def watching(
    url: str, transport: str = "tcp", read_s: float = 10.0, open_s: float = 10.0
) -> Iterator[Iterator[av.VideoFrame]]:
    """Decoded pictures of a stream."""
    with open_stream(url, transport, read_s, open_s) as container:
        yield container.decode(video=0)
