"""The media process as the program sees it: real processes, real sockets, and what is left when they end."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import av
import psutil
import pytest

from tests.fakes.raw_rtsp import raw_camera
from tests.footage import START_US, encode, footage
from tests.video_watch import wait_for
from vms.core.clock import SystemClock
from vms.core.redact import LoggableUrl
from vms.video import client as client_module
from vms.video import media_life
from vms.video.client import RESTARTED, EngineClient, EngineView
from vms.video.engine import run_media_process
from vms.video.frames import StreamState
from vms.video.play_orders import Extend, FilmSpec, Play, PlayState, Seek
from vms.video.source import StreamSpec

SHARED = Path("/dev/shm")


def blocks() -> set[str]:
    return {path.name for path in SHARED.glob(f"vms-frames-{os.getpid()}-*")} if SHARED.is_dir() else set()


@contextmanager
def running(log: Path | None = None) -> Iterator[EngineClient]:
    client = EngineClient(SystemClock(), log)
    client.start()
    try:
        yield client
    finally:
        client.close()
        assert not client.alive and client.failure is None
        assert not blocks()


@pytest.fixture
def file(tmp_path: Path) -> StreamSpec:
    """A short film, played in a loop as a stream."""
    return StreamSpec(LoggableUrl(str(encode(tmp_path / "loop.mp4", range(50), fps=25, gop=5))))


def has_picture(view: EngineView) -> bool:
    return view.frame() is not None


def test_a_wall_of_views_lives_and_leaves_nothing_behind(file: StreamSpec, tmp_path: Path) -> None:
    with raw_camera() as camera, running(tmp_path / "media.jsonl") as client:
        views = [client.open_stream(StreamSpec(camera.url), 160, 90) for _ in range(3)]
        views.append(client.open_stream(file, 200, 100))
        wait_for(lambda: all(has_picture(view) for view in views))
        wait_for(lambda: all(view.status().state is StreamState.LIVE for view in views))
        assert camera.connections == 1  # three panes, one session
        views[0].close()
        views[0].close()
        before = views[1].sequence
        wait_for(lambda: views[1].sequence > before)
        for view in views[1:3]:
            view.close()
        wait_for(lambda: not camera.open)
    log = (tmp_path / "media.jsonl").read_text()
    assert "media_process_ended" in log and "hunter2" not in log


def test_a_pane_of_a_new_size_keeps_its_picture_until_the_new_one(file: StreamSpec) -> None:
    with running() as client:
        view = client.open_stream(file, 160, 90)
        wait_for(lambda: has_picture(view))
        before = view.sequence
        for width in (200, 300, 400, 250):
            view.resize(width, 100)
            assert has_picture(view)
        assert len(blocks()) == 2  # the one shown and the one to come
        wait_for(lambda: (frame := view.frame()) and frame.height == 62)
        assert view.sequence > before
        assert len(blocks()) == 1
        view.resize(250, 100)
        assert len(blocks()) == 1  # the same size is no change


def test_a_pane_changes_to_planes_and_back_without_losing_its_picture(file: StreamSpec) -> None:
    with running() as client:
        view = client.open_stream(file, 160, 90)
        wait_for(lambda: has_picture(view))
        view.set_planes(True)
        wait_for(lambda: (frame := view.frame()) and frame.matrix is not None)
        view.resize(200, 100)
        wait_for(lambda: (frame := view.frame()) and frame.width == 200 and frame.matrix is not None)
        view.set_planes(False)
        assert has_picture(view)
        wait_for(lambda: (frame := view.frame()) and frame.matrix is None)
        assert len(blocks()) == 1


@pytest.mark.logs("media_process_lost")
def test_a_killed_media_process_comes_back_with_its_views(file: StreamSpec) -> None:
    with raw_camera() as camera, running() as client:
        views = [client.open_stream(StreamSpec(camera.url), 160, 90), client.open_stream(file, 160, 90)]
        wait_for(lambda: all(view.status().state is StreamState.LIVE for view in views))
        pid, told = client.pid, threading.Event()
        assert pid

        def watch() -> None:
            wait_for(lambda: views[0].status().reason == RESTARTED)
            told.set()

        watcher = threading.Thread(target=watch)
        watcher.start()
        os.kill(pid, signal.SIGKILL)
        watcher.join()
        assert told.is_set()
        assert all(has_picture(view) for view in views)  # the last pictures stay
        before = [view.sequence for view in views]
        wait_for(lambda: all(view.sequence > last for view, last in zip(views, before, strict=True)))
        wait_for(lambda: all(view.status().state is StreamState.LIVE for view in views))
        assert client.restarts == 1 and client.pid != pid


@pytest.mark.logs("media_process_lost")
def test_a_media_process_that_hangs_is_replaced(file: StreamSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "_SILENT_S", 1.8)
    monkeypatch.setattr(media_life, "END_S", 0.5)
    with running() as client:
        view = client.open_stream(file, 160, 90)
        wait_for(lambda: has_picture(view) and view.status().state is StreamState.LIVE)  # it has said a word
        pid = client.pid
        assert pid
        os.kill(pid, signal.SIGSTOP)
        for width in range(100, 400):  # the window must not wait while nobody reads its commands
            view.resize(width, 90)
        wait_for(lambda: client.pid not in (None, pid))
        wait_for(lambda: (frame := view.frame()) and frame.height == 90)
        assert not psutil.pid_exists(pid)


def exits_at_once(link: Connection, log: Path | None) -> None:
    os._exit(3)


@pytest.mark.logs("media_process_lost")
def test_a_media_process_that_cannot_start_is_tried_with_growing_waits(file: StreamSpec) -> None:
    client = EngineClient(SystemClock(), entry=exits_at_once)
    client.start()
    view = client.open_stream(file, 160, 90)
    wait_for(lambda: client.restarts >= 2)
    assert view.status().reason == RESTARTED and view.frame() is None
    client.close()
    assert not client.alive and not blocks()


def a_file_ends_it(link: Connection, log: Path | None) -> None:
    """A media process whose decoder falls over one file."""
    opened = av.open

    def fragile(file: Any, *args: Any, **options: Any) -> Any:
        if "poison" in str(file):
            os.kill(os.getpid(), signal.SIGSEGV)
        return opened(file, *args, **options)

    av.open = fragile
    run_media_process(link, log)


@pytest.mark.logs("media_process_lost", "film_set_aside")
@pytest.mark.skipif(sys.platform == "win32", reason="SIGSEGV")
def test_a_file_that_ends_the_media_process_twice_is_not_opened_a_third_time(file: StreamSpec, tmp_path: Path) -> None:
    (tmp_path / "poison").mkdir()
    (tmp_path / "good").mkdir()
    client = EngineClient(SystemClock(), entry=a_file_ends_it)
    client.start()
    live = client.open_stream(file, 160, 90)
    wait_for(lambda: has_picture(live))
    group = client.open_group(START_US)
    film = client.open_film(FilmSpec(tuple(footage(tmp_path / "poison", [START_US])), START_US), 160, 90, group)
    wait_for(lambda: (status := film.film_status()) is not None and status.state is PlayState.UNREADABLE)
    wait_for(lambda: live.status().state is StreamState.LIVE)
    pid, before = client.pid, live.sequence
    wait_for(lambda: live.sequence > before + 20)
    assert client.restarts == 2 and client.pid == pid, "live goes on"
    # Somewhere else there is a file that can be read.
    later = START_US + 60_000_000
    film.command(Extend(tuple(footage(tmp_path / "good", [later]))))
    group.command(Seek(later, 1))
    wait_for(lambda: film.done_number == 1 and has_picture(film))
    assert client.restarts == 2
    group.close()
    client.close()
    assert not client.alive and not blocks()


def test_a_refused_password_is_not_tried_again_by_showing_the_pane_again() -> None:
    with raw_camera("refuse") as camera, running() as client:
        view = client.open_stream(StreamSpec(camera.url), 160, 90)
        wait_for(lambda: view.status().state is StreamState.REFUSED)
        tries = camera.tries
        for _ in range(3):
            view.close()
            view = client.open_stream(StreamSpec(camera.url), 160, 90)
            wait_for(lambda view=view: view.status().state is StreamState.REFUSED)
        assert camera.tries == tries
        camera.mode = "good"
        view.retry()
        wait_for(lambda: has_picture(view))


def test_hidden_views_stand_still(file: StreamSpec) -> None:
    with running() as client:
        view = client.open_stream(file, 160, 90)
        wait_for(lambda: has_picture(view))
        view.pause()
        time.sleep(0.3)
        before = view.sequence
        time.sleep(0.4)
        assert view.sequence == before
        view.resume()
        wait_for(lambda: view.sequence > before)


@pytest.mark.logs("media_process_lost")
def test_a_film_is_played_moved_and_goes_on_in_a_new_process(tmp_path: Path) -> None:
    pieces = tuple(footage(tmp_path, [START_US], frames=100))
    with running() as client:
        view = client.open_film(FilmSpec(pieces, START_US), 160, 90)
        wait_for(lambda: (status := view.film_status()) and status.state is PlayState.PAUSED)
        assert view.position_us == START_US
        view.command(Seek(START_US + 2_000_000))
        wait_for(lambda: view.position_us == START_US + 2_000_000)
        view.resize(320, 180)  # a paused film fills its new pane all the same
        wait_for(lambda: (frame := view.frame()) and frame.width == 320)
        view.command(Play())
        wait_for(lambda: (status := view.film_status()) and status.state is PlayState.PLAYING)
        wait_for(lambda: view.position_us > START_US + 2_400_000)
        assert client.pid
        reached = view.position_us
        os.kill(client.pid, signal.SIGKILL)
        wait_for(lambda: client.restarts == 1)
        wait_for(lambda: (status := view.film_status()) and status.state is PlayState.ENDED)
        assert reached <= view.position_us <= START_US + 4_000_000


def test_everything_ends_with_the_program_even_when_it_is_killed(tmp_path: Path, file: StreamSpec) -> None:
    script = tmp_path / "program.py"
    script.write_text(
        "import sys, time\n"
        "from vms.core.clock import SystemClock\n"
        "from vms.core.redact import LoggableUrl\n"
        "from vms.video.client import EngineClient\n"
        "from vms.video.source import StreamSpec\n"
        "if __name__ == '__main__':\n"
        "    client = EngineClient(SystemClock())\n"
        "    client.start()\n"
        "    view = client.open_stream(StreamSpec(LoggableUrl(sys.argv[1])), 160, 90)\n"
        "    while view.frame() is None:\n"
        "        time.sleep(0.01)\n"
        "    print(client.pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    with psutil.Popen(
        [sys.executable, str(script), file.url.reveal()],
        stdout=-1,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as program:
        media = int(program.stdout.readline())
        program.kill()
    wait_for(lambda: not psutil.pid_exists(media) or psutil.Process(media).status() == psutil.STATUS_ZOMBIE)
