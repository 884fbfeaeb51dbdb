"""Jobs of clips as the window sees them: frozen values, and how rows become them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from vms.core.errors import VmsError
from vms.core.instants import SECOND, Span, subtract, union
from vms.models.clip_job import ClipJob, ClipJobPart
from vms.models.evidence import EvidenceItem
from vms.models.incident import Incident
from vms.services.incident_views import camera_labels, user_names


class JobState(StrEnum):
    """Of one camera's part, and of a job as a whole."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


# Of a job, the first of these that any of its parts is in.
_BY_WEIGHT = (JobState.RUNNING, JobState.WAITING, JobState.FAILED, JobState.CANCELLED, JobState.DONE)
ACTIVE = (JobState.WAITING.value, JobState.RUNNING.value)
# A hole this short is a seam between two pictures.
_SEAM_US = SECOND


@dataclass(frozen=True, slots=True)
class ClipItemView:
    """A clip that came of a part."""

    id: int
    file: str
    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class ClipPartView:
    """One camera of a job. ``delivered`` None: nothing yet; ``missing``: stretches of the window asked for that the
    clips don't have. ``retry_us``: when it is tried again by itself; ``error``: why the last try failed.
    """

    id: int
    camera_id: int
    camera: str
    state: JobState
    progress: float
    tries: int
    retry_us: int
    delivered: Span | None
    missing: tuple[Span, ...]
    error: VmsError | None
    items: tuple[ClipItemView, ...]


@dataclass(frozen=True, slots=True)
class ClipJobView:
    """What somebody asked for, and how far it is."""

    id: int
    incident_id: int
    incident: str
    asked: Span
    reason: str
    asked_us: int
    asked_by_id: int | None
    asked_by: str
    parts: tuple[ClipPartView, ...]

    @property
    def state(self) -> JobState:
        """The one that matters most of its parts'."""
        states = {part.state for part in self.parts}
        return next((state for state in _BY_WEIGHT if state in states), JobState.DONE)

    @property
    def active(self) -> bool:
        """Whether something of it still waits or runs."""
        return self.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def progress(self) -> float:
        """0 to 1, over all cameras."""
        return sum(part.progress for part in self.parts) / max(1, len(self.parts))


def job_views(where: Any, limit: int = 200) -> list[ClipJobView]:
    """The jobs that meet the condition, newest first. Inside ``read()``."""
    jobs = list(ClipJob.select().where(where).order_by(ClipJob.id.desc()).limit(limit))
    numbers = [job.id for job in jobs]
    parts = list(ClipJobPart.select().where(ClipJobPart.job.in_(numbers)).order_by(ClipJobPart.id))
    made: dict[int, list[ClipItemView]] = {}
    clips = EvidenceItem.select().where(EvidenceItem.job_part.in_([part.id for part in parts]))
    for row in clips.order_by(EvidenceItem.id):
        view = ClipItemView(row.id, PurePosixPath(row.path).name, row.path, Span(row.start_us, row.end_us))
        made.setdefault(row.job_part_id or 0, []).append(view)
    cameras, names = camera_labels(), user_names()
    wanted = [job.incident_id for job in jobs]
    codes = {row.id: row.code for row in Incident.select(Incident.id, Incident.code).where(Incident.id.in_(wanted))}
    by_job: dict[int, list[ClipPartView]] = {}
    spans = {job.id: Span(job.start_us, job.end_us) for job in jobs}
    for part in parts:
        view_ = _part_view(part, spans[part.job_id], cameras, made.get(part.id, []))
        by_job.setdefault(part.job_id, []).append(view_)
    return [
        ClipJobView(
            id=job.id,
            incident_id=job.incident_id,
            incident=codes.get(job.incident_id, ""),
            asked=spans[job.id],
            reason=job.reason,
            asked_us=job.asked_us,
            asked_by_id=job.asked_by_id,
            asked_by=names.get(job.asked_by_id, ""),
            parts=tuple(by_job.get(job.id, ())),
        )
        for job in jobs
    ]


def _part_view(row: ClipJobPart, asked: Span, cameras: dict[int, str], items: Sequence[ClipItemView]) -> ClipPartView:
    delivered = None
    if row.delivered_start_us is not None and row.delivered_end_us is not None:
        delivered = Span(row.delivered_start_us, row.delivered_end_us)
    return ClipPartView(
        id=row.id,
        camera_id=row.camera_id,
        camera=cameras.get(row.camera_id, ""),
        state=JobState(row.state),
        progress=row.progress / 1000,
        tries=row.tries,
        retry_us=row.next_us,
        delivered=delivered,
        missing=_missing(row, asked, items),
        error=error_of(row.fault, row.fault_values),
        items=tuple(items),
    )


def _missing(row: ClipJobPart, asked: Span, items: Sequence[ClipItemView]) -> tuple[Span, ...]:
    if not items:
        return ()
    holes = [Span(*pair) for pair in json.loads(row.gaps)]
    there = [part for item in items for part in subtract(item.span, holes)]
    return tuple(hole for hole in subtract(asked, there) if hole.length >= _SEAM_US)


def note_delivered(part_id: int, clip: Span, holes: Sequence[Span]) -> None:
    """A clip of the part became evidence. Inside ``write()``."""
    row = ClipJobPart.get_by_id(part_id)
    start = clip.start if row.delivered_start_us is None else min(clip.start, row.delivered_start_us)
    end = clip.end if row.delivered_end_us is None else max(clip.end, row.delivered_end_us)
    gaps = union([*(Span(*pair) for pair in json.loads(row.gaps)), *holes])
    ClipJobPart.update(
        delivered_start_us=start, delivered_end_us=end, gaps=json.dumps([[gap.start, gap.end] for gap in gaps])
    ).where(ClipJobPart.id == part_id).execute()


def error_of(code: str, values: str) -> VmsError | None:
    """The error that a part keeps, as it was raised; None for none."""
    if not code:
        return None
    kinds, found = [VmsError], VmsError
    while kinds:
        kind = kinds.pop()
        if kind.code == code:
            found = kind
        kinds += kind.__subclasses__()
    return found(**json.loads(values))


def values_of(error: BaseException) -> str:
    """What an error's sentence needs, as JSON."""
    values = error.values if isinstance(error, VmsError) else {"detail": type(error).__name__}
    return json.dumps(values, default=str, ensure_ascii=False)
