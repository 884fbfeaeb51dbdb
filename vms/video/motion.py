"""Whether something moves in a camera's picture, for the sign in its pane."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vms.video.glance import TINY, Plane

_LEAST_PIXELS = 6  # of nine neighbours: a grown-up at thirty metres; a clock's digit or a streak of rain is less
_LEAST_LEVELS = 7.0
_NOISE_TIMES = 3.5
_EVERYWHERE = 0.6  # more than this share at once is light, not motion
_SETTLE_US = 20_000_000  # how fast the background takes in what stays
_SETTLE_MOVED_US = 90_000_000  # … where something moves
_HOLD_US = 3_000_000
_PAUSE_US = 10_000_000


class Motion:
    """Compares each picture with a background that adapts, pixel by pixel, with the noise each pixel has. One thread.

    What flickers in one place (a clock's digits, leaves, a lamp) raises the noise there and stops counting.
    """

    def __init__(self) -> None:
        self._ground: NDArray[np.float32] | None = None
        self._noise = np.full(TINY[::-1], _LEAST_LEVELS / _NOISE_TIMES, np.float32)
        self._last_us = 0
        self._seen_us: int | None = None
        self.moved = np.zeros(TINY[::-1], bool)

    @property
    def share(self) -> float:
        """Share of the picture that moved at the newest look."""
        return float(self.moved.mean())

    def look(self, tiny: Plane, instant_us: int) -> bool:
        """Whether something moves, or did within the last three seconds."""
        gap = instant_us - self._last_us
        self._last_us = instant_us
        if self._ground is None or not 0 <= gap < _PAUSE_US:
            self._ground, self._seen_us = tiny.astype(np.float32), None
            self.moved[...] = False
            return False
        change = tiny.astype(np.float32) - self._ground
        change -= np.partition(change.reshape(-1), change.size // 2)[change.size // 2]  # a cloud, or the exposure
        away = np.abs(change)
        over = (away > np.maximum(_LEAST_LEVELS, _NOISE_TIMES * self._noise)).astype(np.uint8)
        if over.mean() > _EVERYWHERE:
            self._ground, self._seen_us = tiny.astype(np.float32), None
            self.moved[...] = False
            return False
        if cv2.boxFilter(over, -1, (3, 3), normalize=False).max() >= _LEAST_PIXELS:
            self._seen_us = instant_us
        self.moved = over.astype(bool)
        speed = np.where(self.moved, gap / _SETTLE_MOVED_US, gap / _SETTLE_US).astype(np.float32)
        self._ground += speed * (tiny - self._ground)
        self._noise += np.float32(gap / _SETTLE_US) * (away - self._noise)
        return self._seen_us is not None and instant_us - self._seen_us < _HOLD_US
