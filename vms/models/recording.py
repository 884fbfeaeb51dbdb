"""What was recorded, what is missing and why, and what the recorder does right now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from peewee import SQL, AutoField, BigIntegerField, CompositeKey, ForeignKeyField, IntegerField, TextField

from vms.models.camera import Camera
from vms.models.person import User
from vms.models.row import Row

# Rows in one statement: SQLite takes 32,766 values, PostgreSQL 65,535.
_AT_ONCE = 200


class RecordingRun(Row):
    """An unbroken stretch that the recorder wrote, of one stream for one cause; ``end_us`` is empty while it lasts."""

    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+")
    camera_id: int
    start_us = BigIntegerField()
    end_us = BigIntegerField(null=True)
    reason = TextField(default="")
    stream = TextField(default="main", constraints=[SQL("DEFAULT 'main'")])  # as Segment's
    cause = TextField(default="continuous", constraints=[SQL("DEFAULT 'continuous'")])  # as Segment's
    recorder = TextField(default="", constraints=[SQL("DEFAULT ''")])


class Segment(Row):
    """A closed file of footage; ``path`` is relative to the recordings folder, with forward slashes."""

    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)  # the pair below serves it
    camera_id: int
    run = ForeignKeyField(RecordingRun, null=True, backref="+")
    run_id: int | None
    path = TextField(unique=True)
    start_us = BigIntegerField()
    end_us = BigIntegerField()
    size = BigIntegerField()
    codec = TextField()
    width = IntegerField()
    height = IntegerField()
    frames = IntegerField()
    state = TextField(default="done")  # 'done' | 'deleting'
    stream = TextField(default="main", constraints=[SQL("DEFAULT 'main'")])  # 'main' | 'sub'
    # 'continuous' | 'schedule' | 'motion' | 'alarm' | 'manual'
    cause = TextField(default="continuous", constraints=[SQL("DEFAULT 'continuous'")])
    # SHA-256 of the file, hex; empty for footage of before version 0008
    sha256 = TextField(default="", constraints=[SQL("DEFAULT ''")])
    # In whose folder it lies (``vms.models.keeping.Storage``); '': in this PC's, from before there were several.
    storage = TextField(default="", constraints=[SQL("DEFAULT ''")])

    class Meta:
        """Every question is for a camera and a span."""

        indexes = ((("camera", "start_us"), False),)


class Gap(Row):
    """A stretch without footage and its reason; ``end_us`` is empty while it lasts."""

    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)
    camera_id: int
    start_us = BigIntegerField()
    end_us = BigIntegerField(null=True)
    reason = TextField()

    class Meta:
        """Every question is for a camera and a span."""

        indexes = ((("camera", "start_us"), False),)


class FootageEvent(Row):
    """A stretch in which something happened in front of a camera; ``end_us`` is empty while it lasts.

    A recording by hand ('manual') says from the beginning when it ends; ending it earlier moves the end.
    """

    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)
    camera_id: int
    kind = TextField()  # 'motion' | 'alarm' | 'manual'
    start_us = BigIntegerField()
    end_us = BigIntegerField(null=True)
    source = TextField(default="")  # who noticed: 'recorder', 'camera', 'alarm:17', 'user:3'

    class Meta:
        """Every question is for a camera and a span."""

        indexes = ((("camera", "start_us"), False),)


class FootageMask(Row):
    """In which minutes of an hour (``unit`` 1), in which hours of a day (``unit`` 24) there is something: bit 0 is the
    first. ``number``: hours or days since 1970, UTC. Kept by triggers (migration 0013), read by time lines only.
    """

    camera = ForeignKeyField(Camera, backref="+", index=False)
    camera_id: int
    unit = IntegerField()
    number = BigIntegerField()
    recorded = BigIntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    motion = BigIntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    alarm = BigIntegerField(default=0, constraints=[SQL("DEFAULT 0")])

    class Meta:
        """Every question is for a camera, a unit and a span."""

        primary_key = CompositeKey("camera", "unit", "number")


class RecorderStatus(Row):
    """What the recorder process says of one camera; it rewrites the row at each beat.

    State, reason and open part are the leading stream's: the main one where it is recorded, else the sub stream. Where
    both are recorded the sub stream has columns of its own, so that everybody who asks "is it recorded?" still reads
    one row a camera and one answer. ``sound``: '' none wanted, 'recording', 'none' or the codec that can't be recorded.
    """

    camera = ForeignKeyField(Camera, primary_key=True, backref="+")
    camera_id: int
    recorder = TextField(default="")
    state = TextField()  # 'recording' | 'armed' (waits in memory for a cause) | 'waiting' | 'off'
    since_us = BigIntegerField()
    beat_us = BigIntegerField()
    open_path = TextField(default="")
    open_start_us = BigIntegerField(null=True)
    open_end_us = BigIntegerField(null=True)
    reason = TextField(default="")
    sound = TextField(default="", constraints=[SQL("DEFAULT ''")])
    sub_state = TextField(default="", constraints=[SQL("DEFAULT ''")])
    sub_reason = TextField(default="", constraints=[SQL("DEFAULT ''")])
    sub_open_path = TextField(default="", constraints=[SQL("DEFAULT ''")])
    sub_open_start_us = BigIntegerField(null=True)
    sub_open_end_us = BigIntegerField(null=True)


def keep_statuses(rows: Sequence[Mapping[str, object]]) -> None:
    """Write the recorder's word on cameras over what it said before; every row names the same columns. The text of the
    statement is put together here: Peewee takes six times as long over it, and this is written once a second.
    Inside ``write()``.
    """
    database, names = RecorderStatus._meta.database, list(rows[0]) if rows else []
    columns = [RecorderStatus._meta.fields[name].column_name for name in names]
    one = f"({', '.join([database.param] * len(names))})"
    kept = ", ".join(f"{column} = excluded.{column}" for column in columns if column != "camera_id")
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        statement = (
            f"INSERT INTO recorder_status ({', '.join(columns)}) VALUES {', '.join([one] * len(part))} "
            f"ON CONFLICT (camera_id) DO UPDATE SET {kept}"
        )
        database.execute_sql(statement, [row[name] for row in part for name in names])


class Bookmark(Row):
    """A moment someone marked, found again by its note (``folded`` holds it for search)."""

    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)
    camera_id: int
    instant_us = BigIntegerField()
    note = TextField(default="")
    folded = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    by_id: int | None
    created_us = BigIntegerField()

    class Meta:
        """Every question is for a camera and a span."""

        indexes = ((("camera", "instant_us"), False),)
