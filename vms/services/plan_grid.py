"""A week of half hours, each with how a camera is recorded then; plain data and pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from vms.core.instants import DAY, MINUTE, VIETNAM, Span, union

SLOT_US = 30 * MINUTE
SLOTS_A_DAY = DAY // SLOT_US
SLOTS = 7 * SLOTS_A_DAY
_OFFSET = VIETNAM.utcoffset(None) // timedelta(microseconds=1)
_THURSDAY = 3  # 1 January 1970


class Level(StrEnum):
    """How a camera is recorded in a half hour."""

    OFF = "-"
    ALWAYS = "c"
    MOTION = "m"


_LETTERS = frozenset(level.value for level in Level)


@dataclass(frozen=True, slots=True)
class Grid:
    """A letter for each half hour from Monday 0:00, local time. Raises ValueError for anything else."""

    letters: str = Level.ALWAYS.value * SLOTS

    def __post_init__(self) -> None:
        if len(self.letters) != SLOTS or not _LETTERS.issuperset(self.letters):
            raise ValueError("a grid has 336 letters of '-', 'c' and 'm'")

    def at(self, instant_us: int) -> Level:
        """How it is recorded at an instant."""
        return self.at_slot(slot_of(instant_us))

    def at_slot(self, number: int) -> Level:
        """How it is recorded in a half hour of the week."""
        return Level(self.letters[number])

    def painted(self, slots: Iterable[int], level: Level) -> Grid:
        """The same grid with some half hours changed."""
        letters = list(self.letters)
        for slot in slots:
            letters[slot] = level.value
        return Grid("".join(letters))

    def hours(self, level: Level) -> float:
        """Hours a week at this level."""
        return self.letters.count(level.value) / 2

    @property
    def always(self) -> bool:
        """Whether it is recorded all the time."""
        return self.letters == Level.ALWAYS.value * SLOTS

    def less_than(self, before: Grid) -> bool:
        """Whether some half hour is recorded less than before."""
        rank = {"-": 0, "m": 1, "c": 2}
        return any(rank[new] < rank[old] for new, old in zip(self.letters, before.letters, strict=True))

    def spans(self, level: Level, within: Span) -> list[Span]:
        """The stretches at this level, neighbours as one."""
        if level.value not in self.letters:
            return []
        if self.letters == level.value * SLOTS:
            return [within] if within.length else []
        found = []
        start = within.start - (within.start + _OFFSET) % SLOT_US
        while start < within.end:
            if self.at(start) is level and (part := Span(start, start + SLOT_US).clip(within)):
                found.append(part)
            start += SLOT_US
        return union(found)


ALWAYS = Grid()


def slot_of(instant_us: int) -> int:
    """Which half hour of the week an instant lies in."""
    return ((instant_us + _OFFSET) // SLOT_US + _THURSDAY * SLOTS_A_DAY) % SLOTS


def slot(weekday: int, half_hour: int) -> int:
    """The number of a half hour; Monday is 0."""
    return weekday * SLOTS_A_DAY + half_hour


def slots_between(first: tuple[int, int], last: tuple[int, int]) -> list[int]:
    """The rectangle between two half hours, (weekday, half hour) each, both included."""
    days = range(min(first[0], last[0]), max(first[0], last[0]) + 1)
    halves = range(min(first[1], last[1]), max(first[1], last[1]) + 1)
    return [slot(day, half) for day in days for half in halves]
