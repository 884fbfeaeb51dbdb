"""Where on a camera's time line nothing is recorded yet."""

from __future__ import annotations

from typing import cast

from vms.models.recording import Segment

# What is further on than anything.
NEVER = 1 << 62
_PORTION = 500


def room_after(camera_id: int, instant_us: int, longest_us: int, least_us: int) -> tuple[int, int]:
    """The first free stretch of at least ``least_us`` that lies at or after the instant: its start and its end.

    No segment is longer than ``longest_us``. Inside ``read()``.
    """
    cursor, after = instant_us, instant_us - longest_us
    while True:
        rows = (
            Segment.select(Segment.start_us, Segment.end_us)
            .where((Segment.camera == camera_id) & (Segment.start_us > after) & (Segment.end_us > instant_us))
            .order_by(Segment.start_us)
            .limit(_PORTION)
        )
        found = cast(list[tuple[int, int]], list(rows.tuples()))
        for start, end in found:
            if start - cursor >= least_us:
                return cursor, start
            cursor = max(cursor, end)
        if len(found) < _PORTION:
            return cursor, NEVER
        after = found[-1][0]
