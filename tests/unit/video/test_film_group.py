"""Films on one clock: real players, each in its own thread, showing numbered pictures."""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest

from tests.film_wall import Pane, until, wall_of
from tests.footage import START_US, footage
from vms.core.clock import SystemClock
from vms.core.instants import SECOND, Span
from vms.video.play_orders import (
    Extend,
    FilmSpec,
    Pause,
    Play,
    PlayState,
    Seek,
    SetLoop,
    SetSpeed,
    SetSync,
    Step,
)
from vms.video.player import Player
from vms.video.reader import Piece

FAR = START_US + 60 * SECOND


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> list[Piece]:
    """25 pictures a second, two touching pieces of two seconds, and one a minute after the first."""
    return footage(tmp_path_factory.mktemp("quick"), [START_US, START_US + 2 * SECOND, FAR], fps=25, gop=25)


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> list[Piece]:
    """15 pictures a second, four seconds in one piece that begins 20 ms later."""
    return footage(tmp_path_factory.mktemp("slow"), [START_US + 20_000], frames=60, fps=15, gop=30)


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> list[Piece]:
    """Nothing in the first second and a half."""
    return footage(tmp_path_factory.mktemp("late"), [START_US + 3 * SECOND // 2], frames=50, fps=25, gop=10)


def _in_time(pane: Pane, fps: int, *, since: int = 0) -> None:
    """In the middle no picture comes later than one picture lasts; a busy machine may hold single ones up."""
    lateness = [late for _, _, late in pane.shown[since:]]
    assert statistics.median(lateness) < SECOND / fps and min(lateness) >= 0


@pytest.mark.parametrize("speed", [1.0, 0.5, 2.0])
def test_two_cameras_of_different_rates_stay_together_over_borders(
    quick: list[Piece], slow: list[Piece], speed: float
) -> None:
    with wall_of([quick, slow], START_US) as wall:
        first, second = wall.panes
        start = START_US + 3 * SECOND // 2
        wall.order(Seek(start), SetSpeed(speed))
        until(lambda: first.newest == 37 and second.newest == 22)
        wall.order(Play())
        until(lambda: first.sees_us > START_US + 5 * SECOND // 2)
        wall.order(Pause())
        until(lambda: first.state is second.state is PlayState.PAUSED)
        assert first.numbers == sorted(set(first.numbers)) and 50 in first.numbers
        assert abs(first.sees_us - second.sees_us) <= SECOND / 15
        _in_time(first, 25, since=2)
        _in_time(second, 15, since=2)
        assert first.position == second.position


def test_backwards_together_and_forwards_again(quick: list[Piece], slow: list[Piece]) -> None:
    with wall_of([quick, slow], START_US + 3 * SECOND) as wall:
        first, second = wall.panes
        until(lambda: first.newest == 75 and second.shown)
        wall.order(SetSpeed(-1.0), Play())
        until(lambda: first.sees_us < START_US + 3 * SECOND // 2)
        wall.order(SetSpeed(1.0))
        turned = len(first.shown)
        until(lambda: first.sees_us > START_US + 5 * SECOND // 2)
        wall.order(Pause())
        backwards = first.numbers[:turned]
        assert backwards == sorted(backwards, reverse=True) and len(backwards) > 30
        assert abs(first.sees_us - second.sees_us) <= 2 * SECOND / 15
        lateness = [-late for _, _, late in first.shown[1:turned]]
        assert statistics.median(lateness) < 40_000


def test_a_seek_moves_all_and_says_that_it_is_done(quick: list[Piece], slow: list[Piece]) -> None:
    with wall_of([quick, slow], START_US) as wall:
        first, second = wall.panes
        for number, after in enumerate((0.5, 3.1, 1.0), start=1):
            wall.order(Seek(START_US + round(after * SECOND), number))
        until(lambda: first.done == second.done == 3)
        assert first.newest == 25 and second.newest == 14


def test_a_camera_in_a_gap_says_so_and_comes_back_by_itself(quick: list[Piece], late: list[Piece]) -> None:
    with wall_of([quick, late], START_US) as wall:
        first, second = wall.panes
        until(lambda: first.newest == 0 and second.state is PlayState.GAP)
        status = second.player.status()  # type: ignore[union-attr]
        assert status.gap is not None and status.gap.end == START_US + 3 * SECOND // 2 and not second.shown
        wall.order(Play())
        until(lambda: second.state is PlayState.PLAYING)
        until(lambda: len(second.shown) > 5)
        assert first.numbers == sorted(first.numbers) and len([n for n in first.numbers if n < 38]) > 15
        assert second.numbers == sorted(second.numbers) and second.numbers[0] == 0
        _in_time(second, 25)


def test_a_gap_of_all_is_jumped_over(quick: list[Piece], slow: list[Piece]) -> None:
    with wall_of([quick, slow], START_US + 7 * SECOND // 2) as wall:
        first, second = wall.panes
        wall.order(Play())
        until(lambda: first.newest > 100)
        status = first.player.status()  # type: ignore[union-attr]
        assert status.skips == 1 and status.skipped == Span(START_US + 4 * SECOND + 20_000, FAR)
        until(lambda: second.state is PlayState.GAP)
        until(lambda: first.state is PlayState.ENDED)
        assert first.newest == 149 and first.position == FAR + 49 * 40_000


def test_steps_of_the_chosen_one_take_the_others_along_over_a_border(quick: list[Piece], slow: list[Piece]) -> None:
    with wall_of([quick, slow], START_US + 49 * 40_000) as wall:
        first, second = wall.panes
        until(lambda: first.newest == 49 and second.newest == 29)
        wall.order(Step(1))
        until(lambda: first.newest == 50 and second.position == START_US + 50 * 40_000)
        until(lambda: second.newest == 29)
        wall.order(Step(-2))
        until(lambda: first.newest == 48 and second.newest == 28)
        wall.order(Step(1), chosen=1)
        until(lambda: second.newest == 29 and first.position == second.sees_us)
        assert first.newest == 48


def test_fast_forward_shows_key_frames_of_all(quick: list[Piece], slow: list[Piece]) -> None:
    with wall_of([quick, slow], START_US) as wall:
        first, second = wall.panes
        until(lambda: first.shown and second.shown)
        wall.order(SetSpeed(8.0), Play())
        until(lambda: first.state is PlayState.ENDED)
        assert {number % 25 for number in first.numbers[:-1]} == {0} and {n % 30 for n in second.numbers[:-1]} == {0}
        assert first.newest == 149 and second.newest == 59


def test_a_loop_is_played_again_by_all(quick: list[Piece], slow: list[Piece]) -> None:
    with wall_of([quick, slow], START_US) as wall:
        first, second = wall.panes
        wall.order(SetLoop(Span(START_US + SECOND, START_US + 3 * SECOND // 2)), Play())
        until(lambda: first.numbers.count(26) >= 3 and second.numbers.count(16) >= 3)
        assert max(first.numbers[1:]) <= 38 and min(first.numbers[1:]) >= 25


def test_out_of_step_only_the_chosen_one_obeys_and_in_step_again_all_go_to_it(
    quick: list[Piece], slow: list[Piece]
) -> None:
    with wall_of([quick, slow], START_US) as wall:
        first, second = wall.panes
        until(lambda: first.shown and second.shown)
        wall.order(SetSync(False))
        wall.order(Seek(START_US + 2 * SECOND, 5), Play(), chosen=1)
        until(lambda: second.sees_us > START_US + 5 * SECOND // 2)
        wall.order(Pause(), chosen=1)
        until(lambda: second.state is PlayState.PAUSED)
        assert first.numbers == [0] and first.state is PlayState.PAUSED
        wall.order(SetSync(True), chosen=1)
        until(lambda: first.position == second.position)
        until(lambda: 0 <= first.position - first.sees_us < 40_000)
        assert first.newest > 60


def test_a_film_without_anything_leaves_the_others_alone(quick: list[Piece]) -> None:
    with wall_of([[], quick], START_US) as wall:
        empty, other = wall.panes
        until(lambda: empty.state is PlayState.EMPTY)
        wall.order(Play())
        until(lambda: other.newest > 10)
        assert empty.state is PlayState.EMPTY and not empty.shown


def test_pieces_sent_before_a_seek_are_there_when_it_jumps(quick: list[Piece], slow: list[Piece]) -> None:
    with wall_of([quick[:1], slow], START_US) as wall:
        first, second = wall.panes
        player = first.player
        assert player is not None
        until(lambda: first.shown and second.shown)
        for _ in range(10):
            player.command(Extend(tuple(quick[1:2])))
            wall.order(Seek(START_US + 3 * SECOND))
            until(lambda: first.newest == 75)
            player.command(Extend(tuple(quick[:1])))
            wall.order(Seek(START_US + SECOND))
            until(lambda: first.newest == 25 and first.position == START_US + SECOND)
        assert set(first.numbers) == {0, 25, 75}


def test_one_added_while_playing_joins_in(quick: list[Piece], slow: list[Piece], tmp_path: Path) -> None:
    with wall_of([quick], START_US) as wall:
        wall.order(Play())
        until(lambda: wall.panes[0].newest > 5)
        pane = Pane()
        pane.player = Player("joins", FilmSpec(tuple(slow), START_US, group=1), pane, SystemClock())
        wall.group.add(9, pane.player)
        pane.player.start()
        try:
            until(lambda: len(pane.shown) > 8)
            assert pane.shown[0][1] > START_US + 3 * 40_000
            _in_time(pane, 15, since=2)
        finally:
            wall.group.remove(9)
            assert pane.player.stop()
