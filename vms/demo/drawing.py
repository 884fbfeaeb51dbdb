"""Drawing strokes shared by all scenes: colours, gradients, trees, floors, text (Pillow, 1280×720 unless told)."""

from __future__ import annotations

import functools
import math
import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT = 1280, 720
Colour = tuple[int, int, int]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
Pen = ImageDraw.ImageDraw

_FONT_FOLDERS = (
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/truetype/noto",
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/dejavu-sans-fonts",
    "C:/Windows/Fonts",
    "/System/Library/Fonts/Supplemental",
)
_FONT_FILES = ("DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "LiberationSans-Bold.ttf", "segoeuib.ttf", "Arial Bold.ttf")


@functools.cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A bold sans with Vietnamese letters, or Pillow's own font where the system has none."""
    for folder in _FONT_FOLDERS:
        for name in _FONT_FILES:
            path = Path(folder, name)
            if path.is_file():
                return ImageFont.truetype(str(path), size)
    return ImageFont.load_default(size)


def shade(colour: Colour, factor: float) -> Colour:
    """The colour made lighter (> 1) or darker (< 1)."""
    red, green, blue = (int(max(0, min(255, value * factor))) for value in colour)
    return red, green, blue


def sky(top: Colour, bottom: Colour, width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    """A picture that runs from one colour at the top to another at the bottom."""
    share = np.linspace(0, 1, height)[:, None, None]
    rows = np.array(top)[None, None] * (1 - share) + np.array(bottom)[None, None] * share
    return Image.fromarray(np.broadcast_to(rows, (height, width, 3)).astype(np.uint8).copy())


def tree(pen: Pen, x: float, y: float, size: float, colour: Colour = (58, 104, 58), seed: int = 1) -> None:
    """A tree whose trunk stands at (x, y)."""
    chance = random.Random(seed)
    trunk = [
        (x - size * 0.06, y),
        (x + size * 0.06, y),
        (x + size * 0.03, y - size * 0.7),
        (x - size * 0.03, y - size * 0.7),
    ]
    pen.polygon(trunk, fill=(86, 66, 50))
    for _ in range(26):
        angle = chance.random() * math.tau
        reach = chance.random() ** 0.5 * size * 0.42
        leaf_x = x + math.cos(angle) * reach * 1.15
        leaf_y = y - size * 0.85 + math.sin(angle) * reach * 0.75
        radius = size * (0.1 + chance.random() * 0.11)
        light = 0.72 + 0.5 * (1 - (leaf_y - (y - size * 1.2)) / (size * 0.8)) + chance.random() * 0.1
        pen.ellipse([leaf_x - radius, leaf_y - radius, leaf_x + radius, leaf_y + radius], fill=shade(colour, light))


def floor_tiles(
    pen: Pen, vanishing: Point, top: float, colour: Colour, step: float, rows: int, darker: float = 0.92
) -> None:
    """Joints of a tiled floor that starts at `top` and runs to the bottom edge, towards the vanishing point."""
    vx, vy = vanishing
    joint = shade(colour, darker)
    for i in range(-22, 32):
        end_x, end_y = vx + i * step * 3, vy + (HEIGHT - vy) * 3
        share = (top - vy) / (end_y - vy)
        pen.line([(vx + (end_x - vx) * share, top), (end_x, end_y)], fill=joint, width=2)
    for i in range(rows):
        y = top + (HEIGHT - top) * (i / rows) ** 2
        pen.line([(0, y), (WIDTH, y)], fill=joint, width=2)


def along(start: Point, end: Point, share: float) -> Point:
    """The point that lies `share` of the way from start to end."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def develop(picture: Image.Image, *, night: bool, infrared: Point = (640, 470), light: float = 1.0) -> Image.Image:
    """What the sensor makes of a drawing: softness, vignette, tone; at night the grey pool of an infrared lamp."""
    width, height = picture.size
    pixels = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.8))).astype(np.float32)
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    radius = np.hypot((xx - width / 2) / (width / 2), (yy - height / 2) / (height / 2))
    if night:
        grey = pixels @ np.array([0.32, 0.5, 0.18], dtype=np.float32)
        reach_x, reach_y = 620 * width / WIDTH, 330 * height / HEIGHT
        pool = np.exp(-(((xx - infrared[0]) / reach_x) ** 2 + ((yy - infrared[1]) / reach_y) ** 2))
        grey = np.clip(grey * (0.14 + 0.86 * pool) * 1.05, 0, 255)
        pixels = np.stack([grey, grey, grey], -1)
    pixels *= (light * (1 - 0.16 * np.clip(radius - 0.35, 0, 1)))[..., None]
    if not night:
        pixels = (pixels - 128) * 0.96 + 122
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
