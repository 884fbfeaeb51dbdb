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


RATE = 16_000


def record_heard(folder: Path, start_us: int, beeps: list[tuple[float, float]], seconds: int = 2) -> Piece:
    """A segment of 25 pictures a second with AAC sound: silence, and a tone in these stretches of it, seconds."""
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "heard.mp4"
    with av.open(str(source), "w") as out:
        video, audio = out.add_stream("libx264", rate=25), out.add_stream("aac", rate=RATE, layout="mono")
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.codec_context.gop_size = 10
        video.options = {"preset": "ultrafast", "bf": "0", "sc_threshold": "0"}
        times = np.arange(seconds * RATE) / RATE
        wave = np.sin(2 * np.pi * 880 * times) * 0.5
        wave *= np.any([(times >= start) & (times < end) for start, end in beeps], axis=0)
        for number in range(seconds * 25):
            frame = picture(number)
            frame.pts, frame.time_base = number, Fraction(1, 25)
            out.mux(video.encode(frame))
            part = wave[None, number * RATE // 25 : (number + 1) * RATE // 25].astype(np.float32)
            heard = av.AudioFrame.from_ndarray(np.ascontiguousarray(part), format="fltp", layout="mono")
            heard.sample_rate, heard.pts, heard.time_base = RATE, number * RATE // 25, Fraction(1, RATE)
            out.mux(audio.encode(heard))
        out.mux(video.encode())
        out.mux(audio.encode())
    with av.open(str(source)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        writer = SegmentWriter(folder / "recordings", video, start_us, sound=audio)
        for packet in container.demux(video, audio):
            if packet.pts is None:
                continue
            if packet.stream is audio:
                writer.add_sound(packet, start_us + round(packet.pts * packet.time_base * 1_000_000))
            else:
                writer.add(packet)
        done = writer.close(start_us + seconds * 1_000_000)
    source.unlink()
    return Piece(done.path, done.start_us, done.end_us)


def heard_at(path: Path) -> list[tuple[float, float]]:
    """From when to when there is a tone in a file, seconds from its first picture; stretches of a fiftieth."""
    with av.open(str(path)) as container:
        zero = next(
            float(packet.pts * packet.time_base) for packet in container.demux(video=0) if packet.pts is not None
        )
        container.seek(0)
        loud: list[float] = []
        for frame in container.decode(audio=0):
            wave = frame.to_ndarray()[0]
            for at in range(0, len(wave) - 160, 320):
                if np.abs(wave[at : at + 320]).max() > 0.2:
                    loud.append(float(frame.pts * frame.time_base) + at / RATE - zero)
    found: list[tuple[float, float]] = []
    for at in loud:
        if found and at - found[-1][1] < 0.1:
            found[-1] = (found[-1][0], at + 0.02)
        else:
            found.append((at, at + 0.02))
    return found


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
