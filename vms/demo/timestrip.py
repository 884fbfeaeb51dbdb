"""The time strip: when a picture was taken, written into the picture so that a program can read it back.

Two rows of twelve blocks in the bottom left corner. In a picture 640 wide a block is 16×12 pixels (double in 1280, half
in 320: the strip scales with the picture). Black is luma 16, white luma 235. Read row by row from the top left:

====== =====================================================================================
blocks meaning
====== =====================================================================================
0, 1   guard: white, black (their means give the threshold; less than 60 apart = no strip)
2-17   milliseconds into the UTC minute, 0-59 999, most significant bit first, white = 1
18-23  check: CRC-6 (x⁶+x+1, start value 0x2A) over those sixteen bits, same order
====== =====================================================================================

At 15 frames a second the frame's number in its minute is `ms * 15 // 1000` (a camera's frames may be shifted by a phase
of less than one frame). The reader lives with the benches, so that the school never judges itself.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

COLUMNS = 12
ROWS = 2
REFERENCE_WIDTH = 640  # the width at which a block is BLOCK_WIDTH × BLOCK_HEIGHT pixels
BLOCK_WIDTH = 16
BLOCK_HEIGHT = 12
BLACK = 16
WHITE = 235
MINUTE_MS = 60_000
_CRC_START = 0x2A
_CRC_POLYNOMIAL = 0x03


def check_bits(ms: int) -> int:
    """CRC-6 of the sixteen time bits; the start value keeps an all-black strip from being valid."""
    crc = _CRC_START
    for shift in range(15, -1, -1):
        carry = ((crc >> 5) ^ (ms >> shift)) & 1
        crc = (crc << 1) & 0x3F
        if carry:
            crc ^= _CRC_POLYNOMIAL
    return crc


def blocks(ms: int) -> list[bool]:
    """The 24 blocks (True = white) of a time in the minute; raises ValueError outside 0-59 999."""
    if not 0 <= ms < MINUTE_MS:
        raise ValueError(f"{ms} ms is not inside a minute")
    word = (ms << 6) | check_bits(ms)
    return [True, False, *(bool(word >> shift & 1) for shift in range(21, -1, -1))]


def draw(plane: NDArray[Any], ms: int) -> None:
    """Write the strip into a luma plane (height, width) or a BGR picture (height, width, 3), in place."""
    height, width = plane.shape[:2]
    scale = width / REFERENCE_WIDTH
    across, down = round(BLOCK_WIDTH * scale), round(BLOCK_HEIGHT * scale)
    cells = np.array(blocks(ms), dtype=bool).reshape(ROWS, COLUMNS)
    values = np.where(cells, WHITE, BLACK).astype(np.uint8).repeat(down, axis=0).repeat(across, axis=1)
    target = plane[height - ROWS * down :, : COLUMNS * across]
    target[...] = values if plane.ndim == 2 else values[:, :, None]
