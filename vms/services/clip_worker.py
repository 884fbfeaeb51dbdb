"""Cuts what the queue holds, in the window's process, one part after the other.

In the window and not in the recorder: the recorder must never compete with itself for the disk, and has neither
evidence nor people; the window has both. While no window is open jobs wait, and their hold keeps the footage.
"""

from __future__ import annotations

import logging
import platform
import threading
import time

from vms.core.clock import Clock
from vms.core.errors import CatalogueError, ContentChanged, NotAllowed, NothingRecorded, StorageError, VmsError
from vms.core.log import event
from vms.core.workers import Worker
from vms.models.database import Catalogue
from vms.security.permissions import Action
from vms.services.audit import Audit
from vms.services.clip_queue import ClipQueue, NotOurs, Taken
from vms.services.evidence import Evidence
from vms.services.evidence_cutting import Ticket

_log = logging.getLogger(__name__)

# What may pass by itself: a disk that is full or gone, a file that came back other than it was written.
PASSING = (StorageError, CatalogueError, ContentChanged, OSError)
_LOOK_S = 1.0
_TROUBLE_S = 5.0
_TELL_S = 0.3
_RENEW_S = 10.0


class _Stopping(Exception):  # noqa: N818 - not a fault: the program ends
    """Let go of the clip; it is cut at the next start."""


class ClipWorker(Worker):
    """One thread. ``wake`` from any thread; ``step`` is what it does, and may be called instead of ``start``."""

    def __init__(
        self, catalogue: Catalogue, clock: Clock, audit: Audit, evidence: Evidence, place: str, host: str = ""
    ) -> None:
        """``place``: the data folder; with the PC's name it tells this program from all others."""
        super().__init__("clip jobs")
        self._audit, self._evidence = audit, evidence
        self._queue = ClipQueue(catalogue, clock, host or platform.node(), place)
        self._wake = threading.Event()

    def wake(self) -> None:
        """There may be something to do."""
        self._wake.set()

    def interrupt(self) -> None:
        """Wake the wait."""
        self._wake.set()

    def run(self) -> None:
        """Until stopped. A catalogue that can't be reached is waited for."""
        released = False
        while not self.stopping.is_set():
            wait = _LOOK_S
            try:
                if not released:
                    self._queue.release_left()
                    released = True
                if self.step():
                    continue
            except CatalogueError as error:
                event(_log, "clip_queue_not_read", logging.WARNING, reason=str(error.values.get("detail", "")))
                wait = _TROUBLE_S
            self._wake.wait(wait)
            self._wake.clear()

    def step(self) -> bool:
        """Take one part and bring it to an end; False when there was none. Raises CatalogueError."""
        taken = self._queue.take()
        if taken is None:
            return False
        renewal = _Renewal(self._queue, taken.part_id)
        renewal.start()
        try:
            self._work(taken)
        except NotOurs:
            event(_log, "clip_job_let_go", part=taken.part_id)
        finally:
            renewal.stop()
        return True

    def _work(self, taken: Taken) -> None:
        try:
            self._cut(taken)
        except (NotOurs, _Stopping) as end:
            if isinstance(end, NotOurs):
                raise
            self._queue.put_back(taken)
        except Exception as error:  # noqa: BLE001 - the next part is cut all the same; this one says why not
            self._failed(taken, error)

    def _cut(self, taken: Taken) -> None:
        if taken.actor is None:
            raise NotAllowed(action=Action.CUT_EVIDENCE.value, role="", grant="none")
        told = [0.0]

        def progress(share: float) -> None:
            if self.stopping.is_set():
                raise _Stopping
            if time.monotonic() - told[0] >= _TELL_S:
                told[0] = time.monotonic()
                self._queue.keep(taken.part_id, share)

        ticket = Ticket(taken.part_id, lambda: self._queue.keep(taken.part_id))
        self._evidence.cut(taken.actor, taken.incident_id, taken.camera_id, taken.span, progress, ticket)
        self._queue.done(taken.part_id)
        event(_log, "clip_job_done", part=taken.part_id, job=taken.job_id)

    def _failed(self, taken: Taken, error: Exception) -> None:
        if not taken.here and _lies_elsewhere(error):
            self._queue.leave_to_others(taken)
            event(_log, "clip_left_to_other_pc", part=taken.part_id)
            return
        code = error.code if isinstance(error, VmsError) else type(error).__name__
        if not isinstance(error, (VmsError, OSError)):
            _log.error("clip_job_fault", exc_info=error)
        again = self._queue.failed(taken, error, passing=isinstance(error, PASSING))
        event(_log, "clip_not_cut", part=taken.part_id, reason=code, again=again)
        if not again:
            self._audit.write(
                taken.actor,
                "clip_job_failed",
                object=f"clip_job:{taken.job_id}",
                result=code,
                camera=taken.camera_id,
                tries=taken.tries,
            )


def _lies_elsewhere(error: Exception) -> bool:
    """The catalogue names files that this PC doesn't have."""
    cause = error.__cause__
    return isinstance(error, NothingRecorded) and isinstance(cause, NothingRecorded) and "path" in cause.values


class _Renewal(Worker):
    """Keeps the lease while a long file is copied or read back."""

    def __init__(self, queue: ClipQueue, part_id: int) -> None:
        super().__init__("clip lease")
        self._queue, self._part_id = queue, part_id

    def run(self) -> None:
        """Until stopped, or the part is somebody else's: the cutting finds that out by itself."""
        while not self.stopping.wait(_RENEW_S):
            try:
                self._queue.keep(self._part_id)
            except NotOurs:
                return
            except CatalogueError as error:
                event(_log, "clip_lease_not_renewed", logging.WARNING, reason=str(error.values.get("detail", "")))
