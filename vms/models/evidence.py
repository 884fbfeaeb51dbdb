"""Clips and stills cut for incidents, and every hand they passed through."""

from __future__ import annotations

from peewee import SQL, AutoField, BigIntegerField, ForeignKeyField, IntegerField, TextField

from vms.models.camera import Camera
from vms.models.clip_job import ClipJobPart
from vms.models.incident import Incident
from vms.models.person import User
from vms.models.row import Row


class EvidenceItem(Row):
    """A file made from footage; ``path`` is relative to the evidence folder, with forward slashes."""

    id = AutoField()
    incident = ForeignKeyField(Incident, backref="+")
    incident_id: int
    kind = TextField()  # 'clip' | 'still'
    camera = ForeignKeyField(Camera, backref="+")
    camera_id: int
    path = TextField(unique=True)
    sha256 = TextField()
    size = BigIntegerField()
    asked_start_us = BigIntegerField()
    asked_end_us = BigIntegerField()
    start_us = BigIntegerField()
    end_us = BigIntegerField()
    codec = TextField(default="")
    width = IntegerField(default=0)
    height = IntegerField(default=0)
    # What was known of the camera's clock for the footage's instant, not for the moment of cutting.
    clock_offset_us = BigIntegerField(null=True)
    clock_uncertainty_us = BigIntegerField(null=True)
    clock_measured_us = BigIntegerField(null=True)
    created_by = ForeignKeyField(User, null=True, backref="+")
    created_by_id: int | None
    created_us = BigIntegerField()
    program = TextField(default="")
    removed_us = BigIntegerField(null=True)
    job_part = ForeignKeyField(ClipJobPart, null=True, backref="+")
    job_part_id: int | None
    # JSON: the recorders that its pictures were copied from; '' where this program recorded them itself
    source = TextField(default="", constraints=[SQL("DEFAULT ''")])


class CustodyEntry(Row):
    """One act on a piece of evidence. The database refuses to change or delete it."""

    id = AutoField()
    evidence = ForeignKeyField(EvidenceItem, backref="+")
    evidence_id: int
    at_us = BigIntegerField()
    actor = ForeignKeyField(User, null=True, backref="+")
    actor_id: int | None
    action = TextField()
    sha256 = TextField(default="")
    note = TextField(default="")
