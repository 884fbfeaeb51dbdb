"""Cameras that misbehave in mid-stream, watched through the media process: it never falls, no old picture looks alive,
and the picture comes back. One test a behaviour, over real sockets."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest

from tests.fakes.bad_cameras import Cameras, Change, pretend_cameras
from tests.fakes.films import FilmName
from tests.pane_watch import PaneWatch, look
from tests.video_watch import wait_for
from vms.core.clock import SystemClock
from vms.ui.wall.pane_state import STALL_AFTER_S, PaneState
from vms.video.client import EngineClient

# A pane looks at its status about four times a second; the rest is for a machine that runs other tests too.
_LOOK_S = 0.5
_LOST = {PaneState.stalled, PaneState.offline}


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineClient]:
    """One media process for the whole file: what one camera does to it, the next would feel."""
    client = EngineClient(SystemClock())
    client.start()
    wait_for(lambda: client.pid)  # it must not count as a process that the first test leaves behind
    yield client
    restarts = client.restarts
    client.close()
    assert restarts == 0, "the media process fell"


class Scene:
    """Cameras and their panes."""

    def __init__(self, cameras: Cameras, panes: list[PaneWatch]) -> None:
        self.cameras, self.panes = cameras, panes

    def order(self, change: Change) -> None:
        """All cameras do this."""
        for number in range(len(self.panes)):
            self.cameras.order(number, change)

    def wait(self, *states: PaneState, seconds: float = 20.0) -> None:
        """Until every pane shows one of these states."""
        look(self.panes, lambda: all(pane.state in states for pane in self.panes), seconds)

    def new_pictures(self, count: int, seconds: float = 20.0) -> None:
        """Until so many more pictures were shown live in every pane."""
        goals = [pane.feed.sequence + count for pane in self.panes]
        look(
            self.panes,
            lambda: all(
                pane.feed.sequence >= goal and pane.state is PaneState.live
                for pane, goal in zip(self.panes, goals, strict=True)
            ),
            seconds,
        )

    def watch(self, seconds: float) -> None:
        """Look for so long."""
        end = time.monotonic() + seconds
        look(self.panes, lambda: time.monotonic() > end, seconds + 10)


@contextmanager
def scene(engine: EngineClient, *films: FilmName, read_strip: bool = True) -> Iterator[Scene]:
    """These films, each in a pane, live; at the end no pane may have shown an old picture as a live one."""
    with pretend_cameras(*films) as cameras:
        panes = [PaneWatch(engine, camera.url, read_strip=read_strip) for camera in cameras.all]
        made = Scene(cameras, panes)
        try:
            made.new_pictures(3)
            yield made
        finally:
            for pane in panes:
                pane.close()
        for pane in panes:
            assert pane.longest_live_s <= STALL_AFTER_S + _LOOK_S, pane.states
            assert pane.oldest_live_ms <= (STALL_AFTER_S + _LOOK_S) * 1000, pane.states


def test_a_connection_that_is_reset(engine: EngineClient) -> None:
    with scene(engine, "h264") as shown:
        for _ in range(3):
            shown.order("cut")
            shown.new_pictures(5)
        assert shown.cameras[0].opened == 4


def test_a_camera_that_goes_and_returns_as_another(engine: EngineClient) -> None:
    with scene(engine, "h264") as shown:
        shown.order("away")
        shown.wait(PaneState.offline)
        assert shown.panes[0].status.reason == "camera_unreachable"
        shown.order("large")
        shown.order("back")
        shown.new_pictures(5)
        assert shown.panes[0].status.width == 640


def test_a_socket_that_stays_open_and_silent(engine: EngineClient) -> None:
    with scene(engine, "h264") as shown:
        shown.order("hang")
        shown.wait(*_LOST)
        shown.order("good")
        shown.new_pictures(5)


@pytest.mark.parametrize("noise", ["spoilt", "derailed"])
@pytest.mark.timeout(60)
def test_noise_in_place_of_pictures(engine: EngineClient, noise: Change) -> None:
    with scene(engine, "h264", read_strip=False) as shown:
        shown.order(noise)
        shown.wait(*_LOST)
        shown.order("good")
        shown.new_pictures(5, seconds=30)


def test_damaged_and_missing_packets(engine: EngineClient) -> None:
    with scene(engine, "h264", "h265", "mjpeg", read_strip=False) as shown:
        shown.order("damaged")
        shown.watch(5)
        look(shown.panes, lambda: shown.panes[0].status.lost > 0)
        shown.order("good")
        shown.new_pictures(20)


def test_another_resolution_in_mid_stream(engine: EngineClient) -> None:
    with scene(engine, "h264") as shown:
        shown.order("large")
        shown.new_pictures(20)
        look(shown.panes, lambda: shown.panes[0].status.width == 640)
        shown.order("h264")
        shown.new_pictures(20)
        look(shown.panes, lambda: shown.panes[0].status.width == 320)
        assert shown.cameras[0].opened == 1
        assert not _LOST & set(shown.panes[0].states)


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_another_codec_in_mid_stream(engine: EngineClient) -> None:
    with scene(engine, "h264") as shown:
        for film, codec in (("h265", "hevc"), ("mjpeg", "mjpeg"), ("h264", "h264")):
            shown.order(film)
            look(shown.panes, lambda codec=codec: shown.panes[0].status.codec == codec, 40)
            shown.new_pictures(5)


def test_pictures_that_come_out_of_order_are_shown_in_order(engine: EngineClient) -> None:
    with scene(engine, "bframes") as shown:
        shown.new_pictures(30)
        strips = shown.panes[0].strips
        assert all((after - before) % 60_000 < 30_000 for before, after in pairwise(strips))


@pytest.mark.parametrize("stamps", ["unstamped", "jumping"])
def test_useless_time_stamps(engine: EngineClient, stamps: Change) -> None:
    with scene(engine, "h264") as shown:
        shown.order(stamps)
        shown.new_pictures(30, seconds=40)  # a busy machine shows four a second
        frame = shown.panes[0].feed.frame
        assert frame
        assert abs(frame.instant_us - time.time() * 1e6) < 3e6  # the arrival counts, not the stamp
        shown.order("good")
        shown.new_pictures(20)
        assert not _LOST & set(shown.panes[0].states)


@pytest.mark.parametrize("film", ["h265", "mjpeg", "4k"])
def test_other_kinds_of_picture(engine: EngineClient, film: FilmName) -> None:
    with scene(engine, film) as shown:
        shown.new_pictures(10)
        assert not _LOST & set(shown.panes[0].states)


@pytest.mark.slow
def test_one_picture_a_second_is_live_all_the_time(engine: EngineClient) -> None:
    with scene(engine, "slow") as shown:
        shown.watch(6)
        assert shown.panes[0].states[-1] is PaneState.live
        assert not _LOST & set(shown.panes[0].states)


@pytest.mark.slow
def test_a_network_that_holds_back_and_lets_go(engine: EngineClient) -> None:
    with scene(engine, "h264") as shown:
        shown.order("stutter")
        shown.watch(7)
        shown.order("good")
        shown.new_pictures(20)
        shown.watch(3)
        # What lay in the network for seconds is no delay for ever.
        shown.panes[0].oldest_live_ms = 0
        shown.watch(1)
        assert shown.panes[0].oldest_live_ms < 1500


@pytest.mark.slow
@pytest.mark.timeout(60)
def test_the_whole_network_gone_and_back(engine: EngineClient) -> None:
    with scene(engine, "h264", "h264", "h265", "mjpeg", "bframes") as shown:
        shown.order("away")
        shown.wait(PaneState.offline)
        shown.watch(5)
        shown.order("back")
        shown.new_pictures(5)


@pytest.mark.slow
def test_a_media_process_that_napped_shows_no_old_pictures(engine: EngineClient) -> None:
    with scene(engine, "h264", "h264") as shown:
        assert engine.pid
        os.kill(engine.pid, signal.SIGSTOP)
        try:
            shown.wait(PaneState.stalled)
        finally:
            os.kill(engine.pid, signal.SIGCONT)
        shown.new_pictures(20)
        shown.watch(3)
        for pane in shown.panes:
            pane.oldest_live_ms = 0
        shown.watch(1)
        assert all(pane.oldest_live_ms < 1500 for pane in shown.panes)
