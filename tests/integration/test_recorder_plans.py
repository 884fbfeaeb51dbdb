"""The recorder's service with plans, against cameras on real sockets: motion, both streams, by hand, every reason."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.fakes.quiet_camera import Corridor, corridors
from tests.fakes.raw_rtsp import raw_camera
from tests.footage import encode
from vms.core.clock import SystemClock
from vms.core.instants import SECOND, Span
from vms.core.paths import DataFolder
from vms.models.camera import Camera
from vms.models.database import Catalogue, open_catalogue
from vms.models.person import User
from vms.models.recording import FootageEvent, Gap, RecordingRun, Segment
from vms.security.permissions import Role
from vms.security.vault import Vault
from vms.services.actor import Actor
from vms.services.alarms import Alarms
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.footage import Footage
from vms.services.kept import Kept
from vms.services.plan_grid import Grid, Level, slot_of
from vms.services.recorder_alarms import RecorderAlarms
from vms.services.recorder_post import Post
from vms.services.recorder_service import RecorderService
from vms.services.recording import RecordingState
from vms.services.recording_plans import DEFAULT, RecordingPlans
from vms.services.retention import Retention

FOREVER = Span(0, 1 << 60)
ON_MOTION = replace(DEFAULT, grid=Grid(Level.MOTION.value * 336), pre_s=2, post_s=1)


@dataclass
class House:
    folder: DataFolder
    catalogue: Catalogue
    plans: RecordingPlans
    state: RecordingState
    footage: Footage
    service: RecorderService
    it: Actor

    def add(self, code: str, main: str, sub: str = "") -> int:
        with self.catalogue.write():
            return Camera.create(code=code, name=code, kind="url", main_url=main, sub_url=sub, added_us=0).id

    def segments(self, camera_id: int, stream: str = "main") -> list[Segment]:
        with self.catalogue.read():
            where = (Segment.camera == camera_id) & (Segment.stream == stream)
            return list(Segment.select().where(where).order_by(Segment.start_us))

    def runs(self, camera_id: int) -> list[tuple[str, str, str]]:
        with self.catalogue.read():
            rows = RecordingRun.select().where(RecordingRun.camera == camera_id).order_by(RecordingRun.id)
            return [(row.stream, row.cause, row.reason) for row in rows]

    def gaps(self, camera_id: int) -> list[str]:
        with self.catalogue.read():
            return [row.reason for row in Gap.select().where(Gap.camera == camera_id).order_by(Gap.start_us)]

    def events(self, camera_id: int) -> list[FootageEvent]:
        with self.catalogue.read():
            return list(FootageEvent.select().where(FootageEvent.camera == camera_id).order_by(FootageEvent.id))

    @contextmanager
    def recording(self) -> Iterator[None]:
        stopping = threading.Event()
        thread = threading.Thread(target=self.service.run, args=(stopping,), name="recorder service")
        thread.start()
        try:
            yield
        finally:
            stopping.set()
            thread.join(10)
            assert not thread.is_alive()


@pytest.fixture
def house(data_folder: Path) -> Iterator[House]:
    folder, clock = DataFolder(data_folder), SystemClock()
    folder.prepare()
    catalogue = open_catalogue(folder.catalogue, clock)
    audit = Audit(catalogue, clock)
    cameras = Cameras(catalogue, clock, audit, Vault(folder.keys))
    retention = Retention(catalogue, clock, audit, Kept(catalogue, clock, audit), folder.recordings)
    with catalogue.write():
        row = User.create(username="it", name="IT", role=Role.IT, password_hash="-", created_us=0)
    yield House(
        folder,
        catalogue,
        RecordingPlans(catalogue, clock, audit),
        RecordingState(catalogue, folder, clock),
        Footage(catalogue, folder, clock),
        RecorderService(
            catalogue,
            cameras,
            retention,
            folder,
            clock,
            Post(catalogue, folder, clock),
            RecorderAlarms(Alarms(catalogue, clock, audit, "PC-1"), clock),
        ),
        Actor(row.id, "it", "IT", Role.IT, "", "s"),
    )
    catalogue.close()


def _until(condition: Callable[[], bool], seconds: float = 25.0, say: Callable[[], object] = lambda: "") -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, say()
        time.sleep(0.05)


def test_on_motion_only_what_happens_is_kept_with_the_seconds_before_it(house: House) -> None:
    main, sub = Corridor(320, 192), Corridor(160, 96)
    with corridors(main, sub) as cameras:
        camera = house.add("C01", str(cameras[0].url), str(cameras[1].url))
        house.plans.set(house.it, {camera: ON_MOTION}, "ban đêm")
        with house.recording():
            _until(lambda: (seen := house.state.all().get(camera)) is not None and seen.armed)
            eye = house.service._eyes
            _until(lambda: (sight := eye.sights().get(camera)) is not None and sight.looks >= 4)
            assert house.footage.pieces(camera, FOREVER) == [] and house.state.all()[camera].idle
            main.walking.set(), sub.walking.set()
            _until(lambda: house.state.all()[camera].recording)
            main.walking.clear(), sub.walking.clear()
            _until(lambda: house.state.all()[camera].armed)
            _until(lambda: len(house.segments(camera)) == 1)
            (segment,) = house.segments(camera)
            _until(lambda: house.events(camera)[0].end_us is not None)
        (event,) = house.events(camera)
    assert (event.kind, event.source, segment.cause) == ("motion", "recorder", "motion")
    assert event.end_us is not None and event.end_us - event.start_us >= SECOND
    assert segment.start_us <= event.start_us - 2 * SECOND + SECOND // 2
    assert segment.end_us >= event.end_us + SECOND
    assert house.runs(camera) == [("main", "motion", "cause_over")]
    assert house.gaps(camera) == ["recorder_stopped"]  # since the recorder was stopped, and nothing before


def test_both_streams_are_recorded_and_the_sub_stream_stands_in_for_the_main_one(house: House) -> None:
    main, sub = Corridor(320, 192), Corridor(160, 96)
    with corridors(main, sub) as cameras:
        camera = house.add("C01", str(cameras[0].url), str(cameras[1].url))
        house.plans.set(house.it, {camera: replace(DEFAULT, streams="both")})
        with house.recording():
            _until(lambda: {piece.stream for piece in house.footage._all(camera, FOREVER)} == {"main", "sub"})
            cameras.away(0)
            _until(lambda: house.state.all()[camera].reason == "camera_unreachable")
            lost_us = SystemClock().now_us()
            _until(lambda: house.footage.pieces(camera, FOREVER)[-1].end_us > lost_us + 2 * SECOND)
            pieces = house.footage.pieces(camera, FOREVER)
            assert [piece.stream for piece in pieces] == ["main", "sub"]
            assert abs(pieces[0].end_us - pieces[1].start_us) <= SECOND
            assert house.gaps(camera)[-1] == "camera_unreachable"
    (first,), (second,) = house.segments(camera), house.segments(camera, "sub")
    assert (first.width, second.width) == (320, 160) and second.path.startswith(f"{camera}-sub/")
    assert sorted(house.runs(camera)) == [
        ("main", "continuous", "camera_unreachable"),
        ("sub", "continuous", "recorder_stopped"),
    ]


def test_outside_its_hours_a_camera_is_left_alone_until_somebody_records_it_by_hand(house: House) -> None:
    now = SystemClock().now_us()
    hours = Grid().painted([(slot_of(now) + n) % 336 for n in range(-2, 3)], Level.OFF)
    with corridors(Corridor(160, 96)) as cameras:
        camera = house.add("C01", str(cameras[0].url))
        house.plans.set(house.it, {camera: replace(DEFAULT, grid=hours)}, "nghỉ hè")
        with house.recording():
            _until(lambda: (seen := house.state.all().get(camera)) is not None and seen.reason == "not_planned")
            assert house.state.all()[camera].idle and cameras[0].opened == 0
            house.plans.record_now(house.it, camera, 5)
            _until(lambda: (seen := house.state.all()[camera]).recording and seen.by_hand is not None)
            _until(lambda: bool(house.footage.pieces(camera, FOREVER)))
            house.plans.end_now(house.it, camera)
            _until(lambda: house.state.all()[camera].reason == "not_planned")
            _until(lambda: not cameras[0].connections)
    (segment,) = house.segments(camera)
    assert segment.cause == "manual" and house.runs(camera) == [("main", "manual", "not_planned")]
    assert house.gaps(camera) in ([], ["connecting"])  # as long as it took to reach it
    assert [(event.kind, event.source) for event in house.events(camera)] == [("manual", f"user:{house.it.user_id}")]


@pytest.mark.logs("recording_failed")
def test_whatever_keeps_a_camera_from_being_recorded_is_the_reason_of_its_gap(house: House, tmp_path: Path) -> None:
    film = encode(tmp_path / "old.avi", range(500), codec="mpeg4")
    with raw_camera("refuse") as refusing, raw_camera("good") as good:
        numbers = {
            "camera_refused": house.add("C01", str(refusing.url)),
            "camera_unreachable": house.add("C03", "rtsp://127.0.0.1:9/live"),
            "stream_invalid": house.add("C04", film.as_uri()),
            "recording_off": house.add("C05", str(good.url)),
        }
        with house.recording():
            off = numbers["recording_off"]
            _until(lambda: bool(house.footage.pieces(off, FOREVER)))
            with house.catalogue.write():
                Camera.update(record=False).where(Camera.id == off).execute()

            def told() -> dict[str, tuple[list[str], str]]:
                seen = house.state.all()
                return {reason: (house.gaps(one)[-1:], seen[one].reason) for reason, one in numbers.items()}

            expected = {reason: ([reason], reason) for reason in numbers}
            _until(lambda: told() == expected, say=told)
    assert house.runs(off) == [("main", "continuous", "recording_off")]
