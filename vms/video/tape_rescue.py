"""What a tape couldn't finish when its disk refused: repaired at once where it can be, else kept in mind."""

from __future__ import annotations

import logging
from pathlib import Path

from vms.core.log import event
from vms.video.segment import SegmentFile, repair
from vms.video.tape_place import TapeEvents

_log = logging.getLogger(__name__)


class Rescue:
    """The unfinished segments of one tape. On the tape's thread."""

    def __init__(self, camera_id: int, events: TapeEvents) -> None:
        self._camera_id, self._events = camera_id, events
        self._left_behind: list[Path] = []

    def rescue(self, part: Path) -> SegmentFile | None:
        """Make a segment of what is whole, and report it. None: nothing in it plays, or its folder is away."""
        if part not in self._left_behind:
            self._left_behind.append(part)
        try:
            found = repair(part)
        except OSError as error:
            # Its folder is away: with the next picture that can be written it is tried again, or at the next start.
            event(_log, "segment_not_repaired", logging.WARNING, path=part, detail=str(error))
            return None
        self._left_behind.remove(part)
        if found is not None:
            self._events.finished(self._camera_id, found)
        return found

    def take_up(self) -> None:
        """Once more what couldn't be repaired because its folder was away."""
        for part in list(self._left_behind):
            self.rescue(part)
