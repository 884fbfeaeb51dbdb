"""Faults that a camera of the school can be told to have, for both its RTSP and its ONVIF side."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What is wrong with the camera."""

    NONE = "none"
    DROP = "drop"  # connections break, new ones are refused for some seconds
    HANG = "hang"  # sockets stay open, nothing is sent or answered
    GARBAGE = "garbage"  # well-framed nonsense ("rtp") or random bytes ("bytes")
    WRONG_CLOCK = "wrong_clock"  # its clock is off by some seconds
    REFUSE = "refuse"  # every login is refused
    MOVE = "move"  # it answers on other ports from now on


@dataclass(frozen=True, slots=True)
class Fault:
    """The present fault of a camera; `seconds` is the duration (or the clock's error), `style` that of garbage."""

    kind: FaultKind = FaultKind.NONE
    seconds: float = 0.0
    style: str = "rtp"

    def clock(self) -> float:
        """The camera's own idea of the time, Unix seconds."""
        return time.time() + (self.seconds if self.kind is FaultKind.WRONG_CLOCK else 0.0)
