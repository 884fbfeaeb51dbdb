"""The PC's sound device, through SDL. Opened at the first sound; one that was unplugged is opened anew at the next."""

from __future__ import annotations

import ctypes
import logging

from vms.core.clock import Clock
from vms.core.log import event
from vms.ui.alarms.tones import RATE, Samples
from vms.ui.sdl import sdl

_log = logging.getLogger(__name__)
# Asking a PC without a sound device for one takes a tenth of a second: not at every beat.
_AGAIN_S = 20.0


class Speaker:
    """GUI thread. ``works``: None until something was played, False while there is no device that takes sound."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._device = 0
        self._started = False
        self._next_try = float("-inf")
        self.works: bool | None = None

    def play(self, samples: Samples) -> bool:
        """Play from now on; what was still playing ends. False when there is no device. Never waits for the end."""
        if self._device and sdl().SDL_GetAudioDeviceStatus(self._device) == sdl().SDL_AUDIO_STOPPED:
            self._close_device()  # unplugged
            self._next_try = float("-inf")
        if not self._device and not self._open():
            return False
        sdl().SDL_ClearQueuedAudio(self._device)
        data = samples.tobytes()
        if sdl().SDL_QueueAudio(self._device, data, len(data)) != 0:
            self._lost()
            return False
        sdl().SDL_PauseAudioDevice(self._device, 0)
        return True

    def silence(self) -> None:
        """Stop at once."""
        if self._device:
            sdl().SDL_ClearQueuedAudio(self._device)

    def close(self) -> None:
        """Give the device back. May be called twice."""
        self._close_device()
        if self._started:
            self._started = False
            sdl().SDL_QuitSubSystem(sdl().SDL_INIT_AUDIO)

    def _open(self) -> bool:
        now = self._clock.monotonic()
        if now < self._next_try:
            return False
        if not self._started:
            if sdl().SDL_InitSubSystem(sdl().SDL_INIT_AUDIO) != 0:
                self._lost()
                return False
            self._started = True
        wanted = sdl().SDL_AudioSpec(RATE, sdl().AUDIO_S16SYS, 1, 1024)
        self._device = int(sdl().SDL_OpenAudioDevice(None, 0, ctypes.byref(wanted), None, 0))
        if not self._device:
            self._lost()
            return False
        if self.works is not True:
            event(_log, "sound_opened")
        self.works = True
        return True

    def _lost(self) -> None:
        reason = sdl().SDL_GetError().decode("utf-8", "replace")
        self._close_device()
        if self._started:
            # A driver that found no device at its start doesn't look again.
            self._started = False
            sdl().SDL_QuitSubSystem(sdl().SDL_INIT_AUDIO)
        self._next_try = self._clock.monotonic() + _AGAIN_S
        if self.works is not False:
            event(_log, "no_sound_device", reason=reason)
        self.works = False

    def _close_device(self) -> None:
        device, self._device = self._device, 0
        if device:
            sdl().SDL_CloseAudioDevice(device)
