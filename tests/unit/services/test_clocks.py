"""The history of clocks, what evidence takes from it, and who tells when one is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.onvif_camera import fake_camera
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.clock import SystemClock
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span
from vms.models.camera import Camera
from vms.models.evidence import EvidenceItem
from vms.models.keeping import ClockReading
from vms.onvif.transport import Limits as Patience
from vms.security.vault import Vault
from vms.services.alarms import Alarms
from vms.services.cameras import CameraDraft, Cameras
from vms.services.clocks import ClockAt, Clocks, keep_camera
from vms.services.devices import Devices
from vms.services.incident_drafts import IncidentDraft
from vms.services.pc_clock import PcClock, pc_clock
from vms.services.recorder_alarms import RecorderAlarms
from vms.services.timekeeper import Timekeeper
from vms.video.sent_clock import SentReading

CHRONY = "A9FEA97B,169.254.169.123,4,1795678553.3,0.000012,-0.00001,0.00002,1.2,0.0,0.03,0.0004,0.0002,16.2,{}\n"
W32TM = "Leap Indicator: {}({})\r\nStratum: 4 (secondary reference - syncd by (S)NTP)\r\nRoot Delay: 0.0341s\r\n"
TIMESYNC = "       Server: 1.2.3.4 (ntp)\n       Offset: +12.5ms\n        Delay: 3.2ms\n       Jitter: 420us\n"


@pytest.fixture
def box(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "school") as box:
        yield box


def _keep(box: SchoolInABox, at_us: int, offset_us: int, sure_us: int = 100_000) -> None:
    with box.catalogue.write():
        keep_camera(box.cameras[0], offset_us, sure_us, "onvif", "pc", at_us)


def _clocks(box: SchoolInABox) -> Clocks:
    return Clocks(box.catalogue, box.clock, "pc")


def test_history_has_every_change_and_otherwise_a_row_an_hour(box: SchoolInABox) -> None:
    for minute in range(0, 120, 10):
        _keep(box, NOON + minute * MINUTE, 50_000)
    _keep(box, NOON + 121 * MINUTE, 5 * SECOND)
    _keep(box, NOON + 131 * MINUTE, 5 * SECOND)
    found = [(one.measured_us, one.offset_us) for one in _clocks(box).history(box.cameras[0], NOON)]
    changed = NOON + 121 * MINUTE
    assert found[0] == (NOON, 50_000)
    assert found[-2:] == [(changed, 5 * SECOND), (changed + 10 * MINUTE, 5 * SECOND)]
    assert len(found) == 6


def test_an_instant_has_the_reading_of_its_own_time(box: SchoolInABox) -> None:
    clocks, camera = _clocks(box), box.cameras[0]
    assert clocks.at(camera, NOON) == ClockAt(200_000, None, None)  # what the camera's row had before there was history
    _keep(box, NOON, 3 * SECOND)
    _keep(box, NOON + HOUR, 3 * SECOND)
    _keep(box, NOON + 2 * DAY, 0)
    assert clocks.at(camera, NOON + 10 * MINUTE) == ClockAt(3 * SECOND, 100_000 + 30_000, NOON)
    early = clocks.at(camera, NOON - DAY)
    assert early == ClockAt(3 * SECOND, 100_000 + 4_320_000, NOON)  # 50 millionths of a day
    between = clocks.at(camera, NOON + 4 * HOUR)
    assert between is not None and between.offset_us == 3 * SECOND
    assert between.uncertainty_us == 100_000 + 3 * SECOND  # somebody set it in between, nobody knows when


def test_evidence_states_the_clock_of_its_footage_not_of_today(box: SchoolInABox) -> None:
    start = NOON - 3 * DAY
    box.film(box.cameras[0], start)
    _keep(box, start, 4 * SECOND)
    _keep(box, NOON, 0)
    cameras = Cameras(box.catalogue, box.clock, box.audit, Vault(box.folder.keys))
    cameras.set_clock(box.cameras[0], 0, 90_000)
    incident = box.incidents.open(box.guard, IncidentDraft("Ngã", "accident", "Cổng phụ", start)).id
    made = box.evidence.cut(box.guard, incident, box.cameras[0], Span(start + SECOND, start + 3 * SECOND))
    with box.catalogue.read():
        row = EvidenceItem.get(EvidenceItem.id == made.id)
    assert (row.clock_offset_us, row.clock_measured_us) == (4 * SECOND, start)
    assert row.clock_uncertainty_us == 100_000 + 4 * SECOND


def test_a_pc_s_time_service_is_read_and_else_nothing_is_known(box: SchoolInABox) -> None:
    def said(**answers: str | None):
        return lambda command: answers.get(f"{command[0]}_{command[1].strip('/-').replace('-', '_')}")

    yes, no = "NTP=yes\nNTPSynchronized=yes\n", "NTP=yes\nNTPSynchronized=no\n"
    exact = PcClock("synchronised", "timedatectl", -12_500, 1000)
    assert pc_clock(said(timedatectl_show=yes, timedatectl_timesync_status=TIMESYNC), "linux") == exact
    assert pc_clock(said(timedatectl_show=yes), "linux") == PcClock("synchronised", "timedatectl")
    assert pc_clock(said(timedatectl_show=no), "linux").state == "unsynchronised"
    assert pc_clock(said(chronyc_c=CHRONY.format("Normal")), "linux") == PcClock("synchronised", "chrony")
    assert pc_clock(said(chronyc_c=CHRONY.format("Not synchronised")), "linux").state == "unsynchronised"
    assert pc_clock(said(w32tm_query=W32TM.format(0, "no warning")), "win32") == PcClock("synchronised", "w32tm")
    assert pc_clock(said(w32tm_query=W32TM.format(3, "không đồng bộ")), "win32").state == "unsynchronised"
    for platform in ("linux", "win32"):
        assert pc_clock(said(), platform) == PcClock("unknown", "")
    assert pc_clock().state in ("synchronised", "unsynchronised", "unknown")  # this very PC
    clocks = _clocks(box)
    clocks.keep_pc(PcClock("unknown", ""))
    box.clock.now += HOUR
    clocks.keep_pc(exact)
    (view,) = clocks.pcs()
    assert (view.host, view.state, view.offset_us) == ("pc", "synchronised", -12_500)


class Bench:
    """A timekeeper over real sockets; what streams say is given."""

    def __init__(self, box: SchoolInABox) -> None:
        clock = SystemClock()
        self.cameras = Cameras(box.catalogue, clock, box.audit, Vault(box.folder.keys))
        self.alarms = RecorderAlarms(Alarms(box.catalogue, clock, box.audit, "pc"), clock)
        devices = Devices(self.cameras, box.audit, clock, limits=Patience(connect_s=1, read_s=1, total_s=2))
        self.sent: dict[int, SentReading | None] = {}
        self.pc = PcClock("unknown", "")
        self.keeper = Timekeeper(
            self.cameras, devices, Clocks(box.catalogue, clock, "pc"), self.alarms, box.limits, clock, self,
            ask_pc=lambda: self.pc, first_s=0.01,
        )  # fmt: skip

    def sent_clocks(self) -> dict[int, SentReading | None]:
        return self.sent

    def add(self, box: SchoolInABox, code: str, address: str) -> int:
        kind = "onvif" if address else "url"
        return self.cameras.add(
            box.it, CameraDraft(code, code, kind=kind, address=address, main_url="rtsp://127.0.0.1:9/x")
        ).id


def test_clocks_are_measured_kept_and_told_when_wrong(box: SchoolInABox) -> None:
    bench = Bench(box)
    with fake_camera(clock_ahead_s=40) as wrong, fake_camera() as right:
        first, second = (
            bench.add(box, "C10", f"http://{wrong.address}"),
            bench.add(box, "C11", f"http://{right.address}"),
        )
        stream, gone = bench.add(box, "C12", ""), bench.add(box, "C13", "http://127.0.0.1:9")
        bench.sent = {first: None, second: None, stream: SentReading(-SECOND, SECOND // 2), gone: None}
        bench.keeper.look()
    (alarm,) = bench.alarms.running("clock")
    assert (alarm.camera_id, alarm.reason) == (first, "clock_off:+40") and not alarm.loss and not alarm.tamper
    with box.catalogue.read():
        kept = {row.camera_id: row for row in ClockReading.select().where(ClockReading.camera.is_null(False))}
    assert {camera: row.source for camera, row in kept.items()} == {first: "onvif", second: "onvif", stream: "rtcp"}
    assert abs((kept[first].offset_us or 0) - 40 * SECOND) <= (kept[first].uncertainty_us or 0)
    bench.keeper.look()  # cut off: nothing is known of it, so the alarm goes on
    assert [one.camera_id for one in bench.alarms.running("clock")] == [first]
    with fake_camera() as repaired:
        with box.catalogue.write():
            Camera.update(address=f"http://{repaired.address}").where(Camera.id == first).execute()
        bench.keeper.look()
    assert bench.alarms.running("clock") == []


def test_it_vouches_for_the_pc_only_by_a_look_after_it_was_asked(box: SchoolInABox) -> None:
    bench = Bench(box)
    assert not bench.keeper.vouches()
    bench.keeper.look()
    assert not bench.keeper.vouches()
    other = Bench(box)
    first, second = other.add(box, "C10", ""), other.add(box, "C11", "")
    other.sent = {first: SentReading(SECOND, SECOND), second: SentReading(2 * SECOND, SECOND)}
    other.keeper.look()
    assert other.keeper.vouches()
    third = Bench(box)
    third.pc = PcClock("synchronised", "timedatectl")
    assert not third.keeper.vouches()
    third.keeper.start()
    for _ in range(200):
        if third.keeper.vouches():
            break
        third.keeper.stopping.wait(0.05)
    assert third.keeper.vouches() and third.keeper.stop()
