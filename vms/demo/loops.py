"""Loops of the fixed cameras: rendered once by helper processes, kept as files, played from memory.

A loop is sixty groups of pictures, one for each second of the UTC minute. Rendering starts with the second that comes
next and goes round, camera by camera, so that every camera is live after some seconds, long before its loop is whole.
A file's name carries the version of scenes and encoding; it is written as `.part` and renamed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from vms.demo import overlay
from vms.demo.encode import FRAMES_PER_S, GOP, LOOP_S, Codec, Encoder, parameter_sets, split_frames
from vms.demo.picture import blank, resize_into
from vms.demo.rtp import Packets, packetise
from vms.demo.scenes import HEIGHT, SCENES, SCENES_VERSION, WIDTH, SceneRenderer
from vms.demo.track import Loop

_ENCODING_VERSION = 2
SUB_WIDTH, SUB_HEIGHT = 640, 360
_NICENESS = 5  # more, and a busy machine would starve the cameras until the first round is done
_HURRIED_SECONDS = 4  # seconds of each camera that are rendered at full priority
_SOON_S = 1.3  # a second that begins earlier than this can't be ready in time


@dataclass(frozen=True, slots=True)
class LoopJob:
    """What a loop shows and how it is coded."""

    scene: str
    label: str
    codec: Codec
    phase_s: float
    night: bool

    def path(self, folder: Path, stream: str) -> Path:
        """The file of its main or sub stream."""
        light = "night" if self.night else "day"
        codec = self.codec if stream == "main" else "h264"
        return folder / f"{self.scene}-{light}-{stream}-{SCENES_VERSION}.{_ENCODING_VERSION}.{codec}"


@dataclass(frozen=True, slots=True)
class Rendered:
    """One second of both streams, as Annex B bytes."""

    scene: str
    second: int
    main: bytes
    sub: bytes


class _Renderer:
    """Renders the seconds of one loop in any order; each is a closed group of pictures."""

    def __init__(self, job: LoopJob) -> None:
        self.job = job
        self._scene = SceneRenderer(SCENES[job.scene], night=job.night)
        self._main = Encoder(job.codec, WIDTH, HEIGHT)
        self._sub = Encoder("h264", SUB_WIDTH, SUB_HEIGHT)
        self._small = blank(SUB_WIDTH, SUB_HEIGHT)
        self.done: dict[int, Rendered] = {}

    def next_second(self, now: float) -> tuple[float, int]:
        """The missing second that is needed first: how long until then, and which."""
        first = int(now - self.job.phase_s + _SOON_S)
        for ahead in range(LOOP_S):
            second = (first + ahead) % LOOP_S
            if second not in self.done:
                return first + ahead - now, second
        return float("inf"), -1

    def render(self, second: int) -> Rendered:
        """Draw and code fifteen pictures of both streams."""
        main, sub = bytearray(), bytearray()
        for index in range(second * GOP, (second + 1) * GOP):
            moment = index / FRAMES_PER_S + self.job.phase_s
            picture = self._scene.picture(moment)
            overlay.write(picture, self.job.label, int(moment * 1000 + 0.5))
            resize_into(picture, self._small)
            main += self._main.encode(picture)
            sub += self._sub.encode(self._small)
        self.done[second] = Rendered(self.job.scene, second, bytes(main), bytes(sub))
        return self.done[second]


def _write(path: Path, parts: list[bytes]) -> None:
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.writelines(parts)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    for older in path.parent.glob(f"{path.name.rpartition('-')[0]}-*"):  # other versions of the same loop
        if older != path:
            older.unlink()


def render_loops(jobs: tuple[LoopJob, ...], folder: Path, to_school: Connection) -> None:
    """Entry of a helper process: render these loops, hand each second over, write the files.

    Ends by itself when the school is gone (the pipe breaks).
    """
    renderers = [_Renderer(job) for job in jobs]
    hurried = len(renderers) * _HURRIED_SECONDS
    try:
        while renderers:
            hurried -= 1
            if hurried == 0 and hasattr(os, "nice"):
                os.nice(_NICENESS)  # all cameras are live by now: the rest must not slow others down
            _, second, renderer = min(
                ((*one.next_second(time.time()), one) for one in renderers), key=lambda entry: entry[:2]
            )
            to_school.send(renderer.render(second))
            if len(renderer.done) == LOOP_S:
                renderers.remove(renderer)
                whole = [renderer.done[i] for i in range(LOOP_S)]
                _write(renderer.job.path(folder, "main"), [one.main for one in whole])
                _write(renderer.job.path(folder, "sub"), [one.sub for one in whole])
    except (BrokenPipeError, ConnectionResetError):
        return  # nobody is left to render for


def packets_of(data: bytes, codec: Codec) -> tuple[tuple[Packets, ...], tuple[bytes, ...]]:
    """The packets of coded pictures, and the parameter sets before the first of them."""
    frames = split_frames(data, codec)
    return tuple(packetise(frame, codec) for frame in frames), parameter_sets(frames[0], codec) if frames else ()


@dataclass(frozen=True, slots=True)
class StoredLoop:
    """A whole stream read from its file."""

    seconds: list[tuple[Packets, ...]]
    sets: tuple[bytes, ...]


def read_stored(job: LoopJob, folder: Path, stream: str) -> StoredLoop | None:
    """A stream's file as packets; None when it isn't there or isn't whole."""
    path = job.path(folder, stream)
    if not path.is_file():
        return None
    packets, sets = packets_of(path.read_bytes(), job.codec if stream == "main" else "h264")
    if len(packets) != LOOP_S * GOP or not all(packets[i * GOP].key for i in range(LOOP_S)):
        return None
    return StoredLoop([packets[i * GOP : (i + 1) * GOP] for i in range(LOOP_S)], sets)


def empty_loops(job: LoopJob) -> dict[str, Loop]:
    """A main and a sub loop with nothing rendered yet."""
    return {
        "main": Loop(job.codec, WIDTH, HEIGHT, job.phase_s),
        "sub": Loop("h264", SUB_WIDTH, SUB_HEIGHT, job.phase_s),
    }


def receive(from_helper: Connection, take: Callable[[Rendered], None]) -> None:
    """Hand over what a helper renders until it ends; runs in a thread."""
    while True:
        try:
            rendered = from_helper.recv()
        except (EOFError, OSError):
            return
        take(rendered)
