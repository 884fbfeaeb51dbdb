"""Questions of time lines: what there is of some cameras in a span, in as few rows as the pixels are worth.

Plain tuples, because a line has thousands of them. All inside ``read()``, for at
least one camera. Every question names its cameras one by one:
then the indexes on (camera, start) serve, however many millions of rows there are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from peewee import SqliteDatabase, fn

from vms.core.instants import DAY, HOUR, MINUTE, Span
from vms.models.recording import FootageMask
from vms.models.row import Row

Pairs = list[tuple[int, int]]

# No segment is longer: bounds how far before a span one may begin that reaches into it.
_LONGEST_SEGMENT = 20 * MINUTE
# Motion that began earlier than this is seen from here on only; alarms are few and looked for from further back.
_LONGEST_MOTION, _LONGEST_ALARM = HOUR, 2 * DAY
_BEFORE = 3  # gaps that began before the span: the last, and what a correction may have laid beside it


def segments(camera_ids: Sequence[int], span: Span) -> Pairs:
    """Start and end of each finished segment that touches the span, by start."""
    return _ask(
        f"SELECT start_us, end_us FROM segment WHERE camera_id IN ({_marks(camera_ids)}) AND start_us > ? "
        "AND start_us < ? AND end_us > ? AND state = 'done' ORDER BY start_us",
        (*camera_ids, span.start - _LONGEST_SEGMENT, span.end, span.start),
    )


def masks(camera_ids: Sequence[int], unit_hours: int, span: Span) -> list[tuple[int, int, int, int]]:
    """Number of the hour (``unit_hours`` 1) or the day (24), and its bits recorded, motion and alarm: a row a camera,
    or one for all of them (PostgreSQL, whose thousand rows take longer to come than to be added up).
    """
    unit = unit_hours * HOUR
    alone = _on_sqlite()
    bits = "recorded, motion, alarm" if alone else "bit_or(recorded), bit_or(motion), bit_or(alarm)"
    return _ask(
        f"SELECT number, {bits} FROM footage_mask WHERE camera_id IN ({_marks(camera_ids)}) "
        f"AND unit = ? AND number BETWEEN ? AND ?{'' if alone else ' GROUP BY number'}",
        (*camera_ids, unit_hours, span.start // unit, (span.end - 1) // unit),
    )


def growing(camera_ids: Sequence[int], beat_us: int) -> list[tuple[int, int, int]]:
    """Camera, start and end of the segments being written by recorders that spoke since the instant."""
    return _ask(
        f"SELECT camera_id, open_start_us, open_end_us FROM recorder_status WHERE camera_id IN ({_marks(camera_ids)}) "
        "AND beat_us >= ? AND open_end_us > open_start_us",
        (*camera_ids, beat_us),
    )


def expected(camera_ids: Sequence[int]) -> dict[int, int]:
    """The cameras that are in use and to be recorded → when their recorder last said that it waits for a cause (0
    where it doesn't): up to then nothing is missing.
    """
    return dict(
        _ask(
            "SELECT camera.id, CASE recorder_status.state WHEN 'armed' THEN recorder_status.beat_us ELSE 0 END "
            "FROM camera LEFT JOIN recorder_status ON recorder_status.camera_id = camera.id "
            f"WHERE camera.id IN ({_marks(camera_ids)}) AND camera.record AND camera.enabled "
            "AND camera.removed_us IS NULL",
            tuple(camera_ids),
        )
    )


def gaps(camera_ids: Sequence[int], span: Span, shortest_us: int, most: int) -> list[tuple[int, int, int | None, str]]:
    """Camera, start, end (None: it lasts) and reason of gaps that touch the span, no shorter than ``shortest_us``,
    at most ``most`` of them. Gaps follow each other, so that of those before the span only the last can reach into it.
    """
    columns = "SELECT camera_id, start_us, end_us, reason FROM gap WHERE"
    last = f"{columns} camera_id = {{camera}} AND start_us < ? ORDER BY start_us DESC LIMIT {_BEFORE}"
    before = _of_each(camera_ids, last, span.start)
    inside = _ask(
        f"{columns} camera_id IN ({_marks(camera_ids)}) AND start_us >= ? AND start_us < ? "
        "AND (end_us IS NULL OR end_us - start_us >= ?) ORDER BY camera_id, start_us LIMIT ?",
        (*camera_ids, span.start, span.end, shortest_us, most),
    )
    return [*(row for row in before if row[2] is None or row[2] > span.start), *inside]


def events(camera_ids: Sequence[int], span: Span, most: int) -> list[tuple[str, int, int | None]]:
    """Kind, start and end (None: it lasts) of motion and alarms that touch the span, at most ``most`` of a kind."""
    found: list[tuple[str, int, int | None]] = []
    for kind, longest in (("motion", _LONGEST_MOTION), ("alarm", _LONGEST_ALARM)):
        found += _ask(
            f"SELECT kind, start_us, end_us FROM footage_event WHERE camera_id IN ({_marks(camera_ids)}) "
            "AND start_us > ? AND start_us < ? AND (end_us IS NULL OR end_us > ?) AND kind = ? LIMIT ?",
            (*camera_ids, span.start - longest, span.end, span.start, kind, most),
        )
    return found


def holds(camera_ids: Sequence[int], span: Span, now_us: int) -> Pairs:
    """Start and end of what is held now."""
    return _ask(
        "SELECT start_us, end_us FROM hold JOIN hold_camera ON hold_camera.hold_id = hold.id "
        f"WHERE camera_id IN ({_marks(camera_ids)}) AND start_us < ? AND end_us > ? AND released_us IS NULL "
        "AND (until_us IS NULL OR until_us > ?)",
        (*camera_ids, span.end, span.start, now_us),
    )


def seen(user_id: int, camera_id: int, span: Span) -> Pairs:
    """Start and end of what a person has looked at."""
    return _ask(
        "SELECT start_us, end_us FROM seen_stretch WHERE user_id = ? AND camera_id = ? AND start_us < ? AND end_us > ? "
        "ORDER BY start_us",
        (user_id, camera_id, span.end, span.start),
    )


def foreign(camera_ids: Sequence[int]) -> Pairs:
    """Start and end of what recorders of other makes said to have of the cameras."""
    rows = _ask(
        "SELECT spans FROM foreign_track JOIN foreign_recorder ON foreign_recorder.id = foreign_track.recorder_id "
        f"WHERE camera_id IN ({_marks(camera_ids)}) AND removed_us IS NULL",
        tuple(camera_ids),
    )
    return [(start, end) for (spans,) in rows for start, end in json.loads(spans)]


def _marks(values: Sequence[int]) -> str:
    return ", ".join("?" * len(values))


def _of_each(camera_ids: Sequence[int], sql: str, *values: object) -> list[Any]:
    """The rows of a small question asked for every camera; ``sql`` names it ``{camera}``. PostgreSQL takes longer to
    plan sixteen questions than to answer them, and gets one; SQLite knows no LATERAL, and plans at once.
    """
    if not camera_ids:
        return []
    if _on_sqlite():
        one = f"SELECT * FROM ({sql.format(camera='?')}) AS g"
        return _ask(" UNION ALL ".join([one] * len(camera_ids)), [v for c in camera_ids for v in (c, *values)])
    each = f"unnest(ARRAY[{_marks(camera_ids)}]::bigint[]) AS c(id)"
    return _ask(f"SELECT g.* FROM {each}, LATERAL ({sql.format(camera='c.id')}) AS g", [*camera_ids, *values])


def _on_sqlite() -> bool:
    return isinstance(Row._meta.database, SqliteDatabase)


def _ask(sql: str, values: Sequence[object]) -> list[Any]:
    """Rows as the driver has them: building the statement by Peewee costs more than the database's answer."""
    database = Row._meta.database
    return list(database.execute_sql(sql.replace("?", database.param), values).fetchall())


def newest_ends(camera_ids: Sequence[int]) -> dict[int, int]:
    """Camera → where its newest finished segment ends."""
    last = "SELECT camera_id, end_us FROM segment WHERE camera_id = {camera} AND state = 'done'"
    return dict(_of_each(camera_ids, f"{last} ORDER BY start_us DESC LIMIT 1"))


def oldest_start(camera_ids: Sequence[int]) -> int | None:
    """Where the oldest hour with footage of any of the cameras begins."""
    query = FootageMask.select(fn.MIN(FootageMask.number)).where(
        FootageMask.camera.in_(camera_ids) & (FootageMask.unit == 24) & (FootageMask.recorded != 0)
    )
    day = query.scalar()
    return None if day is None else int(day) * DAY


def next_gap(camera_ids: Sequence[int], instant: int, way: int) -> int | None:
    """Where the next (``way`` 1) or last (−1) gap of any of the cameras begins."""
    best, side = ("MIN", ">") if way > 0 else ("MAX", "<")
    one = f"SELECT {best}(start_us) FROM gap WHERE camera_id = {{camera}} AND start_us {side} ?"
    found = [row[0] for row in _of_each(camera_ids, one, instant) if row[0] is not None]
    return (min if way > 0 else max)(found, default=None)
