"""A USB joystick, through SDL: found by itself, also while the program runs, and read only while PTZ is on.

Axis 1 and 2 turn, twist (or a lever that rests in its middle) zooms; button 1 stops, 2 goes home, 3 to 11 are presets.
"""

from __future__ import annotations

import ctypes
import logging

from PySide6.QtCore import QObject, QTimer, Signal

from vms.core.log import event
from vms.ui.ptz.stick_moves import Hand, Reading, Wish
from vms.ui.sdl import sdl

_log = logging.getLogger(__name__)
_READ_MS = 33
_SEARCH_MS = 1000
_FULL = 32767.0
_HINTS = (
    (b"SDL_JOYSTICK_ALLOW_BACKGROUND_EVENTS", b"1"),  # none of our windows is SDL's
    (b"SDL_JOYSTICK_THREAD", b"1"),  # Windows: without a window of SDL's own, plugging in is noticed on a thread
    (b"SDL_NO_SIGNAL_HANDLERS", b"1"),
)


class Stick(QObject):
    """The first stick that is plugged in. GUI thread; ``set_on`` begins and ends everything.

    ``wished``: a Wish that is another than before. ``unplugged``: it is gone, what it pushed has to stop.
    """

    wished = Signal(object)
    unplugged = Signal()
    plugged = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hand = Hand()
        self._open: ctypes.c_void_p | None = None
        self._last = Wish()
        self._running = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    @property
    def name(self) -> str:
        """Of the stick that is read; '' without one."""
        if self._open is None:
            return ""
        return (sdl().SDL_JoystickName(self._open) or b"").decode("utf-8", "replace")

    def set_on(self, on: bool) -> None:
        """PTZ begins or ends."""
        if on == self._running:
            return
        if on:
            for name, value in _HINTS:
                sdl().SDL_SetHint(name, value)
            if sdl().SDL_InitSubSystem(sdl().SDL_INIT_JOYSTICK) != 0:
                event(_log, "joystick_not_available", error=(sdl().SDL_GetError() or b"").decode())
                return
            # Read by asking: nothing may pile up in a queue that nobody empties.
            sdl().SDL_JoystickEventState(sdl().SDL_IGNORE)
            self._running = True
            self.look()
        else:
            self._running = False
            self._timer.stop()
            self._drop()
            sdl().SDL_QuitSubSystem(sdl().SDL_INIT_JOYSTICK)

    def disarm(self) -> None:
        """The hand was taken away (focus lost): the stick has to come to rest before it counts again."""
        self._hand.disarm()
        self._last = Wish()

    def look(self) -> None:
        """Read the stick, or look for one."""
        sdl().SDL_JoystickUpdate()
        if self._open is not None and not sdl().SDL_JoystickGetAttached(self._open):
            self._drop()
            self.unplugged.emit()
        if self._open is None:
            self._find()
        if self._open is not None:
            wish = self._hand.wish(self._reading())
            if wish != self._last:
                self._last = wish
                self.wished.emit(wish)
        if self._running:
            self._timer.start(_READ_MS if self._open is not None else _SEARCH_MS)

    def _find(self) -> None:
        if sdl().SDL_NumJoysticks() <= 0:
            return
        self._open = sdl().SDL_JoystickOpen(0) or None
        if self._open is None:
            return
        self._hand.begin(self._axes())
        self.plugged.emit(self.name)

    def _drop(self) -> None:
        if self._open is not None:
            sdl().SDL_JoystickClose(self._open)
            self._open = None
        self._last = Wish()

    def _axes(self) -> tuple[float, ...]:
        count = max(0, sdl().SDL_JoystickNumAxes(self._open))
        return tuple(max(-1.0, sdl().SDL_JoystickGetAxis(self._open, at) / _FULL) for at in range(count))

    def _reading(self) -> Reading:
        stick = self._open
        buttons = range(max(0, sdl().SDL_JoystickNumButtons(stick)))
        hat = sdl().SDL_JoystickGetHat(stick, 0) if sdl().SDL_JoystickNumHats(stick) > 0 else 0
        right = bool(hat & sdl().SDL_HAT_RIGHT) - bool(hat & sdl().SDL_HAT_LEFT)
        up = bool(hat & sdl().SDL_HAT_UP) - bool(hat & sdl().SDL_HAT_DOWN)
        return Reading(self._axes(), tuple(bool(sdl().SDL_JoystickGetButton(stick, at)) for at in buttons), (right, up))
