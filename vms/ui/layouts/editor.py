"""Drawing a layout on the wall itself: panes are split, joined and pulled, with the mouse or the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import Button, label
from vms.ui.layouts import drawing as acts
from vms.ui.layouts.drawing import Drawing, Edge
from vms.ui.layouts.layout import Direction, Rect, WallLayout, drawn_layout, pane_at, pane_rects

translate = QCoreApplication.translate
_REACH_PX = 7.0
_ARROWS = {
    Qt.Key.Key_Left: Direction.left,
    Qt.Key.Key_Right: Direction.right,
    Qt.Key.Key_Up: Direction.up,
    Qt.Key.Key_Down: Direction.down,
}


class DrawingBoard(QWidget):
    """The panes as they are drawn. GUI thread. ``changed`` after every change and every refusal."""

    changed = Signal()
    finish_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, layout: WallLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing = acts.begun(layout)
        self._edge: Edge | None = None
        self._before_drag: Drawing | None = None
        self._band: tuple[QPointF, QPointF] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("layouts", "Layout being drawn"))

    def become(self, drawing: Drawing) -> None:
        """Show what became of it."""
        self.drawing = drawing
        cell = drawing.shape.cells[drawing.at]
        place = translate("layouts", "Pane {n} of {m}, {w} × {h} of {columns} × {rows}").format(
            n=drawing.at + 1, m=len(drawing.shape.cells), w=cell.w, h=cell.h,
            columns=drawing.shape.columns, rows=drawing.shape.rows,
        )  # fmt: skip
        self.setAccessibleDescription(place)
        self.update()
        self.changed.emit()

    @property
    def rects(self) -> tuple[Rect, ...]:
        """Where the panes lie now."""
        return pane_rects(drawn_layout(self.drawing.shape), self.width(), self.height())

    def field_at(self, point: QPointF) -> tuple[float, float]:
        """A point of the widget in fields of the grid."""
        shape = self.drawing.shape
        return point.x() * shape.columns / max(self.width(), 1), point.y() * shape.rows / max(self.height(), 1)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Esc is ours: it leaves the drawing, not full screen."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() == Qt.Key.Key_Escape)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, with Shift more than one, with Ctrl they move an edge; V, H split, M joins, Ctrl+Z undoes."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        now = self.drawing
        if key in _ARROWS and held in (Qt.KeyboardModifier.NoModifier, shift):
            self.become(acts.stepped(now, _ARROWS[key], more=bool(held & shift)))
        elif key in _ARROWS and held == control:
            self.become(acts.nudged(now, _ARROWS[key]))
        elif key == Qt.Key.Key_Z and held == control:
            self.become(acts.undone(now))
        elif held:
            event.ignore()
        elif key in (Qt.Key.Key_V, Qt.Key.Key_H):
            self.become(acts.split(now, upright=key == Qt.Key.Key_V))
        elif key == Qt.Key.Key_M:
            self.become(acts.joined(now))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        # Every other key belongs to the wall, which isn't there now: it must not change a layout unseen.

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge, or begin to mark panes."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._edge = self._edge_at(event.position())
        if self._edge is not None:
            self._before_drag = self.drawing
            return
        pane = pane_at(self.rects, event.position().x(), event.position().y())
        if pane is not None:
            more = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            self.become(acts.chosen(self.drawing, pane, more=bool(event.modifiers() & more)))
            self._band = (event.position(), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull the edge, or mark what the pointer passes over."""
        if self._edge is not None and self._before_drag is not None:
            x, y = self.field_at(event.position())
            start = self._before_drag
            self.become(acts.pulled(start, self._edge, round(x if self._edge.upright else y)))
        elif self._band is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._band = (self._band[0], event.position())
            self._mark_band()
        else:
            edge = self._edge_at(event.position())
            across = Qt.CursorShape.SplitHCursor if edge and edge.upright else Qt.CursorShape.SplitVCursor
            self.setCursor(across if edge else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go: the whole pull is one step of undo."""
        if self._before_drag is not None:
            self.become(acts.steadied(self._before_drag, self.drawing))
        self._edge = self._before_drag = self._band = None

    def _edge_at(self, point: QPointF) -> Edge | None:
        reach = _REACH_PX * self.drawing.shape.columns / max(self.width(), 1)
        return acts.edge_at(self.drawing.shape, *self.field_at(point), reach)

    def _mark_band(self) -> None:
        assert self._band is not None
        area = QRectF(*self._band).normalized()
        touched = [
            pane
            for pane, rect in enumerate(self.rects)
            if area.adjusted(0, 0, 1, 1).intersects(QRectF(rect.x, rect.y, rect.w, rect.h))
        ]
        if len(touched) > 1:
            now = acts.chosen(self.drawing, touched[0])
            for pane in touched[1:]:
                now = acts.chosen(now, pane, more=True)
            self.become(now)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Panes with their size in the grid; marked ones in the colour of a selection."""
        t, painter = theme.pane_tokens(), QPainter(self)
        painter.fillRect(self.rect(), QColor(t.bg))
        painter.setFont(theme.font(16, 600))
        for pane, rect in enumerate(self.rects):
            box, marked = QRect(rect.x, rect.y, rect.w, rect.h), pane in self.drawing.chosen
            painter.fillRect(box, QColor(t.accent_bg if marked else t.raised))
            here = pane == self.drawing.at
            painter.setPen(QPen(QColor(t.accent if marked else t.edge), 3 if here else 1))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
            painter.setPen(QColor(t.t1 if marked else t.t3))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(pane + 1))
        painter.end()


class LayoutEditor(QFrame):
    """The drawing board over the wall with its row of acts. ``finished`` carries the Shape; ``left`` when given up."""

    finished = Signal(object)
    left = Signal()

    def __init__(self, layout: WallLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.board = DrawingBoard(layout)
        self._said = label("", "secondary")
        self.buttons: dict[str, Button] = {}
        bar = row(spacing=8, margins=(8, 6, 8, 6))
        for name, icon_name, text, tip, act in self._acts():
            button = Button(text, icon_name=icon_name, fit="dense")
            button.setToolTip(tip)
            button.clicked.connect(act)
            # The keyboard stays on the board: arrows go on choosing panes after a click.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons[name] = button
            bar.addWidget(button)
        bar.addWidget(self._said, 1)
        self.leave = Button(translate("layouts", "Leave it"), fit="dense")
        self.leave.setToolTip(translate("layouts", "Keep the layout as it was (Esc)"))
        self.use = Button(translate("layouts", "Use this layout"), "primary", fit="dense")
        self.use.setToolTip(translate("layouts", "Use this layout (Enter)"))
        self.leave.clicked.connect(self.left)
        self.use.clicked.connect(self._finish)
        bar.addWidget(self.leave)
        bar.addWidget(self.use)
        whole = column(spacing=0, parent=self)
        whole.addWidget(self.board, 1)
        whole.addLayout(bar)
        self.board.changed.connect(self._say)
        self.board.finish_wanted.connect(self._finish)
        self.board.leave_wanted.connect(self.left)
        self._say()

    def _acts(self) -> list[tuple[str, str, str, str, Callable[[], None]]]:
        def do(change: Callable[[Drawing], Drawing]) -> None:
            self.board.become(change(self.board.drawing))

        return [
            ("side", "arrow-split-vertical", translate("layouts", "Side by side"),
             translate("layouts", "Split the pane into two side by side (V)"),
             partial(do, partial(acts.split, upright=True))),
            ("below", "arrow-split-horizontal", translate("layouts", "One above the other"),
             translate("layouts", "Split the pane into two, one above the other (H)"),
             partial(do, partial(acts.split, upright=False))),
            ("join", "table-merge-cells", translate("layouts", "Join"),
             translate("layouts", "Make one pane of those marked (M)"), partial(do, acts.joined)),
            ("undo", "undo", translate("layouts", "Undo"),
             translate("layouts", "Take back the last change (Ctrl+Z)"), partial(do, acts.undone)),
        ]  # fmt: skip

    def _finish(self) -> None:
        self.finished.emit(acts.finished(self.board.drawing))

    def _say(self) -> None:
        now = self.board.drawing
        self.buttons["join"].setEnabled(len(now.chosen) > 1)
        self.buttons["undo"].setEnabled(bool(now.before))
        count = translate("layouts", "{n} panes").format(n=len(now.shape.cells))
        hint = translate("layouts", "drag edges, mark several panes")
        self._said.setText(_reason(now.reason) or f"{count} · {hint}")
        self._said.setToolTip(
            translate("layouts", "Arrows choose a pane, with Shift several, with Ctrl they move its edge.")
        )


def _reason(code: str) -> str:
    match code:
        case "too_small":
            return translate("layouts", "This pane is too small to split")
        case "too_many":
            return translate("layouts", "A layout has at most 64 panes")
        case "no_rectangle":
            return translate("layouts", "The marked panes don't form a rectangle")
        case "one_pane":
            return translate("layouts", "Mark two panes or more to join them")
        case _:
            return ""
