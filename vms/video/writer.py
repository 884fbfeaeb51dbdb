"""Decoded pictures into a pane's shared memory: cut, scaled, turned and mirrored on the way as the pane wants."""

from __future__ import annotations

import threading

import av
import cv2
import numpy as np

from vms.video.frames import DECODED_TO, BufferHandle, BufferWriter, Matrix, fit
from vms.video.framing import PLAIN, Framing
from vms.video.scale import Part, Pixels, Scaler, planes_of

_LEAST_PART = 16  # pixels: deeper into a small picture there is nothing to see
_QUARTERS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


class FrameWriter:
    """Publishes decoded pictures to one pane. ``publish`` on one thread; ``attach`` and ``frame_as`` from any."""

    def __init__(self, handle: BufferHandle, *, keep: bool = False) -> None:
        """``keep`` the newest picture decoded, to fill a pane of a new size at once: a film may be paused.

        Raises FileNotFoundError when the pane has gone meanwhile.
        """
        self._lock = threading.Lock()
        self._buffer = BufferWriter(handle)
        self._scaler = Scaler()
        self._framing = PLAIN
        self._keep = self._always_keep = keep
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

    def frame_as(self, framing: Framing) -> None:
        """Show this part of the picture, this way up, from the next picture on, or at once where one is kept."""
        with self._lock:
            self._framing = framing
            # A zoomed pane answers each turn of the wheel, also of a camera that sends a picture a second.
            self._keep = self._always_keep or framing.zoomed
            if not self._keep:
                self._newest = None
            if self._newest:
                self._write(*self._newest)

    @property
    def pane(self) -> tuple[int, int]:
        """Width and height to fill."""
        return self._buffer.handle.width, self._buffer.handle.height

    def publish(self, frame: av.VideoFrame, instant_us: int) -> None:
        """Scale the picture into the pane and make it the newest."""
        with self._lock:
            self._write(frame, instant_us)
            if self._keep:
                self._newest = (frame, instant_us)

    def set_position(self, instant_us: int, done_number: int = 0) -> None:
        """Say where a film plays, also while no picture comes (a gap), and the number of the seek that led there."""
        with self._lock:
            self._buffer.set_position(instant_us, done_number)

    def _write(self, frame: av.VideoFrame, instant_us: int) -> None:
        framing = self._framing
        part = _part(frame, framing)
        width, height = self._target(part[2], part[3])
        turned = (height, width) if framing.turn in (90, 270) else (width, height)
        if self._buffer.handle.planes:
            matrix = self._lay(frame, part, (width, height), self._buffer.begin(*turned))
            self._buffer.publish(instant_us, matrix)
        else:
            self._paint(frame, part, (width, height), self._buffer.begin(*turned))
            self._buffer.publish(instant_us)
        self.published += 1

    def _paint(self, frame: av.VideoFrame, part: Part, size: tuple[int, int], target: Pixels) -> None:
        if self._framing.upright:
            self._scaler.paint(frame, part, target)
            return
        picture = np.empty((size[1], size[0], 4), np.uint8)
        self._scaler.paint(frame, part, picture)
        _turn(picture, self._framing, target)

    def _lay(self, frame: av.VideoFrame, part: Part, size: tuple[int, int], target: Pixels) -> Matrix:
        if self._framing.upright:
            return self._scaler.lay(frame, part, target)
        stack = np.empty((size[1] * 3 // 2, size[0]), np.uint8)
        matrix = self._scaler.lay(frame, part, stack)
        for plane, aim in zip(planes_of(stack), planes_of(target), strict=True):
            _turn(plane, self._framing, aim)
        return matrix

    def _target(self, width: int, height: int) -> tuple[int, int]:
        """The size to scale to, before turning."""
        pane_width, pane_height = self.pane
        if self._framing.turn in (90, 270):
            pane_width, pane_height = pane_height, pane_width
        if self._framing.stretch:
            wide = max(min(2, pane_width), pane_width // DECODED_TO * DECODED_TO)
            return wide, max(min(2, pane_height), pane_height & ~1)
        return fit(width, height, pane_width, pane_height)


def _part(frame: av.VideoFrame, framing: Framing) -> Part:
    """What is shown, in the camera's own even pixels."""
    if not framing.zoomed:
        return 0, 0, frame.width, frame.height
    corners = (framing.camera_point(0.0, 0.0), framing.camera_point(1.0, 1.0))
    xs, ys = sorted(x for x, _y in corners), sorted(y for _x, y in corners)
    left, wide = _even(xs[0], xs[1], frame.width)
    top, high = _even(ys[0], ys[1], frame.height)
    return left, top, wide, high


def _even(start: float, end: float, size: int) -> tuple[int, int]:
    length = min(size & ~1, max(_LEAST_PART, round((end - start) * size / 2) * 2))
    return max(0, min(round(start * size / 2) * 2, (size - length) & ~1)), length


def _turn(picture: Pixels, framing: Framing, target: Pixels) -> None:
    if not framing.mirror:
        cv2.rotate(picture, _QUARTERS[framing.turn], dst=target)
    elif not framing.turn:
        cv2.flip(picture, 1, dst=target)
    else:
        cv2.flip(cv2.rotate(picture, _QUARTERS[framing.turn]), 1, dst=target)
