"""Plays one file from outside, at the time claimed for it, in the pane and by the player that recordings use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSlider, QWidget

from vms.core.errors import VmsError
from vms.core.instants import SECOND
from vms.services.imports import ImportView
from vms.services.playback import Player
from vms.ui.archive.player_pane import PlayerPane
from vms.ui.arrange import column, row
from vms.ui.controls import icon_button, label
from vms.ui.imports.words import fault_text
from vms.ui.messages import headline
from vms.video.frames import StreamState

translate = QCoreApplication.translate
_INTERVAL_MS = 33
_STEPS = 1000
Opens = Callable[[int, int, int], tuple[Player, int]]


class ImportPlayer(QWidget):
    """GUI thread. ``opens``: number, width and height to a player and where it begins (``services.imports``)."""

    def __init__(self, opens: Opens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opens = opens
        self._player: Player | None = None
        self._start = self._length = self._sequence = 0
        self.playing = False
        self.pane = PlayerPane()
        self.play = icon_button("play", translate("Imports", "Play or pause (Space)"))
        self.play.clicked.connect(self.toggle)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setAccessibleName(translate("Imports", "Place in the file"))
        self.slider.sliderMoved.connect(self._slid)
        self.slider.actionTriggered.connect(lambda _action: self._slid(self.slider.sliderPosition()))
        self._where = label("", "caption")
        line = row(self.play, spacing=8, margins=(8, 6, 8, 6))
        line.addWidget(self.slider, 1)
        line.addWidget(self._where)
        inside = column(spacing=0, parent=self)
        inside.addWidget(self.pane, 1)
        inside.addLayout(line)
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._tick)
        self.pane.resized.connect(self._resize)
        self.show_file(None)

    @property
    def position_us(self) -> int | None:
        """Of the picture shown, from the first one on; None without a picture."""
        return self._player.position_us - self._start if self._player is not None and self._sequence else None

    def show_file(self, view: ImportView | None) -> None:
        """Open it, paused on its first picture; None: nothing is chosen."""
        self.close_file()
        self.play.setEnabled(False)
        self.slider.setEnabled(False)
        self._where.setText("")
        self.pane.show_camera(view.name if view else "", None)
        if view is None:
            self.pane.show_message("", "")
            return
        if not view.playable:
            self.pane.show_message("file-outline", fault_text(view.fault))
            return
        size = self.pane.picture_size
        try:
            self._player, self._start = self._opens(view.id, size.width(), size.height())
        except VmsError as error:
            self.pane.show_message("alert", headline(error))
            return
        self._length = view.duration_us
        self.play.setEnabled(True)
        self.slider.setEnabled(bool(self._length))
        self._player.seek(self._start)
        self._timer.start()

    def close_file(self) -> None:
        """Let go of the player."""
        self._timer.stop()
        self.pane.forget_frame()
        player, self._player = self._player, None
        self._sequence = 0
        self._set_playing(False)
        if player is not None:
            player.close()

    def toggle(self) -> None:
        """Play or pause; at the end, from the beginning."""
        player = self._player
        if player is None:
            return
        if self.playing:
            player.pause()
        else:
            if player.status().state is StreamState.ENDED:
                player.seek(self._start)
            player.play()
            self.pane.show_message("", "")
        self._set_playing(not self.playing)

    def seek(self, offset_us: int) -> None:
        """Go to a place in the file."""
        if self._player is not None:
            self._player.seek(self._start + max(0, min(offset_us, max(0, self._length - SECOND // 10))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays, the arrows go a second."""
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif way is not None and self._player is not None:
            self.seek(self._player.position_us - self._start + way * SECOND)
        else:
            super().keyPressEvent(event)

    def _slid(self, step: int) -> None:
        self.seek(self._length * step // _STEPS)

    def _resize(self, width: int, height: int) -> None:
        if self._player is not None:
            self.pane.forget_frame()
            self._player.resize(width, height)

    def _tick(self) -> None:
        player = self._player
        if player is None:
            return
        frame = player.frame() if player.sequence != self._sequence else None
        if frame is not None:
            self._sequence = frame.sequence
            self.pane.show_frame(frame)
            self._show_place(frame.instant_us - self._start)
        state = player.status().state
        if state is StreamState.INVALID:
            self.pane.show_message("alert", translate("Imports", "This file cannot be played"))
        elif state is StreamState.ENDED and self.playing and self._near_end(player):
            self._set_playing(False)

    def _near_end(self, player: Player) -> bool:
        """The state told may be older than the last order."""
        return not self._length or player.position_us - self._start > self._length - SECOND

    def _show_place(self, offset_us: int) -> None:
        whole = _clock(self._length) if self._length else "?"
        self._where.setText(f"{_clock(offset_us)} / {whole}")
        if self._length and not self.slider.isSliderDown():
            self.slider.setValue(min(_STEPS, _STEPS * offset_us // self._length))

    def _set_playing(self, playing: bool) -> None:
        self.playing = playing
        self.play.set_icon("pause" if playing else "play")


def _clock(length_us: int) -> str:
    """``1:05``."""
    seconds = max(0, length_us) // SECOND
    return f"{seconds // 60}:{seconds % 60:02d}"
