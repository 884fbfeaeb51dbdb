"""The page with the real services of a data folder; its cameras are addresses where nothing listens."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes.onvif_camera import PASSWORD as PTZ_PASSWORD
from tests.fakes.onvif_camera import USER, fake_camera
from vms.assembly import Assembly
from vms.core.clock import SystemClock
from vms.core.instants import Span
from vms.core.paths import DataFolder
from vms.core.redact import Secret
from vms.services.accounts import Actor, Role, UserDraft
from vms.services.cameras import CameraDraft
from vms.ui.bridge import Bridge
from vms.ui.navigator import Navigator, Toast
from vms.ui.session import Session
from vms.ui.wall import overview
from vms.ui.wall.page import WallPage

# The offscreen plugin says so of every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

PASSWORD = Secret("Rat-Kho-Doan-9173")
NAMES = ("Cổng chính", "Cổng phụ", "Nhà để xe", "Sân chính", "Sân sau")


class School:
    """A data folder with five cameras, a guard, an IT person and the board."""

    def __init__(self, root: Path) -> None:
        folder = DataFolder(root)
        folder.prepare()
        self.bridge = Bridge()
        self.assembly = Assembly(folder, SystemClock(), self.bridge.post)
        self.assembly.start()
        self.parts = self.assembly.parts
        self._start_task_threads()
        accounts = self.parts.accounts
        self.board = accounts.create_first_board("Lê Thị Minh Hà", "Hiệu trưởng", "hieutruong", PASSWORD)
        self.guard, self.it = (self._person(role) for role in (Role.GUARD, Role.IT))
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.cameras: list[int] = []

    def _start_task_threads(self) -> None:
        """All of them now: a pool that grows in the middle of a test looks like a leak."""
        together = threading.Barrier(5)
        for _ in range(4):
            self.parts.tasks.submit(lambda: together.wait(10), lambda _none: None, lambda _error: None)
        together.wait(10)

    def _person(self, role: Role) -> Actor:
        self.parts.accounts.create(self.board, UserDraft(role.value, f"Người {role.value}", role), PASSWORD)
        return self.parts.accounts.sign_in(role.value, PASSWORD)

    def add_cameras(self) -> None:
        for at, name in enumerate(NAMES, 1):
            draft = CameraDraft(
                f"C{at:02d}", name, "Khu cổng" if at < 4 else "Sân trường", "url",
                main_url=f"rtsp://127.0.0.1:{self.port}/{at}", record=False,
            )  # fmt: skip
            self.cameras.append(self.parts.cameras.add(self.it, draft).id)

    def close(self) -> None:
        self.bridge.close()
        self.assembly.close()


class Shown:
    """A page in front, and what it told the window."""

    def __init__(self, school: School, actor: Actor, qtbot: QtBot, width: int = 1366, height: int = 690) -> None:
        self.school, self.qtbot = school, qtbot
        self.navigator = Navigator()
        self.toasts: list[Toast] = []
        self.errors: list[Exception] = []
        self.heard: list[tuple[object, ...]] = []
        self.navigator.notified.connect(self.toasts.append)
        self.navigator.error_raised.connect(self.errors.append)
        for name in ("show_page", "show_incident", "open_archive", "mark", "alarms_changed", "full_screen_wanted"):
            self._hear(name)
        self.page = WallPage(school.parts, Session(actor), self.navigator)
        self.page.resize(width, height)
        self.page.show()
        self.page.activate()
        self.wait(lambda: self.page.book.ready)

    def _hear(self, name: str) -> None:
        getattr(self.navigator, name).connect(lambda *values: self.heard.append((name, *values)))

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=8000)

    def key(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.page.wall, key)

    def saved(self) -> None:
        """Wait until the catalogue has everything."""
        book = self.page.book
        book.save_now()
        self.wait(lambda: not book._saving and not book._dirty)

    def close(self) -> None:
        self.page.shutdown()
        self.page.close()
        self.page.deleteLater()
        assert not self.errors, self.errors


@pytest.fixture(scope="module")
def school(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    made = School(tmp_path_factory.mktemp("school"))
    yield made
    made.close()


@pytest.fixture
def show(school: School, qtbot: QtBot) -> Iterator[Callable[..., Shown]]:
    opened: list[Shown] = []

    def make(actor: Actor | None = None, width: int = 1366, height: int = 690, *, empty: bool = False) -> Shown:
        if not school.cameras and not empty:
            school.add_cameras()
        opened.append(Shown(school, actor or school.guard, qtbot, width, height))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
        QObject.deleteLater(one.navigator)


Show = Callable[..., Shown]


def test_without_cameras_the_wall_says_so_and_it_may_add_some(school: School, show: Show) -> None:
    guard = show(empty=True)
    assert guard.page.middle.currentWidget() is guard.page._empty
    assert not guard.page._empty.findChildren(type(guard.page.bar.add_button))
    it = show(school.it, empty=True)
    buttons = it.page._empty.findChildren(type(it.page.bar.add_button))
    buttons[0].click()
    assert ("show_page", "cameras") in it.heard
    school.add_cameras()
    guard.wait(lambda: guard.page.middle.currentWidget() is guard.page.stage)
    guard.wait(lambda: len(guard.page.wall.cells) == 5)


def test_the_first_open_fills_the_wall(school: School, show: Show) -> None:
    shown = show(school.board)
    shown.wait(lambda: len(shown.page.wall.cells) == 5)
    assert shown.page.wall.layout_name == "9"
    assert [camera.code for camera in shown.page.wall.cells.values()] == ["C01", "C02", "C03", "C04", "C05"]
    assert shown.page.bar.count.text() == "5/5 cameras"


def test_arrangements_come_back_as_they_were_left(school: School, show: Show) -> None:
    first = show(school.it)
    first.wait(lambda: len(first.page.wall.cells) == 5)
    first.page.book.add("Cổng", "1+5")
    first.page.put_camera(school.cameras[3])
    first.saved()
    first.page.set_grid("4")
    first.saved()
    first.wait(lambda: school.parts.preferences.get(school.it, "wall.tab") == first.page.book.current.saved_id)
    second = show(school.it)
    assert [tab.name for tab in second.page.book.tabs][-1] == "Cổng"
    assert second.page.book.current.name == "Cổng"
    assert second.page.wall.layout_name == "4"
    assert second.page.wall.pane_of(school.cameras[3]) == 0
    gone = second.page.book.remove(second.page.book.at)
    assert gone is not None
    second.wait(lambda: "Cổng" not in [view.name for view in school.parts.layouts.all(school.it)])
    second.page.book.restore(gone)
    second.saved()
    assert "Cổng" in [view.name for view in school.parts.layouts.all(school.it)]


def test_a_locked_layout_keeps_its_panes(show: Show, school: School) -> None:
    shown = show()
    shown.wait(lambda: len(shown.page.wall.cells) == 5)
    shown.page.bar.lock_button.click()
    before = dict(shown.page.book.current.cells)
    shown.key(Qt.Key.Key_Delete)
    shown.page.set_grid("4")
    shown.page.wall.select(8)
    assert not shown.page.put_camera(999)
    assert dict(shown.page.book.current.cells) == before and shown.page.book.current.grid == "9"
    assert shown.toasts[-1].title == "This layout is locked"
    shown.saved()
    shown.page.bar.lock_button.click()
    shown.saved()
    assert shown.page.set_grid("4") is None and shown.page.wall.layout_name == "4"
    shown.page.set_grid("9")
    shown.saved()


def test_emptying_a_pane_can_be_undone(show: Show) -> None:
    shown = show()
    shown.wait(lambda: 0 in shown.page.wall.cells)
    camera = shown.page.wall.cells[0].camera_id
    shown.page.wall.select(0)
    shown.key(Qt.Key.Key_Delete)
    assert 0 not in shown.page.wall.cells
    undo = shown.toasts[-1].undo
    assert undo is not None
    undo()
    assert shown.page.wall.pane_of(camera) == 0
    shown.saved()


def test_number_keys_choose_the_layout(show: Show) -> None:
    shown = show()
    shown.key(Qt.Key.Key_5)
    assert shown.page.wall.layout_name == "1+5"
    shown.key(Qt.Key.Key_9)
    assert shown.page.wall.layout_name == "64"
    assert shown.page.bar.picker.button("more").text() == "64"
    shown.key(Qt.Key.Key_3)
    assert shown.page.wall.layout_name == "9"
    shown.saved()


def test_search_finds_without_accents(show: Show) -> None:
    shown = show()
    tree = shown.page.tree
    shown.wait(lambda: len(tree.model.groups) == 2)
    tree.search.setText("nha de xe")
    assert [tree.model._entries[one].camera.label for one in tree.model._shown] == ["C03 Nhà để xe"]
    tree.search.setText("không có")
    assert not tree._none.isHidden()
    tree.search.clear()


def test_keys_do_not_fire_while_typing(show: Show, qtbot: QtBot) -> None:
    shown = show()
    shown.page.toggle_tree()
    before = shown.page.wall.layout_name
    qtbot.keyClicks(shown.page.tree.search, "m2 p r")
    assert shown.page.wall.layout_name == before
    assert not [one for one in shown.heard if one[0] in ("mark", "open_archive")]


def test_the_tree_hides_in_a_narrow_window_and_lies_over_the_wall_on_demand(show: Show) -> None:
    shown = show()
    page = shown.page
    assert not page.tree.isVisible() and page.bar.tree_button.isVisible()
    room = page.wall.width()
    page.bar.tree_button.click()
    assert page.tree.isVisible() and page.wall.width() == room
    page.wall.setFocus()
    shown.key(Qt.Key.Key_Escape)
    assert not page.tree.isVisible()
    page.resize(1920, 1020)
    assert page.tree.isVisible() and page.wall.x() >= 0 and not page.bar.tree_button.isVisible()
    assert page.status.isVisible()
    page.set_full_screen(True)
    assert not (page.tree.isVisible() or page.bar.isVisible() or page.dock.isVisible() or page.status.isVisible())
    page.set_full_screen(False)


def test_a_lost_camera_is_an_alarm_until_someone_acknowledges_it(
    show: Show, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "SETTLING_S", 0.0)  # these cameras never come up: don't wait half a minute for it
    shown = show()
    page = shown.page
    shown.wait(lambda: len(page.dock.cards) == 5)
    assert ("alarms_changed", 5) in shown.heard
    top = page.dock.cards[0].alarm
    assert top.reason == "camera_unreachable"
    shown.key(Qt.Key.Key_Space)
    assert len(page.dock.cards) == 4

    def entries() -> list[str]:
        found = school.parts.audit.entries(school.board, Span(0, 2**60))
        return [one.object for one in found if one.action == "alarm_acknowledged"]

    shown.wait(lambda: f"camera:{top.camera_id}" in entries())
    states = {page._cameras[camera].code: model.state.value for camera, model in page.wall.running_models().items()}
    assert set(states.values()) == {"offline"}
    page.deactivate()
    page.beat()
    assert len(page.dock.cards) == 4, "a hidden wall knows nothing new: nothing came back"


def test_mark_replay_and_incident_concern_the_selected_pane(show: Show, school: School) -> None:
    shown = show()
    shown.wait(lambda: 1 in shown.page.wall.cells)
    shown.page.wall.select(1)
    camera = shown.page.wall.cells[1].camera_id
    now = school.parts.clock.now_us()
    shown.key(Qt.Key.Key_M)
    shown.page.acts.open_archive()
    told = {one[0]: one[1:] for one in shown.heard}
    assert told["mark"][0] == camera and abs(int(str(told["mark"][1])) - now) < 5_000_000
    assert told["open_archive"][0] == camera and now - int(str(told["open_archive"][1])) > 20_000_000
    shown.page.acts.tools.incident.emit()
    shown.wait(lambda: bool(shown.toasts))
    jobs = school.parts.clip_jobs
    shown.wait(lambda: bool(jobs.all(school.guard)))
    (opened,), (job,) = shown.toasts, jobs.all(school.guard)
    assert opened.state == "ok" and [part.camera_id for part in job.parts] == [camera]
    assert opened.act is not None
    opened.act()
    number = {one[0]: one[1:] for one in shown.heard}["show_incident"][0]
    view = school.parts.incidents.get(school.guard, int(str(number)))
    assert view.hold_until_us
    assert (job.incident_id, job.asked.length) == (view.id, 30_000_000)


def test_watching_a_camera_from_elsewhere_enlarges_it(show: Show, school: School) -> None:
    shown = show()
    shown.wait(lambda: len(shown.page.wall.cells) == 5)
    shown.navigator.show_camera.emit(school.cameras[2])
    assert shown.page.wall.enlarged == shown.page.wall.pane_of(school.cameras[2])
    shown.key(Qt.Key.Key_Escape)
    assert shown.page.wall.enlarged is None


def test_a_camera_that_cannot_move_says_so(show: Show) -> None:
    shown = show()
    shown.wait(lambda: 0 in shown.page.wall.cells)
    shown.key(Qt.Key.Key_P)
    assert shown.toasts[-1].title == "This camera can't be moved"
    assert shown.page.acts.control.camera_id is None


def test_answers_that_come_after_the_page_is_gone_are_dropped(show: Show, school: School) -> None:
    shown = show()
    for _ in range(3):
        shown.page._load_cameras()
        shown.page.facts._beats = 0
        shown.page.facts.beat()
    shown.page.shutdown()
    asked: list[None] = []
    shown.page.tree.set_cameras = lambda _found: asked.append(None)  # type: ignore[method-assign]
    done = threading.Event()
    school.parts.tasks.submit(done.wait, lambda _ok: None, lambda _error: None)
    done.set()
    shown.qtbot.wait(150)
    assert not asked


def test_a_removed_camera_leaves_its_pane(show: Show, school: School) -> None:
    shown = show(school.it)
    gone = school.cameras[4]
    shown.page.book.choose(0)
    shown.wait(lambda: shown.page.wall.pane_of(gone) is not None)
    school.parts.cameras.remove(school.board, gone, "thử nghiệm")
    shown.wait(lambda: shown.page.wall.pane_of(gone) is None)
    school.parts.cameras.restore(school.board, gone)
    shown.wait(lambda: gone in shown.page._cameras)


def test_ptz_from_the_wall_stops_when_the_keyboard_goes_elsewhere(show: Show, school: School) -> None:
    with fake_camera() as camera:
        draft = CameraDraft(
            "C99", "Cột cờ", "Sân trường", "onvif", camera.address, USER, Secret(PTZ_PASSWORD), ptz=True
        )
        number = school.parts.cameras.add(school.it, draft).id
        shown = show()
        page = shown.page
        shown.wait(lambda: number in page._cameras)
        page.wall.select(8)
        assert page.put_camera(number)
        shown.key(Qt.Key.Key_P)
        assert page.wall.enlarged == 8, "a pane too small for the joystick is enlarged first"
        shown.wait(lambda: page.acts.control.ready)
        page.beat()
        hold = page.wall.model(8).ptz_hold
        assert hold is not None and hold.mine and hold.seconds_left
        shown.qtbot.keyPress(page.wall, Qt.Key.Key_Right)
        shown.wait(lambda: camera.velocity[0] > 0)
        QApplication.sendEvent(page.wall, QFocusEvent(QEvent.Type.FocusOut))
        shown.wait(lambda: camera.velocity == (0.0, 0.0, 0.0))
        shown.qtbot.keyPress(page.wall, Qt.Key.Key_Left)
        shown.wait(lambda: camera.velocity[0] < 0)
        page.deactivate()
        shown.wait(lambda: camera.velocity == (0.0, 0.0, 0.0))
        assert page.acts.control.camera_id is None
        school.parts.cameras.remove(school.board, number, "thử nghiệm")
        shown.wait(lambda: not [one for one in threading.enumerate() if one.name == f"ptz-{number}"])
