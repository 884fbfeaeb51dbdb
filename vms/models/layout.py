"""Saved arrangements of the wall."""

from __future__ import annotations

from peewee import AutoField, BooleanField, ForeignKeyField, IntegerField, TextField

from vms.models.person import User
from vms.models.row import Row


class Layout(Row):
    """Which camera stands in which pane; without an owner everybody sees it."""

    id = AutoField()
    owner = ForeignKeyField(User, null=True, backref="+")
    owner_id: int | None
    name = TextField()
    grid = TextField()
    cells = TextField(default="{}")
    locked = BooleanField(default=False)
    position = IntegerField(default=0)
