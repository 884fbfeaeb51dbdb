"""Small pictures of the chosen camera: eight about the play head above the line, and one at the pointer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vms.core.instants import DAY, SECOND, Span, date_text, time_text
from vms.services.playback_group import PlayGroup, ThumbnailStrip
from vms.ui import theme
from vms.ui.archive.scale import STEPS
from vms.ui.controls import paint_focus_ring

translate = QCoreApplication.translate
COUNT = 8
_HEIGHT, _GAP, _POPUP = 60, 5, 96
_POLL_MS, _SETTLE_MS = 50, 120
_STEPS_A_WINDOW, _BEFORE = 600, 3


def instants_for(head: int, window: Span, count: int = COUNT) -> tuple[int, ...]:
    """Round instants about the play head, the closer together the shorter the window; the fourth is where it stands."""
    step = next((step for step in STEPS if step >= max(SECOND, window.length // _STEPS_A_WINDOW)), STEPS[-1])
    first = (head // step - _BEFORE) * step
    return tuple(first + at * step for at in range(count))


class ThumbRow(QWidget):
    """A click goes to the picture. The row follows the play head."""

    sought = Signal(object)

    def __init__(self, inset: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("Archive", "Pictures about the play head"))
        self._inset = inset
        self._strip: ThumbnailStrip | None = None
        self._camera: int | None = None
        self._window = Span(0, DAY)
        self._head: int | None = None
        self._wanted: tuple[int, ...] = ()
        self._pictures: dict[int, tuple[int, QImage | None]] = {}  # asked → instant, picture
        self._at = 0
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._take)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._ask)

    def open(self, group: PlayGroup) -> None:
        """Take pictures from this group."""
        self.close_strip()
        self._strip = group.thumbnails()
        self._settle.start()

    def close_strip(self) -> None:
        """The group goes."""
        self._poll.stop()
        self._settle.stop()
        strip, self._strip = self._strip, None
        self._pictures.clear()
        if strip is not None:
            strip.close()
        self.update()

    def show_window(self, camera_id: int | None, window: Span) -> None:
        """Another camera or window."""
        if camera_id != self._camera:
            self._pictures.clear()
            self._wanted = ()
        self._camera, self._window = camera_id, window
        self._follow()

    def set_head(self, instant: int | None) -> None:
        """The play head has moved."""
        self._head = instant
        self._follow()

    def _follow(self) -> None:
        wanted = () if self._head is None else instants_for(self._head, self._window)
        if wanted != self._wanted:
            self._wanted = wanted
            self.update()
            if not self._settle.isActive():
                self._settle.start()

    def sizeHint(self) -> QSize:
        """A row of small pictures."""
        return QSize(600, _HEIGHT + 4)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the picture."""
        for at, area in enumerate(self._places()[: len(self._wanted)]):
            if area.contains(event.position().toPoint()):
                self.sought.emit(self._instant_of(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter goes there."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._at = min(max(self._at + step, 0), COUNT - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._wanted:
            self.sought.emit(self._instant_of(self._at))
        else:
            super().keyPressEvent(event)

    def _instant_of(self, at: int) -> int:
        """Where the picture was really taken, once it is there."""
        asked = self._wanted[at]
        return self._pictures.get(asked, (asked, None))[0]

    def _ask(self) -> None:
        missing = tuple(one for one in self._wanted if one not in self._pictures)
        if self._strip is not None and self._camera is not None and missing and self.isVisible():
            self._strip.ask(self._camera, missing, round(_HEIGHT * self.devicePixelRatioF()))
            self._poll.start()

    def _take(self) -> None:
        strip = self._strip
        if strip is None:
            self._poll.stop()
            return
        for one in strip.take():
            image = QImage.fromData(one.jpeg) if one.jpeg else None
            self._pictures[one.asked_us] = (one.instant_us or one.asked_us, image)
            self.update()
        if strip.done:
            self._poll.stop()
            self._pictures = {asked: found for asked, found in self._pictures.items() if asked in self._wanted}

    def _places(self) -> list[QRect]:
        room = self.width() - self._inset - 12
        wide = (room - (COUNT - 1) * _GAP) / COUNT
        return [QRect(round(self._inset + at * (wide + _GAP)), 2, round(wide), _HEIGHT) for at in range(COUNT)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the tokens."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for at, (area, asked) in enumerate(zip(self._places(), self._wanted, strict=False)):
            instant, image = self._pictures.get(asked, (asked, None))
            painter.fillRect(area, theme.color("raised"))
            if image is not None:
                painter.fillRect(area, Qt.GlobalColor.black)
                size = image.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
                place = QRect(QPoint(0, 0), size)
                place.moveCenter(area.center())
                painter.drawImage(place, image)
            self._stamp(painter, area, instant)
            if at == _BEFORE:
                painter.setPen(QPen(theme.color("t1"), 2))
                painter.drawRect(QRectF(area).adjusted(1, 1, -1, -1))
            if self.hasFocus() and at == self._at:
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.drawRect(QRectF(area).adjusted(3, 3, -3, -3))
        if self.hasFocus():
            paint_focus_ring(self, painter, "panel")
        painter.end()

    def _stamp(self, painter: QPainter, area: QRect, instant: int) -> None:
        words = time_text(instant)
        if self._window.length > 10 * DAY:
            words = f"{date_text(instant)[:5]} {words[:5]}"
        painter.setFont(theme.font(11, 600, tabular=True))
        wide = painter.fontMetrics().horizontalAdvance(words) + 8
        plate = QRect(area.left(), area.top(), min(wide, area.width()), theme.length(16))
        painter.fillRect(plate, theme.color("t1"))
        painter.setPen(theme.color("bg"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)


class HoverThumb(QWidget):
    """The picture under the pointer, above the line; it takes no mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._strip: ThumbnailStrip | None = None
        self._image: QImage | None = None
        self._words = ""
        self._poll = QTimer(self, interval=33)
        self._poll.timeout.connect(self._take)

    def open(self, group: PlayGroup) -> None:
        """Take pictures from this group."""
        self.close_strip()
        self._strip = group.thumbnails()

    def close_strip(self) -> None:
        """The group goes."""
        self._poll.stop()
        self.hide()
        strip, self._strip = self._strip, None
        if strip is not None:
            strip.close()

    def point_at(self, camera_id: int | None, instant: int | None, foot: QPoint) -> None:
        """Show what stood at the instant, its foot at this point of the parent; None hides it."""
        if instant is None or camera_id is None or self._strip is None:
            self._poll.stop()
            self.hide()
            return
        self._strip.ask(camera_id, (instant,), round(_POPUP * self.devicePixelRatioF()))
        self._words = time_text(instant)
        wide, high = _POPUP * 16 // 9, _POPUP
        over = self.parentWidget()
        assert over is not None
        left = min(max(foot.x() - wide // 2, 4), over.width() - wide - 4)
        self.setGeometry(left, foot.y() - high - 6, wide, high)
        self._poll.start()

    def _take(self) -> None:
        if self._strip is None:
            return
        for one in self._strip.take():
            self._image = QImage.fromData(one.jpeg) if one.jpeg else None
            self.setVisible(self._image is not None)
            self.raise_()
            self.update()
        if self._strip.done:
            self._poll.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the tokens."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if self._image is not None:
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(QPoint(0, 0), size)
            place.moveCenter(self.rect().center())
            painter.drawImage(place, self._image)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()
