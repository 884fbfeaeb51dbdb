"""Whether the camera sends one and the same picture again and again.

A living sensor has noise: even a picture in which nothing happens never comes twice, at the latest after the next key
frame. A picture that stands does come again, bit by bit, or in a cycle as long as a group of pictures. A running clock
in the picture counts as life: a clean, still scene under strong compression changes nowhere else, and a false alarm
each night would teach people to look away.
"""

from __future__ import annotations

from collections import OrderedDict, deque

_PATIENCE_US = 10_000_000
_LONGEST_PATIENCE_US = 120_000_000
_REMEMBERED = 160  # pictures: more than a group of pictures has that looks twice a second would tell apart
_REMEMBERED_US = 45_000_000
_LEAST_LOOKS = 4
_HABIT = 3  # times within half an hour
_HABIT_US = 1_800_000_000
_PAUSE_US = 10_000_000


class Standstill:
    """Follows the fingerprints of the pictures of one camera. One thread.

    A camera whose pictures stand again and again and then go on by themselves (an encoder that leaves out what doesn't
    change, with half a minute between key frames) gets longer before it counts as frozen.
    """

    def __init__(self) -> None:
        self._seen: OrderedDict[int, int] = OrderedDict()
        self._new_us = self._last_us = 0
        self._looks = 0
        self._patience_us = _PATIENCE_US
        self._stood: deque[tuple[int, int]] = deque(maxlen=_HABIT)  # when it went on again, after how long

    @property
    def since_us(self) -> int:
        """When the last picture came that was new."""
        return self._new_us

    def look(self, fingerprint: int, instant_us: int) -> bool:
        """Whether the picture stands."""
        if not 0 <= instant_us - self._last_us < _PAUSE_US:
            self._seen.clear()
        self._last_us = instant_us
        while self._seen and (
            len(self._seen) > _REMEMBERED or instant_us - next(iter(self._seen.values())) > _REMEMBERED_US
        ):
            self._seen.popitem(last=False)
        known = fingerprint in self._seen
        self._seen[fingerprint] = instant_us
        self._seen.move_to_end(fingerprint)
        if known:
            self._looks += 1
        else:
            self._went_on(instant_us)
            self._new_us, self._looks = instant_us, 0
        return self._looks >= _LEAST_LOOKS and instant_us - self._new_us >= self._patience_us

    def _went_on(self, instant_us: int) -> None:
        stood_us = instant_us - self._new_us
        if self._looks < _LEAST_LOOKS or stood_us < self._patience_us or len(self._seen) < 2:
            return
        self._stood.append((instant_us, stood_us))
        if len(self._stood) == _HABIT and instant_us - self._stood[0][0] < _HABIT_US:
            longest = max(stood for _, stood in self._stood)
            self._patience_us = min(longest * 3 // 2, _LONGEST_PATIENCE_US)
