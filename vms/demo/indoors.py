"""Backgrounds of the indoor cameras: corridors, staircase, classroom door, library, kitchen."""

from __future__ import annotations

import random

from PIL import Image, ImageDraw

from vms.demo.drawing import HEIGHT, WIDTH, Colour, Pen, Point, along, floor_tiles, font, shade

_TOP_LEFT: Point = (-260, -240)
_TOP_RIGHT: Point = (1480, -240)
_BOTTOM_LEFT: Point = (-260, 900)
_BOTTOM_RIGHT: Point = (1480, 900)
_FAR = 0.16  # how near the end wall is to the vanishing point
_FRAME: Colour = (58, 98, 134)


def _left(v: Point, y: float, depth: float) -> Point:
    return along(v, (-260, y), depth)


def _right(v: Point, y: float, depth: float) -> Point:
    return along(v, (1480, y), depth)


def corridor(shift: int, wall: Colour, *, open_right: bool) -> Image.Image:
    """A corridor with doors on the left; on the right pillars and the yard (open) or more doors."""
    v = (560 + shift * 40, 250)
    picture = Image.new("RGB", (WIDTH, HEIGHT), (40, 40, 44))
    pen = ImageDraw.Draw(picture)
    pen.polygon([v, _TOP_LEFT, _TOP_RIGHT], fill=(206, 206, 200))
    pen.polygon([v, _BOTTOM_LEFT, _BOTTOM_RIGHT], fill=(168, 158, 146))
    pen.polygon([v, _TOP_LEFT, _BOTTOM_LEFT], fill=wall)
    pen.polygon([v, _TOP_RIGHT, _BOTTOM_RIGHT], fill=(176, 202, 222))
    for i in range(-6, 14):
        pen.line([v, (-260 + i * 124, 900)], fill=(150, 140, 128), width=2)
    depth = _FAR * 1.22
    while depth <= 1.1:
        pen.line([along(v, _BOTTOM_LEFT, depth), along(v, _BOTTOM_RIGHT, depth)], fill=(150, 140, 128), width=2)
        depth *= 1.22
    _corridor_left(pen, v)
    if open_right:
        _pillars(pen, v, wall)
    else:
        _corridor_right(pen, v, wall)
    start, end = along(v, _TOP_LEFT, _FAR), along(v, _BOTTOM_RIGHT, _FAR)
    pen.rectangle([start[0], start[1], end[0], end[1]], fill=shade(wall, 0.78))
    pen.rectangle([v[0] - 26, v[1] - 18, v[0] + 30, end[1]], fill=(120, 140, 150))
    for depth in (0.8, 0.5, 0.32, 0.22):
        x, y = along(v, (500, -240), depth)
        w = 120 * depth
        lamp = [(x - w, y), (x + w, y), (x + w * 0.82, y + 16 * depth), (x - w * 0.82, y + 16 * depth)]
        pen.polygon(lamp, fill=(255, 253, 240))
    return picture


def _corridor_left(pen: Pen, v: Point) -> None:
    pen.polygon([_left(v, 640, 0.1), _left(v, 640, 1), _left(v, 900, 1), _left(v, 900, 0.1)], fill=(96, 142, 120))
    for a, b in ((0.9, 0.68), (0.4, 0.325), (0.225, 0.195)):  # doors
        pen.polygon([_left(v, 60, a), _left(v, 60, b), _left(v, 895, b), _left(v, 895, a)], fill=_FRAME)
        m = (a + b) / 2
        pen.line([_left(v, 60, m), _left(v, 895, m)], fill=(40, 70, 100), width=3)
        for near, far in ((a * 0.98, m * 1.02), (m * 0.98, b * 1.03)):
            pane = [_left(v, 140, near), _left(v, 140, far), _left(v, 420, far), _left(v, 420, near)]
            pen.polygon(pane, fill=(146, 176, 193))
    for a, b in ((0.62, 0.42), (0.3, 0.24)):  # windows
        pen.polygon([_left(v, 80, a), _left(v, 80, b), _left(v, 560, b), _left(v, 560, a)], fill=_FRAME)
        near, far = a * 0.985, b * 1.02
        pane = [_left(v, 105, near), _left(v, 105, far), _left(v, 535, far), _left(v, 535, near)]
        pen.polygon(pane, fill=(170, 196, 208))
        for share in (0.33, 0.66):
            m = a + (b - a) * share
            pen.line([_left(v, 80, m), _left(v, 560, m)], fill=_FRAME, width=4)


def _pillars(pen: Pen, v: Point, wall: Colour) -> None:
    green = [_right(v, 430, 0.1), _right(v, 330, 1), _right(v, 900, 1), _right(v, 900, 0.1)]
    pen.polygon(green, fill=(88, 122, 84))
    for i, depth in enumerate((0.95, 0.7, 0.52, 0.38, 0.28, 0.21)):
        far = depth - 0.07 * depth
        pillar = [_right(v, -240, depth), _right(v, -240, far), _right(v, 900, far), _right(v, 900, depth)]
        pen.polygon(pillar, fill=shade(wall, 0.9 - 0.04 * i))
    parapet = [_right(v, 560, 0.12), _right(v, 560, 1), _right(v, 900, 1), _right(v, 900, 0.12)]
    pen.polygon(parapet, fill=shade(wall, 0.82))
    rail = [_right(v, 530, 0.12), _right(v, 530, 1), _right(v, 575, 1), _right(v, 575, 0.12)]
    pen.polygon(rail, fill=(196, 184, 160))


def _corridor_right(pen: Pen, v: Point, wall: Colour) -> None:
    pen.polygon([v, _TOP_RIGHT, _BOTTOM_RIGHT], fill=shade(wall, 0.9))
    skirting = [_right(v, 640, 0.1), _right(v, 640, 1), _right(v, 900, 1), _right(v, 900, 0.1)]
    pen.polygon(skirting, fill=(86, 130, 110))
    for a, b in ((0.86, 0.62), (0.5, 0.38), (0.3, 0.24)):
        pen.polygon([_right(v, 60, a), _right(v, 60, b), _right(v, 895, b), _right(v, 895, a)], fill=(62, 102, 138))
        near, far = a * 0.97, b * 1.03
        pane = [_right(v, 130, near), _right(v, 130, far), _right(v, 420, far), _right(v, 420, near)]
        pen.polygon(pane, fill=(160, 186, 198))


def staircase() -> Image.Image:
    """Stairs that rise to a landing with a window."""
    wall: Colour = (224, 206, 150)
    picture = Image.new("RGB", (WIDTH, HEIGHT), wall)
    pen = ImageDraw.Draw(picture)
    pen.rectangle([0, 0, WIDTH, 80], fill=(210, 208, 200))
    pen.polygon([(860, 80), (WIDTH, 80), (WIDTH, HEIGHT), (980, HEIGHT)], fill=shade(wall, 0.86))
    pen.polygon([(868, 380), (WIDTH, 520), (WIDTH, HEIGHT), (980, HEIGHT)], fill=(96, 142, 120))
    pen.rectangle([420, 110, 700, 300], fill=(190, 214, 228))
    pen.rectangle([420, 110, 700, 300], outline=(64, 98, 128), width=10)
    pen.line([(560, 110), (560, 300)], fill=(64, 98, 128), width=8)
    pen.line([(420, 205), (700, 205)], fill=(64, 98, 128), width=6)
    steps = 13
    for i in range(steps, -1, -1):
        t = i / steps
        y = 700 - (1 - (1 - t) ** 1.25) * 330 - t * 20
        left, right, rise = 130 + t * 170, 1010 - t * 130, 46 - t * 24
        front = [(left, y), (right, y), (right, y + rise), (left, y + rise)]
        pen.polygon(front, fill=shade((186, 170, 150), 1.0 - t * 0.15))
        tread = [(left, y - 12 + t * 5), (right, y - 12 + t * 5), (right, y), (left, y)]
        pen.polygon(tread, fill=shade((214, 200, 180), 1.0 - t * 0.12))
        pen.line([(left, y), (right, y)], fill=(146, 90, 64), width=4)
    pen.rectangle([300, 330, 880, 344], fill=(200, 188, 170))
    for i in range(steps + 1):
        t = i / steps
        x, y = 140 + t * 164, 690 - (1 - (1 - t) ** 1.25) * 330
        pen.line([(x, y), (x - 8 + t * 6, y - 190 + t * 70)], fill=(70, 86, 98), width=int(9 - t * 4))
    pen.line([(126, 506), (200, 400), (262, 300), (300, 232)], fill=(112, 64, 44), width=16, joint="curve")
    return picture


def classroom_door(name: str) -> Image.Image:
    """The door of a classroom with its name plate, seen from the corridor."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), (228, 208, 146))
    pen = ImageDraw.Draw(picture)
    ground: Colour = (176, 166, 152)
    pen.rectangle([0, 380, WIDTH, 560], fill=(104, 150, 128))
    pen.rectangle([0, 376, WIDTH, 384], fill=(80, 120, 102))
    pen.polygon([(0, 560), (WIDTH, 560), (WIDTH, HEIGHT), (0, HEIGHT)], fill=ground)
    floor_tiles(pen, (640, 60), 560, ground, 170, 4)
    pen.rectangle([470, 110, 830, 566], fill=(48, 84, 118))
    pen.rectangle([484, 124, 646, 562], fill=(70, 116, 154))
    pen.rectangle([654, 124, 816, 562], fill=(30, 36, 40))
    pen.polygon([(816, 124), (816, 562), (900, 600), (900, 100)], fill=(64, 108, 144))
    pen.rectangle([508, 150, 622, 300], fill=(158, 188, 202))
    pen.rectangle([664, 300, 806, 562], fill=(70, 60, 50))
    pen.rectangle([664, 220, 806, 300], fill=(46, 80, 66))
    for x in (60, 960):
        width = 300 if x == 60 else 270
        pen.rectangle([x, 150, x + width, 350], fill=(48, 84, 118))
        for j in range(3):
            pen.rectangle([x + 12 + j * 88, 162, x + 88 + j * 88 - (12 if x > 60 else 0), 338], fill=(150, 182, 198))
    pen.rectangle([560, 52, 740, 98], fill=(32, 82, 140))
    pen.text((650, 75), name, font=font(30), fill=(250, 250, 250), anchor="mm")
    pen.rectangle([90, 500, 360, 520], fill=(150, 106, 70))
    for x in (104, 332):
        pen.rectangle([x, 520, x + 14, 580], fill=(110, 76, 50))
    shoes: list[Colour] = [(60, 60, 70), (150, 60, 60), (70, 90, 140)]
    for i in range(6):
        pen.ellipse([940 + i * 44, 586, 974 + i * 44, 600], fill=shoes[i % 3])
    return picture


def library() -> Image.Image:
    """Book shelves and reading tables."""
    wood: Colour = (172, 136, 100)
    picture = Image.new("RGB", (WIDTH, HEIGHT), (214, 206, 190))
    pen = ImageDraw.Draw(picture)
    chance = random.Random(4)
    pen.rectangle([0, 330, WIDTH, HEIGHT], fill=wood)
    floor_tiles(pen, (640, 120), 330, wood, 120, 9)
    for box in ((40, 90, 330, 380), (380, 100, 620, 350), (670, 100, 910, 350), (960, 90, 1250, 380)):
        _shelf(pen, chance, box)
    for x, y, w in ((180, 470, 330), (760, 470, 330), (90, 610, 420), (760, 610, 430)):
        pen.polygon([(x + 30, y - 40), (x + w - 30, y - 40), (x + w, y + 20), (x, y + 20)], fill=(222, 190, 140))
        pen.rectangle([x, y + 20, x + w, y + 34], fill=(180, 146, 100))
        pen.rectangle([x + 16, y + 34, x + 28, y + 100], fill=(90, 90, 94))
        pen.rectangle([x + w - 28, y + 34, x + w - 16, y + 100], fill=(90, 90, 94))
        pen.polygon([(x + 90, y - 22), (x + 150, y - 24), (x + 156, y), (x + 92, y + 2)], fill=(240, 240, 236))
        pen.polygon([(x + 210, y - 20), (x + 250, y - 20), (x + 256, y - 2), (x + 212, y)], fill=(52, 98, 146))
    return picture


def _shelf(pen: Pen, chance: random.Random, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    spines: list[Colour] = [
        (178, 60, 54), (52, 98, 146), (218, 176, 70), (70, 128, 92), (116, 82, 136), (226, 226, 214), (200, 112, 60),
    ]  # fmt: skip
    pen.rectangle([left - 10, top - 10, right + 10, bottom + 8], fill=(116, 78, 50))
    row_height = (bottom - top) / 4
    for row in range(4):
        y = top + row * row_height
        pen.rectangle([left, y, right, y + row_height - 8], fill=(70, 48, 34))
        x = left + 4
        while x < right - 14:
            width, tall = chance.randint(6, 14), row_height * (0.6 + chance.random() * 0.25)
            colour = shade(chance.choice(spines), 0.75 + chance.random() * 0.3)
            pen.rectangle([x, y + row_height - 9 - tall, x + width - 2, y + row_height - 9], fill=colour)
            x += width


def kitchen() -> Image.Image:
    """The school kitchen: stove, hood, refrigerator and the serving table."""
    ground: Colour = (158, 110, 92)
    picture = Image.new("RGB", (WIDTH, HEIGHT), (222, 226, 226))
    pen = ImageDraw.Draw(picture)
    for x in range(0, WIDTH, 64):
        pen.line([(x, 60), (x, 330)], fill=(204, 210, 210), width=2)
    for y in range(60, 330, 44):
        pen.line([(0, y), (WIDTH, y)], fill=(204, 210, 210), width=2)
    pen.rectangle([0, 0, WIDTH, 60], fill=(190, 192, 190))
    pen.polygon([(0, 330), (WIDTH, 330), (WIDTH, HEIGHT), (0, HEIGHT)], fill=ground)
    floor_tiles(pen, (640, 40), 330, ground, 150, 9)
    pen.polygon([(120, 60), (760, 60), (700, 140), (180, 140)], fill=(168, 174, 180))
    pen.rectangle([180, 140, 700, 156], fill=(134, 140, 146))
    pen.rectangle([80, 300, 820, 330], fill=(196, 202, 208))
    pen.rectangle([80, 330, 820, 440], fill=(150, 158, 166))
    for i, x in enumerate((140, 300, 460, 640)):
        pen.rectangle([x, 240, x + 100, 300], fill=(184, 190, 198))
        pen.ellipse([x, 230, x + 100, 252], fill=(206, 212, 218))
        pen.ellipse([x + 8, 234, x + 92, 248], fill=(150, 110, 70) if i % 2 else (206, 206, 190))
        pen.rectangle([x + 20, 380, x + 80, 420], fill=(120, 128, 136))
    pen.rectangle([930, 120, 1200, 420], fill=(206, 212, 216))
    pen.line([(1065, 120), (1065, 420)], fill=(160, 168, 174), width=5)
    pen.rectangle([1040, 230, 1050, 310], fill=(120, 126, 132))
    pen.rectangle([1080, 230, 1090, 310], fill=(120, 126, 132))
    pen.polygon([(240, 520), (1100, 520), (1200, 620), (140, 620)], fill=(204, 210, 216))
    pen.rectangle([140, 620, 1200, 644], fill=(150, 158, 166))
    pen.rectangle([180, 644, 200, 720], fill=(120, 126, 132))
    pen.rectangle([1140, 644, 1160, 720], fill=(120, 126, 132))
    for x in range(320, 1000, 110):
        pen.ellipse([x, 540, x + 80, 584], fill=(236, 240, 242))
        pen.ellipse([x + 12, 546, x + 68, 576], fill=(214, 120, 60) if x % 220 else (110, 160, 80))
    return picture
