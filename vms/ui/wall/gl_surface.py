"""The pictures of all panes on the graphics card: planes go up as they are, one draw makes the colours of all of them.

Each pane has its place in one atlas of three textures, luma and two colours, at the very place where it lies on the
wall; what is new of it is laid over what was there. The vertices say where on the wall, where in the atlas, and how
this camera's colours are to be read.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QOpenGLFunctions
from PySide6.QtOpenGL import (
    QOpenGLBuffer,
    QOpenGLShader,
    QOpenGLShaderProgram,
    QOpenGLTexture,
    QOpenGLVertexArrayObject,
)
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget
from shiboken6 import VoidPtr

from vms.core.log import event
from vms.video.frames import Frame, Matrix

_log = logging.getLogger(__name__)

_VERTEX = """
attribute vec2 place;
attribute vec2 spot;
attribute vec4 edge;
attribute float matrix;
varying vec2 at;
varying vec4 bounds;
varying float reading;
void main() { gl_Position = vec4(place, 0.0, 1.0); at = spot; bounds = edge; reading = matrix; }
"""
# BT.601 and BT.709 as in ITU-R BT.709-6, table 3: the share of red and blue in luma decides the rest.
_FRAGMENT = """
uniform sampler2D luma;
uniform sampler2D blueness;
uniform sampler2D redness;
varying highp vec2 at;
varying highp vec4 bounds;
varying lowp float reading;
void main() {
    highp vec2 spot = clamp(at, bounds.xy, bounds.zw);
    mediump float y = texture2D(luma, spot).r;
    mediump vec2 c = vec2(texture2D(blueness, spot).r, texture2D(redness, spot).r) - 128.0 / 255.0;
    lowp float full = step(1.5, reading);
    lowp float hd = step(0.5, reading - 2.0 * full);
    y = mix((y - 16.0 / 255.0) * (255.0 / 219.0), y, full);
    c *= mix(255.0 / 224.0, 1.0, full);
    mediump vec2 share = mix(vec2(0.299, 0.114), vec2(0.2126, 0.0722), hd);
    mediump float r = y + 2.0 * (1.0 - share.x) * c.y;
    mediump float b = y + 2.0 * (1.0 - share.y) * c.x;
    mediump float g = (y - share.x * r - share.y * b) / (1.0 - share.x - share.y);
    gl_FragColor = vec4(clamp(vec3(r, g, b), 0.0, 1.0), 1.0);
}
"""
_TEXTURE_2D, _UNSIGNED_BYTE, _FLOAT, _TRIANGLES, _COLOR_BUFFER = 0x0DE1, 0x1401, 0x1406, 0x0004, 0x4000
_RED, _R8, _LUMINANCE = 0x1903, 0x8229, 0x1909
_LINEAR, _CLAMP_TO_EDGE, _TEXTURE0 = 0x2601, 0x812F, 0x84C0
_UNPACK_ALIGNMENT, _UNPACK_ROW_LENGTH = 0x0CF5, 0x0CF2
_MIN_FILTER, _MAG_FILTER, _WRAP_S, _WRAP_T = 0x2801, 0x2800, 0x2802, 0x2803
_ATTRIBUTES = (("place", 2), ("spot", 2), ("edge", 4), ("matrix", 1))
_SAMPLERS = ("luma", "blueness", "redness")
_FLOATS = sum(size for _name, size in _ATTRIBUTES)
_CORNERS = ((0, 0), (1, 0), (0, 1), (1, 0), (1, 1), (0, 1))


@dataclass(frozen=True, slots=True)
class Picture:
    """A pane's picture and where it goes, in physical pixels of the surface. The frame is one of planes."""

    frame: Frame
    x: int
    y: int
    width: int
    height: int


class GlSurface(QOpenGLWidget):
    """Shows pictures where they belong and nothing elsewhere. GUI thread. ``failed`` once, when it can't."""

    failed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._functions: QOpenGLFunctions | None = None
        self._program: QOpenGLShaderProgram | None = None
        self._vertices = QOpenGLBuffer(QOpenGLBuffer.Type.VertexBuffer)
        self._array = QOpenGLVertexArrayObject()
        self._owned: list[QOpenGLTexture] = []  # of the context: gone with it
        self._textures: list[int] = []
        self._format = (_R8, _RED)
        self._atlas = (0, 0)
        self._shown: dict[int, Picture] = {}
        self._fresh: set[int] = set()
        self._broken = False

    @property
    def renderer(self) -> str:
        """The card's own name, for the figures; empty before the first picture."""
        functions = self._functions
        return str(functions.glGetString(0x1F01)) if functions else ""

    def show_pictures(self, pictures: Mapping[int, Picture]) -> None:
        """These and no others, by pane; only frames that aren't the ones shown go up to the card."""
        for pane, picture in pictures.items():
            before = self._shown.get(pane)
            if before is None or before.frame is not picture.frame or before != picture:
                self._fresh.add(pane)
        self._shown = dict(pictures)
        self.update()

    def initializeGL(self) -> None:
        """Compile and allocate; says ``failed`` where the driver refuses."""
        context = self.context()
        context.aboutToBeDestroyed.connect(self.release, Qt.ConnectionType.DirectConnection)
        self._functions = context.functions()
        modern = context.format().majorVersion() >= 3
        self._format = (_R8, _RED) if modern else (_LUMINANCE, _LUMINANCE)
        self._atlas = (0, 0)
        program = QOpenGLShaderProgram(self)
        sound = (
            program.addShaderFromSourceCode(QOpenGLShader.ShaderTypeBit.Vertex, _VERTEX)
            and program.addShaderFromSourceCode(QOpenGLShader.ShaderTypeBit.Fragment, _FRAGMENT)
            and program.link()
        )
        if not sound or not self._vertices.create():
            self._fail(program.log())
            return
        self._array.create()
        self._owned = [QOpenGLTexture(QOpenGLTexture.Target.Target2D) for _ in _SAMPLERS]
        if not all(texture.create() for texture in self._owned):
            self._fail("no textures")
            return
        self._textures = [texture.textureId() for texture in self._owned]
        self._program = program
        event(_log, "gl_surface", renderer=self.renderer)

    def paintGL(self) -> None:
        """Lay new pictures into the atlas, draw all."""
        gl, program = self._functions, self._program
        if gl is None or program is None or self._broken:
            return
        gl.glClearColor(0.0, 0.0, 0.0, 1.0)
        gl.glClear(_COLOR_BUFFER)
        pictures = list(self._shown.items())
        if not pictures:
            return
        ratio = self.devicePixelRatio()
        size = (round(self.width() * ratio), round(self.height() * ratio))
        if size != self._atlas:
            self._allocate(gl, size)
        self._upload(gl)
        self._draw(gl, program, _vertices([picture for _pane, picture in pictures], size))

    def _allocate(self, gl: QOpenGLFunctions, size: tuple[int, int]) -> None:
        for index, texture in enumerate(self._textures):
            by = 1 if index == 0 else 2
            gl.glBindTexture(_TEXTURE_2D, texture)
            for name, value in (
                (_MIN_FILTER, _LINEAR), (_MAG_FILTER, _LINEAR), (_WRAP_S, _CLAMP_TO_EDGE), (_WRAP_T, _CLAMP_TO_EDGE)
            ):  # fmt: skip
                gl.glTexParameteri(_TEXTURE_2D, name, value)
            wide, high = -(-size[0] // by), -(-size[1] // by)
            stored, given = self._format
            gl.glTexImage2D(_TEXTURE_2D, 0, stored, wide, high, 0, given, _UNSIGNED_BYTE, VoidPtr(0))  # type: ignore[arg-type]
        self._atlas = size
        self._fresh.update(self._shown)

    def _upload(self, gl: QOpenGLFunctions) -> None:
        gl.glPixelStorei(_UNPACK_ALIGNMENT, 1)
        for pane in self._fresh & self._shown.keys():
            picture = self._shown[pane]
            x, y = _spot(picture)
            width, height = _fitting(picture, self._atlas)
            planes = _planes(picture.frame)
            for index, (texture, plane) in enumerate(zip(self._textures, planes, strict=True)):
                by = 1 if index == 0 else 2
                gl.glBindTexture(_TEXTURE_2D, texture)
                gl.glPixelStorei(_UNPACK_ROW_LENGTH, picture.frame.width // by)
                gl.glTexSubImage2D(
                    _TEXTURE_2D, 0, x // by, y // by, width // by, height // by, self._format[1], _UNSIGNED_BYTE,
                    VoidPtr(plane.ctypes.data),  # type: ignore[arg-type]
                )  # fmt: skip
        gl.glPixelStorei(_UNPACK_ROW_LENGTH, 0)
        self._fresh.clear()

    def _draw(self, gl: QOpenGLFunctions, program: QOpenGLShaderProgram, vertices: NDArray[np.float32]) -> None:
        program.bind()
        binder = QOpenGLVertexArrayObject.Binder(self._array)
        self._vertices.bind()
        data = vertices.tobytes()
        self._vertices.allocate(data, len(data))
        offset = 0
        for name, size in _ATTRIBUTES:
            location = program.attributeLocation(name)
            program.enableAttributeArray(location)
            program.setAttributeBuffer(location, _FLOAT, offset * 4, size, _FLOATS * 4)
            offset += size
        for unit, (sampler, texture) in enumerate(zip(_SAMPLERS, self._textures, strict=True)):
            gl.glActiveTexture(_TEXTURE0 + unit)
            gl.glBindTexture(_TEXTURE_2D, texture)
            program.setUniformValue1i(program.uniformLocation(sampler), unit)
        gl.glDrawArrays(_TRIANGLES, 0, len(vertices))
        gl.glActiveTexture(_TEXTURE0)
        self._vertices.release()
        binder.release()
        program.release()

    def release(self) -> None:
        """Take everything off the card while the context still lives: before the widget goes, or its window changes.

        May be called twice; a widget that goes on to live begins anew with ``initializeGL``.
        """
        if not self._owned:
            return
        self.makeCurrent()
        for texture in self._owned:
            texture.destroy()
        self._vertices.destroy()
        self._array.destroy()
        self._owned, self._textures, self._program, self._functions = [], [], None, None
        self.doneCurrent()

    def _fail(self, reason: str) -> None:
        if not self._broken:
            self._broken = True
            event(_log, "gl_surface_failed", logging.WARNING, reason=reason.strip()[:200])
            self.failed.emit()


def _spot(picture: Picture) -> tuple[int, int]:
    """Where in the atlas: at even pixels, so that the colour planes lie on whole ones."""
    return picture.x & ~1, picture.y & ~1


def _fitting(picture: Picture, atlas: tuple[int, int]) -> tuple[int, int]:
    """How much of the frame lies inside the atlas: all of it, but for the moment between two sizes of a pane."""
    x, y = _spot(picture)
    return min(picture.frame.width, atlas[0] - x) & ~1, min(picture.frame.height, atlas[1] - y) & ~1


def _planes(frame: Frame) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
    stack, quarter = np.frombuffer(frame.memory, np.uint8), frame.width // 2 * (frame.height // 2)
    luma = frame.width * frame.height
    return stack[:luma], stack[luma : luma + quarter], stack[luma + quarter : luma + 2 * quarter]


def _vertices(pictures: list[Picture], size: tuple[int, int]) -> NDArray[np.float32]:
    """Six corners a picture: place −1…1, spot and bounds 0…1 in the atlas, the matrix."""
    wide, high = size
    rows: list[tuple[float, ...]] = []
    for picture in pictures:
        x, y = _spot(picture)
        width, height = _fitting(picture, size)
        # A pixel from the edge: half a colour pixel, so that the neighbour in the atlas never shines through.
        bounds = ((x + 1) / wide, (y + 1) / high, (x + width - 1) / wide, (y + height - 1) / high)
        matrix = float(picture.frame.matrix or Matrix.BT601)
        for right, down in _CORNERS:
            left, top = picture.x + right * picture.width, picture.y + down * picture.height
            place = (2 * left / wide - 1, 1 - 2 * top / high)
            rows.append((*place, (x + right * width) / wide, (y + down * height) / high, *bounds, matrix))
    return np.array(rows, np.float32)
