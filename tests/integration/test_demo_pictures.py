"""Faults of the picture: a fixed camera's loop gives way to what is drawn live, and comes back; a turning one too."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice

import av
import cv2
import numpy as np
import pytest
import requests
from numpy.typing import NDArray
from requests.auth import HTTPDigestAuth

from tests.fakes.demo_school import SchoolRun, running_school, watching, with_login

FIXED, TURNING = "C01", "C04"
CAMERAS = pytest.mark.parametrize("code", [FIXED, pytest.param(TURNING, marks=pytest.mark.long)])


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SchoolRun]:
    with running_school(tmp_path_factory.mktemp("school"), f"{FIXED},{TURNING}") as run:
        yield run


@pytest.fixture
def school(running: SchoolRun) -> Iterator[SchoolRun]:
    yield running
    for code in (FIXED, TURNING):
        running.order(code, fault="none")


def luma(frame: av.VideoFrame) -> NDArray[np.uint8]:
    return frame.to_ndarray(format="gray")


def sharpness(frame: av.VideoFrame) -> float:
    """Of the middle, where the camera writes nothing."""
    return float(cv2.Laplacian(luma(frame)[100:300], cv2.CV_32F).var())


def seen(pictures: Iterator[av.VideoFrame], good: object, seconds: float = 15.0) -> av.VideoFrame:
    """The first picture that is as wanted."""
    end = time.monotonic() + seconds
    for frame in pictures:
        if good(frame):  # type: ignore[operator]
            return frame
        assert time.monotonic() < end, "not seen"
    raise AssertionError("the stream has ended")


@CAMERAS
def test_a_watched_picture_goes_dark_and_comes_back_without_a_break(school: SchoolRun, code: str) -> None:
    with watching(with_login(school.camera(code), "sub")) as pictures:
        bright = luma(next(pictures)).mean()
        assert school.order(code, fault="dark")["fault"] == "dark"
        dark = seen(pictures, lambda frame: luma(frame).mean() < bright / 3)
        assert (dark.width, dark.height) == (640, 360)
        school.order(code, fault="none")
        seen(pictures, lambda frame: luma(frame).mean() > bright * 0.9)


@CAMERAS
def test_a_blurred_lens_shows_in_both_streams_and_the_snapshot(school: SchoolRun, code: str) -> None:
    camera = school.camera(code)
    login = HTTPDigestAuth(camera["user"], camera["password"])
    sharp = {}
    for stream in ("main", "sub"):
        with watching(with_login(camera, stream)) as pictures:
            sharp[stream] = sharpness(next(pictures))
    school.order(code, fault="blurred")
    for stream, before in sharp.items():
        with watching(with_login(camera, stream)) as pictures:
            seen(pictures, lambda frame, before=before: sharpness(frame) < before / 2)
    snapshot = requests.get(camera["onvif"].replace("onvif/device_service", "snapshot.jpg"), auth=login, timeout=10)
    assert snapshot.ok
    picture = cv2.imdecode(np.frombuffer(snapshot.content, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert cv2.Laplacian(picture[200:600], cv2.CV_32F).var() < sharp["main"] / 2


@CAMERAS
def test_a_frozen_picture_stands_while_the_stream_goes_on(school: SchoolRun, code: str) -> None:
    with watching(with_login(school.camera(code), "sub")) as pictures:
        next(pictures)
        school.order(code, fault="frozen")
        list(islice(pictures, 45))  # what was under way, and the encoder until it has nothing to add
        frames = [luma(frame) for frame in islice(pictures, 45)]
        assert max(int(cv2.absdiff(frames[0], frame).max()) for frame in frames) < 40
        assert len({frame.tobytes() for frame in frames}) < 20
        school.order(code, fault="none")
        seen(pictures, lambda frame: np.abs(luma(frame).astype(int) - frames[0]).max() > 100)


@pytest.mark.parametrize("amount", [0, 5, "much"])
def test_an_amount_out_of_range_is_refused(school: SchoolRun, amount: object) -> None:
    url = f"{school.state()['control']}camera/{FIXED}"
    answer = requests.post(url, json={"fault": "covered", "amount": amount}, timeout=5)
    assert answer.status_code == 400 and school.look(FIXED)["fault"] == "none"
