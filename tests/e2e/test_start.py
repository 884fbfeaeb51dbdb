"""Starting and ending, well and badly: the real process, seen from outside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.disk import fill, small_disk
from tests.e2e.program import RunningProgram, locked, read_lines, wait_for

# The offscreen screen has no window manager to tell sizes to, and says so.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NOT_STARTED = 2


def test_the_demo_school_starts_again_and_leaves_nothing_when_the_system_ends_it(school: Path) -> None:
    with RunningProgram(school) as program:
        program.wait_event("demo_ready", cameras=2)
        program.wait_event("recorder_process_started")
        program.wait_event("started")
        recorder = school / "logs" / "recorder.jsonl"
        wait_for(lambda: any(line["event"] == "recorder_started" for line in read_lines(recorder)), 60, "the recorder")
        assert locked(school / "window.lock") and locked(school / "recorder.lock")
        assert program.end() == 0
        program.assert_nothing_left()
        program.assert_no_trouble()
        assert program.events[-1] == "closed"


def test_the_very_first_start_shows_the_wizard_and_ends_cleanly(tmp_path: Path) -> None:
    with RunningProgram(tmp_path / "data") as program:
        program.wait_event("first_run_shown")
        program.wait_event("started")
        assert program.end() == 0
        program.assert_nothing_left()
        program.assert_no_trouble()


def test_the_system_may_end_it_while_it_starts(school: Path) -> None:
    with RunningProgram(school) as program:
        program.wait_event("parts_built")
        assert program.end() == 0
        program.assert_nothing_left()
        program.assert_no_trouble()


def test_a_second_window_says_so_and_leaves_the_first_alone(school: Path) -> None:
    with RunningProgram(school) as first:
        first.wait_event("demo_ready")
        first.wait_event("started")
        before = (school / "window.lock").read_bytes()
        with RunningProgram(school, *_offscreen(school)) as second:
            assert second.wait() == NOT_STARTED
            assert _refusal(second) == "already_running"
            assert not second.shared_memory
        assert first.process.poll() is None
        assert (school / "window.lock").read_bytes() == before and locked(school / "window.lock")
        assert first.end() == 0
        first.assert_nothing_left()
        first.assert_no_trouble()


def test_an_error_dialog_at_the_start_does_not_keep_the_system_from_ending(tmp_path: Path) -> None:
    """With somebody before the screen the refusal is a dialog; the end of the system's session closes it."""
    (tmp_path / "file").write_bytes(b"")
    with RunningProgram(tmp_path / "file" / "data") as program:
        wait_for(lambda: _refusal(program), 60, "the refusal")
        assert program.process.poll() is None, "the dialog waits for its reader"
        assert program.end() == NOT_STARTED
        assert not program.family_left()


def test_a_folder_that_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"a file, not a folder")
    folder = tmp_path / "file" / "data"
    with RunningProgram(folder, *_offscreen(folder)) as program:
        assert program.wait() == NOT_STARTED
        assert _refusal(program) == "folder_not_writable"
        assert not program.family_left() and not program.shared_memory
    assert (tmp_path / "file").read_bytes() == b"a file, not a folder"


def test_a_damaged_catalogue_is_left_as_it_is(school: Path) -> None:
    garbage = bytes((7 * index * index) % 251 for index in range(9000))
    (school / "catalogue.sqlite3").write_bytes(garbage)
    _refused(school, "catalogue_damaged")
    assert (school / "catalogue.sqlite3").read_bytes() == garbage


def test_the_catalogue_of_a_later_version_is_left_as_it_is(school: Path) -> None:
    with sqlite3.connect(school / "catalogue.sqlite3") as catalogue:
        catalogue.execute("insert into schema_migration values ('m9999_from_the_future', 1)")
    catalogue.close()
    before = (school / "catalogue.sqlite3").read_bytes()
    _refused(school, "catalogue_newer")
    assert (school / "catalogue.sqlite3").read_bytes() == before


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    with small_disk(tmp_path / "disk", "1m") as folder:
        yield folder


@pytest.mark.parametrize("free", [0, 40_000], ids=["nothing free", "no room for the catalogue"])
def test_a_full_disk_at_the_start(tiny_disk: Path, free: int) -> None:
    fill(tiny_disk, leave=free)
    folder = tiny_disk / "data"
    with RunningProgram(folder, *_offscreen(folder)) as program:
        assert program.wait() == NOT_STARTED, program.said
        assert _refusal(program) == "disk_full", program.said
        assert not program.family_left() and not program.shared_memory


def _refused(folder: Path, reason: str) -> None:
    with RunningProgram(folder, *_offscreen(folder)) as program:
        assert program.wait() == NOT_STARTED
        assert _refusal(program) == reason
        line = next(line for line in program.lines if line["event"] == "not_started")
        assert line["reason"] == reason and line["level"] == "error"
        program.assert_nothing_left()


def _offscreen(folder: Path) -> tuple[str, ...]:
    return "vms", "--offscreen", "--data", str(folder)


def _refusal(program: RunningProgram) -> str:
    """The reason that the program gave where it was started."""
    said = [line for line in program.said.splitlines() if '"not_started"' in line]
    assert len(said) <= 1
    return json.loads(said[0])["reason"] if said else ""
