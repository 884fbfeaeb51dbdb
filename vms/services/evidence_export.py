"""Evidence leaves the PC: which files make a package, what is said of them, and the record that they went."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vms.core.clock import Clock
from vms.core.errors import InvalidInput
from vms.core.hashing import grouped
from vms.core.instants import date_text, time_text
from vms.models.database import Catalogue
from vms.models.evidence import EvidenceItem
from vms.models.imported import ImportedFile
from vms.models.incident import Incident
from vms.models.minutes import Minutes
from vms.security.permissions import Action
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.evidence_manifest import manifest
from vms.services.evidence_package import Cover, PackedFile, pack
from vms.services.evidence_rights import EvidenceRights
from vms.services.evidence_store import EvidenceStore
from vms.services.import_store import files_of_incident, import_entry
from vms.services.incident_views import EvidenceView, MinutesState, evidence_views
from vms.services.school import School


class EvidenceExport:
    """Makes packages. Blocking, off the GUI thread."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        audit: Audit,
        school: School,
        rights: EvidenceRights,
        store: EvidenceStore,
    ) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit
        self._school, self._rights, self._store = school, rights, store

    def export(self, actor: Actor, incident_id: int, numbers: Sequence[int], target: Path, reason: str) -> Path:
        """Copy these items, the files from outside and the minutes in force; the package's folder. Every copy is
        read back. Raises NotAllowed, InvalidInput, FolderNotWritable, DiskFull, ContentChanged.
        """
        self._rights.require(actor, Action.CUT_EVIDENCE, incident_id)
        now, school = self._clock.now_us(), self._school.profile()
        with self._catalogue.read():
            incident = self._rights.incident(actor, incident_id)
            chosen = EvidenceItem.id.in_(list(numbers)) & (EvidenceItem.incident == incident_id)
            rows = list(EvidenceItem.select().where(chosen).order_by(EvidenceItem.id))
            foreign = files_of_incident(incident_id)
            if len(rows) != len(set(numbers)) or not (rows or foreign):
                raise InvalidInput(reasons={"evidence": "one_incident"})
            views = evidence_views(chosen)
            described = manifest(school, incident, rows, foreign, actor, now, reason or incident.code)
            files = [self._packed(row, view) for row, view in zip(rows, views, strict=True)]
            files += [self._packed_import(row) for row in foreign]
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
        self._note(actor, incident, rows, foreign, files, folder, reason)
        return folder

    def _note(
        self,
        actor: Actor,
        incident: Incident,
        rows: Sequence[EvidenceItem],
        foreign: Sequence[ImportedFile],
        files: Sequence[PackedFile],
        folder: Path,
        reason: str,
    ) -> None:
        with self._catalogue.write():
            for row in rows:
                self._store.custody(row.id, actor.user_id, "exported", row.sha256, str(folder))
            for taken in foreign:
                import_entry(taken, self._clock.now_us(), actor.user_id, "exported", taken.sha256, str(folder))
            self._audit.write(
                actor,
                "evidence_exported",
                object=f"incident:{incident.id}",
                reason=reason,
                folder=str(folder),
                files={file.name: file.sha256 for file in files},
            )

    def _packed(self, row: EvidenceItem, view: EvidenceView) -> PackedFile:
        until = f" – {time_text(view.end_us)}" if view.kind == "clip" else ""
        described = f"{view.camera}, {date_text(view.start_us)} {time_text(view.start_us)}{until}"
        described += f" (UTC+7)\n    SHA-256: {grouped(view.sha256)}"
        return PackedFile(f"original/{view.file}", self._store.root / row.path, row.sha256, row.size, described)

    def _packed_import(self, row: ImportedFile) -> PackedFile:
        who = row.brought_by or "không rõ người cung cấp"
        described = f"Tệp từ bên ngoài: {row.name}, do {who} cung cấp; không phải hình của camera trường"
        described += f"\n    SHA-256: {grouped(row.sha256)}"
        path = self._store.root / row.path
        return PackedFile(f"ben-ngoai/{path.name}", path, row.sha256, row.size, described)

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
