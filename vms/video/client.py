"""The program's side of the media process: starts it, starts it again when it dies, and gives views to paint."""

from __future__ import annotations

import dataclasses
import itertools
import logging
import multiprocessing
import queue
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from vms.core.clock import Clock
from vms.core.log import event
from vms.core.workers import Backoff, Worker
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
from vms.video.engine import run_media_process
from vms.video.frames import Frame, FrameBuffer, StreamState, StreamStatus, sweep_orphans
from vms.video.player import Extend, FilmSpec, PlayerCommand, PlayerStatus, PlayState, SetSpeed
from vms.video.source import StreamSpec

_log = logging.getLogger(__name__)

RESTARTED = "engine_restarted"
_SILENT_S = 10.0  # the process reports every second: so long without a word means that it hangs
_STEADY_S = 10.0
_END_S = 3.0
_SEQUENCE_GAP = 1 << 20  # what the old block may still reach while the new one waits: two hours at 120/s


class EngineView:
    """One pane of the media process. All methods return at once; ``frame`` and ``resize`` on one thread."""

    def __init__(self, client: EngineClient, number: int, opened: OpenStream | OpenFilm, buffer: FrameBuffer) -> None:
        self.number = number
        self._client, self._opened = client, opened
        self._buffer = buffer
        self._next_buffer: FrameBuffer | None = None
        self._paused = False
        self._status: StreamStatus = StreamStatus(since_us=client.clock.now_us())
        self._status_at = client.clock.monotonic()
        self._film_status: PlayerStatus | None = None

    @property
    def sequence(self) -> int:
        """Another number for another picture, ever larger; 0 before the first. Cheap."""
        return (self._next_buffer.sequence if self._next_buffer else 0) or self._buffer.sequence

    def frame(self) -> Frame | None:
        """The newest picture, or None before the first. Valid until the next call."""
        if self._next_buffer and self._next_buffer.sequence:
            self._buffer.close()
            self._buffer, self._next_buffer = self._next_buffer, None
        return self._buffer.frame()

    @property
    def position_us(self) -> int:
        """Where a film plays."""
        return (self._next_buffer or self._buffer).position_us or self._buffer.position_us

    def status(self) -> StreamStatus:
        """How the stream fares; the countdown is right at this moment."""
        status = self._status
        if status.retry_in_s is None:
            return status
        passed = self._client.clock.monotonic() - self._status_at
        return dataclasses.replace(status, retry_in_s=max(0.0, status.retry_in_s - passed))

    def film_status(self) -> PlayerStatus | None:
        """What the player of a film last said; None before its first word."""
        return self._film_status

    def resize(self, width: int, height: int) -> None:
        """The pane has a new size. The old picture stays until one of the new size has come."""
        now = (self._next_buffer or self._buffer).handle
        if (now.width, now.height) == (max(1, width), max(1, height)):
            return
        if self._next_buffer:
            self._next_buffer.close()
        self._next_buffer = FrameBuffer(width, height, self.sequence + _SEQUENCE_GAP)
        self._client.post(Resize(self.number, self._next_buffer.handle))

    def pause(self) -> None:
        """The pane is hidden: nothing is decoded for it, and after some seconds its session ends."""
        if not self._paused:
            self._paused = True
            self._client.post(Pause(self.number))

    def resume(self) -> None:
        """The pane is seen again."""
        if self._paused:
            self._paused = False
            self._client.post(Resume(self.number))

    def retry(self) -> None:
        """Try now: a person asked. The only way out of a refused password."""
        self._client.post(Retry(self.number))

    def command(self, command: PlayerCommand) -> None:
        """Hand a command to the film's player."""
        if isinstance(command, Extend) and isinstance(self._opened, OpenFilm):
            film = dataclasses.replace(self._opened.film, pieces=command.pieces)
            self._opened = dataclasses.replace(self._opened, film=film)
        self._client.post(FilmCommand(self.number, command))

    def close(self) -> None:
        """End the view and free its memory. May be called twice."""
        self._client.forget(self)
        self._buffer.close()
        if self._next_buffer:
            self._next_buffer.close()

    # --- called by the client, on its keeper thread ---

    def opening(self) -> list[Command]:
        """What brings this view into a new media process: the newest block counts."""
        handle = (self._next_buffer or self._buffer).handle
        opened, status = dataclasses.replace(self._opened, buffer=handle), self._film_status
        commands: list[Command] = [opened]
        if isinstance(opened, OpenFilm) and status:
            # A film goes on where it was when the process before died.
            playing = status.state is PlayState.PLAYING
            film = dataclasses.replace(opened.film, start_us=self.position_us or opened.film.start_us, playing=playing)
            commands = [dataclasses.replace(opened, film=film), FilmCommand(self.number, SetSpeed(status.speed))]
        return [*commands, Pause(self.number)] if self._paused else commands

    def told(self, status: StreamStatus | PlayerStatus) -> None:
        """Take a status from the media process."""
        if isinstance(status, PlayerStatus):
            self._film_status = status
        else:
            self._status_at = self._client.clock.monotonic()
            self._status = status

    def orphaned(self) -> None:
        """The media process has died: say so until the new one reports."""
        self.told(
            dataclasses.replace(
                self._status,
                state=StreamState.CONNECTING,
                reason=RESTARTED,
                since_us=self._client.clock.now_us(),
                retry_in_s=None,
                fps=0.0,
                kbps=0,
            )
        )


class EngineClient(Worker):
    """Keeps one media process alive: ``start`` it once, ``close`` it at the end.

    ``open_*`` and the views' methods may be called from any thread; the keeper thread does the rest.
    """

    def __init__(
        self,
        clock: Clock,
        log: Path | None = None,
        entry: Callable[[Connection, Path | None], None] = run_media_process,
    ) -> None:
        """``log``: where the media process writes its own log. ``entry`` is for tests with a misbehaving process."""
        super().__init__("media keeper")
        self.clock = clock
        self.restarts = 0
        self._log_path, self._entry = log, entry
        self._numbers = itertools.count(1)
        self._views: dict[int, EngineView] = {}
        self._lock = threading.RLock()
        self._life: _Life | None = None

    def open_stream(self, spec: StreamSpec, width: int, height: int) -> EngineView:
        """Show a live stream in a pane of this size."""
        number, buffer = next(self._numbers), FrameBuffer(width, height)
        return self._add(EngineView(self, number, OpenStream(number, spec, buffer.handle), buffer))

    def open_film(self, film: FilmSpec, width: int, height: int) -> EngineView:
        """Play footage in a pane of this size."""
        number, buffer = next(self._numbers), FrameBuffer(width, height)
        return self._add(EngineView(self, number, OpenFilm(number, film, buffer.handle), buffer))

    @property
    def pid(self) -> int | None:
        """Process id of the media process, while one runs."""
        life = self._life
        return life.process.pid if life else None

    def post(self, command: Command) -> None:
        """Send when there is a process; a new one learns everything from the views anyway."""
        with self._lock:
            if self._life:
                self._life.outbox.put(command)

    def forget(self, view: EngineView) -> None:
        """The view is closed."""
        with self._lock:
            if self._views.pop(view.number, None):
                self.post(Close(view.number))

    def close(self) -> None:
        """End the media process and free what views still hold. May be called twice."""
        for view in list(self._views.values()):
            view.close()
        self.stop(_END_S + 3.0)

    def run(self) -> None:
        """Start, listen, start again."""
        sweep_orphans()
        backoff = Backoff()
        while not self.stopping.is_set():
            begun = time.monotonic()
            self._live_once()
            if self.stopping.is_set():
                return
            if time.monotonic() - begun > _STEADY_S:
                backoff.reset()
            self.stopping.wait(backoff.next())
            self.restarts += 1

    def _add(self, view: EngineView) -> EngineView:
        with self._lock:
            self._views[view.number] = view
            for command in view.opening():
                self.post(command)
        return view

    def _live_once(self) -> None:
        life = _Life(self._entry, self._log_path)
        with self._lock:
            for view in self._views.values():
                for command in view.opening():
                    life.outbox.put(command)
            self._life = life
        try:
            reason = self._listen(life)
        finally:
            with self._lock:
                self._life = None
            code = life.end()
        if not self.stopping.is_set():
            event(_log, "media_process_lost", logging.WARNING, reason=reason, exit_code=code)
            with self._lock:
                for view in self._views.values():
                    view.orphaned()

    def _listen(self, life: _Life) -> str:
        heard = time.monotonic()
        while not self.stopping.is_set():
            try:
                if life.link.poll(0.25):
                    news = life.link.recv()
                    heard = time.monotonic()
                    self._spread(news)
                elif time.monotonic() - heard > _SILENT_S:
                    return "hung"
            except (EOFError, OSError):
                return "died"
        return "stopped"

    def _spread(self, news: News) -> None:
        with self._lock:
            for number, status in news.statuses:
                view = self._views.get(number)
                if view:
                    view.told(status)


class _Life:
    """One media process from start to end, and the thread that writes to it: a full pipe never blocks the window."""

    def __init__(self, entry: Callable[[Connection, Path | None], None], log: Path | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.link, theirs = context.Pipe()
        self.outbox: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        self.process: SpawnProcess = context.Process(target=entry, args=(theirs, log), name="vms media", daemon=True)
        self.process.start()
        theirs.close()
        self._sender = threading.Thread(target=self._send, name="media sender", daemon=True)
        self._sender.start()

    def end(self) -> int | None:
        """Ask, wait, kill; the exit code."""
        self.outbox.put(Stop())
        self.outbox.put(None)
        self.process.join(_END_S)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(_END_S)
        self._sender.join(_END_S)
        self.link.close()
        code = self.process.exitcode
        self.process.close()
        return code

    def _send(self) -> None:
        while (command := self.outbox.get()) is not None:
            try:
                self.link.send(command)
            except OSError:
                return  # the keeper sees the same on its side
