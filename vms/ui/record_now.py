"""Recording a camera by hand, whatever its plan says: begun from a pane or from the cameras page, ended by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from vms.core.errors import VmsError
from vms.core.instants import time_text
from vms.services.accounts import Action
from vms.ui.navigator import Navigator
from vms.ui.session import Session

if TYPE_CHECKING:
    from vms.ui.parts import Parts

translate = QCoreApplication.translate
MINUTES = (5, 10, 30, 60)
USUAL = 10


class RecordNow:
    """GUI thread; both acts are one short write to the catalogue."""

    def __init__(self, parts: Parts, session: Session, navigator: Navigator) -> None:
        self._parts, self._actor, self._navigator = parts, session.actor, navigator
        self.may = parts.accounts.may(self._actor, Action.RECORD_NOW)

    def begin(self, camera_id: int, label: str, minutes: int = USUAL) -> None:
        """Record for so many minutes from now on."""
        try:
            until = self._parts.plans.record_now(self._actor, camera_id, minutes)
        except VmsError as error:
            self._navigator.fail(error)
            return
        text = translate("record", "{camera}, until {time}").format(camera=label, time=time_text(until)[:5])
        self._navigator.notify(
            translate("record", "Recording by hand"), text, undo=lambda: self.end(camera_id, label, tell=False)
        )

    def end(self, camera_id: int, label: str, *, tell: bool = True) -> None:
        """The plan holds again."""
        try:
            ended = self._parts.plans.end_now(self._actor, camera_id)
        except VmsError as error:
            self._navigator.fail(error)
            return
        if ended and tell:
            self._navigator.notify(translate("record", "The recording by hand has ended"), label)


def begin_text(minutes: int) -> str:
    """The act in a menu."""
    return translate("record", "Record now for {n} minutes").format(n=minutes)


def end_text(until_us: int) -> str:
    """The other one."""
    return translate("record", "End the recording by hand (until {time})").format(time=time_text(until_us)[:5])
