"""The arithmetic of a time line, apart from its painting: instants to pixels, zoom, pan, ticks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from vms.core.instants import DAY, HOUR, MINUTE, SECOND, VIETNAM, Span, day_span, local_date, time_text, union

SHORTEST = 10 * SECOND
_NEAR = 10 * MINUTE
_FIRST_SHORTEST, _FIRST_LONGEST = 2 * MINUTE, HOUR
STEPS = tuple(
    [n * SECOND for n in (1, 2, 5, 10, 15, 30)]
    + [n * MINUTE for n in (1, 2, 5, 10, 15, 30)]
    + [n * HOUR for n in (1, 2, 3, 6, 12)]
    + [DAY]
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the ruler and its words."""

    instant: int
    text: str


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

    def _placed(self, start: int, length: int) -> Scale:
        start = min(max(start, self.bounds.start), self.bounds.end - length)
        return replace(self, window=Span(start, start + length))

    def ticks(self, room_px: int, zone: tzinfo = VIETNAM) -> list[Tick]:
        """Round local times at least ``room_px`` apart."""
        wanted = self.us_per_px * room_px
        step = next((step for step in STEPS if step >= wanted), DAY)
        midnight = day_span(local_date(self.window.start, zone), zone).start
        first = midnight + -(-(self.window.start - midnight) // step) * step
        cut = 8 if step < MINUTE else 5
        return [
            Tick(instant, time_text(instant, zone)[:cut])
            for instant in range(first, self.window.end + 1, step)
            if self.window.start <= instant <= self.window.end
        ]


def window_for(recorded: Sequence[Span], instant: int, bounds: Span) -> Span:
    """What to show first: the recorded stretch around the instant, large enough to see, at most an hour of it."""
    near = union(recorded, bridge=_NEAR)
    stretch = next((span for span in near if span.start <= instant <= span.end), Span(instant, instant + 1))
    length = min(max(round(stretch.length * 1.15), _FIRST_SHORTEST), _FIRST_LONGEST)
    middle = (stretch.start + stretch.end) // 2 if stretch.length <= length else instant
    start = min(max(middle - length // 2, bounds.start), max(bounds.start, bounds.end - length))
    return Span(start, min(start + length, bounds.end))


def whole_day(bounds: Span, width: int) -> Scale:
    """All of the day at once."""
    return Scale(bounds, bounds, max(1, width))
