from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vms.core.instants import HOUR, MINUTE, SECOND, Span, day_span
from vms.ui.archive.calendar import other_month, weeks
from vms.ui.archive.scale import SHORTEST, Scale, whole_day, window_for
from vms.ui.archive.selection import Selection, mark_in, mark_out

DAY = day_span(date(2026, 11, 23))


@given(st.floats(0.1, 20), st.floats(0, 900), st.floats(-2000, 2000), st.floats(0.1, 20), st.floats(0, 900))
def test_no_wheel_or_drag_leaves_the_day(first: float, x: float, drag: float, second: float, other_x: float) -> None:
    scale = whole_day(DAY, 900).zoomed(first, x).panned(drag).zoomed(second, other_x)
    assert DAY.start <= scale.window.start < scale.window.end <= DAY.end
    assert scale.window.length >= SHORTEST


def test_zoom_keeps_the_instant_under_the_pointer() -> None:
    scale = whole_day(DAY, 864).zoomed(4, 432)
    under = scale.instant_at(300)
    closer = scale.zoomed(3, 300)
    assert abs(closer.instant_at(300) - under) <= closer.us_per_px


def test_pixels_and_instants_agree() -> None:
    scale = whole_day(DAY, 1440)
    assert scale.x_of(DAY.start + 10 * MINUTE) == pytest.approx(10)
    assert scale.instant_at(10) == DAY.start + 10 * MINUTE
    assert scale.instant_at(-50) == DAY.start
    assert scale.instant_at(99_999) == DAY.end - 1


def test_the_window_follows_an_instant_only_when_it_must() -> None:
    scale = Scale(DAY, Span(DAY.start + HOUR, DAY.start + 2 * HOUR), 600)
    assert scale.showing(DAY.start + HOUR + MINUTE) is scale
    assert scale.showing(DAY.start + 5 * HOUR).window.contains(DAY.start + 5 * HOUR)


@pytest.mark.parametrize(
    ("window", "first_words"),
    [(24 * HOUR, ["00:00", "02:00"]), (HOUR, ["00:00", "00:05"]), (MINUTE, ["00:00:00", "00:00:05"])],
)
def test_ticks_are_round_local_times(window: int, first_words: list[str]) -> None:
    scale = Scale(DAY, Span(DAY.start, DAY.start + window), 960)
    ticks = scale.ticks(72)
    assert [tick.text for tick in ticks[:2]] == first_words
    gaps = {round(b.instant - a.instant) for a, b in itertools.pairwise(ticks)}
    assert len(gaps) == 1
    assert gaps.pop() / scale.us_per_px >= 72


def test_a_mark_on_the_wrong_side_drops_the_other() -> None:
    chosen = mark_out(mark_in(Selection(), 10 * SECOND), 20 * SECOND)
    assert chosen.span == Span(10 * SECOND, 20 * SECOND)
    assert mark_in(chosen, 25 * SECOND) == Selection(25 * SECOND, None)
    assert mark_out(chosen, 5 * SECOND) == Selection(None, 5 * SECOND)


def test_months_start_on_monday_and_turn_over_years() -> None:
    first = weeks(date(2026, 11, 1))[0]
    assert first[:6] == [None] * 6
    assert first[6] == date(2026, 11, 1)
    assert other_month(date(2026, 1, 15), -1) == date(2025, 12, 1)
    assert other_month(date(2026, 12, 1), 1) == date(2027, 1, 1)


def test_the_first_window_fits_what_was_recorded() -> None:
    noon = DAY.start + 12 * HOUR
    minute = [Span(noon, noon + MINUTE)]
    shown = window_for(minute, noon + SECOND, DAY)
    assert shown.start <= noon < noon + MINUTE <= shown.end
    assert shown.length == 2 * MINUTE
    shift = [Span(noon - 4 * HOUR, noon), Span(noon + MINUTE, noon + 3 * HOUR)]
    shown = window_for(shift, noon, DAY)
    assert shown.length == HOUR
    assert shown.contains(noon)
    edge = [Span(DAY.start, DAY.start + 10 * SECOND)]
    assert window_for(edge, DAY.start, DAY).start == DAY.start
