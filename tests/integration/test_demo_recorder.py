"""The recorder of the real demo school: what its ready file says, its rendered footage, and faults by order."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import timestrip
from tests.fakes.demo_school import SchoolRun, running_school
from vms.core.clock import SystemClock
from vms.core.errors import CameraRefused
from vms.core.instants import MINUTE, SECOND, Span
from vms.core.redact import Secret
from vms.demo_process import _read_recorders
from vms.onvif.address import parse_address
from vms.onvif.transport import Limits
from vms.services.foreign_source import ForeignSource, Known
from vms.video.reader import open_segment
from vms.video.replay import Replay
from vms.video.replay_copy import copy_units
from vms.video.segment import SegmentFile


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SchoolRun]:
    with running_school(tmp_path_factory.mktemp("school"), "C01") as run:
        yield run


def order(school: SchoolRun, **said: object) -> dict[str, Any]:
    request = urllib.request.Request(f"{school.state()['control']}recorder", json.dumps(said).encode(), method="POST")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def test_its_footage_is_what_the_camera_saw_at_that_time(school: SchoolRun, tmp_path: Path) -> None:
    (demo,) = _read_recorders(school.ready_file)
    known = Known("onvif", demo.address, demo.rtsp_port, demo.user, demo.password)
    source = ForeignSource(SystemClock(), Limits(), clock_samples=1)
    found = source.examine(known)
    assert [(one.token, one.spans) for one in found.tracks] == [(token, spans) for token, _, _, spans in demo.tracks]
    assert demo.tracks[0][2] == "C01" and len(demo.tracks[0][3]) == 2
    start = demo.tracks[0][3][0].start
    span = Span(start, start + 2 * MINUTE)
    done: list[SegmentFile] = []
    with Replay(source.replay(known, "REC1", span), span) as replay:
        copied = copy_units(replay.units(), replay.codec, tmp_path, span, done.append)
    # The school has just begun to render and goes on: each of the two minutes shows the few seconds that are there.
    assert replay.complete and copied.frames >= 30 and copied.frames % 15 == 0
    with open_segment(done[0].path) as segment:
        frame = next(segment.container.decode(segment.stream))
        seen = timestrip.read(frame.to_ndarray(format="bgr24"))
    assert seen is not None and abs(seen * 1000 - done[0].start_us % MINUTE) < SECOND // 15


def test_faults_by_order(school: SchoolRun) -> None:
    assert order(school, fault="refuse")["fault"] == "refuse"
    (demo,) = _read_recorders(school.ready_file)
    known = Known("onvif", parse_address(demo.address).url, demo.rtsp_port, demo.user, Secret("x"))
    with pytest.raises(CameraRefused):
        ForeignSource(SystemClock(), Limits(), clock_samples=1).examine(known)
    assert order(school, fault="none")["fault"] == "none"
    with pytest.raises(urllib.error.HTTPError):
        order(school, fault="unheard of")
