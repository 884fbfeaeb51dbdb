"""Evidence: clips and stills cut for an incident, each hand they pass through, copies that leave the PC (Điều 4.3)."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from vms.core.clock import Clock
from vms.core.errors import ContentChanged, DiskFull, InvalidInput, NotAllowed, NothingRecorded
from vms.core.hashing import grouped, sha256_bytes
from vms.core.instants import DAY, SECOND, Span, date_text, time_text
from vms.core.paths import DataFolder
from vms.models.audit import AuditEntry
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.evidence import CustodyEntry, EvidenceItem
from vms.models.incident import Incident
from vms.models.minutes import Minutes
from vms.security.permissions import Action, Grant
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.evidence_files import require_room, sync_folder, write_durably
from vms.services.evidence_manifest import manifest
from vms.services.evidence_package import Cover, PackedFile, pack
from vms.services.evidence_store import EvidenceStore, Recovered
from vms.services.holds import Holds
from vms.services.incident_scope import own_incidents
from vms.services.incident_views import EvidenceView, IncidentState, MinutesState, evidence_views, user_names
from vms.services.school import Limits, School
from vms.video.clipper import ClipResult, cut
from vms.video.reader import Piece
from vms.video.stills import picture_at

_APPROVED, _WITHDRAWN = "extraction_approved", "extraction_withdrawn"
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
class CustodyView:
    """One act on a piece of evidence; ``sha256`` of what was read in it."""

    at_us: int
    actor: str
    action: str
    sha256: str
    note: str


class Evidence:
    """Cuts, checks, shows and hands out. Blocking, off the GUI thread; any number at a time."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        audit: Audit,
        folder: DataFolder,
        footage: FootageSource,
        holds: Holds,
        school: School,
        limits: Limits,
    ) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit
        self._footage, self._holds, self._school, self._limits = footage, holds, school, limits
        self._store = EvidenceStore(catalogue, clock, audit, folder.evidence, platform.node())

    def recover(self) -> Recovered:
        """Mend what a crash left; once, at start, before anything is cut."""
        return self._store.recover()

    # -- making ------------------------------------------------------------------------------------------------------

    def cut(
        self,
        actor: Actor,
        incident_id: int,
        camera_id: int,
        span: Span,
        progress: Callable[[float], None] | None = None,
    ) -> EvidenceView:
        """Copy the footage of the span, picture by picture as recorded, and keep it as evidence.

        The footage is held first. Where the camera changed its format inside the span the rest becomes further
        clips; the first is returned. Raises NotAllowed, NothingRecorded, DiskFull, FolderNotWritable, ContentChanged.
        """
        incident, camera = self._begin(actor, incident_id, camera_id)
        self._hold(actor, incident, camera_id, span)
        self._footage.wait_written(camera_id, span.end)
        first: int | None = None
        start = span.start
        while start < span.end:
            try:
                kept, result = self._cut_one(actor, incident, camera, Span(start, span.end), progress)
            except NothingRecorded as error:
                if first is not None:  # after the change of format nothing more was recorded
                    break
                raise NothingRecorded(camera=_label(camera), start=span.start, end=span.end) from error
            first = first or kept
            if not result.ended_early or result.end_us <= start:
                break
            start = result.end_us
        if first is None:
            raise InvalidInput(reasons={"span": "empty"})
        return self._view(first)

    def add_still(self, actor: Actor, incident_id: int, camera_id: int, instant: int) -> EvidenceView:
        """Keep the picture that stood at the instant, as PNG. Raises as ``cut``."""
        incident, camera = self._begin(actor, incident_id, camera_id)
        around = Span(instant - SECOND, instant + SECOND)
        self._hold(actor, incident, camera_id, around)
        try:
            png, exact = picture_at(self._footage.pieces(camera_id, around), instant)
        except NothingRecorded as error:
            raise NothingRecorded(camera=_label(camera), start=instant, end=instant) from error
        made: dict[str, Any] = {"start_us": exact, "end_us": exact, "sha256": sha256_bytes(png), "size": len(png)}
        # The first chunk of every PNG is its header: width and height at fixed places.
        size = {"width": int.from_bytes(png[16:20], "big"), "height": int.from_bytes(png[20:24], "big")}
        with self._store.claimed(actor, incident, camera, "still", Span(instant, instant)) as taken:
            write_durably(taken.file, png)
            return self._view(self._store.keep(actor, taken, made | size | {"codec": "png"}))

    def _begin(self, actor: Actor, incident_id: int, camera_id: int) -> tuple[Incident, Camera]:
        self._require(actor, Action.CUT_EVIDENCE, incident_id, Grant.PREPARE)
        with self._catalogue.read():
            incident = self._incident(actor, incident_id)
            camera = Camera.get_or_none(Camera.id == camera_id)
        if incident.state == IncidentState.CLOSED:
            raise InvalidInput(reasons={"state": "closed"})
        if camera is None:
            raise InvalidInput(reasons={"camera": "unknown"})
        assert isinstance(camera, Camera)
        return incident, camera

    def _hold(self, actor: Actor, incident: Incident, camera_id: int, span: Span) -> None:
        """What a clip comes from is kept as long as an incident's footage is."""
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

    def _cut_one(
        self,
        actor: Actor,
        incident: Incident,
        camera: Camera,
        asked: Span,
        progress: Callable[[float], None] | None,
    ) -> tuple[int, ClipResult]:
        pieces = self._footage.pieces(camera.id, asked)
        need = _estimate(pieces, asked) + _ROOM_TO_SPARE
        require_room(self._store.root, need)
        with self._store.claimed(actor, incident, camera, "clip", asked) as taken:
            try:
                result = cut(pieces, asked, taken.file, progress)
            except DiskFull as error:
                require_room(self._store.root, need)  # says how much is missing
                raise DiskFull(path=str(self._store.root), need=need, free=0) from error
            sync_folder(taken.file.parent)
            made = {field: getattr(result, field) for field in _MADE}
            made |= {"gaps": [asdict(gap) for gap in result.gaps], "ended_early": result.ended_early}
            return self._store.keep(actor, taken, made), result

    # -- checking, showing -------------------------------------------------------------------------------------------

    def of_incident(self, actor: Actor, incident_id: int) -> tuple[EvidenceView, ...]:
        """The incident's evidence, oldest first, without what was removed."""
        self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA)
        with self._catalogue.read():
            self._incident(actor, incident_id)
            return evidence_views((EvidenceItem.incident == incident_id) & EvidenceItem.removed_us.is_null())

    def verify(self, actor: Actor, evidence_id: int) -> bool:
        """Read the file and compare its hash; either outcome goes into custody and log."""
        row = self._item(actor, evidence_id)
        return self._store.check(actor, row) == row.sha256

    def require_whole(self, actor: Actor, evidence_id: int) -> Path:
        """The file, just read and found as it was. Raises ContentChanged (path, expected, found)."""
        row = self._item(actor, evidence_id)
        found = self._store.check(actor, row)
        if found != row.sha256:
            raise ContentChanged(path=row.path, expected=row.sha256, found=found)
        return self._store.root / row.path

    def path(self, actor: Actor, evidence_id: int) -> Path:
        """The file, for playing it; custody says who opened it. Raises NotAllowed, ContentChanged when it is gone."""
        row = self._item(actor, evidence_id)
        self._require(actor, Action.PLAY_BACK, row.incident_id, Grant.OWN_SHIFT)
        path = self._store.root / row.path
        if not path.is_file():
            raise ContentChanged(path=row.path, expected=row.sha256, found="")
        self._note(actor, row, "opened")
        return path

    def preview(self, actor: Actor, evidence_id: int) -> bytes:
        """A still itself, or the first picture of a clip, as PNG. Raises NothingRecorded when it can't be read."""
        row = self._item(actor, evidence_id)
        path = self._store.root / row.path
        if row.kind == "clip":
            return picture_at([Piece(path, row.start_us, row.end_us)], row.start_us)[0]
        try:
            return path.read_bytes()
        except OSError as error:
            raise NothingRecorded(camera="", start=row.start_us, end=row.end_us) from error

    def custody(self, actor: Actor, evidence_id: int) -> list[CustodyView]:
        """Every act on it, oldest first."""
        self._item(actor, evidence_id)
        with self._catalogue.read():
            names = user_names()
            rows = CustodyEntry.select().where(CustodyEntry.evidence == evidence_id).order_by(CustodyEntry.id)
            return [CustodyView(r.at_us, names.get(r.actor_id, ""), r.action, r.sha256, r.note) for r in rows]

    def remove(self, actor: Actor, evidence_id: int, reason: str = "") -> None:
        """Take it out of the incident. The file stays, and ``restore`` brings it back."""
        self._set_removed(actor, evidence_id, self._clock.now_us(), "removed", reason)

    def restore(self, actor: Actor, evidence_id: int) -> None:
        """Undo of ``remove``."""
        self._set_removed(actor, evidence_id, None, "restored", "")

    def _set_removed(self, actor: Actor, evidence_id: int, removed_us: int | None, act: str, reason: str) -> None:
        row = self._item(actor, evidence_id)
        self._require(actor, Action.CUT_EVIDENCE, row.incident_id, Grant.PREPARE)
        with self._catalogue.write():
            EvidenceItem.update(removed_us=removed_us).where(EvidenceItem.id == evidence_id).execute()
            self._note(actor, row, act, reason)

    # -- leaving the PC ----------------------------------------------------------------------------------------------

    def approve(self, actor: Actor, incident_id: int, reason: str) -> None:
        """The board lets IT cut and hand out evidence of this incident. The log is the record of it."""
        self._decide(actor, incident_id, _APPROVED, reason)

    def withdraw(self, actor: Actor, incident_id: int, reason: str) -> None:
        """The board takes the approval back."""
        self._decide(actor, incident_id, _WITHDRAWN, reason)

    def approved(self, incident_id: int) -> bool:
        """Whether the board's last word on this incident was an approval."""
        with self._catalogue.read():
            last = (
                AuditEntry.select(AuditEntry.action)
                .where(
                    AuditEntry.action.in_((_APPROVED, _WITHDRAWN)) & (AuditEntry.object == f"incident:{incident_id}")
                )
                .order_by(AuditEntry.seq.desc())
                .first()
            )
        return last is not None and last.action == _APPROVED

    def export(self, actor: Actor, evidence_id: int | Sequence[int], target: Path, reason: str = "") -> Path:
        """Copy evidence of one incident to a folder (a USB stick), with its hashes and how to check them.

        For the board, and for IT once the board approved. Every copy is read back. Returns the package's folder.
        Raises NotAllowed, FolderNotWritable, DiskFull, ContentChanged.
        """
        numbers = [evidence_id] if isinstance(evidence_id, int) else list(evidence_id)
        rows = [self._item(actor, number) for number in numbers]
        if len({row.incident_id for row in rows}) != 1:
            raise InvalidInput(reasons={"evidence": "one_incident"})
        self._require(actor, Action.CUT_EVIDENCE, rows[0].incident_id)
        rows.sort(key=lambda row: row.id)
        now, school = self._clock.now_us(), self._school.profile()
        with self._catalogue.read():
            incident = self._incident(actor, rows[0].incident_id)
            views = evidence_views(EvidenceItem.id.in_(numbers))
            described = manifest(school, incident, rows, actor, now, reason or incident.code)
            files = [self._packed(row, view) for row, view in zip(rows, views, strict=True)]
            files += self._issued_minutes(incident.id)
        cover = Cover(
            name=incident.code,
            school=school.name,
            code=incident.code,
            title=incident.title,
            exported=f"{time_text(now)} {date_text(now)}",
            by=", ".join(part for part in (actor.name, actor.title) if part),
            reason=reason or incident.code,
        )
        folder = pack(target, cover, files, described)
        with self._catalogue.write():
            for row in rows:
                self._store.custody(row.id, actor.user_id, "exported", row.sha256, str(folder))
            self._audit.write(
                actor,
                "evidence_exported",
                object=f"incident:{incident.id}",
                reason=reason,
                folder=str(folder),
                files={file.name: file.sha256 for file in files},
            )
        return folder

    def _packed(self, row: EvidenceItem, view: EvidenceView) -> PackedFile:
        until = f" – {time_text(view.end_us)}" if view.kind == "clip" else ""
        described = f"{view.camera}, {date_text(view.start_us)} {time_text(view.start_us)}{until}"
        described += f" (UTC+7)\n    SHA-256: {grouped(view.sha256)}"
        return PackedFile(f"original/{view.file}", self._store.root / row.path, row.sha256, row.size, described)

    def _issued_minutes(self, incident_id: int) -> list[PackedFile]:
        """The minutes in force go with the evidence they rest on."""
        issued = (Minutes.incident == incident_id) & (Minutes.state == MinutesState.ISSUED)
        found = []
        for row in Minutes.select().where(issued):
            path = self._store.root / row.path
            size = path.stat().st_size if path.is_file() else 0
            described = f"Biên bản số {row.number}\n    SHA-256: {grouped(row.sha256)}"
            found.append(PackedFile("bien-ban.pdf", path, row.sha256, size, described))
        return found

    def _decide(self, actor: Actor, incident_id: int, act: str, reason: str) -> None:
        self._audit.require(actor, Action.APPROVE)
        if not reason.strip():
            raise InvalidInput(reasons={"reason": "empty"})
        with self._catalogue.read():
            self._incident(actor, incident_id)
        self._audit.write(actor, act, object=f"incident:{incident_id}", reason=reason.strip())

    # -- within ------------------------------------------------------------------------------------------------------

    def _require(self, actor: Actor, action: Action, incident_id: int, *accepted: Grant) -> None:
        """The right itself, or one under an approval that the board gave for this incident."""
        found = self._audit.require(actor, action, *accepted, Grant.WITH_APPROVAL)
        if found is Grant.WITH_APPROVAL and not self.approved(incident_id):
            self._audit.write(actor, "refused", object=f"incident:{incident_id}", result="not_approved")
            raise NotAllowed(action=action.value, role=actor.role.value, grant=found.value)

    def _incident(self, actor: Actor, incident_id: int) -> Incident:
        row = Incident.get_or_none(Incident.id == incident_id)
        own_only = self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA) is Grant.OWN_AREA
        if row is None or (own_only and incident_id not in own_incidents(actor)):
            raise InvalidInput(reasons={"incident": "unknown"})
        assert isinstance(row, Incident)
        return row

    def _item(self, actor: Actor, evidence_id: int) -> EvidenceItem:
        self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA)
        with self._catalogue.read():
            row = EvidenceItem.get_or_none(EvidenceItem.id == evidence_id)
            if row is None:
                raise InvalidInput(reasons={"evidence": "unknown"})
            self._incident(actor, row.incident_id)
        assert isinstance(row, EvidenceItem)
        return row

    def _note(self, actor: Actor, row: EvidenceItem, act: str, reason: str = "") -> None:
        with self._catalogue.write():
            self._store.custody(row.id, actor.user_id, act, "", reason)
            self._audit.write(
                actor, f"evidence_{act}", object=f"evidence:{row.id}", reason=reason, incident=row.incident_id
            )

    def _view(self, evidence_id: int) -> EvidenceView:
        with self._catalogue.read():
            return evidence_views(EvidenceItem.id == evidence_id)[0]


def _label(camera: Camera) -> str:
    return f"{camera.code} {camera.name}".strip()


def _estimate(pieces: Sequence[Piece], asked: Span) -> int:
    """Bytes while cutting: the clip is muxed into one file and hashed into a second."""
    total = 0
    for piece in pieces:
        share = asked.clip(Span(piece.start_us, piece.end_us))
        if share is not None and piece.path.exists():
            total += piece.path.stat().st_size * share.length // max(1, piece.end_us - piece.start_us)
    return 2 * total
