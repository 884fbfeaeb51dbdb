"""F1: the keys, by place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from vms.ui import theme
from vms.ui.actions import KEY_GROUPS, KeyGroup
from vms.ui.arrange import column, row
from vms.ui.controls import Button, label
from vms.ui.overlay import CENTER, Overlay

translate = QCoreApplication.translate
_COLUMN = 310


class KeySheet(Overlay):
    """A card with every key; Esc or a click beside it closes."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        card = QFrame()
        card.setProperty("kind", "dialog_card")
        wide = round(_COLUMN * theme.text_scale() / 100)
        columns = max(1, min(len(KEY_GROUPS), (over.width() - 48) // wide))
        card.setFixedWidth(min(over.width() - 48, wide * columns))
        card.setMaximumHeight(over.height() - 48)
        self.close_button = Button(translate("Keys", "Close"), "default", "close", "dense")
        self.close_button.clicked.connect(self.dismiss)
        head = row(label(translate("Keys", "Keyboard"), "title"), None, self.close_button)
        note = label(translate("Keys", "Single letters wait while a field is being typed in."), "hint")
        column(head, _scrolled(columns), note, spacing=16, margins=(24, 20, 24, 20), parent=card)
        column(margins=(24, 24, 24, 24), parent=self).addWidget(card, 0, CENTER)

    def open(self) -> None:
        """Show it."""
        self.show()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, _event: object) -> None:
        """A click beside the card closes it."""
        self.dismiss()


def _scrolled(columns: int) -> QScrollArea:
    """The groups side by side, each in the column that is shortest so far; they scroll where the window is low."""
    body = QWidget()
    body.setProperty("kind", "scroll_body")
    side_by_side = row(spacing=32, parent=body)
    stacks = [column(spacing=24) for _ in range(columns)]
    heights = [0] * columns
    for group in KEY_GROUPS:
        shortest = heights.index(min(heights))
        heights[shortest] += len(group.keys) + 2
        stacks[shortest].addLayout(_group(group))
    for stack in stacks:
        stack.addStretch(1)
        side_by_side.addLayout(stack, 1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)
    area.setWidget(body)
    return area


def _group(group: KeyGroup) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.addWidget(label(translate("Keys", group.title), "card_title"), 0, 0, 1, 2)
    for at, (keys, words) in enumerate(group.keys, 1):
        grid.addWidget(label(keys, "key"), at, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(label(translate("Keys", words), "secondary", wrap=True), at, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(len(group.keys) + 1, 1)
    return grid
