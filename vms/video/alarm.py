"""From findings of single looks to an alarm: how long something must last until it counts, and until it is over."""

from __future__ import annotations

from collections import Counter

from vms.video.watching import Tampering

_BEGIN_US = {
    Tampering.COVERED: 2_500_000,
    Tampering.BLURRED: 4_000_000,
    Tampering.DARK: 2_500_000,
    Tampering.BRIGHT: 4_000_000,  # headlights pass
    Tampering.MOVED: 3_000_000,
    Tampering.FROZEN: 0,  # it has stood for long when it is found
}
_END_US = 3_000_000
_FORGIVEN_US = 1_200_000  # one good look between bad ones
_OTHER_US = 8_000_000  # another kind for so long replaces the first
_LEAST_LOOKS = 3
_PAUSE_US = 10_000_000


class Alarm:
    """Hysteresis over what each look finds. One thread."""

    def __init__(self) -> None:
        self.tampering: Tampering | None = None
        self.since_us = 0
        self._begun_us: int | None = None  # of the present run of bad looks
        self._good_us: int | None = None  # since when all looks are good
        self._votes: Counter[Tampering] = Counter()
        self._last_us = 0

    @property
    def suspicious(self) -> bool:
        """Whether something is wrong, or may be: nothing is learned then."""
        return self.tampering is not None or self._begun_us is not None

    def take(self, finding: Tampering | None, instant_us: int, patience: float = 1.0) -> None:
        """One look's finding. ``patience`` stretches the time until something counts."""
        if not 0 <= instant_us - self._last_us < _PAUSE_US:
            self._begun_us = self._good_us = None
            self._votes.clear()
        self._last_us = instant_us
        if finding is None:
            self._good(instant_us)
        else:
            self._bad(finding, instant_us, patience)

    def _good(self, instant_us: int) -> None:
        if self._good_us is None:
            self._good_us = instant_us
        good_us = instant_us - self._good_us
        if good_us >= _FORGIVEN_US:
            self._begun_us = None
            self._votes.clear()
        if good_us >= _END_US:
            self.tampering = None

    def _bad(self, finding: Tampering, instant_us: int, patience: float) -> None:
        self._good_us = None
        if self.tampering is finding:
            self._begun_us = None
            self._votes.clear()
            return
        if self._begun_us is None:
            self._begun_us = instant_us
        self._votes[finding] += 1
        kind, looks = self._votes.most_common(1)[0]
        needed = _OTHER_US if self.tampering else int(_BEGIN_US[kind] * patience)
        least = 1 if kind is Tampering.FROZEN else _LEAST_LOOKS
        if instant_us - self._begun_us >= needed and self._votes.total() >= least and looks * 2 >= self._votes.total():
            self.tampering, self.since_us = kind, self._begun_us
            self._begun_us = None
            self._votes.clear()
