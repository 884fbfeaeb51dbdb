"""The cameras."""

from __future__ import annotations

from peewee import (
    SQL,
    AutoField,
    BigIntegerField,
    BooleanField,
    FloatField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from vms.models.area import Area
from vms.models.row import Row


class Camera(Row):
    """A camera and how to reach it. Removing sets ``removed_us``: its footage and its history stay.

    URLs are kept without user and password; ``password_sealed`` is what ``vms.security.vault`` made.
    ``purposes``: what the camera is for (Điều 1), codes with a comma between. ``turn`` (degrees clockwise), ``mirror``
    and ``stretch`` say how its picture is shown; what is recorded stays as the camera sent it.
    """

    id = AutoField()
    code = TextField(unique=True)
    name = TextField()
    area = ForeignKeyField(Area, null=True, backref="+")
    area_id: int | None
    kind = TextField()  # 'onvif' | 'url'
    address = TextField(default="")
    user = TextField(default="")
    password_sealed = TextField(default="")
    main_url = TextField(default="")
    sub_url = TextField(default="")
    snapshot_url = TextField(default="")
    profile_main = TextField(default="")
    profile_sub = TextField(default="")
    ptz = BooleanField(default=False)
    record = BooleanField(default=True)
    enabled = BooleanField(default=True)
    removed_us = BigIntegerField(null=True)
    maker = TextField(default="")
    model = TextField(default="")
    firmware = TextField(default="")
    serial = TextField(default="")
    mac = TextField(default="")
    codec = TextField(default="")
    width = IntegerField(default=0)
    height = IntegerField(default=0)
    fps = FloatField(default=0.0)
    clock_offset_us = BigIntegerField(null=True)
    clock_uncertainty_us = BigIntegerField(null=True)
    clock_measured_us = BigIntegerField(null=True)
    added_us = BigIntegerField()
    purposes = TextField(default="", constraints=[SQL("DEFAULT ''")])
    turn = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    mirror = BooleanField(default=False, constraints=[SQL("DEFAULT false")])
    stretch = BooleanField(default=False, constraints=[SQL("DEFAULT false")])
    # The recorder that should have it (``vms.models.keeping.Recorder``); '': whichever comes first.
    recorder = TextField(default="", constraints=[SQL("DEFAULT ''")])
    watch = BooleanField(default=True, constraints=[SQL("DEFAULT true")])
