"""Whether guards see the wall and nothing else: a card among the school's settings."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox

from vms.ui.controls import Card, label
from vms.ui.page import Page
from vms.ui.settings.sections import run

translate = QCoreApplication.translate


class KioskCard(Card):
    """One choice, kept at once."""

    def __init__(self, page: Page) -> None:
        super().__init__(translate("Settings", "Guards' screens"))
        self._page = page
        self.guards = QCheckBox(translate("Settings", "Guards see the wall and nothing else (kiosk)"))
        self.guards.setChecked(page.parts.school.kiosk_for_guards())
        self.guards.clicked.connect(self._choose)
        hint = translate(
            "Settings",
            "Full screen without a frame; F11 leaves it with the password of the board, the head of the guards or IT. "
            "From the next sign-in on.",
        )
        self.add(self.guards, label(hint, "hint", wrap=True))

    def _choose(self, on: bool) -> None:
        actor, school = self._page.session.actor, self._page.parts.school
        run(self._page, self, None, lambda: school.set_kiosk_for_guards(actor, on), lambda _none: None)
