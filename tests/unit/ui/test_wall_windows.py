"""Several windows of the wall: monitors that come and go, drags between windows, lock, full screen of each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.ui.shell_parts import PASSWORD, School, school, until
from vms.services.wall_tours import PaneTour, Stop
from vms.ui.desktop import Desktop
from vms.ui.layouts.arrangement import hot, placed, toured
from vms.ui.main_window import MainWindow
from vms.ui.wall.page import WallPage
from vms.ui.wall.screens import Monitor, Placement, another, on_monitor, placement_of, relative, same
from vms.ui.wall.wall_view import camera_mime, cameras_mime
from vms.ui.wall.wall_window import WallWindow

pytestmark = pytest.mark.qt_log_ignore("does not support")
LEFT = Monitor("HDMI-1", "Dell", "P2419H", "AB12", (0, 0, 1920, 1080), (0, 0, 1920, 1040))
RIGHT = Monitor("HDMI-2", "Dell", "P2419H", "CD34", (1920, 0, 1920, 1080), (1920, 0, 1920, 1080))
ROOT = Path(__file__).resolve().parents[3]


# Which monitor is meant


def test_a_monitor_is_known_by_its_serial_number_wherever_it_is_plugged_in() -> None:
    elsewhere = Monitor("DP-3", "Dell", "P2419H", "CD34", (0, 0, 1920, 1080))
    assert same([LEFT, elsewhere], RIGHT) == elsewhere
    assert same([LEFT], RIGHT) is None


def test_without_a_serial_number_name_and_place_count() -> None:
    plain = Monitor("VGA-1", box=(1920, 0, 1280, 1024))
    assert same([LEFT, plain], plain) == plain
    assert same([LEFT, Monitor("VGA-1", box=(0, 1080, 1280, 1024))], plain) is not None, "moved in the settings"
    assert same([LEFT, Monitor("VGA-1", box=(1920, 0, 800, 600))], plain) is None
    assert same([Monitor("HDMI-2", "Sony", "TV", "ZZ", RIGHT.box)], RIGHT) is None, "another one at the same plug"


def test_two_monitors_that_name_the_same_serial_are_told_apart_by_place() -> None:
    one, two = (Monitor(name, "X", "Y", "000", (x, 0, 1920, 1080)) for name, x in (("A", 0), ("B", 1920)))
    assert same([one, two], two) == two


def test_a_window_never_ends_up_outside() -> None:
    assert on_monitor((100, 50, 800, 600), RIGHT) == (2020, 50, 800, 600)
    assert on_monitor((-900, -700, 800, 600), RIGHT) == (1920, 0, 800, 600)
    small = Monitor("VGA-1", box=(0, 0, 1024, 768), free=(0, 0, 1024, 728))
    assert on_monitor((1500, 900, 1900, 1000), small) == (0, 0, 1024, 728)
    assert relative((2020, 50, 800, 600), RIGHT) == (100, 50, 800, 600)


def test_a_placement_is_kept_as_json_and_rubbish_is_none() -> None:
    placement = Placement(RIGHT, (1, 2, 3, 4), full=True)
    assert placement_of(json.loads(json.dumps(placement.kept()))) == placement
    for rubbish in ({}, {"monitor": 3}, {**placement.kept(), "box": [1]}, {**placement.kept(), "box": "abcd"}):
        assert placement_of(rubbish) is None


def test_a_new_window_takes_a_monitor_that_has_none() -> None:
    assert another([LEFT, RIGHT], [LEFT]) == RIGHT
    assert another([LEFT], [LEFT]) == LEFT


# Real starts with monitors of the platform


def _start(folder: Path, step: str, *boxes: tuple[int, int, int, int]) -> dict[str, Any]:
    names = ("chinh", "phu")  # the platform makes the first by name the main one
    screens = [
        {"name": names[at], "x": x, "y": y, "width": w, "height": h, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for at, (x, y, w, h) in enumerate(boxes)
    ]
    config = folder.with_name(f"{step}-{len(boxes)}.json")
    config.write_text(json.dumps({"screens": screens}))
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.ui.two_monitors", str(folder), step],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_windows_come_back_on_their_monitors_and_wait_for_one_that_is_gone(data_folder: Path) -> None:
    two = (0, 0, 1920, 1080), (1920, 0, 1280, 1024)
    made = _start(data_folder, "first", *two)
    opened = made["opened"]
    assert [one["screen"] for one in opened] == ["phu", "phu"], "the first free monitor, then the last"
    assert opened[0]["maximized"] and not opened[1]["maximized"]
    second, third = made["left"]
    assert second["full"] and second["screen"] == "phu" and third["screen"] == "chinh"

    back = _start(data_folder, "again", *two)
    assert back["places"] == [1, 2] and back["exiled"] == [False, False]
    assert back["windows"] == made["left"]
    assert back["tab"] == ["Màn hình lớn", "1+5", [4, 5], 4]
    assert not back["bar"], "full screen leaves only the panes"

    alone = _start(data_folder, "again", two[0])
    assert alone["exiled"] == [True, False]
    assert [one["screen"] for one in alone["windows"]] == ["chinh", "chinh"]
    assert not alone["windows"][0]["full"], "it doesn't cover the wall that is there"
    assert alone["tab"] == back["tab"] and alone["bar"]

    later = _start(data_folder, "again", *two)
    assert later["windows"] == made["left"], "the monitor is back, and the window on it"


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_monitor_unplugged_while_running_loses_nothing(data_folder: Path) -> None:
    two = (0, 0, 1920, 1080), (1920, 0, 1280, 1024)
    _start(data_folder, "first", *two)
    told = _start(data_folder, "unplugged", *two)
    assert told["before"]["screen"] == "phu" and told["before"]["full"]
    assert told["gone"]["screen"] == "chinh" and not told["gone"]["full"]
    assert told["running"]
    assert told["back"] == told["before"]


# Between windows


@pytest.fixture
def place(tmp_path: Path, qtbot: QtBot) -> Iterator[School]:
    with school(tmp_path) as made:
        yield made


class Two:
    """The guard's main window and a second window of the wall."""

    def __init__(self, place: School) -> None:
        self.desktop = Desktop(place.parts.folder)
        self.desktop.show_sign_in(place.parts)
        self.desktop.show()
        self.main: MainWindow = self.desktop.open_session(place.guard)
        page = self.main.current_page
        assert isinstance(page, WallPage) and self.main.walls is not None
        self.page, self.walls = page, self.main.walls
        until(lambda: page.book.ready and len(page.wall.cells) == 2)
        self.cameras = [camera.camera_id for camera in page.wall.cells.values()]

    def open(self) -> WallWindow:
        self.main.navigator.window_wanted.emit()
        window = self.walls.windows[max(self.walls.windows)]
        until(lambda: window.page.book.ready and window.page._cameras)
        QApplication.processEvents()
        return window

    def close(self) -> None:
        self.desktop.end()
        self.desktop.close()
        self.desktop.deleteLater()


@pytest.fixture
def two(place: School) -> Iterator[Two]:
    made = Two(place)
    yield made
    made.close()


def _drop(page: WallPage, mime, pane: int) -> bool:
    rect = page.wall.pane_rect(pane)
    assert rect is not None
    at = QPoint(rect.x + rect.w // 2, rect.y + rect.h // 2)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.MoveAction, mime, left, none)
    QApplication.sendEvent(page.wall, enter)
    drop = QDropEvent(QPointF(at), Qt.DropAction.MoveAction, mime, left, none)
    if enter.isAccepted():
        QApplication.sendEvent(page.wall, drop)
    return enter.isAccepted() and drop.isAccepted()


def test_a_pane_dragged_to_another_window_changes_places_with_what_is_there(two: Two) -> None:
    window = two.open()
    first, second = two.cameras
    assert _drop(window.page, camera_mime(first, 0, 0), 2)
    assert dict(window.page.book.current.cells) == {2: first}
    assert dict(two.page.book.current.cells) == {1: second}
    assert _drop(two.page, camera_mime(first, 2, 1), 1)
    assert dict(two.page.book.current.cells) == {1: first}
    assert dict(window.page.book.current.cells) == {2: second}


def test_a_tour_goes_to_another_window_whole(two: Two) -> None:
    window = two.open()
    tour = PaneTour(tuple(Stop(camera) for camera in two.cameras))
    two.page.tabs.edit(lambda a: toured(a, 0, tour))
    assert _drop(window.page, camera_mime(two.cameras[0], 0, 0), 3)
    assert window.page.book.current.tours == {3: tour} and not two.page.book.current.tours


def test_a_locked_window_gives_and_takes_nothing(two: Two) -> None:
    window = two.open()
    window.page.book.set_locked(True)
    before = dict(two.page.book.current.cells)
    assert not _drop(window.page, camera_mime(two.cameras[0], 0, 0), 2)
    two.walls.exchange(0, 0, 1, 2)
    assert dict(two.page.book.current.cells) == before and not window.page.book.current.cells


def test_cameras_from_the_tree_of_one_window_fill_panes_of_another(two: Two) -> None:
    window = two.open()
    assert _drop(window.page, cameras_mime(two.cameras), 1)
    assert dict(window.page.book.current.cells) == {1: two.cameras[0], 2: two.cameras[1]}


def test_each_window_has_its_own_full_screen_and_keys(two: Two, qtbot: QtBot) -> None:
    window = two.open()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.page.wall, Qt.Key.Key_F11)
    assert window.isFullScreen() and not two.desktop.isFullScreen()
    assert not window.page.bar.isVisible() and two.page.bar.isVisible()
    qtbot.keyClick(window.page.wall, Qt.Key.Key_Escape)
    assert not window.isFullScreen() and window.page.bar.isVisible()
    qtbot.keyClick(window.page.wall, Qt.Key.Key_5)
    assert window.page.wall.layout_name == "1+5" != two.page.wall.layout_name
    qtbot.keyClick(
        window.page.wall, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert sorted(two.walls.windows) == [1, 2]


def test_the_lock_holds_for_every_window(two: Two) -> None:
    window = two.open()
    window.lock_wanted.emit()
    assert two.main.is_locked and not window.page.isEnabled()
    window.close()
    assert window.isVisible() and 1 in two.walls.windows
    card = two.main._lock.card  # type: ignore[union-attr]
    card.password.setText(PASSWORD.reveal())
    card.submit()
    until(lambda: not two.main.is_locked)
    assert window.page.isEnabled()


def test_a_closed_window_can_be_had_back_with_its_tabs(two: Two) -> None:
    window = two.open()
    window.page.book.rename(0, "Cổng và sân")
    window.close()
    assert not two.walls.windows
    toast = two.main.toasts.cards[-1].toast
    assert toast.undo is not None
    toast.undo()
    again = two.walls.windows[1]
    until(lambda: again.page.book.ready)
    assert again.page.book.current.name == "Cổng và sân"


def test_the_main_window_takes_the_others_with_it_and_remembers_them(place: School, two: Two) -> None:
    two.open()
    two.desktop.close()
    assert not two.walls.windows
    kept = place.parts.preferences.get(place.guard, "wall.windows")
    assert [one["place"] for one in kept] == [1]
    two.desktop.end()
    assert place.parts.preferences.get(place.guard, "wall.windows") == kept


def test_there_are_not_endlessly_many_windows(two: Two) -> None:
    for _ in range(6):
        two.open()
    two.main.navigator.window_wanted.emit()
    assert len(two.walls.windows) == 6
    assert two.main.toasts.cards[-1].toast.state == "info"


def test_the_hot_spot_is_not_dragged_away(two: Two) -> None:
    window = two.open()
    two.page.tabs.edit(lambda a: hot(placed(a, 0, two.cameras[0]), 2))
    two.walls.exchange(0, 2, 1, 0)
    assert two.page.book.current.hot_spot is None and not window.page.book.current.cells
