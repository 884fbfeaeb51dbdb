"""How long one waits for the time line and for the picture: a month of 64 cameras, on both databases.

The time line is asked as the page asks it, through the service that keeps the rights, at random places and every zoom,
for one camera and for sixteen. Then the engine: clicks, dragging, playing (``bench.seeking``). ``--short``: two days of
16 cameras, few questions, two minutes of film.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.catalogues import count, fill, opened, postgresql
from bench.figures import tell, tell_percentiles
from bench.seeking import measure
from vms.core.clock import SystemClock
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span
from vms.core.paths import DataFolder
from vms.models.database import Catalogue
from vms.models.person import User
from vms.security.permissions import Role
from vms.security.vault import Vault
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.recording_plans import RecordingPlans
from vms.services.school import Limits
from vms.services.timeline import Timelines

_ZOOMS = (
    ("frame", SECOND), ("minute", MINUTE), ("hour", HOUR), ("day", DAY), ("week", 7 * DAY), ("month", 30 * DAY),
    ("year", 365 * DAY),
)  # fmt: skip
_DATABASES = ("sqlite", "postgresql")
_WIDTH = 1500
_GOAL_MS = 10.0


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench seek")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", choices=(*_DATABASES, "engine"))
    given = parser.parse_args(argv)
    for name in (given.only,) if given.only else (*_DATABASES, "engine"):
        if name == "engine":
            measure("seek", short=given.short)
            continue
        with tempfile.TemporaryDirectory() as folder, place(name, Path(folder)) as where, opened(where) as catalogue:
            time_line(name, catalogue, Path(folder), short=given.short)
    return 0


@contextmanager
def place(name: str, folder: Path) -> Iterator[Path | str]:
    """Where the catalogue may be made."""
    if name == "sqlite":
        yield folder / "catalogue.sqlite3"
        return
    with postgresql(folder) as url:
        yield url


def time_line(name: str, catalogue: Catalogue, folder: Path, *, short: bool) -> None:
    """Fill a catalogue and ask it."""
    days, cameras, asked = (2, 16, 5) if short else (30, 64, 60)
    end = SystemClock().now_us() // DAY * DAY
    began = time.monotonic()
    ids = fill(catalogue, cameras, days, end)
    tell("seek", name, "segments", count(catalogue), better="higher")
    tell("seek", name, "filled_s", time.monotonic() - began)
    lines, actor = service(catalogue, folder)
    gc.collect()
    gc.freeze()  # as the program does: a search through all that was ever loaded takes 20 ms
    chance = random.Random(7)
    whole = Span(end - days * DAY, end)
    for zoom, length in _ZOOMS:
        for many in (1, 16):
            took, worked = [], []
            for _ in range(asked):
                cameras_asked = chance.sample(ids, many)
                start = chance.randrange(whole.start - length // 2, whole.end - length // 2)
                begun, used = time.perf_counter(), time.thread_time()
                lines.row(actor, cameras_asked, Span(start, start + length), _WIDTH)
                took.append((time.perf_counter() - begun) * 1000)
                worked.append((time.thread_time() - used) * 1000)
            case = f"{name} {zoom} {many} camera{'s' if many > 1 else ''}"
            tell_percentiles("seek", case, "time_line_ms", took, p95_goal=_GOAL_MS)
            # What other programs take doesn't count here; PostgreSQL's own work doesn't either.
            tell_percentiles("seek", case, "time_line_cpu_ms", worked)


def service(catalogue: Catalogue, folder: Path) -> tuple[Timelines, Actor]:
    """The service over the catalogue, and somebody who may see everything."""
    clock = SystemClock()
    data = DataFolder(folder / "school")
    data.prepare()
    audit = Audit(catalogue, clock)
    with catalogue.write():
        row = User.create(username="b", name="b", role=Role.BOARD, password_hash="-", created_us=1)
    cameras = Cameras(catalogue, clock, audit, Vault(data.keys))
    plans = RecordingPlans(catalogue, clock, audit)
    lines = Timelines(catalogue, clock, audit, cameras, Limits(catalogue, audit), plans)
    return lines, Actor(row.id, "b", "b", Role.BOARD, "", "s")


if __name__ == "__main__":
    sys.exit(main())
