"""Dialogs drawn like a card: an error in three parts, and a question that says what is lost and what stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from vms.core.instants import time_text
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import Button, label
from vms.ui.fields import Field
from vms.ui.icons import IconLabel
from vms.ui.messages import Explained, explain

translate = QCoreApplication.translate
WIDTH = 440


class CardDialog(QDialog):
    """A framed card over the window: icon and title, lines with icons, and a foot with the buttons."""

    def __init__(self, title: str, icon_name: str, tint: str, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog)
        self.setWindowTitle(title)
        self.setFixedWidth(theme.length(WIDTH))
        self._lines: QVBoxLayout = column(spacing=8)
        heading = label(title, "card_title", wrap=True)
        self._lines.addWidget(heading)
        upper = row(spacing=16, margins=(20, 20, 20, 20))
        upper.addWidget(IconLabel(icon_name, tint, 28), 0, Qt.AlignmentFlag.AlignTop)
        upper.addLayout(self._lines, 1)
        foot = QFrame()
        foot.setProperty("kind", "dialog_foot")
        foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._buttons = row(None, margins=(16, 12, 16, 12), parent=foot)
        card = QFrame()
        card.setProperty("kind", "dialog_card")
        column(upper, foot, spacing=0, margins=(1, 1, 1, 1), parent=card)
        column(card, margins=(8, 8, 8, 8), parent=self)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its wrapped text needs, no higher."""
        inside = self.layout()
        assert inside is not None
        inside.activate()
        self.setFixedHeight(inside.totalHeightForWidth(self.width()))
        super().showEvent(event)

    def add_text(self, text: str, kind: str = "secondary") -> QLabel:
        """A sentence; an empty one is left out."""
        made = label(text, kind, wrap=True)
        if text:
            self._lines.addWidget(made)
        return made

    def add_line(self, icon_name: str, tint: str, text: str) -> None:
        """A sentence with an icon before it."""
        if not text:
            return
        line = row(spacing=10)
        line.addWidget(IconLabel(icon_name, tint, 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(text, "secondary", wrap=True), 1)
        self._lines.addLayout(line)

    def add_widget(self, widget: QWidget) -> None:
        """Anything else between the lines."""
        self._lines.addWidget(widget)

    def add_button(self, button: Button, *, accepts: bool) -> Button:
        """A button in the foot; the first one added has the focus."""
        button.clicked.connect(self.accept if accepts else self.reject)
        if self._buttons.count() == 1:
            button.setDefault(True)
            button.setFocus()
        self._buttons.addWidget(button)
        return button


class ErrorCard(CardDialog):
    """What happened · what is safe · what to do; code and time last, small, with "Chép mã"."""

    def __init__(self, words: Explained, now_us: int, parent: QWidget | None = None, retry: str = "") -> None:
        super().__init__(words.title, "alert-octagon", "bad", parent)
        self.add_text(words.happened)
        self.add_line("shield-check", "ok", words.safe)
        self.add_line("arrow-right-circle", "accent", words.do)
        stamp = f"{words.code} · {time_text(now_us)}"
        copy = Button(translate("Dialogs", "Copy code"), "quiet", fit="dense")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(stamp))
        tail = row(spacing=4)
        tail.addWidget(label(translate("Dialogs", "Code {0}").format(stamp), "small_hint", wrap=True), 1)
        tail.addWidget(copy)
        self._lines.addLayout(tail)
        if retry:
            self.add_button(Button(translate("Dialogs", "Later")), accepts=False)
            self.add_button(Button(retry, "primary"), accepts=True).setFocus()
        else:
            self.add_button(Button(translate("Dialogs", "Close"), "primary"), accepts=False)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its title as a question, what it is about, what will be lost, what stays, and the two buttons.

    ``act`` is the verb of the button that does it; ``keep`` the safe one, which stands first and has the focus.
    """

    title: str
    about: str = ""
    lost: Sequence[str] = ()
    stays: Sequence[str] = ()
    act: str = ""
    keep: str = ""
    icon_name: str = "help-circle"
    danger: bool = True
    ask_reason: bool = False
    reason_hint: str = ""


class ConfirmDialog(CardDialog):
    """Asks a Question; with ``ask_reason`` the act is possible only once a reason is written."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question.title, question.icon_name, "warn" if question.danger else "accent", parent)
        self.add_text(question.about)
        for text in question.lost:
            self.add_line("alert", "warn", text)
        for text in question.stays:
            self.add_line("shield-check", "ok", text)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(question.reason_hint)
        self._reason.setMaxLength(500)
        self._field = Field(translate("Dialogs", "Reason"), self._reason, reserve=False)
        if question.ask_reason:
            self.add_widget(self._field)
        self.keep_button = self.add_button(Button(question.keep or translate("Dialogs", "Cancel")), accepts=False)
        self.act_button = self.add_button(
            Button(question.act, "danger" if question.danger else "primary"), accepts=True
        )
        if question.ask_reason:
            self._reason.textChanged.connect(self._enable)
            self._enable("")
            self._reason.setFocus()

    @property
    def reason(self) -> str:
        """The reason written, without blanks around it."""
        return self._reason.text().strip()

    def _enable(self, text: str) -> None:
        self.act_button.setEnabled(bool(text.strip()))
        self._field.set_line("" if text.strip() else translate("Dialogs", "A reason is written to the log"), "")


def show_error(parent: QWidget | None, error: BaseException, now_us: int, retry: str = "") -> bool:
    """Show an error until it is closed; True when the ``retry`` button was pressed."""
    dialog = ErrorCard(explain(error), now_us, parent, retry)
    pressed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return pressed


def confirm(parent: QWidget | None, question: Question) -> str | None:
    """Ask; None when the safe choice was taken, else the reason ('' when none was asked)."""
    dialog = ConfirmDialog(question, parent)
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    reason = dialog.reason
    dialog.deleteLater()
    return reason if taken else None
