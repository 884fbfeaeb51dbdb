"""Motion search: how long an hour of one camera takes, and what is found of people who walk where we know.

An hour of 640×360 at 15/s and one of 1920×1080 at 25/s, H.264 with a key frame each two seconds and a sensor's noise,
sixty segments each, searched in the process of its own that the program uses. Then scenes of the demo school, in which
it is known to the second who stands where: seconds of movement inside the area that were found, movements missed,
seconds found where nobody was near the area. ``--short``: three minutes, one scene.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import psutil

from bench.figures import tell, tell_rounds
from vms.core.instants import MINUTE, SECOND, Span, subtract, union
from vms.demo.figures import Walker
from vms.demo.scenes import HEIGHT, SCENES, WIDTH, Scene, SceneRenderer
from vms.video.motion_process import MotionEnded, MotionProcess
from vms.video.motion_search import MotionAsk, MotionDropped, MotionFind, MotionNews, MotionProgress, MotionStage
from vms.video.reader import Piece
from vms.video.segment_writer import SegmentWriter

_START_US = 1_767_577_200 * SECOND
_AREA = ((0.35, 0.5), (0.65, 0.5), (0.65, 0.95), (0.35, 0.95))
_NOISE = 2.0
_GOAL_S = 5.0
_NEAR = 2 * SECOND
_SIZES = {"640x360 15/s": (640, 360, 15, 512_000), "1920x1080 25/s": (1920, 1080, 25, 4_000_000)}
_SCENES = ("staircase", "corridor_1", "corridor_2", "gate", "bicycles", "library")


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench search")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--folder", type=Path, help="where the footage is put: the disk that is measured")
    given = parser.parse_args(argv)
    rounds, minutes = given.rounds or (1 if given.short else 3), 3 if given.short else 60
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        for case in list(_SIZES)[: 1 if given.short else 2]:
            measure(case, Path(name) / case[:4].strip("x"), minutes, rounds)
        for scene in _SCENES[: 1 if given.short else len(_SCENES)]:
            judge(scene, Path(name) / scene, thorough=False)
            if not given.short:
                judge(scene, Path(name) / scene, thorough=True)
    return 0


def measure(case: str, folder: Path, minutes: int, rounds: int) -> None:
    """How long the overview takes, all key frames after it, and the correction of the edges after them."""
    width, height, fps, bits = _SIZES[case]
    source = encoded(folder, "staircase", width, height, fps, bits)
    pieces = tuple(recorded(source, folder / "rec", _START_US + at * MINUTE) for at in range(minutes))
    ask = MotionAsk(1, pieces, Span(_START_US, _START_US + minutes * MINUTE), _AREA)
    first, overview, keys, whole, cpu = [], [], [], [], []
    for took in [_Timed(ask) for _ in range(rounds + 1)][1:]:  # the first round only warms the page cache
        first.append(took.first_s)
        overview.append(took.overview_s)
        keys.append(took.keys_s)
        whole.append(took.whole_s)
        cpu.append(took.cpu_s)
    of = f"{minutes} min {case}"
    tell_rounds("search", of, "first_find_s", first)
    tell_rounds("search", of, "overview_s", overview, goal=_GOAL_S if minutes == 60 else None)
    tell_rounds("search", of, "all_found_s", keys, goal=_GOAL_S if minutes == 60 else None)
    tell_rounds("search", of, "edges_corrected_s", whole)
    tell_rounds("search", of, "cpu_s", cpu)


class _Timed:
    """One search from its start to its last word; the process's own start counts."""

    def __init__(self, ask: MotionAsk) -> None:
        self.first_s = self.overview_s = self.keys_s = 0.0
        self.finds: dict[int, MotionFind] = {}
        self._begun = time.perf_counter()
        self._over = threading.Event()
        process = MotionProcess((ask,), self._told)
        children = {child.pid for child in psutil.Process().children()}
        process.start()
        self.cpu_s = 0.0
        while not self._over.wait(0.05):
            for child in psutil.Process().children():
                if child.pid not in children:
                    self._read(child)
        self.whole_s = time.perf_counter() - self._begun
        process.join(10)

    def _read(self, child: psutil.Process) -> None:
        try:
            times = child.cpu_times()
        except psutil.NoSuchProcess:
            return
        self.cpu_s = max(self.cpu_s, times.user + times.system)

    def _told(self, news: MotionNews | MotionEnded) -> None:
        passed = time.perf_counter() - self._begun
        if isinstance(news, MotionFind):
            self.finds[news.number] = news
            self.first_s = self.first_s or passed
        elif isinstance(news, MotionDropped):
            del self.finds[news.number]
        elif isinstance(news, MotionProgress) and news.stage is MotionStage.OVERVIEW:
            self.overview_s = passed
        elif isinstance(news, MotionProgress) and news.stage is MotionStage.KEYS:
            self.keys_s = passed
        elif isinstance(news, MotionEnded):
            self._over.set()


def judge(name: str, folder: Path, *, thorough: bool) -> None:
    """What is found of the people of a scene, against where they are known to be."""
    scene = SCENES[name]
    source = encoded(folder, name, 640, 360, 15, 512_000)
    piece = recorded(source, folder / "rec", _START_US)
    ask = MotionAsk(1, (piece,), Span(_START_US, _START_US + MINUTE), _AREA, thorough=thorough)
    found = union(find.span for find in _Timed(ask).finds.values())
    inside, near = moving(scene, least=ask.least), moving(scene, least=0)
    wanted = sum(span.length for span in inside)
    lost = [part for span in inside for part in subtract(span, found)]
    missed = sum(1 for span in inside if not any(one.overlaps(span) for one in found))
    around = union(Span(span.start - _NEAR, span.end + _NEAR) for span in near)
    false = [part for span in found for part in subtract(span, around)]
    case = f"{name}{', thorough' if thorough else ''}"
    tell("search", case, "movement_s", wanted / SECOND, better="higher")
    share = 100 * (1 - sum(part.length for part in lost) / wanted) if wanted else 100
    tell("search", case, "movement_found_percent", share, better="higher", goal=95)
    tell("search", case, "movements_missed", missed, goal=0)
    tell("search", case, "found_where_nobody_was_s", sum(part.length for part in false) / SECOND, goal=0)


def moving(scene: Scene, least: float) -> list[Span]:
    """When somebody who walks covers more of the area than this, as a share of the picture."""
    high, wide = 180, 320
    area = np.zeros((high, wide), np.uint8)
    cv2.fillPoly(area, [np.array([(round(x * wide), round(y * high)) for x, y in _AREA], np.int32)], 1)
    step = SECOND // 5
    there = []
    for at in range(0, MINUTE, step):
        walkers = (walker for walker in scene.walkers(night=False) if len(walker.path) > 1)
        if any(_covered(scene, walker, at / SECOND, area) > least * wide * high for walker in walkers):
            there.append(Span(_START_US + at, _START_US + at + step))
    return union(there, bridge=5 * SECOND)


def _covered(scene: Scene, walker: Walker, second: float, area: np.ndarray) -> int:
    place = walker.place(second)
    if place is None:
        return 0
    tall = scene.perspective.height(place[1])
    left, right = place[0] - tall * 0.16, place[0] + tall * 0.16
    high, wide = area.shape
    across = slice(max(0, round(left / WIDTH * wide)), max(0, round(right / WIDTH * wide)))
    down = slice(max(0, round((place[1] - tall) / HEIGHT * high)), max(0, round(place[1] / HEIGHT * high)))
    return int(area[down, across].sum())


def encoded(folder: Path, scene: str, width: int, height: int, fps: int, bits: int) -> Path:
    """A minute of a scene; made once a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "minute.mp4"
    if path.exists():
        return path
    renderer = SceneRenderer(SCENES[scene], night=False)
    chance = np.random.default_rng(1)
    noise = [chance.normal(0, _NOISE, (height, width)).astype(np.int8) for _ in range(7)]
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=fps)
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = width, height, "yuv420p", bits
        stream.codec_context.gop_size = 2 * fps
        stream.options = {"preset": "veryfast", "bf": "0", "sc_threshold": "0"}
        for number in range(60 * fps):
            picture = cv2.resize(renderer.picture(number / fps).bgr(), (width, height))
            planes = cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420)
            grain = np.roll(noise[number % 7], number * 37, axis=1)
            planes[:height] = np.clip(planes[:height].astype(np.int16) + grain, 16, 235)
            frame = av.VideoFrame.from_ndarray(np.asarray(planes, np.uint8), "yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, fps)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return path


def recorded(source: Path, folder: Path, start_us: int) -> Piece:
    """The minute as a segment that begins at an instant."""
    with av.open(str(source)) as container:
        stream = container.streams.video[0]
        writer = SegmentWriter(folder, stream, start_us)
        for packet in container.demux(stream):
            if packet.pts is not None:
                writer.add(packet)
        done = writer.close(start_us + MINUTE)
    return Piece(done.path, done.start_us, done.end_us)


if __name__ == "__main__":
    sys.exit(main())
