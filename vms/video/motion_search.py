"""Where something moved inside a drawn area: an overview first, then all key frames, then the exact times.

Key frames are decoded alone, each compared with the one before it. The overview takes one each eight seconds and is
through in a quarter of the time: whoever stays that long shows there. Then all of them, of a camera with few key frames
all pictures: what comes, goes or walks by in two seconds. What the overview found is put right by that, or taken back.
Then the edges of each stretch are looked for picture by picture.
``thorough`` also decodes what lies between two key frames that look alike: a dash in less time than that.
"""

from __future__ import annotations

import dataclasses
import itertools
import os
from collections import defaultdict, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from vms.core.instants import SECOND, Span
from vms.video.motion_area import Box, Comparer, Point, as_sent, as_shown
from vms.video.motion_keys import LEAST_STEP_US, Glimpse, Reading, glimpses, key_glimpses
from vms.video.motion_runs import BRIDGE_US, Eye, Run, Seen
from vms.video.reader import Piece

# Of the overview; a little less than four key frames of the usual two seconds, whose times tremble.
_ROUGH_STEP_US = 15 * SECOND // 2
_EVERY_US = SECOND // 5
_MOST_THREADS = 8
T = TypeVar("T")
A = TypeVar("A")


class MotionStage(StrEnum):
    """What a search is about: an overview, all key frames, the exact times."""

    OVERVIEW = "overview"
    KEYS = "keys"
    EDGES = "edges"


@dataclass(frozen=True, slots=True)
class MotionAsk:
    """What to look for in one camera. ``points``: corners of the area in the picture as panes show it, shares of its
    width and height; ``level``: 1 to 5, the highest sees the faintest; ``least``: smallest thing, share of the picture.
    """

    camera_id: int
    pieces: tuple[Piece, ...]
    span: Span
    points: tuple[Point, ...]
    level: int = 3
    least: float = 0.002
    thorough: bool = False
    turn: int = 0
    mirror: bool = False


@dataclass(frozen=True, slots=True)
class MotionFind:
    """A stretch in which something moved. ``share``: of the area, at its peak; ``box``: where, in the picture as panes
    show it; ``number`` stays the same when the edges are corrected later (``exact``).
    """

    camera_id: int
    number: int
    span: Span
    peak_us: int
    share: float
    box: Box
    jpeg: bytes
    exact: bool = False


@dataclass(frozen=True, slots=True)
class MotionProgress:
    """How far: 0 to 1 of each stage, one after the other."""

    camera_id: int
    share: float
    stage: MotionStage


@dataclass(frozen=True, slots=True)
class MotionDamage:
    """A stretch of a file that couldn't be read; ``name`` is the file's."""

    camera_id: int
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class MotionDropped:
    """A find of the overview that was none when looked at closely."""

    camera_id: int
    number: int


MotionNews = MotionFind | MotionProgress | MotionDamage | MotionDropped
Tell = Callable[[MotionNews], None]
Stopping = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Scanned:
    """One piece looked through; ``first`` also ends the last pair of the piece before it."""

    piece: Piece
    first: Glimpse | None
    seen: Seen
    damaged: tuple[Span, ...]


class MotionSearch:
    """One camera's search; its stages block, on the calling thread and some of its own."""

    def __init__(
        self, ask: MotionAsk, tell: Tell, stopping: Stopping, numbers: Iterator[int], threads: int | None = None
    ) -> None:
        """``tell`` is called on the calling thread only. ``numbers``: of its finds. ``threads``: as many as there are
        processors, unless told otherwise.
        """
        self._ask, self._tell, self._stopping = ask, tell, stopping
        self._threads = threads or min(_MOST_THREADS, os.cpu_count() or 1)
        self._eye = Eye(as_sent(ask.points, ask.turn, mirror=ask.mirror), ask.level, ask.least, ask.turn, ask.mirror)
        self._pieces = sorted((p for p in ask.pieces if _touches(p, ask.span)), key=lambda piece: piece.start_us)
        self._finds: dict[int, tuple[MotionFind, Run]] = {}
        self._numbers = numbers
        self._unproved: dict[int, Span] = {}  # finds of the overview that no closer look has seen yet
        self._quiet: list[tuple[Piece, Span]] = []  # between which key frames nothing moved
        self._named: set[tuple[str, int]] = set()

    def stage(self, stage: MotionStage) -> None:
        """One stage, each in its turn, until it is done or ``stopping`` says so."""
        with ThreadPoolExecutor(self._threads, thread_name_prefix="motion search") as pool:
            match stage:
                case MotionStage.OVERVIEW:
                    self._scan_all(pool, stage)
                    self._unproved = {number: run.span for number, (_, run) in self._finds.items()}
                case MotionStage.KEYS:
                    self._quiet = self._scan_all(pool, stage)
                    if not self._stopping():
                        self._drop_unproved()
                case MotionStage.EDGES:
                    self._refine_all(pool)
                    if self._ask.thorough:
                        self._look_between(pool, self._quiet)

    # --- key frames ---

    def _scan_all(self, pool: ThreadPoolExecutor, stage: MotionStage) -> list[tuple[Piece, Span]]:
        """Tell what moved from one key frame to the next; between which of them nothing did."""
        quiet: list[tuple[Piece, Span]] = []
        before: _Scanned | None = None
        waiting: Run | None = None
        scans = _in_order(pool, lambda piece: self._scan(piece, stage), self._pieces, 2 * self._threads)
        for done, scanned in enumerate(scans, 1):
            if stage is MotionStage.KEYS:
                self._tell_damaged(scanned.piece, scanned.damaged)
            if before is not None:
                if scanned.first is not None:
                    before.seen.add(scanned.first)
                waiting = self._take(before, waiting, quiet)
            before = scanned
            self._tell(MotionProgress(self._ask.camera_id, done / len(self._pieces), stage))
            if self._stopping():
                break
        if before is not None:
            waiting = self._take(before, waiting, quiet)
        self._found(waiting)
        return quiet

    def _take(self, scanned: _Scanned, waiting: Run | None, quiet: list[tuple[Piece, Span]]) -> Run | None:
        """Tell the piece's runs but the one that the next piece may go on with: that waits."""
        quiet += [(scanned.piece, span) for span in scanned.seen.quiet]
        for run in scanned.seen.runs:
            if waiting is not None and run.first.start - waiting.last.end <= BRIDGE_US:
                waiting = waiting.joined(run)
            else:
                self._found(waiting)
                waiting = run
        if waiting is not None and scanned.piece.end_us - waiting.last.end > BRIDGE_US:
            self._found(waiting)
            waiting = None
        return waiting

    def _scan(self, piece: Piece, stage: MotionStage) -> _Scanned:
        step_us = _ROUGH_STEP_US if stage is MotionStage.OVERVIEW else LEAST_STEP_US
        reading = Reading()
        first, seen = self._compare(key_glimpses(piece, self._ask.span, reading, self._stopping, step_us))
        part = self._ask.span.clip(Span(piece.start_us, piece.end_us))
        if stage is MotionStage.KEYS and part is not None and seen.blind(part):
            # A camera with a key frame a minute, or a file that is cut off: only reading all of it tells.
            reading = Reading()
            first, seen = self._compare(glimpses(piece, part, step_us, reading, self._stopping))
        return _Scanned(piece, first, seen, tuple(reading.damaged))

    def _compare(self, pictures: Iterator[Glimpse]) -> tuple[Glimpse | None, Seen]:
        first: Glimpse | None = None
        seen = Seen(self._eye)
        for glimpse in pictures:
            first = first or glimpse
            seen.add(glimpse)
        return first, seen

    def _found(self, run: Run | None) -> None:
        """Tell of it; what the overview found there keeps its number."""
        if run is None:
            return
        seen = [number for number, span in self._unproved.items() if span.overlaps(run.span)]
        number = seen[0] if seen else next(self._numbers)
        self._unproved.pop(number, None)
        self._put(number, run)

    def _drop_unproved(self) -> None:
        for number in self._unproved:
            del self._finds[number]
            self._tell(MotionDropped(self._ask.camera_id, number))
        self._unproved = {}

    def _put(self, number: int, run: Run, *, exact: bool = False) -> None:
        ask = self._ask
        span = run.span.clip(ask.span) or run.span
        box = as_shown(run.box, ask.turn, mirror=ask.mirror)
        find = MotionFind(ask.camera_id, number, span, run.peak_us, run.share, box, run.jpeg, exact)
        self._finds[number] = (find, run)
        self._tell(find)

    def _tell_damaged(self, piece: Piece, damaged: Sequence[Span]) -> None:
        for span in damaged:
            key = (piece.path.name, span.start)
            if key not in self._named:
                self._named.add(key)
                self._tell(MotionDamage(self._ask.camera_id, piece.path.name, span))

    # --- more pictures ---

    def _refine_all(self, pool: ThreadPoolExecutor) -> None:
        jobs = list(self._finds.values())
        for done, find in enumerate(_in_order(pool, lambda job: self._refined(*job), jobs, 2 * self._threads), 1):
            self._finds[find.number] = (find, self._finds[find.number][1])
            self._tell(find)
            self._tell(MotionProgress(self._ask.camera_id, done / len(jobs), MotionStage.EDGES))
            if self._stopping():
                return

    def _refined(self, find: MotionFind, run: Run) -> MotionFind:
        """Its edges to a fifth of a second: against the last quiet picture before it, and the first one after it."""
        changes = self._differing(run.first, against_first=True)
        start = next(changes, run.first.end)  # none before the key frame that differs: it is the first
        changes.close()
        end = run.last.start
        for end in self._differing(run.last, against_first=False):  # noqa: B007 - the last one counts
            pass
        span = Span(start, max(end, start + _EVERY_US)).clip(self._ask.span)
        return find if span is None else dataclasses.replace(find, span=span, exact=True)

    def _differing(self, span: Span, *, against_first: bool) -> Generator[int, None, None]:
        """Instants at which the picture differs from the span's first key frame, or from the one that ends it."""
        piece = self._piece_at(span.start)
        if piece is None or self._stopping():
            return
        ground: Glimpse | None = None
        if not against_first:
            ending = self._piece_at(span.end)
            if ending is None:
                return
            ground = next(glimpses(ending, Span(span.end, span.end + SECOND), _EVERY_US, Reading()), None)
        comparer: Comparer | None = None
        for glimpse in glimpses(piece, span, _EVERY_US, Reading()):
            if ground is None or ground.grey.shape != glimpse.grey.shape:
                ground = glimpse
                continue
            comparer = comparer or self._eye.comparer(glimpse)
            if comparer.compare(ground.grey, glimpse.grey) is not None:
                yield glimpse.instant_us

    def _look_between(self, pool: ThreadPoolExecutor, quiet: list[tuple[Piece, Span]]) -> None:
        known = [find.span for find, _ in self._finds.values()]
        jobs = [(piece, span) for piece, span in quiet if not any(_near(span, one) for one in known)]
        for done, run in enumerate(_in_order(pool, lambda job: self._between(*job), jobs, 2 * self._threads), 1):
            if run is not None:
                self._put(next(self._numbers), run, exact=True)
            self._tell(MotionProgress(self._ask.camera_id, done / len(jobs), MotionStage.EDGES))
            if self._stopping():
                return

    def _between(self, piece: Piece, span: Span) -> Run | None:
        if self._stopping():
            return None
        seen = Seen(self._eye, fixed=True)
        for glimpse in glimpses(piece, span, _EVERY_US, Reading()):
            seen.add(glimpse)
        if not seen.runs:
            return None
        run = seen.runs[0]
        for other in seen.runs[1:]:
            run = run.joined(other)
        run.first = run.last = Span(run.first.end, max(run.last.end, run.first.end + _EVERY_US))
        return run

    def _piece_at(self, instant: int) -> Piece | None:
        return next((piece for piece in self._pieces if piece.start_us <= instant < piece.end_us), None)


def search_all(asks: Iterable[MotionAsk], tell: Tell, stopping: Stopping, threads: int | None = None) -> None:
    """Search several cameras: the overview of all of them first, then all key frames, then the exact times. Blocking.

    ``tell`` is called on the calling thread only; ``threads``: processors, unless told otherwise.
    """
    numbers: defaultdict[int, Iterator[int]] = defaultdict(lambda: itertools.count(1))  # several spans, one camera
    searches = [MotionSearch(ask, tell, stopping, numbers[ask.camera_id], threads) for ask in asks]
    for stage in MotionStage:
        for search in searches:
            if stopping():
                return
            search.stage(stage)


def _in_order(pool: ThreadPoolExecutor, work: Callable[[A], T], jobs: Iterable[A], ahead: int) -> Iterator[T]:
    """Results in the order of the jobs, only so many begun ahead: a stop leaves little to wait for."""
    waiting: deque[Future[T]] = deque()
    source = iter(jobs)
    try:
        for job in itertools.islice(source, ahead):
            waiting.append(pool.submit(work, job))
        while waiting:
            result = waiting.popleft().result()
            for job in itertools.islice(source, 1):
                waiting.append(pool.submit(work, job))
            yield result
    finally:
        for future in waiting:
            future.cancel()


def _near(span: Span, other: Span) -> bool:
    return span.start - BRIDGE_US < other.end and other.start < span.end + BRIDGE_US


def _touches(piece: Piece, span: Span) -> bool:
    return piece.start_us < span.end and piece.end_us > span.start
