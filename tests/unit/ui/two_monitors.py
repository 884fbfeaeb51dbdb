"""``python -m tests.unit.ui.two_monitors FOLDER STEP``: one start of the windows with the monitors that the platform
was given, for test_wall_windows. Prints what it saw as JSON; cameras are addresses where nothing listens.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from tests.unit.ui.shell_parts import PASSWORD, assembled, school, until
from vms.ui.desktop import Desktop
from vms.ui.main_window import MainWindow
from vms.ui.wall.page import WallPage
from vms.ui.wall.screen_keeper import monitors


def main() -> None:
    """Run the step."""
    folder, step = Path(sys.argv[1]), sys.argv[2]
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    opener = school if step == "first" else assembled
    with opener(folder) as made:
        parts = made.parts
        desktop = Desktop(parts.folder)
        desktop.show_sign_in(parts)
        desktop.show()
        window = desktop.open_session(parts.accounts.sign_in("baove", PASSWORD))
        page = window.current_page
        assert isinstance(page, WallPage)
        until(lambda: page.book.ready and page._cameras)
        print(json.dumps({"first": first, "again": again, "unplugged": unplugged}[step](desktop, window)))  # noqa: T201
        desktop.end()
        desktop.close()
        desktop.deleteLater()
        app.processEvents()


def seen(widget: QWidget) -> dict[str, object]:
    """Where a window is."""
    QApplication.processEvents()
    return {
        "screen": widget.screen().name(),
        "full": widget.isFullScreen(),
        "maximized": widget.isMaximized(),
        "box": [widget.x(), widget.y(), widget.width(), widget.height()],
    }


def first(desktop: Desktop, window: MainWindow) -> dict[str, object]:
    """Open two more windows, give them tabs, make one full screen."""
    assert window.walls is not None
    window.walls.open_new()
    window.walls.open_new()
    second, third = window.walls.windows[1], window.walls.windows[2]
    opened = [seen(second), seen(third)]
    for one in (second, third):
        until(lambda one=one: one.page.book.ready and one.page._cameras)
    camera = next(iter(second.page._cameras))
    second.page.book.rename(0, "Màn hình lớn")
    second.page.set_grid("1+5")
    second.page.wall.select(2)
    second.page.put_camera(camera)
    second.toggle_full_screen()
    third.setGeometry(200, 150, 700, 500)
    return {"opened": opened, "left": [seen(second), seen(third)]}


def again(_desktop: Desktop, window: MainWindow) -> dict[str, object]:
    """What came back."""
    assert window.walls is not None
    windows = window.walls.windows
    second = windows[1]
    until(lambda: second.page.book.ready and second.page._cameras)
    now = second.page.book.current
    return {
        "places": sorted(windows),
        "windows": [seen(windows[place]) for place in sorted(windows)],
        "tab": [now.name, now.grid, sorted(now.cells), second.page.wall.selected],
        "exiled": [windows[place].keeper.exiled for place in sorted(windows)],
        "bar": second.page.bar.isVisible(),
    }


def unplugged(_desktop: Desktop, window: MainWindow) -> dict[str, object]:
    """The second monitor goes and comes back while everything runs."""
    assert window.walls is not None
    second = window.walls.windows[1]
    until(lambda: second.page.book.ready and second.page._cameras)
    cells = dict(second.page.book.current.cells)
    both = monitors()
    before = seen(second)
    second.keeper.note()
    second.keeper.monitors_are(both[:1])
    gone = seen(second)
    running = second.page.wall.isVisible() and dict(second.page.book.current.cells) == cells
    second.keeper.monitors_are(both)
    return {"before": before, "gone": gone, "running": running, "back": seen(second)}


if __name__ == "__main__":
    main()
