"""Clips that were asked for: a queue that survives the program, one part a camera."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, ForeignKeyField, IntegerField, TextField

from vms.models.camera import Camera
from vms.models.incident import Incident
from vms.models.person import User
from vms.models.row import Row


class ClipJob(Row):
    """One act of asking: a span, and why; ``host``: the PC it was asked on, which works on it first."""

    id = AutoField()
    incident = ForeignKeyField(Incident, backref="+")
    incident_id: int
    start_us = BigIntegerField()
    end_us = BigIntegerField()
    reason = TextField(default="")
    asked_by = ForeignKeyField(User, null=True, backref="+")
    asked_by_id: int | None
    asked_us = BigIntegerField(index=True)
    host = TextField(default="")


class ClipJobPart(Row):
    """One camera of a job. ``by``, ``role``, ``session``: whose rights it runs with. While it runs ``holder`` names the
    program that works on it and ``lease_us`` until when the others believe that; ``gaps`` is JSON, pairs of instants.
    """

    id = AutoField()
    job = ForeignKeyField(ClipJob, backref="+")
    job_id: int
    camera = ForeignKeyField(Camera, backref="+")
    camera_id: int
    by = ForeignKeyField(User, null=True, backref="+")
    by_id: int | None
    role = TextField(default="")
    session = TextField(default="")
    state = TextField(default="waiting")  # 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
    progress = IntegerField(default=0)  # per mille
    tries = IntegerField(default=0)
    next_us = BigIntegerField(default=0)
    holder = TextField(default="")
    lease_us = BigIntegerField(null=True)
    delivered_start_us = BigIntegerField(null=True)
    delivered_end_us = BigIntegerField(null=True)
    gaps = TextField(default="[]")
    fault = TextField(default="")
    fault_values = TextField(default="{}")
    finished_us = BigIntegerField(null=True)

    class Meta:
        """The next one to work on is looked for every second; a camera stands once in a job."""

        indexes = ((("state", "next_us"), False), (("job", "camera"), True))
