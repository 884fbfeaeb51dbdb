"""An MP4 hashed while it is written, although its muxer goes back once to fill in how long the media data are."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from types import TracebackType

from vms.core.hashing import HashAhead

_WIDE = 0xFFFFFFFF


class HashedFile:
    """What a muxer writes into. The length of the media data is told beforehand and put in at the first passing; when
    the muxer comes back with another one, ``digest`` is None and the file has to be read for its hash.

    One thread. A context manager: leaving it closes the file.
    """

    def __init__(self, path: Path, media_bytes: int | None) -> None:
        """``media_bytes``: the sum of all packets' sizes, None when it isn't known. Raises OSError."""
        self._file = path.open("w+b", buffering=0)
        self._hash = HashAhead()
        # Beyond 4 GB the muxer turns two boxes into one: a guess that went wrong there would spoil the file.
        self._media_bytes = media_bytes if media_bytes is not None and media_bytes + 8 <= _WIDE else None
        self._exact = self._media_bytes is not None
        self.size = self._position = 0

    def write(self, data: bytes) -> int:
        """Write at the position; what lies behind the end is hashed."""
        block = bytearray(data)
        if self._position == self.size:
            if not self.size and self._media_bytes is not None:
                _fill_in(block, self._media_bytes)
            self._hash.update(block)
        elif self._exact:
            self._exact = self._same(block)
        self._put(block)
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """As files do."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self.size}[whence]
        self._position = self._file.seek(start + offset)
        return self._position

    def tell(self) -> int:
        """As files do."""
        return self._position

    def sync(self) -> None:
        """Onto the disk. Raises OSError."""
        os.fsync(self._file.fileno())

    @property
    def digest(self) -> str | None:
        """SHA-256, hex, of everything; None when a part that had been hashed was written over with something else."""
        return self._hash.hexdigest() if self._exact else None

    def __enter__(self) -> HashedFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._hash.close()
        self._file.close()

    def _same(self, block: bytearray) -> bool:
        there = self._file.read(len(block))
        self._file.seek(self._position)
        return there == bytes(block)

    def _put(self, block: bytearray) -> None:
        view = memoryview(block)
        while view:
            count = self._file.write(view)
            assert count is not None
            view = view[count:]
        self._position += len(block)
        self.size = max(self.size, self._position)


def _fill_in(block: bytearray, media_bytes: int) -> None:
    """Put the length into the header of ``mdat``, if it begins in this block."""
    at = 0
    while at + 8 <= len(block):
        length, kind = struct.unpack_from(">I4s", block, at)
        if kind == b"mdat":
            struct.pack_into(">I", block, at, media_bytes + 8)
            return
        if length < 8:
            return
        at += length
