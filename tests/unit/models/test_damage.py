from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.clock import ManualClock
from vms.core.errors import CatalogueDamaged
from vms.models.area import Area
from vms.models.database import open_catalogue


@pytest.fixture
def whole(tmp_path: Path, clock: ManualClock) -> Path:
    """A closed catalogue of some hundred pages."""
    path = tmp_path / "catalogue.sqlite3"
    catalogue = open_catalogue(path, clock)
    with catalogue.write():
        for number in range(3000):
            Area.create(name=f"Khu vực số {number}", unit="x" * 200)
    catalogue.close()
    return path


def test_a_whole_one_opens(whole: Path, clock: ManualClock) -> None:
    catalogue = open_catalogue(whole, clock)
    with catalogue.read():
        assert Area.select().count() == 3000
    catalogue.close()


@pytest.mark.parametrize("harm", ["garbage", "text", "empty", "a few bytes", "half", "one page short", "page size"])
def test_a_damaged_file_is_named_and_left_as_it_is(whole: Path, clock: ManualClock, harm: str) -> None:
    data = bytearray(whole.read_bytes())
    if harm == "page size":
        data[16:18] = b"\x03\x07"
    size = len(data)
    harmed = {
        "garbage": bytes((7 * index * index) % 251 for index in range(9000)),
        "text": b"this is no database\n" * 500,
        "empty": b"",
        "a few bytes": bytes(data[:60]),
        "half": bytes(data[: size // 2]),
        "one page short": bytes(data[: size - 4096]),
        "page size": bytes(data),
    }[harm]
    whole.write_bytes(harmed)
    with pytest.raises(CatalogueDamaged) as caught:
        open_catalogue(whole, clock)
    assert caught.value.values["path"] == str(whole)
    assert whole.read_bytes() == harmed
    assert [path.name for path in whole.parent.iterdir()] == [whole.name]


_KILLED = """
import os, signal, sys
from vms.core.clock import SystemClock
from vms.models.area import Area
from vms.models.database import open_catalogue
catalogue = open_catalogue(sys.argv[1], SystemClock())
with catalogue.write():
    Area.create(name="written before the power went")
with catalogue.write():
    Area.create(name="never finished")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def killed(whole: Path) -> Path:
    """The catalogue as a killed program leaves it: with its log beside it."""
    done = subprocess.run([sys.executable, "-c", _KILLED, str(whole)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert whole.with_name(whole.name + "-wal").stat().st_size > 0
    return whole


@pytest.mark.skipif(os.name != "posix", reason="kills itself with SIGKILL")
def test_a_killed_program_loses_only_what_it_had_not_finished(killed: Path, clock: ManualClock) -> None:
    catalogue = open_catalogue(killed, clock)
    with catalogue.read():
        names = {area.name for area in Area.select().where(Area.id > 3000)}
    assert names == {"written before the power went"}
    catalogue.close()


@pytest.mark.skipif(os.name != "posix", reason="kills itself with SIGKILL")
def test_after_a_kill_every_page_is_looked_at(killed: Path, clock: ManualClock) -> None:
    data = bytearray(killed.read_bytes())
    middle = len(data) // 4096 // 2 * 4096
    data[middle : middle + 4096] = b"\xff" * 4096
    killed.write_bytes(bytes(data))
    with pytest.raises(CatalogueDamaged):
        open_catalogue(killed, clock)
    assert killed.read_bytes() == bytes(data)
