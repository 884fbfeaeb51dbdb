"""Evidence: clips and stills cut for an incident, each hand they pass through, copies that leave the PC (Điều 4.3)."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vms.core.clock import Clock
from vms.core.errors import ContentChanged, InvalidInput, NothingRecorded
from vms.core.hashing import sha256_bytes
from vms.core.instants import SECOND, Span
from vms.core.paths import DataFolder
from vms.models.database import Catalogue
from vms.models.evidence import CustodyEntry, EvidenceItem
from vms.security.permissions import Action, Grant
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.evidence_cutting import Cutter, FootageSource, Ticket, camera_label
from vms.services.evidence_export import EvidenceExport
from vms.services.evidence_files import write_durably
from vms.services.evidence_rights import EvidenceRights
from vms.services.evidence_store import EvidenceStore, Recovered
from vms.services.holds import Holds
from vms.services.incident_views import EvidenceView, evidence_views, user_names
from vms.services.school import Limits, School
from vms.video.reader import Piece
from vms.video.stills import picture_at


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
        self._catalogue, self._clock, self._audit, self._footage = catalogue, clock, audit, footage
        self._store = EvidenceStore(catalogue, clock, audit, folder.evidence, platform.node())
        self.rights = EvidenceRights(catalogue, audit)
        self._cutter = Cutter(catalogue, clock, footage, holds, limits, self._store)
        self._exports = EvidenceExport(catalogue, clock, audit, school, self.rights, self._store)

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
        ticket: Ticket | None = None,
    ) -> EvidenceView:
        """Copy the footage of the span, picture by picture as recorded, and keep it as evidence.

        The footage is held first. Where the camera changed its format inside the span the rest becomes further
        clips; the first is returned. ``ticket``: the part of a job that this is for (``services.clip_worker``).
        Raises NotAllowed, NothingRecorded, DiskFull, FolderNotWritable, ContentChanged.
        """
        incident, camera = self.rights.to_cut(actor, incident_id, camera_id)
        self._cutter.hold(actor, incident, camera_id, span)
        return self._view(self._cutter.cut(actor, incident, camera, span, progress, ticket))

    def hold(self, actor: Actor, incident_id: int, camera_id: int, span: Span) -> None:
        """Keep what is going to be cut. Raises NotAllowed, InvalidInput."""
        incident, _camera = self.rights.to_cut(actor, incident_id, camera_id)
        self._cutter.hold(actor, incident, camera_id, span)

    def add_still(self, actor: Actor, incident_id: int, camera_id: int, instant: int) -> EvidenceView:
        """Keep the picture that stood at the instant, as PNG. Raises as ``cut``."""
        incident, camera = self.rights.to_cut(actor, incident_id, camera_id)
        around = Span(instant - SECOND, instant + SECOND)
        self._cutter.hold(actor, incident, camera_id, around)
        try:
            png, exact = picture_at(self._footage.pieces(camera_id, around), instant)
        except NothingRecorded as error:
            raise NothingRecorded(camera=camera_label(camera), start=instant, end=instant) from error
        made: dict[str, Any] = {"start_us": exact, "end_us": exact, "sha256": sha256_bytes(png), "size": len(png)}
        # The first chunk of every PNG is its header: width and height at fixed places.
        size = {"width": int.from_bytes(png[16:20], "big"), "height": int.from_bytes(png[20:24], "big")}
        with self._store.claimed(actor, incident, camera, "still", Span(instant, instant)) as taken:
            write_durably(taken.file, png)
            return self._view(self._store.keep(actor, taken, made | size | {"codec": "png"}))

    # -- checking, showing -------------------------------------------------------------------------------------------

    def of_incident(self, actor: Actor, incident_id: int) -> tuple[EvidenceView, ...]:
        """The incident's evidence, oldest first, without what was removed."""
        self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA)
        with self._catalogue.read():
            self.rights.incident(actor, incident_id)
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
        self.rights.require(actor, Action.PLAY_BACK, row.incident_id, Grant.OWN_SHIFT)
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
        self.rights.require(actor, Action.CUT_EVIDENCE, row.incident_id, Grant.PREPARE)
        with self._catalogue.write():
            EvidenceItem.update(removed_us=removed_us).where(EvidenceItem.id == evidence_id).execute()
            self._note(actor, row, act, reason)

    # -- leaving the PC ----------------------------------------------------------------------------------------------

    def approve(self, actor: Actor, incident_id: int, reason: str) -> None:
        """The board lets IT cut and hand out evidence of this incident. The log is the record of it."""
        self.rights.decide(actor, incident_id, reason, approved=True)

    def withdraw(self, actor: Actor, incident_id: int, reason: str) -> None:
        """The board takes the approval back."""
        self.rights.decide(actor, incident_id, reason, approved=False)

    def approved(self, incident_id: int) -> bool:
        """Whether the board's last word on this incident was an approval."""
        return self.rights.approved(incident_id)

    def export(self, actor: Actor, evidence_id: int | Sequence[int], target: Path, reason: str = "") -> Path:
        """Copy evidence of one incident to a folder (a USB stick), with its hashes and how to check them.

        For the board, and for IT once the board approved. What was taken in from outside for the incident goes with
        it. Every copy is read back. Returns the package's folder.
        Raises NotAllowed, FolderNotWritable, DiskFull, ContentChanged.
        """
        numbers = [evidence_id] if isinstance(evidence_id, int) else list(evidence_id)
        incidents = {self._item(actor, number).incident_id for number in numbers}
        if len(incidents) != 1:
            raise InvalidInput(reasons={"evidence": "one_incident"})
        return self._exports.export(actor, incidents.pop(), numbers, target, reason)

    def export_incident(self, actor: Actor, incident_id: int, target: Path, reason: str = "") -> Path:
        """All of an incident, as ``export``; also one that has nothing but files from outside."""
        numbers = [item.id for item in self.of_incident(actor, incident_id)]
        return self._exports.export(actor, incident_id, numbers, target, reason)

    # -- within ------------------------------------------------------------------------------------------------------

    def _item(self, actor: Actor, evidence_id: int) -> EvidenceItem:
        self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA)
        with self._catalogue.read():
            row = EvidenceItem.get_or_none(EvidenceItem.id == evidence_id)
            if row is None:
                raise InvalidInput(reasons={"evidence": "unknown"})
            self.rights.incident(actor, row.incident_id)
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
