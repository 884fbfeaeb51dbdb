from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.unit.models.conftest import empty_postgresql, postgresql
from tests.unit.services.footage_on_disk import rows
from tests.unit.services.school_in_a_box import NOON, open_school
from tests.unit.services.search_school import SearchSchool
from vms.core.errors import NotAllowed
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span, subtract, union
from vms.models.review import SeenStretch
from vms.services.watched import Watched

__all__ = ["empty_postgresql", "postgresql"]

BEGIN = NOON - 10 * HOUR


@pytest.fixture(params=["sqlite", "postgresql"])
def school(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchSchool]:
    where = "" if request.param == "sqlite" else request.getfixturevalue("empty_postgresql")
    with open_school(tmp_path / "school", where) as box:
        yield SearchSchool(box)


def span(start_s: int, end_s: int) -> Span:
    return Span(BEGIN + start_s * SECOND, BEGIN + end_s * SECOND)


_SPANS = st.lists(st.tuples(st.integers(0, 600), st.integers(0, 90)), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(_SPANS, max_size=4))
@example(batches=[[(0, 0), (1, 0)]])
def test_stretches_are_merged_whatever_their_order(school: SearchSchool, batches: list[list[tuple[int, int]]]) -> None:
    box = school.box
    with box.catalogue.write():
        SeenStretch.delete().execute()
    added: list[Span] = []
    for batch in batches:
        spans = [span(start, start + length) for start, length in batch]
        school.reviewed.keep(box.guard.user_id, box.cameras[0], spans)
        added += [one for one in spans if one.length]
    seen = school.reviewed.seen(box.guard, box.cameras[0], Span(0, NOON))
    assert list(seen) == union(added, bridge=2 * SECOND)
    assert list(seen) == sorted(seen)
    # Apart from each other, so that each moment stands in one row only.
    assert all(later.start - earlier.end > 2 * SECOND for earlier, later in pairwise(seen))
    assert all(subtract(one, seen) == [] for one in added)


def test_each_person_and_camera_apart_and_only_the_span_asked_for(school: SearchSchool) -> None:
    box, reviewed = school.box, school.reviewed
    first, second = box.cameras
    reviewed.keep(box.guard.user_id, first, [span(0, 60)])
    reviewed.keep(box.board.user_id, first, [span(30, 90)])
    reviewed.keep(box.guard.user_id, second, [span(100, 160)])
    assert reviewed.seen(box.guard, first, span(10, 50)) == (span(10, 50),)
    assert reviewed.seen(box.guard, second, span(0, 100)) == ()
    assert reviewed.seen(box.board, first, span(0, 900)) == (span(30, 90),)
    assert reviewed.seen(box.board, first, span(0, 900), box.guard.user_id) == (span(0, 60),)
    with pytest.raises(NotAllowed):
        reviewed.seen(box.guard, first, span(0, 900), box.board.user_id)


def test_days_nobody_looked_at_yet(school: SearchSchool) -> None:
    box, reviewed = school.box, school.reviewed
    first, second = box.cameras
    rows(box, first, [NOON - 3 * DAY, NOON - 2 * DAY])
    rows(box, second, [NOON - 2 * DAY, NOON - HOUR])
    all_of_them = {date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)}
    assert reviewed.unreviewed_days(box.board, box.cameras, 2026, 11) == all_of_them
    reviewed.keep(box.board.user_id, first, [Span(NOON - 3 * DAY, NOON - 3 * DAY + MINUTE)])
    reviewed.keep(box.board.user_id, second, [Span(NOON - HOUR, NOON - HOUR + 30 * SECOND)])
    assert reviewed.unreviewed_days(box.board, box.cameras, 2026, 11) == {date(2026, 11, 21), date(2026, 11, 23)}
    assert reviewed.unreviewed_days(box.board, [first], 2026, 11) == {date(2026, 11, 21)}
    assert reviewed.unreviewed_days(box.guard, box.cameras, 2026, 11) == all_of_them
    assert reviewed.unreviewed_days(box.board, box.cameras, 2026, 12) == set()


# --- what counts as looked at ---


def watch(*notes: tuple[float, float, float], speed: float = 1.0) -> tuple[tuple[float, float], ...]:
    """(position, moment, 1 while it plays) in seconds → what was looked at."""
    watched = Watched()
    for position, moment, playing in notes:
        watched.note(BEGIN + round(position * SECOND), moment, speed, playing=bool(playing))
    return tuple(((one.start - BEGIN) / SECOND, (one.end - BEGIN) / SECOND) for one in watched.spans())


def test_playing_counts_from_the_first_to_the_last_note() -> None:
    assert watch(*((at, at, 1) for at in range(11))) == ((0, 10),)


def test_it_is_kept_once_a_minute_while_it_goes_on() -> None:
    kept: list[tuple[Span, ...]] = []
    watched = Watched(kept.append)
    for second in range(131):
        watched.note(BEGIN + second * SECOND, float(second), 1.0, playing=True)
    assert kept == [(Span(BEGIN, BEGIN + end * SECOND),) for end in (1, 61, 121)]


def test_a_seek_parts_it_and_what_lies_between_was_not_looked_at() -> None:
    assert watch((0, 0, 1), (5, 5, 1), (3600, 6, 1), (3610, 16, 1)) == ((0, 5), (3600, 3610))


def test_standing_still_stepping_and_a_glance_do_not_count() -> None:
    assert watch((5, 0, 0), (5, 30, 0), (6, 31, 0), (7, 32, 0)) == ()
    assert watch((5, 0, 1), (5.5, 0.5, 1)) == ()


def test_a_pause_parts_nothing_that_was_seen() -> None:
    assert watch((0, 0, 1), (5, 5, 1), (5, 6, 0), (5, 60, 0), (5, 61, 1), (9, 65, 1)) == ((0, 9),)


def test_backwards_counts_like_forwards() -> None:
    assert watch((20, 0, 1), (10, 10, 1), speed=-1.0) == ((10, 20),)


@pytest.mark.parametrize(("speed", "counts"), [(2.0, True), (4.0, True), (-4.0, True), (8.0, False), (16.0, False)])
def test_faster_than_four_times_is_no_looking(speed: float, counts: bool) -> None:
    way = abs(speed) * (1 if speed > 0 else -1)
    notes = [(1000 + way * at, float(at), 1) for at in range(11)]
    assert bool(watch(*notes, speed=speed)) is counts
