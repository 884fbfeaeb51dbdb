"""Pictures on their way into a pane: cut, scaled, turned and mirrored, checked against the plain picture itself."""

from __future__ import annotations

from collections.abc import Iterator

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vms.video.frames import FrameBuffer
from vms.video.framing import PLAIN, TURNS, Framing
from vms.video.writer import FrameWriter

WIDE, HIGH = 320, 176


def camera_picture() -> NDArray[np.uint8]:
    """Four corners of four colours, each a gradient: every part looks different."""
    picture = np.zeros((HIGH, WIDE, 3), np.uint8)
    across = np.linspace(60, 250, WIDE // 2).astype(np.uint8)[None, :]
    picture[: HIGH // 2, : WIDE // 2, 0] = across
    picture[: HIGH // 2, WIDE // 2 :, 1] = across
    picture[HIGH // 2 :, : WIDE // 2, 2] = across
    picture[HIGH // 2 :, WIDE // 2 :] = across[..., None]
    return picture


@pytest.fixture
def pane() -> Iterator[FrameBuffer]:
    buffer = FrameBuffer(WIDE, HIGH)
    yield buffer
    buffer.close()


def shown(buffer: FrameBuffer) -> NDArray[np.int16]:
    """Red, green, blue of what the pane holds."""
    frame = buffer.frame()
    assert frame is not None
    return frame.pixels[:, :, 2::-1].astype(np.int16)


def published(buffer: FrameBuffer, framing: Framing, pixel_format: str = "yuv420p") -> NDArray[np.int16]:
    writer = FrameWriter(buffer.handle)
    writer.frame_as(framing)
    writer.publish(av.VideoFrame.from_ndarray(camera_picture(), "rgb24").reformat(format=pixel_format), 1)
    return shown(buffer)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("mirror", [False, True])
@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuvj420p", "yuv422p", "nv12", "bgr24"])
def test_a_pane_shows_the_point_that_the_framing_names(
    pane: FrameBuffer, turn: int, mirror: bool, pixel_format: str
) -> None:
    camera = camera_picture()
    for framing in (Framing(turn=turn, mirror=mirror), Framing(turn=turn, mirror=mirror).zoomed_at(0.3, 0.8, 2.5)):
        seen = published(pane, framing, pixel_format)
        high, wide = seen.shape[:2]
        for px in (0.1, 0.31, 0.57, 0.9):
            for py in (0.12, 0.35, 0.64, 0.88):
                x, y = framing.camera_point(px, py)
                near = (abs(x - 0.5) < 0.03, abs(y - 0.5) < 0.03)
                if any(near):
                    continue  # between two colours
                expected = camera[int(y * HIGH), int(x * WIDE)].astype(np.int16)
                got = seen[int(py * high), int(px * wide)]
                assert np.abs(got - expected).max() < 24, (framing, px, py, got, expected)


def test_aspect_is_kept_unless_the_pane_is_to_be_filled() -> None:
    for size, turn, expected in (
        ((200, 300), 0, (200, 110)),
        ((200, 300), 90, (165, 300)),
        ((300, 100), 270, (55, 100)),
    ):
        buffer = FrameBuffer(*size)
        high, wide = published(buffer, Framing(turn=turn)).shape[:2]
        assert abs(wide - expected[0]) <= 8 and abs(high - expected[1]) <= 8
        high, wide = published(buffer, Framing(turn=turn, stretch=True)).shape[:2]
        assert size[0] - 8 < wide <= size[0] and size[1] - 8 < high <= size[1]
        buffer.close()


def test_a_zoomed_pane_answers_at_once_and_lets_go_of_the_picture_when_zoomed_out(pane: FrameBuffer) -> None:
    writer = FrameWriter(pane.handle)
    writer.frame_as(PLAIN.zoomed_at(0.0, 0.0, 2.0))
    writer.publish(av.VideoFrame.from_ndarray(camera_picture(), "rgb24").reformat(format="yuv420p"), 1)
    assert shown(pane)[HIGH // 2, WIDE // 2, 0] > 100  # red corner
    writer.frame_as(PLAIN.zoomed_at(1.0, 0.0, 2.0))
    assert pane.sequence == 2 and shown(pane)[HIGH // 2, WIDE // 2, 1] > 100  # green corner, no new picture needed
    writer.frame_as(PLAIN)
    assert pane.sequence == 2


@pytest.mark.parametrize("size", [(2, 2), (6, 400), (64, 2), (1920, 1080)])
def test_any_pane_and_any_part_can_be_shown(size: tuple[int, int]) -> None:
    buffer = FrameBuffer(*size)
    for turn in TURNS:
        for framing in (Framing(turn=turn), Framing(turn=turn, stretch=True), Framing(turn=turn).zoomed_at(1, 1, 99)):
            assert published(buffer, framing).size
    buffer.close()


@pytest.mark.parametrize("framing", [PLAIN, Framing(turn=90), Framing(turn=270, mirror=True).zoomed_at(0.2, 0.6, 2.0)])
@pytest.mark.parametrize(
    ("pixel_format", "high"), [("yuv420p", 176), ("yuvj420p", 176), ("nv12", 176), ("yuv420p", 720)]
)
def test_planes_hold_the_same_picture_as_colours(framing: Framing, pixel_format: str, high: int) -> None:
    camera = cv2.resize(camera_picture(), (high * 16 // 9 & ~1, high))
    frame = av.VideoFrame.from_ndarray(camera, "rgb24").reformat(format=pixel_format)
    painted, laid = FrameBuffer(200, 160), FrameBuffer(200, 160, planes=True)
    for buffer in (painted, laid):
        writer = FrameWriter(buffer.handle)
        writer.frame_as(framing)
        writer.publish(frame, 1)
    planes = laid.frame()
    assert planes is not None and planes.matrix is not None
    assert planes.matrix.is_709 == (high == 720) and planes.matrix.is_full == (pixel_format == "yuvj420p")
    expected = shown(painted)
    assert (planes.height, planes.width) == expected.shape[:2]
    luma = planes.pixels[: planes.height].astype(float)
    if not planes.matrix.is_full:
        luma = (luma - 16) * 255 / 219
    red, blue = (0.2126, 0.0722) if planes.matrix.is_709 else (0.299, 0.114)
    weighed = expected @ np.array([red, 1 - red - blue, blue])
    assert np.abs(luma.clip(0, 255) - weighed).mean() < 4
    del planes
    painted.close()
    laid.close()
