"""Bringing a point of the picture to its middle, and a part of the picture to its full size.

The order of preference: the field-of-view space (exact), the generic spaces with a field of view that is estimated
from the zoom, and for cameras that only know speeds a short push. ONVIF says nothing about what a zoom position
means in magnification, so it is learned from moves in the field-of-view space, whose size in degrees of the motor
tells how much the picture covers; before that the estimate is on the safe side: too little zoom never loses the
subject.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from vms.onvif.ptz import Motor, Velocity
from vms.onvif.types import Position, Spaces

# The usual dome: 60° × 36° at its widest, pan range 360° and tilt range 180° (each 2 units), 20 times linear zoom.
_WIDE_PAN, _WIDE_TILT = 2 * 60 / 360, 2 * 36 / 180
_MOST = 20.0
# A push for cameras that only take speeds: this fast, and what that is in units a second.
_PUSH = 0.4
_UNITS_A_SECOND = 0.25 * _PUSH
_LONGEST_PUSH_S = 2.0
_DOUBLING_S = 0.8  # of zoom at full speed
# How much of the way to a box is gone before zooming, and the smallest way that tells the field of view.
_FIRST = 0.6
_TELLING = 0.25
_EDGE = 0.98  # a motor that stopped at its end tells nothing


@dataclass(frozen=True, slots=True)
class Aim:
    """A point of the camera's own picture, −1…1 from its middle to the right and up, and how often to enlarge."""

    x: float
    y: float
    zoom: float = 1.0


@dataclass(frozen=True, slots=True)
class Push:
    """A velocity for some seconds, for who can stop it in time."""

    velocity: Velocity
    seconds: float


class Lens:
    """What is known of a camera's zoom: position → how much of the pan and tilt range the picture covers."""

    def __init__(self) -> None:
        self._known: list[tuple[float, float]] = []  # zoom position, size against the widest guess; newest last

    @property
    def measured(self) -> bool:
        """Whether two zoom positions are known, so that a third can be worked out."""
        return len(self._known) >= 2

    def learn(self, zoom: float, size: float) -> None:
        """At this zoom position the picture covers ``size`` times the usual widest view."""
        others = [one for one in self._known if abs(one[0] - zoom) > 0.04]
        self._known = [*others[-7:], (zoom, size)]

    def size(self, zoom: float | None) -> float:
        """The picture at a zoom position against the usual widest view."""
        if zoom is None:
            return 1.0
        near = min(self._known, key=lambda one: abs(one[0] - zoom), default=None)
        if near is None:
            return 1.0 / _linear(zoom)
        return near[1] * math.exp(-self._steepness(zoom) * (zoom - near[0]))

    def zoom_for(self, zoom: float, times: float) -> float:
        """The position where everything is ``times`` as large as at ``zoom``."""
        if self.measured:
            wanted = zoom + math.log(times) / self._steepness(zoom)
        else:
            wanted = (times * _linear(zoom) - 1) / (_MOST - 1)
        return max(0.0, min(1.0, wanted))

    def _steepness(self, zoom: float) -> float:
        """Doublings (in e) of the picture a unit of zoom, around a position."""
        if not self.measured:
            return math.log(_MOST)
        one, other = sorted(self._known, key=lambda known: abs(known[0] - zoom))[:2]
        found = math.log(one[1] / other[1]) / (other[0] - one[0])
        return max(0.3, min(8.0, found))


class Aimer:
    """Aims one motor. ``steps`` gives the word after each command; go on when the motor stands."""

    def __init__(self, motor: Motor, spaces: Spaces, lens: Lens) -> None:
        self._motor, self._spaces, self._lens = motor, spaces, lens

    def steps(self, aim: Aim) -> Iterator[Push | None]:
        """Do it, step by step; a Push is to be done by who asks. Raises CameraError."""
        aim = Aim(max(-1.0, min(1.0, aim.x)), max(-1.0, min(1.0, aim.y)), max(0.05, min(20.0, aim.zoom)))
        here = self._motor.position()
        if aim.zoom != 1.0 and not self._lens.measured and self._telling(aim, here):
            yield from self._measured_box(aim, here)
            return
        if aim.x or aim.y:
            yield self._turn(aim.x, aim.y, here)
            self._learn(aim.x, aim.y, here)
        if aim.zoom != 1.0:
            yield self._zoom(aim.zoom, here)

    def _telling(self, aim: Aim, here: Position) -> bool:
        spaces = self._spaces
        exact = spaces.fov and spaces.absolute and spaces.zoom_absolute and here.pan is not None
        return exact and here.zoom is not None and aim.zoom > 1.2 and max(abs(aim.x), abs(aim.y)) >= _TELLING

    def _measured_box(self, aim: Aim, here: Position) -> Iterator[Push | None]:
        """Most of the way, a little zoom, the rest of the way: that tells the lens, and then the exact place."""
        x, y, rest = aim.x * _FIRST, aim.y * _FIRST, 1 - _FIRST
        yield self._turn(x, y, here)
        there = self._learn(x, y, here)
        yield self._zoom(aim.zoom, there)
        nearer = self._motor.position()
        yield self._turn(aim.x * rest, aim.y * rest, nearer)
        self._learn(aim.x * rest, aim.y * rest, nearer)
        if not self._lens.measured or here.pan is None or here.tilt is None or here.zoom is None:
            return
        if there.pan is not None and there.tilt is not None:
            pan = here.pan + (there.pan - here.pan) / _FIRST
            tilt = here.tilt + (there.tilt - here.tilt) / _FIRST
            zoom = self._lens.zoom_for(here.zoom, aim.zoom)
            self._motor.go_to(_inside(pan), _inside(tilt), zoom)
            yield None

    def _turn(self, x: float, y: float, here: Position) -> Push | None:
        if self._spaces.fov:
            self._motor.turn_in_view(x, y)
            return None
        size = self._lens.size(here.zoom)
        pan, tilt = x * size * _WIDE_PAN / 2, y * size * _WIDE_TILT / 2
        if self._spaces.relative:
            self._motor.turn_by(pan, tilt)
        elif self._spaces.absolute and here.pan is not None and here.tilt is not None:
            self._motor.go_to(_inside(here.pan + pan), _inside(here.tilt + tilt))
        else:
            far = max(abs(pan), abs(tilt))
            speed = Velocity(round(_PUSH * pan / far, 3), round(_PUSH * tilt / far, 3))
            return Push(speed, min(_LONGEST_PUSH_S, far / _UNITS_A_SECOND))
        return None

    def _zoom(self, times: float, here: Position) -> Push | None:
        zoom = here.zoom
        if self._spaces.zoom_absolute and zoom is not None:
            self._motor.go_to(None, None, self._lens.zoom_for(zoom, times))
        elif self._spaces.zoom_relative:
            now = zoom or 0.0
            self._motor.zoom_by(round(self._lens.zoom_for(now, times) - now, 4))
        else:
            speed = _PUSH if times > 1 else -_PUSH
            return Push(Velocity(zoom=speed), min(_LONGEST_PUSH_S, abs(math.log2(times)) * _DOUBLING_S / _PUSH))
        return None

    def _learn(self, x: float, y: float, before: Position) -> Position:
        """What a move in the field of view told of the lens, now that it is done; where the motor stands."""
        after = self._motor.position()
        if not self._spaces.fov or before.zoom is None or after.zoom != before.zoom:
            return after
        share, start, end, wide = (x, before.pan, after.pan, _WIDE_PAN)
        if abs(y) > abs(x):
            share, start, end, wide = (y, before.tilt, after.tilt, _WIDE_TILT)
        if start is None or end is None or abs(end) > _EDGE or abs(share) < _TELLING * (1 - _FIRST):
            return after
        size = 2 * (end - start) / share / wide
        if size > 0.001:
            self._lens.learn(before.zoom, size)
        return after


def _linear(zoom: float) -> float:
    return 1.0 + (_MOST - 1.0) * zoom


def _inside(value: float) -> float:
    return round(max(-1.0, min(1.0, value)), 5)
