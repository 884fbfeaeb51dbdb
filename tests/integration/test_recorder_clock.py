"""I5 with the recorder as a process: the PC's clock is set while it records, and between two of its lives."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import pytest

from tests.fakes.clock import ManualClock
from tests.fakes.http_camera import HttpCamera
from tests.footage import encode
from tests.integration.test_recorder_process import House, _numbers, _until, opened
from vms.core.clock import SystemClock
from vms.core.instants import HOUR, MINUTE
from vms.core.paths import DataFolder
from vms.models.recording import Segment
from vms.services.audit import Audit
from vms.services.doctor import Code, Doctor, Level
from vms.services.recording import RecorderProcess
from vms.video.segment import segment_path

# The recorder's clock reads how far it is off from a file: what a person at the PC sets, for this process alone.
_RUN = """
import sys, time
from pathlib import Path
from vms.core import clock
from vms.core.paths import DataFolder
from vms.video import tape
root = Path(sys.argv[3])
clock.SystemClock.now_us = lambda self: time.time_ns() // 1000 + int((root / "offset").read_text())
tape.SEGMENT_US = 2_000_000
from vms.services.recording import run_recorder
sys.exit(run_recorder(DataFolder(root)))
"""


def _set_clock(house: House, hours: float) -> None:
    new = house.folder.root / "offset.new"
    new.write_text(str(round(hours * 3600 * 1_000_000)))
    new.replace(house.folder.root / "offset")


def _pictures(house: House, camera: int) -> int:
    return sum(segment.frames for segment in house.segments(camera))


def _earlier_footage(house: House, camera: int, hours: int) -> None:
    """Rows of the hours before now, ten minutes each; what is in their files doesn't matter here."""
    now = SystemClock().now_us()
    with house.catalogue.write():
        for start in range(now - hours * HOUR, now - 10 * MINUTE, 10 * MINUTE):
            path = segment_path(house.folder.recordings / str(camera), start)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"?")
            Segment.create(
                camera=camera, path=path.relative_to(house.folder.recordings).as_posix(), start_us=start,
                end_us=start + 10 * MINUTE, size=1, codec="h264", width=1, height=1, frames=0,
            )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hours", "earlier", "jumps"), [(2, 0, 1), (-2, 0, 0), (-2, 3, 0)], ids=["forward", "back", "back_into_footage"]
)
def test_i5_two_hours_neither_overlap_nor_lose(
    data_folder: Path, tmp_path: Path, hours: int, earlier: int, jumps: int
) -> None:
    source = encode(tmp_path / "loop.mp4", range(500))
    with opened(DataFolder(data_folder)) as house, HttpCamera(source) as camera:
        house.process = RecorderProcess(house.folder, [sys.executable, "-c", _RUN])
        _set_clock(house, 0)
        number = house.add("C01", camera.url)
        if earlier:
            _earlier_footage(house, number, earlier)
        house.process.ensure()
        _until(lambda: _pictures(house, number) >= 50)
        _set_clock(house, hours)
        before = _pictures(house, number)
        _until(lambda: _pictures(house, number) >= before + 100)
        assert house.process.stop() and camera.connections == 1
        recorded = sorted((one for one in house.segments(number) if one.frames), key=lambda one: one.id)
        shown = [n for segment in recorded for n in _numbers(house.folder.recordings / segment.path)]
        assert shown == [(shown[0] + n) % 500 for n in range(len(shown))]
        # And a second life, with the clock as it is now.
        house.process.ensure()
        before = _pictures(house, number)
        _until(lambda: _pictures(house, number) >= before + 50)
        assert house.process.stop()
        for first, second in itertools.pairwise(house.segments(number)):
            assert first.end_us <= second.start_us
        level = Level.PRESENCE if earlier else Level.CONTENT
        clock = ManualClock(SystemClock().now_us() + hours * HOUR)  # that of the PC
        found = Doctor(house.catalogue, house.folder, clock, Audit(house.catalogue, clock)).check(None, level)
        assert set(found.counts) <= {Code.TIME_IN_FUTURE}, found.findings
        assert len([gap for gap in house.gaps(number) if gap.reason == "clock_jumped"]) == jumps
