"""From a hand on the lens to an alarm with both pictures: a demo camera, the real media process, the real catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.fakes.demo_school import SchoolRun, running_school
from tests.unit.services.school_in_a_box import SchoolInABox, open_school
from tests.video_watch import wait_for
from vms.core.clock import SystemClock
from vms.core.redact import Secret
from vms.security.vault import Vault
from vms.services.alarm_views import AlarmView
from vms.services.alarms import Alarms
from vms.services.cameras import CameraDraft, Cameras
from vms.services.live import Live
from vms.services.tamper_watch import TamperWatch
from vms.services.watch_references import WatchReferences
from vms.video.client import EngineClient

CODE = "C08"
LONG = 60.0  # the machine may be busy with other tests


@dataclass
class Watched:
    """A camera of the demo school under the program's own watch."""

    demo: SchoolRun
    school: SchoolInABox
    alarms: Alarms
    references: WatchReferences
    watch: TamperWatch
    camera: int

    def open(self) -> list[AlarmView]:
        return list(self.alarms.open(self.school.guard).alarms)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    clock = SystemClock()
    with ExitStack() as stack:
        demo = stack.enter_context(running_school(tmp_path, CODE))
        school = stack.enter_context(open_school(tmp_path / "school"))
        engine = stack.enter_context(closing(EngineClient(clock)))
        cameras = Cameras(school.catalogue, clock, school.audit, Vault(school.folder.keys))
        live = stack.enter_context(closing(Live(cameras, school.audit, engine)))
        card = demo.camera(CODE)
        draft = CameraDraft(
            "D08", "Hành lang A2", "Nhà A", "url", user=card["user"], password=Secret(card["password"]),
            main_url=card["rtsp_main"], sub_url=card["rtsp_sub"],
        )  # fmt: skip
        camera = cameras.add(school.it, draft).id
        alarms = Alarms(school.catalogue, clock, school.audit, "PC-1")
        references = WatchReferences(school.catalogue, clock, school.audit)
        watch = TamperWatch(live, cameras, alarms, references, clock, lambda _camera: None)
        stack.callback(watch.stop)
        engine.start()
        watch.start()
        yield Watched(demo, school, alarms, references, watch, camera)


def brightness(jpeg: bytes) -> float:
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    return float(picture.mean())


@pytest.mark.slow
def test_a_covered_lens_is_an_alarm_with_both_pictures_and_ends_when_it_is_free(watched: Watched) -> None:
    wait_for(lambda: watched.camera in watched.references.all(), LONG)
    watched.demo.order(CODE, fault="covered")
    wait_for(watched.open, LONG)
    [alarm] = watched.open()
    assert alarm.tamper and alarm.running and alarm.camera_id == watched.camera
    found = watched.alarms.stills(watched.school.guard, alarm.id)
    assert found is not None and abs(brightness(found.reference) - brightness(found.current)) > 3
    watched.alarms.acknowledge(watched.school.guard, alarm.id)
    watched.demo.order(CODE, fault="none")
    wait_for(lambda: not watched.open()[0].running, LONG)
    assert len(watched.open()) == 1
