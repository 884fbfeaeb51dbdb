"""The program's side of the media process: starts it, starts it again when it dies, and gives views to paint."""

from __future__ import annotations

import dataclasses
import itertools
import logging
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from vms.core.clock import Clock
from vms.core.log import event
from vms.core.wakefulness import Wakefulness
from vms.core.workers import Backoff, Worker
from vms.video.control import (
    Close,
    Command,
    FilmCommand,
    News,
    OpenFilm,
    OpenStream,
    OpenWatch,
    Pause,
    Reframe,
    Resize,
    Resume,
    Retry,
)
from vms.video.engine import run_media_process
from vms.video.frames import BufferHandle, Frame, FrameBuffer, StreamState, StreamStatus, sweep_orphans
from vms.video.framing import PLAIN, Framing
from vms.video.group_view import EngineGroup
from vms.video.media_life import END_S, Life
from vms.video.play_orders import (
    NOTHING_SHOWN,
    Extend,
    FilmSpec,
    PlayerCommand,
    PlayerStatus,
    PlayState,
    Seek,
    SetSpeed,
    Thumbnail,
)
from vms.video.source import StreamSpec
from vms.video.strip_view import EngineStrip
from vms.video.watch_view import EngineWatch
from vms.video.watching import References, WatchNews

_log = logging.getLogger(__name__)

RESTARTED = "engine_restarted"
_SILENT_S = 10.0  # the process reports every second: so long without a word means that it hangs
_FIRST_WORD_S = 60.0  # a cold disk and a virus scanner take their time over FFmpeg and OpenCV
_STEADY_S = 10.0
V = TypeVar("V", "EngineView", "EngineWatch", EngineGroup, EngineStrip)
_SEQUENCE_GAP = 1 << 20  # what the old block may still reach while the new one waits: two hours at 120/s


class EngineView:
    """One pane of the media process. All methods return at once; ``frame`` and ``resize`` on one thread."""

    def __init__(self, client: EngineClient, number: int, opened: OpenStream | OpenFilm, buffer: FrameBuffer) -> None:
        self.number = number
        self._client, self._opened = client, opened
        self._buffer = buffer
        self._next_buffer: FrameBuffer | None = None
        self._paused = self._aside = False
        self._framing = PLAIN
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

    @property
    def done_number(self) -> int:
        """The number of the last seek of its group that the film has done."""
        return max((buffer.done_number for buffer in (self._next_buffer, self._buffer) if buffer), default=0)

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
        self._renew(width, height, planes=self._newest_handle.planes)

    def set_planes(self, on: bool) -> None:
        """Pictures come as three planes from now on, or as colours; the old picture stays until the first has come."""
        now = self._newest_handle
        self._renew(now.width, now.height, planes=on)

    @property
    def _newest_handle(self) -> BufferHandle:
        return (self._next_buffer or self._buffer).handle

    def _renew(self, width: int, height: int, *, planes: bool) -> None:
        now = self._newest_handle
        if (now.width, now.height, now.planes) == (max(1, width), max(1, height), planes):
            return
        if self._next_buffer:
            self._next_buffer.close()
        self._next_buffer = FrameBuffer(width, height, self.sequence + _SEQUENCE_GAP, planes=planes)
        self._client.post(Resize(self.number, self._next_buffer.handle))

    def set_framing(self, framing: Framing) -> None:
        """Show this part of the picture, this way up."""
        if framing != self._framing:
            self._framing = framing
            self._client.post(Reframe(self.number, framing))

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
        if isinstance(command, Seek):
            self.take_back()
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
        """What brings this view into a new media process, unless it is set aside: the newest block counts."""
        if self._aside:
            return []
        opened, status = dataclasses.replace(self._opened, buffer=self._newest_handle), self._film_status
        commands: list[Command] = [opened]
        if isinstance(opened, OpenFilm) and status:
            # A film goes on where it was when the process before died.
            playing = status.state is PlayState.PLAYING
            film = dataclasses.replace(opened.film, start_us=self.position_us or opened.film.start_us, playing=playing)
            commands = [dataclasses.replace(opened, film=film), FilmCommand(self.number, SetSpeed(status.speed))]
        if self._framing != PLAIN:
            commands.append(Reframe(self.number, self._framing))
        return [*commands, Pause(self.number)] if self._paused else commands

    def told(self, status: StreamStatus | PlayerStatus) -> None:
        """Take a status from the media process."""
        if isinstance(status, PlayerStatus):
            self._film_status = status
        else:
            self._status_at = self._client.clock.monotonic()
            self._status = status

    @property
    def film(self) -> FilmSpec | None:
        """What is played; None for a live stream."""
        return self._opened.film if isinstance(self._opened, OpenFilm) else None

    def set_aside(self) -> None:
        """The film has ended two media processes in a row: it isn't opened again until somebody seeks."""
        self._aside = True
        self.told(dataclasses.replace(self._film_status or NOTHING_SHOWN, state=PlayState.UNREADABLE))

    def take_back(self) -> None:
        """Somebody seeks: perhaps it is another file that is read now."""
        with self._client.lock:  # the keeper may be about to bring everything into a new process
            if self._aside:
                self._aside = False
                self._client.bring_in(self)

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
        self._views: dict[int, _Opened] = {}
        self.lock = threading.RLock()
        self._life: Life | None = None

    def open_stream(self, spec: StreamSpec, width: int, height: int, *, planes: bool = False) -> EngineView:
        """Show a live stream in a pane of this size, as colours or as planes."""
        number, buffer = next(self._numbers), FrameBuffer(width, height, planes=planes)
        return self._add(EngineView(self, number, OpenStream(number, spec, buffer.handle), buffer))

    def open_film(self, film: FilmSpec, width: int, height: int, group: EngineGroup | None = None) -> EngineView:
        """Play footage in a pane of this size, by the clock of a group or by its own."""
        number, buffer = next(self._numbers), FrameBuffer(width, height)
        film = dataclasses.replace(film, group=group.number if group else None)
        return self._add(EngineView(self, number, OpenFilm(number, film, buffer.handle), buffer))

    def open_watch(self, spec: StreamSpec, references: References, on_news: Callable[[WatchNews], None]) -> EngineWatch:
        """Look after a camera's picture. ``on_news`` is called on the keeper thread."""
        number = next(self._numbers)
        return self._add(EngineWatch(self, number, OpenWatch(number, spec, references), on_news))

    def open_group(self, start_us: int) -> EngineGroup:
        """A clock for films that play together; it stands still until told to play."""
        return self._add(EngineGroup(self, next(self._numbers), start_us))

    def open_strip(self, on_pictures: Callable[[tuple[Thumbnail, ...]], None]) -> EngineStrip:
        """Small pictures of footage. ``on_pictures`` is called on the keeper thread."""
        return self._add(EngineStrip(self, next(self._numbers), on_pictures))

    @property
    def pid(self) -> int | None:
        """Process id of the media process, while one runs."""
        life = self._life
        return life.process.pid if life else None

    def post(self, command: Command) -> None:
        """Send when there is a process; a new one learns everything from the views anyway."""
        with self.lock:
            if self._life:
                self._life.outbox.put(command)

    def bring_in(self, view: _Opened) -> None:
        """Open it in the process that runs, if one does."""
        with self.lock:
            for command in view.opening():
                self.post(command)

    def films(self, group: int) -> list[EngineView]:
        """Those that play by the clock of a group."""
        with self.lock:
            views = [view for view in self._views.values() if isinstance(view, EngineView)]
        return [view for view in views if view.film and view.film.group == group]

    def forget(self, view: _Opened) -> None:
        """The view is closed."""
        with self.lock:
            if self._views.pop(view.number, None):
                self.post(Close(view.number))

    def close(self) -> None:
        """End the media process and free what views still hold. May be called twice."""
        for view in list(self._views.values()):
            view.close()
        self.stop(END_S + 3.0)

    def run(self) -> None:
        """Start, listen, start again. Films that take two processes in a row along are set aside: live goes on."""
        sweep_orphans()
        backoff = Backoff()
        suspects: set[int] = set()
        while not self.stopping.is_set():
            begun = time.monotonic()
            self._live_once()
            if self.stopping.is_set():
                return
            if time.monotonic() - begun > _STEADY_S:
                backoff.reset()
                suspects = set()
            suspects = self._set_aside(suspects)
            self.stopping.wait(backoff.next())
            self.restarts += 1

    def _add(self, view: V) -> V:
        with self.lock:
            self._views[view.number] = view
            self.bring_in(view)
        return view

    def _set_aside(self, suspects: set[int]) -> set[int]:
        """Of the films that are open now those that were at the end before, too; the others are the next suspects."""
        with self.lock:
            films = {number: view for number, view in self._views.items() if isinstance(view, EngineView) and view.film}
            for number in suspects & films.keys():
                films.pop(number).set_aside()
                event(_log, "film_set_aside", logging.WARNING, number=number)
        return set(films)

    def _live_once(self) -> None:
        life = Life(self._entry, self._log_path)
        with self.lock:
            for view in self._views.values():
                for command in view.opening():
                    life.outbox.put(command)
            self._life = life
        try:
            reason = self._listen(life)
        finally:
            with self.lock:
                self._life = None
            code = life.end()
        if not self.stopping.is_set():
            event(_log, "media_process_lost", logging.WARNING, reason=reason, exit_code=code)
            with self.lock:
                for view in self._views.values():
                    if isinstance(view, EngineView):
                        view.orphaned()

    def _listen(self, life: Life) -> str:
        heard, patience = time.monotonic(), _FIRST_WORD_S
        wakefulness = Wakefulness()
        while not self.stopping.is_set():
            try:
                spoken = life.link.poll(0.25)
                if wakefulness.slept(time.monotonic(), self.clock.now_us()):
                    heard = time.monotonic()  # the PC slept, and the process with it: it isn't hung
                if spoken:
                    news = life.link.recv()
                    heard, patience = time.monotonic(), _SILENT_S
                    self._spread(news)
                elif time.monotonic() - heard > patience:
                    return "hung"
            except (EOFError, OSError):
                return "died"
        return "stopped"

    def _spread(self, news: News) -> None:
        with self.lock:
            views = dict(self._views)
            for number, status in news.statuses:
                view = views.get(number)
                if isinstance(view, EngineView):
                    view.told(status)
        for number, found in news.watches:  # outside the lock: listeners do as they like
            watch = views.get(number)
            if isinstance(watch, EngineWatch):
                watch.found(found)
        for number, pictures in news.thumbnails:
            strip = views.get(number)
            if isinstance(strip, EngineStrip):
                strip.found(pictures)


_Opened = EngineView | EngineWatch | EngineGroup | EngineStrip
