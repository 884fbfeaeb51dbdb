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

import cv2

from vms.core.clock import Clock, SystemClock
from vms.core.log import event, start_log, stop_log
from vms.core.workers import Worker
from vms.video.control import (
    AskThumbnails,
    Close,
    Command,
    FilmCommand,
    GroupCommand,
    News,
    OpenFilm,
    OpenGroup,
    Opening,
    OpenStream,
    OpenStrip,
    OpenWatch,
    Pause,
    Reframe,
    Resize,
    Resume,
    Retry,
    Stop,
)
from vms.video.film_group import FilmGroup
from vms.video.frames import BufferHandle, StreamState, StreamStatus
from vms.video.hwaccel import accelerator
from vms.video.lanes import Lanes
from vms.video.load import Governor, Processor, Sample
from vms.video.play_orders import PlayerStatus, Thumbnail
from vms.video.player import Player
from vms.video.session import StreamSession
from vms.video.source import StreamSpec, quiet_ffmpeg
from vms.video.thumbnails import Thumbnailer
from vms.video.watch import PictureWatch
from vms.video.watching import WatchNews
from vms.video.watchman import Watchman
from vms.video.writer import FrameWriter

_log = logging.getLogger(__name__)

REPORT_S = 0.5  # a status goes out when it has changed, and its figures at most so often
_SETTLE_S = 0.03  # changes that come together go out together
_BEAT_S = 1.0
_END_S = 1.5
_REFUSED_FOR_S = 60.0
_ARENA_MAX, _MMAP_THRESHOLD = -8, -3  # M_ARENA_MAX, M_MMAP_THRESHOLD of malloc.h

StreamKey = tuple[str, str]
Status = StreamStatus | PlayerStatus


def stream_key(spec: StreamSpec) -> StreamKey:
    """What makes two views share a session. Holds the password: never log it."""
    return spec.url.reveal(), spec.transport


@dataclass(slots=True)
class _View:
    opened: Opening
    writer: FrameWriter | None = None
    session: StreamSession | None = None
    player: Player | None = None
    group: FilmGroup | None = None
    strip: Thumbnailer | None = None
    watchman: Watchman | None = None


@dataclass(slots=True)
class _Findings:
    statuses: dict[int, Status]
    watches: list[tuple[int, WatchNews]]
    thumbnails: list[tuple[int, tuple[Thumbnail, ...]]]


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
        self._reporter = _Reporter(link, self._collect, self._govern, self._changed)
        self._governor, self._lanes = Governor(), Lanes()
        self._processor = Processor()
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
        if isinstance(command, Opening):
            self._open(command)
            return
        assert not isinstance(command, Stop)
        view = self._views.get(command.view)
        if view is None:
            return  # closed meanwhile
        match command:
            case Resize():
                self._attach(command.view, view, command.buffer)
            case Reframe() if view.writer:
                view.writer.frame_as(command.framing)
            case Close():
                self._close(command.view)
            case FilmCommand() if view.player:
                view.player.command(command.command)
            case GroupCommand() if view.group:
                view.group.take(command)
            case AskThumbnails() if view.strip:
                view.strip.ask(command)
            case Pause() if view.session:
                view.session.pause(command.view)
            case Resume() if view.session:
                view.session.resume(command.view)
            case Retry() if view.session:
                view.session.retry()
        self._changed.set()

    def _open(self, command: Opening) -> None:
        view = _View(command)
        with self._lock:
            self._views[command.view] = view
        if isinstance(command, OpenWatch):
            view.watchman = Watchman(PictureWatch(command.references), self._changed.set)
            view.session = self._session(command.spec)
            view.session.watch(command.view, view.watchman)
        elif isinstance(command, OpenGroup):
            view.group = FilmGroup(command.spec, self._clock)
        elif isinstance(command, OpenStrip):
            view.strip = Thumbnailer(self._changed.set)
            view.strip.start()
        else:
            self._attach(command.view, view, command.buffer)

    def _play(self, number: int, opened: OpenFilm, writer: FrameWriter) -> Player:
        film = opened.film
        event(_log, "film_opened", pieces=len(film.pieces), group=film.group)
        player = Player("film player", film, writer, self._clock, self._changed.set)
        group = self._group_of(opened)
        if group is not None:
            group.add(number, player)
        player.start()
        return player

    def _group_of(self, opened: Opening) -> FilmGroup | None:
        number = opened.film.group if isinstance(opened, OpenFilm) else None
        view = self._views.get(number) if number is not None else None
        return view.group if view else None

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
        elif isinstance(view.opened, OpenFilm):
            view.player = self._play(number, view.opened, view.writer)

    def _session(self, spec: StreamSpec) -> StreamSession:
        key = stream_key(spec)
        session = self._sessions.get(key)
        if session is None:
            recently = self._clock.monotonic() - self._refused.pop(key, -_REFUSED_FOR_S) < _REFUSED_FOR_S
            # A graphics card has lanes of its own, and a driver that stands still must hold nobody else up.
            lane = None if spec.hardware and accelerator() else self._lanes.assign()
            session = StreamSession(
                f"stream {spec.host}", spec, self._clock, self._changed.set, refused=recently, lane=lane
            )
            session.reduce(self._governor.reduction)
            with self._lock:
                self._sessions[key] = session
            session.start()
        return session

    def _close(self, number: int) -> None:
        with self._lock:
            view = self._views.pop(number)
        if view.player:
            group = self._group_of(view.opened)
            if group is not None:
                group.remove(number)
            self._let_end(view.player)
        if view.strip:
            self._let_end(view.strip)
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

    def _govern(self) -> None:
        """Once a second, on the reporter's thread: does the PC keep up?"""
        with self._lock:
            sessions = list(self._sessions.values())
        late = [session.was_late() for session in sessions]
        sample = Sample(
            sum(one is not None for one in late), sum(one is True for one in late), self._processor.percent()
        )
        before = self._governor.reduction
        reduction = self._governor.take(sample, self._clock.monotonic())
        for session in sessions:
            session.reduce(reduction)
        if reduction is not before:
            event(_log, "wall_reduced", level=int(reduction), streams=sample.running, late=sample.late)

    def _collect(self) -> _Findings:
        with self._lock:
            views = list(self._views.items())
            sessions = [*self._sessions.values(), *self._ending]
        for session in sessions:
            if isinstance(session, StreamSession) and not session.spec.is_file:
                session.unstick()
        found = _Findings({}, [], [])
        for number, view in views:
            if view.watchman:
                found.watches += [(number, news) for news in view.watchman.take_news()]
            elif view.session:
                found.statuses[number] = view.session.status()
            elif view.player:
                found.statuses[number] = view.player.status()
            elif view.strip and (pictures := view.strip.take_news()):
                found.thumbnails.append((number, pictures))
        return found

    def _end(self) -> None:
        for number in list(self._views):
            self._close(number)
        self._reporter.stop(1.0)
        end = time.monotonic() + _END_S
        for worker in self._ending:
            worker.join(max(0.05, end - time.monotonic()))


class _Reporter(Worker):
    """Sends statuses that changed and what watches found, and a beat when there is nothing; has the load looked at."""

    def __init__(
        self,
        link: Connection,
        collect: Callable[[], _Findings],
        govern: Callable[[], None],
        changed: threading.Event,
    ) -> None:
        super().__init__("media reporter")
        self._link, self._collect, self._govern, self._changed = link, collect, govern, changed

    def run(self) -> None:
        """Until stopped, or until the program is gone."""
        sent: dict[int, Status] = {}
        beat = governed = 0.0
        while not self.stopping.is_set():
            if self._changed.wait(REPORT_S):
                self.stopping.wait(_SETTLE_S)
            self._changed.clear()
            now = time.monotonic()
            if now - governed >= _BEAT_S:
                governed = now
                self._govern()
            found = self._collect()
            statuses = tuple((view, status) for view, status in found.statuses.items() if sent.get(view) != status)
            sent = found.statuses
            if statuses or found.watches or found.thumbnails or now - beat >= _BEAT_S:
                beat = now
                try:
                    self._link.send(News(statuses, tuple(found.watches), tuple(found.thumbnails)))
                except OSError:
                    return  # the control thread sees the same and ends the process

    def interrupt(self) -> None:
        """Wake the wait for changes."""
        self._changed.set()


def _thrifty_heap() -> None:
    """Let threads share two heaps: glibc gives each its own, which costs half a megabyte a stream. And give the planes
    of large pictures back when a camera no longer sends such: after the first, glibc would keep them in the heaps.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
        if mallopt:
            mallopt(_ARENA_MAX, 2)
            mallopt(_MMAP_THRESHOLD, 1 << 20)


def run_media_process(link: Connection, log: Path | None) -> None:
    """The whole life of the media process, on its main thread."""
    cv2.setNumThreads(1)  # each stream has a thread of its own already
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then says Stop
    _thrifty_heap()
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
