"""Threads with a name, a stop event and a deadline for joining; and the waiting between two tries."""

from __future__ import annotations

import logging
import random
import threading
from abc import ABC, abstractmethod
from collections.abc import Sequence

from vms.core.log import event

_log = logging.getLogger(__name__)

# Quick first tries bring a camera back from a reboot; five seconds for ever don't flood the network.
BACKOFF_STEPS = (0.25, 0.5, 1.0, 2.0, 5.0)


class Worker(ABC):
    """A thread that runs ``run()`` until it returns or ``stop()`` is called.

    ``run`` looks at ``self.stopping`` at least every half second. An exception in ``run`` is logged and kept
    in ``self.failure``.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.stopping = threading.Event()
        self.failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @abstractmethod
    def run(self) -> None:
        """The work itself, on the worker's own thread."""

    def start(self) -> None:
        """Start the thread; once."""
        self._thread.start()

    def stop(self, deadline: float = 5.0) -> bool:
        """Ask to stop and wait at most ``deadline`` seconds. False when it still runs."""
        self.stopping.set()
        self.interrupt()
        return self.join(deadline)

    def interrupt(self) -> None:  # noqa: B027 - most workers wait only on ``stopping``
        """Wake the worker where it waits; override when it waits on something besides ``stopping``."""

    def join(self, deadline: float) -> bool:
        """Wait for the end; True when it has ended (or never started)."""
        if self._thread.ident is None:
            return True
        self._thread.join(deadline)
        if self._thread.is_alive():
            event(_log, "worker_still_running", logging.WARNING, worker=self.name)
            return False
        return True

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def _run(self) -> None:
        try:
            self.run()
        except BaseException as error:  # noqa: BLE001 - the end of the thread: logged and kept
            self.failure = error
            _log.exception("worker_failed", extra={"fields": {"worker": self.name}})


class Backoff:
    """Seconds to wait before each next try, jittered so that 64 cameras don't come back in one burst."""

    def __init__(self, steps: Sequence[float] = BACKOFF_STEPS, jitter: float = 0.2, seed: int | None = None) -> None:
        self._steps, self._jitter = tuple(steps), jitter
        self._random = random.Random(seed)
        self.attempt = 0

    def next(self) -> float:
        """The next wait in seconds; counts the attempt."""
        base = self._steps[min(self.attempt, len(self._steps) - 1)]
        self.attempt += 1
        return base * (1 + self._random.uniform(-self._jitter, self._jitter))

    def reset(self) -> None:
        """Start again from the shortest wait."""
        self.attempt = 0
