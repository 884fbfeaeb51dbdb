from __future__ import annotations

import pickle
import socket
import traceback
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.fakes.raw_rtsp import raw_camera
from tests.footage import encode
from vms.core.errors import CameraError, CameraRefused, CameraSilent, CameraUnreachable, StreamInvalid
from vms.core.redact import LoggableUrl, Secret
from vms.video.source import StreamSpec, open_source, video_stream


def failure(url: LoggableUrl) -> CameraError:
    with pytest.raises(CameraError) as caught:
        open_source(StreamSpec(url, open_timeout_s=0.5, read_timeout_s=0.5))
    return caught.value


def test_nothing_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    error = failure(LoggableUrl(f"rtsp://127.0.0.1:{port}/live", "admin", Secret("hunter2")))
    assert type(error) is CameraUnreachable and error.values["host"] == f"127.0.0.1:{port}"


def test_an_address_that_does_not_exist() -> None:
    assert type(failure(LoggableUrl("rtsp://camera.invalid/live"))) is CameraUnreachable


def test_somebody_answers_nothing() -> None:
    with raw_camera("silent") as camera:
        assert type(failure(camera.url)) is CameraSilent


def test_a_host_that_never_takes_the_connection_is_unreachable() -> None:
    with socket.socket() as server, ExitStack() as waiting:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _ in range(3):  # fill the queue: the kernel drops what comes after, as a switched-off host would
            queued = waiting.enter_context(socket.socket())
            queued.setblocking(False)
            queued.connect_ex(server.getsockname())
        error = failure(LoggableUrl(f"rtsp://127.0.0.1:{server.getsockname()[1]}/live"))
    assert type(error) is CameraUnreachable and error.values["detail"] == "no_connection"


def test_wrong_password() -> None:
    with raw_camera("refuse") as camera:
        assert type(failure(camera.url)) is CameraRefused


def test_what_is_no_video_and_what_is_not_there(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no video here\n" * 50)
    assert type(failure(LoggableUrl(str(text)))) is StreamInvalid
    assert type(failure(LoggableUrl(str(tmp_path / "none.mp4")))) is CameraUnreachable
    assert type(failure(LoggableUrl("gopher://127.0.0.1/live"))) is StreamInvalid
    assert type(failure(LoggableUrl("rtsp://[::1"))) is StreamInvalid


def test_a_password_is_in_no_error_and_no_spec() -> None:
    for mode in ("refuse", "silent"):
        with raw_camera(mode) as camera:
            error = failure(camera.url)
            spec = StreamSpec(camera.url)
        text = "".join(traceback.format_exception(error)) + repr(error) + repr(error.values) + repr(spec) + spec.host
        assert "hunter2" not in text and "admin" not in text
        assert error.__context__ is None and error.__cause__ is None


def test_a_spec_travels_to_another_process_whole() -> None:
    spec = StreamSpec(LoggableUrl("rtsp://cam/x", "admin", Secret("a:b@c/ü")), "udp", 1.5, 2.5)
    back = pickle.loads(pickle.dumps(spec))
    assert back.url.reveal() == "rtsp://admin:a%3Ab%40c%2F%C3%BC@cam/x" == spec.url.reveal()
    assert (back.transport, back.open_timeout_s, back.read_timeout_s) == ("udp", 1.5, 2.5)


@pytest.mark.parametrize("url", ["C:\\clips\\a.mp4", "/clips/a.mp4", "file:///clips/a.mp4", "clips/a.mp4"])
def test_paths_are_files(url: str) -> None:
    assert StreamSpec(LoggableUrl(url)).is_file
    assert not StreamSpec(LoggableUrl("rtsp://cam/a.mp4")).is_file


def test_a_stream_opens_without_waiting_for_its_size_and_thoroughly_with_it(tmp_path: Path) -> None:
    file = encode(tmp_path / "a.mp4", range(5))
    with open_source(StreamSpec(LoggableUrl(str(file)))) as container:
        assert video_stream(container).codec_context.thread_count == 1
    with raw_camera() as camera, open_source(StreamSpec(camera.url), thorough=True) as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.name, stream.width, stream.height) == ("h264", 320, 180)
