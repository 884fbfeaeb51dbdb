"""Watching live through the service: rights, the log of acts, and main or sub stream by the size of the pane."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fakes.raw_rtsp import RawCamera, raw_camera
from tests.unit.services.school_in_a_box import SchoolInABox, open_school
from tests.video_watch import wait_for
from vms.core.clock import SystemClock
from vms.core.errors import CameraUnreachable, InvalidInput, NotAllowed
from vms.core.redact import Secret
from vms.security.permissions import Role
from vms.security.vault import Vault
from vms.services.cameras import CameraDraft, Cameras
from vms.services.live import Live, LiveView
from vms.video.client import EngineClient
from vms.video.frames import StreamState
from vms.video.framing import PLAIN, Framing
from vms.video.watching import References, WatchNews


@dataclass
class Wall:
    """The live service over two cameras on sockets: the main stream of one, the sub stream of the other."""

    school: SchoolInABox
    cameras: Cameras
    live: Live
    engine: EngineClient
    main: RawCamera
    sub: RawCamera

    def draft(self, **changed: object) -> CameraDraft:
        given: dict[str, object] = {
            "code": "C09",
            "name": "Cổng chính",
            "area_name": "Sân chính",
            "kind": "url",
            "user": "admin",
            "password": Secret("hunter2"),
            "main_url": f"rtsp://127.0.0.1:{self.main.port}/main",
            "sub_url": f"rtsp://127.0.0.1:{self.sub.port}/sub",
        }
        return CameraDraft(**(given | changed))  # type: ignore[arg-type]


@pytest.fixture
def wall(tmp_path: Path) -> Iterator[Wall]:
    engine = EngineClient(SystemClock())
    with open_school(tmp_path) as school, raw_camera() as main, raw_camera() as sub:
        cameras = Cameras(school.catalogue, school.clock, school.audit, Vault(school.folder.keys))
        live = Live(cameras, school.audit, engine)
        engine.start()
        yield Wall(school, cameras, live, engine, main, sub)
        live.close()
        engine.close()


def shows_picture(view: LiveView) -> Callable[[], object]:
    return lambda: view.frame() is not None


def test_every_look_is_in_the_log_of_acts_once(wall: Wall) -> None:
    camera = wall.cameras.add(wall.school.it, wall.draft())
    view = wall.live.show(wall.school.guard, camera.id, 320, 180)
    wait_for(shows_picture(view))
    view.resize(300, 170)
    view.pause()
    view.resume()
    entry = wall.school.last_act()
    assert (entry.action, entry.object, entry.role) == ("watch_live", f"camera:{camera.id}", "guard")
    assert wall.school.acts().count("watch_live") == 1


def test_who_may_not_watch_sees_nothing(wall: Wall) -> None:
    camera = wall.cameras.add(wall.school.it, wall.draft())
    with pytest.raises(NotAllowed):
        wall.live.show(wall.school.people[Role.FINANCE], camera.id, 320, 180)
    elsewhere = wall.cameras.add(wall.school.it, wall.draft(code="C10", area_name="Cổng phụ"))
    wall.live.show(wall.school.unit, camera.id, 320, 180)  # the unit's own area
    with pytest.raises(NotAllowed):
        wall.live.show(wall.school.unit, elsewhere.id, 320, 180)
    with pytest.raises(InvalidInput):
        wall.live.show(wall.school.guard, 9999, 320, 180)
    assert wall.school.acts().count("watch_live") == 1


def test_the_pane_gets_the_sub_stream_when_small_and_the_main_stream_when_large(wall: Wall) -> None:
    camera = wall.cameras.add(wall.school.it, wall.draft())
    view = wall.live.show(wall.school.guard, camera.id, 320, 180)
    wait_for(shows_picture(view))
    assert (wall.main.connections, wall.sub.connections, view.quality) == (0, 1, "sub")
    wall.main.mode = "silent"
    view.resize(960, 540)
    before = view.sequence
    assert before and view.quality == "main"
    wait_for(lambda: view.sequence > before + 5)  # no black gap: the sub stream runs on while the main one is awaited
    assert wall.sub.open
    wall.main.mode = "good"
    wall.main.hang_up()
    last, newest = view.sequence, 0
    while wall.sub.open:
        newest = view.sequence
        assert view.frame() is not None and newest >= last
        last = newest
    view.resize(650, 360)
    assert view.quality == "main"  # not so much smaller that it pays to go back
    view.resize(320, 180)
    assert view.quality == "sub"
    wait_for(lambda: view.frame() is not None and not wall.main.open)
    assert view.sequence > last


def test_a_camera_without_sub_stream_shows_its_main_stream(wall: Wall) -> None:
    camera = wall.cameras.add(wall.school.it, wall.draft(sub_url=""))
    view = wall.live.show(wall.school.guard, camera.id, 100, 60)
    wait_for(shows_picture(view))
    assert (wall.main.connections, wall.sub.connections) == (1, 0)


def test_a_changed_password_is_used_at_once(wall: Wall) -> None:
    wall.sub.mode = "refuse"
    camera = wall.cameras.add(wall.school.it, wall.draft())
    view = wall.live.show(wall.school.guard, camera.id, 320, 180)
    wait_for(lambda: view.status().state is StreamState.REFUSED)
    wall.sub.mode = "good"
    wall.cameras.edit(wall.school.it, camera.id, wall.draft(password=Secret("better")))
    wait_for(lambda: view.sequence and view.status().state is StreamState.LIVE)


def test_a_camera_taken_out_of_use_goes_dark_and_comes_back(wall: Wall) -> None:
    camera = wall.cameras.add(wall.school.it, wall.draft())
    view = wall.live.show(wall.school.guard, camera.id, 320, 180)
    wait_for(shows_picture(view))
    wall.cameras.remove(wall.school.board, camera.id, "Hỏng")
    wait_for(lambda: view.frame() and view.status().state is StreamState.ENDED)
    with pytest.raises(CameraUnreachable):
        wall.live.show(wall.school.guard, camera.id, 320, 180)
    wall.cameras.restore(wall.school.board, camera.id)
    before = view.sequence
    wait_for(lambda: view.sequence > before and view.status().state is StreamState.LIVE)


def test_a_closed_view_is_quiet(wall: Wall) -> None:
    camera = wall.cameras.add(wall.school.it, wall.draft())
    view = wall.live.show(wall.school.guard, camera.id, 320, 180)
    wait_for(shows_picture(view))
    view.close()
    view.close()
    assert view.frame() is None
    view.resize(900, 500)
    wait_for(lambda: not wall.sub.open)


def test_zooming_into_a_small_pane_asks_for_the_main_stream_and_out_gives_it_back(wall: Wall) -> None:
    camera = wall.cameras.add(wall.school.it, wall.draft())
    view = wall.live.show(wall.school.guard, camera.id, 320, 180)
    wait_for(shows_picture(view))
    view.set_framing(PLAIN.zoomed_at(0.5, 0.5, 4.0))
    assert view.quality == "main"
    wait_for(lambda: view.frame() is not None and wall.main.open and not wall.sub.open)
    view.set_framing(PLAIN)
    assert view.quality == "sub"
    wait_for(lambda: view.frame() is not None and wall.sub.open and not wall.main.open)


@pytest.mark.logs("media_process_lost")
def test_a_turned_picture_stays_turned_in_a_new_media_process(wall: Wall) -> None:
    camera = wall.cameras.add(wall.school.it, wall.draft())
    view = wall.live.show(wall.school.guard, camera.id, 320, 180)
    view.set_framing(Framing(turn=90))

    def upright() -> bool:
        frame = view.frame()
        return frame is not None and frame.height > frame.width

    wait_for(upright)
    pid, before = wall.engine.pid, view.sequence
    assert pid
    os.kill(pid, signal.SIGKILL)
    wait_for(lambda: wall.engine.pid not in (None, pid) and view.sequence > before)
    assert upright()


def test_watches_run_without_a_pane_say_what_they_see_and_end(wall: Wall) -> None:
    camera = wall.cameras.add(wall.school.it, wall.draft())
    off = wall.cameras.add(wall.school.it, wall.draft(code="C10"))
    wall.cameras.remove(wall.school.board, off.id, "Hỏng")
    heard: list[tuple[int, WatchNews]] = []
    wall.live.on_watch(lambda camera_id, news: heard.append((camera_id, news)))
    wall.live.set_watch({camera.id: References(), off.id: References()})
    wait_for(lambda: heard)
    assert heard[0][0] == camera.id and camera.id in wall.live.watch_states()
    assert (wall.main.connections, wall.sub.connections) == (0, 1)
    view = wall.live.show(wall.school.guard, camera.id, 320, 180)
    wait_for(shows_picture(view))
    assert wall.sub.connections == 1  # pane and watch share the session
    view.close()
    wall.live.set_watch({camera.id: References()})
    assert wall.sub.connections == 1  # nothing changed, nothing began anew
    wall.live.set_watch({})
    wait_for(lambda: not wall.sub.open)
    assert not wall.live.watch_states()
