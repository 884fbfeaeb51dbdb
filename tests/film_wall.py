"""Several films on one clock for tests: real players, each in its own thread, that show numbered pictures."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import av

from tests.footage import number_in
from vms.core.clock import SystemClock
from vms.video.control import GroupCommand
from vms.video.film_group import FilmGroup
from vms.video.play_orders import FilmSpec, GroupOrder, GroupSpec, PlayState
from vms.video.player import Player
from vms.video.reader import Piece


class Pane:
    """What one camera showed: number, instant, and how much later than its instant the clock was."""

    def __init__(self) -> None:
        self.player: Player | None = None
        self.shown: list[tuple[int, int, int]] = []
        self.position = self.done = 0
        self._lock = threading.Lock()

    def publish(self, frame: av.VideoFrame, instant_us: int) -> None:
        assert self.player is not None
        late = self.player.clock.read().instant_us - instant_us
        with self._lock:
            self.shown.append((number_in(frame), instant_us, late))

    def set_position(self, instant_us: int, done_number: int = 0) -> None:
        self.position, self.done = instant_us, done_number

    @property
    def newest(self) -> int:
        return self.shown[-1][0] if self.shown else -1

    @property
    def numbers(self) -> list[int]:
        return [number for number, _, _ in self.shown]

    @property
    def state(self) -> PlayState:
        assert self.player is not None
        return self.player.status().state

    @property
    def sees_us(self) -> int:
        return self.shown[-1][1] if self.shown else 0


class Wall:
    """A group and its panes."""

    def __init__(self, films: list[list[Piece]], start_us: int) -> None:
        self.group = FilmGroup(GroupSpec(start_us), SystemClock())
        self.panes: list[Pane] = []
        for number, pieces in enumerate(films):
            pane = Pane()
            pane.player = Player(f"film {number}", FilmSpec(tuple(pieces), start_us, group=1), pane, SystemClock())
            self.group.add(number, pane.player)
            self.panes.append(pane)

    def order(self, *orders: GroupOrder, chosen: int = 0) -> None:
        for order in orders:
            self.group.take(GroupCommand(1, order, chosen))


@contextmanager
def wall_of(films: list[list[Piece]], start_us: int) -> Iterator[Wall]:
    wall = Wall(films, start_us)
    players = [pane.player for pane in wall.panes if pane.player is not None]
    for player in players:
        player.start()
    try:
        yield wall
    finally:
        for player in players:
            assert player.stop()
    assert [player.failure for player in players] == [None] * len(players)


def until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)
