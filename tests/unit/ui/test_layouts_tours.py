"""Tours and hot spot: whose turn it is, what holds it up, and that a turn begins with a picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.fakes.clock import ManualClock
from tests.unit.ui.shell_parts import School, school, until
from tests.unit.ui.wall_sources import Source, Sources
from vms.services.wall_tours import PaneTour, Stop
from vms.ui.errands import Errands
from vms.ui.layouts import tour_plan, touring
from vms.ui.layouts.arrangement import (
    Arrangement,
    cleaned,
    emptied,
    hot,
    placed,
    placed_many,
    regridded,
    swapped,
    toured,
)
from vms.ui.layouts.book import LayoutBook
from vms.ui.layouts.tour_desk import TourDesk
from vms.ui.layouts.tour_plan import Plan, TourCamera
from vms.ui.layouts.touring import Turn
from vms.ui.wall.feed import CameraFacts
from vms.ui.wall.pane_state import PaneCamera, PaneMark, PaneState, Tamper
from vms.ui.wall.wall_view import WallView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
TOUR = PaneTour((Stop(1, 10), Stop(2, 5), Stop(3, 5)))
CAMERAS = {n: PaneCamera(n, f"C{n:02d}", "Sân trường") for n in range(1, 9)}


class Wall:
    """A wall over sources that the test drives, with the tabs of a real book and a clock set by hand."""

    def __init__(self, place: School) -> None:
        self.clock, self.sources = ManualClock(), Sources()
        self.opened: list[Source] = []
        self.view = WallView(self.clock, self._open)
        self.view.resize(1200, 700)
        parts = place.parts
        self.book = LayoutBook(
            parts.layouts, parts.preferences, Errands(parts.tasks), place.guard, may_share=False, parent=self.view
        )
        self.desk = TourDesk(self.book, self.view, self.clock, self.view)
        self.desk.cameras = CAMERAS
        self.book.changed.connect(self.show)
        self.desk.changed.connect(self.show)
        self.book.load([])
        until(lambda: self.book.ready)
        self.view.show()
        self.view._timer.stop()
        self.desk.start()
        self.desk._timer.stop()
        self.answering = set(CAMERAS)  # cameras that send pictures

    def _open(self, camera_id: int, width: int, height: int) -> Source:
        self.opened.append(self.sources.open(camera_id, width, height))
        return self.opened[-1]

    def show(self) -> None:
        now = self.book.current
        cells = {pane: CAMERAS[camera] for pane, camera in self.desk.shown(now).items()}
        self.view.show_cameras(now.layout, cells)

    def later(self, seconds: float) -> None:
        """Time goes by in quarters of a second, as the timer would have it."""
        for _ in range(round(seconds * 4)):
            self.clock.advance(0.25)
            for source in self.opened:
                if source.camera_id in self.answering and not source.closed:
                    source.put((10, 90, 40))
            self.view._refresh_models()
            self.desk.tick()
            self.view._tick()

    def camera(self, pane: int) -> int | None:
        return self.view.model(pane).camera_id

    def close(self) -> None:
        self.desk.stop()
        self.book.flush()
        self.view.close_views()
        self.view.close()
        self.view.deleteLater()


@pytest.fixture
def wall(tmp_path: Path, qtbot: QtBot) -> Iterator[Wall]:
    with school(tmp_path) as place:
        made = Wall(place)
        yield made
        made.close()


def _tour(wall: Wall, tour: PaneTour = TOUR, pane: int = 1) -> None:
    wall.book.edit(lambda _: Arrangement("Tổng quan", "4", {0: 8}, key=wall.book.current.key, tours={pane: tour}))


def test_cameras_take_turns_in_their_pane(wall: Wall) -> None:
    _tour(wall)
    assert (wall.camera(0), wall.camera(1)) == (8, 1)
    wall.later(9.5)
    assert wall.camera(1) == 1
    wall.later(1)
    assert wall.camera(1) == 2
    wall.later(5)
    assert wall.camera(1) == 3
    wall.later(5)
    assert wall.camera(1) == 1
    assert wall.camera(0) == 8


def test_the_next_camera_has_a_picture_when_its_turn_comes(wall: Wall) -> None:
    _tour(wall)
    wall.later(6)
    assert 2 not in wall.sources.by_camera
    wall.later(1.5)
    assert 2 in wall.sources.by_camera, "opened before its turn"
    assert wall.camera(1) == 1
    wall.later(3)
    assert wall.camera(1) == 2
    assert wall.view.model(1).state is PaneState.live and wall.view.feed(1).frame is not None  # type: ignore[union-attr]
    assert wall.sources.by_camera[1].closed


def test_a_camera_without_a_picture_is_waited_for_and_then_shown_as_it_is(wall: Wall) -> None:
    _tour(wall)
    wall.answering.discard(2)
    wall.later(11)
    assert wall.camera(1) == 1, "no black pane as long as there is hope"
    wall.later(touring.PATIENCE_S)
    assert wall.camera(1) == 2
    assert wall.view.model(1).state is PaneState.connecting
    wall.later(6)
    assert wall.camera(1) == 3


def test_the_countdown_stands_in_the_caption(wall: Wall) -> None:
    _tour(wall)
    wall.later(3)
    assert wall.view.model(1).mark == PaneMark(1, 3, 7)
    assert wall.view.model(0).mark is None


def test_a_tour_waits_while_somebody_looks_at_its_pane_and_says_so(wall: Wall, qtbot: QtBot) -> None:
    _tour(wall)
    wall.later(4)
    wall.view.select(1)
    wall.later(15)
    assert wall.camera(1) == 1
    assert wall.view.model(1).mark == PaneMark(1, 3, None, "selected")
    qtbot.keyClick(wall.view, Qt.Key.Key_Shift)
    wall.later(15)
    assert wall.camera(1) == 1, "every act in the pane counts anew"
    wall.later(12)
    assert wall.camera(1) == 2
    wall.view.select(0)
    wall.later(5)
    assert wall.camera(1) == 3, "work in another pane holds nothing up"


def test_an_alarm_and_a_moved_camera_hold_their_tour(wall: Wall) -> None:
    _tour(wall)
    wall.later(2)
    alarm = CameraFacts(tamper=Tamper("covered", wall.clock.now_us()))
    wall.view.set_facts({1: alarm})
    wall.later(20)
    assert wall.camera(1) == 1 and wall.view.model(1).mark == PaneMark(1, 3, None, "alarm")
    wall.view.set_facts({1: CameraFacts(tamper=Tamper("covered", wall.clock.now_us(), acknowledged=True))})
    wall.later(9)
    assert wall.camera(1) == 2
    wall.desk.moving = lambda: 2
    wall.later(20)
    assert wall.camera(1) == 2 and wall.view.model(1).mark == PaneMark(2, 3, None, "ptz")


def test_an_enlarged_pane_holds_all_tours(wall: Wall) -> None:
    _tour(wall)
    wall.later(1)
    wall.view.enlarge(0)
    wall.later(30)
    wall.view.enlarge(None)
    assert wall.camera(1) == 1


def test_a_tour_is_paused_and_turned_by_hand(wall: Wall) -> None:
    _tour(wall)
    wall.view.select(1)
    wall.desk.toggle()
    wall.later(40)
    assert wall.camera(1) == 1 and wall.view.model(1).mark == PaneMark(1, 3, None, "")
    wall.desk.step(1)
    assert wall.camera(1) == 2
    wall.desk.step(-1)
    wall.desk.step(-1)
    assert wall.camera(1) == 3
    wall.desk.toggle()
    wall.later(6)
    assert wall.camera(1) == 1, "who starts a tour sees it run"


def test_cameras_switched_off_are_passed_over(wall: Wall) -> None:
    wall.desk.cameras = {**CAMERAS, 2: PaneCamera(2, "C02", "Sân", enabled=False)}
    _tour(wall)
    wall.later(10.5)
    assert wall.camera(1) == 3


def test_the_tour_of_tabs_goes_through_those_that_have_a_time(wall: Wall) -> None:
    keys = [wall.book.current.key]
    for name in ("Cổng", "Sân", "Lớp"):
        wall.book.add(name, "4")
        keys.append(wall.book.current.key)
    wall.book.choose(0)
    wall.book.set_dwells({keys[0]: 10, keys[1]: 5, keys[2]: 0, keys[3]: 30})
    wall.desk.toggle(tabs=True)
    assert wall.desk.seconds_left == 10
    wall.later(10.25)
    assert wall.book.current.name == "Cổng"
    wall.later(5)
    assert wall.book.current.name == "Lớp"
    wall.desk.step(-1, tabs=True)
    assert wall.book.current.name == "Cổng"
    wall.view.select(2)
    wall.later(12)
    assert wall.book.current.name == "Cổng" and wall.desk.tabs.held == "selected"
    wall.desk.toggle(tabs=True)
    wall.later(120)
    assert wall.book.current.name == "Cổng"


def test_the_next_tab_opens_its_cameras_before_its_turn(wall: Wall) -> None:
    wall.book.add("Sân", "1")
    wall.book.edit(lambda a: placed(a, 0, 5))
    wall.book.choose(0)
    wall.sources.by_camera.clear()
    wall.desk.toggle(tabs=True)
    wall.later(16)
    assert 5 not in wall.sources.by_camera
    wall.later(2)
    source = wall.sources.by_camera[5]
    assert source.size[0] > 1000, "in the size it will have"
    wall.later(3)
    assert wall.book.current.name == "Sân" and wall.view.model(0).state is PaneState.live
    assert wall.sources.by_camera[5] is source


def test_the_hot_spot_shows_what_is_selected(wall: Wall) -> None:
    cells = {1: 4, 2: 5}
    wall.book.edit(lambda _: Arrangement("Tổng quan", "4", cells, key=wall.book.current.key, hot_spot=0))
    assert wall.camera(0) is None
    wall.later(1)
    wall.view.select(2)
    assert (wall.camera(0), wall.camera(2)) == (5, 5)
    assert wall.view.model(2).state is PaneState.live, "the selected pane keeps its picture"
    wall.later(1)
    shown = [wall.view.model(pane).state for pane in (0, 1, 2)]
    assert shown == [PaneState.live] * 3, "one camera in two panes, each with its own picture"
    wall.view.select(0)
    assert wall.camera(0) == 5, "selecting the hot spot itself leaves it as it is"
    wall.view.select(1)
    assert wall.camera(0) == 4
    wall.desk.show_alarm(7)
    assert wall.camera(0) == 7, "an alarm's camera comes by itself"
    wall.desk.show_alarm(7)
    wall.view.select(2)
    assert wall.camera(0) == 5, "until somebody selects a pane"
    wall.desk.show_alarm(7)
    assert wall.camera(0) == 5, "the same alarm doesn't take it back"


def test_tours_come_back_as_they_were_left(wall: Wall) -> None:
    _tour(wall)
    wall.book.save_now()
    until(lambda: wall.book.current.saved_id is not None)
    wall.view.select(1)
    wall.desk.step(1)
    wall.desk.toggle()
    kept = wall.desk.state()
    fresh = TourDesk(wall.book, wall.view, wall.clock, wall.view)
    fresh.cameras = CAMERAS
    fresh.restore(kept)
    assert fresh.shown(wall.book.current)[1] == 2
    assert not fresh.turn(wall.book.current, 1).running


def test_plain_changes_keep_tours_and_hot_spot_apart() -> None:
    wall = toured(Arrangement("x", "4", {0: 5, 1: 6}), 1, TOUR)
    assert dict(wall.cells) == {0: 5} and not wall.plain(1)
    wall = hot(wall, 2)
    assert wall.hot_spot == 2
    moved = swapped(wall, 1, 0)
    assert dict(moved.cells) == {1: 5} and dict(moved.tours) == {0: TOUR} and moved.hot_spot == 2
    assert hot(wall, 2).hot_spot is None and hot(wall, 3).hot_spot == 3
    assert placed(wall, 1, 9).plain(1) and placed(wall, 1, 9).cells[1] == 9
    assert emptied(wall, 2).hot_spot is None and not emptied(wall, 1).tours
    small = regridded(wall, "1", [5, 6])
    assert not small.tours and small.hot_spot is None and dict(small.cells) == {0: 5}
    assert cleaned(wall, [2, 5]).tours[1].stops == (Stop(2, 5),)
    assert not cleaned(wall, [5]).tours
    assert toured(wall, 1, PaneTour(())).plain(1)


def test_several_cameras_fill_the_panes_that_follow() -> None:
    wall = hot(toured(Arrangement("x", "9", {0: 1, 4: 2}), 2, TOUR), 3)
    after, left = placed_many(wall, 1, [7, 8, 9])
    assert dict(after.cells) == {0: 1, 1: 7, 4: 8, 5: 9} and left == 0
    assert after.hot_spot == 3 and 2 in after.tours
    after, left = placed_many(Arrangement("x", "4"), 2, [7, 8, 9, 9])
    assert dict(after.cells) == {2: 7, 3: 8} and left == 1


def test_a_turn_by_itself() -> None:
    turn = touring.begun(TOUR)
    assert turn == Turn(0, 10.0)
    assert touring.passed(turn, 4, "").left == 6 and touring.passed(turn, 4, "ptz").left == 10
    assert not touring.due(Turn(0, -1.0), ready=False) and touring.due(Turn(0, -5.0), ready=False)
    assert touring.following(TOUR, 2, 1, lambda camera: camera == 2) == 1
    assert touring.following(TOUR, 0, 1, lambda _camera: False) == 0


def test_a_plan_is_written() -> None:
    cameras = [TourCamera(1, "C01 Cổng chính", "Khu cổng"), TourCamera(2, "C02 Sân", "Sân trường")]
    assert [one.camera_id for one in tour_plan.found(cameras, "cong")] == [1]
    plan = tour_plan.added(tour_plan.plan_of(None, [2]), [1, 3], 20)
    assert [stop.camera_id for stop in plan.stops] == [2, 1, 3] and plan.at == 2
    plan = tour_plan.shifted(plan, -1)
    assert [stop.camera_id for stop in plan.stops] == [2, 3, 1]
    assert tour_plan.dwelt(plan, 60).stops[1].dwell_s == 60
    assert {stop.dwell_s for stop in tour_plan.dwelt(plan, 1, every=True).stops} == {3}
    assert [stop.camera_id for stop in tour_plan.taken(plan).stops] == [2, 1]
    assert tour_plan.taken(Plan()) == Plan() and tour_plan.shifted(plan, 5) == plan
    assert plan.lasts_s == 50
