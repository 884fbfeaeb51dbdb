"""The log of acts."""

from __future__ import annotations

from peewee import BigIntegerField, ForeignKeyField, TextField

from vms.models.person import User
from vms.models.row import Row


class AuditEntry(Row):
    """One act, chained to the one before by its hash. The database refuses to change or delete it.

    Only the person's number stands here, never the name: a name erased by law doesn't break the chain.
    """

    seq = BigIntegerField(primary_key=True)
    at_us = BigIntegerField(index=True)
    actor = ForeignKeyField(User, null=True, backref="+")
    actor_id: int | None
    role = TextField(default="")
    session = TextField(default="")
    host = TextField(default="")
    action = TextField()
    object = TextField(default="")
    reason = TextField(default="")
    result = TextField(default="ok")
    details = TextField(default="{}")
    previous = TextField()
    hash = TextField()
