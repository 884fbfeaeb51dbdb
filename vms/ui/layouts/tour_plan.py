"""A tour being written: plain values and the changes a person makes. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vms.core.text import fold
from vms.services.wall_tours import LONGEST_S, MOST_STOPS, SHORTEST_S, PaneTour, Stop


@dataclass(frozen=True, slots=True)
class TourCamera:
    """A camera that can be put into a tour."""

    camera_id: int
    label: str
    area: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The turns in order, and which of them is marked (-1: none)."""

    stops: tuple[Stop, ...] = ()
    at: int = -1

    @property
    def lasts_s(self) -> int:
        """One round, in seconds."""
        return sum(stop.dwell_s for stop in self.stops)


def plan_of(tour: PaneTour | None, standing: Sequence[int]) -> Plan:
    """Begin with the tour there is, or with the camera that stands in the pane."""
    if tour is not None:
        return Plan(tour.stops, 0)
    return Plan(tuple(Stop(camera) for camera in standing), len(standing) - 1)


def added(plan: Plan, cameras: Sequence[int], dwell_s: int) -> Plan:
    """Cameras after the marked turn; the last of them is marked."""
    room = MOST_STOPS - len(plan.stops)
    fresh = tuple(Stop(camera, dwell_s) for camera in cameras[:room])
    cut = plan.at + 1
    return Plan((*plan.stops[:cut], *fresh, *plan.stops[cut:]), plan.at + len(fresh)) if fresh else plan


def taken(plan: Plan) -> Plan:
    """Without the marked turn."""
    if not 0 <= plan.at < len(plan.stops):
        return plan
    left = (*plan.stops[: plan.at], *plan.stops[plan.at + 1 :])
    return Plan(left, min(plan.at, len(left) - 1))


def shifted(plan: Plan, by: int) -> Plan:
    """The marked turn earlier or later."""
    there = plan.at + by
    if not (0 <= plan.at < len(plan.stops) and 0 <= there < len(plan.stops)):
        return plan
    order = list(plan.stops)
    order[plan.at], order[there] = order[there], order[plan.at]
    return Plan(tuple(order), there)


def dwelt(plan: Plan, seconds: int, *, every: bool = False) -> Plan:
    """Another dwell for the marked turn, or for all."""
    seconds = max(SHORTEST_S, min(LONGEST_S, seconds))
    return replace(
        plan,
        stops=tuple(
            replace(stop, dwell_s=seconds) if every or at == plan.at else stop for at, stop in enumerate(plan.stops)
        ),
    )


def marked(plan: Plan, at: int) -> Plan:
    """Mark a turn."""
    return replace(plan, at=at if 0 <= at < len(plan.stops) else -1)


def found(cameras: Sequence[TourCamera], wanted: str) -> list[TourCamera]:
    """Cameras whose code, name or area hold every word, marks or not."""
    words = fold(wanted).split()
    return [one for one in cameras if all(word in fold(f"{one.label} {one.area}") for word in words)]
