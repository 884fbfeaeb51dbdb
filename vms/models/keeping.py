"""Who records, where it lies, how long it is kept, and what the clocks said."""

from __future__ import annotations

from collections.abc import Sequence

from peewee import SQL, AutoField, BigIntegerField, Case, CompositeKey, ForeignKeyField, IntegerField, TextField

from vms.models.camera import Camera
from vms.models.row import Row


class Storage(Row):
    """A folder of recordings; its number lies in the folder itself. ``root``: as ``host``, the first one, sees it."""

    id = TextField(primary_key=True)
    host = TextField()
    root = TextField()
    seen_us = BigIntegerField()


class Recorder(Row):
    """One recorder of the school, by the number in its data folder. ``kind``: 'service' | 'window' | 'console'."""

    id = TextField(primary_key=True)
    host = TextField()
    account = TextField(default="")
    storage = TextField()
    pid = IntegerField()
    kind = TextField()
    started_us = BigIntegerField()
    seen_us = BigIntegerField()
    stopped_us = BigIntegerField(null=True)


class Lease(Row):
    """Who does what only one may do at a time. Instants by the catalogue's own clock (``vms.services.leases``)."""

    name = TextField(primary_key=True)  # 'camera:3' | 'recorder:<id>' | 'purge:<storage>'
    holder = TextField(default="")
    since_us = BigIntegerField(default=0)
    until_us = BigIntegerField(default=0)


class CameraRetention(Row):
    """What one camera keeps, where that differs from the school's; None: as the school."""

    camera = ForeignKeyField(Camera, primary_key=True, backref="+", on_delete="CASCADE")
    camera_id: int
    days = IntegerField(null=True)
    quota_bytes = BigIntegerField(null=True)
    keep_hours = IntegerField(null=True)


class PurgedDay(Row):
    """What retention has deleted of one camera's day; told to the log of acts once, when the day is done with."""

    camera = ForeignKeyField(Camera, backref="+", index=False, on_delete="CASCADE")
    camera_id: int
    day = TextField()  # 2026-11-23, in the school's zone
    segments = IntegerField(default=0)
    size = BigIntegerField(default=0)
    start_us = BigIntegerField()
    end_us = BigIntegerField()
    reason = TextField()  # 'age' | 'camera_quota' | 'quota' | 'floor'
    touched_us = BigIntegerField()

    class Meta:
        """One row a camera and day; it goes when it has been told."""

        primary_key = CompositeKey("camera", "day")


class KeptFootage(Row):
    """Footage that something else than a hold keeps, for instance a review that isn't closed (``source`` review:7).

    ``ended_us``: when it was let go; the row stays.
    """

    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)
    camera_id: int
    start_us = BigIntegerField()
    end_us = BigIntegerField()
    source = TextField(index=True)
    since_us = BigIntegerField()
    ended_us = BigIntegerField(null=True)

    class Meta:
        """Every question is for a camera and a span."""

        indexes = ((("camera", "start_us"), False),)


class ClockReading(Row):
    """What one look at a clock gave. ``camera`` None: the clock of the PC ``host`` against its time server.

    ``offset_us``: that clock minus the PC's (for a PC: the PC's minus the server's), true within ``uncertainty_us``;
    None: not known. ``state`` of a PC: 'synchronised' | 'unsynchronised' | 'unknown'.
    """

    id = AutoField()
    camera = ForeignKeyField(Camera, null=True, backref="+", index=False)
    camera_id: int | None
    host = TextField()
    measured_us = BigIntegerField()
    offset_us = BigIntegerField(null=True)
    uncertainty_us = BigIntegerField(null=True)
    source = TextField()  # 'onvif' | 'timedatectl' | 'w32tm' | …
    state = TextField(default="", constraints=[SQL("DEFAULT ''")])

    class Meta:
        """Asked for by camera (or host) and instant."""

        indexes = ((("camera", "measured_us"), False),)


def take_leases(names: Sequence[str], holder: str, now_us: int, until_us: int, absurd_us: int) -> set[str]:
    """Take or prolong those that are the holder's, free or run out; which are the holder's then. Single statements, the
    UPDATE decides. A row that ends after ``absurd_us`` counts as run out. Inside ``Catalogue.aside()``.
    """
    known = {one.name for one in Lease.select(Lease.name).where(Lease.name.in_(names))}
    if missing := [{"name": name} for name in names if name not in known]:
        Lease.insert_many(missing).on_conflict_ignore().execute()
    over = (Lease.until_us <= now_us) | (Lease.until_us > absurd_us)
    mine = Lease.holder == holder
    since = Case(None, [(mine & ~over, Lease.since_us)], now_us)
    values = {"since_us": since, "holder": holder, "until_us": until_us}
    Lease.update(values).where(Lease.name.in_(names) & (mine | over)).execute()
    return {one.name for one in Lease.select(Lease.name).where(Lease.name.in_(names) & mine)}
