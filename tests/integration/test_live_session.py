"""One session against cameras that misbehave, over real sockets."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.fakes import gst_rtsp
from tests.fakes.raw_rtsp import FPS, raw_camera
from tests.footage import encode
from tests.video_watch import wait_for, watched
from vms.core.redact import LoggableUrl
from vms.video.frames import FrameBuffer, StreamState
from vms.video.writer import FrameWriter


def test_pictures_come_at_once_and_on_time() -> None:
    with raw_camera() as camera, watched(camera.url) as pane:
        wait_for(lambda: pane.buffer.sequence > FPS)
        frame, status = pane.buffer.frame(), pane.session.status()
        assert frame and (frame.width, frame.height) == (320, 180)
        assert abs(frame.instant_us - time.time() * 1e6) < 1e6
        assert (status.state, status.codec, status.width, status.height) == (StreamState.LIVE, "h264", 320, 180)
        assert status.lost == 0 and status.decoder == "software" and status.attempt == 0
        wait_for(lambda: abs(pane.session.status().fps - FPS) < 2)
        assert pane.session.status().kbps > 0


def test_a_wrong_password_is_tried_once_and_again_only_on_request() -> None:
    with raw_camera("refuse") as camera, watched(camera.url) as pane:
        wait_for(lambda: pane.session.status().state is StreamState.REFUSED)
        tries = camera.tries
        assert tries >= 1 and pane.session.status().retry_in_s is None
        time.sleep(1.2)  # three of the ordinary waits
        assert camera.tries == tries
        pane.session.pause(1)
        pane.session.resume(1)
        time.sleep(0.3)
        assert camera.tries == tries
        camera.mode = "good"
        pane.session.retry()
        wait_for(lambda: pane.buffer.sequence)


def test_a_silent_camera_is_said_to_be_silent_and_asked_again() -> None:
    with raw_camera("silent") as camera, watched(camera.url, open_s=0.4) as pane:
        wait_for(lambda: pane.saw(StreamState.OFFLINE, "camera_silent"))
        camera.mode = "good"
        wait_for(lambda: pane.session.status().state is StreamState.LIVE)


def test_a_camera_that_stands_still_is_noticed_and_comes_back() -> None:
    with raw_camera("stall") as camera, watched(camera.url, read_s=0.7) as pane:
        wait_for(lambda: pane.session.status().state is StreamState.STALLED)
        status = pane.session.status()
        assert status.reason == "camera_silent" and status.last_picture_us
        assert pane.buffer.frame() is not None  # the last picture stays
        camera.mode = "good"
        before = pane.buffer.sequence
        wait_for(lambda: pane.buffer.sequence > before and pane.session.status().state is StreamState.LIVE)
        assert pane.session.generation >= 2


def test_a_connection_cut_in_mid_gop_is_opened_again() -> None:
    with raw_camera("cut") as camera, watched(camera.url) as pane:
        wait_for(lambda: pane.saw(StreamState.OFFLINE, "camera_unreachable"))
        wait_for(lambda: camera.connections >= 3)
        assert pane.states.count((StreamState.LIVE, "")) >= 2


def test_a_camera_that_goes_away_and_comes_back() -> None:
    with raw_camera() as camera, watched(camera.url) as pane:
        wait_for(lambda: pane.buffer.sequence > 3)
        camera.mode = "silent"
        camera.hang_up()
        wait_for(lambda: pane.session.status().state is StreamState.OFFLINE)
        status = pane.session.status()
        assert status.attempt >= 1 and status.retry_in_s is not None
        camera.mode = "good"
        wait_for(lambda: pane.session.status().state is StreamState.LIVE)


def test_a_camera_that_listens_again_is_noticed_before_its_turn() -> None:
    with raw_camera() as first:
        port = first.port
    with watched(first.url) as pane:
        wait_for(lambda: pane.session.status().attempt >= 5)  # from now on every five seconds
        attempts = pane.session.generation
        with raw_camera(port=port) as camera:
            wait_for(lambda: pane.session.status().state is StreamState.LIVE)
            assert pane.session.generation == attempts + 1 and camera.connections == 2  # the knock, and the session


@pytest.mark.logs("connection_cut")
def test_rubbish_in_place_of_packets_is_survived() -> None:
    with raw_camera("rubbish") as camera, watched(camera.url, open_s=0.5, read_s=0.5) as pane:
        wait_for(lambda: pane.session.unstick() or pane.session.generation >= 2)
        assert pane.session.status().reason in ("camera_silent", "stream_invalid")
        assert pane.buffer.sequence == 0
        camera.mode = "good"
        wait_for(lambda: pane.session.unstick() or pane.session.status().state is StreamState.LIVE)


@pytest.mark.logs("connection_cut")
def test_pictures_that_turn_into_rubbish_are_cut_off() -> None:
    with raw_camera("derailed") as camera, watched(camera.url, read_s=0.5) as pane:
        wait_for(lambda: pane.session.status().state is StreamState.LIVE)
        camera.mode = "good"
        wait_for(lambda: pane.session.unstick() or pane.session.generation >= 2)
        wait_for(lambda: pane.session.unstick() or pane.session.status().state is StreamState.LIVE)


def test_noise_in_true_packets_is_survived_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vms.video.run._HOPELESS_S", 1.5)
    with raw_camera("spoilt") as camera, watched(camera.url) as pane:
        wait_for(lambda: pane.saw(StreamState.INVALID, "stream_invalid"))
        camera.mode = "good"
        wait_for(lambda: pane.session.status().state is StreamState.LIVE)


def test_a_camera_may_change_its_picture_size_while_it_runs() -> None:
    with raw_camera("resize") as camera, watched(camera.url) as pane:
        wait_for(lambda: pane.session.status().width == 320)
        wait_for(lambda: pane.session.status().width == 640)
        assert pane.session.generation == 1
        assert pane.states == [(StreamState.LIVE, "")]


def test_panes_share_a_session_and_each_gets_its_size() -> None:
    with raw_camera() as camera, watched(camera.url) as pane:
        second = FrameBuffer(64, 64)
        pane.session.add(2, FrameWriter(second.handle))
        wait_for(lambda: second.sequence > 2 and pane.buffer.sequence > 2)
        frame = second.frame()
        assert frame and (frame.width, frame.height) == (64, 36)
        assert camera.connections == 1
        assert not pane.session.remove(2)
        second.close()


def test_a_hidden_pane_decodes_nothing_and_after_a_while_lets_the_camera_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vms.video.session._LINGER_S", 1.0)
    with raw_camera() as camera, watched(camera.url) as pane:
        wait_for(lambda: pane.buffer.sequence > 3)
        pane.session.pause(1)
        time.sleep(0.15)
        before = pane.buffer.sequence
        time.sleep(0.4)
        assert pane.buffer.sequence == before and camera.open
        pane.session.resume(1)
        wait_for(lambda: pane.buffer.sequence > before)
        assert camera.connections == 1  # it was still there
        pane.session.pause(1)
        wait_for(lambda: pane.session.status().state is StreamState.PAUSED)
        wait_for(lambda: not camera.open)
        pane.session.resume(1)
        wait_for(lambda: pane.session.status().state is StreamState.LIVE)
        assert camera.connections == 2


def test_a_file_plays_in_a_loop_at_its_own_pace(tmp_path: Path) -> None:
    file = encode(tmp_path / "loop.mp4", range(10), fps=25, gop=5)
    begun = time.monotonic()
    with watched(LoggableUrl(str(file))) as pane:
        wait_for(lambda: pane.buffer.sequence >= 25)
        assert time.monotonic() - begun > 0.8
        assert pane.session.generation == 1


def test_h265(tmp_path: Path) -> None:
    file = encode(tmp_path / "film.mp4", range(20), codec="hevc")
    with watched(LoggableUrl(str(file))) as pane:
        wait_for(lambda: pane.buffer.sequence > 30)
        status = pane.session.status()
        assert (status.codec, status.lost) == ("hevc", 0)


class Mjpeg(BaseHTTPRequestHandler):
    """A camera's MJPEG over HTTP, with a password."""

    picture = b""

    def do_GET(self) -> None:
        if not self.headers.get("Authorization", "").startswith("Basic "):
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="cam"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        part = b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(self.picture)
        try:
            while True:
                self.wfile.write(part + self.picture + b"\r\n")
                time.sleep(0.05)
        except OSError:
            return  # the client is gone

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def mjpeg_port(tmp_path: Path) -> Iterator[int]:
    Mjpeg.picture = encode(tmp_path / "one.mjpeg", range(1), codec="mjpeg").read_bytes()
    with ThreadingHTTPServer(("127.0.0.1", 0), Mjpeg) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_mjpeg_over_http(mjpeg_port: int) -> None:
    with watched(LoggableUrl(f"http://admin:secret@127.0.0.1:{mjpeg_port}/video.mjpg")) as pane:
        wait_for(lambda: pane.buffer.sequence > 10)
        status = pane.session.status()
        assert status.codec == "mjpeg" and status.state is StreamState.LIVE and status.lost == 0


@pytest.mark.skipif(not gst_rtsp.available(), reason="no GStreamer RTSP server on this machine")
def test_another_server_with_digest_authentication(tmp_path: Path) -> None:
    file = encode(tmp_path / "film.mp4", range(250), fps=25)
    with gst_rtsp.gst_server(file) as server:
        with watched(server.url()) as pane:
            wait_for(lambda: pane.buffer.sequence > 20)
        with watched(server.url(), transport="udp") as pane:
            wait_for(lambda: pane.buffer.sequence > 20)
        with watched(server.url("wrong")) as pane:
            wait_for(lambda: pane.saw(StreamState.REFUSED, "camera_refused"))
        with watched(server.url(path="elsewhere")) as pane:
            wait_for(lambda: pane.saw(StreamState.OFFLINE, "camera_fault"))
