from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from peewee import Database, SqliteDatabase

from tests.fakes.clock import ManualClock
from tests.unit.models.schema import picture
from vms.core.errors import CatalogueDamaged, CatalogueNewer
from vms.models.area import Area
from vms.models.database import Catalogue, open_catalogue
from vms.models.migrations import MIGRATIONS
from vms.models.migrations.runner import migrate
from vms.models.tables import TABLES


@pytest.fixture
def modelled(place: Path | str, tmp_path: Path) -> Iterator[set[tuple[object, ...]]]:
    """The picture of a database made straight from the models."""
    if isinstance(place, Path):
        database: Database = SqliteDatabase(str(tmp_path / "models.sqlite3"))
        with database.bind_ctx(TABLES), database:
            database.create_tables(TABLES)
            made = picture(database)
        yield made
        return
    catalogue = open_catalogue(place, ManualClock())
    database = Area._meta.database
    with catalogue.read():
        database.execute_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        database.create_tables(TABLES)
        made = picture(database)
        database.execute_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    catalogue.close()
    yield made


def test_an_upgraded_database_equals_one_made_from_the_models(
    modelled: set[tuple[object, ...]], catalogue: Catalogue
) -> None:
    with catalogue.read():
        upgraded = picture(Area._meta.database)
    assert len(upgraded) > 200
    assert upgraded == modelled


def test_migrations_are_applied_once_in_order_and_kept_in_mind(catalogue: Catalogue) -> None:
    database = Area._meta.database
    steps = [*MIGRATIONS, ("9998_a", _adds("a")), ("9999_b", _adds("b"))]
    with catalogue.write():
        assert migrate(database, steps, 5, "here") == ["9998_a", "9999_b"]
        assert migrate(database, steps, 6, "here") == []
        rows = database.execute_sql("SELECT name, applied_us FROM schema_migration ORDER BY name").fetchall()
    assert [tuple(row) for row in rows][len(MIGRATIONS) :] == [("9998_a", 5), ("9999_b", 5)]


def test_a_migration_that_fails_leaves_nothing(catalogue: Catalogue) -> None:
    database = Area._meta.database

    def fails(database: Database) -> None:
        database.execute_sql("CREATE TABLE half (id INTEGER)")
        raise LookupError

    with pytest.raises(LookupError), catalogue.write():
        migrate(database, [*MIGRATIONS, ("9998_a", _adds("a")), ("9999_b", fails)], 5, "here")
    with catalogue.read():
        assert not {"half", "a"} & set(database.get_tables())
        (count,) = database.execute_sql("SELECT count(*) FROM schema_migration").fetchone()
    assert count == len(MIGRATIONS)


def test_a_catalogue_of_a_later_version_is_refused_and_left_alone(
    catalogue: Catalogue, place: Path | str, clock: ManualClock
) -> None:
    with catalogue.write():
        Area.create(name="Sân trường")
        migrate(Area._meta.database, [*MIGRATIONS, ("9999_later", _adds("later"))], 5, "here")
    catalogue.close()
    with pytest.raises(CatalogueNewer) as caught:
        open_catalogue(place, clock)
    assert "9999_later" in str(caught.value.values["detail"])


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path, clock: ManualClock) -> None:
    path = tmp_path / "catalogue.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (id INTEGER)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(CatalogueDamaged) as caught:
        open_catalogue(path, clock)
    assert caught.value.values["detail"] == "not_a_catalogue"
    assert path.read_bytes() == before


def test_another_programs_server_database_is_refused(empty_postgresql: str, clock: ManualClock) -> None:
    first = open_catalogue(empty_postgresql, clock)
    with first.write():
        Area._meta.database.execute_sql("DROP TABLE schema_migration")
    first.close()
    with pytest.raises(CatalogueDamaged):
        open_catalogue(empty_postgresql, clock)


def _adds(table: str):
    def up(database: Database) -> None:
        database.execute_sql(f"CREATE TABLE {table} (id INTEGER)")

    return up
