"""Incidents: what happened, who was involved, what was done, and the footage kept for them."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BooleanField, CompositeKey, ForeignKeyField, IntegerField, TextField

from vms.models.camera import Camera
from vms.models.person import User
from vms.models.row import Row


class Incident(Row):
    """One incident, numbered within its year when it is opened."""

    id = AutoField()
    code = TextField(unique=True)
    year = IntegerField()
    serial = IntegerField()
    title = TextField()
    kind = TextField()
    place = TextField(default="")
    state = TextField()
    occurred_us = BigIntegerField(index=True)
    opened_us = BigIntegerField()
    opened_by = ForeignKeyField(User, null=True, backref="+")
    opened_by_id: int | None
    closed_us = BigIntegerField(null=True)
    ended_us = BigIntegerField(null=True)
    folded = TextField(default="")

    class Meta:
        """A serial is given once a year."""

        indexes = ((("year", "serial"), True),)


class IncidentNote(Row):
    """A line of the incident's time line."""

    id = AutoField()
    incident = ForeignKeyField(Incident, backref="+")
    incident_id: int
    at_us = BigIntegerField()
    text = TextField()
    source = TextField(default="")
    camera = ForeignKeyField(Camera, null=True, backref="+")
    camera_id: int | None
    by = ForeignKeyField(User, null=True, backref="+")
    by_id: int | None
    created_us = BigIntegerField()
    removed_us = BigIntegerField(null=True)


class IncidentPerson(Row):
    """A person involved; a child's name is shown as initials and class unless ``show_full_name``."""

    id = AutoField()
    incident = ForeignKeyField(Incident, backref="+")
    incident_id: int
    name = TextField()
    child = BooleanField(default=False)
    class_name = TextField(default="")
    part = TextField(default="")
    detail = TextField(default="")
    statement = TextField(default="")
    show_full_name = BooleanField(default=False)
    removed_us = BigIntegerField(null=True)


class IncidentMeasure(Row):
    """Something done or to be done about it."""

    id = AutoField()
    incident = ForeignKeyField(Incident, backref="+")
    incident_id: int
    text = TextField()
    done_us = BigIntegerField(null=True)
    due_us = BigIntegerField(null=True)
    responsible = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    by_id: int | None
    removed_us = BigIntegerField(null=True)


class Hold(Row):
    """Keeps the footage of its cameras in its span from being purged, until released by the board."""

    id = AutoField()
    reason = TextField()
    placed_by = ForeignKeyField(User, null=True, backref="+")
    placed_by_id: int | None
    placed_us = BigIntegerField()
    until_us = BigIntegerField(null=True)
    start_us = BigIntegerField()
    end_us = BigIntegerField()
    released_us = BigIntegerField(null=True)
    released_by = ForeignKeyField(User, null=True, backref="+")
    released_by_id: int | None
    release_reason = TextField(default="")
    incident = ForeignKeyField(Incident, null=True, backref="+")
    incident_id: int | None


class HoldCamera(Row):
    """One camera of a hold."""

    hold = ForeignKeyField(Hold, backref="+")
    hold_id: int
    camera = ForeignKeyField(Camera, backref="+")
    camera_id: int

    class Meta:
        """A camera stands once in a hold."""

        primary_key = CompositeKey("hold", "camera")
