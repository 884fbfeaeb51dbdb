"""Plays a film into a pane, in the media process: forwards and backwards at any speed, picture by picture, over gaps.

The film follows a clock, its own or its group's, and shows each picture when the clock reaches it; what comes too late
is left out, and the clock never waits. Above twice the speed only key frames are decoded.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from vms.core.clock import Clock
from vms.core.workers import Worker
from vms.video.film import Film, Interrupted
from vms.video.play_orders import (
    ClockCommand,
    Extend,
    FilmSpec,
    Pause,
    Play,
    PlayerCommand,
    PlayerStatus,
    Seek,
    SetLoop,
    SetSpeed,
    Step,
)
from vms.video.playclock import Beat, PlayClock
from vms.video.projector import PictureSink, Projector

_NEVER = -1


def order_clock(clock: PlayClock, command: ClockCommand) -> None:
    """Have a clock do what was asked."""
    match command:
        case Play():
            clock.play()
        case Pause():
            clock.pause()
        case Seek(instant_us, number):
            clock.seek(instant_us, number)
        case SetSpeed(speed):
            clock.set_speed(speed)
        case SetLoop(span):
            clock.set_loop(span)


@dataclass(frozen=True, slots=True)
class _Stepping:
    """A step, and after which seek it was asked for: a later seek makes it void."""

    pictures: int
    seeks: int


class Player(Worker):
    """One film in one pane. ``command``, ``follow`` and ``status`` from any thread, the rest on its own."""

    def __init__(
        self,
        name: str,
        spec: FilmSpec,
        sink: PictureSink,
        clock: Clock,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """``changed`` is called when the state is another."""
        super().__init__(name)
        self._changed = changed
        self.film = Film(spec.pieces, self._elsewhere)
        self._projector = Projector(self.film, sink, self, clock.monotonic, spec.start_us)
        self._wake = threading.Condition()
        self._poked = False
        self._orders: deque[_Stepping | Extend] = deque()
        # The clock, and the jump of it that needn't be followed: what it shows is shown already.
        self._following = (PlayClock(clock, spec.start_us, playing=spec.playing), _NEVER)
        # On the own thread: what was followed last.
        self._at: tuple[PlayClock | None, int] = (None, _NEVER)

    # --- any thread ---

    @property
    def clock(self) -> PlayClock:
        """The clock it follows."""
        return self._following[0]

    def command(self, command: object) -> None:
        """Take a command; returns at once."""
        assert isinstance(command, PlayerCommand)
        if isinstance(command, Step):
            beat = self.clock.read()
            self.clock.pause()
            self._order(_Stepping(command.pictures, beat.seeks))
        elif isinstance(command, Extend):
            self._order(command)
        else:
            order_clock(self.clock, command)

    def follow(self, clock: PlayClock, *, stay: bool) -> None:
        """Follow another clock. ``stay``: it shows what the one before did, so that nothing has to be looked for."""
        before = self.clock
        before.leave(self)
        arrived = stay and self._at == (before, before.jumps)
        self._following = (clock, clock.jumps if arrived else _NEVER)
        clock.join(self, self.interrupt)
        self.interrupt()

    def status(self) -> PlayerStatus:
        """How the film fares."""
        return self._projector.status

    @property
    def position_us(self) -> int:
        """Where the film is."""
        return self._projector.position_us

    def interrupt(self) -> None:
        """Wake the player where it waits."""
        with self._wake:
            self._poked = True
            self._wake.notify()

    def _order(self, order: _Stepping | Extend) -> None:
        with self._wake:
            self._orders.append(order)
            self._poked = True
            self._wake.notify()

    # --- own thread ---

    def run(self) -> None:
        """Follow the clock and orders until stopped."""
        self.clock.join(self, self.interrupt)
        try:
            while not self.stopping.is_set():
                with self._wake:
                    self._poked = False
                state = self.status().state
                try:
                    wait = self._turn()
                except Interrupted:
                    continue
                if self.status().state is not state:
                    self._changed()
                with self._wake:
                    if not self._poked and wait > 0 and not self.stopping.is_set():
                        self._wake.wait(wait)
        finally:
            self.clock.leave(self)
            self._projector.close()

    def _elsewhere(self) -> bool:
        clock, jumps = self._at
        return self.clock is not clock or clock.jumps != jumps or self.stopping.is_set()

    def _turn(self) -> float:
        """One round; seconds until there is something to do again."""
        (clock, shown), projector = self._following, self._projector
        if clock is not self._at[0]:
            self._at = (clock, shown)
            projector.other_clock()
        beat = clock.read()
        jumped = beat.jumps != self._at[1]
        with self._wake:
            # Pieces first: those of where it jumps to were sent before the jump.
            may = self._orders and (not jumped or isinstance(self._orders[0], Extend))
            order = self._orders.popleft() if may else None
        if jumped and order is None:
            self._at = (clock, beat.jumps)
            projector.jump(clock, beat)
            return 0.0
        if jumped and isinstance(order, Extend):
            self.film.set_pieces(order.pieces)
            return 0.0
        if order is not None:
            self._obey(order, clock, beat)
            return 0.0
        wait = projector.advance(clock, beat)
        projector.place(beat)
        projector.tell(beat)
        return wait

    def _obey(self, order: _Stepping | Extend, clock: PlayClock, beat: Beat) -> None:
        if isinstance(order, Extend):
            if self._projector.extend(order.pieces, clock, beat):
                self._at = (clock, _NEVER)
        elif order.seeks == beat.seeks:
            jumps = self._projector.step(order.pictures, clock)
            if jumps is not None:
                self._at = (clock, jumps)
