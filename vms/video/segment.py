"""One stretch of recording as a file on disk: its name, what it says of itself, and the repair of an unfinished one.

A segment grows as ``<stamp>.mp4.part``, see ``segment_writer``. The name carries the wall-clock instant of the first
picture to the microsecond: the file alone says when it was.
"""

from __future__ import annotations

import errno
import os
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import av

from vms.core.disk import publish, rename
from vms.core.hashing import sha256_file
from vms.core.instants import from_datetime, to_datetime
from vms.video.reader import PART, open_segment

DAMAGED = ".damaged"
_STAMP = "%Y%m%dT%H%M%S.%fZ"
# A header alone, or the torn beginning of one: nothing in it was ever a picture.
_HEADER_BYTES = 2048


@dataclass(frozen=True, slots=True)
class SegmentFile:
    """A finished segment as it lies on disk. Instants in µs UTC; ``end_us`` is when its last picture stops.

    ``sha256``: of the whole file, hex, taken while it was written.
    """

    path: Path
    start_us: int
    end_us: int
    size: int
    codec: str
    width: int
    height: int
    frames: int
    sha256: str = ""


def segment_path(folder: Path, start_us: int) -> Path:
    """Where a segment of the camera whose folder this is belongs: a folder per UTC day."""
    moment = to_datetime(start_us, UTC)
    return folder / moment.strftime("%Y-%m-%d") / (moment.strftime(_STAMP) + ".mp4")


def start_of(path: Path) -> int:
    """The instant a segment's name carries. Raises ValueError for any other name."""
    name = path.name.removesuffix(PART).removesuffix(".mp4")
    return from_datetime(datetime.strptime(name, _STAMP).replace(tzinfo=UTC))


def part_of(path: Path) -> Path:
    """The name a segment has while it grows."""
    return path.with_name(path.name + PART)


def whole_length(file: BinaryIO, size: int) -> int:
    """Bytes up to the end of the last whole fragment; 0 when there is none."""
    offset = whole = 0
    fragment = False
    while offset + 8 <= size:
        file.seek(offset)
        header = file.read(16)
        length, kind = struct.unpack(">I4s", header[:8])
        if length == 1 and len(header) == 16:
            (length,) = struct.unpack(">Q", header[8:])
        if length < 8 or offset + length > size:
            break
        offset += length
        if kind == b"moof":
            fragment = True
        elif fragment:
            whole, fragment = (offset, False) if kind == b"mdat" else (whole, fragment)
        elif whole:
            whole = offset  # an index after the fragments
    return whole


def repair(part: Path) -> SegmentFile | None:
    """Turn what a dead recorder left into a segment: cut to its last whole fragment, fsynced, renamed.

    None when nothing in it plays: a header without pictures goes, anything larger is kept under ``.damaged``.
    Raises OSError where the disk refuses, FileExistsError where a finished segment has the name already.
    """
    path = part.with_name(part.name.removesuffix(PART))
    if path.exists():
        if not part.exists():
            return inspect(path)  # it had its name already when the disk refused
        raise FileExistsError(errno.EEXIST, "a finished segment has this name", str(path))
    with part.open("r+b") as file:
        size = os.fstat(file.fileno()).st_size
        whole = whole_length(file, size)
        if whole:
            file.truncate(whole)
            os.fsync(file.fileno())
    found = inspect(part, path) if whole else None
    if found is None:
        if size <= _HEADER_BYTES:
            part.unlink()
        else:
            rename(part, path.with_name(path.name + DAMAGED))
        return None
    publish(part, path)
    return found


def inspect(file: Path, path: Path | None = None) -> SegmentFile | None:
    """Read a segment's times and counts from the file itself; None when it holds no picture."""
    start_us = start_of(path or file)
    try:
        with open_segment(file) as source:
            times = sorted(source.instant(packet) for packet in source.packets())
            codec = source.stream.codec_context
            name, width, height = codec.name, codec.width, codec.height
    except (av.FFmpegError, IndexError):
        return None
    if not times:
        return None
    step = times[-1] - times[-2] if len(times) > 1 else 40_000
    end_us = start_us + times[-1] + step
    size, digest = file.stat().st_size, sha256_file(file)
    return SegmentFile(path or file, start_us, end_us, size, name, width, height, len(times), digest)
