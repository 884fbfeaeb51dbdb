"""The hash of each segment, taken while it is written."""

from __future__ import annotations

from peewee import Database


def up(database: Database) -> None:
    """With its default in the table, so that rows that exist get it."""
    database.execute_sql("ALTER TABLE segment ADD COLUMN sha256 TEXT NOT NULL DEFAULT ''")
