"""A film in a pane, as pages use it: pictures, state and commands; what is to be played is looked up behind the scenes.

A month of a camera is 43 000 files. The player is given those around the position, and others as it moves; what the
recorder writes meanwhile is added too, so that a film goes on into the present.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from vms.core.errors import VmsError
from vms.core.instants import MINUTE, SECOND, Span
from vms.core.log import event
from vms.core.workers import Worker
from vms.services.footage import Footage, Piece
from vms.services.playback_pieces import MARGIN_US, pieces_around
from vms.services.playback_scope import Scope
from vms.services.watched import Watched
from vms.video.client import EngineClient, EngineView
from vms.video.frames import Frame, StreamState, StreamStatus
from vms.video.framing import PLAIN, Framing
from vms.video.play_orders import (
    Extend,
    FilmSpec,
    Pause,
    Play,
    PlayerCommand,
    PlayerStatus,
    PlayState,
    Seek,
    SetSpeed,
    Step,
)

_log = logging.getLogger(__name__)

_LOOK_S = 1.0
# A GOP, the recorder's beat and our look-out lie between a picture's recording and its playing.
_NOW_US = 20 * SECOND

_STREAM_STATES = {
    PlayState.OPENING: StreamState.CONNECTING,
    PlayState.PLAYING: StreamState.LIVE,
    PlayState.PAUSED: StreamState.PAUSED,
    PlayState.ENDED: StreamState.ENDED,
    PlayState.EMPTY: StreamState.INVALID,
    PlayState.GAP: StreamState.STALLED,
    PlayState.UNREADABLE: StreamState.INVALID,
    PlayState.REFUSED: StreamState.INVALID,
}


class Player:
    """One camera's footage in one pane. ``frame`` and ``resize`` on the GUI thread, the rest on any; nothing waits.

    It opens with the first ``seek`` (or ``play``, which starts at the newest minute).
    """

    def __init__(
        self,
        camera_id: int,
        engine: EngineClient,
        footage: Footage,
        scope: Scope,
        size: tuple[int, int],
        ended: Callable[[Span | None], None],
        watched: Watched,
    ) -> None:
        """``ended`` is called once, on a thread of the player's own, with the stretch from the first picture shown to
        the last; ``watched`` is told what was played of it.
        """
        self.camera_id = camera_id
        self.watched = watched
        self.scope, self._size = scope, size
        self._clock = engine.clock
        self._lock = threading.Lock()
        self._view: EngineView | None = None
        self._window = self._edges = Span(0, 0)
        self._waiting: list[PlayerCommand] = []
        self._asked_us: int | None = None
        self._speed = 1.0
        self._framing = PLAIN
        self._closed = self._playing = False
        self._look = _Look(self, engine, footage, ended)
        self._look.start()

    # --- pictures (GUI thread) ---

    def frame(self) -> Frame | None:
        """The newest picture, or None before the first. Valid until the next call."""
        return self._view.frame() if self._view else None

    @property
    def sequence(self) -> int:
        """Another number for another picture; 0 before the first. Cheap: ask it on every tick."""
        return self._view.sequence if self._view else 0

    def resize(self, width: int, height: int) -> None:
        """The pane has another size, in physical pixels."""
        with self._lock:
            self._size = (width, height)
            view = self._view
        if view and not self._closed:
            view.resize(width, height)

    def set_framing(self, framing: Framing) -> None:
        """Which part of the picture is shown, and which way up."""
        with self._lock:
            self._framing = framing
            view = self._view
        if view and not self._closed:
            view.set_framing(framing)

    def close(self) -> None:
        """End the film and free its memory. May be called twice."""
        if self._closed:
            return
        self._closed = True
        self._look.stop(2.0)
        with self._lock:
            view, self._view = self._view, None
        if view:
            view.close()

    # --- state ---

    @property
    def film(self) -> PlayerStatus | None:
        """What the media process last said of the film, gaps jumped over included."""
        return self._view.film_status() if self._view else None

    @property
    def state(self) -> PlayState:
        """What the film does."""
        film = self.film
        return film.state if film else PlayState.OPENING

    @property
    def speed(self) -> float:
        """Times the recording's own speed; negative: backwards."""
        return self._speed

    @property
    def position_us(self) -> int:
        """Where the film is; what was asked for while it opens."""
        return (self._view.position_us if self._view else 0) or self._asked_us or 0

    def status(self) -> StreamStatus:
        """The same in the words of a live pane: live means playing; invalid, that nothing could be played."""
        film = self.film
        if film is None:
            return StreamStatus()
        state = _STREAM_STATES[film.state]
        if state is StreamState.ENDED and self._playing and self._speed > 0 and self._is_now():
            state = StreamState.LIVE  # it waits for what is being recorded
        return StreamStatus(
            state=state,
            reason=film.reason,
            last_picture_us=film.picture_us,
            width=film.width,
            height=film.height,
        )

    def _is_now(self) -> bool:
        return self._clock.now_us() - self.position_us < _NOW_US

    # --- commands ---

    def play(self) -> None:
        """Go on at the speed chosen."""
        if self._asked_us is None:
            self.seek(self._clock.now_us() - MINUTE)
        self._playing = True
        self._post(Play())

    def pause(self) -> None:
        """Stand still."""
        self._playing = False
        self._post(Pause())

    def seek(self, instant_us: int) -> None:
        """Go to an instant; outside the own right, to the nearest inside it."""
        instant_us = self.scope.clamp(instant_us)
        with self._lock:
            self._asked_us = instant_us
            inside = self._view is not None and self._window.contains(instant_us)
        if inside:
            self._post(Seek(instant_us))
        self._look.go(instant_us, load=not inside)

    def step(self, pictures: int) -> None:
        """Pause, and go so many pictures forwards (negative: back)."""
        self._playing = False
        self._post(Step(pictures))

    def set_speed(self, speed: float) -> None:
        """1/8 to 16; negative plays backwards."""
        self._speed = speed
        self._post(SetSpeed(speed))

    def _post(self, command: PlayerCommand) -> None:
        with self._lock:
            if self._view is None:
                self._waiting.append(command)
                return
            view = self._view
        view.command(command)

    # --- called by the look-out, on its thread ---

    def load(self, engine: EngineClient, pieces: tuple[Piece, ...], window: Span, instant_us: int | None) -> None:
        """Play from these pieces on; ``instant_us`` None: stay where it is."""
        with self._lock:
            if self._closed:
                return
            self._window = window
            self._edges = Span(pieces[0].start_us, pieces[-1].end_us) if pieces else Span(window.start, window.start)
            view = self._view
            if view is None:
                view = engine.open_film(FilmSpec(pieces, instant_us or window.start), *self._size)
                if self._framing != PLAIN:
                    view.set_framing(self._framing)
                waiting, self._waiting, self._view = self._waiting, [], view
                for command in waiting:
                    view.command(command)
                return
        view.command(Extend(pieces))
        if instant_us is not None:
            view.command(Seek(instant_us))

    def needs(self) -> int | None:
        """Around which instant the pieces should be looked up again; None when there is no need."""
        film = self.film
        position = self.position_us
        if film is None or not position:
            return None
        near_end = position > self._edges.end - MARGIN_US
        near_start = position < self._edges.start + MARGIN_US and self._speed < 0
        return position if near_start or near_end else None


class _Look(Worker):
    """Looks pieces up for a player, off the GUI thread."""

    def __init__(
        self, player: Player, engine: EngineClient, footage: Footage, ended: Callable[[Span | None], None]
    ) -> None:
        super().__init__(f"film of camera {player.camera_id}")
        self._player, self._engine, self._footage, self._ended = player, engine, footage, ended
        self._wake = threading.Event()
        self._target: int | None = None
        self._first: int | None = None
        self._last = 0
        self._noting = threading.Lock()

    def go(self, instant_us: int, *, load: bool) -> None:
        """A seek; with ``load`` its pieces aren't there yet."""
        self._note(instant_us)
        if load:
            self._target = instant_us
            self._wake.set()

    def interrupt(self) -> None:
        """Wake the wait."""
        self._wake.set()

    def run(self) -> None:
        """Until the player is closed."""
        while not self.stopping.is_set():
            self._wake.wait(_LOOK_S)
            self._wake.clear()
            if self.stopping.is_set():
                break
            self._note_position()
            target, self._target = self._target, None
            try:
                if target is not None:
                    self._load(target, seek=True)
                else:
                    around = self._player.needs()
                    if around is not None:
                        self._load(around, seek=False)
            except VmsError as error:
                event(_log, "footage_not_looked_up", logging.WARNING, reason=error.code)
        self._note_position()
        looked_at = Span(self._first, max(self._last, self._first)) if self._first is not None else None
        self._ended(looked_at)

    def _note_position(self) -> None:
        player, film = self._player, self._player.film
        if film is not None and film.picture_us is not None:
            self._note(film.picture_us)
            playing = film.state is PlayState.PLAYING
            player.watched.note(film.picture_us, time.monotonic(), player.speed, playing=playing)

    def _note(self, instant_us: int) -> None:
        with self._noting:
            self._first = instant_us if self._first is None else min(self._first, instant_us)
            self._last = max(self._last, instant_us)

    def _load(self, around: int, *, seek: bool) -> None:
        player = self._player
        pieces, window = pieces_around(self._footage, player.scope, player.camera_id, around)
        player.load(self._engine, pieces, window, around if seek else None)
