from __future__ import annotations

import pytest

from tests.fakes.clock import ManualClock
from vms.core.instants import SECOND, Span
from vms.video.playclock import PlayClock

T = 1_000 * SECOND


@pytest.fixture
def time() -> ManualClock:
    return ManualClock()


@pytest.fixture
def clock(time: ManualClock) -> PlayClock:
    return PlayClock(time, T)


def _follow(clock: PlayClock, *names: str) -> None:
    for name in names:
        clock.join(name, lambda: None)


def _arrive(clock: PlayClock, *names: str) -> None:
    for name in names:
        clock.arrived(name, clock.jumps)


@pytest.mark.parametrize(("speed", "after"), [(1.0, 2), (0.5, 1), (2.0, 4), (-1.0, -2), (16.0, 32), (-0.25, -0.5)])
def test_it_runs_at_the_speed_asked_for(clock: PlayClock, time: ManualClock, speed: float, after: float) -> None:
    clock.set_speed(speed)
    clock.play()
    time.advance(2)
    assert clock.read().instant_us == T + after * SECOND
    clock.pause()
    time.advance(5)
    assert clock.read().instant_us == T + after * SECOND


def test_another_speed_goes_on_from_where_it_is(clock: PlayClock, time: ManualClock) -> None:
    clock.play()
    time.advance(1)
    clock.set_speed(4)
    time.advance(1)
    clock.set_speed(-2)
    time.advance(1)
    assert clock.read().instant_us == T + 3 * SECOND


@pytest.mark.parametrize(("asked", "kept"), [(100.0, 16.0), (0.001, 0.125), (-99.0, -16.0)])
def test_speeds_have_bounds(clock: PlayClock, asked: float, kept: float) -> None:
    clock.set_speed(asked)
    assert clock.read().speed == kept


def test_after_a_jump_it_stands_until_all_have_arrived(clock: PlayClock, time: ManualClock) -> None:
    _follow(clock, "a", "b")
    clock.play()
    clock.seek(T + 60 * SECOND)
    time.advance(0.1)
    _arrive(clock, "a")
    assert clock.read().instant_us == T + 60 * SECOND
    _arrive(clock, "b")
    time.advance(1)
    assert clock.read().instant_us == T + 61 * SECOND


def test_it_never_waits_longer_for_one_that_is_slow(clock: PlayClock, time: ManualClock) -> None:
    _follow(clock, "a", "slow")
    clock.play()
    clock.seek(T)
    _arrive(clock, "a")
    time.advance(1.25)
    assert clock.read().instant_us == T + SECOND


def test_a_gap_of_one_changes_nothing_a_gap_of_all_is_jumped_over(clock: PlayClock, time: ManualClock) -> None:
    _follow(clock, "a", "b")
    clock.play()
    _arrive(clock, "a", "b")
    time.advance(1)
    clock.idle("a", clock.jumps, T + 50 * SECOND, T, Span(T + SECOND, T + 50 * SECOND))
    time.advance(1)
    assert (clock.read().instant_us, clock.read().skips) == (T + 2 * SECOND, 0)
    clock.idle("b", clock.jumps, T + 40 * SECOND, T, Span(T + 2 * SECOND, T + 40 * SECOND))
    beat = clock.read()
    assert (beat.instant_us, beat.skips, beat.skipped) == (
        T + 40 * SECOND,
        1,
        Span(T + 2 * SECOND, T + 40 * SECOND),
    )


def test_it_ends_where_the_last_picture_of_any_was_and_goes_on_when_there_is_more(
    clock: PlayClock, time: ManualClock
) -> None:
    _follow(clock, "a", "b")
    clock.play()
    _arrive(clock, "a", "b")
    time.advance(3)
    clock.idle("a", clock.jumps, None, T + SECOND)
    assert not clock.read().ended
    clock.idle("b", clock.jumps, None, T + 2 * SECOND)
    time.advance(3)
    beat = clock.read()
    assert beat.ended and not beat.running and beat.instant_us == T + 2 * SECOND
    clock.busy("a")
    time.advance(1)
    assert clock.read().instant_us == T + 3 * SECOND


def test_a_seek_into_a_gap_of_all_goes_behind_it_also_when_it_stands_and_counts_no_skip(clock: PlayClock) -> None:
    _follow(clock, "a")
    clock.seek(T + 10 * SECOND, 7)
    clock.idle("a", clock.jumps, T + 20 * SECOND, None)
    beat = clock.read()
    assert (beat.instant_us, beat.skips, beat.number) == (T + 20 * SECOND, 0, 7)


def test_what_was_said_of_before_a_jump_counts_no_longer(clock: PlayClock) -> None:
    _follow(clock, "a")
    old = clock.jumps
    clock.seek(T + SECOND)
    clock.idle("a", old, T + 99 * SECOND, None)
    assert clock.read().instant_us == T + SECOND


def test_one_that_leaves_is_not_waited_for(clock: PlayClock, time: ManualClock) -> None:
    _follow(clock, "a", "b")
    clock.play()
    _arrive(clock, "a", "b")
    clock.idle("a", clock.jumps, T + 30 * SECOND, T)
    clock.leave("b")
    assert clock.read().instant_us == T + 30 * SECOND


def test_a_loop_comes_round_in_both_ways(clock: PlayClock, time: ManualClock) -> None:
    _follow(clock, "a")
    loop = Span(T + 10 * SECOND, T + 12 * SECOND)
    clock.play()
    clock.set_loop(loop)
    _arrive(clock, "a")
    assert clock.read().instant_us == loop.start
    time.advance(2.1)
    assert clock.read().instant_us == loop.start
    _arrive(clock, "a")
    clock.set_speed(-1)
    time.advance(0.5)
    assert clock.read().instant_us == loop.end - 1
    _arrive(clock, "a")
    clock.set_loop(None)
    time.advance(5)
    assert clock.read().instant_us < loop.start


def test_a_loop_without_a_picture_ends_instead_of_going_round_for_ever(clock: PlayClock) -> None:
    _follow(clock, "a")
    clock.set_loop(Span(T, T + SECOND))
    clock.play()
    for _ in range(3):
        clock.idle("a", clock.jumps, T + 50 * SECOND, None)
    beat = clock.read()
    assert beat.ended and T <= beat.instant_us < T + SECOND


def test_a_copy_shows_the_same_and_goes_its_own_way(clock: PlayClock, time: ManualClock) -> None:
    clock.set_speed(2)
    clock.play()
    time.advance(1)
    twin = clock.copy()
    clock.pause()
    time.advance(1)
    assert (clock.read().instant_us, twin.read().instant_us) == (T + 2 * SECOND, T + 4 * SECOND)
