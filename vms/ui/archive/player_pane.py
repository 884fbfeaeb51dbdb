"""The picture of recorded footage: its instant to the millisecond, the picture letterboxed, or why there is none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vms.core.instants import SECOND, time_text
from vms.ui import theme
from vms.ui.archive.words import offset_text
from vms.ui.icons import paint_icon
from vms.ui.layouts.layout import Rect
from vms.ui.wall.pane_painter import PanePainter
from vms.video.frames import Frame

translate = QCoreApplication.translate

CAPTION = 28
_OFFSET_TO_WARN = 2 * SECOND
_NARROW = 300  # px: below it the words of the clock's offset leave their place to the name
_BORDER = 2
_AT_AN_END = ("skip-next", "skip-previous")  # what is shown is the picture asked for


class PlayerPane(QWidget):
    """Dark in both themes. ``resized`` asks for pictures of another size (physical pixels)."""

    resized = Signal(int, int)
    pressed = Signal()
    enlarged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 54 + CAPTION)
        self._camera = ""
        self._offset: int | None = None
        self._frame: Frame | None = None
        self._message = ("", "")
        self._framed = self._live = False

    def show_camera(self, label: str, clock_offset_us: int | None) -> None:
        """Whose footage this is; the picture of another camera goes."""
        self._camera, self._offset, self._frame = label, clock_offset_us, None
        self.setAccessibleName(label)
        self.update()

    def show_frame(self, frame: Frame) -> None:
        """A new picture; its memory is read in the next paint and kept mapped by the Frame."""
        self._frame, self._message = frame, ("", "")
        self.setAccessibleName(f"{self._camera} {time_text(frame.instant_us)}")
        self.update()

    def show_message(self, icon_name: str, text: str) -> None:
        """Words over the black: why there is no picture. Empty text takes them off."""
        if (icon_name, text) != self._message:
            self._message = (icon_name, text)
            if text:
                self.setAccessibleName(f"{self._camera}: {text}")
            self.update()

    def set_framed(self, framed: bool) -> None:
        """Whether this is the chosen camera among several."""
        if framed != self._framed:
            self._framed = framed
            self.update()

    def set_live(self, live: bool) -> None:
        """Whether the picture is what happens now; the caption says which."""
        if live != self._live:
            self._live = live
            self.update()

    @property
    def live(self) -> bool:
        """Whether the picture is what happens now."""
        return self._live

    def forget_frame(self) -> None:
        """Before the buffer behind the frame goes."""
        self._frame = None
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return self._frame is not None

    @property
    def frame_us(self) -> int | None:
        """The instant of the picture shown."""
        return None if self._frame is None else self._frame.instant_us

    @property
    def message(self) -> str:
        """The words over the black."""
        return self._message[1]

    @property
    def picture_size(self) -> QSize:
        """Physical pixels for the picture."""
        ratio = self.devicePixelRatioF()
        return QSize(max(2, round(self.width() * ratio)), max(2, round((self.height() - CAPTION) * ratio)))

    def sizeHint(self) -> QSize:
        """A good part of the page."""
        return QSize(780, 440 + CAPTION)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for pictures that fit."""
        super().resizeEvent(event)
        size = self.picture_size
        self.resized.emit(size.width(), size.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses this camera."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """This pane alone, or all again."""
        self.enlarged.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the pane's tokens."""
        tokens = theme.pane_tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        caption = tokens.accent_bg if self._framed else tokens.panel
        painter.fillRect(QRect(0, 0, self.width(), CAPTION), QColor(caption))
        self._paint_caption(painter)
        if self._frame is not None:
            self._paint_picture(painter, self._frame)
        if self._message[1]:
            self._paint_message(painter)
        if self._framed:
            painter.setPen(QPen(QColor(tokens.accent), _BORDER))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_caption(self, painter: QPainter) -> None:
        tokens = theme.pane_tokens()
        middle = Qt.AlignmentFlag.AlignVCenter
        icon_name, tint = ("record-circle", tokens.t1) if self._live else ("history", tokens.accent)
        paint_icon(painter, QRect(8, 0, 16, CAPTION), icon_name, QColor(tint))
        right = self._paint_times(painter) if self._frame is not None or self._live else self.width() - 8.0
        painter.setFont(theme.font(13, 600))
        painter.setPen(QColor(tokens.t1))
        room = QRectF(30, 0, max(0.0, right - 36), CAPTION)
        shown = painter.fontMetrics().elidedText(self._camera, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, middle, shown)

    def _paint_times(self, painter: QPainter) -> float:
        """Instant and clock offset, from the right; returns where they begin."""
        tokens = theme.pane_tokens()
        middle = Qt.AlignmentFlag.AlignVCenter
        right = self.width() - 8.0
        words = offset_text(self._offset)
        late = abs(self._offset or 0) > _OFFSET_TO_WARN
        if words and not self._live and (late or self.width() >= _NARROW):
            painter.setFont(theme.font(12, 600))
            painter.setPen(QColor(tokens.warn if late else tokens.t2))
            if self.width() >= _NARROW:
                wide = painter.fontMetrics().horizontalAdvance(words)
                painter.drawText(QRectF(right - wide, 0, wide + 2, CAPTION), middle, words)
                right -= wide + 6
            if late:
                paint_icon(painter, QRect(round(right) - 18, 0, 16, CAPTION), "clock-alert", QColor(tokens.warn))
                right -= 24
        painter.setFont(theme.font(13, 600, tabular=True))
        painter.setPen(QColor(tokens.t1))
        if self._live:
            stamp = translate("Archive", "Live")
        else:
            assert self._frame is not None
            stamp = time_text(self._frame.instant_us, milliseconds=True)
        wide = painter.fontMetrics().horizontalAdvance(stamp)
        painter.drawText(QRectF(right - wide - 4, 0, wide + 4, CAPTION), middle, stamp)
        return right - wide - 4

    def _paint_picture(self, painter: QPainter, frame: Frame) -> None:
        image = QImage(frame.memory, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32)
        PanePainter.picture(painter, Rect(0, CAPTION, self.width(), self.height() - CAPTION), image)

    def _paint_band(self, painter: QPainter, area: QRect) -> None:
        """Along the foot: the last picture stays to be seen."""
        tokens, high = theme.pane_tokens(), theme.length(26)
        band = QRect(area.left(), area.bottom() - high + 1, area.width(), high)
        painter.fillRect(band, QColor(0, 0, 0, 190))
        painter.setFont(theme.font(12, 600))
        painter.setPen(QColor(tokens.t1))
        paint_icon(painter, QRect(band.left() + 8, band.top(), 16, high), self._message[0], QColor(tokens.t2))
        painter.drawText(band.adjusted(30, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter, self._message[1])

    def _paint_message(self, painter: QPainter) -> None:
        tokens = theme.pane_tokens()
        icon_name, text = self._message
        area = QRect(0, CAPTION, self.width(), self.height() - CAPTION)
        if self._frame is not None and self._message[0] in _AT_AN_END:
            self._paint_band(painter, area)
            return
        if self._frame is not None:
            painter.fillRect(area, QColor(0, 0, 0, 170))
        small = area.height() < 130 or area.width() < 240
        middle = area.center().y()
        side = 22 if small else 36
        paint_icon(painter, QRect(0, middle - side - 14, self.width(), side), icon_name, QColor(tokens.t2))
        painter.setFont(theme.font(12 if small else 15, 600))
        painter.setPen(QColor(tokens.t1))
        words = QRectF(12, middle - 8, self.width() - 24, area.bottom() - middle + 8)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(words, flags, text)
