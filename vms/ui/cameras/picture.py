"""The live picture of the camera that is chosen on the page: one pane of the wall, by itself."""

from __future__ import annotations

import time

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vms.services.cameras import CameraView
from vms.ui.layouts.layout import Rect
from vms.ui.parts import Parts
from vms.ui.session import Session
from vms.ui.wall import words
from vms.ui.wall.feed import Feed, LiveSource
from vms.ui.wall.overview import pane_camera
from vms.ui.wall.pane_geometry import CAPTION, caption_height, pane_geometry
from vms.ui.wall.pane_painter import PanePainter
from vms.ui.wall.picture_image import image_of

_TICK_MS = 40
_MODEL_EVERY = 12
# Arrow keys run through the list: a stream is opened for the camera where they stop.
_PATIENCE_MS = 250


class LivePane(QWidget):
    """Shows one camera live while the page is in front; GUI thread."""

    def __init__(self, parts: Parts, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts, self._session = parts, session
        self._painter = PanePainter()
        self._camera: CameraView | None = None
        self._feed: Feed | None = None
        self._active = False
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._opening = QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.setInterval(_PATIENCE_MS)
        self._opening.timeout.connect(self._open)
        self.setMinimumSize(240, 135 + CAPTION)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def sizeHint(self) -> QSize:
        """16:9 below the caption."""
        return QSize(464, self.heightForWidth(464))

    def heightForWidth(self, width: int) -> int:
        """A 16:9 picture without black bars, and its caption, which grows with the pane."""
        picture = round(width * 9 / 16)
        return picture + caption_height(picture + caption_height(picture + CAPTION))

    def show_camera(self, camera: CameraView | None) -> None:
        """Show another camera; the same one goes on, with its new name."""
        if camera is not None and self._feed is not None and self._feed.camera == pane_camera(camera):
            self._camera = camera
            return
        self._drop()
        self._camera = camera
        if camera is not None:
            self._feed = Feed(pane_camera(camera), self._view)
            self._feed.refresh(time.monotonic(), self._parts.clock.now_us())
            if self._active:
                self._opening.start()
        self.update()

    def set_active(self, on: bool) -> None:
        """The page came to the front or left it: watch only what somebody sees."""
        if on == self._active:
            return
        self._active = on
        if on:
            self._opening.start()
        else:
            camera = self._camera
            self._drop()
            if camera is not None:
                self._feed = Feed(pane_camera(camera), self._view)

    def set_recording(self, recording: bool | None) -> None:
        """What the recorder says of this camera."""
        if self._feed is not None and self._feed.facts.recording != recording:
            facts = self._feed.facts
            self._feed.facts = type(facts)(recording=recording)

    def _view(self, camera_id: int, width: int, height: int) -> LiveSource:
        return self._parts.live.show(self._session.actor, camera_id, width, height)

    def _open(self) -> None:
        if self._feed is not None and self._active:
            self._feed.refresh(time.monotonic(), self._parts.clock.now_us())
            self._fit()
            self._timer.start()

    def _drop(self) -> None:
        self._opening.stop()
        self._timer.stop()
        if self._feed is not None:
            self._feed.close()
            self._feed = None

    def _rect(self) -> Rect:
        return Rect(0, 0, self.width(), self.height())

    def _fit(self) -> None:
        if self._feed is None:
            return
        room = pane_geometry(self._rect(), self._feed.model).room
        ratio = self.devicePixelRatioF()
        self._feed.show(round(room.w * ratio), round(room.h * ratio), time.monotonic())

    def _tick(self) -> None:
        if self._feed is None:
            return
        now = time.monotonic()
        self._ticks += 1
        changed = self._feed.advance(now)
        if self._ticks % _MODEL_EVERY == 0 or self._feed.model.state == "connecting":
            self._painter.spin = (self._painter.spin + 30) % 360
            changed = self._feed.refresh(now, self._parts.clock.now_us()) or changed
            self.setAccessibleName(words.spoken(self._feed.model))
            changed = changed or self._feed.model.state == "connecting"
        if changed:
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for pictures that fit."""
        super().resizeEvent(event)
        if self._timer.isActive():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One pane."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        feed = self._feed
        if feed is not None:
            picture = image_of(feed.frame) if feed.frame is not None else None
            self._painter.paint(painter, self._rect(), feed.model, picture, feed.last)
        painter.end()
