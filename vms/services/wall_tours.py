"""Tours of the wall as they are kept: cameras that take turns in one pane, each for some seconds. Pure, no Qt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

SHORTEST_S, LONGEST_S = 3, 3600
MOST_STOPS = 256


@dataclass(frozen=True, slots=True)
class Stop:
    """A camera and for how many seconds it is shown."""

    camera_id: int
    dwell_s: int = 10


@dataclass(frozen=True, slots=True)
class PaneTour:
    """The cameras of one pane in their order."""

    stops: tuple[Stop, ...]


def tours_fault(tours: Mapping[int, PaneTour], panes: int) -> str:
    """Why they can't be kept: pane_unknown, tour_empty, tour_long, dwell_range; or ''."""
    if any(not 0 <= pane < panes for pane in tours):
        return "pane_unknown"
    for tour in tours.values():
        if not tour.stops:
            return "tour_empty"
        if len(tour.stops) > MOST_STOPS:
            return "tour_long"
        if any(not SHORTEST_S <= stop.dwell_s <= LONGEST_S for stop in tour.stops):
            return "dwell_range"
    return ""


def tours_text(tours: Mapping[int, PaneTour]) -> str:
    """As the catalogue keeps them."""
    kept = {str(at): [[stop.camera_id, stop.dwell_s] for stop in tour.stops] for at, tour in sorted(tours.items())}
    return json.dumps(kept)


def tours_of(text: str) -> dict[int, PaneTour]:
    """What was kept."""
    kept = json.loads(text or "{}")
    return {
        int(pane): PaneTour(tuple(Stop(int(camera), int(dwell)) for camera, dwell in stops))
        for pane, stops in kept.items()
    }
