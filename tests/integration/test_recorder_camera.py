"""One camera's recorder against a camera on a real socket, with the faults that cameras and disks have."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fakes import gst_rtsp
from tests.fakes.http_camera import HttpCamera
from tests.footage import encode, number_in
from vms.core.clock import SystemClock
from vms.core.instants import SECOND
from vms.core.redact import LoggableUrl
from vms.video import tape
from vms.video.reader import open_segment
from vms.video.recorder import CameraRecorder, RecordingPlan
from vms.video.segment import SegmentFile
from vms.video.source import StreamSpec

if sys.platform != "win32":
    import resource


class Book:
    """Takes down what the tape reports."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.entries: list[tuple[str, object]] = []

    def began(self, camera_id: int, start_us: int, cause: str) -> None:
        self._add("began", start_us)

    def finished(self, camera_id: int, segment: SegmentFile) -> None:
        self._add("finished", segment)

    def missing(self, camera_id: int, since_us: int, reason: str) -> None:
        self._add("missing", (since_us, reason))

    def _add(self, kind: str, value: object) -> None:
        with self.changed:
            self.entries.append((kind, value))
            self.changed.notify_all()

    def wait(self, condition: Callable[[], bool], seconds: float = 15.0) -> None:
        with self.changed:
            assert self.changed.wait_for(condition, seconds), self.entries

    def count(self, kind: str) -> int:
        return sum(one == kind for one, _ in self.entries)

    @property
    def segments(self) -> list[SegmentFile]:
        return [value for _, value in self.entries if isinstance(value, SegmentFile)]

    @property
    def reasons(self) -> list[str]:
        return [value[1] for kind, value in self.entries if kind == "missing" and isinstance(value, tuple)]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return encode(tmp_path_factory.mktemp("camera") / "loop.mp4", range(500))


@contextmanager
def _recording(url: LoggableUrl | str, folder: Path) -> Iterator[tuple[CameraRecorder, Book]]:
    book = Book()
    address = LoggableUrl(url) if isinstance(url, str) else url
    spec = StreamSpec(address, open_timeout_s=2.0, read_timeout_s=1.0)
    recorder = CameraRecorder(RecordingPlan(1, folder, spec), book, SystemClock())
    recorder.start()
    try:
        yield recorder, book
    finally:
        assert recorder.stop()


def _numbers(path: Path) -> list[int]:
    with open_segment(path) as read:
        return [number_in(frame) for packet in read.container.demux(read.stream) for frame in packet.decode()]


def _until(condition: Callable[[], bool], seconds: float = 15.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_segments_follow_each_other_without_a_lost_picture(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape, "SEGMENT_US", 2 * SECOND)
    with HttpCamera(source) as camera, _recording(camera.url, tmp_path / "1") as (recorder, book):
        book.wait(lambda: book.count("finished") >= 2)
        assert recorder.state().state == "recording" and recorder.state().part is not None
    first, second = book.segments[:2]
    assert first.end_us == second.start_us
    shown = [number for segment in book.segments for number in _numbers(segment.path)]
    assert shown == [(shown[0] + n) % 500 for n in range(len(shown))]
    assert book.reasons == ["recorder_stopped"] and book.count("began") == 1


@pytest.mark.slow
def test_a_cut_connection_and_a_silent_camera_are_gaps_with_reasons(source: Path, tmp_path: Path) -> None:
    with HttpCamera(source) as camera, _recording(camera.url, tmp_path / "1") as (recorder, book):
        book.wait(lambda: book.count("began") == 1)
        camera.drop()
        book.wait(lambda: book.count("began") == 2)
        camera.hung.set()
        book.wait(lambda: book.count("missing") == 2)
        assert recorder.state().state == "waiting"
        camera.hung.clear()
        book.wait(lambda: book.count("began") == 3)
    assert book.reasons == ["camera_unreachable", "camera_silent", "recorder_stopped"]
    for segment in book.segments:
        assert len(_numbers(segment.path)) == segment.frames
    ends = [value[0] for kind, value in book.entries if kind == "missing" and isinstance(value, tuple)]
    assert ends == [segment.end_us for segment in book.segments]


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on file sizes stands for the full disk")
@pytest.mark.logs("recording_failed")
def test_a_full_disk_loses_nothing_that_was_written_and_recording_goes_on(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape, "_RETRY_S", 0.3)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with HttpCamera(source) as camera, _recording(camera.url, tmp_path / "1") as (recorder, book):
        _until(lambda: (now := recorder.state().part) is not None and now.end_us > now.start_us)
        part = recorder.state().part
        assert part is not None
        resource.setrlimit(resource.RLIMIT_FSIZE, (part.path.stat().st_size + 500, hard))
        try:
            book.wait(lambda: "disk_full" in book.reasons)
            _until(lambda: recorder.state().reason == "disk_full")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        book.wait(lambda: book.entries[-1][0] == "began")
    assert len(book.segments) >= 2
    for segment in book.segments:
        shown = _numbers(segment.path)
        assert len(shown) == segment.frames and shown == [(shown[0] + n) % 500 for n in range(len(shown))]
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.logs("recording_failed")
def test_a_folder_that_cannot_be_written_is_tried_again(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape, "_RETRY_S", 0.3)
    folder = tmp_path / "1"
    folder.write_bytes(b"in the way")
    with HttpCamera(source) as camera, _recording(camera.url, folder) as (recorder, book):
        _until(lambda: recorder.state().reason == "folder_not_writable")
        folder.unlink()
        book.wait(lambda: book.count("began") == 1)
        _until(lambda: recorder.state().state == "recording")
    assert len(book.segments) == 1


@pytest.mark.logs("recording_overflow")
def test_a_disk_too_slow_is_a_gap_never_a_silent_loss(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tape, "QUEUE_PACKETS", 20)
    asleep = threading.Event()
    wake = threading.Event()
    write = tape.SegmentWriter.add

    def slow(self: tape.SegmentWriter, packet: object) -> None:
        if asleep.is_set():
            wake.wait(10)
        write(self, packet)  # type: ignore[arg-type]

    monkeypatch.setattr(tape.SegmentWriter, "add", slow)
    with HttpCamera(source) as camera, _recording(camera.url, tmp_path / "1") as (_, book):
        book.wait(lambda: book.count("began") == 1)
        asleep.set()
        time.sleep(2.0)
        asleep.clear()
        wake.set()
        book.wait(lambda: book.count("began") == 2)
    assert book.reasons == ["overflow", "recorder_stopped"]
    first, second = book.segments
    assert second.start_us - first.end_us > SECOND // 2
    for segment in book.segments:
        shown = _numbers(segment.path)
        assert shown == [(shown[0] + n) % 500 for n in range(len(shown))]


@pytest.mark.skipif(not gst_rtsp.available(), reason="the GStreamer RTSP server isn't installed")
def test_rtsp_from_another_server_with_a_password(source: Path, tmp_path: Path) -> None:
    with gst_rtsp.gst_server(source) as server:
        with _recording(server.url(), tmp_path / "1") as (_, book):
            book.wait(lambda: book.count("began") == 1)
            time.sleep(1.5)
        with _recording(server.url("wrong"), tmp_path / "2") as (recorder, refused):
            _until(lambda: recorder.state().reason == "camera_refused")
            assert refused.entries == []
    (segment,) = book.segments
    shown = _numbers(segment.path)
    assert len(shown) == segment.frames > 25 and shown == list(range(shown[0], shown[0] + len(shown)))
