"""One camera on the wall: its live view, the newest picture, and how old that picture is.

GUI thread only. The engine is believed about its connection, never about the picture: how long ago the picture
changed is measured here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtGui import QImage

from vms.core.errors import NotAllowed, VmsError
from vms.core.log import event
from vms.ui.wall import picture_words
from vms.ui.wall.inset import Inset, inset_size
from vms.ui.wall.pane_state import Disablement, PaneCamera, PaneInput, PaneModel, PtzHold, Tamper, pane_model
from vms.ui.wall.picture_image import image_of
from vms.ui.wall.replay import Replay
from vms.video.frames import Frame, StreamState, StreamStatus
from vms.video.framing import PLAIN, Framing

_log = logging.getLogger(__name__)
_FIGURES_S = 1.0


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

    def set_planes(self, on: bool) -> None:
        """Pictures come as three planes, or as colours."""
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

    def set_framing(self, framing: Framing) -> None:
        """Show this part of the picture, this way up. Cheap."""
        ...

    @property
    def quality(self) -> str:
        """``main`` or ``sub``: the stream that this view is meant to show."""
        ...

    def close(self) -> None:
        """Let go of the stream."""
        ...


OpenView = Callable[[int, int, int], LiveSource]


@dataclass(frozen=True, slots=True)
class CameraFacts:
    """What others know of a camera. ``recording`` is None while nobody knows, or nothing is to be recorded; ``how``:
    'hand', 'armed', 'idle' or ''; ``by_hand``: until when somebody records it (µs UTC).
    """

    recording: bool | None = None
    how: str = ""
    by_hand: int | None = None
    motion: bool = False
    night: bool = False
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
        self.framing = camera.framing
        self.replay: Replay | None = None
        self.inset: Inset | None = None
        self._inset_wanted = self._planes = False
        self._live_sequence = self._not_before_us = 0
        self.statistics = False  # wanted
        self._told: tuple[str, ...] = ()
        self._told_at = 0.0

    @property
    def sequence(self) -> int:
        """Of the picture in ``frame``."""
        return self._sequence

    @property
    def size(self) -> tuple[int, int]:
        """Of the picture's room, in physical pixels."""
        return self._size

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
            if self.replay is not None:
                self.replay.resize(width, height)
            self._place_inset()
        if self._paused and self._view is not None:
            self._paused = False
            self._waits_since, self._changed_at = now, None
            self._view.resume()
            self._place_inset()

    def _open(self, width: int, height: int, now: float) -> None:
        self._size, self._waits_since = (width, height), now
        try:
            self._view = self._open_view(self.camera.camera_id, width, height)
            self._may_watch = True
            self._view.set_planes(self._planes)
            if self.framing != PLAIN:
                self._view.set_framing(self.framing)
        except NotAllowed:
            self._may_watch = False
        except VmsError as error:
            event(_log, "view_not_opened", camera=self.camera.camera_id, code=error.code)
            self._status = StreamStatus(StreamState.OFFLINE, reason=error.code)

    def pause(self) -> None:
        """Hidden: decode nothing."""
        if self._view is not None and not self._paused:
            self._paused = True
            self.end_replay()
            self._drop_inset()
            if self.frame is not None:
                self.last, self.frame = image_of(self.frame).copy(), None
            self._view.pause()

    def retry(self) -> None:
        """Try to connect now."""
        if self._view is not None:
            self._view.retry()

    def close(self) -> None:
        """Let go of the view and its picture."""
        self.end_replay()
        self._drop_inset()
        view, self._view = self._view, None
        self.frame = None
        if view is not None:
            view.close()

    # What is shown of the picture

    def adopt(self, camera: PaneCamera) -> None:
        """The camera's entry was changed; another way up starts with the whole picture."""
        before, self.camera = self.camera, camera
        if before.framing != camera.framing:
            self.set_framing(camera.framing)

    def set_planes(self, on: bool) -> None:
        """Whether pictures come as planes, for a surface on the graphics card."""
        self._planes = on
        if self._view is not None:
            self._view.set_planes(on)

    @property
    def on_glass(self) -> bool:
        """Whether the picture to be shown now is one of planes: the graphics card's, not the painter's."""
        return self.frame is not None and self.frame.matrix is not None and self.model.shows_picture

    def woke(self, now: float, now_us: int) -> None:
        """The PC has slept: no picture from before passes for a new one, also where it comes only now."""
        self._changed_at, self._waits_since, self._not_before_us = None, now, now_us

    def set_framing(self, framing: Framing) -> None:
        """Another part of the picture, or filled instead of letterboxed."""
        if framing == self.framing:
            return
        self.framing = framing
        if not framing.zoomed:
            self._inset_wanted = False
        if self._view is not None:
            self._view.set_framing(framing)
        if self.replay is not None:
            self.replay.set_framing(framing)
        self._place_inset()

    def show_inset(self, on: bool) -> None:
        """The whole picture small in the corner, while only a part is shown."""
        self._inset_wanted = on and self.framing.zoomed
        self._place_inset()

    def _place_inset(self) -> None:
        """Open it, or let it go; after a change of the pane's size a small view is simply opened anew."""
        self._drop_inset()
        if not self._inset_wanted or self._view is None or self._paused:
            return
        try:
            view = self._open_view(self.camera.camera_id, *inset_size(*self._size))
        except VmsError as error:
            event(_log, "inset_not_opened", camera=self.camera.camera_id, code=error.code)
            return
        view.set_framing(replace(self.framing.whole, stretch=False))
        self.inset = Inset(view)

    def picture(self) -> QImage | None:
        """The picture that may be shown at full strength, for the length of one paint."""
        return image_of(self.frame) if self.frame is not None and self.model.shows_picture else None

    def inset_image(self) -> QImage | None:
        """The small whole picture, for the length of one paint; None during a replay, which it doesn't belong to."""
        inset = self.inset
        return None if inset is None or inset.frame is None or self.replay else image_of(inset.frame)

    def _drop_inset(self) -> None:
        inset, self.inset = self.inset, None
        if inset is not None:
            inset.close()

    # Replay

    def begin_replay(self, replay: Replay) -> None:
        """Show a film instead of the live picture until it is over. The live view goes on behind it."""
        self.end_replay()
        self.replay = replay
        replay.set_framing(self.framing)
        self.frame = None

    def end_replay(self) -> None:
        """Back to live."""
        replay, self.replay = self.replay, None
        if replay is not None:
            replay.close()
            self.frame, self._sequence = None, 0

    # Ticking

    def advance(self, now: float) -> bool:
        """Take the newest picture; True when there is something new to paint. Cheap when there isn't."""
        view = self._view
        if view is None or self._paused:
            return False
        sequence = view.sequence
        if sequence != self._live_sequence and sequence:
            self._live_sequence = sequence
            if self._is_new(view):
                self._changed_at = now
        if self.replay is not None:
            return self._advance_replay(self.replay, now)
        fresh = self.inset is not None and self.inset.advance()
        if sequence == self._sequence or sequence == 0:
            return fresh
        frame = view.frame()
        if frame is None:
            return fresh
        self._sequence = sequence
        self._take(frame)
        return True

    def _is_new(self, view: LiveSource) -> bool:
        if self._not_before_us:
            frame = view.frame()
            if frame is not None and frame.instant_us < self._not_before_us:
                return False
            self._not_before_us = 0
        return True

    def _advance_replay(self, replay: Replay, now: float) -> bool:
        frame = replay.advance(now)
        if frame is not None:
            self._take(frame)
        if replay.over:
            self.replay = None
            self.frame, self._sequence = None, 0
            replay.finish()
            return True
        return frame is not None

    def _take(self, frame: Frame) -> None:
        before = self.frame
        self.reshaped = before is None or _shape(before) != _shape(frame)
        self.frame = frame

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
                    how=facts.how,
                    may_watch=self._may_watch,
                    motion=facts.motion,
                    night=facts.night,
                    tamper=facts.tamper,
                    disablement=facts.disablement,
                    ptz_hold=facts.ptz_hold,
                    playback=self.replay.info if self.replay is not None else None,
                    framing=self.framing,
                    inset=self.inset is not None,
                    statistics=self._figures(now),
                )
            ),
        )
        if before.shows_picture and not self.model.shows_picture and self.frame is not None:
            # A copy: the engine may come back with another buffer while the dimmed picture is still shown.
            self.last = image_of(self.frame).copy()
        elif self.model.shows_picture:
            self.last = None
        return before != self.model

    def _figures(self, now: float) -> tuple[str, ...]:
        """What the stream is made of, once a second; nothing while nobody wants to know."""
        if not self.statistics or self._view is None or self._status is None:
            self._told = ()
        elif not self._told or now - self._told_at >= _FIGURES_S:
            self._told, self._told_at = picture_words.figures(self._status, self._view.quality), now
        return self._told


def _shape(frame: Frame) -> tuple[int, int, bool]:
    return frame.width, frame.height, frame.matrix is None
