"""Other programs on the same streams, and an X screen for those that need a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

SCREEN = (1920, 1080)
Place = tuple[int, int, int, int]  # x, y, width, height


def available(*programs: str) -> bool:
    """Whether these are installed; said on standard error when one isn't."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        print(f"left out, not installed: {', '.join(missing)}", file=sys.stderr)
    return not missing


@dataclass(frozen=True, slots=True)
class Screen:
    """A running X server."""

    display: str
    pid: int

    def environment(self) -> dict[str, str]:
        """For programs with windows on it."""
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "SDL_VIDEODRIVER": "x11"}


@contextmanager
def x_screen() -> Iterator[Screen]:
    """Xvfb, 1920×1080, until the block ends."""
    read, write = os.pipe()
    size = f"{SCREEN[0]}x{SCREEN[1]}x24"
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        os.close(write)
        try:
            with os.fdopen(read) as told:
                number = told.readline().strip()
            if not number:
                raise RuntimeError("Xvfb did not start")
            yield Screen(f":{number}", server.pid)
        finally:
            server.terminate()
            server.wait(10)


@contextmanager
def running(commands: Sequence[list[str]], environment: dict[str, str] | None = None) -> Iterator[list[int]]:
    """These programs until the block ends, by process id. Raises RuntimeError when one has ended before."""
    programs = [
        subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in commands
    ]
    try:
        yield [program.pid for program in programs]
        ended = [program.returncode for program in programs if program.poll() is not None]
        if ended:
            raise RuntimeError(f"{commands[0][0]}: {len(ended)} of {len(commands)} ended early: {ended}")
    finally:
        for program in programs:
            program.terminate()
        for program in programs:
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()


def ffmpeg(url: str) -> list[str]:
    """Receive and decode, nothing else: the floor under every wall."""
    head = ["ffmpeg", "-v", "quiet", "-nostdin", "-threads", "1", "-rtsp_transport", "tcp"]
    return [*head, "-i", url, "-an", "-f", "null", "-"]


def mpv(url: str, place: Place) -> list[str]:
    """Its low-latency profile in a window there."""
    x, y, width, height = place
    options = "--no-config --profile=low-latency --vo=x11 --no-audio --no-osc --no-border --no-input-default-bindings"
    window = [f"--geometry={width}x{height}+{x}+{y}", "--no-keepaspect-window", "--really-quiet"]
    return ["mpv", *options.split(), "--rtsp-transport=tcp", *window, url]


def ffplay(url: str, place: Place) -> list[str]:
    """With the options that its manual names against delay, in a window there."""
    x, y, width, height = place
    options = "-v quiet -nostats -an -fflags nobuffer -flags low_delay -rtsp_transport tcp -noborder"
    window = f"-left {x} -top {y} -x {width} -y {height}"
    return ["ffplay", *options.split(), *window.split(), url]


def tiles(count: int) -> list[Place]:
    """So many equal windows side by side on the screen."""
    across = next(side for side in range(1, 9) if side * side >= count)
    width, height = SCREEN[0] // across, SCREEN[1] // across
    return [(n % across * width, n // across * height, width, height) for n in range(count)]


def settle(seconds: float) -> None:
    """Let programs come to their pace."""
    time.sleep(seconds)
