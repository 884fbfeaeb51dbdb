"""Paints one pane. One painter serves a whole wall and keeps its icons and laid-out texts.

GUI thread only. A picture is looked at, never kept: the QImage over a frame's memory lives for one draw call.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from vms.ui import theme
from vms.ui.layouts.layout import Rect
from vms.ui.motion import less_motion
from vms.ui.wall import picture_words, words
from vms.ui.wall.letters import BOLD, NORMAL, SEMI, Laid, Letters
from vms.ui.wall.pane_geometry import (
    BORDER_ALARM,
    BORDER_SELECTED,
    WORD_WIDTH,
    PaneGeometry,
    Place,
    pane_geometry,
    picture_place,
)
from vms.ui.wall.pane_state import WITH_LAST_PICTURE, PaneModel, PaneState
from vms.ui.wall.picture_marks import PictureMarks
from vms.ui.wall.words import Line, Message

_FRAME = QColor("#05070A")
_LAST_PICTURE_OPACITY = 0.22
_BLINK_OFF = QColor("#7A2A26")


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
        self.letters = Letters()
        self.marks = PictureMarks(self.letters)
        self.blink = True
        self._steady = less_motion()
        self.spin = 0

    def forget(self) -> None:
        """Drop everything cached: the text scale or the device pixel ratio changed."""
        self.letters.forget()
        self.marks.forget()

    def paint(
        self,
        painter: QPainter,
        rect: Rect,
        model: PaneModel,
        picture: QImage | None = None,
        last: QImage | None = None,
        inset: QImage | None = None,
        glass: Place | None = None,
    ) -> None:
        """Paint a whole pane but its border (``border``, after all panes).

        ``picture`` runs, ``last`` is the one before the connection broke, ``inset`` the whole of a zoomed one;
        ``glass``: the picture lies there on a surface below, and only what lies on it is painted.
        """
        self.letters.scale = theme.text_scale() / 100
        parts = pane_geometry(rect, model, self.letters.scale)
        for side in around(qrect(rect).adjusted(-1, -1, 1, 1), qrect(parts.room)):
            painter.fillRect(side, _FRAME)
        self._caption(painter, parts, model)
        self._band(painter, parts, model)
        if glass is not None:
            self._marks_on(painter, glass, model, inset)
            return
        painter.fillRect(qrect(parts.room), Qt.GlobalColor.black)
        if model.shows_picture:
            if picture is not None:
                self.running(painter, parts.room, model, picture, inset)
            elif model.playback is not None:
                room = parts.room
                self.marks.paint(painter, Place(room.x, room.y, room.w, room.h), model, None)
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
    def picture(painter: QPainter, room: Rect, image: QImage) -> Place:
        """Draw a picture into its room, letterboxed; unscaled where the decoder already made it fit. Where it lies."""
        ratio = painter.device().devicePixelRatio()
        place = picture_place(room, image.width(), image.height(), ratio)
        if place.exact and ratio == 1.0:
            painter.drawImage(QPoint(round(place.x), round(place.y)), image)
        elif place.exact:  # in the screen's own pixels it is copied, not scaled
            painter.save()
            painter.scale(1 / ratio, 1 / ratio)
            painter.drawImage(QPoint(round(place.x * ratio), round(place.y * ratio)), image)
            painter.restore()
        else:
            target = QRectF(place.x, place.y, place.w, place.h)
            painter.drawImage(target, image, QRectF(0, 0, image.width(), image.height()))
        return place

    def running(
        self, painter: QPainter, room: Rect, model: PaneModel, image: QImage, inset: QImage | None = None
    ) -> None:
        """A picture of a stream with what lies on it: all that changes from one picture to the next."""
        self._marks_on(painter, self.picture(painter, room, image), model, inset)

    def _marks_on(self, painter: QPainter, place: Place, model: PaneModel, inset: QImage | None) -> None:
        if model.marked or self.marks.watermark:
            self.marks.paint(painter, place, model, inset)

    # Caption

    def _caption(self, painter: QPainter, parts: PaneGeometry, model: PaneModel) -> None:
        t, box = theme.pane_tokens(), parts.caption
        alarm = model.alarm
        quiet = t.panel if model.camera_id is not None else "#000000"
        ground = t.bad_fill if alarm else t.accent_bg if model.selected else quiet
        painter.fillRect(qrect(box), QColor(ground))
        if model.camera_id is None:
            return
        ink, soft = (t.on_fill, t.on_fill) if alarm else (t.t1, t.t2)
        px = min(parts.text_px, max(12, int((box.h - 6) / self.letters.scale)))
        icon, pad = self.letters.px(px), 8 if box.w > 150 else 5
        x, middle = box.x + pad, box.y + box.h // 2
        if model.state is PaneState.no_right:
            self.letters.icon(painter, "lock", soft, x, middle, icon)
        elif model.playback is not None:
            self.letters.icon(painter, "history", t.on_fill if alarm else t.accent, x, middle, icon)
        else:
            self.letters.icon(painter, "record-circle" if model.recording else "circle-outline", soft, x, middle, icon)
        x += icon + (8 if box.w > 150 else 5)
        right = self._caption_right(painter, parts, model, px, ink)
        if model.recording and model.playback is None and box.w >= WORD_WIDTH:
            word = self.letters.text(words.recording_word(model), _secondary(px), SEMI, right - x)
            self.letters.draw(painter, word, x, middle, soft)
            x += word.width + 14
        label = self._label(model, px, right - x)
        self.letters.draw(painter, label, x, middle, ink)

    def _label(self, model: PaneModel, px: int, width: int) -> Laid:
        """Code and name, cut at the end; the code alone where the name would keep less than three letters."""
        metrics = self.letters.font(px, SEMI)[1]
        shortest = metrics.horizontalAdvance(f"{model.label[: len(model.code) + 4]}…")
        return self.letters.text(model.label if width >= shortest else model.code, px, SEMI, width)

    def _caption_right(self, painter: QPainter, parts: PaneGeometry, model: PaneModel, px: int, ink: str) -> int:
        """Paint from the right edge inwards; returns where the label has to end."""
        t, box = theme.pane_tokens(), parts.caption
        x, middle = box.x + box.w - 8, box.y + box.h // 2
        if parts.close is not None:
            side = self.letters.px(px)
            self.letters.icon(painter, "close", ink, parts.close.x + (parts.close.w - side) // 2, middle, side)
            x = parts.close.x - 4
        word, word_tone = self._caption_word(model)
        if word:
            laid = self.letters.wording(word, _secondary(px), BOLD, box.w - (box.w // 3 if box.w > 200 else 52))
            x -= laid.width
            self.letters.draw(painter, laid, x, middle, word_tone or ink)
            x -= 8
        for name in self._caption_icons(model, box):
            x -= self.letters.px(px)
            self.letters.icon(painter, name, t.on_fill if model.alarm else t.t2, x, middle, self.letters.px(px))
            x -= 6
        chip, name = words.ptz_texts(model), "arrow-all"
        if model.mark is not None and not chip:
            chip, name = words.mark_texts(model), "rotate-360" if model.mark.of else "target"
        if chip and box.w >= (300 if name == "arrow-all" else 200):
            x = self._chip(painter, chip, name, x, box, px)
        elif chip and box.w >= 180:
            x -= self.letters.px(px)
            self.letters.icon(painter, name, t.accent, x, middle, self.letters.px(px))
            x -= 6
        return x

    @staticmethod
    def _caption_word(model: PaneModel) -> tuple[tuple[str, ...], str]:
        t = theme.pane_tokens()
        if model.playback is not None:
            texts, off = picture_words.playback_texts(model)
            tone = t.warn if off else t.accent
            return texts, "" if model.alarm else tone
        if model.state is PaneState.tamper:
            return (words.clock_duration(model.seconds),), ""
        if model.not_recording:
            return (words.recording_word(model),), t.warn
        return (), ""

    def _caption_icons(self, model: PaneModel, box: Rect) -> list[str]:
        """From right to left; small panes keep the first that fit."""
        names = []
        if model.playback is not None and picture_words.playback_texts(model)[1]:
            names.append("clock-alert")
        if model.night:
            names.append("weather-night")
        if model.motion:
            names.append("run")
        if model.ptz and model.ptz_hold is None:
            names.append("arrow-all")
        return names[: max(0, (box.w - self.letters.px(120)) // self.letters.px(26))]

    def _chip(self, painter: QPainter, texts: tuple[str, ...], icon: str, right: int, box: Rect, px: int) -> int:
        t, size = theme.pane_tokens(), _secondary(px)
        laid = self.letters.wording(texts, size, SEMI, max(60, right - box.x - self.letters.px(170)))
        side = self.letters.px(size)
        width, height = laid.width + side + 22, min(box.h - 6, side + 10)
        place = QRectF(right - width, box.y + (box.h - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.bg))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(place, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        middle = box.y + box.h // 2
        self.letters.icon(painter, icon, t.accent, round(place.x()) + 8, middle, side)
        self.letters.draw(painter, laid, round(place.x()) + 14 + side, middle, t.accent)
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
        rows = self._rows(told, line_px, width, room.h - self.letters.px(title_px * 2))
        icon = self.letters.px(scale * 2) if told.icon else 0
        total = self.letters.px(title_px * 1.5) + sum(laid.height + 2 for laid, _ in rows)
        if icon and total + icon > room.h - 8:
            icon = self.letters.px(scale * 1.3) if total + self.letters.px(scale * 1.3) <= room.h - 4 else 0
        y = room.y + max(0, (room.h - total - icon) // 2)
        if icon:
            spin = self.spin if told.icon == "loading" else 0
            self.letters.icon(
                painter, told.icon, getattr(t, told.tone), room.x + (room.w - icon) // 2, y + icon // 2, icon, spin
            )
            y += icon
        tone = t.t1 if told.tone in ("t2", "accent") else getattr(t, told.tone)
        if not told.icon:
            title_px = line_px
        title = self.letters.wording((told.title, told.short or told.title), title_px, SEMI, width)
        height = self.letters.px(title_px * 1.5)
        self.letters.draw(painter, title, room.x + (room.w - title.width) // 2, y + height // 2, tone)
        y += height
        for laid, line in rows:
            ink = t.t1 if not line.quiet else t.t2 if told.icon else t.t3
            self.letters.draw(painter, laid, room.x + (room.w - laid.width) // 2, y + laid.height // 2, ink)
            y += laid.height + 2

    def _rows(self, told: Message, px: int, width: int, room: int) -> list[tuple[Laid, Line]]:
        """The lines that fit, in order: the widest wording that fits, the highest rank dropped first."""
        laid = [
            (self.letters.wording(line.wordings, px, SEMI if line.bold else NORMAL, width), line) for line in told.lines
        ]
        while laid and sum(row.height + 2 for row, _ in laid) > room:
            laid.remove(max(laid, key=lambda pair: pair[1].rank))
        return laid

    def _band(self, painter: QPainter, parts: PaneGeometry, model: PaneModel) -> None:
        band, t = parts.band, theme.pane_tokens()
        if band is None:
            return
        painter.fillRect(qrect(band), QColor(t.bg))
        alarm = model.alarm
        middle, right = band.y + band.h // 2, band.x + band.w - 8
        if parts.handle is not None:
            self._button(painter, parts.handle, words.handle_word(), parts.text_px)
            right = parts.handle.x - 8
        px = round(parts.text_px * 1.15) if alarm else max(12, parts.text_px - 2)
        px = min(px, int((band.h - 4) / self.letters.scale))
        side = self.letters.px(px)
        if alarm:
            painter.fillRect(QRect(band.x, band.y, band.w, 2), QColor(t.alarm_edge))
        name, tone = ("alert-octagon", t.bad) if alarm else ("speedometer-slow", t.warn)
        self.letters.icon(painter, name, tone, band.x + 8, middle, side)
        weight, width = BOLD if alarm else SEMI, right - band.x - side - 16
        laid = self.letters.wording(words.band_texts(model), px, weight, width)
        self.letters.draw(painter, laid, band.x + side + 16, middle, t.t1)

    def _button(self, painter: QPainter, box: Rect, text: str, px: int) -> None:
        t = theme.pane_tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.bad_fill))
        painter.drawRoundedRect(QRectF(box.x, box.y, box.w, box.h), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        laid = self.letters.text(text, max(12, px - 1), SEMI, box.w - 8)
        self.letters.draw(painter, laid, box.x + (box.w - laid.width) // 2, box.y + box.h // 2, t.on_fill)

    def border(self, painter: QPainter, rect: Rect, model: PaneModel) -> None:
        """Paint the border in the gap around the pane: alarm, drop target or selection."""
        t = theme.pane_tokens()
        if model.alarm:
            bright = self.blink or self._steady
            width, tone = BORDER_ALARM, QColor(t.alarm_edge) if bright else _BLINK_OFF
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
