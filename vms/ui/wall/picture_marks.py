"""What lies on a running picture: zoom and map, the small whole picture, figures, the replay's line, the watermark.

It is painted again with each picture, so nothing is laid out here that was laid out before. GUI thread only.
"""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from vms.ui import theme
from vms.ui.layouts.layout import Rect, fitted
from vms.ui.wall import picture_words
from vms.ui.wall.inset import inset_size
from vms.ui.wall.letters import NORMAL, SEMI, Letters
from vms.ui.wall.pane_geometry import Place
from vms.ui.wall.pane_state import PaneModel
from vms.video.framing import Framing

_PLATE = QColor(6, 9, 12, 190)
_MAP_WIDTH, _MAP_SHARE = 72, 0.16
_EDGE = 8  # pixels to the picture's edge
_FIGURES_PX = 12
_LINE = 3
# Faint enough to look past, and dark and light at once so that it is there on any picture.
_INK, _SHADE = QColor(255, 255, 255, 40), QColor(0, 0, 0, 36)
_SLANT = -24
_WATERMARKS = 8


class PictureMarks:
    """``watermark`` is the text over every picture, empty for none."""

    def __init__(self, letters: Letters) -> None:
        self._letters = letters
        self.watermark = ""
        self._sheets: OrderedDict[tuple[str, int, int, float], QPixmap] = OrderedDict()

    def forget(self) -> None:
        """The text scale or the device pixel ratio changed."""
        self._sheets.clear()

    def paint(self, painter: QPainter, place: Place, model: PaneModel, inset: QImage | None) -> None:
        """Over a picture that lies at ``place``; ``inset`` is the whole one."""
        box = QRect(round(place.x), round(place.y), round(place.w), round(place.h))
        if self.watermark:
            painter.drawPixmap(box.topLeft(), self._sheet(box.width(), box.height(), painter))
        small = None
        if inset is not None and not (model.ptz_hold is not None and model.ptz_hold.mine):
            small = self._inset(painter, box, inset, model.framing)
        if model.framing.zoomed:
            self._zoom(painter, box, model.framing, with_map=small is None)
        if model.statistics:
            self._figures(painter, box, model.statistics)
        if model.playback is not None:
            self._replay(painter, box, model)

    # Zoom

    def _zoom(self, painter: QPainter, box: QRect, framing: Framing, *, with_map: bool) -> None:
        t = theme.pane_tokens()
        laid = self._letters.text(picture_words.zoom_text(framing), 14, SEMI, 80)
        wide, high = laid.width + 16, laid.height + 6
        x, y = box.right() + 1 - _EDGE - wide, box.y() + _EDGE
        if box.width() < wide + 2 * _EDGE or box.height() < high + 2 * _EDGE:
            return
        side = round(min(_MAP_WIDTH * self._letters.scale, box.width() * _MAP_SHARE * 2))
        if with_map and side >= 40 and box.width() >= 3 * side:
            tall = max(2, round(side * box.height() / max(1, box.width())))
            area = QRect(box.right() + 1 - _EDGE - side, y, side, tall)
            painter.fillRect(area, _PLATE)
            self._outline(painter, area, t.edge, 1)
            self._outline(painter, _part(area, framing), t.accent, 2)
            x = area.x() - wide - 4
        painter.fillRect(QRect(x, y, wide, high), _PLATE)
        self._letters.draw(painter, laid, x + 8, y + high // 2, t.t1)

    def _inset(self, painter: QPainter, box: QRect, image: QImage, framing: Framing) -> QRect:
        t = theme.pane_tokens()
        wide, high = inset_size(box.width(), box.height())
        room = Rect(box.right() + 1 - _EDGE - wide, box.bottom() + 1 - _EDGE - high, wide, high)
        at = fitted(room, image.width(), image.height())
        area = QRect(room.x + wide - at.w, room.y + high - at.h, at.w, at.h)
        if area.size() == image.size():
            painter.drawImage(area.topLeft(), image)
        else:
            painter.drawImage(QRectF(area), image, QRectF(image.rect()))
        self._outline(painter, area, t.edge, 1)
        self._outline(painter, _part(area, framing), t.accent, 2)
        return area

    @staticmethod
    def _outline(painter: QPainter, area: QRect, tone: str, width: int) -> None:
        colour = QColor(tone)
        painter.fillRect(QRect(area.x(), area.y(), area.width(), width), colour)
        painter.fillRect(QRect(area.x(), area.bottom() + 1 - width, area.width(), width), colour)
        painter.fillRect(QRect(area.x(), area.y(), width, area.height()), colour)
        painter.fillRect(QRect(area.right() + 1 - width, area.y(), width, area.height()), colour)

    # Figures

    def _figures(self, painter: QPainter, box: QRect, lines: tuple[str, ...]) -> None:
        """As many lines as a third of the picture holds, the first ones first."""
        t, most = theme.pane_tokens(), box.width() - 2 * _EDGE - 12
        first = self._letters.text(lines[0], _FIGURES_PX, NORMAL, most)
        step = first.height + 1
        fits = max(1, min(len(lines), (box.height() * 2 // 5 - 8) // step))
        laid = [self._letters.text(line, _FIGURES_PX, NORMAL, most) for line in lines[:fits]]
        wide, high = max(one.width for one in laid) + 12, step * fits + 6
        area = QRect(box.x() + _EDGE, box.bottom() + 1 - _EDGE - high, wide, high)
        if area.height() > box.height() - 4:
            return
        painter.fillRect(area, _PLATE)
        for at, one in enumerate(laid):
            self._letters.draw(painter, one, area.x() + 6, area.y() + 3 + step * at + step // 2, t.t1)

    # Replay

    def _replay(self, painter: QPainter, box: QRect, model: PaneModel) -> None:
        """How much of the stretch has been seen; a word while it stands still."""
        t, play = theme.pane_tokens(), model.playback
        assert play is not None
        painter.fillRect(QRect(box.x(), box.bottom() + 1 - _LINE, box.width(), _LINE), _PLATE)
        seen = round(box.width() * play.played)
        painter.fillRect(QRect(box.x(), box.bottom() + 1 - _LINE, seen, _LINE), QColor(t.accent))
        hint = picture_words.replay_hint(model)
        if not hint:
            return
        laid = self._letters.text(hint, 14, SEMI, box.width() - 24)
        side = self._letters.px(16)
        area = QRect(0, 0, laid.width + side + 22, laid.height + 8)
        area.moveCenter(box.center())
        painter.fillRect(area, _PLATE)
        middle = area.y() + area.height() // 2
        name = "timer-sand" if play.opening else "pause"
        self._letters.icon(painter, name, t.accent, area.x() + 8, middle, side)
        self._letters.draw(painter, laid, area.x() + side + 14, middle, t.t1)

    # Watermark

    def _sheet(self, width: int, height: int, painter: QPainter) -> QPixmap:
        ratio = painter.device().devicePixelRatio()
        key = (self.watermark, width, height, ratio)
        found = self._sheets.get(key)
        if found is not None:
            self._sheets.move_to_end(key)
            return found
        made = QPixmap(round(width * ratio), round(height * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        font, metrics = self._letters.font(max(12, min(28, height // 14)), SEMI)
        brush = QPainter(made)
        brush.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        brush.setFont(font)
        brush.translate(width / 2, height / 2)
        brush.rotate(_SLANT)
        across, down = metrics.horizontalAdvance(self.watermark) + metrics.height() * 4, max(60, height * 2 // 5)
        reach = round((width**2 + height**2) ** 0.5 / 2)
        for line, y in enumerate(range(-(reach // down) * down, reach + 1, down)):
            shift = across // 2 if line % 2 else 0
            for x in range(-(reach // across + 1) * across - shift, reach, across):
                brush.setPen(_SHADE)
                brush.drawText(QPointF(x + 1, y + 1), self.watermark)
                brush.setPen(_INK)
                brush.drawText(QPointF(x, y), self.watermark)
        brush.end()
        self._sheets[key] = made
        if len(self._sheets) > _WATERMARKS:
            self._sheets.popitem(last=False)
        return made


def _part(area: QRect, framing: Framing) -> QRect:
    """Where the part shown lies in a small view of the whole."""
    return QRect(
        area.x() + round(framing.x * area.width()),
        area.y() + round(framing.y * area.height()),
        max(4, round(framing.width * area.width())),
        max(4, round(framing.height * area.height())),
    )
