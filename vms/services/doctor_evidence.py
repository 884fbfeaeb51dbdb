"""Evidence and issued minutes against what the catalogue says of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vms.core.hashing import sha256_file
from vms.models.evidence import EvidenceItem
from vms.models.minutes import Minutes
from vms.services.doctor_findings import Code, Finding, Level
from vms.services.doctor_visit import Visit


def check_evidence(visit: Visit) -> None:
    """Is every file there; from level 2 its size, on level 3 its hash. Never repaired: evidence isn't touched."""
    for name, size, digest in list(_sealed(visit)):
        if visit.stopping.is_set():
            return
        visit.evidence += 1
        path: Path = visit.folder.evidence / name
        if not path.is_file():
            visit.add(Finding(Code.EVIDENCE_MISSING, name))
        elif visit.level >= Level.READABLE and size is not None and path.stat().st_size != size:
            visit.add(Finding(Code.EVIDENCE_CHANGED, name, None, f"bytes: {size} → {path.stat().st_size}"))
        elif visit.level >= Level.CONTENT and (found := sha256_file(path)) != digest:
            visit.add(Finding(Code.EVIDENCE_CHANGED, name, None, f"{digest[:16]} {found[:16]}"))


def _sealed(visit: Visit) -> Iterator[tuple[str, int | None, str]]:
    with visit.catalogue.read():
        for item in EvidenceItem.select().where(EvidenceItem.removed_us.is_null()):
            yield item.path, item.size, item.sha256
        for minutes in Minutes.select().where((Minutes.path != "") & (Minutes.sha256 != "")):
            yield minutes.path, None, minutes.sha256
