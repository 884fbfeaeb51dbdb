from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.video_watch import wait_for
from vms.video.frames import DECODED_TO, BufferHandle, BufferWriter, FrameBuffer, fit, row_stride, sweep_orphans
from vms.video.writer import FrameWriter

SHARED = Path("/dev/shm")
sizes = st.integers(1, 5000)


def rows(value: int, width: int, height: int) -> np.ndarray:
    return np.full((height, width * 4), value, np.uint8)


def put(writer: BufferWriter, picture: np.ndarray, width: int, instant_us: int) -> None:
    """Fill a slot with these rows and publish it."""
    height = picture.shape[0]
    writer.begin(width, height)[:] = picture[:, : width * 4].reshape(height, width, 4)
    writer.publish(instant_us)


@given(sizes, sizes, sizes, sizes)
def test_a_picture_fits_its_pane_and_keeps_its_shape(width: int, height: int, across: int, down: int) -> None:
    w, h = fit(width, height, across, down)
    assert 1 <= w <= across and 1 <= h <= down
    assert w % DECODED_TO == 0 or w <= 2
    assert w > min(across, width * down / height) - DECODED_TO - 1  # as large as can be
    assert abs(h - w * height / width) <= 1.001 or h in (1, 2, down & ~1)


@pytest.mark.parametrize("across", [*range(460, 476), 250, 333, 1023])
def test_every_column_of_the_pane_s_picture_is_written(across: int) -> None:
    buffer = FrameBuffer(across, 270)
    grey = colour("yuv420p", 1280, 720, 126, 128, 128)
    writer = FrameWriter(buffer.handle)
    for instant in (1, 2, 3, 4):  # every slot once: none was zero by chance
        writer.publish(grey, instant)
    frame = buffer.frame()
    assert frame is not None
    pixels = frame.pixels[:, :, :3].astype(int)
    assert int(pixels.max()) - int(pixels.min()) <= 4
    del frame, pixels
    buffer.close()


def test_the_newest_picture_wins_and_the_one_looked_at_stays() -> None:
    buffer = FrameBuffer(64, 48)
    writer = BufferWriter(buffer.handle)
    assert buffer.frame() is None and buffer.sequence == 0
    for value in (1, 2, 3):
        put(writer, rows(value, 64, 48), 64, value * 100)
    held = buffer.frame()
    assert held and held.sequence == buffer.sequence == 3 and held.instant_us == 300
    for value in range(4, 40):
        put(writer, rows(value, 64, 48), 64, value * 100)
    assert (held.pixels == 3).all()
    newest = buffer.frame()
    assert newest and newest.sequence == 39 and (newest.pixels == 39).all()
    buffer.close()


def test_a_smaller_picture_is_laid_out_by_its_own_rows() -> None:
    buffer = FrameBuffer(100, 50)
    put(BufferWriter(buffer.handle), np.arange(30 * 20 * 4, dtype=np.uint8).reshape(20, 120), 30, 5)
    frame = buffer.frame()
    assert frame and (frame.width, frame.height, frame.stride) == (30, 20, row_stride(30))
    assert frame.memory.nbytes == frame.stride * 20
    assert (frame.pixels.reshape(20, 120) == np.arange(2400, dtype=np.uint8).reshape(20, 120)).all()
    buffer.close()


def test_a_picture_larger_than_the_pane_is_refused() -> None:
    buffer = FrameBuffer(10, 10)
    with pytest.raises(ValueError, match="larger than the pane"):
        put(BufferWriter(buffer.handle), rows(1, 11, 10), 11, 0)
    buffer.close()


def test_a_frame_outlives_its_closed_buffer() -> None:
    buffer = FrameBuffer(16, 16)
    put(BufferWriter(buffer.handle), rows(7, 16, 16), 16, 1)
    frame = buffer.frame()
    buffer.close()
    buffer.close()
    assert buffer.frame() is None
    assert frame and (frame.pixels == 7).all()


@pytest.mark.skipif(not SHARED.is_dir(), reason="no folder of shared memory")
def test_blocks_leave_nothing_behind_and_those_of_the_dead_are_swept() -> None:
    buffer = FrameBuffer(16, 16)
    assert (SHARED / buffer.handle.name).stat().st_mode & 0o077 == 0
    buffer.close()
    assert not (SHARED / buffer.handle.name).exists()
    code = "import os\nfrom vms.video.frames import FrameBuffer\n"
    code += "print(FrameBuffer(9, 9).handle.name, flush=True)\nos._exit(1)"
    name = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stdout.strip()
    mine = FrameBuffer(16, 16)
    assert (SHARED / name).exists()
    assert sweep_orphans() >= 1
    assert not (SHARED / name).exists() and (SHARED / mine.handle.name).exists()
    mine.close()


def test_a_block_already_freed_cannot_be_attached() -> None:
    buffer = FrameBuffer(16, 16)
    writer = FrameWriter(buffer.handle)
    buffer.close()
    with pytest.raises(FileNotFoundError):
        writer.attach(BufferHandle(buffer.handle.name, 16, 16))


def test_without_room_in_memory_a_block_lies_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vms.video.frames._folders", lambda: (tmp_path / "no such folder", tmp_path))
    buffer = FrameBuffer(16, 16)
    assert (tmp_path / buffer.handle.name).stat().st_size > 3 * 16 * 16 * 4
    put(BufferWriter(buffer.handle), rows(7, 16, 16), 16, 1)
    frame = buffer.frame()
    assert frame and (frame.pixels == 7).all()
    buffer.close()
    assert not list(tmp_path.iterdir())


def test_sequences_go_on_in_the_next_block_and_in_the_next_writer() -> None:
    buffer = FrameBuffer(8, 8, after=500)
    put(BufferWriter(buffer.handle), rows(1, 8, 8), 8, 0)
    assert buffer.sequence == 501
    put(BufferWriter(buffer.handle), rows(1, 8, 8), 8, 0)
    assert buffer.sequence == 502
    buffer.close()


def hammer(handle: BufferHandle, stop: Event) -> None:
    """Another process: pictures of one value each, as fast as it can."""
    writer, value = BufferWriter(handle), 0
    pictures = [rows(value, handle.width, handle.height) for value in range(256)]
    while not stop.is_set():
        value = (value + 1) % 256
        put(writer, pictures[value], handle.width, value)


def test_no_torn_picture_is_ever_seen_while_another_process_writes() -> None:
    buffer = FrameBuffer(256, 144)
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    process = context.Process(target=hammer, args=(buffer.handle, stop))
    process.start()
    try:
        wait_for(lambda: buffer.sequence)
        seen: set[int] = set()
        end = time.monotonic() + 30.0
        while len(seen) < 200:  # a reader that always saw the same picture would prove nothing
            assert time.monotonic() < end
            frame = buffer.frame()
            assert frame
            first = int(frame.pixels[0, 0, 0])
            assert first == frame.instant_us
            assert (frame.pixels == first).all()  # and again: it must not change while it is held
            assert (frame.pixels == first).all()
            seen.add(frame.sequence)
    finally:
        stop.set()
        process.join(5)
        process.close()
        buffer.close()


def colour(format_: str, width: int, height: int, luma: int, cb: int, cr: int) -> av.VideoFrame:
    frame = av.VideoFrame(width, height, format_)
    for plane, value in zip(frame.planes, (luma, cb, cr), strict=True):
        plane.update(bytes([value]) * plane.buffer_size)
    return frame


def test_a_decoded_picture_is_scaled_to_the_pane_in_its_true_colours() -> None:
    buffer = FrameBuffer(200, 200)
    writer = FrameWriter(buffer.handle)
    writer.publish(colour("yuv420p", 640, 360, 81, 90, 240), 42)  # BT.601 red
    frame = buffer.frame()
    assert frame and (frame.width, frame.height, frame.instant_us) == (200, 112, 42)
    blue, green, red = (int(v) for v in frame.pixels[50, 100, :3])
    assert red > 240 and green < 15 and blue < 15
    writer.publish(colour("yuvj420p", 1280, 720, 54, 99, 255), 43)  # BT.709 red, full range
    frame = buffer.frame()
    assert frame
    blue, green, red = (int(v) for v in frame.pixels[50, 100, :3])
    assert red > 240 and green < 15 and blue < 15
    buffer.close()


def test_a_kept_picture_fills_a_pane_of_a_new_size_at_once() -> None:
    first, second = FrameBuffer(100, 100), FrameBuffer(304, 304, after=10)
    writer = FrameWriter(first.handle, keep=True)
    writer.publish(colour("yuv420p", 64, 64, 100, 128, 128), 9)
    writer.attach(second.handle)
    frame = second.frame()
    assert frame and (frame.width, frame.height, frame.instant_us, frame.sequence) == (304, 304, 9, 11)
    first.close()
    second.close()


def test_the_position_of_a_film_is_told_without_a_picture() -> None:
    buffer = FrameBuffer(16, 16)
    FrameWriter(buffer.handle).set_position(123_456)
    assert buffer.position_us == 123_456 and buffer.frame() is None
    buffer.close()


def test_the_reading_side_does_not_load_ffmpeg() -> None:
    code = "import sys, vms.video.frames; sys.exit('av' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, env=dict(os.environ)).returncode == 0
