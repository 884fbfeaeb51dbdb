"""Questions about footage that are asked of all its rows at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from peewee import fn

from vms.core.instants import Span
from vms.models.recording import Segment


def used_bytes() -> int:
    """What all segments take on disk. Inside ``read()``."""
    return int(Segment.select(fn.SUM(Segment.size)).scalar() or 0)


def bytes_since(start_us: int) -> int:
    """What was recorded from an instant on. Inside ``read()``."""
    return int(Segment.select(fn.SUM(Segment.size)).where(Segment.start_us >= start_us).scalar() or 0)


def first_start() -> int | None:
    """Where the oldest footage starts. Inside ``read()``."""
    found = Segment.select(fn.MIN(Segment.start_us)).scalar()
    return None if found is None else int(found)


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
