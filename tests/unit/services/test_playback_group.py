"""Groups of cameras that play together: the real media process over footage and rows as the recorder leaves them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.footage import BITS, CELL
from tests.unit.services.footage_on_disk import film, rows
from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.clock import SystemClock
from vms.core.errors import InvalidInput, NotAllowed
from vms.core.instants import HOUR, SECOND, Span
from vms.models.audit import AuditEntry
from vms.models.camera import Camera
from vms.models.recording import Gap
from vms.security.permissions import Role
from vms.security.vault import Vault
from vms.services.archive import Archive, Landmark
from vms.services.cameras import Cameras
from vms.services.footage import Footage
from vms.services.incidents import IncidentDraft
from vms.services.playback_group import GroupPane, PlayGroup, PlayState
from vms.video.client import EngineClient

START = NOON - 10 * HOUR
REASON = "Kiểm tra sự việc"
SIZE = (BITS * CELL, 64)


@pytest.fixture
def box(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "school") as box:
        yield box


@pytest.fixture
def engine() -> Iterator[EngineClient]:
    client = EngineClient(SystemClock())
    client.start()
    yield client
    client.close()


def _archive(box: SchoolInABox, engine: EngineClient) -> Archive:
    cameras = Cameras(box.catalogue, box.clock, box.audit, Vault(box.folder.keys))
    footage = Footage(box.catalogue, box.folder, box.clock)
    return Archive(box.catalogue, box.clock, box.audit, cameras, footage, box.holds, box.limits, engine)


def _until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def _number(pane: GroupPane) -> int:
    frame = pane.frame()
    if frame is None:
        return -1
    row = frame.pixels[frame.height // 2]
    cell = frame.width / BITS
    return sum(int(row[int(bit * cell + cell / 2), :3].mean() > 128) << bit for bit in range(BITS))


def _instant(pane: GroupPane) -> int:
    frame = pane.frame()
    return frame.instant_us if frame else 0


def _group(box: SchoolInABox, engine: EngineClient, tmp_path: Path) -> PlayGroup:
    """The first camera has four seconds, the second two of them and none between one and two."""
    film(box, tmp_path, box.cameras[0], [START, START + 2 * SECOND])
    film(box, tmp_path, box.cameras[1], [START, START + 2 * SECOND], frames=25)
    with box.catalogue.write():
        Gap.create(camera=box.cameras[1], start_us=START + SECOND, end_us=START + 2 * SECOND, reason="camera_silent")
    return _archive(box, engine).open_group(box.board, REASON)


def test_two_cameras_play_together_and_each_is_logged(box: SchoolInABox, engine: EngineClient, tmp_path: Path) -> None:
    with closing(_group(box, engine, tmp_path)) as group:
        first, second = (group.add(camera, *SIZE) for camera in box.cameras)
        group.seek(START + 12 * 40_000)
        assert group.chosen == box.cameras[0] and group.instant == START + 12 * 40_000
        _until(lambda: _number(first) == _number(second) == 12)
        _until(lambda: first.status().state is second.status().state is PlayState.PAUSED)
        group.step(1)
        _until(lambda: _number(first) == _number(second) == 13)
        group.seek(START + 3 * SECOND // 2)
        assert group.instant == START + 3 * SECOND // 2  # at once, before it is there
        _until(lambda: _number(first) == 37 and second.status().state is PlayState.GAP)
        _until(lambda: second.status().reason == "camera_silent")
        assert second.status().gap == Span(START + SECOND, START + 2 * SECOND)
        group.play()
        _until(lambda: second.status().state is PlayState.PLAYING and _number(second) > 26)
        group.pause()
        _until(lambda: first.status().state is PlayState.PAUSED)
        assert abs(_instant(first) - _instant(second)) <= 40_000
        assert not group.playing and group.instant >= _instant(first)
        group.remove(box.cameras[1])
        _until(lambda: "playback_closed" in box.acts())
    with box.catalogue.read():
        log = list(AuditEntry.select().where(AuditEntry.action.startswith("playback")).order_by(AuditEntry.seq))
    cameras = [f"camera:{camera}" for camera in box.cameras]
    assert [(entry.action, entry.object) for entry in log] == [
        ("playback_opened", cameras[0]),
        ("playback_opened", cameras[1]),
        ("playback_closed", cameras[1]),
        ("playback_closed", cameras[0]),
    ]
    assert {entry.reason for entry in log} == {REASON} and f'"start_us":{START + 12 * 40_000}' in log[3].details


def test_out_of_step_each_keeps_its_own_clock(box: SchoolInABox, engine: EngineClient, tmp_path: Path) -> None:
    with closing(_group(box, engine, tmp_path)) as group:
        group.seek(START)
        first, second = (group.add(camera, *SIZE) for camera in box.cameras)
        _until(lambda: _number(first) == _number(second) == 0)
        group.set_sync(False)
        group.choose(box.cameras[1])
        group.set_speed(0.5)
        group.seek(START + 10 * 40_000)
        _until(lambda: _number(second) == 10)
        assert group.instant == START + 10 * 40_000 and _number(first) == 0
        group.choose(box.cameras[0])
        assert (group.instant, group.speed) == (START, 1.0)
        group.choose(box.cameras[1])
        assert group.speed == 0.5
        group.set_sync(True)
        _until(lambda: _number(first) == 10)
        assert group.speed == 0.5 and group.synced


def test_a_seek_far_away_looks_the_files_up_and_a_loop_stays_in_it(
    box: SchoolInABox, engine: EngineClient, tmp_path: Path
) -> None:
    far = NOON - 2 * HOUR
    film(box, tmp_path, box.cameras[0], [START, far])
    with closing(_archive(box, engine).open_group(box.board, REASON)) as group:
        pane = group.add(box.cameras[0], *SIZE)
        group.seek(START)
        _until(lambda: _number(pane) == 0)
        group.seek(far + SECOND)
        group.set_loop(Span(far + SECOND, far + 3 * SECOND // 2))
        group.play()
        seen: set[int] = set()
        _until(lambda: seen.add(_number(pane)) or (86 in seen and 76 in seen))
        assert seen - {0} <= set(range(75, 89))
        group.set_loop(None)
        _until(lambda: pane.status().state is PlayState.ENDED and _number(pane) == 99)
        with pytest.raises(InvalidInput):
            group.set_loop(Span(far, far + 1000))


@pytest.mark.logs("media_process_lost")
def test_a_group_goes_on_where_it_was_when_the_media_process_dies(
    box: SchoolInABox, engine: EngineClient, tmp_path: Path
) -> None:
    with closing(_group(box, engine, tmp_path)) as group:
        group.seek(START + 20 * 40_000)
        first, second = (group.add(camera, *SIZE) for camera in box.cameras)
        _until(lambda: _number(first) == _number(second) == 20)
        before = first.sequence
        assert engine.pid is not None
        os.kill(engine.pid, signal.SIGKILL)
        _until(lambda: first.sequence > before and _number(first) == _number(second) == 20)
        group.step(-1)
        _until(lambda: _number(first) == _number(second) == 19)


def test_who_may_see_nothing_of_a_camera_gets_a_pane_that_says_so(
    box: SchoolInABox, engine: EngineClient, tmp_path: Path
) -> None:
    film(box, tmp_path, box.cameras[0], [NOON - HOUR, NOON - HOUR + 2 * SECOND])
    rows(box, box.cameras[1], [NOON - HOUR])
    archive = _archive(box, engine)
    with pytest.raises(NotAllowed):
        archive.open_group(box.people[Role.FINANCE], REASON)
    with pytest.raises(InvalidInput):
        archive.open_group(box.board, "  ")
    incident = box.incidents.open(box.guard, IncidentDraft("Ngã", "accident", "Sân", NOON - HOUR))
    box.holds.place(box.guard, [box.cameras[0]], Span(NOON - HOUR, NOON - HOUR + SECOND), "sự việc", None, incident.id)
    with closing(archive.open_group(box.it, REASON)) as group:
        group.seek(NOON - HOUR)
        allowed, refused = (group.add(camera, *SIZE) for camera in box.cameras)
        _until(lambda: refused.status().state is PlayState.REFUSED and _number(allowed) == 0)
        assert refused.status().reason == "not_allowed" and refused.sequence == 0
        group.choose(refused.camera_id)
        group.seek(NOON - HOUR + 10 * 40_000)
        _until(lambda: _number(allowed) == 10)
        group.step(1)  # there is nothing to step in: it only stands
        group.play()
        _until(lambda: group.instant > NOON - HOUR + 15 * 40_000)  # the clock of the others


def test_what_a_guard_may_not_see_is_a_gap_that_says_so(
    box: SchoolInABox, engine: EngineClient, tmp_path: Path
) -> None:
    film(box, tmp_path, box.cameras[0], [NOON - 30 * HOUR, NOON - 23 * HOUR])
    film(box, tmp_path, box.cameras[1], [NOON - 22 * HOUR])
    with closing(_archive(box, engine).open_group(box.guard, REASON)) as group:
        panes = [group.add(camera, *SIZE) for camera in box.cameras]
        group.seek(NOON - 30 * HOUR)
        _until(lambda: _instant(panes[0]) == NOON - 23 * HOUR == group.instant)
        group.seek(NOON - 22 * HOUR)
        _until(lambda: panes[0].status().state is PlayState.GAP)
        _until(lambda: panes[0].status().reason == "not_recorded")


def test_thumbnails_come_for_the_newest_request_and_only_of_cameras_in_the_group(
    box: SchoolInABox, engine: EngineClient, tmp_path: Path
) -> None:
    with closing(_group(box, engine, tmp_path)) as group:
        pane = group.add(box.cameras[0], *SIZE)
        _until(lambda: pane.sequence > 0)
        strip = group.thumbnails()
        strip.ask(box.cameras[0], [START + SECOND], 32)
        asked = [START + number * 40_000 for number in (3, 17, 99, 3000)]
        strip.ask(box.cameras[0], asked, 32)
        found = []
        _until(lambda: found.extend(strip.take()) or strip.done)
        assert [one.asked_us for one in found] == asked
        assert [(one.instant_us - START) // 40_000 for one in found[:3]] == [0, 10, 90] and not found[3].jpeg
        picture = cv2.imdecode(np.frombuffer(found[1].jpeg, np.uint8), cv2.IMREAD_COLOR)
        assert picture is not None and picture.shape == (32, 128, 3) == (found[1].height, found[1].width, 3)
        assert picture[16, 8 * 3 + 4].mean() > 128 > picture[16, 4].mean()  # 10 is 1010: bit 3 white, bit 0 black
        with box.catalogue.write():
            Camera.update(turn=90).where(Camera.id == box.cameras[1]).execute()
        group.add(box.cameras[1], *SIZE)
        group.seek(START)
        _until(lambda: group.panes[1].sequence > 0)
        strip.ask(box.cameras[1], asked[:1], 128)
        _until(lambda: found.extend(strip.take()) or strip.done)
        assert (found[-1].width, found[-1].height) == (32, 128)  # the way up that panes show it
        group.remove(box.cameras[1])
        strip.ask(box.cameras[1], asked, 32)
        _until(lambda: strip.done)
        assert all(not one.jpeg for one in strip.take())  # it isn't in the group any more
        strip.close()
        strip.close()


def test_one_jumps_only_to_where_one_may_look(box: SchoolInABox, engine: EngineClient) -> None:
    archive, camera = _archive(box, engine), box.cameras[0]
    rows(box, camera, [START])
    assert archive.find_landmark(box.guard, [camera], Landmark.STRETCH, START - HOUR, 1) == START
    box.clock.now += 20 * HOUR  # no longer within what a guard may see
    assert archive.find_landmark(box.guard, [camera], Landmark.STRETCH, START - HOUR, 1) is None
    with pytest.raises(NotAllowed):
        archive.find_landmark(box.people[Role.FINANCE], [camera], Landmark.STRETCH, START, 1)


def test_seventeen_cameras_are_too_many_and_a_closed_group_does_nothing(
    box: SchoolInABox, engine: EngineClient
) -> None:
    group = _archive(box, engine).open_group(box.board, REASON)
    panes = [group.add(1000 + number, *SIZE) for number in range(16)]
    with pytest.raises(InvalidInput):
        group.add(2000, *SIZE)
    assert group.add(1003, *SIZE) is panes[3]
    _until(lambda: all(pane.status().state is PlayState.REFUSED for pane in panes))
    group.close()
    group.close()
    group.play()
    group.seek(1 << 70)
    group.seek(-(1 << 70))
    assert panes[0].frame() is None and group.panes == ()
