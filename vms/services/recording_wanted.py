"""What is wanted of a camera at this moment: which streams are received, and for which cause they are written."""

from __future__ import annotations

from dataclasses import dataclass

from vms.core.instants import SECOND, Span
from vms.services.footage_marks import Occasion
from vms.services.plan_grid import Level
from vms.services.recording_plans import PlanView
from vms.video.gate import Order


@dataclass(frozen=True, slots=True)
class Happening:
    """What a camera's plan is asked about. ``by_hand``: recorded by hand."""

    motion: Occasion | None = None
    alarm: Occasion | None = None
    by_hand: Span | None = None


def connected(plan: PlanView, now_us: int, by_hand: Span | None) -> bool:
    """Whether the camera is received at all."""
    return plan.grid.at(now_us) is not Level.OFF or _lasts(by_hand, now_us)


def streams(plan: PlanView, has_sub: bool) -> tuple[str, ...]:
    """Which are recorded, the leading one first; the main one where there is no sub stream any more."""
    if not has_sub or plan.streams == "main":
        return ("main",)
    return ("sub",) if plan.streams == "sub" else ("main", "sub")


def wanted(plan: PlanView, now_us: int, seen: Happening) -> Order:
    """The cause for which the camera is written now, and from when on; '' and now: nothing.

    An alarm counts for more than a motion, and a person's word for more than an alarm.
    """
    level = plan.grid.at(now_us)
    if level is Level.ALWAYS:
        return Order("continuous" if plan.grid.always else "schedule", now_us)
    if seen.by_hand is not None and _lasts(seen.by_hand, now_us):
        return Order("manual", seen.by_hand.start)
    if level is Level.MOTION:
        for cause, occasion in (("alarm", seen.alarm), ("motion", seen.motion)):
            if occasion is not None and _counts(occasion, plan, now_us):
                return Order(cause, occasion.start_us - plan.pre_s * SECOND)
    return Order("", now_us)


def _lasts(by_hand: Span | None, now_us: int) -> bool:
    return by_hand is not None and by_hand.contains(now_us)


def _counts(occasion: Occasion, plan: PlanView, now_us: int) -> bool:
    return occasion.end_us is None or now_us < occasion.end_us + plan.post_s * SECOND
