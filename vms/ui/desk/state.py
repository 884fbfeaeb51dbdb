"""What the desk shows, gathered on a task thread and handed to the widgets as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vms.core.instants import DAY, Span
from vms.services.accounts import Actor
from vms.services.cameras import CameraView
from vms.services.holds import HoldView
from vms.services.incident_views import MinutesView
from vms.services.recording import RecordingView, StorageView
from vms.ui.parts import Parts

# A hold that ends within a week is worth a decision: afterwards its footage is purged.
SOON_US = 7 * DAY


@dataclass(frozen=True, slots=True)
class WaitingMinutes:
    """Minutes that wait for the board's signature."""

    incident_id: int
    code: str
    title: str
    place: str
    evidence: int
    submitted_by: str
    submitted_us: int


@dataclass(frozen=True, slots=True)
class EndingHold:
    """A hold that ends soon. ``until_us`` is when its footage may be purged."""

    hold_id: int
    incident_id: int | None
    cameras: str
    reason: str
    span: Span
    until_us: int


@dataclass(frozen=True, slots=True)
class LogVerdict:
    """What a check of the audit log found: the first entry that doesn't fit, None when all do."""

    broken: int | None


@dataclass(frozen=True, slots=True)
class Health:
    """Today, in figures."""

    cameras: int
    recording: int
    faulty: tuple[str, ...]
    storage: StorageView
    open_incidents: int
    log: LogVerdict


@dataclass(frozen=True, slots=True)
class DeskState:
    """Everything on the desk."""

    minutes: tuple[WaitingMinutes, ...]
    holds: tuple[EndingHold, ...]
    health: Health

    @property
    def count(self) -> int:
        """How many decisions wait."""
        return len(self.minutes) + len(self.holds)


def gather(parts: Parts, actor: Actor, verdict: LogVerdict | None = None) -> DeskState:
    """Read it all; the audit log is checked unless a ``verdict`` is given. On a task thread."""
    now = parts.clock.now_us()
    cameras = parts.cameras.all(actor)
    minutes = tuple(_minutes(parts, actor, view) for view in parts.minutes.waiting(actor))
    holds = tuple(ending(parts.holds.all(actor), cameras, now))
    return DeskState(minutes, holds, _health(parts, actor, cameras, verdict))


def ending(holds: Sequence[HoldView], cameras: Sequence[CameraView], now_us: int) -> list[EndingHold]:
    """The holds that end within a week, the soonest first."""
    names = {camera.id: camera.label for camera in cameras}
    soon = [hold for hold in holds if hold.until_us is not None and hold.until_us - now_us <= SOON_US]
    found = [
        EndingHold(
            hold.id,
            hold.incident_id,
            ", ".join(names.get(camera_id, f"#{camera_id}") for camera_id in hold.camera_ids),
            hold.reason,
            hold.span,
            hold.until_us or 0,
        )
        for hold in soon
    ]
    return sorted(found, key=lambda hold: hold.until_us)


def _minutes(parts: Parts, actor: Actor, view: MinutesView) -> WaitingMinutes:
    incident = parts.incidents.get(actor, view.incident_id)
    return WaitingMinutes(
        incident.id,
        incident.code,
        incident.title,
        incident.place,
        len(incident.evidence),
        view.submitted_by,
        view.submitted_us or 0,
    )


def _health(parts: Parts, actor: Actor, cameras: Sequence[CameraView], verdict: LogVerdict | None) -> Health:
    states: dict[int, RecordingView] = parts.recording.all()
    wanted = [camera for camera in cameras if camera.record and camera.enabled]
    # Where the plan asks for nothing now, all is well.
    wanted = [one for one in wanted if one.id not in states or states[one.id].recording or not states[one.id].idle]
    faulty = [camera.label for camera in wanted if camera.id not in states or not states[camera.id].recording]
    return Health(
        cameras=len(wanted),
        recording=len(wanted) - len(faulty),
        faulty=tuple(faulty),
        storage=parts.recording.storage(),
        open_incidents=len(parts.incidents.rows(actor)),
        log=verdict or LogVerdict(parts.audit.verify()),
    )
