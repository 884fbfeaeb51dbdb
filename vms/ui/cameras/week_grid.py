"""A week of half hours to paint on: a row a day, drawn over with the mouse or walked over with the keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vms.services.plan_grid import ALWAYS, SLOTS_A_DAY, Grid, Level, slot, slots_between
from vms.ui import theme
from vms.ui.controls import paint_focus_ring

translate = QCoreApplication.translate
_ROW, _HEAD, _NAMES, _CELL, _EDGE = 24, 22, 52, 13, 12
_TINTS = {Level.ALWAYS: "tl_continuous", Level.MOTION: "tl_motion"}
# A level is told by its height too, as on the time line.
_HEIGHTS = {Level.ALWAYS: 1.0, Level.MOTION: 0.5}
_STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}

Place = tuple[int, int]  # weekday (Monday is 0) and half hour


def day_names() -> list[str]:
    """Monday first."""
    return [
        translate("cameras", "Monday"), translate("cameras", "Tuesday"), translate("cameras", "Wednesday"),
        translate("cameras", "Thursday"), translate("cameras", "Friday"), translate("cameras", "Saturday"),
        translate("cameras", "Sunday"),
    ]  # fmt: skip


def level_text(level: Level) -> str:
    """How a half hour is recorded, in words."""
    match level:
        case Level.ALWAYS:
            return translate("cameras", "All the time")
        case Level.MOTION:
            return translate("cameras", "On motion and alarms")
        case _:
            return translate("cameras", "Not recorded")


def hour_text(half_hour: int) -> str:
    """``07:30``."""
    return f"{half_hour // 2:02d}:{half_hour % 2 * 30:02d}"


class WeekGrid(QWidget):
    """``painted`` carries the half hours drawn over; ``pointed`` a sentence on the one under pointer or cursor.

    Arrows walk, with Shift they stretch a rectangle, Space or Enter paints it. A click on a day's name takes the day,
    one on an hour that hour of every day.
    """

    painted = Signal(object)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("cameras", "Hours of the week"))
        self._grid: Grid = ALWAYS
        self._brush = Level.MOTION
        self._cursor: Place = (0, 14)
        self._anchor: Place = self._cursor
        self._drawing = False

    def show_grid(self, grid: Grid, brush: Level) -> None:
        """What to paint, and with what it would be painted over."""
        self._grid, self._brush = grid, brush
        self._tell(self._cursor)
        self.update()

    def sizeHint(self) -> QSize:
        """Seven rows below the hours."""
        wide = theme.length(_NAMES) + SLOTS_A_DAY * _CELL + _EDGE
        return QSize(wide, theme.length(_HEAD) + 7 * theme.length(_ROW) + 4)

    def minimumSizeHint(self) -> QSize:
        """Cells may shrink a little."""
        return QSize(theme.length(_NAMES) + SLOTS_A_DAY * 10, self.sizeHint().height())

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a rectangle, or take a day or an hour whole."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        day, half = self._place(event.position())
        if day is None and half is not None:
            hour = half // 2 * 2
            self.painted.emit(slots_between((0, hour), (6, hour + 1)))
        elif day is not None and half is None:
            self.painted.emit(slots_between((day, 0), (day, SLOTS_A_DAY - 1)))
        elif day is not None and half is not None:
            self._anchor = self._cursor = (day, half)
            self._drawing = True
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Stretch the rectangle; without a button say what is under the pointer."""
        day, half = self._place(event.position(), clamp=self._drawing)
        if day is None or half is None:
            return
        if self._drawing:
            self._cursor = (day, half)
            self.update()
        self._tell((day, half))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Paint it."""
        if self._drawing and event.button() == Qt.MouseButton.LeftButton:
            self._drawing = False
            self.painted.emit(slots_between(self._anchor, self._cursor))
            self._anchor = self._cursor
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The sentence is the cursor's again."""
        self._tell(self._cursor)
        super().leaveEvent(event)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, stretch, paint."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.painted.emit(slots_between(self._anchor, self._cursor))
            return
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: SLOTS_A_DAY - 1}
        if key in ends:
            self._go((self._cursor[0], ends[key]), event)
        elif key in _STEPS:
            down, right = _STEPS[key]
            day = min(6, max(0, self._cursor[0] + down))
            self._go((day, min(SLOTS_A_DAY - 1, max(0, self._cursor[1] + right))), event)
        else:
            super().keyPressEvent(event)

    def _go(self, place: Place, event: QKeyEvent) -> None:
        self._cursor = place
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = place
        self._tell(place)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self._tell(self._cursor)

    def _tell(self, place: Place) -> None:
        level = level_text(self._grid.at_slot(slot(*place)))
        text = translate("cameras", "{day} {start}–{end}: {level}").format(
            day=day_names()[place[0]], start=hour_text(place[1]), end=hour_text(place[1] + 1), level=level
        )
        self.setAccessibleDescription(text)
        self.pointed.emit(text)

    # -- geometry and paint

    def _field(self) -> QRectF:
        left, top = theme.length(_NAMES), theme.length(_HEAD)
        return QRectF(left, top, self.width() - left - _EDGE, self.height() - top - 4)

    def _place(self, point: QPointF, *, clamp: bool = False) -> tuple[int | None, int | None]:
        field = self._field()
        day = int((point.y() - field.top()) // (field.height() / 7))
        half = int((point.x() - field.left()) // (field.width() / SLOTS_A_DAY))
        if clamp:
            return min(6, max(0, day)), min(SLOTS_A_DAY - 1, max(0, half))
        return (day if 0 <= day < 7 else None), (half if 0 <= half < SLOTS_A_DAY else None)

    def _rect(self, first: Place, last: Place) -> QRectF:
        field = self._field()
        tall, wide = field.height() / 7, field.width() / SLOTS_A_DAY
        days, halves = sorted((first[0], last[0])), sorted((first[1], last[1]))
        return QRectF(
            field.left() + halves[0] * wide,
            field.top() + days[0] * tall,
            (halves[1] - halves[0] + 1) * wide,
            (days[1] - days[0] + 1) * tall,
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names, hours, the levels as bars, the rectangle being drawn."""
        painter = QPainter(self)
        field = self._field()
        painter.fillRect(field, theme.color("tl_ground"))
        self._paint_levels(painter)
        self._paint_rules(painter, field)
        if self._drawing or self.hasFocus():
            chosen = self._rect(self._anchor, self._cursor)
            painter.fillRect(chosen, theme.color("accent", 60))
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(chosen.adjusted(1, 1, -1, -1))
        if self.hasFocus():
            paint_focus_ring(self, painter, "panel")
        painter.end()

    def _paint_levels(self, painter: QPainter) -> None:
        for day in range(7):
            start = 0
            while start < SLOTS_A_DAY:
                level = self._grid.at_slot(slot(day, start))
                end = start
                while end + 1 < SLOTS_A_DAY and self._grid.at_slot(slot(day, end + 1)) is level:
                    end += 1
                if level in _TINTS:
                    bar = self._rect((day, start), (day, end)).adjusted(0, 3, 0, -2)
                    bar.setTop(bar.bottom() - bar.height() * _HEIGHTS[level])
                    painter.fillRect(bar, theme.color(_TINTS[level]))
                start = end + 1

    def _paint_rules(self, painter: QPainter, field: QRectF) -> None:
        tall, wide = field.height() / 7, field.width() / SLOTS_A_DAY
        painter.setFont(theme.font(12, tabular=True))
        for hour in range(0, 25, 2):
            x = field.left() + hour * 2 * wide
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom()))
            painter.setPen(theme.color("t3"))
            place = QRectF(x - 20, 0, 40, field.top() - 3)
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, str(hour))
        names = translate("cameras", "Mon Tue Wed Thu Fri Sat Sun").split()
        for day in range(8):
            y = field.top() + day * tall
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            if day < 7:
                painter.setPen(theme.color("t2"))
                place = QRectF(0, y, field.left() - 8, tall)
                painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, names[day])
