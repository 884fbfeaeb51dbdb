"""What waits between a receiver and the thread that writes: bounded in packets and in bytes, also over all cameras."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")

# Sixteen cameras of 1080p with 8 Mbit/s each fill 16 MB a second: a disk may stand still for half a minute.
RESERVE_BYTES = 512 << 20


class Reserve:
    """Memory that all tapes of a process share for packets that wait. Any thread."""

    def __init__(self, size: int = RESERVE_BYTES) -> None:
        self._left = size
        self._lock = threading.Lock()

    def take(self, size: int) -> bool:
        """False when there isn't so much left."""
        with self._lock:
            if size > self._left:
                return False
            self._left -= size
            return True

    def give(self, size: int) -> None:
        """Give back what was taken."""
        with self._lock:
            self._left += size

    @property
    def left(self) -> int:
        """Bytes."""
        return self._left


class Inbox(Generic[T]):
    """What waits for a tape. It is woken for a key frame only: then a fragment goes to disk. Waking it for every
    picture would cost more than writing them.

    ``put`` on one thread, ``take`` on another.
    """

    def __init__(self, items: int, reserve: Reserve) -> None:
        self._most = items
        self._reserve = reserve
        self._items: deque[tuple[T, int]] = deque()
        self._wake = threading.Event()
        self._closed = False
        self._taken = 0

    def put(self, item: T, size: int, *, now: bool) -> bool:
        """False when it is full or closed; never blocks. ``size``: bytes."""
        if self._closed or len(self._items) >= self._most or not self._reserve.take(size):
            return False
        self._items.append((item, size))
        if now or len(self._items) * 2 > self._most:
            self._wake.set()
        return True

    def take(self, timeout: float) -> list[T] | None:
        """What waits now, perhaps nothing; None once closed and empty. What was taken before counts as written."""
        self._reserve.give(self._taken)
        self._taken = 0
        closed = self._closed
        if not closed:
            self._wake.wait(timeout)
            self._wake.clear()
        found = []
        for _ in range(len(self._items)):
            item, size = self._items.popleft()
            found.append(item)
            self._taken += size
        return None if closed and not found else found

    def close(self) -> None:
        """Nothing more comes."""
        self._closed = True
        self._wake.set()

    def __len__(self) -> int:
        return len(self._items)
