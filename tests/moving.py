"""Footage of people who walk where a test says, in the demo school's rooms: real H.264, recorded as usual."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import cv2

from tests.footage import record
from vms.core.instants import SECOND
from vms.demo.figures import Look, Perspective, Walker
from vms.demo.indoors import corridor
from vms.demo.scenes import Scene, SceneRenderer
from vms.video.reader import Piece

FPS, GOP = 10, 20
WIDTH, HEIGHT = 640, 360
_SIZE = 1280, 720  # of the scene


def walk(start_s: float, end_s: float, *path: tuple[float, float]) -> Walker:
    """Somebody whose feet go along points, shares of the picture."""
    return Walker(Look(scarf=True), tuple((x * _SIZE[0], y * _SIZE[1]) for x, y in path), start_s, end_s)


def encode_walks(
    path: Path, seconds: int, *walkers: Walker, light: dict[int, float] | None = None, gop: int = GOP
) -> Path:
    """A corridor with these people. ``light``: from a second on, all brightness times this."""
    room = lambda: corridor(0, (222, 202, 140), open_right=True)  # noqa: E731
    renderer = SceneRenderer(Scene(room, Perspective(400, 130, 720, 420), tuple(walkers)), night=False)
    factor = 1.0
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.codec_context.gop_size = gop
        stream.options = {"preset": "ultrafast", "sc_threshold": "0", "bf": "0", "threads": "1"}
        for number in range(seconds * FPS):
            factor = (light or {}).get(number // FPS, factor) if number % FPS == 0 else factor
            picture = cv2.resize(renderer.picture(number / FPS).bgr(), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
            frame = av.VideoFrame.from_ndarray(cv2.convertScaleAbs(picture, alpha=factor), "bgr24")
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return path


def film_walks(
    folder: Path, start_us: int, seconds: int, *walkers: Walker, light: dict[int, float] | None = None, gop: int = GOP
) -> Piece:
    """The same as a recorded piece."""
    folder.mkdir(parents=True, exist_ok=True)
    source = encode_walks(folder / "walks.mp4", seconds, *walkers, light=light, gop=gop)
    return record(source, folder / "recordings", start_us, start_us + seconds * SECOND)
