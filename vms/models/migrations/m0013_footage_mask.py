"""What a time line of weeks is painted from: a bit a minute and a bit an hour, kept by the database itself.

Whoever writes, deletes or changes a segment or an event, triggers set and clear the bits: no writer can forget them.
"""
# ruff: noqa: D101, D106 - a copy of the models, whose docstrings stand there

from __future__ import annotations

from dataclasses import dataclass

from peewee import (
    SQL,
    AutoField,
    BigIntegerField,
    CompositeKey,
    Database,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
)

_MINUTE, _HOUR, _DAY = 60_000_000, 3_600_000_000, 86_400_000_000
_MOST_HOURS = 48  # of one segment or event; what claims to last longer is an error of somebody's clock
_LONGEST = 1_200_000_000  # µs of a segment: bounds the look at what else lies in a minute
_KINDS = ("motion", "alarm")


class Row(Model):
    class Meta:
        legacy_table_names = False


class Camera(Row):
    id = AutoField()


class FootageMask(Row):
    camera = ForeignKeyField(Camera, backref="+", index=False)
    unit = IntegerField()
    number = BigIntegerField()
    recorded = BigIntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    motion = BigIntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    alarm = BigIntegerField(default=0, constraints=[SQL("DEFAULT 0")])

    class Meta:
        primary_key = CompositeKey("camera", "unit", "number")


@dataclass(frozen=True, slots=True)
class Source:
    """A table whose rows set bits: ``column`` of the mask, which rows count, and how far back one may begin."""

    table: str
    column: str
    counts: str
    longest: int


_SOURCES = (
    Source("segment", "recorded", "{row}.state = 'done'", _LONGEST),
    *(Source("footage_event", kind, f"{{row}}.kind = '{kind}'", _DAY) for kind in _KINDS),
)


class Dialect:
    """The same statements in the words of either database."""

    def __init__(self, *, on_sqlite: bool) -> None:
        self.on_sqlite = on_sqlite

    def numbers(self, count: int) -> str:
        """A table with the column n: 0 to count − 1."""
        if self.on_sqlite:
            return f"(SELECT column1 AS n FROM (VALUES {', '.join(f'({n})' for n in range(count))}))"
        return f"(SELECT generate_series(0, {count - 1})::bigint AS n)"

    def larger(self, one: str, other: str) -> str:
        """The larger of two numbers."""
        return f"{'max' if self.on_sqlite else 'GREATEST'}({one}, {other})"

    def smaller(self, one: str, other: str) -> str:
        """The smaller of two numbers."""
        return f"{'min' if self.on_sqlite else 'LEAST'}({one}, {other})"

    def shifted(self, bits: str, by: str) -> str:
        """Bits moved up."""
        return f"(({bits}) << ({by}))" if self.on_sqlite else f"((({bits})::bigint) << (({by})::int))"

    def whole(self, number: str) -> str:
        """A sum as a whole number."""
        return f"COALESCE({number}, 0)" if self.on_sqlite else f"COALESCE({number}, 0)::bigint"


def _last(row: str, source: Source) -> str:
    """The last microsecond of a row; an event that lasts is known by its first minute."""
    end = f"{row}.end_us" if source.table == "segment" else f"COALESCE({row}.end_us, {row}.start_us + 1)"
    return f"({end} - 1)"


def _minutes(dialect: Dialect, row: str, source: Source, hour: str) -> tuple[str, str]:
    """The first and the last minute of the row within the hour, 0 to 59."""
    first = dialect.larger(f"{row}.start_us / {_MINUTE} - {hour} * 60", "0")
    return first, dialect.smaller(f"{_last(row, source)} / {_MINUTE} - {hour} * 60", "59")


def _bits(dialect: Dialect, row: str, source: Source, hour: str) -> str:
    first, last = _minutes(dialect, row, source, hour)
    return dialect.shifted(f"{dialect.shifted('1', f'{last} - {first} + 1')} - 1", first)


def _of_row(row: str, source: Source) -> str:
    hours = f"number BETWEEN {row}.start_us / {_HOUR} AND {_last(row, source)} / {_HOUR}"
    return f"camera_id = {row}.camera_id AND unit = 1 AND {hours}"


def adding(dialect: Dialect, source: Source, row: str) -> list[str]:
    """Statements that set the bits of a row."""
    hour = f"{row}.start_us / {_HOUR} + h.n"
    there = f"SELECT 1 FROM footage_mask WHERE camera_id = {row}.camera_id AND unit = 1 AND number = {hour}"
    return [
        f"INSERT INTO footage_mask (camera_id, unit, number, recorded, motion, alarm) "
        f"SELECT {row}.camera_id, 1, {hour}, 0, 0, 0 FROM {dialect.numbers(_MOST_HOURS)} AS h "
        f"WHERE {hour} <= {_last(row, source)} / {_HOUR} AND NOT EXISTS ({there})",
        f"UPDATE footage_mask SET {source.column} = {source.column} | {_bits(dialect, row, source, 'number')} "
        f"WHERE {_of_row(row, source)}",
    ]


def removing(dialect: Dialect, source: Source, row: str) -> list[str]:
    """Statements that clear the bits of a row, but where another row lies in the same minute."""
    first, last = _minutes(dialect, row, source, "footage_mask.number")
    minute = "(footage_mask.number * 60 + m.n)"
    other = (
        f"SELECT 1 FROM {source.table} AS s WHERE s.camera_id = footage_mask.camera_id "
        f"AND s.start_us < ({minute} + 1) * {_MINUTE} AND s.start_us > {minute} * {_MINUTE} - {source.longest} "
        f"AND {_last('s', source)} >= {minute} * {_MINUTE} AND {source.counts.format(row='s')}"
    )
    bit = dialect.shifted("1", "m.n")
    there = f"m.n BETWEEN {first} AND {last} AND EXISTS ({other})"
    left = f"SELECT {dialect.whole(f'SUM({bit})')} FROM {dialect.numbers(60)} AS m WHERE {there}"
    bits = _bits(dialect, row, source, "footage_mask.number")
    return [
        f"UPDATE footage_mask SET {source.column} = ({source.column} & ~{bits}) | ({left}) WHERE {_of_row(row, source)}"
    ]


def summing(dialect: Dialect) -> list[str]:
    """Statements that bring the day's bit of the hour NEW up to date."""
    there = "SELECT 1 FROM footage_mask WHERE camera_id = NEW.camera_id AND unit = 24 AND number = NEW.number / 24"
    columns = ("recorded", *_KINDS)
    bit = dialect.shifted("1", "NEW.number - NEW.number / 24 * 24")
    sets = ", ".join(f"{one} = ({one} & ~{bit}) | CASE WHEN NEW.{one} <> 0 THEN {bit} ELSE 0 END" for one in columns)
    return [
        "INSERT INTO footage_mask (camera_id, unit, number, recorded, motion, alarm) "
        f"SELECT NEW.camera_id, 24, NEW.number / 24, 0, 0, 0 WHERE NOT EXISTS ({there})",
        f"UPDATE footage_mask SET {sets} WHERE camera_id = NEW.camera_id AND unit = 24 AND number = NEW.number / 24",
    ]


def triggers(dialect: Dialect) -> dict[str, list[str]]:
    """Name of a trigger → the statements that make it."""
    made: dict[str, list[str]] = {}
    for source in _SOURCES:
        old, new = source.counts.format(row="OLD"), source.counts.format(row="NEW")
        add, remove = adding(dialect, source, "NEW"), removing(dialect, source, "OLD")
        changed = "UPDATE OF camera_id, start_us, end_us" + (", state" if source.table == "segment" else ", kind")
        for name, when, condition, body in (
            ("added", "INSERT", new, add),
            ("removed", "DELETE", old, remove),
            ("left", changed, old, remove),
            # Either of these two may come first: what is left of a minute is looked up in the changed table.
            ("now", changed, new, add),
        ):
            title = f"footage_mask_{source.column}_{name}"
            made[title] = _trigger(dialect, title, source.table, when, condition, body)
    columns = ("recorded", *_KINDS)
    day = summing(dialect)
    some = " OR ".join(f"NEW.{one} <> 0" for one in columns)
    other = " OR ".join(f"(OLD.{one} = 0) <> (NEW.{one} = 0)" for one in columns)
    for name, when, condition in (("added", "INSERT", some), ("changed", "UPDATE", other)):
        title = f"footage_mask_day_{name}"
        made[title] = _trigger(dialect, title, "footage_mask", when, f"NEW.unit = 1 AND ({condition})", day)
    return made


def _trigger(dialect: Dialect, name: str, table: str, when: str, condition: str, body: list[str]) -> list[str]:
    if dialect.on_sqlite:
        inside = "; ".join(body)
        return [f"CREATE TRIGGER {name} AFTER {when} ON {table} WHEN {condition} BEGIN {inside}; END"]
    inside = "; ".join(body)
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {inside}; RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER {when} ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {name}()",
    ]


def filling(dialect: Dialect) -> list[str]:
    """Statements that fill an empty mask from the rows that are there."""
    parts = []
    for source in _SOURCES:
        minute = f"(t.start_us / {_MINUTE} + m.n)"
        parts.append(
            f"SELECT t.camera_id AS camera_id, {minute} AS minute, "
            f"{', '.join(f'{int(one == source.column)} AS {one}' for one in ('recorded', *_KINDS))} "
            f"FROM {source.table} AS t JOIN {dialect.numbers(60)} AS m ON {minute} <= {_last('t', source)} / {_MINUTE} "
            f"WHERE {source.counts.format(row='t')}"
        )
    columns = ("recorded", *_KINDS)
    bit = dialect.shifted("1", "minute - minute / 60 * 60")
    sums = ", ".join(dialect.whole(f"SUM(CASE WHEN {one} > 0 THEN {bit} ELSE 0 END)") for one in columns)
    each = ", ".join(f"MAX({one}) AS {one}" for one in columns)
    return [
        "INSERT INTO footage_mask (camera_id, unit, number, recorded, motion, alarm) "
        f"SELECT camera_id, 1, minute / 60, {sums} FROM (SELECT camera_id, minute, {each} "
        f"FROM ({' UNION ALL '.join(parts)}) AS rows_there GROUP BY camera_id, minute) AS minutes "
        "GROUP BY camera_id, minute / 60"
    ]


def up(database: Database) -> None:
    """The table, filled from what is there, and the triggers that keep it."""
    dialect = Dialect(on_sqlite=isinstance(database, SqliteDatabase))
    with database.bind_ctx((Camera, FootageMask)):
        database.create_tables((FootageMask,), safe=False)
    made = triggers(dialect)
    days = [sql for name, statements in made.items() if name.startswith("footage_mask_day") for sql in statements]
    others = [sql for name, statements in made.items() if not name.startswith("footage_mask_day") for sql in statements]
    for statement in (*days, *filling(dialect), *others):  # filling the hours fills the days through their triggers
        database.execute_sql(statement)
