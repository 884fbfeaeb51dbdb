"""The writing side of one camera's recording: packets in, one-minute segments out, and every stretch that is missing.

Instants: the first packets of a run wait a second; the one that travelled fastest ties the stream's stamps to the wall
clock, and from there on the stamps alone count, so that the distance of two pictures is the camera's own. Only when
stamps and wall clock have parted by more than half a second are they tied anew, on a key frame.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import av
from av.packet import Packet
from av.video.stream import VideoStream

from vms.core.clock import Clock
from vms.core.errors import StorageError, StreamInvalid
from vms.core.instants import MINUTE, SECOND
from vms.core.log import event
from vms.core.workers import Worker
from vms.video.reader import ticks_to_us
from vms.video.segment import SegmentFile, SegmentWriter, repair
from vms.video.timemap import TimeMap

_log = logging.getLogger(__name__)

SEGMENT_US = MINUTE
_SETTLE_US = SECOND
_DRIFT_US = SECOND // 2
_JUMP_US = 10 * SECOND
# About half a minute of pictures: a disk that sleeps longer than that is no disk to record on.
QUEUE_PACKETS = 750
_RETRY_S = 5.0
# 60 s divided by the golden ratio: neighbouring numbers cut far apart.
_SPREAD_US = 37_082_039


class TapeEvents(Protocol):
    """What becomes of a recording. Called on the tape's thread; must neither block nor raise."""

    def began(self, camera_id: int, start_us: int) -> None:
        """The first picture of a connection, or the first after a stretch that is missing."""

    def finished(self, camera_id: int, segment: SegmentFile) -> None:
        """A segment lies on disk under its final name."""

    def missing(self, camera_id: int, since_us: int, reason: str) -> None:
        """From here on nothing is recorded, until ``began``."""


@dataclass(frozen=True, slots=True)
class OpenPart:
    """The segment being written; ``end_us``: up to where it lies on disk and plays."""

    path: Path
    start_us: int
    end_us: int


@dataclass(frozen=True, slots=True)
class _Arrival:
    run: int
    packet: Packet[VideoStream]
    arrival_us: int


@dataclass(frozen=True, slots=True)
class _Break:
    reason: str
    at_us: int


class _Inbox:
    """What waits for the tape. It is woken for a key frame only: then a fragment goes to disk. Waking it for every
    picture would cost more than writing them.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: deque[_Arrival | _Break] = deque()
        self._wake = threading.Event()
        self._closed = False

    def put(self, item: _Arrival | _Break, *, now: bool) -> bool:
        """False when it is full or closed; never blocks."""
        if self._closed or len(self._items) >= self._size:
            return False
        self._items.append(item)
        if now or len(self._items) * 2 > self._size:
            self._wake.set()
        return True

    def take(self, timeout: float) -> list[_Arrival | _Break] | None:
        """What waits now, perhaps nothing; None once closed and empty. One thread."""
        closed = self._closed
        if not closed:
            self._wake.wait(timeout)
            self._wake.clear()
        items = [self._items.popleft() for _ in range(len(self._items))]
        return None if closed and not items else items

    def close(self) -> None:
        """Nothing more comes."""
        self._closed = True
        self._wake.set()

    def __len__(self) -> int:
        return len(self._items)


class _Run:
    """The clock of one connection."""

    def __init__(self, number: int, stamped: bool, packet: Packet[VideoStream]) -> None:
        self.number = number
        self._stamped = stamped
        self.waiting: list[_Arrival] | None = []
        self._map = TimeMap(packet.time_base if stamped else None)
        self._tick = packet.time_base
        self._pts = 0
        self._us = 0
        self.drifted = False

    def arrive(self, item: _Arrival) -> None:
        self._map.arrive(item.packet.pts, item.arrival_us)

    def anchor(self, item: _Arrival) -> None:
        assert item.packet.pts is not None
        self._pts, self._us = item.packet.pts, self._map.instant(item.packet.pts)

    def instant(self, item: _Arrival) -> int:
        """When the picture was taken. Sources without stamps get them from the moments of arrival."""
        packet = item.packet
        if not self._stamped:
            instant = max(item.arrival_us, self._us)
            self._us = instant + 1
            packet.pts = packet.dts = (instant * self._tick.denominator) // (self._tick.numerator * 1_000_000)
            return instant
        assert packet.pts is not None
        instant = self._us + ticks_to_us(packet.pts - self._pts, self._tick)
        if packet.is_keyframe and abs(self._map.instant(packet.pts) - instant) > _DRIFT_US:
            self.anchor(item)
            self.drifted = True
            return self._us
        return instant


class Tape(Worker):
    """One thread that writes what ``put`` hands over. ``put`` and ``cut`` on the receiving thread."""

    def __init__(self, name: str, camera_id: int, folder: Path, events: TapeEvents, clock: Clock) -> None:
        super().__init__(name)
        self.camera_id, self.folder = camera_id, folder
        self.end_reason = "recorder_stopped"
        self.trouble = ""
        self.part: OpenPart | None = None
        self._events, self._clock = events, clock
        self._inbox = _Inbox(QUEUE_PACKETS)
        self._overflow_us: int | None = None
        self._run_now: _Run | None = None
        self._writer: SegmentWriter | None = None
        self._cut_us = 0
        self._retry_at = 0.0
        self._begun = False
        self._last_us = 0

    # --- receiving thread ---

    def put(self, run: int, packet: Packet[VideoStream], arrival_us: int) -> None:
        """Hand a packet over; never blocks. When the disk can't follow, a stretch is given up and named."""
        if self._overflow_us is not None:
            if len(self._inbox) or not packet.is_keyframe:
                return
            self._inbox.put(_Break("overflow", self._overflow_us), now=True)
            self._overflow_us = None
        arrival = _Arrival(run, packet, arrival_us)
        if not self._inbox.put(arrival, now=packet.is_keyframe) and not self.stopping.is_set():
            self._overflow_us = arrival_us
            event(_log, "recording_overflow", logging.WARNING, camera=self.camera_id)

    def cut(self, reason: str) -> None:
        """The connection has ended: close the segment and name the reason of what will be missing."""
        self._overflow_us = None
        item = _Break(reason, self._clock.now_us())
        while not self._inbox.put(item, now=True) and not self.stopping.wait(0.05):
            pass

    def interrupt(self) -> None:
        """End of recording: what waits is written, then the segment is closed."""
        self._inbox.close()

    # --- own thread ---

    def run(self) -> None:
        """Write until the queue is closed and empty."""
        failed = True
        try:
            while (items := self._inbox.take(0.5)) is not None:
                for item in items:
                    if isinstance(item, _Break):
                        self._flush()
                        self._close(item.reason, item.at_us)
                    else:
                        self._take(item)
            self._flush()
            failed = False
        finally:
            self._close("program_error" if failed else self.end_reason, self._clock.now_us())

    def _take(self, item: _Arrival) -> None:
        packet = item.packet
        if packet.pts is None:
            packet.pts = packet.dts
        run = self._run_now
        if run is None or run.number != item.run:
            run = self._run_now = _Run(item.run, _is_stamped(packet), packet)
        if packet.pts is None:
            return
        run.arrive(item)
        if run.waiting is None:
            self._record(run, item)
            return
        run.waiting.append(item)
        if item.arrival_us - run.waiting[0].arrival_us >= _SETTLE_US:
            self._flush()

    def _flush(self) -> None:
        """The run's clock has settled (or the run is over): write what has waited for it."""
        run = self._run_now
        if run is None or not run.waiting:
            return
        waiting, run.waiting = run.waiting, None
        run.anchor(waiting[0])
        for item in waiting:
            self._record(run, item)

    def _record(self, run: _Run, item: _Arrival) -> None:
        packet = item.packet
        instant = run.instant(item)
        if abs(instant - item.arrival_us) > _JUMP_US:
            # The camera's stamps or the PC's clock have jumped: a new count from the next packet on.
            self._close("clock_jumped", self._last_us)
            self._run_now = None
            return
        key = packet.is_keyframe
        if self._writer is not None and key and (run.drifted or instant >= self._cut_us):
            self._finish(None if run.drifted else instant)
        run.drifted = False
        if self._writer is None and (not key or not self._start(packet, instant)):
            return
        writer = self._writer
        assert writer is not None
        try:
            writer.add(packet)
        except (StorageError, av.FFmpegError) as error:
            self._give_up(error)
            return
        self._last_us = writer.end_us
        self.part = OpenPart(writer.part, writer.start_us, writer.durable_us)

    def _start(self, packet: Packet[VideoStream], instant: int) -> bool:
        if self._clock.monotonic() < self._retry_at:
            return False
        try:
            writer = SegmentWriter(self.folder, packet.stream, instant)
        except (StorageError, StreamInvalid, av.FFmpegError) as error:
            self._failed(error, instant)
            return False
        self._writer = writer
        self._cut_us = self._next_cut(instant)
        self.trouble = ""
        if not self._begun:
            self._begun = True
            self._events.began(self.camera_id, instant)
        return True

    def _next_cut(self, instant: int) -> int:
        phase = self.camera_id * _SPREAD_US % SEGMENT_US
        cut = (instant - phase) // SEGMENT_US * SEGMENT_US + phase + SEGMENT_US
        # A first piece of some seconds isn't worth a file of its own.
        return cut if cut - instant > SEGMENT_US // 6 else cut + SEGMENT_US

    def _finish(self, end_us: int | None) -> bool:
        writer, self._writer = self._writer, None
        if writer is None:
            return True
        if not writer.frames:
            writer.abandon()
            writer.part.unlink(missing_ok=True)
            return True
        try:
            done = writer.close(end_us)
        except (StorageError, av.FFmpegError) as error:
            self._rescue(writer)
            self._failed(error, writer.durable_us)
            return False
        self._last_us = done.end_us
        self._events.finished(self.camera_id, done)
        return True

    def _close(self, reason: str, at_us: int) -> None:
        finished = self._finish(None)
        self.part = None
        if finished and self._begun:
            self._begun = False
            self._events.missing(self.camera_id, self._last_us or at_us, reason)

    def _give_up(self, error: Exception) -> None:
        """Writing failed: keep what is whole on disk and try again later."""
        writer, self._writer = self._writer, None
        assert writer is not None
        writer.abandon()
        self._rescue(writer)
        self._failed(error, writer.durable_us)

    def _rescue(self, writer: SegmentWriter) -> None:
        try:
            found = repair(writer.part) if writer.part.exists() else None
        except OSError as error:
            # It stays a part; the next start of the recorder takes it up.
            event(_log, "segment_not_repaired", logging.WARNING, path=writer.part, detail=str(error))
            return
        if found is not None:
            self._events.finished(self.camera_id, found)

    def _failed(self, error: Exception, since_us: int) -> None:
        self.part = None
        self.trouble = error.code if isinstance(error, StorageError | StreamInvalid) else StreamInvalid.code
        self._retry_at = self._clock.monotonic() + _RETRY_S
        event(_log, "recording_failed", logging.WARNING, camera=self.camera_id, reason=self.trouble, detail=str(error))
        self._begun = False
        self._events.missing(self.camera_id, since_us, self.trouble)


def _is_stamped(packet: Packet[VideoStream]) -> bool:
    """Whether the source has sampling times of its own: what FFmpeg makes up for MJPEG over HTTP drifts away."""
    return packet.stream.container.format.name not in ("mpjpeg", "mjpeg")
