"""Which stream a segment is of and why it was recorded; stretches in which something happened."""
# ruff: noqa: D101, D106 - a copy of the models, whose docstrings stand there

from __future__ import annotations

from peewee import AutoField, BigIntegerField, Database, ForeignKeyField, Model, TextField


class Row(Model):
    class Meta:
        legacy_table_names = False


class Camera(Row):
    id = AutoField()


class FootageEvent(Row):
    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)
    kind = TextField()
    start_us = BigIntegerField()
    end_us = BigIntegerField(null=True)
    source = TextField(default="")

    class Meta:
        indexes = ((("camera", "start_us"), False),)


def up(database: Database) -> None:
    """New columns with their defaults in the table, so that rows that exist get them; a new table."""
    for column in ("stream TEXT NOT NULL DEFAULT 'main'", "cause TEXT NOT NULL DEFAULT 'continuous'"):
        database.execute_sql(f"ALTER TABLE segment ADD COLUMN {column}")
    with database.bind_ctx((Camera, FootageEvent)):
        database.create_tables((FootageEvent,), safe=False)
