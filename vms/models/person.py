"""Who may sign in."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BooleanField, IntegerField, TextField

from vms.models.row import Row


class User(Row):
    """An account. Never deleted, only disabled: the log and the minutes point at it."""

    id = AutoField()
    username = TextField(unique=True)  # folded: lower case without marks, so that one name is one account
    name = TextField()
    title = TextField(default="")
    role = TextField()
    password_hash = TextField()
    phone = TextField(default="")
    enabled = BooleanField(default=True)
    created_us = BigIntegerField()
    failed_count = IntegerField(default=0)
    locked_until_us = BigIntegerField(default=0)
