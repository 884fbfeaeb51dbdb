"""The front door of the desktop program: builds the parts, joins them to the window, shuts them down in reverse."""

from __future__ import annotations

import json
import logging
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QApplication

from vms import __version__
from vms.assembly import Assembly
from vms.core.clock import Clock, SystemClock
from vms.core.disk import storage_error
from vms.core.errors import VmsError
from vms.core.log import event, start_console_log, start_log, stop_log
from vms.core.paths import DataFolder
from vms.demo_process import DemoProcess
from vms.instance import WindowLock
from vms.services.accounts import Actor
from vms.services.recording import RecorderProcess
from vms.start_school import start_school
from vms.ui import i18n, theme
from vms.ui.bridge import Bridge
from vms.ui.desktop import Desktop
from vms.ui.dialogs import ErrorCard, show_error
from vms.ui.first_run.plan import Plan
from vms.ui.first_run.wizard import Wizard
from vms.ui.main_window import MainWindow
from vms.ui.messages import explain
from vms.ui.tokens import Scheme

translate = QCoreApplication.translate
_log = logging.getLogger(__name__)
_ELSEWHERE = "elsewhere.json"
_LOOK_AFTER_MS = 5_000


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line said. ``offscreen``: nobody looks, so that no dialog waits for a click. ``kiosk``: the wall
    and nothing else, whoever signs in.
    """

    data: Path
    demo_cameras: int = 12
    offscreen: bool = False
    kiosk: bool = False


def resolve(data: Path) -> DataFolder:
    """The data folder, or the one that was chosen instead of it at the first start."""
    pointer = data / _ELSEWHERE
    if pointer.exists():
        return DataFolder(Path(json.loads(pointer.read_text(encoding="utf-8"))["root"]))
    return DataFolder(data)


class Program(QObject):
    """One run of the program. GUI thread. ``open`` once, then the event loop, then ``close``."""

    def __init__(self, options: Options, clock: Clock | None = None) -> None:
        super().__init__()
        self._options, self._clock = options, clock or SystemClock()
        self.folder = resolve(options.data)
        self._bridge = Bridge(self)
        self._stopping = threading.Event()
        self._lock: WindowLock | None = None
        self._log_handler: logging.Handler | None = None
        self._demo_process: DemoProcess | None = None
        self._care = QTimer(self)
        self._care.setInterval(_LOOK_AFTER_MS)
        self._care.timeout.connect(self._look_after)
        self.assembly: Assembly | None = None
        self.desktop: Desktop | None = None

    def open(self) -> None:
        """Everything up to the first picture on the screen. Raises AlreadyRunning, CatalogueDamaged and their kin."""
        self._open_folder(self.folder)
        assembly = self._assembled()
        self.desktop = Desktop(self.folder, kiosk=self._options.kiosk)
        self.desktop.plan_finished.connect(self._plan_finished)
        if assembly.parts.accounts.needs_first_run():
            self.desktop.show_wizard(Plan(self.folder.root, self.desktop.place.language, demo=True))
        elif assembly.demo.chosen():
            self._wait_for_demo(self._sign_in)
        else:
            self._sign_in()
            self._run_school()
        self.desktop.show_first()
        event(_log, "started", version=__version__, folder=self.folder.root)

    def close(self) -> None:
        """In reverse of ``open``; may be called after an ``open`` that failed."""
        event(_log, "closing")
        self._stopping.set()
        self._care.stop()
        self._bridge.close()
        if self.desktop:
            self.desktop.end()
            self.desktop.close()
            self.desktop.deleteLater()
            self.desktop = None
        demo = self._demo_process is not None
        self._close_folder(stop_recorder=demo)

    # -- the data folder -----------------------------------------------------------------------------------------------

    def _open_folder(self, folder: DataFolder) -> None:
        folder.prepare()
        lock = WindowLock(folder.root)
        try:
            lock.acquire()
            self._lock, self.folder = lock, folder
            self._log_handler = start_log(folder.log)
        except OSError as error:
            raise storage_error(folder.root, error) from error
        self.assembly = Assembly(folder, self._clock, self._bridge.post)
        self.assembly.start()

    def _close_folder(self, *, stop_recorder: bool) -> None:
        if self.assembly:
            ends = self.assembly.parts.own_recorder.to_end(demo=stop_recorder)
            self.assembly.close()
            self.assembly = None
            if ends:
                ends.stop()
        if self._demo_process:
            self._demo_process.stop()
            self._demo_process = None
        event(_log, "closed")
        if self._log_handler:
            stop_log(self._log_handler)
            self._log_handler = None
        if self._lock:
            self._lock.release()
            self._lock = None

    def _assembled(self) -> Assembly:
        assert self.assembly is not None
        return self.assembly

    # -- the first start -----------------------------------------------------------------------------------------------

    def _plan_finished(self, plan: Plan) -> None:
        assert self.desktop is not None
        wizard = self.desktop.shown
        assert isinstance(wizard, Wizard)
        wizard.set_busy(translate("FirstRun", "Setting up…"))
        try:
            if plan.root.resolve() != self.folder.root.resolve():
                self._move(plan.root)
        except VmsError as error:
            wizard.set_busy("")
            show_error(self.desktop, error, self._clock.now_us())
            return
        assembly = self._assembled()

        def failed(error: Exception) -> None:
            wizard.set_busy("")
            show_error(self.desktop, error, self._clock.now_us())

        assembly.parts.tasks.submit(lambda: start_school(assembly.parts, assembly.demo, plan), self._first_day, failed)

    def _move(self, root: Path) -> None:
        """Another folder was chosen: go there, and leave word of it where the program looks first."""
        self._close_folder(stop_recorder=True)
        try:
            self._open_folder(DataFolder(root))
        except VmsError:
            self._open_folder(resolve(self._options.data))
            raise
        (self._options.data / _ELSEWHERE).write_text(json.dumps({"root": str(root.resolve())}), encoding="utf-8")
        assert self.desktop is not None
        self.desktop.set_parts(self._assembled().parts, self.folder)

    def _first_day(self, actor: Actor) -> None:
        assert self.desktop is not None
        desktop, parts = self.desktop, self._assembled().parts
        desktop.set_parts(parts, self.folder)
        event(_log, "school_started")
        if self._assembled().demo.chosen():
            self._wait_for_demo(lambda: _drop(desktop.open_session(actor)))
        else:
            self._run_school(lambda: _drop(desktop.open_session(actor)))

    # -- what runs beside the window -----------------------------------------------------------------------------------

    def _sign_in(self) -> None:
        assert self.desktop is not None
        self.desktop.show_sign_in(self._assembled().parts)

    def _wait_for_demo(self, then: Callable[[], None]) -> None:
        """The pretend cameras' addresses change with each start: nobody opens a view before they are known."""
        assert self.desktop is not None
        title = translate("FirstRun", "Opening the demo school…")
        self.desktop.show_waiting(title, translate("FirstRun", "The pretend cameras start on this PC."))
        self._run_school(then)

    def _run_school(self, then: Callable[[], None] | None = None) -> None:
        """Start demo cameras if this is the demo school, then the recorder, then ``then``."""
        assembly = self._assembled()
        recorder = RecorderProcess(self.folder, clock=self._clock, with_window=assembly.demo.chosen())
        assembly.parts.own_recorder.begin(recorder)

        def ready(_none: object) -> None:
            self._look_after()
            self._care.start()
            if then:
                then()

        if not assembly.demo.chosen():
            ready(None)
            return
        process = DemoProcess(self.folder, self._options.demo_cameras)
        process.start()
        self._demo_process = process

        def work() -> None:
            found = process.wait(self._stopping.is_set)
            if found:
                assembly.demo.follow(found)
                for recorder in process.recorders:
                    assembly.parts.recorders.install_demo(recorder)

        def failed(error: Exception) -> None:
            ready(None)
            self._show(error)

        assembly.parts.tasks.submit(work, ready, failed)

    def _look_after(self) -> None:
        """A recorder that has died is started again; the demo school isn't: its absence is a fault to be seen."""
        if self.assembly:
            parts = self.assembly.parts
            parts.tasks.submit(parts.own_recorder.ensure, lambda _started: None, self._show)

    def _show(self, error: Exception) -> None:
        shown = self.desktop.shown if self.desktop else None
        if isinstance(shown, MainWindow):
            shown.show_error(error)
        else:
            _log.error("background_failure", exc_info=error)

    def unexpected(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An exception that nobody caught: into the log, and in three parts before the reader."""
        _log.critical("unexpected", exc_info=(kind, error, trace))
        if isinstance(error, Exception):
            self._bridge.post(lambda: self._show(error))


def make_application(arguments: list[str]) -> QApplication:
    """The QApplication with the one style; translations compiled if this is a source tree."""
    app = QApplication(arguments)
    app.setApplicationName("school-vms")
    app.setStyle("Fusion")
    if i18n.outdated():
        i18n.compile_translations()
    return app


def run(options: Options) -> int:
    """The whole life of the desktop program; its exit status: 0 closed, 2 couldn't start."""
    console = start_console_log()
    app = make_application(sys.argv[:1])
    i18n.apply("vi")
    program = Program(options)
    # Python's signal handlers run between two events: an idle tick gives them the chance.
    tick = QTimer()
    tick.start(250)
    tick.timeout.connect(lambda: None)
    for number in (signal.SIGINT, signal.SIGTERM):
        # Quitting counts only inside the event loop: a signal that comes before is kept for it.
        signal.signal(number, lambda _number, _frame: QTimer.singleShot(0, app.quit))
    try:
        program.open()
        sys.excepthook = program.unexpected
        status = app.exec()
    except VmsError as error:
        said = {key: error.values[key] for key in ("path", "detail") if key in error.values}
        event(_log, "not_started", logging.ERROR, reason=error.code, **said)
        if not options.offscreen:
            show_start_error(app, error)
        status = 2
    finally:
        sys.excepthook = sys.__excepthook__
        tick.stop()
        program.close()
        if console:
            stop_log(console)
    return status


def show_start_error(app: QApplication, error: VmsError) -> None:
    """The program can't start: say so in three parts, in the look of the sign-in page, until closed or ended."""
    theme.apply(Scheme.LIGHT)
    dialog = ErrorCard(explain(error), SystemClock().now_us())
    dialog.finished.connect(app.quit)
    dialog.show()
    app.exec()
    dialog.close()


def _drop(_made: object) -> None:
    """For a slot that has no use for what it made."""
