"""Writes down what the tapes report: connections, segments, and the stretches that are missing.

Tapes report on their own threads and never wait; the recorder's main thread writes, in the order reported. What can't
be written now (the catalogue is busy) waits. A segment whose row is lost with the process is found again at the start.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from vms.core.instants import SECOND
from vms.models.database import Catalogue
from vms.models.recording import Gap, RecordingRun, Segment
from vms.video.segment import SegmentFile

# A reconnect this quick is noted in the run, not as a stretch without footage.
SHORTEST_GAP_US = SECOND
CONNECTING = "connecting"


@dataclass(frozen=True, slots=True)
class Began:
    """Pictures come (again)."""

    camera_id: int
    start_us: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A segment lies on disk."""

    camera_id: int
    segment: SegmentFile


@dataclass(frozen=True, slots=True)
class Missing:
    """No pictures from here on."""

    camera_id: int
    since_us: int
    reason: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Why there are no pictures, known only now."""

    camera_id: int
    reason: str


Report = Began | Finished | Missing | Explained


class Ledger:
    """Takes reports from any thread (``vms.video.tape.TapeEvents``); ``flush`` on the main thread."""

    def __init__(self, catalogue: Catalogue, recordings: Path) -> None:
        self._catalogue, self._recordings = catalogue, recordings
        self._lock = threading.Lock()
        self._waiting: deque[Report] = deque()
        self._runs: dict[int, int] = {}

    def began(self, camera_id: int, start_us: int) -> None:
        """The first picture of a connection, or the first after a stretch that is missing."""
        self._add(Began(camera_id, start_us))

    def finished(self, camera_id: int, segment: SegmentFile) -> None:
        """A segment lies on disk under its final name."""
        self._add(Finished(camera_id, segment))

    def missing(self, camera_id: int, since_us: int, reason: str) -> None:
        """From here on nothing is recorded, until ``began``."""
        self._add(Missing(camera_id, since_us, reason))

    def explained(self, camera_id: int, reason: str) -> None:
        """The real reason of a gap that began with connecting; opens none."""
        self._add(Explained(camera_id, reason))

    def _add(self, item: Report) -> None:
        with self._lock:
            self._waiting.append(item)

    def flush(self) -> int:
        """Write what waits, in one transaction; how many. Raises CatalogueError: everything then waits on."""
        with self._lock:
            items = list(self._waiting)
        if not items:
            return 0
        before = dict(self._runs)
        try:
            with self._catalogue.write():
                for item in items:
                    self._write(item)
        except BaseException:
            self._runs = before  # the transaction took its runs back
            raise
        with self._lock:
            for _ in items:
                self._waiting.popleft()
        return len(items)

    def _write(self, item: Report) -> None:
        match item:
            case Began(camera_id, start_us):
                close_gap(camera_id, start_us)
                self._runs[camera_id] = RecordingRun.create(camera=camera_id, start_us=start_us).id
            case Finished(camera_id, segment):
                insert_segment(self._recordings, camera_id, segment, self._runs.get(camera_id))
            case Missing(camera_id, since_us, reason):
                run = self._runs.pop(camera_id, None)
                if run is not None:
                    RecordingRun.update(end_us=since_us, reason=reason).where(RecordingRun.id == run).execute()
                open_gap(camera_id, since_us, reason)
            case Explained(camera_id, reason):
                Gap.update(reason=reason).where(
                    (Gap.camera == camera_id) & Gap.end_us.is_null() & (Gap.reason == CONNECTING)
                ).execute()


def insert_segment(recordings: Path, camera_id: int, segment: SegmentFile, run: int | None) -> None:
    """A row for a file; one that is already there stays."""
    Segment.insert(
        camera=camera_id,
        run=run,
        path=segment.path.relative_to(recordings).as_posix(),
        start_us=segment.start_us,
        end_us=segment.end_us,
        size=segment.size,
        codec=segment.codec,
        width=segment.width,
        height=segment.height,
        frames=segment.frames,
    ).on_conflict_ignore().execute()


def open_gap(camera_id: int, since_us: int, reason: str) -> None:
    """Begin a stretch without footage; one that is already open goes on under its first real reason."""
    gap = Gap.get_or_none((Gap.camera == camera_id) & Gap.end_us.is_null())
    if gap is None:
        Gap.create(camera=camera_id, start_us=since_us, reason=reason)
    elif gap.reason == CONNECTING and reason != CONNECTING:
        Gap.update(reason=reason).where(Gap.id == gap.id).execute()


def close_gap(camera_id: int, end_us: int) -> None:
    """Footage again. A stretch too short to speak of leaves no row."""
    for gap in list(Gap.select().where((Gap.camera == camera_id) & Gap.end_us.is_null())):
        if end_us - gap.start_us < SHORTEST_GAP_US:
            Gap.delete().where(Gap.id == gap.id).execute()
        else:
            Gap.update(end_us=end_us).where(Gap.id == gap.id).execute()
