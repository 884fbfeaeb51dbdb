"""The picture of recorded footage: its instant to the millisecond, the picture letterboxed, or why there is none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vms.core.instants import SECOND, time_text
from vms.ui import theme
from vms.ui.archive.words import offset_text
from vms.ui.icons import paint_icon
from vms.ui.wall.layout import Rect
from vms.ui.wall.pane_painter import PanePainter
from vms.video.frames import Frame

translate = QCoreApplication.translate

CAPTION = 30
_OFFSET_TO_WARN = 2 * SECOND


class PlayerPane(QWidget):
    """Dark in both themes. ``resized`` asks for pictures of another size (physical pixels)."""

    resized = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 180 + CAPTION)
        self._camera = ""
        self._offset: int | None = None
        self._frame: Frame | None = None
        self._message = ("", "")

    def show_camera(self, label: str, clock_offset_us: int | None) -> None:
        """Whose footage this is; the picture of another camera goes."""
        self._camera, self._offset, self._frame = label, clock_offset_us, None
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
            self.update()

    def forget_frame(self) -> None:
        """Before the buffer behind the frame goes."""
        self._frame = None
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return self._frame is not None

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

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the pane's tokens."""
        tokens = theme.pane_tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        painter.fillRect(QRect(0, 0, self.width(), CAPTION), QColor(tokens.panel))
        self._paint_caption(painter)
        if self._frame is not None:
            self._paint_picture(painter, self._frame)
        if self._message[1]:
            self._paint_message(painter)
        painter.end()

    def _paint_caption(self, painter: QPainter) -> None:
        tokens = theme.pane_tokens()
        middle = Qt.AlignmentFlag.AlignVCenter
        paint_icon(painter, QRect(8, 0, 18, CAPTION), "history", QColor(tokens.accent))
        painter.setFont(theme.font(14, 600))
        painter.setPen(QColor(tokens.t1))
        painter.drawText(QRectF(32, 0, self.width() / 2, CAPTION), middle, self._camera)
        if self._frame is None:
            return
        right = self.width() - 8.0
        words = offset_text(self._offset)
        if words:
            late = abs(self._offset or 0) > _OFFSET_TO_WARN
            painter.setFont(theme.font(12, 600))
            painter.setPen(QColor(tokens.warn if late else tokens.t2))
            wide = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRectF(right - wide, 0, wide + 2, CAPTION), middle, words)
            right -= wide + 6
            if late:
                paint_icon(painter, QRect(round(right) - 16, 0, 16, CAPTION), "clock-alert", QColor(tokens.warn))
                right -= 22
        painter.setFont(theme.font(14, 600, tabular=True))
        painter.setPen(QColor(tokens.t1))
        stamp = time_text(self._frame.instant_us, milliseconds=True)
        wide = painter.fontMetrics().horizontalAdvance(stamp)
        painter.drawText(QRectF(right - wide - 4, 0, wide + 4, CAPTION), middle, stamp)

    def _paint_picture(self, painter: QPainter, frame: Frame) -> None:
        image = QImage(frame.memory, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32)
        PanePainter.picture(painter, Rect(0, CAPTION, self.width(), self.height() - CAPTION), image)

    def _paint_message(self, painter: QPainter) -> None:
        tokens = theme.pane_tokens()
        icon_name, text = self._message
        area = QRect(0, CAPTION, self.width(), self.height() - CAPTION)
        if self._frame is not None:
            painter.fillRect(area, QColor(0, 0, 0, 150))
        middle = area.center().y()
        paint_icon(painter, QRect(0, middle - 52, self.width(), 36), icon_name, QColor(tokens.t2))
        painter.setFont(theme.font(16, 600))
        painter.setPen(QColor(tokens.t1))
        words = QRectF(24, middle - 8, self.width() - 48, 60)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, text)
