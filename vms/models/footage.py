"""Questions about footage that are asked of all its rows at once."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from typing import cast

from peewee import fn

from vms.core.instants import Span
from vms.models.camera import Camera
from vms.models.recording import Segment

_PORTION = 200


def used_bytes(after_id: int = 0) -> tuple[int, int]:
    """What segments with a higher number than this take on disk, and the highest number there is. Inside ``read()``."""
    row = Segment.select(fn.SUM(Segment.size), fn.MAX(Segment.id)).where(Segment.id > after_id).tuples().first()
    size, last = cast(tuple[int | None, int | None], row)
    return int(size or 0), int(last or after_id)


def used_by_camera(storage: str, after_id: int = 0) -> tuple[dict[int, int], int]:
    """The same for one folder of recordings, camera by camera. Inside ``read()``."""
    rows = (
        Segment.select(Segment.camera, fn.SUM(Segment.size), fn.MAX(Segment.id))
        .where((Segment.id > after_id) & (Segment.storage == storage))
        .group_by(Segment.camera)
        .tuples()
    )
    found = cast(list[tuple[int, int, int]], list(rows))
    return {camera: int(size) for camera, size, _ in found}, max((last for *_, last in found), default=after_id)


def bytes_since(start_us: int) -> int:
    """What was recorded from an instant on. Inside ``read()``."""
    query = Segment.select(fn.SUM(Segment.size)).where(Segment.camera.in_(_cameras()) & (Segment.start_us >= start_us))
    return int(query.scalar() or 0)


def camera_bytes_since(start_us: int) -> dict[int, int]:
    """The same camera by camera. Inside ``read()``."""
    since = Segment.camera.in_(_cameras()) & (Segment.start_us >= start_us)
    rows = Segment.select(Segment.camera, fn.SUM(Segment.size)).where(since).group_by(Segment.camera).tuples()
    return {camera: int(size) for camera, size in cast(list[tuple[int, int]], list(rows))}


def first_start() -> int | None:
    """Where the oldest footage starts. Inside ``read()``."""
    firsts = (next_start(camera, -1) for camera in _cameras())
    return min((first for first in firsts if first is not None), default=None)


def _cameras() -> list[int]:
    """Named one by one, the index on (camera, start) serves; the table alone would be read whole."""
    return [row.id for row in Camera.select(Camera.id)]


def segments_between(camera_id: int, after_us: int, span: Span) -> list[tuple[str, int, int]]:
    """Path, start and end of what was recorded in the span, by start; no segment starts at ``after_us`` or before and
    reaches into it. Plain tuples: a day has 1440 of them. Inside ``read()``.
    """
    rows = (
        Segment.select(Segment.path, Segment.start_us, Segment.end_us)
        .where(
            (Segment.camera == camera_id)
            & (Segment.start_us > after_us)
            & (Segment.start_us < span.end)
            & (Segment.end_us > span.start)
            & (Segment.state == "done")
        )
        .order_by(Segment.start_us)
    )
    return cast(list[tuple[str, int, int]], list(rows.tuples()))


def next_start(camera_id: int, after_us: int) -> int | None:
    """Where the next footage starts. Inside ``read()``."""
    query = Segment.select(fn.MIN(Segment.start_us)).where(
        (Segment.camera == camera_id) & (Segment.start_us > after_us) & (Segment.state == "done")
    )
    found = query.scalar()
    return None if found is None else int(found)


def last_end(camera_id: int, before_us: int) -> int | None:
    """Where the last footage that starts before an instant ends. Inside ``read()``."""
    row = (
        Segment.select(Segment.end_us)
        .where((Segment.camera == camera_id) & (Segment.start_us < before_us) & (Segment.state == "done"))
        .order_by(Segment.start_us.desc())
        .first()
    )
    return None if row is None else row.end_us


def any_between(camera_ids: Iterable[int], span: Span) -> bool:
    """Whether any of the cameras has footage that starts in the span. Inside ``read()``."""
    return any(
        Segment.select(Segment.id)
        .where((Segment.camera == camera) & (Segment.start_us >= span.start) & (Segment.start_us < span.end))
        .exists()
        for camera in camera_ids
    )


def first_starts() -> dict[int, int]:
    """Where each camera's footage begins, in whatever folder and state. One question for all. Inside ``read()``."""
    first = Segment.select(fn.MIN(Segment.start_us)).where(Segment.camera == Camera.id)
    rows = cast(list[tuple[int, int | None]], list(Camera.select(Camera.id, first).tuples()))
    return {camera: start for camera, start in rows if start is not None}


def oldest_first(camera_ids: Iterable[int], before_us: int | None = None, storage: str = "") -> Iterator[Segment]:
    """Finished segments in a folder of recordings, of all the cameras by start; with ``before_us`` only those that
    start earlier. Read in portions along the index, so that the first ones cost the same whether there are thousands or
    millions. Inside ``read()``.
    """
    return heapq.merge(*(_of_camera(camera, before_us, storage) for camera in camera_ids), key=lambda row: row.start_us)


def _of_camera(camera_id: int, before_us: int | None, storage: str) -> Iterator[Segment]:
    start_us, row_id = -1, -1
    while True:
        where = (Segment.camera == camera_id) & (
            (Segment.start_us > start_us) | ((Segment.start_us == start_us) & (Segment.id > row_id))
        )
        if before_us is not None:
            where &= Segment.start_us < before_us
        query = Segment.select().where(where).order_by(Segment.start_us, Segment.id).limit(_PORTION)
        portion = list(query)
        yield from (row for row in portion if row.state == "done" and row.storage == storage)
        if len(portion) < _PORTION:
            return
        start_us, row_id = portion[-1].start_us, portion[-1].id
