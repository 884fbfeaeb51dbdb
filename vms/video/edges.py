"""The edges of a reference picture, and how much of them another picture still has, block by block.

Light changes the strength of edges but hardly their place and direction; whatever stands before a lens, or turns it,
changes both. So a picture is compared with its reference by the gradients at the reference's strongest edges only:
the measure doesn't see noise, moving shadows of the sky or a lamp.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vms.video.glance import Plane

ACROSS, DOWN = 16, 9
BLOCKS = ACROSS * DOWN
_LEAST_PIXELS = 4  # a block with fewer edge pixels has no structure

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Likeness:
    """``same`` (−1…1): likeness of the gradients whatever their strength; ``strength``: theirs over the reference's."""

    same: Floats
    strength: Floats


class Edges:
    """The strongest edge pixels of each block of one picture. About 15 kB."""

    __slots__ = ("_energy", "_floor", "_gx", "_gy", "_where", "_width", "structured")

    def __init__(self, image: Plane, each: int, least: float) -> None:
        """``each`` pixels a block at most, none whose gradient (of two grey levels' distance) is under ``least``."""
        height, width = image.shape
        gx, gy = gradients(image)
        size = np.hypot(gx, gy)
        size[:, [0, -1]] = size[[0, -1], :] = 0  # their neighbours lie outside
        index = np.arange(height * width).reshape(height, width)
        strongest = np.argpartition(_blocks(size), -each, axis=1)[:, -each:]
        chosen = np.take_along_axis(_blocks(size), strongest, axis=1) >= least
        self._where = np.take_along_axis(_blocks(index), strongest, axis=1).astype(np.uint16)
        self._where[~chosen] = width + 1
        self._gx, self._gy = (
            np.where(chosen, np.take_along_axis(_blocks(one), strongest, axis=1), 0).astype(np.int16)
            for one in (gx, gy)
        )
        self._width = width
        self._energy = (self._gx.astype(np.float32) ** 2 + self._gy.astype(np.float32) ** 2).sum(axis=1)
        self._floor = (chosen.sum(axis=1) * least**2 / 4).astype(np.float32)
        self.structured: NDArray[np.bool_] = chosen.sum(axis=1) >= _LEAST_PIXELS

    def likeness(self, image: Plane) -> Likeness:
        """How much of the edges an image of the same size has; zero where there is no structure."""
        flat, where = image.reshape(-1), self._where.astype(np.intp)
        gx = flat[where + 1].astype(np.float32) - flat[where - 1]
        gy = flat[where + self._width].astype(np.float32) - flat[where - self._width]
        used = self._gx.astype(bool) | self._gy.astype(bool)
        common = (gx * self._gx + gy * self._gy).sum(axis=1)
        own = ((gx * gx + gy * gy) * used).sum(axis=1)
        energy = np.maximum(self._energy, 1)
        return Likeness(common / np.sqrt(energy * np.maximum(own, np.maximum(self._floor, 1))), common / energy)


def gradients(image: Plane) -> tuple[Floats, Floats]:
    """Difference of the left and right, and of the upper and lower neighbours; zero at the border."""
    wide = image.astype(np.float32)
    gx, gy = np.zeros_like(wide), np.zeros_like(wide)
    gx[:, 1:-1] = wide[:, 2:] - wide[:, :-2]
    gy[1:-1, :] = wide[2:, :] - wide[:-2, :]
    return gx, gy


def structured_blocks(image: Plane, least: float) -> NDArray[np.bool_]:
    """Blocks that have edges of their own, wherever these are."""
    gx, gy = gradients(image)
    return np.asarray((_blocks(np.abs(gx) + np.abs(gy)) >= least).sum(axis=1) >= _LEAST_PIXELS)


def contrast_and_slope(image: Plane) -> tuple[Floats, Floats]:
    """Of each block: lightest less darkest pixel, and the steepest step between two pixels next but one."""
    gx, gy = gradients(image)
    blocks = _blocks(image)
    contrast = blocks.max(axis=1).astype(np.float32) - blocks.min(axis=1)
    return contrast, np.asarray(_blocks(np.maximum(np.abs(gx), np.abs(gy))).max(axis=1), dtype=np.float32)


def block_means(image: Plane) -> Floats:
    """Mean luma of each block."""
    return np.asarray(cv2.resize(image, (ACROSS, DOWN), interpolation=cv2.INTER_AREA), dtype=np.float32).reshape(-1)


def _blocks(image: NDArray[Any]) -> NDArray[Any]:
    """(blocks, pixels of a block)."""
    height, width = image.shape[0] // DOWN, image.shape[1] // ACROSS
    return image.reshape(DOWN, height, ACROSS, width).swapaxes(1, 2).reshape(BLOCKS, height * width)
