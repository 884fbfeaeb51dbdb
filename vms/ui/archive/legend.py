"""What the colours of the time line mean."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from vms.ui import theme
from vms.ui.archive.line_words import zoom_words

translate = QCoreApplication.translate


class Legend(QWidget):
    """One line: the colours; and how much is seen. Entries that don't fit stay away, the rarest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._zoom = ""
        self._rare: tuple[str, ...] = ()

    def show_rare(self, kinds: tuple[str, ...]) -> None:
        """Colours that most lines don't have: 'hidden' and 'foreign' are explained only where they are seen."""
        if kinds != self._rare:
            self._rare = kinds
            self.update()

    def show_zoom(self, length_us: int) -> None:
        """How much the window shows."""
        words = translate("Archive", "Turn the wheel to zoom · {length} in view").format(length=zoom_words(length_us))
        if words != self._zoom:
            self._zoom = words
            self.update()

    def sizeHint(self) -> QSize:
        """A line of small text."""
        return QSize(400, theme.length(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the tokens."""
        painter = QPainter(self)
        painter.setFont(theme.font(12))
        middle, x = self.height() / 2, 0.0
        wide = painter.fontMetrics().horizontalAdvance(self._zoom)
        entries = (
            ("continuous", translate("Archive", "Continuous")),
            ("motion", translate("Archive", "Motion")),
            ("alarm", translate("Archive", "Alarm")),
            ("hold", translate("Archive", "Held")),
            ("gap", translate("Archive", "Recording gap")),
            ("hidden", translate("Archive", "No right")),
            ("foreign", translate("Archive", "Other recorder")),
        )
        for kind, words in entries:
            if kind in ("hidden", "foreign") and kind not in self._rare:
                continue
            needed = painter.fontMetrics().horizontalAdvance(words) + 40
            if x + needed + wide + 8 > self.width():
                break
            self._swatch(painter, QRectF(x, middle - 6, 16, 12), kind)
            painter.setPen(theme.color("t2"))
            painter.drawText(QRectF(x + 21, 0, needed, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            x += needed
        painter.setPen(theme.color("t3"))
        area = QRectF(self.width() - wide - 4, 0, wide + 4, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._zoom)
        painter.end()

    @staticmethod
    def _swatch(painter: QPainter, area: QRectF, kind: str) -> None:
        if kind in ("gap", "hidden"):
            token = "tl_gap" if kind == "gap" else "edge"
            pattern = Qt.BrushStyle.BDiagPattern if kind == "gap" else Qt.BrushStyle.Dense6Pattern
            painter.fillRect(area, QBrush(theme.color(token), pattern))
            painter.setPen(theme.color(token))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area)
        elif kind == "hold":
            painter.fillRect(QRectF(area.x(), area.center().y() - 2, area.width(), 4), theme.color("tl_hold"))
        else:
            painter.fillRect(area, theme.color(f"tl_{kind}"))
        if kind == "alarm":
            x, y = area.center().x(), area.top()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("on_fill"))
            painter.drawPolygon(QPolygonF([QPointF(x - 4, y + 3), QPointF(x + 4, y + 3), QPointF(x, y + 9)]))
