"""Minutes (biên bản) and the series their numbers come from."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, CompositeKey, ForeignKeyField, IntegerField, TextField

from vms.models.incident import Incident
from vms.models.person import User
from vms.models.row import Row


class Minutes(Row):
    """One document of an incident; a number exists from the moment it is issued and never goes away."""

    id = AutoField()
    incident = ForeignKeyField(Incident, backref="+")
    incident_id: int
    state = TextField()  # 'submitted' | 'issued' | 'voided' | 'returned'
    year = IntegerField(null=True)
    serial = IntegerField(null=True)
    number = TextField(null=True)
    content = TextField(default="")
    path = TextField(default="")
    sha256 = TextField(default="")
    submitted_us = BigIntegerField(null=True)
    submitted_by = ForeignKeyField(User, null=True, backref="+")
    submitted_by_id: int | None
    issued_us = BigIntegerField(null=True)
    issued_by = ForeignKeyField(User, null=True, backref="+")
    issued_by_id: int | None
    void_reason = TextField(default="")

    class Meta:
        """A serial is given once a year; what isn't issued yet has none, and NULL clashes with nothing."""

        indexes = ((("year", "serial"), True),)


class NumberSeries(Row):
    """The next number of a kind of document in a calendar year."""

    kind = TextField()
    year = IntegerField()
    next = IntegerField(default=1)

    class Meta:
        """One series for each kind and year."""

        primary_key = CompositeKey("kind", "year")
