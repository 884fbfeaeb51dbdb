"""Cameras for benchmarks: a process of its own, whose work isn't counted.

``pattern`` films are FFmpeg's moving test pattern, coded once and sent in a loop, each camera at its own phase: cheap,
for many streams. All others are those of ``tests.fakes.films``, coded as they are taken, with the time strip.

``python -m bench.server`` prints the ports as JSON, then answers each line of JSON on its standard input with one.
Ends when the input closes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import av

from tests.fakes.bad_cameras import Camera, Cameras, Change, Source
from tests.fakes.films import Coded, sdp_of
from vms.demo.encode import parameter_sets, split_frames
from vms.demo.rtp import Packets, packetise

PATTERN = "pattern"
_PATTERN_S = 10


@dataclass(frozen=True, slots=True)
class CameraServer:
    """The running process, and its cameras' ports."""

    process: subprocess.Popen[str]
    ports: tuple[int, ...]

    @property
    def pid(self) -> int:
        """Of the server."""
        return self.process.pid

    @property
    def count(self) -> int:
        """How many cameras."""
        return len(self.ports)

    def urls(self) -> list[str]:
        """One address a camera."""
        return [f"rtsp://127.0.0.1:{port}/live" for port in self.ports]

    def sent(self) -> list[int]:
        """Pictures handed to the network so far, a camera each, to whoever watched."""
        return list(self._ask({})["sent"])

    def late_s(self) -> float:
        """The most that a camera was late with a picture so far: a delay of the machine's, not of the program's."""
        return float(self._ask({})["late"])

    def order(self, *orders: tuple[int, Change]) -> float:
        """Have cameras do something; when it was done, on the monotonic clock."""
        return float(self._ask({"orders": orders})["at"])

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def serving(
    films: Sequence[str],
    width: int = 640,
    height: int = 360,
    *,
    fps: int = 15,
    phases: int = 4,
    cached: bool = True,
) -> Iterator[CameraServer]:
    """A camera a film until the block ends. ``fps`` is the patterns'."""
    command = [sys.executable, "-m", "bench.server", "--size", f"{width}x{height}", "--fps", str(fps)]
    command += ["--phases", str(phases), *(() if cached else ("--no-cache",)), *films]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        try:
            yield CameraServer(process, tuple(json.loads(process.stdout.readline())))
        finally:
            process.stdin.close()
            process.wait(10)


class Pattern:
    """A film coded beforehand, for many cameras: about 1 Mbit/s at 640 × 360, a key frame each second."""

    def __init__(self, width: int, height: int, fps: int, packets: Sequence[Packets], sets: tuple[bytes, ...]) -> None:
        self.width, self.height, self.fps = width, height, fps
        self._packets, self._sets, self._next = packets, sets, 0

    def begin(self) -> None:
        """From the beginning, which is a key frame."""
        self._next = 0

    def take(self, unix_s: float) -> list[Coded]:
        """The next picture."""
        packets = self._packets[self._next % len(self._packets)]
        self._next += 1
        return [Coded(packets, unix_s)]

    def sdp(self) -> str:
        """As of any H.264 camera."""
        return sdp_of("h264", self.fps, self._sets)

    def copy(self) -> Pattern:
        """The same pictures at a pace of their own."""
        return Pattern(self.width, self.height, self.fps, self._packets, self._sets)


def make_pattern(width: int, height: int, fps: int) -> Pattern:
    """Code ten seconds of moving test pattern."""
    source = av.open(f"testsrc2=size={width}x{height}:rate={fps}:duration={_PATTERN_S}", format="lavfi")
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
    encoder.time_base, encoder.framerate = Fraction(1, fps), Fraction(fps)
    encoder.gop_size, encoder.thread_count = fps, 1
    params = f"keyint={fps}:min-keyint={fps}:scenecut=0:bframes=0:repeat-headers=1:sliced-threads=0"
    encoder.options = {"preset": "veryfast", "tune": "zerolatency", "x264-params": params}
    data = bytearray()
    for index, frame in enumerate(source.decode(video=0)):
        picture = frame.reformat(format="yuv420p")
        picture.pts, picture.time_base = index, Fraction(1, fps)
        picture.pict_type = 0
        for packet in encoder.encode(picture):
            data += bytes(packet)
    frames = split_frames(bytes(data), "h264")
    return Pattern(width, height, fps, [packetise(one, "h264") for one in frames], parameter_sets(frames[0], "h264"))


async def _open(given: argparse.Namespace) -> Cameras:
    width, height = map(int, given.size.split("x"))
    cameras = Cameras(width, height, phases=given.phases, cached=not given.no_cache)
    if set(given.films) == {PATTERN}:
        pattern, count = make_pattern(width, height, given.fps), len(given.films)
        for number in range(count):
            camera = Camera(Source(pattern.copy(), number / count / given.fps))
            await camera.back()
            cameras.all.append(camera)
    else:
        await cameras.open(given.films)
    return cameras


async def _serve(given: argparse.Namespace) -> None:
    cameras, questions = await _open(given), asyncio.Queue[str]()
    running = asyncio.get_running_loop()

    def listen() -> None:
        for line in sys.stdin:
            running.call_soon_threadsafe(questions.put_nowait, line)
        running.call_soon_threadsafe(questions.put_nowait, "")

    threading.Thread(target=listen, name="stdin", daemon=True).start()
    print(json.dumps([camera.port for camera in cameras.all]), flush=True)
    while line := await questions.get():
        for number, change in json.loads(line).get("orders", ()):
            await cameras.change(number, change)
        late = max(camera.source.late_s for camera in cameras.all)
        answer = {"at": time.monotonic(), "sent": [camera.sent for camera in cameras.all], "late": late}
        print(json.dumps(answer), flush=True)
    await cameras.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("films", nargs="+")
    parser.add_argument("--size", default="640x360")
    parser.add_argument("--fps", type=int, default=15)
    parser.add_argument("--phases", type=int, default=4)
    parser.add_argument("--no-cache", action="store_true")
    asyncio.run(_serve(parser.parse_args()))
