"""Footage for tests: real H.264, H.265 or MJPEG whose pictures carry their own number, recorded as usual."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from vms.video.reader import Piece, open_segment
from vms.video.segment_writer import SegmentWriter

BITS, CELL = 16, 16
WIDTH, HEIGHT = BITS * CELL, 64
START_US = 1_767_577_200_123_456
ENCODERS = {"h264": "libx264", "hevc": "libx265", "mjpeg": "mjpeg", "mpeg4": "mpeg4"}


def picture(number: int, width: int = WIDTH, height: int = HEIGHT) -> av.VideoFrame:
    """A picture with ``number`` in black and white columns."""
    plane = np.full((height, width, 3), 90, np.uint8)
    for bit in range(BITS):
        plane[:, bit * CELL : (bit + 1) * CELL] = 235 if number >> bit & 1 else 16
    return av.VideoFrame.from_ndarray(plane, "rgb24")


def number_in(frame: av.VideoFrame) -> int:
    """The number a picture carries."""
    gray = frame.reformat(format="gray").to_ndarray()
    row = gray[frame.height // 2]
    return sum(int(row[bit * CELL + CELL // 2] > 128) << bit for bit in range(BITS))


def encode(
    path: Path,
    numbers: range,
    *,
    codec: str = "h264",
    fps: int = 25,
    gop: int = 10,
    bframes: int = 0,
    height: int = HEIGHT,
) -> Path:
    """A video file (format by its ending) with one picture per number."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream(ENCODERS[codec], rate=fps)
        stream.width, stream.height = WIDTH, height
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        stream.codec_context.gop_size = gop
        if codec == "h264":
            stream.options = {"preset": "ultrafast", "bf": str(bframes), "sc_threshold": "0"}
        elif codec == "hevc":
            stream.options = {"preset": "ultrafast", "x265-params": f"log-level=none:bframes={bframes}:scenecut=0"}
        for index, number in enumerate(numbers):
            frame = picture(number, height=height)
            frame.pts, frame.time_base = index, Fraction(1, fps)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return path


def record(source: Path, folder: Path, start_us: int, end_us: int | None = None) -> Piece:
    """Write a whole video file as one segment."""
    with av.open(str(source)) as container:
        stream = container.streams.video[0]
        writer = SegmentWriter(folder, stream, start_us)
        for packet in container.demux(stream):
            if packet.pts is not None:
                writer.add(packet)
        done = writer.close(end_us)
    return Piece(done.path, done.start_us, done.end_us)


def footage(folder: Path, starts: list[int], *, frames: int = 50, fps: int = 25, **how: object) -> list[Piece]:
    """Segments of ``frames`` pictures at the instants given, numbered through."""
    pieces = []
    for index, start in enumerate(starts):
        source = folder / f"source-{index}.mp4"
        encode(source, range(index * frames, (index + 1) * frames), fps=fps, **how)  # type: ignore[arg-type]
        pieces.append(record(source, folder / "recordings", start, start + frames * 1_000_000 // fps))
    return pieces


def payloads(path: Path) -> Iterator[str]:
    """SHA-256 of each access unit as stored."""
    with open_segment(path) as source:
        for packet in source.packets():
            yield hashlib.sha256(bytes(packet)).hexdigest()
