"""Instants and spans: integer microseconds UTC inside, the school's time zone only at the edge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

# Viet Nam has kept UTC+7 without daylight saving since 1975; a fixed offset needs no tz database on Windows.
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of time, ``start`` included and ``end`` excluded, in µs UTC."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"span ends before it starts: {self.start} > {self.end}")

    @property
    def length(self) -> int:
        """Microseconds."""
        return self.end - self.start

    def contains(self, instant: int) -> bool:
        """Whether the instant lies in the span."""
        return self.start <= instant < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share any moment."""
        return self.start < other.end and other.start < self.end

    def clip(self, other: Span) -> Span | None:
        """The shared stretch, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None


def union(spans: Iterable[Span], bridge: int = 0) -> list[Span]:
    """Sorted spans that don't touch; those closer than ``bridge`` µs become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + bridge:
            if span.end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged


def subtract(whole: Span, parts: Iterable[Span]) -> list[Span]:
    """What of ``whole`` none of ``parts`` covers."""
    left: list[Span] = []
    cursor = whole.start
    for part in union(parts):
        if part.end <= cursor:
            continue
        if part.start >= whole.end:
            break
        if part.start > cursor:
            left.append(Span(cursor, part.start))
        cursor = max(cursor, part.end)
    if cursor < whole.end:
        left.append(Span(cursor, whole.end))
    return left


def to_datetime(instant: int, zone: tzinfo = VIETNAM) -> datetime:
    """An aware datetime in the zone; exact to the microsecond."""
    return (_EPOCH + timedelta(microseconds=instant)).astimezone(zone)


def from_datetime(moment: datetime) -> int:
    """µs UTC of an aware datetime. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a naive datetime has no instant")
    return (moment - _EPOCH) // timedelta(microseconds=1)


def day_span(day: date, zone: tzinfo = VIETNAM) -> Span:
    """Local midnight to the next local midnight."""
    start = datetime.combine(day, time.min, zone)
    return Span(from_datetime(start), from_datetime(datetime.combine(day + timedelta(days=1), time.min, zone)))


def local_date(instant: int, zone: tzinfo = VIETNAM) -> date:
    """The calendar day the instant falls on."""
    return to_datetime(instant, zone).date()


def date_text(instant: int, zone: tzinfo = VIETNAM) -> str:
    """``23/11/2026``."""
    return to_datetime(instant, zone).strftime("%d/%m/%Y")


def time_text(instant: int, zone: tzinfo = VIETNAM, *, milliseconds: bool = False) -> str:
    """``18:12:36`` or ``18:12:36.240``."""
    moment = to_datetime(instant, zone)
    text = moment.strftime("%H:%M:%S")
    return f"{text}.{moment.microsecond // 1000:03d}" if milliseconds else text


def file_stamp(instant: int) -> str:
    """``20260105T014000Z``: sorts by time and says that it is UTC."""
    return to_datetime(instant, UTC).strftime("%Y%m%dT%H%M%SZ")
