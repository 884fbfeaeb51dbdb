"""The wide drawings (2560×1440) that the two turning cameras look around in."""

from __future__ import annotations

from PIL import Image, ImageDraw

from vms.demo.drawing import Colour, Pen, font, shade, sky, tree
from vms.demo.outdoors import SCHOOL_NAME, flag

PANORAMA_WIDTH, PANORAMA_HEIGHT = 2560, 1440
_HORIZON = 640  # where the ground begins


def _ground(pen: Pen, colour: Colour) -> None:
    joint = shade(colour, 0.93)
    pen.rectangle([0, _HORIZON, PANORAMA_WIDTH, PANORAMA_HEIGHT], fill=colour)
    for i in range(-40, 60):
        start, end = PANORAMA_WIDTH / 2 + (i - 10) * 90, PANORAMA_WIDTH / 2 + (i - 10) * 330
        pen.line([(start, _HORIZON), (end, PANORAMA_HEIGHT)], fill=joint, width=3)
    for i in range(11):
        y = _HORIZON + (PANORAMA_HEIGHT - _HORIZON) * (i / 11) ** 2
        pen.line([(0, y), (PANORAMA_WIDTH, y)], fill=joint, width=3)


def _building(pen: Pen, left: int, right: int, top: int, name: str, wall: Colour) -> None:
    floors = 2
    storey = (_HORIZON - top) / floors
    pen.rectangle([left, top, right, _HORIZON], fill=wall)
    pen.polygon(
        [(left - 30, top), (left + 60, top - 80), (right - 60, top - 80), (right + 30, top)], fill=(172, 76, 58)
    )
    pen.rectangle([left - 10, top - 4, right + 10, top + 12], fill=(140, 58, 46))
    for floor in range(floors):
        y = top + floor * storey
        pen.rectangle([left, y + storey - 18, right, y + storey], fill=shade(wall, 0.86))
        for x in range(left + 26, right - 90, 130):
            pen.rectangle([x, y + 34, x + 84, y + storey - 46], fill=(66, 104, 136))
            pen.rectangle([x + 6, y + 40, x + 38, y + storey - 52], fill=(146, 178, 196))
            pen.rectangle([x + 46, y + 40, x + 78, y + storey - 52], fill=(136, 170, 190))
    for x in range(left, right + 1, 260):
        pen.rectangle([x - 8, top + 8, x + 10, _HORIZON], fill=(244, 226, 176))
    middle = (left + right) // 2
    pen.rectangle([middle - 70, _HORIZON - 150, middle + 70, _HORIZON], fill=(48, 84, 118))
    pen.rectangle([middle - 58, _HORIZON - 138, middle + 58, _HORIZON], fill=(30, 36, 40))
    pen.rectangle([middle - 130, _HORIZON - 196, middle + 130, _HORIZON - 154], fill=(32, 82, 140))
    pen.text((middle, _HORIZON - 175), name, font=font(30), fill=(250, 250, 250), anchor="mm")


def _flower_bed(pen: Pen, x: int, y: int, width: int) -> None:
    pen.ellipse([x, y, x + width, y + width * 0.36], fill=(150, 110, 90))
    pen.ellipse([x + 12, y + 6, x + width - 12, y + width * 0.36 - 12], fill=(74, 118, 66))
    petals: list[Colour] = [(222, 70, 90), (248, 210, 80), (240, 240, 236), (190, 90, 170)]
    for i in range(26):
        dx, dy = width * (0.12 + 0.03 * (i % 26)), width * (0.08 + 0.2 * ((i * 7) % 10) / 10)
        pen.ellipse([x + dx - 7, y + dy - 7, x + dx + 7, y + dy + 7], fill=petals[i % 4])


def front_yard() -> Image.Image:
    """The yard before buildings A and B with the flag pole, trees and a flower bed."""
    picture = sky((142, 188, 226), (222, 234, 240), PANORAMA_WIDTH, PANORAMA_HEIGHT)
    pen = ImageDraw.Draw(picture)
    _building(pen, 60, 1130, 240, "NHÀ A", (232, 206, 140))
    _building(pen, 1430, 2500, 240, "NHÀ B", (226, 196, 130))
    pen.rectangle([1130, 500, 1430, _HORIZON], fill=(206, 190, 150))
    pen.rectangle([1150, 460, 1410, 506], fill=(172, 44, 40))
    pen.text((1285, 483), SCHOOL_NAME, font=font(15), fill=(250, 214, 90), anchor="mm")
    _ground(pen, (190, 184, 174))
    for i, (x, y) in enumerate(((120, 760), (310, 720), (880, 720), (1690, 720), (2210, 720), (2470, 770))):
        pen.ellipse([x - 80, y - 22, x + 80, y + 26], outline=(150, 110, 90), width=12)
        tree(pen, x, y, 330, seed=i + 2)
    flag(pen, 1280, 250, 800)
    _flower_bed(pen, 2020, 960, 380)
    _flower_bed(pen, 160, 1000, 340)
    return picture


def back_yard() -> Image.Image:
    """The yard behind the buildings: the ball court, the goal and the wall towards the fields."""
    picture = sky((146, 186, 218), (220, 230, 232), PANORAMA_WIDTH, PANORAMA_HEIGHT)
    pen = ImageDraw.Draw(picture)
    for i in range(16):
        tree(pen, 40 + i * 170, 600, 380, seed=i + 30)
    pen.rectangle([0, 470, PANORAMA_WIDTH, _HORIZON], fill=(206, 190, 150))
    pen.rectangle([0, 456, PANORAMA_WIDTH, 476], fill=(150, 130, 100))
    for x in range(0, PANORAMA_WIDTH, 120):
        pen.rectangle([x, 396, x + 6, 460], fill=(80, 84, 88))
    _building(pen, 1720, 2520, 330, "NHÀ ĐA NĂNG", (214, 204, 160))
    _ground(pen, (182, 176, 160))
    court = [(420, 760), (1640, 760), (1980, 1330), (80, 1330)]
    pen.polygon(court, fill=(98, 150, 108))
    pen.line([*court, court[0]], fill=(226, 226, 216), width=8)
    pen.line([(1030, 760), (1030, 1330)], fill=(226, 226, 216), width=8)
    pen.ellipse([900, 960, 1160, 1090], outline=(226, 226, 216), width=8)
    for x in (500, 1500):
        pen.line([(x, 860), (x, 620), (x + 60, 620)], fill=(240, 240, 240), width=12)
        pen.rectangle([x + 30, 570, x + 130, 660], outline=(200, 60, 50), width=8)
    tree(pen, 2480, 860, 420, (64, 110, 62), seed=50)
    _flower_bed(pen, 2080, 1080, 380)
    return picture
