"""Pictures as the encoder wants them (planar YUV 4:2:0), and sprites that are laid over them.

Everything moving is composed straight in YUV: no colour conversion per frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Plane = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Picture:
    """One 4:2:0 picture: `buffer` is (height * 3 / 2, width); y, u and v are views into it."""

    buffer: Plane
    y: Plane
    u: Plane
    v: Plane

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.y.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.y.shape[0])

    def bgr(self) -> Plane:
        """The picture as BGR, for a JPEG."""
        return np.asarray(cv2.cvtColor(self.buffer, cv2.COLOR_YUV2BGR_I420), dtype=np.uint8)


def _over(buffer: Plane, width: int, height: int) -> Picture:
    quarter = height // 4
    u = buffer[height : height + quarter].reshape(height // 2, width // 2)
    v = buffer[height + quarter :].reshape(height // 2, width // 2)
    return Picture(buffer, buffer[:height], u, v)


def blank(width: int, height: int) -> Picture:
    """A picture of undefined content; both sides must be multiples of four."""
    return _over(np.empty((height * 3 // 2, width), dtype=np.uint8), width, height)


def from_image(image: Image.Image) -> Picture:
    """A Pillow RGB image as YUV (BT.601, limited range)."""
    buffer = cv2.cvtColor(np.asarray(image.convert("RGB")), cv2.COLOR_RGB2YUV_I420)
    return _over(np.ascontiguousarray(buffer, dtype=np.uint8), image.width, image.height)


def resize_into(source: Picture, target: Picture, interpolation: int = cv2.INTER_AREA) -> None:
    """Scale a whole picture into another."""
    for plane, into in ((source.y, target.y), (source.u, target.u), (source.v, target.v)):
        cv2.resize(plane, (into.shape[1], into.shape[0]), dst=into, interpolation=interpolation)


@dataclass(frozen=True, slots=True)
class Sprite:
    """Something to lay over a picture: planes multiplied by their cover (0-256), and what remains of the ground."""

    y: NDArray[np.uint16]
    u: NDArray[np.uint16]
    v: NDArray[np.uint16]
    keep: NDArray[np.uint16]
    keep_half: NDArray[np.uint16]


def sprite_from(rgba: NDArray[Any], width: int, height: int, *, light: float = 1.0, grey: bool = False) -> Sprite:
    """A sprite of even size from an RGBA array, made lighter or darker, or without colour (infrared)."""
    width, height = max(4, width // 4 * 4), max(4, height // 4 * 4)
    scaled = cv2.resize(rgba, (width, height), interpolation=cv2.INTER_AREA)
    flat = _over(np.ascontiguousarray(cv2.cvtColor(scaled[..., :3], cv2.COLOR_RGB2YUV_I420)), width, height)
    cover = (scaled[..., 3].astype(np.uint16) * 257) >> 8
    half = cover.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3)).astype(np.uint16)
    luma = flat.y.astype(np.uint16)
    if light != 1.0:
        luma = np.clip(luma * np.float32(light), 0, 255).astype(np.uint16)
    u = np.full_like(half, 128) if grey else flat.u.astype(np.uint16)
    v = np.full_like(half, 128) if grey else flat.v.astype(np.uint16)
    keep, keep_half = (np.subtract(256, one, dtype=np.uint16) for one in (cover, half))
    return Sprite(luma * cover, u * half, v * half, keep, keep_half)


def _blend(plane: Plane, over: NDArray[np.uint16], keep: NDArray[np.uint16], left: int, top: int) -> None:
    height, width = plane.shape
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(width, left + over.shape[1]), min(height, top + over.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    cut = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
    ground = plane[y0:y1, x0:x1]
    ground[...] = (ground * keep[cut] + over[cut]) >> 8


def lay(picture: Picture, sprite: Sprite, left: int, top: int) -> None:
    """Lay a sprite over a picture with its corner at (left, top), snapped to even pixels and cut at the edges."""
    left, top = left // 2 * 2, top // 2 * 2
    _blend(picture.y, sprite.y, sprite.keep, left, top)
    _blend(picture.u, sprite.u, sprite.keep_half, left // 2, top // 2)
    _blend(picture.v, sprite.v, sprite.keep_half, left // 2, top // 2)
