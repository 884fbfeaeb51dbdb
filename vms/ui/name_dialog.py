"""Asks for the name of a layout."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from vms.ui.controls import Button
from vms.ui.dialogs import CardDialog
from vms.ui.fields import Field

translate = QCoreApplication.translate


class NameDialog(CardDialog):
    """One field and two buttons; ``named`` is called with what was typed. Opened with ``open()``, deletes itself."""

    def __init__(self, title: str, verb: str, name: str, named: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(title, "view-grid-plus", "accent", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.edit = QLineEdit(name)
        self.edit.setMaxLength(60)
        self.add_widget(Field(translate("NameDialog", "Name"), self.edit, reserve=False))
        self.add_button(Button(translate("NameDialog", "Leave it")), accepts=False)
        self.save = self.add_button(Button(verb, "primary"), accepts=True)
        self.save.setDefault(True)
        self.edit.textChanged.connect(lambda text: self.save.setEnabled(bool(text.strip())))
        self.save.setEnabled(bool(name.strip()))
        self.accepted.connect(lambda: named(self.edit.text().strip()))
        self.edit.selectAll()
        self.edit.setFocus()
