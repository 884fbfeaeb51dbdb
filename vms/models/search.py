"""Incidents found by words: "cong truong" finds "Cổng trường", on both databases.

Text and query are folded in Python (neither FTS5 nor PostgreSQL knows that đ is a d) and cut into words of
letters and digits, so no character of a query has a meaning to the database. Call inside ``Catalogue.read()``
or ``write()``.
"""

from __future__ import annotations

from peewee import SqliteDatabase

from vms.core.text import fold
from vms.models.incident import Incident

# A query of a hundred words is a paste by mistake; the first ones decide.
_MOST_WORDS = 20
# PostgreSQL refuses a lexeme of 2 KB; no word that anybody types comes near.
_LONGEST_WORD = 200


def words(text: str) -> list[str]:
    """The folded words of a text, in order, each once."""
    cut = "".join(mark if mark.isalnum() else " " for mark in fold(text)).split()
    return list(dict.fromkeys(word[:_LONGEST_WORD] for word in cut))


def index_incident(incident: int, text: str) -> None:
    """Put everything that an incident should be found by into the index, in place of what stood there."""
    database = Incident._meta.database
    found = words(text)
    if isinstance(database, SqliteDatabase):
        database.execute_sql("DELETE FROM incident_text WHERE rowid = ?", (incident,))
        database.execute_sql("INSERT INTO incident_text (rowid, words) VALUES (?, ?)", (incident, " ".join(found)))
    else:
        database.execute_sql(
            "INSERT INTO incident_text VALUES (%s, array_to_tsvector(%s::text[])) "
            "ON CONFLICT (incident_id) DO UPDATE SET words = EXCLUDED.words",
            (incident, found),
        )


def find_incidents(query: str) -> list[int]:
    """Incidents that have a word beginning with each word of the query, newest first. Never raises for a query."""
    asked = words(query)[:_MOST_WORDS]
    if not asked:
        return []
    database = Incident._meta.database
    if isinstance(database, SqliteDatabase):
        match = " ".join(f'"{word}"*' for word in asked)
        sql = "SELECT rowid FROM incident_text WHERE incident_text MATCH ? ORDER BY rowid DESC"
    else:
        match = " & ".join(f"'{word}':*" for word in asked)
        sql = "SELECT incident_id FROM incident_text WHERE words @@ %s::tsquery ORDER BY incident_id DESC"
    return [incident for (incident,) in database.execute_sql(sql, (match,)).fetchall()]
