"""Decoded pictures into a pane's shared memory, scaled on the way to the size that fits the pane."""

from __future__ import annotations

import threading
from typing import cast

import av
import numpy as np
from av.buffer import Buffer
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter

from vms.video.frames import BufferHandle, BufferWriter, fit

# Cameras under 720 lines mean BT.601, the others BT.709, when their stream doesn't say: what every player assumes.
_HD_LINES = 720
_UNSPECIFIED = 2


class FrameWriter:
    """Publishes decoded pictures to one pane. ``publish`` on one thread; ``attach`` from any."""

    def __init__(self, handle: BufferHandle) -> None:
        """Raises FileNotFoundError when the pane has gone meanwhile."""
        self._lock = threading.Lock()
        self._buffer = BufferWriter(handle)
        self._reformatter = VideoReformatter()
        self.published = 0

    def attach(self, handle: BufferHandle) -> None:
        """Go on in another block: the pane has a new size. The picture comes with the next ``publish``."""
        buffer = BufferWriter(handle)
        with self._lock:
            self._buffer = buffer

    @property
    def pane(self) -> tuple[int, int]:
        """Width and height to fill."""
        return self._buffer.handle.width, self._buffer.handle.height

    def publish(self, frame: av.VideoFrame, instant_us: int) -> None:
        """Scale the picture into the pane (aspect kept, never cropped) and make it the newest."""
        with self._lock:
            buffer = self._buffer
            width, height = fit(frame.width, frame.height, buffer.handle.width, buffer.handle.height)
            unspecified = frame.colorspace == _UNSPECIFIED
            picture = self._reformatter.reformat(
                frame,
                width,
                height,
                "bgra",
                src_colorspace=(Colorspace.ITU709 if frame.height >= _HD_LINES else Colorspace.ITU601)
                if unspecified
                else None,
                interpolation=Interpolation.BILINEAR,
                threads=1,
            )
            plane = picture.planes[0]
            rows = np.frombuffer(memoryview(cast(Buffer, plane)), np.uint8).reshape(plane.height, plane.line_size)
            buffer.write(rows, width, instant_us)
            self.published += 1

    def set_position(self, instant_us: int) -> None:
        """Say where a film plays, also while no picture comes (a gap)."""
        with self._lock:
            self._buffer.set_position(instant_us)
