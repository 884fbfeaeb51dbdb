"""The minutes and hours that the triggers keep are always those of the rows that are there, on both databases."""

from __future__ import annotations

import random

import pytest
from peewee import SqliteDatabase

from tests.unit.models.rows import a_camera
from vms.core.instants import DAY, HOUR, MINUTE, SECOND
from vms.models.area import Area
from vms.models.database import Catalogue
from vms.models.migrations.m0013_footage_mask import Dialect, filling
from vms.models.recording import FootageEvent, FootageMask, Segment

START = 20_000 * DAY
Masks = dict[tuple[int, int, int], tuple[int, int, int]]


def segment(camera: int, start: int, end: int, state: str = "done") -> Segment:
    return Segment.create(
        camera=camera, path=f"{camera}/{random.random()}", start_us=start, end_us=end, size=1, codec="h264", width=1,
        height=1, frames=1, state=state,
    )  # fmt: skip


def minutes_of(start: int, end: int) -> set[int]:
    return set(range(start // MINUTE, (end - 1) // MINUTE + 1))


def expected() -> Masks:
    """Counted minute by minute, in plain Python."""
    found: dict[int, tuple[set[int], set[int], set[int]]] = {}
    for row in Segment.select().where(Segment.state == "done"):
        found.setdefault(row.camera_id, (set(), set(), set()))[0].update(minutes_of(row.start_us, row.end_us))
    for event in FootageEvent.select().where(FootageEvent.kind != "manual"):
        end = event.start_us + 1 if event.end_us is None else event.end_us
        found.setdefault(event.camera_id, (set(), set(), set()))[1 if event.kind == "motion" else 2].update(
            minutes_of(event.start_us, end)
        )
    masks: dict[tuple[int, int, int], list[int]] = {}
    for camera, kinds in found.items():
        for at, minutes in enumerate(kinds):
            for minute in minutes:
                masks.setdefault((camera, 1, minute // 60), [0, 0, 0])[at] |= 1 << minute % 60
                masks.setdefault((camera, 24, minute // 1440), [0, 0, 0])[at] |= 1 << minute // 60 % 24
    return {key: (mask[0], mask[1], mask[2]) for key, mask in masks.items()}


def kept() -> Masks:
    """Without those that are empty."""
    rows = FootageMask.select().tuples()
    return {(row[0], row[1], row[2]): row[3:6] for row in rows if any(row[3:6])}


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_written_changed_and_deleted(catalogue: Catalogue, seed: int) -> None:
    chance = random.Random(seed)
    with catalogue.write():
        cameras = [a_camera("C01").id, a_camera("C02").id]
        for _ in range(120):
            act, camera = chance.randrange(8), chance.choice(cameras)
            start = START + chance.randrange(3 * HOUR)
            if act < 3:
                segment(camera, start, start + chance.randrange(1, 4 * MINUTE))
            elif act == 3:
                end = chance.choice([None, start + chance.randrange(1, 90 * MINUTE)])
                kind = chance.choice(["motion", "alarm", "manual"])
                FootageEvent.create(camera=camera, kind=kind, start_us=start, end_us=end)
            elif act == 4:
                Segment.update(state="deleting").where(Segment.id == _any(chance, Segment)).execute()
            elif act == 5:
                Segment.delete().where(Segment.id == _any(chance, Segment)).execute()
            elif act == 6:
                FootageEvent.update(end_us=FootageEvent.start_us + chance.randrange(1, HOUR)).where(
                    FootageEvent.id == _any(chance, FootageEvent)
                ).execute()
            else:
                FootageEvent.delete().where(FootageEvent.id == _any(chance, FootageEvent)).execute()
        assert kept() == expected()
        assert len(kept()) > 6


def _any(chance: random.Random, table: type[Segment | FootageEvent]) -> int:
    ids = [row.id for row in table.select(table.id)]
    return chance.choice(ids) if ids else 0


def test_what_the_migration_fills_is_the_same(catalogue: Catalogue) -> None:
    with catalogue.write():
        camera = a_camera().id
        for at in range(200):
            segment(camera, START + at * 59 * SECOND, START + at * 59 * SECOND + 50 * SECOND)
        FootageEvent.create(camera=camera, kind="motion", start_us=START - DAY, end_us=START - DAY + 3 * MINUTE)
        FootageEvent.create(camera=camera, kind="alarm", start_us=START, end_us=None)
        before = kept()
        database = Area._meta.database
        FootageMask.delete().execute()
        for statement in filling(Dialect(on_sqlite=isinstance(database, SqliteDatabase))):
            database.execute_sql(statement)
        assert kept() == before == expected()


def test_odd_times_break_nothing(catalogue: Catalogue) -> None:
    """Before 1970, no length, backwards, a year long: a recorder with a wrong clock is not kept from writing."""
    with catalogue.write():
        camera = a_camera().id
        for start, end in (
            (-HOUR, -HOUR + MINUTE),
            (START, START),
            (START + MINUTE, START),
            (START, START + 365 * DAY),
        ):
            segment(camera, start, end)
        FootageEvent.create(camera=camera, kind="alarm", start_us=-5, end_us=None)
        assert Segment.delete().execute() == 4


def test_a_row_that_is_there_already_changes_nothing(catalogue: Catalogue) -> None:
    with catalogue.write():
        camera = a_camera().id
        row = segment(camera, START, START + MINUTE)
        before = kept()
        again = {**row.__data__, "start_us": START + DAY, "end_us": START + DAY + MINUTE}
        again.pop("id")
        Segment.insert(**again).on_conflict_ignore().execute()
        assert kept() == before
