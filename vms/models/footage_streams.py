"""Questions about footage that tell the main from the sub stream."""

from __future__ import annotations

from typing import Any, cast

from vms.core.instants import Span
from vms.models.recording import FootageEvent, Segment


def segments_by_stream(camera_id: int, after_us: int, span: Span) -> list[tuple[str, int, int, str]]:
    """Path, start, end and stream ('main' | 'sub') of what was recorded in the span, by start; nothing starts at
    ``after_us`` or before and reaches into it. Inside ``read()``.
    """
    rows = (
        Segment.select(Segment.path, Segment.start_us, Segment.end_us, Segment.stream)
        .where(
            (Segment.camera == camera_id)
            & (Segment.start_us > after_us)
            & (Segment.start_us < span.end)
            & (Segment.end_us > span.start)
            & (Segment.state == "done")
        )
        .order_by(Segment.start_us)
    )
    return cast(list[tuple[str, int, int, str]], list(rows.tuples()))


def newest_events(camera_id: int, after_us: int, span: Span, kinds: tuple[str, ...], most: int) -> list[FootageEvent]:
    """What happened in the span, newest first; nothing that starts at ``after_us`` or before. Inside ``read()``."""
    where: Any = (
        (FootageEvent.camera == camera_id)
        & (FootageEvent.start_us > after_us)
        & (FootageEvent.start_us < span.end)
        & (FootageEvent.end_us.is_null() | (FootageEvent.end_us > span.start))
        & FootageEvent.kind.in_(kinds)
    )
    return list(FootageEvent.select().where(where).order_by(FootageEvent.start_us.desc()).limit(most))
