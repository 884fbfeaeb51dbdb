"""What a recorded MP4 says of itself, read from its headers alone: a minute of video in about a millisecond.

Segments are fragmented (ISO/IEC 14496-12, 8.8): ``moov`` names the codec, each ``moof`` counts pictures, their times
and sizes, the ``mdat`` behind it holds them. Anything else that FFmpeg can read as MP4 is read through FFmpeg.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import av

from vms.video.reader import open_segment

_CODECS = {b"avc1": "h264", b"avc3": "h264", b"hvc1": "hevc", b"hev1": "hevc", b"mp4v": "mjpeg", b"jpeg": "mjpeg"}
_LENGTH_PREFIXED = ("h264", "hevc")
# A header longer than this is none.
_MOST_HEADER = 16 << 20


@dataclass(frozen=True, slots=True)
class Facts:
    """What is in a file. ``damage`` is empty for a whole one, else what is wrong and at which byte."""

    codec: str = ""
    width: int = 0
    height: int = 0
    frames: int = 0
    duration_us: int = 0
    damage: str = ""


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int  # of the content
    end: int


class _Damage(Exception):  # noqa: N818 - ends the reading, never leaves this file
    """What is wrong."""


def read_facts(path: Path) -> Facts:
    """Look through a file's headers. Raises OSError."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        try:
            boxes = list(_boxes(file, 0, size))
            header = next((box for box in boxes if box.kind == b"moov"), None)
            if header is None:
                raise _Damage("no header")
            moov = _content(file, header)
            if b"mvex" not in moov:
                return _by_ffmpeg(path)
            return _fragments(file, boxes, moov)
        except _Damage as damage:
            return Facts(damage=str(damage))
        except (struct.error, IndexError):
            return Facts(damage="header cannot be read")


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[_Box]:
    while start < end:
        file.seek(start)
        head = file.read(16)
        if len(head) < 8:
            raise _Damage(f"torn off at {start}")
        length, kind = struct.unpack(">I4s", head[:8])
        skip = 8
        if length == 1 and len(head) == 16:
            (length,), skip = struct.unpack(">Q", head[8:]), 16
        if length < skip or start + length > end or not kind.isalnum():
            raise _Damage(f"torn off at {start}" if start + length > end else f"no box at {start}")
        yield _Box(kind, start + skip, start + length)
        start += length


def _content(file: BinaryIO, box: _Box) -> bytes:
    if box.end - box.start > _MOST_HEADER:
        raise _Damage(f"header too long at {box.start}")
    file.seek(box.start)
    return file.read(box.end - box.start)


def _children(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if length < 8:
            raise _Damage("header cannot be read")
        yield data[at + 4 : at + 8], data[at + 8 : at + length]
        at += length


def _inside(data: bytes, *path: bytes) -> bytes:
    """The content of the first box of this kind inside the first box of that kind …"""
    for kind in path:
        found = next((content for name, content in _children(data) if name == kind), None)
        if found is None:
            raise _Damage(f"header without {kind.decode()}")
        data = found
    return data


def _fragments(file: BinaryIO, boxes: list[_Box], moov: bytes) -> Facts:
    track = next((trak for kind, trak in _children(moov) if kind == b"trak" and _is_video(trak)), None)
    if track is None:
        raise _Damage("no video")
    head = _inside(track, b"tkhd")
    (number,) = struct.unpack_from(">I", head, 20 if head[0] == 1 else 12)
    media = _inside(track, b"mdia")
    timing = _inside(media, b"mdhd")
    (scale,) = struct.unpack_from(">I", timing, 20 if timing[0] == 1 else 12)
    entry = _inside(media, b"minf", b"stbl", b"stsd")[8:]
    codec = _CODECS.get(entry[4:8], entry[4:8].decode("latin-1"))
    width, height = struct.unpack_from(">HH", entry, 32)
    frames, end, first = 0, 0, -1
    for box, after in zip(boxes, [*boxes[1:], None], strict=True):
        if box.kind != b"moof":
            continue
        if after is None or after.kind != b"mdat":
            raise _Damage(f"pictures are missing at {box.end}")
        runs = [_run(traf) for kind, traf in _children(_content(file, box)) if kind == b"traf"]
        if sum(sum(run.sizes) for run in runs) != after.end - after.start:
            raise _Damage(f"pictures have other sizes at {after.start}")
        for run in runs:
            if run.track == number and run.sizes:
                first = run.begin if first < 0 else first
                frames, end = frames + len(run.sizes), run.begin + run.length
        if len(runs) == 1 and codec in _LENGTH_PREFIXED:
            _require_picture(file, after.start, runs[0].sizes[0])
    if not frames:
        raise _Damage("no pictures")
    return Facts(codec, width, height, frames, (end - first) * 1_000_000 // max(1, scale))


def _is_video(trak: bytes) -> bool:
    return _inside(trak, b"mdia", b"hdlr")[8:12] == b"vide"


def _require_picture(file: BinaryIO, at: int, size: int) -> None:
    """A power cut may leave the length of a file without its content: zeros where pictures were."""
    file.seek(at)
    (unit,) = struct.unpack(">I", file.read(4))
    if not 0 < unit <= size - 4:
        raise _Damage(f"no picture at {at}")


@dataclass(frozen=True, slots=True)
class _Run:
    """The pictures of one track in one fragment; times in ticks."""

    track: int
    begin: int
    length: int
    sizes: tuple[int, ...]


def _run(traf: bytes) -> _Run:
    begin_at = _inside(traf, b"tfdt")
    (begin,) = struct.unpack_from(">Q" if begin_at[0] == 1 else ">I", begin_at, 4)
    head = _inside(traf, b"tfhd")
    flags, track = struct.unpack(">II", head[:8])
    at = 8 + (8 if flags & 1 else 0) + (4 if flags & 2 else 0)
    duration = size = 0
    if flags & 8:
        (duration,) = struct.unpack_from(">I", head, at)
        at += 4
    if flags & 16:
        (size,) = struct.unpack_from(">I", head, at)
    sizes: list[int] = []
    length = 0
    for kind, run in _children(traf):
        if kind == b"trun":
            durations, of_each = _samples(run, duration, size)
            length += sum(durations)
            sizes += of_each
    return _Run(track, begin, length, tuple(sizes))


def _samples(run: bytes, duration: int, size: int) -> tuple[Sequence[int], Sequence[int]]:
    flags, count = struct.unpack(">II", run[:8])
    at = 8 + (4 if flags & 1 else 0) + (4 if flags & 4 else 0)
    fields = [bit for bit in (0x100, 0x200, 0x400, 0x800) if flags & bit]
    values = struct.unpack_from(f">{count * len(fields)}I", run, at)
    width = len(fields)
    durations = values[fields.index(0x100) :: width] if 0x100 in fields else (duration,) * count
    sizes = values[fields.index(0x200) :: width] if 0x200 in fields else (size,) * count
    return durations, sizes


def _by_ffmpeg(path: Path) -> Facts:
    try:
        with open_segment(path) as source:
            times = sorted(source.instant(packet) for packet in source.packets())
            codec = source.stream.codec_context
            found = Facts(codec.name, codec.width, codec.height)
    except (av.FFmpegError, IndexError):
        return Facts(damage="FFmpeg cannot read it")
    if not times:
        return replace(found, damage="no pictures")
    step = times[-1] - times[-2] if len(times) > 1 else 40_000
    return replace(found, frames=len(times), duration_us=times[-1] + step)
