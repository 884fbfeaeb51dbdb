"""The card that says how a camera is recorded, and the ways to change that: the plan, and a recording by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from vms.core.errors import VmsError
from vms.core.instants import time_text
from vms.services.accounts import Action
from vms.services.cameras import CameraView
from vms.services.recording import RecordingView
from vms.services.recording_plans import DEFAULT, Level, PlanView
from vms.ui.arrange import row
from vms.ui.cameras.cards import Facts
from vms.ui.cameras.plan_dialog import PlanDialog
from vms.ui.cameras.plan_form import PlanCamera, form_for
from vms.ui.cameras.week_grid import level_text
from vms.ui.controls import Button, Card, label
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.record_now import MINUTES, RecordNow, begin_text, end_text
from vms.ui.session import Session
from vms.ui.words import decimal

translate = QCoreApplication.translate


class RecordingCard(Card):
    """What the recorder does with the chosen camera, and what it is meant to do."""

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(translate("cameras", "How it is recorded"), margin=12, parent=parent)
        self._parts, self._actor, self._navigator = parts, session.actor, navigator
        self._now = RecordNow(parts, session, navigator)
        self._camera: CameraView | None = None
        self._cameras: Sequence[CameraView] = ()
        self._seen: RecordingView | None = None
        self._state = label("", "strong", wrap=True)
        self._facts = Facts(
            (
                translate("cameras", "Stream"),
                translate("cameras", "When"),
                translate("cameras", "Before, after"),
                translate("cameras", "Sound"),
            )
        )
        self.plan_button = Button(translate("cameras", "Change the plan"), "default", "calendar-edit")
        self.plan_button.clicked.connect(self.change)
        self.plan_button.setVisible(parts.accounts.may(self._actor, Action.CONFIGURE_CAMERAS))
        self.now_button = Button(translate("cameras", "Record now"), "default", "record-circle")
        self.now_button.setVisible(self._now.may)
        self.now_menu = QMenu(self)
        self.now_menu.aboutToShow.connect(self._fill_menu)
        self.now_button.setMenu(self.now_menu)
        self.add(self._state)
        self.body.addLayout(self._facts)
        self.body.addLayout(row(self.plan_button, self.now_button, None))
        self.body.setSpacing(8)

    def show_camera(self, camera: CameraView, cameras: Sequence[CameraView], seen: RecordingView | None) -> None:
        """Fill in. ``cameras``: all those a plan could be for."""
        self._camera, self._cameras = camera, cameras
        plan = self._parts.plans.of(camera.id)
        self.show_state(seen)
        self._facts.set_values(
            stream_text(plan), hours_text(plan), seconds_text(plan), sound_text(plan, seen.sound if seen else "")
        )

    def show_state(self, seen: RecordingView | None) -> None:
        """What the recorder says now."""
        self._seen = seen
        camera = self._camera
        if camera is not None:
            self._state.setText(state_text(camera, seen))
            self.now_button.setEnabled(camera.record)

    def change(self) -> None:
        """Ask for another plan; it can be undone."""
        camera = self._camera
        if camera is None:
            return
        plans = self._parts.plans.every()
        offered = [
            PlanCamera(one.id, one.label, bool(one.sub_url), plans.get(one.id, DEFAULT)) for one in self._cameras
        ]
        dialog = PlanDialog(form_for(offered, camera.id), self._keep, self)
        dialog.exec()
        before = dialog.before
        dialog.deleteLater()
        if not before:
            return
        self.show_camera(camera, self._cameras, self._seen)
        text = camera.label if len(before) == 1 else translate("cameras", "{n} cameras").format(n=len(before))
        title = translate("cameras", "The plan holds from now on")
        self._navigator.notify(title, text, undo=lambda: self._undo(before))

    def _keep(self, plans: Mapping[int, PlanView], reason: str) -> None:
        self._parts.plans.set(self._actor, plans, reason)

    def _undo(self, before: Mapping[int, PlanView]) -> None:
        try:
            self._keep(before, translate("cameras", "Taken back"))
        except VmsError as error:
            self._navigator.fail(error)
            return
        if self._camera is not None:
            self.show_camera(self._camera, self._cameras, self._seen)

    def _fill_menu(self) -> None:
        self.now_menu.clear()
        camera, seen = self._camera, self._seen
        if camera is None:
            return
        for minutes in MINUTES:
            act = self.now_menu.addAction(begin_text(minutes))
            act.triggered.connect(lambda _on=False, n=minutes: self._now.begin(camera.id, camera.label, n))
        if seen is not None and seen.by_hand is not None:
            act = self.now_menu.addAction(end_text(seen.by_hand))
            act.triggered.connect(lambda _on=False: self._now.end(camera.id, camera.label))


def state_text(camera: CameraView, seen: RecordingView | None) -> str:
    """What is done with the camera at this moment."""
    if not camera.record:
        return translate("cameras", "Recording switched off")
    if seen is None:
        return translate("cameras", "Nothing known of the recorder yet")
    if seen.by_hand is not None and seen.recording:
        return translate("cameras", "Recording by hand until {0}").format(time_text(seen.by_hand)[:5])
    if seen.recording:
        return translate("cameras", "Recording")
    if seen.armed:
        return translate("cameras", "Waits for motion or an alarm")
    if seen.idle:
        return translate("cameras", "Outside the hours of its plan")
    return translate("cameras", "Not recording")


def badge_of(camera: CameraView, seen: RecordingView | None) -> tuple[str, str, str]:
    """Word, state and icon of the badge."""
    if seen is not None and seen.recording:
        return translate("cameras", "Recording"), "neutral", "record-circle"
    if seen is not None and seen.idle:
        return translate("cameras", "Waits"), "neutral", "circle-outline"
    return translate("cameras", "Not recording"), "warn" if camera.record else "neutral", "circle-outline"


def stream_text(plan: PlanView) -> str:
    """Which stream is recorded."""
    match plan.streams:
        case "main":
            return translate("cameras", "Main stream")
        case "sub":
            return translate("cameras", "Sub stream")
        case _:
            return translate("cameras", "Both")


def hours_text(plan: PlanView) -> str:
    """How many hours of the week at each level; one word where all are alike."""
    told = []
    for level, text in (
        (Level.ALWAYS, translate("cameras", "all the time {0} h")),
        (Level.MOTION, translate("cameras", "on motion {0} h")),
        (Level.OFF, translate("cameras", "not {0} h")),
    ):
        hours = plan.grid.hours(level)
        if hours == 168:
            return level_text(level)
        if hours:
            told.append(text.format(decimal(hours, 0 if hours == int(hours) else 1)))
    return " · ".join(told)


def seconds_text(plan: PlanView) -> str:
    """``5 s, 10 s``: what is kept around a motion; nothing where the plan knows none."""
    if Level.MOTION.value not in plan.grid.letters:
        return ""
    return translate("cameras", "{pre} s, {post} s").format(pre=plan.pre_s, post=plan.post_s)


def sound_text(plan: PlanView, seen: str) -> str:
    """Whether people are heard, and what the camera sends instead where that isn't possible."""
    if not plan.sound:
        return translate("cameras", "Not recorded")
    if seen in ("", "recording"):
        return translate("cameras", "Recorded (AAC)")
    if seen == "none":
        return translate("cameras", "The camera sends none")
    codec = {"pcm_alaw": "G.711A", "pcm_mulaw": "G.711µ"}.get(seen, seen.upper())
    return translate("cameras", "{0} can't be recorded: set the camera to AAC").format(codec)
