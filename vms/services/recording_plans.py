"""What is recorded, when, and from which stream: set by IT, kept for ever, and begun by hand (Điều 1, 2.3)."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from vms.core.clock import Clock
from vms.core.errors import InvalidInput
from vms.core.instants import HOUR, MINUTE, Span, union
from vms.core.text import nfc
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.plan import CameraPlan, newest_plans
from vms.models.recording import FootageEvent
from vms.security.permissions import Action
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.plan_grid import ALWAYS, SLOTS, Grid, Level

__all__ = ["DEFAULT", "Grid", "Level", "PlanView", "RecordingPlans", "Timetable"]

STREAMS = ("main", "sub", "both")
LONGEST_PRE_S, LONGEST_POST_S = 30, 300
LONGEST_BY_HAND = 240  # minutes
MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class PlanView:
    """How a camera is recorded. ``pre_s``, ``post_s``: seconds kept from before and after what happened; ``marks``:
    motion is marked on the time line while it is recorded all the time, too.
    """

    streams: str = "main"
    grid: Grid = ALWAYS
    pre_s: int = 5
    post_s: int = 10
    sound: bool = False
    marks: bool = True

    @property
    def lead(self) -> str:
        """The stream that counts: what is missing of it is missing."""
        return "sub" if self.streams == "sub" else "main"


DEFAULT = PlanView()
_PLAIN = tuple(field.name for field in fields(PlanView) if field.name != "grid")


@dataclass(frozen=True, slots=True)
class Timetable:
    """What the plans of some cameras asked for: camera, from when, until when (None: still), and its week."""

    plans: tuple[tuple[int, int, int | None, Grid], ...] = ()

    def unplanned(self, span: Span, *levels: Level) -> dict[int, tuple[Span, ...]]:
        """Where the plans of that time asked for nothing: what isn't there is not missing. By camera, sorted; a camera
        without such a stretch isn't named.

        ``levels``: OFF unless named; MOTION: where it asked for footage only while something happened.
        """
        found: dict[int, list[Span]] = {}
        for camera, since, until, grid in self.plans:
            end = span.end if until is None else until
            part = Span(since, end).clip(span) if end > since else None
            if part is not None:
                idle = [one for level in levels or (Level.OFF,) for one in grid.spans(level, part)]
                found.setdefault(camera, []).extend(idle)
        return {camera: tuple(union(spans)) for camera, spans in found.items() if spans}


class RecordingPlans:
    """The plans of all cameras. Any thread; nothing here reaches for the network: the recorder reads the catalogue."""

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit

    # -- looking ---------------------------------------------------------------------------------------------------

    def every(self) -> dict[int, PlanView]:
        """The plans that differ from ``DEFAULT``, by camera."""
        with self._catalogue.read():
            return {row.camera_id: _view(row) for row in newest_plans()}

    def of(self, camera_id: int) -> PlanView:
        """A camera's plan."""
        with self._catalogue.read():
            return _current(camera_id)

    def timetable(self, camera_ids: Collection[int]) -> Timetable:
        """Every plan that these cameras ever had."""
        with self._catalogue.read():
            chosen = CameraPlan.select().where(CameraPlan.camera.in_(list(camera_ids)))
            rows = list(chosen.order_by(CameraPlan.camera, CameraPlan.id))
        plans: list[tuple[int, int, int | None, Grid]] = []
        for row, after in itertools.zip_longest(rows, rows[1:]):
            replaced = after is not None and after.camera_id == row.camera_id
            plans.append((row.camera_id, row.since_us, after.since_us if replaced else None, _grid(row)))
        return Timetable(tuple(plans))

    # -- changing --------------------------------------------------------------------------------------------------

    def set(self, actor: Actor, plans: Mapping[int, PlanView], reason: str = "") -> None:
        """Give cameras new plans from now on; all or none. A reason is needed to record less than before, or sound.

        Raises NotAllowed, InvalidInput (streams: no_sub_stream; pre, post: out_of_range; grid: plan_empty; reason:
        reason_missing; camera: camera_unknown).
        """
        self._audit.require(actor, Action.CONFIGURE_CAMERAS)
        reason = nfc(" ".join(reason.split()))
        with self._catalogue.write():
            for camera_id, plan in plans.items():
                self._set(actor, camera_id, plan, reason)

    def _set(self, actor: Actor, camera_id: int, plan: PlanView, reason: str) -> None:
        camera = Camera.get_or_none(Camera.id == camera_id)
        if camera is None:
            raise InvalidInput(reasons={"camera": "camera_unknown"})
        before = _current(camera_id)
        found = reasons(plan, has_sub=bool(camera.sub_url))
        if needs_reason(before, plan) and not reason:
            found["reason"] = "reason_missing"
        if found:
            raise InvalidInput(reasons=found)
        if plan == before:
            return
        last = CameraPlan.select().where(CameraPlan.camera == camera_id).order_by(CameraPlan.id.desc()).first()
        plain = {name: getattr(plan, name) for name in _PLAIN}
        grid = "" if plan.grid.always else plan.grid.letters
        # A clock set back must not put a plan before the one it replaces.
        since_us = max(self._clock.now_us(), last.since_us + 1 if last else 0)
        CameraPlan.create(camera=camera_id, since_us=since_us, grid=grid, by=actor.user_id, **plain)
        changed: dict[str, Any] = {
            name: [getattr(before, name), plain[name]] for name in _PLAIN if getattr(before, name) != plain[name]
        }
        if plan.grid != before.grid:
            changed["week"] = [shortened(before.grid), shortened(plan.grid)]
        self._audit.write(actor, "recording_plan_changed", object=f"camera:{camera_id}", reason=reason, changed=changed)

    # -- by hand ---------------------------------------------------------------------------------------------------

    def record_now(self, actor: Actor, camera_id: int, minutes: int) -> int:
        """Record a camera for so many minutes, whatever its plan says; when it ends, µs UTC. Again: from now on anew.

        Raises NotAllowed, InvalidInput (minutes: out_of_range; camera: camera_unknown, recording_off).
        """
        self._audit.require(actor, Action.RECORD_NOW)
        if not 1 <= minutes <= LONGEST_BY_HAND:
            raise InvalidInput(reasons={"minutes": "out_of_range"})
        now = self._clock.now_us()
        until = now + minutes * MINUTE
        with self._catalogue.write():
            camera = Camera.get_or_none((Camera.id == camera_id) & Camera.removed_us.is_null())
            if camera is None:
                raise InvalidInput(reasons={"camera": "camera_unknown"})
            if not camera.record:
                raise InvalidInput(reasons={"camera": "recording_off"})  # the board's decision
            running = by_hand_now(now, [camera_id])
            if running:
                FootageEvent.update(end_us=until).where(FootageEvent.id == running[0].id).execute()
            else:
                FootageEvent.create(
                    camera=camera_id, kind=MANUAL, start_us=now, end_us=until, source=f"user:{actor.user_id}"
                )
            self._audit.write(actor, "recording_by_hand_begun", object=f"camera:{camera_id}", minutes=minutes)
        return until

    def end_now(self, actor: Actor, camera_id: int) -> bool:
        """End a recording by hand; whether there was one. Raises NotAllowed."""
        self._audit.require(actor, Action.RECORD_NOW)
        now = self._clock.now_us()
        with self._catalogue.write():
            running = by_hand_now(now, [camera_id])
            for row in running:
                FootageEvent.update(end_us=now).where(FootageEvent.id == row.id).execute()
            if running:
                self._audit.write(actor, "recording_by_hand_ended", object=f"camera:{camera_id}")
        return bool(running)

    def by_hand(self, camera_ids: Sequence[int]) -> dict[int, Span]:
        """What is being recorded by hand now, by camera: since when and until when."""
        with self._catalogue.read():
            rows = by_hand_now(self._clock.now_us(), camera_ids)
        return {row.camera_id: Span(row.start_us, row.end_us) for row in rows if row.end_us is not None}


def reasons(plan: PlanView, *, has_sub: bool) -> dict[str, str]:
    """Field → reason code of a plan that can't be accepted."""
    found = {}
    if plan.streams not in STREAMS:
        found["streams"] = "streams_unknown"
    elif plan.streams != "main" and not has_sub:
        found["streams"] = "no_sub_stream"
    if not 0 <= plan.pre_s <= LONGEST_PRE_S:
        found["pre"] = "out_of_range"
    if not 1 <= plan.post_s <= LONGEST_POST_S:
        found["post"] = "out_of_range"
    if plan.grid.hours(Level.OFF) == SLOTS / 2:
        found["grid"] = "plan_empty"  # that is switching the camera off, which is the board's to decide (Điều 2.3)
    return found


def needs_reason(before: PlanView, plan: PlanView) -> bool:
    """Whether somebody will ask why: less is recorded than before, or people's voices are."""
    fewer = before.streams != "sub" and plan.streams == "sub"
    return fewer or plan.grid.less_than(before.grid) or (plan.sound and not before.sound)


def shortened(grid: Grid) -> str:
    """A grid in few letters, for the log: each run of half hours as its length and letter, ``34- 22c 280m``."""
    return " ".join(f"{len(list(run))}{letter}" for letter, run in itertools.groupby(grid.letters))


def _current(camera_id: int) -> PlanView:
    row = CameraPlan.select().where(CameraPlan.camera == camera_id).order_by(CameraPlan.id.desc()).first()
    return DEFAULT if row is None else _view(row)


def _view(row: CameraPlan) -> PlanView:
    return PlanView(grid=_grid(row), **{name: getattr(row, name) for name in _PLAIN})


def _grid(row: CameraPlan) -> Grid:
    return Grid(row.grid) if row.grid else ALWAYS


def by_hand_now(now_us: int, camera_ids: Sequence[int]) -> list[FootageEvent]:
    """What is recorded by hand now. Inside ``read()``. Bound by its start, so that the index serves."""
    return list(
        FootageEvent.select().where(
            FootageEvent.camera.in_(list(camera_ids))
            & (FootageEvent.start_us > now_us - 2 * LONGEST_BY_HAND * MINUTE - HOUR)
            & (FootageEvent.start_us <= now_us)
            & (FootageEvent.kind == MANUAL)
            & (FootageEvent.end_us > now_us)
        )
    )
