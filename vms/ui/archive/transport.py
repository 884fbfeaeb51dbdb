"""The row of buttons below the pictures: play, step, jump, speed, step together, marks, still, bookmark."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStyle, QStyleOptionButton, QStylePainter, QWidget

from vms.ui import theme
from vms.ui.arrange import row
from vms.ui.controls import Button, Segmented, icon_button, paint_focus_ring

translate = QCoreApplication.translate

_COMPACT, _CAP = 40, 18
SPEEDS = ((0.25, "¼"), (0.5, "½"), (1.0, "1×"), (2.0, "2×"), (4.0, "4×"), (8.0, "8×"), (16.0, "16×"))


class KeyButton(Button):
    """A button that shows its key beside its word, as long as it has one."""

    def __init__(self, text: str, key: str, icon_name: str) -> None:
        super().__init__(text, icon_name=icon_name, fit="dense")
        self._key = key

    def sizeHint(self) -> QSize:
        """Room for the key."""
        hint = super().sizeHint()
        return QSize(hint.width() + (_CAP + 8 if self.text() else 0), hint.height())

    def minimumSizeHint(self) -> QSize:
        """As it is, or the icon alone."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The word moves aside for the key."""
        if not self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        option.rect.adjust(6, 0, -_CAP - 8, 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        cap = QRectF(self.width() - _CAP - 10, (self.height() - _CAP) / 2, _CAP, _CAP)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setPen(theme.color("t2"))
        painter.setFont(theme.font(11, 600))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
        if self.hasFocus() and self._ring:
            paint_focus_ring(self, painter, "panel")
        painter.end()


class Transport(QWidget):
    """Every button has its key in the tooltip; the page handles the keys. ``more`` is where other parts put theirs."""

    play_toggled = Signal()
    reversed = Signal()
    stepped = Signal(int)
    jumped = Signal(int)  # -1 back, 1 on
    speed_changed = Signal(float)
    sync_toggled = Signal()
    loop_toggled = Signal()
    marked_in = Signal()
    marked_out = Signal()
    bookmarked = Signal()
    still_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._playing = self._backwards = False
        self._jumping()
        self._play = icon_button("play", translate("Archive", "Play  Space"), "primary")
        self._play.setMinimumWidth(44)
        self._play.clicked.connect(self.play_toggled)
        self._speed = Segmented(SPEEDS, 1.0)
        self._speed.setAccessibleName(translate("Archive", "Speed"))
        self._speed.changed.connect(self._choose_speed)
        for speed, _ in SPEEDS:
            self._speed.button(speed).setProperty("room", "narrow")
        self._sync = Button("", icon_name="sync", fit="dense")
        self._sync.setCheckable(True)
        self._sync.clicked.connect(self.sync_toggled)
        self._marking()
        inside = row(spacing=3, margins=(12, 8, 12, 4), parent=self)
        for widget in (self._before, self._step_back, self._back, self._play, self._step_on, self._next):
            inside.addWidget(widget)
        inside.addSpacing(4)
        inside.addWidget(self._speed)
        inside.addSpacing(4)
        inside.addWidget(self._sync)
        inside.addStretch(1)
        for widget in (self._start, self._end, self._loop):
            inside.addWidget(widget)
        self.more: QHBoxLayout = row(spacing=4)
        inside.addLayout(self.more)
        for widget in (self._still, self._bookmark):
            inside.addWidget(widget)
        self._worded = (self._sync, self._start, self._end, self._bookmark)
        self._words = tuple(button.text() for button in self._worded)
        self.set_synced(True)

    def _jumping(self) -> None:
        self._before = icon_button("skip-previous", translate("Archive", "Previous event, or where footage begins  ["))
        self._step_back = icon_button("step-backward", translate("Archive", "One picture back  ,"))
        self._back = icon_button("rewind", translate("Archive", "Play backwards  J"))
        self._back.setCheckable(True)
        self._step_on = icon_button("step-forward", translate("Archive", "One picture forward  ."))
        self._next = icon_button("skip-next", translate("Archive", "Next event, or where footage begins  ]"))
        self._before.clicked.connect(lambda: self.jumped.emit(-1))
        self._next.clicked.connect(lambda: self.jumped.emit(1))
        self._step_back.clicked.connect(lambda: self.stepped.emit(-1))
        self._step_on.clicked.connect(lambda: self.stepped.emit(1))
        self._back.clicked.connect(self.reversed)

    def _marking(self) -> None:
        self._start = KeyButton(translate("Archive", "Start"), "I", "contain-start")
        self._start.setToolTip(translate("Archive", "Mark the start  I"))
        self._end = KeyButton(translate("Archive", "End"), "O", "contain-end")
        self._end.setToolTip(translate("Archive", "Mark the end  O"))
        self._loop = icon_button("repeat", translate("Archive", "Play the marked stretch again and again  R"))
        self._loop.setCheckable(True)
        self._still = icon_button("camera", translate("Archive", "Save a still  S"))
        self._bookmark = KeyButton(translate("Archive", "Bookmark"), "M", "bookmark-outline")
        self._bookmark.setToolTip(translate("Archive", "Bookmark this moment  M"))
        for button in (self._start, self._end, self._bookmark):
            button.setAccessibleName(button.toolTip())
        self._start.clicked.connect(self.marked_in)
        self._end.clicked.connect(self.marked_out)
        self._loop.clicked.connect(self.loop_toggled)
        self._still.clicked.connect(self.still_wanted)
        self._bookmark.clicked.connect(self.bookmarked)

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

    def set_synced(self, synced: bool) -> None:
        """Show whether all cameras follow one clock."""
        self._sync.setChecked(synced)
        self._sync.setToolTip(
            translate("Archive", "All cameras show the same instant  Y")
            if synced
            else translate("Archive", "Only the chosen camera follows the buttons  Y")
        )
        words = translate("Archive", "Sync: on") if synced else translate("Archive", "Sync: off")
        self._sync.setAccessibleName(words)
        self._words = (words, *self._words[1:])
        self._fit()

    def set_loop(self, looping: bool, possible: bool) -> None:
        """Show whether the marked stretch is played again and again."""
        self._loop.setChecked(looping)
        self._loop.setEnabled(possible)

    def _show_way(self) -> None:
        self._back.setChecked(self._playing and self._backwards)

    def minimumSizeHint(self) -> QSize:
        """Without the words."""
        hint = super().minimumSizeHint()
        words = sum(max(0, button.sizeHint().width() - _COMPACT) for button in self._worded if button.text())
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
        inside.invalidate()
        for button in reversed(self._worded):
            if inside.sizeHint().width() > self.width():
                button.setText("")
                inside.invalidate()

    def _choose_speed(self, value: object) -> None:
        if isinstance(value, float):
            self.speed_changed.emit(value)
