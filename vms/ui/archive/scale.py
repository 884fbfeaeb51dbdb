"""The arithmetic of a time line, apart from its painting: instants to pixels, zoom, pan, ticks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from vms.core.instants import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    VIETNAM,
    Span,
    date_text,
    day_span,
    from_datetime,
    local_date,
    time_text,
    to_datetime,
    union,
)

SHORTEST = 400_000  # µs: ten pictures
_MS = 1000
_NEAR = 10 * MINUTE
_FIRST_SHORTEST, _FIRST_LONGEST = 2 * MINUTE, HOUR
STEPS = tuple(
    [n * _MS for n in (10, 20, 50, 100, 200, 500)]
    + [n * SECOND for n in (1, 2, 5, 10, 15, 30)]
    + [n * MINUTE for n in (1, 2, 5, 10, 15, 30)]
    + [n * HOUR for n in (1, 2, 3, 6, 12)]
    + [DAY, 2 * DAY, 7 * DAY]
)
_MONTHS = (1, 2, 3, 6, 12)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the ruler and its words; ``strong``: another day, month or year begins here."""

    instant: int
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """``window`` of time spread over ``width`` pixels, never past ``bounds``."""

    bounds: Span
    window: Span
    width: int

    @property
    def us_per_px(self) -> float:
        """Microseconds a pixel."""
        return self.window.length / max(1, self.width)

    def x_of(self, instant: int) -> float:
        """Pixels from the left edge; may lie outside."""
        return (instant - self.window.start) / self.us_per_px

    def instant_at(self, x: float) -> int:
        """The instant under a pixel, kept inside the bounds."""
        return min(max(self.window.start + round(x * self.us_per_px), self.bounds.start), self.bounds.end - 1)

    def resized(self, width: int) -> Scale:
        """The same window over another width."""
        return replace(self, width=max(1, width))

    def bounded(self, bounds: Span) -> Scale:
        """The same window, as far as it lies in other bounds."""
        return replace(self, bounds=bounds)._placed(self.window.start, min(self.window.length, bounds.length))

    def zoomed(self, factor: float, x: float) -> Scale:
        """``factor`` > 1 shows less time; the instant under ``x`` stays where it is."""
        length = min(max(round(self.window.length / factor), SHORTEST), self.bounds.length)
        anchor = self.window.start + x * self.us_per_px
        start = round(anchor - x * length / max(1, self.width))
        return self._placed(start, length)

    def panned(self, pixels: float) -> Scale:
        """Move by pixels; positive shows later time."""
        return self._placed(self.window.start + round(pixels * self.us_per_px), self.window.length)

    def showing(self, instant: int) -> Scale:
        """Moved, only when needed, so that the instant is in the window."""
        if self.window.start <= instant < self.window.end:
            return self
        return self._placed(instant - self.window.length // 2, self.window.length)

    def over(self, window: Span) -> Scale:
        """Another window, as far as the bounds allow."""
        length = min(max(window.length, SHORTEST), self.bounds.length)
        return self._placed(window.start, length)

    def _placed(self, start: int, length: int) -> Scale:
        start = min(max(start, self.bounds.start), self.bounds.end - length)
        return replace(self, window=Span(start, start + length))

    def ticks(self, room_px: int, zone: tzinfo = VIETNAM) -> list[Tick]:
        """Round local times at least ``room_px`` apart."""
        wanted = self.us_per_px * room_px
        step = next((step for step in STEPS if step >= wanted), None)
        if step is None:
            return _month_ticks(self.window, wanted, zone)
        if step < DAY:
            return self._clock_ticks(step, zone)
        first = local_date(self.window.start, zone)
        days = step // DAY
        at = first.toordinal() - (first.toordinal() - 1) % days  # weeks begin on Monday, as ordinal 1 does
        found = []
        while (midnight := day_span(date.fromordinal(at), zone).start) <= self.window.end:
            if midnight >= self.window.start:
                found.append(Tick(midnight, date_text(midnight, zone)[:5], date.fromordinal(at).day <= days))
            at += days
        return found

    def _clock_ticks(self, step: int, zone: tzinfo) -> list[Tick]:
        midnight = day_span(local_date(self.window.start, zone), zone).start
        first = midnight + -(-(self.window.start - midnight) // step) * step
        found = []
        for instant in range(first, self.window.end + 1, step):
            if step < SECOND:
                text = time_text(instant, zone, milliseconds=True)
            else:
                text = time_text(instant, zone)[: 8 if step < MINUTE else 5]
            at_midnight = text.startswith("00:00") and day_span(local_date(instant, zone), zone).start == instant
            strong = at_midnight and instant != self.window.start
            found.append(Tick(instant, date_text(instant, zone)[:5] if strong else text, strong))
        return found


def _month_ticks(window: Span, wanted_us: float, zone: tzinfo) -> list[Tick]:
    months = next((n for n in _MONTHS if n * 28 * DAY >= wanted_us), _MONTHS[-1])
    start = to_datetime(window.start, zone)
    count = start.year * 12 + (start.month - 1) // months * months
    found: list[Tick] = []
    while True:
        year, month = count // 12, count % 12 + 1
        if year > 9999:
            return found
        instant = from_datetime(datetime(year, month, 1, tzinfo=zone))
        if instant > window.end:
            return found
        if instant >= window.start:
            found.append(Tick(instant, f"{month:02d}/{year}", month == 1))
        count += months


def window_for(recorded: Sequence[Span], instant: int, bounds: Span) -> Span:
    """What to show first: the recorded stretch around the instant, large enough to see, at most an hour of it."""
    near = union(recorded, bridge=_NEAR)
    stretch = next((span for span in near if span.start <= instant <= span.end), Span(instant, instant + 1))
    length = min(max(round(stretch.length * 1.15), _FIRST_SHORTEST), _FIRST_LONGEST)
    middle = (stretch.start + stretch.end) // 2 if stretch.length <= length else instant
    start = min(max(middle - length // 2, bounds.start), max(bounds.start, bounds.end - length))
    return Span(start, min(start + length, bounds.end))


def whole_day(bounds: Span, width: int) -> Scale:
    """All of the bounds at once."""
    return Scale(bounds, bounds, max(1, width))
