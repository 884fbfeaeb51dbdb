"""The engine that plays, measured through the real client and media process: clicks, dragging, playing, thumbnails.

``python -m bench.seeking`` prints the figures; ``bench seek`` calls ``measure`` beside its own.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from pathlib import Path

import av
import numpy as np
import psutil

from bench.figures import tell, tell_percentiles
from bench.measuring import Meter
from vms.core.clock import SystemClock
from vms.core.instants import MINUTE, SECOND
from vms.video.client import EngineClient, EngineView
from vms.video.group_view import EngineGroup
from vms.video.play_orders import FilmSpec, Play, Seek, SetSpeed, Thumbnail
from vms.video.reader import Piece
from vms.video.segment import segment_path
from vms.video.segment_writer import SegmentWriter

START_US = 1_767_577_200 * SECOND
CLICK_GOAL_MS, SCRUB_GOAL, THUMBNAIL_GOAL = 150, 15, 15
_GIVE_UP_S = 5.0
_DRAG_S = 0.016  # a mouse tells of itself so often


@dataclass(frozen=True, slots=True)
class Kind:
    """What a camera recorded, and how large its pane is."""

    name: str
    width: int
    height: int
    fps: int
    cameras: int
    pane: tuple[int, int]


KINDS = (
    Kind("1 × 1080p 25 fps", 1920, 1080, 25, 1, (1280, 720)),
    Kind("4 × 1080p 25 fps", 1920, 1080, 25, 4, (640, 360)),
    Kind("1 × 640×360 15 fps", 640, 360, 15, 1, (1280, 720)),
    Kind("16 × 640×360 15 fps", 640, 360, 15, 16, (320, 180)),
)


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench.seeking")
    parser.add_argument("--short", action="store_true")
    measure("seek", short=parser.parse_args(argv).short)
    return 0


def measure(bench: str, *, short: bool) -> None:
    """Print every figure of the engine, as part of ``bench``. Ten minutes of film; short: two, of small pictures."""
    minutes, clicks, seconds = (2, 5, 1.0) if short else (10, 60, 8.0)
    with tempfile.TemporaryDirectory() as folder:
        films: dict[tuple[int, int], list[Piece]] = {}
        for kind in KINDS[2:] if short else KINDS:
            size = (kind.width, kind.height)
            if size not in films:
                films[size] = film(Path(folder), kind, minutes)
            with _opened(kind, films[size]) as stage:
                _tell_clicks(bench, stage, clicks)
                _tell_scrub(bench, stage, seconds)
                for speed in (1.0, 2.0, -1.0, 8.0):
                    _tell_playing(bench, stage, speed, seconds)
                if kind.cameras == 1:
                    _tell_thumbnails(bench, stage, seconds)


def film(folder: Path, kind: Kind, minutes: int) -> list[Piece]:
    """One-minute segments with a key frame every two seconds: a pattern that moves, at a camera's bit rate."""
    source = folder / f"{kind.height}.mp4"
    row = np.arange(kind.width) // 8
    texture = np.random.default_rng(1).integers(0, 48, (kind.height, kind.width), np.uint8) + row.astype(np.uint8) % 64
    with av.open(str(source), "w") as out:
        stream = out.add_stream("libx264", rate=kind.fps)
        stream.width, stream.height, stream.pix_fmt = kind.width, kind.height, "yuv420p"
        stream.codec_context.gop_size = 2 * kind.fps
        stream.bit_rate = kind.width * kind.height * kind.fps // 13
        stream.options = {"preset": "ultrafast", "sc_threshold": "0"}
        for number in range(60 * kind.fps):
            planes = np.full((kind.height * 3 // 2, kind.width), 128, np.uint8)
            planes[: kind.height] = np.roll(texture, number * 2, axis=1)
            frame = av.VideoFrame.from_ndarray(planes, "yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, kind.fps)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    recordings = folder / f"recordings-{kind.height}"
    with av.open(str(source)) as container:
        stream = container.streams.video[0]
        writer = SegmentWriter(recordings, stream, START_US)
        for packet in container.demux(stream):
            if packet.pts is not None:
                writer.add(packet)
        first = writer.close(START_US + MINUTE).path
    paths = [first]
    for minute in range(1, minutes):
        paths.append(segment_path(recordings, START_US + minute * MINUTE))
        paths[-1].parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(first, paths[-1])
    return [Piece(path, START_US + n * MINUTE, START_US + (n + 1) * MINUTE) for n, path in enumerate(paths)]


@dataclass
class Stage:
    """An open group."""

    kind: Kind
    client: EngineClient
    group: EngineGroup
    views: list[EngineView]
    pieces: Sequence[Piece]
    numbers: Iterator[int]

    @property
    def length_us(self) -> int:
        """Of the whole film."""
        return self.pieces[-1].end_us - START_US

    def seek(self, instant_us: int) -> int:
        """Send it; its number."""
        number = next(self.numbers)
        self.group.command(Seek(instant_us, number), self.views[0])
        return number

    def counts(self) -> tuple[int, int]:
        """Pictures shown and dropped so far."""
        statuses = [status for view in self.views if (status := view.film_status()) is not None]
        return sum(status.shown for status in statuses), sum(status.dropped for status in statuses)


@contextmanager
def _opened(kind: Kind, pieces: Sequence[Piece]) -> Iterator[Stage]:
    client = EngineClient(SystemClock())
    client.start()
    try:
        group = client.open_group(START_US)
        spec = FilmSpec(tuple(pieces), START_US)
        views = [client.open_film(spec, *kind.pane, group=group) for _ in range(kind.cameras)]
        stage = Stage(kind, client, group, views, pieces, count(1))
        _wait(lambda: all(view.sequence for view in views), 30.0)
        yield stage
    finally:
        client.close()


def _wait(condition: Callable[[], object], seconds: float = _GIVE_UP_S) -> float:
    """Seconds until it holds. Raises RuntimeError when it never does."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > seconds:
            raise RuntimeError("the engine doesn't answer")
        time.sleep(0.001)
    return time.monotonic() - begun


def _tell_clicks(bench: str, stage: Stage, clicks: int) -> None:
    """A click on the time line: until every pane has a picture of there, and until it is the exact one."""
    chance = random.Random(7)
    first: list[float] = []
    exact: list[float] = []
    for _ in range(clicks):
        target = START_US + chance.randrange(stage.length_us)
        before = [view.sequence for view in stage.views]
        number = stage.seek(target)
        pairs = list(zip(stage.views, before, strict=True))
        first.append(1000 * _wait(lambda pairs=pairs: all(view.sequence != old for view, old in pairs)))
        exact.append(first[-1] + 1000 * _wait(lambda n=number: all(view.done_number == n for view in stage.views)))
        time.sleep(0.1)
    goal = CLICK_GOAL_MS if stage.kind.cameras == 1 else None
    tell_percentiles(bench, stage.kind.name, "click_to_first_picture_ms", first, p95_goal=goal)
    tell_percentiles(bench, stage.kind.name, "click_to_exact_picture_ms", exact)


def _tell_scrub(bench: str, stage: Stage, seconds: float) -> None:
    """The mouse is dragged to and fro over the whole line: pictures a second in each pane."""
    before, begun = [view.sequence for view in stage.views], time.monotonic()
    while (passed := time.monotonic() - begun) < seconds:
        part = abs((passed / 4.0) % 2.0 - 1.0)
        stage.seek(START_US + round(part * (stage.length_us - SECOND)))
        time.sleep(_DRAG_S)
    rates = [(view.sequence - old) / passed for view, old in zip(stage.views, before, strict=True)]
    goal = SCRUB_GOAL if stage.kind.cameras == 1 else None
    tell(bench, stage.kind.name, "scrub_pictures_per_s_worst_pane", min(rates), goal=goal, better="higher")


def _tell_playing(bench: str, stage: Stage, speed: float, seconds: float) -> None:
    case, kind = f"{stage.kind.name}, {speed:g}×", stage.kind
    stage.seek(START_US + stage.length_us // 2)
    stage.group.command(SetSpeed(speed), stage.views[0])
    stage.group.command(Play(), stage.views[0])
    time.sleep(1.0)
    assert stage.client.pid is not None
    media, begun = psutil.Process(stage.client.pid), time.monotonic()
    meter, (shown, dropped) = Meter([media]), stage.counts()
    time.sleep(seconds)
    cost, (shown_after, dropped_after) = meter.read(), stage.counts()
    wall = time.monotonic() - begun
    tell(bench, case, "shown_pictures_per_s", (shown_after - shown) / wall, better="higher")
    tell(bench, case, "dropped_pictures_per_s", (dropped_after - dropped) / wall)
    if abs(speed) <= 2:
        wanted = kind.fps * kind.cameras * abs(speed)
        tell(bench, case, "shown_of_recorded", (shown_after - shown) / wall / wanted, better="higher")
    tell(bench, case, "media_process_cores", cost.cores)
    tell(bench, case, "media_process_mb", media.memory_info().rss / 1e6)


def _tell_thumbnails(bench: str, stage: Stage, seconds: float) -> None:
    """The cursor moves over the line: a request every 16 ms, the newest wins."""
    come: list[Thumbnail] = []
    strip = stage.client.open_strip(come.extend)
    begun = time.monotonic()
    for number in count(1):
        passed = time.monotonic() - begun
        if passed > seconds:
            break
        part = abs((passed / 4.0) % 2.0 - 1.0)
        strip.ask(number, tuple(stage.pieces), (START_US + round(part * (stage.length_us - SECOND)),), 120)
        time.sleep(_DRAG_S)
    strip.close()
    tell(bench, stage.kind.name, "thumbnails_per_s", len(come) / seconds, goal=THUMBNAIL_GOAL, better="higher")


if __name__ == "__main__":
    sys.exit(main())
