"""Backgrounds of the outdoor cameras: the two gates, the bicycle shed, the roof, and the two school yards."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageDraw

from vms.demo.drawing import HEIGHT, WIDTH, Colour, Pen, floor_tiles, font, shade, sky, tree

SCHOOL_NAME = "TRƯỜNG TIỂU HỌC BÌNH MINH"
_PAVING: Colour = (176, 168, 154)


def gate(*, sign: bool = True) -> Image.Image:
    """The school gate seen from the yard, with the road and the houses across it."""
    picture = sky((150, 190, 222), (224, 232, 236))
    pen = ImageDraw.Draw(picture)
    pen.rectangle([0, 300, WIDTH, 380], fill=(196, 190, 180))
    for i in range(9):
        x, top = i * 150 + 20, 190 + (i * 37) % 60
        pen.rectangle([x, top, x + 140, 330], fill=shade((206, 196, 182), 0.85 + 0.05 * (i % 4)))
        for j in range(3):
            pen.rectangle([x + 14 + j * 42, top + 30, x + 40 + j * 42, top + 66], fill=(120, 140, 156))
    pen.polygon([(0, 340), (WIDTH, 340), (WIDTH, 410), (0, 410)], fill=(120, 122, 124))
    pen.line([(0, 376), (WIDTH, 376)], fill=(220, 220, 210), width=4)
    pen.polygon([(0, 410), (WIDTH, 410), (WIDTH, HEIGHT), (0, HEIGHT)], fill=_PAVING)
    floor_tiles(pen, (640, 200), 410, _PAVING, 170, 8)
    tree(pen, 120, 430, 330, seed=3)
    tree(pen, 1190, 430, 360, (64, 110, 62), seed=5)
    _gate_posts(pen, sign=sign)
    return picture


def _gate_posts(pen: Pen, *, sign: bool) -> None:
    for x in (250, 980):
        pen.rectangle([x, 170, x + 72, 470], fill=(226, 196, 120))
        pen.rectangle([x - 10, 150, x + 82, 176], fill=(168, 62, 48))
        pen.rectangle([x, 440, x + 72, 474], fill=(150, 140, 126))
        pen.rectangle([x + 56, 176, x + 72, 440], fill=(204, 174, 104))
    if sign:
        pen.rectangle([236, 84, 1066, 152], fill=(172, 44, 40))
        pen.rectangle([236, 146, 1066, 156], fill=(130, 34, 30))
        pen.text((651, 118), SCHOOL_NAME, font=font(40), fill=(250, 214, 90), anchor="mm")
    for x in range(330, 560, 18):
        pen.rectangle([x, 250, x + 5, 462], fill=(46, 92, 126))
    pen.rectangle([326, 262, 560, 270], fill=(46, 92, 126))
    pen.rectangle([326, 440, 560, 450], fill=(46, 92, 126))
    pen.rectangle([1070, 230, 1250, 470], fill=(232, 222, 196))  # the guard's hut
    pen.rectangle([1060, 214, 1260, 234], fill=(120, 60, 52))
    pen.rectangle([1090, 270, 1180, 360], fill=(110, 150, 172))
    pen.rectangle([1195, 270, 1240, 468], fill=(64, 96, 124))


def side_gate() -> Image.Image:
    """The side gate: the same street from the other end, with a small sign."""
    picture = gate(sign=False).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    pen = ImageDraw.Draw(picture)
    pen.rectangle([470, 96, 790, 150], fill=(44, 86, 132))
    pen.text((630, 123), "CỔNG PHỤ", font=font(32), fill=(240, 240, 236), anchor="mm")
    return picture


def bicycle_shed() -> Image.Image:
    """Three rows of motorbikes under a roof."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), (150, 152, 150))
    pen = ImageDraw.Draw(picture)
    pen.rectangle([0, 0, WIDTH, 330], fill=(196, 206, 214))
    pen.polygon([(0, 0), (WIDTH, 0), (WIDTH, 120), (0, 160)], fill=(108, 122, 136))
    for x in range(0, WIDTH, 40):
        pen.line([(x, 0), (x - 10, 150)], fill=(92, 106, 120), width=4)
    pen.rectangle([0, 240, WIDTH, 340], fill=(206, 190, 150))
    ground: Colour = (156, 154, 150)
    pen.polygon([(0, 340), (WIDTH, 340), (WIDTH, HEIGHT), (0, HEIGHT)], fill=ground)
    floor_tiles(pen, (640, 80), 340, ground, 160, 8, 0.93)
    for x in (140, 640, 1140):
        pen.rectangle([x, 120, x + 22, 420], fill=(76, 106, 132))
    chance = random.Random(2)
    paints: list[Colour] = [(176, 40, 40), (40, 60, 100), (30, 32, 36), (220, 220, 224), (52, 96, 88), (130, 30, 40)]
    for row, (y, scale) in enumerate(((400, 0.62), (500, 0.85), (640, 1.15))):
        for i in range(int(1400 / (120 * scale))):
            if (row, i) not in ((2, 4), (2, 5)):
                _motorbike(pen, 20 + i * 118 * scale, y, scale, chance.choice(paints))
    return picture


def _motorbike(pen: Pen, x: float, y: float, k: float, paint: Colour) -> None:
    for left, inner in ((0, 10), (62, 74)):
        pen.ellipse([x + left * k, y - 41 * k, x + (left + 43) * k, y], fill=(34, 34, 36))
        pen.ellipse([x + inner * k, y - 30 * k, x + (inner + 22) * k, y - 10 * k], fill=(120, 122, 124))
    body = ((14, 46), (50, 30), (84, 40), (96, 62), (60, 60), (44, 52), (30, 72))
    pen.polygon([(x + dx * k, y - dy * k) for dx, dy in body], fill=paint)
    seat = ((48, 66), (100, 70), (98, 60), (52, 58))
    pen.polygon([(x + dx * k, y - dy * k) for dx, dy in seat], fill=(28, 26, 26))
    pen.line([(x + 18 * k, y - 30 * k), (x + 32 * k, y - 84 * k)], fill=(60, 60, 62), width=int(5 * k))
    pen.line([(x + 24 * k, y - 86 * k), (x + 46 * k, y - 80 * k)], fill=(30, 30, 30), width=int(6 * k))


def roof() -> Image.Image:
    """The roof of building A with its water tanks and the town behind."""
    picture = sky((120, 172, 220), (226, 236, 242))
    pen = ImageDraw.Draw(picture)
    for i in range(14):
        x = i * 100 - 30
        pen.rectangle([x, 250 - (i * 53) % 90, x + 90, 340], fill=shade((186, 186, 190), 0.85 + 0.06 * (i % 3)))
    tree(pen, 200, 360, 160, seed=8)
    tree(pen, 1020, 360, 190, seed=9)
    pen.polygon([(0, 330), (WIDTH, 330), (WIDTH, HEIGHT), (0, HEIGHT)], fill=(168, 84, 66))
    for i in range(-16, 40):
        lean = i * 60 - 640
        pen.line([(640 + lean * 0.55, 330), (640 + lean * 1.9, HEIGHT)], fill=(146, 68, 54), width=5)
    for x, y, s in ((300, 420, 1.0), (560, 410, 0.9)):
        pen.rectangle([x - 70 * s, y - 130 * s, x + 70 * s, y], fill=(196, 202, 208))
        pen.rectangle([x - 70 * s, y - 130 * s, x - 30 * s, y], fill=(166, 172, 180))
        pen.ellipse([x - 70 * s, y - 150 * s, x + 70 * s, y - 110 * s], fill=(216, 222, 228))
        for leg in (-60, 60):
            pen.line([(x + leg * s, y), (x + leg * s, y + 60)], fill=(90, 94, 98), width=8)
    pen.line([(1000, 520), (1000, 180)], fill=(150, 154, 158), width=8)
    pen.line([(960, 220), (1040, 220)], fill=(150, 154, 158), width=5)
    pen.line([(970, 260), (1030, 260)], fill=(150, 154, 158), width=5)
    pen.polygon([(0, 560), (WIDTH, 470), (WIDTH, 500), (0, 600)], fill=(214, 208, 198))
    return picture


def flag(pen: Pen, x: float, top: float, bottom: float) -> None:
    """The national flag on its pole."""
    pen.rectangle([x, top, x + 6, bottom], fill=(210, 214, 218))
    pen.rectangle([x - 40, bottom - 10, x + 50, bottom + 10], fill=(170, 160, 150))
    pen.polygon([(x + 7, top + 4), (x + 90, top + 10), (x + 88, top + 62), (x + 7, top + 56)], fill=(206, 36, 36))
    star = []
    for k in range(10):
        radius = 15 if k % 2 == 0 else 6
        star.append((x + 48 + math.sin(k * math.pi / 5) * radius, top + 33 - math.cos(k * math.pi / 5) * radius))
    pen.polygon(star, fill=(252, 220, 60))
