"""A date and a time to go to, typed; Enter goes there."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit, QTimeEdit, QWidget

from vms.core.instants import VIETNAM, from_datetime, to_datetime
from vms.ui.arrange import row

translate = QCoreApplication.translate


class _Typing:
    """Two digits go on to the next part by themselves; a sign typed after them must not skip one more."""

    def __init__(self, field: QDateTimeEdit, signs: str) -> None:
        self._field, self._signs, self._went_on = field, signs, False

    def swallows(self, event: QKeyEvent) -> bool:
        """Whether the sign is one too many."""
        if self._went_on and event.text() and event.text() in self._signs:
            self._went_on = False
            return True
        return False

    def typed(self, event: QKeyEvent, before: int) -> None:
        """After the field has had the key."""
        self._went_on = event.text().isdigit() and self._field.currentSectionIndex() != before


def _prepare(field: QDateTimeEdit, shape: str, name: str, entered: object) -> None:
    field.setDisplayFormat(shape)
    field.setProperty("fit", "dense")
    field.setProperty("arrows", "none")
    field.setMinimumWidth(84)  # the hint counts the arrows that aren't there
    field.setAccessibleName(name)
    field.setToolTip(translate("Archive", "Type date and time and press Enter"))
    line = field.lineEdit()
    assert line is not None
    line.returnPressed.connect(entered)
    line.setTextMargins(7, 0, 0, 0)  # Qt ignores the style sheet's padding once the arrows are styled


class DateField(QDateEdit):
    """A day to go to; ``entered`` only when a person confirms it with Enter."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self, "dd/MM/yyyy", translate("Archive", "Go to date"), self.entered)
        self._typing = _Typing(self, "/.-")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One slash too many is swallowed."""
        if not self._typing.swallows(event):
            before = self.currentSectionIndex()
            super().keyPressEvent(event)
            self._typing.typed(event, before)


class TimeField(QTimeEdit):
    """A time of day to go to; ``entered`` only when a person confirms it with Enter."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self, "HH:mm:ss", translate("Archive", "Go to time"), self.entered)
        self._typing = _Typing(self, ":")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One colon too many is swallowed."""
        if not self._typing.swallows(event):
            before = self.currentSectionIndex()
            super().keyPressEvent(event)
            self._typing.typed(event, before)


class GotoRow(QWidget):
    """``entered`` carries the instant, µs UTC."""

    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.date, self.time = DateField(), TimeField()
        inside = row(spacing=6, parent=self)
        inside.addWidget(self.date, 11)
        inside.addWidget(self.time, 10)
        for field in (self.date, self.time):
            field.entered.connect(lambda: self.entered.emit(self.instant))

    @property
    def instant(self) -> int:
        """What stands in the fields."""
        day, moment = self.date.date(), self.time.time()
        at = datetime(
            day.year(), day.month(), day.day(), moment.hour(), moment.minute(), moment.second(), tzinfo=VIETNAM
        )
        return from_datetime(at)

    @property
    def typing(self) -> bool:
        """Whether somebody writes in one of them."""
        return self.date.hasFocus() or self.time.hasFocus()

    def show_instant(self, instant: int) -> None:
        """Follow the play head, but not while somebody types."""
        if not self.typing:
            at = to_datetime(instant)
            self.time.setTime(QTime(at.hour, at.minute, at.second))
            self.show_day(at.date())

    def show_day(self, day: date) -> None:
        """The day in view."""
        if not self.typing:
            self.date.setDate(QDate(day.year, day.month, day.day))
