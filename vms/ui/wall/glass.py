"""The wall with its pictures on the graphics card: a surface below, captions and marks on the canvas above it.

Where the card, its driver or the window system can't, there is no glass and the canvas paints the pictures itself.
"""

from __future__ import annotations

import logging

from PySide6.QtGui import QOffscreenSurface, QOpenGLContext, QResizeEvent
from PySide6.QtWidgets import QWidget

from vms.core.log import event
from vms.ui.wall.gl_surface import GlSurface, Picture
from vms.ui.wall.wall_canvas import WallCanvas

_log = logging.getLogger(__name__)

_RENDERER = 0x1F01
# Drivers that only pretend to be a card: the processor paints better without them.
_PRETENDERS = ("llvmpipe", "softpipe", "swiftshader", "microsoft basic render", "gdi generic")


def card() -> str:
    """The graphics card's own name, if OpenGL works here on a real one; empty otherwise. GUI thread, some 50 ms."""
    context = QOpenGLContext()
    if not context.create():
        event(_log, "no_graphics_card", reason="no_context")
        return ""
    surface = QOffscreenSurface()
    surface.create()
    if not context.makeCurrent(surface):
        event(_log, "no_graphics_card", reason="not_current")
        return ""
    name = str(context.functions().glGetString(_RENDERER))
    context.doneCurrent()
    if any(pretender in name.lower() for pretender in _PRETENDERS):
        event(_log, "no_graphics_card", reason="software", renderer=name)
        return ""
    return name


class WallStage(QWidget):
    """Holds a canvas, and below it the surface that paints its pictures while that works. GUI thread."""

    def __init__(self, canvas: WallCanvas, *, on_card: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.surface: GlSurface | None = None
        if on_card:
            self.surface = GlSurface(self)
            self.surface.failed.connect(self.do_without)
            canvas.set_glass(self._show)
        canvas.setParent(self)
        canvas.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both fill it."""
        super().resizeEvent(event)
        self._canvas.setGeometry(self.rect())
        if self.surface is not None:
            self.surface.setGeometry(self.rect())

    def do_without(self) -> None:
        """The card gave up: the canvas paints the pictures from now on."""
        surface, self.surface = self.surface, None
        if surface is not None:
            self._canvas.set_glass(None)
            surface.release()
            surface.hide()
            surface.deleteLater()

    def shutdown(self) -> None:
        """Before the window goes."""
        if self.surface is not None:
            self.surface.release()

    def _show(self, pictures: dict[int, Picture]) -> None:
        if self.surface is not None:
            self.surface.show_pictures(pictures)
