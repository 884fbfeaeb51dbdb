"""Paints one pane. One painter serves a whole wall and keeps its icons and laid-out texts.

GUI thread only. A picture is looked at, never kept: the QImage over a frame's memory lives for one draw call.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen, QPixmap, QRegion, QStaticText

from vms.ui import theme
from vms.ui.icons import paint_icon
from vms.ui.wall import words
from vms.ui.wall.layout import Rect, fitted
from vms.ui.wall.pane_geometry import BORDER_ALARM, BORDER_SELECTED, WORD_WIDTH, PaneGeometry, pane_geometry
from vms.ui.wall.pane_state import WITH_LAST_PICTURE, PaneModel, PaneState
from vms.ui.wall.words import Line, Message
from vms.video.frames import DECODED_TO

_NORMAL, _SEMI, _BOLD = QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold
_FRAME = QColor("#05070A")
_LAST_PICTURE_OPACITY = 0.22
_TEXTS, _ICONS = 1024, 256
_BLINK_OFF = QColor("#7A2A26")


@dataclass(frozen=True, slots=True)
class _Laid:
    text: QStaticText
    font: QFont
    width: int
    height: int


def qrect(rect: Rect) -> QRect:
    """The same rectangle for Qt."""
    return QRect(rect.x, rect.y, rect.w, rect.h)


def _secondary(px: int) -> int:
    """Text beside the camera's name, smaller: the name is what has to be read from 3 m."""
    return max(12, min(px - 2, 16))


def around(outer: QRect, inner: QRect) -> tuple[QRect, QRect, QRect, QRect]:
    """The four strips between two rectangles: top, bottom, left, right. Some may be empty."""
    below = inner.y() + inner.height()
    right = inner.x() + inner.width()
    return (
        QRect(outer.x(), outer.y(), outer.width(), inner.y() - outer.y()),
        QRect(outer.x(), below, outer.width(), outer.y() + outer.height() - below),
        QRect(outer.x(), inner.y(), inner.x() - outer.x(), inner.height()),
        QRect(right, inner.y(), outer.x() + outer.width() - right, inner.height()),
    )


class PanePainter:
    """Draws panes; ``blink`` is the alarm border's phase, ``spin`` the connecting icon's angle in degrees."""

    def __init__(self) -> None:
        self._texts: OrderedDict[tuple[str, int, int, int], _Laid] = OrderedDict()
        self._icons: OrderedDict[tuple[str, str, int, float], QPixmap] = OrderedDict()
        self._fonts: dict[tuple[int, int], tuple[QFont, QFontMetrics]] = {}
        self._scale = 1.0
        self.blink = True
        self.spin = 0

    def forget(self) -> None:
        """Drop everything cached: the text scale or the device pixel ratio changed."""
        self._texts.clear()
        self._icons.clear()
        self._fonts.clear()

    def paint(
        self,
        painter: QPainter,
        rect: Rect,
        model: PaneModel,
        picture: QImage | None = None,
        last: QImage | None = None,
    ) -> None:
        """Paint a whole pane but its border (``border``, after all panes).

        ``picture`` runs, ``last`` is the one before the connection broke.
        """
        self._scale = theme.text_scale() / 100
        parts = pane_geometry(rect, model, self._scale)
        painter.fillRect(qrect(rect).adjusted(-1, -1, 1, 1), _FRAME)
        self._caption(painter, parts, model)
        self._band(painter, parts, model)
        painter.fillRect(qrect(parts.room), Qt.GlobalColor.black)
        if model.shows_picture:
            if picture is not None:
                self.picture(painter, parts.room, picture)
            return
        if model.state in WITH_LAST_PICTURE and last is not None:
            painter.setOpacity(_LAST_PICTURE_OPACITY)
            self.picture(painter, parts.room, last)
            painter.setOpacity(1.0)
        self._message(painter, parts, model)

    @staticmethod
    def gaps(painter: QPainter, whole: QRect, rects: Sequence[Rect], region: QRegion) -> None:
        """Fill what of ``region`` lies between the panes."""
        panes = QRegion()
        for rect in rects:
            panes += qrect(rect)
        left = region.subtracted(panes)
        if not left.isEmpty():
            painter.save()
            painter.setClipRegion(left)
            painter.fillRect(whole, QColor(theme.pane_tokens().bg))
            painter.restore()

    # Picture

    @staticmethod
    def picture(painter: QPainter, room: Rect, image: QImage) -> None:
        """Draw a picture into its room, letterboxed; unscaled where the decoder already made it fit."""
        ratio = painter.device().devicePixelRatio()
        wanted = fitted(Rect(0, 0, round(room.w * ratio), round(room.h * ratio)), image.width(), image.height())
        if abs(wanted.w - image.width()) <= DECODED_TO and abs(wanted.h - image.height()) <= DECODED_TO:
            w, h = image.width() / ratio, image.height() / ratio
        else:  # the decoder hasn't followed a change of size yet
            w, h = wanted.w / ratio, wanted.h / ratio
        x = room.x + int((room.w - w) * ratio / 2) / ratio
        y = room.y + int((room.h - h) * ratio / 2) / ratio
        target = QRectF(x, y, w, h)
        if ratio == 1.0 and round(w) == image.width() and round(h) == image.height():
            painter.drawImage(QPoint(round(x), round(y)), image)
        else:
            painter.drawImage(target, image, QRectF(0, 0, image.width(), image.height()))

    # Caption

    def _caption(self, painter: QPainter, parts: PaneGeometry, model: PaneModel) -> None:
        t, box = theme.pane_tokens(), parts.caption
        alarm = model.state is PaneState.tamper
        quiet = t.panel if model.camera_id is not None else "#000000"
        ground = t.bad_fill if alarm else t.accent_bg if model.selected else quiet
        painter.fillRect(qrect(box), QColor(ground))
        if model.camera_id is None:
            return
        ink, soft = (t.on_fill, t.on_fill) if alarm else (t.t1, t.t2)
        px = min(parts.text_px, max(12, int((box.h - 6) / self._scale)))
        icon, pad = self._px(px), 8 if box.w > 150 else 5
        x, middle = box.x + pad, box.y + box.h // 2
        if model.state is PaneState.no_right:
            self._icon(painter, "lock", soft, x, middle, icon)
        else:
            self._icon(painter, "record-circle" if model.recording else "circle-outline", soft, x, middle, icon)
        x += icon + (8 if box.w > 150 else 5)
        right = self._caption_right(painter, parts, model, px, ink)
        if model.recording and box.w >= WORD_WIDTH:
            word = self._text(words.recording_word(model), _secondary(px), _SEMI, right - x)
            self._draw_text(painter, word, x, middle, soft)
            x += word.width + 14
        label = self._label(model, px, right - x)
        self._draw_text(painter, label, x, middle, ink)

    def _label(self, model: PaneModel, px: int, width: int) -> _Laid:
        """Code and name, cut at the end; the code alone where the name would keep less than three letters."""
        metrics = self._font(px, _SEMI)[1]
        shortest = metrics.horizontalAdvance(f"{model.label[: len(model.code) + 4]}…")
        return self._text(model.label if width >= shortest else model.code, px, _SEMI, width)

    def _caption_right(self, painter: QPainter, parts: PaneGeometry, model: PaneModel, px: int, ink: str) -> int:
        """Paint from the right edge inwards; returns where the label has to end."""
        t, box = theme.pane_tokens(), parts.caption
        x, middle = box.x + box.w - 8, box.y + box.h // 2
        if parts.close is not None:
            side = self._px(px)
            self._icon(painter, "close", ink, parts.close.x + (parts.close.w - side) // 2, middle, side)
            x = parts.close.x - 4
        word, tone = self._caption_word(model)
        if word:
            laid = self._wording(word, _secondary(px), _BOLD, box.w - (box.w // 3 if box.w > 200 else 52))
            x -= laid.width
            self._draw_text(painter, laid, x, middle, tone or ink)
            x -= 8
        for name in self._caption_icons(model, box):
            x -= self._px(px)
            self._icon(painter, name, t.on_fill if model.state is PaneState.tamper else t.t2, x, middle, self._px(px))
            x -= 6
        chip = words.ptz_texts(model)
        if chip and box.w >= 300:
            x = self._chip(painter, chip, x, box, px)
        elif chip and box.w >= 180:
            x -= self._px(px)
            self._icon(painter, "arrow-all", t.accent, x, middle, self._px(px))
            x -= 6
        return x

    @staticmethod
    def _caption_word(model: PaneModel) -> tuple[tuple[str, ...], str]:
        t = theme.pane_tokens()
        if model.state is PaneState.tamper:
            return (words.clock_duration(model.seconds),), ""
        if model.playback is not None:
            texts, off = words.playback_texts(model)
            return texts, t.warn if off else t.t1
        if model.not_recording:
            return (words.recording_word(model),), t.warn
        return (), ""

    def _caption_icons(self, model: PaneModel, box: Rect) -> list[str]:
        """From right to left; small panes keep the first that fit."""
        names = []
        if model.playback is not None and words.playback_texts(model)[1]:
            names.append("clock-alert")
        if model.night:
            names.append("weather-night")
        if model.motion:
            names.append("run")
        if model.ptz and model.ptz_hold is None:
            names.append("arrow-all")
        return names[: max(0, (box.w - self._px(120)) // self._px(26))]

    def _chip(self, painter: QPainter, texts: tuple[str, ...], right: int, box: Rect, px: int) -> int:
        t, size = theme.pane_tokens(), _secondary(px)
        laid = self._wording(texts, size, _SEMI, max(60, right - box.x - self._px(170)))
        side = self._px(size)
        width, height = laid.width + side + 22, min(box.h - 6, side + 10)
        place = QRectF(right - width, box.y + (box.h - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.bg))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(place, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        middle = box.y + box.h // 2
        self._icon(painter, "arrow-all", t.accent, round(place.x()) + 8, middle, side)
        self._draw_text(painter, laid, round(place.x()) + 14 + side, middle, t.accent)
        return right - width - 8

    # Message, band, border

    def _message(self, painter: QPainter, parts: PaneGeometry, model: PaneModel) -> None:
        told = words.message(model)
        if told is None or model.shows_picture:
            return
        room, t = parts.room, theme.pane_tokens()
        scale = min(parts.text_px, 22)
        title_px, line_px = max(13, round(scale * 1.13)), max(12, round(scale * 0.9))
        width = room.w - 12
        rows = self._rows(told, line_px, width, room.h - self._px(title_px * 2))
        icon = self._px(scale * 2) if told.icon else 0
        total = self._px(title_px * 1.5) + sum(laid.height + 2 for laid, _ in rows)
        if icon and total + icon > room.h - 8:
            icon = self._px(scale * 1.3) if total + self._px(scale * 1.3) <= room.h - 4 else 0
        y = room.y + max(0, (room.h - total - icon) // 2)
        if icon:
            spin = self.spin if told.icon == "loading" else 0
            self._icon(
                painter, told.icon, getattr(t, told.tone), room.x + (room.w - icon) // 2, y + icon // 2, icon, spin
            )
            y += icon
        tone = t.t1 if told.tone in ("t2", "accent") else getattr(t, told.tone)
        if not told.icon:
            title_px = line_px
        title = self._wording((told.title, told.short or told.title), title_px, _SEMI, width)
        height = self._px(title_px * 1.5)
        self._draw_text(painter, title, room.x + (room.w - title.width) // 2, y + height // 2, tone)
        y += height
        for laid, line in rows:
            ink = t.t1 if not line.quiet else t.t2 if told.icon else t.t3
            self._draw_text(painter, laid, room.x + (room.w - laid.width) // 2, y + laid.height // 2, ink)
            y += laid.height + 2

    def _rows(self, told: Message, px: int, width: int, room: int) -> list[tuple[_Laid, Line]]:
        """The lines that fit, in order: the widest wording that fits, the highest rank dropped first."""
        laid = [(self._wording(line.wordings, px, _SEMI if line.bold else _NORMAL, width), line) for line in told.lines]
        while laid and sum(row.height + 2 for row, _ in laid) > room:
            laid.remove(max(laid, key=lambda pair: pair[1].rank))
        return laid

    def _wording(self, wordings: tuple[str, ...], px: int, weight: int, width: int) -> _Laid:
        metrics = self._font(px, weight)[1]
        fitting = (text for text in wordings if metrics.horizontalAdvance(text) <= width)
        return self._text(next(fitting, wordings[-1]), px, weight, width)

    def _band(self, painter: QPainter, parts: PaneGeometry, model: PaneModel) -> None:
        band, t = parts.band, theme.pane_tokens()
        if band is None:
            return
        painter.fillRect(qrect(band), QColor(t.bg))
        alarm = model.state is PaneState.tamper
        middle, right = band.y + band.h // 2, band.x + band.w - 8
        if parts.handle is not None:
            self._button(painter, parts.handle, words.handle_word(), parts.text_px)
            right = parts.handle.x - 8
        px = round(parts.text_px * 1.15) if alarm else max(12, parts.text_px - 2)
        px = min(px, int((band.h - 4) / self._scale))
        side = self._px(px)
        if alarm:
            painter.fillRect(QRect(band.x, band.y, band.w, 2), QColor(t.alarm_edge))
        name, tone = ("alert-octagon", t.bad) if alarm else ("speedometer-slow", t.warn)
        self._icon(painter, name, tone, band.x + 8, middle, side)
        weight, width = _BOLD if alarm else _SEMI, right - band.x - side - 16
        laid = self._wording(words.band_texts(model), px, weight, width)
        self._draw_text(painter, laid, band.x + side + 16, middle, t.t1)

    def _button(self, painter: QPainter, box: Rect, text: str, px: int) -> None:
        t = theme.pane_tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.bad_fill))
        painter.drawRoundedRect(QRectF(box.x, box.y, box.w, box.h), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        laid = self._text(text, max(12, px - 1), _SEMI, box.w - 8)
        self._draw_text(painter, laid, box.x + (box.w - laid.width) // 2, box.y + box.h // 2, t.on_fill)

    def border(self, painter: QPainter, rect: Rect, model: PaneModel) -> None:
        """Paint the border in the gap around the pane: alarm, drop target or selection."""
        t = theme.pane_tokens()
        if model.state is PaneState.tamper:
            width, tone = BORDER_ALARM, QColor(t.alarm_edge) if self.blink else _BLINK_OFF
        elif model.drop_target:
            width, tone = BORDER_SELECTED, QColor(t.ok)
        elif model.selected:
            width, tone = BORDER_SELECTED, QColor(t.accent)
        else:
            return
        inner = qrect(rect)
        outer = inner.adjusted(-width, -width, width, width)
        for strip in around(outer, inner):
            painter.fillRect(strip, tone)

    # Texts and icons, kept

    def _px(self, px: float) -> int:
        """A length that goes with text, at the reader's text scale."""
        return round(px * self._scale)

    def _font(self, px: int, weight: int) -> tuple[QFont, QFontMetrics]:
        key = (px, int(weight))
        if key not in self._fonts:
            made = theme.font(px, weight, tabular=True)
            self._fonts[key] = (made, QFontMetrics(made))
        return self._fonts[key]

    def _text(self, text: str, px: int, weight: int, width: int) -> _Laid:
        width = max(width, 0)
        key = (text, px, int(weight), width)
        found = self._texts.get(key)
        if found is not None:
            self._texts.move_to_end(key)
            return found
        font, metrics = self._font(px, weight)
        shown = (
            text
            if metrics.horizontalAdvance(text) <= width
            else metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        )
        static = QStaticText(shown)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(font=font)
        laid = _Laid(static, font, metrics.horizontalAdvance(shown), metrics.height())
        self._texts[key] = laid
        if len(self._texts) > _TEXTS:
            self._texts.popitem(last=False)
        return laid

    @staticmethod
    def _draw_text(painter: QPainter, laid: _Laid, x: int, middle: int, colour: str) -> None:
        painter.setFont(laid.font)
        painter.setPen(QPen(QColor(colour)))
        painter.drawStaticText(QPointF(x, middle - laid.height / 2), laid.text)

    def _icon(self, painter: QPainter, name: str, colour: str, x: int, middle: int, px: int, angle: int = 0) -> None:
        ratio = painter.device().devicePixelRatio()
        key = (name, colour, px, ratio)
        found = self._icons.get(key)
        if found is None:
            found = QPixmap(QSize(round(px * ratio), round(px * ratio)))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            inner = QPainter(found)
            paint_icon(inner, QRect(0, 0, px, px), name, QColor(colour))
            inner.end()
            self._icons[key] = found
            if len(self._icons) > _ICONS:
                self._icons.popitem(last=False)
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
