"""Draw an area over a still of a camera, by mouse or by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from vms.ui import theme
from vms.ui.archive import search_polygon as polygon
from vms.ui.archive.search_polygon import Drawing, Point
from vms.ui.controls import paint_focus_ring

translate = QCoreApplication.translate
_WIDE, _HIGH = 400, 225
_CORNER = 5
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class AreaEditor(QWidget):
    """``changed`` whenever the corners do. Mouse: click sets a corner, the first one again (or a double click) closes,
    dragging moves, the right button takes one away. Keys: arrows move the cross (Shift: far), Space sets a corner or
    takes hold of one, Enter closes, Delete takes one away, Ctrl+Z takes back.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Search", "Area to search"))
        self.setToolTip(
            translate("Search", "Click the corners; click the first one again to close. Keys: arrows, Space, Enter.")
        )
        self._image = QImage()
        self._message = ""
        self._drawing = Drawing()
        self._least = 0.0
        self._keyboard = False
        self._tell()

    @property
    def drawing(self) -> Drawing:
        """What was drawn so far."""
        return self._drawing

    def set_drawing(self, drawing: Drawing) -> None:
        """Show another camera's area; tells nobody."""
        self._drawing = drawing
        self._tell()
        self.update()

    def show_picture(self, jpeg: bytes) -> None:
        """The still to draw on; empty: there is none at that instant."""
        self._image = QImage.fromData(jpeg) if jpeg else QImage()
        self._message = "" if jpeg else translate("Search", "No picture here; the area can be drawn all the same")
        self.update()

    def wait_for_picture(self) -> None:
        """One is on its way."""
        self._image, self._message = QImage(), translate("Search", "Looking for a picture…")
        self.update()

    def show_least(self, share: float) -> None:
        """The smallest thing that counts, drawn as a square in the corner; a share of the picture."""
        self._least = share
        self.update()

    def change(self, drawing: Drawing) -> None:
        """Take a new drawing and tell."""
        if drawing == self._drawing:
            return
        shape = (drawing.points, drawing.closed)
        other = shape != (self._drawing.points, self._drawing.closed)
        self._drawing = drawing
        self._tell()
        self.update()
        if other:
            self.changed.emit()

    def sizeHint(self) -> QSize:
        """Sixteen by nine."""
        return QSize(_WIDE, _HIGH)

    def minimumSizeHint(self) -> QSize:
        """The same: corners want room."""
        return self.sizeHint()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a corner, set one, or take one away."""
        self._keyboard = False
        point = self._point(event.position())
        found = polygon.corner_at(self._drawing, point)
        if event.button() == Qt.MouseButton.RightButton:
            if found is not None:
                self.change(polygon.remove(self._drawing, found))
        elif found is not None and (self._drawing.closed or found):
            self.change(polygon.take(self._drawing, found))
        else:
            self.change(polygon.put(self._drawing, point))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A corner held follows; else only the line to the pointer."""
        self.change(polygon.move_to(self._drawing, self._point(event.position())))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self.change(polygon.drop(self._drawing))

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Close it where it is."""
        self.change(polygon.close(self._drawing))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Space, Enter, Delete and Backspace, Ctrl+Z."""
        self._keyboard = True
        drawing, key = self._drawing, Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _ARROWS:
            step = polygon.LONG_STEP if shift else polygon.STEP
            self.change(polygon.move_by(drawing, *_ARROWS[key], step))
        elif key == Qt.Key.Key_Space:
            self._set_or_take(drawing)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not drawing.closed:
            self.change(polygon.close(drawing))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            at = polygon.corner_at(drawing, drawing.cursor)
            if at is None and not drawing.closed and drawing.points:
                at = len(drawing.points) - 1
            self.change(polygon.remove(drawing, at) if at is not None else drawing)
        elif key == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.change(polygon.undo(drawing))
        else:
            super().keyPressEvent(event)
        self.update()

    def _set_or_take(self, drawing: Drawing) -> None:
        at = polygon.corner_at(drawing, drawing.cursor)
        if drawing.held is not None:
            self.change(polygon.drop(drawing))
        elif at is not None and (drawing.closed or at):
            self.change(polygon.take(drawing, at))
        elif not drawing.closed:
            self.change(polygon.put(drawing, drawing.cursor))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cross shows once the keyboard brought the focus."""
        self._keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    # Where, and how it looks

    def _tell(self) -> None:
        count, closed = len(self._drawing.points), self._drawing.closed
        if closed:
            words = translate("Search", "Area with {n} corners").format(n=count)
        elif count:
            words = translate("Search", "{n} corners so far").format(n=count)
        else:
            words = translate("Search", "No area yet")
        self.setAccessibleDescription(words)

    def _picture_area(self) -> QRectF:
        size = self._image.size() if not self._image.isNull() else QSize(16, 9)
        size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
        )

    def _point(self, place: QPointF) -> Point:
        area = self._picture_area()
        return (place.x() - area.left()) / area.width(), (place.y() - area.top()) / area.height()

    def _place(self, point: Point) -> QPointF:
        area = self._picture_area()
        return QPointF(area.left() + point[0] * area.width(), area.top() + point[1] * area.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The still, what is left out of it darker, the corners, the cross."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        area = self._picture_area()
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, self._image)
        elif self._message:
            painter.setFont(theme.font(13))
            painter.setPen(QColor(theme.pane_tokens().t2))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area.adjusted(16, 0, -16, 0), flags, self._message)
        self._paint_polygon(painter, area)
        self._paint_least(painter, area)
        if self.hasFocus() and self._keyboard:
            self._paint_cross(painter)
            paint_focus_ring(self, painter, "panel")
        painter.end()

    def _paint_polygon(self, painter: QPainter, area: QRectF) -> None:
        drawing, accent = self._drawing, QColor(theme.pane_tokens().accent)
        places = [self._place(point) for point in drawing.points]
        corners = QPolygonF(places)
        if drawing.closed:
            outside = QPolygonF(area).subtracted(corners)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 120))
            painter.drawPolygon(outside)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 2))
            painter.drawPolygon(corners)
        elif drawing.points:
            painter.setPen(QPen(accent, 2))
            painter.drawPolyline(corners)
            painter.setPen(QPen(accent, 1, Qt.PenStyle.DashLine))
            painter.drawLine(places[-1], self._place(drawing.cursor))
        for at, place in enumerate(places):
            painter.setPen(QPen(QColor(0, 0, 0), 1))
            painter.setBrush(QColor("#FFFFFF") if at == drawing.held else accent)
            painter.drawEllipse(place, _CORNER, _CORNER)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_least(self, painter: QPainter, area: QRectF) -> None:
        if not self._least:
            return
        side = (self._least * area.width() * area.height()) ** 0.5
        box = QRectF(area.right() - side - 8, area.bottom() - side - 8, side, side)
        for colour, inset in ((QColor(0, 0, 0), 1.0), (QColor("#FFFFFF"), 0.0)):
            painter.setPen(QPen(colour, 1.5))
            painter.drawRect(box.adjusted(-inset, -inset, inset, inset))

    def _paint_cross(self, painter: QPainter) -> None:
        place = self._place(self._drawing.cursor)
        for colour, wide in ((QColor(0, 0, 0), 4), (QColor("#FFFFFF"), 2)):
            painter.setPen(QPen(colour, wide))
            painter.drawLine(place - QPointF(9, 0), place + QPointF(9, 0))
            painter.drawLine(place - QPointF(0, 9), place + QPointF(0, 9))
