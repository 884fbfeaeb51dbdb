"""What was recorded, what is missing and why, and what the recorder does right now."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, ForeignKeyField, IntegerField, TextField

from vms.models.camera import Camera
from vms.models.person import User
from vms.models.row import Row


class RecordingRun(Row):
    """One unbroken connection of the recorder to a camera; ``end_us`` is empty while it lasts."""

    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+")
    camera_id: int
    start_us = BigIntegerField()
    end_us = BigIntegerField(null=True)
    reason = TextField(default="")


class Segment(Row):
    """A closed file of footage; ``path`` is relative to the recordings folder, with forward slashes."""

    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)  # the pair below serves it
    camera_id: int
    run = ForeignKeyField(RecordingRun, null=True, backref="+")
    run_id: int | None
    path = TextField(unique=True)
    start_us = BigIntegerField()
    end_us = BigIntegerField()
    size = BigIntegerField()
    codec = TextField()
    width = IntegerField()
    height = IntegerField()
    frames = IntegerField()
    state = TextField(default="done")  # 'done' | 'deleting'

    class Meta:
        """Every question is for a camera and a span."""

        indexes = ((("camera", "start_us"), False),)


class Gap(Row):
    """A stretch without footage and its reason; ``end_us`` is empty while it lasts."""

    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)
    camera_id: int
    start_us = BigIntegerField()
    end_us = BigIntegerField(null=True)
    reason = TextField()

    class Meta:
        """Every question is for a camera and a span."""

        indexes = ((("camera", "start_us"), False),)


class RecorderStatus(Row):
    """What the recorder process says of one camera; it rewrites the row at each beat."""

    camera = ForeignKeyField(Camera, primary_key=True, backref="+")
    camera_id: int
    recorder = TextField(default="")
    state = TextField()  # 'recording' | 'waiting' | 'off'
    since_us = BigIntegerField()
    beat_us = BigIntegerField()
    open_path = TextField(default="")
    open_start_us = BigIntegerField(null=True)
    open_end_us = BigIntegerField(null=True)
    reason = TextField(default="")


class Bookmark(Row):
    """A moment someone marked, found again by its note (``folded`` holds it for search)."""

    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)
    camera_id: int
    instant_us = BigIntegerField()
    note = TextField(default="")
    folded = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    by_id: int | None
    created_us = BigIntegerField()

    class Meta:
        """Every question is for a camera and a span."""

        indexes = ((("camera", "instant_us"), False),)
