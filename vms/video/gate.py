"""Whether what a camera sends is written, or waits in memory for a reason: whole groups of pictures, nothing decoded.

A motion is noticed a second or two after it began, and what came before it is wanted too. So a camera that is recorded
on motion is received all the time; its newest groups of pictures stay in memory, and are written when a cause appears.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from vms.core.instants import SECOND

# What a camera of 8 Mbit/s sends in half a minute. Sixty-four cameras on motion seldom take a tenth of it.
RING_BYTES = 32 << 20
# What is kept beyond the time wanted before an event: until somebody has noticed it.
NOTICE_US = 4 * SECOND
# A cause has gone: writing ends with the group of pictures, unless that is very long.
_LINGER_US = 12 * SECOND


@dataclass(frozen=True, slots=True)
class Order:
    """From ``at_us`` on write for ``cause`` ('continuous', 'schedule', 'motion', 'alarm', 'manual'); '' is nothing."""

    cause: str
    at_us: int


ALWAYS = Order("continuous", 0)


@dataclass(frozen=True, slots=True)
class Held:
    """A packet of video (or of sound) and its instant; ``key``: decoding can begin here."""

    packet: Any
    instant_us: int
    key: bool
    sound: bool = False
    size: int = 0


@dataclass(slots=True)
class _Group:
    """A key frame and all that came up to the next one."""

    held: list[Held] = field(default_factory=list)
    size: int = 0


class Gate:
    """``order`` from any thread; everything else on the tape's."""

    def __init__(self, first: Order = ALWAYS, before_us: int = 0, most_bytes: int = RING_BYTES) -> None:
        """``before_us``: how much from before a cause is kept."""
        self.before_us = before_us
        self._most = most_bytes
        self._orders: deque[Order] = deque([first])
        self._groups: deque[_Group] = deque()
        self._bytes = 0
        self._from_us = 0
        self._ends_us: int | None = None
        self.cause = ""

    def order(self, order: Order) -> None:
        """What is wanted from an instant on; orders are carried out in turn. Any thread."""
        self._orders.append(order)

    @property
    def wide(self) -> bool:
        """Whether everything passes as it is, until the next order."""
        return bool(self.cause) and not self._orders and not self._groups and self._ends_us is None

    @property
    def held_bytes(self) -> int:
        """What waits in memory."""
        return self._bytes

    def take(self, one: Held) -> list[Held]:
        """What is to be written now, in order: nothing, this one, or this one after all that waited."""
        self._obey(one.instant_us)
        if self.cause and self._ends_us is not None:
            ends = one.instant_us >= self._ends_us and one.key
            if ends or one.instant_us - self._ends_us > _LINGER_US:
                self.cause, self._ends_us = "", None
        if not self.cause:
            self._keep(one)
            return []
        if not self._groups:
            return [one]
        self._keep(one)
        return self._give()

    def clear(self) -> None:
        """Forget what waits: what comes next doesn't follow it."""
        self._groups.clear()
        self._bytes = 0

    def _obey(self, instant_us: int) -> None:
        while self._orders and self._orders[0].at_us <= instant_us:
            order = self._orders.popleft()
            if order.cause:
                if not self.cause:
                    self._from_us = order.at_us
                self.cause, self._ends_us = order.cause, None
            elif self.cause:
                self._ends_us = order.at_us

    def _keep(self, one: Held) -> None:
        if one.key:
            self._groups.append(_Group())
        elif not self._groups:
            return  # without its key frame nobody could see it
        group = self._groups[-1]
        group.held.append(one)
        group.size += one.size
        self._bytes += one.size
        oldest_us = one.instant_us - self.before_us - NOTICE_US
        while self._groups and (
            self._bytes > self._most or (len(self._groups) > 1 and self._groups[1].held[0].instant_us <= oldest_us)
        ):
            self._bytes -= self._groups.popleft().size

    def _give(self) -> list[Held]:
        """All that waits, from the last key frame not after the instant wanted."""
        groups = list(self._groups)
        self.clear()
        first = 0
        for number, group in enumerate(groups):
            if group.held[0].instant_us <= self._from_us:
                first = number
        return [one for group in groups[first:] for one in group.held]
