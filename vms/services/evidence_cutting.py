"""The one cutter: what is cut at once and what a job asked for go through here (design: evidence.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from vms.core.clock import Clock
from vms.core.disk import require_room, sync_folder
from vms.core.errors import DiskFull, InvalidInput, NothingRecorded
from vms.core.instants import DAY, Span
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.evidence import EvidenceItem
from vms.models.incident import Incident
from vms.services.actor import Actor
from vms.services.evidence_store import EvidenceStore
from vms.services.holds import Holds
from vms.services.school import Limits
from vms.video.clipper import ClipResult, cut
from vms.video.reader import Piece

_MADE = ("start_us", "end_us", "sha256", "size", "codec", "width", "height")
_ROOM_TO_SPARE = 64_000_000


class FootageSource(Protocol):
    """Where recorded pieces come from (``services.footage``)."""

    def pieces(self, camera_id: int, span: Span) -> list[Piece]:
        """What of the span lies on disk, in order."""
        ...

    def wait_written(self, camera_id: int, end_us: int) -> None:
        """Wait some seconds for footage that is still on its way to the disk."""
        ...


@dataclass(frozen=True, slots=True)
class Ticket:
    """For which part of a job is cut. ``still_mine`` is called inside the transaction that makes a clip evidence, and
    raises when somebody else has the part by now or nobody wants it any more: then the clip is taken back.
    """

    part_id: int
    still_mine: Callable[[], None]


class Cutter:
    """Holds and cuts. No rights are asked here. Blocking, any thread, any number at a time."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        footage: FootageSource,
        holds: Holds,
        limits: Limits,
        store: EvidenceStore,
    ) -> None:
        self._catalogue, self._clock, self._footage = catalogue, clock, footage
        self._holds, self._limits, self._store = holds, limits, store

    def hold(self, actor: Actor, incident: Incident, camera_id: int, span: Span) -> None:
        """What a clip comes from is kept as long as an incident's footage is. Raises NotAllowed."""
        until = self._clock.now_us() + self._limits.value("hold_days") * DAY
        with self._catalogue.write():
            held = [hold for hold in self._holds.of_incident(incident.id) if hold.camera_ids == (camera_id,)]
            if any(hold.span.start <= span.start and hold.span.end >= span.end for hold in held):
                return
            near = next((h for h in held if h.span.start <= span.end and h.span.end >= span.start), None)
            if near is not None:
                self._holds.extend(actor, near.id, span, until)
            else:
                self._holds.place(actor, [camera_id], span, incident.code, until, incident.id)

    def cut(
        self,
        actor: Actor,
        incident: Incident,
        camera: Camera,
        span: Span,
        progress: Callable[[float], None] | None = None,
        ticket: Ticket | None = None,
    ) -> int:
        """Copy the span as one clip, and as further ones where the camera changed its format; the first one's number.

        What an earlier try for the same ticket has made stands, and only the rest is cut.
        Raises NothingRecorded, StorageError, ContentChanged, InvalidInput, and what ``progress`` and the ticket raise.
        """
        self._footage.wait_written(camera.id, span.end)
        first, start = self._made_before(ticket, span.start)
        while start < span.end:
            try:
                kept, result = self._cut_one(actor, incident, camera, Span(start, span.end), progress, ticket)
            except NothingRecorded as error:
                if first is not None:  # after the change of format nothing more was recorded
                    break
                raise NothingRecorded(camera=camera_label(camera), start=span.start, end=span.end) from error
            first = first or kept
            if not result.ended_early or result.end_us <= start:
                break
            start = result.end_us
        if first is None:
            raise InvalidInput(reasons={"span": "empty"})
        return first

    def _made_before(self, ticket: Ticket | None, start_us: int) -> tuple[int | None, int]:
        if ticket is None:
            return None, start_us
        with self._catalogue.read():
            rows = list(EvidenceItem.select().where(EvidenceItem.job_part == ticket.part_id).order_by(EvidenceItem.id))
        return (rows[0].id, max(row.end_us for row in rows)) if rows else (None, start_us)

    def _cut_one(
        self,
        actor: Actor,
        incident: Incident,
        camera: Camera,
        asked: Span,
        progress: Callable[[float], None] | None,
        ticket: Ticket | None,
    ) -> tuple[int, ClipResult]:
        pieces = self._footage.pieces(camera.id, asked)
        need = _estimate(pieces, asked) + _ROOM_TO_SPARE
        require_room(self._store.root, need)
        part_id = ticket.part_id if ticket else None
        with self._store.claimed(actor, incident, camera, "clip", asked, part_id) as taken:
            try:
                result = cut(pieces, asked, taken.file, progress)
            except DiskFull as error:
                require_room(self._store.root, need)  # says how much is missing
                raise DiskFull(path=str(self._store.root), need=need, free=0) from error
            sync_folder(taken.file.parent)
            made: dict[str, Any] = {field: getattr(result, field) for field in _MADE}
            made |= {"gaps": [asdict(gap) for gap in result.gaps], "ended_early": result.ended_early}
            made["stream"] = pieces[0].stream  # a clip ends where the stream changes
            return self._store.keep(actor, taken, made, still_mine=ticket.still_mine if ticket else None), result


def camera_label(camera: Camera) -> str:
    """``C03 Cổng phụ``."""
    return f"{camera.code} {camera.name}".strip()


def _estimate(pieces: Sequence[Piece], asked: Span) -> int:
    """Bytes that the clip will take."""
    total = 0
    for piece in pieces:
        share = asked.clip(Span(piece.start_us, piece.end_us))
        if share is not None and piece.path.exists():
            total += piece.path.stat().st_size * share.length // max(1, piece.end_us - piece.start_us)
    return total
