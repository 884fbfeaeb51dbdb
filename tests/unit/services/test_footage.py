from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.instants import MINUTE, SECOND, Span
from vms.models.recording import RecorderStatus
from vms.services import footage as module
from vms.services.footage import Footage


@pytest.fixture
def box(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "school") as box:
        yield box


@pytest.fixture
def footage(box: SchoolInABox) -> Footage:
    """A camera whose footage is written up to two seconds ago."""
    with box.catalogue.write():
        RecorderStatus.create(
            camera=box.cameras[0], state="recording", since_us=0, beat_us=NOON, reason="", recorder="r",
            open_path="1/2026-11-23/x.mp4.part", open_start_us=NOON - MINUTE, open_end_us=NOON - 2 * SECOND,
        )  # fmt: skip
    return Footage(box.catalogue, box.folder, box.clock)


def test_what_was_just_seen_is_waited_for(box: SchoolInABox, footage: Footage) -> None:
    camera = box.cameras[0]

    def write() -> None:
        with box.catalogue.write():
            RecorderStatus.update(open_end_us=NOON + SECOND).where(RecorderStatus.camera == camera).execute()

    later = threading.Timer(0.3, write)
    later.start()
    footage.wait_written(camera, NOON)
    later.join()
    assert footage.pieces(camera, Span(NOON - SECOND, NOON))[-1].end_us >= NOON


def test_nobody_waits_in_vain(box: SchoolInABox, footage: Footage, monkeypatch: pytest.MonkeyPatch) -> None:
    def sleep(_seconds: float) -> None:
        pytest.fail("waited")

    monkeypatch.setattr(module.time, "sleep", sleep)
    footage.wait_written(box.cameras[0], NOON - 30 * SECOND)  # written long ago
    footage.wait_written(box.cameras[1], NOON)  # not recorded
    box.clock.now += MINUTE
    footage.wait_written(box.cameras[0], NOON)  # the recorder has died
