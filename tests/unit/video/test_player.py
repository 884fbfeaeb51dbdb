from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import pytest

from tests.footage import START_US, footage, number_in
from vms.core.clock import SystemClock
from vms.core.instants import SECOND, Span
from vms.video.play_orders import Extend, FilmSpec, Pause, Play, PlayState, Seek, SetSpeed, Step
from vms.video.player import Player
from vms.video.reader import Piece

LATER = START_US + 3 * SECOND


class Screen:
    """Takes the place of a pane: remembers what it was shown."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.instants: list[int] = []
        self.positions: list[int] = []
        self.changed = threading.Condition()

    def publish(self, frame: av.VideoFrame, instant_us: int) -> None:
        with self.changed:
            self.numbers.append(number_in(frame))
            self.instants.append(instant_us)
            self.changed.notify_all()

    def set_position(self, instant_us: int, done_number: int = 0) -> None:
        self.positions.append(instant_us)

    def wait(self, condition: Callable[[], bool], seconds: float = 8.0) -> None:
        with self.changed:
            assert self.changed.wait_for(condition, seconds), self.numbers


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> list[Piece]:
    """Two touching pieces of half a second, and one after a gap of two seconds."""
    return footage(
        tmp_path_factory.mktemp("player"), [START_US, START_US + SECOND // 2, LATER], frames=25, fps=50, gop=5
    )


@contextmanager
def _playing(
    pieces: list[Piece], start_us: int = START_US, *, playing: bool = False
) -> Iterator[tuple[Player, Screen]]:
    screen = Screen()
    player = Player("test player", FilmSpec(tuple(pieces), start_us, playing), screen, SystemClock())
    player.start()
    try:
        yield player, screen
    finally:
        assert player.stop()
    assert player.failure is None


def _until(condition: Callable[[], bool], seconds: float = 8.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_it_opens_on_the_picture_of_the_instant_and_stands_still(pieces: list[Piece]) -> None:
    with _playing(pieces, START_US + 7 * 20_000 + 5) as (player, screen):
        screen.wait(lambda: screen.numbers == [7])
        _until(lambda: player.status().state is PlayState.PAUSED)
        assert player.position_us == START_US + 7 * 20_000 + 5
        assert player.status().picture_us == START_US + 7 * 20_000


def test_it_plays_in_order_over_a_border_jumps_the_gap_and_ends(pieces: list[Piece]) -> None:
    with _playing(pieces, playing=True) as (player, screen):
        _until(lambda: player.status().state is PlayState.ENDED)
        assert screen.numbers == sorted(set(screen.numbers)) and screen.numbers[0] == 0 and screen.numbers[-1] == 74
        status = player.status()
        assert status.skips == 1 and status.skipped == Span(START_US + SECOND, LATER)
        # A busy machine lets the clock go on for a moment before the gap is seen.
        assert all(not START_US + 2 * SECOND < position < LATER for position in screen.positions)


def test_steps_go_picture_by_picture_over_borders(pieces: list[Piece]) -> None:
    with _playing(pieces, START_US + 24 * 20_000) as (player, screen):
        for pictures in (1, 1, -1, -1, -1, 2):
            player.command(Step(pictures))
        screen.wait(lambda: len(screen.numbers) == 7)
        assert screen.numbers == [24, 25, 26, 25, 24, 23, 25]


def test_a_step_after_playing_follows_the_picture_shown(pieces: list[Piece]) -> None:
    with _playing(pieces, playing=True) as (player, screen):
        screen.wait(lambda: len(screen.numbers) > 5)
        player.command(Pause())
        _until(lambda: player.status().state is PlayState.PAUSED)
        last, count = screen.numbers[-1], len(screen.numbers)
        player.command(Step(1))
        screen.wait(lambda: len(screen.numbers) > count)
        assert screen.numbers[-1] == last + 1


def test_above_twice_the_speed_only_key_frames_are_shown(pieces: list[Piece]) -> None:
    with _playing(pieces) as (player, screen):
        player.command(SetSpeed(4))
        player.command(Play())
        _until(lambda: player.status().state is PlayState.ENDED)
        assert [n for n in screen.numbers[:-1] if n % 5] == []
        assert screen.numbers == sorted(screen.numbers) and len(set(screen.numbers)) > 4
        assert player.status().skips == 1


@pytest.mark.parametrize("speed", [-1.0, -4.0])
def test_backwards_to_the_beginning(pieces: list[Piece], speed: float) -> None:
    with _playing(pieces, LATER + 8 * 20_000) as (player, screen):
        player.command(SetSpeed(speed))
        player.command(Play())
        _until(lambda: player.status().state is PlayState.ENDED)
        assert screen.numbers == sorted(screen.numbers, reverse=True) and screen.numbers[-1] == 0
        assert player.status().skips == 1


def test_slow_motion_shows_every_picture(pieces: list[Piece]) -> None:
    with _playing(pieces, START_US + 40 * 20_000) as (player, screen):
        player.command(SetSpeed(0.25))
        player.command(Play())
        screen.wait(lambda: 50 in screen.numbers)
        assert screen.numbers[: screen.numbers.index(50)] == list(range(40, 50))


def test_a_seek_past_the_end_shows_the_last_picture_and_one_into_a_gap_the_next(pieces: list[Piece]) -> None:
    with _playing(pieces) as (player, screen):
        player.command(Seek(LATER + SECOND * 60))
        screen.wait(lambda: screen.numbers[-1:] == [74])
        player.command(Seek(START_US + 2 * SECOND))
        screen.wait(lambda: screen.numbers[-1] == 50)
        _until(lambda: player.position_us == LATER)


def test_a_storm_of_seeks_ends_at_the_last(pieces: list[Piece]) -> None:
    with _playing(pieces) as (player, screen):
        for index in range(200):
            player.command(Seek(START_US + index % 25 * 20_000))
        player.command(Seek(START_US + 13 * 20_000))
        _until(lambda: player.position_us == START_US + 13 * 20_000)
        assert screen.numbers[-1] == 13 and len(screen.numbers) < 150


def test_an_ended_film_goes_on_when_more_was_recorded(pieces: list[Piece]) -> None:
    with _playing(pieces[:1], playing=True) as (player, screen):
        _until(lambda: player.status().state is PlayState.ENDED)
        assert screen.numbers[-1] == 24
        player.command(Extend(tuple(pieces[:2])))
        screen.wait(lambda: screen.numbers[-1] == 49)


@pytest.mark.logs("piece_unreadable")
def test_nothing_to_play_is_said(tmp_path: Path) -> None:
    with _playing([Piece(tmp_path / "gone.mp4", START_US, LATER)]) as (player, screen):
        _until(lambda: player.status().state is PlayState.UNREADABLE)
        assert player.status().reason == "footage_unreadable" and screen.numbers == []
    with _playing([]) as (player, screen):
        _until(lambda: player.status().state is PlayState.EMPTY)
        assert player.status().reason == "nothing_recorded" and screen.numbers == []
