"""Writes down what the tapes report: connections, segments, and the stretches that are missing.

Tapes report on their own threads and never wait; the recorder's main thread writes, in the order reported. What can't
be written now (the catalogue is busy) waits. A segment whose row is lost with the process is found again at the start.

A gap is the camera's: where main and sub stream are both recorded, the main stream's gaps count, and what the sub
stream missed stands in its connections alone. What the plan doesn't ask for is no gap: its reason is NOT_PLANNED.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vms.core.instants import SECOND, Span, subtract
from vms.models.database import Catalogue
from vms.models.recording import Gap, RecordingRun, Segment
from vms.models.room import NEVER, room_after
from vms.video.reader import LONGEST_US
from vms.video.segment import SegmentFile
from vms.video.tape import TapeEvents

# A reconnect this quick is noted in the run, not as a stretch without footage.
SHORTEST_GAP_US = SECOND
CONNECTING = "connecting"
# The plan asks for nothing now: the end of a connection, never of a gap's beginning.
NOT_PLANNED = "not_planned"
# Ends of what was written while the camera stayed connected.
CAUSE_OVER, CAUSE_CHANGED = "cause_over", "cause_changed"

# Camera and stream.
_Key = tuple[int, str]
_NEAR = 100


@dataclass(frozen=True, slots=True)
class Began:
    """Pictures are written (again, or for another cause)."""

    camera_id: int
    start_us: int
    cause: str = "continuous"
    stream: str = "main"
    gaps: bool = True  # the stream leads: what it misses is missing of the camera


@dataclass(frozen=True, slots=True)
class Armed:
    """Pictures come, and nothing of them is to be written."""

    camera_id: int
    since_us: int
    stream: str = "main"
    gaps: bool = True


@dataclass(frozen=True, slots=True)
class Finished:
    """A segment lies on disk."""

    camera_id: int
    segment: SegmentFile
    stream: str = "main"
    gaps: bool = True


@dataclass(frozen=True, slots=True)
class Missing:
    """No pictures from here on."""

    camera_id: int
    since_us: int
    reason: str
    stream: str = "main"
    gaps: bool = True


@dataclass(frozen=True, slots=True)
class Unplanned:
    """Nothing is wanted of the camera from here on: what was missing is over."""

    camera_id: int
    since_us: int


@dataclass(frozen=True, slots=True)
class Explained:
    """Why there are no pictures, known only now."""

    camera_id: int
    reason: str


Report = Began | Armed | Finished | Missing | Unplanned | Explained


class Ledger:
    """Takes reports from any thread (``vms.video.tape.TapeEvents``); ``flush`` on the main thread."""

    def __init__(
        self,
        catalogue: Catalogue,
        recordings: Path,
        storage: str = "",
        recorder: str = "",
        owns: Callable[[int], bool] = lambda _camera: True,
    ) -> None:
        """``owns``: whether a camera is this recorder's now; what is missing of another's is for that one to say."""
        self._storage, self._recorder, self._owns = storage, recorder, owns
        self._catalogue, self._recordings = catalogue, recordings
        self._lock = threading.Lock()
        self._waiting: deque[Report] = deque()
        self._runs: dict[_Key, int] = {}
        self._causes: dict[int, str] = {}
        self._leads: dict[int, str] = {}

    def lead(self, camera_id: int, stream: str) -> None:
        """From now on this stream's gaps are the camera's; the main one's until somebody says otherwise."""
        self._leads[camera_id] = stream

    def leads(self, camera_id: int, stream: str) -> bool:
        """Whether this stream's gaps are the camera's."""
        return self._leads.get(camera_id, "main") == stream

    def of(self, stream: str) -> TapeEvents:
        """The ledger for the tapes of one stream."""
        return _Page(self, stream)

    def began(self, camera_id: int, start_us: int, cause: str = "continuous") -> None:
        """From this picture on the main stream is written."""
        self.add(Began(camera_id, start_us, cause))

    def armed(self, camera_id: int, since_us: int) -> None:
        """The main stream comes and waits for a cause."""
        self.add(Armed(camera_id, since_us))

    def finished(self, camera_id: int, segment: SegmentFile) -> None:
        """A segment lies on disk under its final name."""
        self.add(Finished(camera_id, segment))

    def missing(self, camera_id: int, since_us: int, reason: str) -> None:
        """From here on nothing is recorded, until ``began``."""
        self.add(Missing(camera_id, since_us, reason))

    def unplanned(self, camera_id: int, since_us: int) -> None:
        """The plan asks for nothing from here on."""
        self.add(Unplanned(camera_id, since_us))

    def explained(self, camera_id: int, reason: str) -> None:
        """The real reason of a gap that began with connecting; opens none."""
        self.add(Explained(camera_id, reason))

    def add(self, item: Report) -> None:
        """Take a report. Any thread."""
        with self._lock:
            self._waiting.append(item)

    def flush(self) -> int:
        """Write what waits, in one transaction; how many. Raises CatalogueError: everything then waits on."""
        with self._lock:
            items = list(self._waiting)
        if not items:
            return 0
        before = dict(self._runs), dict(self._causes)
        try:
            with self._catalogue.write():
                for item in items:
                    self._write(item)
        except BaseException:
            self._runs, self._causes = before  # the transaction took its runs back
            raise
        with self._lock:
            for _ in items:
                self._waiting.popleft()
        return len(items)

    def _write(self, item: Report) -> None:
        match item:
            case Began(camera_id, start_us, cause, stream, gaps):
                if gaps:
                    close_gap(camera_id, start_us)
                self._end_run((camera_id, stream), start_us, CAUSE_CHANGED)
                run = RecordingRun.create(
                    camera=camera_id, start_us=start_us, recorder=self._recorder, stream=stream, cause=cause
                )
                self._runs[camera_id, stream] = run.id
                self._causes[run.id] = cause
            case Armed(camera_id, since_us, stream, gaps):
                self._end_run((camera_id, stream), since_us, CAUSE_OVER)
                if gaps:
                    close_gap(camera_id, since_us)
            case Finished(camera_id, segment, stream, gaps):
                run_id = self._runs.get((camera_id, stream))
                cause = self._causes.get(run_id or 0, "continuous")
                insert_segment(self._recordings, camera_id, segment, run_id, self._storage, stream=stream, cause=cause)
                if gaps:
                    # After a clock was set back there may be gaps of the time that came again.
                    clear_gaps(camera_id, Span(segment.start_us, segment.end_us))
            case Missing(camera_id, since_us, reason, stream, gaps):
                self._end_run((camera_id, stream), since_us, reason)
                if gaps and reason == NOT_PLANNED:
                    close_gap(camera_id, since_us)
                elif gaps and self._owns(camera_id):
                    open_gap(camera_id, since_us, reason)
            case Unplanned(camera_id, since_us):
                close_gap(camera_id, since_us)
            case Explained(camera_id, reason):
                Gap.update(reason=reason).where(
                    (Gap.camera == camera_id) & Gap.end_us.is_null() & (Gap.reason == CONNECTING)
                ).execute()

    def _end_run(self, key: _Key, end_us: int, reason: str) -> None:
        run = self._runs.pop(key, None)
        if run is not None:
            self._causes.pop(run, None)
            RecordingRun.update(end_us=end_us, reason=reason).where(RecordingRun.id == run).execute()


class _Page:
    """``TapeEvents`` of one stream, on the tape's thread."""

    def __init__(self, ledger: Ledger, stream: str) -> None:
        self._ledger, self._stream = ledger, stream

    def began(self, camera_id: int, start_us: int, cause: str) -> None:
        self._ledger.add(Began(camera_id, start_us, cause, self._stream, self._gaps(camera_id)))

    def armed(self, camera_id: int, since_us: int) -> None:
        self._ledger.add(Armed(camera_id, since_us, self._stream, self._gaps(camera_id)))

    def finished(self, camera_id: int, segment: SegmentFile) -> None:
        self._ledger.add(Finished(camera_id, segment, self._stream, self._gaps(camera_id)))

    def missing(self, camera_id: int, since_us: int, reason: str) -> None:
        self._ledger.add(Missing(camera_id, since_us, reason, self._stream, self._gaps(camera_id)))

    def _gaps(self, camera_id: int) -> bool:
        return self._ledger.leads(camera_id, self._stream)


def stream_folder(recordings: Path, camera_id: int, stream: str) -> Path:
    """Where a stream's segments lie: the main one's in the camera's folder, the sub stream's in one beside it."""
    return recordings / (str(camera_id) if stream == "main" else f"{camera_id}-{stream}")


def stream_of(path: str) -> str:
    """The stream of a segment by its path below the recordings folder."""
    return "sub" if path.partition("/")[0].endswith("-sub") else "main"


def insert_segment(
    recordings: Path,
    camera_id: int,
    segment: SegmentFile,
    run: int | None,
    storage: str = "",
    *,
    stream: str = "main",
    cause: str = "continuous",
) -> None:
    """A row for a file; one that is already there stays."""
    Segment.insert(
        camera=camera_id,
        run=run,
        storage=storage,
        path=segment.path.relative_to(recordings).as_posix(),
        start_us=segment.start_us,
        end_us=segment.end_us,
        size=segment.size,
        codec=segment.codec,
        width=segment.width,
        height=segment.height,
        frames=segment.frames,
        stream=stream,
        cause=cause,
        sha256=segment.sha256,
    ).on_conflict_ignore().execute()


def open_gap(camera_id: int, since_us: int, reason: str) -> None:
    """Begin a stretch without footage; one that is already open goes on under its first real reason."""
    gap = Gap.get_or_none((Gap.camera == camera_id) & Gap.end_us.is_null())
    if gap is None:
        # A clock that was set back says a time at which there is footage.
        start_us, _ = room_after(camera_id, since_us, LONGEST_US, SHORTEST_GAP_US)
        Gap.create(camera=camera_id, start_us=start_us, reason=reason)
    elif gap.reason == CONNECTING and reason != CONNECTING:
        Gap.update(reason=reason).where(Gap.id == gap.id).execute()


def close_gap(camera_id: int, end_us: int) -> None:
    """Footage again. A stretch too short to speak of leaves no row."""
    for gap in list(Gap.select().where((Gap.camera == camera_id) & Gap.end_us.is_null())):
        if end_us - gap.start_us < SHORTEST_GAP_US:
            Gap.delete().where(Gap.id == gap.id).execute()
        else:
            Gap.update(end_us=end_us).where(Gap.id == gap.id).execute()


def clear_gaps(camera_id: int, span: Span) -> None:
    """Footage was found where none was thought to be: gaps are cut around it. Inside ``write()``."""
    over = (Gap.camera == camera_id) & (Gap.start_us < span.end) & (Gap.end_us.is_null() | (Gap.end_us > span.start))
    # Gaps don't overlap each other: the last ones that begin before the span's end are enough.
    for gap in list(Gap.select().where(over).order_by(Gap.start_us.desc()).limit(_NEAR)):
        Gap.delete().where(Gap.id == gap.id).execute()
        whole = Span(gap.start_us, max(gap.start_us, NEVER if gap.end_us is None else gap.end_us))
        for left in subtract(whole, [span]):
            if left.length >= SHORTEST_GAP_US:
                end_us = None if left.end == NEVER else left.end
                Gap.create(camera=camera_id, start_us=left.start, end_us=end_us, reason=gap.reason)
