"""Moving cameras: who has which one, what is known of their presets, and the tours through presets."""

from __future__ import annotations

from peewee import (
    AutoField,
    BigIntegerField,
    BlobField,
    FloatField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from vms.models.camera import Camera
from vms.models.person import User
from vms.models.row import Row


class PtzReservation(Row):
    """Who has a camera, on which PC, until when; the row stays and is over when ``until_us`` has passed.

    ``holder`` names one window (or the tours of one PC), ``priority`` decides who may take it away. ``asked_by`` is
    the name of who would like to have it.
    """

    camera = ForeignKeyField(Camera, primary_key=True, backref="+", on_delete="CASCADE")
    camera_id: int
    holder = TextField()
    user = ForeignKeyField(User, null=True, backref="+")
    user_id: int | None
    name = TextField(default="")
    host = TextField(default="")
    priority = IntegerField(default=0)
    since_us = BigIntegerField()
    until_us = BigIntegerField()
    asked_by = TextField(default="")
    asked_us = BigIntegerField(default=0)


class PtzPreset(Row):
    """What the program keeps of a camera's preset: its own name for it and a picture of what is seen there.

    ``name`` counts while the camera still calls it ``camera_name``: another program may have given the place away.
    """

    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", on_delete="CASCADE")
    camera_id: int
    token = TextField()
    name = TextField(default="")
    camera_name = TextField(default="")
    picture = BlobField(null=True)
    pictured_us = BigIntegerField(null=True)

    class Meta:
        """One row a preset."""

        indexes = ((("camera", "token"), True),)


class PtzTour(Row):
    """Presets visited in turn. ``steps``: JSON, a list of [token, seconds to stay].

    ``started_us`` is set while it is to run; any PC of the school may then run it. ``speed``: 0.1…1.
    """

    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", on_delete="CASCADE")
    camera_id: int
    name = TextField()
    steps = TextField(default="[]")
    speed = FloatField(default=1.0)
    started_us = BigIntegerField(null=True)
    started_by = ForeignKeyField(User, null=True, backref="+")
    started_by_id: int | None

    class Meta:
        """One name once a camera."""

        indexes = ((("camera", "name"), True),)


def server_now_us() -> int:
    """The clock of the PostgreSQL server: the one clock that all PCs of a school share. Inside ``Catalogue.read()``."""
    statement = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)"
    (now,) = PtzReservation._meta.database.execute_sql(statement).fetchone()
    return int(now)
