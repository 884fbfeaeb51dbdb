"""The head of a turning camera: where it looks, how it moves, its presets and its home.

Positions are ONVIF's generic spaces: pan and tilt from -1 to 1 (left to right, down to up), zoom from 0 to 1. All
calls happen on the school's event loop; `advance` moves the head on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

PAN_SPEED = 0.5  # units a second at full speed
ZOOM_SPEED = 0.35
_SEEK_SPEED = 1.2  # towards a preset or an absolute position
MOST_PRESETS = 64
DEFAULT_TIMEOUT_S = 10.0


def _limit(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))


@dataclass(frozen=True, slots=True)
class Position:
    """Where a head looks, or how fast it moves on each axis."""

    pan: float = 0.0
    tilt: float = 0.0
    zoom: float = 0.0

    def limited(self) -> Position:
        """The nearest position inside the limits."""
        return Position(_limit(self.pan, -1, 1), _limit(self.tilt, -1, 1), _limit(self.zoom, 0, 1))


@dataclass(frozen=True, slots=True)
class Preset:
    """A named position."""

    name: str
    position: Position


@dataclass(slots=True)
class PtzHead:
    """A head that turns, zooms and remembers."""

    position: Position
    home: Position
    presets: dict[str, Preset] = field(default_factory=dict)
    limit: Callable[[Position], Position] = Position.limited
    _speed: Position = Position()
    _target: Position | None = None
    _left_s: float = 0.0  # how long the continuous move still runs

    @property
    def moving_pan_tilt(self) -> bool:
        """Whether it turns now."""
        target = self._target
        if target:
            return (target.pan, target.tilt) != (self.position.pan, self.position.tilt)
        return bool(self._speed.pan or self._speed.tilt)

    @property
    def moving_zoom(self) -> bool:
        """Whether it zooms now."""
        return self._target.zoom != self.position.zoom if self._target else bool(self._speed.zoom)

    def move(self, speed: Position, timeout_s: float | None = None) -> None:
        """Move on with these speeds (-1 to 1) until `stop` or the timeout."""
        self._target = None
        self._speed = Position(_limit(speed.pan, -1, 1), _limit(speed.tilt, -1, 1), _limit(speed.zoom, -1, 1))
        self._left_s = DEFAULT_TIMEOUT_S if timeout_s is None else timeout_s

    def stop(self, *, pan_tilt: bool = True, zoom: bool = True) -> None:
        """Stop turning, zooming or both."""
        here = self.position
        if self._target:
            kept = self._target
            stays = Position(here.pan if pan_tilt else kept.pan, here.tilt if pan_tilt else kept.tilt, kept.zoom)
            self._target = replace(stays, zoom=here.zoom) if zoom else stays
        speed = Position() if pan_tilt else replace(self._speed, zoom=0.0)
        self._speed = replace(speed, zoom=0.0 if zoom else self._speed.zoom)

    def go_to(self, target: Position) -> None:
        """Move to a position by the shortest way."""
        self._speed = Position()
        self._target = self.limit(target)

    def shift(self, by: Position) -> None:
        """Move by an amount from here."""
        here = self.position
        self.go_to(Position(here.pan + by.pan, here.tilt + by.tilt, here.zoom + by.zoom))

    def set_preset(self, name: str, token: str | None = None) -> str | None:
        """Remember this position; None when the memory is full. An existing token is overwritten."""
        if token is None or token not in self.presets:
            if len(self.presets) >= MOST_PRESETS:
                return None
            token = next(str(i) for i in range(1, MOST_PRESETS + 1) if str(i) not in self.presets)
        old = self.presets.get(token)
        self.presets[token] = Preset(name or (old.name if old else f"Preset {token}"), self.position)
        return token

    def advance(self, seconds: float) -> None:
        """Move on for some seconds."""
        here = self.position
        if self._target:
            step = _SEEK_SPEED * seconds
            self.position = Position(
                _towards(here.pan, self._target.pan, step),
                _towards(here.tilt, self._target.tilt, step),
                _towards(here.zoom, self._target.zoom, step),
            )
            if self.position == self._target:
                self._target = None
            return
        run = min(seconds, self._left_s)
        self._left_s -= run
        moved = Position(
            here.pan + self._speed.pan * PAN_SPEED * run,
            here.tilt + self._speed.tilt * PAN_SPEED * run,
            here.zoom + self._speed.zoom * ZOOM_SPEED * run,
        )
        self.position = self.limit(moved)
        if self._left_s <= 0:
            self._speed = Position()


def _towards(value: float, target: float, step: float) -> float:
    return target if abs(target - value) <= step else value + (step if target > value else -step)
