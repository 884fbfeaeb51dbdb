"""The recorder of this PC and the clocks: whether it runs, since when, as what; stop, start, and what closing does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from vms.core.instants import date_text, time_text
from vms.services.clocks import PcClockView
from vms.services.recorder_control import SERVICE, RecordersView, RecorderView
from vms.services.school import Limit
from vms.services.timekeeper import LIMIT
from vms.ui.arrange import column, row
from vms.ui.controls import Banner, Button, Card, label
from vms.ui.dialogs import Question, confirm
from vms.ui.fields import Field, NumberEdit
from vms.ui.page import Page
from vms.ui.settings.sections import run
from vms.ui.words import seconds_text

translate = QCoreApplication.translate
Found = tuple[RecordersView, list[PcClockView], Limit]


class RecorderSection(QWidget):
    """For the board and IT; what one of them may not do is off."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        actor, control = page.session.actor, page.parts.own_recorder
        self._may_stop, self._may_restart = control.may_stop(actor), control.may_restart(actor)
        self.state = Banner("", "info", "record-circle")
        self.more = label("", "secondary", wrap=True)
        self.restart = Button(translate("Settings", "Restart…"))
        self.stop = Button(translate("Settings", "Stop recording…"), "danger_outline")
        self.start = Button(translate("Settings", "Start recording"), "primary")
        self.keep = QCheckBox(translate("Settings", "Go on recording when the program is closed"))
        self.again = Button(translate("Settings", "Look again"), "quiet", fit="dense")
        card = Card(translate("Settings", "Recorder of this PC"), actions=(self.again,))
        card.add(self.state, self.more, self.keep)
        card.body.addLayout(row(self.start, self.restart, self.stop, None))
        column(card, self._clock_card(), None, spacing=16, parent=self)
        self.again.clicked.connect(self.refresh)
        self.restart.clicked.connect(self._restart)
        self.stop.clicked.connect(self._stop)
        self.start.clicked.connect(lambda: self._act(self.start, lambda: control.start(actor)))
        self.keep.clicked.connect(self._keep)
        for button in (self.restart, self.stop, self.start, self.keep, self.save):
            button.setEnabled(False)
        self.refresh()

    def _clock_card(self) -> Card:
        self.clock = Banner("", "info", "clock-outline")
        self.limit = NumberEdit(2, 3600, translate("Settings", "seconds"))
        self.save = Button(translate("Settings", "Save"))
        self._fields = {
            "value": Field(
                translate("Settings", "Alarm when a camera's clock is off by more than"),
                self.limit,
                translate("Settings", "Every camera's clock is measured each ten minutes; its page shows by how much."),
            )
        }
        card = Card(translate("Settings", "Clocks"))
        card.add(self.clock, self._fields["value"])
        card.body.addLayout(row(self.save, None))
        self.save.clicked.connect(self._save_limit)
        return card

    def refresh(self) -> None:
        """Read everything again."""
        parts = self._page.parts
        run(
            self._page,
            self,
            self.again,
            lambda: (parts.own_recorder.view(), parts.clocks.pcs(), parts.limits.get(LIMIT)),
            self._show,
        )

    def _show(self, found: Found) -> None:
        view, pcs, limit = found
        here = view.here
        running = here is not None and here.running
        self.state.set(state_text(view), "ok" if running else "bad" if view.wanted else "info", "record-circle")
        self.more.setText(more_text(view))
        self.more.setVisible(bool(self.more.text()))
        service = here is not None and running and here.kind == SERVICE
        self.start.setVisible(not running)
        self.start.setEnabled(self._may_restart)
        self.restart.setVisible(running)
        self.restart.setEnabled(self._may_restart)
        self.stop.setVisible(running)
        self.stop.setEnabled(self._may_stop and not service)
        self.keep.setChecked(view.keep_running or service)
        self.keep.setEnabled(self._may_stop and not service)
        text, state = clock_text(pcs)
        self.clock.set(text, state, "clock-outline")
        self.limit.setValue(limit.value)
        self.save.setEnabled(self._may_stop)
        self.limit.setEnabled(self._may_stop)

    def _act(self, button: Button, work: Callable[[], object]) -> None:
        parts = self._page.parts

        def done(_none: object) -> None:
            self.refresh()

        button.setEnabled(False)
        run(self._page, self, button, lambda: (work(), parts.own_recorder.view()), done)

    def _restart(self) -> None:
        question = Question(
            title=translate("Settings", "Restart the recorder?"),
            lost=(translate("Settings", "Some seconds of every camera are not recorded"),),
            stays=(translate("Settings", "All footage so far stays; who did it stands in the log"),),
            act=translate("Settings", "Restart"),
            danger=False,
        )
        if confirm(self, question) is not None:
            actor, control = self._page.session.actor, self._page.parts.own_recorder
            self._act(self.restart, lambda: control.restart(actor))

    def _stop(self) -> None:
        question = Question(
            title=translate("Settings", "Stop recording on this PC?"),
            lost=(translate("Settings", "No camera is recorded until you start it again or open the program anew"),),
            stays=(translate("Settings", "All footage so far stays; live pictures go on"),),
            act=translate("Settings", "Stop recording"),
            keep=translate("Settings", "Go on recording"),
            ask_reason=True,
            reason_hint=translate("Settings", "Such as: changing the disk"),
        )
        reason = confirm(self, question)
        if reason is not None:
            actor, control = self._page.session.actor, self._page.parts.own_recorder
            self._act(self.stop, lambda: control.stop(actor, reason))

    def _keep(self, on: bool) -> None:
        actor, page, control = self._page.session.actor, self._page, self._page.parts.own_recorder

        def work() -> bool:
            control.set_keep_running(actor, on)
            return control.keep_running()

        def done(now: bool) -> None:
            self.keep.setChecked(now)
            goes_on = translate("Settings", "Recording goes on when the program is closed")
            page.navigator.notify(goes_on if now else translate("Settings", "Recording ends with the program"))

        run(page, self, None, work, done)

    def _save_limit(self) -> None:
        actor, limits, seconds = self._page.session.actor, self._page.parts.limits, self.limit.value()

        def done(_limit: Limit) -> None:
            self._page.navigator.notify(translate("Settings", "Saved: when a wrong clock is an alarm"))

        run(
            self._page,
            self,
            self.save,
            lambda: limits.set(actor, LIMIT, seconds, limits.get(LIMIT).basis),
            done,
            self._fields,
        )


def state_text(view: RecordersView) -> str:
    """Whether this PC records, how many cameras, since when and as what."""
    here = view.here
    if here is None or not here.running:
        if view.stopped:
            return translate("Settings", "Stopped by hand: nothing is recorded on this PC")
        return translate("Settings", "The recorder does not run on this PC")
    counts = translate("Settings", "Recording {0} of {1} cameras").format(view.recording, view.wanted)
    since = translate("Settings", "running since {0}").format(_moment(here.started_us))
    return f"{counts} · {since} · {_kind(here)}"


def more_text(view: RecordersView) -> str:
    """The other recorders of the school, a line each."""
    lines = []
    for one in view.recorders:
        if one.here:
            continue
        text = translate("Settings", "PC {0}: recording {1} cameras") if one.running else ""
        silent = translate("Settings", "PC {0}: not running, last heard of at {1}")
        lines.append(text.format(one.host, one.recording) if text else silent.format(one.host, _moment(one.seen_us)))
    return "\n".join(lines)


def clock_text(pcs: list[PcClockView]) -> tuple[str, str]:
    """What is known of the PCs' own clocks, and the state of the banner: unknown is no fault, out of step is."""
    if not pcs:
        return translate("Settings", "Nothing is known yet of this PC's clock against a reference"), "info"
    lines, state = [], "ok"
    for one in pcs:
        if one.state == "synchronised":
            text = translate("Settings", "PC {0} follows a time server")
            if one.offset_us is not None:
                offset = seconds_text(round(one.offset_us / 1_000_000, 1) + 0.0)
                text = translate("Settings", "PC {0} follows a time server, off by {1}").replace("{1}", offset)
        elif one.state == "unsynchronised":
            state = "warn"
            text = translate("Settings", "PC {0} follows no time server: set it up in the system's date and time")
        else:
            state = "info" if state == "ok" else state
            text = translate("Settings", "PC {0}: the system doesn't say whether its clock is right")
        lines.append(text.format(one.host))
    return "\n".join(lines), state


def _kind(here: RecorderView) -> str:
    match here.kind:
        case "service":
            return translate("Settings", "as a service of this PC ({0})").format(here.account)
        case "window":
            return translate("Settings", "started by this program")
        case _:
            return translate("Settings", "started by hand ({0})").format(here.account)


def _moment(instant_us: int) -> str:
    return f"{time_text(instant_us)[:5]} {date_text(instant_us)}"
