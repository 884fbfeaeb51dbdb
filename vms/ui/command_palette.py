"""Ctrl+K: type a few letters, with or without marks, and go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from vms.ui import theme
from vms.ui.actions import Command, matching
from vms.ui.arrange import column, row
from vms.ui.controls import SearchField, label
from vms.ui.icons import IconLabel
from vms.ui.overlay import TOP, Overlay

translate = QCoreApplication.translate


class CommandPalette(Overlay):
    """A card with a search field over the window; Enter runs the line chosen, Esc closes."""

    def __init__(self, over: QWidget, commands: Sequence[Command]) -> None:
        super().__init__(over)
        self._commands = list(commands)
        self._shown: list[Command] = []
        self.search = SearchField(translate("Palette", "Find a camera or a command…"))
        self.list = QListWidget()
        self.list.setProperty("kind", "flat")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(translate("Palette", "Found"))
        self._none = label(translate("Palette", "Nothing found. Try fewer letters."), "secondary")
        card = QFrame()
        card.setProperty("kind", "dialog_card")
        card.setFixedWidth(theme.length(560))
        column(self.search, self._none, self.list, spacing=8, margins=(12, 12, 12, 12), parent=card)
        outer = column(margins=(0, 72, 0, 0), parent=self)
        outer.addWidget(card, 0, TOP)
        outer.addStretch(1)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self._run(self.list.row(item)))
        self._fill("")

    def open(self) -> None:
        """Show it and type."""
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter go to the list while the field keeps the focus."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if key == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentRow())
                return True
            if key == Qt.Key.Key_Escape:
                self.dismiss()
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, _event: object) -> None:
        """A click beside the card closes it."""
        self.dismiss()

    def _fill(self, query: str) -> None:
        self._shown = matching(self._commands, query)
        self.list.clear()
        for command in self._shown:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, command.text)
            line = _Line(command)
            item.setSizeHint(QSize(0, theme.length(36)))
            self.list.addItem(item)
            self.list.setItemWidget(item, line)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._shown))
        self._none.setVisible(not self._shown)
        self.list.setFixedHeight(theme.length(36) * max(1, len(self._shown)) + 4)

    def _run(self, at: int) -> None:
        if 0 <= at < len(self._shown):
            command = self._shown[at]
            self.dismiss()
            command.run()


class _Line(QWidget):
    def __init__(self, command: Command) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(theme.length(36))
        inside = row(spacing=10, margins=(10, 0, 10, 0), parent=self)
        inside.addWidget(IconLabel(command.icon_name, "t2", 18))
        inside.addWidget(label(command.text), 1)
        if command.key:
            inside.addWidget(label(command.key, "key"))


__all__ = ["CommandPalette"]
