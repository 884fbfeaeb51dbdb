"""What the recorder's eye sees of real packets, and how little of them it decodes."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from tests.fakes.clock import MORNING
from vms.core.instants import SECOND
from vms.video.decoder import Decoder
from vms.video.motion_eye import MotionEye
from vms.video.source import video_stream

FPS, WIDTH, HEIGHT = 10, 320, 180
ENCODERS = {"h264": "libx264", "hevc": "libx265", "mjpeg": "mjpeg"}


def _film(path: Path, codec: str, gop: int, seconds: int, moves: range) -> Path:
    """A grainy wall; in the seconds of ``moves`` something walks along it."""
    grain = np.random.default_rng(3)
    wall = grain.integers(60, 150, (HEIGHT // 20, WIDTH // 20), dtype=np.uint8).repeat(20, 0).repeat(20, 1)
    with av.open(str(path), "w") as out:
        stream = out.add_stream(ENCODERS[codec], rate=FPS)
        stream.width, stream.height = WIDTH, HEIGHT
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        stream.codec_context.gop_size = gop
        params = f"log-level=none:keyint={gop}:scenecut=0:bframes=0"
        options = {"preset": "ultrafast", "sc_threshold": "0", "bf": "0"}
        stream.options = {"h264": options, "hevc": {"preset": "ultrafast", "x265-params": params}}.get(codec, {})
        for number in range(seconds * FPS):
            picture = wall + grain.integers(0, 4, wall.shape, dtype=np.uint8)
            if number // FPS in moves:
                left = number * 11 % (WIDTH - 40)
                picture[60:140, left : left + 40] = 235
            out.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "gray").reformat(format=stream.pix_fmt)))
        out.mux(stream.encode())
    return path


@pytest.mark.parametrize(("codec", "gop"), [("h264", 10), ("h264", 20), ("hevc", 20), ("mjpeg", 1), ("h264", 200)])
def test_it_sees_when_something_moves_and_when_that_is_over(
    tmp_path: Path, codec: str, gop: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded = []
    for name in ("decode", "decode_alone"):
        whole = getattr(Decoder, name)
        monkeypatch.setattr(Decoder, name, lambda self, one, run=whole: decoded.append(one) or run(self, one))
    path = _film(tmp_path / "film.mkv", codec, gop, 24, range(10, 14))
    eye, seen = MotionEye(), []
    with av.open(str(path)) as container:
        stream = video_stream(container)
        for number, packet in enumerate(one for one in container.demux(stream) if one.size):
            eye.take(packet, MORNING + number * SECOND // FPS)
            seen.append(eye.sight.moving)
    first, last = seen.index(True) / FPS, (len(seen) - 1 - seen[::-1].index(True)) / FPS
    assert 10 <= first <= 10.2 + gop / FPS * (gop <= 25) and 13 <= last <= 14 + 3 + 2.5
    if gop <= 25:
        assert eye.sight.looks <= 24 * 2 + 1
        # A key frame alone is decoded once by itself; nothing else is.
        assert len({id(one) for one in decoded}) <= 24 * 2 + 1
    else:
        assert 24 <= eye.sight.looks <= 24 * 2 + 1


def test_a_connection_that_ends_ends_the_motion(tmp_path: Path) -> None:
    path = _film(tmp_path / "film.mkv", "h264", 10, 6, range(3, 6))
    eye = MotionEye()
    with av.open(str(path)) as container:
        for number, packet in enumerate(one for one in container.demux(video_stream(container)) if one.size):
            eye.take(packet, MORNING + number * SECOND // FPS)
    assert eye.sight.moving
    eye.lost(MORNING + 7 * SECOND)
    assert (eye.sight.moving, eye.sight.since_us) == (False, MORNING + 7 * SECOND)
