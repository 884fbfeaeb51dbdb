"""``python -m tests.e2e.living_wall OUT``: from the first start to a living wall, with two photographs of the screen.

A process of its own, because a process keeps the Qt platform it began with.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from tests.story.driver import GUARD, Driver
from vms.ui.wall.page import WallPage
from vms.ui.wall.pane_state import PaneState

CAMERAS = 2
SCREEN = (1366, 690)


def main(out: Path) -> int:
    """Leaves ``first.png`` and ``second.png``, taken of the screen, not of the widgets."""
    with Driver(out, cameras=CAMERAS, size=SCREEN) as driver:
        assert QGuiApplication.platformName() == "xcb", QGuiApplication.platformName()
        driver.first_run()
        driver.sign_out()
        driver.sign_in(GUARD)
        wall = driver.page(WallPage).wall

        def live() -> int:
            return sum(wall.model(pane).state is PaneState.live for pane in wall.cells)

        driver.wait(lambda: live() == CAMERAS, 90, "a living wall")
        for name in ("first", "second"):
            driver.settle(2)
            photograph(driver, out / f"{name}.png")
    return 0


def photograph(driver: Driver, path: Path) -> None:
    """What the X server shows where the window is."""
    screen = driver.desktop.screen()
    frame = driver.desktop.geometry()
    assert screen.grabWindow(0, frame.x(), frame.y(), frame.width(), frame.height()).save(str(path))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
