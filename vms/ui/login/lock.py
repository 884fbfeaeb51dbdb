"""The lock: a card over the window. The wall behind goes on and can be seen; nothing can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from vms.core.redact import Secret
from vms.ui.arrange import column
from vms.ui.controls import Button
from vms.ui.login.card import PasswordCard, foot_row, person_head
from vms.ui.overlay import CENTER, Overlay
from vms.ui.parts import Parts
from vms.ui.roles import role_text
from vms.ui.session import Session

translate = QCoreApplication.translate


class LockScreen(Overlay):
    """Opens for the password of who locked it; another person signs in anew (``switch_wanted``)."""

    unlocked = Signal()
    switch_wanted = Signal()

    def __init__(self, over: QWidget, parts: Parts, session: Session, *, opaque: bool) -> None:
        super().__init__(over, opaque=opaque)
        actor, accounts = session.actor, parts.accounts

        def check(_name: str, password: Secret) -> None:
            accounts.unlock(actor, password)

        self.card = PasswordCard(check, parts.tasks, parts.clock, translate("Lock", "Unlock"), actor.username)
        locked = translate("Lock", "Screen locked, recording goes on")
        self.card.build(person_head("lock", actor.name, f"{role_text(actor.role)} · {locked}"))
        switch = Button(translate("Lock", "Somebody else signs in"), "quiet", fit="dense")
        switch.clicked.connect(self.switch_wanted)
        self.card.body.addWidget(foot_row(switch))
        self.card.accepted.connect(lambda _result: self.unlocked.emit())
        column(parent=self).addWidget(self.card, 0, CENTER)

    def open(self) -> None:
        """Show it and type."""
        self.show()
        self.raise_()
        self.card.start()

    def stop(self) -> None:
        """No timer is left."""
        self.card.stop()
