from __future__ import annotations

import itertools
from datetime import UTC, date, timedelta, timezone
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vms.core.instants import HOUR, MINUTE, SECOND, Span, day_span, local_date, time_text, to_datetime
from vms.services.timeline import LineGap, LineRow
from vms.ui.archive.calendar import other_month, weeks
from vms.ui.archive.line_words import explanation
from vms.ui.archive.page_facts import facts_of
from vms.ui.archive.page_state import kept, read
from vms.ui.archive.pane_grid import grid_of
from vms.ui.archive.scale import SHORTEST, Scale, whole_day, window_for
from vms.ui.archive.selection import Selection, mark_in, mark_out
from vms.ui.archive.thumb_row import instants_for

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


def test_from_years_to_single_pictures() -> None:
    bounds = Span(DAY.start - 366 * 24 * HOUR, DAY.end)
    scale = whole_day(bounds, 900)
    words = [tick.text for tick in scale.ticks(72)]
    assert words[:3] == ["01/2026", "03/2026", "05/2026"] and len(words) <= 12
    assert [tick.text for tick in scale.ticks(72) if tick.strong] == ["01/2026"]
    for _ in range(200):
        scale = scale.zoomed(1.25, 450)
    assert scale.window.length == SHORTEST
    ticks = scale.ticks(110)
    assert len(ticks) >= 3
    assert all(tick.text.count(":") == 2 and "." in tick.text for tick in ticks)
    for _ in range(200):
        scale = scale.zoomed(0.8, 450)
    assert scale.window == bounds


def test_days_and_weeks_begin_where_they_begin() -> None:
    month = Scale(DAY, Span(DAY.start - 30 * 24 * HOUR, DAY.end), 960)
    ticks = month.ticks(72)
    assert {time_text(tick.instant) for tick in ticks} == {"00:00:00"}
    assert all((b.instant - a.instant) / month.us_per_px >= 72 for a, b in itertools.pairwise(ticks))
    weeks_apart = Scale(DAY, Span(DAY.start - 60 * 24 * HOUR, DAY.end), 700).ticks(72)
    assert {local_date(tick.instant).weekday() for tick in weeks_apart} == {0}
    night = Scale(DAY, Span(DAY.start - HOUR, DAY.start + HOUR), 960).ticks(72)
    assert [tick.text for tick in night if tick.strong] == ["23/11"]


@pytest.mark.parametrize("zone", [timezone(timedelta(hours=-5)), timezone(timedelta(hours=5, minutes=30)), UTC])
def test_other_zones_have_their_own_midnights(zone: timezone) -> None:
    scale = Scale(DAY, DAY, 960)
    assert [to_datetime(tick.instant, zone).minute for tick in scale.ticks(72, zone)] == [0] * len(
        scale.ticks(72, zone)
    )
    (midnight,) = [tick for tick in scale.ticks(72, zone) if tick.strong] or [None]
    assert midnight is None or to_datetime(midnight.instant, zone).hour == 0


def test_the_grid_fits_the_number_of_cameras() -> None:
    grids = {count: grid_of(count) for count in (1, 2, 3, 4, 5, 6, 7, 9, 10, 12, 13, 16)}
    assert grids == {
        1: (1, 1), 2: (2, 1), 3: (2, 2), 4: (2, 2), 5: (3, 2), 6: (3, 2), 7: (3, 3), 9: (3, 3), 10: (4, 3), 12: (4, 3),
        13: (4, 4), 16: (4, 4),
    }  # fmt: skip


KEYS = st.sampled_from(["cameras", "chosen", "instant", "window_us", "synced"])
SIMPLE = st.none() | st.booleans() | st.integers() | st.text()
KEPT = st.recursive(SIMPLE, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner))


@given(KEPT)
def test_whatever_the_preferences_hold_makes_a_state(value: object) -> None:
    state = read(value)
    assert read(kept(state)) == state
    assert state.instant is None or 0 <= state.instant < 1 << 60


def test_small_pictures_stand_about_the_play_head() -> None:
    head = DAY.start + 9 * HOUR + 42 * MINUTE + 18 * SECOND
    around = instants_for(head, Span(head - HOUR // 2, head + HOUR // 2))
    assert len(around) == 8 and around[3] <= head < around[4]
    assert {b - a for a, b in itertools.pairwise(around)} == {10 * SECOND}
    assert {b - a for a, b in itertools.pairwise(instants_for(head, Span(head, head + SECOND)))} == {SECOND}


def test_what_is_told_of_a_point_of_the_line() -> None:
    gap = LineGap(Span(0, 60 * SECOND), "camera_silent", (1,))
    row = LineRow(Span(0, HOUR), gaps=(gap,), motion=(Span(0, MINUTE),), foreign=(Span(0, MINUTE),))
    words = explanation(row, 30 * SECOND, [], {1: "C01", 2: "C02"}).split("\n")
    assert words[1] == "Not recorded: camera did not answer (1 min) · C01"
    assert words[2:] == ["Motion", "In another recorder"]
    assert len(explanation(row, 2 * MINUTE, [], {}).split("\n")) == 1


def test_what_misses_of_several_cameras() -> None:
    span = Span(0, 10 * SECOND)
    one, other = (SimpleNamespace(code=code) for code in ("C01", "C02"))
    facts = facts_of(span, [(one, [span]), (other, [Span(0, 4 * SECOND)])])  # type: ignore[list-item]
    assert (facts.cameras, facts.missing, facts.lacking) == (2, 0, ("C02",))
    assert facts_of(span, [(one, []), (other, [])]).missing == span.length  # type: ignore[list-item]
