"""Where cameras stand (Điều 6: who looks after an area looks after its cameras)."""

from __future__ import annotations

from peewee import AutoField, IntegerField, TextField

from vms.models.row import Row


class Area(Row):
    """A part of the school and the unit responsible for it; no unit means the head of the guards."""

    id = AutoField()
    name = TextField(unique=True)
    unit = TextField(default="")
    position = IntegerField(default=0)
