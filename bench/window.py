"""The program's wall as a process of its own: the real canvas in a window, the media process behind it.

``Wall`` is the bench's side. The child takes lines of JSON and answers each with one, so that CPU and memory of the
whole program can be read from outside.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psutil
from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from bench.figures import percentile
from bench.measuring import family
from bench.timestrip import MINUTE_MS, read
from vms.core.clock import SystemClock
from vms.core.redact import LoggableUrl
from vms.ui.layouts.layout import smallest_for
from vms.ui.wall.pane_state import PaneCamera, PaneState
from vms.ui.wall.panes import parts_of
from vms.ui.wall.wall_canvas import WallCanvas
from vms.video.client import EngineClient, EngineView
from vms.video.source import StreamSpec

SIZE = (1920, 1016)  # what a full-HD screen leaves to the wall
_GIVE_UP_S = 40.0


class Wall:
    """The bench's side of the process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    @property
    def family(self) -> list[psutil.Process]:
        """Window, media process and what else they started."""
        return family(self._process.pid)

    def ask(self, what: str, **values: Any) -> dict[str, Any]:
        """One question, one answer. Raises RuntimeError when the process has ended or couldn't."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"ask": what, **values}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"error": "the wall has ended"}')
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer


@contextmanager
def wall_process(environment: dict[str, str] | None = None, *, read_strips: bool = False) -> Iterator[Wall]:
    """An empty wall with its media process, until the block ends. ``read_strips`` costs a little at each paint."""
    # Not -m: the media process would import that module too, and be larger than the program's.
    command = [
        sys.executable,
        "-c",
        "import bench.window; bench.window.main()",
        *(("--strips",) if read_strips else ()),
    ]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        try:
            wall = Wall(process)
            wall.ask("hello")
            yield wall
        finally:
            process.stdin.close()
            process.wait(20)


class CountingCanvas(WallCanvas):
    """The wall's canvas; after each paint event it counts what was new in it."""

    read_strips = False

    def begin(self) -> None:
        """Count from now on."""
        self.painted = 0
        self.delays: list[float] = []
        self._seen: dict[int, int] = {pane: feed.sequence for pane in self.cells if (feed := self.feed(pane))}
        self.pictures: dict[int, list[float]] = {pane: [] for pane in self._seen}
        self.states: dict[int, list[tuple[float, str]]] = {pane: [] for pane in self._seen}
        self.note_states()
        self.intervals.clear()
        self.paints.clear()

    def note_states(self) -> None:
        """Write down which panes have another state now."""
        now = time.monotonic()
        for pane, before in self.__dict__.get("states", {}).items():
            state = str(self.model(pane).state)
            if not before or before[-1][1] != state:
                before.append((now, state))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, then look."""
        super().paintEvent(event)
        now_ms, now = time.time() * 1000, time.monotonic()
        seen = self.__dict__.get("_seen", {})
        for pane in seen:
            feed = self.feed(pane)
            if feed is None or feed.frame is None or feed.sequence == seen[pane]:
                continue
            seen[pane] = feed.sequence
            self.painted += 1
            self.pictures[pane].append(now)
            strip = read(feed.frame.pixels) if self.read_strips else None
            if strip is not None:
                self.delays.append((now_ms - strip) % MINUTE_MS)


class Child:
    """The process itself."""

    def __init__(self, app: QApplication, *, read_strips: bool) -> None:
        self._app, self._clock = app, SystemClock()
        self._engine = EngineClient(self._clock)
        self._engine.start()
        self._views: list[EngineView] = []
        self._urls: list[str] = []
        self._waiting: tuple[str, float] | None = None
        self.canvas = CountingCanvas(self._clock, self._open)
        self.canvas.read_strips = read_strips
        self.canvas.models_changed.connect(self.canvas.note_states)
        self.canvas.resize(*SIZE)
        self.canvas.show()
        self._buffer = b""
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._readable)
        self._poll = QTimer()
        self._poll.setInterval(50)
        self._poll.timeout.connect(self._look)

    def close(self) -> None:
        """Let go of everything."""
        self.canvas.close_views()
        self.canvas.close()
        self._engine.close()

    def _open(self, camera: int, width: int, height: int) -> EngineView:
        view = self._engine.open_stream(StreamSpec(LoggableUrl(self._urls[camera - 1])), width, height)
        self._views.append(view)
        return view

    def _readable(self) -> None:
        data = os.read(0, 1 << 16)
        if not data:
            self._app.quit()
        self._buffer += data
        while b"\n" in self._buffer:
            line, self._buffer = self._buffer.split(b"\n", 1)
            try:
                self._take(json.loads(line))
            except Exception as error:  # noqa: BLE001 - the bench waits for an answer, and tells it
                self._answer(error=repr(error))

    def _take(self, question: dict[str, Any]) -> None:
        match question["ask"]:
            case "hello":
                self._wait_for("hello")
            case "show":
                self._urls = question["urls"]
                cameras = {n: PaneCamera(n + 1, f"C{n + 1:02d}", "Sân chính") for n in range(len(self._urls))}
                self.canvas.show_cameras(smallest_for(len(cameras)), cameras)
                self._wait_for("show")
            case "begin":
                self.canvas.begin()
                self._made, self._lost = self._counts()
                self._answer()
            case "figures":
                self._answer(**self._figures())
            case "history":
                self.canvas.note_states()
                self._answer(pictures=list(self.canvas.pictures.values()), states=list(self.canvas.states.values()))
            case "where":
                self._answer(places=[self._place(pane) for pane in sorted(self.canvas.cells)])

    def _wait_for(self, what: str) -> None:
        self._waiting = what, time.monotonic() + _GIVE_UP_S
        self._poll.start()

    def _look(self) -> None:
        assert self._waiting
        what, end = self._waiting
        cells = self.canvas.cells
        if what == "hello":
            done = self._engine.pid is not None
        else:
            done = all(self.canvas.model(pane).state in (PaneState.live, PaneState.reduced) for pane in cells)
        if done or time.monotonic() > end:
            self._poll.stop()
            self._answer(**({} if done else {"error": f"in vain: {what}"}))

    def _counts(self) -> tuple[int, int]:
        return sum(view.sequence for view in self._views), sum(view.status().lost for view in self._views)

    def _figures(self) -> dict[str, Any]:
        self.canvas.note_states()
        made, lost = self._counts()
        intervals, paints = list(self.canvas.intervals), list(self.canvas.paints)
        return {
            "made": made - self._made,
            "lost": lost - self._lost,
            "painted": self.canvas.painted,
            "delays_ms": self.canvas.delays,
            "timer_ms": [percentile(intervals, percent) * 1000 for percent in (50, 99, 100)],
            "paint_ms": [percentile(paints, percent) * 1000 for percent in (50, 99, 100)],
            "reduced": sum(any(state == "reduced" for _, state in one) for one in self.canvas.states.values()),
        }

    def _place(self, pane: int) -> tuple[int, int, int, int]:
        """Where the picture of a pane is on the screen, letterboxed as the painter does it."""
        rect, feed = self.canvas.pane_rect(pane), self.canvas.feed(pane)
        assert rect and feed and feed.frame
        room = parts_of(rect, self.canvas.model(pane)).room
        frame = feed.frame
        origin = self.canvas.mapToGlobal(self.canvas.rect().topLeft())
        x = origin.x() + round(room.x + (room.w - frame.width) // 2)
        return x, origin.y() + round(room.y + (room.h - frame.height) // 2), frame.width, frame.height

    def _answer(self, **values: Any) -> None:
        print(json.dumps({"at": time.monotonic(), **values}), flush=True)


def main() -> None:
    """Until standard input closes."""
    app = QApplication(["bench"])
    child = Child(app, read_strips="--strips" in sys.argv)
    app.exec()
    child.close()
