"""Where a tape writes, and what it reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from vms.video.segment import SegmentFile


class TapeEvents(Protocol):
    """What becomes of a recording. Called on the tape's thread; must neither block nor raise."""

    def began(self, camera_id: int, start_us: int, cause: str) -> None:
        """From this picture on it is written, for a cause (``gate.Order``); a stretch before it, too, ends here."""

    def armed(self, camera_id: int, since_us: int) -> None:
        """Pictures come, and wait in memory for a cause to be written: nothing is missing from here on."""

    def finished(self, camera_id: int, segment: SegmentFile) -> None:
        """A segment lies on disk under its final name."""

    def missing(self, camera_id: int, since_us: int, reason: str) -> None:
        """From here on nothing comes, or can't be recorded, until ``began`` or ``armed``."""


@dataclass(frozen=True, slots=True)
class OpenPart:
    """The segment being written; ``end_us``: up to where it lies on disk and plays."""

    path: Path
    start_us: int
    end_us: int


@dataclass(frozen=True, slots=True)
class Break:
    """From here on nothing comes."""

    reason: str
    at_us: int


@dataclass(frozen=True, slots=True)
class Room:
    """Free time on a camera's line: from where on, and where others' footage begins again."""

    start_us: int
    end_us: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tape writes. ``mark``: a file without which the folder isn't the one meant (its disk is away).
    ``free``: the first room on the camera's line at or after an instant; asked on the tape's thread, seldom.
    ``keep_free``: bytes of the disk that are left to others.
    """

    folder: Path
    mark: Path | None = None
    free: Callable[[int], Room] | None = None
    keep_free: int = 0
