"""Reservations, presets' names and pictures, and tours of cameras that can be moved."""
# ruff: noqa: D101, D106 - a copy of the models, whose docstrings stand there

from __future__ import annotations

from peewee import (
    AutoField,
    BigIntegerField,
    BlobField,
    Database,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


class Row(Model):
    class Meta:
        legacy_table_names = False


class User(Row):
    id = AutoField()


class Camera(Row):
    id = AutoField()


class PtzReservation(Row):
    camera = ForeignKeyField(Camera, primary_key=True, backref="+", on_delete="CASCADE")
    holder = TextField()
    user = ForeignKeyField(User, null=True, backref="+")
    name = TextField(default="")
    host = TextField(default="")
    priority = IntegerField(default=0)
    since_us = BigIntegerField()
    until_us = BigIntegerField()
    asked_by = TextField(default="")
    asked_us = BigIntegerField(default=0)


class PtzPreset(Row):
    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", on_delete="CASCADE")
    token = TextField()
    name = TextField(default="")
    camera_name = TextField(default="")
    picture = BlobField(null=True)
    pictured_us = BigIntegerField(null=True)

    class Meta:
        indexes = ((("camera", "token"), True),)


class PtzTour(Row):
    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", on_delete="CASCADE")
    name = TextField()
    steps = TextField(default="[]")
    speed = FloatField(default=1.0)
    started_us = BigIntegerField(null=True)
    started_by = ForeignKeyField(User, null=True, backref="+")

    class Meta:
        indexes = ((("camera", "name"), True),)


TABLES = (PtzReservation, PtzPreset, PtzTour)


def up(database: Database) -> None:
    """New tables only; nothing that exists is touched."""
    with database.bind_ctx((User, Camera, *TABLES)):
        database.create_tables(TABLES, safe=False)
