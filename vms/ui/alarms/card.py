"""One alarm that waits for a person, in the dock: what, since when, where, its pictures, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from vms.core.instants import time_text
from vms.services.alarm_views import AlarmStills, AlarmView
from vms.ui import theme
from vms.ui.alarms import words
from vms.ui.alarms.stills import StillPair
from vms.ui.arrange import column, row
from vms.ui.controls import Button, Card, ElidedLabel, icon_button, label, paint_focus_ring
from vms.ui.icons import IconLabel
from vms.ui.wall.words import duration

translate = QCoreApplication.translate


class AlarmCard(Card):
    """Made once for an alarm and kept up to date: what stands under the pointer never jumps away."""

    acknowledge = Signal(object)
    incident = Signal(object)
    show_camera = Signal(object)
    details = Signal(object)

    def __init__(self, alarm: AlarmView, now_us: int, *, may_open_incident: bool) -> None:
        super().__init__(margin=10)
        self.alarm = alarm
        self.body.setSpacing(4)
        self._icon = IconLabel("alert", "warn", 18)
        self._title = ElidedLabel("", "strong")
        self._time = label("", "caption")
        head = row(self._icon)
        head.addWidget(self._title, 1)
        head.addWidget(self._time)
        self.body.addLayout(head)
        self.body.addWidget(ElidedLabel(words.where(alarm)))
        self._when, self._why = label("", "caption", wrap=True), label("", "caption", wrap=True)
        place = row(spacing=4)
        place.addWidget(self._when, 1)
        on_wall = icon_button("monitor-eye", translate("alarms", "Show on the wall"), "bare")
        on_wall.clicked.connect(lambda: self.show_camera.emit(self.alarm))
        on_wall.setVisible(alarm.camera_id is not None)
        notes = icon_button("note-edit-outline", translate("alarms", "Details and note"), "bare")
        notes.clicked.connect(lambda: self.details.emit(self.alarm))
        place.addWidget(on_wall)
        place.addWidget(notes)
        self.body.addLayout(place)
        self.body.addWidget(self._why)
        self.stills = StillPair()
        self.stills.clicked.connect(lambda: self.details.emit(self.alarm))
        self.stills.setVisible(alarm.stills)
        self.body.addWidget(self.stills)
        self.confirm = Button(translate("alarms", "Acknowledge"), "primary", fit="dense")
        self.confirm.setToolTip(translate("alarms", "Acknowledge the alarm on top (Space)"))
        self.confirm.clicked.connect(lambda: self.acknowledge.emit(self.alarm))
        buttons = row(self.confirm, spacing=8, margins=(0, 4, 0, 0))
        if may_open_incident and alarm.camera_id is not None:  # the recorder itself has no picture
            opener = Button(translate("alarms", "Open incident"), fit="dense")
            opener.clicked.connect(lambda: self.incident.emit(self.alarm))
            buttons.addWidget(opener)
        self.body.addLayout(buttons)
        self.show_alarm(alarm, now_us)

    @property
    def wants_stills(self) -> bool:
        """Whether there are pictures that it hasn't got yet."""
        return self.alarm.stills and not self.stills.loaded

    def show_alarm(self, alarm: AlarmView, now_us: int) -> None:
        """The same alarm as it stands now."""
        tone = words.tone(alarm)
        self.alarm = alarm
        self.set_state(tone)
        back = tone == "ok"
        name = (
            "alert-octagon" if alarm.tamper else "lan-connect" if back and alarm.loss else words.kind_icon(alarm.kind)
        )
        self._icon.set_icon(name, tone)
        self._title.set_text(words.kind_title(alarm.kind))
        theme.set_property(self._title, "state", tone)
        self.stills.setVisible(alarm.stills)
        self.setAccessibleName(words.spoken(alarm))
        self._when.setText(words.times(alarm))
        self._why.setText(words.reason(alarm))
        self._why.setVisible(bool(self._why.text()))
        self.tell_time(now_us)

    def show_stills(self, stills: AlarmStills) -> None:
        """Its pictures, once read."""
        self.stills.show_stills(stills)

    def tell_time(self, now_us: int) -> None:
        """How long it has lasted; once a second."""
        self._time.setText(words.lasted(self.alarm, now_us))


class SettledRow(QWidget):
    """One acknowledged alarm in two lines; pressing it shows its details."""

    details = Signal(object)

    def __init__(self, alarm: AlarmView) -> None:
        super().__init__()
        self.alarm = alarm
        place = ElidedLabel(alarm.label or words.where(alarm), "caption")
        texts = column(ElidedLabel(words.settled_title(alarm)), place, spacing=0)
        at = label(time_text(alarm.began_us), "caption")
        answered = label(f"✓ {duration(alarm.answer_seconds())}", "caption", state="ok")
        for one in (at, answered):
            one.setAlignment(Qt.AlignmentFlag.AlignRight)
        inside = row(IconLabel(words.kind_icon(alarm.kind), "t3", 18), spacing=8, margins=(0, 4, 0, 4), parent=self)
        inside.addLayout(texts, 1)
        inside.addLayout(column(at, answered, spacing=0))
        self.setToolTip(words.answered(alarm))
        self.setAccessibleName(f"{words.settled_title(alarm)}, {words.where(alarm)}")
        self.setAccessibleDescription(words.answered(alarm))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """A click."""
        self.details.emit(self.alarm)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.details.emit(self.alarm)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring while the keyboard is on it."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            paint_focus_ring(self, painter, "panel")
            painter.end()
