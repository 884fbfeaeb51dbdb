"""What a camera is for (the regulation's purposes, clause 1): a line of the camera's form."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from vms.services.camera_draft import PURPOSES
from vms.ui.arrange import row
from vms.ui.cameras.form import Form
from vms.ui.controls import label
from vms.ui.wall.tree_rows import purpose_word

translate = QCoreApplication.translate


class PurposeFields(QWidget):
    """``changed`` carries the field's name and the codes chosen, with a comma between."""

    changed = Signal(str, object)

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        chosen = form.purposes.split(",")
        self.ticks = {code: QCheckBox(purpose_word(code)) for code in PURPOSES}
        for code, tick in self.ticks.items():
            tick.setChecked(code in chosen)
            tick.toggled.connect(self._tell)
        row(
            label(translate("cameras", "What it is for"), "strong"),
            4,
            *self.ticks.values(),
            None,
            spacing=16,
            parent=self,
        )

    def _tell(self, _on: bool) -> None:
        self.changed.emit("purposes", ",".join(code for code, tick in self.ticks.items() if tick.isChecked()))
