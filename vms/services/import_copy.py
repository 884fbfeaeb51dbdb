"""One file copied from outside byte for byte: hashed while copied, on the disk, read back; or nothing stays."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from vms.core.disk import publish, storage_error
from vms.core.errors import ContentChanged, ImportCancelled, SourceUnreadable
from vms.core.hashing import HashAhead, read_back
from vms.services.evidence_files import PART, make_read_only

Progress = Callable[[float], None]

_BLOCK = 1 << 20
_COPYING = 0.6  # of the whole time; the rest is reading back


def copy_in(source: Path, target: Path, size: int, progress: Progress, cancelled: Callable[[], bool]) -> str:
    """Copy ``size`` bytes; the hash that the source and the copy on the disk both have. Blocking.

    Raises SourceUnreadable (also when the source grew or shrank meanwhile), StorageError, ContentChanged,
    ImportCancelled. The source is only read.
    """
    part = target.with_name(target.name + PART)
    digest = HashAhead()

    def going_on(share: float) -> None:
        if cancelled():
            raise ImportCancelled(name=source.name)
        progress(share)

    try:
        _copy(source, part, size, digest, going_on)
        expected = digest.hexdigest()
        found = read_back(part, lambda share: going_on(_COPYING + (1 - _COPYING) * share))
        if found != expected:
            raise ContentChanged(path=str(target), expected=expected, found=found)
        publish(part, target)
        make_read_only(target)
        return expected
    except OSError as error:
        raise storage_error(target, error, size) from error
    finally:
        digest.close()
        part.unlink(missing_ok=True)


def _copy(source: Path, part: Path, size: int, digest: HashAhead, going_on: Progress) -> None:
    copied = 0
    try:
        read = source.open("rb", buffering=0)
    except OSError as error:
        raise _unreadable(source, error) from error
    with read, part.open("wb", buffering=0) as write:
        while block := _block(source, read):
            copied += len(block)
            if copied > size:
                break
            digest.update(block)
            _write(write, block)
            going_on(_COPYING * copied / size)
        os.fsync(write.fileno())
    if copied != size:
        raise SourceUnreadable(path=str(source), detail="size_changed")


def _block(source: Path, read: object) -> bytes:
    """What the other side can't give is not our disk's fault."""
    try:
        return read.read(_BLOCK)  # type: ignore[attr-defined]
    except OSError as error:
        raise _unreadable(source, error) from error


def _write(write: object, block: bytes) -> None:
    view = memoryview(block)
    while view:
        view = view[write.write(view) :]  # type: ignore[attr-defined]


def _unreadable(source: Path, error: OSError) -> SourceUnreadable:
    return SourceUnreadable(path=str(source), detail=error.strerror or "")
