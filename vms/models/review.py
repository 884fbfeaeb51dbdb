"""Who has looked at which footage."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, ForeignKeyField

from vms.models.camera import Camera
from vms.models.person import User
from vms.models.row import Row


class SeenStretch(Row):
    """A stretch of one camera that one person has looked at; stretches of a pair never touch (services merge them)."""

    id = AutoField()
    user = ForeignKeyField(User, backref="+", index=False, on_delete="CASCADE")
    user_id: int
    camera = ForeignKeyField(Camera, backref="+", index=False)
    camera_id: int
    start_us = BigIntegerField()
    end_us = BigIntegerField()

    class Meta:
        """Every question is for a person, a camera and a span."""

        indexes = ((("user", "camera", "start_us"), True),)
