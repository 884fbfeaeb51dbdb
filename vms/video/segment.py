"""One stretch of recording as a file: fragmented MP4 by stream copy, safe to lose power over at any moment.

A segment grows as ``<stamp>.mp4.part``: an empty ``moov`` first, then a fragment per GOP. Whatever ends the process,
the file plays up to its last whole fragment. Closing it means: last fragment, fsync, rename to ``<stamp>.mp4``.
The name carries the wall-clock instant of the first picture to the microsecond: the file alone says when it was.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import av
from av.container import OutputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from vms.core.errors import DiskFull, FolderNotWritable, StorageError, StreamInvalid
from vms.core.instants import from_datetime, to_datetime
from vms.video.reader import PART, open_segment, ticks_to_us

CODECS = ("h264", "hevc", "mjpeg")

_STAMP = "%Y%m%dT%H%M%S.%fZ"
_BUFFER = 1 << 18
# Every MJPEG picture is a key frame; without a floor each would be a fragment of its own.
_MIN_FRAGMENT_US = 900_000
_MOVFLAGS = "frag_keyframe+empty_moov+default_base_moof"
_RENAME_S = 2.0
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class SegmentFile:
    """A finished segment as it lies on disk. Instants in µs UTC; ``end_us`` is when its last picture stops."""

    path: Path
    start_us: int
    end_us: int
    size: int
    codec: str
    width: int
    height: int
    frames: int


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


def storage_error(path: Path, error: OSError) -> StorageError:
    """What the operating system said, as an error of our tree."""
    if error.errno in _FULL:
        return DiskFull(path=str(path))
    return FolderNotWritable(path=str(path), detail=error.strerror or "")


class _GrowingFile:
    """What the muxer writes into: unbuffered, so that bytes handed over survive the process."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb", buffering=0)
        self.written = 0

    def write(self, data: bytes) -> int:
        view = memoryview(data)
        while view:
            count = self._file.write(view)
            assert count is not None
            self.written += count
            view = view[count:]
        return len(data)

    def finish(self) -> None:
        os.fsync(self._file.fileno())
        self._file.close()

    def close(self) -> None:
        self._file.close()


class SegmentWriter:
    """Writes one segment. Owned by one thread; the first packet must be a key frame."""

    def __init__(self, folder: Path, template: VideoStream, start_us: int) -> None:
        codec = template.codec_context.name
        if codec not in CODECS:
            raise StreamInvalid(detail=f"codec {codec}")
        self.path = segment_path(folder, start_us)
        self.part = part_of(self.path)
        self.start_us = start_us
        self.end_us = start_us
        self.durable_us = start_us
        self.frames = 0
        self._codec, self._template = codec, template
        self._first: int | None = None
        self._last_dts: int | None = None
        self._last_us = start_us
        self._step_us = 40_000
        try:
            self.part.parent.mkdir(parents=True, exist_ok=True)
            self._file = _GrowingFile(self.part)
        except OSError as error:
            raise storage_error(self.part, error) from error
        self._durable_bytes = 0
        self._container: OutputContainer = av.open(
            self._file,
            "w",
            format="mp4",
            buffer_size=_BUFFER,
            options={"movflags": _MOVFLAGS, "min_frag_duration": str(_MIN_FRAGMENT_US) if codec == "mjpeg" else "0"},
        )
        self._stream = self._container.add_stream_from_template(template, opaque=True)

    @property
    def size(self) -> int:
        """Bytes on disk so far."""
        return self._file.written

    def add(self, packet: Packet[VideoStream]) -> None:
        """Write a packet; it belongs to the writer from here on. Raises StorageError."""
        assert packet.pts is not None and packet.time_base is not None
        if self._first is None:
            self._first = packet.pts
        pts = packet.pts - self._first
        dts = pts if packet.dts is None else packet.dts - self._first
        # A camera may repeat a time stamp or step back by a tick; MP4 takes only rising ones.
        if self._last_dts is not None and dts <= self._last_dts:
            dts = self._last_dts + 1
        self._last_dts = dts
        packet.pts, packet.dts = max(pts, dts), dts
        instant = self.start_us + ticks_to_us(packet.pts, packet.time_base)
        key = packet.is_keyframe
        self._advance(instant)
        packet.stream = self._stream
        try:
            self._container.mux_one(packet)
        except OSError as error:
            raise storage_error(self.part, error) from error
        self.frames += 1
        # The muxer hands a whole fragment over when the key frame after it arrives.
        if key and self._file.written > self._durable_bytes:
            self._durable_bytes = self._file.written
            self.durable_us = instant

    def close(self, end_us: int | None = None) -> SegmentFile:
        """Finish the file and give it its name. ``end_us`` where the next segment follows without a gap.

        Raises StorageError; the part file then stays as it is, for ``repair``.
        """
        try:
            self._container.close()
            self._file.finish()
            publish(self.part, self.path)
        except OSError as error:
            self.abandon()
            raise storage_error(self.part, error) from error
        return SegmentFile(
            self.path,
            self.start_us,
            self.end_us if end_us is None else max(end_us, self._last_us),
            self._file.written,
            self._codec,
            self._template.codec_context.width,
            self._template.codec_context.height,
            self.frames,
        )

    def abandon(self) -> None:
        """Let go of the file after an error; what is whole in it waits for ``repair``."""
        self._file.close()

    def _advance(self, instant: int) -> None:
        if self.frames and 0 < instant - self._last_us < 5_000_000:
            self._step_us = instant - self._last_us
        self._last_us = max(self._last_us, instant)
        self.end_us = self._last_us + self._step_us


def publish(part: Path, path: Path) -> None:
    """Rename a part file to its final name, and make the name itself durable. Raises OSError."""
    _rename(part, path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _rename(part: Path, path: Path) -> None:
    end = time.monotonic() + _RENAME_S
    while True:
        try:
            part.replace(path)
            return
        except PermissionError:
            # Windows refuses while a viewer or a virus scanner looks into the file, which is over at once.
            if sys.platform != "win32" or time.monotonic() > end:
                raise
            time.sleep(0.02)


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

    None when nothing in it plays; the file is gone then. Raises OSError where the disk refuses.
    """
    path = part.with_name(part.name.removesuffix(PART))
    with part.open("r+b") as file:
        size = os.fstat(file.fileno()).st_size
        whole = whole_length(file, size)
        if whole:
            file.truncate(whole)
            os.fsync(file.fileno())
    found = inspect(part, path) if whole else None
    if found is None:
        part.unlink()
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
    return SegmentFile(path or file, start_us, end_us, file.stat().st_size, name, width, height, len(times))
