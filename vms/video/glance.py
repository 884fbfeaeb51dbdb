"""A decoded picture made small for the watch: luma in three sizes, how much colour it has, and a fingerprint of it all.

The luma plane is read where it lies; nothing is converted for the formats that cameras' pictures have. Formats with
more than eight bits and colour models other than YUV go through FFmpeg's scaler first.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import av
import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]

FINE = (320, 180)  # width, height: shows whether edges are sharp
COARSE = (160, 90)  # shows what stands where
TINY = (80, 45)  # shows where something moves

_PLANAR = frozenset({"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "yuv440p", "yuvj440p"})
_PAIRED = frozenset({"nv12", "nv21", "nv16"})  # both chroma values of a pixel beside each other
_GREY = frozenset({"gray", "gray8"})
_CHROMA_STEP = 6  # every sixth chroma sample is enough
_JPEG = (cv2.IMWRITE_JPEG_QUALITY, 80)


@dataclass(frozen=True, slots=True)
class Glance:
    """``colour``: mean distance of the chroma from grey; ``width`` of the picture before it was made small."""

    fine: Plane
    coarse: Plane
    tiny: Plane
    colour: float
    fingerprint: int
    width: int


def glance(frame: av.VideoFrame) -> Glance:
    """Make a picture small. Under a millisecond at 640×360; the frame must lie in main memory."""
    name = frame.format.name
    if name in _PLANAR or name in _PAIRED or name in _GREY:
        luma, colour = _plane(frame, 0, frame.width, frame.height), _colour(frame, name)
    else:
        small = frame.reformat(width=FINE[0], height=FINE[1], format="yuv420p")
        luma, colour = _plane(small, 0, *FINE), _colour(small, "yuv420p")
    fine = _scaled(luma, FINE)
    coarse = _scaled(fine, COARSE)
    fingerprint = zlib.crc32(np.ascontiguousarray(luma).data)
    return Glance(fine, coarse, _scaled(coarse, TINY), colour, fingerprint, frame.width)


def still(frame: av.VideoFrame, luma: Plane) -> Plane:
    """The picture in colour at the size of ``luma``: Y, U and V planes one below the other (I420), 320×270 bytes."""
    small = frame.reformat(width=FINE[0], height=FINE[1], format="yuv420p")
    chroma = [_plane(small, index, FINE[0] // 2, FINE[1] // 2).reshape(-1, FINE[0]) for index in (1, 2)]
    return np.concatenate((luma, *chroma))


def jpeg(picture: Plane) -> bytes:
    """A still for a person's eye."""
    done, data = cv2.imencode(".jpg", cv2.cvtColor(picture, cv2.COLOR_YUV2BGR_I420), _JPEG)
    assert done
    return data.tobytes()


def _scaled(plane: Plane, size: tuple[int, int]) -> Plane:
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _plane(frame: av.VideoFrame, index: int, width: int, height: int) -> Plane:
    """A plane's samples, without the padding of its lines; a view of the frame's memory."""
    plane = frame.planes[index]
    return np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[:height, :width]


def _colour(frame: av.VideoFrame, name: str) -> float:
    if name in _GREY:
        return 0.0
    if name in _PAIRED:  # an odd step, so that both chroma values get their turn
        samples = [_plane(frame, 1, frame.planes[1].line_size, frame.planes[1].height)[::_CHROMA_STEP, ::7]]
    else:
        planes = (_plane(frame, index, frame.planes[index].width, frame.planes[index].height) for index in (1, 2))
        samples = [plane[::_CHROMA_STEP, ::_CHROMA_STEP] for plane in planes]
    return max(float(np.abs(one.astype(np.int16) - 128).mean()) for one in samples)
