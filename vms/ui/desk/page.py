"""The board's desk: every decision that waits, the most pressing on top (Điều 4.1, 4.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from shiboken6 import isValid

from vms.ui.arrange import clear, column, row
from vms.ui.controls import Button, EmptyState, label
from vms.ui.desk.cards import EXTEND_US, HealthCard, hold_card, minutes_card
from vms.ui.desk.state import DeskState, EndingHold, LogVerdict, WaitingMinutes, gather
from vms.ui.dialogs import ConfirmDialog, Question
from vms.ui.navigator import Navigator
from vms.ui.page import Page
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate
_EVERY_MS = 30_000
# The log only grows; reading all of it takes seconds after some years.
_CHECK_LOG_S = 3600.0
T = TypeVar("T")


class DeskPage(Page):
    """Read anew each half minute, also while another page is in front: the rail shows how many wait."""

    key: ClassVar[str] = "desk"

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parts, session, navigator, parent)
        self.state: DeskState | None = None
        self._closed = False
        self._verdict: LogVerdict | None = None
        self._checked_at = 0.0
        self.heading = label("", "heading")
        lead = translate("Desk", "The most pressing first. Every decision is written to the log and can be looked up.")
        self._cards = column(spacing=12)
        body = QWidget()
        body.setProperty("kind", "scroll_body")
        column(self._cards, None, margins=(0, 0, 8, 0), parent=body)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        self.health = HealthCard()
        middle = row(spacing=16)
        middle.addWidget(area, 1)
        middle.addWidget(self.health, 0, Qt.AlignmentFlag.AlignTop)
        column(
            self.heading, label(lead, "lead", wrap=True), 8, middle, spacing=4, margins=(24, 20, 24, 16), parent=self
        )
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()

    def activate(self) -> None:
        """Look again."""
        self.refresh()

    def shutdown(self) -> None:
        """No timer is left, and answers that come later are dropped."""
        self._timer.stop()
        self._closed = True

    def refresh(self) -> None:
        """Gather anew, in the background."""
        parts, actor = self.parts, self.session.actor
        verdict, now = self._verdict, parts.clock.monotonic()
        if verdict is None or now - self._checked_at > _CHECK_LOG_S:
            verdict, self._checked_at = None, now
        self._run(lambda: gather(parts, actor, verdict), self._show)

    def sign(self, waiting: WaitingMinutes) -> ConfirmDialog:
        """Issue minutes: the number is given now, and nothing of them can be changed afterwards."""
        question = Question(
            translate("Desk", "Sign and issue these minutes?"),
            about=f"{waiting.code} · {waiting.title}",
            lost=[translate("Desk", "They get a number and can't be changed any more.")],
            stays=[translate("Desk", "They can be voided with a reason; the number stays used.")],
            act=translate("Desk", "Sign"),
            keep=translate("Desk", "Not yet"),
            icon_name="file-sign",
            danger=False,
        )
        minutes, actor = self.parts.minutes, self.session.actor

        def signed() -> None:
            self._act(lambda: minutes.issue(actor, waiting.incident_id).number or "", translate("Desk", "Issued"))

        return self._ask(question, lambda _reason: signed())

    def give_back(self, waiting: WaitingMinutes) -> ConfirmDialog:
        """Return minutes to their writer, with a reason."""
        question = Question(
            translate("Desk", "Return these minutes?"),
            about=f"{waiting.code} · {waiting.title}",
            stays=[translate("Desk", "Everything written stays; they can be submitted again.")],
            act=translate("Desk", "Return"),
            keep=translate("Desk", "Not yet"),
            icon_name="undo",
            danger=False,
            ask_reason=True,
            reason_hint=translate("Desk", "What has to be changed"),
        )
        minutes, actor = self.parts.minutes, self.session.actor

        def returned(reason: str) -> None:
            def work() -> str:
                minutes.return_(actor, waiting.incident_id, reason)
                return waiting.code

            self._act(work, translate("Desk", "Returned"))

        return self._ask(question, returned)

    def extend(self, hold: EndingHold) -> None:
        """Keep the footage thirty days longer."""
        holds, actor = self.parts.holds, self.session.actor

        def work() -> str:
            holds.extend(actor, hold.hold_id, hold.span, hold.until_us + EXTEND_US)
            return hold.cameras

        self._act(work, translate("Desk", "Kept 30 days longer"))

    def release(self, hold: EndingHold) -> ConfirmDialog:
        """Let footage go, with a reason (Điều 5.2)."""
        question = Question(
            translate("Desk", "Release this footage?"),
            about=f"{hold.reason} · {hold.cameras}",
            lost=[translate("Desk", "It is deleted when its days are over, and can't be brought back.")],
            stays=[translate("Desk", "Clips that were cut stay.")],
            act=translate("Desk", "Release"),
            keep=translate("Desk", "Keep holding"),
            icon_name="lock-open-alert",
            ask_reason=True,
        )
        holds, actor = self.parts.holds, self.session.actor

        def released(reason: str) -> None:
            def work() -> str:
                holds.release(actor, hold.hold_id, reason)
                return hold.cameras

            self._act(work, translate("Desk", "Released"))

        return self._ask(question, released)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _show(self, state: DeskState) -> None:
        same = self.state is not None and (self.state.minutes, self.state.holds) == (state.minutes, state.holds)
        self.state, self._verdict = state, state.health.log
        count, now = state.count, self.parts.clock.now_us()
        if count:
            self.heading.setText(translate("Desk", "Waiting for a decision: {0}").format(count))
        else:
            self.heading.setText(translate("Desk", "Nothing waits for a decision"))
        self.navigator.badge_changed.emit(self.key, count)
        self.health.show_health(state.health)
        if same:
            return
        clear(self._cards)
        for hold in state.holds:
            self._cards.addWidget(hold_card(hold, now, self._hold_buttons(hold)))
        for waiting in state.minutes:
            self._cards.addWidget(minutes_card(waiting, now, self._minutes_buttons(waiting)))
        if not count:
            words = translate("Desk", "Minutes to sign and holds that end soon come here by themselves.")
            self._cards.addWidget(EmptyState("check-all", translate("Desk", "All decided"), words))

    def _minutes_buttons(self, waiting: WaitingMinutes) -> list[Button]:
        see = Button(translate("Desk", "See"), "quiet", fit="important")
        see.clicked.connect(lambda: self.navigator.show_incident.emit(waiting.incident_id))
        back = Button(translate("Desk", "Return"), fit="important")
        back.clicked.connect(lambda: _drop(self.give_back(waiting)))
        sign = Button(translate("Desk", "Sign"), "primary", fit="important")
        sign.clicked.connect(lambda: _drop(self.sign(waiting)))
        return [see, back, sign]

    def _hold_buttons(self, hold: EndingHold) -> list[Button]:
        buttons = []
        incident = hold.incident_id
        if incident is not None:
            see = Button(translate("Desk", "See"), "quiet", fit="important")
            see.clicked.connect(lambda: self.navigator.show_incident.emit(incident))
            buttons.append(see)
        let_go = Button(translate("Desk", "Release"), fit="important")
        let_go.clicked.connect(lambda: _drop(self.release(hold)))
        longer = Button(translate("Desk", "Keep 30 days more"), "primary", fit="important")
        longer.clicked.connect(lambda: self.extend(hold))
        return [*buttons, let_go, longer]

    def _ask(self, question: Question, act: Callable[[str], None]) -> ConfirmDialog:
        dialog = ConfirmDialog(question, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: act(dialog.reason))
        dialog.open()
        return dialog

    def _act(self, work: Callable[[], str], words: str) -> None:
        def done(name: str) -> None:
            self.navigator.notify(words, name)
            self.refresh()

        self._run(work, done)

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        def here() -> bool:
            return not self._closed and isValid(self)

        self.parts.tasks.submit(
            work,
            lambda result: done(result) if here() else None,
            lambda error: self.navigator.fail(error) if here() else None,
        )


def _drop(_made: object) -> None:
    """For a slot that has no use for what it made."""
