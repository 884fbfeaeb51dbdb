"""Live views for tests of the wall: real shared memory, pictures and statuses set by the test."""

from __future__ import annotations

import numpy as np

from vms.core.errors import NotAllowed
from vms.video.frames import BufferWriter, Frame, FrameBuffer, StreamState, StreamStatus, fit, row_stride


class Source:
    """Answers like ``vms.services.live.LiveView``; ``put`` is the camera."""

    def __init__(self, camera_id: int, width: int, height: int) -> None:
        self.camera_id = camera_id
        self.state = StreamStatus(StreamState.LIVE)
        self.paused = self.closed = False
        self.retries = 0
        self._make(width, height)

    def _make(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.buffer = FrameBuffer(width, height)
        self.writer = BufferWriter(self.buffer.handle)

    def put(self, colour: tuple[int, int, int], source: tuple[int, int] = (640, 360)) -> tuple[int, int]:
        """A picture of one colour (red, green, blue), fitted into the pane; its size."""
        width, height = fit(*source, *self.size)
        rows = np.zeros((height, row_stride(width)), np.uint8)
        rows.reshape(height, -1, 4)[:, :] = (*reversed(colour), 255)
        self.writer.write(rows, width, 0)
        return width, height

    @property
    def sequence(self) -> int:
        return self.buffer.sequence

    def frame(self) -> Frame | None:
        return self.buffer.frame()

    def status(self) -> StreamStatus:
        return self.state

    def resize(self, width: int, height: int) -> None:
        self.buffer.close()
        self._make(width, height)

    def pause(self) -> None:
        self.paused = True

    def resume(self) -> None:
        self.paused = False

    def retry(self) -> None:
        self.retries += 1

    def close(self) -> None:
        self.closed = True
        self.buffer.close()


class Sources:
    """Opens views; ``by_camera`` finds them again. Cameras in ``forbidden`` may not be watched."""

    def __init__(self) -> None:
        self.by_camera: dict[int, Source] = {}
        self.forbidden: set[int] = set()
        self.opened = 0

    def open(self, camera_id: int, width: int, height: int) -> Source:
        if camera_id in self.forbidden:
            raise NotAllowed(action="watch_live", role="unit")
        self.opened += 1
        made = self.by_camera[camera_id] = Source(camera_id, width, height)
        return made
