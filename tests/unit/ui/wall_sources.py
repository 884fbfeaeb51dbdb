"""Live views for tests of the wall: real shared memory, pictures and statuses set by the test."""

from __future__ import annotations

from vms.core.errors import NotAllowed
from vms.video.frames import BufferWriter, Frame, FrameBuffer, Matrix, StreamState, StreamStatus, fit
from vms.video.framing import PLAIN, Framing


class Source:
    """Answers like ``vms.services.live.LiveView``; ``put`` is the camera."""

    def __init__(self, camera_id: int, width: int, height: int) -> None:
        self.camera_id = camera_id
        self.state = StreamStatus(StreamState.LIVE)
        self.paused = self.closed = False
        self.retries = 0
        self.framing = PLAIN
        self.quality = "sub"
        self.planes = False
        self._make(width, height)

    def _make(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.buffer = FrameBuffer(width, height, planes=self.planes)
        self.writer = BufferWriter(self.buffer.handle)

    def put(
        self, colour: tuple[int, int, int], source: tuple[int, int] = (640, 360), instant_us: int = 0
    ) -> tuple[int, int]:
        """A picture of one colour (red, green, blue), fitted into the pane; its size."""
        width, height = fit(*source, *self.size)
        if self.planes:
            red, green, blue = colour
            luma = 0.299 * red + 0.587 * green + 0.114 * blue
            stack = self.writer.begin(width, height)
            stack[:height] = round(luma)
            colours = stack[height:].reshape(-1)
            half = colours.size // 2
            colours[:half] = min(255, round(128 + (blue - luma) / 1.772))
            colours[half:] = min(255, round(128 + (red - luma) / 1.402))
            self.writer.publish(instant_us, Matrix.BT601_FULL)
        else:
            self.writer.begin(width, height)[:] = (*reversed(colour), 255)
            self.writer.publish(instant_us)
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

    def set_framing(self, framing: Framing) -> None:
        self.framing = framing

    def set_planes(self, on: bool) -> None:
        if on != self.planes:
            self.planes = on
            self.resize(*self.size)

    def close(self) -> None:
        self.closed = True
        self.buffer.close()


class Sources:
    """Opens views; ``by_camera`` finds them again. Cameras in ``forbidden`` may not be watched."""

    def __init__(self) -> None:
        self.by_camera: dict[int, Source] = {}
        self.all: list[Source] = []
        self.forbidden: set[int] = set()
        self.opened = 0

    def open(self, camera_id: int, width: int, height: int) -> Source:
        if camera_id in self.forbidden:
            raise NotAllowed(action="watch_live", role="unit")
        self.opened += 1
        made = Source(camera_id, width, height)
        self.all.append(made)
        if camera_id not in self.by_camera or self.by_camera[camera_id].closed:  # a second view is the inset's
            self.by_camera[camera_id] = made
        return made
