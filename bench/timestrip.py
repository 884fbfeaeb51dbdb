"""Reader of the demo school's time strip (format: `vms/demo/timestrip.py`)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from vms.demo.timestrip import (
    BLOCK_HEIGHT,
    BLOCK_WIDTH,
    COLUMNS,
    MINUTE_MS,
    REFERENCE_WIDTH,
    ROWS,
    check_bits,
)

_LEAST_CONTRAST = 60


def read(picture: NDArray[Any]) -> int | None:
    """Milliseconds into the UTC minute at which the picture was taken; None where no valid strip is seen.

    Takes a BGR(A) or grey array of any size with the camera's own aspect, down to 320×180.
    """
    return read_corner(picture, picture.shape[1])


def read_corner(picture: NDArray[Any], width: int) -> int | None:
    """The same of a part that ends where the picture does, left and below; ``width`` is the whole picture's."""
    height = picture.shape[0]
    across, down = BLOCK_WIDTH * width / REFERENCE_WIDTH, BLOCK_HEIGHT * width / REFERENCE_WIDTH
    if across < 4 or height < ROWS * down:
        return None
    levels = []
    for cell in range(ROWS * COLUMNS):
        row, column = divmod(cell, COLUMNS)
        top, left = height - (ROWS - row) * down, column * across
        # the middle half only: scaling and H.264 smear the edges of a block
        middle = picture[
            round(top + down * 0.25) : max(round(top + down * 0.25) + 1, round(top + down * 0.75)),
            round(left + across * 0.25) : max(round(left + across * 0.25) + 1, round(left + across * 0.75)),
        ]
        levels.append(float(np.mean(middle[..., :3] if picture.ndim == 3 else middle)))
    if levels[0] - levels[1] < _LEAST_CONTRAST:
        return None
    threshold = (levels[0] + levels[1]) / 2
    word = 0
    for level in levels[2:]:
        word = word << 1 | (level > threshold)
    ms, check = word >> 6, word & 0x3F
    return ms if ms < MINUTE_MS and check == check_bits(ms) else None
