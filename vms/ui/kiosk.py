"""The way out of kiosk mode: the name and password of somebody who may open it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from vms.core.redact import Secret
from vms.services.accounts import Action, Actor
from vms.ui.arrange import column
from vms.ui.controls import Button
from vms.ui.login.card import PasswordCard, foot_row, person_head
from vms.ui.overlay import CENTER, Overlay
from vms.ui.parts import Parts

translate = QCoreApplication.translate


class KioskDoor(Overlay):
    """A card over the wall, which goes on behind it. ``opened``: the password was right; ``left``: the card is gone."""

    opened = Signal()
    left = Signal()

    def __init__(self, over: QWidget, parts: Parts, actor: Actor | None) -> None:
        super().__init__(over)
        accounts = parts.accounts

        def check(name: str, password: Secret) -> None:
            accounts.vouch(actor, name, password, Action.LEAVE_KIOSK, "kiosk_left")

        self.card = PasswordCard(check, parts.tasks, parts.clock, translate("Kiosk", "Leave kiosk mode"))
        head = translate("Kiosk", "Leave kiosk mode?")
        who = translate("Kiosk", "With the password of the board, the head of the guards or IT")
        self.card.build(person_head("monitor-lock", head, who))
        self.back = Button(translate("Kiosk", "Back to the wall"), "quiet", fit="dense")
        self.back.clicked.connect(self.leave)
        self.card.body.addWidget(foot_row(self.back))
        self.card.accepted.connect(lambda _result: self._open())
        column(parent=self).addWidget(self.card, 0, CENTER)

    def show_over(self) -> None:
        """Show it and type."""
        self.show()
        self.raise_()
        self.card.start()

    def event(self, event: QEvent) -> bool:
        """Esc is ours, before the window's shortcut gets it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() == Qt.Key.Key_Escape)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the wall, which stays as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Nothing changes."""
        self.card.stop()
        self.dismiss()
        self.left.emit()

    def _open(self) -> None:
        self.leave()
        self.opened.emit()
