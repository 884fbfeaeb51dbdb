"""The demo school's streams, watched by FFmpeg over real sockets."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from itertools import islice, pairwise

import av
import numpy as np
import pytest
import requests
from requests.auth import HTTPDigestAuth

from tests.fakes.demo_school import SchoolRun, running_school, wait_until, watching, with_login
from tests.fakes.timestrip import read
from vms.demo.rtsp import MOST_WAITING

FRAME_MS = 1000 / 15


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SchoolRun]:
    with running_school(tmp_path_factory.mktemp("school"), "C01,C04,C13") as run:
        yield run


def age_ms(picture: av.VideoFrame, now: float) -> float:
    """How long ago the picture was taken, by the strip in it."""
    ms = read(picture.to_ndarray(format="bgr24"))
    assert ms is not None
    return (now * 1000 - ms) % 60_000


@pytest.mark.parametrize("transport", ["tcp", "udp"])
@pytest.mark.parametrize(
    ("code", "stream", "size"),
    [
        ("C01", "main", (1280, 720)),
        ("C01", "sub", (640, 360)),
        ("C04", "main", (1280, 720)),
        ("C13", "main", (1280, 720)),
    ],
)
def test_streams_show_the_present(
    school: SchoolRun, code: str, stream: str, size: tuple[int, int], transport: str
) -> None:
    with watching(with_login(school.camera(code), stream), transport) as pictures:
        times = []
        for picture in islice(pictures, 25):
            assert (picture.width, picture.height) == size
            now = time.time()
            times.append((read(picture.to_ndarray(format="bgr24")), now))
    assert None not in [ms for ms, _ in times]
    steps = [(b - a) % 60_000 for (a, _), (b, _) in pairwise(times)]
    frames = [round(step / FRAME_MS) for step in steps]
    assert all(step == pytest.approx(count * FRAME_MS, abs=1.5) for step, count in zip(steps, frames, strict=True))
    if code != "C04":  # a live camera may leave pictures out on a busy machine, a loop may not
        assert set(frames) == {1}
    ages = [(now * 1000 - ms) % 60_000 for ms, now in times[-10:]]
    assert min(ages) < 1500  # taken now, not in some other second of the loop


def test_each_picture_of_the_loop_carries_its_own_second(school: SchoolRun) -> None:
    """The decoder holds one picture back, so that a picture is read one frame after its time at the least."""
    with watching(with_login(school.camera("C01"), "sub")) as pictures:
        ages = [age_ms(picture, time.time()) for picture in islice(pictures, 30)]
    assert FRAME_MS * 0.9 < min(ages[15:]) < FRAME_MS * 3


def test_codecs_are_what_the_ready_file_says(school: SchoolRun) -> None:
    for code, name in (("C01", "h264"), ("C13", "hevc")):
        camera = school.camera(code)
        with av.open(with_login(camera, "main"), options={"rtsp_transport": "tcp"}, timeout=(5, 5)) as container:
            assert container.streams.video[0].codec_context.name == name
        assert camera["codec"] == {"h264": "h264", "hevc": "h265"}[name]


def test_ffmpeg_copies_a_stream_without_complaint(school: SchoolRun) -> None:
    url = with_login(school.camera("C04"), "main")
    command = [
        "ffmpeg",
        "-v",
        "warning",
        "-rtsp_transport",
        "tcp",
        "-i",
        url,
        "-t",
        "3",
        "-c",
        "copy",
        "-f",
        "null",
        "-",
    ]
    done = subprocess.run(command, capture_output=True, timeout=30, check=True)
    assert done.stderr == b""


def test_an_h265_snapshot_is_a_jpeg(school: SchoolRun) -> None:
    camera = school.camera("C13")
    url = camera["onvif"].replace("/onvif/device_service", "/snapshot.jpg")
    login = HTTPDigestAuth(camera["user"], camera["password"])
    picture = av.CodecContext.create("mjpeg", "r").decode(av.Packet(requests.get(url, auth=login, timeout=10).content))
    assert read(picture[0].to_ndarray(format="bgr24")) is not None


def test_a_wrong_password_is_refused(school: SchoolRun) -> None:
    camera = school.camera("C01")
    for url in (with_login(camera, "main", "wrong"), camera["rtsp_main"]):
        with pytest.raises(av.error.HTTPUnauthorizedError), watching(url):
            pass


def test_another_cameras_password_is_refused(school: SchoolRun) -> None:
    url = with_login(school.camera("C01"), "main", school.camera("C04")["password"])
    with pytest.raises(av.error.HTTPUnauthorizedError), watching(url):
        pass


def test_an_unknown_stream_is_not_found(school: SchoolRun) -> None:
    url = with_login(school.camera("C01"), "main").replace("/main", "/third")
    with pytest.raises(av.error.HTTPNotFoundError), watching(url):
        pass


def test_many_watch_one_live_camera(school: SchoolRun) -> None:
    url = with_login(school.camera("C04"), "sub")
    with watching(url) as first, watching(url) as second:
        one, two = ([read(p.to_ndarray(format="bgr24")) for p in islice(it, 16)] for it in (first, second))
    assert set(one) & set(two)
    wait_until(lambda: school.look("C04")["clients"] == 0)


def test_a_client_that_never_reads_costs_no_memory_and_others_go_on(school: SchoolRun) -> None:
    camera = school.camera("C04")
    with _silent_watcher(camera) as stuck:
        wait_until(lambda: school.look("C04")["dropped_pictures"] > 0, 40)
        assert school.look("C04")["waiting_bytes"] <= MOST_WAITING
        with watching(with_login(camera, "main")) as pictures:
            ages = [age_ms(picture, time.time()) for picture in islice(pictures, 16)]
        assert min(ages) < 1500
        assert stuck.fileno() >= 0


def test_rubbish_on_the_socket_is_answered_or_cut(school: SchoolRun) -> None:
    port = int(school.camera("C01")["rtsp_main"].split(":")[2].split("/")[0])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as sock:
        sock.sendall(b"HELO camera\r\n\r\n")
        assert sock.recv(100).startswith(b"RTSP/1.0 400")
        sock.sendall(b"\0" * 70_000)
        wait_until(lambda: school.look("C01")["clients"] == 0)


class _silent_watcher:
    """A client that plays a stream and then reads nothing (FFmpeg stopped in its tracks)."""

    def __init__(self, camera: dict) -> None:
        self._url = with_login(camera, "main")

    def __enter__(self) -> socket.socket:
        import hashlib
        import re
        from urllib.parse import urlsplit

        parts = urlsplit(self._url)
        url = f"rtsp://{parts.hostname}:{parts.port}/main"
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._socket.settimeout(5)
        self._socket.connect((parts.hostname, parts.port))
        challenge = {"realm": "", "nonce": ""}

        def md5(text: str) -> str:
            return hashlib.md5(text.encode()).hexdigest()

        def tell(method: str, more: str = "") -> None:
            ha1 = md5(f"{parts.username}:{challenge['realm']}:{parts.password}")
            proof = md5(f"{ha1}:{challenge['nonce']}:{md5(f'{method}:{url}')}")
            login = (
                f'Digest username="{parts.username}", realm="{challenge["realm"]}", nonce="{challenge["nonce"]}", '
                f'uri="{url}", response="{proof}"'
            )
            self._socket.sendall(f"{method} {url} RTSP/1.0\r\nCSeq: 1\r\nAuthorization: {login}\r\n{more}\r\n".encode())

        def ask(method: str, more: str = "") -> str:
            tell(method, more)
            return self._socket.recv(3000).decode(errors="replace")

        answer = ask("DESCRIBE")
        for name in challenge:
            challenge[name] = re.search(rf'{name}="([^"]+)"', answer)[1]
        answer = ask("SETUP", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n")
        session = re.search(r"Session: (\w+)", answer)[1]
        # each PLAY sends the pictures since the last key frame again: the pipe is full soon
        for method in ("PLAY", "PAUSE") * 60:
            tell(method, f"Session: {session}\r\n")
        tell("PLAY", f"Session: {session}\r\n")
        return self._socket

    def __exit__(self, *_: object) -> None:
        self._socket.close()


def test_turning_changes_the_picture(school: SchoolRun) -> None:
    """The head is moved over ONVIF in test_demo_onvif; here the picture is still while nobody moves it."""
    with watching(with_login(school.camera("C04"), "sub")) as pictures:
        shots = [p.to_ndarray(format="gray") for p in islice(pictures, 10)]
    top = [shot[60:120, 40:600].astype(np.int16) for shot in shots]  # above the people's heads: houses and sky
    assert np.abs(top[0] - top[-1]).mean() < 6
