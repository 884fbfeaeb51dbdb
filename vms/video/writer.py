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
_PLANAR = ("yuv420p", "yuvj420p")


class FrameWriter:
    """Publishes decoded pictures to one pane. ``publish`` on one thread; ``attach`` from any."""

    def __init__(self, handle: BufferHandle, *, keep: bool = False) -> None:
        """``keep`` the newest picture decoded, to fill a pane of a new size at once: a film may be paused.

        Raises FileNotFoundError when the pane has gone meanwhile.
        """
        self._lock = threading.Lock()
        self._buffer = BufferWriter(handle)
        self._scaler, self._painter = VideoReformatter(), VideoReformatter()
        self._keep = keep
        self._newest: tuple[av.VideoFrame, int] | None = None
        self.published = 0

    def attach(self, handle: BufferHandle) -> None:
        """Go on in another block: the pane has a new size. The picture comes with the next ``publish``, or is kept.

        Raises FileNotFoundError when the pane has gone meanwhile.
        """
        buffer = BufferWriter(handle)
        with self._lock:
            self._buffer = buffer
            if self._newest:
                self._write(*self._newest)

    @property
    def pane(self) -> tuple[int, int]:
        """Width and height to fill."""
        return self._buffer.handle.width, self._buffer.handle.height

    def publish(self, frame: av.VideoFrame, instant_us: int) -> None:
        """Scale the picture into the pane (aspect kept, never cropped) and make it the newest."""
        with self._lock:
            self._write(frame, instant_us)
            if self._keep:
                self._newest = (frame, instant_us)

    def set_position(self, instant_us: int) -> None:
        """Say where a film plays, also while no picture comes (a gap)."""
        with self._lock:
            self._buffer.set_position(instant_us)

    def _write(self, frame: av.VideoFrame, instant_us: int) -> None:
        pane, lines = self._buffer.handle, frame.height
        width, height = fit(frame.width, frame.height, pane.width, pane.height)
        if frame.format.name in _PLANAR and (width, height) != (frame.width, frame.height):
            # Scaling the planes first and turning them into colours after takes a fifth less time than both at once.
            frame = self._scaler.reformat(frame, width, height, interpolation=Interpolation.BILINEAR, threads=1)
        colorspace: Colorspace | None = None
        if frame.colorspace == _UNSPECIFIED:
            colorspace = Colorspace.ITU709 if lines >= _HD_LINES else Colorspace.ITU601
        picture = self._painter.reformat(
            frame, width, height, "bgra", src_colorspace=colorspace, interpolation=Interpolation.BILINEAR, threads=1
        )
        plane = picture.planes[0]
        rows = np.frombuffer(memoryview(cast(Buffer, plane)), np.uint8).reshape(plane.height, plane.line_size)
        self._buffer.write(rows, width, instant_us)
        self.published += 1
