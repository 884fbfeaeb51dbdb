"""Where everything lies under one data folder, and a check that it can be written."""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from pathlib import Path

from vms.core.disk import storage_error

# Catalogue, logs and caches need so much before anything is recorded.
_LEAST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class DataFolder:
    """One school's data. Every path of the program is a property here."""

    root: Path

    @property
    def catalogue(self) -> Path:
        """The SQLite catalogue."""
        return self.root / "catalogue.sqlite3"

    @property
    def catalogue_place(self) -> Path | str:
        """The school's PostgreSQL where ``keys/catalogue.url`` names one (a line, with its password), else SQLite."""
        named = self.keys / "catalogue.url"
        text = named.read_text(encoding="utf-8").strip() if named.exists() else ""
        return text or self.catalogue

    @property
    def recordings(self) -> Path:
        """Segments, ``<camera id>/<date>/<stamp>.mp4``."""
        return self.root / "recordings"

    @property
    def evidence(self) -> Path:
        """Clips, stills and issued minutes, a folder per incident."""
        return self.root / "evidence"

    @property
    def stills(self) -> Path:
        """Pictures that guards kept from the wall, a folder per account; they stay on this PC."""
        return self.root / "stills"

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
    def fetched(self) -> Path:
        """Footage copied from other recorders, ``<track id>/<date>/<stamp>.mp4``; it can be copied again while they
        keep it.
        """
        return self.root / "fetched"

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
                raise storage_error(folder, error, _LEAST_BYTES) from error
        if os.name == "posix":
            self.keys.chmod(0o700)
