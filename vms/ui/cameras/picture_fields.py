"""How a camera's picture is shown, and whether it is looked after: a line of the camera's form."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from vms.services.camera_draft import TURNS
from vms.ui.arrange import row
from vms.ui.cameras.form import Form
from vms.ui.controls import Segmented, label

translate = QCoreApplication.translate


class PictureFields(QWidget):
    """``changed`` carries a field of the form and its value."""

    changed = Signal(str, object)

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = [translate("cameras", "As it comes"), *(f"{turn}°" for turn in TURNS[1:])]
        self.turn = Segmented(list(zip(TURNS, words, strict=True)), form.turn)
        turned = translate("cameras", "Turned clockwise")
        self.turn.setAccessibleName(turned)
        self.turn.changed.connect(partial(self.changed.emit, "turn"))
        self.mirror = QCheckBox(translate("cameras", "Mirrored"))
        self.stretch = QCheckBox(translate("cameras", "Fills the pane"))
        self.stretch.setToolTip(translate("cameras", "Stretched to the pane; nothing is cut away"))
        self.watch = QCheckBox(translate("cameras", "Watched for tampering"))
        self.watch.setToolTip(translate("cameras", "Covered, blurred, dark or moved pictures raise an alarm"))
        ticks = {"mirror": self.mirror, "stretch": self.stretch, "watch": self.watch}
        for name, tick in ticks.items():
            tick.setChecked(bool(getattr(form, name)))
            tick.toggled.connect(partial(self.changed.emit, name))
        title = label(translate("cameras", "Picture"), "strong")
        row(title, label(turned, "form_label"), self.turn, 4, *ticks.values(), None, spacing=12, parent=self)
