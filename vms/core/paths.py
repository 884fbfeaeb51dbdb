"""Where everything lies under one data folder, and a check that it can be written."""

from __future__ import annotations

import errno
import os
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

from vms.core.errors import DiskFull, FolderNotWritable, StorageError

# Catalogue, logs and caches need so much before anything is recorded.
_LEAST_BYTES = 50_000_000


def storage_error(path: Path, error: OSError) -> StorageError:
    """What the system says of a path, in our terms: full, or not to be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        root = next(folder for folder in (path, *path.parents) if folder.exists())
        return DiskFull(path=str(path), need=_LEAST_BYTES, free=shutil.disk_usage(root).free)
    return FolderNotWritable(path=str(path), detail=error.strerror or "")


@dataclass(frozen=True, slots=True)
class DataFolder:
    """One school's data. Every path of the program is a property here."""

    root: Path

    @property
    def catalogue(self) -> Path:
        """The SQLite catalogue."""
        return self.root / "catalogue.sqlite3"

    @property
    def recordings(self) -> Path:
        """Segments, ``<camera id>/<date>/<stamp>.mp4``."""
        return self.root / "recordings"

    @property
    def evidence(self) -> Path:
        """Clips, stills and issued minutes, a folder per incident."""
        return self.root / "evidence"

    @property
    def keys(self) -> Path:
        """Key files, readable by the owner only."""
        return self.root / "keys"

    @property
    def log(self) -> Path:
        """The program's log (JSON lines)."""
        return self.root / "logs" / "vms.jsonl"

    @property
    def recorder_log(self) -> Path:
        """The recorder's log (JSON lines)."""
        return self.root / "logs" / "recorder.jsonl"

    @property
    def cache(self) -> Path:
        """Thumbnails and last pictures: may be deleted at any time."""
        return self.root / "cache"

    @property
    def demo(self) -> Path:
        """The demo school's rendered loops."""
        return self.root / "demo"

    def prepare(self) -> None:
        """Make the folders and prove that they can be written. Raises FolderNotWritable, DiskFull."""
        for folder in (self.root, self.recordings, self.evidence, self.keys, self.log.parent, self.cache):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                probe = folder / f".probe-{uuid.uuid4().hex}"
                probe.write_bytes(b"")
                probe.unlink()
            except OSError as error:
                raise storage_error(folder, error) from error
        if os.name == "posix":
            self.keys.chmod(0o700)
