"""One recorder per data folder: a lock that the operating system takes back when its process ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import BinaryIO

from vms.core.errors import AlreadyRunning

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows refuses to read locked bytes: the lock lies far behind the process number that others may read.
_LOCK_AT = 1 << 30
# ``holder`` takes the lock for a moment to see whether it is free: that is no recorder.
_GLANCE_S = 0.3


class RecorderLock:
    """Holds ``recorder.lock`` of a data folder. Not shared between threads."""

    def __init__(self, root: Path) -> None:
        self.path = root / "recorder.lock"
        self._file: BinaryIO | None = None

    def acquire(self) -> None:
        """Take it. Raises AlreadyRunning (values: path, pid)."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644), "r+b")
        end = time.monotonic() + _GLANCE_S
        while not (taken := _try_lock(file)) and time.monotonic() < end:
            time.sleep(0.01)
        if not taken:
            file.close()
            raise AlreadyRunning(path=str(self.path), pid=read_pid(self.path))
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()).encode())
        file.flush()
        self._file = file

    def release(self) -> None:
        """Give it back. May be called twice."""
        if self._file is not None:
            self._file.truncate(0)
            self._file.close()
            self._file = None


def holder(root: Path) -> int | None:
    """The process number of the recorder that runs on this data folder; None when none does."""
    path = root / "recorder.lock"
    try:
        file = path.open("r+b")
    except FileNotFoundError:
        return None
    with file:
        if _try_lock(file):
            return None
    return read_pid(path) or 0


def read_pid(path: Path) -> int | None:
    """What the holder wrote; None when it hasn't yet."""
    text = path.read_bytes()[:20].strip()
    return int(text) if text.isdigit() else None


def _try_lock(file: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            file.seek(_LOCK_AT)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
