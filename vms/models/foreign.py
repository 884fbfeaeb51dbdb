"""Other people's recorders: which there are, what they keep, and what of it was copied here."""

from __future__ import annotations

from typing import cast

from peewee import (
    AutoField,
    BigIntegerField,
    BooleanField,
    Expression,
    ForeignKeyField,
    IntegerField,
    TextField,
    fn,
)

from vms.core.instants import Span
from vms.models.camera import Camera
from vms.models.row import Row


class ForeignRecorder(Row):
    """A recorder of another make and how to ask it. Removing sets ``removed_us``: what was copied keeps its source.

    ``kind``: 'onvif' | 'hikvision' | 'dahua'. Times of its footage are its own clock's; ``clock_offset_us`` says how
    far that is ahead of ours. ``problem``: the code of what went wrong the last time, '' when it answered.
    """

    id = AutoField()
    name = TextField()
    kind = TextField()
    address = TextField()
    rtsp_port = IntegerField(default=554)
    user = TextField(default="")
    password_sealed = TextField(default="")
    maker = TextField(default="")
    model = TextField(default="")
    firmware = TextField(default="")
    serial = TextField(default="")
    clock_offset_us = BigIntegerField(null=True)
    clock_uncertainty_us = BigIntegerField(null=True)
    added_us = BigIntegerField()
    asked_us = BigIntegerField(null=True)
    problem = TextField(default="")
    removed_us = BigIntegerField(null=True)


class ForeignTrack(Row):
    """One recording of a recorder, usually one channel. ``token``: what the recorder calls it, or a channel's number.

    ``spans``: JSON, where it has footage, [[start, end], …] in µs as it said at ``asked_us``.
    """

    id = AutoField()
    recorder = ForeignKeyField(ForeignRecorder, backref="+", on_delete="CASCADE")
    recorder_id: int
    token = TextField()
    name = TextField(default="")
    camera = ForeignKeyField(Camera, null=True, backref="+")
    camera_id: int | None
    spans = TextField(default="[]")
    asked_us = BigIntegerField(null=True)

    class Meta:
        """One row a recording."""

        indexes = ((("recorder", "token"), True),)


class ForeignPiece(Row):
    """A stretch copied from a recorder onto the PC ``host``; ``path`` is relative to that PC's folder of copies, with
    forward slashes.

    ``exact``: every picture came with the recorder's own time. ``used_us``: last looked at; the oldest go first.
    """

    id = AutoField()
    track = ForeignKeyField(ForeignTrack, backref="+", on_delete="CASCADE", index=False)  # the pair below serves it
    track_id: int
    host = TextField()
    path = TextField()
    start_us = BigIntegerField()
    end_us = BigIntegerField()
    size = BigIntegerField()
    codec = TextField()
    width = IntegerField()
    height = IntegerField()
    frames = IntegerField()
    sha256 = TextField()
    source_url = TextField(default="")
    exact = BooleanField(default=True)
    fetched_us = BigIntegerField()
    used_us = BigIntegerField()
    state = TextField(default="done")  # 'done' | 'deleting'

    class Meta:
        """Every question is for a track and a span."""

        indexes = ((("track", "start_us"), False), (("host", "path"), True))


def copied_between(camera_id: int, host: str, span: Span) -> list[ForeignPiece]:
    """What was copied onto a PC of a camera's footage in the span, by start, each with its track and recorder. Inside
    ``read()``.
    """
    query = (
        ForeignPiece.select(ForeignPiece, ForeignTrack, ForeignRecorder)
        .join(ForeignTrack)
        .join(ForeignRecorder)
        .where(_of(camera_id, host) & (ForeignPiece.start_us < span.end) & (ForeignPiece.end_us > span.start))
        .order_by(ForeignPiece.start_us, ForeignPiece.id)
    )
    return cast(list[ForeignPiece], list(query))


def next_copied_start(camera_id: int, host: str, after_us: int) -> int | None:
    """Where the next copied footage starts. Inside ``read()``."""
    query = ForeignPiece.select(fn.MIN(ForeignPiece.start_us)).join(ForeignTrack)
    found = query.where(_of(camera_id, host) & (ForeignPiece.start_us > after_us)).scalar()
    return None if found is None else int(found)


def last_copied_end(camera_id: int, host: str, before_us: int) -> int | None:
    """Where the last copied footage that starts before an instant ends. Inside ``read()``."""
    query = ForeignPiece.select(fn.MAX(ForeignPiece.end_us)).join(ForeignTrack)
    found = query.where(_of(camera_id, host) & (ForeignPiece.start_us < before_us)).scalar()
    return None if found is None else int(found)


def copied_bytes(host: str) -> int:
    """What all copies take on a PC. Inside ``read()``."""
    total = ForeignPiece.select(fn.SUM(ForeignPiece.size)).where(ForeignPiece.host == host).scalar()
    return int(total or 0)


def copied_until(track_id: int, host: str, since_us: int, span: Span) -> int | None:
    """How far the copies of a recording go in the span that were fetched since an instant. Inside ``read()``."""
    where = (
        (ForeignPiece.track == track_id)
        & (ForeignPiece.host == host)
        & (ForeignPiece.fetched_us >= since_us)
        & (ForeignPiece.start_us < span.end)
        & (ForeignPiece.end_us > span.start)
    )
    found = ForeignPiece.select(fn.MAX(ForeignPiece.end_us)).where(where).scalar()
    return None if found is None else int(found)


def _of(camera_id: int, host: str) -> Expression:
    return (ForeignTrack.camera == camera_id) & (ForeignPiece.host == host) & (ForeignPiece.state == "done")
