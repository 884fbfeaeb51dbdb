from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.clock import MORNING, ManualClock
from vms.core.instants import DAY, HOUR, SECOND
from vms.models.database import Catalogue, open_catalogue
from vms.services.steady_time import SteadyTime

HOURS = 3600


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def catalogue(tmp_path: Path, clock: ManualClock) -> Iterator[Catalogue]:
    opened = open_catalogue(tmp_path / "c.sqlite3", clock)
    yield opened
    opened.close()


def test_it_is_the_clock_while_nothing_leaps(catalogue: Catalogue, clock: ManualClock) -> None:
    time = SteadyTime(catalogue, clock)
    for _ in range(5):
        assert time.now_us() == clock.now_us() and time.doubted_us == 0
        clock.advance(HOURS)
    clock.jump(-5 * DAY // SECOND)
    assert time.now_us() == clock.now_us()


def test_a_year_ahead_counts_after_a_day_or_when_vouched_for(catalogue: Catalogue, clock: ManualClock) -> None:
    right = [False]
    time = SteadyTime(catalogue, clock, lambda: right[0])
    time.now_us()
    clock.jump(365 * DAY // SECOND)
    assert time.now_us() == MORNING and time.doubted_us == 365 * DAY
    clock.advance(23 * HOURS)
    assert time.now_us() == MORNING + 23 * HOUR
    clock.jump(10 * DAY // SECOND)  # it leaps again: the day begins anew
    assert time.now_us() == MORNING + 23 * HOUR
    clock.advance(2 * HOURS)
    assert time.now_us() == MORNING + 25 * HOUR
    clock.jump(-375 * DAY // SECOND)
    assert time.now_us() == clock.now_us() == MORNING + 25 * HOUR
    clock.jump(9 * DAY // SECOND)
    time.now_us()
    clock.advance(24 * HOURS)
    assert time.now_us() == clock.now_us()
    clock.jump(9 * DAY // SECOND)
    right[0] = True
    assert time.now_us() == clock.now_us()


def test_it_remembers_over_a_restart(catalogue: Catalogue, clock: ManualClock) -> None:
    SteadyTime(catalogue, clock).now_us()
    clock.jump(14 * HOURS)  # off for a night
    again = SteadyTime(catalogue, clock)
    assert again.now_us() == MORNING
    clock.advance(20 * HOURS)
    assert again.now_us() == MORNING + 20 * HOUR
    clock.jump(14 * HOURS)
    third = SteadyTime(catalogue, clock)
    assert third.now_us() == MORNING + 20 * HOUR
    clock.advance(4 * HOURS)
    assert third.now_us() == clock.now_us()  # a day of running, in two parts
    clock.jump(62 * HOURS)  # a weekend: could as well be a wrong clock
    fourth = SteadyTime(catalogue, clock)
    fourth.now_us()
    clock.advance(23 * HOURS)
    assert fourth.now_us() < clock.now_us()
