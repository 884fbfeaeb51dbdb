"""A month of days: which have footage, which have held footage, which is shown."""

from __future__ import annotations

import calendar as months
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vms.services.timeline import DayFacts
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import icon_button, label, paint_focus_ring

translate = QCoreApplication.translate

_CELL = 30
_NAME_ROOM = 7 * _CELL - 80  # between the arrows


def weeks(month: date) -> list[list[date | None]]:
    """Monday-first weeks of the month; None outside it."""
    return [
        [day if day.month == month.month else None for day in week]
        for week in months.Calendar(firstweekday=0).monthdatescalendar(month.year, month.month)
    ]


def other_month(month: date, step: int) -> date:
    """The first of the month ``step`` months away."""
    count = month.year * 12 + month.month - 1 + step
    return date(count // 12, count % 12 + 1, 1)


class DayGrid(QWidget):
    """The days themselves; arrows move, a click or Enter chooses."""

    chosen = Signal(object)  # date

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Archive", "Days with footage"))
        self._month = date(2000, 1, 1)
        self._today = date(2000, 1, 1)
        self._day: date | None = None
        self._recorded: Mapping[date, DayFacts] = {}

    def show_month(self, month: date, today: date, day: date | None, recorded: Mapping[date, DayFacts]) -> None:
        """What to paint."""
        self._month, self._today, self._day, self._recorded = month, today, day, recorded
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A row for the names of the days and one a week."""
        return QSize(7 * _CELL, _CELL * (len(weeks(self._month)) + 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer."""
        for area, day in self._cells():
            if area.contains(event.position().toPoint()) and day <= self._today:
                self.chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows: a day or a week."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        step = steps.get(Qt.Key(event.key()))
        if step is None or self._day is None:
            super().keyPressEvent(event)
            return
        wanted = self._day + timedelta(days=step)
        if wanted <= self._today:
            self.chosen.emit(wanted)

    def _cells(self) -> list[tuple[QRect, date]]:
        wide = self.width() / 7
        return [
            (QRect(round(column * wide), (line + 1) * _CELL, round(wide), _CELL), day)
            for line, week in enumerate(weeks(self._month))
            for column, day in enumerate(week)
            if day is not None
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the tokens."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("t2"))
        wide = self.width() / 7
        for at, name in enumerate(translate("Archive", "Mo Tu We Th Fr Sa Su").split()):
            painter.drawText(QRectF(at * wide, 0, wide, _CELL), Qt.AlignmentFlag.AlignCenter, name)
        for area, day in self._cells():
            self._paint_day(painter, area, day)
        if self.hasFocus():
            paint_focus_ring(self, painter, "panel")
        painter.end()

    def _paint_day(self, painter: QPainter, area: QRect, day: date) -> None:
        box = area.adjusted(3, 1, -3, -1)
        ink = "t3" if day > self._today else "t1"
        if day == self._day:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_fill"))
            painter.drawRoundedRect(box, 4, 4)
            ink = "on_fill"
        elif day == self._today:
            painter.setPen(QPen(theme.color("edge"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
        painter.setFont(theme.font(13, 600 if day in (self._day, self._today) else 400, tabular=True))
        painter.setPen(theme.color(ink))
        painter.drawText(box.adjusted(0, 0, 0, -5), Qt.AlignmentFlag.AlignCenter, str(day.day))
        found = self._recorded.get(day)
        if found is not None:
            line = QRect(box.center().x() - 8, box.bottom() - 4, 17, 3)
            painter.fillRect(line, theme.color("tl_hold" if found.held else "tl_continuous"))
            if found.unseen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("on_fill" if day == self._day else "warn"))
                painter.drawEllipse(QRectF(box.right() - 7, box.top() + 3, 5, 5))


class _Dash(QWidget):
    """The line below a day, or the dot beside it, for the legend."""

    def __init__(self, token: str, parent: QWidget | None = None, *, dot: bool = False) -> None:
        super().__init__(parent)
        self._token, self._dot = token, dot
        self.setFixedSize(7 if dot else 12, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the tokens."""
        painter = QPainter(self)
        if self._dot:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(self._token))
            painter.drawEllipse(QRectF(1, 3.5, 5, 5))
        else:
            painter.fillRect(QRect(0, 5, 12, 3), theme.color(self._token))
        painter.end()


class MonthCalendar(QWidget):
    """The month with its name, two arrows and a legend. ``month_changed`` asks for that month's facts."""

    chosen = Signal(object)  # date
    month_changed = Signal(object)  # first of the month

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._month = today, today.replace(day=1)
        self._day: date | None = today
        self._recorded: Mapping[date, DayFacts] = {}
        self._name = label("", "strong")
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        earlier = icon_button("chevron-left", translate("Archive", "Earlier month"), "bare")
        self._later = icon_button("chevron-right", translate("Archive", "Later month"), "bare")
        earlier.clicked.connect(lambda: self.turn(-1))
        self._later.clicked.connect(lambda: self.turn(1))
        head = row(earlier)
        head.addWidget(self._name, 1)
        head.addWidget(self._later)
        self._grid = DayGrid()
        self._grid.chosen.connect(self.choose)
        column(head, self._grid, self._legend(), spacing=4, parent=self)
        self._show()

    @staticmethod
    def _legend() -> QWidget:
        legend = QWidget()
        entries = (
            (translate("Archive", "Recorded"), "tl_continuous", False),
            (translate("Archive", "Held"), "tl_hold", False),
            (translate("Archive", "Not reviewed"), "warn", True),
        )
        inside = row(spacing=3, margins=(0, 0, 0, 0), parent=legend)
        for words, token, round_one in entries:
            inside.addWidget(_Dash(token, dot=round_one))
            inside.addWidget(label(words, "caption"))
            inside.addSpacing(2)
        inside.addStretch(1)
        return legend

    @property
    def day(self) -> date | None:
        """The day chosen."""
        return self._day

    @property
    def month(self) -> date:
        """The first of the month shown."""
        return self._month

    def turn(self, step: int) -> None:
        """Months back or forth; never past today."""
        wanted = other_month(self._month, step)
        if wanted <= self._today:
            self._month, self._recorded = wanted, {}
            self._show()
            self.month_changed.emit(wanted)

    def choose(self, day: date) -> None:
        """Choose a day and tell."""
        self.set_day(day)
        self.chosen.emit(day)

    def set_day(self, day: date) -> None:
        """Choose a day without telling; another month asks for its facts."""
        self._day = day
        if day.replace(day=1) != self._month:
            self._month, self._recorded = day.replace(day=1), {}
            self.month_changed.emit(self._month)
        self._show()

    def set_recorded(self, month: date, recorded: Mapping[date, DayFacts]) -> None:
        """Facts of a month; late ones of another month are ignored."""
        if month == self._month:
            self._recorded = recorded
            self._show()

    def set_today(self, today: date) -> None:
        """Midnight has passed."""
        self._today = today
        self._show()

    def _show(self) -> None:
        name = translate("Archive", "{month}/{year}").format(month=f"{self._month.month:02d}", year=self._month.year)
        short = f"{self._month.month:02d}/{self._month.year}"
        fits = self._name.fontMetrics().horizontalAdvance(name) <= _NAME_ROOM
        self._name.setText(name if fits else short)
        self._name.setAccessibleName(name)
        self._later.setEnabled(other_month(self._month, 1) <= self._today)
        self._grid.show_month(self._month, self._today, self._day, self._recorded)
