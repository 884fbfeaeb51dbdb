"""Plays a film into a pane, in the media process: forwards and backwards at any speed, picture by picture, over gaps.

The position is a clock that runs at the speed asked for; pictures are shown when it reaches them. Where nothing was
recorded it jumps, and says from where to where. Above twice the speed only key frames are decoded.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import av

from vms.core.clock import Clock
from vms.core.errors import NothingRecorded
from vms.core.instants import SECOND, Span
from vms.core.log import event
from vms.core.workers import Worker
from vms.video.film import Film, Picture
from vms.video.reader import Piece

_log = logging.getLogger(__name__)

# A pause between two pictures that is longer than this is a gap.
GAP_US = SECOND
KEYS_ONLY_ABOVE = 2.0
_KEY_TICK_S = 0.04
_LATE_US = 250_000  # so late a picture is decoded but not shown
_LOST_US = 1_500_000  # so late the clock waits for the pictures
_POLL_S = 0.5


class PlayState(StrEnum):
    """What a film does."""

    OPENING = "opening"
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"  # at either end of what was recorded
    EMPTY = "empty"  # nothing to play


@dataclass(frozen=True, slots=True)
class FilmSpec:
    """What to play and where to begin; can be sent to another process."""

    pieces: tuple[Piece, ...]
    start_us: int
    playing: bool = False


@dataclass(frozen=True, slots=True)
class PlayerStatus:
    """How the film fares. ``skipped``: the last gap that was jumped over, and ``skips`` how many so far."""

    state: PlayState
    speed: float
    picture_us: int | None
    skips: int = 0
    skipped: Span | None = None
    width: int = 0
    height: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Play:
    """Go on."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stand still."""


@dataclass(frozen=True, slots=True)
class Seek:
    """Go to an instant, µs UTC. The state stays: a playing film plays on from there."""

    instant_us: int


@dataclass(frozen=True, slots=True)
class Step:
    """Pause, and go so many pictures forwards (negative: back)."""

    pictures: int


@dataclass(frozen=True, slots=True)
class SetSpeed:
    """1/8 to 16; negative plays backwards."""

    speed: float


@dataclass(frozen=True, slots=True)
class Extend:
    """The pieces as they are now: more was recorded, or another stretch is wanted."""

    pieces: tuple[Piece, ...]


PlayerCommand = Play | Pause | Seek | Step | SetSpeed | Extend


class PictureSink(Protocol):
    """Where pictures go; ``vms.video.writer.FrameWriter`` is one."""

    def publish(self, frame: av.VideoFrame, instant_us: int) -> None:
        """Show the picture."""
        ...

    def set_position(self, instant_us: int) -> None:
        """Say where the film is."""
        ...


class Player(Worker):
    """One film in one pane. ``command`` and ``status`` from any thread, the rest on its own."""

    def __init__(self, name: str, spec: FilmSpec, sink: PictureSink, clock: Clock) -> None:
        super().__init__(name)
        self._sink, self._clock = sink, clock
        self._film = Film(spec.pieces)
        self._commands: deque[PlayerCommand] = deque()
        self._wake = threading.Condition()
        self._playing = spec.playing
        self._speed = 1.0
        self._position_us = spec.start_us
        self._begun_at = 0.0
        self._begun_us = spec.start_us
        self._next: Picture | None = None
        self._shown: Picture | None = None
        self._status = PlayerStatus(PlayState.OPENING, 1.0, None)
        self._skips = 0
        self._skipped: Span | None = None
        self._ended = False
        self._start_us = spec.start_us

    def command(self, command: object) -> None:
        """Take a command; returns at once. Of several seeks in a row only the newest is done."""
        assert isinstance(command, PlayerCommand)
        with self._wake:
            if isinstance(command, Seek) and self._commands and isinstance(self._commands[-1], Seek):
                self._commands.pop()
            self._commands.append(command)
            self._wake.notify()

    def status(self) -> PlayerStatus:
        """How the film fares."""
        return self._status

    @property
    def position_us(self) -> int:
        """Where the film is."""
        return self._position_us

    def interrupt(self) -> None:
        """Wake the player where it waits."""
        with self._wake:
            self._wake.notify()

    # --- own thread ---

    def run(self) -> None:
        """Show the first picture, then follow commands and the clock until stopped."""
        try:
            self._seek(self._start_us)
            while not self.stopping.is_set():
                command = self._pop()
                if command is not None:
                    self._obey(command)
                    self._tell()
                    continue
                wait = self._advance() if self._playing and not self._ended else _POLL_S
                self._tell()
                with self._wake:
                    if not self._commands and not self.stopping.is_set() and wait > 0:
                        self._wake.wait(wait)
        finally:
            self._next = self._shown = None
            self._film.close()

    def _pop(self) -> PlayerCommand | None:
        with self._wake:
            return self._commands.popleft() if self._commands else None

    def _obey(self, command: PlayerCommand) -> None:
        match command:
            case Play():
                self._playing = True
                self._restart_clock()
            case Pause():
                self._playing = False
            case Seek(instant_us):
                self._seek(instant_us)
            case Step(pictures):
                self._playing = False
                self._step(pictures)
            case SetSpeed(speed):
                self._change_speed(speed)
            case Extend(pieces):
                self._film.set_pieces(pieces)
                if self._shown is None:
                    self._seek(self._position_us)
                elif self._ended and self._speed > 0:
                    self._ended = False
                    self._restart_clock()

    def _seek(self, instant_us: int) -> None:
        self._next = None
        picture = self._film.seek(instant_us) or self._last()
        self._ended = picture is None
        if picture is not None:
            self._show(picture)
            # Inside a picture the clock keeps the exact instant asked for; in a gap it is where the picture is.
            self._position_us = instant_us if 0 <= instant_us - picture.instant_us < GAP_US else picture.instant_us
        else:
            self._position_us = instant_us
        self._sink.set_position(self._position_us)
        self._restart_clock()

    def _last(self) -> Picture | None:
        """Past the end: the very last picture."""
        end = self._film.end_us
        return self._film.seek(end - 1) if end else None

    def _step(self, pictures: int) -> None:
        self._align()
        move = self._film.next if pictures > 0 else self._film.previous
        picture: Picture | None = None
        for _ in range(abs(pictures)):
            found = move()
            if found is None:
                break
            picture = found
        if picture is not None:
            self._note_gap(picture)
            self._ended = False
            self._show(picture)
            self._place(picture.instant_us)

    def _change_speed(self, speed: float) -> None:
        speed = max(0.125, min(16.0, abs(speed))) * (-1 if speed < 0 else 1)
        turned = (speed > 0) != (self._speed > 0)
        self._align()
        self._speed = speed
        if turned:
            self._ended = False
        self._restart_clock()

    def _align(self) -> None:
        """Bring the film back to the picture shown: it may stand at one fetched ahead."""
        self._next = None
        current, shown = self._film.current, self._shown
        if shown is not None and (current is None or current.instant_us != shown.instant_us):
            self._film.seek(shown.instant_us)

    def _restart_clock(self) -> None:
        self._begun_at, self._begun_us = self._clock.monotonic(), self._position_us

    def _place(self, instant_us: int) -> None:
        self._position_us = instant_us
        self._sink.set_position(instant_us)
        self._restart_clock()

    def _advance(self) -> float:
        """Show what is due; seconds until something is due again."""
        target = self._begun_us + round((self._clock.monotonic() - self._begun_at) * SECOND * self._speed)
        if abs(self._speed) > KEYS_ONLY_ABOVE:
            return self._advance_keys(target)
        forwards = self._speed > 0
        if self._next is None:
            self._next = self._film.next() if forwards else self._film.previous()
            if self._next is None:
                self._end()
                return _POLL_S
            if self._note_gap(self._next):
                self._place(self._next.instant_us)
                target = self._position_us
        ahead = (self._next.instant_us - target) * (1 if forwards else -1)
        if ahead > 0:
            self._move(target)
            return min(_POLL_S, ahead / SECOND / abs(self._speed))
        picture, self._next = self._next, None
        if -ahead > _LOST_US:
            self._show(picture)
            self._place(picture.instant_us)
        elif (
            -ahead > _LATE_US and self._shown is not None and abs(picture.instant_us - self._shown.instant_us) < SECOND
        ):
            self._move(picture.instant_us)  # decoding can't follow: catch up without showing
        else:
            self._show(picture)
            self._move(target)
        return 0.0

    def _advance_keys(self, target: int) -> float:
        """Fast: the key frame that stands at the position, when it is another one."""
        forwards = self._speed > 0
        if forwards and target >= self._film.end_us:
            picture = self._last()
            if picture is not None:
                self._show(picture)
                self._move(picture.instant_us)
            self._end()
            return _POLL_S
        picture = self._film.key_at(target) if forwards or self._film.covers(target) else self._film.last_before(target)
        shown = self._shown
        if picture is None:
            # Backwards a tick can jump over the very first picture, as it can over the last one forwards.
            first = None if forwards else self._film.key_at(target)
            if first is not None and shown is not None and first.instant_us < shown.instant_us:
                self._note_gap(first)
                self._show(first)
            self._end()
            return _POLL_S
        if self._note_gap(picture, target):
            self._show(picture)
            self._place(picture.instant_us)
        else:
            if shown is None or picture.instant_us != shown.instant_us:
                self._show(picture)
            self._move(target)
        return _KEY_TICK_S

    def _move(self, target: int) -> None:
        self._position_us = target
        self._sink.set_position(target)

    def _end(self) -> None:
        self._ended = True
        if self._shown is not None:
            self._move(self._shown.instant_us)

    def _note_gap(self, picture: Picture, target: int | None = None) -> bool:
        """Whether something that was never recorded lies between the picture shown and this one."""
        shown = self._shown
        if shown is None or abs(picture.instant_us - shown.instant_us) <= GAP_US:
            return False
        low, high = sorted((shown.instant_us, picture.instant_us))
        gap = self._film.gap_between(low, high, GAP_US)
        if gap is None or (target is not None and self._film.covers(target)):
            return False
        self._skips += 1
        self._skipped = gap
        return True

    def _show(self, picture: Picture) -> None:
        self._shown = picture
        self._sink.publish(picture.frame, picture.instant_us)

    def _tell(self) -> None:
        shown = self._shown
        if shown is None:
            state = PlayState.EMPTY
        elif self._ended:
            state = PlayState.ENDED
        else:
            state = PlayState.PLAYING if self._playing else PlayState.PAUSED
        self._status = PlayerStatus(
            state=state,
            speed=self._speed,
            picture_us=shown.instant_us if shown else None,
            skips=self._skips,
            skipped=self._skipped,
            width=shown.frame.width if shown else 0,
            height=shown.frame.height if shown else 0,
            reason="" if shown else NothingRecorded.code,
        )


def make_player(film: object, sink: PictureSink, clock: Clock) -> Player:
    """What the media process plays an ``OpenFilm`` with."""
    assert isinstance(film, FilmSpec)
    event(_log, "film_opened", pieces=len(film.pieces))
    return Player("film player", film, sink, clock)
