from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.fakes.timestrip import read
from vms.demo import overlay
from vms.demo.encode import Encoder, split_frames
from vms.demo.picture import Picture, blank, resize_into
from vms.demo.scenes import SCENES, SceneRenderer
from vms.demo.timestrip import MINUTE_MS, blocks, draw


def grey(width: int = 640, height: int = 360) -> np.ndarray:
    return np.full((height, width), 120, dtype=np.uint8)


@pytest.mark.parametrize("width", [1280, 640, 320])
def test_what_is_drawn_is_read_at_each_size(width: int) -> None:
    for ms in range(0, MINUTE_MS, 487):
        picture = grey(width, width * 9 // 16)
        draw(picture, ms)
        assert read(picture) == ms


def test_a_colour_picture_works_too() -> None:
    picture = np.full((720, 1280, 3), 90, dtype=np.uint8)
    draw(picture, 59_999)
    assert read(cv2.resize(picture, (320, 180), interpolation=cv2.INTER_AREA)) == 59_999


def test_no_strip_is_no_time() -> None:
    assert read(grey()) is None
    assert read(np.zeros((360, 640), dtype=np.uint8)) is None
    assert read(np.full((360, 640), 255, dtype=np.uint8)) is None


@pytest.mark.parametrize("block", range(2, 24))
def test_one_wrong_block_is_noticed(block: int) -> None:
    picture = grey()
    draw(picture, 31_337)
    row, column = divmod(block, 12)
    cell = picture[336 + row * 12 : 348 + row * 12, column * 16 : column * 16 + 16]
    cell[...] = 251 - cell
    assert read(picture) is None


def test_times_outside_the_minute_are_refused() -> None:
    for ms in (-1, 60_000):
        with pytest.raises(ValueError):
            blocks(ms)


def decoded(data: list[bytes], codec: str) -> list[np.ndarray]:
    import av

    decoder = av.VideoCodecContext.create("h264" if codec == "h264" else "hevc", "r")
    frames = [frame for one in data for frame in decoder.decode(av.Packet(one))]
    return [frame.to_ndarray(format="bgr24") for frame in [*frames, *decoder.decode(None)]]


@pytest.mark.parametrize("codec", ["h264", "h265"])
def test_it_survives_coding_and_scaling_to_320(codec: str) -> None:
    renderer = SceneRenderer(SCENES["library"], night=False)
    small = blank(640, 360)
    encoder = Encoder(codec, 640, 360, quality=32)
    times = [second * 1000 + 37 for second in range(20)]
    coded = []
    for ms in times:
        picture: Picture = renderer.picture(ms / 1000)
        overlay.write(picture, "C13 Thư viện", ms)
        resize_into(picture, small)
        coded.append(encoder.encode(small))
    assert [frame.key for frame in split_frames(b"".join(coded), codec)] == [i % 15 == 0 for i in range(20)]
    pictures = decoded(coded, codec)
    assert [read(cv2.resize(one, (320, 180), interpolation=cv2.INTER_AREA)) for one in pictures] == times
