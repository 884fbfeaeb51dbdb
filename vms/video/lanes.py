"""As many lanes as the PC has processors: what is decoded and shown at once.

Sixty-four workers that all want a turn make the interpreter's lock change hands tens of thousands of times a second as
soon as the PC is nearly busy, and a third of its time goes into that alone. A worker that first waits for its lane
asks for the lock only when a processor is free for it.
"""

from __future__ import annotations

import itertools
import os
import threading


class Lanes:
    """Gives each stream the lane it keeps; any thread."""

    def __init__(self, count: int | None = None) -> None:
        """``count``: processors, unless told otherwise."""
        self._turns = itertools.cycle([threading.Lock() for _ in range(count or os.cpu_count() or 1)])

    def assign(self) -> threading.Lock:
        """The next lane in turn: streams are spread evenly. Held while one packet is decoded and shown."""
        return next(self._turns)
