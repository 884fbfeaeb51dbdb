"""Does the disk hold what the catalogue says, and does the catalogue know what is on the disk?

Reads beside a recorder at work without getting in its way: what is younger than ten minutes is left to it. Millions of
rows pass in portions. With ``repair`` what can be put right without losing anything is; the rest is named. What each
kind of finding means and how it comes about: ``docs/recording.md``.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from vms.core.clock import Clock
from vms.core.paths import DataFolder
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.recording import RecorderStatus, Segment
from vms.security.permissions import Action, may
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.doctor_disk import files_without_row
from vms.services.doctor_evidence import check_evidence
from vms.services.doctor_findings import Code, Finding, Level, Progress, Report, Tally
from vms.services.doctor_gaps import check_gaps
from vms.services.doctor_repair import Repairs
from vms.services.doctor_rows import check_rows
from vms.services.doctor_visit import Visit
from vms.services.footage import STALE_US
from vms.services.recorder_lock import holder
from vms.services.recorder_post import storage_number
from vms.services.recording_store import RecordingStore

__all__ = ["Code", "Doctor", "Finding", "Level", "Progress", "Report"]

# Named one by one in the log of acts; the counts name all.
_LOGGED = 100


class Doctor:
    """Checks a data folder. ``check`` on any thread but the GUI's: it takes minutes where years are stored."""

    def __init__(self, catalogue: Catalogue, folder: DataFolder, clock: Clock, audit: Audit) -> None:
        self._catalogue, self._folder, self._clock, self._audit = catalogue, folder, clock, audit
        self._store = RecordingStore(catalogue, folder)
        self._closing = threading.Event()
        self._running: set[threading.Event] = set()

    def close(self) -> None:
        """End what runs; nothing can be begun any more."""
        self._closing.set()
        for stopping in list(self._running):
            stopping.set()

    def may(self, actor: Actor) -> bool:
        """Whether the actor looks after recordings: the board, and IT."""
        return may(actor.role, Action.SCHOOL) or may(actor.role, Action.CONFIGURE_CAMERAS)

    def check(
        self,
        actor: Actor | None,
        level: Level,
        *,
        repair: bool = False,
        progress: Callable[[Progress], None] | None = None,
        stopping: threading.Event | None = None,
    ) -> Report:
        """Look, and with ``repair`` mend. ``actor`` None: from the command line, where the folder's own rights count.

        ``stopping`` ends it early; the report says so. Raises NotAllowed, CatalogueError.
        """
        if actor is not None:
            board = may(actor.role, Action.SCHOOL)
            self._audit.require(actor, Action.SCHOOL if board else Action.CONFIGURE_CAMERAS)
        begun, stopping = time.monotonic(), stopping or threading.Event()
        self._running.add(stopping)
        if self._closing.is_set():
            stopping.set()
        try:
            with self._catalogue.guarded():
                visit = self._begin(level, repair=repair, progress=progress, stopping=stopping)
                self._look(visit)
        finally:
            self._running.discard(stopping)
        report = visit.report(repairing=repair, seconds=time.monotonic() - begun)
        if repair and report.repaired:
            self._log(actor, report)
        return report

    def _begin(
        self,
        level: Level,
        *,
        repair: bool,
        progress: Callable[[Progress], None] | None,
        stopping: threading.Event,
    ) -> Visit:
        now = self._clock.now_us()
        with self._catalogue.read():
            rows = list(Camera.select(Camera.id, Camera.code, Camera.removed_us))
            fresh = [row for row in RecorderStatus.select() if row.state != "off" and now - row.beat_us < STALE_US]
            total = Segment.select().count()
        running = bool(fresh) or holder(self._folder.root) is not None
        tally = Tally()
        storage = "" if self._catalogue.on_sqlite else storage_number(self._folder.recordings)
        repairs = Repairs(self._catalogue, self._folder.recordings, storage) if repair else None
        return Visit(
            catalogue=self._catalogue,
            folder=self._folder,
            level=level,
            now_us=now,
            cameras={row.id: row.removed_us for row in rows},
            codes={row.id: row.code for row in rows},
            recording={row.camera_id for row in fresh if row.state == "recording"},
            open_paths={row.open_path for row in fresh if row.open_path},
            recorder_running=running,
            storage=storage,
            tally=tally,
            repairs=repairs,
            total=2 * total,
            tell=progress or (lambda _progress: None),
            stopping=stopping,
        )

    def _look(self, visit: Visit) -> None:
        if not self._store.present():
            # Every file would be missing, and repairing would believe it.
            visit.add(Finding(Code.STORE_AWAY, str(self._folder.recordings)))
        else:
            for camera_id, removed_us in visit.cameras.items():
                check_rows(visit, camera_id)
                if removed_us is not None and visit.rows_of(camera_id):
                    visit.add(Finding(Code.CAMERA_REMOVED, f"camera:{camera_id}", camera_id))
            files_without_row(visit)
            check_gaps(visit)
        check_evidence(visit)

    def _log(self, actor: Actor | None, report: Report) -> None:
        repaired = [finding for finding in report.findings if finding.repaired]
        self._audit.write(
            actor,
            "recordings_repaired",
            object="recordings",
            counts={code.value: number for code, number in report.repaired.items() if number},
            subjects=[f"{finding.code} {finding.subject}" for finding in repaired[:_LOGGED]],
        )
