"""The wall: what receiving, decoding, scaling and painting N streams costs, against FFmpeg receiving and decoding them.

Streams come from a process of their own. First N × ``ffmpeg … -f null -`` run for the same time, then our wall: the
real canvas on an offscreen window, pictures from the media process. ``--short`` only shows that it runs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from bench.figures import Cost, Meter, own_memory, percentile, tell
from bench.server import Streams, serving
from vms.core.clock import SystemClock
from vms.core.redact import LoggableUrl
from vms.demo.encode import FRAMES_PER_S
from vms.ui.wall.layout import smallest_for
from vms.ui.wall.pane_state import PaneCamera
from vms.ui.wall.wall_canvas import WallCanvas
from vms.video.client import EngineClient, EngineView
from vms.video.frames import Frame
from vms.video.source import StreamSpec

WIDTH, HEIGHT = 640, 360


class CountingView:
    """A live view that counts the pictures the wall takes."""

    def __init__(self, view: EngineView) -> None:
        self._view = view
        self.taken = 0
        self.status, self.resize = view.status, view.resize
        self.pause, self.resume, self.close = view.pause, view.resume, view.close

    @property
    def sequence(self) -> int:
        """As the view's."""
        return self._view.sequence

    def frame(self) -> Frame | None:
        """The view's newest picture."""
        self.taken += 1
        return self._view.frame()


@dataclass(frozen=True, slots=True)
class WallRun:
    """What one run of the wall showed."""

    cost: Cost
    taken: int
    made: int
    lost: int
    intervals: tuple[float, ...]
    paints: tuple[float, ...]
    memory: int
    memory_before: int


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench wall")
    parser.add_argument("--short", action="store_true", help="four streams, some seconds")
    parser.add_argument("--streams", type=int, nargs="*")
    parser.add_argument("--seconds", type=float)
    given = parser.parse_args(argv)
    counts = given.streams or ([4] if given.short else [16, 64])
    seconds = given.seconds or (3.0 if given.short else 20.0)
    app = QApplication.instance() or QApplication(["bench"])
    assert isinstance(app, QApplication)
    for count in counts:
        with serving(count, WIDTH, HEIGHT) as streams:
            peer = ffmpeg_cost(streams, seconds) if shutil.which("ffmpeg") else None
            run = wall_run(app, streams, seconds)
        report(count, run, peer)
    return 0


def report(count: int, run: WallRun, peer: Cost | None) -> None:
    """The lines of one case."""
    case = f"{count}x{WIDTH}x{HEIGHT}@{FRAMES_PER_S}"
    if peer:
        tell(
            "wall",
            case,
            "cpu_over_receive_and_decode",
            run.cost.cores / peer.cores,
            goal=1.25,
            peer=f"ffmpeg -f null x {count}",
        )
        if run.made < 0.97 * count * FRAMES_PER_S * run.cost.wall_s:
            print("this machine is too busy: not every frame came, the ratio says nothing", file=sys.stderr)
        tell("wall", case, "peer_cpu_percent", peer.cores * 100)
    tell("wall", case, "cpu_percent", run.cost.cores * 100)
    tell("wall", case, "frames_painted_percent", 100 * run.taken / max(1, run.made), goal=99, better="higher")
    tell(
        "wall",
        case,
        "frames_expected_percent",
        100 * run.made / (count * FRAMES_PER_S * run.cost.wall_s),
        better="higher",
    )
    tell("wall", case, "frames_lost", run.lost, goal=0)
    for percent, goal in ((50, None), (99, 40.0), (100, 100.0)):
        name = f"p{percent}" if percent < 100 else "max"
        tell("wall", case, f"gui_timer_ms_{name}", percentile(run.intervals, percent) * 1000, goal=goal)
    tell("wall", case, "paint_ms_p99", percentile(run.paints, 99) * 1000)
    tell("wall", case, "memory_mb_per_stream", (run.memory - run.memory_before) / count / 1e6, goal=4.0)


def ffmpeg_cost(streams: Streams, seconds: float) -> Cost:
    """What N FFmpeg processes use that receive and decode the streams."""
    with ffmpegs(streams) as processes:
        time.sleep(3.0)
        meter = Meter(psutil.Process(process.pid) for process in processes)
        time.sleep(seconds)
        cost = meter.read()
        ended = [process.returncode for process in processes if process.poll() is not None]
    if ended:
        raise RuntimeError(f"{len(ended)} ffmpeg processes ended early: {ended}")
    return cost


@contextmanager
def ffmpegs(streams: Streams) -> Iterator[list[subprocess.Popen[bytes]]]:
    """One FFmpeg a stream, until the block ends."""
    head = ["ffmpeg", "-v", "quiet", "-nostdin", "-threads", "1", "-rtsp_transport", "tcp"]
    processes = [subprocess.Popen([*head, "-i", url, "-an", "-f", "null", "-"]) for url in streams.urls()]
    try:
        yield processes
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(10)


def wall_run(app: QApplication, streams: Streams, seconds: float) -> WallRun:
    """Paint the streams for so long."""
    me = psutil.Process(os.getpid())
    clock = SystemClock()
    engine = EngineClient(clock)
    engine.start()
    while engine.pid is None:
        time.sleep(0.01)
    time.sleep(1.0)
    media = psutil.Process(engine.pid)
    specs = {index + 1: StreamSpec(LoggableUrl(url)) for index, url in enumerate(streams.urls())}
    views: list[CountingView] = []

    def open_view(camera: int, width: int, height: int) -> CountingView:
        views.append(CountingView(engine.open_stream(specs[camera], width, height)))
        return views[-1]

    wall = WallCanvas(clock, open_view)
    wall.resize(1920, 1016)
    layout = smallest_for(streams.count)
    wall.show()
    spin(at_most=0.5)
    before = own_memory((me, media))
    wall.show_cameras(layout, {n - 1: PaneCamera(n, f"C{n:02d}", "Sân chính") for n in specs})
    try:
        spin(until=lambda: all(view.sequence for view in views), at_most=20.0)
        spin(at_most=2.0)
        taken, made = sum(view.taken for view in views), sum(view.sequence for view in views)
        lost = sum(view.status().lost for view in views)
        wall.intervals.clear()
        wall.paints.clear()
        meter = Meter((me, media))
        spin(at_most=seconds)
        return WallRun(
            cost=meter.read(),
            taken=sum(view.taken for view in views) - taken,
            made=sum(view.sequence for view in views) - made,
            lost=sum(view.status().lost for view in views) - lost,
            intervals=tuple(wall.intervals),
            paints=tuple(wall.paints),
            memory=own_memory((me, media)),
            memory_before=before,
        )
    finally:
        wall.close_views()
        wall.close()
        wall.deleteLater()
        app.processEvents()
        engine.close()


def spin(at_most: float, until: Callable[[], bool] | None = None) -> None:
    """Run the window's events for so long, or until the condition holds."""
    loop, end = QEventLoop(), time.monotonic() + at_most
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if time.monotonic() >= end or (until and until()) else None)
    timer.start(50)
    loop.exec()
    timer.stop()
    if until and not until():
        raise RuntimeError("the streams did not come")


if __name__ == "__main__":
    sys.exit(main())
