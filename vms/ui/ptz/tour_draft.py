"""A tour as it is being arranged: a frozen state and the functions that change it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vms.services.ptz_tours import MOST_STOPS, STAY_S, Stop

STAY_FIRST_S = 10
SPEEDS = (0.3, 0.6, 1.0)


@dataclass(frozen=True, slots=True)
class TourDraft:
    """``tour_id`` None: a new one."""

    name: str = ""
    stops: tuple[Stop, ...] = ()
    speed: float = 1.0
    tour_id: int | None = None

    @property
    def lap_s(self) -> int:
        """Seconds that the camera stands in one round."""
        return sum(stop.stay_s for stop in self.stops)


def added(draft: TourDraft, token: str, stay_s: int = STAY_FIRST_S) -> TourDraft:
    """One more stop, at the end."""
    if len(draft.stops) >= MOST_STOPS:
        return draft
    return replace(draft, stops=(*draft.stops, Stop(token, _within(stay_s))))


def removed(draft: TourDraft, at: int) -> TourDraft:
    """Without a stop."""
    return replace(draft, stops=draft.stops[:at] + draft.stops[at + 1 :]) if at >= 0 else draft


def moved(draft: TourDraft, at: int, by: int) -> TourDraft:
    """A stop earlier (−1) or later (1)."""
    to = at + by
    if not (0 <= at < len(draft.stops) and 0 <= to < len(draft.stops)):
        return draft
    stops = list(draft.stops)
    stops[at], stops[to] = stops[to], stops[at]
    return replace(draft, stops=tuple(stops))


def stayed(draft: TourDraft, at: int, stay_s: int) -> TourDraft:
    """Another time at a stop."""
    if not 0 <= at < len(draft.stops):
        return draft
    stops = list(draft.stops)
    stops[at] = Stop(stops[at].token, _within(stay_s))
    return replace(draft, stops=tuple(stops))


def reasons(draft: TourDraft, taken: frozenset[str] = frozenset()) -> dict[str, str]:
    """Field → why it can't be saved like that; ``taken``: names of the camera's other tours, folded by who asks."""
    found = {}
    if not draft.name.strip():
        found["name"] = "name_missing"
    elif draft.name.strip().casefold() in taken:
        found["name"] = "name_taken"
    if not draft.stops:
        found["stops"] = "stops_missing"
    return found


def _within(stay_s: int) -> int:
    return max(STAY_S[0], min(STAY_S[1], stay_s))
