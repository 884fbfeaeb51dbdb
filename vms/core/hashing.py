"""SHA-256 while writing, and again by reading back."""

from __future__ import annotations

import hashlib
import os
import queue
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

_BLOCK = 1 << 20
# So many blocks may wait: what a slow processor leaves behind stays within some megabytes.
_MOST = 16


def sha256_file(path: Path) -> str:
    """Hex digest of a file as it lies on disk."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_back(path: Path, told: Callable[[float], None] | None = None) -> str:
    """Hex digest of a file that was just written and synced, from the disk and not from memory where the system lets
    one choose. ``told`` hears 0 to 1 and may raise.
    """
    found = HashAhead()
    try:
        with path.open("rb", buffering=0) as file:
            if sys.platform == "linux":
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_SEQUENTIAL)
            size, read = max(1, os.fstat(file.fileno()).st_size), 0
            while block := file.read(_BLOCK):
                found.update(block)
                read += len(block)
                if told is not None:
                    told(read / size)
        return found.hexdigest()
    finally:
        found.close()


def sha256_bytes(data: bytes) -> str:
    """Hex digest of bytes."""
    return hashlib.sha256(data).hexdigest()


class HashAhead:
    """``update`` hands a block over, which nobody may change from then on; ``hexdigest`` waits for all of them.

    ``update``, ``hexdigest`` and ``close`` from one thread; ``close`` ends the thread, also after an error.
    """

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._blocks: queue.Queue[bytes | bytearray | None] = queue.Queue(_MOST)
        self._thread = threading.Thread(target=self._run, name="hash", daemon=True)
        self._thread.start()
        self._closed = False

    def update(self, block: bytes | bytearray) -> None:
        """The next bytes; waits while too many are behind."""
        self._blocks.put(block)

    def hexdigest(self) -> str:
        """Of everything; nothing may follow."""
        self.close()
        return self._hash.hexdigest()

    def close(self) -> None:
        """Finish what waits and end the thread. May be called twice."""
        if not self._closed:
            self._closed = True
            self._blocks.put(None)
            self._thread.join()

    def _run(self) -> None:
        while (block := self._blocks.get()) is not None:
            self._hash.update(block)


class HashingWriter:
    """A write-only file that hashes what passes. For output that is written once, front to back."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        """Write all of it; bytes written."""
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)
        return len(data)

    def hexdigest(self) -> str:
        """Of everything written so far."""
        return self._hash.hexdigest()


def grouped(digest: str, size: int = 8) -> str:
    """A digest in groups that a reader can compare: eight of eight for SHA-256."""
    return " ".join(digest[i : i + size] for i in range(0, len(digest), size))


def short_code(digest: str) -> str:
    """``7F3A-91C2``: enough to tell two clips apart by eye, never a proof."""
    return f"{digest[:4]}-{digest[4:8]}".upper()
