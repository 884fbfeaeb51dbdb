"""Replay, stills and marks of the selected pane, over real footage of the last seconds and the real media process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.unit.ui.filmed_school import Filmed, filmed_school, key, until
from vms.core.instants import SECOND
from vms.services.accounts import Actor
from vms.services.cameras import CameraDraft
from vms.ui.wall.feed import Feed
from vms.ui.wall.page import WallPage
from vms.ui.wall.pane_state import PaneState

# The offscreen plugin says so of every window with a smallest size; the cameras' addresses lead nowhere.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def filmed(qapp: QApplication, tmp_path: Path) -> Iterator[Filmed]:
    with filmed_school(tmp_path) as made:
        now = made.parts.clock.now_us()
        made.film(tmp_path, "C04", [now - at * SECOND for at in (44, 34, 24, 14)])
        yield made


def opened(filmed: Filmed, actor: Actor | None = None, code: str = "C04") -> WallPage:
    page = WallPage(filmed.parts, filmed.session(actor or filmed.guard), filmed.navigator)
    filmed.show(page)
    until(lambda: page.wall.pane_of(filmed.camera(code).id) is not None)
    pane = page.wall.pane_of(filmed.camera(code).id)
    assert pane is not None
    page.wall.select(pane)
    page.wall.setFocus()
    return page


def feed_of(page: WallPage) -> Feed:
    feed = page.wall.feed(page.wall.selected)
    assert feed is not None
    return feed


def shown(page: WallPage) -> int:
    replay = feed_of(page).replay
    assert replay is not None
    return replay.instant_us


def playing(page: WallPage) -> None:
    """R, and a picture has come."""
    key(page.wall, Qt.Key.Key_R)
    until(lambda: feed_of(page).replay is not None and not feed_of(page).replay.info.opening)  # type: ignore[union-attr]


def test_the_last_seconds_play_in_the_pane_with_their_time_and_the_log_knows_why(filmed: Filmed) -> None:
    page = opened(filmed)
    before = filmed.parts.clock.now_us()
    playing(page)
    model = page.wall.model(page.wall.selected)
    assert model.playback is not None and model.shows_picture
    assert abs(before - 30 * SECOND - model.playback.instant_us) < 5 * SECOND
    assert page.wall.picture_place(page.wall.selected) is not None
    first = shown(page)
    until(lambda: shown(page) > first + SECOND)
    key(page.wall, Qt.Key.Key_R)
    assert feed_of(page).replay is None
    assert page.wall.model(page.wall.selected).playback is None
    until(lambda: len(filmed.log("playback_opened", "playback_closed")) == 2)
    entry, closed = filmed.log("playback_opened", "playback_closed")
    assert entry.reason == closed.reason == "Xem lại ngay trên tường hình"
    assert entry.object == f"camera:{filmed.camera().id}"


def test_a_replay_stands_still_goes_back_and_ends_with_keys(filmed: Filmed) -> None:
    page = opened(filmed)
    playing(page)
    key(page.wall, Qt.Key.Key_Space)
    model = page.wall.model(page.wall.selected)
    assert model.playback is not None and model.playback.paused
    stood = shown(page)
    key(page.wall, Qt.Key.Key_Left)
    until(lambda: stood - 6 * SECOND < shown(page) < stood - 4 * SECOND)
    before = shown(page)
    key(page.wall, Qt.Key.Key_Right)
    until(lambda: before + 4 * SECOND < shown(page))
    key(page.wall, Qt.Key.Key_Space)
    now = shown(page)
    until(lambda: shown(page) > now)
    key(page.wall, Qt.Key.Key_Escape)
    assert feed_of(page).replay is None and page.wall.enlarged is None


def test_it_comes_back_to_live_by_itself(filmed: Filmed) -> None:
    page = opened(filmed)
    playing(page)
    for _ in range(7):  # to the moment where it was asked for
        if feed_of(page).replay is not None:
            key(page.wall, Qt.Key.Key_Right)
    until(lambda: feed_of(page).replay is None)
    assert not filmed.toasts, "that is no news"


def test_it_comes_back_to_live_where_the_recording_ends(filmed: Filmed) -> None:
    page = opened(filmed)
    playing(page)
    for _ in range(5):
        key(page.wall, Qt.Key.Key_Right)
    assert feed_of(page).replay is not None, "the footage ends some seconds before the moment of asking"
    until(lambda: feed_of(page).replay is None)
    assert not filmed.toasts


def test_by_mouse_the_tool_and_the_menu_do_the_same(filmed: Filmed) -> None:
    page = opened(filmed)
    page.acts.tools.replay.emit()
    assert feed_of(page).replay is not None
    menu = page.acts.menu(page.wall.selected, None)
    texts = [act.text() for act in menu.actions()]
    assert "Về hình trực tiếp (R)" in texts and "Mở 30 giây vừa qua ở trang Xem lại" in texts
    next(act for act in menu.actions() if act.text() == "Về hình trực tiếp (R)").trigger()
    assert feed_of(page).replay is None
    menu.deleteLater()


def test_nothing_recorded_is_said_and_live_goes_on(filmed: Filmed) -> None:
    page = opened(filmed, code="C12")
    key(page.wall, Qt.Key.Key_R)
    until(lambda: bool(filmed.toasts))
    assert filmed.toasts[0].state == "warn" and "C12" in filmed.toasts[0].detail
    assert feed_of(page).replay is None


def test_a_lost_camera_stays_lost_while_its_past_is_looked_at(filmed: Filmed) -> None:
    page = opened(filmed)
    until(lambda: page.wall.model(page.wall.selected).state is PaneState.offline)
    playing(page)
    model = page.wall.running_models()[filmed.camera().id]
    assert model.state is PaneState.offline and model.shows_picture
    page.wall.enlarge(page.wall.selected)
    assert feed_of(page).replay is not None, "it goes on, larger"
    other = page.wall.pane_of(filmed.camera("C12").id)
    page.wall.enlarge(other)
    hidden = page.wall.feed(page.wall.pane_of(filmed.camera().id) or 0)
    assert hidden is not None and hidden.replay is None, "hidden, it ends"


def test_a_replay_ends_when_the_page_goes_to_the_back(filmed: Filmed) -> None:
    page = opened(filmed)
    playing(page)
    page.deactivate()
    assert feed_of(page).replay is None


def test_a_mark_during_a_replay_is_the_moment_looked_at(filmed: Filmed) -> None:
    page = opened(filmed)
    marks: list[tuple[int, int]] = []
    filmed.navigator.mark.connect(lambda camera, at: marks.append((camera, at)))
    playing(page)
    key(page.wall, Qt.Key.Key_Space)
    QTest.qWait(500)  # the order to stand still is on its way to another process
    key(page.wall, Qt.Key.Key_M)
    assert marks == [(filmed.camera().id, shown(page))]


class Opened(QObject):
    """Stands in for the system's file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.urls.append(url.toLocalFile())


def test_a_still_is_saved_and_its_folder_opened(filmed: Filmed) -> None:
    page = opened(filmed)
    playing(page)
    key(page.wall, Qt.Key.Key_Space)
    until(lambda: feed_of(page).frame is not None)
    key(page.wall, Qt.Key.Key_S)
    until(lambda: bool(filmed.toasts))
    toast = filmed.toasts[0]
    name, folder = toast.detail.split("\n")[:2]
    assert name.startswith("C04 Sân chính ") and name.endswith(".png")
    assert Path(folder).is_relative_to(filmed.parts.folder.stills), "a guard's stays on this PC"
    with Image.open(Path(folder) / name) as picture:
        assert picture.size == (256, 64), "as large as it was recorded, not as the pane"
    (entry,) = filmed.log("still_saved")
    assert entry.object == f"camera:{filmed.camera().id}"
    manager = Opened()
    QDesktopServices.setUrlHandler("file", manager, "open")
    try:
        assert toast.act is not None
        toast.act()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert manager.urls == [folder]


def test_what_was_not_recorded_is_saved_as_it_is_seen(filmed: Filmed) -> None:
    page = opened(filmed)
    playing(page)
    until(lambda: feed_of(page).frame is not None)
    with filmed.catalogue.write():
        filmed.parts.cameras.set_recording(filmed.board, filmed.camera().id, False, "thử nghiệm")
    page.acts.tools.still.emit()
    until(lambda: bool(filmed.toasts))
    lines = filmed.toasts[0].detail.split("\n")
    assert len(lines) == 3, "it says that this is no full picture"
    with Image.open(Path(lines[1]) / lines[0]) as picture:
        assert picture.size[0] > 256


def test_without_the_right_it_is_said_who_can_help(filmed: Filmed) -> None:
    page = opened(filmed, filmed.school.it)
    key(page.wall, Qt.Key.Key_S)
    assert "Ban giám hiệu" in filmed.toasts[0].detail
    texts = [act.text() for act in page.acts.menu(page.wall.selected, None).actions()]
    assert "Lưu ảnh (S)" not in texts and not page.acts.tools._still.isVisibleTo(page.acts.tools)
    assert filmed.log("still_saved") == []


def test_without_a_picture_there_is_nothing_to_save(filmed: Filmed) -> None:
    page = opened(filmed, code="C12")
    key(page.wall, Qt.Key.Key_S)
    assert filmed.toasts[0].title == "Chưa có hình để lưu"


def test_figures_are_remembered_for_each_person(filmed: Filmed) -> None:
    page = opened(filmed)
    key(page.wall, Qt.Key.Key_T)
    assert page.acts.picture.figures
    until(lambda: filmed.parts.preferences.get(filmed.guard, "wall.statistics") is True)
    filmed.parts.preferences.set(filmed.board, "wall.statistics", True)
    other = opened(filmed, filmed.board)
    until(lambda: other.acts.picture.figures)
    until(lambda: other.wall.model(other.wall.selected).statistics)


def test_the_watermark_of_the_school_reaches_the_wall(filmed: Filmed) -> None:
    page = opened(filmed)
    assert page.wall._painter.marks.watermark == ""
    filmed.parts.watermark.set(filmed.school.it, True)
    page.acts.picture._beats = 0
    page.beat()
    until(lambda: page.wall._painter.marks.watermark.startswith("Nguyễn Văn Hùng · "))


def test_fill_and_zoom_in_the_menu(filmed: Filmed) -> None:
    page = opened(filmed)
    menu = page.acts.menu(page.wall.selected, None)
    fill = next(act for act in menu.actions() if act.text() == "Phủ kín ô hình")
    assert fill.isCheckable() and not fill.isChecked()
    fill.trigger()
    assert feed_of(page).framing.stretch
    key(page.wall, Qt.Key.Key_I)
    assert filmed.toasts[-1].title == "Phóng to trước đã"
    menu.deleteLater()


def test_a_replay_is_zoomed_and_turned_like_the_live_picture(filmed: Filmed) -> None:
    camera = filmed.camera()
    draft = CameraDraft(camera.code, camera.name, camera.area, camera.kind, main_url=camera.main_url, turn=90)
    filmed.parts.cameras.edit(filmed.school.it, camera.id, draft)
    page = opened(filmed)
    playing(page)

    def size() -> tuple[int, int]:
        frame = feed_of(page).frame
        return (frame.width, frame.height) if frame is not None else (0, 0)

    until(lambda: size()[1] > size()[0] > 0)  # 256 × 64 standing upright
    key(page.wall, Qt.Key.Key_Plus)
    assert feed_of(page).framing.zoomed and feed_of(page).framing.turn == 90
    page.wall.hands.whole(page.wall.selected)
    page.acts.picture.fill()
    until(lambda: size()[0] > size()[1])


def test_the_board_chooses_the_folder_of_its_stills(filmed: Filmed, tmp_path: Path) -> None:
    (tmp_path / "Ảnh trường").mkdir()
    page = opened(filmed, filmed.board)
    menu = page.acts.menu(page.wall.selected, None)
    choose = next(act for act in menu.actions() if act.text() == "Thư mục lưu ảnh…")

    choose.trigger()
    (dialog,) = page.window().findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "Ảnh trường"))
    dialog.close()
    until(lambda: bool(filmed.toasts))
    chosen = filmed.parts.stills.folder(filmed.board, tmp_path)
    assert chosen == tmp_path / "Ảnh trường" and filmed.toasts[0].detail == str(chosen)
    menu.deleteLater()
