"""A joystick that exists only inside the real SDL."""

from __future__ import annotations

from vms.ui.sdl import sdl

FULL = 32767


class Virtual:
    """A stick that exists only inside SDL: four axes, twelve buttons, a hat."""

    def __init__(self) -> None:
        assert sdl().SDL_InitSubSystem(sdl().SDL_INIT_JOYSTICK) == 0
        self.index = sdl().SDL_JoystickAttachVirtual(sdl().SDL_JOYSTICK_TYPE_FLIGHT_STICK, 4, 12, 1)
        assert self.index >= 0
        self.stick = sdl().SDL_JoystickOpen(self.index)
        self.plugged = True

    def axis(self, at: int, value: float) -> None:
        assert sdl().SDL_JoystickSetVirtualAxis(self.stick, at, round(value * FULL)) == 0

    def button(self, at: int, down: bool) -> None:
        assert sdl().SDL_JoystickSetVirtualButton(self.stick, at, int(down)) == 0

    def hat(self, value: int) -> None:
        assert sdl().SDL_JoystickSetVirtualHat(self.stick, 0, value) == 0

    def unplug(self) -> None:
        if self.plugged:
            self.plugged = False
            sdl().SDL_JoystickClose(self.stick)
            assert sdl().SDL_JoystickDetachVirtual(self.index) == 0

    def close(self) -> None:
        self.unplug()
        sdl().SDL_QuitSubSystem(sdl().SDL_INIT_JOYSTICK)
