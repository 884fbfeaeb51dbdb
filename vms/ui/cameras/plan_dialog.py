"""The dialog that says what is recorded of one or several cameras, and when: a skin over ``plan_form.PlanForm``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QLineEdit, QListWidget, QListWidgetItem, QMenu, QWidget

from vms.core.errors import VmsError
from vms.services.recording_plans import LONGEST_POST_S, LONGEST_PRE_S, Level, PlanView
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.cameras import plan_form as forms
from vms.ui.cameras.plan_form import PlanForm
from vms.ui.cameras.week_grid import WeekGrid, level_text
from vms.ui.cameras.words import plan_reason_text
from vms.ui.controls import Banner, Button, Segmented, label
from vms.ui.fields import Field, NumberEdit
from vms.ui.icons import IconLabel
from vms.ui.messages import headline

translate = QCoreApplication.translate
_ID = Qt.ItemDataRole.UserRole
_SWATCH = 12

Keep = Callable[[dict[int, PlanView], str], None]


class PlanDialog(QDialog):
    """Streams, hours, seconds, sound; on the right the cameras it is for. ``keep`` stores plans and may raise VmsError;
    ``before`` then holds the plans that were replaced.
    """

    def __init__(self, form: PlanForm, keep: Keep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self.before: dict[int, PlanView] = {}
        self._keep = keep
        title = translate("cameras", "What is recorded, and when")
        self.setWindowTitle(title)
        self.setFixedWidth(theme.length(1040))
        self._make_fields()
        left = column(self._stream_row(), self._week(), self._seconds_row(), spacing=10)
        left.addLayout(row(self.marks, self.sound, None, spacing=16))
        for widget in (self.sound_warning, self.reason_field, self._banner):
            left.addWidget(widget)
        left.addStretch(1)
        sides = row(spacing=24)
        sides.addLayout(left, 1)
        sides.addWidget(self._camera_column())
        inside = column(label(title, "card_title"), sides, spacing=12, margins=(24, 20, 24, 16))
        column(inside, self._foot(), spacing=0, parent=self)
        self._fill()
        self._render()

    # -- building

    def _make_fields(self) -> None:
        plan = self.form.plan
        self.streams = Segmented(
            [
                ("main", translate("cameras", "Main stream")),
                ("sub", translate("cameras", "Sub stream")),
                ("both", translate("cameras", "Both")),
            ],
            plan.streams,
        )
        self.streams.setAccessibleName(translate("cameras", "Recorded stream"))
        self.streams.changed.connect(partial(self._plan, "streams"))
        self.brush = Segmented([(level, level_text(level)) for level in (Level.ALWAYS, Level.MOTION, Level.OFF)])
        self.brush.setAccessibleName(translate("cameras", "Draw with"))
        self.brush.changed.connect(lambda level: self._set(forms.brushed(self.form, level)))
        self.week = WeekGrid()
        self.week.painted.connect(lambda slots: self._set(forms.painted(self.form, slots)))
        self.pre = NumberEdit(0, LONGEST_PRE_S, translate("cameras", "s"))
        self.post = NumberEdit(1, LONGEST_POST_S, translate("cameras", "s"))
        for name, edit in (("pre_s", self.pre), ("post_s", self.post)):
            edit.setValue(getattr(plan, name))
            edit.valueChanged.connect(partial(self._plan, name))
        self.marks = QCheckBox(translate("cameras", "Mark motion on the time line while recording all the time, too"))
        self.sound = QCheckBox(translate("cameras", "Record sound (AAC)"))
        for name, tick in (("marks", self.marks), ("sound", self.sound)):
            tick.setChecked(getattr(plan, name))
            tick.toggled.connect(partial(self._plan, name))
        self.sound_warning = Banner(
            translate(
                "cameras",
                "People's voices are personal data: record them only where the school's regulation allows it, and say "
                "why. Sound in another format than AAC can't be recorded; the pictures are.",
            ),
            "warn",
        )
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self.reason.setPlaceholderText(translate("cameras", "Such as: decision 21 of the board, empty in the holidays"))
        self.reason.textEdited.connect(lambda text: self._set(forms.told_why(self.form, text)))
        self.reason_field = Field(translate("cameras", "Why less is recorded, or sound"), self.reason, reserve=False)
        self._banner = Banner("", "bad")
        self._streams_error = Banner("", "bad")

    def _stream_row(self) -> QWidget:
        box = QWidget()
        line = row(label(translate("cameras", "Recorded stream"), "form_label"), self.streams, None, spacing=12)
        column(line, self._streams_error, spacing=8, parent=box)
        return box

    def _week(self) -> QWidget:
        patterns = Button(translate("cameras", "Ready weeks"), "quiet", "calendar-week")
        patterns.setAutoDefault(False)
        self.patterns = QMenu(self)
        for name, text in (
            ("always", translate("cameras", "All the time")),
            ("lessons", translate("cameras", "All in lesson hours (Mon–Fri 06:30–17:30), else on motion")),
            ("motion", translate("cameras", "Always on motion and alarms only")),
        ):
            act = self.patterns.addAction(text)
            act.triggered.connect(lambda _on=False, one=name: self._plan("grid", forms.pattern(one)))
        patterns.setMenu(self.patterns)
        line = row(label(translate("cameras", "Draw with"), "form_label"), self.brush, None, patterns, spacing=12)
        pointed = label("", "secondary")
        self.week.pointed.connect(pointed.setText)
        hint = label(translate("cameras", "Drag over the hours. Keys: arrows, Shift+arrows, Space"), "hint")
        box = QWidget()
        column(line, self.week, row(pointed, None, hint), spacing=8, parent=box)
        return box

    def _seconds_row(self) -> QWidget:
        before = label(translate("cameras", "On motion also keep"), "form_label")
        before.setBuddy(self.pre)
        self.pre.setAccessibleName(translate("cameras", "Seconds before"))
        self.post.setAccessibleName(translate("cameras", "Seconds after"))
        box = QWidget()
        row(
            before, self.pre, label(translate("cameras", "before and")), self.post,
            label(translate("cameras", "after it")), None, spacing=8, parent=box,
        )  # fmt: skip
        self._seconds = box
        return box

    def _camera_column(self) -> QWidget:
        self.cameras = QListWidget()
        self.cameras.setAccessibleName(translate("cameras", "For these cameras"))
        self.cameras.itemChanged.connect(lambda _item: self._ticked())
        every = Button(translate("cameras", "All"), "quiet", fit="dense")
        none = Button(translate("cameras", "None"), "quiet", fit="dense")
        for button, on in ((every, True), (none, False)):
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._tick_all, on))
        self._count = label("", "hint", wrap=True)
        box = QWidget()
        box.setFixedWidth(theme.length(248))
        head = row(label(translate("cameras", "For these cameras"), "strong"), None, every, none, spacing=4)
        column(head, self.cameras, self._count, spacing=8, parent=box)
        return box

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("kind", "dialog_foot")
        legend = row(spacing=6)
        for level, name, token in (
            (Level.ALWAYS, "square", "tl_continuous"),
            (Level.MOTION, "square", "tl_motion"),
            (Level.OFF, "square-outline", "tl_gap"),
        ):
            legend.addWidget(IconLabel(name, token, _SWATCH))
            legend.addWidget(label(level_text(level), "hint"))
            legend.addSpacing(8)
        stop = Button(translate("cameras", "Cancel"))
        stop.setAutoDefault(False)
        stop.clicked.connect(self.reject)
        self.save_button = Button(translate("cameras", "Use this plan"), "primary")
        self.save_button.clicked.connect(self._save)
        line = row(margins=(24, 12, 24, 12), parent=foot)
        line.addLayout(legend)
        line.addStretch(1)
        line.addWidget(stop)
        line.addWidget(self.save_button)
        return foot

    # -- state to widgets

    def _fill(self) -> None:
        self.cameras.blockSignals(True)
        for camera in self.form.cameras:
            item = QListWidgetItem(camera.label, self.cameras)
            item.setData(_ID, camera.camera_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = camera.camera_id in self.form.chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            if on:
                self.cameras.setCurrentItem(item)
        self.cameras.blockSignals(False)

    def _set(self, form: PlanForm) -> None:
        self.form = form
        self._render()

    def _plan(self, name: str, value: object) -> None:
        self._set(forms.planned(self.form, name, value))

    def _render(self) -> None:
        form = self.form
        self.brush.set_value(form.brush)
        self.week.show_grid(form.plan.grid, form.brush)
        self._seconds.setEnabled(form.uses_motion)
        self.sound_warning.setVisible(form.plan.sound)
        self.reason_field.setVisible(form.asks_reason)
        self.reason_field.set_error(plan_reason_text(form.reasons.get("reason", "")))
        without = ", ".join(form.without_sub)
        text = translate("cameras", "No sub stream: {0}").format(without) if without else ""
        self._streams_error.setVisible(bool(text))
        self._streams_error.set(text, "bad")
        others = [code for key, code in form.reasons.items() if key not in ("reason", "streams")]
        said = headline(form.error) if form.error is not None else plan_reason_text(others[0]) if others else ""
        self._banner.setVisible(bool(said))
        self._banner.set(said, "bad")
        self._count.setText(translate("cameras", "{n} of {m} cameras").format(n=len(form.chosen), m=len(form.cameras)))

    def _ticked(self) -> None:
        items = [self.cameras.item(at) for at in range(self.cameras.count())]
        chosen = [int(item.data(_ID)) for item in items if item.checkState() == Qt.CheckState.Checked]
        self._set(forms.ticked(self.form, chosen))

    def _tick_all(self, on: bool) -> None:
        self.cameras.blockSignals(True)
        for at in range(self.cameras.count()):
            self.cameras.item(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.cameras.blockSignals(False)
        self._ticked()

    # -- work

    def _save(self) -> None:
        self._set(forms.checked(self.form))
        if self.form.reasons:
            if "reason" in self.form.reasons:
                self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        before = {camera.camera_id: camera.plan for camera in self.form.ticked}
        try:
            self._keep(dict.fromkeys(before, self.form.plan), self.form.reason)
        except VmsError as error:
            self._set(forms.failed(self.form, error))
            return
        self.before = before
        self.accept()
