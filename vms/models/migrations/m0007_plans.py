"""Plans of recording; which stream a connection was to, why it recorded, and what the recorder says of a second one."""
# ruff: noqa: D101, D106 - a copy of the models, whose docstrings stand there

from __future__ import annotations

from peewee import (
    AutoField,
    BigIntegerField,
    BooleanField,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)


class Row(Model):
    class Meta:
        legacy_table_names = False


class User(Row):
    id = AutoField()


class Camera(Row):
    id = AutoField()


class CameraPlan(Row):
    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)
    since_us = BigIntegerField()
    streams = TextField(default="main")
    grid = TextField(default="")
    pre_s = IntegerField(default=5)
    post_s = IntegerField(default=10)
    sound = BooleanField(default=False)
    marks = BooleanField(default=True)
    by = ForeignKeyField(User, null=True, backref="+")

    class Meta:
        indexes = ((("camera", "since_us"), False),)


def up(database: Database) -> None:
    """A new table; new columns with their defaults in the table, so that rows that exist get them."""
    with database.bind_ctx((User, Camera, CameraPlan)):
        database.create_tables((CameraPlan,), safe=False)
    big = "INTEGER" if isinstance(database, SqliteDatabase) else "BIGINT"
    for table, column in (
        ("recording_run", "stream TEXT NOT NULL DEFAULT 'main'"),
        ("recording_run", "cause TEXT NOT NULL DEFAULT 'continuous'"),
        ("recorder_status", "sound TEXT NOT NULL DEFAULT ''"),
        ("recorder_status", "sub_state TEXT NOT NULL DEFAULT ''"),
        ("recorder_status", "sub_reason TEXT NOT NULL DEFAULT ''"),
        ("recorder_status", "sub_open_path TEXT NOT NULL DEFAULT ''"),
        ("recorder_status", f"sub_open_start_us {big}"),
        ("recorder_status", f"sub_open_end_us {big}"),
    ):
        database.execute_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
