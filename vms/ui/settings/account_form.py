"""The form of an account: a new one, or one to change; and the form of a new password."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QWidget

from vms.core.redact import Secret
from vms.services.accounts import Role, UserDraft, UserView
from vms.services.password_rules import password_weaknesses
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import Button, label
from vms.ui.fields import Field, PasswordEdit
from vms.ui.messages import reason_text
from vms.ui.roles import role_text

translate = QCoreApplication.translate


class PasswordPair(QWidget):
    """A new password twice, judged while one types. ``secret`` is None until it can be taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.about: tuple[str, ...] = ()
        self.first, self.second = PasswordEdit(), PasswordEdit()
        self._first = Field(translate("Accounts", "Password"), self.first, translate("Accounts", "At least 10 signs"))
        self._second = Field(translate("Accounts", "Password again"), self.second)
        row(self._first, self._second, spacing=16, parent=self)
        self.first.textChanged.connect(self.judge)
        self.second.textChanged.connect(self.judge)

    @property
    def secret(self) -> Secret | None:
        """The password, once both are the same and good enough."""
        typed = self.first.secret()
        good = typed and not password_weaknesses(typed, *self.about) and self.second.text() == self.first.text()
        return typed if good else None

    def judge(self) -> None:
        """Say below the fields what is still wrong, or that it is good."""
        text, again = self.first.text(), self.second.text()
        weak = password_weaknesses(self.first.secret(), *self.about) if text else []
        if weak:
            self._first.set_line(reason_text(weak[0]), "bad")
        elif text:
            self._first.set_line(translate("Accounts", "Strong, {0} signs").format(len(text)), "ok")
        else:
            self._first.set_line("", "")
        if again and again != text:
            self._second.set_line(translate("Accounts", "Not the same as the first"), "bad")
        else:
            self._second.set_line(translate("Accounts", "Same") if again else "", "ok" if again else "")


class FormDialog(QDialog):
    """A title, fields, and two buttons; the primary one tells its owner, who closes the form when all went well."""

    def __init__(self, title: str, verb: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(theme.length(560))
        self.fields: dict[str, Field] = {}
        self.body = column(spacing=4)
        self.submit = Button(verb, "primary")
        self.submit.setDefault(True)
        cancel = Button(translate("Accounts", "Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot = row(None, cancel, self.submit)
        column(label(title, "card_title"), self.body, foot, spacing=16, margins=(24, 20, 24, 20), parent=self)


class AccountForm(FormDialog):
    """Name, title, user name, role, phone; with ``user`` None also the first password."""

    def __init__(self, roles: list[Role], user: UserView | None, parent: QWidget | None = None) -> None:
        title = translate("Accounts", "Change the account") if user else translate("Accounts", "New account")
        super().__init__(title, translate("Accounts", "Save") if user else translate("Accounts", "Add"), parent)
        self.name, self.title_edit, self.username, self.phone = (QLineEdit() for _ in range(4))
        self.role = QComboBox()
        for role in roles:
            self.role.addItem(role_text(role), role)
        self.fields = {
            "name": Field(translate("Accounts", "Full name"), self.name),
            "title": Field(translate("Accounts", "Post"), self.title_edit),
            "username": Field(translate("Accounts", "User name"), self.username),
            "role": Field(translate("Accounts", "Role"), self.role),
            "phone": Field(translate("Accounts", "Phone (optional)"), self.phone),
        }
        self.passwords = PasswordPair()
        self.body.addLayout(row(self.fields["name"], self.fields["title"], spacing=16))
        self.body.addLayout(row(self.fields["username"], self.fields["role"], spacing=16))
        self.body.addWidget(self.fields["phone"])
        self._new = user is None
        if user:
            self._show(user)
        else:
            self.body.addWidget(self.passwords)
        for edit in (self.name, self.username, self.passwords.first, self.passwords.second):
            edit.textChanged.connect(self._enable)
        self._enable()

    def draft(self) -> UserDraft:
        """What the form says."""
        return UserDraft(
            username=self.username.text(),
            name=self.name.text(),
            role=Role(self.role.currentData()),
            title=self.title_edit.text(),
            phone=self.phone.text(),
        )

    def _show(self, user: UserView) -> None:
        self.name.setText(user.name)
        self.title_edit.setText(user.title)
        self.username.setText(user.username)
        self.phone.setText(user.phone)
        self.role.setCurrentIndex(max(0, self.role.findData(user.role)))
        self.passwords.hide()

    def _enable(self) -> None:
        self.passwords.about = (self.username.text(), self.name.text())
        self.passwords.judge()
        ready = bool(self.name.text().strip() and self.username.text().strip())
        self.submit.setEnabled(ready and (not self._new or self.passwords.secret is not None))


class ResetForm(FormDialog):
    """A new password for somebody who lost the old one."""

    def __init__(self, user: UserView, parent: QWidget | None = None) -> None:
        title = translate("Accounts", "New password for {0}").format(user.name)
        super().__init__(title, translate("Accounts", "Set the password"), parent)
        self.passwords = PasswordPair()
        self.passwords.about = (user.username, user.name)
        self.body.addWidget(
            label(translate("Accounts", "The old one stops working at once. Hand over the new one in person."), "hint")
        )
        self.body.addWidget(self.passwords)
        for edit in (self.passwords.first, self.passwords.second):
            edit.textChanged.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        self.submit.setEnabled(self.passwords.secret is not None)
