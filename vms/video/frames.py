"""Pictures on their way to the screen: the types that panes paint, and the shared memory they lie in.

The window and the media process share one block of memory per pane: a header of 64-bit words, then three slots of
BGRX rows (``QImage.Format_RGB32``). The media process writes into a slot that is neither the newest nor the one the
window looks at, then makes it the newest with a single word; the window claims the newest and reads it in place. No
lock is shared, so that a media process killed in the middle of a picture can't freeze the window.

This module knows nothing of FFmpeg: the window imports it.
"""

from __future__ import annotations

import mmap
import os
import secrets
import sys
import tempfile
import threading
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_MAGIC = 0x564D5346
_HEADER = 4096  # bytes before the first slot: slots start on a page
_SLOTS = 3
DECODED_TO = 8  # pixels: swscale writes whole groups of them
_ALIGN = 64  # bytes: rows on this boundary let swscale and the copy use wide instructions
_MAGIC_AT, _CAPACITY_AT, _NEWEST_AT, _CLAIM_AT, _POSITION_AT, _FIRST_AT, _DONE_AT = range(7)
_SLOT_AT, _SLOT_WORDS = 8, 8  # each slot: sequence, width, height, stride, instant, matrix
_PREFIX = "vms-frames-"


class StreamState(StrEnum):
    """What a pane shows of its stream."""

    CONNECTING = "connecting"
    LIVE = "live"
    STALLED = "stalled"  # connected, but no picture for some seconds
    OFFLINE = "offline"  # waits for the next try
    REFUSED = "refused"  # wrong user or password; waits for a person
    INVALID = "invalid"  # what comes is no video; waits for the next try
    PAUSED = "paused"
    ENDED = "ended"


class Matrix(IntEnum):
    """How the colours of three planes are to be read."""

    BT601 = 0
    BT709 = 1
    BT601_FULL = 2
    BT709_FULL = 3

    @property
    def is_709(self) -> bool:
        """BT.709 rather than BT.601."""
        return bool(self & 1)

    @property
    def is_full(self) -> bool:
        """0…255 rather than 16…235."""
        return bool(self & 2)

    @property
    def limited(self) -> Matrix:
        """The same colours in limited range."""
        return Matrix(self & 1)


@dataclass(frozen=True, slots=True)
class StreamStatus:
    """How a view fares. ``retry_in_s`` counts from the moment the status was asked for; None = no try planned.

    ``reason`` is the code of a ``vms.core.errors`` class, or ``engine_restarted`` while the media process comes back.
    ``lost`` counts packets and pictures that were damaged or skipped since the view was opened. ``latency_ms`` is the
    longest way of a picture from its packet's arrival into shared memory within the last second. ``reduced``: "" all
    pictures, "rate" fewer, "keys" key frames only, because the machine is overloaded.
    """

    state: StreamState = StreamState.CONNECTING
    reason: str = ""
    since_us: int = 0
    retry_in_s: float | None = None
    attempt: int = 0
    last_picture_us: int | None = None
    codec: str = ""
    width: int = 0
    height: int = 0
    fps: float = 0.0
    kbps: int = 0
    lost: int = 0
    decoder: str = ""
    latency_ms: int = 0
    reduced: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture in shared memory, valid until the next ``frame()`` of the view it came from.

    ``memory`` holds ``height`` rows of ``stride`` bytes, blue-green-red-x: what
    ``QImage(frame.memory, width, height, stride, QImage.Format.Format_RGB32)`` wants. Keep the Frame as long as the
    QImage: it keeps the memory mapped. With a ``matrix`` it holds three planes instead, one behind the other without
    gaps: luma, then the two colours at half the size each way.
    """

    memory: memoryview
    width: int
    height: int
    stride: int
    instant_us: int
    sequence: int
    matrix: Matrix | None = None

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """The same memory as an array, not copied: (height, width, 4), or (height × 3/2, width) planes."""
        if self.matrix is not None:
            return np.frombuffer(self.memory, np.uint8).reshape(-1, self.width)
        rows = np.frombuffer(self.memory, np.uint8).reshape(self.height, self.stride)
        return rows[:, : self.width * 4].reshape(self.height, self.width, 4)


@dataclass(frozen=True, slots=True)
class BufferHandle:
    """What the other process needs to map a buffer; ``width`` × ``height`` is the pane to fill.

    ``planes``: pictures come as three planes, for a surface that makes colours of them on the graphics card.
    """

    name: str
    width: int
    height: int
    planes: bool = False

    @property
    def capacity(self) -> int:
        """Bytes of a slot."""
        size = self.width * self.height * 3 // 2 if self.planes else row_stride(self.width) * self.height
        return -(-size // mmap.PAGESIZE) * mmap.PAGESIZE


def fit(width: int, height: int, pane_width: int, pane_height: int) -> tuple[int, int]:
    """The largest size of the same aspect inside the pane, its width a multiple of 8: never cropped.

    swscale leaves its fast path for odd sizes (409 × 230 takes five times as long as 408 × 230), and turning planes
    into colours it writes whole groups of 8: at 468 wide the last 4 columns stay as they were.
    """
    if width <= 0 or height <= 0:
        return 1, 1
    room = min(pane_width, width * pane_height / height)
    wide = max(min(2, pane_width), int(room) // DECODED_TO * DECODED_TO)
    return wide, max(min(2, pane_height), min(pane_height & ~1, round(wide * height / width / 2) * 2))


def row_stride(width: int) -> int:
    """Bytes from one row to the next."""
    return -(-width * 4 // _ALIGN) * _ALIGN


def _folders() -> tuple[Path, ...]:
    """Where blocks may lie: in memory, or on disk where memory has no room (a container gives 64 MB)."""
    shared, disk = Path("/dev/shm"), Path(tempfile.gettempdir())  # noqa: S108 - random names, mode 0600
    return (shared, disk) if shared.is_dir() else (disk,)


def _map(handle: BufferHandle, size: int, *, create: bool) -> mmap.mmap:
    if sys.platform == "win32":
        return mmap.mmap(-1, size, tagname=handle.name)
    # Not multiprocessing.shared_memory: on 3.11 its tracker also registers blocks that are only attached, and its
    # destructor raises while a picture still looks into the block.
    failure: OSError = FileNotFoundError(handle.name)
    for folder in _folders():
        try:
            return _map_file(folder / handle.name, size, create=create)
        except OSError as error:
            failure = failure if isinstance(error, FileNotFoundError) else error
            if create:
                (folder / handle.name).unlink(missing_ok=True)
    raise failure


def _map_file(path: Path, size: int, *, create: bool) -> mmap.mmap:
    descriptor = os.open(path, os.O_RDWR | (os.O_CREAT | os.O_EXCL if create else 0), 0o600)
    try:
        if create:
            # Reserved, not only declared: writing where there is no room would kill the process that writes.
            reserve = getattr(os, "posix_fallocate", None)  # macOS has none
            if reserve:
                reserve(descriptor, 0, size)
            else:
                os.ftruncate(descriptor, size)
        return mmap.mmap(descriptor, size)
    finally:
        os.close(descriptor)


def _unlink(name: str) -> None:
    if sys.platform != "win32":
        for folder in _folders():
            (folder / name).unlink(missing_ok=True)


def sweep_orphans() -> int:
    """Remove blocks of programs that were killed; how many. Windows frees them by itself."""
    if sys.platform == "win32":
        return 0
    count = 0
    for path in [path for folder in _folders() for path in folder.glob(f"{_PREFIX}*")]:
        owner = path.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdigit() and not _process_exists(int(owner)):
            _unlink(path.name)
            count += 1
    return count


def _process_exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class _Block:
    """A mapped block: header words and slot bytes. Both sides build on it."""

    def __init__(self, handle: BufferHandle, *, create: bool) -> None:
        self.handle = handle
        self.capacity = handle.capacity
        mapped = _map(handle, _HEADER + _SLOTS * self.capacity, create=create)
        # Only memory views are kept: the map goes when the last view (perhaps a painted Frame's) goes.
        self.bytes = memoryview(mapped)
        self.words = self.bytes[:_HEADER].cast("q")
        self._barrier = threading.Lock()
        if create:
            self.words[_CAPACITY_AT] = self.capacity
            self.words[_MAGIC_AT] = _MAGIC
        elif self.words[_MAGIC_AT] != _MAGIC or self.words[_CAPACITY_AT] != self.capacity:
            raise ValueError(f"{handle.name} is no frame buffer of this size")

    def fence(self) -> None:
        """Order the stores before it against the loads after it; both sides need it between claim and check.

        Taking a lock is an atomic read-modify-write, which no processor moves plain loads or stores across.
        """
        with self._barrier:
            pass

    def slot(self, index: int, size: int) -> memoryview:
        start = _HEADER + index * self.capacity
        return self.bytes[start : start + size]


class FrameBuffer:
    """The window's side of one pane: makes the block and reads the newest picture. One thread."""

    def __init__(self, width: int, height: int, after: int = 0, *, planes: bool = False) -> None:
        """For a pane of this size; sequences begin after ``after``, so that they go on when a pane is resized."""
        width, height = max(1, width), max(1, height)
        name = f"{_PREFIX}{os.getpid()}-{secrets.token_hex(8)}"
        self.handle = BufferHandle(name, width, height, planes)
        self._block: _Block | None = _Block(self.handle, create=True)
        self._block.words[_FIRST_AT] = after

    @property
    def sequence(self) -> int:
        """Counts the pictures written so far; 0 before the first. Cheap: ask it on every timer tick."""
        return self._block.words[_NEWEST_AT] >> 2 if self._block else 0

    @property
    def position_us(self) -> int:
        """Where a film plays, also between pictures; 0 before it has begun. Unused by live streams."""
        return self._block.words[_POSITION_AT] if self._block else 0

    @property
    def done_number(self) -> int:
        """The number of the last seek that led to the position; 0 before the first."""
        return self._block.words[_DONE_AT] if self._block else 0

    def frame(self) -> Frame | None:
        """The newest picture, or None before the first. Ends the life of the Frame given before."""
        block = self._block
        if block is None:
            return None
        words = block.words
        while True:
            newest = words[_NEWEST_AT]
            if newest == 0:
                return None
            slot = newest & 3
            words[_CLAIM_AT] = slot + 1
            block.fence()
            # Still the newest after the claim could be seen: the writer never picks this slot while it is claimed.
            if words[_NEWEST_AT] & 3 == slot:
                break
        at = _SLOT_AT + slot * _SLOT_WORDS
        sequence, width, height, stride, instant, matrix = words[at : at + 6]
        size, planes = stride * height, self.handle.planes
        memory = block.slot(slot, size * 3 // 2 if planes else size)
        return Frame(memory, width, height, stride, instant, sequence, Matrix(matrix) if planes else None)

    def close(self) -> None:
        """Free the block, in this process as soon as no Frame looks into it. May be called twice."""
        self._block = None
        _unlink(self.handle.name)


class BufferWriter:
    """The media process's side: fills a free slot and makes it the newest. One thread."""

    def __init__(self, handle: BufferHandle) -> None:
        """Raises FileNotFoundError when the window has already freed the block."""
        self.handle = handle
        self._block = _Block(handle, create=False)
        self._sequence = self._block.words[_NEWEST_AT] >> 2 or self._block.words[_FIRST_AT]
        self._slot, self._layout = 0, (0, 0, 0)

    def begin(self, width: int, height: int) -> NDArray[np.uint8]:
        """The memory of a free slot, to be filled, then ``publish``-ed.

        (height, width, 4) blue-green-red-x, or (height × 3/2, width) for a pane that takes planes.
        """
        if width > self.handle.width or height > self.handle.height:
            raise ValueError(f"picture {width}×{height} is larger than the pane {self.handle}")
        self._slot = self._free_slot()
        planes = self.handle.planes
        self._layout = width, height, stride = width, height, width if planes else row_stride(width)
        size = stride * height * 3 // 2 if planes else stride * height
        rows = np.frombuffer(self._block.slot(self._slot, size), np.uint8).reshape(-1, stride)
        return rows if planes else rows[:, : width * 4].reshape(height, width, 4)

    def publish(self, instant_us: int, matrix: Matrix = Matrix.BT601) -> None:
        """Make what was filled the newest picture."""
        words = self._block.words
        self._sequence += 1
        at = _SLOT_AT + self._slot * _SLOT_WORDS
        for offset, value in enumerate((self._sequence, *self._layout, instant_us, matrix)):
            words[at + offset] = value
        self._block.fence()
        words[_NEWEST_AT] = self._sequence << 2 | self._slot

    def set_position(self, instant_us: int, done_number: int = 0) -> None:
        """Say where a film plays, and the number of the seek that led there."""
        self._block.words[_POSITION_AT] = instant_us
        self._block.words[_DONE_AT] = done_number

    def _free_slot(self) -> int:
        words = self._block.words
        self._block.fence()  # our last "newest" goes out before the claim comes in
        newest, claim = words[_NEWEST_AT], words[_CLAIM_AT]
        taken = {newest & 3 if newest else _SLOTS, claim - 1}
        return next(slot for slot in range(_SLOTS) if slot not in taken)
