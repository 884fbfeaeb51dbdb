"""Zooming and panning a pane's picture, by wheel, drag and keys; what lies on the picture while it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.ui.test_wall_view import Wall
from tests.unit.ui.wall_sources import Source
from vms.ui import theme
from vms.ui.layouts.layout import LAYOUTS
from vms.ui.wall import words
from vms.ui.wall.feed import Feed
from vms.ui.wall.pane_geometry import Place
from vms.ui.wall.pane_state import PaneCamera, PaneState
from vms.video.frames import StreamState, StreamStatus
from vms.video.framing import DEEPEST, PLAIN, Framing

GREEN, BLUE = (20, 180, 60), (20, 40, 200)


@pytest.fixture
def wall(qtbot: QtBot) -> Iterator[Wall]:
    made = Wall(qtbot)
    made.cameras(4)
    for source in made.sources.by_camera.values():
        source.put(GREEN)
    made.tick()
    yield made
    made.view.close_views()
    made.view.close()
    made.view.deleteLater()


def feed(wall: Wall, pane: int = 0) -> Feed:
    found = wall.view.feed(pane)
    assert found is not None
    return found


def place(wall: Wall, pane: int = 0) -> Place:
    found = wall.view.picture_place(pane)
    assert found is not None
    return found


def turn_wheel(wall: Wall, x: float, y: float, notches: int, pane: int = 0) -> None:
    """Over the point, in shares of the picture."""
    lies = place(wall, pane)
    at = QPointF(lies.x + x * lies.w, lies.y + y * lies.h)
    event = QWheelEvent(
        at, wall.view.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(wall.view, event)
    wall.tick()


def test_the_wheel_zooms_at_the_pointer(wall: Wall) -> None:
    before = Framing().camera_point(0.75, 0.25)
    turn_wheel(wall, 0.75, 0.25, 3)
    shown = feed(wall).framing
    assert shown.zoom == pytest.approx(1.25**3)
    assert shown.camera_point(0.75, 0.25) == pytest.approx(before), "what the pointer was on stays under it"
    assert wall.sources.by_camera[1].framing == shown, "the media process is told"
    assert wall.view.selected == 0 and feed(wall, 1).framing == PLAIN
    assert words.spoken(wall.view.model(0)).endswith(", Zoomed in")
    turn_wheel(wall, 0.2, 0.9, -3)
    assert feed(wall).framing == PLAIN, "turned back, it is whole again"
    turn_wheel(wall, 0.5, 0.5, 40)
    assert feed(wall).framing.zoom == DEEPEST


def test_a_drag_pans_a_zoomed_picture_and_moves_no_camera(wall: Wall, qtbot: QtBot) -> None:
    swaps: list[tuple[int, int]] = []
    wall.view.panes_swapped.connect(lambda one, other: swaps.append((one, other)))
    turn_wheel(wall, 0.5, 0.5, 4)
    before, lies = feed(wall).framing, place(wall)
    start = QPoint(round(lies.x + lies.w / 2), round(lies.y + lies.h / 2))
    qtbot.mousePress(wall.view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(wall.view, start + QPoint(-50, 30))
    assert wall.view.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    qtbot.mouseRelease(wall.view, Qt.MouseButton.LeftButton, pos=start + QPoint(-50, 30))
    after = feed(wall).framing
    assert after.x == pytest.approx(before.x + 50 / lies.w * before.width)
    assert after.y == pytest.approx(before.y - 30 / lies.h * before.height)
    QTest.mouseMove(wall.view, start)
    assert feed(wall).framing == after, "let go: the picture stays"
    assert not swaps and wall.view.cells[0].camera_id == 1
    assert wall.view.cursor().shape() == Qt.CursorShape.OpenHandCursor


def test_keys_zoom_pan_and_zoom_out(wall: Wall, qtbot: QtBot) -> None:
    view = wall.view
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Equal)
    assert feed(wall).framing.zoom == pytest.approx(2.25)
    middle = feed(wall).framing
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    moved = feed(wall).framing
    assert moved.x > middle.x and moved.y < middle.y and view.selected == 0
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.selected == 1 and feed(wall).framing == moved, "arrows alone move the selection as ever"
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert feed(wall).framing.zoom == pytest.approx(1.5)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert feed(wall).framing == PLAIN


def test_esc_zooms_out_before_it_leaves_the_enlarged_pane(wall: Wall, qtbot: QtBot) -> None:
    view = wall.view
    view.enlarge_wanted.connect(view.enlarge)
    view.restore_wanted.connect(lambda: view.enlarge(None))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    wall.sources.by_camera[1].put(GREEN)
    wall.tick()
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.enlarged == 0 and feed(wall).framing == PLAIN
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.enlarged is None


def test_a_double_click_enlarges_a_zoomed_pane_that_stays_zoomed(wall: Wall, qtbot: QtBot) -> None:
    wall.view.enlarge_wanted.connect(wall.view.enlarge)
    turn_wheel(wall, 0.5, 0.5, 4)
    before = feed(wall).framing
    qtbot.mouseDClick(wall.view, Qt.MouseButton.LeftButton, pos=wall.middle(0))
    assert wall.view.enlarged == 0 and feed(wall).framing == before


def test_a_pane_without_a_picture_is_not_zoomed(wall: Wall, qtbot: QtBot) -> None:
    wall.sources.by_camera[1].state = StreamStatus(StreamState.OFFLINE, "camera_silent", retry_in_s=5)
    wall.tick(7)
    assert wall.view.model(0).state is PaneState.offline
    qtbot.keyClick(wall.view, Qt.Key.Key_Plus)
    assert feed(wall).framing == PLAIN


def test_a_zoom_belongs_to_the_pane(wall: Wall) -> None:
    turn_wheel(wall, 0.3, 0.3, 3)
    cells = {0: PaneCamera(2, "C02", "Sân"), 1: PaneCamera(1, "C01", "Cổng")}
    wall.view.show_cameras(LAYOUTS["4"], cells)
    assert feed(wall, 1).framing == PLAIN, "a camera that goes to another pane starts whole"
    turn_wheel(wall, 0.3, 0.3, 3)
    wall.view.show_cameras(LAYOUTS["9"], cells)
    assert feed(wall, 0).framing.zoomed, "another grid leaves it where it is"
    wall.view.show_cameras(LAYOUTS["9"], {0: PaneCamera(7, "C07", "Bếp")})
    assert feed(wall, 0).framing == PLAIN


def test_a_camera_is_shown_the_way_up_that_was_set_for_it(wall: Wall) -> None:
    turned = PaneCamera(9, "C09", "Kho", turn=90, mirror=True)
    wall.view.show_cameras(LAYOUTS["4"], {0: turned})
    assert wall.sources.by_camera[9].framing == Framing(turn=90, mirror=True), "at once, when it is opened"
    wall.sources.by_camera[9].put(GREEN)
    wall.tick()
    turn_wheel(wall, 0.5, 0.5, 3)
    assert feed(wall).framing.turn == 90 and feed(wall).framing.mirror
    wall.view.show_cameras(LAYOUTS["4"], {0: replace(turned, turn=0, mirror=False, stretch=True)})
    assert wall.sources.by_camera[9].framing == Framing(stretch=True), "and again when it was changed"
    assert wall.sources.opened == 5, "without opening the stream anew"


def _differs(wall: Wall, x: float, y: float, pane: int = 0) -> bool:
    """Whether something lies on the (green) picture at that share of it."""
    lies = place(wall, pane)
    found = wall.picture().pixelColor(round(lies.x + x * lies.w), round(lies.y + y * lies.h))
    return (found.red(), found.green(), found.blue()) != GREEN


def test_badge_and_map_are_there_only_while_zoomed_and_survive_new_pictures(wall: Wall) -> None:
    corner = [(0.97, y / 100) for y in range(3, 12)]
    assert not any(_differs(wall, *at) for at in corner)
    turn_wheel(wall, 0.5, 0.5, 4)
    assert any(_differs(wall, *at) for at in corner)
    before = wall.picture()
    for _ in range(5):
        wall.sources.by_camera[1].put(GREEN)
        wall.tick()
    assert wall.picture() == before, "painted over and over it is the same"
    assert not _differs(wall, 0.5, 0.5)
    turn_wheel(wall, 0.5, 0.5, -9)
    assert not any(_differs(wall, *at) for at in corner)


def _insets(wall: Wall) -> list[Source]:
    return [one for one in wall.sources.all if one.camera_id == 1 and one is not wall.sources.by_camera[1]]


def test_the_whole_picture_lies_small_in_the_corner(wall: Wall) -> None:
    feed(wall).show_inset(True)
    assert not _insets(wall), "not while the pane shows everything anyway"
    turn_wheel(wall, 0.5, 0.5, 4)
    feed(wall).show_inset(True)
    (small,) = _insets(wall)
    assert small.size[0] < wall.sources.by_camera[1].size[0] / 2 and small.framing == PLAIN
    small.put(BLUE)
    wall.tick()
    lies = place(wall)
    found = wall.picture().pixelColor(round(lies.x + lies.w - 14), round(lies.y + lies.h - 14))
    assert (found.red(), found.green(), found.blue()) == BLUE
    accent = QColor(theme.pane_tokens().accent)
    area = wall.picture().copy(
        round(lies.x + lies.w * 0.6), round(lies.y + lies.h * 0.6), round(lies.w * 0.4), round(lies.h * 0.4)
    )
    colours = {area.pixelColor(x, y).name() for x in range(area.width()) for y in range(area.height())}
    assert accent.name() in colours, "the part that is shown large is outlined"
    small.put(GREEN)
    wall.tick()
    assert not _differs(wall, 1 - 14 / lies.w, 1 - 14 / lies.h), "it runs"
    turn_wheel(wall, 0.5, 0.5, -9)
    assert small.closed and feed(wall).inset is None


def test_the_small_view_decodes_nothing_while_its_pane_is_hidden(wall: Wall) -> None:
    turn_wheel(wall, 0.5, 0.5, 4)
    feed(wall).show_inset(True)
    wall.view.enlarge(1)
    assert all(one.closed for one in _insets(wall))
    wall.view.enlarge(None)
    wall.tick()
    assert sum(not one.closed for one in _insets(wall)) == 1
    wall.view.close_views()
    assert all(one.closed for one in wall.sources.all)


def test_figures_of_each_stream(wall: Wall) -> None:
    wall.sources.by_camera[1].state = StreamStatus(
        StreamState.LIVE, codec="h264", width=640, height=360, fps=14.9, kbps=512, lost=3, latency_ms=45,
        decoder="software",
    )  # fmt: skip
    wall.view.set_statistics(True)
    assert wall.view.model(0).statistics == (
        "H.264 · 640×360 · sub stream",
        "14.9 pictures/s · 512 kbit/s",
        "lost 3 · delay 45 ms",
        "decoded by the processor",
    )
    assert _differs(wall, 0.05, 0.95)
    wall.sources.by_camera[1].state = replace(wall.sources.by_camera[1].state, fps=15.2)
    wall.tick(7)
    assert "14.9" in wall.view.model(0).statistics[1], "figures that flicker can't be read: once a second"
    wall.clock.advance(1.1)
    wall.sources.by_camera[1].put(GREEN)
    wall.tick(7)
    assert "15.2" in wall.view.model(0).statistics[1]
    wall.view.set_statistics(False)
    assert wall.view.model(0).statistics == () and not _differs(wall, 0.05, 0.95)


def test_a_camera_put_on_the_wall_later_shows_its_figures_too(wall: Wall) -> None:
    wall.view.set_statistics(True)
    wall.view.show_cameras(LAYOUTS["4"], {0: PaneCamera(7, "C07", "Bếp")})
    wall.tick(7)
    assert wall.view.model(0).statistics == ("No stream",)


def test_the_watermark_lies_on_pictures_only_and_does_not_grow(wall: Wall) -> None:
    before = wall.picture()
    wall.view.set_watermark("Nguyễn Văn Hùng · 18:12")
    wall.tick()
    with_it = wall.picture()
    assert with_it != before
    for _ in range(5):
        wall.sources.by_camera[1].put(GREEN)
        wall.tick()
    assert wall.picture() == with_it, "painted over and over it is no darker"
    lies = place(wall)
    for x in range(0, round(lies.w), 7):
        for y in range(0, round(lies.h), 7):
            found = with_it.pixelColor(round(lies.x) + x, round(lies.y) + y)
            far = max(abs(a - b) for a, b in zip((found.red(), found.green(), found.blue()), GREEN, strict=True))
            assert far < 80, "faint"
    wall.view.set_watermark("")
    wall.tick()
    assert wall.picture() == before


def test_a_lighter_picture_says_so_in_a_band(wall: Wall) -> None:
    wall.sources.by_camera[1].state = StreamStatus(StreamState.LIVE, reduced="keys")
    wall.tick(7)
    model = wall.view.model(0)
    assert (model.state, model.reduced, model.shows_picture) == (PaneState.reduced, "keys", True)
