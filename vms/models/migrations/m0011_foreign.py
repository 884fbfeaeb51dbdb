"""Other people's recorders, their recordings and what was copied from them; where a piece of evidence comes from."""
# ruff: noqa: D101, D106 - a copy of the models, whose docstrings stand there

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BooleanField, Database, ForeignKeyField, IntegerField, Model, TextField


class Row(Model):
    class Meta:
        legacy_table_names = False


class Camera(Row):
    id = AutoField()


class ForeignRecorder(Row):
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
    id = AutoField()
    recorder = ForeignKeyField(ForeignRecorder, backref="+", on_delete="CASCADE")
    token = TextField()
    name = TextField(default="")
    camera = ForeignKeyField(Camera, null=True, backref="+")
    spans = TextField(default="[]")
    asked_us = BigIntegerField(null=True)

    class Meta:
        indexes = ((("recorder", "token"), True),)


class ForeignPiece(Row):
    id = AutoField()
    track = ForeignKeyField(ForeignTrack, backref="+", on_delete="CASCADE", index=False)
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
    state = TextField(default="done")

    class Meta:
        indexes = ((("track", "start_us"), False), (("host", "path"), True))


TABLES = (ForeignRecorder, ForeignTrack, ForeignPiece)


def up(database: Database) -> None:
    """New tables, and a new column with its default in the table, so that rows that exist get it."""
    database.execute_sql("ALTER TABLE evidence_item ADD COLUMN source TEXT NOT NULL DEFAULT ''")
    with database.bind_ctx((Camera, *TABLES)):
        database.create_tables(TABLES, safe=False)
