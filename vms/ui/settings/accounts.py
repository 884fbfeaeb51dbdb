"""The accounts: list, add, change, switch off, new password. For the board; IT below the board's."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from vms.services.accounts import Role, UserView
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.badges import Badge
from vms.ui.controls import Button, Card, label, style_table
from vms.ui.dialogs import ConfirmDialog, Question
from vms.ui.page import Page
from vms.ui.roles import role_text
from vms.ui.settings.account_form import AccountForm, ResetForm
from vms.ui.settings.sections import run

translate = QCoreApplication.translate
Form = TypeVar("Form", AccountForm, ResetForm)


class AccountsSection(QWidget):
    """A table of accounts with the acts above it; every act goes through the service and comes back to the table."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._users: list[UserView] = []
        self.add = Button(translate("Accounts", "Add account"), "primary", "plus", "dense")
        self.change = Button(translate("Accounts", "Change"), fit="dense")
        self.reset = Button(translate("Accounts", "New password"), fit="dense")
        self.switch = Button("", fit="dense")
        self.table = QTableWidget(0, 5)
        self.table.setAccessibleName(translate("Accounts", "Accounts"))
        self._make_table()
        card = Card(translate("Accounts", "Accounts"), actions=(self.switch, self.reset, self.change, self.add))
        card.add(
            label(translate("Accounts", "Rights follow the regulation's table; every change is logged."), "secondary")
        )
        card.body.addWidget(self.table, 1)
        column(card, parent=self)
        self.add.clicked.connect(self.open_new)
        self.change.clicked.connect(self.open_change)
        self.reset.clicked.connect(self.open_reset)
        self.switch.clicked.connect(self.toggle)
        self.table.itemSelectionChanged.connect(self._enable)
        self._enable()
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        actor, accounts = self._page.session.actor, self._page.parts.accounts
        run(self._page, self, None, lambda: accounts.users(actor), self._show)

    def selected(self) -> UserView | None:
        """The account of the row chosen."""
        at = self.table.currentRow()
        chosen = self.table.selectionModel().hasSelection()
        return self._users[at] if chosen and 0 <= at < len(self._users) else None

    def open_new(self) -> AccountForm:
        """The form for a new account."""
        form = AccountForm(self._roles(), None, self)
        actor, accounts = self._page.session.actor, self._page.parts.accounts

        def submit() -> None:
            secret, draft = form.passwords.secret, form.draft()
            if secret is None:
                return
            run(
                self._page,
                form,
                form.submit,
                lambda: accounts.create(actor, draft, secret),
                lambda user: self._done(form, translate("Accounts", "Account added"), user),
                form.fields,
            )

        form.submit.clicked.connect(submit)
        return self._open(form)

    def open_change(self) -> AccountForm | None:
        """The form over the chosen account."""
        user = self.selected()
        if user is None:
            return None
        form = AccountForm(self._roles(), user, self)
        actor, accounts, user_id = self._page.session.actor, self._page.parts.accounts, user.id

        def submit() -> None:
            draft = form.draft()
            run(
                self._page,
                form,
                form.submit,
                lambda: accounts.edit(actor, user_id, draft),
                lambda changed: self._done(form, translate("Accounts", "Account changed"), changed),
                form.fields,
            )

        form.submit.clicked.connect(submit)
        return self._open(form)

    def open_reset(self) -> ResetForm | None:
        """The form of a new password for the chosen account."""
        user = self.selected()
        if user is None:
            return None
        form = ResetForm(user, self)
        actor, accounts, chosen = self._page.session.actor, self._page.parts.accounts, user

        def submit() -> None:
            secret = form.passwords.secret
            if secret is None:
                return
            run(
                self._page,
                form,
                form.submit,
                lambda: accounts.reset_password(actor, chosen.id, secret),
                lambda _none: self._done(form, translate("Accounts", "Password set"), chosen),
            )

        form.submit.clicked.connect(submit)
        return self._open(form)

    def toggle(self) -> ConfirmDialog | None:
        """Switch the chosen account off, with a reason, or on again at once."""
        user = self.selected()
        if user is None:
            return None
        if not user.enabled:
            self._set_enabled(user, True, "")
            return None
        question = Question(
            title=translate("Accounts", "Switch off {0}'s account?").format(user.name),
            lost=[translate("Accounts", "Signing in is refused from now on.")],
            stays=[translate("Accounts", "Everything done under this name stays in the log.")],
            act=translate("Accounts", "Switch off"),
            keep=translate("Accounts", "Keep it on"),
            icon_name="account-cancel",
            ask_reason=True,
        )
        dialog = ConfirmDialog(question, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._set_enabled(user, False, dialog.reason))
        dialog.open()
        return dialog

    def _set_enabled(self, user: UserView, on: bool, reason: str) -> None:
        actor, accounts = self._page.session.actor, self._page.parts.accounts
        words = translate("Accounts", "Account switched on") if on else translate("Accounts", "Account switched off")

        def done(changed: UserView) -> None:
            self._page.navigator.notify(words, changed.name)
            self.refresh()

        run(self._page, self, self.switch, lambda: accounts.set_enabled(actor, user.id, on, reason), done)

    def _roles(self) -> list[Role]:
        mine = self._page.session.role
        return [role for role in Role if mine is Role.BOARD or role is not Role.BOARD]

    def _open(self, form: Form) -> Form:
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.open()
        return form

    def _done(self, form: AccountForm | ResetForm, words: str, user: UserView) -> None:
        form.accept()
        self._page.navigator.notify(words, user.name)
        self.refresh()

    def _make_table(self) -> None:
        style_table(self.table, 36)
        heads = (
            translate("Accounts", "Full name"),
            translate("Accounts", "User name"),
            translate("Accounts", "Role"),
            translate("Accounts", "Post"),
            translate("Accounts", "State"),
        )
        self.table.setHorizontalHeaderLabels(list(heads))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(4, theme.length(150))
        self.table.doubleClicked.connect(lambda _index: self.open_change())

    def _show(self, users: list[UserView]) -> None:
        self._users = users
        self.table.setRowCount(len(users))
        for at, user in enumerate(users):
            for place, text in enumerate((user.name, user.username, role_text(user.role), user.title)):
                self.table.setItem(at, place, QTableWidgetItem(text))
            self.table.setCellWidget(at, 4, _state(user))
        self._enable()

    def _enable(self) -> None:
        user = self.selected()
        mine = self._page.session
        manageable = user is not None and (mine.role is Role.BOARD or user.role is not Role.BOARD)
        for button in (self.change, self.reset, self.switch):
            button.setEnabled(manageable)
        own = user is not None and user.id == mine.actor.user_id
        self.switch.setEnabled(manageable and not own)
        on = user is None or user.enabled
        self.switch.setText(translate("Accounts", "Switch off") if on else translate("Accounts", "Switch on"))


def _state(user: UserView) -> QWidget:
    cell = QWidget()
    if user.enabled:
        badge = Badge(translate("Accounts", "In use"), "ok", "check-circle")
    else:
        badge = Badge(translate("Accounts", "Off"), "neutral", "account-cancel")
    row(badge, None, margins=(8, 0, 8, 0), parent=cell)
    return cell
