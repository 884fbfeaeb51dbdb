"""The tape fed by hand: real packets, moments of arrival as the test wants them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from pathlib import Path

import av
import pytest

from tests.fakes.clock import MORNING, ManualClock
from tests.footage import encode, number_in
from vms.core.instants import HOUR, SECOND
from vms.video import run_clock, tape
from vms.video.reader import open_segment
from vms.video.segment import SegmentFile
from vms.video.tape import Place, Room, Tape

STEP = 40_000


class Book:
    def __init__(self) -> None:
        self.began_at: list[int] = []
        self.segments: list[SegmentFile] = []
        self.gaps: list[tuple[int, str]] = []

    def began(self, camera_id: int, start_us: int, cause: str) -> None:
        self.began_at.append(start_us)

    def finished(self, camera_id: int, segment: SegmentFile) -> None:
        self.segments.append(segment)

    def missing(self, camera_id: int, since_us: int, reason: str) -> None:
        self.gaps.append((since_us, reason))


def _feed(
    tmp_path: Path,
    pictures: int,
    arrival: Callable[[int], int],
    *,
    free: Callable[[int], Room] | None = None,
    **how: object,
) -> Book:
    """Record ``pictures`` pictures, 25 a second, each arriving when ``arrival`` says."""
    source = encode(tmp_path / "in.ts", range(pictures), **how)  # type: ignore[arg-type]
    book, clock = Book(), ManualClock()
    writer = Tape("test tape", 1, Place(tmp_path / "1", free=free), book, clock)
    writer.start()
    with av.open(str(source)) as container:
        number = 0
        for packet in container.demux(video=0):
            if packet.size:
                writer.put(1, packet, arrival(number))
                number += 1
        assert writer.stop()
    assert writer.failure is None
    return book


def _instants(book: Book) -> list[tuple[int, int]]:
    found = []
    for segment in book.segments:
        with open_segment(segment.path) as read:
            for packet in read.container.demux(read.stream):
                found += [(number_in(f), segment.start_us + read.instant(f)) for f in packet.decode()]
    return found


def test_a_jittering_network_leaves_the_cameras_own_distances(tmp_path: Path) -> None:
    luck = random.Random(7)
    late = [0 if n == 13 else luck.randrange(0, 300_000) for n in range(100)]
    book = _feed(tmp_path, 100, lambda n: MORNING + n * STEP + late[n])
    found = _instants(book)
    assert [number for number, _ in found] == list(range(100))
    # The fastest of the first second ties the clocks: none of the delays is in the instants.
    assert all(abs(instant - (MORNING + n * STEP)) <= 60 for n, instant in found)
    assert book.gaps == [(book.segments[-1].end_us, "recorder_stopped")]


def test_a_network_that_stands_still_for_a_while_moves_nothing(tmp_path: Path) -> None:
    book = _feed(tmp_path, 100, lambda n: MORNING + n * STEP + (2_500_000 if 50 <= n < 60 else 0))
    assert len(book.segments) == 1
    assert all(abs(instant - (MORNING + n * STEP)) <= 60 for n, instant in _instants(book))


def _no_overlap(book: Book) -> None:
    """I5: no moment of a camera is recorded twice."""
    for before, after in itertools.pairwise(book.segments):
        assert before.end_us <= after.start_us
    instants = [instant for _, instant in _instants(book)]
    assert instants == sorted(set(instants))


def test_i5_a_clock_set_forward_is_a_gap_and_no_picture_is_lost(tmp_path: Path) -> None:
    book = _feed(tmp_path, 100, lambda n: MORNING + n * STEP + (2 * HOUR if n >= 45 else 0))
    assert [reason for _, reason in book.gaps] == ["clock_jumped", "recorder_stopped"]
    found = _instants(book)
    assert [number for number, _ in found] == list(range(100))
    # Up to the next key frame the old count goes on; from there on the new hour.
    assert all(abs(instant - (MORNING + n * STEP)) <= 60 for n, instant in found[:50])
    assert all(abs(instant - (MORNING + n * STEP + 2 * HOUR)) <= 60 for n, instant in found[50:])
    assert len(book.began_at) == 2
    _no_overlap(book)


@pytest.mark.parametrize("seconds", [5, 60, 7200])
def test_i5_a_clock_set_back_records_no_moment_twice_and_the_line_comes_back(tmp_path: Path, seconds: int) -> None:
    back = seconds * SECOND
    book = _feed(tmp_path, 300, lambda n: MORNING + n * STEP - (back if n >= 45 else 0))
    assert [reason for _, reason in book.gaps] == ["recorder_stopped"] and len(book.began_at) == 1
    found = dict(_instants(book))
    assert sorted(found) == list(range(300))
    _no_overlap(book)
    assert abs(found[49] - (MORNING + 49 * STEP)) <= 60
    # A sixteenth slower, from the key frame after the step on: so much nearer to the clock.
    slower = (299 - 50) * STEP // 16
    assert abs(found[299] - (MORNING + 299 * STEP - slower)) <= 100


def test_i5_a_line_that_was_ahead_is_on_the_clock_again(tmp_path: Path) -> None:
    book = _feed(tmp_path, 400, lambda n: MORNING + n * STEP - (SECOND * 6 // 10 if n >= 45 else 0))
    found = dict(_instants(book))
    assert sorted(found) == list(range(400)) and len(book.segments) == 1
    assert abs(found[399] - (MORNING + 399 * STEP - SECOND * 6 // 10)) <= 45_000
    _no_overlap(book)


def test_i5_where_the_clocks_own_time_is_free_the_line_goes_there(tmp_path: Path) -> None:
    asked: list[int] = []

    def free(instant: int) -> Room:
        asked.append(instant)
        return Room(instant, MORNING if instant < MORNING else 1 << 62)

    years = 10 * 365 * 24 * HOUR
    book = _feed(tmp_path, 100, lambda n: MORNING + n * STEP - (years if n >= 45 else 0), free=free)
    assert [reason for _, reason in book.gaps] == ["clock_jumped", "recorder_stopped"]
    found = dict(_instants(book))
    assert sorted(found) == list(range(100))
    assert abs(found[99] - (MORNING + 99 * STEP - years)) <= 60
    assert len(asked) == 2


def test_i5_what_others_recorded_at_the_time_is_left_alone(tmp_path: Path) -> None:
    """The PC started with a clock set back: its first two seconds are taken, and one in the middle of what follows."""
    taken = [(MORNING - SECOND, MORNING + 2 * SECOND), (MORNING + 4 * SECOND, MORNING + 5 * SECOND)]

    def free(instant: int) -> Room:
        for start, end in taken:
            if start <= instant < end:
                instant = end
        return Room(instant, min((start for start, _ in taken if start > instant), default=1 << 62))

    book = _feed(tmp_path, 150, lambda n: MORNING + n * STEP, free=free)
    assert [number for number, _ in _instants(book)] == list(range(150))
    for segment in book.segments:
        for start, end in taken:
            assert segment.end_us <= start + 10 * STEP or segment.start_us >= end
    assert book.segments[0].start_us == MORNING + 2 * SECOND and len(book.segments) == 2
    _no_overlap(book)


def test_i5_a_camera_that_sets_its_stamps_loses_no_picture(tmp_path: Path) -> None:
    source = encode(tmp_path / "in.ts", range(100))
    book = Book()
    writer = Tape("test tape", 1, tmp_path / "1", book, ManualClock())
    writer.start()
    with av.open(str(source)) as container:
        for number, packet in enumerate(one for one in container.demux(video=0) if one.size):
            assert packet.pts is not None and packet.dts is not None
            shift = -90_000 * 20 if number < 33 else 0
            packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
            writer.put(1, packet, MORNING + number * STEP)
        assert writer.stop()
    found = _instants(book)
    assert [number for number, _ in found] == list(range(100))
    assert all(abs(instant - (MORNING + n * STEP)) <= 60 for n, instant in found)


def test_a_camera_whose_stamps_drift_is_brought_back_to_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_clock, "DRIFT_US", 20_000)  # a drift of hours within seconds
    pace = 1.02
    book = _feed(tmp_path, 200, lambda n: MORNING + round(n * STEP / pace))
    found = _instants(book)
    assert [number for number, _ in found] == list(range(200))
    assert all(abs(instant - (MORNING + round(n * STEP / pace))) <= 45_000 for n, instant in found)
    assert {reason for _, reason in book.gaps} == {"recorder_stopped"}
    _no_overlap(book)


def test_neighbouring_cameras_cut_at_different_moments() -> None:
    cuts = sorted(camera * tape._SPREAD_US % tape.SEGMENT_US for camera in range(64))
    distances = [after - before for before, after in itertools.pairwise(cuts)]
    assert min(distances) > SECOND // 4 and max(distances) < 3 * SECOND
