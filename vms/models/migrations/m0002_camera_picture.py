"""What a camera is for, how its picture is shown, and whether it is watched for tampering."""

from __future__ import annotations

from peewee import Database, SqliteDatabase


def up(database: Database) -> None:
    """New columns; each has its default in the table, so that rows that exist get it."""
    boolean = "INTEGER" if isinstance(database, SqliteDatabase) else "BOOLEAN"
    for column in (
        "purposes TEXT NOT NULL DEFAULT ''",
        "turn INTEGER NOT NULL DEFAULT 0",
        f"mirror {boolean} NOT NULL DEFAULT false",
        f"stretch {boolean} NOT NULL DEFAULT false",
        f"watch {boolean} NOT NULL DEFAULT true",
    ):
        database.execute_sql(f"ALTER TABLE camera ADD COLUMN {column}")
