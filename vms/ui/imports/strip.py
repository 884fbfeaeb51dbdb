"""A time line of files from outside by the times claimed for them: where they lie, and which overlap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from vms.core.instants import DAY, MINUTE, Span, date_text, time_text
from vms.services.imports import ImportView
from vms.ui import theme
from vms.ui.controls import paint_focus_ring

translate = QCoreApplication.translate
_EDGE = 12.0
_LEAST = 6.0  # px: a clip of seconds among days is still seen and hit
_ROWS = 3


class ImportStrip(QWidget):
    """``chosen`` carries the number of a file. Left and right go from one to the next by time."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: list[tuple[Span, ImportView]] = []
        self._rows: dict[int, int] = {}
        self._current: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.length(72))
        self.setAccessibleName(translate("Imports", "Time line of files from outside"))

    def show_files(self, views: Sequence[ImportView], current: int | None) -> None:
        """Those with a time, in its order; each in the first row where it is free."""
        timed = [(view.span, view) for view in views if view.span is not None]
        self._files = sorted(timed, key=lambda pair: pair[0])
        self._current, ends = current, [-(1 << 62)] * _ROWS
        for span, view in self._files:
            free = next((row for row in range(_ROWS) if ends[row] <= span.start), _ROWS - 1)
            self._rows[view.id], ends[free] = free, span.end
        self.update()

    @property
    def window(self) -> Span:  # type: ignore[override]
        """What is shown: all of them, with some air."""
        if not self._files:
            return Span(0, DAY)
        start = min(span.start for span, _view in self._files)
        end = max(span.end for span, _view in self._files)
        air = max(MINUTE, (end - start) // 20)
        return Span(start - air, end + air)

    def box(self, import_id: int) -> QRectF:
        """Where a file is painted."""
        window, wide = self.window, self.width() - 2 * _EDGE
        span = next(span for span, view in self._files if view.id == import_id)
        left = _EDGE + wide * (span.start - window.start) / window.length
        length = max(_LEAST, wide * span.length / window.length)
        high = (self.height() - 26) / _ROWS
        return QRectF(left, 4 + self._rows[import_id] * high, length, high - 3)

    def sizeHint(self) -> QSize:
        """A wide strip."""
        return QSize(400, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the tokens."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("bg"))
        painter.setFont(theme.font(12, 400))
        if not self._files:
            painter.setPen(theme.color("t3"))
            words = translate("Imports", "Files with a known time are shown here")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
        for _span, view in self._files:
            current = view.id == self._current
            painter.setPen(theme.color("t1" if current else "edge"))
            painter.setBrush(theme.color("accent" if current else "tl_continuous"))
            painter.drawRect(self.box(view.id))
        if self._files:
            self._paint_ends(painter)
        if self.hasFocus():
            paint_focus_ring(self, painter, "bg")
        painter.end()

    def _paint_ends(self, painter: QPainter) -> None:
        window = self.window
        painter.setPen(theme.color("t2"))
        foot = self.rect().adjusted(round(_EDGE), 0, -round(_EDGE), -2)
        bottom = Qt.AlignmentFlag.AlignBottom
        first, last = (f"{time_text(at)[:5]} {date_text(at)}" for at in (window.start, window.end))
        painter.drawText(foot, bottom | Qt.AlignmentFlag.AlignLeft, first)
        painter.drawText(foot, bottom | Qt.AlignmentFlag.AlignRight, last)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        at = event.position()
        hit = [view.id for _span, view in self._files if self.box(view.id).adjusted(-2, -2, 2, 2).contains(at)]
        if hit:
            self.chosen.emit(hit[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The one before or after, by time."""
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        order = [view.id for _span, view in self._files]
        if way is None or not order:
            super().keyPressEvent(event)
            return
        at = order.index(self._current) + way if self._current in order else 0
        if 0 <= at < len(order):
            self.chosen.emit(order[at])
