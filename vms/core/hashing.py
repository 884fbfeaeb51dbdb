"""SHA-256 while writing, and again by reading back."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

_BLOCK = 1 << 20


def sha256_file(path: Path) -> str:
    """Hex digest of a file as it lies on disk."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sha256_bytes(data: bytes) -> str:
    """Hex digest of bytes."""
    return hashlib.sha256(data).hexdigest()


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
