"""Two real recorder processes, each with a data folder of its own, on one PostgreSQL: one dies or stands still."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.fakes.http_camera import HttpCamera
from tests.footage import encode
from tests.unit.models.conftest import empty_postgresql, postgresql  # noqa: F401 - fixtures
from vms.core.clock import SystemClock
from vms.core.instants import SECOND
from vms.core.paths import DataFolder
from vms.models.camera import Camera
from vms.models.database import Catalogue, open_catalogue
from vms.models.keeping import Recorder
from vms.models.recording import Gap, RecorderStatus, RecordingRun, Segment
from vms.services.recorder_lock import holder
from vms.services.recorder_post import TAKEN_OVER, recorder_number

# Leases a fifth as long, so that the test needn't wait a quarter of a minute.
_RUN = """
import sys
from pathlib import Path
from vms.core.paths import DataFolder
from vms.services import leases
leases.LEASE_S, leases.RENEW_S, leases.MARGIN_S = 3.0, 0.6, 1.0
from vms.services.recording import run_recorder
sys.exit(run_recorder(DataFolder(Path(sys.argv[1])), kind="service"))
"""


class Recording:
    """One recorder process."""

    def __init__(self, root: Path, url: str) -> None:
        self.folder = DataFolder(root)
        self.folder.prepare()
        (self.folder.keys / "catalogue.url").write_text(url + "\n", encoding="utf-8")
        self.number = recorder_number(root)
        self.process: psutil.Popen | None = None

    def start(self) -> None:
        self.process = psutil.Popen([sys.executable, "-c", _RUN, str(self.folder.root)], stdin=subprocess.DEVNULL)
        _until(lambda: holder(self.folder.root) is not None)

    def stop(self) -> None:
        if self.process is not None:
            with suppress(psutil.NoSuchProcess):
                self.process.send_signal(signal.SIGCONT)
                self.process.terminate()
            self.process.wait(10)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait(10)


class School:
    def __init__(self, catalogue: Catalogue, camera: int) -> None:
        self.catalogue, self.camera = catalogue, camera

    def now(self) -> tuple[str, int]:
        """Who records, and up to when it says that it has."""
        with self.catalogue.read():
            row = RecorderStatus.get_or_none(RecorderStatus.camera == self.camera)
        return ("", 0) if row is None else (row.recorder, row.open_end_us or 0)

    def recorded_by(self, one: Recording, after_us: int = 0) -> bool:
        who, until = self.now()
        return who == one.number and until > after_us

    def segments(self, one: Recording) -> list[Segment]:
        with self.catalogue.read():
            rows = list(Segment.select().order_by(Segment.start_us))
        return [row for row in rows if (one.folder.recordings / row.path).exists()]

    def recorders(self) -> set[str]:
        with self.catalogue.read():
            return {row.id for row in Recorder.select()}

    def gaps(self) -> list[Gap]:
        with self.catalogue.read():
            return list(Gap.select().where(Gap.camera == self.camera).order_by(Gap.start_us))


def _until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def two(tmp_path: Path, empty_postgresql: str) -> Iterator[tuple[Recording, Recording, str]]:  # noqa: F811
    one, other = Recording(tmp_path / "one", empty_postgresql), Recording(tmp_path / "other", empty_postgresql)
    yield one, other, empty_postgresql
    other.stop()
    one.stop()


@pytest.fixture
def school(two: tuple[Recording, Recording, str], tmp_path: Path) -> Iterator[School]:
    catalogue = open_catalogue(two[2], SystemClock())
    source = encode(tmp_path / "loop.mp4", range(500))
    with HttpCamera(source) as camera:
        with catalogue.write():
            number = Camera.create(code="C01", name="C01", kind="url", main_url=camera.url, added_us=0).id
        yield School(catalogue, number)
        for one in two[:2]:
            one.stop()
    catalogue.close()


@pytest.mark.slow
def test_when_one_is_killed_the_other_goes_on_and_the_gap_says_so(
    two: tuple[Recording, Recording, str], school: School
) -> None:
    first, second, _ = two
    first.start()
    _until(lambda: school.recorded_by(first))
    second.start()
    _until(lambda: school.recorders() == {first.number, second.number})
    _, then = school.now()
    _until(lambda: school.recorded_by(first, then + SECOND))
    assert not list(second.folder.recordings.rglob("*.part")), "two recorders on one camera"
    first.kill()
    killed_us = SystemClock().now_us()
    _until(lambda: school.recorded_by(second, killed_us))
    _until(lambda: school.gaps()[-1].end_us is not None)
    gap = school.gaps()[-1]
    assert gap.reason == TAKEN_OVER
    first.start()  # it comes back, finds its last file, and leaves the camera where it is
    _until(lambda: len(school.segments(first)) == 1)
    _, then = school.now()
    _until(lambda: school.recorded_by(second, then + SECOND))
    second.stop()
    _until(lambda: school.recorded_by(first, then))
    (before,), (between,) = school.segments(first), school.segments(second)
    assert before.storage != between.storage
    assert before.end_us <= between.start_us == gap.end_us
    assert gap.start_us >= before.end_us - 2 * SECOND
    with school.catalogue.read():
        ended = {run.recorder: run.reason for run in RecordingRun.select() if run.end_us is not None}
    assert ended == {first.number: "recorder_killed", second.number: "recorder_stopped"}


@pytest.mark.long
@pytest.mark.slow
def test_one_that_stood_still_stops_writing_and_does_not_fight(
    two: tuple[Recording, Recording, str], school: School
) -> None:
    first, second, _ = two
    first.start()
    _until(lambda: school.recorded_by(first))
    second.start()
    assert first.process is not None
    os.kill(first.process.pid, signal.SIGSTOP)
    stopped_us = SystemClock().now_us()
    _until(lambda: school.recorded_by(second, stopped_us + SECOND))
    os.kill(first.process.pid, signal.SIGCONT)
    _, then = school.now()
    _until(lambda: school.recorded_by(second, then + 3 * SECOND))  # long enough for it to try
    _until(lambda: len(school.segments(first)) == 1)
    (before,) = school.segments(first)
    second.stop()
    (after,) = school.segments(second)
    assert before.end_us <= stopped_us + SECOND // 2 < after.start_us
    assert not list(first.folder.recordings.rglob("*.part")) or school.recorded_by(first, then)
    assert [gap.reason for gap in school.gaps() if gap.start_us < after.start_us][-1] == TAKEN_OVER
