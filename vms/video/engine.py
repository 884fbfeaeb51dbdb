"""The media process: holds the sessions and players, takes commands over a pipe and reports what has changed."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from vms.core.clock import Clock, SystemClock
from vms.core.log import event, start_log, stop_log
from vms.core.workers import Worker
from vms.video.control import (
    Close,
    Command,
    FilmCommand,
    News,
    OpenFilm,
    OpenStream,
    Pause,
    Resize,
    Resume,
    Retry,
    Stop,
)
from vms.video.frames import BufferHandle, StreamState, StreamStatus
from vms.video.player import Player, PlayerStatus, make_player
from vms.video.session import StreamSession
from vms.video.source import StreamSpec, quiet_ffmpeg
from vms.video.writer import FrameWriter

_log = logging.getLogger(__name__)

REPORT_S = 0.5  # a status goes out when it has changed, and its figures at most so often
_SETTLE_S = 0.03  # changes that come together go out together
_BEAT_S = 1.0
_END_S = 1.5
_REFUSED_FOR_S = 60.0
_ARENA_MAX = -8  # M_ARENA_MAX of malloc.h

StreamKey = tuple[str, str]
Status = StreamStatus | PlayerStatus


def stream_key(spec: StreamSpec) -> StreamKey:
    """What makes two views share a session. Holds the password: never log it."""
    return spec.url.reveal(), spec.transport


@dataclass(slots=True)
class _View:
    opened: OpenStream | OpenFilm
    writer: FrameWriter | None = None
    session: StreamSession | None = None
    player: Player | None = None


class Engine:
    """Sessions, players and panes of one media process. ``serve`` owns the control thread.

    The same code runs in a thread for tests: give it one end of a pipe.
    """

    def __init__(self, link: Connection, clock: Clock) -> None:
        self._link, self._clock = link, clock
        self._views: dict[int, _View] = {}
        self._sessions: dict[StreamKey, StreamSession] = {}
        self._refused: dict[StreamKey, float] = {}
        self._ending: list[Worker] = []
        self._changed = threading.Event()
        self._reporter = _Reporter(link, self._collect, self._changed)
        self._lock = threading.Lock()  # guards what the reporter reads beside the control thread

    def serve(self) -> None:
        """Take commands until Stop, or until the program is gone. Returns after every worker was asked to end."""
        self._reporter.start()
        try:
            while True:
                command = self._link.recv()
                if isinstance(command, Stop):
                    break
                self._take(command)
        except (EOFError, OSError):
            event(_log, "program_gone")
        self._end()

    def _take(self, command: Command) -> None:
        if isinstance(command, OpenStream | OpenFilm):
            self._open(command)
            return
        assert not isinstance(command, Stop)
        view = self._views.get(command.view)
        if view is None:
            return  # closed meanwhile
        match command:
            case Resize():
                self._attach(command.view, view, command.buffer)
            case Close():
                self._close(command.view)
            case FilmCommand() if view.player:
                view.player.command(command.command)
            case Pause() if view.session:
                view.session.pause(command.view)
            case Resume() if view.session:
                view.session.resume(command.view)
            case Retry() if view.session:
                view.session.retry()
        self._changed.set()

    def _open(self, command: OpenStream | OpenFilm) -> None:
        view = _View(command)
        with self._lock:
            self._views[command.view] = view
        self._attach(command.view, view, command.buffer)

    def _attach(self, number: int, view: _View, buffer: BufferHandle) -> None:
        try:
            if view.writer:
                view.writer.attach(buffer)
                return
            view.writer = FrameWriter(buffer, keep=isinstance(view.opened, OpenFilm))
        except (FileNotFoundError, ValueError):
            event(_log, "buffer_gone", view=number)  # resized or closed meanwhile: that command is on its way
            return
        if isinstance(view.opened, OpenStream):
            view.session = self._session(view.opened.spec)
            view.session.add(number, view.writer)
        else:
            view.player = make_player(view.opened.film, view.writer, self._clock)
            view.player.start()

    def _session(self, spec: StreamSpec) -> StreamSession:
        key = stream_key(spec)
        session = self._sessions.get(key)
        if session is None:
            recently = self._clock.monotonic() - self._refused.pop(key, -_REFUSED_FOR_S) < _REFUSED_FOR_S
            session = StreamSession(f"stream {spec.host}", spec, self._clock, self._changed.set, refused=recently)
            with self._lock:
                self._sessions[key] = session
            session.start()
        return session

    def _close(self, number: int) -> None:
        with self._lock:
            view = self._views.pop(number)
        if view.player:
            self._let_end(view.player)
        if view.session and view.session.remove(number):
            self._drop(view.session)

    def _drop(self, session: StreamSession) -> None:
        key = stream_key(session.spec)
        with self._lock:
            del self._sessions[key]
        if session.status().state is StreamState.REFUSED:
            # Showing the pane again must not try the same password again: cameras lock out after a few.
            self._refused[key] = self._clock.monotonic()
        self._let_end(session)

    def _let_end(self, worker: Worker) -> None:
        worker.stopping.set()
        worker.interrupt()  # it may still read for some seconds: nothing waits for it, and it has no pane any more
        with self._lock:
            self._ending = [one for one in (*self._ending, worker) if one.alive]

    def _collect(self) -> dict[int, Status]:
        with self._lock:
            views = list(self._views.items())
            sessions = [*self._sessions.values(), *self._ending]
        for session in sessions:
            if isinstance(session, StreamSession) and not session.spec.is_file:
                session.unstick()
        found: dict[int, Status] = {}
        for number, view in views:
            if view.session:
                found[number] = view.session.status()
            elif view.player:
                found[number] = view.player.status()
        return found

    def _end(self) -> None:
        for number in list(self._views):
            self._close(number)
        self._reporter.stop(1.0)
        end = time.monotonic() + _END_S
        for worker in self._ending:
            worker.join(max(0.05, end - time.monotonic()))


class _Reporter(Worker):
    """Sends statuses that changed, and a beat when none did."""

    def __init__(self, link: Connection, collect: Callable[[], dict[int, Status]], changed: threading.Event) -> None:
        super().__init__("media reporter")
        self._link, self._collect, self._changed = link, collect, changed

    def run(self) -> None:
        """Until stopped, or until the program is gone."""
        sent: dict[int, Status] = {}
        beat = 0.0
        while not self.stopping.is_set():
            if self._changed.wait(REPORT_S):
                self.stopping.wait(_SETTLE_S)
            self._changed.clear()
            found = self._collect()
            news = tuple((view, status) for view, status in found.items() if sent.get(view) != status)
            sent = found
            now = time.monotonic()
            if news or now - beat >= _BEAT_S:
                beat = now
                try:
                    self._link.send(News(news))
                except OSError:
                    return  # the control thread sees the same and ends the process

    def interrupt(self) -> None:
        """Wake the wait for changes."""
        self._changed.set()


def _share_arenas() -> None:
    """Let threads share two heaps: glibc gives each its own, which costs half a megabyte a stream."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
        if mallopt:
            mallopt(_ARENA_MAX, 2)


def run_media_process(link: Connection, log: Path | None) -> None:
    """The whole life of the media process, on its main thread."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then says Stop
    _share_arenas()
    quiet_ffmpeg()
    # No thread here holds the lock for long. Waiting threads that ask for it every 5 ms only cost: on a busy machine
    # a fifth of a core at 64 streams.
    sys.setswitchinterval(0.1)
    handler = start_log(log) if log else None
    event(_log, "media_process_started", pid=os.getpid())
    Engine(link, SystemClock()).serve()
    event(_log, "media_process_ended")
    if handler:
        stop_log(handler)
    # Workers may still sit in FFmpeg for seconds; the interpreter's own exit would pull the lock from under them.
    os._exit(0)
