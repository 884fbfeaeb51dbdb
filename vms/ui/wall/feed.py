"""One camera on the wall: its live view, the newest picture, and how old that picture is.

GUI thread only. The engine is believed about its connection, never about the picture: how long ago the picture
changed is measured here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QImage

from vms.core.errors import NotAllowed, VmsError
from vms.core.log import event
from vms.ui.wall.pane_state import Disablement, PaneCamera, PaneInput, PaneModel, PtzHold, Tamper, pane_model
from vms.video.frames import Frame, StreamState, StreamStatus

_log = logging.getLogger(__name__)


class LiveSource(Protocol):
    """What the wall needs of ``vms.services.live.LiveView``."""

    @property
    def sequence(self) -> int:
        """Counts pictures; 0 before the first."""
        ...

    def frame(self) -> Frame | None:
        """The newest picture; ends the life of the one given before."""
        ...

    def status(self) -> StreamStatus:
        """How the stream fares."""
        ...

    def resize(self, width: int, height: int) -> None:
        """Another pane size, in physical pixels."""
        ...

    def pause(self) -> None:
        """Decode nothing until ``resume``."""
        ...

    def resume(self) -> None:
        """Go on."""
        ...

    def retry(self) -> None:
        """Try now: a person asked."""
        ...

    def close(self) -> None:
        """Let go of the stream."""
        ...


OpenView = Callable[[int, int, int], LiveSource]


@dataclass(frozen=True, slots=True)
class CameraFacts:
    """What others know of a camera. ``recording`` is None while nobody knows."""

    recording: bool | None = None
    motion: bool = False
    night: bool = False
    reduced: bool = False
    tamper: Tamper | None = None
    disablement: Disablement | None = None
    ptz_hold: PtzHold | None = None


class Feed:
    """A camera's live view as the wall sees it. Opened when it gets a size, closed by ``close``."""

    def __init__(self, camera: PaneCamera, open_view: OpenView) -> None:
        self.camera = camera
        self.facts = CameraFacts()
        self.frame: Frame | None = None
        self.reshaped = True  # the newest picture has another size than the one before
        self.last: QImage | None = None
        self.model = PaneModel(camera_id=camera.camera_id, code=camera.code, name=camera.name)
        self._open_view = open_view
        self._view: LiveSource | None = None
        self._status: StreamStatus | None = None
        self._may_watch = True
        self._sequence = 0
        self._changed_at: float | None = None
        self._waits_since: float | None = None
        self._paused = False
        self._size = (0, 0)

    @property
    def sequence(self) -> int:
        """Of the picture in ``frame``."""
        return self._sequence

    @property
    def running(self) -> bool:
        """Whether it has a live view that isn't paused: only then its status says something of the camera."""
        return self._view is not None and not self._paused

    def show(self, width: int, height: int, now: float) -> None:
        """Run at this size (physical pixels); opens the view the first time."""
        width, height = max(2, width), max(2, height)
        if not self.camera.enabled:
            return
        if self._view is None:
            self._open(width, height, now)
        elif self._size != (width, height):
            self._size = (width, height)
            self._view.resize(width, height)
        if self._paused and self._view is not None:
            self._paused = False
            self._waits_since, self._changed_at = now, None
            self._view.resume()

    def _open(self, width: int, height: int, now: float) -> None:
        self._size, self._waits_since = (width, height), now
        try:
            self._view = self._open_view(self.camera.camera_id, width, height)
            self._may_watch = True
        except NotAllowed:
            self._may_watch = False
        except VmsError as error:
            event(_log, "view_not_opened", camera=self.camera.camera_id, code=error.code)
            self._status = StreamStatus(StreamState.OFFLINE, reason=error.code)

    def pause(self) -> None:
        """Hidden: decode nothing."""
        if self._view is not None and not self._paused:
            self._paused = True
            if self.frame is not None:
                self.last, self.frame = self.image(self.frame).copy(), None
            self._view.pause()

    def retry(self) -> None:
        """Try to connect now."""
        if self._view is not None:
            self._view.retry()

    def close(self) -> None:
        """Let go of the view and its picture."""
        view, self._view = self._view, None
        self.frame = None
        if view is not None:
            view.close()

    def advance(self, now: float) -> bool:
        """Take the newest picture; True when it is another one. Cheap when it isn't."""
        view = self._view
        if view is None or self._paused:
            return False
        sequence = view.sequence
        if sequence == self._sequence or sequence == 0:
            return False
        frame = view.frame()
        if frame is None:
            return False
        before = self.frame
        self.reshaped = before is None or (before.width, before.height) != (frame.width, frame.height)
        self.frame, self._sequence, self._changed_at = frame, sequence, now
        return True

    def refresh(self, now: float, now_us: int) -> bool:
        """Make the model anew; True when it changed."""
        if self._view is not None:
            self._status = self._view.status()
        age = None if self._changed_at is None else now - self._changed_at
        facts = self.facts
        before, self.model = (
            self.model,
            pane_model(
                PaneInput(
                    camera=self.camera,
                    now_us=now_us,
                    status=self._status,
                    picture_age_s=age,
                    waiting_s=0.0 if self._waits_since is None else now - self._waits_since,
                    recording=facts.recording,
                    may_watch=self._may_watch,
                    reduced=facts.reduced,
                    motion=facts.motion,
                    night=facts.night,
                    tamper=facts.tamper,
                    disablement=facts.disablement,
                    ptz_hold=facts.ptz_hold,
                )
            ),
        )
        if before.shows_picture and not self.model.shows_picture and self.frame is not None:
            # A copy: the engine may come back with another buffer while the dimmed picture is still shown.
            self.last = self.image(self.frame).copy()
        elif self.model.shows_picture:
            self.last = None
        return before != self.model

    @staticmethod
    def image(frame: Frame) -> QImage:
        """A QImage over the frame's memory: for the length of one paint, while ``frame`` is held."""
        return QImage(frame.memory, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32)
