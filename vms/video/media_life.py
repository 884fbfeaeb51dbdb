"""One media process from its start to its end."""

from __future__ import annotations

import multiprocessing
import queue
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from vms.video.control import Command, Stop

END_S = 3.0


class Life:
    """One media process from start to end, and the thread that writes to it: a full pipe never blocks the window."""

    def __init__(self, entry: Callable[[Connection, Path | None], None], log: Path | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.link, theirs = context.Pipe()
        self.outbox: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        self.process: SpawnProcess = context.Process(target=entry, args=(theirs, log), name="vms media", daemon=True)
        self.process.start()
        theirs.close()
        self._sender = threading.Thread(target=self._send, name="media sender", daemon=True)
        self._sender.start()

    def end(self) -> int | None:
        """Ask, wait, kill; the exit code."""
        self.outbox.put(Stop())
        self.outbox.put(None)
        self.process.join(END_S)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(END_S)
        self._sender.join(END_S)
        self.link.close()
        code = self.process.exitcode
        self.process.close()
        return code

    def _send(self) -> None:
        while (command := self.outbox.get()) is not None:
            try:
                self.link.send(command)
            except OSError:
                return  # the keeper sees the same on its side
