"""A field with its label above and its sentence below; a password field with an eye."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from vms.core.redact import Secret
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import label
from vms.ui.icons import IconLabel, icon


class PasswordEdit(QLineEdit):
    """Dots, with an eye that shows the text while it is on; warns of Caps Lock through the field's owner."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setPlaceholderText(hint)
        self._eye = self.addAction(icon("eye-off", "t2"), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        self._show(False)

    def secret(self) -> Secret:
        """What was typed."""
        return Secret(self.text())

    def _show(self, on: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icon("eye" if on else "eye-off", "t2"))
        translate = QCoreApplication.translate
        self._eye.setToolTip(translate("Controls", "Hide password") if on else translate("Controls", "Show password"))


class NumberEdit(QSpinBox):
    """A whole number with its unit behind it."""

    def __init__(self, least: int, most: int, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        if unit:
            self.setSuffix(f" {unit}")
        # Qt ignores the style sheet's padding here once the arrows are styled.
        self.lineEdit().setTextMargins(8, 0, 0, 0)


class Field(QWidget):
    """A label, an editor, and a line below it for an error, a warning, a good word or a hint.

    The line keeps its place when empty (``reserve``), so that the form doesn't jump.
    """

    _LOOKS: ClassVar = {
        "bad": ("alert-circle", "bad"),
        "warn": ("alert", "warn"),
        "ok": ("check-circle", "ok"),
        "": ("", "t3"),
    }

    def __init__(
        self, text: str, editor: QWidget, hint: str = "", *, reserve: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint = hint
        name = label(text, "form_label")
        name.setBuddy(editor)
        editor.setAccessibleName(text)
        self._icon = IconLabel("alert-circle", "bad", 16)
        self._line = label("", "caption", wrap=True)
        self._foot = QWidget()
        foot = row(spacing=5, parent=self._foot)
        foot.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._line, 1)
        self._foot.setMinimumHeight(theme.length(18))
        policy = self._foot.sizePolicy()
        policy.setRetainSizeWhenHidden(reserve)
        self._foot.setSizePolicy(policy)
        column(name, editor, self._foot, spacing=4, parent=self)
        editor.installEventFilter(self)
        self.set_line("", "")

    def set_error(self, text: str) -> None:
        """A sentence in red with an icon; empty takes it off."""
        self.set_line(text, "bad" if text else "")

    def set_line(self, text: str, state: str) -> None:
        """The line below: state bad, warn, ok, or empty for a hint."""
        words = text or self._hint
        name, token = self._LOOKS[state if text else ""]
        self._icon.setVisible(bool(name))
        if name:
            self._icon.set_icon(name, token)
        self._line.setText(words)
        theme.set_property(self._line, "state", state if text else "")
        self._foot.setVisible(bool(words))
        theme.set_property(self.editor, "state", state if text and state in ("bad", "warn") else "")
        self.editor.setAccessibleDescription(words)

    @property
    def line(self) -> str:
        """The sentence below the editor."""
        return self._line.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grey out the line with its editor."""
        if watched is self.editor and event.type() == QEvent.Type.EnabledChange:
            self._line.setEnabled(self.editor.isEnabled())
        return super().eventFilter(watched, event)
