"""Questions about footage that are asked of all its rows at once."""

from __future__ import annotations

from peewee import fn

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
