"""One window per data folder, freed by the operating system when the program ends, however it ends."""

from __future__ import annotations

from pathlib import Path

from vms.services.recorder_lock import RecorderLock


class WindowLock(RecorderLock):
    """``window.lock`` of a data folder; ``acquire`` raises AlreadyRunning while another window holds it."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.path = root / "window.lock"
