"""The tape under orders: what is written when something happens, for which cause, and groups of any length."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import pytest

from tests.fakes.clock import MORNING, ManualClock
from tests.footage import encode, number_in
from vms.core.instants import MINUTE, SECOND
from vms.video import tape
from vms.video.gate import Gate, Order
from vms.video.reader import open_segment
from vms.video.segment import SegmentFile
from vms.video.tape import Tape

NOTHING = Order("", 0)


class Book:
    """Everything the tape reports, in order."""

    def __init__(self) -> None:
        self.entries: list[tuple[object, ...]] = []
        self.segments: list[SegmentFile] = []

    def began(self, camera_id: int, start_us: int, cause: str) -> None:
        self.entries.append(("began", start_us - MORNING, cause))

    def armed(self, camera_id: int, since_us: int) -> None:
        self.entries.append(("armed", since_us - MORNING))

    def finished(self, camera_id: int, segment: SegmentFile) -> None:
        self.segments.append(segment)

    def missing(self, camera_id: int, since_us: int, reason: str) -> None:
        self.entries.append(("missing", since_us - MORNING, reason))


class Machine:
    """A tape and what feeds it."""

    def __init__(self, folder: Path, source: Path, gate: Gate, fps: int) -> None:
        self.book, self.gate = Book(), gate
        self.tape = Tape("test tape", 1, folder, self.book, ManualClock(), gate=gate)
        self._container = av.open(str(source))
        self._packets = (packet for packet in self._container.demux(video=0) if packet.size)
        self._step, self._number = SECOND // fps, 0

    def feed(self, pictures: int) -> None:
        """Hand over so many, and wait until they are dealt with."""
        for _ in range(pictures):
            self.tape.put(1, next(self._packets), MORNING + self._number * self._step)
            self._number += 1
            if len(self.tape._inbox) > tape.QUEUE_PACKETS // 2:
                self.settle()
        self.settle()

    def settle(self) -> None:
        _until(lambda: len(self.tape._inbox) == 0)
        self.tape._inbox._wake.set()
        _until(lambda: not self.tape._inbox._wake.is_set())

    def close(self) -> None:
        assert self.tape.stop() and self.tape.failure is None
        self._container.close()


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.002)


@contextmanager
def _machine(tmp_path: Path, pictures: int, gate: Gate, *, fps: int = 10, gop: int = 10) -> Iterator[Machine]:
    source = encode(tmp_path / "in.ts", range(pictures), fps=fps, gop=gop)
    machine = Machine(tmp_path / "1", source, gate, fps)
    machine.tape.start()
    try:
        yield machine
    finally:
        machine.close()


def _numbers(segment: SegmentFile) -> list[int]:
    with open_segment(segment.path) as read:
        return [number_in(frame) for packet in read.container.demux(read.stream) for frame in packet.decode()]


def test_on_motion_the_seconds_before_and_after_are_written_and_nothing_else(tmp_path: Path) -> None:
    with _machine(tmp_path, 300, Gate(NOTHING, before_us=3 * SECOND)) as machine:
        machine.feed(100)
        assert machine.tape.armed and machine.book.entries == [("armed", 0)]
        machine.gate.order(Order("motion", MORNING + 9 * SECOND - 3 * SECOND))
        machine.feed(30)
        assert machine.tape.part is not None
        machine.gate.order(Order("", MORNING + 13 * SECOND + 500_000))
        machine.feed(100)
        assert machine.tape.part is None and machine.tape.armed
        (segment,) = machine.book.segments
        assert _numbers(segment) == list(range(60, 140))
        assert segment.start_us - MORNING == 6 * SECOND and segment.end_us - MORNING == 14 * SECOND
        assert machine.book.entries[1:] == [("began", 6 * SECOND, "motion"), ("armed", 14 * SECOND)]
        machine.tape.cut("camera_silent")
        machine.feed(0)
    assert machine.book.entries[-1][2] == "camera_silent" and len(machine.book.segments) == 1


def test_another_cause_begins_another_segment_without_losing_a_picture(tmp_path: Path) -> None:
    with _machine(tmp_path, 100, Gate(Order("motion", 0))) as machine:
        machine.feed(35)
        machine.gate.order(Order("schedule", MORNING + 35 * SECOND // 10))
        machine.feed(65)
    first, second = machine.book.segments
    assert _numbers(first) + _numbers(second) == list(range(100)) and first.end_us == second.start_us
    assert machine.book.entries == [
        ("began", 0, "motion"),
        ("began", 4 * SECOND, "schedule"),
        ("missing", 10 * SECOND, "recorder_stopped"),
    ]


def test_a_connection_lost_while_waiting_is_a_gap_and_the_old_pictures_are_not_mixed_in(tmp_path: Path) -> None:
    with _machine(tmp_path, 200, Gate(NOTHING, before_us=5 * SECOND)) as machine:
        machine.feed(50)
        machine.tape.cut("camera_unreachable")
        machine.feed(0)
        machine.tape.gate.order(Order("motion", MORNING))
        machine.feed(50)
    assert [entry[0] for entry in machine.book.entries] == ["armed", "missing", "began", "missing"]
    assert machine.book.entries[1][2] == "camera_unreachable"
    assert _numbers(machine.book.segments[0]) == list(range(50, 100))


@pytest.mark.parametrize("gop", [30, 6000])
def test_groups_of_three_seconds_and_of_ten_minutes_are_recorded_whole(tmp_path: Path, gop: int) -> None:
    pictures = 6100
    with _machine(tmp_path, pictures, Gate(), gop=gop) as machine:
        machine.feed(3000)
        part = machine.tape.part
        # However far off the next key frame is, little is in memory only.
        assert part is not None and part.end_us >= MORNING + 300 * SECOND - 6 * SECOND
        with open_segment(part.path) as read:
            held = sum(1 for packet in read.packets() if packet.size)
        assert held >= (part.end_us - part.start_us) // 100_000 - 1
        machine.feed(pictures - 3000)
    segments = machine.book.segments
    assert sum(segment.frames for segment in segments) == pictures
    assert all(a.end_us == b.start_us for a, b in itertools.pairwise(segments))
    longest = max(segment.end_us - segment.start_us for segment in segments)
    assert longest == 10 * MINUTE if gop == 6000 else longest <= 72 * SECOND
    assert [entry[0] for entry in machine.book.entries] == ["began", "missing"]


def test_a_stream_without_key_frames_ends_its_segment_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape, "LONGEST_US", 10 * SECOND)
    with _machine(tmp_path, 400, Gate(), gop=250) as machine:
        machine.feed(400)
    assert machine.book.entries == [
        ("began", 0, "continuous"),
        ("missing", 10 * SECOND, "no_key_frame"),
        ("began", 25 * SECOND, "continuous"),
        ("missing", 35 * SECOND, "no_key_frame"),
    ]
    assert [segment.frames for segment in machine.book.segments] == [100, 100]
