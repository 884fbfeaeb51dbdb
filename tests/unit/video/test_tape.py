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
from vms.video import tape
from vms.video.reader import open_segment
from vms.video.segment import SegmentFile
from vms.video.tape import Tape

STEP = 40_000


class Book:
    def __init__(self) -> None:
        self.began_at: list[int] = []
        self.segments: list[SegmentFile] = []
        self.gaps: list[tuple[int, str]] = []

    def began(self, camera_id: int, start_us: int) -> None:
        self.began_at.append(start_us)

    def finished(self, camera_id: int, segment: SegmentFile) -> None:
        self.segments.append(segment)

    def missing(self, camera_id: int, since_us: int, reason: str) -> None:
        self.gaps.append((since_us, reason))


def _feed(tmp_path: Path, pictures: int, arrival: Callable[[int], int], **how: object) -> Book:
    """Record ``pictures`` pictures, 25 a second, each arriving when ``arrival`` says."""
    source = encode(tmp_path / "in.ts", range(pictures), **how)  # type: ignore[arg-type]
    book, clock = Book(), ManualClock()
    writer = Tape("test tape", 1, tmp_path / "1", book, clock)
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


@pytest.mark.parametrize("hours", [1, -1])
def test_a_pc_clock_that_jumps_is_a_gap_and_a_new_count(tmp_path: Path, hours: int) -> None:
    book = _feed(tmp_path, 100, lambda n: MORNING + n * STEP + (hours * HOUR if n >= 45 else 0))
    assert [reason for _, reason in book.gaps] == ["clock_jumped", "recorder_stopped"]
    found = dict(_instants(book))
    assert found[44] - MORNING - 44 * STEP <= 60
    # From the next key frame on, at the new hour.
    assert abs(found[50] - (MORNING + 50 * STEP + hours * HOUR)) <= 60
    assert set(found) >= {*range(45), *range(50, 100)}
    assert len(book.began_at) == 2


def test_a_camera_whose_stamps_drift_is_tied_anew_on_a_key_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape, "_DRIFT_US", 20_000)
    fast = 1.02  # its second is 2 % too long: a drift of hours within seconds
    book = _feed(tmp_path, 200, lambda n: MORNING + round(n * STEP / fast))
    found = _instants(book)
    assert [number for number, _ in found] == list(range(200))
    assert len(book.segments) > 3
    assert all(abs(instant - (MORNING + round(n * STEP / fast))) <= 45_000 for n, instant in found)


def test_neighbouring_cameras_cut_at_different_moments() -> None:
    cuts = sorted(camera * tape._SPREAD_US % tape.SEGMENT_US for camera in range(64))
    distances = [after - before for before, after in itertools.pairwise(cuts)]
    assert min(distances) > SECOND // 4 and max(distances) < 3 * SECOND
