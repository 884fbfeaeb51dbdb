from __future__ import annotations

import gc
import subprocess
import sys
import threading
from pathlib import Path

import peewee
import psycopg
import pytest

from tests.fakes.clock import ManualClock
from vms.core.errors import CatalogueError
from vms.models import database as database_module
from vms.models.area import Area
from vms.models.database import Catalogue, open_catalogue
from vms.models.person import User
from vms.models.setting import Preference


def test_what_was_written_is_there_after_reopening(catalogue: Catalogue, place: Path | str, clock: ManualClock) -> None:
    with catalogue.write():
        Area.create(name="Cổng trường")
    catalogue.close()
    again = open_catalogue(place, clock)
    with again.read():
        assert [area.name for area in Area.select()] == ["Cổng trường"]
    again.close()


def test_a_closed_sqlite_catalogue_is_one_file(tmp_path: Path, clock: ManualClock) -> None:
    catalogue = open_catalogue(tmp_path / "c.sqlite3", clock)
    with catalogue.write():
        Area.create(name="a")
    catalogue.close()
    assert [path.name for path in tmp_path.iterdir()] == ["c.sqlite3"]


def test_an_exception_takes_back_the_block(catalogue: Catalogue) -> None:
    with pytest.raises(LookupError), catalogue.write():
        Area.create(name="a")
        raise LookupError
    with catalogue.read():
        assert not Area.select().exists()


def test_a_nested_block_is_taken_back_alone_when_the_outer_goes_on(catalogue: Catalogue) -> None:
    with catalogue.write():
        Area.create(name="outer")
        with pytest.raises(LookupError), catalogue.write():
            Area.create(name="inner")
            raise LookupError
    with catalogue.read():
        assert [area.name for area in Area.select()] == ["outer"]


def test_a_nested_block_falls_with_the_outer(catalogue: Catalogue) -> None:
    with pytest.raises(LookupError), catalogue.write():
        with catalogue.write():
            Area.create(name="inner")
        raise LookupError
    with catalogue.read():
        assert not Area.select().exists()


def test_reading_inside_writing_sees_it_and_reading_elsewhere_does_not(catalogue: Catalogue) -> None:
    seen: list[int] = []

    def elsewhere() -> None:
        with catalogue.read():
            seen.append(Area.select().count())

    with catalogue.write():
        Area.create(name="a")
        with catalogue.read():
            seen.append(Area.select().count())
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join(10)
    assert seen == [1, 0]


def test_writing_inside_reading_is_fine(catalogue: Catalogue) -> None:
    with catalogue.read():
        with catalogue.write():
            Area.create(name="a")
        assert Area.select().count() == 1


def test_a_query_outside_a_block_is_a_mistake_that_shows(catalogue: Catalogue) -> None:
    with pytest.raises(peewee.InterfaceError):
        Area.select().count()


def test_references_are_enforced(catalogue: Catalogue) -> None:
    with pytest.raises(peewee.IntegrityError), catalogue.write():
        Preference.create(user=99, key="theme", value='"dark"')


def test_eight_threads_write_and_read_without_an_error_and_leave_no_connection(catalogue: Catalogue) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(25):
                with catalogue.write():
                    Area.create(name=f"{number}-{turn}", position=Area.select().count())
                with catalogue.read():
                    assert Area.select().where(Area.name == f"{number}-{turn}").exists()
        except BaseException as error:  # noqa: BLE001 - carried to the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    with catalogue.read():
        # The count was read inside the lane each time, so no two rows saw the same one.
        assert sorted(area.position for area in Area.select()) == list(range(200))
    pool = Area._meta.database
    assert len(pool._in_use) == 0
    assert len(pool._connections) <= 9
    catalogue.close()
    assert len(pool._connections) == 0
    gc.collect()  # a connection left open would warn here, and a warning is an error


def test_two_catalogues_at_once_are_refused_clearly(tmp_path: Path, clock: ManualClock) -> None:
    first = open_catalogue(tmp_path / "a.sqlite3", clock)
    second = open_catalogue(tmp_path / "b.sqlite3", clock)
    with pytest.raises(RuntimeError), first.read():
        pass
    first.close()
    with second.write():
        Area.create(name="b")
    second.close()
    with pytest.raises(RuntimeError), second.read():
        pass


_WRITER = """
import sys
from vms.core.clock import SystemClock
from vms.models.area import Area
from vms.models.database import open_catalogue
catalogue = open_catalogue(sys.argv[1], SystemClock())
print("open", flush=True)
for turn in range(150):
    with catalogue.write():
        Area.create(name=f"{sys.argv[2]}-{turn}", position=Area.select().count())
catalogue.close()
"""


def _writer(place: Path | str, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", _WRITER, str(place), name], stdout=subprocess.PIPE, text=True)


def test_two_processes_share_one_lane(catalogue: Catalogue, place: Path | str) -> None:
    with _writer(place, "recorder") as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        for turn in range(150):
            with catalogue.write():
                Area.create(name=f"window-{turn}", position=Area.select().count())
        assert other.wait(60) == 0
    with catalogue.read():
        assert sorted(area.position for area in Area.select()) == list(range(300))


def test_a_writer_that_never_gets_its_turn_is_told(
    place: Path | str, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "WRITE_DEADLINE", 0.3)
    hog = (
        "import sys, time\nfrom vms.core.clock import SystemClock\nfrom vms.models.database import open_catalogue\n"
        "catalogue = open_catalogue(sys.argv[1], SystemClock())\n"
        "with catalogue.write():\n    print('holding', flush=True)\n    sys.stdin.read()\ncatalogue.close()\n"
    )
    command = [sys.executable, "-c", hog, str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "holding\n"
        if catalogue.on_sqlite:
            with catalogue.read():
                Area._meta.database.execute_sql("PRAGMA busy_timeout = 50")
        with pytest.raises(CatalogueError) as caught, catalogue.write():
            pass
        assert caught.value.values["detail"] == "busy"
        other.stdin.close()
        assert other.wait(30) == 0
    with catalogue.write():
        Area.create(name="after")


def test_a_server_that_is_not_there_is_a_known_error(clock: ManualClock) -> None:
    with pytest.raises(CatalogueError) as caught:
        open_catalogue("postgresql://teacher:secret@127.0.0.1:1/school?connect_timeout=2", clock)
    assert "secret" not in str(caught.value)


def test_user_names_are_unique(catalogue: Catalogue) -> None:
    with catalogue.write():
        User.create(username="huong", name="Hương", role="board", password_hash="", created_us=1)
    with pytest.raises(peewee.IntegrityError), catalogue.write():
        User.create(username="huong", name="Hường", role="board", password_hash="", created_us=1)


def test_a_server_that_was_restarted_is_reached_again(empty_postgresql: str, clock: ManualClock) -> None:
    catalogue = open_catalogue(empty_postgresql, clock)
    with catalogue.write():
        Area.create(name="before")
    with psycopg.connect(empty_postgresql, autocommit=True) as boss:
        ended = boss.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchall()
    assert ended == [(True,)]
    with catalogue.write():
        Area.create(name="after")
    catalogue.close()
