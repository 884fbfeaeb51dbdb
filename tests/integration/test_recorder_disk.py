"""Disks that fill up, go away, refuse or fall asleep under the recorder: what is lost, what is said, does it go on?

``docs/recording.md`` numbers the invariants (I) that the tests prove.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
import pytest

from tests.e2e.disk import small_disk
from tests.fakes.clock import MORNING, ManualClock
from tests.fakes.http_camera import HttpCamera
from tests.footage import encode, number_in
from tests.integration.test_recorder_camera import Book
from vms.core.clock import SystemClock
from vms.core.redact import LoggableUrl
from vms.video import segment_writer, tape
from vms.video.inbox import RESERVE_BYTES, Reserve
from vms.video.reader import open_segment
from vms.video.recorder import CameraRecorder, RecordingPlan
from vms.video.source import StreamSpec
from vms.video.tape import Tape

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files and folders where they are")
STEP = 40_000
_READ_ONLY, _REMOUNT, _DETACH = 1, 32, 2


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return encode(tmp_path_factory.mktemp("camera") / "loop.mp4", range(500))


@contextmanager
def _recording(url: str, recordings: Path) -> Iterator[tuple[CameraRecorder, Book]]:
    """As the service does it: a mark tells the folder from the empty place where its disk belongs."""
    book, mark = Book(), recordings / ".recordings"
    mark.touch()
    spec = StreamSpec(LoggableUrl(url), open_timeout_s=2.0, read_timeout_s=1.0)
    recorder = CameraRecorder(RecordingPlan(1, recordings / "1", spec, mark=mark), book, SystemClock())
    recorder.start()
    try:
        yield recorder, book
    finally:
        assert recorder.stop()


def _numbers(path: Path) -> list[int]:
    with open_segment(path) as read:
        return [number_in(frame) for packet in read.container.demux(read.stream) for frame in packet.decode()]


def _until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def _growing(recorder: CameraRecorder) -> bool:
    part = recorder.state().part
    return part is not None and part.end_us > part.start_us


def _whole(book: Book, recordings: Path) -> None:
    """I1, I2: every file is finished, reported, and plays without a hole."""
    assert sorted(segment.path for segment in book.segments) == sorted(recordings.rglob("*.mp4"))
    assert not list(recordings.rglob("*.part"))
    for done in book.segments:
        shown = _numbers(done.path)
        assert len(shown) == done.frames and shown == [(shown[0] + n) % 500 for n in range(len(shown))]


@pytest.mark.logs("recording_failed", "segment_not_repaired")
def test_i6_a_folder_pulled_away_is_a_gap_and_recording_goes_on_when_it_is_back(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape, "_RETRY_S", 0.3)
    recordings, away = tmp_path / "recordings", tmp_path / "away"
    recordings.mkdir()
    with HttpCamera(source) as camera, _recording(camera.url, recordings) as (recorder, book):
        _until(lambda: _growing(recorder))
        recordings.rename(away)
        recordings.mkdir()  # the empty place where the disk belongs
        book.wait(lambda: "storage_gone" in book.reasons)
        _until(lambda: recorder.state().reason == "storage_gone")
        assert list(recordings.iterdir()) == [] and not book.segments
        recordings.rmdir()
        away.rename(recordings)
        book.wait(lambda: book.count("began") == 2)
        assert len(book.segments) == 1  # what was being written when it went
    _whole(book, recordings)
    first, second = book.segments
    assert first.end_us <= second.start_us
    assert ("missing", (first.end_us, "storage_gone")) in book.entries or first.frames % 10 == 0


@pytest.mark.logs("recording_failed", "segment_not_repaired")
def test_i6_a_disk_unmounted_while_it_is_written(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tape, "_RETRY_S", 0.3)
    recordings = tmp_path / "recordings"
    library = ctypes.CDLL(None)
    with (
        HttpCamera(source) as camera,
        small_disk(recordings, "8m"),
        _recording(camera.url, recordings) as (recorder, book),
    ):
        _until(lambda: _growing(recorder))
        library.umount2(os.fsencode(recordings), _DETACH)
        try:
            book.wait(lambda: "storage_gone" in book.reasons)
            _until(lambda: recorder.state().reason == "storage_gone")
            assert list(recordings.iterdir()) == []  # the disk under the mount point isn't filled
        finally:
            library.mount(b"none", os.fsencode(recordings), b"tmpfs", 0, b"size=8m")
            (recordings / ".recordings").touch()
        book.wait(lambda: book.count("began") == 2)


@pytest.mark.logs("recording_failed")
def test_i6_a_disk_that_turns_read_only(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tape, "_RETRY_S", 0.3)
    recordings = tmp_path / "recordings"
    with HttpCamera(source) as camera, small_disk(recordings, "8m"):
        remount = ctypes.CDLL(None).mount
        with _recording(camera.url, recordings) as (recorder, book):
            _until(lambda: _growing(recorder))
            # A disk in use can't be made read-only: the camera falls silent meanwhile.
            camera.hung.set()
            book.wait(lambda: book.count("finished") == 1)
            assert remount(b"none", os.fsencode(recordings), None, _READ_ONLY | _REMOUNT, None) == 0
            camera.hung.clear()
            _until(lambda: recorder.state().reason == "folder_not_writable")
            book.wait(lambda: "folder_not_writable" in book.reasons)
            assert remount(b"none", os.fsencode(recordings), None, _REMOUNT, None) == 0
            began = book.count("began")
            book.wait(lambda: book.count("began") > began)
        _whole(book, recordings)


@pytest.mark.logs("recording_failed", "segment_not_repaired")
def test_i6_a_device_that_is_full_at_the_very_write(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``/dev/full`` under the writer's file: the system's own refusal, without a disk to mount."""
    monkeypatch.setattr(tape, "_RETRY_S", 0.3)
    recordings = tmp_path / "recordings"
    recordings.mkdir()
    with HttpCamera(source) as camera, _recording(camera.url, recordings) as (recorder, book):
        _until(lambda: _growing(recorder))
        writer = recorder._tape._writer
        assert writer is not None
        full = os.open("/dev/full", os.O_WRONLY)
        os.dup2(full, writer._file._file.fileno())
        os.close(full)
        monkeypatch.setattr(segment_writer._GrowingFile, "require_reachable", lambda _self: None)
        book.wait(lambda: "disk_full" in book.reasons)
        book.wait(lambda: book.count("began") == 2)
    _whole(book, recordings)
    assert len(book.segments) == 2


def _fat_packets(source: Path, size: int) -> list[tuple[bytes, int, bool]]:
    """Real pictures, filled up to the size of 1080p ones with filler data (H.264, 7.3.2.7), which decoders skip."""
    filler = bytes([12]) + b"\xff" * size + b"\x80"
    found = []
    with av.open(str(source)) as container:
        for packet in container.demux(video=0):
            if packet.size and packet.pts is not None:
                found.append((bytes(packet) + len(filler).to_bytes(4, "big") + filler, packet.pts, packet.is_keyframe))
    return found


def test_i7_a_disk_that_sleeps_ten_seconds_costs_sixteen_cameras_no_picture(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """16 × 1080p at 6.4 Mbit/s. The pictures of the ten seconds are handed over at once: nobody waits for the disk."""
    awake, asleep = threading.Event(), threading.Event()
    awake.set()
    write = segment_writer._GrowingFile.write

    def slow(self: segment_writer._GrowingFile, data: bytes) -> int:
        if not awake.is_set():
            asleep.set()
            awake.wait()
        return write(self, data)

    monkeypatch.setattr(segment_writer._GrowingFile, "write", slow)
    book, reserve, clock = Book(), Reserve(), ManualClock()
    tapes = [Tape(f"tape {n}", n, tmp_path / str(n), book, clock, reserve) for n in range(16)]
    pictures = _fat_packets(source, 32_000)[:325]
    for one in tapes:
        one.start()
    with av.open(str(source)) as container:
        stream = container.streams.video[0]

        def hand_over(numbers: range) -> None:
            for number in numbers:
                data, pts, key = pictures[number]
                for one in tapes:
                    packet = av.Packet(data)
                    packet.pts = packet.dts = pts
                    packet.stream, packet.time_base = stream, Fraction(stream.time_base or 1)
                    packet.is_keyframe = key
                    one.put(1, packet, MORNING + number * STEP)

        hand_over(range(50))
        _until(lambda: all(one.part is not None for one in tapes) and reserve.left == RESERVE_BYTES)
        awake.clear()
        hand_over(range(50, 300))
        assert asleep.wait(5)
        waiting = RESERVE_BYTES - reserve.left
        awake.set()
        hand_over(range(300, 325))
        assert all(one.stop(20) for one in tapes)
    assert 100_000_000 < waiting <= RESERVE_BYTES
    assert book.reasons == ["recorder_stopped"] * 16
    assert reserve.left == RESERVE_BYTES
    for one in tapes:
        files = sorted((tmp_path / str(one.camera_id)).rglob("*.mp4"))
        assert [number for path in files for number in _numbers(path)] == list(range(325))


@pytest.mark.logs("recording_overflow")
def test_i7_memory_is_bounded_by_bytes_over_all_cameras(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    awake = threading.Event()
    write = segment_writer._GrowingFile.write
    monkeypatch.setattr(segment_writer._GrowingFile, "write", lambda self, data: awake.wait() and write(self, data))
    book, reserve = Book(), Reserve(2_000_000)
    tapes = [Tape(f"tape {n}", n, tmp_path / str(n), book, ManualClock(), reserve) for n in range(2)]
    pictures = _fat_packets(source, 32_000)[:200]
    for one in tapes:
        one.start()
    with av.open(str(source)) as container:
        stream = container.streams.video[0]
        for number, (data, pts, key) in enumerate(pictures):
            for one in tapes:
                packet = av.Packet(data)
                packet.pts = packet.dts = pts
                packet.stream, packet.time_base, packet.is_keyframe = stream, Fraction(stream.time_base or 1), key
                one.put(1, packet, MORNING + number * STEP)
                assert reserve.left >= 0
            if number == 150:
                awake.set()
                _until(lambda: reserve.left == 2_000_000)
        assert all(one.stop(20) for one in tapes)
    assert book.reasons.count("overflow") == 2 and book.count("began") == 4
    assert reserve.left == 2_000_000
