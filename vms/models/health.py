"""Is this file a whole SQLite catalogue? Looked at without changing a byte of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from vms.core.errors import CatalogueDamaged

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
APPLICATION = b"VMS1"  # set by the first migration


def inspect(path: Path) -> None:
    """Raise CatalogueDamaged when the file can't be trusted; a missing file is a new catalogue.

    The header is always read; every page only when a write-ahead log says that the last user didn't close.
    """
    if not path.exists():
        return
    log = path.with_name(path.name + "-wal")
    left_open = log.exists() and log.stat().st_size > 0
    _check_header(path, left_open)
    if left_open:
        _check_pages(path)


def _check_header(path: Path, left_open: bool) -> None:
    # An empty file counts as damaged: taking it for a new school would offer the first account to anybody.
    with path.open("rb") as file:
        header = file.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise CatalogueDamaged(path=str(path), detail="header")
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    if page < 512 or page & (page - 1):
        raise CatalogueDamaged(path=str(path), detail="header")
    counted = header[24:28] == header[92:96]  # else an old writer left the page count stale (file format, 1.3.7)
    pages = int.from_bytes(header[28:32], "big")
    # With a log, pages may still be on their way into the file; the page check reads through the log.
    if not left_open and counted and path.stat().st_size < pages * page:
        raise CatalogueDamaged(path=str(path), detail="truncated")
    if not left_open and header[68:72] != APPLICATION:
        raise CatalogueDamaged(path=str(path), detail="not_a_catalogue")


def _check_pages(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise CatalogueDamaged(path=str(path), detail=str(error)) from error
    if found != ("ok",):
        raise CatalogueDamaged(path=str(path), detail=str(found and found[0]))
