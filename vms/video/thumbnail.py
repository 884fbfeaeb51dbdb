"""A small picture out of a large one, for lists."""

from __future__ import annotations

from typing import cast

import av
import cv2
import numpy as np
from av.video.reformatter import Colorspace
from numpy.typing import NDArray

from vms.core.errors import StreamInvalid
from vms.video.scale import matrix_of

_QUALITY = (cv2.IMWRITE_JPEG_QUALITY, 80)


def thumbnail(picture: bytes, width: int) -> bytes:
    """A JPEG at most ``width`` pixels wide of a JPEG or PNG, its aspect kept. Raises StreamInvalid."""
    pixels = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR) if picture else None
    if pixels is None:
        raise StreamInvalid(detail="no picture")
    high, wide = pixels.shape[:2]
    if wide > width:
        pixels = cv2.resize(pixels, (width, max(1, round(high * width / wide))), interpolation=cv2.INTER_AREA)
    done, data = cv2.imencode(".jpg", pixels, _QUALITY)
    if not done:
        raise StreamInvalid(detail="jpeg")
    return bytes(data)


def frame_jpeg(frame: av.VideoFrame, width: int, turn: int = 0, *, mirror: bool = False) -> bytes:
    """A JPEG of a decoded picture, at most ``width`` pixels wide before it is turned as panes show it.

    Raises StreamInvalid.
    """
    wide = min(width, frame.width)
    high = max(2, round(frame.height * wide / frame.width / 2) * 2)
    done, data = cv2.imencode(".jpg", turned(in_colour(frame, wide, high), turn, mirror=mirror), _QUALITY)
    if not done:
        raise StreamInvalid(detail="jpeg")
    return bytes(data)


def in_colour(frame: av.VideoFrame, width: int | None = None, height: int | None = None) -> NDArray[np.uint8]:
    """(height, width, 3) blue-green-red, its colours read as every player reads them; another size where given."""
    colorspace = Colorspace.ITU709 if matrix_of(frame).is_709 else Colorspace.ITU601
    picture = frame.reformat(width=width, height=height, format="bgr24", src_colorspace=colorspace)
    return cast(NDArray[np.uint8], picture.to_ndarray())


def turned(pixels: NDArray[np.uint8], turn: int, *, mirror: bool) -> NDArray[np.uint8]:
    """A picture the way up that panes show it. ``turn``: degrees clockwise."""
    if turn:
        pixels = np.rot90(pixels, -turn // 90)
    if mirror:
        pixels = pixels[:, ::-1]
    return np.ascontiguousarray(pixels)
