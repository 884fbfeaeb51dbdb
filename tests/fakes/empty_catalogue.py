"""An empty catalogue, made once: hundreds of tests begin with one, and its tables take longer than most of them."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from vms.core.clock import SystemClock
from vms.models.database import open_catalogue


def put_empty_catalogue(path: Path) -> None:
    """The file of a SQLite catalogue with every table and no row, unless one is there."""
    if not path.exists():
        path.write_bytes(_made())


@cache
def _made() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.sqlite3"
        open_catalogue(path, SystemClock()).close()
        return path.read_bytes()
