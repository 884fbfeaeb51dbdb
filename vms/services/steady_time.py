"""The time that deleting goes by: the PC's clock, but not where it has just leapt ahead.

A clock that jumped a year ahead (a wrong time server, a flat battery) would make every hold run out and all footage too
old, and nothing brings deleted footage back. So what the clock gained beyond the time that really passed counts only
once something vouches for it: the PC's time service says that it is in step, most cameras have the same time, or the
clock has gone on like that for a day of running. Until then time goes on at its own pace from where it was trusted
last. That can only keep footage longer; room is made by quota as always.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from vms.core.clock import Clock
from vms.core.instants import DAY, HOUR, SECOND
from vms.models.database import Catalogue
from vms.models.setting import Setting

_KEY = "retention.time"
# A clock that was put right by so much is no cause for distrust.
SLACK_US = HOUR
# Nor is a night during which the PC was off.
NIGHT_US = 20 * HOUR
BELIEVED_US = DAY
_SAVE_US = 60 * SECOND


class SteadyTime:
    """One in the process that deletes; one thread."""

    def __init__(self, catalogue: Catalogue, clock: Clock, vouched: Callable[[], bool] = lambda: False) -> None:
        """``vouched``: whether something else than the clock itself says that it is right; asked only after a leap."""
        self._catalogue, self._clock, self._vouched = catalogue, clock, vouched
        self._trusted: int | None = None
        self._wall = self._saved = 0
        self._ahead_for = 0
        self._looked = clock.monotonic()

    def now_us(self) -> int:
        """Never later than can be vouched for. Raises CatalogueError."""
        wall, at = self._clock.now_us(), self._clock.monotonic()
        if self._trusted is None:
            self._load(wall)
            leap, passed = wall > self._wall + NIGHT_US, 0
        else:
            passed = int((at - self._looked) * SECOND)
            leap = wall > self._wall + passed + SLACK_US
        assert self._trusted is not None
        believed = self._trusted + passed
        running = 0 if leap else self._ahead_for + passed
        if wall <= believed + SLACK_US or running >= BELIEVED_US or self._vouched():
            self._trusted, self._ahead_for = wall, 0
        else:
            self._trusted, self._ahead_for = believed, running
        self._wall, self._looked = wall, at
        if abs(wall - self._saved) >= _SAVE_US:
            self._save()
        return self._trusted

    @property
    def doubted_us(self) -> int:
        """By how much the PC's clock was ahead of what is trusted, at the last look."""
        return 0 if self._trusted is None else max(0, self._wall - self._trusted)

    def _load(self, wall: int) -> None:
        with self._catalogue.read():
            row = Setting.get_or_none(Setting.key == _KEY)
        stored = json.loads(row.value) if row else {}
        self._trusted, self._wall = int(stored.get("trusted", wall)), int(stored.get("wall", wall))
        self._ahead_for = int(stored.get("ahead_for", 0))

    def _save(self) -> None:
        value = json.dumps({"trusted": self._trusted, "wall": self._wall, "ahead_for": self._ahead_for})
        with self._catalogue.write():
            Setting.insert(key=_KEY, value=value).on_conflict(
                conflict_target=[Setting.key], preserve=[Setting.value]
            ).execute()
        self._saved = self._wall
