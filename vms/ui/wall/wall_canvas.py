"""All panes of the wall: one widget, one timer, one paint event.

The timer asks each view for its picture counter and has only the changed panes repainted; no signal and no message
per picture. GUI thread only.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from vms.core.clock import Clock
from vms.ui import theme
from vms.ui.wall import words
from vms.ui.wall.announce import say
from vms.ui.wall.feed import CameraFacts, Feed, OpenView
from vms.ui.wall.layout import LAYOUTS, Rect, WallLayout, pane_rects
from vms.ui.wall.pane_geometry import OUTSET, PaneGeometry, pane_geometry
from vms.ui.wall.pane_painter import PanePainter, qrect
from vms.ui.wall.pane_state import PaneCamera, PaneModel, PaneState

TICK_MS = 33
_STATUS_TICKS = 7  # statuses and countdowns: about four times a second
_SPIN_TICKS = 3
_BLINK_TICKS = 15  # half a second on, half a second off
_RESIZE_MS = 150
_KEPT = 8192


class WallCanvas(QWidget):
    """Panes in a layout. ``intervals`` and ``paints`` hold the last timer intervals and paint times in seconds."""

    models_changed = Signal()
    layout_shown = Signal()

    def __init__(self, clock: Clock, open_view: OpenView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(words.wall_name())
        self._clock, self._open_view = clock, open_view
        self._layout = LAYOUTS["9"]
        self._cells: dict[int, PaneCamera] = {}
        self._feeds: dict[int, Feed] = {}
        self._facts: Mapping[int, CameraFacts] = {}
        self._rects: tuple[Rect, ...] = ()
        self._rooms: dict[tuple[int, PaneState], Rect] = {}
        self._enlarged: int | None = None
        self._selected = 0
        self._drop_target: int | None = None
        self._painter = PanePainter()
        self._fresh: set[int] = set()  # panes where nothing but the picture is new
        self._expected = QRegion()  # their rooms: what else a paint event asks for is painted whole
        self._active = True
        self._ticks = 0
        self._last_tick = 0.0
        self.intervals: deque[float] = deque(maxlen=_KEPT)
        self.paints: deque[float] = deque(maxlen=_KEPT)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_RESIZE_MS)
        self._settle.timeout.connect(self._apply_sizes)

    # What is shown

    @property
    def layout_name(self) -> str:
        """The layout in use."""
        return self._layout.name

    @property
    def wall_layout(self) -> WallLayout:
        """The layout in use, with its cells."""
        return self._layout

    @property
    def cells(self) -> dict[int, PaneCamera]:
        """Pane → camera; panes without one are missing."""
        return dict(self._cells)

    @property
    def enlarged(self) -> int | None:
        """The pane that fills the wall, if any."""
        return self._enlarged

    @property
    def selected(self) -> int:
        """The selected pane."""
        return self._selected

    def show_cameras(self, layout: WallLayout, cells: Mapping[int, PaneCamera]) -> None:
        """Another arrangement; cameras that stay keep their streams."""
        self._layout = layout
        self._cells = {pane: camera for pane, camera in cells.items() if pane < layout.panes}
        wanted = {camera.camera_id: camera for camera in self._cells.values()}
        for camera_id in [known for known in self._feeds if known not in wanted]:
            self._feeds.pop(camera_id).close()
        for camera_id, camera in wanted.items():
            feed = self._feeds.get(camera_id)
            if feed is not None and feed.camera.enabled != camera.enabled:
                feed.close()
                feed = None
            if feed is None:
                feed = self._feeds[camera_id] = Feed(camera, self._open_view)
                feed.facts = self._facts.get(camera_id, CameraFacts())
            feed.camera = camera
        if self._enlarged is not None and self._enlarged not in self._cells:
            self._enlarged = None
        self._selected = min(self._selected, layout.panes - 1)
        self._place()
        self._refresh_models(announce=False)
        self._apply_sizes()
        self.layout_shown.emit()
        self.update()

    def set_facts(self, facts: Mapping[int, CameraFacts]) -> None:
        """What is known of cameras besides their streams, by camera id."""
        self._facts = dict(facts)
        for camera_id, feed in self._feeds.items():
            feed.facts = self._facts.get(camera_id, CameraFacts())
        self._refresh_models()

    def set_fact(self, camera_id: int, facts: CameraFacts) -> None:
        """The same for one camera."""
        self.set_facts({**self._facts, camera_id: facts})

    def enlarge(self, pane: int | None) -> None:
        """Let one pane fill the wall, or none; the others decode nothing meanwhile."""
        if pane is not None and pane not in self._cells:
            pane = None
        if pane == self._enlarged:
            return
        self._enlarged = pane
        if pane is not None:
            self._selected = pane
        self._place()
        self._apply_sizes()
        self._refresh_models(announce=False)
        self.layout_shown.emit()
        self.update()

    def model(self, pane: int) -> PaneModel:
        """The pane as it is painted."""
        camera = self._cells.get(pane)
        base = PaneModel() if camera is None else self._feeds[camera.camera_id].model
        return replace(
            base,
            selected=pane == self._selected,
            drop_target=pane == self._drop_target,
            enlarged=pane == self._enlarged,
        )

    def running_models(self) -> dict[int, PaneModel]:
        """The models of the cameras on screen now, by camera id."""
        return {camera_id: feed.model for camera_id, feed in self._feeds.items() if feed.running}

    def feed(self, pane: int) -> Feed | None:
        """The feed behind a pane."""
        camera = self._cells.get(pane)
        return None if camera is None else self._feeds.get(camera.camera_id)

    def pane_rect(self, pane: int) -> Rect | None:
        """Where a pane lies now; None while it is hidden."""
        if self._enlarged is not None:
            return self._rects[0] if pane == self._enlarged else None
        return self._rects[pane] if pane < len(self._rects) else None

    @staticmethod
    def parts_of(rect: Rect, model: PaneModel) -> PaneGeometry:
        """The parts of a pane at the text scale in use."""
        return pane_geometry(rect, model, theme.text_scale() / 100)

    def visible_panes(self) -> list[int]:
        """Indices of the panes on screen."""
        return [self._enlarged] if self._enlarged is not None else list(range(self._layout.panes))

    def pane_of(self, camera_id: int) -> int | None:
        """The pane that shows a camera."""
        return next((pane for pane, camera in self._cells.items() if camera.camera_id == camera_id), None)

    # Running

    def set_active(self, active: bool) -> None:
        """False stops the timer and all decoding: the page is not in front."""
        self._active = active
        self._run()

    def close_views(self) -> None:
        """Let go of every stream and stop the timers; before the widget goes."""
        self._active = False
        self._timer.stop()
        self._settle.stop()
        for feed in self._feeds.values():
            feed.close()
        self._feeds.clear()
        self._cells.clear()

    def _run(self) -> None:
        if self._active and self.isVisible():
            self._last_tick = 0.0
            self._apply_sizes()
            self._timer.start()
        else:
            self._timer.stop()
            for feed in self._feeds.values():
                feed.pause()

    def showEvent(self, event: QShowEvent) -> None:
        """Start."""
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop: hidden panes decode nothing."""
        super().hideEvent(event)
        self._run()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the panes at once, ask for other picture sizes when the size has settled."""
        super().resizeEvent(event)
        self._place()
        self._settle.start()
        self.layout_shown.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Lay texts out again when the text scale changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._painter.forget()
            self._rooms.clear()
            self._settle.start()
            self.update()

    def sizeHint(self) -> QSize:
        """A wall takes what it gets."""
        return QSize(960, 560)

    def _place(self) -> None:
        layout = LAYOUTS["1"] if self._enlarged is not None else self._layout
        self._rects = pane_rects(layout, self.width(), self.height())
        self._rooms.clear()

    def _apply_sizes(self) -> None:
        if not (self._active and self.isVisible()):
            return
        ratio, now = self.devicePixelRatio(), self._clock.monotonic()
        shown = set()
        for pane in self.visible_panes():
            feed, rect = self.feed(pane), self.pane_rect(pane)
            if feed is None or rect is None:
                continue
            room = self.parts_of(rect, self.model(pane)).room
            feed.show(round(room.w * ratio), round(room.h * ratio), now)
            shown.add(feed.camera.camera_id)
        for camera_id, feed in self._feeds.items():
            if camera_id not in shown:
                feed.pause()

    # Ticking

    def _tick(self) -> None:
        moment = time.perf_counter()
        if self._last_tick:
            self.intervals.append(moment - self._last_tick)
        self._last_tick = moment
        self._ticks += 1
        now = self._clock.monotonic()
        dirty = QRegion()
        for pane in self.visible_panes():
            feed = self.feed(pane)
            if feed is None or not feed.advance(now):
                continue
            rect = self._rects[0] if self._enlarged is not None else self._rects[pane]
            if feed.model.shows_picture and feed.reshaped:
                dirty += self._outer(rect)
            elif feed.model.shows_picture:
                self._fresh.add(pane)
                self._expected += qrect(self._room(pane, rect, feed))
            elif feed.refresh(now, self._clock.now_us()):
                dirty += self._outer(rect)
        if self._ticks % _SPIN_TICKS == 0:
            dirty += self._animate()
        dirty += self._expected
        if not dirty.isEmpty():
            self.update(dirty)
        if self._ticks % _STATUS_TICKS == 0:
            self._refresh_models()

    def _animate(self) -> QRegion:
        """The two things that move by themselves: the connecting icon and the alarm border."""
        self._painter.spin = (self._painter.spin + 30) % 360
        blink = (self._ticks // _BLINK_TICKS) % 2 == 0
        turned, self._painter.blink = blink != self._painter.blink, blink
        dirty = QRegion()
        for pane in self.visible_panes():
            feed, rect = self.feed(pane), self.pane_rect(pane)
            if feed is None or rect is None:
                continue
            if feed.model.state is PaneState.connecting:
                dirty += qrect(self.parts_of(rect, feed.model).room)
            elif turned and feed.model.state is PaneState.tamper:
                dirty += self._outer(rect)
        return dirty

    def _refresh_models(self, *, announce: bool = True) -> None:
        now, now_us = self._clock.monotonic(), self._clock.now_us()
        changed = False
        for pane, camera in self._cells.items():
            feed = self._feeds[camera.camera_id]
            before = feed.model
            if not feed.refresh(now, now_us):
                continue
            changed = True
            rect = self.pane_rect(pane)
            if rect is None:
                continue
            self.update(self._outer(rect))
            if before.state != feed.model.state:
                self._state_changed(feed.model, before, announce)
        if changed:
            self.models_changed.emit()

    def _state_changed(self, model: PaneModel, before: PaneModel, announce: bool) -> None:
        if {model.state, before.state} & {PaneState.tamper, PaneState.reduced}:
            self._settle.start()  # the band takes room from the picture
        if announce:
            say(self, model)

    @staticmethod
    def _outer(rect: Rect) -> QRect:
        return qrect(rect).adjusted(-OUTSET, -OUTSET, OUTSET, OUTSET)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dirty panes; pictures straight from the memory they were decoded into."""
        began = time.perf_counter()
        fresh, extra = self._fresh, event.region().subtracted(self._expected)
        self._fresh, self._expected = set(), QRegion()
        painter = QPainter(self)
        whole: list[int] = []
        if not extra.isEmpty():
            self._painter.gaps(painter, self.rect(), self._rects, extra)
            whole = [pane for pane in self.visible_panes() if self._touches(pane, extra)]
        for pane in fresh.difference(whole):
            self._paint_picture(painter, pane)
        for pane in whole:
            self._paint_pane(painter, pane)
        for pane in whole:
            rect = self.pane_rect(pane)
            if rect is not None:
                self._painter.border(painter, rect, self.model(pane))
        painter.end()
        self.paints.append(time.perf_counter() - began)

    def _touches(self, pane: int, region: QRegion) -> bool:
        rect = self.pane_rect(pane)
        return rect is not None and region.intersects(self._outer(rect))

    def _paint_picture(self, painter: QPainter, pane: int) -> None:
        """Only the picture changed: nothing around it is touched."""
        feed, rect = self.feed(pane), self.pane_rect(pane)
        if feed is None or rect is None or feed.frame is None or not feed.model.shows_picture:
            return
        self._painter.picture(painter, self._room(pane, rect, feed), Feed.image(feed.frame))

    def _paint_pane(self, painter: QPainter, pane: int) -> None:
        rect, feed = self.pane_rect(pane), self.feed(pane)
        if rect is None:
            return
        if feed is None:
            self._painter.paint(painter, rect, self.model(pane))
            return
        frame = feed.frame
        picture = Feed.image(frame) if frame is not None and feed.model.shows_picture else None
        self._painter.paint(painter, rect, self.model(pane), picture, feed.last)

    def _room(self, pane: int, rect: Rect, feed: Feed) -> Rect:
        key = (pane, feed.model.state)
        found = self._rooms.get(key)
        if found is None:
            found = self._rooms[key] = self.parts_of(rect, feed.model).room
        return found
