"""Alarms that outlive the window, their stills, and the watch's reference pictures."""
# ruff: noqa: D101, D106 - a copy of the models, whose docstrings stand there

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BlobField, Database, ForeignKeyField, IntegerField, Model, TextField


class Row(Model):
    class Meta:
        legacy_table_names = False


class User(Row):
    id = AutoField()


class Camera(Row):
    id = AutoField()


class Alarm(Row):
    id = AutoField()
    camera = ForeignKeyField(Camera, null=True, backref="+")
    kind = TextField()
    reason = TextField(default="")
    host = TextField()
    began_us = BigIntegerField(index=True)
    seen_us = BigIntegerField()
    ended_us = BigIntegerField(null=True, index=True)
    times = IntegerField(default=1)
    acknowledged_us = BigIntegerField(null=True, index=True)
    acknowledged_by = ForeignKeyField(User, null=True, backref="+")
    verdict = TextField(default="")
    note = TextField(default="")
    version = BigIntegerField(index=True)


class AlarmStill(Row):
    alarm = ForeignKeyField(Alarm, primary_key=True, backref="+", on_delete="CASCADE")
    reference = BlobField()
    current = BlobField()
    taken_us = BigIntegerField()


class CameraReference(Row):
    camera = ForeignKeyField(Camera, primary_key=True, backref="+", on_delete="CASCADE")
    day = BlobField()
    night = BlobField()
    taken_us = BigIntegerField()


TABLES = (Alarm, AlarmStill, CameraReference)


def up(database: Database) -> None:
    """Three new tables; users and cameras are only pointed at."""
    with database.bind_ctx((User, Camera, *TABLES)):
        database.create_tables(TABLES, safe=False)
