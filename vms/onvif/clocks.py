"""Reading a camera's clock: what it says, with every part possibly missing or impossible, and how sure we can be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from vms.core.instants import SECOND, from_datetime
from vms.onvif.types import ClockReading

# POSIX: the sign is west-positive, "CST-8" is UTC+8. A name may stand in angle brackets.
_POSIX_ZONE = re.compile(r"^(?:<[^>]+>|[A-Za-z]+)([+-]?\d{1,2})(?::(\d{2}))?(?::\d{2})?(?:$|[A-Za-z<,])")


def camera_instant(answer: Any) -> int | None:
    """µs UTC from a GetSystemDateAndTime answer, or None when it holds no usable time.

    Without UTCDateTime the local time and its POSIX zone are used, but not while daylight saving is on.
    """
    if answer is None:
        return None
    utc = _moment(getattr(answer, "UTCDateTime", None))
    if utc is not None:
        return utc
    local = _moment(getattr(answer, "LocalDateTime", None))
    zone = re.match(_POSIX_ZONE, getattr(getattr(answer, "TimeZone", None), "TZ", None) or "")
    if local is None or zone is None or getattr(answer, "DaylightSavings", False):
        return None
    hours, minutes = int(zone.group(1)), int(zone.group(2) or 0)
    west = timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)
    return local + int(west.total_seconds()) * SECOND


def _moment(value: Any) -> int | None:
    day, clock = getattr(value, "Date", None), getattr(value, "Time", None)
    parts = [getattr(day, name, None) for name in ("Year", "Month", "Day")]
    parts += [getattr(clock, name, None) for name in ("Hour", "Minute", "Second")]
    numbers = [part for part in parts if isinstance(part, int)]
    if len(numbers) < len(parts):
        return None
    year, month, date, hour, minute, second = numbers
    try:
        whole = datetime(year, month, date, hour, minute, 0, tzinfo=UTC)
    except ValueError:  # 0000-00-00 before the first time signal
        return None
    # Leap seconds and sloppy rounding give seconds of 60: carry them over.
    return from_datetime(whole) + second * SECOND if 0 <= second <= 61 else None


def reading(camera_us: int, sent_us: int, received_us: int) -> ClockReading:
    """The offset from one answer. The camera's time has whole seconds and was read somewhere in the round trip."""
    low, high = _bounds(camera_us, sent_us, received_us)
    return ClockReading((low + high) // 2, (high - low + 1) // 2, received_us)


def narrow(samples: Sequence[tuple[int, int, int]]) -> ClockReading:
    """The offset that fits all samples (camera, sent, received); the newest alone when they contradict each other."""
    bounds = [_bounds(*sample) for sample in samples]
    low, high = max(b[0] for b in bounds), min(b[1] for b in bounds)
    if low > high:
        return reading(*samples[-1])
    return ClockReading((low + high) // 2, (high - low + 1) // 2, samples[-1][2])


def _bounds(camera_us: int, sent_us: int, received_us: int) -> tuple[int, int]:
    return camera_us - received_us, camera_us + SECOND - sent_us
