"""Arrangements that a person drew, tours, the hot spot, and which window of the wall a tab belongs to."""

from __future__ import annotations

from peewee import Database


def up(database: Database) -> None:
    """New columns; each has its default in the table, so that layouts that exist get it."""
    for column in (
        "shape TEXT NOT NULL DEFAULT ''",
        "tours TEXT NOT NULL DEFAULT '{}'",
        "hot_spot INTEGER",
        "dwell_s INTEGER NOT NULL DEFAULT 20",
        "place INTEGER NOT NULL DEFAULT 0",
    ):
        database.execute_sql(f"ALTER TABLE layout ADD COLUMN {column}")
