"""Any picture a decoder may give: sizes, formats, black, tiny."""

from __future__ import annotations

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.watched_camera import START_US, PretendCamera, Watched
from vms.video.glance import COARSE, FINE, TINY, glance, jpeg, still
from vms.video.watch import PictureWatch
from vms.video.watching import References, Tampering, WatchState

FORMATS = [
    "yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "nv12", "nv21", "gray", "yuv420p10le", "p010le",
    "rgb24", "bgra", "gray16le", "yuyv422",
]  # fmt: skip


def picture(width: int, height: int, name: str, fill: int | None = None, seed: int = 1) -> av.VideoFrame:
    chance = np.random.default_rng(seed)
    pixels = chance.integers(0, 256, (height, width, 3)) if fill is None else np.full((height, width, 3), fill)
    return av.VideoFrame.from_ndarray(pixels.astype(np.uint8), format="rgb24").reformat(format=name)


@given(
    sizes=st.lists(st.tuples(st.integers(1, 900), st.integers(1, 700)), min_size=1, max_size=3),
    name=st.sampled_from(FORMATS),
    steps=st.lists(st.integers(-(10**8), 10**8), min_size=3, max_size=12),
    fill=st.sampled_from([None, 0, 16, 128, 255]),
)
@settings(max_examples=60, deadline=None)
def test_no_picture_and_no_clock_breaks_the_watch(
    sizes: list[tuple[int, int]], name: str, steps: list[int], fill: int | None
) -> None:
    watch, now = PictureWatch(References()), START_US
    for index, step in enumerate(steps):
        now += step
        news = watch.look(picture(*sizes[index % len(sizes)], name, fill, index), now)
        assert news is None or (news.at_us == now and news.state == watch.state)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_glance(name: str) -> None:
    frame = PretendCamera("gate", noise=0).picture()
    plain, other = glance(frame), glance(frame.reformat(format=name))
    for small, size in ((other.fine, FINE), (other.coarse, COARSE), (other.tiny, TINY)):
        assert small.shape == size[::-1]
    assert abs(float(plain.coarse.mean()) - float(other.coarse.mean())) < 22  # some use the whole range
    assert other.colour < 1 if name.startswith("gray") else other.colour > 5
    assert jpeg(still(frame.reformat(format=name), other.fine))[:2] == b"\xff\xd8"


@pytest.mark.parametrize(("fill", "kind"), [(0, Tampering.DARK), (255, Tampering.BRIGHT)])
def test_black_and_white_need_no_reference(fill: int, kind: Tampering) -> None:
    watch, told = PictureWatch(References()), []
    for index in range(20):
        news = watch.look(picture(640, 360, "yuv420p", fill), START_US + index * 500_000)
        told += [news] if news and news.state.tampering else []
    assert told[0].state.tampering is kind and told[0].current and not told[0].reference


def test_another_size_of_the_same_view_is_no_tampering() -> None:
    watched = Watched(PretendCamera("gate"))
    watched.until(lambda: watched.references != References(), 25)
    for index, (width, height) in enumerate([(1280, 720), (352, 288), (704, 576), (176, 144), (640, 360)] * 8):
        frame = watched.camera.picture().reformat(width=width, height=height)
        news = watched.watch.look(frame, watched.now_us + (index + 1) * 500_000)
        assert news is None or news.state.tampering is None


def test_news_comes_only_with_a_change() -> None:
    watched = Watched(PretendCamera("roof", night=True))
    watched.run(60)
    states = [WatchState(), *(one.state for one in watched.news)]
    assert (
        all(one.references or one.state != before for one, before in zip(watched.news, states, strict=False))
        and len(watched.news) < 12
    )
    assert all(not one.current and not one.reference for one in watched.news)


def test_the_first_look_tells_how_things_are_so_that_nothing_of_before_is_believed() -> None:
    watch = PictureWatch(References())
    first = watch.look(picture(640, 360, "yuv420p", 128), START_US)
    assert first is not None and first.state.tampering is None
    assert watch.look(picture(640, 360, "yuv420p", 128), START_US + 500_000) is None
