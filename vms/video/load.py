"""Whether this PC keeps up with the wall, and how many pictures all panes give up evenly when it doesn't.

One camera that comes late has a network of its own to blame. Many that come late while the processor is busy mean that
the machine is too slow for what it is asked: then every stream shows fewer pictures, and only as the last step key
frames alone. It takes its time to believe that things are well again, longer after each relapse.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import psutil


class Reduction(IntEnum):
    """How much every stream gives up."""

    NONE = 0
    HALF = 1  # eight pictures a second are shown: scaling and painting cost less
    QUARTER = 2  # four are shown, and pictures nothing else needs aren't decoded
    KEYS = 3  # key frames only

    @property
    def word(self) -> str:
        """As a status tells it: "", "rate" or "keys"."""
        return {Reduction.NONE: "", Reduction.KEYS: "keys"}.get(self, "rate")

    @property
    def step_us(self) -> int:
        """The shortest time between two pictures shown; a little under the frame, so that jitter skips none."""
        return {Reduction.HALF: 110_000, Reduction.QUARTER: 230_000}.get(self, 0)


@dataclass(frozen=True, slots=True)
class Sample:
    """One look at the engine: how many streams run, how many of them came late since the last look, and how much of the
    PC's processor is used, by whatever it may be, in percent of all cores.
    """

    running: int
    late: int
    percent: float

    @property
    def busy(self) -> bool:
        """Too busy to blame a late picture on the network."""
        return self.percent >= _BUSY_PERCENT

    @property
    def idle(self) -> bool:
        """There is clearly room for more: whatever took the processor is over."""
        return self.percent < _IDLE_PERCENT


_BUSY_PERCENT, _IDLE_PERCENT = 85.0, 50.0
_LATE_SHARE = 0.25
_WELL_SHARE = 0.05
# Long, for the last step: what it shows is hardly a moving picture any more.
_RAISE_AFTER_S = {Reduction.NONE: 3.0, Reduction.HALF: 3.0, Reduction.QUARTER: 9.0}
_LOWER_AFTER_S = 10.0
_LOWER_AT_MOST_S = 160.0
_LOWER_WHEN_IDLE_S = 4.0
_RELAPSE_S = 30.0
_FORGIVEN_S = 600.0


class Processor:
    """How much of the PC's processor is used. One thread."""

    def __init__(self) -> None:
        psutil.cpu_percent()  # the first answer only begins the measure

    def percent(self) -> float:
        """Of all cores, since this was asked before."""
        return psutil.cpu_percent()


class Governor:
    """Turns samples, about one a second, into the reduction. One thread."""

    def __init__(self) -> None:
        self.reduction = Reduction.NONE
        self._late_since: float | None = None
        self._well_since: float | None = None
        self._idle_since: float | None = None
        self._patience = _LOWER_AFTER_S
        self._lowered_at: float | None = None

    def take(self, sample: Sample, now: float) -> Reduction:
        """``now``: monotonic seconds."""
        share = sample.late / sample.running if sample.running else 0.0
        if not sample.idle:
            self._idle_since = None
        elif self._idle_since is None:
            self._idle_since = now
        if share >= _LATE_SHARE and sample.busy:
            self._well_since = None
            if self._late_since is None:
                self._late_since = now
            elif self.reduction is not Reduction.KEYS and now - self._late_since >= _RAISE_AFTER_S[self.reduction]:
                self._raise(now)
        elif share <= _WELL_SHARE:
            self._late_since = None
            if self._well_since is None:
                self._well_since = now
            elif self.reduction and (now - self._well_since >= self._patience or self._room(now)):
                self._lower(now)
            elif not self.reduction and now - self._well_since >= _FORGIVEN_S:
                self._patience = _LOWER_AFTER_S
        else:
            self._late_since = self._well_since = None
        return self.reduction

    def _raise(self, now: float) -> None:
        self._late_since = now
        if self._lowered_at is not None and now - self._lowered_at < _RELAPSE_S:
            self._patience = min(_LOWER_AT_MOST_S, 2 * self._patience)
        self.reduction = Reduction(self.reduction + 1)

    def _room(self, now: float) -> bool:
        """Well for a while, and the processor has long nothing to do: no reason to wait for patience."""
        well, idle = self._well_since, self._idle_since
        return well is not None and idle is not None and now - max(well, idle) >= _LOWER_WHEN_IDLE_S

    def _lower(self, now: float) -> None:
        self.reduction = Reduction(self.reduction - 1)
        self._well_since = self._lowered_at = now
        self._idle_since = None
