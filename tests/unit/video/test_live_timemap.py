from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vms.core.instants import SECOND
from vms.video.timemap import TimeMap

TICKS = Fraction(1, 90_000)
START = 1_795_395_600 * SECOND


def play(times: TimeMap, seconds: float, delays: list[int], *, first: int = 0, fps: int = 15) -> list[tuple[int, int]]:
    """(true instant, instant of the map) of pictures that took ``delays`` µs to arrive."""
    found = []
    for index in range(int(seconds * fps)):
        true = START + first + index * SECOND // fps
        times.arrive((true - START) * 9 // 100 + 12345, true + delays[index % len(delays)])
        found.append((true, times.instant((true - START) * 9 // 100 + 12345)))
    return found


def test_jitter_is_taken_out() -> None:
    chance = random.Random(1)
    delays = [2_000 + int(chance.expovariate(1 / 30_000)) for _ in range(200)]
    settled = play(TimeMap(TICKS), 30, delays)[150:]
    errors = [mapped - true for true, mapped in settled]
    assert max(errors) - min(errors) < 3_000  # 30 ms of jitter in
    assert all(0 <= error < 5_000 for error in errors)


def test_lag_says_how_far_behind_a_packet_is() -> None:
    times = TimeMap(TICKS)
    play(times, 2, [1_000])
    times.arrive(12345 + 2 * 90_000, START + 2 * SECOND + 1_000 + 700_000)
    assert abs(times.lag_us - 700_000) < 100


def test_a_camera_clock_that_runs_slow_or_fast_is_followed() -> None:
    for drift in (-300, 300):  # ppm
        times, errors = TimeMap(TICKS), []
        for index in range(15 * 120):
            arrival = START + index * SECOND // 15
            stamp = index * 6000 + index * 6000 * drift // 1_000_000
            times.arrive(stamp, arrival)
            errors.append(times.instant(stamp) - arrival)
        assert all(abs(error) < 10_000 for error in errors)


def test_stamps_that_start_anew_are_anchored_anew() -> None:
    times = TimeMap(TICKS)
    play(times, 2, [1_000])
    arrival = START + 100 * SECOND
    times.arrive(77, arrival)
    assert times.lag_us == 0 and times.instant(77) == arrival


def test_late_for_good_is_on_time_after_a_rebase() -> None:
    times = TimeMap(TICKS)
    play(times, 2, [1_000])
    times.rebase()
    times.arrive(12345 + 3 * 90_000, START + 5 * SECOND)
    assert times.lag_us == 0


def test_without_stamps_arrival_counts() -> None:
    for times in (TimeMap(None), TimeMap(TICKS)):
        times.arrive(None, START + 5)
        assert times.instant(None) == START + 5 and times.lag_us == 0


@given(st.lists(st.tuples(st.integers(0, 2**31), st.integers(0, 3_000_000)), min_size=2, max_size=60))
def test_two_pictures_never_share_an_instant_nor_go_back(packets: list[tuple[int, int]]) -> None:
    times, arrival, before = TimeMap(TICKS), START, 0
    for stamp, step in packets:
        arrival += step
        times.arrive(stamp, arrival)
        instant = times.instant(stamp)
        assert instant > before or before - instant > 10 * SECOND
        before = instant


@pytest.mark.parametrize("pace", [0.0, 0.2, 5.0])
def test_stamps_that_stand_still_or_run_away_are_given_up_for_arrival(pace: float) -> None:
    times, lags, errors = TimeMap(TICKS), [], []
    for index in range(15 * 20):
        arrival = START + index * SECOND // 15
        stamp = 777 + int(index * 6000 * pace)
        times.arrive(stamp, arrival)
        lags.append(times.lag_us)
        errors.append(times.instant(stamp) - arrival)
    settled = 15 * 8
    assert not any(lags[settled:])
    assert all(0 <= error < 1_000 for error in errors[settled:])
