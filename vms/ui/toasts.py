"""Short words in the bottom right corner, with "Hoàn tác" for ten seconds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QWidget

from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import Button, icon_button, label
from vms.ui.icons import IconLabel
from vms.ui.navigator import Toast

translate = QCoreApplication.translate
UNDO_MS = 10_000
SHOWN_MS = 6_000
MOST = 4
WIDTH = 320
_LOOKS = {
    "ok": ("check-circle", "ok"),
    "info": ("information", "accent"),
    "warn": ("alert", "warn"),
    "bad": ("alert-octagon", "bad"),
}


class ToastCard(QFrame):
    """One toast. It leaves by itself, sooner or later; the pointer on it holds it, a bad one waits for a click."""

    gone = Signal(object)

    def __init__(self, toast: Toast, parent: QWidget) -> None:
        super().__init__(parent)
        self.toast = toast
        self.setProperty("kind", "card")
        self.setProperty("state", toast.state)
        self.setFixedWidth(theme.length(WIDTH))
        icon_name, tint = _LOOKS.get(toast.state, _LOOKS["info"])
        detail = label(toast.detail, "caption", wrap=True)
        if not toast.detail:
            detail.hide()
        inside = row(spacing=10, margins=(12, 10, 8, 10), parent=self)
        inside.addWidget(IconLabel(icon_name, tint, 22), 0, Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(column(label(toast.title, "strong", wrap=True), detail, spacing=2), 1)
        if toast.undo:
            inside.addWidget(self._button(translate("Toasts", "Undo"), toast.undo))
        elif toast.act:
            inside.addWidget(self._button(toast.action, toast.act))
        close = icon_button("close", translate("Toasts", "Close"), "bare")
        close.clicked.connect(self.leave)
        inside.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{toast.title}. {toast.detail}")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.leave)
        if toast.state != "bad" or toast.undo:
            self._timer.start(UNDO_MS if toast.undo or toast.act else SHOWN_MS)

    def leave(self) -> None:
        """Take the toast away."""
        self._timer.stop()
        self.gone.emit(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the pointer reads it; undo keeps its ten seconds."""
        if not self.toast.undo:
            self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go on after the pointer has left."""
        if not self.toast.undo and self.toast.state != "bad":
            self._timer.start(SHOWN_MS)
        super().leaveEvent(event)

    def _button(self, text: str, act: Callable[[], None]) -> Button:
        made = Button(text, "quiet", fit="dense")

        def pressed() -> None:
            self.leave()
            act()

        made.clicked.connect(pressed)
        return made


class Toasts(QWidget):
    """The stack in the corner of ``over``: newest at the bottom, at most four, the oldest leaves first."""

    def __init__(self, over: QWidget, bottom_margin: int = 16) -> None:
        super().__init__(over)
        self._margin = bottom_margin
        self._cards: list[ToastCard] = []
        self._column = column(spacing=8, parent=self)
        over.installEventFilter(self)
        self.hide()

    def show_toast(self, toast: Toast) -> ToastCard:
        """Add one."""
        while len(self._cards) >= MOST:
            self._remove(self._cards[0])
        card = ToastCard(toast, self)
        card.gone.connect(self._remove)
        self._cards.append(card)
        self._column.addWidget(card)
        self.show()
        self._place()
        return card

    @property
    def cards(self) -> list[ToastCard]:
        """What is shown, oldest first."""
        return list(self._cards)

    def event(self, event: QEvent) -> bool:
        """Fit to the cards once their text has been laid out."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return handled

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the window is resized."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _remove(self, card: ToastCard) -> None:
        if card not in self._cards:
            return
        self._cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.setVisible(bool(self._cards))
        self._place()

    def _place(self) -> None:
        over = self.parentWidget()
        if not self._cards or over is None:
            return
        self.adjustSize()
        self.move(over.width() - self.width() - 16, over.height() - self.height() - self._margin)
        self.raise_()
