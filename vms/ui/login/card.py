"""The card that takes a password: the sign-in and the lock screen are made of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from vms.core.clock import Clock
from vms.core.errors import SignInRefused
from vms.core.redact import Secret
from vms.core.tasks import Tasks
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import Banner, Button, label
from vms.ui.fields import Field, PasswordEdit
from vms.ui.icons import IconLabel
from vms.ui.login.waiting import Waiting
from vms.ui.messages import explain, wait_text

translate = QCoreApplication.translate

Check = Callable[[str, Secret], object]


class PasswordCard(QFrame):
    """User name and password, or the password alone when ``username`` is fixed.

    ``check`` runs on a task thread (a hash takes 0.1 s); ``accepted`` carries what it returned. A refusal says why,
    and how long until the next try counts: the button waits with it.
    """

    accepted = Signal(object)

    def __init__(
        self, check: Check, tasks: Tasks, clock: Clock, verb: str, username: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._check, self._tasks, self._fixed = check, tasks, username
        self._alive = True
        self.setProperty("kind", "dialog_card")
        self.setFixedWidth(theme.length(400))
        self.body = column(spacing=8, margins=(28, 24, 28, 24), parent=self)
        self.username = QLineEdit(username)
        self.password = PasswordEdit()
        self.banner = Banner("", "bad")
        self.banner.hide()
        self.button = Button(verb, "primary", fit="important")
        self.button.setAutoDefault(True)
        self._why = label("", "caption")
        self.waiting = Waiting(clock, self)
        self.waiting.changed.connect(self._waited)
        self.button.clicked.connect(self.submit)
        self.password.returnPressed.connect(self.submit)
        self.username.returnPressed.connect(self.password.setFocus)

    def build(self, head: QWidget) -> None:
        """Put head, fields and button into the card; once."""
        self.body.addWidget(head)
        self.body.addSpacing(8)
        self.body.addWidget(self.banner)
        if not self._fixed:
            self.body.addWidget(Field(translate("SignIn", "User name"), self.username, reserve=False))
        self.body.addWidget(Field(translate("SignIn", "Password"), self.password, reserve=False))
        self.body.addSpacing(8)
        self.body.addWidget(self.button)
        self.body.addWidget(self._why, 0, Qt.AlignmentFlag.AlignHCenter)

    def submit(self) -> None:
        """Try what was typed."""
        name = self.username.text().strip()
        if not self.button.isEnabled():
            return
        if not name:
            self._say(translate("SignIn", "Type the user name first."))
            self.username.setFocus()
            return
        if not self.password.text():
            self._say(translate("SignIn", "Type the password first."))
            self.password.setFocus()
            return
        self._busy(True)
        secret = self.password.secret()
        self._tasks.submit(lambda: self._check(name, secret), self._done, self._failed)

    def start(self) -> None:
        """Put the cursor where typing starts."""
        target = self.password if self.username.text() else self.username
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """The card goes away; answers that come later are dropped."""
        self._alive = False
        self.waiting.stop()

    def _busy(self, on: bool) -> None:
        self.button.setEnabled(not on)
        self._why.setText(translate("SignIn", "Checking…") if on else "")

    def _done(self, result: object) -> None:
        if self._alive:
            self._busy(False)
            self.password.clear()
            self.banner.hide()
            self.accepted.emit(result)

    def _failed(self, error: Exception) -> None:
        if not self._alive:
            return
        self._busy(False)
        words = explain(error)
        if isinstance(error, SignInRefused):
            self.password.clear()
            wait = error.values.get("wait_s")
            self._say(f"{words.title}. {words.do}" if error.values.get("reason") != "locked" else words.title + ".")
            if isinstance(wait, int) and wait > 0:
                self.waiting.start(wait)
        else:
            self._say(" ".join(part for part in (f"{words.title}.", words.happened, words.do) if part))
        self.password.setFocus()

    def _say(self, text: str) -> None:
        self.banner.set(text, "bad")
        self.banner.show()

    def _waited(self, left: int) -> None:
        self.button.setEnabled(left == 0)
        self._why.setText(translate("SignIn", "The next try counts in {0}").format(wait_text(left)) if left else "")


def person_head(icon_name: str, title: str, under: str) -> QWidget:
    """Icon, title and a line below, centred: the head of the card."""
    head = QWidget()
    inside = column(spacing=4, parent=head)
    inside.addWidget(IconLabel(icon_name, "accent", 44), 0, Qt.AlignmentFlag.AlignHCenter)
    for text, kind in ((title, "title"), (under, "secondary")):
        words = label(text, kind, wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(words)
    return head


def foot_row(*widgets: QWidget) -> QWidget:
    """Widgets in the middle of a row."""
    made = QWidget()
    row(None, *widgets, None, spacing=4, parent=made)
    return made
