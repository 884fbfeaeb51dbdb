from __future__ import annotations

from datetime import datetime

import pytest

from vms.core.instants import DAY, HOUR, MINUTE, VIETNAM, Span, from_datetime
from vms.services.plan_grid import ALWAYS, SLOTS, Grid, Level, slot, slot_of, slots_between

MONDAY = from_datetime(datetime(2026, 11, 23, tzinfo=VIETNAM))


def _school_days() -> Grid:
    """Motion at night and on Sundays, nothing on Saturdays, all from seven to half past five else."""
    grid = Grid(Level.MOTION.value * SLOTS).painted(slots_between((5, 0), (5, 47)), Level.OFF)
    return grid.painted(slots_between((0, 14), (4, 34)), Level.ALWAYS)


def test_a_half_hour_is_found_by_local_time() -> None:
    assert slot_of(MONDAY) == 0 and slot_of(MONDAY - 1) == SLOTS - 1
    assert slot_of(MONDAY + 3 * DAY + 7 * HOUR + 59 * MINUTE) == slot(3, 15)
    assert slot_of(MONDAY - 700 * DAY) == 0
    grid = _school_days()
    assert grid.at(MONDAY + 7 * HOUR - 1) is Level.MOTION and grid.at(MONDAY + 7 * HOUR) is Level.ALWAYS
    assert grid.at(MONDAY + 17 * HOUR + 30 * MINUTE) is Level.MOTION and grid.at(MONDAY + 5 * DAY) is Level.OFF


def test_stretches_of_a_level_are_cut_to_what_was_asked_and_cross_the_week() -> None:
    grid = _school_days()
    assert grid.spans(Level.OFF, Span(MONDAY, MONDAY + 7 * DAY)) == [Span(MONDAY + 5 * DAY, MONDAY + 6 * DAY)]
    asked = Span(MONDAY - HOUR, MONDAY + 7 * HOUR + 10 * MINUTE)
    assert grid.spans(Level.MOTION, asked) == [Span(MONDAY - HOUR, MONDAY + 7 * HOUR)]
    assert grid.spans(Level.ALWAYS, asked) == [Span(MONDAY + 7 * HOUR, asked.end)]
    assert ALWAYS.spans(Level.OFF, asked) == [] and ALWAYS.spans(Level.ALWAYS, asked) == [asked]


def test_less_is_any_half_hour_that_is_recorded_less() -> None:
    grid = _school_days()
    assert grid.less_than(ALWAYS) and not ALWAYS.less_than(grid) and not grid.less_than(grid)
    swapped = grid.painted([slot(5, 0)], Level.ALWAYS).painted([slot(0, 20)], Level.MOTION)
    assert swapped.less_than(grid)
    assert grid.hours(Level.ALWAYS) == 5 * 10.5 and grid.hours(Level.OFF) == 24


@pytest.mark.parametrize("letters", ["", "c" * 335, "c" * 337, "x" * 336])
def test_anything_else_is_no_grid(letters: str) -> None:
    with pytest.raises(ValueError, match="336"):
        Grid(letters)
