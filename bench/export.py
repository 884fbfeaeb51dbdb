"""Ten minutes of 1080p25 in ten segments: cut, hashed while written, on the disk, read back and compared.

Against `ffmpeg -c copy` of the same segments in the same run, which neither waits for the disk nor reads back; and
against what it takes by hand to know as much: ffmpeg, sync of the file, sha256sum. Each round cuts to a file of its
own; the order alternates. ``--short``: one minute in ten segments, one round.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import psutil
from av.packet import Packet
from av.video.stream import VideoStream

from bench.figures import tell, tell_rounds
from bench.measuring import Meter, warn_when_noisy
from vms.core.instants import SECOND, Span
from vms.video.clipper import cut
from vms.video.reader import Piece
from vms.video.segment_writer import SegmentWriter

_START_US = 1_767_577_200 * SECOND
_WIDTH, _HEIGHT, _FPS, _BITS = 1920, 1080, 25, 4_000_000
_GROUP = 50  # a key frame every two seconds, as cameras come from the factory
_SEGMENTS = 10
_GOAL_S = 1.5


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench export")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--folder", type=Path, help="where to work: the disk that is measured")
    given = parser.parse_args(argv)
    rounds = given.rounds or (1 if given.short else 5)
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        pieces = recorded(folder, seconds=6 if given.short else 60)
        compare(folder, pieces, rounds, "1 min" if given.short else "10 min")
    return 0


def compare(folder: Path, pieces: list[Piece], rounds: int, case: str) -> None:
    """Ours and the two others, in alternating order."""
    size = sum(piece.path.stat().st_size for piece in pieces)
    tell("export", case, "recorded_mb", size / 1e6, better="higher")
    listed = folder / "list.txt"
    listed.write_text("".join(f"file '{piece.path}'\n" for piece in pieces), "utf-8")
    doers: dict[str, Callable[[Path], None]] = {
        "ours": lambda out: ours(pieces, out),
        "ffmpeg -c copy": lambda out: ffmpeg(listed, out),
        "ffmpeg -c copy, sync, sha256sum": lambda out: by_hand(listed, out),
    }
    took: dict[str, list[float]] = {name: [] for name in doers}
    cpu: list[float] = []
    costs = []
    for number in range(rounds + 1):
        order = list(doers) if number % 2 else list(reversed(doers))
        for name in order:
            out = folder / f"clip-{number}.mp4"
            meter = Meter([psutil.Process()])
            begun = time.perf_counter()
            doers[name](out)
            seconds = time.perf_counter() - begun
            cost = meter.read()
            out.unlink()
            os.sync()  # what one left to be written must not be paid by the next
            if number:  # the first round only warms the page cache for all alike
                took[name].append(seconds)
                if name == "ours":
                    cpu.append(cost.cpu_s)
                    costs.append(cost)
    tell_rounds("export", case, "cut_and_verified_s", took["ours"], goal=None if case == "1 min" else _GOAL_S)
    tell_rounds("export", case, "cpu_s", cpu)
    for name in ("ffmpeg -c copy", "ffmpeg -c copy, sync, sha256sum"):
        tell_rounds("export", case, "cut_s", took[name], peer=name)
        pairs = [mine / theirs for mine, theirs in zip(took["ours"], took[name], strict=True)]
        tell_rounds("export", case, "ours_divided_by_theirs", pairs, peer=name)
    tell("export", case, "other_programs_cpu_percent", 100 * warn_when_noisy("export", costs))


def ours(pieces: list[Piece], out: Path) -> None:
    """As evidence is cut: hashed while written, on the disk, read back."""
    whole = Span(pieces[0].start_us, pieces[-1].end_us)
    result = cut(pieces, whole, out)
    if (result.start_us, result.end_us, result.gaps) != (whole.start, whole.end, ()):
        raise RuntimeError(f"not the whole: {result}")


def ffmpeg(listed: Path, out: Path) -> None:
    """Copies the streams, nothing else."""
    head = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "concat", "-safe", "0"]
    subprocess.run([*head, "-i", str(listed), "-c", "copy", str(out)], check=True)


def by_hand(listed: Path, out: Path) -> None:
    """The same with the file on the disk and its hash known."""
    ffmpeg(listed, out)
    subprocess.run(["sync", str(out)], check=True)
    subprocess.run(["sha256sum", str(out)], check=True, stdout=subprocess.DEVNULL)


def recorded(folder: Path, seconds: int) -> list[Piece]:
    """Segments as the recorder writes them, each as long, one behind the other."""
    source = encoded(folder / "source.mp4")
    pieces = []
    for number in range(_SEGMENTS):
        start = _START_US + number * seconds * SECOND
        with repeated(source, seconds) as (stream, packets):
            writer = SegmentWriter(folder / "recordings", stream, start)
            for packet in packets:
                writer.add(packet)
            done = writer.close(start + seconds * SECOND)
        pieces.append(Piece(done.path, done.start_us, done.end_us))
    return pieces


@contextmanager
def repeated(source: Path, seconds: int) -> Iterator[tuple[VideoStream, Iterator[Packet[VideoStream]]]]:
    """The packets of a short film over and over, until so many seconds are full."""
    with av.open(str(source)) as container:
        stream = container.streams.video[0]
        assert stream.time_base is not None
        tick = round(1 / _FPS / stream.time_base)

        def packets() -> Iterator[Packet[VideoStream]]:
            count = 0
            while count < seconds * _FPS:
                container.seek(0, stream=stream)
                for packet in container.demux(stream):
                    if packet.pts is None or count >= seconds * _FPS:
                        break
                    packet.pts = packet.dts = count * tick
                    count += 1
                    yield packet

        yield stream, packets()


def encoded(path: Path, seconds: int = 6) -> Path:
    """A still scene with the noise of a cheap sensor, at the bit rate of a camera."""
    noise = np.random.default_rng(1)
    scene = noise.integers(40, 200, (_HEIGHT // 40, _WIDTH // 40, 3), np.uint8).repeat(40, 0).repeat(40, 1)
    grains = [noise.integers(0, 24, scene.shape, np.uint8) for _ in range(5)]
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=_FPS)
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = _WIDTH, _HEIGHT, "yuv420p", _BITS
        stream.codec_context.gop_size = _GROUP
        rate = f"nal-hrd=cbr:vbv-maxrate={_BITS // 1000}:vbv-bufsize={_BITS // 1000}:scenecut=0:bframes=0"
        stream.options = {"preset": "ultrafast", "x264-params": rate}
        for number in range(seconds * _FPS):
            frame = av.VideoFrame.from_ndarray(np.roll(scene, number * 4, 1) + grains[number % 5], "rgb24")
            frame.pts, frame.time_base = number, Fraction(1, _FPS)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return path


if __name__ == "__main__":
    sys.exit(main())
