"""Cameras on a wall of a corridor in which nothing moves, until somebody is told to walk through it."""

from __future__ import annotations

import asyncio
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.fakes.bad_cameras import Camera, Source
from tests.fakes.films import Film
from tests.fakes.on_a_loop import on_a_loop


class Corridor(Film):
    """A film in which something walks about while ``walking`` is set. ``gop``: pictures from key frame to key frame."""

    def __init__(self, width: int = 320, height: int = 180, *, fps: int = 10, gop: int = 10) -> None:
        self.walking = threading.Event()
        super().__init__("h264", width, height, fps=fps, gop=gop)

    def _draw(self, unix_s: float) -> None:
        self._picture.y[...] = self._behind
        if self.walking.is_set():
            wide = self.width // 12
            left = math.floor(unix_s * self.fps * 4) % (self.width - wide)
            self._picture.y[self.height // 4 : self.height * 3 // 4, left : left + wide] = 225


class Corridors(list[Camera]):
    """The cameras, in the order of their films."""

    loop: asyncio.AbstractEventLoop

    def away(self, number: int) -> None:
        """One of them breaks down. From any thread but theirs."""
        asyncio.run_coroutine_threadsafe(self[number].away(), self.loop).result(10)


@contextmanager
def corridors(*films: Film) -> Iterator[Corridors]:
    """A camera a film, on a thread of their own until the block ends."""
    cameras = Corridors(Camera(Source(film)) for film in films)

    async def begin() -> None:
        for camera in cameras:
            await camera.back()

    async def end() -> None:
        for camera in cameras:
            await camera.away()
        await asyncio.sleep(0.02)

    with on_a_loop("corridors", begin, end) as cameras.loop:
        yield cameras
