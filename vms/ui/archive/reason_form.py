"""Why recorded footage is looked at: asked once, shown above the picture, written to the log."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from vms.core.instants import time_text
from vms.ui.archive.words import view_reasons
from vms.ui.arrange import column, row
from vms.ui.controls import Banner, Button, label
from vms.ui.fields import Field
from vms.ui.icons import IconLabel

translate = QCoreApplication.translate


class ReasonForm(QFrame):
    """A card in the middle of the page; ``given`` carries the reason."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setMaximumWidth(460)
        self._reason = QComboBox()
        self._reason.setEditable(True)
        self._reason.addItems(view_reasons())
        self._reason.setMinimumWidth(380)
        line = self._reason.lineEdit()
        assert line is not None
        line.setMaxLength(200)
        self._field = Field(translate("Archive", "Reason for viewing"), self._reason, reserve=False)
        self._start = Button(translate("Archive", "View footage"), "primary", "play")
        self._start.clicked.connect(self._give)
        line.returnPressed.connect(self._give)
        line.textChanged.connect(self._typed)
        text = translate("Archive", "Who looks at recorded footage, when and why is written to the log.")
        column(
            row(
                IconLabel("eye-check", "accent", 24),
                label(translate("Archive", "Why do you look?"), "card_title"),
                None,
            ),
            label(text, "secondary", wrap=True),
            self._field,
            row(None, self._start),
            spacing=12,
            margins=(20, 20, 20, 16),
            parent=self,
        )

    def show_reason(self, reason: str) -> None:
        """Offer this one."""
        if reason:
            self._reason.setEditText(reason)

    def focus(self) -> None:
        """Put the cursor in the field."""
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, text: str) -> None:
        self._start.setEnabled(bool(text.strip()))
        self._field.set_error("")

    def _give(self) -> None:
        reason = self._reason.currentText().strip()
        if reason:
            self.given.emit(reason)
        else:
            self._field.set_error(translate("Archive", "A reason is needed"))


class ReasonBanner(Banner):
    """The reason in force and since when the viewing is logged."""

    change_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        change = Button(translate("Archive", "Change reason"), fit="dense")
        super().__init__("", "info", "eye-check", change, parent)
        change.clicked.connect(self.change_wanted)

    def show_reason(self, reason: str, since_us: int) -> None:
        """The sentence of the banner."""
        words = translate("Archive", "Reason for viewing: {reason} · logged since {time}")
        self.set(words.format(reason=reason, time=time_text(since_us)[:5]), "info", "eye-check")
