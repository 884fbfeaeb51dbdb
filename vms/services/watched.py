"""Which stretches a person has really looked at, out of where a player was from moment to moment.

What counts: playing, forwards or backwards, up to four times the recording's speed. Backwards counts because the same
pictures pass before the eye. Faster doesn't: above twice the speed only key frames are shown, and at eight times four
of them a second, so that a child who runs by in two seconds is one picture of a quarter of a second, or none: a
stretch shown like that must stay "not yet looked at". Single pictures, steps and seeks don't count either.
"""

from __future__ import annotations

from collections.abc import Callable

from vms.core.instants import SECOND, Span, union

FASTEST = 4.0
# Between two notes a player may have moved a little more than its speed says: it is told of late, not exactly then.
_SLACK_US = 2 * SECOND
# Shorter than this is a glance while looking for something.
_LEAST_US = SECOND
_SEAM_US = 2 * SECOND
_KEEP_S = 60.0


class Watched:
    """Takes notes of one player; one thread at a time."""

    def __init__(self, keep: Callable[[tuple[Span, ...]], None] | None = None) -> None:
        """``keep`` is given what was looked at so far once a minute: whatever ends the program takes no more along."""
        self._keep, self._kept = keep, float("-inf")
        self._spans: list[Span] = []
        self._last: tuple[int, float] | None = None

    def note(self, position_us: int, moment: float, speed: float, *, playing: bool) -> None:
        """The player is here now. ``moment``: seconds of a clock that only goes forward."""
        before, self._last = self._last, (position_us, moment) if playing and abs(speed) <= FASTEST else None
        if before is None or self._last is None:
            return
        moved = position_us - before[0]
        far = (moment - before[1]) * abs(speed) * SECOND + _SLACK_US
        if abs(moved) > far or (moved < 0) != (speed < 0):
            return  # a seek, or a gap that was jumped over
        if moved:
            self._spans = union([*self._spans, Span(*sorted((before[0], position_us)))], bridge=_SEAM_US)
            if self._keep is not None and moment - self._kept >= _KEEP_S and (looked := self.spans()):
                self._kept = moment
                self._keep(looked)

    def spans(self) -> tuple[Span, ...]:
        """What was looked at so far, sorted, apart from each other."""
        return tuple(span for span in self._spans if span.length >= _LEAST_US)
