"""From a camera's planes to a pane's: part, size and colours.

OpenCV halves as long as it can, which is one fast pass over whole 2 × 2 blocks and leaves no flicker in small panes,
then scales the rest; the planes are kept from picture to picture, so that a wall of panes allocates nothing. FFmpeg
does what OpenCV can't: colours other than BT.601's of limited range, and planes of other kinds.
"""

from __future__ import annotations

from typing import cast

import av
import cv2
import numpy as np
from av.buffer import Buffer
from av.video.plane import VideoPlane
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

from vms.video.frames import Matrix

Pixels = NDArray[np.uint8]
Part = tuple[int, int, int, int]  # left, top, width, height in even pixels

# Cameras under 720 lines mean BT.601, the others BT.709, when their stream doesn't say: what every player assumes.
_HD_LINES = 720
_BT709 = 1
_UNSPECIFIED = 2
_PLANAR = ("yuv420p", "yuvj420p")
_KEPT_HALVES = 12


class Scaler:
    """Scales the pictures of one pane. One thread at a time."""

    def __init__(self) -> None:
        self._reformatter, self._painter = VideoReformatter(), VideoReformatter()
        self._planes = np.empty((0, 0), np.uint8)
        self._halves: dict[tuple[int, int, int], Pixels] = {}  # kept: one for each plane and halving

    def paint(self, frame: av.VideoFrame, part: Part, target: Pixels) -> None:
        """The part of the picture at the size of ``target``, (height, width, 4) blue-green-red-x, even in both."""
        high, wide = target.shape[:2]
        if self._planes.shape != (high * 3 // 2, wide):
            self._planes = np.empty((high * 3 // 2, wide), np.uint8)
        matrix = self.lay(frame, part, self._planes)
        if matrix is Matrix.BT601:
            cv2.cvtColor(self._planes, cv2.COLOR_YUV2BGRA_I420, dst=target)
        else:
            self._paint_other(matrix, target)

    def picture(self, frame: av.VideoFrame, width: int, height: int) -> Pixels:
        """The whole picture at an even size, (height, width, 4) blue-green-red-x."""
        target = np.empty((height, width, 4), np.uint8)
        self.paint(frame, (0, 0, frame.width, frame.height), target)
        return target

    def lay(self, frame: av.VideoFrame, part: Part, target: Pixels) -> Matrix:
        """The part's three planes, one behind the other in ``target`` (height × 3/2, width); how to read their colours.

        Height and width are even.
        """
        high, wide = target.shape[0] * 2 // 3, target.shape[1]
        matrix = matrix_of(frame)
        if frame.format.name not in _PLANAR:
            whole = part == (0, 0, frame.width, frame.height)
            width, height = (wide, high) if whole else (frame.width & ~1, frame.height & ~1)
            matrix = Matrix.BT601 if frame.format.is_rgb else matrix
            frame = self._reformatter.reformat(
                frame, width, height, format="yuv420p", interpolation=Interpolation.BILINEAR, threads=1
            )
            matrix = matrix if frame.color_range == ColorRange.JPEG else matrix.limited
            part = (0, 0, width, height) if whole else part
        self._scale(frame, part, planes_of(target))
        return matrix

    def _paint_other(self, matrix: Matrix, target: Pixels) -> None:
        high, wide = target.shape[:2]
        # Rows of FFmpeg's own alignment: over rows packed closely its fast paths smear the colours at the edges.
        scaled = av.VideoFrame(wide, high, "yuv420p")
        for plane, source in zip(scaled.planes, planes_of(self._planes), strict=True):
            np.copyto(pixels(plane), source)
        scaled.color_range = ColorRange.JPEG if matrix.is_full else ColorRange.MPEG
        colorspace = Colorspace.ITU709 if matrix.is_709 else Colorspace.ITU601
        picture = self._painter.reformat(scaled, wide, high, "bgra", src_colorspace=colorspace, threads=1)
        painted = picture.planes[0]
        rows = np.frombuffer(memoryview(cast(Buffer, painted)), np.uint8).reshape(painted.height, painted.line_size)
        np.copyto(target, rows[:, : wide * 4].reshape(high, wide, 4))

    def _scale(self, frame: av.VideoFrame, part: Part, aims: tuple[Pixels, Pixels, Pixels]) -> None:
        left, top, wide, high = part
        whole = part == (0, 0, frame.width, frame.height)
        for index, (plane, aim) in enumerate(zip(frame.planes, aims, strict=True)):
            by = 1 if index == 0 else 2
            source: cv2.typing.MatLike = pixels(plane)
            if not whole:
                source = source[top // by : (top + high) // by, left // by : (left + wide) // by]
            aim_high, aim_wide = aim.shape
            if source.shape == aim.shape:
                np.copyto(aim, source)
                continue
            while source.shape[1] > 2 * aim_wide and source.shape[0] > 2 * aim_high:
                half = self._half(index, source.shape[1] // 2, source.shape[0] // 2)
                source = cv2.resize(source, half.shape[::-1], dst=half, interpolation=cv2.INTER_AREA)
            cv2.resize(source, (aim_wide, aim_high), dst=aim, interpolation=cv2.INTER_LINEAR)

    def _half(self, plane: int, width: int, height: int) -> Pixels:
        key = (plane, width, height)
        half = self._halves.get(key)
        if half is None:
            if len(self._halves) > _KEPT_HALVES:
                self._halves.clear()  # the camera's or the pane's size has changed some times
            half = self._halves[key] = np.empty((height, width), np.uint8)
        return half


def planes_of(stack: Pixels) -> tuple[Pixels, Pixels, Pixels]:
    """The luma plane and the two colour planes of (height × 3/2, width) bytes, not copied."""
    high, wide = stack.shape[0] * 2 // 3, stack.shape[1]
    quarter = wide // 2 * (high // 2)
    colours = stack[high:].reshape(-1)
    return (
        stack[:high],
        colours[:quarter].reshape(high // 2, wide // 2),
        colours[quarter : 2 * quarter].reshape(high // 2, wide // 2),
    )


def pixels(plane: VideoPlane) -> Pixels:
    """A plane as an array, not copied."""
    rows = np.frombuffer(memoryview(cast(Buffer, plane)), np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]


def matrix_of(frame: av.VideoFrame) -> Matrix:
    """How a picture's colours are read, on the wall and in stills alike."""
    space = frame.colorspace
    is_709 = space == _BT709 or (space == _UNSPECIFIED and frame.height >= _HD_LINES)
    full = frame.format.name.startswith("yuvj") or frame.color_range == ColorRange.JPEG
    return Matrix((1 if is_709 else 0) + (2 if full else 0))
