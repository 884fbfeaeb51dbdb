"""The sign-in page: one card, the clock, and the two things to set before anybody is known: language and theme."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from vms.core.clock import Clock
from vms.core.tasks import Tasks
from vms.services.accounts import Accounts, Actor
from vms.ui import i18n
from vms.ui.arrange import column, row
from vms.ui.controls import Segmented, label
from vms.ui.login.card import PasswordCard, person_head
from vms.ui.top_bar import ClockLabel

translate = QCoreApplication.translate


class SignInPage(QWidget):
    """``signed_in`` carries the Actor; ``language_chosen`` a language code."""

    signed_in = Signal(object)
    language_chosen = Signal(str)

    def __init__(
        self,
        accounts: Accounts,
        tasks: Tasks,
        clock: Clock,
        school: str,
        last_user: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.card = PasswordCard(accounts.sign_in, tasks, clock, translate("SignIn", "Sign in"))
        self.card.build(person_head("school", school, translate("SignIn", "Camera management")))
        self.card.username.setText(last_user)
        self.card.accepted.connect(self._accepted)
        self._clock = ClockLabel(clock, big=True)
        languages = Segmented(list(i18n.LANGUAGES.items()), i18n.language())
        languages.setAccessibleName(translate("SignIn", "Language"))
        languages.changed.connect(lambda code: self.language_chosen.emit(str(code)))
        head = row(None, self._clock, margins=(24, 16, 24, 0))
        forgot = label(translate("SignIn", "Forgotten the password? The school board can set a new one."), "hint")
        outer = column(head, None, spacing=16, parent=self)
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(forgot, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
        outer.addLayout(row(None, languages, margins=(24, 0, 24, 16)))

    def showEvent(self, event: QShowEvent) -> None:
        """Type at once."""
        super().showEvent(event)
        self.card.start()

    def shutdown(self) -> None:
        """No timer is left."""
        self.card.stop()
        self._clock.stop()

    def _accepted(self, actor: object) -> None:
        assert isinstance(actor, Actor)
        self.signed_in.emit(actor)
