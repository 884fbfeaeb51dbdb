"""People of the school: how they look, and where they are at a given second of the minute."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from vms.demo.drawing import Colour, Pen, Point, shade
from vms.demo.picture import Sprite, sprite_from

_TALL = 320  # pixels from crown to sole in the master drawing
_CANVAS = (296, 352)
_FEET: Point = (88, 332)
_STRIDES = (0.03, 0.09, 0.16, 0.21)
_STEP = (0, 1, 2, 3, 2, 1)  # strides in the order of walking
_STEPS_PER_S = 9.0  # stride pictures a second


@dataclass(frozen=True, slots=True)
class Look:
    """What someone wears; children have larger heads and may carry a bag and a red scarf."""

    shirt: Colour = (238, 240, 242)
    trousers: Colour = (38, 48, 84)
    adult: bool = False
    scarf: bool = False
    bag: Colour | None = None
    cap: Colour | None = None
    apron: Colour | None = None


@dataclass(frozen=True, slots=True)
class Walker:
    """Someone who walks along points (x, y of the feet) between two seconds of each minute, and is away otherwise."""

    look: Look
    path: tuple[Point, ...]
    start_s: float = 0.0
    end_s: float = 60.0

    def place(self, second: float) -> Point | None:
        """Where the feet are at this second of the minute; None while away."""
        if not self.start_s <= second < self.end_s:
            return None
        if len(self.path) == 1:
            return self.path[0]
        lengths = [math.dist(a, b) for a, b in zip(self.path, self.path[1:], strict=False)]
        left = sum(lengths) * (second - self.start_s) / (self.end_s - self.start_s)
        for (a, b), length in zip(zip(self.path, self.path[1:], strict=False), lengths, strict=True):
            if left <= length:
                share = left / length if length else 0.0
                return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
            left -= length
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Perspective:
    """How tall a grown-up looks: `far_height` pixels with the feet at `far_y`, `near_height` at `near_y`."""

    far_y: float
    far_height: float
    near_y: float
    near_height: float

    def height(self, y: float) -> float:
        """Pixels from crown to sole of a grown-up whose feet are at y."""
        share = (y - self.far_y) / (self.near_y - self.far_y)
        return max(12.0, self.far_height + (self.near_height - self.far_height) * share)


def _body(pen: Pen, look: Look, stride: float) -> None:
    x, y, h = _FEET[0], _FEET[1], float(_TALL)
    head = h * (0.15 if look.adult else 0.2)
    broad = h * (0.25 if look.adult else 0.27)
    hip, shoulder, leg = y - h * 0.45, y - h + head * 1.05, h * 0.1
    for side in (-1, 1):
        foot = x + side * h * stride * 0.5
        thigh = x + side * leg * 0.1
        trouser = [(thigh - leg * 0.75, hip - 4), (thigh + leg * 0.75, hip - 4)]
        pen.polygon([*trouser, (foot + leg * 0.5, y - h * 0.03), (foot - leg * 0.5, y - h * 0.03)], fill=look.trousers)
        shoe = [foot - leg * 0.6, y - h * 0.045, foot + leg * 0.8, y]
        pen.rounded_rectangle(shoe, leg * 0.2, fill=(40, 36, 34))
    if look.bag:
        pack = [x - broad * 0.75, shoulder + h * 0.03, x + broad * 0.35, hip + h * 0.02]
        pen.rounded_rectangle(pack, h * 0.05, fill=look.bag)
    pen.rounded_rectangle([x - broad * 0.5, shoulder, x + broad * 0.5, hip + h * 0.03], h * 0.07, fill=look.shirt)
    for side in (-1, 1):
        arm = x + side * broad * 0.52
        hand = arm + side * h * 0.02 - stride * h * 0.2 * side
        bend = [(arm, shoulder + h * 0.06), (arm + side * h * 0.05, shoulder + h * 0.2), (hand, hip + h * 0.02)]
        pen.line(bend, fill=shade(look.shirt, 0.88), width=int(h * 0.075), joint="curve")
        pen.ellipse([hand - h * 0.03, hip, hand + h * 0.03, hip + h * 0.06], fill=(196, 150, 122))
    if look.apron:
        pen.rectangle([x - broad * 0.4, shoulder + h * 0.1, x + broad * 0.4, hip + h * 0.12], fill=look.apron)
    _head(pen, look, head, shoulder)


def _head(pen: Pen, look: Look, head: float, shoulder: float) -> None:
    x, top, h = _FEET[0], _FEET[1] - _TALL, float(_TALL)
    neck = [x - head * 0.16, shoulder - head * 0.2, x + head * 0.16, shoulder + head * 0.12]
    pen.rectangle(neck, fill=(186, 140, 112))
    pen.ellipse([x - head * 0.42, top, x + head * 0.42, top + head * 1.02], fill=(202, 158, 130))
    hair = [x - head * 0.46, top - head * 0.05, x + head * 0.46, top + head * 0.95]
    pen.pieslice(hair, 175, 365, fill=(28, 24, 24))
    if look.cap:
        pen.pieslice([x - head * 0.5, top - head * 0.1, x + head * 0.5, top + head * 0.8], 180, 360, fill=look.cap)
    if look.scarf:
        knot = [(x - head * 0.35, shoulder), (x + head * 0.35, shoulder)]
        pen.polygon(
            [*knot, (x + head * 0.08, shoulder + h * 0.14), (x - head * 0.08, shoulder + h * 0.14)], fill=(206, 44, 44)
        )


@functools.lru_cache(maxsize=256)
def _master(look: Look, stride: int) -> NDArray[np.uint8]:
    shadow = Image.new("RGBA", _CANVAS, (10, 12, 16, 0))
    x, y, h = _FEET[0], _FEET[1], float(_TALL)
    ImageDraw.Draw(shadow).ellipse([x - h * 0.18, y - h * 0.05, x + h * 0.58, y + h * 0.05], fill=(10, 12, 16, 78))
    picture = shadow.filter(ImageFilter.GaussianBlur(7))
    body = Image.new("RGBA", _CANVAS, (0, 0, 0, 0))
    _body(ImageDraw.Draw(body), look, _STRIDES[stride])
    picture.alpha_composite(body)
    return np.asarray(picture)


@functools.lru_cache(maxsize=1500)
def _sized(look: Look, stride: int, height: int, light: int, grey: bool) -> Sprite:
    scale = height / _TALL
    size = round(_CANVAS[0] * scale), round(_CANVAS[1] * scale)
    return sprite_from(_master(look, stride), *size, light=light / 16, grey=grey)


def figure(
    look: Look, second: float, height: float, *, light: float = 1.0, grey: bool = False
) -> tuple[Sprite, int, int]:
    """The sprite of someone `height` pixels tall (children 0.76 of that), and where its corner lies from the feet."""
    wanted = height * (1.0 if look.adult else 0.76)
    coarse = 4 if wanted < 120 else 8  # few sizes, since making a sprite takes ten times as long as laying it
    tall = max(8, round(wanted / coarse) * coarse)
    stride = _STEP[int(second * _STEPS_PER_S) % len(_STEP)]
    sprite = _sized(look, stride, tall, round(light * 16), grey)
    scale = tall / _TALL
    return sprite, -round(_FEET[0] * scale), -round(_FEET[1] * scale)
