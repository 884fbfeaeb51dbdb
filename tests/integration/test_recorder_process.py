"""The recorder as the process it is: real streams on real sockets, killed and stopped as it happens to programs."""

from __future__ import annotations

import ctypes
import itertools
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.e2e.disk import small_disk
from tests.fakes.http_camera import HttpCamera
from tests.footage import HEIGHT, WIDTH, encode, number_in
from vms.core.clock import SystemClock
from vms.core.instants import SECOND, Span
from vms.core.paths import DataFolder
from vms.models.camera import Camera
from vms.models.database import Catalogue, open_catalogue
from vms.models.person import User
from vms.models.recording import Gap, RecordingRun, Segment
from vms.security.permissions import Role
from vms.security.vault import Vault
from vms.services.actor import Actor
from vms.services.archive import Archive
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.footage import Footage
from vms.services.holds import Holds
from vms.services.recorder_lock import holder
from vms.services.recording import RecorderProcess, RecordingState
from vms.services.school import Limits
from vms.video.client import EngineClient
from vms.video.film import Film
from vms.video.frames import StreamState
from vms.video.reader import open_segment

GOP_US = 400_000
_RUN = (
    "import sys; from pathlib import Path; from vms.core.paths import DataFolder;"
    "from vms.services.recording import run_recorder; sys.exit(run_recorder(DataFolder(Path(sys.argv[3]))))"
)
FOREVER = Span(0, 1 << 60)


@dataclass
class House:
    folder: DataFolder
    catalogue: Catalogue
    cameras: Cameras
    footage: Footage
    state: RecordingState
    process: RecorderProcess

    def add(self, code: str, url: str, **fields: object) -> int:
        with self.catalogue.write():
            return Camera.create(code=code, name=code, kind="url", main_url=url, added_us=0, **fields).id

    def segments(self, camera_id: int) -> list[Segment]:
        with self.catalogue.read():
            return list(Segment.select().where(Segment.camera == camera_id).order_by(Segment.start_us))

    def gaps(self, camera_id: int) -> list[Gap]:
        with self.catalogue.read():
            return list(Gap.select().where(Gap.camera == camera_id).order_by(Gap.start_us))

    def recorded_to(self, camera_id: int) -> int:
        return max((piece.end_us for piece in self.footage.pieces(camera_id, FOREVER)), default=0)

    def reason(self, camera_id: int) -> str:
        return self.state.all()[camera_id].reason

    def disk(self) -> set[str]:
        return {p.relative_to(self.folder.recordings).as_posix() for p in self.folder.recordings.rglob("*.mp4*")}

    def rows(self) -> set[str]:
        with self.catalogue.read():
            return {row.path for row in Segment.select()}


@contextmanager
def opened(folder: DataFolder) -> Iterator[House]:
    folder.prepare()
    clock = SystemClock()
    catalogue = open_catalogue(folder.catalogue, clock)
    cameras = Cameras(catalogue, clock, Audit(catalogue, clock), Vault(folder.keys))
    process = RecorderProcess(folder, [sys.executable, "-c", _RUN])
    try:
        yield House(
            folder,
            catalogue,
            cameras,
            Footage(catalogue, folder, clock),
            RecordingState(catalogue, folder, clock),
            process,
        )
    finally:
        process.stop()
        catalogue.close()


@pytest.fixture
def house(data_folder: Path) -> Iterator[House]:
    with opened(DataFolder(data_folder)) as house:
        yield house


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return encode(tmp_path_factory.mktemp("camera") / "loop.mp4", range(500))


def _until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def _kill(house: House) -> int:
    pid = holder(house.folder.root)
    assert pid
    process = psutil.Process(pid)
    killed_us = SystemClock().now_us()
    process.kill()
    process.wait(5)
    return killed_us


def _numbers(path: Path) -> list[int]:
    with open_segment(path) as read:
        return [number_in(frame) for packet in read.container.demux(read.stream) for frame in packet.decode()]


def test_it_records_shows_what_it_writes_and_stops_cleanly(house: House, source: Path) -> None:
    with HttpCamera(source) as camera:
        number = house.add("C01", camera.url)
        assert house.process.ensure() and house.process.wait_ready()
        assert not house.process.ensure()
        _until(lambda: house.recorded_to(number) > 0)
        begun = house.recorded_to(number)
        _until(lambda: house.recorded_to(number) > begun + SECOND)
        (growing,) = house.footage.pieces(number, FOREVER)
        assert growing.open and house.state.all()[number].recording
        film = Film([growing])
        assert film.seek(growing.start_us + SECOND) is not None
        film.close()
        asked = time.monotonic()
        assert house.process.stop() and not house.process.alive()
        assert time.monotonic() - asked < 5
    (segment,) = house.segments(number)
    assert house.disk() == house.rows() == {segment.path}
    shown = _numbers(house.folder.recordings / segment.path)
    assert shown == [(shown[0] + n) % 500 for n in range(len(shown))] and len(shown) == segment.frames
    assert abs(segment.end_us - segment.start_us - segment.frames * 40_000) <= 40
    (gap,) = [gap for gap in house.gaps(number) if gap.end_us is None]
    assert gap.reason == "recorder_stopped" and gap.start_us == segment.end_us
    assert house.state.all()[number].reason == "recorder_stopped"


@pytest.mark.slow
def test_footage_plays_into_the_present_while_it_is_recorded(house: House, source: Path) -> None:
    clock = SystemClock()
    audit = Audit(house.catalogue, clock)
    holds, limits = Holds(house.catalogue, clock, audit), Limits(house.catalogue, audit)
    with house.catalogue.write():
        user = User.create(username="b", name="B", role=Role.BOARD, password_hash="-", created_us=0)
    board = Actor(user.id, "b", "B", Role.BOARD, "", "s")
    with closing(EngineClient(clock)) as engine, HttpCamera(source) as camera:
        engine.start()
        archive = Archive(house.catalogue, clock, audit, house.cameras, house.footage, holds, limits, engine)
        number = house.add("C01", camera.url)
        house.process.ensure()
        _until(lambda: house.recorded_to(number) > 0)
        with closing(archive.open_player(board, number, "xem lại", WIDTH, HEIGHT)) as player:
            begun = clock.now_us()
            player.seek(begun - 60 * SECOND)
            player.set_speed(2.0)
            player.play()
            # Long after the catch-up it shows pictures that were taken after it was opened.
            _until(lambda: player.position_us > begun + 4 * SECOND)
            assert player.status().state is StreamState.LIVE
        assert house.process.stop()


@pytest.mark.long
@pytest.mark.slow
def test_killed_again_and_again_it_loses_one_gop_at_most(house: House, source: Path) -> None:
    with HttpCamera(source) as camera:
        number = house.add("C01", camera.url)
        killed: list[int] = []
        for _ in range(2):
            assert house.process.ensure() and house.process.wait_ready()
            before = house.recorded_to(number)
            _until(lambda before=before: house.recorded_to(number) > before + SECOND)
            killed.append(_kill(house))
            time.sleep(0.5)  # so long that nobody can call it an interruption
        assert house.process.ensure() and house.process.wait_ready()
        # What the last kill left is mended first, which makes more footage too.
        begun = SystemClock().now_us()
        _until(lambda: house.recorded_to(number) > begun)
        assert house.process.stop()
    segments = house.segments(number)
    assert house.disk() == house.rows() and len(segments) == 3
    for segment, killed_us in zip(segments, killed, strict=False):
        # What the camera had sent by then, less one group of pictures; the rest is the way of the last bytes to us.
        assert segment.end_us >= killed_us - GOP_US - SECOND
    for segment in segments:
        path = house.folder.recordings / segment.path
        shown = _numbers(path)
        assert len(shown) == segment.frames and segment.size == path.stat().st_size
        assert shown == [(shown[0] + n) % 500 for n in range(len(shown))]
    gaps = [gap for gap in house.gaps(number) if gap.reason == "recorder_killed"]
    assert [(gap.start_us, gap.end_us) for gap in gaps] == [
        (one.end_us, after.start_us) for one, after in itertools.pairwise(segments)
    ]
    with house.catalogue.read():
        assert [run.reason for run in RecordingRun.select()] == ["recorder_killed"] * 2 + ["recorder_stopped"]


def test_a_second_recorder_on_the_same_folder_ends_at_once(house: House) -> None:
    assert house.process.ensure() and house.process.wait_ready()
    pid = holder(house.folder.root)
    second = RecorderProcess(house.folder, [sys.executable, "-c", _RUN])
    assert not second.ensure()
    running = psutil.Popen([sys.executable, "-c", _RUN, "record", "--data", str(house.folder.root)])
    assert running.wait(20) == 3
    assert holder(house.folder.root) == pid


_CRASH = """
import os, sys
from pathlib import Path
from vms.core.paths import DataFolder
from vms.services.recording import RecorderProcess
process = RecorderProcess(DataFolder(Path(sys.argv[1])), with_window=True)
process.ensure()
os._exit(0 if process.wait_ready(30) else 1)
"""


@pytest.mark.slow
def test_a_demo_school_s_recorder_ends_when_its_window_crashes(house: House) -> None:
    crashed = subprocess.run([sys.executable, "-c", _CRASH, str(house.folder.root)], timeout=60)
    assert crashed.returncode == 0
    _until(lambda: holder(house.folder.root) is None)


@pytest.mark.slow
def test_cameras_come_and_go_without_a_restart(house: House, source: Path) -> None:
    with HttpCamera(source) as one, HttpCamera(source) as two, HttpCamera(source, user="u", password="p") as locked:
        first = house.add("C01", one.url)
        assert house.process.ensure() and house.process.wait_ready()
        _until(lambda: house.recorded_to(first) > 0)
        second = house.add("C02", two.url)
        refused = house.add("C03", locked.url)
        _until(lambda: house.recorded_to(second) > 0)
        with house.catalogue.write():
            Camera.update(record=False).where(Camera.id == first).execute()
        _until(lambda: house.reason(first) == "recording_off")
        _until(lambda: [gap.reason for gap in house.gaps(first)][-1:] == ["recording_off"])
        assert len(house.segments(first)) == 1
        _until(lambda: house.reason(refused) == "camera_refused")
        _until(lambda: house.gaps(refused)[-1].reason == "camera_refused")
        time.sleep(1.5)
        # FFmpeg asks once without and may ask once more on being refused: no third time within the minute.
        assert locked.connections <= 2
        assert house.process.stop()


def _fill(path: Path) -> None:
    """To the last byte, while others write too."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1 << 16))


@pytest.mark.slow
def test_i6_on_a_full_disk_the_recorder_lives_says_so_and_goes_on(source: Path, tmp_path: Path) -> None:
    """Catalogue and recordings on one disk, filled up by somebody else to the last byte."""
    with small_disk(tmp_path / "disk", "64m") as disk, HttpCamera(source) as camera:
        folder = DataFolder(disk / "data")
        folder.prepare()
        with opened(folder) as house:
            number = house.add("C01", camera.url)
            assert house.process.ensure() and house.process.wait_ready()
            _until(lambda: house.recorded_to(number) > 0)
            pid = holder(folder.root)
            stuff = disk / "stuff"
            _fill(stuff)
            _until(lambda: house.reason(number) == "disk_full", 40)
            assert holder(folder.root) == pid
            stuff.unlink()
            begun = SystemClock().now_us()
            _until(lambda: house.recorded_to(number) > begun)
            assert holder(folder.root) == pid and house.process.stop()
            assert house.disk() == house.rows()
            assert "disk_full" in [gap.reason for gap in house.gaps(number)]
            for segment in house.segments(number):
                shown = _numbers(folder.recordings / segment.path)
                assert shown == [(shown[0] + n) % 500 for n in range(segment.frames)]


@pytest.mark.slow
def test_i6_a_recorder_started_without_its_disk_waits_for_it_and_forgets_nothing(
    house: House, source: Path, tmp_path: Path
) -> None:
    recordings = house.folder.recordings
    with HttpCamera(source) as camera, small_disk(recordings, "16m"):
        number = house.add("C01", camera.url)
        assert house.process.ensure() and house.process.wait_ready()
        _until(lambda: house.recorded_to(number) > 0)
        assert house.process.stop()
        before = house.rows()
        (tmp_path / "copy").mkdir()
        shutil.copytree(recordings, tmp_path / "copy", dirs_exist_ok=True)
        library = ctypes.CDLL(None)
        assert library.umount2(os.fsencode(recordings), 2) == 0
        try:
            assert house.process.ensure() and house.process.wait_ready()
            _until(lambda: house.reason(number) == "storage_gone")
            assert house.rows() == before and list(recordings.iterdir()) == []
        finally:
            assert library.mount(b"none", os.fsencode(recordings), b"tmpfs", 0, b"size=16m") == 0
        shutil.copytree(tmp_path / "copy", recordings, dirs_exist_ok=True)
        begun = house.recorded_to(number)
        _until(lambda: house.recorded_to(number) > begun)
        assert house.process.stop()
        assert before <= house.rows() == house.disk()
