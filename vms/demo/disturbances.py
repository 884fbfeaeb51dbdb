"""What can happen to a camera's picture: somebody tampers with the camera, or light and weather only seem so.

Everything works in place on a 4:2:0 picture, before the camera writes its name and time into it.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable

import cv2
import numpy as np

from vms.demo.faults import FaultKind
from vms.demo.picture import Picture, Plane

_BLACK, _WHITE = 16, 235


def disturb(picture: Picture, kind: FaultKind, second: float, amount: float = 1.0) -> None:
    """Change the picture as of this second; ``amount`` says how much (1: clearly). Other kinds leave it as it is."""
    change = _CHANGES.get(kind)
    if change:
        change(picture, second, amount)


def add_noise(picture: Picture, levels: float, chance: np.random.Generator) -> None:
    """A sensor's noise, its standard deviation in grey levels."""
    tile = _noise(picture.width, picture.height)
    top, left = (int(chance.integers(0, 64)) for _ in range(2))
    part = tile[top : top + picture.height, left : left + picture.width]
    noisy = cv2.addWeighted(picture.y, 1.0, part, levels / 16, -128 * levels / 16, dtype=cv2.CV_8U)
    picture.y[...] = noisy


@functools.cache
def _noise(width: int, height: int) -> Plane:
    """Grey noise of sixteen levels' deviation round 128, a little larger than a picture."""
    chance = np.random.default_rng(5)
    return np.clip(chance.normal(128, 16, (height + 64, width + 64)), 0, 255).astype(np.uint8)


def _covered(picture: Picture, second: float, amount: float) -> None:
    """A hand or a bag close before the lens: brown, out of focus, not quite still."""
    width, height = picture.width, picture.height
    yy, xx = np.mgrid[0:18, 0:32].astype(np.float32)
    sway = math.sin(second * 1.7) * 0.6
    luma = 62 + 18 * np.sin(xx / 9 + sway) + 10 * np.cos(yy / 7 - sway)
    cover = 1 / (1 + np.exp((xx - 32 * amount * 1.02 + sway) / 0.8))
    big = cv2.resize(luma.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    share = cv2.resize(cover.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    picture.y[...] = (picture.y * (1 - share) + big * share).astype(np.uint8)
    half = cv2.resize(share, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    colours = (128, 128) if _grey(picture) else (116, 146)
    for plane, value in zip((picture.u, picture.v), colours, strict=True):
        plane[...] = (plane * (1 - half) + value * half).astype(np.uint8)


def _grey(picture: Picture) -> bool:
    """Whether the camera sees by infrared."""
    return bool(np.abs(picture.u[::16, ::16].astype(np.int16) - 128).max() <= 2)


def _blurred(picture: Picture, _second: float, amount: float) -> None:
    """The lens turned out of focus."""
    sigma = max(0.3, 9 * amount * picture.width / 1280)
    for plane, width in ((picture.y, sigma), (picture.u, sigma / 2), (picture.v, sigma / 2)):
        plane[...] = cv2.GaussianBlur(plane, (0, 0), width)


def _scaled_light(picture: Picture, factor: float, colour: float) -> None:
    levels = np.arange(256, dtype=np.float32)
    picture.y[...] = cv2.LUT(picture.y, np.clip(_BLACK + (levels - _BLACK) * factor, 0, 255).astype(np.uint8))
    table = np.clip(128 + (levels - 128) * colour, 0, 255).astype(np.uint8)
    for plane in (picture.u, picture.v):
        plane[...] = cv2.LUT(plane, table)


def _dark(picture: Picture, _second: float, amount: float) -> None:
    """No light at all, or the lens sealed."""
    _scaled_light(picture, max(0.0, 0.03 / max(amount, 0.1)), 0.05)


def _bright(picture: Picture, second: float, amount: float) -> None:
    """A torch into the lens: most of the picture burns out, the rest pales."""
    centre = 0.5 + 0.03 * math.sin(second * 2.1), 0.5 + 0.03 * math.cos(second * 1.3)
    _glare(picture, centre, 0.75 * amount, 420)


def _glare(picture: Picture, centre: tuple[float, float], reach: float, strength: float) -> None:
    yy, xx = np.mgrid[0:45, 0:80].astype(np.float32)
    away = np.hypot((xx / 80 - centre[0]) * 1.6, yy / 45 - centre[1]) / reach
    glow = cv2.resize((strength * np.exp(-away * away)).astype(np.float32), (picture.width, picture.height))
    picture.y[...] = np.clip(picture.y + glow, _BLACK, _WHITE).astype(np.uint8)
    pale = cv2.resize(1 - np.clip(glow / 255, 0, 1), (picture.width // 2, picture.height // 2))
    for plane in (picture.u, picture.v):
        plane[...] = (128 + (plane - np.float32(128)) * pale).astype(np.uint8)


def _moved(picture: Picture, _second: float, amount: float) -> None:
    """Somebody has pushed the camera: turned aside and tilted a little."""
    for plane in (picture.y, picture.u, picture.v):
        height, width = plane.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 2.5 * amount, 1.0)
        matrix[:, 2] += (width * 0.16 * amount, -height * 0.07 * amount)
        plane[...] = cv2.warpAffine(plane, matrix, (width, height), borderMode=cv2.BORDER_REFLECT_101)


def _lamp_off(picture: Picture, _second: float, amount: float) -> None:
    """The lamps are switched off: what comes through the windows is left."""
    height, width = picture.y.shape
    slope = np.linspace(0.42, 0.26, 32, dtype=np.float32)[None, :].repeat(18, 0) / max(amount, 0.1)
    light = cv2.resize(np.minimum(slope, 1), (width, height))
    picture.y[...] = (_BLACK + (picture.y - np.float32(_BLACK)) * light).clip(0, 255).astype(np.uint8)


def _lamp_on(picture: Picture, _second: float, amount: float) -> None:
    """A lamp is switched on: brighter, most of it on one side."""
    _glare(picture, (0.3, 0.1), 0.9, 70 * amount)


def _cloud(picture: Picture, second: float, amount: float) -> None:
    """A cloud's shadow goes over."""
    _scaled_light(picture, 1 - 0.35 * amount * (0.5 - 0.5 * math.cos(second * math.tau / 30)), 1.0)


def _rain(picture: Picture, second: float, amount: float) -> None:
    """Heavy rain: streaks, less contrast, a grey veil."""
    _scaled_light(picture, 1 - 0.25 * amount, 0.7)
    np.add(picture.y, np.uint8(24), out=picture.y, where=picture.y < 225)
    chance = np.random.default_rng(int(second * 15))
    width, height = picture.width, picture.height
    for x, y, length in zip(
        chance.integers(0, width, int(500 * amount)),
        chance.integers(-40, height, int(500 * amount)),
        chance.integers(14, 60, int(500 * amount)),
        strict=True,
    ):
        tone = int(min(225, int(picture.y[min(max(int(y), 0), height - 1), int(x)]) + 45))
        cv2.line(picture.y, (int(x), int(y)), (int(x - length / 6), int(y + length)), tone, 1, cv2.LINE_AA)


def _headlights(picture: Picture, second: float, amount: float) -> None:
    """A motorbike with its lamp on comes towards the camera and turns away, every fifteen seconds."""
    share = (second % 15) / 4
    if share < 1:
        _glare(picture, (0.15 + 0.6 * share, 0.55), (0.12 + 0.2 * math.sin(share * math.pi)) * amount, 330)


def _crowd(picture: Picture, second: float, amount: float) -> None:
    """The break begins: children all over the picture, near and far, nobody still."""
    chance = np.random.default_rng(3)
    for _ in range(int(90 * amount)):
        depth, x0, speed, tone = chance.random(), chance.random(), chance.normal(0, 0.12), chance.integers(40, 225)
        x = (x0 + speed * second / (2 - depth)) % 1.2 - 0.1
        y = 0.25 + 0.75 * depth + 0.012 * math.sin(second * 6 + x0 * 30)
        size = (0.05 + 0.11 * depth) * picture.width
        at = int(x * picture.width), int(y * picture.height)
        cv2.ellipse(picture.y, at, (int(size * 0.5), int(size)), 0, 0, 360, int(tone), -1)
        head = at[0], int(at[1] - size * 1.2)
        cv2.circle(picture.y, head, int(size * 0.36), 150, -1)
        cv2.ellipse(picture.y, head, (int(size * 0.38), int(size * 0.36)), 0, 180, 360, 32, -1)
        cv2.line(picture.y, (at[0], at[1] - int(size * 0.7)), (at[0], at[1] + int(size * 0.4)), 90, 3)


def _insect(picture: Picture, second: float, amount: float) -> None:
    """An insect walks over the glass, close and out of focus."""
    at = 0.5 + 0.35 * math.sin(second * 0.5), 0.5 + 0.3 * math.cos(second * 0.8)
    yy, xx = np.mgrid[0:45, 0:80].astype(np.float32)
    away = np.hypot((xx / 80 - at[0]) * 1.6, yy / 45 - at[1]) / (0.22 * amount)
    keep = cv2.resize((1 - 0.85 * np.exp(-(away**4))).astype(np.float32), (picture.width, picture.height))
    picture.y[...] = (_BLACK + (picture.y - np.float32(_BLACK)) * keep).clip(0, 255).astype(np.uint8)


_CHANGES: dict[FaultKind, Callable[[Picture, float, float], None]] = {
    FaultKind.COVERED: _covered,
    FaultKind.BLURRED: _blurred,
    FaultKind.DARK: _dark,
    FaultKind.BRIGHT: _bright,
    FaultKind.MOVED: _moved,
    FaultKind.LAMP_OFF: _lamp_off,
    FaultKind.LAMP_ON: _lamp_on,
    FaultKind.CLOUD: _cloud,
    FaultKind.RAIN: _rain,
    FaultKind.HEADLIGHTS: _headlights,
    FaultKind.CROWD: _crowd,
    FaultKind.INSECT: _insect,
}
PICTURE_FAULTS = frozenset({*_CHANGES, FaultKind.FROZEN})
