"""What the school sets once, and what each person prefers."""

from __future__ import annotations

from peewee import ForeignKeyField, TextField

from vms.models.person import User
from vms.models.row import Row


class Setting(Row):
    """One setting of the school; the value is JSON."""

    key = TextField(primary_key=True)
    value = TextField()


class Preference(Row):
    """One habit of one person (last layout, window size …); the value is JSON."""

    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    user_id: int
    key = TextField()
    value = TextField()

    class Meta:
        """One value for each person and key."""

        indexes = ((("user", "key"), True),)
