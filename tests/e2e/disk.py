"""A disk small enough to be filled: a file system in memory, where the right to mount one is given."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_DETACH = 2


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """Mounted on the folder for the length of the block; skips the test without the right to do so."""
    folder.mkdir(exist_ok=True)
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "mount") or library.mount(
        b"none", os.fsencode(folder), b"tmpfs", 0, f"size={size}".encode()
    ):
        pytest.skip(f"no small disk could be mounted: {os.strerror(ctypes.get_errno())}")
    try:
        yield folder
    finally:
        assert library.umount2(os.fsencode(folder), _DETACH) == 0


def fill(folder: Path, leave: int = 0) -> Path:
    """Take all room but so many bytes; the file that takes it."""
    disk = os.statvfs(folder)
    ballast = folder / "ballast"
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, disk.f_bavail * disk.f_frsize - leave)
    return ballast
