"""SDL, for what Qt's essentials lack: USB joysticks and sound. The one place that imports it.

Its video part is never started: Qt has the windows. Each user starts and ends the subsystem it needs
(``SDL_InitSubSystem``, ``SDL_QuitSubSystem``: SDL counts them). GUI thread.
"""

from __future__ import annotations

import warnings
from functools import cache
from types import ModuleType


@cache
def sdl() -> ModuleType:
    """Loaded when a sound or a stick is first asked for: a start of the program needs neither."""
    with warnings.catch_warnings():
        # The wheel says at import where its library lies; that is no news.
        warnings.simplefilter("ignore", UserWarning)
        import sdl2
    return sdl2
