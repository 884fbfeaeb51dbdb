"""Opens the catalogue: one SQLite file on a single PC, one PostgreSQL database for several."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage

import peewee
from playhouse.pool import PooledDatabase, PooledPostgresqlDatabase, PooledSqliteDatabase

from vms.core.clock import Clock
from vms.core.errors import CatalogueDamaged, CatalogueError, DiskFull, VmsError
from vms.core.redact import masked_url
from vms.models.health import inspect
from vms.models.migrations import MIGRATIONS
from vms.models.migrations.runner import migrate
from vms.models.row import Row
from vms.models.tables import TABLES

# Seconds that a writer waits for the other process (window or recorder) before it gives up.
WRITE_DEADLINE = 20.0
# Two processes and their workers; PostgreSQL itself allows 100 for the whole school.
_CONNECTIONS = 24
# Bytes that a full disk must at least be given back, for the tables and the write-ahead log.
_ROOM = 10_000_000
# PostgreSQL: the advisory lock that makes one write lane of all PCs. Any number that nobody else uses.
_LANE = 0x5C4001


class Catalogue:
    """The open catalogue. Any thread may use ``read()`` and ``write()``; connections go back to a pool at the end
    of the block, so a thread that ends leaves nothing behind. One catalogue per process: the tables are bound to it.
    """

    def __init__(self, database: peewee.Database, where: str) -> None:
        self._database = database
        self.where = where
        self._lane = threading.RLock()

    @property
    def on_sqlite(self) -> bool:
        """Whether this is the single-PC catalogue."""
        return isinstance(self._database, peewee.SqliteDatabase)

    @contextmanager
    def read(self) -> Iterator[None]:
        """A connection for this thread; may be nested, also in ``write()``."""
        bound = Row._meta.database
        if bound is not self._database:
            raise RuntimeError("this catalogue is closed, or another one was opened after it")
        with _known_errors(self.where):
            context = self._database.connection_context()
            context.__enter__()
        try:
            yield
        finally:
            context.__exit__(None, None, None)

    @contextmanager
    def write(self) -> Iterator[None]:
        """One transaction; the only lane for writing in the whole school. Nested: a savepoint of the outer one.

        Waits for another writer at most WRITE_DEADLINE seconds, then raises CatalogueError (detail ``busy``).
        An exception in the block takes back what the block wrote.
        """
        with self._lane, self.read():
            nested = self._database.in_transaction()
            atomic = self._database.atomic() if nested else self._begin()
            if nested:
                atomic.__enter__()
            try:
                yield
            except BaseException as error:
                _take_back(atomic, error)
                raise
            atomic.__exit__(None, None, None)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """For single statements that decide by themselves and must not queue behind the lane: each is a transaction of
        its own. Only for leases, which a long write elsewhere must not let run out. Raises CatalogueError.
        """
        with _known_errors(self.where), self.read():
            yield

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """For work that goes on by itself: what the driver says in the block (server gone) becomes CatalogueError."""
        with _known_errors(self.where):
            yield

    def _begin(self) -> peewee._atomic:
        return self._begin_sqlite() if self.on_sqlite else self._begin_postgresql()

    def _begin_sqlite(self) -> peewee._atomic:
        give_up = time.monotonic() + WRITE_DEADLINE
        while True:
            transaction = self._database.atomic("IMMEDIATE")
            try:
                transaction.__enter__()
            except peewee.OperationalError as error:
                if "locked" not in str(error) and "busy" not in str(error):
                    raise
                if time.monotonic() >= give_up:
                    raise CatalogueError(path=self.where, detail="busy") from error
            else:
                return transaction

    def _begin_postgresql(self) -> peewee._atomic:
        transaction = self._database.atomic()
        transaction.__enter__()
        try:
            self._database.execute_sql(f"SET LOCAL lock_timeout = {int(WRITE_DEADLINE * 1000)}")
            self._database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (_LANE,))
        except BaseException as error:
            transaction.__exit__(type(error), error, error.__traceback__)
            if isinstance(error, peewee.OperationalError) and "lock timeout" in str(error):
                raise CatalogueError(path=self.where, detail="busy") from error
            raise
        return transaction

    def close(self) -> None:
        """Close every connection; no thread may be inside a block. A SQLite file is left without its log."""
        with self._lane:
            assert isinstance(self._database, PooledDatabase)
            self._database.close_all()
            if Row._meta.database is self._database:
                _bind(None)


def open_catalogue(where: Path | str, clock: Clock) -> Catalogue:
    """Open or make the catalogue at a path (SQLite) or a ``postgresql://`` URL, and bring it up to date.

    Raises CatalogueDamaged (the file is left as it is), CatalogueNewer, DiskFull, or CatalogueError when the
    server can't be reached.
    """
    if isinstance(where, str) and where.startswith(("postgresql://", "postgres://")):
        name = masked_url(where)
        database = _postgresql(where)
    else:
        path = Path(where)
        name = str(path)
        inspect(path)
        database = _sqlite(path)
    catalogue = Catalogue(database, name)
    _bind(database)
    try:
        with _known_errors(name), catalogue.write():
            migrate(database, MIGRATIONS, clock.now_us(), name)
    except BaseException:
        catalogue.close()
        raise
    return catalogue


def _sqlite(path: Path) -> peewee.Database:
    return PooledSqliteDatabase(
        str(path),
        pragmas={"busy_timeout": 5000, "journal_mode": "wal", "synchronous": "normal", "foreign_keys": 1},
        max_connections=_CONNECTIONS,
        timeout=30,
        autoconnect=False,  # a query outside read() or write() is a mistake that shows at once
        check_same_thread=False,  # a pooled connection serves one thread after another, never two at a time
    )


def _postgresql(url: str) -> peewee.Database:
    return PooledPostgresqlDatabase(
        url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url,
        prefer_psycopg3=True,
        # A server that has gone without a word is noticed before a recorder's lease runs out (vms.services.leases).
        connect_timeout=5,
        tcp_user_timeout=8000,
        max_connections=_CONNECTIONS,
        timeout=30,
        autoconnect=False,
    )


def _all_said(error: BaseException | None) -> str:
    """The words of an error and of those that led to it: on a full disk the last one is about rolling back."""
    said = []
    while error is not None:
        said.append(str(error))
        error = error.__context__
    return "; ".join(said)


def _take_back(atomic: peewee._atomic, error: BaseException) -> None:
    """Roll back. On a full disk SQLite has done so by itself, and complains about a second time."""
    try:
        atomic.__exit__(type(error), error, error.__traceback__)
    except peewee.OperationalError as again:
        if "no transaction is active" not in str(again):
            raise


def _bind(database: peewee.Database | None) -> None:
    """Join the tables to the database, or part them from it."""
    tables: tuple[type[Row], ...] = (Row, *TABLES)
    for table in tables:
        table._meta.set_database(database)  # type: ignore[arg-type]  # None: unbound


def _free(where: str) -> int:
    return disk_usage(Path(where).parent).free


@contextmanager
def _known_errors(where: str) -> Iterator[None]:
    """Turn what the driver says while opening or connecting into the catalogue's own errors."""
    try:
        yield
    except VmsError:
        raise
    except peewee.OperationalError as error:
        said = _all_said(error)
        if "disk is full" in said or ("disk I/O" in said and _free(where) < _ROOM):
            raise DiskFull(path=where, need=_ROOM, free=_free(where)) from error
        raise CatalogueError(path=where, detail=str(error)) from error
    except peewee.DatabaseError as error:
        if "not a database" not in str(error) and "malformed" not in str(error):
            raise
        raise CatalogueDamaged(path=where, detail=str(error)) from error
