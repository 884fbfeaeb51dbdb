"""The same panes, live: at the right end of the time line there is the present."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

from vms.core.errors import VmsError
from vms.services.live import LiveView
from vms.ui.archive.pane_grid import PaneGrid
from vms.ui.messages import headline
from vms.ui.parts import Parts
from vms.ui.session import Session
from vms.video.frames import StreamState

translate = QCoreApplication.translate
_INTERVAL_MS, _STATUS_TICKS = 33, 10


class LivePanes(QObject):
    """Opens a live view for every pane, and lets go of them. GUI thread only."""

    def __init__(self, parts: Parts, session: Session, grid: PaneGrid, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, self._session, self._grid = parts, session, grid
        self._views: dict[int, LiveView] = {}
        self._sequences: dict[int, int] = {}
        self._on = False
        self._ticks = 0
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self._tick)
        grid.resized.connect(self._resize)

    @property
    def on(self) -> bool:
        """Whether the panes show the present."""
        return self._on

    def start(self) -> None:
        """Show the present in every pane there is."""
        self._on = True
        self.follow()
        self._timer.start()

    def stop(self) -> None:
        """Let go of the views; the pictures go with their memory."""
        if not self._on:
            return
        self._on = False
        self._timer.stop()
        for camera_id in list(self._views):
            self._close(camera_id)
        for pane in self._grid.panes.values():
            pane.set_live(False)
            pane.show_message("", "")

    def follow(self) -> None:
        """Other panes: open what is new, close what is gone."""
        if not self._on:
            return
        panes = self._grid.panes
        for camera_id in [one for one in self._views if one not in panes]:
            self._close(camera_id)
        for camera_id, pane in panes.items():
            if camera_id in self._views:
                continue
            pane.forget_frame()
            pane.set_live(True)
            size = pane.picture_size
            try:
                view = self._parts.live.show(self._session.actor, camera_id, size.width(), size.height())
            except VmsError as error:
                pane.show_message("video-off", headline(error))
                continue
            pane.show_message("loading", translate("Archive", "Connecting…"))
            self._views[camera_id] = view

    def _close(self, camera_id: int) -> None:
        self._sequences.pop(camera_id, None)
        self._grid.pane(camera_id).forget_frame()
        self._views.pop(camera_id).close()

    def _resize(self, camera_id: int, width: int, height: int) -> None:
        view = self._views.get(camera_id)
        if view is not None:
            self._grid.pane(camera_id).forget_frame()
            self._sequences.pop(camera_id, None)
            view.resize(width, height)

    def _tick(self) -> None:
        self._ticks += 1
        for camera_id, view in self._views.items():
            pane, sequence = self._grid.pane(camera_id), view.sequence
            if sequence != self._sequences.get(camera_id, 0):
                frame = view.frame()
                if frame is not None:
                    self._sequences[camera_id] = sequence
                    pane.show_frame(frame)
            elif self._ticks % _STATUS_TICKS == 0 and view.status().state is not StreamState.LIVE:
                pane.show_message("lan-disconnect", translate("Archive", "No live picture from this camera"))
