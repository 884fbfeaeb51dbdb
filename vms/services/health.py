"""How this PC fares, for the eye of who uses it."""

from __future__ import annotations

import psutil


def processor_percent() -> int:
    """How busy all processors together were since this was asked before; 0 the first time. Returns at once."""
    return round(psutil.cpu_percent())
