"""The wizard's five pages. Each reads its fields into the plan and shows the plan's reasons at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from vms.services.accounts import Role
from vms.ui import i18n, theme
from vms.ui.arrange import column, row
from vms.ui.controls import Banner, Card, Segmented, divider, label
from vms.ui.fields import Field
from vms.ui.first_run.choice_card import ChoiceCard
from vms.ui.first_run.plan import NewAccount, Plan
from vms.ui.settings.account_form import PasswordPair

translate = QCoreApplication.translate
Changed = Callable[[], None]


class StepPage(QWidget):
    """One step: heading, lead, content. ``fill`` gives the plan with what the page says."""

    def __init__(self, heading: str, lead: str, changed: Changed) -> None:
        super().__init__()
        self.changed = changed
        self.body = column(label(heading, "heading"), label(lead, "lead", wrap=True), spacing=4, parent=self)
        self.body.setContentsMargins(40, 32, 40, 16)
        self.body.addSpacing(8)

    def fill(self, plan: Plan) -> Plan:
        """The plan with this page's answers in it."""
        return plan

    def show_reasons(self, reasons: dict[str, str]) -> None:
        """Reasons that a service found, at their fields."""


class LanguagePage(StepPage):
    """Language and text size."""

    def __init__(self, plan: Plan, changed: Changed, language_chosen: Callable[[str], None]) -> None:
        super().__init__(
            translate("FirstRun", "Language"),
            translate("FirstRun", "Can be changed at any time in the settings, for each person."),
            changed,
        )
        self._cards: dict[str, ChoiceCard] = {}
        cards = row(spacing=16)
        for code, name in i18n.LANGUAGES.items():
            under = translate("FirstRun", "Interface, minutes and reports")
            if code == "en":
                under = translate("FirstRun", "Interface only; minutes stay Vietnamese")
            card = ChoiceCard("translate", name, under)
            card.set_chosen(code == plan.language)
            card.chosen.connect(lambda code=code: language_chosen(code))
            self._cards[code] = card
            cards.addWidget(card)
        self.body.addLayout(cards)
        self.body.addSpacing(20)
        self.scale = Segmented([(size, f"{size} %") for size in theme.SCALES], plan.text_scale)
        self.scale.setAccessibleName(translate("FirstRun", "Text size"))
        self.scale.changed.connect(lambda _value: changed())
        self.body.addWidget(label(translate("FirstRun", "Text size"), "card_title"))
        far = translate(
            "FirstRun", "Will the wall be read from 3 m? Then a guard needs 125 to 150 % or a large screen."
        )
        self.body.addWidget(label(far, "secondary"))
        self.body.addLayout(row(self.scale, None))
        self.body.addStretch(1)

    def fill(self, plan: Plan) -> Plan:
        """Text size; the language goes at once, because the wizard is built again in it."""
        return replace(plan, text_scale=int(str(self.scale.value())))


class StartPage(StepPage):
    """Demo school or own cameras, and the board's account."""

    def __init__(self, plan: Plan, changed: Changed) -> None:
        super().__init__(
            translate("FirstRun", "How to start?"),
            translate("FirstRun", "The demo school can be left for the school's own cameras at any time."),
            changed,
        )
        self.demo = ChoiceCard(
            "school-outline",
            translate("FirstRun", "Try the demo school"),
            translate("FirstRun", "Pretend cameras run on this PC at once, to get to know the program."),
            (
                translate("FirstRun", "No network and no camera needed"),
                translate("FirstRun", "Real streams, PTZ and recording to practise with"),
                translate("FirstRun", "Nothing leaves this PC"),
            ),
        )
        self.own = ChoiceCard(
            "cctv",
            translate("FirstRun", "Connect the school's cameras"),
            translate("FirstRun", "IT adds them on the camera page after signing in."),
            (
                translate("FirstRun", "Works with ONVIF cameras of every make"),
                translate("FirstRun", "Changes nothing in a camera without asking"),
                translate("FirstRun", "Pictures are stored on the school's PC only"),
            ),
        )
        self.demo.chosen.connect(lambda: self._choose(True))
        self.own.chosen.connect(lambda: self._choose(False))
        choices = row(spacing=16)
        choices.addWidget(self.demo, 1)
        choices.addWidget(self.own, 1)
        self.body.addLayout(choices)
        self.body.addSpacing(12)
        self.body.addWidget(divider())
        self.body.addSpacing(8)
        self._account()
        self.body.addStretch(1)
        self._choose(plan.demo)
        self._show(plan.board)

    def _account(self) -> None:
        self.body.addWidget(label(translate("FirstRun", "The school board's account"), "card_title"))
        what = translate("FirstRun", "This account approves requests, signs minutes and makes the other accounts.")
        self.body.addWidget(label(what, "secondary"))
        self.body.addSpacing(4)
        self.name, self.username, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.title = QComboBox()
        self.title.addItems([translate("FirstRun", "Principal"), translate("FirstRun", "Deputy principal")])
        self.phone.setPlaceholderText(translate("FirstRun", "For the guards to call in need"))
        self.passwords = PasswordPair()
        self.fields = {
            "name": Field(translate("Accounts", "Full name"), self.name, reserve=False),
            "title": Field(translate("Accounts", "Post"), self.title, reserve=False),
            "username": Field(translate("Accounts", "User name"), self.username, reserve=False),
            "phone": Field(translate("Accounts", "Phone (optional)"), self.phone),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for at, key in enumerate(("name", "title", "username")):
            grid.addWidget(self.fields[key], 0, at)
            grid.setColumnStretch(at, 1)
        grid.addWidget(self.passwords, 1, 0, 1, 2)
        grid.addWidget(self.fields["phone"], 1, 2)
        self.body.addLayout(grid)
        lost = translate(
            "FirstRun", "Keep this password in a safe place: there is no default one, and nobody can read it back."
        )
        self.body.addWidget(Banner(lost, "info", "key-variant"))
        for edit in (self.name, self.username, self.phone, self.passwords.first, self.passwords.second):
            edit.textChanged.connect(self._typed)

    def fill(self, plan: Plan) -> Plan:
        """The way to start and the board's account."""
        board = NewAccount(
            Role.BOARD,
            self.name.text(),
            self.title.currentText(),
            self.username.text(),
            self.passwords.first.secret(),
            self.passwords.second.secret(),
            self.phone.text(),
        )
        return replace(plan, demo=self.demo.radio.isChecked(), board=board)

    def _show(self, board: NewAccount) -> None:
        self.name.setText(board.name)
        self.username.setText(board.username)
        self.phone.setText(board.phone)
        self.passwords.first.setText(board.password.reveal())
        self.passwords.second.setText(board.again.reveal())

    def _typed(self) -> None:
        self.passwords.about = (self.username.text(), self.name.text())
        self.passwords.judge()
        self.changed()

    def _choose(self, demo: bool) -> None:
        self.demo.set_chosen(demo)
        self.own.set_chosen(not demo)
        self.changed()


class StaffPage(StepPage):
    """An account for the guards and one for IT, each with its own password."""

    def __init__(self, plan: Plan, changed: Changed) -> None:
        super().__init__(
            translate("FirstRun", "Who works with the cameras?"),
            translate("FirstRun", "Everybody signs in as themselves, so that the log tells who did what."),
            changed,
        )
        self.forms = [StaffForm(account, changed) for account in plan.staff]
        for form in self.forms:
            self.body.addWidget(form)
            self.body.addSpacing(8)
        later = translate("FirstRun", "More accounts: Settings, Accounts.")
        self.body.addWidget(label(later, "hint"))
        self.body.addStretch(1)

    def fill(self, plan: Plan) -> Plan:
        """The two accounts."""
        return replace(plan, staff=tuple(form.account() for form in self.forms))


class StaffForm(Card):
    """One account that can be left out."""

    def __init__(self, account: NewAccount, changed: Changed) -> None:
        guard = account.role is Role.GUARD
        super().__init__()
        self._role = account.role
        self.wanted = QCheckBox(
            translate("FirstRun", "Make a guard's account") if guard else translate("FirstRun", "Make an IT account")
        )
        self.wanted.setProperty("kind", "title_check")
        what = (
            translate("FirstRun", "Watches the wall, marks, opens incidents.")
            if guard
            else translate("FirstRun", "Adds and sets up cameras. The board has no right to that (clause 7.3).")
        )
        self.name, self.username = QLineEdit(account.name), QLineEdit(account.username)
        self.passwords = PasswordPair()
        self.passwords.first.setText(account.password.reveal())
        self.passwords.second.setText(account.again.reveal())
        self.username.setPlaceholderText("baove" if guard else "cntt")
        self._inside = QWidget()
        first = row(
            Field(translate("Accounts", "Full name"), self.name),
            Field(translate("Accounts", "User name"), self.username),
            spacing=16,
        )
        line = row(spacing=16, parent=self._inside)
        line.addLayout(first, 1)
        line.addWidget(self.passwords, 1)
        self.body.addLayout(row(self.wanted, label(what, "secondary"), None, spacing=16))
        self.add(self._inside)
        self.wanted.toggled.connect(self._inside.setVisible)
        self.wanted.toggled.connect(lambda _on: changed())
        for edit in (self.name, self.username, self.passwords.first, self.passwords.second):
            edit.textChanged.connect(lambda _text: self._typed(changed))
        self.wanted.setChecked(account.wanted)
        self._inside.setVisible(account.wanted)

    def account(self) -> NewAccount:
        """What the form says."""
        return NewAccount(
            self._role,
            self.name.text(),
            "",
            self.username.text(),
            self.passwords.first.secret(),
            self.passwords.second.secret(),
            wanted=self.wanted.isChecked(),
        )

    def _typed(self, changed: Changed) -> None:
        self.passwords.about = (self.username.text(), self.name.text())
        self.passwords.judge()
        changed()
