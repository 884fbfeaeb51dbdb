"""Who receives a stream, and how: our own RTSP where it suits the camera, FFmpeg for all else; over real sockets."""

from __future__ import annotations

import gc
import time
from contextlib import closing
from datetime import UTC, datetime
from itertools import dropwhile, islice, pairwise
from pathlib import Path

import pytest

from tests.fakes.bad_cameras import pretend_cameras
from tests.fakes.films import FilmName
from tests.fakes.raw_rtsp import raw_camera
from tests.video_watch import wait_for
from vms.core.errors import CameraRefused, CameraSilent, StreamInvalid
from vms.core.instants import from_datetime
from vms.video.decoder import Decoder
from vms.video.intake import FFmpegIntake, Intake, open_intake
from vms.video.rtsp_intake import RtspIntake
from vms.video.segment import inspect
from vms.video.segment_writer import SegmentWriter
from vms.video.source import StreamSpec


def packets(intake: Intake, count: int) -> list[tuple[int | None, bool, bytes]]:
    return [(packet.pts, packet.is_keyframe, bytes(packet)) for packet in islice(intake.packets(), count)]


@pytest.mark.parametrize("film", ["h264", "large", "h265", "4k", "slow"])
def test_what_nearly_every_camera_sends_is_received_by_ourselves(film: FilmName) -> None:
    with pretend_cameras(film) as cameras:
        spec = StreamSpec(cameras[0].url)
        with closing(open_intake(spec)) as intake:
            assert isinstance(intake, RtspIntake)
            came = list(islice(intake.packets(), 4))
            assert came[0].is_keyframe and not any(packet.is_corrupt for packet in came)
            context = intake.stream.codec_context
            pictures = [picture for packet in came for picture in context.decode(packet)]
            assert len(pictures) == 4
            assert {(one.width, one.height) for one in pictures} == {(context.width, context.height)}
            seconds = [float(packet.pts * intake.tick) for packet in came]
        with closing(open_intake(StreamSpec(cameras[0].url, ffmpeg=True))) as other:
            assert isinstance(other, FFmpegIntake)
            next(other.packets())
        step = 1 / cameras[0].source.film.fps
        apart = [late - early for early, late in pairwise(seconds)]
        # A camera on a busy machine may leave a picture out: its stamps tell of it.
        steps = [round(one / step) for one in apart]
        assert min(steps) >= 1 and apart == pytest.approx([number * step for number in steps], abs=0.002)


@pytest.mark.parametrize("film", ["mjpeg", "bframes"])
def test_what_is_not_ours_is_ffmpegs_at_once(film: FilmName) -> None:
    with pretend_cameras(film) as cameras:
        with closing(open_intake(StreamSpec(cameras[0].url), recording=True)) as intake:
            assert isinstance(intake, FFmpegIntake)
            assert len(packets(intake, 3)) == 3
        assert cameras[0].opened == 2


def test_nothing_of_a_picture_is_changed_on_the_way() -> None:
    with raw_camera() as camera:
        own, other = (open_intake(StreamSpec(camera.url, ffmpeg=by)) for by in (False, True))
        with closing(own), closing(other):
            mine, theirs = packets(own, 14), packets(other, 14)
    assert [key for _, key, _ in mine] == [key for _, key, _ in theirs]
    assert [data for *_, data in mine] == [data for *_, data in theirs]


@pytest.mark.parametrize("by_ffmpeg", [False, True])
def test_what_came_can_be_written_when_the_connection_is_gone(tmp_path: Path, by_ffmpeg: bool) -> None:
    with raw_camera() as camera:
        intake = open_intake(StreamSpec(camera.url, ffmpeg=by_ffmpeg), recording=True)
        begun = dropwhile(lambda packet: packet.pts is None or not packet.is_keyframe, intake.packets())
        came = list(islice(begun, 8))
        template = intake.template
        intake.close()
    del intake
    writer = SegmentWriter(tmp_path, template, from_datetime(datetime(2026, 1, 5, tzinfo=UTC)))
    for packet in came:
        writer.add(packet)
    done = writer.close()
    assert (done.codec, done.width, done.height, done.frames) == ("h264", 320, 180, 8)
    assert inspect(done.path) == done


@pytest.mark.parametrize("by_ffmpeg", [False, True])
def test_a_connection_that_is_closed_leaves_no_decoder_for_the_garbage_collector(by_ffmpeg: bool) -> None:
    """Its pictures are some megabytes, of a 4K camera sixty, and full searches for garbage are minutes apart."""
    gc.collect()
    before = living()
    gc.disable()
    try:
        with raw_camera() as camera, closing(open_intake(StreamSpec(camera.url, ffmpeg=by_ffmpeg))) as intake:
            decoder = Decoder(intake.stream)
            shown = [picture for packet in islice(intake.packets(), 8) for picture in decoder.decode(packet)]
            assert shown and living() > before
        del intake, decoder, shown
        assert living() == before
    finally:
        gc.enable()


def living() -> int:
    """Containers, streams and decoders that exist."""
    kinds = ("InputContainer", "VideoStream", "VideoCodecContext")
    return sum(type(one).__name__ in kinds for one in gc.get_objects())


def test_noise_in_place_of_packets_ends_it_within_two_seconds() -> None:
    with raw_camera("derailed") as camera, closing(open_intake(StreamSpec(camera.url))) as intake:
        came = 0
        with pytest.raises(StreamInvalid) as caught:
            for _ in intake.packets():
                came += 1
                last = time.monotonic()
        assert came == 15 and caught.value.values["detail"] == "no_packets"
        assert time.monotonic() - last < 2.0


def test_silence_ends_it_after_its_patience() -> None:
    with raw_camera("stall") as camera, closing(open_intake(StreamSpec(camera.url, read_timeout_s=0.8))) as intake:
        begun = time.monotonic()
        with pytest.raises(CameraSilent):
            list(intake.packets())
        assert time.monotonic() - begun >= 0.8 + 14 / 15


def test_a_camera_that_refuses_is_asked_by_nobody_else() -> None:
    with raw_camera("refuse") as camera:
        with pytest.raises(CameraRefused):
            open_intake(StreamSpec(camera.url))
        assert (camera.connections, camera.tries) == (1, 1)


def test_a_session_is_kept_alive_and_ended() -> None:
    with pretend_cameras("h264") as cameras:
        cameras[0].session_s = 2
        with closing(open_intake(StreamSpec(cameras[0].url))) as intake:
            assert len(packets(intake, 40)) == 40
        wait_for(lambda: "TEARDOWN" in cameras[0].asked)
        assert 2 <= cameras[0].asked.count("GET_PARAMETER") <= 3
