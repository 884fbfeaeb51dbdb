"""When each camera is recorded, and from which stream: the plan of now and every one before it."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BooleanField, ForeignKeyField, IntegerField, TextField, fn

from vms.models.camera import Camera
from vms.models.person import User
from vms.models.row import Row


class CameraPlan(Row):
    """How a camera is recorded from ``since_us`` until its next row; a camera without rows is recorded all the time.

    Rows are only added, so that "nothing was planned then" can be told from "something is missing" for ever.
    ``grid``: a letter for each half hour of the week from Monday 0:00 local time on ('-' not, 'c' always, 'm' on
    motion and alarms); empty: always.
    """

    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)
    camera_id: int
    since_us = BigIntegerField()
    streams = TextField(default="main")  # 'main' | 'sub' | 'both'
    grid = TextField(default="")
    pre_s = IntegerField(default=5)
    post_s = IntegerField(default=10)
    sound = BooleanField(default=False)
    marks = BooleanField(default=True)
    by = ForeignKeyField(User, null=True, backref="+")
    by_id: int | None

    class Meta:
        """Every question is for a camera and an instant."""

        indexes = ((("camera", "since_us"), False),)


def newest_plans() -> list[CameraPlan]:
    """The plan that holds now of each camera that has any. Inside ``read()``."""
    newest = CameraPlan.select(fn.MAX(CameraPlan.id)).group_by(CameraPlan.camera)
    return list(CameraPlan.select().where(CameraPlan.id.in_(newest)))
