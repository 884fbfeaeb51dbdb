"""Files that came from outside, kept byte for byte: counter-evidence (Điều 3), and who handled them."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BooleanField, CompositeKey, ForeignKeyField, IntegerField, TextField

from vms.models.camera import Camera
from vms.models.incident import Incident
from vms.models.person import User
from vms.models.row import Row


class ImportedFile(Row):
    """``path`` is relative to the evidence folder. ``claimed_us``: what the other device's clock is said to have shown
    at the first picture; ``offset_us``: that clock minus the true time. ``made_us``: what the file itself says.
    """

    id = AutoField()
    path = TextField(unique=True)
    sha256 = TextField(unique=True)
    size = BigIntegerField()
    name = TextField()
    source = TextField(default="")
    brought_by = TextField(default="")
    camera = ForeignKeyField(Camera, null=True, backref="+")
    camera_id: int | None
    playable = BooleanField(default=False)
    fault = TextField(default="")
    container = TextField(default="")
    codec = TextField(default="")
    width = IntegerField(default=0)
    height = IntegerField(default=0)
    rotation = IntegerField(default=0)
    fps_milli = IntegerField(default=0)
    duration_us = BigIntegerField(default=0)
    made_us = BigIntegerField(null=True)
    claimed_us = BigIntegerField(null=True)
    offset_us = BigIntegerField(default=0)
    said_by = TextField(default="")
    imported_by = ForeignKeyField(User, null=True, backref="+")
    imported_by_id: int | None
    imported_us = BigIntegerField()


class ImportLink(Row):
    """The file belongs to the incident; one file may belong to several."""

    imported = ForeignKeyField(ImportedFile, backref="+")
    imported_id: int
    incident = ForeignKeyField(Incident, backref="+")
    incident_id: int

    class Meta:
        """A file stands once in an incident."""

        primary_key = CompositeKey("imported", "incident")


class ImportEntry(Row):
    """One act on an imported file, with the time claimed from then on. The database refuses to change or delete it."""

    id = AutoField()
    imported = ForeignKeyField(ImportedFile, backref="+")
    imported_id: int
    at_us = BigIntegerField()
    actor = ForeignKeyField(User, null=True, backref="+")
    actor_id: int | None
    action = TextField()
    sha256 = TextField(default="")
    claimed_us = BigIntegerField(null=True)
    offset_us = BigIntegerField(default=0)
    said_by = TextField(default="")
    note = TextField(default="")
