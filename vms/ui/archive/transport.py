"""The row of buttons below the picture: play, step, jump, speed, marks, still, bookmark."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from vms.ui.arrange import row
from vms.ui.controls import Button, Segmented, icon_button

translate = QCoreApplication.translate

_COMPACT = 44
SPEEDS = ((0.5, "½"), (1.0, "1×"), (2.0, "2×"), (4.0, "4×"), (8.0, "8×"))


class Transport(QWidget):
    """Every button has its key in the tooltip; the page handles the keys."""

    play_toggled = Signal()
    reversed = Signal()
    stepped = Signal(int)
    jumped = Signal(int)  # -1 the stretch before, 1 the next
    speed_changed = Signal(float)
    marked_in = Signal()
    marked_out = Signal()
    bookmarked = Signal()
    still_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        back = icon_button("skip-previous", translate("Archive", "Previous recorded stretch  ["))
        step_back = icon_button("step-backward", translate("Archive", "One picture back  ,"))
        self._back = icon_button("rewind", translate("Archive", "Play backwards  J"))
        self._back.setCheckable(True)
        self._play = icon_button("play", translate("Archive", "Play  Space"), "primary")
        self._play.setMinimumWidth(44)
        step_on = icon_button("step-forward", translate("Archive", "One picture forward  ."))
        forth = icon_button("skip-next", translate("Archive", "Next recorded stretch  ]"))
        self._speed = Segmented(SPEEDS, 1.0)
        self._speed.setAccessibleName(translate("Archive", "Speed"))
        start = Button(translate("Archive", "Start"), icon_name="contain-start", fit="dense")
        start.setToolTip(translate("Archive", "Mark the start  I"))
        end = Button(translate("Archive", "End"), icon_name="contain-end", fit="dense")
        end.setToolTip(translate("Archive", "Mark the end  O"))
        still = icon_button("camera", translate("Archive", "Save a still  S"))
        bookmark = Button(translate("Archive", "Bookmark"), icon_name="bookmark-outline", fit="dense")
        bookmark.setToolTip(translate("Archive", "Bookmark this moment  M"))
        back.clicked.connect(lambda: self.jumped.emit(-1))
        forth.clicked.connect(lambda: self.jumped.emit(1))
        step_back.clicked.connect(lambda: self.stepped.emit(-1))
        self._back.clicked.connect(self.reversed)
        step_on.clicked.connect(lambda: self.stepped.emit(1))
        self._play.clicked.connect(self.play_toggled)
        self._speed.changed.connect(self._choose_speed)
        start.clicked.connect(self.marked_in)
        end.clicked.connect(self.marked_out)
        still.clicked.connect(self.still_wanted)
        bookmark.clicked.connect(self.bookmarked)
        self._playing = self._backwards = False
        self._worded = (start, end, bookmark)
        self._words = tuple(button.text() for button in self._worded)
        for button in self._worded:
            button.setAccessibleName(button.toolTip())
        inside = row(spacing=4, margins=(12, 8, 12, 6), parent=self)
        for widget in (back, step_back, self._back, self._play, step_on, forth, self._speed):
            inside.addWidget(widget)
        inside.addStretch(1)
        for widget in (start, end, still, bookmark):
            inside.addWidget(widget)

    def set_playing(self, playing: bool) -> None:
        """Show what the button would do."""
        self._playing = playing
        self._show_way()
        self._play.set_icon("pause" if playing else "play")
        words = translate("Archive", "Pause  Space") if playing else translate("Archive", "Play  Space")
        self._play.setToolTip(words)
        self._play.setAccessibleName(words)

    def set_speed(self, speed: float) -> None:
        """Show the speed that the player runs at; negative is backwards."""
        self._backwards = speed < 0
        self._speed.set_value(abs(speed))
        self._show_way()

    def _show_way(self) -> None:
        self._back.setChecked(self._playing and self._backwards)

    def minimumSizeHint(self) -> QSize:
        """Without the words of the marks."""
        hint = super().minimumSizeHint()
        words = sum(button.sizeHint().width() - _COMPACT for button in self._worded if button.text())
        return QSize(hint.width() - words, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Too narrow for the words: the icons alone, which have tooltips and accessible names."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        inside = self.layout()
        assert inside is not None
        for button, words in zip(self._worded, self._words, strict=True):
            button.setText(words)
        for button in reversed(self._worded):
            if inside.sizeHint().width() > self.width():
                button.setText("")
                inside.invalidate()

    def _choose_speed(self, value: object) -> None:
        if isinstance(value, float):
            self.speed_changed.emit(value)
