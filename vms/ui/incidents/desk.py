"""The way of the minutes: submit, return, issue with a number, void; close and reopen the incident."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from vms.services.accounts import Action
from vms.services.incident_views import IncidentView, MinutesView
from vms.ui.dialogs import Question, confirm
from vms.ui.incidents.view import Foot
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate


class Desk(QObject):
    """Asks what can't be undone, does it, and has the page read again."""

    def __init__(
        self, parts: Parts, session: Session, navigator: Navigator, window: QWidget, reload: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._parts, self._session, self._navigator = parts, session, navigator
        self._window, self._reload = window, reload

    def show(self, foot: Foot, incident: IncidentView, missing: Sequence[str]) -> None:
        """Which acts the state and the role allow, and why the main one can't be pressed."""
        accounts, actor = self._parts.accounts, self._session.actor
        approves = accounts.may(actor, Action.APPROVE)
        writes = accounts.may(actor, Action.INCIDENT)
        state = incident.state
        issued = incident.minutes is not None and incident.minutes.number is not None
        foot.submit.setVisible(writes and state in ("recorded", "verifying"))
        foot.submit.setEnabled(not missing)
        foot.issue.setVisible(approves and state == "submitted")
        foot.give_back.setVisible(approves and state == "submitted")
        foot.void.setVisible(approves and state == "issued")
        foot.close_incident.setVisible(writes and state in ("recorded", "verifying", "issued"))
        foot.reopen.setVisible(writes and state == "closed")
        words = ""
        if state in ("recorded", "verifying") and missing:
            words = translate("Incidents", "{count} still missing").format(count=len(missing))
        elif state == "submitted" and not approves:
            words = translate("Incidents", "Waits for the board")
        elif issued and incident.minutes is not None:
            words = translate("Incidents", "Number {number}").format(number=incident.minutes.number)
        foot.why.setText(words)

    def submit(self, incident: IncidentView | None) -> None:
        """Hand the minutes to the board."""
        if incident is not None:
            self._run(
                lambda: self._parts.minutes.submit(self._session.actor, incident.id),
                translate("Incidents", "Submitted to the board"),
            )

    def give_back(self, incident: IncidentView | None) -> None:
        """Back to the writer, with what is to be changed."""
        if incident is None:
            return
        reason = confirm(
            self._window,
            Question(
                translate("Incidents", "Return these minutes?"),
                about=f"{incident.code} · {incident.title}",
                stays=(translate("Incidents", "Everything written stays; it can be submitted again."),),
                act=translate("Incidents", "Return"),
                keep=translate("Incidents", "Cancel"),
                icon_name="undo",
                danger=False,
                ask_reason=True,
                reason_hint=translate("Incidents", "What has to be changed"),
            ),
        )
        if reason:
            self._run(
                lambda: self._parts.minutes.return_(self._session.actor, incident.id, reason),
                translate("Incidents", "Returned"),
            )

    def issue(self, incident: IncidentView | None) -> None:
        """Give the number; from then on nothing in the document changes."""
        if incident is None:
            return
        answer = confirm(
            self._window,
            Question(
                translate("Incidents", "Issue these minutes?"),
                about=f"{incident.code} · {incident.title}",
                lost=(translate("Incidents", "They get the next number and can't be changed any more."),),
                stays=(translate("Incidents", "A mistake can be voided; the number stays in the register."),),
                act=translate("Incidents", "Issue, give number"),
                keep=translate("Incidents", "Not yet"),
                icon_name="file-sign",
                danger=False,
            ),
        )
        if answer is not None:
            self.issue_now(incident)

    def issue_now(self, incident: IncidentView) -> None:
        """Without asking again."""

        def told(made: MinutesView) -> None:
            words = translate("Incidents", "Issued as number {number}").format(number=made.number)
            self._navigator.notify(words, incident.title)
            self._reload()

        actor = self._session.actor
        self._parts.tasks.submit(lambda: self._parts.minutes.issue(actor, incident.id), told, self._navigator.fail)

    def void(self, incident: IncidentView | None) -> None:
        """Declare issued minutes void."""
        if incident is None or incident.minutes is None:
            return
        reason = confirm(
            self._window,
            Question(
                translate("Incidents", "Void minutes {number}?").format(number=incident.minutes.number),
                about=incident.title,
                lost=(translate("Incidents", "The number is spent; new minutes get a new one."),),
                stays=(translate("Incidents", "Document, number and reason stay in the register."),),
                act=translate("Incidents", "Void"),
                keep=translate("Incidents", "Keep"),
                icon_name="file-cancel",
                ask_reason=True,
            ),
        )
        if reason:
            self._run(
                lambda: self._parts.minutes.void(self._session.actor, incident.id, reason),
                translate("Incidents", "Voided"),
            )

    def close(self, incident: IncidentView | None) -> None:
        """Nothing more is to be done."""
        if incident is None:
            return
        reason = confirm(
            self._window,
            Question(
                translate("Incidents", "Close this incident?"),
                about=f"{incident.code} · {incident.title}",
                stays=(
                    translate("Incidents", "Everything written and all evidence stays."),
                    translate("Incidents", "It can be reopened."),
                ),
                act=translate("Incidents", "Close incident"),
                keep=translate("Incidents", "Cancel"),
                icon_name="archive",
                danger=False,
                ask_reason=True,
            ),
        )
        if reason:
            self._run(
                lambda: self._parts.incidents.close(self._session.actor, incident.id, reason),
                translate("Incidents", "Closed"),
            )

    def reopen(self, incident: IncidentView | None) -> None:
        """Go on with a closed one."""
        if incident is not None:
            self._run(
                lambda: self._parts.incidents.reopen(self._session.actor, incident.id),
                translate("Incidents", "Reopened"),
            )

    def log_print(self, incident: IncidentView | None) -> None:
        """A print is an act that the log keeps."""
        self._log("minutes_printed", incident, "")

    def log_save(self, incident: IncidentView | None, path: str) -> None:
        """So is a copy of the document."""
        self._log("minutes_saved", incident, path)
        self._navigator.notify(translate("Incidents", "PDF saved"), path)

    def _log(self, action: str, incident: IncidentView | None, path: str) -> None:
        if incident is not None:
            self._parts.audit.write(self._session.actor, action, object=f"incident:{incident.id}", path=path)

    def _run(self, work: Callable[[], object], words: str) -> None:
        def done(_result: object) -> None:
            self._navigator.notify(words)
            self._reload()

        self._parts.tasks.submit(work, done, self._navigator.fail)
