"""From when to when: two fields of date and time."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QTimeZone, Signal
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from vms.core.instants import DAY, MINUTE, SECOND, Span, day_span, local_date
from vms.ui.arrange import column, row
from vms.ui.controls import label
from vms.ui.fields import Field

translate = QCoreApplication.translate
_ZONE_S = 7 * 3600  # instants at the edge are the school's, wherever the PC believes to be


class SpanFields(QWidget):
    """``changed`` when a person changed one of them. ``days``: whole days only."""

    changed = Signal()

    def __init__(self, *, days: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days = days
        self._from, self._to = self._edit(), self._edit()
        first = Field(translate("Search", "From"), self._from, reserve=False)
        last = Field(translate("Search", "To"), self._to, reserve=False)
        self._wrong = label("", "caption", wrap=True, state="bad")
        self._wrong.hide()
        side = row(spacing=8)
        side.addWidget(first, 1)
        side.addWidget(last, 1)
        column(side, self._wrong, spacing=4, parent=self)

    def _edit(self) -> QDateTimeEdit:
        edit = QDateTimeEdit()
        edit.setTimeZone(QTimeZone(_ZONE_S))
        edit.setDisplayFormat("dd/MM/yyyy" if self._days else "dd/MM/yyyy HH:mm")
        edit.setCalendarPopup(True)
        edit.setProperty("fit", "dense")
        edit.dateTimeChanged.connect(lambda _moment: self.changed.emit())
        return edit

    def set_span(self, span: Span) -> None:
        """Show a span; tells nobody."""
        for edit, instant in ((self._from, span.start), (self._to, span.end - (1 if self._days else 0))):
            edit.blockSignals(True)
            edit.setDateTime(QDateTime.fromMSecsSinceEpoch(instant // 1000, QTimeZone(_ZONE_S)))
            edit.blockSignals(False)

    def show_error(self, text: str) -> None:
        """What is wrong with it, below both; empty takes it off."""
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))

    @property
    def span(self) -> Span:
        """What is chosen; empty where the end isn't after the start."""
        start, end = (edit.dateTime().toMSecsSinceEpoch() * 1000 for edit in (self._from, self._to))
        if self._days:
            start, end = day_span(local_date(start)).start, day_span(local_date(end)).end
        else:
            start, end = start - start % MINUTE, end - end % MINUTE
        return Span(start, max(start, end))


def last_days(now_us: int, days: int) -> Span:
    """Today and the days before it, so many in all."""
    today = day_span(local_date(now_us))
    return Span(today.end - days * DAY, today.end)


def around(instant_us: int, minutes: int, now_us: int) -> Span:
    """So many minutes around an instant, on whole minutes, not after now."""
    half = minutes * MINUTE // 2
    end = min(instant_us + half, now_us + MINUTE - 1)
    start = end - 2 * half
    return Span(start - start % MINUTE, max(end - end % MINUTE, start - start % MINUTE + SECOND))
