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
    COVERED = "covered"  # something before its lens
    BLURRED = "blurred"  # its lens is out of focus
    DARK = "dark"  # no light reaches it
    BRIGHT = "bright"  # a torch shines into it
    MOVED = "moved"  # it looks elsewhere
    FROZEN = "frozen"  # it sends one picture again and again
    LAMP_OFF = "lamp_off"  # light and weather, and what goes on before a camera: nothing is wrong with it
    LAMP_ON = "lamp_on"
    CLOUD = "cloud"
    RAIN = "rain"
    HEADLIGHTS = "headlights"
    CROWD = "crowd"
    INSECT = "insect"


@dataclass(frozen=True, slots=True)
class Fault:
    """The present fault of a camera; `seconds` is the duration (or the clock's error), `style` that of garbage.

    `amount` says how much of it there is, for faults of the picture: 1 is plain to see.
    """

    kind: FaultKind = FaultKind.NONE
    seconds: float = 0.0
    style: str = "rtp"
    amount: float = 1.0

    def clock(self) -> float:
        """The camera's own idea of the time, Unix seconds."""
        return time.time() + (self.seconds if self.kind is FaultKind.WRONG_CLOCK else 0.0)
