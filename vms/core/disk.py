"""What the program does with disks everywhere alike: what the system says of them, room, and names that last."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from pathlib import Path

from vms.core.errors import DiskFull, FolderNotWritable, StorageError, StorageGone

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# A disk that was pulled out, a share whose server is gone, a folder that was renamed away.
_GONE = {errno.ENOENT, errno.EIO, errno.ENXIO, errno.ENODEV, errno.ENOTCONN, errno.ETIMEDOUT, errno.EHOSTUNREACH}
_GONE |= {number for name in ("ESTALE", "EHOSTDOWN") if (number := getattr(errno, name, None))}
_RENAME_S = 2.0


def storage_error(path: Path, error: OSError, need: int = 0) -> StorageError:
    """What the operating system said of a path, as an error of our tree. ``need``: bytes that were wanted."""
    if error.errno in _FULL:
        return DiskFull(path=str(path), need=need, free=_free(path))
    if error.errno in _GONE:
        return StorageGone(path=str(path), detail=error.strerror or "")
    return FolderNotWritable(path=str(path), detail=error.strerror or "")


def require_room(folder: Path, need: int) -> None:
    """Raises DiskFull (need, free) when the disk under the folder, which may not exist yet, can't take this much."""
    free = _free(folder)
    if free < need:
        raise DiskFull(path=str(folder), need=need, free=free)


def publish(part: Path, path: Path) -> None:
    """Give a file that lies on the disk its final name, and make the name last too. Raises OSError."""
    rename(part, path)
    sync_folder(path.parent)


def rename(part: Path, path: Path) -> None:
    """``replace``, patient with Windows: it refuses while a viewer or a virus scanner looks into the file, which is
    over at once. Raises OSError.
    """
    end = time.monotonic() + _RENAME_S
    while True:
        try:
            part.replace(path)
            return
        except PermissionError:
            if sys.platform != "win32" or time.monotonic() > end:
                raise
            time.sleep(0.02)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut; Windows has no such call and keeps its own journal."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _free(path: Path) -> int:
    for place in (path, *path.parents):
        try:
            return shutil.disk_usage(place).free
        except FileNotFoundError:
            continue
    return shutil.disk_usage(Path.cwd()).free
