"""What the axes and buttons of a joystick mean for a camera: plain values, no SDL and no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

DEAD = 0.15  # of an axis' way: worn sticks don't come back to their very middle
_STEPS = 20  # speeds told apart on one axis, so that a trembling hand isn't a flood of commands
_ENDS = 0.9  # an axis that rests out here is a trigger or a lever, never a direction
_TURN, _TILT, _ZOOMS = 0, 1, (2, 3)
STOP_BUTTON, HOME_BUTTON, FIRST_PRESET = 0, 1, 2
PRESETS = 9


@dataclass(frozen=True, slots=True)
class Reading:
    """The state of a stick: axes −1…1 (right and towards the person positive), buttons, hat right and up."""

    axes: tuple[float, ...] = ()
    buttons: tuple[bool, ...] = ()
    hat: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the stick asks for: a motion as seen on the screen, and what was pressed since the last reading."""

    pan: float = 0.0
    tilt: float = 0.0
    zoom: float = 0.0
    stop: bool = False
    home: bool = False
    preset: int = 0


def curved(value: float) -> float:
    """−1…1 with a dead middle and a soft start: half the way is a quarter of the speed."""
    size = min(1.0, abs(value))
    if size <= DEAD:
        return 0.0
    speed = ((size - DEAD) / (1 - DEAD)) ** 2
    speed = max(1, round(speed * _STEPS)) / _STEPS
    return speed if value > 0 else -speed


@dataclass(slots=True)
class Hand:
    """Reads one stick over time. An axis counts only once it has been in the middle since ``disarm``: a stick that
    is pushed when PTZ begins, or a lever left anywhere, moves nothing.
    """

    _armed: set[int] = field(default_factory=set)
    _never: set[int] = field(default_factory=set)
    _before: tuple[bool, ...] | None = None

    def begin(self, axes: Sequence[float]) -> None:
        """A stick was plugged in; ``axes``: where they rest."""
        self._never = {at for at, value in enumerate(axes) if abs(value) >= _ENDS and at > _TILT}
        self.disarm()

    def disarm(self) -> None:
        """Everything has to come to rest first."""
        self._armed.clear()
        self._before = None

    def wish(self, reading: Reading) -> Wish:
        """What this reading asks for."""
        for at, value in enumerate(reading.axes):
            if abs(value) <= DEAD and at not in self._never:
                self._armed.add(at)
        pan, tilt = self._axis(reading, _TURN), -self._axis(reading, _TILT)
        zoom = next((speed for at in _ZOOMS if (speed := self._axis(reading, at))), 0.0)
        if reading.hat != (0, 0):
            pan, tilt = pan or 0.3 * reading.hat[0], tilt or 0.3 * reading.hat[1]
        before = reading.buttons if self._before is None else self._before
        pressed = [at for at, down in enumerate(reading.buttons) if down and not (at < len(before) and before[at])]
        self._before = reading.buttons
        preset = next((at - FIRST_PRESET + 1 for at in pressed if 0 <= at - FIRST_PRESET < PRESETS), 0)
        return Wish(pan, tilt, zoom, STOP_BUTTON in pressed, HOME_BUTTON in pressed, preset)

    def _axis(self, reading: Reading, at: int) -> float:
        return curved(reading.axes[at]) if at in self._armed and at < len(reading.axes) else 0.0
