from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.footage import BITS, CELL, HEIGHT, START_US, WIDTH, footage
from vms.core.errors import NothingRecorded
from vms.video.stills import picture_at


def test_a_still_is_the_very_picture_at_full_size(tmp_path: Path) -> None:
    pieces = footage(tmp_path, [START_US], frames=25)
    data, instant = picture_at(pieces, START_US + 17 * 40_000 + 3_000)
    assert instant == START_US + 17 * 40_000
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert pixels.shape == (HEIGHT, WIDTH, 3)
    bits = [int(pixels[HEIGHT // 2, bit * CELL + CELL // 2].mean() > 128) for bit in range(BITS)]
    assert sum(bit << place for place, bit in enumerate(bits)) == 17


def test_no_footage_no_still(tmp_path: Path) -> None:
    with pytest.raises(NothingRecorded):
        picture_at(footage(tmp_path, [START_US], frames=25), START_US + 60_000_000)
