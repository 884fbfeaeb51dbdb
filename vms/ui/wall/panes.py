"""Which panes the wall has and where each lies: layout, cameras, the enlarged and the selected one."""

from __future__ import annotations

from collections.abc import Mapping

from vms.ui import theme
from vms.ui.layouts.layout import LAYOUTS, Rect, WallLayout, pane_rects
from vms.ui.wall.pane_geometry import PaneGeometry, pane_geometry
from vms.ui.wall.pane_state import PaneCamera, PaneModel, PaneState


class Panes:
    """Plain bookkeeping in logical pixels. GUI thread."""

    def __init__(self) -> None:
        self.layout: WallLayout = LAYOUTS["9"]
        self.cells: dict[int, PaneCamera] = {}
        self.rects: tuple[Rect, ...] = ()
        self.enlarged: int | None = None
        self.selected = 0
        self._size = (0, 0)
        self._rooms: dict[tuple[int, PaneState], Rect] = {}

    def arrange(self, layout: WallLayout, cells: Mapping[int, PaneCamera]) -> None:
        """Another layout, or other cameras in it."""
        self.layout = layout
        self.cells = {pane: camera for pane, camera in cells.items() if pane < layout.panes}
        if self.enlarged is not None and self.enlarged not in self.cells:
            self.enlarged = None
        self.selected = min(self.selected, layout.panes - 1)
        self.place(*self._size)

    def enlarge(self, pane: int | None) -> bool:
        """Let one pane with a camera fill the wall, or none; whether that is a change."""
        if pane is not None and pane not in self.cells:
            pane = None
        if pane == self.enlarged:
            return False
        self.enlarged = pane
        if pane is not None:
            self.selected = pane
        self.place(*self._size)
        return True

    def place(self, width: int, height: int) -> None:
        """The wall has this size now."""
        self._size = (width, height)
        layout = LAYOUTS["1"] if self.enlarged is not None else self.layout
        self.rects = pane_rects(layout, width, height)
        self.forget_rooms()

    def forget_rooms(self) -> None:
        """The text scale has changed: captions are higher or lower."""
        self._rooms.clear()

    def visible(self) -> list[int]:
        """Indices of the panes on screen."""
        return [self.enlarged] if self.enlarged is not None else list(range(self.layout.panes))

    def rect(self, pane: int) -> Rect | None:
        """Where a pane lies now; None while it is hidden."""
        if self.enlarged is not None:
            return self.rects[0] if pane == self.enlarged else None
        return self.rects[pane] if pane < len(self.rects) else None

    def room(self, pane: int, rect: Rect, model: PaneModel) -> Rect:
        """The place for its picture."""
        key = (pane, model.state)
        found = self._rooms.get(key)
        if found is None:
            found = self._rooms[key] = parts_of(rect, model).room
        return found

    def of_camera(self, camera_id: int) -> int | None:
        """The pane that shows a camera."""
        return next((pane for pane, camera in self.cells.items() if camera.camera_id == camera_id), None)


def parts_of(rect: Rect, model: PaneModel) -> PaneGeometry:
    """The parts of a pane at the text scale in use."""
    return pane_geometry(rect, model, theme.text_scale() / 100)
