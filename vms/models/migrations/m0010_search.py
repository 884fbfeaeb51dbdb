"""Who has looked at what; and the words of bookmarks and of what was noted of alarms, for full-text search."""
# ruff: noqa: D101, D106 - a copy of the models, whose docstrings stand there

from __future__ import annotations

from peewee import AutoField, BigIntegerField, Database, ForeignKeyField, Model, SqliteDatabase

from vms.models.search import ALARMS, BOOKMARKS, TextIndex


class Row(Model):
    class Meta:
        legacy_table_names = False


class User(Row):
    id = AutoField()


class Camera(Row):
    id = AutoField()


class SeenStretch(Row):
    id = AutoField()
    user = ForeignKeyField(User, backref="+", index=False, on_delete="CASCADE")
    camera = ForeignKeyField(Camera, backref="+", index=False)
    start_us = BigIntegerField()
    end_us = BigIntegerField()

    class Meta:
        indexes = ((("user", "camera", "start_us"), True),)


_SQLITE = "CREATE VIRTUAL TABLE {name}_text USING fts5(words, tokenize = 'unicode61 remove_diacritics 0')"
_POSTGRESQL = (
    "CREATE TABLE {name}_text ({name}_id INTEGER PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX {name}_text_words ON {name}_text USING GIN (words)",
)


def up(database: Database) -> None:
    """New tables; the notes that exist are put into their index, folded as queries are folded from now on."""
    with database.bind_ctx((User, Camera, SeenStretch)):
        database.create_tables((SeenStretch,), safe=False)
    statements = (_SQLITE,) if isinstance(database, SqliteDatabase) else _POSTGRESQL
    for index in (BOOKMARKS, ALARMS):
        for statement in statements:
            database.execute_sql(statement.format(name=index.name))
        _fill(database, index)


def _fill(database: Database, index: TextIndex) -> None:
    rows = database.execute_sql(f"SELECT id, note FROM {index.name} WHERE note <> ''").fetchall()
    for number, note in rows:
        index.put(database, int(number), str(note))
