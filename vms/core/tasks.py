"""One door for background work: it runs on a small pool and its result comes home through one ``post``.

The window passes ``post`` (``vms.ui.bridge``), which runs a callable on the GUI thread; tests pass a plain call.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Tasks:
    """Runs functions off the caller's thread. ``submit`` may be called from any thread."""

    def __init__(self, post: Callable[[Callable[[], None]], None], threads: int = 4) -> None:
        self._post = post
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="task")
        self._closed = threading.Event()

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Future[T]:
        """Run ``work`` on the pool, then ``done(result)`` or ``failed(error)`` through ``post``."""
        future = self._pool.submit(work)
        future.add_done_callback(lambda ended: self._home(ended, done, failed))
        return future

    def _home(self, future: Future[T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        if future.cancelled() or self._closed.is_set():
            return
        error = future.exception()
        if error is None:
            result = future.result()
            self._post(lambda: done(result))
        elif isinstance(error, Exception):
            caught = error
            self._post(lambda: failed(caught))
        else:
            _log.critical("task_died", exc_info=error)

    def close(self) -> None:
        """Cancel what waits, wait for what runs; nothing is posted any more."""
        self._closed.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
