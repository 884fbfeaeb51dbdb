"""Killed in the middle: ``FOLDER row|minutes|job-copy|job-row|job-done|import-copy|import-row INCIDENT``."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tests.unit.services.school_in_a_box import NOON, HandClock
from vms.core.instants import SECOND, Span
from vms.core.paths import DataFolder
from vms.models.database import open_catalogue
from vms.models.evidence import EvidenceItem
from vms.models.imported import ImportedFile
from vms.models.minutes import Minutes
from vms.security.permissions import Role
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.clip_queue import ClipQueue
from vms.services.clip_worker import ClipWorker
from vms.services.evidence import Evidence
from vms.services.footage import Footage
from vms.services.holds import Holds
from vms.services.imports import ImportDraft, Imports
from vms.services.incidents import Incidents
from vms.services.minutes import MinutesDesk
from vms.services.school import Limits, School


def die(*_args: object, **_values: object) -> None:
    """What a power cut does, as near as a program can."""
    os.kill(os.getpid(), signal.SIGKILL)


def main(root: str, where: str, incident: int) -> None:
    folder, clock = DataFolder(Path(root)), HandClock()
    catalogue = open_catalogue(folder.catalogue, clock)
    audit = Audit(catalogue, clock)
    holds, limits, school = Holds(catalogue, clock, audit), Limits(catalogue, audit), School(catalogue, clock, audit)
    evidence = Evidence(catalogue, clock, audit, folder, Footage(catalogue, folder, clock), holds, school, limits)
    desk = MinutesDesk(
        catalogue, clock, audit, folder, school, Incidents(catalogue, clock, audit, holds, limits), evidence
    )
    board = Actor(1, "board", "Lê Thị Minh Hà", Role.BOARD, "Hiệu trưởng", "killed")
    if where.startswith("import"):
        imports = Imports(catalogue, clock, audit, folder, evidence.rights, None)  # type: ignore[arg-type]
        if where == "import-row":
            ImportedFile.create = die  # type: ignore[method-assign]
        told = die if where == "import-copy" else lambda _share: None
        draft = ImportDraft("Chị Lan", incident_id=incident, claimed_us=NOON - 60 * SECOND, said_by="Chị Lan")
        imports.take_in(board, folder.root.parent / "phone.mp4", draft, told)  # type: ignore[arg-type]
    elif where.startswith("job"):
        worker = ClipWorker(catalogue, clock, audit, evidence, root, "pc-1")
        if where == "job-copy":
            ClipQueue.keep = die  # type: ignore[method-assign]
        elif where == "job-row":
            EvidenceItem.create = die  # type: ignore[method-assign]
        else:
            ClipQueue.done = die  # type: ignore[method-assign]
        worker.step()
    elif where == "row":
        EvidenceItem.create = die  # type: ignore[method-assign]
        evidence.cut(board, incident, 1, Span(NOON - 59 * SECOND, NOON - 57 * SECOND))
    else:
        Minutes.update = die  # type: ignore[method-assign]
        desk.issue(board, incident)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
