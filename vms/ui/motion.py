"""Whether the person has asked the system for less motion. Qt has no word for it, so the system itself is asked."""

from __future__ import annotations

import ctypes
import sys

from PySide6.QtCore import QSettings, QStandardPaths

# winuser.h: whether controls and windows may be animated ("Show animations in Windows").
_SPI_GETCLIENTAREAANIMATION = 0x1042


def less_motion() -> bool:
    """True: nothing may blink or turn by itself. Asked when a window is built, not for each picture."""
    if sys.platform == "win32":
        animated = ctypes.c_int(1)
        known = ctypes.windll.user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animated), 0)
        return bool(known) and not animated.value
    return any(_gtk_says_so(version) for version in ("gtk-4.0", "gtk-3.0"))


def _gtk_says_so(version: str) -> bool:
    """GNOME's and KDE's settings both leave their answer in GTK's file."""
    place = QStandardPaths.locate(
        QStandardPaths.StandardLocation.GenericConfigLocation, f"{version}/settings.ini", QStandardPaths.LocateOption(0)
    )
    if not place:
        return False
    said = QSettings(place, QSettings.Format.IniFormat).value("Settings/gtk-enable-animations")
    return str(said).lower() in ("0", "false")
