"""The demo school in the catalogue: cameras once, addresses anew at every start."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes.clock import ManualClock
from vms.core.paths import DataFolder
from vms.core.redact import Secret
from vms.demo_process import DemoProcess
from vms.models.database import open_catalogue
from vms.security.vault import Vault
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.demo_school import DemoCamera, DemoSchool

CAMERA = DemoCamera(
    code="C04",
    name="Sân chính",
    area="Sân trường",
    onvif="http://127.0.0.1:9001/onvif/device_service",
    rtsp_main="rtsp://127.0.0.1:9002/main",
    rtsp_sub="rtsp://127.0.0.1:9002/sub",
    user="admin",
    password=Secret("trường mẫu"),
    ptz=True,
    codec="h264",
    identity={"maker": "Binh Minh Demo", "model": "BM-PTZ20", "width": 1280, "height": 720, "fps": 15.0},
)


def test_addresses_follow_and_everything_else_stays(tmp_path: Path) -> None:
    folder, clock = DataFolder(tmp_path), ManualClock()
    folder.prepare()
    catalogue = open_catalogue(folder.catalogue, clock)
    audit = Audit(catalogue, clock)
    cameras = Cameras(catalogue, clock, audit, Vault(folder.keys))
    demo = DemoSchool(catalogue, audit, cameras)
    try:
        assert not demo.chosen()
        demo.choose()
        assert demo.chosen()
        demo.follow([CAMERA])
        first = cameras.every()
        moved = replace(
            CAMERA, onvif="http://127.0.0.1:7001/x", rtsp_main="rtsp://127.0.0.1:7002/main", name="Tên khác"
        )
        demo.follow([moved])
        again = cameras.every()
        assert [view.id for view in again] == [view.id for view in first]
        assert (again[0].address, again[0].main_url) == ("http://127.0.0.1:7001/x", "rtsp://127.0.0.1:7002/main")
        assert again[0].name == "Sân chính"
        assert cameras.credentials(again[0].id) == ("admin", Secret("trường mẫu"))
        assert audit.verify() is None
    finally:
        catalogue.close()


@pytest.mark.logs("demo_not_ready")
def test_a_demo_that_dies_is_noticed_and_leaves_nothing(tmp_path: Path) -> None:
    process = DemoProcess(DataFolder(tmp_path), command=[sys.executable, "-c", "raise SystemExit(3)"])
    process.start()
    assert process.wait(lambda: False) == []
    process.stop()
    assert process.pid is None


def test_a_demo_that_hangs_is_ended(tmp_path: Path) -> None:
    process = DemoProcess(DataFolder(tmp_path), command=[sys.executable, "-c", "import sys; sys.stdin.read()"])
    process.start()
    assert process.pid is not None
    assert process.wait(lambda: True) == []
    process.stop()
    assert process.pid is None
