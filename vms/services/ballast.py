"""A file that is only there to be thrown away: on a disk that others filled to the last byte the catalogue needs room
to say so, and to delete what is old. Recording itself leaves more room than this (``KEEP_FREE``) and can't take it.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from vms.core.log import event

_log = logging.getLogger(__name__)

SIZE = 16 << 20
_BLOCK = bytes(1 << 16)


class Ballast:
    """In the catalogue's folder. One thread."""

    def __init__(self, root: Path) -> None:
        self._path = root / "ballast"

    def keep(self) -> None:
        """Lay it down, where there is plenty of room. Raises OSError."""
        disk = shutil.disk_usage(self._path.parent)
        size = min(SIZE, disk.total // 40)
        if self._path.exists() or disk.free < 4 * size:
            return
        with self._path.open("wb") as file:
            for _ in range(size // len(_BLOCK)):
                file.write(_BLOCK)

    def throw(self) -> None:
        """Give its room to whoever writes next. Raises OSError."""
        if self._path.exists():
            self._path.unlink()
            event(_log, "ballast_thrown", logging.WARNING)
