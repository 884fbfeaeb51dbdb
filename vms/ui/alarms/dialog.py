"""One alarm large: both pictures with their times, what is known, and what the person makes of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QPushButton, QSizePolicy, QWidget

from vms.services.alarm_views import AlarmStills, AlarmView, Verdict
from vms.ui import theme
from vms.ui.alarms import words
from vms.ui.alarms.stills import StillPair
from vms.ui.arrange import column, row
from vms.ui.controls import Button, ElidedLabel, Segmented, label
from vms.ui.fields import Field
from vms.ui.icons import IconLabel

translate = QCoreApplication.translate
_WIDE, _NARROW = 880, 580
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody makes of an alarm. ``first``: nobody had acknowledged it before."""

    alarm: AlarmView
    verdict: Verdict
    note: str
    first: bool


class AlarmDialog(QDialog):
    """``answered`` carries an Answer. Enter acknowledges; Esc leaves everything as it is."""

    answered = Signal(object)
    incident = Signal(object)
    show_camera = Signal(object)
    retake = Signal(object)

    def __init__(
        self, alarm: AlarmView, now_us: int, *, may_incident: bool, may_retake: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog)
        self.alarm = alarm
        self.setWindowTitle(words.kind_title(alarm.kind))
        # Only the narrow one grows with the text: the pictures take what height there is.
        self.setFixedWidth(_WIDE if alarm.stills else theme.length(_NARROW))
        tone = words.tone(alarm)
        heading = label(words.kind_title(alarm.kind), "card_title", state=tone)
        self._time = label(words.lasted(alarm, now_us), "secondary")
        head = row(IconLabel("alert-octagon" if alarm.tamper else words.kind_icon(alarm.kind), tone, 24), heading)
        head.addStretch(1)
        head.addWidget(self._time)
        began = words.dated_detail(alarm, now_us)
        inside = column(
            head, ElidedLabel(words.where(alarm), "strong"), label(began, "secondary", wrap=True), spacing=8
        )
        inside.setContentsMargins(20, 16, 20, 16)
        self.stills = StillPair(pressable=False)
        self.stills.setVisible(alarm.stills)
        inside.addWidget(self.stills)
        if not alarm.waiting:
            inside.addWidget(label(words.answered(alarm).replace("\n", " · "), "secondary", wrap=True, state="ok"))
        self._add_answer(inside.addWidget)
        if may_retake and alarm.tamper and alarm.camera_id is not None:
            again = Button(
                translate("alarms", "Take the present view as the reference"), "quiet", "image-sync", "dense"
            )
            again.clicked.connect(lambda: self.retake.emit(self.alarm))
            inside.addLayout(row(again, None))
        card = QFrame()
        card.setProperty("kind", "dialog_card")
        column(inside, self._foot(may_incident=may_incident), spacing=0, margins=(1, 1, 1, 1), parent=card)
        column(card, margins=(8, 8, 8, 8), parent=self)
        self.confirm.setDefault(True)  # only now does it know whose
        self.confirm.setFocus()

    def _add_answer(self, add: object) -> None:
        assert callable(add)
        chosen = Verdict(self.alarm.verdict) if self.alarm.verdict else Verdict.SEEN
        self.verdict = Segmented([(one, words.verdict_text(one.value)) for one in Verdict], chosen)
        for button in self.verdict.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter after a choice acknowledges
        self.verdict.setAccessibleName(translate("alarms", "What it was"))
        self.note = QLineEdit(self.alarm.note)
        self.note.setMaxLength(_LONGEST)
        self.note.setPlaceholderText(translate("alarms", "Optional"))
        line = row(label(translate("alarms", "What it was"), "form_label"), self.verdict, None, spacing=12)
        box = QWidget()
        box.setLayout(line)
        add(box)
        add(Field(translate("alarms", "Note"), self.note, reserve=False))

    def _foot(self, *, may_incident: bool) -> QFrame:
        foot = QFrame()
        foot.setProperty("kind", "dialog_foot")
        foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        buttons = row(margins=(16, 12, 16, 12), parent=foot)
        if self.alarm.camera_id is not None:
            wall = Button(translate("alarms", "Show on the wall"), icon_name="monitor-eye")
            wall.clicked.connect(lambda: self._leave(self.show_camera))
            buttons.addWidget(wall)
        if may_incident and self.alarm.camera_id is not None:
            opener = Button(translate("alarms", "Open incident"), icon_name="folder-plus")
            opener.clicked.connect(lambda: self._leave(self.incident))
            buttons.addWidget(opener)
        buttons.addStretch(1)
        close = Button(translate("alarms", "Close"))
        close.clicked.connect(self.reject)
        verb = translate("alarms", "Acknowledge") if self.alarm.waiting else translate("alarms", "Save the note")
        self.confirm = Button(verb, "primary")
        self.confirm.clicked.connect(self._answer)
        buttons.addWidget(close)
        buttons.addWidget(self.confirm)
        return foot

    def show_stills(self, stills: AlarmStills) -> None:
        """Its pictures, once read."""
        self.stills.show_stills(stills)

    def _leave(self, signal: object) -> None:
        signal.emit(self.alarm)  # type: ignore[attr-defined]
        self.reject()

    def _answer(self) -> None:
        verdict = Verdict(str(self.verdict.value()))
        self.answered.emit(Answer(self.alarm, verdict, self.note.text().strip(), self.alarm.waiting))
        self.accept()
