"""The live wall for the whole school: whether pictures carry the name of who watches them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from vms.ui.arrange import column
from vms.ui.controls import Card, label
from vms.ui.page import Page
from vms.ui.settings.sections import run
from vms.ui.wall.glass import card as graphics_card

translate = QCoreApplication.translate


class WallSection(QWidget):
    """Takes effect at once; what couldn't be saved is ticked back."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.watermark = QCheckBox(translate("Settings", "Show name and time of who watches over every live picture"))
        self.watermark.setEnabled(False)
        self.watermark.clicked.connect(self._save)
        card = Card(translate("Settings", "Name over live pictures"))
        text = translate("Settings", "A photo of the screen then tells who took it. Faint, on every PC of the school.")
        card.add(label(text, "secondary", wrap=True))
        card.add(self.watermark)
        column(card, self._graphics_card(), None, spacing=16, parent=self)
        run(page, self, None, page.parts.watermark.on, self._show)

    def _graphics_card(self) -> Card:
        """This PC's own choice; tried only here, because asking a driver may take a moment."""
        name = graphics_card()
        self.on_card = QCheckBox(translate("Settings", "Paint the wall's pictures on the graphics card of this PC"))
        self.on_card.setChecked(bool(name) and self._page.session.on_card)
        self.on_card.setEnabled(bool(name))
        self.on_card.clicked.connect(self._choose_card)
        found = translate("Settings", "Found: {card}. Takes effect at the next sign-in.").format(card=name)
        none = translate("Settings", "No usable graphics card was found: the processor paints, which always works.")
        made = Card(translate("Settings", "Graphics card"))
        made.add(label(found if name else none, "secondary", wrap=True))
        made.add(self.on_card)
        return made

    def _choose_card(self, on: bool) -> None:
        navigator = self._page.navigator
        navigator.card_chosen.emit(on)
        at_next = translate("Settings", "Takes effect at the next sign-in")
        navigator.notify(translate("Settings", "Saved"), at_next)

    def _show(self, on: bool) -> None:
        self.watermark.setChecked(on)
        self.watermark.setEnabled(True)

    def _save(self, on: bool) -> None:
        watermark, actor, page = self._page.parts.watermark, self._page.session.actor, self._page

        def work() -> bool:
            watermark.set(actor, on)
            return watermark.on()

        def done(now: bool) -> None:
            self._show(now)
            on_words = translate("Settings", "Names are shown over pictures")
            page.navigator.notify(on_words if now else translate("Settings", "Names are no longer shown over pictures"))

        run(page, self, None, work, done)
