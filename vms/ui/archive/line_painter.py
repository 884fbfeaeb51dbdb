"""Paints the rows of a time line: what was recorded, what happened, what is held, what is missing and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from vms.core.instants import HOUR, Span, date_text, time_text
from vms.services.timeline import LineRow
from vms.ui import theme
from vms.ui.archive.scale import Scale
from vms.ui.archive.selection import Selection

translate = QCoreApplication.translate
HOLD_PX, SEEN_PX, ALARM_PX = 4, 2, 4


@dataclass(frozen=True, slots=True)
class Lane:
    """Where a row lies: from ``top``, ``height`` pixels."""

    top: float
    height: float


class LinePainter:
    """One paint event's work; x counts from the left edge of the line."""

    def __init__(self, painter: QPainter, scale: Scale) -> None:
        self._painter, self._scale = painter, scale

    def row(self, row: LineRow, lane: Lane) -> None:
        """All of a row but its holds, which lie over the selection."""
        top, height = lane.top, lane.height
        self._blocks(row.foreign, theme.color("tl_foreign"), top + height * 0.5, height * 0.5)
        self._blocks(row.recorded, theme.color("tl_continuous"), top + height * 0.5, height * 0.5)
        self._blocks(row.motion, theme.color("tl_motion"), top + height * 0.25, height * 0.75)
        self._blocks(row.alarm, theme.color("tl_alarm"), top, height, at_least=ALARM_PX)
        self._alarm_heads(row.alarm, top)
        hatch = Qt.BrushStyle.BDiagPattern
        self._hatched((gap.span for gap in row.gaps), lane, "tl_gap", hatch)
        self._hatched(row.hidden, lane, "edge", Qt.BrushStyle.Dense6Pattern)
        self._blocks(row.unseen, theme.color("t3"), top + height - HOLD_PX - SEEN_PX, SEEN_PX)

    def holds(self, row: LineRow, lane: Lane) -> None:
        """The band along the bottom, over everything."""
        self._blocks(row.holds, theme.color("tl_hold"), lane.top + lane.height - HOLD_PX, HOLD_PX)

    def marks(self, instants: Iterable[int], lane: Lane) -> None:
        """Bookmarks as short strokes."""
        self._painter.setPen(QPen(theme.color("accent"), 2))
        for instant in instants:
            if self._scale.window.contains(instant):
                x = self._scale.x_of(instant)
                self._painter.drawLine(QPointF(x, lane.top + 3), QPointF(x, lane.top + lane.height / 2 - 2))

    def ruler(self, ruler: int, bottom: float, head: float | None) -> None:
        """Times above the line; those under the flag of the play head are left out."""
        painter = self._painter
        painter.setFont(theme.font(12, tabular=True))
        for tick in self._scale.ticks(theme.length(110 if self._scale.window.length < 30 * 1_000_000 else 72)):
            x = self._scale.x_of(tick.instant)
            painter.setPen(theme.color("edge" if tick.strong else "line"))
            painter.drawLine(QPointF(x, ruler - 4), QPointF(x, bottom))
            if head is not None and abs(x - head) < theme.length(66):
                continue
            painter.setFont(theme.font(12, 600 if tick.strong else 400, tabular=True))
            painter.setPen(theme.color("t1" if tick.strong else "t2"))
            wide = painter.fontMetrics().horizontalAdvance(tick.text)
            left = min(max(x - wide / 2, 0), self._scale.width - wide)
            painter.drawText(QPointF(left, ruler - 8), tick.text)

    def selection(self, selection: Selection, top: float, bottom: float, looping: bool) -> None:
        """The stretch between the marks, with brackets and flags."""
        painter, span = self._painter, selection.span
        if span is not None:
            painter.fillRect(self._area(span, top, bottom - top), theme.color("accent", 60 if looping else 36))
        marks = (
            (selection.start, 1, translate("Archive", "Start {time}")),
            (selection.end, -1, translate("Archive", "End {time}")),
        )
        for instant, way, words in marks:
            if instant is None:
                continue
            x = self._scale.x_of(instant)
            if not -50 <= x <= self._scale.width + 50:
                continue
            painter.setPen(QPen(theme.color("accent"), 3))
            painter.drawLine(QPointF(x, top - 2), QPointF(x, bottom + 2))
            for y in (top - 1, bottom + 1):
                painter.drawLine(QPointF(x, y), QPointF(x + way * 6, y))
            self.flag(x, bottom + 3, words.format(time=time_text(instant)), "accent_fill", -way)

    def head(self, instant: int, top: float, bottom: float) -> None:
        """The play head and its time; from afar the day too."""
        x = self._scale.x_of(instant)
        self._painter.setPen(QPen(theme.color("t1"), 2))
        self._painter.drawLine(QPointF(x, top - 4), QPointF(x, bottom + 2))
        words = time_text(instant, milliseconds=self._scale.window.length < 10_000_000)
        if self._scale.window.length > 36 * HOUR:
            words = f"{date_text(instant)[:5]} {words}"
        self.flag(x, 2, words, "t1", 0)

    def flag(self, x: float, top: float, text: str, fill: str, side: int) -> None:
        """A label beside ``x``: ``side`` -1 to its left, 1 to its right, 0 centred."""
        painter = self._painter
        painter.setFont(theme.font(12, 600, tabular=True))
        width = painter.fontMetrics().horizontalAdvance(text) + 14
        left = x - width / 2 if side == 0 else x if side > 0 else x - width
        left = min(max(left, 0), self._scale.width - width)
        area = QRectF(left, top, width, theme.length(18))
        painter.fillRect(area, theme.color(fill))
        painter.setPen(theme.color("on_fill") if fill == "accent_fill" else theme.color("bg"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _blocks(self, spans: Iterable[Span], colour: QColor, top: float, height: float, at_least: float = 1.0) -> None:
        for span in spans:
            if span.overlaps(self._scale.window):
                self._painter.fillRect(self._area(span, top, height, at_least), colour)

    def _alarm_heads(self, spans: Iterable[Span], top: float) -> None:
        """A ▼ above each: told apart without its colour."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(theme.color("tl_alarm"))
        last = -99.0
        for span in spans:
            if not span.overlaps(self._scale.window):
                continue
            x = max(self._scale.x_of(span.start), 0.0) + ALARM_PX / 2
            if x - last >= 9:
                self._painter.drawPolygon(
                    QPolygonF([QPointF(x - 4, top - 5), QPointF(x + 4, top - 5), QPointF(x, top)])
                )
                last = x

    def _hatched(self, spans: Iterable[Span], lane: Lane, token: str, pattern: Qt.BrushStyle) -> None:
        ground, hatch = theme.color("tl_ground"), QBrush(theme.color(token), pattern)
        for span in spans:
            if not span.overlaps(self._scale.window):
                continue
            area = self._area(span, lane.top, lane.height)
            self._painter.fillRect(area, ground)
            self._painter.fillRect(area, hatch)
            if area.width() >= 3:
                self._painter.setPen(theme.color(token))
                self._painter.setBrush(Qt.BrushStyle.NoBrush)
                self._painter.drawRect(area)

    def _area(self, span: Span, top: float, height: float, at_least: float = 1.0) -> QRectF:
        left = max(self._scale.x_of(span.start), -2.0)
        right = min(self._scale.x_of(span.end), self._scale.width + 2.0)
        return QRectF(left, top, max(at_least, right - left), height)
