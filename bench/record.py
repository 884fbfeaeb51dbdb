"""The recorder: what receiving and writing N streams costs, against FFmpeg copying the same streams into files.

The real recorder process on a prepared school, one-minute segments, every one of them fsynced, renamed and entered
into the catalogue; the peer is one ``ffmpeg -c copy`` per stream into fragmented MP4 segments of a minute. Each round
measures both, one after the other in alternating order, on the same disk. ``--short`` only shows that it runs.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bench import peers
from bench.figures import tell, tell_percentiles, tell_rounds
from bench.measuring import Cost, Meter, family, memory, warn_when_noisy
from bench.school import make_school
from bench.server import PATTERN, CameraServer, serving
from bench.wall import LARGE, SMALL, Kind
from vms.core.clock import SystemClock
from vms.core.disk import publish
from vms.core.instants import SECOND
from vms.core.paths import DataFolder
from vms.models.camera import Camera
from vms.models.database import open_catalogue
from vms.models.keeping import Recorder
from vms.models.plan import CameraPlan
from vms.models.recording import RecorderStatus, Segment
from vms.services.recording import RecorderProcess

_CASES = [(16, SMALL), (64, SMALL), (16, LARGE)]
_START_S = 60.0
_STEADY_S = 4.0
_SEGMENT_BYTES = {SMALL: 4_000_000, LARGE: 20_000_000}


@dataclass(slots=True)
class Rounds:
    """What was measured of one case."""

    marks: bool = False
    ours: list[Cost] = field(default_factory=list)
    peer: list[Cost] = field(default_factory=list)
    held: list[float] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    syncs_ms: list[float] = field(default_factory=list)


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench record")
    parser.add_argument("--short", action="store_true", help="four streams, some seconds")
    parser.add_argument("--seconds", type=float, help="of each measurement")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--streams", type=int, help="only cases of so many streams")
    parser.add_argument("--marks", action="store_true", help="with motion marked on the time line, which nobody copies")
    given = parser.parse_args(argv)
    seconds, rounds = given.seconds or (4.0 if given.short else 30.0), given.rounds or (1 if given.short else 3)
    if not peers.available("ffmpeg"):
        raise RuntimeError("ffmpeg is what the recorder is measured against")
    for count, kind in [(4, SMALL)] if given.short else _CASES:
        if given.streams in (None, count):
            with serving([PATTERN] * count, kind.width, kind.height, fps=kind.fps) as server:
                one_case(server, kind, seconds, rounds, marks=given.marks)
    return 0


def one_case(server: CameraServer, kind: Kind, seconds: float, rounds: int, *, marks: bool = False) -> None:
    """Both, in turn, and what came of it. ``marks``: motion is looked for meanwhile, on the recorded stream."""
    done = Rounds(marks=marks)
    for number in range(rounds):
        for step in (copying, recording) if number % 2 == 0 else (recording, copying):
            with tempfile.TemporaryDirectory(prefix="vms-bench-") as folder:
                step(server, Path(folder), kind, seconds, done)
    case = kind.case(server.count) + (" with motion marks" if done.marks else "")
    name = f"ffmpeg -c copy x {server.count}"
    ratios = [ours.cores / peer.cores for ours, peer in zip(done.ours, done.peer, strict=True)]
    tell_rounds("record", case, "cpu_over_copy", ratios, goal=1.3, peer=name)
    tell_rounds("record", case, "cpu_percent", [cost.cores * 100 for cost in done.ours])
    tell_rounds("record", case, "peer_cpu_percent", [cost.cores * 100 for cost in done.peer], peer=name)
    tell_rounds("record", case, "memory_mb_per_camera", [held / server.count / 1e6 for held in done.held])
    tell_rounds("record", case, "pictures_missing", done.missing, goal=0)
    tell_percentiles("record", case, "segment_made_durable_ms", done.syncs_ms)
    tell("record", case, "other_programs_cpu_percent", 100 * warn_when_noisy(case, (*done.ours, *done.peer)))


def plan_all(data: DataFolder, *, marks: bool) -> None:
    """All the time; the same work as the peer's, or with an eye for motion."""
    with closing(open_catalogue(data.catalogue, SystemClock())) as catalogue, catalogue.write():
        for camera in list(Camera.select(Camera.id)):
            CameraPlan.create(camera=camera.id, since_us=1, marks=marks)


def copying(server: CameraServer, folder: Path, _kind: Kind, seconds: float, done: Rounds) -> None:
    """The peer's turn."""
    commands = [copy_command(url, folder / f"{number}-%d.mp4") for number, url in enumerate(server.urls())]
    with peers.running(commands) as pids:
        peers.settle(_STEADY_S + len(pids) / 16)
        done.peer.append(_measure(family(*pids), server, seconds))


def copy_command(url: str, target: Path) -> list[str]:
    """Receive and write segments of a minute that survive a crash, nothing decoded."""
    head = ["ffmpeg", "-v", "quiet", "-nostdin", "-rtsp_transport", "tcp", "-i", url, "-an", "-c", "copy"]
    cut = ["-f", "segment", "-segment_time", "60", "-reset_timestamps", "1", "-segment_format", "mp4"]
    return [*head, *cut, "-segment_format_options", "movflags=+frag_keyframe+empty_moov+default_base_moof", str(target)]


def recording(server: CameraServer, folder: Path, kind: Kind, seconds: float, done: Rounds) -> None:
    """Ours, from the first segment to an orderly end."""
    make_school(folder, server.urls(), record=True)
    data = DataFolder(folder)
    plan_all(data, marks=done.marks)
    process = RecorderProcess(data)
    process.ensure()
    try:
        process.wait_ready(_START_S)
        pids = wait_until_all_record(data, server.count)
        peers.settle(_STEADY_S)
        with segments_beside(data.recordings, _SEGMENT_BYTES[kind], done.syncs_ms):
            done.ours.append(_measure(family(*pids), server, seconds))
        done.held.append(memory(family(*pids)))
    finally:
        process.stop(30.0)
    done.missing.append(missing_in(data, kind.fps))


def missing_in(data: DataFolder, fps: int) -> int:
    """Pictures that should lie between a camera's first and last recorded one and don't, of all cameras."""
    catalogue = open_catalogue(data.catalogue, SystemClock())
    try:
        with catalogue.read():
            rows = list(Segment.select(Segment.camera, Segment.start_us, Segment.end_us, Segment.frames))
    finally:
        catalogue.close()
    missing = 0
    for camera in {row.camera_id for row in rows}:
        mine = [row for row in rows if row.camera_id == camera]
        length = max(row.end_us for row in mine) - min(row.start_us for row in mine)
        missing += max(0, round(length * fps / SECOND) - sum(row.frames for row in mine))
    return missing


def wait_until_all_record(data: DataFolder, count: int) -> list[int]:
    """The recorder's process numbers, once every camera is being recorded. Raises RuntimeError."""
    catalogue = open_catalogue(data.catalogue, SystemClock())
    try:
        end = time.monotonic() + _START_S
        while time.monotonic() < end:
            with catalogue.read():
                rows, known = list(RecorderStatus.select()), {row.id: row.pid for row in Recorder.select()}
            if sum(row.state == "recording" for row in rows) == count:
                return sorted({known[row.recorder] for row in rows})
            time.sleep(0.2)
    finally:
        catalogue.close()
    raise RuntimeError(f"not all of {count} cameras were recorded within {_START_S:.0f} s")


@contextmanager
def segments_beside(folder: Path, size: int, into_ms: list[float]) -> Iterator[None]:
    """Once a second until the block ends, a file as large as a segment is made durable as the recorder does it."""
    stopping, block = threading.Event(), os.urandom(size)

    def work() -> None:
        part, path = folder / "bench.part", folder / "bench.mp4"
        while not stopping.wait(1.0):
            with part.open("wb") as file:
                file.write(block)
                begun = time.monotonic()
                file.flush()
                os.fsync(file.fileno())
            publish(part, path)
            into_ms.append((time.monotonic() - begun) * 1000)
        path.unlink(missing_ok=True)

    thread = threading.Thread(target=work, name="durable")
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


def _measure(processes: list[psutil.Process], server: CameraServer, seconds: float) -> Cost:
    meter = Meter(processes, (psutil.Process(server.pid),))
    peers.settle(seconds)
    return meter.read()


if __name__ == "__main__":
    sys.exit(main())
