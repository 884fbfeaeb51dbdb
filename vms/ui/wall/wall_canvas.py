"""All panes of the wall: one widget, one timer, one paint event.

The timer asks each view for its picture counter and has only the changed panes repainted; no signal and no message
per picture. GUI thread only.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from vms.core.clock import Clock
from vms.core.wakefulness import Wakefulness
from vms.ui.layouts.layout import Rect, WallLayout, pane_rects
from vms.ui.wall import words
from vms.ui.wall.announce import say
from vms.ui.wall.feed import CameraFacts, Feed, OpenView
from vms.ui.wall.feeds import Feeds
from vms.ui.wall.gl_surface import Picture
from vms.ui.wall.pane_geometry import OUTSET, Place, picture_place
from vms.ui.wall.pane_painter import PanePainter, qrect
from vms.ui.wall.pane_state import PaneCamera, PaneMark, PaneModel, PaneState
from vms.ui.wall.panes import Panes, parts_of

TICK_MS = 33
_QUICK_MS, _QUICK_PANES = 16, 9  # few panes are looked at twice as often: half a tick less from lens to eye
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
        self._clock = clock
        self._panes = Panes()
        self._coming_layout = self._panes.layout
        self._feeds = Feeds(open_view)
        self._facts: Mapping[int, CameraFacts] = {}
        self._marks: Mapping[int, PaneMark] = {}
        self._drop_target: int | None = None
        self._painter = PanePainter()
        self._fresh: set[int] = set()  # panes where nothing but the picture is new
        self._expected = QRegion()  # their rooms: what else a paint event asks for is painted whole
        self._glass: Callable[[dict[int, Picture]], None] | None = None
        self._wakefulness = Wakefulness()
        self._active = True
        self._ticks, self._between = 0, False  # between two ticks only pictures are taken
        self._last_tick = 0.0
        self.intervals: deque[float] = deque(maxlen=_KEPT)
        self.paints: deque[float] = deque(maxlen=_KEPT)
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._settle = QTimer(self, singleShot=True, interval=_RESIZE_MS)
        self._settle.timeout.connect(self._apply_sizes)

    # What is shown

    @property
    def layout_name(self) -> str:
        """The layout in use."""
        return self._panes.layout.name

    @property
    def wall_layout(self) -> WallLayout:
        """The layout in use, with its cells."""
        return self._panes.layout

    @property
    def cells(self) -> dict[int, PaneCamera]:
        """Pane → camera; panes without one are missing."""
        return dict(self._panes.cells)

    @property
    def enlarged(self) -> int | None:
        """The pane that fills the wall, if any."""
        return self._panes.enlarged

    @property
    def selected(self) -> int:
        """The selected pane."""
        return self._panes.selected

    def show_cameras(self, layout: WallLayout, cells: Mapping[int, PaneCamera]) -> None:
        """Another arrangement; cameras that stay keep their streams."""
        self._panes.arrange(layout, cells)
        self._feeds.assign(self._panes.cells, self._facts)
        self._refresh_models(announce=False)
        self._apply_sizes()
        self.layout_shown.emit()
        self.update()

    def set_facts(self, facts: Mapping[int, CameraFacts]) -> None:
        """What is known of cameras besides their streams, by camera id."""
        self._facts = dict(facts)
        self._feeds.set_facts(self._facts)
        self._refresh_models()

    def enlarge(self, pane: int | None) -> None:
        """Let one pane fill the wall, or none; the others decode nothing meanwhile."""
        if not self._panes.enlarge(pane):
            return
        self._apply_sizes()
        self._refresh_models(announce=False)
        self.layout_shown.emit()
        self.update()

    def set_glass(self, show: Callable[[dict[int, Picture]], None] | None) -> None:
        """Hand running pictures to a surface below this widget, and leave their room open; None paints them here."""
        self._glass = show
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, show is None)
        self._feeds.set_planes(show is not None)
        self.update()

    def model(self, pane: int) -> PaneModel:
        """The pane as it is painted."""
        feed = self._feeds.of(pane)
        return replace(
            PaneModel() if feed is None else feed.model,
            selected=pane == self._panes.selected,
            drop_target=pane == self._drop_target,
            enlarged=pane == self._panes.enlarged,
            mark=self._marks.get(pane),
        )

    def running_models(self) -> dict[int, PaneModel]:
        """The models of the cameras on screen now, by camera id."""
        return {feed.camera.camera_id: feed.model for feed in reversed(self._feeds.shown()) if feed.running}

    def feed(self, pane: int) -> Feed | None:
        """The feed behind a pane."""
        return self._feeds.of(pane)

    def refresh_pane(self, pane: int) -> None:
        """Something of it was changed by a hand: show it now, not at the next beat."""
        self._refresh_models(announce=False)
        rect = self.pane_rect(pane)
        if rect is not None:
            self.update(self._outer(rect))

    def picture_place(self, pane: int) -> Place | None:
        """Where the running picture of a pane lies; None while there is none."""
        feed, rect = self.feed(pane), self.pane_rect(pane)
        if feed is None or rect is None or feed.frame is None or not feed.model.shows_picture:
            return None
        room = self._panes.room(pane, rect, feed.model)
        return picture_place(room, feed.frame.width, feed.frame.height, self.devicePixelRatio())

    def pane_rect(self, pane: int) -> Rect | None:
        """Where a pane lies now; None while it is hidden."""
        return self._panes.rect(pane)

    def visible_panes(self) -> list[int]:
        """Indices of the panes on screen."""
        return self._panes.visible()

    def pane_of(self, camera_id: int) -> int | None:
        """The pane that shows a camera."""
        return self._panes.of_camera(camera_id)

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
        self._feeds.close()
        self._panes.cells.clear()

    def _run(self) -> None:
        if self._active and self.isVisible():
            self._last_tick = 0.0
            self._apply_sizes()
            self._timer.start()
        else:
            self._timer.stop()
            self._feeds.pause_all_but(())

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
        self._panes.place(self.width(), self.height())
        self._settle.start()
        self.layout_shown.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Lay texts out again when the text scale changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._painter.forget()
            self._panes.forget_rooms()
            self._settle.start()
            self.update()

    def sizeHint(self) -> QSize:
        """A wall takes what it gets."""
        return QSize(960, 560)

    def _apply_sizes(self) -> None:
        if not (self._active and self.isVisible()):
            return
        self._timer.setInterval(_QUICK_MS if len(self.visible_panes()) <= _QUICK_PANES else TICK_MS)
        ratio, now = self.devicePixelRatio(), self._clock.monotonic()
        shown: list[Feed] = []
        for pane in self.visible_panes():
            feed, rect = self.feed(pane), self.pane_rect(pane)
            if feed is None or rect is None:
                continue
            room = parts_of(rect, self.model(pane)).room
            feed.show(round(room.w * ratio), round(room.h * ratio), now)
            shown.append(feed)
        rects = pane_rects(self._coming_layout, self.width(), self.height())
        for pane, feed in self._feeds.coming():
            room = parts_of(rects[pane], feed.model).room
            feed.show(round(room.w * ratio), round(room.h * ratio), now)
            shown.append(feed)
        self._feeds.pause_all_but(shown)

    # Ticking

    def _tick(self) -> None:
        moment = time.perf_counter()
        if self._last_tick:
            self.intervals.append(moment - self._last_tick)
        self._last_tick = moment
        now = self._clock.monotonic()
        self._between = self._timer.isActive() and self._timer.interval() == _QUICK_MS and not self._between
        self._ticks += not self._between
        if self._wakefulness.slept(now, self._clock.now_us()):
            self._feeds.woke(now, self._clock.now_us())
            self._refresh_models()
        dirty = self._take_pictures(now)
        whole = not self._between
        if whole and self._ticks % _SPIN_TICKS == 0:
            dirty += self._animate()
        dirty += self._expected
        if not dirty.isEmpty():
            self.update(dirty)
        if whole and self._ticks % _STATUS_TICKS == 0:
            self._refresh_models()
        if self._glass is not None:
            self._glass(self._pictures())

    def _take_pictures(self, now: float) -> QRegion:
        """The newest of each pane; what has to be painted whole for it."""
        dirty = QRegion()
        for pane in self.visible_panes():
            feed = self.feed(pane)
            rect = self.pane_rect(pane)
            if feed is None or rect is None or not feed.advance(now):
                continue
            if feed.model.playback is not None or feed.replay is not None:
                feed.refresh(now, self._clock.now_us())  # its time is in the caption
                dirty += self._outer(rect)
            elif feed.model.shows_picture and feed.reshaped:
                dirty += self._outer(rect)
            elif feed.on_glass:
                if feed.inset is not None:
                    dirty += qrect(self._panes.room(pane, rect, feed.model))
            elif feed.model.shows_picture:
                self._fresh.add(pane)
                self._expected += qrect(self._panes.room(pane, rect, feed.model))
            elif feed.refresh(now, self._clock.now_us()):
                dirty += self._outer(rect)
        return dirty

    def _pictures(self) -> dict[int, Picture]:
        """What the surface below shows, in its physical pixels."""
        ratio, found = self.devicePixelRatio(), {}
        for pane in self.visible_panes():
            feed, place = self.feed(pane), self.picture_place(pane)
            if feed is not None and feed.frame is not None and place is not None and feed.on_glass:
                x, y, w, h = (round(side * ratio) for side in (place.x, place.y, place.w, place.h))
                found[pane] = Picture(feed.frame, x, y, w, h)
        return found

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
                dirty += qrect(parts_of(rect, feed.model).room)
            elif turned and feed.model.alarm:
                dirty += self._outer(rect)
        return dirty

    def _refresh_models(self, *, announce: bool = True) -> None:
        now, now_us = self._clock.monotonic(), self._clock.now_us()
        changed = False
        self._feeds.refresh_coming(now, now_us)
        for pane in self._panes.cells:
            feed = self._feeds.of(pane)
            if feed is None:
                continue
            before = feed.model
            if not feed.refresh(now, now_us):
                continue
            changed = True
            rect = self.pane_rect(pane)
            if rect is None:
                continue
            self.update(self._outer(rect))
            if (before.state, before.alarm) != (feed.model.state, feed.model.alarm):
                self._state_changed(feed.model, before, announce)
        if changed:
            self.models_changed.emit()

    def _state_changed(self, model: PaneModel, before: PaneModel, announce: bool) -> None:
        if model.alarm or before.alarm or PaneState.reduced in (model.state, before.state):
            self._settle.start()  # the band takes room from the picture
        if announce and model.state != before.state:
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
            self._painter.gaps(painter, self.rect(), self._panes.rects, extra)
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
        image = None if feed is None else feed.picture()
        if feed is not None and rect is not None and image is not None:
            self._painter.running(
                painter, self._panes.room(pane, rect, feed.model), feed.model, image, feed.inset_image()
            )

    def _paint_pane(self, painter: QPainter, pane: int) -> None:
        rect, feed = self.pane_rect(pane), self.feed(pane)
        if rect is None:
            return
        if feed is None:
            self._painter.paint(painter, rect, self.model(pane))
            return
        glass = self.picture_place(pane) if feed.on_glass and self._glass is not None else None
        picture = None if glass is not None else feed.picture()
        self._painter.paint(painter, rect, self.model(pane), picture, feed.last, feed.inset_image(), glass)
