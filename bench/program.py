"""The real program in a process of its own, signed in by typing; it says when each of its parts was there.

It prints a line of JSON a mark, then with ``--watch`` more about its panes, and ends when its standard input closes.
Times are those of the monotonic clock, which all processes share.
"""

from __future__ import annotations

import time

_INTERPRETER_AT = time.monotonic()

import json  # noqa: E402 - the first thing measured is the interpreter alone
import subprocess  # noqa: E402
import sys  # noqa: E402
from collections.abc import Iterator, Sequence  # noqa: E402
from contextlib import contextmanager  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from bench.pane_ages import PaneAges  # noqa: E402
from bench.school import GUARD, PASSWORD  # noqa: E402
from vms.app import Options, Program, make_application  # noqa: E402
from vms.core.paths import DataFolder  # noqa: E402
from vms.services.recording import RecorderProcess  # noqa: E402
from vms.ui import i18n  # noqa: E402
from vms.ui.layouts.layout import smallest_for  # noqa: E402
from vms.ui.login.page import SignInPage  # noqa: E402
from vms.ui.main_window import MainWindow  # noqa: E402
from vms.ui.wall.page import WallPage  # noqa: E402

_IMPORTED_AT = time.monotonic()
_STEP_MS = 4
_SIZE = (1920, 1080)


@contextmanager
def program_process(
    folder: Path, cameras: int, *options: str, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """The program until the block ends; its lines are on ``stdout``."""
    # Not -m: the media process would import that module, and with it all of the program. It doesn't with "-m vms".
    command = [sys.executable, "-c", "import sys, bench.program; sys.exit(bench.program.main(sys.argv[1:]))"]
    command += [str(folder), str(cameras), *options]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        try:
            yield process
        finally:
            if process.poll() is None:
                process.stdin.close()
                process.wait(30)
            RecorderProcess(DataFolder(folder)).stop()  # a real school's goes on without the window


def lines(process: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    """What it prints, until it ends."""
    assert process.stdout
    for line in process.stdout:
        yield json.loads(line)


class FirstPaint(QObject):
    """Notes when a widget has been painted for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.at: dict[str, float] = {}
        self._names: dict[QObject, str] = {}

    def watch(self, widget: QObject, name: str) -> None:
        """Once; more calls do nothing."""
        if widget not in self._names:
            self._names[widget] = name
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A paint event is on its way: as soon as the events in hand are done, it was painted."""
        if event.type() is QEvent.Type.Paint and (name := self._names.get(watched)) and name not in self.at:
            self.at[name] = 0.0
            QTimer.singleShot(0, lambda: self.at.__setitem__(name, time.monotonic()))
        return False


class Walk:
    """From the sign-in page to a picture in every pane, a look every few milliseconds."""

    def __init__(self, app: QApplication, program: Program, cameras: int, *, watch: bool) -> None:
        self._app, self._program, self._cameras, self._watch = app, program, cameras, watch
        self._paint = FirstPaint()
        self._typed = self._first = False
        self.ages: PaneAges | None = None
        self._timer = QTimer()
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        desktop = self._program.desktop
        shown = desktop.shown if desktop else None
        if isinstance(shown, SignInPage):
            self._sign_in(shown)
        elif isinstance(shown, MainWindow) and isinstance(page := shown.current_page, WallPage):
            self._wall(page)

    def _sign_in(self, page: SignInPage) -> None:
        self._paint.watch(page, "sign_in")
        if self._paint.at.get("sign_in") and not self._typed:
            self._typed = True
            say("sign_in_shown", self._paint.at["sign_in"])
            page.card.username.setText(GUARD)
            page.card.password.setText(PASSWORD)
            say("signing_in")
            QTest.mouseClick(page.card.button, Qt.MouseButton.LeftButton)

    def _wall(self, page: WallPage) -> None:
        wall = page.wall
        self._paint.watch(wall, "wall")
        if self._paint.at.get("wall") and (at := self._paint.at.pop("wall")):
            self._paint.at["wall"] = 0.0
            say("wall_shown", at)
        if len(wall.cells) < self._cameras:
            if wall.cells and page.book.current.grid != smallest_for(self._cameras).name:
                page.set_grid(smallest_for(self._cameras).name)
            return
        feeds = [feed for pane in wall.cells if (feed := wall.feed(pane))]
        pictures = sum(feed.sequence > 0 and feed.model.shows_picture for feed in feeds)
        if pictures and not self._first:
            self._first = True
            say("first_picture")
        if pictures == len(feeds):
            say("every_picture")
            self._timer.stop()
            if self._watch:
                self.ages = PaneAges(wall, say)


def say(what: str, at: float | None = None, **values: Any) -> None:
    """One line."""
    print(json.dumps({"what": what, "at": at or time.monotonic(), **values}), flush=True)


def main(arguments: Sequence[str]) -> int:
    """The program's life: data folder, number of cameras, options."""
    say("interpreter", _INTERPRETER_AT)
    say("imports", _IMPORTED_AT)
    app = make_application(["vms"])
    i18n.apply("vi")
    program = Program(Options(Path(arguments[0]), offscreen=True))
    try:
        program.open()
        assert program.desktop
        program.desktop.resize(*_SIZE)
        say("opened")
        walk = Walk(app, program, int(arguments[1]), watch="--watch" in arguments)
        ended = QSocketNotifier(0, QSocketNotifier.Type.Read)
        ended.activated.connect(app.quit)
        status = app.exec()
        if walk.ages:
            walk.ages.end()
    finally:
        program.close()
    return status
