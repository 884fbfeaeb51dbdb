"""The time line: the chosen camera and all of them, from years to single pictures; the play head; the marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from vms.core.instants import DAY, MINUTE, SECOND, Span
from vms.services.archive import MarkView
from vms.services.timeline import LineRow
from vms.ui import theme
from vms.ui.archive.line_painter import Lane, LinePainter
from vms.ui.archive.line_words import explanation
from vms.ui.archive.scale import Scale, whole_day
from vms.ui.archive.selection import Selection
from vms.ui.controls import paint_focus_ring

translate = QCoreApplication.translate

NAME_PX = 116
_RULER_PX, _ROW_PX, _BETWEEN_PX, _FOOT_PX = 26, 32, 8, 24
_INSET = 5  # px before the name, so that the focus ring doesn't cross it
_WHEEL = 1.25
_DRAG_PX = 4
_PLAYS_ON = 5 * SECOND  # a head that moves further was put there


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row and what stands before it."""

    title: str
    detail: str
    row: LineRow


class Timeline(QWidget):
    """The wheel zooms about the pointer, a drag in the rows pans, a drag on the ruler moves the play head, a click goes
    there, a drag with Shift marks a stretch. Rows may be older than the window: it is asked for, and comes.
    """

    sought = Signal(object)  # instant, µs UTC
    scrubbed = Signal(object)  # the same, many times a second while the play head is dragged
    stretched = Signal(object)  # Span: marked with Shift
    window_changed = Signal()
    hovered = Signal(object, int)  # instant, or None when the pointer has left; x in this widget

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("Archive", "Time line"))
        self._rows: tuple[NamedRow, ...] = ()
        self._marks: tuple[MarkView, ...] = ()
        self._names: dict[int, str] = {}
        self._selection = Selection()
        self._looping = False
        self._head: int | None = None
        self._scale = whole_day(Span(0, DAY), 1)
        self._pressed_at: QPointF | None = None
        self._pressed_instant = 0
        self._ring = False
        self._lane_count = 2
        self._drag = ""  # what a drag does: '' nothing yet, pan, scrub or mark
        # With the text scale: page and widgets are made anew when it changes.
        self.name_width, self._ruler = theme.length(NAME_PX), theme.length(_RULER_PX)
        self._row, self._foot = theme.length(_ROW_PX), theme.length(_FOOT_PX)

    # What it shows

    def set_rows(self, rows: Sequence[NamedRow]) -> None:
        """Newer facts, or those of another window."""
        self._rows = tuple(rows)
        self.update()

    def set_marks(self, marks: Sequence[MarkView]) -> None:
        """Bookmarks to paint and to tell."""
        self._marks = tuple(marks)
        self.update()

    def set_names(self, names: dict[int, str]) -> None:
        """Cameras by their numbers, for what is told of a gap."""
        self._names = dict(names)

    def set_one_row(self, one: bool) -> None:
        """Only the chosen camera's."""
        if one != (self._lane_count == 1):
            self._lane_count = 1 if one else 2
            self.updateGeometry()
            self.update()

    @property
    def rows(self) -> tuple[NamedRow, ...]:
        """What is painted."""
        return self._rows

    def clear(self) -> None:
        """Nothing is chosen."""
        self._rows, self._marks, self._head = (), (), None
        self.update()

    def set_bounds(self, bounds: Span) -> None:
        """How far it may be moved."""
        if bounds.length and bounds != self._scale.bounds:
            first = self._scale.bounds == Span(0, DAY)
            self._show(whole_day(bounds, self._room()) if first else self._scale.bounded(bounds))

    def set_head(self, instant: int | None) -> None:
        """Move the play head; the window follows when it would leave.

        Not while somebody looks elsewhere on the line: a head that only plays on doesn't fetch the window back.
        """
        before, self._head = self._head, instant
        if instant is None or instant == before:
            self.update()
            return
        plays_on = before is not None and abs(instant - before) < _PLAYS_ON
        elsewhere = before is not None and not self._scale.window.contains(before)
        if self._drag != "pan" and not (plays_on and elsewhere):
            self._show(self._scale.showing(instant))
        self.update()

    def set_selection(self, selection: Selection, *, looping: bool = False) -> None:
        """Show the marks."""
        self._selection, self._looping = selection, looping
        self.update()

    @property
    def scale(self) -> Scale:
        """The window in view."""
        return self._scale

    def zoom(self, factor: float) -> None:
        """Zoom about the play head, or the middle."""
        x = self._scale.width / 2
        if self._head is not None and self._scale.window.contains(self._head):
            x = self._scale.x_of(self._head)
        self._show(self._scale.zoomed(factor, x))

    def show_window(self, span: Span) -> None:
        """Zoom to a stretch."""
        self._show(self._scale.over(span))

    def _show(self, scale: Scale) -> None:
        if scale == self._scale:
            return
        moved = scale.window != self._scale.window or scale.width != self._scale.width
        self._scale = scale
        self.update()
        if moved:
            self.window_changed.emit()

    def sizeHint(self) -> QSize:
        """Ruler, two rows, the flags of the marks."""
        return QSize(600, round(self._bottom()) + self._foot)

    def minimumSizeHint(self) -> QSize:
        """As high as it needs."""
        return QSize(300, self.sizeHint().height())

    # Mouse and keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; sideways, or with Shift, move."""
        turns, aside = event.angleDelta().y() / 120, event.angleDelta().x() / 120
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or (aside and not turns):
            self._show(self._scale.panned(-(turns or aside) * self._scale.width / 8))
        elif turns:
            self._show(self._scale.zoomed(_WHEEL**turns, event.position().x() - self.name_width))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or the start of a drag."""
        if event.button() == Qt.MouseButton.LeftButton and event.position().x() >= self.name_width and self._rows:
            self._pressed_at, self._drag = event.position(), ""
            self._pressed_instant = self._instant(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, scrub or mark; without a button tell what lies under the pointer."""
        if self._pressed_at is None:
            self._explain(event)
            return
        moved = event.position().x() - self._pressed_at.x()
        if not self._drag and abs(moved) > _DRAG_PX:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._drag = "mark"
            else:
                self._drag = "scrub" if self._pressed_at.y() < self._ruler else "pan"
        if self._drag == "pan":
            self._show(self._scale.panned(-moved))
            self._pressed_at = event.position()
        elif self._drag == "scrub":
            self.scrubbed.emit(self._instant(event))
        elif self._drag == "mark":
            here = self._instant(event)
            if here != self._pressed_instant:
                self.stretched.emit(Span(min(here, self._pressed_instant), max(here, self._pressed_instant)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click moves the play head; the end of a scrub is where it stays."""
        if self._pressed_at is not None and self._drag in ("", "scrub"):
            self.sought.emit(self._instant(event))
        self._pressed_at, self._drag = None, ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A ring only where the keyboard brought the focus."""
        self._ring = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No picture under a pointer that isn't there."""
        self.hovered.emit(None, 0)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the play head: one second, with Shift a minute. PgUp and PgDn move the window."""
        steps, pages = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}, {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        step, page = steps.get(Qt.Key(event.key())), pages.get(Qt.Key(event.key()))
        if page is not None:
            self._show(self._scale.panned(page * self._scale.width * 0.8))
        elif step is None or self._head is None:
            super().keyPressEvent(event)
        else:
            minute = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.sought.emit(self._head + step * (MINUTE if minute else SECOND))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same window over another width."""
        super().resizeEvent(event)
        self._show(self._scale.resized(self._room()))

    def _instant(self, event: QMouseEvent) -> int:
        return self._scale.instant_at(event.position().x() - self.name_width)

    def _explain(self, event: QMouseEvent) -> None:
        if event.position().x() < self.name_width or not self._rows:
            self.hovered.emit(None, 0)
            return
        instant = self._instant(event)
        self.hovered.emit(instant, round(event.position().x()))
        lanes = self._lanes()
        at = next((n for n, lane in enumerate(lanes) if event.position().y() <= lane.top + lane.height), len(lanes) - 1)
        near = [mark for mark in self._marks if abs(mark.instant_us - instant) < self._scale.us_per_px * 6]
        words = explanation(self._rows[min(at, len(self._rows) - 1)].row, instant, near, self._names)
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    # Painting

    def _room(self) -> int:
        return max(1, self.width() - self.name_width - 12)

    def _bottom(self) -> float:
        return self._ruler + self._lane_count * self._row + (self._lane_count - 1) * theme.length(_BETWEEN_PX)

    def _lanes(self) -> list[Lane]:
        apart = self._row + theme.length(_BETWEEN_PX)
        return [Lane(float(self._ruler + at * apart), float(self._row)) for at in range(self._lane_count)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the tokens."""
        painter = QPainter(self)
        lanes = self._lanes()
        for lane, row in zip(lanes, self._rows, strict=False):
            self._paint_name(painter, lane, row)
        painter.save()
        painter.setClipRect(QRectF(self.name_width - 1, 0, self._room() + 2, self.height()))
        painter.translate(self.name_width, 0)
        self._paint_line(painter, lanes)
        painter.restore()
        if self.hasFocus() and self._ring:
            paint_focus_ring(self, painter, "panel")
        painter.end()

    def _paint_line(self, painter: QPainter, lanes: list[Lane]) -> None:
        paint, bottom = LinePainter(painter, self._scale), self._bottom()
        shown = self._head is not None and self._scale.window.contains(self._head)
        head = self._scale.x_of(self._head) if shown and self._head is not None else None
        paint.ruler(self._ruler, bottom, head)
        painter.setPen(theme.color("line"))
        for lane in lanes:
            for y in (lane.top, lane.top + lane.height):
                painter.drawLine(QPointF(0, y), QPointF(self._room(), y))
        for lane, row in zip(lanes, self._rows, strict=False):
            paint.row(row.row, lane)
        if self._rows:
            paint.marks((mark.instant_us for mark in self._marks), lanes[0])
        paint.selection(self._selection, self._ruler, bottom, self._looping)
        for lane, row in zip(lanes, self._rows, strict=False):
            paint.holds(row.row, lane)
        if head is not None and self._head is not None:
            paint.head(self._head, self._ruler, bottom)

    def _paint_name(self, painter: QPainter, lane: Lane, row: NamedRow) -> None:
        width = self.name_width - _INSET - 3
        for at, (text, weight, token) in enumerate(((row.title, 600, "t1"), (row.detail, 400, "t2"))):
            painter.setFont(theme.font(13 if at == 0 else 12, weight))
            painter.setPen(theme.color(token))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            area = QRectF(_INSET, lane.top + at * lane.height / 2, width, lane.height / 2)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
