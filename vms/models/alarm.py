"""Alarms, their two stills, and the pictures that the watch over each camera compares with."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BlobField, ForeignKeyField, IntegerField, TextField

from vms.models.camera import Camera
from vms.models.person import User
from vms.models.row import Row


class Alarm(Row):
    """Something that needs a person (Điều 2.3, 7.1). ``camera`` None: the recorder of ``host``.

    ``host`` is the PC that sees it, ``seen_us`` when that PC last said so. ``version`` grows over all alarms with every
    change: other PCs ask for what is above the one they know. ``verdict``: 'seen' | 'false' | 'passed', '' until
    acknowledged.
    """

    id = AutoField()
    camera = ForeignKeyField(Camera, null=True, backref="+")
    camera_id: int | None
    kind = TextField()
    reason = TextField(default="")
    host = TextField()
    began_us = BigIntegerField(index=True)
    seen_us = BigIntegerField()
    ended_us = BigIntegerField(null=True, index=True)
    times = IntegerField(default=1)
    acknowledged_us = BigIntegerField(null=True, index=True)
    acknowledged_by = ForeignKeyField(User, null=True, backref="+")
    acknowledged_by_id: int | None
    verdict = TextField(default="")
    note = TextField(default="")
    version = BigIntegerField(index=True)


class AlarmStill(Row):
    """The camera's reference picture and the one that raised the alarm, as JPEG. Apart from the alarm: lists are
    read often, pictures rarely.
    """

    alarm = ForeignKeyField(Alarm, primary_key=True, backref="+", on_delete="CASCADE")
    alarm_id: int
    reference = BlobField()
    current = BlobField()
    taken_us = BigIntegerField()


class CameraReference(Row):
    """What the watch has learned of a camera's view by day and by night; empty: not yet."""

    camera = ForeignKeyField(Camera, primary_key=True, backref="+", on_delete="CASCADE")
    camera_id: int
    day = BlobField()
    night = BlobField()
    taken_us = BigIntegerField()
