"""The scenes of the school: a background drawn once, people who walk through it, day or night.

A scene repeats every minute and depends on the second of the UTC minute alone, so that a loop of sixty seconds and a
live rendering of the same moment agree.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from vms.demo import indoors, outdoors, panorama
from vms.demo.drawing import HEIGHT, WIDTH, Colour, Point, develop
from vms.demo.figures import Look, Perspective, Walker, figure
from vms.demo.picture import Picture, blank, from_image, lay

SCENES_VERSION = 2  # raise it with any change of what a picture shows: stored loops are then made again

_GUARD = Look(shirt=(70, 104, 140), trousers=(40, 44, 52), adult=True, cap=(36, 50, 76))
_COOK = Look(shirt=(240, 240, 240), trousers=(70, 80, 90), adult=True, apron=(90, 140, 110), cap=(245, 245, 245))


def _teacher(shirt: Colour = (156, 70, 110)) -> Look:
    return Look(shirt=shirt, trousers=(236, 236, 232), adult=True)


def _parent(shirt: Colour = (96, 120, 90)) -> Look:
    return Look(shirt=shirt, trousers=(60, 58, 60), adult=True)


@dataclass(frozen=True, slots=True)
class Scene:
    """One camera's view by day and by night; `wide` scenes are panoramas for a turning camera."""

    background: Callable[[], Image.Image]
    perspective: Perspective
    day: tuple[Walker, ...]
    night: tuple[Walker, ...] = ()
    infrared: Point | None = None  # centre of the night lamp; None indoors, where the evening is only dimmer
    wide: bool = False

    def walkers(self, *, night: bool) -> tuple[Walker, ...]:
        """Who comes by."""
        return self.night if night else self.day

    def background_picture(self, *, night: bool) -> Picture:
        """The developed background; takes about 0.2 s (a panorama 1 s)."""
        drawing = self.background()
        if self.infrared is None:
            return from_image(develop(drawing, night=False, light=0.86 if night else 1.0))
        return from_image(develop(drawing, night=night, infrared=self.infrared))

    def light_at(self, place: Point, *, night: bool) -> float:
        """How bright a person looks there: the pool of the infrared lamp at night."""
        if not night:
            return 1.0
        if self.infrared is None:
            return 0.86
        size = panorama.PANORAMA_WIDTH / WIDTH if self.wide else 1.0
        dx, dy = (place[0] - self.infrared[0]) / (620 * size), (place[1] - self.infrared[1]) / (330 * size)
        return 0.2 + 0.8 * math.exp(-(dx * dx + dy * dy))

    def moving(self, second: float, *, night: bool) -> bool:
        """Whether somebody walks through the picture at this second (the camera's motion alarm)."""
        return any(len(w.path) > 1 and w.place(second) is not None for w in self.walkers(night=night))


def _children(
    seed: int, count: int, left: float, right: float, near: float, far: float, end_s: float, *, bags: bool = True
) -> tuple[Walker, ...]:
    """Children who come in from one side, wander and leave, some each few seconds until `end_s`."""
    chance = random.Random(seed)
    result = []
    for _ in range(count):
        start = chance.uniform(0, max(1.0, end_s - 22))
        y1, y2 = chance.uniform(far, near), chance.uniform(far, near)
        way = [(left, y1), (left + (right - left) * chance.uniform(0.3, 0.7), y2), (right, y1)]
        if chance.random() < 0.5:
            way.reverse()
        bag = chance.choice([None, (190, 60, 70), (50, 90, 150), (230, 150, 60)]) if bags else None
        trousers = chance.choice([(38, 48, 84), (44, 52, 80), (30, 34, 60)])
        look = Look(trousers=trousers, scarf=chance.random() < 0.7, bag=bag)
        result.append(Walker(look, tuple(way), start, min(end_s, start + chance.uniform(16, 22))))
    return tuple(result)


_GATE_PATROL = Walker(_GUARD, ((900, 600), (560, 560), (760, 680), (900, 600)), 0, 44)
_CORRIDOR = Perspective(400, 130, 720, 420)

SCENES: dict[str, Scene] = {
    "gate": Scene(
        outdoors.gate,
        Perspective(430, 130, 720, 260),
        (
            *_children(1, 9, -60, 1340, 690, 470, 50),
            Walker(_GUARD, ((1010, 560),)),
            Walker(_parent(), ((-60, 520), (430, 520), (470, 600), (-60, 640)), 8, 40),
        ),
        (_GATE_PATROL, Walker(_parent((150, 150, 160)), ((640, 500),))),
        (700, 520),
    ),
    "side_gate": Scene(
        outdoors.side_gate,
        Perspective(430, 130, 720, 260),
        (*_children(2, 4, -60, 1340, 680, 480, 36), Walker(_parent(), ((1340, 520), (760, 560), (1340, 600)), 4, 36)),
        (Walker(_parent(), ((560, 560), (760, 540), (560, 560)), 10, 30),),
        (500, 560),
    ),
    "bicycles": Scene(
        outdoors.bicycle_shed,
        Perspective(420, 150, 720, 290),
        (
            Walker(_parent((150, 80, 60)), ((-80, 560), (560, 600), (700, 560), (1360, 600)), 5, 40),
            Walker(_teacher(), ((1360, 700), (400, 680), (1360, 700)), 12, 44),
        ),
        (Walker(_GUARD, ((-80, 600), (560, 640), (1360, 600)), 10, 44),),
        (600, 520),
    ),
    "front_yard": Scene(
        panorama.front_yard,
        Perspective(680, 150, 1440, 420),
        (
            *_children(3, 16, -100, 2660, 1380, 760, 60, bags=False),
            *_children(4, 8, 500, 2000, 1200, 720, 60, bags=False),
            Walker(_teacher(), ((860, 900), (1500, 960), (860, 900))),
        ),
        (Walker(_GUARD, ((600, 1000), (1500, 960), (1900, 1100), (600, 1000))),),
        (1280, 1000),
        wide=True,
    ),
    "back_yard": Scene(
        panorama.back_yard,
        Perspective(680, 150, 1440, 420),
        (*_children(5, 16, 100, 1900, 1360, 780, 60, bags=False), Walker(_teacher((70, 110, 120)), ((1700, 1000),))),
        (Walker(_GUARD, ((300, 900), (1200, 1200), (2000, 1000), (300, 900))),),
        (1280, 1000),
        wide=True,
    ),
    "corridor_1": Scene(
        lambda: indoors.corridor(0, (222, 202, 140), open_right=True),
        _CORRIDOR,
        (
            *_children(6, 4, 420, 760, 660, 420, 40),
            Walker(_teacher(), ((560, 400), (600, 520), (780, 800)), 2, 20),
        ),
        (Walker(_teacher(), ((560, 400), (640, 560), (560, 400)), 6, 34),),
    ),
    "corridor_2": Scene(
        lambda: indoors.corridor(2, (206, 206, 176), open_right=False),
        _CORRIDOR,
        (
            Walker(_teacher((80, 90, 120)), ((640, 400), (560, 560), (480, 860)), 4, 22),
            *_children(7, 3, 480, 820, 620, 420, 44),
        ),
        (Walker(_parent((80, 90, 120)), ((640, 400), (560, 560), (640, 400)), 10, 40),),
    ),
    "staircase": Scene(
        indoors.staircase,
        Perspective(380, 150, 700, 270),
        (
            Walker(Look(scarf=True), ((420, 400), (520, 520), (600, 690), (600, 1000)), 3, 16),
            Walker(Look(scarf=True, bag=(190, 60, 70)), ((700, 390), (640, 500), (720, 700), (720, 1000)), 9, 22),
            Walker(Look(bag=(50, 90, 150)), ((520, 1000), (500, 680), (560, 480), (640, 390)), 18, 32),
            Walker(_teacher(), ((760, 1000), (720, 640), (660, 390)), 26, 42),
        ),
        (Walker(_teacher((70, 110, 120)), ((560, 1000), (560, 560), (620, 390)), 10, 26),),
    ),
    "classroom_door": Scene(
        lambda: indoors.classroom_door("LỚP 3A"),
        Perspective(600, 260, 720, 320),
        (*_children(8, 6, -100, 1380, 700, 610, 46), Walker(_teacher(), ((730, 600), (900, 640), (1400, 660)), 40, 54)),
    ),
    "library": Scene(
        indoors.library,
        Perspective(400, 190, 720, 300),
        (
            Walker(_teacher((90, 110, 150)), ((640, 440),)),
            *_children(9, 4, -80, 1360, 700, 560, 44, bags=False),
        ),
        (Walker(_teacher((90, 110, 150)), ((640, 440),)),),
    ),
    "kitchen": Scene(
        indoors.kitchen,
        Perspective(460, 230, 720, 320),
        (
            Walker(_COOK, ((400, 470), (700, 480), (400, 470)), 0, 48),
            Walker(_COOK, ((880, 500), (1120, 510), (880, 500)), 6, 40),
        ),
    ),
    "roof": Scene(
        outdoors.roof,
        Perspective(400, 110, 720, 260),
        (Walker(_parent((220, 150, 60)), ((-80, 520), (640, 560), (1360, 520)), 20, 44),),
        (),
        (560, 520),
    ),
}


class SceneRenderer:
    """Draws a scene at any second of the minute into one picture that is used again (about 1 ms a frame)."""

    def __init__(self, scene: Scene, *, night: bool) -> None:
        self._scene = scene
        self._night = night
        self._background = scene.background_picture(night=night)
        self._picture = blank(self._background.width, self._background.height)

    @property
    def shown(self) -> Picture:
        """The picture drawn last."""
        return self._picture

    def picture(self, second: float) -> Picture:
        """The scene at this second; the picture is valid until the next call."""
        self._picture.buffer[...] = self._background.buffer
        place_people(self._picture, self._scene, second, night=self._night)
        return self._picture


def place_people(
    picture: Picture, scene: Scene, second: float, *, night: bool, corner: Point = (0.0, 0.0), scale: float = 1.0
) -> None:
    """Lay the scene's people over a picture that shows the scene from `corner` on, magnified by `scale`."""
    seen = []
    for walker in scene.walkers(night=night):
        place = walker.place(second)
        if place is not None:
            seen.append((place, walker))
    seen.sort(key=lambda entry: entry[0][1])
    for place, walker in seen:
        height = scene.perspective.height(place[1]) * scale
        x, y = (place[0] - corner[0]) * scale, (place[1] - corner[1]) * scale
        if not -height < x < picture.width + height or not -height < y < picture.height + height * 1.2:
            continue
        still = len(walker.path) == 1
        light = scene.light_at(place, night=night)
        grey = night and scene.infrared is not None
        sprite, dx, dy = figure(walker.look, 0.0 if still else second, height, light=light, grey=grey)
        lay(picture, sprite, round(x) + dx, round(y) + dy)


__all__ = ["HEIGHT", "SCENES", "SCENES_VERSION", "WIDTH", "Scene", "SceneRenderer", "place_people"]
