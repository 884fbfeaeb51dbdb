"""Saved arrangements of the wall."""

from __future__ import annotations

from peewee import SQL, AutoField, BooleanField, ForeignKeyField, IntegerField, TextField

from vms.models.person import User
from vms.models.row import Row


class Layout(Row):
    """Which camera stands in which pane; without an owner everybody sees it.

    ``shape`` is what a person drew (JSON, see ``vms.services.wall_shape``), empty for a ``grid`` known by its name;
    ``tours``: pane → cameras in turn (JSON, ``vms.services.wall_tours``); ``hot_spot``: the pane that shows the
    selected camera; ``dwell_s``: seconds in the tour of tabs, 0 when it is left out; ``place``: the window, 0 the
    main one.
    """

    id = AutoField()
    owner = ForeignKeyField(User, null=True, backref="+")
    owner_id: int | None
    name = TextField()
    grid = TextField()
    cells = TextField(default="{}")
    locked = BooleanField(default=False)
    position = IntegerField(default=0)
    shape = TextField(default="", constraints=[SQL("DEFAULT ''")])
    tours = TextField(default="{}", constraints=[SQL("DEFAULT '{}'")])
    hot_spot = IntegerField(null=True)
    dwell_s = IntegerField(default=20, constraints=[SQL("DEFAULT 20")])
    place = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
