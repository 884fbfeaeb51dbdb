"""Zooming and panning a pane's picture by wheel, drag and keys: only the media process cuts, here it is only said what.

GUI thread. The zoom is the pane's own; a camera's lens is moved elsewhere (``vms.ui.ptz``).
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from vms.ui.wall.pane_geometry import Zone
from vms.ui.wall.wall_canvas import WallCanvas
from vms.video.framing import Framing

NOTCH = 120  # eighths of a degree: one step of a common wheel
WHEEL_FACTOR = 1.25
KEY_FACTOR = 1.5
KEY_PAN = 0.2  # of the part shown
_IN = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_OUT = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)
_PANS = {
    Qt.Key.Key_Left: (-KEY_PAN, 0.0),
    Qt.Key.Key_Right: (KEY_PAN, 0.0),
    Qt.Key.Key_Up: (0.0, -KEY_PAN),
    Qt.Key.Key_Down: (0.0, KEY_PAN),
}
# A part this close to the whole is the whole: a wheel turned back ends there.
_NEARLY_WHOLE = 0.995


class FramingHands:
    """Turns what hands do on a wall into another part of the picture."""

    def __init__(self, wall: WallCanvas) -> None:
        self._wall = wall
        self._dragging: tuple[int, QPointF, Framing] | None = None

    def zoomed(self, pane: int) -> bool:
        """Whether only a part of the pane's picture is shown."""
        feed = self._wall.feed(pane)
        return feed is not None and feed.framing.zoomed

    def zoom(self, pane: int, factor: float, at: tuple[float, float] = (0.5, 0.5)) -> None:
        """Closer (factor over 1) or back; what lies at the point, shares of what is shown, stays where it is."""
        feed = self._wall.feed(pane)
        if feed is None or not feed.model.shows_picture:
            return
        framing = feed.framing.zoomed_at(*at, factor)
        self._set(pane, framing.whole if framing.width >= _NEARLY_WHOLE else framing)

    def pan(self, pane: int, dx: float, dy: float) -> None:
        """Another part, so far to the right and below, in shares of what is shown."""
        feed = self._wall.feed(pane)
        if feed is not None and feed.framing.zoomed:
            self._set(pane, feed.framing.moved(dx, dy))

    def whole(self, pane: int) -> None:
        """Zoom out."""
        feed = self._wall.feed(pane)
        if feed is not None:
            self._set(pane, feed.framing.whole)

    def _set(self, pane: int, framing: Framing) -> None:
        feed = self._wall.feed(pane)
        if feed is not None and framing != feed.framing:
            feed.set_framing(framing)
            self._wall.refresh_pane(pane)

    # Keys

    def key(self, pane: int, event: QKeyEvent) -> bool:
        """+ and − zoom, Shift and arrows pan, 0 zooms out; whether the key was one of ours."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        if held not in (Qt.KeyboardModifier.NoModifier, shift):
            return False
        if key in _IN or key in _OUT:
            self.zoom(pane, KEY_FACTOR if key in _IN else 1 / KEY_FACTOR)
        elif key in _PANS and held == shift:
            self.pan(pane, *_PANS[key])
        elif key == Qt.Key.Key_0 and not held:
            self.whole(pane)
        else:
            return False
        return True

    # Wheel and drag

    def wheel(self, pane: int, event: QWheelEvent) -> None:
        """Zoom at the pointer, by as much as the wheel was turned."""
        place, turn = self._wall.picture_place(pane), event.angleDelta().y()
        if place is None or not turn:
            return
        x, y = place.share(event.position().x(), event.position().y())
        at = min(1.0, max(0.0, x)), min(1.0, max(0.0, y))
        self.zoom(pane, WHEEL_FACTOR ** (turn / NOTCH), at)

    def press(self, pane: int, zone: Zone | None, event: QMouseEvent) -> bool:
        """The left button on a zoomed picture begins a pan; whether it did."""
        feed = self._wall.feed(pane)
        left = event.button() == Qt.MouseButton.LeftButton
        if not left or zone is not Zone.picture or feed is None or not feed.framing.zoomed:
            return False
        self._dragging = (pane, event.position(), feed.framing)
        self._wall.setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def move(self, point: QPointF) -> bool:
        """The picture goes with the pointer; whether it is being moved."""
        if self._dragging is None:
            return False
        pane, start, framing = self._dragging
        place = self._wall.picture_place(pane)
        if place is not None:
            gone = point - start
            self._set(pane, framing.moved(-gone.x() / max(place.w, 1.0), -gone.y() / max(place.h, 1.0)))
        return True

    def release(self) -> None:
        """Let go."""
        if self._dragging is not None:
            self._dragging = None
            self._wall.unsetCursor()

    def hover(self, pane: int | None, zone: Zone | None) -> None:
        """An open hand says that the picture can be moved."""
        if self._dragging is not None:
            return
        if pane is not None and zone is Zone.picture and self.zoomed(pane):
            self._wall.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self._wall.unsetCursor()
