from __future__ import annotations

import itertools
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vms.core.instants import (
    DAY,
    SECOND,
    Span,
    date_text,
    day_span,
    file_stamp,
    from_datetime,
    local_date,
    subtract,
    time_text,
    to_datetime,
    union,
)

bounds = st.integers(0, 1000)
spans = st.tuples(bounds, bounds).map(lambda ends: Span(min(ends), max(ends)))


def covered(parts: list[Span]) -> set[int]:
    return {moment for part in parts for moment in range(part.start, part.end)}


@given(st.lists(spans, max_size=8))
def test_union_covers_the_same_moments_with_spans_that_do_not_touch(parts: list[Span]) -> None:
    merged = union(parts)
    assert covered(merged) == covered(parts)
    solid = [span for span in merged if span.length]
    assert all(earlier.end < later.start for earlier, later in itertools.pairwise(solid))


@given(spans, st.lists(spans, max_size=8))
def test_subtract_leaves_exactly_what_no_part_covers(whole: Span, parts: list[Span]) -> None:
    assert covered(subtract(whole, parts)) == covered([whole]) - covered(parts)


def test_union_bridges_small_holes() -> None:
    assert union([Span(0, 10), Span(12, 20), Span(30, 40)], bridge=2) == [Span(0, 20), Span(30, 40)]


def test_a_span_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Span(2, 1)


def test_a_school_day_runs_from_local_midnight() -> None:
    span = day_span(date(2026, 11, 23))
    assert to_datetime(span.start, UTC) == datetime(2026, 11, 22, 17, tzinfo=UTC)
    assert span.length == DAY
    assert local_date(span.start) == date(2026, 11, 23)
    assert local_date(span.start - 1) == date(2026, 11, 22)


@given(st.integers(0, 4_000_000_000 * SECOND))
def test_an_instant_survives_the_way_through_datetime(instant: int) -> None:
    assert from_datetime(to_datetime(instant)) == instant


def test_a_naive_datetime_has_no_instant() -> None:
    with pytest.raises(ValueError, match="naive"):
        from_datetime(datetime(2026, 1, 1))


def test_text_is_local_and_file_stamps_are_utc() -> None:
    instant = from_datetime(datetime(2026, 1, 5, 1, 40, 0, 240_000, tzinfo=UTC))
    assert date_text(instant) == "05/01/2026"
    assert time_text(instant) == "08:40:00"
    assert time_text(instant, milliseconds=True) == "08:40:00.240"
    assert file_stamp(instant) == "20260105T014000Z"
