"""What plays: one player of the archive service, asked for its newest picture by one timer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, Qt, QTimer, Signal

from vms.core.errors import VmsError
from vms.services.archive import Player
from vms.ui.archive.player_pane import PlayerPane
from vms.ui.messages import headline
from vms.ui.parts import Parts
from vms.ui.session import Session
from vms.video.frames import StreamState

translate = QCoreApplication.translate
_INTERVAL_MS = 33
_NEWS_MS = 600  # until then the state told may be older than what was asked


class Playback(QObject):
    """Opens, plays, seeks and closes; shows pictures in the pane it was given. GUI thread only."""

    moved = Signal(object)  # instant of the picture shown
    playing_changed = Signal(bool)
    speed_changed = Signal(float)

    def __init__(self, parts: Parts, session: Session, pane: PlayerPane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, self._session, self._pane = parts, session, pane
        self._player: Player | None = None
        self._sequence = 0
        self._speed = 1.0
        self.position: int | None = None
        self.playing = False
        self._asked = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._tick)
        pane.resized.connect(self._resize)

    @property
    def is_open(self) -> bool:
        """Whether a player is open."""
        return self._player is not None

    def open(self, camera_id: int, reason: str, instant: int) -> bool:
        """Open a camera's footage at an instant, paused. A refusal is shown in the pane."""
        self.close()
        size = self._pane.picture_size
        try:
            self._player = self._parts.archive.open_player(
                self._session.actor, camera_id, reason, size.width(), size.height()
            )
        except VmsError as error:
            self._pane.show_message("lock", headline(error))
            return False
        self._player.set_speed(self._speed)
        self._timer.start()
        self.seek(instant)
        return True

    def close(self) -> None:
        """Let go of the player."""
        self._timer.stop()
        self._pane.forget_frame()
        player, self._player = self._player, None
        self._sequence, self.position = 0, None
        self._set_playing(False)
        if player is not None:
            player.close()

    def set_active(self, active: bool) -> None:
        """A hidden page neither plays nor polls."""
        if self._player is None:
            return
        if active:
            self._timer.start()
        else:
            self.pause()
            self._timer.stop()

    def toggle(self) -> None:
        """Play or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def play(self, *, backwards: bool = False) -> None:
        """Go on at the speed chosen, in one way or the other."""
        if self._player is not None:
            if backwards != (self._speed < 0):
                self.set_speed(-self._speed)
            self._player.play()
            self._asked.start()
            self._pane.show_message("", "")
            self._set_playing(True)

    def pause(self) -> None:
        """Stand still."""
        if self._player is not None and self.playing:
            self._player.pause()
            self._set_playing(False)

    def seek(self, instant: int) -> None:
        """Show the picture at an instant; goes on playing if it did."""
        if self._player is not None:
            self.position = instant
            self._asked.start()
            self._player.seek(instant)
            self.moved.emit(instant)

    def step(self, way: int) -> None:
        """One picture forth or back; pauses first."""
        if self._player is not None:
            self.pause()
            self._player.step(way)

    def set_speed(self, speed: float) -> None:
        """Times the recording's own speed; above 2 key frames only; negative plays backwards."""
        self._speed = speed
        if self._player is not None:
            self._player.set_speed(speed)
        self.speed_changed.emit(speed)

    @property
    def speed(self) -> float:
        """Times the recording's own speed."""
        return self._speed

    def _resize(self, width: int, height: int) -> None:
        if self._player is not None:
            self._pane.forget_frame()
            self._player.resize(width, height)

    def _tick(self) -> None:
        player = self._player
        if player is None:
            return
        frame = player.frame() if player.sequence != self._sequence else None
        if frame is not None:
            self._sequence, self.position = frame.sequence, frame.instant_us
            self._pane.show_frame(frame)
            self.moved.emit(frame.instant_us)
        state = player.status().state
        if state == StreamState.ENDED and self.playing and self._asked.elapsed() > _NEWS_MS:
            self._set_playing(False)
            if self._speed > 0:
                self._pane.show_message("skip-next", translate("Archive", "End of what was recorded"))
            else:
                self._pane.show_message("skip-previous", translate("Archive", "Start of what was recorded"))
        elif state == StreamState.INVALID:
            self._pane.show_message("alert", translate("Archive", "This footage cannot be played"))

    def _set_playing(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.playing_changed.emit(playing)
