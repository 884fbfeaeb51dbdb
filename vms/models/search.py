"""Incidents, bookmarks and alarms found by words: "cong truong" finds "Cổng trường", on both databases.

Text and query are folded in Python (neither FTS5 nor PostgreSQL knows that đ is a d) and cut into words of
letters and digits, so no character of a query has a meaning to the database. Call inside ``Catalogue.read()``
or ``write()``.
"""

from __future__ import annotations

from dataclasses import dataclass

from peewee import Database, SqliteDatabase

from vms.core.text import fold
from vms.models.row import Row

# A query of a hundred words is a paste by mistake; the first ones decide.
_MOST_WORDS = 20
# PostgreSQL refuses a lexeme of 2 KB; no word that anybody types comes near.
_LONGEST_WORD = 200


def words(text: str) -> list[str]:
    """The folded words of a text, in order, each once."""
    cut = "".join(mark if mark.isalnum() else " " for mark in fold(text)).split()
    return list(dict.fromkeys(word[:_LONGEST_WORD] for word in cut))


@dataclass(frozen=True, slots=True)
class TextIndex:
    """The words of one table's rows, in the table ``<name>_text``. ``name`` is a constant of this module."""

    name: str

    def put(self, database: Database, row: int, text: str) -> None:
        """Everything that a row should be found by, in place of what stood there."""
        found = words(text)
        if isinstance(database, SqliteDatabase):
            self.drop(database, row)
            sql = f"INSERT INTO {self.name}_text (rowid, words) VALUES (?, ?)"
            database.execute_sql(sql, (row, " ".join(found)))
        else:
            database.execute_sql(
                f"INSERT INTO {self.name}_text VALUES (%s, array_to_tsvector(%s::text[])) "
                f"ON CONFLICT ({self.name}_id) DO UPDATE SET words = EXCLUDED.words",
                (row, found),
            )

    def drop(self, database: Database, row: int) -> None:
        """The row is gone; nothing happens when it was never there."""
        column = "rowid" if isinstance(database, SqliteDatabase) else f"{self.name}_id"
        database.execute_sql(f"DELETE FROM {self.name}_text WHERE {column} = {database.param}", (row,))

    def find(self, database: Database, query: str) -> list[int]:
        """Rows that have a word beginning with each word of the query, newest first. Never raises for a query."""
        asked = words(query)[:_MOST_WORDS]
        if not asked:
            return []
        if isinstance(database, SqliteDatabase):
            match = " ".join(f'"{word}"*' for word in asked)
            sql = f"SELECT rowid FROM {self.name}_text WHERE {self.name}_text MATCH ? ORDER BY rowid DESC"
        else:
            match = " & ".join(f"'{word}':*" for word in asked)
            column = f"{self.name}_id"
            sql = f"SELECT {column} FROM {self.name}_text WHERE words @@ %s::tsquery ORDER BY {column} DESC"
        return [row for (row,) in database.execute_sql(sql, (match,)).fetchall()]


INCIDENTS = TextIndex("incident")
BOOKMARKS = TextIndex("bookmark")
ALARMS = TextIndex("alarm")


def index_text(index: TextIndex, row: int, text: str) -> None:
    """Put a row's text into the index of its table."""
    index.put(Row._meta.database, row, text)


def drop_text(index: TextIndex, row: int) -> None:
    """Take a row out of the index of its table."""
    index.drop(Row._meta.database, row)


def find_text(index: TextIndex, query: str) -> list[int]:
    """Numbers of the rows found, newest first."""
    return index.find(Row._meta.database, query)


def index_incident(incident: int, text: str) -> None:
    """Put everything that an incident should be found by into the index, in place of what stood there."""
    index_text(INCIDENTS, incident, text)


def find_incidents(query: str) -> list[int]:
    """Incidents that have a word beginning with each word of the query, newest first. Never raises for a query."""
    return find_text(INCIDENTS, query)
