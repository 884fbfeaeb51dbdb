"""The time line: what was recorded of a day, what is missing, what is held; the play head; the marks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from vms.core.instants import DAY, SECOND, Span, time_text
from vms.services.archive import DayLine
from vms.ui import theme
from vms.ui.archive.scale import Scale, whole_day
from vms.ui.archive.selection import Selection
from vms.ui.archive.words import gap_reason
from vms.ui.controls import paint_focus_ring

translate = QCoreApplication.translate

_NAME_PX, _RULER_PX, _ROW_PX, _FOOT_PX = 116, 24, 34, 26
_INSET = 8  # px before the name, so that the focus ring doesn't cross it
_WHEEL = 1.25


class Timeline(QWidget):
    """One row of a camera's day. The wheel zooms about the pointer, a drag pans, a click moves the play head."""

    sought = Signal(object)  # instant, µs UTC

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("Archive", "Time line"))
        self._line: DayLine | None = None
        self._name = ("", "")
        self._selection = Selection()
        self._head: int | None = None
        self._scale = whole_day(Span(0, DAY), 1)
        self._pressed_at: QPointF | None = None
        self._dragged = False
        # With the text scale: page and widgets are made anew when it changes.
        self._name_width, self._ruler = theme.length(_NAME_PX), theme.length(_RULER_PX)
        self._row, self._foot = theme.length(_ROW_PX), theme.length(_FOOT_PX)

    # What it shows

    def show_day(self, line: DayLine, code: str, name: str, *, keep_window: bool = False) -> None:
        """Another day or camera, or newer facts of the same (``keep_window``)."""
        same = keep_window and self._line is not None and self._line.span == line.span
        self._line, self._name = line, (code, name)
        if not same:
            self._scale = whole_day(line.span, self._room())
        self.update()

    def clear(self) -> None:
        """Nothing is chosen."""
        self._line, self._head = None, None
        self.update()

    def set_head(self, instant: int | None) -> None:
        """Move the play head; the window follows when it would leave."""
        if instant == self._head:
            return
        self._head = instant
        if instant is not None and self._line is not None and self._pressed_at is None:
            self._scale = self._scale.showing(instant)
        self.update()

    def set_selection(self, selection: Selection) -> None:
        """Show the marks."""
        self._selection = selection
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
        self._scale = self._scale.zoomed(factor, x)
        self.update()

    def show_window(self, span: Span) -> None:
        """Zoom to a stretch."""
        if self._line is not None:
            start = max(span.start, self._line.span.start)
            end = min(max(span.end, start + 10 * SECOND), self._line.span.end)
            self._scale = Scale(self._line.span, Span(start, end), self._room())
            self.update()

    def sizeHint(self) -> QSize:
        """Ruler, one row, the flags of the marks."""
        return QSize(600, self._ruler + self._row + self._foot)

    def minimumSizeHint(self) -> QSize:
        """As high as it needs."""
        return QSize(300, self._ruler + self._row + self._foot)

    # Mouse and keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        turns = event.angleDelta().y() / 120
        if turns and self._line is not None:
            self._scale = self._scale.zoomed(_WHEEL**turns, event.position().x() - self._name_width)
            self.update()
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or the start of a drag."""
        if event.button() == Qt.MouseButton.LeftButton and event.position().x() >= self._name_width:
            self._pressed_at, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, or tell what lies under the pointer."""
        if self._pressed_at is None:
            self._explain(event)
            return
        moved = event.position().x() - self._pressed_at.x()
        if self._dragged or abs(moved) > 4:
            self._dragged = True
            self._scale = self._scale.panned(-moved)
            self._pressed_at = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click moves the play head."""
        if self._pressed_at is not None and not self._dragged and self._line is not None:
            self.sought.emit(self._scale.instant_at(event.position().x() - self._name_width))
        self._pressed_at = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the play head: one second, with Shift a minute."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        way = steps.get(Qt.Key(event.key()))
        if way is None or self._head is None or self._line is None:
            super().keyPressEvent(event)
            return
        wide = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        span = self._line.span
        self.sought.emit(min(max(self._head + way * (60 if wide else 1) * SECOND, span.start), span.end - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same window over another width."""
        super().resizeEvent(event)
        self._scale = self._scale.resized(self._room())

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def _explain(self, event: QMouseEvent) -> None:
        if self._line is None or event.position().x() < self._name_width:
            QToolTip.hideText()
            return
        instant = self._scale.instant_at(event.position().x() - self._name_width)
        text = time_text(instant)
        for gap in self._line.gaps:
            if gap.span.contains(instant):
                text += "\n" + translate("Archive", "Not recorded: {reason}").format(reason=gap_reason(gap.reason))
        for mark in self._line.marks:
            if abs(mark.instant_us - instant) < self._scale.us_per_px * 6:
                text += f"\n{time_text(mark.instant_us)}  {mark.note}"
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    # Painting

    def _room(self) -> int:
        return max(1, self.width() - self._name_width - 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the tokens."""
        painter = QPainter(self)
        self._paint_name(painter)
        painter.save()
        painter.setClipRect(QRectF(self._name_width - 1, 0, self._room() + 2, self.height()))
        painter.translate(self._name_width, 0)
        if self._line is not None:
            self._paint_ruler(painter)
            self._paint_row(painter, self._line)
            self._paint_selection(painter)
            self._paint_holds(painter, self._line)
        painter.setPen(theme.color("line"))
        painter.drawLine(0, self._ruler, self._room(), self._ruler)
        painter.drawLine(0, self._ruler + self._row, self._room(), self._ruler + self._row)
        painter.restore()
        if self._line is not None:
            self._paint_head(painter)
        if self.hasFocus():
            paint_focus_ring(self, painter, "panel")
        painter.end()

    def _paint_name(self, painter: QPainter) -> None:
        code, name = self._name
        width = self._name_width - _INSET - 8
        for at, (text, weight, token) in enumerate(((code, 600, "t1"), (name, 400, "t2"))):
            painter.setFont(theme.font(13 if at == 0 else 12, weight))
            painter.setPen(theme.color(token))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            area = QRectF(_INSET, self._ruler + at * self._row / 2, width, self._row / 2)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_ruler(self, painter: QPainter) -> None:
        painter.setFont(theme.font(12, tabular=True))
        head = None if self._head is None else self._scale.x_of(self._head)
        for tick in self._scale.ticks(theme.length(72)):
            x = self._scale.x_of(tick.instant)
            painter.setPen(theme.color("line"))
            painter.drawLine(QPointF(x, self._ruler - 4), QPointF(x, self._ruler + self._row))
            if head is not None and abs(x - head) < theme.length(66):
                continue  # the flag of the play head stands there
            painter.setPen(theme.color("t2"))
            wide = painter.fontMetrics().horizontalAdvance(tick.text)
            left = min(max(x - wide / 2, 0), self._room() - wide)
            painter.drawText(QPointF(left, self._ruler - 8), tick.text)

    def _paint_row(self, painter: QPainter, line: DayLine) -> None:
        top = float(self._ruler)
        self._blocks(painter, line.recorded, QBrush(theme.color("tl_continuous")), top + self._row / 2, self._row / 2)
        hatch = QBrush(theme.color("tl_gap"), Qt.BrushStyle.BDiagPattern)
        for gap in line.gaps:
            area = self._area(gap.span, top, self._row)
            painter.fillRect(area, theme.color("tl_ground"))
            painter.fillRect(area, hatch)
            painter.setPen(theme.color("tl_gap"))
            painter.drawRect(area)
        painter.setPen(QPen(theme.color("accent"), 2))
        for mark in line.marks:
            x = self._scale.x_of(mark.instant_us)
            painter.drawLine(QPointF(x, top + 2), QPointF(x, top + self._row / 2 - 2))

    def _paint_holds(self, painter: QPainter, line: DayLine) -> None:
        """Over everything, the selection too."""
        self._blocks(painter, line.holds, QBrush(theme.color("tl_hold")), self._ruler + self._row - 4, 4)

    def _blocks(self, painter: QPainter, spans: Sequence[Span], brush: QBrush, top: float, height: float) -> None:
        for span in spans:
            if span.overlaps(self._scale.window):
                painter.fillRect(self._area(span, top, height), brush)

    def _area(self, span: Span, top: float, height: float) -> QRectF:
        left = max(self._scale.x_of(span.start), -2.0)
        right = min(self._scale.x_of(span.end), self._room() + 2.0)
        return QRectF(left, top, max(1.0, right - left), height)

    def _paint_selection(self, painter: QPainter) -> None:
        span = self._selection.span
        if span is not None:
            painter.fillRect(self._area(span, self._ruler, self._row), theme.color("accent", 36))
        marks = (
            (self._selection.start, 1, translate("Archive", "Start {time}")),
            (self._selection.end, -1, translate("Archive", "End {time}")),
        )
        for instant, way, words in marks:
            if instant is None:
                continue
            x = self._scale.x_of(instant)
            painter.setPen(QPen(theme.color("accent"), 3))
            painter.drawLine(QPointF(x, self._ruler - 2), QPointF(x, self._ruler + self._row + 2))
            for y in (self._ruler - 1, self._ruler + self._row + 1):
                painter.drawLine(QPointF(x, y), QPointF(x + way * 6, y))
            self._flag(
                painter, x, self._ruler + self._row + 4, words.format(time=time_text(instant)), "accent_fill", -way
            )

    def _flag(self, painter: QPainter, x: float, top: float, text: str, fill: str, side: int) -> None:
        """A label beside ``x``: ``side`` -1 to its left, 1 to its right, 0 centred."""
        painter.setFont(theme.font(12, 600, tabular=True))
        width = painter.fontMetrics().horizontalAdvance(text) + 14
        left = x - width / 2 if side == 0 else x if side > 0 else x - width
        left = min(max(left, 0), self._room() - width)
        area = QRectF(left, top, width, theme.length(18))
        painter.fillRect(area, theme.color(fill))
        painter.setPen(theme.color("on_fill") if fill == "accent_fill" else theme.color("bg"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_head(self, painter: QPainter) -> None:
        if self._head is None or not self._scale.window.contains(self._head):
            return
        painter.save()
        painter.translate(self._name_width, 0)
        x = self._scale.x_of(self._head)
        painter.setPen(QPen(theme.color("t1"), 2))
        painter.drawLine(QPointF(x, self._ruler - 4), QPointF(x, self._ruler + self._row + 2))
        self._flag(painter, x, 2, time_text(self._head), "t1", 0)
        painter.restore()
