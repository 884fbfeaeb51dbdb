"""Recorders and their leases, folders of recordings, what each camera keeps, and the history of the clocks."""
# ruff: noqa: D101, D106 - a copy of the models, whose docstrings stand there

from __future__ import annotations

from peewee import (
    SQL,
    AutoField,
    BigIntegerField,
    CompositeKey,
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


class Camera(Row):
    id = AutoField()


class Storage(Row):
    id = TextField(primary_key=True)
    host = TextField()
    root = TextField()
    seen_us = BigIntegerField()


class Recorder(Row):
    id = TextField(primary_key=True)
    host = TextField()
    account = TextField(default="")
    storage = TextField()
    pid = IntegerField()
    kind = TextField()
    started_us = BigIntegerField()
    seen_us = BigIntegerField()
    stopped_us = BigIntegerField(null=True)


class Lease(Row):
    name = TextField(primary_key=True)
    holder = TextField(default="")
    since_us = BigIntegerField(default=0)
    until_us = BigIntegerField(default=0)


class CameraRetention(Row):
    camera = ForeignKeyField(Camera, primary_key=True, backref="+", on_delete="CASCADE")
    days = IntegerField(null=True)
    quota_bytes = BigIntegerField(null=True)
    keep_hours = IntegerField(null=True)


class PurgedDay(Row):
    camera = ForeignKeyField(Camera, backref="+", index=False, on_delete="CASCADE")
    day = TextField()
    segments = IntegerField(default=0)
    size = BigIntegerField(default=0)
    start_us = BigIntegerField()
    end_us = BigIntegerField()
    reason = TextField()
    touched_us = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("camera", "day")


class KeptFootage(Row):
    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)
    start_us = BigIntegerField()
    end_us = BigIntegerField()
    source = TextField(index=True)
    since_us = BigIntegerField()
    ended_us = BigIntegerField(null=True)

    class Meta:
        indexes = ((("camera", "start_us"), False),)


class ClockReading(Row):
    id = AutoField()
    camera = ForeignKeyField(Camera, null=True, backref="+", index=False)
    host = TextField()
    measured_us = BigIntegerField()
    offset_us = BigIntegerField(null=True)
    uncertainty_us = BigIntegerField(null=True)
    source = TextField()
    state = TextField(default="", constraints=[SQL("DEFAULT ''")])

    class Meta:
        indexes = ((("camera", "measured_us"), False),)


TABLES = (Storage, Recorder, Lease, CameraRetention, PurgedDay, KeptFootage, ClockReading)


def up(database: Database) -> None:
    """New tables, and columns whose defaults stand in the table so that rows that exist get them.

    The newest reading of each camera begins its history.
    """
    with database.bind_ctx((Camera, *TABLES)):
        database.create_tables(TABLES, safe=False)
    number = "INTEGER" if isinstance(database, SqliteDatabase) else "BIGINT"
    for table, column in (
        ("segment", "storage TEXT NOT NULL DEFAULT ''"),
        ("recording_run", "recorder TEXT NOT NULL DEFAULT ''"),
        ("camera", "recorder TEXT NOT NULL DEFAULT ''"),
        ("evidence_item", f"clock_uncertainty_us {number}"),
        ("evidence_item", f"clock_measured_us {number}"),
    ):
        database.execute_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
    database.execute_sql(
        "INSERT INTO clock_reading (camera_id, host, measured_us, offset_us, uncertainty_us, source, state) "
        "SELECT id, '', clock_measured_us, clock_offset_us, clock_uncertainty_us, 'onvif', '' FROM camera "
        "WHERE clock_offset_us IS NOT NULL AND clock_measured_us IS NOT NULL"
    )
