"""Whose turn it is in a tour, and for how long still: plain values and pure functions. Seconds everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from vms.services.wall_tours import PaneTour

LEAD_S = 3.0  # the next camera is opened so long before its turn
PATIENCE_S = 4.0  # and waited for so long after it, before its pane is shown without a picture
WATCHED_S = 20.0  # whoever touched a pane is taken to be looking at it for so long


@dataclass(frozen=True, slots=True)
class Turn:
    """Position ``at`` in a tour, ``left`` seconds of its dwell (below 0: the next one isn't ready yet).

    ``running`` is what a person wants; ``held`` says why it waits all the same: alarm, ptz, enlarged, replay, zoom or
    selected.
    """

    at: int = 0
    left: float = 0.0
    running: bool = True
    held: str = ""

    @property
    def going(self) -> bool:
        """Whether time counts."""
        return self.running and not self.held


def begun(tour: PaneTour, at: int = 0, *, running: bool = True) -> Turn:
    """At the beginning of a turn."""
    at %= len(tour.stops)
    return Turn(at, float(tour.stops[at].dwell_s), running)


def following(tour: PaneTour, at: int, step: int, usable: Callable[[int], bool]) -> int:
    """The next position with a camera that can be shown; ``at`` itself when there is no other."""
    count = len(tour.stops)
    for far in range(1, count):
        there = (at + step * far) % count
        if usable(tour.stops[there].camera_id):
            return there
    return at


def turned(tour: PaneTour, turn: Turn, step: int, usable: Callable[[int], bool]) -> Turn:
    """The next or the previous camera, with all of its time."""
    at = following(tour, turn.at, step, usable)
    return replace(turn, at=at, left=float(tour.stops[at].dwell_s))


def passed(turn: Turn, seconds: float, held: str) -> Turn:
    """Time has gone by; while it is held the countdown stands still."""
    turn = replace(turn, held=held)
    return replace(turn, left=turn.left - seconds) if turn.going else turn


def due(turn: Turn, *, ready: bool) -> bool:
    """Whether the next one takes over now."""
    return turn.going and (turn.left <= 0 if ready else turn.left <= -PATIENCE_S)


def near(turn: Turn) -> bool:
    """Whether the next one has to be opened."""
    return turn.going and turn.left <= LEAD_S
