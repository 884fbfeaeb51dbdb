"""The panes of the cameras shown, in a grid that fits their number; one may fill it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from vms.services.cameras import CameraView
from vms.ui.archive.camera_list import label_of
from vms.ui.archive.player_pane import PlayerPane

_GRIDS = ((1, 1), (2, 1), (2, 2), (3, 2), (3, 3), (4, 3), (4, 4))  # columns, rows


def grid_of(count: int) -> tuple[int, int]:
    """Columns and rows of the smallest grid for so many panes."""
    return next((grid for grid in _GRIDS if grid[0] * grid[1] >= count), _GRIDS[-1])


class PaneGrid(QWidget):
    """``chosen`` carries a camera; ``resized`` a camera and the size of its picture in physical pixels."""

    chosen = Signal(int)
    resized = Signal(int, int, int)
    alone_changed = Signal()  # another pane fills the grid, or none does any more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        shade = self.palette()
        shade.setColor(self.backgroundRole(), Qt.GlobalColor.black)
        self.setPalette(shade)
        self._grid = QGridLayout(self)
        self._grid.setSpacing(3)
        self._grid.setContentsMargins(3, 3, 3, 3)
        self._panes: dict[int, PlayerPane] = {}
        self._alone: int | None = None
        self._chosen: int | None = None
        self.empty = PlayerPane()
        self._grid.addWidget(self.empty, 0, 0)

    @property
    def panes(self) -> dict[int, PlayerPane]:
        """Camera → pane, in the order shown."""
        return dict(self._panes)

    @property
    def alone(self) -> int | None:
        """The camera that fills the grid, if one does."""
        return self._alone

    def pane(self, camera_id: int | None) -> PlayerPane:
        """The pane of a camera; the empty one without."""
        return self.empty if camera_id is None else self._panes.get(camera_id, self.empty)

    def show_cameras(self, cameras: Sequence[CameraView], chosen: int | None) -> None:
        """A pane for each; those that stay keep their picture."""
        wanted = [camera.id for camera in cameras]
        for camera_id in [one for one in self._panes if one not in wanted]:
            pane = self._panes.pop(camera_id)
            self._grid.removeWidget(pane)
            pane.hide()
            pane.deleteLater()
        for camera in cameras:
            if camera.id not in self._panes:
                self._panes[camera.id] = self._new(camera)
        self._panes = {camera_id: self._panes[camera_id] for camera_id in wanted}
        self._alone = self._alone if self._alone in self._panes else None
        self.choose(chosen)
        self._arrange()

    def choose(self, camera_id: int | None) -> None:
        """Frame the chosen one, where there are several; one that fills the grid gives way to it."""
        self._chosen = camera_id
        if self._alone is not None and camera_id in self._panes and camera_id != self._alone:
            self._set_alone(camera_id)
        for one, pane in self._panes.items():
            pane.set_framed(one == camera_id and len(self._panes) > 1)

    def enlarge(self, camera_id: int | None) -> None:
        """Let one pane fill the grid, or none."""
        self._set_alone(camera_id if camera_id in self._panes and len(self._panes) > 1 else None)

    def _set_alone(self, camera_id: int | None) -> None:
        self._alone = camera_id
        self._arrange()
        self.alone_changed.emit()

    def _new(self, camera: CameraView) -> PlayerPane:
        pane, camera_id = PlayerPane(), camera.id
        pane.show_camera(label_of(camera), camera.clock_offset_us)
        pane.pressed.connect(lambda: self.chosen.emit(camera_id))
        pane.enlarged.connect(lambda: self.enlarge(None if self._alone == camera_id else camera_id))
        pane.resized.connect(lambda wide, high: self.resized.emit(camera_id, wide, high))
        return pane

    def _arrange(self) -> None:
        shown = [self._alone] if self._alone is not None else list(self._panes)
        columns, rows = grid_of(max(1, len(shown)))
        for pane in (self.empty, *self._panes.values()):
            self._grid.removeWidget(pane)
        for at in range(4):
            self._grid.setColumnStretch(at, int(at < columns))
            self._grid.setRowStretch(at, int(at < rows))
        for camera_id, pane in self._panes.items():
            if camera_id in shown:
                place = shown.index(camera_id)
                self._grid.addWidget(pane, place // columns, place % columns)
            pane.setVisible(camera_id in shown)
        self.empty.setVisible(not shown)
        if not shown:
            self._grid.addWidget(self.empty, 0, 0)
