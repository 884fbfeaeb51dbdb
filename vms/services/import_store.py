"""The rows of files from outside and their place in the evidence folder, kept in step as evidence is."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from vms.core.clock import Clock
from vms.core.errors import AlreadyImported
from vms.core.hashing import sha256_file
from vms.core.instants import file_stamp
from vms.core.text import slug
from vms.models.database import Catalogue
from vms.models.imported import ImportedFile, ImportEntry, ImportLink
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.evidence_files import Claim, claim, claims, give_up, settle
from vms.services.import_views import ImportDraft
from vms.video.foreign import ForeignVideo

FOLDER = "imported"
GONE = "gone"


def files_of_incident(incident_id: int) -> list[ImportedFile]:
    """Files from outside that belong to the incident, oldest first. Inside ``read()``."""
    linked = ImportLink.select(ImportLink.imported).where(ImportLink.incident == incident_id)
    return list(ImportedFile.select().where(ImportedFile.id.in_(linked)).order_by(ImportedFile.id))


def import_entry(
    row: ImportedFile, at_us: int, user_id: int | None, action: str, sha256: str = "", note: str = ""
) -> None:
    """One more line of custody, with the time claimed now; a hash: the file was read. Inside ``write()``."""
    ImportEntry.create(
        imported=row.id,
        at_us=at_us,
        actor=user_id,
        action=action,
        sha256=sha256,
        claimed_us=row.claimed_us,
        offset_us=row.offset_us,
        said_by=row.said_by,
        note=note,
    )


class ImportStore:
    """Claims names and keeps files. No rights are asked here. Any thread."""

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit, root: Path, host: str) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit
        self.root, self._host = root, host

    def claimed(
        self, actor: Actor, source: Path, size: int, draft: ImportDraft, found: ForeignVideo | None, fault: str
    ) -> Claim:
        """A name that nobody else takes, with all that is known: a crash after the copy loses nothing."""
        now = self._clock.now_us()
        described = asdict(found) if found is not None else {}
        facts: dict[str, Any] = {
            "kind": "import",
            "host": self._host,
            "incident": draft.incident_id,
            "row": {
                "name": source.name,
                "size": size,
                "source": draft.source or str(source.parent),
                "brought_by": draft.brought_by,
                "camera": draft.camera_id,
                "claimed_us": draft.claimed_us,
                "offset_us": draft.offset_us,
                "said_by": draft.said_by,
                "imported_by": actor.user_id,
                "imported_us": now,
                "playable": found is not None,
                "fault": fault,
                **described,
            },
        }
        base = f"{file_stamp(now)}_{slug(source.stem)[:40] or 'tep'}"
        return claim(self.root / FOLDER, base, _ending(source), facts)

    def known(self, sha256: str) -> ImportedFile | None:
        """The file with this content, if it was taken in before."""
        with self._catalogue.read():
            row = ImportedFile.get_or_none(ImportedFile.sha256 == sha256)
        assert row is None or isinstance(row, ImportedFile)
        return row

    def keep(self, actor: Actor | None, taken: Claim, sha256: str) -> int:
        """The copy is on the disk: row, link, custody and log in one transaction; its number.

        Raises AlreadyImported when the same content came in meanwhile.
        """
        settled = settle(taken, {"sha256": sha256})
        facts = settled.facts
        with self._catalogue.write():
            before = ImportedFile.get_or_none(ImportedFile.sha256 == sha256)
            if before is not None:
                raise AlreadyImported(name=before.name, id=before.id, at=before.imported_us)
            path = settled.file.relative_to(self.root).as_posix()
            row = ImportedFile.create(path=path, sha256=sha256, **facts["row"])
            if facts["incident"] is not None:
                ImportLink.create(imported=row.id, incident=facts["incident"])
            who = actor.user_id if actor else None
            import_entry(row, self._clock.now_us(), who, "imported" if actor else "recovered", sha256, row.source)
            self._audit.write(
                actor,
                "file_imported",
                object=f"import:{row.id}",
                incident=facts["incident"],
                path=path,
                sha256=sha256,
                **facts["row"],
            )
        settled.marker.unlink(missing_ok=True)
        return int(row.id)

    def check(self, actor: Actor, row: ImportedFile) -> str:
        """Read the file; its hash, or GONE. Custody and log say what was found."""
        path = self.root / row.path
        found = sha256_file(path) if path.is_file() else GONE
        whole = found == row.sha256
        with self._catalogue.write():
            import_entry(row, self._clock.now_us(), actor.user_id, "verified" if whole else "changed", found)
            self._audit.write(
                actor,
                "import_verified",
                object=f"import:{row.id}",
                result="ok" if whole else "changed",
                expected=row.sha256,
                found=found,
            )
        return found

    def recover(self) -> tuple[int, int]:
        """Mend what a crash left; once, at start: how many were taken in after all, and how many taken back."""
        adopted = abandoned = 0
        for found in claims(self.root / FOLDER):
            if found.facts.get("host", self._host) != self._host:
                continue
            path = found.file.relative_to(self.root).as_posix()
            with self._catalogue.read():
                kept = ImportedFile.select().where(ImportedFile.path == path).exists()
            digest = (found.result or {}).get("sha256", "")
            if kept:
                found.marker.unlink()
            elif digest and found.file.is_file() and sha256_file(found.file) == digest and not self.known(digest):
                self.keep(None, found, digest)
                adopted += 1
            else:
                give_up(found)
                self._audit.write(None, "import_abandoned", object=f"file:{path}", result="removed")
                abandoned += 1
        return adopted, abandoned


def _ending(source: Path) -> str:
    """The file's own ending, as far as it is one."""
    return source.suffix.lower() if re.fullmatch(r"\.[a-z0-9]{1,8}", source.suffix.lower()) else ".bin"
