"""What a motor is asked besides moving at a speed: presets, home, a point or a box of the picture."""

from __future__ import annotations

from collections.abc import Callable

from vms.core.clock import Clock
from vms.onvif.aiming import Aim, Push
from vms.onvif.types import Preset
from vms.services.ptz_orders import Command, Connected, Kind, Report, Timing

# A camera that doesn't say whether it moves is given this long to get where it was sent, seconds.
_BLIND_S = 2.0


class Errand:
    """One command on a connected camera, on its worker's thread.

    ``wait`` waits some seconds and gives True as soon as something newer is wanted; ``push`` moves for a moment and
    gives False when something newer came.
    """

    def __init__(
        self,
        link: Connected,
        tell: Callable[[Report], None],
        wait: Callable[[float], bool],
        push: Callable[[Push], bool],
        clock: Clock,
        timing: Timing,
    ) -> None:
        self._link, self._tell, self._wait, self._push = link, tell, wait, push
        self._clock, self._timing = clock, timing

    def do(self, command: Command) -> tuple[Preset, ...] | None:
        """Do it and tell; the presets anew where they changed. Raises CameraError."""
        if command.aim is not None:
            self._aim(command.aim)
            self._tell(Report(Kind.AIMED, command=command))
        elif command.name in ("ptz_preset_go", "ptz_home"):
            self._drive(command)
        else:
            return self._store(command)
        return None

    def _drive(self, command: Command) -> None:
        if command.name == "ptz_home":
            self._link.motor.home()
        else:
            self._link.motor.go_preset(command.value, command.speed)
        self._tell(Report(Kind.ARRIVING, command=command))
        if self._stands():
            self._tell(Report(Kind.ARRIVED, command=command))

    def _store(self, command: Command) -> tuple[Preset, ...]:
        motor, added = self._link.motor, ""
        if command.name == "ptz_preset_add":
            added = motor.add_preset(command.value).token
        elif command.name == "ptz_preset_replace":
            motor.replace_preset(command.value, command.label)
            added = command.value
        else:
            motor.remove_preset(command.value)
        presets = motor.presets()
        self._tell(Report(Kind.PRESETS, presets=presets, command=command, added=added))
        return presets

    def _aim(self, aim: Aim) -> None:
        """Step by step, until it is there or something newer is wanted."""
        for push in self._link.aimer.steps(aim):
            done = self._push(push) if push is not None else self._stands()
            if not done:
                return

    def _stands(self) -> bool:
        """Wait until the motor rests; False when something newer is wanted or it takes too long."""
        began, rests = self._clock.monotonic(), 0
        while rests < 2:  # one look may come before the motor has begun
            if self._wait(self._timing.look):
                return False
            moves = self._link.motor.moving()
            passed = self._clock.monotonic() - began
            if moves is None and passed >= _BLIND_S:
                return True
            rests = rests + 1 if moves is False else 0
            if passed >= self._timing.arrive:
                return False
        return True
