"""What cameras send over RTSP, recorded: every codec, sound, and cameras that can't be recorded."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import av

from tests.fakes.bad_cameras import pretend_cameras
from tests.fakes.sound_camera import sound_camera
from tests.integration.test_recorder_camera import Book
from vms.core.clock import SystemClock
from vms.core.instants import SECOND
from vms.core.redact import LoggableUrl
from vms.video.film import Film
from vms.video.reader import Piece
from vms.video.recorder import CameraRecorder, RecordingPlan
from vms.video.segment import SegmentFile
from vms.video.source import StreamSpec


@contextmanager
def _recording(url: LoggableUrl, folder: Path, *, sound: bool = False) -> Iterator[tuple[CameraRecorder, Book]]:
    book = Book()
    spec = StreamSpec(url, open_timeout_s=5.0, read_timeout_s=2.0, sound=sound)
    recorder = CameraRecorder(RecordingPlan(1, folder, spec), book, SystemClock())
    recorder.start()
    try:
        yield recorder, book
    finally:
        assert recorder.stop()


def _until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def _seconds(recorder: CameraRecorder) -> float:
    part = recorder.state().part
    return 0.0 if part is None else (part.end_us - part.start_us) / SECOND


def _probed(segment: SegmentFile) -> list[dict[str, object]]:
    """What another program than ours says of the file."""
    command = ["ffprobe", "-v", "error", "-count_frames", "-show_streams", "-of", "json", str(segment.path)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    assert not done.stderr
    return list(json.loads(done.stdout)["streams"])


def test_every_codec_becomes_segments_that_others_read_and_that_play(tmp_path: Path) -> None:
    codecs = ("h264", "hevc", "mjpeg")
    with pretend_cameras("h264", "h265", "mjpeg", width=160, height=96) as cameras, ExitStack() as stack:
        running = [
            stack.enter_context(_recording(camera.url, tmp_path / codec))
            for camera, codec in zip(cameras.all, codecs, strict=True)
        ]
        _until(lambda: all(_seconds(recorder) >= 2 for recorder, _ in running))
    for codec, (_, book) in zip(codecs, running, strict=True):
        (segment,) = book.segments
        assert (segment.codec, segment.width) == (codec, 160) and book.reasons == ["recorder_stopped"]
        if shutil.which("ffprobe"):
            (stream,) = _probed(segment)
            assert stream["codec_name"] == codec and int(str(stream["nb_read_frames"])) == segment.frames
        played = Film([Piece(segment.path, segment.start_us, segment.end_us)])
        shown = 1 if played.seek(segment.start_us) else 0
        while played.next() is not None:
            shown += 1
        played.close()
        assert shown == segment.frames >= 30


def test_aac_is_copied_beside_the_pictures_and_in_step_with_them(tmp_path: Path) -> None:
    with (
        sound_camera("aac") as url,
        _recording(url, tmp_path / "1", sound=True) as (recorder, book),
    ):
        _until(lambda: _seconds(recorder) >= 3)
        assert recorder.sound == "recording"
    (segment,) = book.segments
    with av.open(str(segment.path)) as read:
        track = read.streams.audio[0]
        assert track.codec_context.name == "aac" and track.codec_context.sample_rate == 16_000
        stamps = [float(packet.pts * packet.time_base) for packet in read.demux(track) if packet.pts is not None]
        steps = {round(after - before, 3) for before, after in itertools.pairwise(stamps[1:])}
        # The file begins with its pictures: the first sound is stretched to where they begin.
        assert steps == {0.064} and 0.064 <= stamps[1] < 0.4
        length = (segment.end_us - segment.start_us) / SECOND
        assert abs(stamps[-1] - length) < 0.5
    with av.open(str(segment.path)) as read:
        assert sum(frame.samples for frame in read.decode(audio=0)) >= 16_000 * (length - 1)
    with av.open(str(segment.path)) as read:
        assert sum(1 for _ in read.decode(video=0)) == segment.frames


def test_sound_that_cannot_be_copied_is_named_and_nobody_is_heard_unasked(tmp_path: Path) -> None:
    with (
        sound_camera("pcma") as other,
        sound_camera("aac") as unasked,
        _recording(other, tmp_path / "1", sound=True) as (named, first),
        _recording(unasked, tmp_path / "2") as (silent, second),
    ):
        _until(lambda: _seconds(named) >= 1.5 and _seconds(silent) >= 1.5)
        assert (named.sound, silent.sound) == ("pcm_alaw", "")
    for book in (first, second):
        (segment,) = book.segments
        with av.open(str(segment.path)) as read:
            assert not read.streams.audio and segment.frames >= 15
