"""The form of a recording plan as plain data, and the pure functions that change it. No Qt, no catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from vms.core.errors import InvalidInput, VmsError
from vms.services.plan_grid import ALWAYS, Grid, Level, slots_between
from vms.services.recording_plans import DEFAULT, PlanView, needs_reason, reasons

_WORKDAYS, _WEEK = (0, 4), (0, 6)
# 6:30 to 17:30: from the first child in the yard to the last one fetched.
_LESSONS = (13, 34)


@dataclass(frozen=True, slots=True)
class PlanCamera:
    """A camera the plan may be for, and its plan now."""

    camera_id: int
    label: str
    has_sub: bool
    plan: PlanView = DEFAULT


@dataclass(frozen=True, slots=True)
class PlanForm:
    """Everything the dialog shows. ``brush``: what painting does; ``chosen``: the cameras it is for."""

    cameras: tuple[PlanCamera, ...]
    chosen: frozenset[int]
    plan: PlanView
    brush: Level = Level.MOTION
    reason: str = ""
    error: VmsError | None = None
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def asks_reason(self) -> bool:
        """Whether somebody will ask why, for any of the cameras."""
        return any(needs_reason(camera.plan, self.plan) for camera in self.ticked)

    @property
    def ticked(self) -> tuple[PlanCamera, ...]:
        """The cameras it is for, in their order."""
        return tuple(camera for camera in self.cameras if camera.camera_id in self.chosen)

    @property
    def without_sub(self) -> tuple[str, ...]:
        """Those of them that can't record what is asked, having no sub stream."""
        if self.plan.streams == "main":
            return ()
        return tuple(camera.label for camera in self.ticked if not camera.has_sub)

    @property
    def uses_motion(self) -> bool:
        """Whether seconds before and after matter."""
        return Level.MOTION.value in self.plan.grid.letters

    @property
    def changed(self) -> bool:
        """Whether any camera's plan becomes another one."""
        return any(camera.plan != self.plan for camera in self.ticked)


def form_for(cameras: Sequence[PlanCamera], camera_id: int) -> PlanForm:
    """A form that shows one camera's plan."""
    plan = next(camera.plan for camera in cameras if camera.camera_id == camera_id)
    brush = Level.ALWAYS if plan.grid.hours(Level.ALWAYS) < 84 else Level.MOTION
    return PlanForm(tuple(cameras), frozenset((camera_id,)), plan, brush)


def planned(form: PlanForm, name: str, value: object) -> PlanForm:
    """A field of the plan was changed."""
    left = {key: code for key, code in form.reasons.items() if not name.startswith(key)}
    return replace(form, plan=replace(form.plan, **{name: value}), reasons=left, error=None)  # type: ignore[arg-type]


def painted(form: PlanForm, slots: Iterable[int]) -> PlanForm:
    """Half hours were painted with the brush."""
    return planned(form, "grid", form.plan.grid.painted(slots, form.brush))


def brushed(form: PlanForm, level: Level) -> PlanForm:
    """Another brush."""
    return replace(form, brush=level)


def ticked(form: PlanForm, camera_ids: Iterable[int]) -> PlanForm:
    """Other cameras."""
    left = {key: code for key, code in form.reasons.items() if key not in ("cameras", "streams")}
    return replace(form, chosen=frozenset(camera_ids), reasons=left)


def told_why(form: PlanForm, reason: str) -> PlanForm:
    """The reason was typed."""
    left = {key: code for key, code in form.reasons.items() if key != "reason"}
    return replace(form, reason=reason, reasons=left)


def pattern(name: str) -> Grid:
    """A ready week: ``always``, ``lessons`` (all in the hours of lessons, motion else), ``motion``."""
    if name == "always":
        return ALWAYS
    motion = ALWAYS.painted(slots_between((_WEEK[0], 0), (_WEEK[1], 47)), Level.MOTION)
    if name == "motion":
        return motion
    return motion.painted(slots_between((_WORKDAYS[0], _LESSONS[0]), (_WORKDAYS[1], _LESSONS[1])), Level.ALWAYS)


def checked(form: PlanForm) -> PlanForm:
    """The form with a reason at every field that can't be kept as it is."""
    found = reasons(form.plan, has_sub=not form.without_sub)
    if not form.chosen:
        found["cameras"] = "cameras_missing"
    if form.asks_reason and not form.reason.strip():
        found["reason"] = "reason_missing"
    return replace(form, reasons=found, error=None)


def failed(form: PlanForm, error: VmsError) -> PlanForm:
    """The catalogue didn't take it."""
    known = dict(error.reasons) if isinstance(error, InvalidInput) else {}
    return replace(form, reasons=known, error=None if known else error)
