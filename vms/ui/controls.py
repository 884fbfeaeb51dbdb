"""The program's controls: buttons, badges, cards, segmented choice, search, empty and busy states.

Looks come from the style sheet through the properties kind, state, fit and seg; what Qt can't style is painted here
from the tokens. Fields with a label and an error line are in ``vms.ui.fields``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.badges import Badge as Badge
from vms.ui.badges import CountBadge as CountBadge
from vms.ui.icons import IconLabel, icon

_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
_ICON_TOKEN = {
    "primary": "on_fill",
    "danger": "on_fill",
    "danger_outline": "bad",
    "quiet": "accent",
    "bare": "t2",
    "quiet_text": "t2",
}


def label(text: str = "", kind: str = "", *, wrap: bool = False, state: str = "") -> QLabel:
    """A QLabel of a kind of the style sheet: heading, title, card_title, strong, lead, secondary, form_label,
    caption, hint, small_hint, figure. Plain text, never HTML.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if kind:
        made.setProperty("kind", kind)
    if state:
        made.setProperty("state", state)
    return made


def divider(*, vertical: bool = False) -> QFrame:
    """A thin line."""
    made = QFrame()
    made.setProperty("kind", "divider_v" if vertical else "divider")
    return made


def paint_focus_ring(widget: QWidget, painter: QPainter, gap: str) -> None:
    """Two pixels of accent at the edge and two of the ``gap`` colour inside: visible on every fill."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    area = QRectF(widget.rect())
    for inset, token in ((3.0, gap), (1.0, "accent")):
        painter.setPen(QPen(theme.color(token), 2))
        painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), 4, 4)


class Button(QPushButton):
    """A button that says its verb. kind: default, primary, danger, danger_outline, quiet, icon, bare; fit: dense 32,
    normal 36, important 44. A focus ring shows while the keyboard brought the focus.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "default",
        icon_name: str = "",
        fit: str = "normal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._ring = False
        self.setProperty("kind", kind)
        self.setProperty("fit", fit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._fit_icon()
        if icon_name:
            self.set_icon(icon_name)

    def setText(self, text: str) -> None:
        """Another word; the space between it and the icon follows."""
        super().setText(text)
        self._fit_icon()

    def _fit_icon(self) -> None:
        # Wider than high: Qt puts only four pixels between an icon and its word.
        side = 20 if self.property("fit") == "important" else 18
        self.setIconSize(QSize(side + 8, side) if self.text() else QSize(side, side))

    def set_icon(self, name: str) -> None:
        """The icon before the word, in the colour of the button's text."""
        self.setIcon(icon(name, _ICON_TOKEN.get(str(self.property("kind")), "t1"), on="accent"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the keyboard brought the focus."""
        self._ring = event.reason() in _KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it from the tokens."""
        super().paintEvent(event)
        if self.hasFocus() and self._ring:
            painter = QPainter(self)
            paint_focus_ring(self, painter, "panel")
            painter.end()


def icon_button(name: str, meaning: str, kind: str = "icon", fit: str = "dense") -> Button:
    """A button that is only an icon; ``meaning`` is its tooltip and accessible name."""
    made = Button("", kind, name, fit)
    made.setToolTip(meaning)
    made.setAccessibleName(meaning)
    return made


class Card(QFrame):
    """A panel with a border and, when given, a title row; ``body`` is where content goes."""

    def __init__(
        self, title: str = "", *, actions: Sequence[QWidget] = (), margin: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.body: QVBoxLayout = column(margins=(margin, margin, margin, margin), parent=self)
        self.head: QHBoxLayout | None = None
        self.title: QLabel | None = None
        if title or actions:
            self.title = label(title, "card_title")
            self.head = row(self.title, None, *actions)
            self.body.addLayout(self.head)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below what is there."""
        for widget in widgets:
            self.body.addWidget(widget)

    def set_state(self, state: str) -> None:
        """ok, info, warn or bad paints the left edge; empty takes it off."""
        theme.set_property(self, "state", state)


class Banner(QFrame):
    """A sentence across a card or page with an icon and at most one button. state: info, ok, warn, bad, hold."""

    _TOKENS: ClassVar = {"info": "accent", "ok": "ok", "warn": "warn", "bad": "bad", "hold": "hold"}
    _ICONS: ClassVar = {
        "info": "information",
        "ok": "check-circle",
        "warn": "alert",
        "bad": "alert-octagon",
        "hold": "lock",
    }

    def __init__(
        self,
        text: str = "",
        state: str = "info",
        icon_name: str = "",
        action: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self._icon = IconLabel(icon_name or self._ICONS[state], self._TOKENS[state], 20)
        self._label = label(text, wrap=True)
        inside = row(self._icon, margins=(12, 8, 12, 8), spacing=12, parent=self)
        inside.addWidget(self._label, 1)
        if action:
            inside.addWidget(action)
        self.set(text, state, icon_name)

    def set(self, text: str, state: str = "info", icon_name: str = "") -> None:
        """Another sentence."""
        self._label.setText(text)
        self._icon.set_icon(icon_name or self._ICONS[state], self._TOKENS[state])
        theme.set_property(self, "state", state)
        self.setAccessibleName(text)

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._label.text()


class Segmented(QWidget):
    """One choice of a few, side by side. ``changed`` carries the value that a person chose."""

    changed = Signal(object)

    def __init__(
        self,
        choices: Sequence[tuple[object, str]],
        current: object = None,
        fit: str = "dense",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._values: list[object] = []
        inside = row(spacing=0, parent=self)
        last = len(choices) - 1
        for at, (value, text) in enumerate(choices):
            button = Button(text, "default", fit=fit)
            button.setCheckable(True)
            place = "only" if last == 0 else "first" if at == 0 else "last" if at == last else "middle"
            button.setProperty("seg", place)
            self._group.addButton(button, at)
            self._values.append(value)
            inside.addWidget(button)
        self.set_value(current if current is not None else self._values[0])
        self._group.idClicked.connect(lambda at: self.changed.emit(self._values[at]))

    def value(self) -> object:
        """The value chosen, None when none is."""
        at = self._group.checkedId()
        return self._values[at] if at >= 0 else None

    def set_value(self, value: object) -> None:
        """Choose without telling anyone."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def button(self, value: object) -> QAbstractButton:
        """The button of a value, for a tooltip or to disable it."""
        return self._group.button(self._values.index(value))


class SearchField(QLineEdit):
    """A field with a magnifying glass and a button that empties it."""

    def __init__(self, hint: str, fit: str = "normal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("fit", fit)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.addAction(icon("magnify", "t3"), QLineEdit.ActionPosition.LeadingPosition)
        wipe = self.addAction(icon("close", "t3"), QLineEdit.ActionPosition.TrailingPosition)
        wipe.setToolTip(QCoreApplication.translate("Controls", "Clear"))
        wipe.setVisible(False)
        wipe.triggered.connect(self.clear)
        self.textChanged.connect(lambda text: wipe.setVisible(bool(text)))


class ElidedLabel(QLabel):
    """A line of text that ends in … when space is short, and then has all of it as its tooltip."""

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = text
        if kind:
            self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Another text."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """As large as its content."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a letter and the dots."""
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text again."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the text again when the font changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 24))
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class EmptyState(QWidget):
    """Where nothing is yet: an icon, a title, a sentence, and the button that changes it."""

    def __init__(
        self, icon_name: str, title: str, text: str = "", button: Button | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        words, more = label(title, "card_title", wrap=True), label(text, "secondary", wrap=True)
        inside = column(None, margins=(24, 24, 24, 24), spacing=8, parent=self)
        inside.addWidget(IconLabel(icon_name, "t3", 48), 0, Qt.AlignmentFlag.AlignHCenter)
        for one in (words, more):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(one)
            one.setVisible(bool(one.text()))
        if button:
            inside.addSpacing(8)
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)


class ProgressCard(Card):
    """Work that takes long: its name, per cent, what is left, and "Hủy". Set ``fraction`` below 0 for unknown."""

    canceled = Signal()

    def __init__(self, title: str, detail: str = "", *, cancel: str = "", parent: QWidget | None = None) -> None:
        super().__init__(margin=12, parent=parent)
        self._percent = label("", "strong")
        self.body.addLayout(row(label(title, "strong"), None, self._percent))
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self._detail = label(detail, "caption", wrap=True)
        self.body.addWidget(self._bar)
        foot = row(spacing=8)
        foot.addWidget(self._detail, 1)
        if cancel:
            stop = Button(cancel, fit="dense")
            stop.clicked.connect(self.canceled)
            foot.addWidget(stop)
        self.body.addLayout(foot)

    def set_progress(self, fraction: float, detail: str | None = None) -> None:
        """0 to 1; below 0 the bar runs without a figure."""
        self._bar.setRange(0, 0 if fraction < 0 else 1000)
        if fraction >= 0:
            self._bar.setValue(round(fraction * 1000))
        self._percent.setText("" if fraction < 0 else f"{min(fraction, 1) * 100:.0f} %")
        if detail is not None:
            self._detail.setText(detail)


def style_table(table: QTableView, row_height: int = 32) -> None:
    """Rows of one height, no grid, whole rows selected, head to the left."""
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(theme.length(row_height))
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setHighlightSections(False)


def token_color(token: str) -> QColor:
    """A token's colour, for delegates and models; ask again at each paint."""
    return theme.color(token)
