"""The demo school's recorder on a loop of its own, with small films in place of the rendered ones."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager

from tests.fakes.films import Film
from tests.fakes.on_a_loop import on_a_loop
from vms.demo.encode import FRAMES_PER_S, GOP, LOOP_S
from vms.demo.nvr import RecorderDevice
from vms.demo.nvr_footage import KeptRecording
from vms.demo.rtp import Packets
from vms.demo.track import Loop

WIDTH, HEIGHT = 320, 96
START = 1_795_396_800  # 23/11/2026 08:20:00 in Viet Nam, a full minute


@functools.cache
def film_loop(codec: str) -> Loop:
    """A minute of film, coded once for all tests."""
    film = Film("h265" if codec == "h265" else "h264", WIDTH, HEIGHT)
    film.begin()
    taken = [one.packets for number in range(LOOP_S * GOP) for one in film.take(number / FRAMES_PER_S)]
    seconds: list[tuple[Packets, ...]] = [tuple(taken[at : at + GOP]) for at in range(0, len(taken), GOP)]
    assert all(second[0].key for second in seconds)
    return Loop("h265" if codec == "h265" else "h264", WIDTH, HEIGHT, 0.0, seconds, film.sets)


def two_recordings(start: int = START, second: str = "h264") -> tuple[KeptRecording, ...]:
    """C01 in H.264, twice two minutes with a minute missing between them; C13, one minute, in the codec ``second``."""
    parts = ((start, start + 120), (start + 180, start + 300))
    return (
        KeptRecording("REC1", 1, "C01", "Cổng chính", film_loop("h264"), parts),
        KeptRecording("REC2", 2, "C13", "Thư viện", film_loop(second), ((start, start + 60),)),
    )


@contextmanager
def demo_recorder(maker: str = "Binh Minh Demo", start: int = START, second: str = "h264") -> Iterator[RecorderDevice]:
    """A recorder that listens; its event loop runs in a thread that ends with the block. ``start``: a full minute."""
    device = RecorderDevice(two_recordings(start, second), maker=maker)
    with on_a_loop("demo recorder", device.open, device.close):
        yield device
