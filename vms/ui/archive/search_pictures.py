"""Fetches small pictures of recorded moments off the GUI thread and hands them over as they come."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from vms.core.errors import VmsError
from vms.services.footage_pictures import Moment
from vms.ui.parts import Parts
from vms.ui.session import Session

_POLL_MS = 60


class PictureFetcher(QObject):
    """``come`` carries a Moment and its JPEG (empty: none). A new ``ask`` gives up what hasn't come yet."""

    come = Signal(object, object)

    def __init__(self, parts: Parts, session: Session, width: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, self._session, self._width = parts, session, width
        self._stop = threading.Event()
        self._ready: deque[tuple[threading.Event, Moment, bytes]] = deque()
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._take)

    def ask(self, moments: Sequence[Moment], reason: str, failed: Callable[[Exception], None] | None = None) -> None:
        """Fetch these, in this order; ``failed`` is told of anything but a missing right to one of them."""
        self.stop()
        if not moments:
            return
        stop = self._stop = threading.Event()
        actor, pictures, ready = self._session.actor, self._parts.footage_pictures, self._ready

        def work() -> None:
            try:
                pictures.show(
                    actor, moments, reason, self._width, lambda *come: ready.append((stop, *come)), stop.is_set
                )
            finally:
                ready.append((stop, Moment(0, 0), b""))

        def trouble(error: Exception) -> None:
            if failed is not None and not stop.is_set() and isinstance(error, VmsError):
                failed(error)

        self._parts.tasks.submit(work, _nothing, trouble)
        self._poll.start()

    def stop(self) -> None:
        """Give up what hasn't come; nothing more is told."""
        self._stop.set()
        self._poll.stop()
        self._ready.clear()

    def _take(self) -> None:
        while self._ready:
            stop, moment, jpeg = self._ready.popleft()
            if stop.is_set():
                continue
            if not moment.camera_id:  # the last word
                self._poll.stop()
                return
            self.come.emit(moment, jpeg)


def _nothing(_result: object) -> None:
    """Everything came through the queue."""
