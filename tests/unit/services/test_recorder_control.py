"""What the program shows of the recorder and how it is steered, with a real recorder process."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.unit.services.footage_on_disk import rows
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.clock import SystemClock
from vms.core.errors import InvalidInput, NotAllowed
from vms.core.instants import DAY
from vms.models.camera import Camera
from vms.models.keeping import Recorder
from vms.security.permissions import Role
from vms.services.kept import Kept
from vms.services.recorder_control import RecorderControl
from vms.services.recorder_lock import holder
from vms.services.recorder_post import recorder_number
from vms.services.recording import RecorderProcess
from vms.services.retention_policy import CameraPolicy, RetentionPolicies, Rule, StoragePolicy
from vms.services.storage_forecast import Forecasts, forecast


@pytest.fixture
def box(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "school") as box:
        with box.catalogue.write():
            Camera.update(record=False).execute()
        yield box


def _control(box: SchoolInABox) -> RecorderControl:
    control = RecorderControl(box.catalogue, box.folder, SystemClock(), box.audit)
    control.begin(RecorderProcess(box.folder))
    return control


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def _kind(box: SchoolInABox, number: str) -> str:
    with box.catalogue.read():
        row = Recorder.get_or_none(Recorder.id == number)
    return row.kind if row else ""


def test_it_is_shown_stopped_started_and_restarted(box: SchoolInABox) -> None:
    control = _control(box)
    assert control.view().here is None
    control.start(box.it)
    _until(lambda: control.view().here is not None)
    here = control.view().here
    assert here is not None and here.running and here.kind == "window" and here.pid == holder(box.folder.root)
    control.restart(box.it)
    assert holder(box.folder.root) not in (None, here.pid)
    with pytest.raises(NotAllowed):
        control.stop(box.it, "thử")
    with pytest.raises(InvalidInput):
        control.stop(box.board, " ")
    control.stop(box.board, "thay ổ đĩa")
    assert box.acts()[-1] == "recorder_stopped"
    view = control.view()
    assert view.stopped and view.here is not None and not view.here.running
    assert not control.ensure() and holder(box.folder.root) is None  # a person stopped it: it isn't brought back
    control.start(box.board)
    assert holder(box.folder.root) is not None
    ends = control.to_end(demo=True)
    assert ends is not None and ends.stop()


def test_whether_it_goes_on_is_the_board_s_and_a_service_always_does(box: SchoolInABox) -> None:
    control = _control(box)
    assert control.keep_running() and control.to_end(demo=False) is None
    for role in (Role.GUARD, Role.GUARD_LEAD, Role.IT):
        with pytest.raises(NotAllowed):
            control.set_keep_running(box.people[role], False)
    control.set_keep_running(box.board, False)
    assert box.last_act().action == "recorder_keeps_running" and json.loads(box.last_act().details) == {"on": False}
    assert control.to_end(demo=False) is not None
    with pytest.raises(NotAllowed):
        control.restart(box.guard)
    # A recorder of this folder that runs as a service: the lock is held, its row says so.
    script = (
        "import sys; from pathlib import Path; from vms.core.paths import DataFolder;"
        "from vms.services.recording import run_recorder;"
        "sys.exit(run_recorder(DataFolder(Path(sys.argv[1])), kind='service', watch_stdin=True))"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(box.folder.root)], stdin=subprocess.PIPE)
    try:
        number = recorder_number(box.folder.root)
        _until(lambda: _kind(box, number) == "service")
        assert control.to_end(demo=False) is None
        with pytest.raises(InvalidInput) as caught:
            control.stop(box.board, "thử")
        assert caught.value.reasons == {"recorder": "is_service"}
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(20)


def test_a_forecast_fills_the_disk_as_the_purge_will(box: SchoolInABox) -> None:
    # Two cameras of 10 a day, one of 20 a day kept for 5 days, in room for 300: 100 go to the short one.
    rules = {1: Rule(30, 0, 24), 2: Rule(30, 0, 24), 3: Rule(5, 0, 24), 4: Rule(30, 50, 24), 5: Rule(7, 0, 24)}
    pace = {1: 10, 2: 10, 3: 20, 4: 10}
    assert forecast(rules, pace, 350) == {
        1: (10.0, "disk"), 2: (10.0, "disk"), 3: (5.0, "age"), 4: (5.0, "camera_quota"), 5: (None, "age"),
    }  # fmt: skip
    assert forecast(rules, pace, 10_000)[1] == (30.0, "age")
    assert forecast(rules, pace, 0)[1] == (0.0, "disk")
    for number, start in enumerate((NOON - 4 * DAY, NOON - DAY // 2)):
        rows(box, box.cameras[0], [start], size=1000 + number)
    policies = RetentionPolicies(box.catalogue, box.audit)
    policies.set_school(box.board, StoragePolicy(quota_bytes=5005, floor_bytes=0))
    policies.set_camera(box.board, box.cameras[1], CameraPolicy(days=3))
    kept = Kept(box.catalogue, box.clock, box.audit)
    found = Forecasts(box.catalogue, box.clock, kept, policies, box.folder.recordings, lambda _folder: 1 << 40).now()
    first, second = found.cameras
    assert (first.used, first.pace, first.oldest_us) == (2001, 1001, NOON - 4 * DAY)
    assert (first.days, first.limited_by) == (5.0, "disk")
    assert (second.days, second.rule.days, second.own) == (None, 3, CameraPolicy(days=3))
