"""The demo school's streams, watched by FFmpeg over real sockets."""

from __future__ import annotations

import hashlib
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice, pairwise
from urllib.parse import urlsplit

import av
import numpy as np
import pytest
import requests
from requests.auth import HTTPDigestAuth

from tests.fakes.demo_school import SchoolRun, open_stream, running_school, wait_until, watching, with_login
from tests.fakes.timestrip import read
from vms.core.redact import LoggableUrl
from vms.demo.rtsp import MOST_WAITING
from vms.video.intake import FFmpegIntake, open_intake
from vms.video.sent_clock import SentClock
from vms.video.source import StreamSpec

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


@pytest.mark.parametrize(
    ("code", "stream", "size", "transport"),
    [
        ("C01", "main", (1280, 720), "tcp"),
        ("C01", "sub", (640, 360), "udp"),
        ("C04", "main", (1280, 720), "tcp"),
        ("C13", "main", (1280, 720), "tcp"),
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
    if code != "C04":  # a live camera leaves pictures out on a busy machine, a loop only seconds not rendered yet
        assert {count % 15 for count in frames} == {1}
    ages = [(now * 1000 - ms) % 60_000 for ms, now in times[-10:]]
    assert min(ages) < 1500  # taken now, not in some other second of the loop


def test_each_picture_of_the_loop_carries_its_own_second(school: SchoolRun) -> None:
    """The decoder holds one picture back, so that a picture is read one frame after its time at the least."""
    with watching(with_login(school.camera("C01"), "sub")) as pictures:
        ages = [age_ms(picture, time.time()) for picture in islice(pictures, 24)]
    assert FRAME_MS * 0.9 < min(ages[15:]) < FRAME_MS * 3


def test_codecs_are_what_the_ready_file_says(school: SchoolRun) -> None:
    for code, name in (("C01", "h264"), ("C13", "hevc")):
        camera = school.camera(code)
        with open_stream(with_login(camera, "main")) as container:
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
        assert school.look("C04")["clients"] == 2
        one = read(next(second).to_ndarray(format="bgr24"))
        assert one is not None
        assert one in (read(picture.to_ndarray(format="bgr24")) for picture in islice(first, 300))
    wait_until(lambda: school.look("C04")["clients"] == 0)


def test_a_client_that_never_reads_costs_no_memory_and_others_go_on(school: SchoolRun) -> None:
    camera = school.camera("C01")
    with silent_watcher(camera):
        wait_until(lambda: school.look("C01")["dropped_pictures"] > 0, 30)
        assert school.look("C01")["waiting_bytes"] <= MOST_WAITING + 64 * 1024  # the answers to its requests come too
        with watching(with_login(camera, "main")) as pictures:
            ages = [age_ms(picture, time.time()) for picture in islice(pictures, 16)]
        assert min(ages) < 1500


def test_rubbish_on_the_socket_is_answered_or_cut(school: SchoolRun) -> None:
    port = int(school.camera("C01")["rtsp_main"].split(":")[2].split("/")[0])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as sock:
        sock.sendall(b"HELO camera\r\n\r\n")
        assert sock.recv(100).startswith(b"RTSP/1.0 400")
        sock.sendall(b"\0" * 70_000)
        wait_until(lambda: school.look("C01")["clients"] == 0)


def md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


@contextmanager
def silent_watcher(camera: dict[str, str]) -> Iterator[None]:
    """A client that plays a stream again and again, and reads nothing of it."""
    url, user, password = camera["rtsp_main"], camera["user"], camera["password"]
    parts = urlsplit(url)
    nonce, realm = "", ""
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.settimeout(10)
        sock.connect((parts.hostname, parts.port))

        def tell(method: str, more: str = "") -> None:
            proof = md5(f"{md5(f'{user}:{realm}:{password}')}:{nonce}:{md5(f'{method}:{url}')}")
            login = f'Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{url}", response="{proof}"'
            sock.sendall(f"{method} {url} RTSP/1.0\r\nCSeq: 1\r\nAuthorization: {login}\r\n{more}\r\n".encode())

        def answer(pattern: str) -> str:
            found = re.search(pattern, sock.recv(3000).decode())
            assert found
            return found[1]

        tell("DESCRIBE")
        realm, nonce = answer(r'(realm="[^"]+", nonce="[^"]+)"').removeprefix('realm="').split('", nonce="')
        tell("SETUP", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n")
        session = answer(r"Session: (\w+)")
        # each PLAY sends the pictures since the last key frame again: the pipe is full soon
        for method in ("PLAY", "PAUSE") * 60 + ("PLAY",):
            tell(method, f"Session: {session}\r\n")
        yield


def test_the_view_stands_still_while_nobody_turns_the_head(school: SchoolRun) -> None:
    with watching(with_login(school.camera("C04"), "sub")) as pictures:
        shots = [p.to_ndarray(format="gray") for p in islice(pictures, 10)]
    top = [shot[60:120, 40:600].astype(np.int16) for shot in shots]  # above the people's heads: houses and sky
    assert np.abs(top[0] - top[-1]).mean() < 6


@pytest.mark.parametrize("ffmpeg", [False, True])
def test_a_stream_says_what_the_camera_s_clock_is(school: SchoolRun, ffmpeg: bool) -> None:
    seen = SentClock()
    spec = StreamSpec(LoggableUrl(with_login(school.camera("C01"), "sub")), ffmpeg=ffmpeg)
    with closing(open_intake(spec)) as intake:
        assert isinstance(intake, FFmpegIntake) is ffmpeg
        keys = 0
        for packet in intake.packets():
            if packet.is_keyframe and (taken := intake.taken_us(packet)) is not None:
                seen.note(taken, time.time_ns() // 1000)
                keys += 1
            if keys == 6:
                break
    reading = seen.take()
    assert reading is not None and abs(reading.offset_us) <= reading.uncertainty_us  # it is this PC's own clock
    assert seen.take() is None
