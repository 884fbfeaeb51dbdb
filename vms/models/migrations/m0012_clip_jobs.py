"""The queue of clips asked for, which clip came of which, and files from outside with their custody."""
# ruff: noqa: D101, D106 - a copy of the models, whose docstrings stand there

from __future__ import annotations

from peewee import (
    AutoField,
    BigIntegerField,
    BooleanField,
    CompositeKey,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)


class Row(Model):
    class Meta:
        legacy_table_names = False


class User(Row):
    id = AutoField()


class Camera(Row):
    id = AutoField()


class Incident(Row):
    id = AutoField()


class ClipJob(Row):
    id = AutoField()
    incident = ForeignKeyField(Incident, backref="+")
    start_us = BigIntegerField()
    end_us = BigIntegerField()
    reason = TextField(default="")
    asked_by = ForeignKeyField(User, null=True, backref="+")
    asked_us = BigIntegerField(index=True)
    host = TextField(default="")


class ClipJobPart(Row):
    id = AutoField()
    job = ForeignKeyField(ClipJob, backref="+")
    camera = ForeignKeyField(Camera, backref="+")
    by = ForeignKeyField(User, null=True, backref="+")
    role = TextField(default="")
    session = TextField(default="")
    state = TextField(default="waiting")
    progress = IntegerField(default=0)
    tries = IntegerField(default=0)
    next_us = BigIntegerField(default=0)
    holder = TextField(default="")
    lease_us = BigIntegerField(null=True)
    delivered_start_us = BigIntegerField(null=True)
    delivered_end_us = BigIntegerField(null=True)
    gaps = TextField(default="[]")
    fault = TextField(default="")
    fault_values = TextField(default="{}")
    finished_us = BigIntegerField(null=True)

    class Meta:
        indexes = ((("state", "next_us"), False), (("job", "camera"), True))


class ImportedFile(Row):
    id = AutoField()
    path = TextField(unique=True)
    sha256 = TextField(unique=True)
    size = BigIntegerField()
    name = TextField()
    source = TextField(default="")
    brought_by = TextField(default="")
    camera = ForeignKeyField(Camera, null=True, backref="+")
    playable = BooleanField(default=False)
    fault = TextField(default="")
    container = TextField(default="")
    codec = TextField(default="")
    width = IntegerField(default=0)
    height = IntegerField(default=0)
    rotation = IntegerField(default=0)
    fps_milli = IntegerField(default=0)
    duration_us = BigIntegerField(default=0)
    made_us = BigIntegerField(null=True)
    claimed_us = BigIntegerField(null=True)
    offset_us = BigIntegerField(default=0)
    said_by = TextField(default="")
    imported_by = ForeignKeyField(User, null=True, backref="+")
    imported_us = BigIntegerField()


class ImportLink(Row):
    imported = ForeignKeyField(ImportedFile, backref="+")
    incident = ForeignKeyField(Incident, backref="+")

    class Meta:
        primary_key = CompositeKey("imported", "incident")


class ImportEntry(Row):
    id = AutoField()
    imported = ForeignKeyField(ImportedFile, backref="+")
    at_us = BigIntegerField()
    actor = ForeignKeyField(User, null=True, backref="+")
    action = TextField()
    sha256 = TextField(default="")
    claimed_us = BigIntegerField(null=True)
    offset_us = BigIntegerField(default=0)
    said_by = TextField(default="")
    note = TextField(default="")


TABLES = (ClipJob, ClipJobPart, ImportedFile, ImportLink, ImportEntry)

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'import_entry is append-only'); END"
_SQLITE_LOCK = (
    f"CREATE TRIGGER import_entry_no_update BEFORE UPDATE ON import_entry {_REFUSE}",
    f"CREATE TRIGGER import_entry_no_delete BEFORE DELETE ON import_entry {_REFUSE}",
    # REPLACE deletes without firing the trigger above.
    "CREATE TRIGGER import_entry_no_replace BEFORE INSERT ON import_entry "
    f"WHEN EXISTS (SELECT 1 FROM import_entry WHERE id = NEW.id) {_REFUSE}",
)
# The function is the one that the first migration made.
_POSTGRESQL_LOCK = (
    "CREATE TRIGGER import_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON import_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
)


def up(database: Database) -> None:
    """New tables, a column that says of which job a clip is, and the lock on the custody of imported files."""
    with database.bind_ctx((User, Camera, Incident, *TABLES)):
        database.create_tables(TABLES, safe=False)
    database.execute_sql("ALTER TABLE evidence_item ADD COLUMN job_part_id INTEGER REFERENCES clip_job_part (id)")
    database.execute_sql("CREATE INDEX evidence_item_job_part_id ON evidence_item (job_part_id)")
    for statement in _SQLITE_LOCK if isinstance(database, SqliteDatabase) else _POSTGRESQL_LOCK:
        database.execute_sql(statement)
