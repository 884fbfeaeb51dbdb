"""What the watch over a camera's picture finds: plain values for services and windows.

The watch itself (``tamper``, ``motion``) runs in the media process on the sub stream, twice a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tampering(StrEnum):
    """What can be wrong with a picture that still comes."""

    COVERED = "covered"
    BLURRED = "blurred"
    DARK = "dark"
    BRIGHT = "bright"
    MOVED = "moved"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class References:
    """The pictures the watch compares with, by day and by night: small PNGs of its own making; empty: none yet."""

    day: bytes = b""
    night: bytes = b""


@dataclass(frozen=True, slots=True)
class WatchState:
    """One camera's picture as the watch sees it. ``tampering`` None: nothing wrong, or not known yet.

    ``since_us`` is when the tampering began.
    """

    motion: bool = False
    night: bool = False
    tampering: Tampering | None = None
    since_us: int = 0


@dataclass(frozen=True, slots=True)
class WatchNews:
    """Sent when ``state`` has changed or the watch has learned another reference.

    ``reference`` and ``current`` are JPEG stills side by side for the person who judges an alarm: they come only with
    the news that begins a tampering. ``references`` comes only when they have changed: keep them, and give them back
    when the watch is opened again.
    """

    state: WatchState
    at_us: int
    reference: bytes = b""
    current: bytes = b""
    references: References | None = None
