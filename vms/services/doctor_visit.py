"""One look at a data folder: what is known beforehand, what was found so far, how far it has come."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from vms.core.instants import MINUTE
from vms.core.paths import DataFolder
from vms.models.database import Catalogue
from vms.services.doctor_findings import Finding, Level, Progress, Report, Tally
from vms.services.doctor_repair import Repairs
from vms.video.segment import start_of

# What is younger is the recorder's own business while one runs: its rows follow its files within seconds.
YOUNG_US = 10 * MINUTE
_TELL_S = 0.2


@dataclass
class Visit:
    """One thread. ``cameras``: number → when it was removed; ``codes`` likewise. ``open_paths``: being written now.
    ``storage``: number of this folder, where the school has several.
    """

    catalogue: Catalogue
    folder: DataFolder
    level: Level
    now_us: int
    cameras: dict[int, int | None]
    codes: dict[int, str]
    recording: set[int]
    open_paths: set[str]
    recorder_running: bool
    storage: str
    tally: Tally
    repairs: Repairs | None
    total: int
    tell: Callable[[Progress], None]
    stopping: threading.Event
    rows: int = 0
    files: int = 0
    evidence: int = 0
    done: int = 0
    _rows: Counter[int] = field(default_factory=Counter)
    _told: float = 0.0

    @property
    def recordings(self) -> Path:
        """The folder of the recordings."""
        return self.folder.recordings

    def row(self, camera_id: int) -> None:
        """One more row was looked at."""
        self.rows += 1
        self._rows[camera_id] += 1
        self.step()

    def rows_of(self, camera_id: int) -> int:
        """How many rows of the camera were looked at."""
        return self._rows[camera_id]

    def step(self) -> None:
        """One more thing is done; tells it now and then."""
        self.done += 1
        now = time.monotonic()
        if now - self._told > _TELL_S:
            self._told = now
            self.tell(Progress(self.done, max(self.total, self.done)))

    def add(self, finding: Finding, mend: Callable[[Repairs], bool] | None = None) -> None:
        """Note a finding; ``mend`` puts it right where that is wanted, and says whether it did."""
        mended = self.repairs is not None and mend is not None and mend(self.repairs)
        self.tally.add(replace(finding, repaired=mended, at_us=_begin(finding.subject)))

    def young(self, path: Path) -> bool:
        """Whether a recorder at work may still be busy with the file, or it is gone by now."""
        try:
            changed_us = path.stat().st_mtime_ns // 1000
        except FileNotFoundError:
            return True
        return self.recorder_running and self.now_us - changed_us < YOUNG_US

    def report(self, *, repairing: bool, seconds: float) -> Report:
        """What came of it."""
        return Report(
            level=self.level,
            repairing=repairing,
            cancelled=self.stopping.is_set(),
            rows=self.rows,
            files=self.files,
            evidence=self.evidence,
            seconds=seconds,
            recorder_running=self.recorder_running,
            findings=tuple(self.tally.listed),
            counts=dict(self.tally.counts),
            repaired={code: number for code, number in self.tally.repaired.items() if number},
            cameras=self.codes,
        )


def _begin(subject: str) -> int | None:
    try:
        return start_of(Path(subject))
    except ValueError:
        return None
