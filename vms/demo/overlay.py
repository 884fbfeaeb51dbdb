"""What the camera writes into its picture: name, second of the minute with a dial, and the time strip."""

from __future__ import annotations

import functools
import math

import cv2
import numpy as np
from PIL import Image, ImageDraw

from vms.demo import timestrip
from vms.demo.drawing import font
from vms.demo.picture import Picture, Sprite, lay, sprite_from

_DIAL_RADIUS = 30


@functools.lru_cache(maxsize=512)
def _text(text: str, size: int) -> Sprite:
    face = font(size)
    left, top, right, bottom = face.getbbox(text, stroke_width=2)
    width, height = math.ceil((right - left + 4) / 4) * 4, math.ceil((bottom - top + 4) / 4) * 4
    label = Image.new("RGBA", (width, height), (20, 20, 20, 0))
    ImageDraw.Draw(label).text(
        (2 - left, 2 - top), text, font=face, fill=(255, 255, 255, 255), stroke_width=2, stroke_fill=(20, 20, 20, 220)
    )
    return sprite_from(np.asarray(label), width, height)


@functools.cache
def _dial() -> Sprite:
    size = _DIAL_RADIUS * 2 + 4
    face = Image.new("RGBA", (size * 2, size * 2), (20, 20, 20, 0))
    pen = ImageDraw.Draw(face)
    pen.ellipse([4, 4, size * 2 - 4, size * 2 - 4], fill=(20, 20, 20, 150), outline=(255, 255, 255, 255), width=4)
    for i in range(12):
        angle = i * math.tau / 12
        inner, outer = size - 22, size - 12
        start = size + math.sin(angle) * inner, size - math.cos(angle) * inner
        pen.line([start, (size + math.sin(angle) * outer, size - math.cos(angle) * outer)], fill="white", width=4)
    return sprite_from(np.asarray(face), size, size)


def write(picture: Picture, label: str, ms: int, clock_text: str | None = None) -> None:
    """Write label, time and strip into a 1280×720 picture; `ms` counts from the start of the UTC minute.

    A loop shows the second alone, since it is played in every minute; a live camera gives its whole `clock_text`.
    """
    lay(picture, _text(label, 34), 28, 22)
    text = clock_text or f":{ms // 1000:02d}"
    sprite = _text(text, 30)
    right = picture.width - 2 * _DIAL_RADIUS - 44
    lay(picture, sprite, right - int(sprite.y.shape[1]), 34)
    centre = (picture.width - _DIAL_RADIUS - 26, _DIAL_RADIUS + 24)
    lay(picture, _dial(), centre[0] - _DIAL_RADIUS - 2, centre[1] - _DIAL_RADIUS - 2)
    angle = ms / timestrip.MINUTE_MS * math.tau
    tip = (round(centre[0] + math.sin(angle) * 22), round(centre[1] - math.cos(angle) * 22))
    cv2.line(picture.y, centre, tip, 235, 3, cv2.LINE_AA)
    timestrip.draw(picture.y, ms)
    scale = picture.width / timestrip.REFERENCE_WIDTH / 2
    down, across = (
        round(timestrip.ROWS * timestrip.BLOCK_HEIGHT * scale),
        round(timestrip.COLUMNS * timestrip.BLOCK_WIDTH * scale),
    )
    for plane in (picture.u, picture.v):
        plane[-down:, :across] = 128
