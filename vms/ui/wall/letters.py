"""Texts and icons of the wall, laid out once and kept: painting the same pane again makes nothing new.

GUI thread only. One set serves a whole wall; what is used least is dropped.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QStaticText

from vms.ui import theme
from vms.ui.icons import paint_icon

NORMAL, SEMI, BOLD = QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold
_TEXTS, _ICONS = 1024, 256


@dataclass(frozen=True, slots=True)
class Laid:
    """A text ready to be drawn, and its size in pixels."""

    text: QStaticText
    font: QFont
    width: int
    height: int


class Letters:
    """``scale`` is the reader's text scale, 1.0 to 1.5; sizes are given before it."""

    def __init__(self) -> None:
        self.texts: OrderedDict[tuple[str, int, int, int], Laid] = OrderedDict()
        self.icons: OrderedDict[tuple[str, str, int, float], QPixmap] = OrderedDict()
        self._fonts: dict[tuple[int, int], tuple[QFont, QFontMetrics]] = {}
        self.scale = 1.0

    def forget(self) -> None:
        """Drop everything: the text scale or the device pixel ratio changed."""
        self.texts.clear()
        self.icons.clear()
        self._fonts.clear()

    def px(self, px: float) -> int:
        """A length that goes with text, at the reader's text scale."""
        return round(px * self.scale)

    def font(self, px: int, weight: int) -> tuple[QFont, QFontMetrics]:
        """A font of tabular digits, and its measures."""
        key = (px, int(weight))
        if key not in self._fonts:
            made = theme.font(px, weight, tabular=True)
            self._fonts[key] = (made, QFontMetrics(made))
        return self._fonts[key]

    def wording(self, wordings: tuple[str, ...], px: int, weight: int, width: int) -> Laid:
        """The first wording that fits; the last one cut where none does."""
        metrics = self.font(px, weight)[1]
        fitting = (text for text in wordings if metrics.horizontalAdvance(text) <= width)
        return self.text(next(fitting, wordings[-1]), px, weight, width)

    def text(self, text: str, px: int, weight: int, width: int) -> Laid:
        """The text, cut at the end where it is wider."""
        width = max(width, 0)
        key = (text, px, int(weight), width)
        found = self.texts.get(key)
        if found is not None:
            self.texts.move_to_end(key)
            return found
        font, metrics = self.font(px, weight)
        shown = (
            text
            if metrics.horizontalAdvance(text) <= width
            else metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        )
        static = QStaticText(shown)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(font=font)
        laid = Laid(static, font, metrics.horizontalAdvance(shown), metrics.height())
        self.texts[key] = laid
        if len(self.texts) > _TEXTS:
            self.texts.popitem(last=False)
        return laid

    @staticmethod
    def draw(painter: QPainter, laid: Laid, x: int, middle: int, colour: str) -> None:
        """Draw it, its left edge at ``x``."""
        painter.setFont(laid.font)
        painter.setPen(QPen(QColor(colour)))
        painter.drawStaticText(QPointF(x, middle - laid.height / 2), laid.text)

    def icon(self, painter: QPainter, name: str, colour: str, x: int, middle: int, px: int, angle: int = 0) -> None:
        """Draw an icon of that side, its left edge at ``x``."""
        ratio = painter.device().devicePixelRatio()
        key = (name, colour, px, ratio)
        found = self.icons.get(key)
        if found is None:
            found = QPixmap(QSize(round(px * ratio), round(px * ratio)))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            inner = QPainter(found)
            paint_icon(inner, QRect(0, 0, px, px), name, QColor(colour))
            inner.end()
            self.icons[key] = found
            if len(self.icons) > _ICONS:
                self.icons.popitem(last=False)
        y = middle - px / 2
        if not angle:
            painter.drawPixmap(QPointF(x, y), found)
            return
        painter.save()
        painter.translate(x + px / 2, middle)
        painter.rotate(angle)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(QPointF(-px / 2, -px / 2), found)
        painter.restore()
