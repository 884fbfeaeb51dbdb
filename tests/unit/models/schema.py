"""A database's tables as text that two databases can be compared by."""

from __future__ import annotations

from peewee import Database, SqliteDatabase

_OWN = ("schema_migration", "incident_text", "bookmark_text", "alarm_text")
_NAMES = ", ".join(f"'{name}'" for name in _OWN)
_POSTGRESQL = (
    "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns "
    "WHERE table_schema = 'public' AND table_name NOT IN ({names})",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT IN ({names})",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace "
    "AND conrelid::regclass::text NOT IN ({names})",
)


def picture(database: Database) -> set[tuple[object, ...]]:
    """Columns, indexes and references of every table that is a model's."""
    if not isinstance(database, SqliteDatabase):
        return {tuple(row) for sql in _POSTGRESQL for row in database.execute_sql(sql.format(names=_NAMES)).fetchall()}
    seen: set[tuple[object, ...]] = set()
    for table in database.get_tables():
        if table.startswith(_OWN):
            continue
        # The first column is a position, which ALTER TABLE can't choose.
        seen |= {(table, "column", *row[1:]) for row in database.execute_sql(f'PRAGMA table_info("{table}")')}
        seen |= {(table, "reference", *row[2:]) for row in database.execute_sql(f'PRAGMA foreign_key_list("{table}")')}
        for _, name, unique, *_ in database.execute_sql(f'PRAGMA index_list("{table}")').fetchall():
            columns = tuple(row[2] for row in database.execute_sql(f'PRAGMA index_info("{name}")'))
            seen.add((table, "index", unique, columns))
    return seen
