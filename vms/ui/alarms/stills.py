"""The reference picture and the one that raised the alarm, side by side."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from vms.core.instants import time_text
from vms.services.alarm_views import AlarmStills
from vms.ui import theme
from vms.ui.controls import paint_focus_ring
from vms.ui.icons import paint_icon

translate = QCoreApplication.translate
_GAP, _CAPTION, _LEAST = 6, 18, 120


def pixmap(jpeg: bytes) -> QPixmap:
    """The picture; a null one when there is none, or none that can be read."""
    made = QPixmap()
    if jpeg:
        made.loadFromData(jpeg)
    return made


def captions(stills: AlarmStills | None) -> tuple[str, str]:
    """Under the two pictures."""
    now = translate("alarms", "At {time}").format(time=time_text(stills.taken_us)) if stills else ""
    return translate("alarms", "Reference"), now


class StillPair(QAbstractButton):
    """Two pictures with a word under each; pressing it enlarges them. Keeps the pictures' shape, never crops."""

    def __init__(self, aspect: float = 9 / 16, *, pressable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aspect = aspect
        self._pictures = (QPixmap(), QPixmap())
        self._captions = captions(None)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if pressable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(translate("alarms", "Enlarge"))
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(translate("alarms", "Reference picture and the picture of the alarm"))

    def show_stills(self, stills: AlarmStills) -> None:
        """The two pictures; one that is missing shows as an empty place."""
        self._pictures = (pixmap(stills.reference), pixmap(stills.current))
        self._captions = captions(stills)
        self.update()

    @property
    def loaded(self) -> bool:
        """Whether there is something to see."""
        return any(not picture.isNull() for picture in self._pictures)

    def height_for(self, width: int) -> int:
        """Pictures of the usual shape and a caption."""
        return round((width - _GAP) / 2 * self._aspect) + theme.length(_CAPTION)

    def sizeHint(self) -> QSize:
        """As high as two pictures side by side need."""
        width = max(self.width(), _LEAST)
        return QSize(width, self.height_for(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setFixedHeight(self.height_for(event.size().width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it from the tokens; the pictures' ground is dark in both themes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        caption = theme.length(_CAPTION)
        width, height = (self.width() - _GAP) // 2, self.height() - caption
        painter.setFont(theme.font(12))
        for at, (picture, words) in enumerate(zip(self._pictures, self._captions, strict=True)):
            box = QRect(at * (width + _GAP), 0, width, height)
            painter.fillRect(box, QColor(theme.pane_tokens().bg))
            if picture.isNull():
                middle = box.adjusted(0, height // 3, 0, -height // 3)
                paint_icon(painter, middle, "image-off-outline", QColor(theme.pane_tokens().t3))
            else:
                size = picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
                target = QRect(box.topLeft(), size)
                target.moveCenter(box.center())
                painter.drawPixmap(target, picture)
            painter.setPen(theme.color("t2"))
            under = QRect(box.x(), height, width, caption)
            painter.drawText(under, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        if self.hasFocus():
            paint_focus_ring(self, painter, "panel")
        painter.end()
