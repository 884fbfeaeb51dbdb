"""The writing side of one camera's recording: packets in, one-minute segments out, and every stretch that is missing.

Instants come from ``run_clock``: never backwards within a tape. What others have recorded for the camera at a time that
comes again (the PC's clock was set back, then the recorder started anew) is asked of ``Place.free`` and left alone.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import av
from av.packet import Packet
from av.video.stream import VideoStream

from vms.core.clock import Clock
from vms.core.errors import StorageError, StorageGone, StreamInvalid
from vms.core.instants import MINUTE, SECOND
from vms.core.log import event
from vms.core.workers import Worker
from vms.video import reader
from vms.video.gate import Gate, Held
from vms.video.inbox import Inbox, Reserve
from vms.video.run_clock import JUMP_US, SETTLE_US, Arrival, RunClock, is_stamped
from vms.video.segment_writer import SegmentWriter
from vms.video.sound import recordable
from vms.video.tape_place import Break, OpenPart, Place, Room, TapeEvents
from vms.video.tape_rescue import Rescue

__all__ = ["OpenPart", "Place", "Room", "Tape", "TapeEvents"]

_log = logging.getLogger(__name__)

SEGMENT_US = MINUTE
# A segment ends on a key frame, however late that comes; where none comes at all, the rest is given up and named.
LONGEST_US = reader.LONGEST_US - MINUTE
NO_KEY_FRAME = "no_key_frame"
_KEYLESS_S = 15.0
# Half a minute of pictures at fifty a second: a disk that sleeps longer than that is no disk to record on.
QUEUE_PACKETS = 1500
# A stretch without pictures this short is none to speak of.
_HOLE_US = SECOND
# So far ahead of a clock that was set back the line is left, where there is room at the clock's own time.
_LEAVE_US = 15 * MINUTE
_ROOM_US = 10 * MINUTE
_RETRY_S = 5.0
# 60 s divided by the golden ratio: neighbouring numbers cut far apart.
_SPREAD_US = 37_082_039


# A packet just given by its clock, and the clock: the line can still be tied to another instant at it.
_Tie = tuple[RunClock, Arrival]


class Tape(Worker):
    """One thread that writes what ``put`` hands over. ``put`` and ``cut`` on the receiving thread."""

    def __init__(
        self,
        name: str,
        camera_id: int,
        place: Place | Path,
        events: TapeEvents,
        clock: Clock,
        reserve: Reserve | None = None,
        gate: Gate | None = None,
        *,
        sound: bool = False,
    ) -> None:
        """``reserve``: memory that it shares with other tapes. ``gate``: what is written and what waits in memory;
        without one everything is written.
        """
        super().__init__(name)
        self.gate = gate or Gate()
        self._sound = sound
        self.camera_id = camera_id
        self._place = Place(place) if isinstance(place, Path) else place
        self.end_reason = "recorder_stopped"
        self.trouble = ""
        self.part: OpenPart | None = None
        self.armed = False
        self._events, self._clock = events, clock
        self._inbox: Inbox[Arrival | Break] = Inbox(QUEUE_PACKETS, reserve or Reserve())
        self._overflow_us: int | None = None
        self._run_now: RunClock | None = None
        self._writer: SegmentWriter | None = None
        self._cut_us = 0
        self._retry_at = 0.0
        self._begun = False
        self._cause = ""
        self._keyless_from: float | None = None
        self._begun_us = self._last_us = 0
        self._room_end_us: int | None = None
        self._rescue = Rescue(camera_id, events)

    # --- receiving thread ---

    def put(self, run: int, packet: Packet[Any], arrival_us: int, *, sound: bool = False) -> None:
        """Hand a packet over; never blocks. When the disk can't follow, a stretch is given up and named."""
        key = not sound and packet.is_keyframe
        if self._overflow_us is not None:
            if len(self._inbox) or not key:
                return
            self._inbox.put(Break("overflow", self._overflow_us), 0, now=True)
            self._overflow_us = None
        arrival = Arrival(run, packet, arrival_us, key, sound)
        if not self._inbox.put(arrival, packet.size, now=key) and not self.stopping.is_set():
            self._overflow_us = arrival_us
            event(_log, "recording_overflow", logging.WARNING, camera=self.camera_id)

    def cut(self, reason: str) -> None:
        """The connection has ended: close the segment and name the reason of what will be missing."""
        self._overflow_us = None
        item = Break(reason, self._clock.now_us())
        while not self._inbox.put(item, 0, now=True) and not self.stopping.wait(0.05):
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
                    if isinstance(item, Break):
                        self._flush()
                        self._close(item.reason, item.at_us)
                    else:
                        self._take(item)
            self._flush()
            failed = False
        finally:
            self._close("program_error" if failed else self.end_reason, self._clock.now_us())

    def _take(self, item: Arrival) -> None:
        packet = item.packet
        if packet.pts is None:
            packet.pts = packet.dts
        run = self._run_now
        if item.sound and (run is None or run.number != item.run):
            return  # pictures come first
        if run is None or run.number != item.run:
            run = self._run_now = RunClock(item.run, is_stamped(packet), packet)
        if packet.pts is None:
            return
        run.arrive(item)
        if run.waiting is None:
            self._record(run, item)
            return
        run.waiting.append(item)
        # A clock set back meanwhile must not keep them waiting.
        if not -JUMP_US < item.arrival_us - run.waiting[0].arrival_us < SETTLE_US:
            self._flush()

    def _flush(self) -> None:
        """The run's clock has settled (or the run is over): write what has waited for it."""
        run = self._run_now
        if run is None or not run.waiting:
            return
        waiting, run.waiting = run.waiting, None
        run.anchor(waiting[0], self._last_us)
        for item in waiting:
            self._record(run, item)

    def _record(self, run: RunClock, item: Arrival) -> None:
        packet = item.packet
        if item.sound:
            held = Held(packet, run.sound_instant(item), key=False, sound=True, size=packet.size)
            for one in self.gate.take(held):
                self._give(one)
            return
        key = item.key
        wall = run.wall(item) if key else 0
        instant = run.instant(item)
        if key and self._may_go_back(run, item, wall):
            instant = wall
        leapt, run.leapt = run.leapt, False
        if not self.gate.wide:
            if leapt:
                self.gate.clear()  # what waits there was stamped by the clock of before
            released = self.gate.take(Held(packet, instant, key, size=packet.size))
            if not released:
                self._rest(instant)
                return
            for one in released[:-1]:
                self._give(one)
        self._write(packet, instant, key, leapt=leapt, tie=(run, item))

    def _give(self, held: Held) -> None:
        """What has waited in memory."""
        if held.sound:
            self._write_sound(held)
        else:
            self._write(held.packet, held.instant_us, held.key, leapt=False, tie=None)

    def _write(self, packet: Packet[VideoStream], instant: int, key: bool, *, leapt: bool, tie: _Tie | None) -> None:
        if self._writer is not None and key:
            other = self.gate.cause != self._cause
            if other or leapt or instant >= self._cut_us or self._room_ends(instant):
                self._next(instant, leapt=leapt)
                self._begun = self._begun and not other
        if self._writer is not None and instant - self._writer.start_us >= LONGEST_US:
            self._close(NO_KEY_FRAME, instant)
        if self._writer is None and not (key and self._start(packet, instant, tie)):
            self._wait_for_key(instant, key=key)
            return
        writer = self._writer
        assert writer is not None
        try:
            writer.add(packet)
        except (StorageError, av.FFmpegError) as error:
            self._give_up(error)
            return
        self._last_us = writer.end_us
        if self.part is None or self.part.end_us != writer.durable_us or self.part.path is not writer.part:
            self.part = OpenPart(writer.part, writer.start_us, writer.durable_us)

    def _write_sound(self, held: Held) -> None:
        writer = self._writer
        if writer is None:
            return
        try:
            writer.add_sound(held.packet, held.instant_us)
        except StorageError as error:
            self._give_up(error)
        except av.FFmpegError as error:
            event(_log, "sound_damaged", camera=self.camera_id, detail=str(error))

    def _rest(self, instant: int) -> None:
        """Nothing is to be written now: what was is closed, and it is said once that the camera is there."""
        if self._writer is not None:
            self._finish(None)
        self.part = None
        if not self.armed:
            self.armed = True
            self.trouble = ""
            self._events.armed(self.camera_id, self._last_us if self._begun else instant)
        self._begun = False

    def _wait_for_key(self, instant: int, *, key: bool) -> None:
        """Say so when pictures come that nobody could decode, for there is no key frame among them."""
        if key:
            self._keyless_from = None
        elif self._keyless_from is None:
            self._keyless_from = self._clock.monotonic()
        elif self._clock.monotonic() - self._keyless_from > _KEYLESS_S and not self.trouble:
            self.trouble = NO_KEY_FRAME
            if self.armed:
                self.armed = False
                self._events.missing(self.camera_id, instant, NO_KEY_FRAME)

    def _next(self, instant: int, *, leapt: bool) -> None:
        """The segment ends before this key frame; after a leap of the clock with a stretch missing in between."""
        if leapt and not 0 <= instant - self._last_us < _HOLE_US:
            self._close("clock_jumped", self._last_us)
        else:
            self._finish(None if leapt else instant)

    def _room_ends(self, instant: int) -> bool:
        return self._room_end_us is not None and instant >= self._room_end_us

    def _may_go_back(self, run: RunClock, item: Arrival, wall: int) -> bool:
        """The PC's clock was set back far: where nothing is recorded at its time, the line goes there."""
        if not run.ahead_us:
            run.asked = False
        if run.ahead_us < _LEAVE_US or run.asked:
            return False
        run.asked = True
        event(_log, "recording_ahead_of_clock", camera=self.camera_id, ahead_us=run.ahead_us)
        room = self._place.free(wall) if self._place.free else None
        if room is None or room.start_us != wall or room.end_us - wall < _ROOM_US or self._wrote(wall):
            return False
        self._room_end_us = min(room.end_us, self._begun_us) if self._begun_us > wall else room.end_us
        run.tie_to(item, wall)
        run.leapt = True
        return True

    def _wrote(self, instant: int) -> bool:
        """Whether this tape itself was there; its last segments may not be known to others yet."""
        return self._begun_us <= instant < self._last_us

    def _start(self, packet: Packet[VideoStream], instant: int, tie: _Tie | None) -> bool:
        if self._clock.monotonic() < self._retry_at:
            return False
        try:
            if self._place.mark is not None and not self._place.mark.exists():
                raise StorageGone(path=str(self._place.folder), detail="no mark")
            self._rescue.take_up()
            free = self._in_free_time(tie, instant)
            if free is None:
                return False
            instant = free
            track = recordable(packet.stream.container) if self._sound else None
            writer = SegmentWriter(self._place.folder, packet.stream, instant, self._place.keep_free, track)
        except (StorageError, StreamInvalid, av.FFmpegError) as error:
            self._failed(error, instant)
            return False
        self._writer = writer
        self._cut_us = self._next_cut(instant)
        self.trouble = ""
        self._keyless_from = None
        self.armed = False
        if not self._begun:
            self._begun, self._begun_us, self._cause = True, instant, self.gate.cause
            self._events.began(self.camera_id, instant, self._cause)
        return True

    def _in_free_time(self, tie: _Tie | None, instant: int) -> int | None:
        """The instant, or a later one where others' footage lies: at a tape's first picture, and where room ends. What
        has waited in memory can't be put later: None.
        """
        free = self._place.free
        if free is None or (self._begun_us and not self._room_ends(instant)):
            return instant
        room = free(instant)
        if room.start_us > instant and tie is None:
            return None
        self._room_end_us = room.end_us
        if room.start_us > instant and tie is not None:
            event(_log, "recording_after_others", camera=self.camera_id, later_us=room.start_us - instant)
            run, item = tie
            run.tie_to(item, room.start_us)
        return max(instant, room.start_us)

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
            self._failed(error, self._rescued_to(writer))
            return False
        self._last_us = done.end_us
        self._events.finished(self.camera_id, done)
        return True

    def _close(self, reason: str, at_us: int) -> None:
        finished = self._finish(None)
        self.part = None
        self.gate.clear()
        if finished and self._begun:
            self._begun = False
            self._events.missing(self.camera_id, self._last_us or at_us, reason)
        elif self.armed:
            self._events.missing(self.camera_id, at_us, reason)
        self.armed = False

    def _give_up(self, error: Exception) -> None:
        """Writing failed: keep what is whole on disk and try again later."""
        writer, self._writer = self._writer, None
        assert writer is not None
        writer.abandon()
        self._failed(error, self._rescued_to(writer))

    def _rescued_to(self, writer: SegmentWriter) -> int:
        found = self._rescue.rescue(writer.part)
        return writer.durable_us if found is None else max(writer.durable_us, found.end_us)

    def _failed(self, error: Exception, since_us: int) -> None:
        self.part = None
        self.trouble = error.code if isinstance(error, StorageError | StreamInvalid) else StreamInvalid.code
        self._retry_at = self._clock.monotonic() + _RETRY_S
        event(_log, "recording_failed", logging.WARNING, camera=self.camera_id, reason=self.trouble, detail=str(error))
        self._begun = self.armed = False
        self._last_us = max(self._last_us, since_us)
        self._events.missing(self.camera_id, since_us, self.trouble)
