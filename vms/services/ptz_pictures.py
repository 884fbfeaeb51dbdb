"""Takes the picture of a preset when the camera stands there, on a thread of its own: a still may take seconds."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from vms.core.errors import VmsError
from vms.core.log import event
from vms.core.workers import Worker
from vms.video.thumbnail import thumbnail

_log = logging.getLogger(__name__)
WIDTH = 320
_MOST_WAITING = 8


@dataclass(frozen=True, slots=True)
class Sitting:
    """A picture to take: ``still`` fetches it, ``stands`` says whether the camera is still there, ``keep`` stores."""

    camera_id: int
    token: str
    still: Callable[[], bytes]
    stands: Callable[[], bool]
    keep: Callable[[bytes], None]


class Photographer(Worker):
    """Takes pictures one after the other; what can't be had is left out and logged."""

    def __init__(self, settle_s: float) -> None:
        """``settle_s``: encoder and snapshot lag behind the motor, and would still show the way there."""
        super().__init__("ptz-pictures")
        self._settle_s = settle_s
        self._word = threading.Condition()
        self._waiting: deque[Sitting] = deque(maxlen=_MOST_WAITING)

    def ask(self, sitting: Sitting) -> None:
        """Leave word, from any thread."""
        with self._word:
            self._waiting.append(sitting)
            self._word.notify_all()

    def interrupt(self) -> None:
        """Wake the thread."""
        with self._word:
            self._word.notify_all()

    def run(self) -> None:
        """Until stopped."""
        while not self.stopping.is_set():
            with self._word:
                self._word.wait_for(lambda: self._waiting or self.stopping.is_set())
                if self.stopping.is_set():
                    return
                sitting = self._waiting.popleft()
            self._take(sitting)

    def _take(self, sitting: Sitting) -> None:
        if self.stopping.wait(self._settle_s) or not sitting.stands():
            return
        try:
            picture = thumbnail(sitting.still(), WIDTH)
            # Somebody may have moved the camera while the picture was on its way.
            if sitting.stands() and not self.stopping.is_set():
                sitting.keep(picture)
        except VmsError as error:
            event(_log, "preset_without_picture", camera=sitting.camera_id, code=error.code)
