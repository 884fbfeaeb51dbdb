from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes.clock import ManualClock
from tests.unit.ui.wall_sources import Sources
from vms.ui import theme
from vms.ui.layouts.layout import LAYOUTS
from vms.ui.wall.feed import CameraFacts
from vms.ui.wall.measured import figures
from vms.ui.wall.pane_geometry import pane_geometry
from vms.ui.wall.pane_state import PaneCamera, PaneState, PtzHold, Tamper
from vms.ui.wall.wall_view import WallView, camera_mime
from vms.video.frames import StreamState, StreamStatus

RED, GREEN = (200, 30, 20), (20, 180, 60)


class Wall:
    """A wall of real widgets over sources that the test drives."""

    def __init__(self, qtbot: QtBot) -> None:
        self.clock, self.sources = ManualClock(), Sources()
        self.view = WallView(self.clock, self.sources.open)
        self.view.resize(1000, 700)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.view._timer.stop()

    def cameras(self, count: int, layout: str = "4", **changes: bool) -> None:
        cells = {i: PaneCamera(i + 1, f"C{i + 1:02d}", "Sân trường", **changes) for i in range(count)}
        self.view.show_cameras(LAYOUTS[layout], cells)

    def tick(self, times: int = 1) -> None:
        for _ in range(times):
            self.view._tick()
        QApplication.processEvents()

    def picture(self) -> QImage:
        return self.view.grab().toImage()

    def colour_in(self, pane: int) -> tuple[int, int, int]:
        rect = self.view.pane_rect(pane)
        assert rect is not None
        room = pane_geometry(rect, self.view.model(pane)).room
        found = self.picture().pixelColor(room.x + room.w // 2, room.y + room.h // 2)
        return found.red(), found.green(), found.blue()

    def middle(self, pane: int) -> QPoint:
        rect = self.view.pane_rect(pane)
        assert rect is not None
        return QPoint(rect.x + rect.w // 2, rect.y + rect.h // 2)


@pytest.fixture
def wall(qtbot: QtBot) -> Iterator[Wall]:
    made = Wall(qtbot)
    yield made
    made.view.close_views()
    made.view.close()
    made.view.deleteLater()


def test_a_new_picture_is_shown_in_its_pane_only(wall: Wall) -> None:
    wall.cameras(4)
    wall.sources.by_camera[1].put(RED)
    wall.sources.by_camera[2].put(GREEN)
    wall.tick()
    assert (wall.colour_in(0), wall.colour_in(1)) == (RED, GREEN)
    wall.sources.by_camera[1].put(GREEN)
    wall.tick()
    assert (wall.colour_in(0), wall.colour_in(1)) == (GREEN, GREEN)


def test_views_are_opened_at_the_room_of_the_pane(wall: Wall) -> None:
    wall.cameras(4)
    rect = wall.view.pane_rect(0)
    assert rect is not None
    room = pane_geometry(rect, wall.view.model(0)).room
    ratio = wall.view.devicePixelRatio()
    assert wall.sources.by_camera[1].size == (round(room.w * ratio), round(room.h * ratio))


def test_only_the_changed_pane_is_painted(wall: Wall) -> None:
    wall.cameras(4)
    for source in wall.sources.by_camera.values():
        source.put(RED)
    wall.tick()
    painted: list[int] = []
    inner = wall.view._paint_picture
    wall.view._paint_picture = lambda painter, pane: (painted.append(pane), inner(painter, pane))[1]  # type: ignore[method-assign]
    wall.view._paint_pane = lambda _painter, pane: painted.append(100 + pane)  # type: ignore[method-assign]
    wall.sources.by_camera[3].put(GREEN)
    wall.tick()
    assert painted == [2]
    del wall.view._paint_picture, wall.view._paint_pane


def test_an_unchanged_wall_paints_nothing(wall: Wall) -> None:
    wall.cameras(4)
    for source in wall.sources.by_camera.values():
        source.put(RED)
    wall.tick(8)
    wall.view.paints.clear()
    wall.tick(14)
    assert len(wall.view.paints) == 0


def test_a_picture_that_stands_still_is_no_longer_shown_as_live(wall: Wall) -> None:
    wall.cameras(1, "1")
    wall.sources.by_camera[1].put(RED)
    wall.tick()
    assert wall.view.model(0).state is PaneState.live
    for _ in range(3):
        wall.clock.advance(1.0)
        wall.tick(7)
        assert wall.view.model(0).state is PaneState.live
    wall.clock.advance(0.3)
    wall.tick(7)
    assert wall.view.model(0).state is PaneState.stalled
    red, green, blue = wall.colour_in(0)
    assert red < 80 and (red, green, blue) != (0, 0, 0), "the last picture, dimmed"
    wall.sources.by_camera[1].put(GREEN)
    wall.tick()
    assert wall.view.model(0).state is PaneState.live
    assert wall.colour_in(0) == GREEN


def test_after_the_pc_has_slept_no_picture_from_before_passes_for_a_new_one(wall: Wall) -> None:
    wall.cameras(1, "1")
    wall.sources.by_camera[1].put(RED)
    wall.tick()
    assert wall.view.model(0).state is PaneState.live
    before = wall.clock.now_us()
    wall.clock.advance(3600.0)
    wall.tick()
    assert wall.view.model(0).state is PaneState.connecting
    wall.sources.by_camera[1].put(RED, instant_us=before)  # it lay in the socket all the time
    wall.tick(7)
    assert wall.view.model(0).state is PaneState.connecting
    wall.sources.by_camera[1].put(GREEN, instant_us=wall.clock.now_us() + 1)
    wall.tick(7)
    assert wall.view.model(0).state is PaneState.live


def test_the_dimmed_picture_outlives_the_buffer(wall: Wall) -> None:
    wall.cameras(1, "1")
    source = wall.sources.by_camera[1]
    source.put(RED)
    wall.tick()
    source.state = StreamStatus(StreamState.OFFLINE, "camera_silent", retry_in_s=5)
    wall.tick(7)
    source.buffer.close()
    feed = wall.view.feed(0)
    assert feed is not None and feed.last is not None
    feed.frame = None
    assert wall.colour_in(0)[0] > 20


def test_another_aspect_leaves_no_trace_beside_the_picture(wall: Wall) -> None:
    wall.cameras(1, "1")
    source = wall.sources.by_camera[1]
    source.put(RED, (640, 100))
    wall.tick()
    source.put(GREEN, (100, 640))
    wall.tick()
    rect = wall.view.pane_rect(0)
    assert rect is not None
    room = pane_geometry(rect, wall.view.model(0)).room
    beside = wall.picture().pixelColor(room.x + 5, room.y + room.h // 2)
    assert (beside.red(), beside.green(), beside.blue()) == (0, 0, 0)


def test_hidden_decodes_nothing(wall: Wall) -> None:
    wall.cameras(2)
    wall.view.hide()
    assert all(source.paused for source in wall.sources.by_camera.values())
    assert not wall.view._timer.isActive()
    wall.view.show()
    assert not any(source.paused for source in wall.sources.by_camera.values())
    wall.view.set_active(False)
    assert all(source.paused for source in wall.sources.by_camera.values())
    assert wall.sources.opened == 2, "going away and coming back opens nothing anew"


def test_enlarged_pane_gets_the_wall_and_the_others_rest(wall: Wall) -> None:
    wall.cameras(4)
    small = wall.sources.by_camera[2].size
    wall.view.enlarge(1)
    assert wall.sources.by_camera[2].size > small
    assert [wall.sources.by_camera[i].paused for i in (1, 2, 3, 4)] == [True, False, True, True]
    wall.view.enlarge(None)
    assert wall.sources.by_camera[2].size == small
    assert not any(source.paused for source in wall.sources.by_camera.values())


def test_another_layout_keeps_streams_and_closes_those_that_left(wall: Wall) -> None:
    wall.cameras(4)
    kept, gone = wall.sources.by_camera[1], wall.sources.by_camera[4]
    wall.view.show_cameras(LAYOUTS["9"], {5: PaneCamera(1, "C01", "Cổng")})
    assert wall.sources.by_camera[1] is kept and not kept.closed
    assert gone.closed
    assert wall.view.pane_of(1) == 5


def test_no_right_shows_so(wall: Wall) -> None:
    wall.sources.forbidden.add(1)
    wall.cameras(1)
    wall.tick(7)
    assert wall.view.model(0).state is PaneState.no_right


def test_a_disabled_camera_is_not_opened(wall: Wall) -> None:
    wall.cameras(1, enabled=False)
    assert wall.sources.opened == 0
    assert wall.view.model(0).state is PaneState.disabled


def test_the_alarm_border_lies_beside_the_picture(wall: Wall) -> None:
    wall.cameras(4)
    for source in wall.sources.by_camera.values():
        source.put(GREEN)
    wall.tick()
    wall.view.set_facts({2: CameraFacts(tamper=Tamper("covered", wall.clock.now_us()))})
    wall.tick()
    rect = wall.view.pane_rect(1)
    assert rect is not None and wall.view.model(1).state is PaneState.tamper
    image = wall.picture()
    edge = image.pixelColor(rect.x - 2, rect.y + rect.h // 2).name().upper()
    assert edge in (theme.pane_tokens().alarm_edge, "#7A2A26")
    neighbour = wall.view.pane_rect(0)
    assert neighbour is not None
    room = pane_geometry(neighbour, wall.view.model(0)).room
    inside = image.pixelColor(room.x + room.w - 1, room.y + room.h // 2)
    assert (inside.red(), inside.green(), inside.blue()) in (GREEN, (0, 0, 0))


def test_arrows_move_the_selection_and_enter_enlarges(wall: Wall, qtbot: QtBot) -> None:
    wall.cameras(4)
    wall.view.enlarge_wanted.connect(wall.view.enlarge)
    wall.view.restore_wanted.connect(lambda: wall.view.enlarge(None))
    qtbot.keyClick(wall.view, Qt.Key.Key_Right)
    qtbot.keyClick(wall.view, Qt.Key.Key_Down)
    assert wall.view.selected == 3
    qtbot.keyClick(wall.view, Qt.Key.Key_Return)
    assert wall.view.enlarged == 3
    qtbot.keyClick(wall.view, Qt.Key.Key_Escape)
    assert wall.view.enlarged is None
    qtbot.mouseDClick(wall.view, Qt.MouseButton.LeftButton, pos=wall.middle(2))
    assert (wall.view.enlarged, wall.view.selected) == (2, 2)


def test_delete_empties_unless_locked(wall: Wall, qtbot: QtBot) -> None:
    wall.cameras(2)
    emptied: list[int] = []
    wall.view.pane_emptied.connect(emptied.append)
    wall.view.locked = True
    qtbot.keyClick(wall.view, Qt.Key.Key_Delete)
    assert emptied == []
    wall.view.locked = False
    qtbot.keyClick(wall.view, Qt.Key.Key_Delete)
    wall.view.select(3)
    qtbot.keyClick(wall.view, Qt.Key.Key_Delete)
    assert emptied == [0], "an empty pane has nothing to lose"


def _drop(view: WallView, data: QMimeData, where: QPoint) -> bool:
    act, left, no = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, act, data, left, no)
    QApplication.sendEvent(view, enter)
    if not enter.isAccepted():
        return False
    drop = QDropEvent(QPointF(where), act, data, left, no)
    QApplication.sendEvent(view, drop)
    return drop.isAccepted()


def test_a_camera_dragged_from_the_tree_is_dropped_into_a_pane(wall: Wall) -> None:
    wall.cameras(1)
    dropped: list[tuple[int, int]] = []
    wall.view.camera_dropped.connect(lambda pane, camera: dropped.append((pane, camera)))
    assert _drop(wall.view, camera_mime(9), wall.middle(2))
    assert dropped == [(2, 9)] and wall.view.selected == 2


def test_a_pane_dragged_onto_another_swaps(wall: Wall) -> None:
    wall.cameras(2)
    swaps: list[tuple[int, int]] = []
    wall.view.panes_swapped.connect(lambda one, other: swaps.append((one, other)))
    assert _drop(wall.view, camera_mime(1, 0), wall.middle(1))
    assert _drop(wall.view, camera_mime(1, 0), wall.middle(0))
    assert swaps == [(0, 1)], "dropping on itself changes nothing"


def test_a_locked_wall_and_foreign_drags_are_refused(wall: Wall) -> None:
    wall.cameras(2)
    foreign = QMimeData()
    foreign.setText("C01")
    assert not _drop(wall.view, foreign, wall.middle(1))
    wall.view.locked = True
    assert not _drop(wall.view, camera_mime(1, 0), wall.middle(1))


def test_a_pane_dragged_out_is_emptied(wall: Wall) -> None:
    wall.cameras(2)
    emptied: list[int] = []
    wall.view.pane_emptied.connect(emptied.append)
    wall.view.drag_ended(1, Qt.DropAction.IgnoreAction, wall.middle(1))
    assert emptied == [], "let go above the wall: nothing happens"
    wall.view.drag_ended(1, Qt.DropAction.MoveAction, QPoint(-50, 20))
    assert emptied == [], "somebody took it"
    wall.view.drag_ended(1, Qt.DropAction.IgnoreAction, QPoint(-50, 20))
    assert emptied == [1]


def test_closing_lets_every_stream_go(wall: Wall) -> None:
    wall.cameras(4)
    wall.view.close_views()
    assert all(source.closed for source in wall.sources.by_camera.values())
    assert not wall.view._timer.isActive() and not wall.view._settle.isActive()


def test_the_timer_measures_itself(wall: Wall, qtbot: QtBot) -> None:
    wall.cameras(1)
    wall.view.intervals.clear()
    wall.view._timer.start()
    qtbot.waitUntil(lambda: len(wall.view.intervals) >= 5)
    found = figures(wall.view.intervals)
    assert found.count >= 5 and 0 < found.p50 <= found.p99 <= found.most


def test_who_has_the_control_is_said_and_painted(wall: Wall) -> None:
    wall.cameras(1, "1", ptz=True)
    wall.sources.by_camera[1].put(RED)
    wall.tick()
    before = wall.picture()
    wall.view.set_facts({1: CameraFacts(recording=True, ptz_hold=PtzHold(False, "Trần Thị Mai"))})
    assert wall.view.model(0).ptz_hold == PtzHold(False, "Trần Thị Mai")
    assert wall.picture() != before


def test_a_screen_reader_hears_pane_and_state(wall: Wall) -> None:
    wall.cameras(2)
    wall.view.select(1)
    assert wall.view.accessibleDescription().startswith("C02 Sân trường, ")
    assert wall.view.accessibleName()
