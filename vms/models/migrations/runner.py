"""Applies what a catalogue hasn't seen yet, all or nothing, and remembers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from peewee import Database

from vms.core.errors import CatalogueDamaged, CatalogueNewer

Migration = tuple[str, Callable[[Database], None]]

_HISTORY = "CREATE TABLE schema_migration (name TEXT PRIMARY KEY, applied_us BIGINT NOT NULL)"


def migrate(database: Database, migrations: Sequence[Migration], now_us: int, where: str) -> list[str]:
    """Names applied now. Call inside one transaction that keeps other processes out.

    Raises CatalogueNewer when the catalogue has seen a step that this program doesn't know, and
    CatalogueDamaged (detail ``not_a_catalogue``) for another program's database.
    """
    existing = set(database.get_tables())
    if "schema_migration" not in existing:
        if existing:
            raise CatalogueDamaged(path=where, detail="not_a_catalogue")
        database.execute_sql(_HISTORY)
    seen = {name for (name,) in database.execute_sql("SELECT name FROM schema_migration").fetchall()}
    unknown = sorted(seen - {name for name, _ in migrations})
    if unknown:
        raise CatalogueNewer(path=where, detail=", ".join(unknown))
    applied = []
    for name, up in migrations:
        if name not in seen:
            up(database)
            mark = database.param
            database.execute_sql(f"INSERT INTO schema_migration VALUES ({mark}, {mark})", (name, now_us))
            applied.append(name)
    return applied
