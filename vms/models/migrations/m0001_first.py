"""The first catalogue: a frozen copy of its tables, the search index, and the locks on the two logs.

Never edit the tables here to follow the models: write the next migration.
"""
# ruff: noqa: D101, D106 - a copy of the models, whose docstrings stand there

from __future__ import annotations

from peewee import (
    AutoField,
    BigIntegerField,
    BooleanField,
    CompositeKey,
    Database,
    FloatField,
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
    username = TextField(unique=True)
    name = TextField()
    title = TextField(default="")
    role = TextField()
    password_hash = TextField()
    phone = TextField(default="")
    enabled = BooleanField(default=True)
    created_us = BigIntegerField()
    failed_count = IntegerField(default=0)
    locked_until_us = BigIntegerField(default=0)


class Setting(Row):
    key = TextField(primary_key=True)
    value = TextField()


class Preference(Row):
    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    key = TextField()
    value = TextField()

    class Meta:
        indexes = ((("user", "key"), True),)


class Area(Row):
    id = AutoField()
    name = TextField(unique=True)
    unit = TextField(default="")
    position = IntegerField(default=0)


class Camera(Row):
    id = AutoField()
    code = TextField(unique=True)
    name = TextField()
    area = ForeignKeyField(Area, null=True, backref="+")
    kind = TextField()
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


class RecordingRun(Row):
    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+")
    start_us = BigIntegerField()
    end_us = BigIntegerField(null=True)
    reason = TextField(default="")


class Segment(Row):
    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)
    run = ForeignKeyField(RecordingRun, null=True, backref="+")
    path = TextField(unique=True)
    start_us = BigIntegerField()
    end_us = BigIntegerField()
    size = BigIntegerField()
    codec = TextField()
    width = IntegerField()
    height = IntegerField()
    frames = IntegerField()
    state = TextField(default="done")

    class Meta:
        indexes = ((("camera", "start_us"), False),)


class Gap(Row):
    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)
    start_us = BigIntegerField()
    end_us = BigIntegerField(null=True)
    reason = TextField()

    class Meta:
        indexes = ((("camera", "start_us"), False),)


class RecorderStatus(Row):
    camera = ForeignKeyField(Camera, primary_key=True, backref="+")
    recorder = TextField(default="")
    state = TextField()
    since_us = BigIntegerField()
    beat_us = BigIntegerField()
    open_path = TextField(default="")
    open_start_us = BigIntegerField(null=True)
    open_end_us = BigIntegerField(null=True)
    reason = TextField(default="")


class Bookmark(Row):
    id = AutoField()
    camera = ForeignKeyField(Camera, backref="+", index=False)
    instant_us = BigIntegerField()
    note = TextField(default="")
    folded = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    created_us = BigIntegerField()

    class Meta:
        indexes = ((("camera", "instant_us"), False),)


class Incident(Row):
    id = AutoField()
    code = TextField(unique=True)
    year = IntegerField()
    serial = IntegerField()
    title = TextField()
    kind = TextField()
    place = TextField(default="")
    state = TextField()
    occurred_us = BigIntegerField(index=True)
    opened_us = BigIntegerField()
    opened_by = ForeignKeyField(User, null=True, backref="+")
    closed_us = BigIntegerField(null=True)
    ended_us = BigIntegerField(null=True)
    folded = TextField(default="")

    class Meta:
        indexes = ((("year", "serial"), True),)


class IncidentNote(Row):
    id = AutoField()
    incident = ForeignKeyField(Incident, backref="+")
    at_us = BigIntegerField()
    text = TextField()
    source = TextField(default="")
    camera = ForeignKeyField(Camera, null=True, backref="+")
    by = ForeignKeyField(User, null=True, backref="+")
    created_us = BigIntegerField()
    removed_us = BigIntegerField(null=True)


class IncidentPerson(Row):
    id = AutoField()
    incident = ForeignKeyField(Incident, backref="+")
    name = TextField()
    child = BooleanField(default=False)
    class_name = TextField(default="")
    part = TextField(default="")
    detail = TextField(default="")
    statement = TextField(default="")
    show_full_name = BooleanField(default=False)
    removed_us = BigIntegerField(null=True)


class IncidentMeasure(Row):
    id = AutoField()
    incident = ForeignKeyField(Incident, backref="+")
    text = TextField()
    done_us = BigIntegerField(null=True)
    due_us = BigIntegerField(null=True)
    responsible = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    removed_us = BigIntegerField(null=True)


class Hold(Row):
    id = AutoField()
    reason = TextField()
    placed_by = ForeignKeyField(User, null=True, backref="+")
    placed_us = BigIntegerField()
    until_us = BigIntegerField(null=True)
    start_us = BigIntegerField()
    end_us = BigIntegerField()
    released_us = BigIntegerField(null=True)
    released_by = ForeignKeyField(User, null=True, backref="+")
    release_reason = TextField(default="")
    incident = ForeignKeyField(Incident, null=True, backref="+")


class HoldCamera(Row):
    hold = ForeignKeyField(Hold, backref="+")
    camera = ForeignKeyField(Camera, backref="+")

    class Meta:
        primary_key = CompositeKey("hold", "camera")


class EvidenceItem(Row):
    id = AutoField()
    incident = ForeignKeyField(Incident, backref="+")
    kind = TextField()
    camera = ForeignKeyField(Camera, backref="+")
    path = TextField(unique=True)
    sha256 = TextField()
    size = BigIntegerField()
    asked_start_us = BigIntegerField()
    asked_end_us = BigIntegerField()
    start_us = BigIntegerField()
    end_us = BigIntegerField()
    codec = TextField(default="")
    width = IntegerField(default=0)
    height = IntegerField(default=0)
    clock_offset_us = BigIntegerField(null=True)
    created_by = ForeignKeyField(User, null=True, backref="+")
    created_us = BigIntegerField()
    program = TextField(default="")
    removed_us = BigIntegerField(null=True)


class CustodyEntry(Row):
    id = AutoField()
    evidence = ForeignKeyField(EvidenceItem, backref="+")
    at_us = BigIntegerField()
    actor = ForeignKeyField(User, null=True, backref="+")
    action = TextField()
    sha256 = TextField(default="")
    note = TextField(default="")


class Minutes(Row):
    id = AutoField()
    incident = ForeignKeyField(Incident, backref="+")
    state = TextField()
    year = IntegerField(null=True)
    serial = IntegerField(null=True)
    number = TextField(null=True)
    content = TextField(default="")
    path = TextField(default="")
    sha256 = TextField(default="")
    submitted_us = BigIntegerField(null=True)
    submitted_by = ForeignKeyField(User, null=True, backref="+")
    issued_us = BigIntegerField(null=True)
    issued_by = ForeignKeyField(User, null=True, backref="+")
    void_reason = TextField(default="")

    class Meta:
        indexes = ((("year", "serial"), True),)


class NumberSeries(Row):
    kind = TextField()
    year = IntegerField()
    next = IntegerField(default=1)

    class Meta:
        primary_key = CompositeKey("kind", "year")


class AuditEntry(Row):
    seq = BigIntegerField(primary_key=True)
    at_us = BigIntegerField(index=True)
    actor = ForeignKeyField(User, null=True, backref="+")
    role = TextField(default="")
    session = TextField(default="")
    host = TextField(default="")
    action = TextField()
    object = TextField(default="")
    reason = TextField(default="")
    result = TextField(default="ok")
    details = TextField(default="{}")
    previous = TextField()
    hash = TextField()


class Layout(Row):
    id = AutoField()
    owner = ForeignKeyField(User, null=True, backref="+")
    name = TextField()
    grid = TextField()
    cells = TextField(default="{}")
    locked = BooleanField(default=False)
    position = IntegerField(default=0)


TABLES = (
    User,
    Setting,
    Preference,
    Area,
    Camera,
    RecordingRun,
    Segment,
    Gap,
    RecorderStatus,
    Bookmark,
    Incident,
    IncidentNote,
    IncidentPerson,
    IncidentMeasure,
    Hold,
    HoldCamera,
    EvidenceItem,
    CustodyEntry,
    Minutes,
    NumberSeries,
    AuditEntry,
    Layout,
)


_APPEND_ONLY = {"audit_entry": "seq", "custody_entry": "id"}  # table: primary key

_SQLITE_OWN = (
    # "VMS1": what vms.models.health knows our files by. Frozen here like everything else.
    "PRAGMA application_id = 1447908145",
    # Rows are folded words already; unicode61 only has to split at the blanks.
    "CREATE VIRTUAL TABLE incident_text USING fts5(words, tokenize = 'unicode61 remove_diacritics 0')",
)
_POSTGRESQL_OWN = (
    "CREATE TABLE incident_text (incident_id INTEGER PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX incident_text_words ON incident_text USING GIN (words)",
)


def _sqlite_lock(table: str, key: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    taken = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        # REPLACE deletes without firing the trigger above.
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} {refuse}",
    ]


def _postgresql_lock(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    ]


_POSTGRESQL_REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only';
END $$
"""


def up(database: Database) -> None:
    """Make everything, inside the runner's transaction."""
    with database.bind_ctx(TABLES):
        database.create_tables(TABLES, safe=False)
    on_sqlite = isinstance(database, SqliteDatabase)
    statements = [*_SQLITE_OWN] if on_sqlite else [*_POSTGRESQL_OWN, _POSTGRESQL_REFUSE]
    for table, key in _APPEND_ONLY.items():
        statements += _sqlite_lock(table, key) if on_sqlite else _postgresql_lock(table)
    for statement in statements:
        database.execute_sql(statement)
