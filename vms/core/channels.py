"""Between threads: a bounded queue that counts what it drops, and a slot that holds only the newest."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Closed(Exception):  # noqa: N818 - an end, not an error
    """The other side has finished."""


class BoundedQueue(Generic[T]):
    """First in, first out, at most ``size`` items. A full queue refuses; it never blocks the producer."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: deque[T] = deque()
        self._ready = threading.Condition()
        self._closed = False
        self.dropped = 0

    def put(self, item: T) -> bool:
        """False, and one more in ``dropped``, when the queue is full or closed."""
        with self._ready:
            if self._closed or len(self._items) >= self._size:
                self.dropped += 1
                return False
            self._items.append(item)
            self._ready.notify()
            return True

    def get(self, timeout: float) -> T | None:
        """The oldest item, or None after ``timeout`` seconds. Raises Closed once closed and empty."""
        with self._ready:
            self._ready.wait_for(lambda: self._items or self._closed, timeout)
            if self._items:
                return self._items.popleft()
            if self._closed:
                raise Closed
            return None

    def clear(self) -> int:
        """Forget what waits; how many that was."""
        with self._ready:
            count = len(self._items)
            self._items.clear()
            return count

    def close(self) -> None:
        """No more items; a waiting reader drains what is left, then gets Closed."""
        with self._ready:
            self._closed = True
            self._ready.notify_all()

    def __len__(self) -> int:
        return len(self._items)


class Latest(Generic[T]):
    """Holds one value; a new one replaces it. ``take`` empties the slot."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._value: T | None = None

    def put(self, value: T) -> None:
        """Replace whatever is there."""
        with self._lock:
            self._value = value

    def take(self) -> T | None:
        """The newest value not yet taken, or None."""
        with self._lock:
            value, self._value = self._value, None
            return value
