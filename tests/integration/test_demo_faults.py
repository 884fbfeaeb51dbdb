"""What the demo school's cameras do when they are told to misbehave."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import av
import pytest
import requests
from requests.auth import HTTPDigestAuth

from tests.fakes.demo_school import SchoolRun, running_school, wait_until, watching, with_login

CLOCK = (
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>'
    '<GetSystemDateAndTime xmlns="http://www.onvif.org/ver10/device/wsdl"/></s:Body></s:Envelope>'
)
USERS = CLOCK.replace("GetSystemDateAndTime", "GetUsers")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SchoolRun]:
    with running_school(tmp_path_factory.mktemp("school"), "C04") as run:
        yield run


@pytest.fixture
def school(running: SchoolRun) -> Iterator[SchoolRun]:
    yield running
    running.order("C04", fault="none")


def plays(school: SchoolRun) -> bool:
    """Whether the camera gives pictures at its present address."""
    with watching(with_login(school.look("C04"), "sub")) as pictures:
        return len(list(islice(pictures, 3))) == 3


def test_drop_breaks_refuses_and_comes_back_at_the_same_address(school: SchoolRun) -> None:
    camera = school.camera("C04")
    with watching(with_login(camera, "sub")) as pictures:
        next(pictures)
        school.order("C04", fault="drop", seconds=2)
        with pytest.raises((av.error.FFmpegError, StopIteration)):
            while True:
                next(pictures)
    for address in (camera["rtsp_sub"], camera["onvif"]):
        parts = urlsplit(address)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((parts.hostname, parts.port), timeout=2)
    wait_until(lambda: school.look("C04")["fault"] == "none")
    assert school.camera("C04")["rtsp_sub"] == camera["rtsp_sub"] and plays(school)


def test_hang_keeps_the_socket_and_says_nothing(school: SchoolRun) -> None:
    camera = school.camera("C04")
    with watching(with_login(camera, "sub"), read_s=1.0) as pictures:
        next(pictures)
        school.order("C04", fault="hang")
        with pytest.raises(av.error.FFmpegError):
            while True:
                next(pictures)
    with pytest.raises(av.error.FFmpegError), watching(with_login(camera, "sub"), read_s=1.0, open_s=1.0):
        pass
    with pytest.raises(requests.exceptions.ReadTimeout):
        requests.post(camera["onvif"], CLOCK, timeout=(2, 1))
    school.order("C04", fault="none")
    assert plays(school)


def test_a_watched_stream_goes_on_after_a_hang(school: SchoolRun) -> None:
    with watching(with_login(school.camera("C04"), "sub"), read_s=10) as pictures:
        next(pictures)
        school.order("C04", fault="hang", seconds=1)
        assert len(list(islice(pictures, 20))) == 20


@pytest.mark.parametrize("style", ["rtp", "bytes"])
def test_garbage_is_no_picture(school: SchoolRun, style: str) -> None:
    camera = school.camera("C04")
    school.order("C04", fault="garbage", style=style)
    with pytest.raises(av.error.FFmpegError):
        with watching(with_login(camera, "sub"), read_s=2.0, open_s=3.0) as pictures:
            end = time.monotonic() + 3
            for _ in pictures:
                assert time.monotonic() < end, "pictures from garbage"
        raise av.error.InvalidDataError(1, "the stream has ended without a picture")
    answer = None
    try:
        answer = requests.post(camera["onvif"], CLOCK, timeout=3)
    except requests.exceptions.RequestException:
        assert style == "bytes"  # not even HTTP
    assert answer is None or b"Envelope" not in answer.content
    school.order("C04", fault="none")
    assert plays(school)


def test_a_wrong_clock_is_told_by_onvif(school: SchoolRun) -> None:
    camera = school.camera("C04")
    year = time.gmtime().tm_year
    assert f"<tt:Year>{year}</tt:Year>" in requests.post(camera["onvif"], CLOCK, timeout=5).text
    school.order("C04", fault="wrong_clock", seconds=-3 * 366 * 86400)
    text = requests.post(camera["onvif"], CLOCK, timeout=5).text
    assert (f"<tt:Year>{year}</tt:Year>" not in text and f"<tt:Year>{year - 3}</tt:Year>" in text) or str(
        year - 4
    ) in text
    assert plays(school)


def test_refuse_takes_no_login(school: SchoolRun) -> None:
    camera = school.camera("C04")
    login = HTTPDigestAuth(camera["user"], camera["password"])
    assert requests.post(camera["onvif"], USERS, auth=login, timeout=5).status_code == 200
    school.order("C04", fault="refuse")
    with pytest.raises(av.error.HTTPUnauthorizedError), watching(with_login(camera, "sub")):
        pass
    assert requests.post(camera["onvif"], USERS, auth=login, timeout=5).status_code == 401


def test_move_answers_at_new_addresses(school: SchoolRun) -> None:
    old = school.camera("C04")
    new = school.order("C04", fault="move")
    assert {old["rtsp_main"], old["onvif"]}.isdisjoint({new["rtsp_main"], new["onvif"]})
    parts = urlsplit(old["rtsp_main"])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((parts.hostname, parts.port), timeout=2)
    assert plays(school)
    assert requests.post(new["onvif"], CLOCK, timeout=5).status_code == 200
    wait_until(lambda: school.camera("C04")["rtsp_main"] == new["rtsp_main"])  # the ready file follows


@pytest.mark.parametrize("order", [{}, {"fault": "explode"}, {"fault": "drop", "seconds": "long"}])
def test_orders_that_make_no_sense_are_refused(school: SchoolRun, order: dict[str, str]) -> None:
    url = f"{school.state()['control']}camera/C04"
    assert requests.post(url, json=order, timeout=5).status_code == 400
    assert requests.post(url.replace("C04", "C99"), json={"fault": "none"}, timeout=5).status_code == 404


def test_sigterm_ends_the_school_too(tmp_path: Path) -> None:
    ready_file = tmp_path / "ready.json"
    command = [sys.executable, "-m", "vms.demo", "--folder", str(tmp_path), "--ready-file", str(ready_file)]
    process = subprocess.Popen([*command, "--codes", "C04"], stdin=subprocess.PIPE)
    wait_until(ready_file.exists, 30)
    process.terminate()
    assert process.wait(15) == 0
    assert process.stdin
    process.stdin.close()
