"""Writing one segment: fragmented MP4 by stream copy, safe to lose power over at any moment.

An empty ``moov`` first, then a fragment per GOP or per four seconds of a long one. Whatever ends the process, the file
plays up to its last whole fragment. Closing it means: last fragment, fsync, rename to ``<stamp>.mp4``.
``docs/recording.md`` numbers the steps and says what an interruption between any two of them leaves.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from fractions import Fraction
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from vms.core.disk import publish, require_room, storage_error, sync_folder
from vms.core.errors import StorageGone, StreamInvalid
from vms.core.instants import SECOND
from vms.video.reader import Ticks
from vms.video.segment import SegmentFile, part_of, segment_path
from vms.video.sound import SoundStamps

CODECS = ("h264", "hevc", "mjpeg")

_BUFFER = 1 << 18
# Every MJPEG picture is a key frame; without a floor each would be a fragment of its own.
_MIN_FRAGMENT_US = 900_000
# A camera with a key frame every ten minutes must cost neither as much memory nor as much footage.
_MAX_FRAGMENT_US = 4 * SECOND
# How long a picture waits for sound that belongs before it.
_INTERLEAVE_US = SECOND
_MOVFLAGS = "frag_keyframe+empty_moov+default_base_moof"
# A power cut loses what the system hasn't put on the disk yet; left to itself Linux takes half a minute.
_SYNC_US = 10 * SECOND
# Of a small disk recording leaves others no more than this part.
_MOST_KEPT_FREE = 20


class _GrowingFile:
    """What the muxer writes into: unbuffered, so that bytes handed over survive the process; never an old file."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb", buffering=0)
        self._hash = hashlib.sha256()
        self._path = path
        self.written = 0

    def write(self, data: bytes) -> int:
        view = memoryview(data)
        self._hash.update(view)
        while view:
            count = self._file.write(view)
            assert count is not None
            self.written += count
            view = view[count:]
        return len(data)

    def require_reachable(self) -> None:
        """Raises StorageGone when its name leads elsewhere by now: the folder was renamed, or its disk unmounted."""
        try:
            same = os.path.samestat(self._path.stat(), os.fstat(self._file.fileno()))
        except FileNotFoundError:
            same = False
        if not same:
            raise StorageGone(path=str(self._path), detail="not reachable by its name")

    def sync(self) -> None:
        os.fsync(self._file.fileno())

    def finish(self) -> str:
        """Onto the disk; the hash of all of it."""
        self.sync()
        self._file.close()
        return self._hash.hexdigest()

    def close(self) -> None:
        self._file.close()


class SegmentWriter:
    """Writes one segment. Owned by one thread; the first packet must be a key frame."""

    def __init__(
        self,
        folder: Path,
        template: VideoStream,
        start_us: int,
        keep_free: int = 0,
        sound: AudioStream | None = None,
    ) -> None:
        """``keep_free``: bytes of the disk that recording leaves to others; ``sound``: the track whose packets
        ``add_sound`` will bring. Raises StorageError, StreamInvalid.
        """
        codec = template.codec_context.name
        if codec not in CODECS:
            raise StreamInvalid(detail=f"codec {codec}")
        try:
            start_us = _free_name(folder, start_us)
            self.path = segment_path(folder, start_us)
            self.part = part_of(self.path)
            _make_folder(self.part.parent)
            self._keep_free = min(keep_free, shutil.disk_usage(self.part.parent).total // _MOST_KEPT_FREE)
            require_room(self.part.parent, self._keep_free)
            self._file = _GrowingFile(self.part)
        except OSError as error:
            raise storage_error(segment_path(folder, start_us), error) from error
        self.start_us = start_us
        self.end_us = start_us
        self.durable_us = start_us
        self.frames = 0
        self._codec, self._template = codec, template
        self._first: int | None = None
        self._ticks = Ticks(Fraction(1, 90_000))  # until the first packet says
        self._last_dts: int | None = None
        self._last_us = start_us
        self._step_us = 40_000
        self._durable_bytes = 0
        self._synced_us = start_us
        self._container = _mux_into(self._file, codec)
        self._stream = self._container.add_stream_from_template(template, opaque=True)
        self._sound = self._container.add_stream_from_template(sound, opaque=True) if sound is not None else None
        self._sound_stamps = SoundStamps()

    @property
    def size(self) -> int:
        """Bytes on disk so far."""
        return self._file.written

    def add(self, packet: Packet[VideoStream]) -> None:
        """Write a packet; it belongs to the writer from here on. Raises StorageError."""
        pts, dts = packet.pts, packet.dts
        assert pts is not None
        if self._first is None:
            assert packet.time_base is not None
            self._first, self._ticks = pts, Ticks(packet.time_base)
        pts -= self._first
        dts = pts if dts is None else dts - self._first
        # A camera may repeat a time stamp or step back by a tick; MP4 takes only rising ones.
        if self._last_dts is not None and dts <= self._last_dts:
            dts = self._last_dts + 1
        self._last_dts = dts
        pts = max(pts, dts)
        packet.pts, packet.dts = pts, dts
        instant = self.start_us + self._ticks.us(pts)
        self._advance(instant)
        packet.stream = self._stream
        try:
            self._container.mux_one(packet)
            self.frames += 1
            # The muxer hands a whole fragment over when the packet after it arrives.
            if self._file.written > self._durable_bytes:
                # With sound a little later.
                late = _INTERLEAVE_US if self._sound is not None else 0
                self._written_through(max(self.durable_us, instant - late))
        except OSError as error:
            raise storage_error(self.part, error) from error

    def add_sound(self, packet: Packet[AudioStream], instant_us: int) -> None:
        """Write a packet of the sound track. Raises StorageError, av.FFmpegError."""
        if self._sound is None or packet.pts is None or packet.time_base is None or not self.frames:
            return
        self._sound_stamps.place(packet, max(0, instant_us - self.start_us))
        packet.stream = self._sound
        try:
            self._container.mux_one(packet)
        except OSError as error:
            raise storage_error(self.part, error) from error

    def close(self, end_us: int | None = None) -> SegmentFile:
        """Finish the file and give it its name. ``end_us`` where the next segment follows without a gap.

        Raises StorageError; the part file then stays as it is, for ``repair``.
        """
        try:
            self._container.close()
            digest = self._file.finish()
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
            digest,
        )

    def abandon(self) -> None:
        """Let go of the file after an error; what is whole in it waits for ``repair``."""
        self._file.close()

    def _written_through(self, instant: int) -> None:
        """A whole fragment has been handed over. Raises OSError, StorageError."""
        self._file.require_reachable()
        require_room(self.part.parent, self._keep_free)
        if instant - self._synced_us >= _SYNC_US:
            self._synced_us = instant
            self._file.sync()
        self._durable_bytes = self._file.written
        self.durable_us = instant

    def _advance(self, instant: int) -> None:
        if self.frames and 0 < instant - self._last_us < 5_000_000:
            self._step_us = instant - self._last_us
        self._last_us = max(self._last_us, instant)
        self.end_us = self._last_us + self._step_us


def _mux_into(file: _GrowingFile, codec: str) -> OutputContainer:
    return av.open(
        file,
        "w",
        format="mp4",
        buffer_size=_BUFFER,
        options={
            "movflags": _MOVFLAGS,
            "min_frag_duration": str(_MIN_FRAGMENT_US) if codec == "mjpeg" else "0",
            "frag_duration": str(_MAX_FRAGMENT_US),
        },
        container_options={"max_interleave_delta": str(_INTERLEAVE_US)},
    )


def _free_name(folder: Path, start_us: int) -> int:
    """The first microsecond whose name nobody has: a clock that was set back must not write over what is there."""
    while (path := segment_path(folder, start_us)).exists() or part_of(path).exists():
        start_us += 1
    return start_us


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        sync_folder(folder.parent)
