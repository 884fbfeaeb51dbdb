"""What plays: one group of cameras on one clock, asked for its newest pictures by one timer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, Qt, QTimer, Signal

from vms.core.errors import VmsError
from vms.core.instants import Span
from vms.services.archive import PlayGroup, PlayState
from vms.ui.archive.pane_grid import PaneGrid
from vms.ui.archive.pane_words import pane_message
from vms.ui.archive.transport import SPEEDS
from vms.ui.messages import headline
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate
_INTERVAL_MS = 33
_STATUS_TICKS = 6
_NEWS_MS = 700  # until then the state told may be older than what was asked


class Playback(QObject):
    """Opens, plays, seeks and closes; shows pictures in the grid it was given. GUI thread only."""

    moved = Signal(object)  # instant of the clock
    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    synced_changed = Signal(bool)

    def __init__(self, parts: Parts, session: Session, grid: PaneGrid, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, self._session, self._grid = parts, session, grid
        self.group: PlayGroup | None = None
        self._sequences: dict[int, int] = {}
        self._speed, self._synced = 1.0, True
        self._loop: Span | None = None
        self._ticks = 0
        self.position: int | None = None
        self.playing = False
        self._asked = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._tick)
        grid.resized.connect(self._resize)
        self._cameras: tuple[Sequence[int], int | None] = ((), None)
        grid.alone_changed.connect(self._attend)

    # --- cameras ---

    @property
    def is_open(self) -> bool:
        """Whether a group is open."""
        return self.group is not None

    def open(self, camera_ids: Sequence[int], chosen: int, reason: str, instant: int) -> bool:
        """Open footage at an instant, paused. A refusal is shown in the panes."""
        self.close()
        try:
            self.group = self._parts.archive.open_group(self._session.actor, reason)
        except VmsError as error:
            for pane in self._grid.panes.values():
                pane.show_message("lock", headline(error))
            return False
        self.show_cameras(camera_ids, chosen)
        self.group.set_speed(self._speed)
        if not self._synced:
            self.group.set_sync(False)
        self._timer.start()
        self.seek(instant)
        return True

    def show_cameras(self, camera_ids: Sequence[int], chosen: int | None) -> None:
        """These cameras, at the clock's instant; those that stay go on.

        In step, those behind one that fills the grid aren't played: nobody sees them, and their log says so.
        """
        self._cameras = (camera_ids, chosen)
        group, alone = self.group, self._grid.alone
        if self._synced and alone is not None and alone in camera_ids:
            camera_ids = [alone]
        if group is None:
            return
        for pane in group.panes:
            if pane.camera_id not in camera_ids:
                self._sequences.pop(pane.camera_id, None)
                group.remove(pane.camera_id)
        there = {pane.camera_id for pane in group.panes}
        for camera_id in camera_ids:
            if camera_id not in there:
                size = self._grid.pane(camera_id).picture_size
                self._grid.pane(camera_id).show_message("loading", translate("Archive", "Looking for footage…"))
                group.add(camera_id, size.width(), size.height())
        if chosen is not None:
            group.choose(chosen)

    def _attend(self) -> None:
        self.show_cameras(*self._cameras)

    def close(self) -> None:
        """Let go of everything."""
        self._timer.stop()
        for pane in self._grid.panes.values():
            pane.forget_frame()
        group, self.group = self.group, None
        self._sequences.clear()
        self._loop, self.position = None, None
        self._set_playing(False)
        if group is not None:
            group.close()

    def set_active(self, active: bool) -> None:
        """A hidden page neither plays nor polls."""
        if self.group is None:
            return
        if active:
            self._timer.start()
        else:
            self.pause()
            self._timer.stop()

    def rest(self) -> None:
        """Let the panes show something else; the film waits."""
        self.set_active(False)

    def wake(self) -> None:
        """The panes are the film's again."""
        self._sequences.clear()
        self.set_active(True)
        if self.position is not None:
            self.moved.emit(self.position)

    # --- commands ---

    def toggle(self) -> None:
        """Play or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def play(self, *, backwards: bool = False) -> None:
        """Go on at the speed chosen, in one way or the other."""
        if self.group is not None:
            if backwards != (self._speed < 0):
                self.set_speed(-self._speed)
            self.group.play()
            self._asked.start()
            self._set_playing(True)

    def run(self, *, backwards: bool) -> None:
        """Play in one way or the other; where it does already, at the next higher speed."""
        if not self.playing or (self._speed < 0) != backwards:
            self.set_speed(-1.0 if backwards else 1.0)
            self.play(backwards=backwards)
            return
        pace = abs(self._speed)
        faster = next((speed for speed, _ in SPEEDS if speed > pace), pace)
        self.set_speed(-faster if backwards else faster)

    def pause(self) -> None:
        """Stand still."""
        if self.group is not None and self.playing:
            self.group.pause()
            self._set_playing(False)

    def seek(self, instant: int) -> None:
        """Show the pictures at an instant; goes on playing if it did."""
        if self.group is not None:
            self.position = instant
            self._asked.start()
            self.group.seek(instant)
            self.moved.emit(instant)

    def step(self, way: int) -> None:
        """One picture forth or back; pauses first."""
        if self.group is not None:
            self.pause()
            self.group.step(way)

    def set_speed(self, speed: float) -> None:
        """Times the recording's own speed; above 2 key frames only; negative plays backwards."""
        self._speed = speed
        if self.group is not None:
            self.group.set_speed(speed)
        self.speed_changed.emit(speed)

    def set_synced(self, synced: bool) -> None:
        """One clock for all cameras, or one for each."""
        if synced != self._synced:
            self._synced = synced
            if self.group is not None:
                self.group.set_sync(synced)
                self._attend()
                self._set_playing(self.group.playing)
            self.synced_changed.emit(synced)

    def set_loop(self, span: Span | None) -> None:
        """Play a stretch again and again; None: no more. Raises InvalidInput for one that is too short."""
        if self.group is not None:
            self.group.set_loop(span)
            self._loop = span

    @property
    def loop(self) -> Span | None:
        """What is played again and again."""
        return self._loop

    @property
    def speed(self) -> float:
        """Times the recording's own speed."""
        return self._speed

    @property
    def synced(self) -> bool:
        """Whether all cameras follow one clock."""
        return self._synced

    # --- the beat ---

    def _resize(self, camera_id: int, width: int, height: int) -> None:
        group = self.group
        pane = next((one for one in group.panes if one.camera_id == camera_id), None) if group else None
        if pane is not None:
            self._grid.pane(camera_id).forget_frame()
            self._sequences.pop(camera_id, None)
            pane.resize(width, height)

    def _tick(self) -> None:
        group = self.group
        if group is None:
            return
        self._ticks += 1
        for pane in group.panes:
            sequence = pane.sequence
            if sequence != self._sequences.get(pane.camera_id, 0):
                frame = pane.frame()
                if frame is not None:
                    self._sequences[pane.camera_id] = sequence
                    self._grid.pane(pane.camera_id).show_frame(frame)
        here = group.instant
        if here and here != self.position:
            self.position = here
            self.moved.emit(here)
        if self._ticks % _STATUS_TICKS == 0:
            self._show_states(group)

    def _show_states(self, group: PlayGroup) -> None:
        """What the panes say where there is no picture; and whether the end was reached."""
        for pane in group.panes:
            shown = self._grid.pane(pane.camera_id)
            message = pane_message(pane.status(), self._speed)
            if message is not None:
                shown.show_message(*message)
            elif shown.has_picture:
                shown.show_message("", "")
        if group.state is PlayState.ENDED and self.playing and self._asked.elapsed() > _NEWS_MS:
            self._set_playing(False)

    def _set_playing(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.playing_changed.emit(playing)
