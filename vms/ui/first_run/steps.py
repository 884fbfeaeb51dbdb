"""The list of steps at the wizard's left: done, now, to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import label
from vms.ui.icons import IconLabel, paint_icon


class StepMark(QWidget):
    """A number in a ring, filled when it is now, a tick when done."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self._state = number, "later"
        self.setFixedSize(24, 24)

    def set_state(self, state: str) -> None:
        """done, now or later."""
        self._state = state
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ring and number, or the tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._state == "done":
            paint_icon(painter, self.rect(), "check-circle", theme.color("ok"))
        else:
            now = self._state == "now"
            painter.setPen(QPen(theme.color("accent_fill" if now else "t3"), 1.6))
            painter.setBrush(theme.color("accent_fill") if now else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRect(2, 2, 20, 20))
            painter.setPen(theme.color("on_fill" if now else "t3"))
            painter.setFont(theme.font(12, 700))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class StepList(QFrame):
    """Name and a short line per step; below, how long it takes."""

    def __init__(self, title: str, under: str, steps: Sequence[tuple[str, str]], foot: str) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setProperty("side", "left")
        self.setFixedWidth(theme.length(304))
        inside = column(spacing=22, margins=(24, 32, 16, 32), parent=self)
        words = column(label(title, "card_title"), label(under, "secondary"), spacing=0)
        inside.addLayout(row(IconLabel("school", "accent", 40), words, None, spacing=12))
        inside.addSpacing(8)
        self._rows: list[tuple[StepMark, QWidget]] = []
        for number, (name, line) in enumerate(steps, 1):
            mark, name_label = StepMark(number), label(name, "strong")
            side = column(name_label, label(line, "secondary"), spacing=1)
            step = row(spacing=12)
            step.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            step.addLayout(side, 1)
            inside.addLayout(step)
            self._rows.append((mark, name_label))
        inside.addStretch(1)
        inside.addWidget(label(foot, "secondary", wrap=True))

    def set_current(self, current: int) -> None:
        """Mark what is done, now and to come."""
        for at, (mark, name) in enumerate(self._rows):
            mark.set_state("done" if at < current else "now" if at == current else "later")
            theme.set_property(name, "state", "info" if at == current else "")
