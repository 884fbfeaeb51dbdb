"""Cameras for benchmarks: N H.264 streams over RTSP from one process of its own, whose work isn't counted.

``python -m bench.server --streams 16`` prints its port; the streams are ``/s0`` … Ends when its standard input closes.
The pictures are FFmpeg's moving test pattern, encoded once and sent in a loop, each camera at its own phase.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction

import av

from vms.demo.digest import Digest
from vms.demo.encode import FRAMES_PER_S, GOP, LOOP_S, parameter_sets, split_frames
from vms.demo.rtp import Packets, packetise
from vms.demo.rtsp import RtspConnection, RtspStreams
from vms.demo.track import Loop, LoopPlayer

USER, PASSWORD = "bench", "bench"
_PATTERN_S = 10


@dataclass(frozen=True, slots=True)
class Streams:
    """Where the streams are, and the process that sends them."""

    port: int
    count: int
    pid: int

    def urls(self, tag: str = "") -> list[str]:
        """One address a stream; ``tag`` makes addresses of their own."""
        return [f"rtsp://{USER}:{PASSWORD}@127.0.0.1:{self.port}/s{index}{tag}" for index in range(self.count)]


@contextmanager
def serving(count: int, width: int, height: int, port: int = 0) -> Iterator[Streams]:
    """Start the server's process, until the block ends; it may have been killed meanwhile."""
    command = [sys.executable, "-m", "bench.server", "--streams", str(count), "--size", f"{width}x{height}"]
    command += ["--port", str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        try:
            yield Streams(int(process.stdout.readline()), count, process.pid)
        finally:
            process.stdin.close()
            process.wait(10)


def pattern(width: int, height: int) -> Loop:
    """A minute of moving test pattern: 15 pictures a second, a key frame each second, about 1 Mbit/s at 640 × 360."""
    source = av.open(f"testsrc2=size={width}x{height}:rate={FRAMES_PER_S}:duration={_PATTERN_S}", format="lavfi")
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
    encoder.time_base, encoder.framerate = Fraction(1, FRAMES_PER_S), Fraction(FRAMES_PER_S)
    encoder.gop_size, encoder.thread_count = GOP, 1
    params = f"keyint={GOP}:min-keyint={GOP}:scenecut=0:bframes=0:repeat-headers=1:sliced-threads=0"
    encoder.options = {"preset": "veryfast", "tune": "zerolatency", "x264-params": params}
    data = bytearray()
    for index, frame in enumerate(source.decode(video=0)):
        picture = frame.reformat(format="yuv420p")
        picture.pts, picture.time_base = index, Fraction(1, FRAMES_PER_S)
        picture.pict_type = 0
        for packet in encoder.encode(picture):
            data += bytes(packet)
    frames = split_frames(bytes(data), "h264")
    packets = [packetise(frame, "h264") for frame in frames]
    seconds: list[tuple[Packets, ...]] = [tuple(packets[i * GOP : (i + 1) * GOP]) for i in range(_PATTERN_S)]
    loop = Loop("h264", width, height, 0.0)
    loop.seconds = [seconds[second % _PATTERN_S] for second in range(LOOP_S)]
    loop.sets = parameter_sets(frames[0], "h264")
    return loop


async def _serve(count: int, width: int, height: int, port: int) -> None:
    loop, tracks = pattern(width, height), {}
    for index in range(count):
        phase = index / count / FRAMES_PER_S
        one = Loop(loop.codec, width, height, phase, loop.seconds, loop.sets)
        player = LoopPlayer(one)
        player.ready()
        tracks[f"s{index}"] = player.track
    streams = RtspStreams(tracks, Digest(USER, PASSWORD), ready=lambda _path: True)
    running = asyncio.get_running_loop()
    server = await running.create_server(lambda: RtspConnection(streams), "127.0.0.1", port, backlog=512)
    ended = asyncio.Event()
    threading.Thread(
        target=lambda: (sys.stdin.read(), running.call_soon_threadsafe(ended.set)), name="stdin", daemon=True
    ).start()
    print(server.sockets[0].getsockname()[1], flush=True)
    await ended.wait()
    server.close()
    for connection in list(streams.connections):
        connection.abort()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--streams", type=int, required=True)
    parser.add_argument("--size", default="640x360")
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    width, height = map(int, given.size.split("x"))
    asyncio.run(_serve(given.streams, width, height, given.port))
