"""What is mine: theme, text size, language, password."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from vms.core.errors import SignInRefused
from vms.services.password_rules import password_weaknesses
from vms.ui import i18n, theme
from vms.ui.arrange import column, row
from vms.ui.controls import Button, Card, Segmented, label
from vms.ui.fields import Field, PasswordEdit
from vms.ui.messages import explain, reason_text
from vms.ui.page import Page
from vms.ui.settings.sections import run
from vms.ui.tokens import Scheme

translate = QCoreApplication.translate


class MySection(QWidget):
    """Choices take effect at once and are kept for this person; ``look_changed`` tells theme, scale and language."""

    look_changed = Signal(str, int, str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.scheme = Segmented(
            [
                (Scheme.LIGHT, translate("Settings", "Light")),
                (Scheme.DARK, translate("Settings", "Dark")),
            ],
            theme.scheme(),
        )
        self.scale = Segmented([(size, f"{size} %") for size in theme.SCALES], theme.text_scale())
        self.language = Segmented(list(i18n.LANGUAGES.items()), i18n.language())
        look = Card(translate("Settings", "How it looks"))
        for text, choice, hint in (
            (translate("Settings", "Theme"), self.scheme, translate("Settings", "Camera pictures are dark in both.")),
            (
                translate("Settings", "Text size"),
                self.scale,
                translate("Settings", "Read from 3 m, a guard needs 125–150 %."),
            ),
            (translate("Settings", "Language"), self.language, ""),
        ):
            choice.setAccessibleName(text)
            choice.changed.connect(self._look)
            line = row(spacing=16)
            words = label(text, "form_label")
            words.setFixedWidth(theme.length(140))
            line.addWidget(words)
            line.addWidget(choice)
            line.addWidget(label(hint, "hint"), 1)
            look.body.addLayout(line)
        column(look, self._password_card(), None, spacing=16, parent=self)

    def _look(self, _value: object) -> None:
        scheme, scale, language = str(self.scheme.value()), int(str(self.scale.value())), str(self.language.value())
        actor, preferences = self._page.session.actor, self._page.parts.preferences

        def work() -> None:
            for key, value in (("theme", scheme), ("text_scale", scale), ("language", language)):
                preferences.set(actor, key, value)

        self._page.parts.tasks.submit(work, lambda _none: None, self._page.navigator.fail)
        self.look_changed.emit(scheme, scale, language)

    def _password_card(self) -> Card:
        card = Card(translate("Settings", "My password"))
        self.old, self.new, self.again = PasswordEdit(), PasswordEdit(), PasswordEdit()
        self._old = Field(translate("Settings", "Password now"), self.old)
        self._new = Field(translate("Settings", "New password"), self.new, translate("Settings", "At least 10 signs"))
        self._again = Field(translate("Settings", "New password again"), self.again)
        self.change = Button(translate("Settings", "Change password"), "primary")
        self.change.clicked.connect(self._change)
        for edit in (self.old, self.new, self.again):
            edit.textChanged.connect(self._judge)
        card.body.addLayout(row(self._old, self._new, self._again, spacing=16))
        card.body.addLayout(row(self.change, None))
        self._judge()
        return card

    def _judge(self) -> None:
        actor = self._page.session.actor
        new, again = self.new.text(), self.again.text()
        weak = password_weaknesses(self.new.secret(), actor.username, actor.name) if new else []
        self._new.set_line(reason_text(weak[0]) if weak else "", "bad" if weak else "")
        self._old.set_error("")
        differs = bool(again) and again != new
        self._again.set_error(translate("Settings", "Not the same as the new one") if differs else "")
        self.change.setEnabled(bool(self.old.text() and new and again == new and not weak))

    def _change(self) -> None:
        actor, accounts = self._page.session.actor, self._page.parts.accounts
        old, new = self.old.secret(), self.new.secret()

        def work() -> SignInRefused | None:
            try:
                accounts.change_password(actor, old, new)
            except SignInRefused as refused:
                return refused
            return None

        def done(refused: SignInRefused | None) -> None:
            if refused:
                self._old.set_error(explain(refused).title)
                return
            for edit in (self.old, self.new, self.again):
                edit.clear()
            self._page.navigator.notify(translate("Settings", "Password changed"))

        run(self._page, self, None, work, done, {"password": self._new})
