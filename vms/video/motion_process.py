"""A motion search in a process of its own: decoding beside Qt would share its interpreter lock, and a file that brings
a decoder down takes no window with it.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

import cv2

from vms.core.log import event
from vms.core.workers import Worker
from vms.video.motion_search import MotionAsk, MotionNews, search_all
from vms.video.source import quiet_ffmpeg

_log = logging.getLogger(__name__)
_NICENESS = 5  # live pictures and the recorder come first
_END_S = 3.0
_POLL_S = 0.2
_STOP = "stop"


@dataclass(frozen=True, slots=True)
class MotionEnded:
    """The last word. ``complete`` False: stopped by a person, or the process died (``died``)."""

    complete: bool
    died: bool = False


class MotionProcess(Worker):
    """Searches some cameras; ``start`` it once, ``stop`` ends it early. ``told`` is called on its own
    thread, last with MotionEnded.
    """

    def __init__(
        self,
        asks: tuple[MotionAsk, ...],
        told: Callable[[MotionNews | MotionEnded], None],
        entry: Callable[[Connection, tuple[MotionAsk, ...]], None] | None = None,
    ) -> None:
        """``entry`` is for tests with a process that dies."""
        super().__init__("motion search")
        self._asks, self._told, self._entry = asks, told, entry or run_motion_process

    def run(self) -> None:
        """Until the process has said its last word, has died, or ``stop``."""
        context = multiprocessing.get_context("spawn")
        link, theirs = context.Pipe()
        process = context.Process(target=self._entry, args=(theirs, self._asks), name="vms search", daemon=True)
        process.start()
        theirs.close()
        ended = MotionEnded(complete=False)
        try:
            ended = self._listen(link)
        finally:
            self._end(link, process)
            self._told(ended)

    def _listen(self, link: Connection) -> MotionEnded:
        while not self.stopping.is_set():
            try:
                if not link.poll(_POLL_S):
                    continue
                news = link.recv()
            except (EOFError, OSError):
                event(_log, "motion_search_died", logging.WARNING)
                return MotionEnded(complete=False, died=True)
            if isinstance(news, MotionEnded):
                return news
            self._told(news)
        return MotionEnded(complete=False)

    @staticmethod
    def _end(link: Connection, process: multiprocessing.process.BaseProcess) -> None:
        try:
            link.send(_STOP)
        except OSError:
            event(_log, "motion_search_gone")
        link.close()
        process.join(_END_S)
        if process.is_alive():
            process.kill()
            process.join(_END_S)
        process.close()


def run_motion_process(link: Connection, asks: tuple[MotionAsk, ...]) -> None:
    """The whole life of the process, on its main thread."""
    cv2.setNumThreads(1)  # pieces are read side by side already
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then says stop
    quiet_ffmpeg()
    if sys.platform != "win32":
        os.nice(_NICENESS)
    stopping = threading.Event()
    threading.Thread(target=_wait_for_stop, args=(link, stopping), name="search listener", daemon=True).start()
    try:
        search_all(asks, link.send, stopping.is_set)
        link.send(MotionEnded(complete=not stopping.is_set()))
        # Closing is the program's: what was sent last must be read before the pipe goes.
        stopping.wait(_END_S)
    except OSError:
        stopping.set()  # the program is gone


def _wait_for_stop(link: Connection, stopping: threading.Event) -> None:
    with contextlib.suppress(EOFError, OSError):  # the program gone is the same as told to stop
        link.recv()
    stopping.set()


__all__ = ["MotionAsk", "MotionEnded", "MotionNews", "MotionProcess", "run_motion_process"]
