"""A frame in shared memory as a QImage: looked at in place where it holds colours, made where it holds planes."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from vms.video.frames import Frame, Matrix


def image_of(frame: Frame) -> QImage:
    """For the length of one paint, while ``frame`` is held. Planes take milliseconds: for stills, not for a wall."""
    if frame.matrix is not None:
        return _coloured(frame, frame.matrix)
    return QImage(frame.memory, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32)


def _coloured(frame: Frame, matrix: Matrix) -> QImage:
    wide, high = frame.width, frame.height
    stack = frame.pixels
    luma = stack[:high].astype(np.float32)
    colours = stack[high:].reshape(-1)
    quarter = wide // 2 * (high // 2)
    halves = (colours[start : start + quarter].reshape(high // 2, wide // 2) for start in (0, quarter))
    blueness, redness = (half.repeat(2, 0).repeat(2, 1).astype(np.float32) - 128 for half in halves)
    if not matrix.is_full:
        luma, blueness, redness = (luma - 16) * (255 / 219), blueness * (255 / 224), redness * (255 / 224)
    red_share, blue_share = (0.2126, 0.0722) if matrix.is_709 else (0.299, 0.114)
    red = luma + 2 * (1 - red_share) * redness
    blue = luma + 2 * (1 - blue_share) * blueness
    green = (luma - red_share * red - blue_share * blue) / (1 - red_share - blue_share)
    picture = np.full((high, wide, 4), 255, np.uint8)
    for index, channel in enumerate((blue, green, red)):
        picture[..., index] = channel.clip(0, 255)
    return QImage(picture.data, wide, high, wide * 4, QImage.Format.Format_RGB32).copy()
