"""Layouts, tabs, tours and hot spot on the page of a real school, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.unit.ui.test_wall_page import School, Shown
from vms.services.wall_tours import PaneTour, Stop
from vms.ui import i18n
from vms.ui.layouts.editor import LayoutEditor
from vms.ui.layouts.layout import DRAWN, KEYS, LAYOUTS
from vms.ui.layouts.picker import LayoutPicker
from vms.ui.layouts.tour_dialog import TabTourDialog, TourDialog

# The offscreen plugin says so of windows with a smallest size and of everything that pops up.
pytestmark = pytest.mark.qt_log_ignore("does not support")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def school(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    i18n.apply("en")
    made = School(tmp_path_factory.mktemp("school"))
    made.add_cameras()
    yield made
    made.close()


@pytest.fixture
def show(school: School, qtbot: QtBot) -> Iterator[Callable[..., Shown]]:
    opened: list[Shown] = []

    def make(actor=None, width: int = 1366, height: int = 690) -> Shown:
        opened.append(Shown(school, actor or school.guard, qtbot, width, height))
        opened[-1].wait(lambda: bool(opened[-1].page._cameras))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
        QObject.deleteLater(one.navigator)


Show = Callable[..., Shown]


def _fresh(shown: Shown, name: str, grid: str = "4") -> None:
    """A tab of this test's own in front."""
    shown.page.book.add(name, grid)
    QApplication.processEvents()


def _pick(shown: Shown) -> LayoutPicker:
    shown.page.bar.picker.button("more").click()
    found = [one for one in shown.page.bar.findChildren(LayoutPicker) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_all_layouts_are_pictures_to_choose_from(show: Show, qtbot: QtBot) -> None:
    shown = show()
    _fresh(shown, "Chọn")
    picker = _pick(shown)
    assert list(picker.buttons) == list(LAYOUTS)
    assert {"1", "4", "9", "16", "25", "36", "64", "1+5", "1+7", "2+8"} <= set(picker.buttons)
    qtbot.mouseClick(picker.buttons["2+8"], Qt.MouseButton.LeftButton)
    assert shown.page.wall.layout_name == "2+8"
    picker = _pick(shown)
    assert picker.focusWidget() is picker.buttons["2+8"]
    qtbot.keyClick(picker.buttons["2+8"], Qt.Key.Key_Left)
    qtbot.keyClick(picker.focusWidget(), Qt.Key.Key_Return)
    assert shown.page.wall.layout_name == "1+7"
    picker = _pick(shown)
    qtbot.keyClick(picker.buttons["1+7"], Qt.Key.Key_Escape)
    assert shown.page.wall.layout_name == "1+7"


def test_the_keys_one_to_nine(show: Show) -> None:
    shown = show()
    _fresh(shown, "Phím")
    for at, name in enumerate(KEYS):
        shown.key(Qt.Key(Qt.Key.Key_1.value + at))
        assert shown.page.wall.layout_name == name


def _editor(shown: Shown) -> LayoutEditor:
    assert shown.page.tabs.editor is not None
    assert shown.page.middle.currentWidget() is shown.page.tabs.editor
    QApplication.processEvents()
    return shown.page.tabs.editor


def test_a_layout_is_drawn_with_the_keyboard_and_comes_back(show: Show, school: School, qtbot: QtBot) -> None:
    shown = show(school.it)
    _fresh(shown, "Vẽ phím", "1")
    shown.key(Qt.Key.Key_E)
    board = _editor(shown).board
    for key, held in (
        (Qt.Key.Key_V, None), (Qt.Key.Key_Right, None), (Qt.Key.Key_H, None), (Qt.Key.Key_H, None),
        (Qt.Key.Key_Down, SHIFT), (Qt.Key.Key_M, None), (Qt.Key.Key_Z, CONTROL), (Qt.Key.Key_Left, None),
        (Qt.Key.Key_Right, CONTROL), (Qt.Key.Key_Right, CONTROL), (Qt.Key.Key_2, None), (Qt.Key.Key_Return, None),
    ):  # fmt: skip
        qtbot.keyClick(board, key, held or Qt.KeyboardModifier.NoModifier)
    assert shown.page.tabs.editor is None and shown.page.middle.currentWidget() is shown.page.stage
    drawn = shown.page.book.current
    assert drawn.grid == DRAWN and drawn.layout.panes == 4
    assert {(c.x, c.w) for c in drawn.layout.cells} == {(0, 7), (7, 5)}, "14 of 24 fields, on the coarsest grid"
    assert shown.page.bar.picker.button("more").text() == "Drawn"
    shown.saved()
    again = show(school.it)
    assert again.page.book.current.layout == drawn.layout
    assert again.page.wall.wall_layout == drawn.layout


def test_a_layout_is_drawn_with_the_mouse(show: Show, qtbot: QtBot) -> None:
    shown = show()
    _fresh(shown, "Vẽ chuột")
    qtbot.mouseClick(_pick(shown).draw, Qt.MouseButton.LeftButton)
    editor = _editor(shown)
    board = editor.board

    def middle(pane: int) -> QPoint:
        rect = board.rects[pane]
        return QPoint(rect.x + rect.w // 2, rect.y + rect.h // 2)

    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(board, left, pos=middle(0))
    qtbot.mouseMove(board, middle(1))
    qtbot.mouseRelease(board, left, pos=middle(1))
    assert sorted(board.drawing.chosen) == [0, 1]
    qtbot.mouseClick(editor.buttons["join"], left)
    assert len(board.drawing.shape.cells) == 3
    edge = QPoint(board.width() // 3, board.height() // 2)
    qtbot.mousePress(board, left, pos=edge)
    qtbot.mouseMove(board, QPoint(edge.x(), board.height() * 3 // 4))
    qtbot.mouseRelease(board, left, pos=QPoint(edge.x(), board.height() * 3 // 4))
    assert board.drawing.shape.cells[0].h == 18
    qtbot.mouseClick(board, left, CONTROL, pos=middle(1))
    assert len(board.drawing.chosen) == 2
    qtbot.mouseClick(editor.buttons["join"], left)
    assert "rectangle" in editor._said.text() and len(board.drawing.shape.cells) == 3
    qtbot.mouseClick(editor.use, left)
    assert shown.page.book.current.layout.panes == 3
    assert shown.page.book.current.layout.cells[0].h == 3


def test_a_drawing_that_is_left_changes_nothing_and_a_locked_layout_is_not_drawn(show: Show, qtbot: QtBot) -> None:
    shown = show()
    _fresh(shown, "Để nguyên")
    before = shown.page.book.current
    shown.key(Qt.Key.Key_E)
    editor = _editor(shown)
    qtbot.keyClick(editor.board, Qt.Key.Key_V)
    qtbot.keyClick(editor.board, Qt.Key.Key_Escape)
    assert shown.page.book.current == before and shown.page.tabs.editor is None
    shown.key(Qt.Key.Key_L)
    shown.key(Qt.Key.Key_E)
    assert shown.page.tabs.editor is None and shown.toasts[-1].title == "This layout is locked"
    shown.key(Qt.Key.Key_L)
    assert not shown.page.book.current.locked


def test_tabs_by_keyboard(show: Show) -> None:
    shown = show()
    _fresh(shown, "Một")
    _fresh(shown, "Hai")
    names = [tab.name for tab in shown.page.book.tabs]
    shown.key(Qt.Key.Key_PageUp)
    assert shown.page.book.current.name == names[-2]
    shown.key(Qt.Key.Key_PageDown)
    shown.key(Qt.Key.Key_PageDown)
    assert shown.page.book.at == 0


def _entry(menu: QMenu, text: str):
    found = [action for action in menu.actions() if text in action.text()]
    assert len(found) == 1, [action.text() for action in menu.actions()]
    return found[0]


def test_a_shared_layout_is_seen_by_all_and_copied_by_a_guard(show: Show, school: School) -> None:
    it = show(school.it)
    _fresh(it, "Cả trường")
    it.page.put_camera(school.cameras[0])
    menu = it.page.bar.tab_menu(it.page.book.at)
    _entry(menu, "Share with everybody").trigger()
    menu.close()
    assert it.page.book.current.shared and it.toasts[-1].undo is not None
    it.saved()
    guard = show(school.guard)
    at = next(i for i, tab in enumerate(guard.page.book.tabs) if tab.name == "Cả trường")
    guard.page.book.choose(at)
    guard.key(Qt.Key.Key_Delete)
    guard.key(Qt.Key.Key_1)
    assert guard.toasts[-1].title == "This layout is shared" and guard.page.wall.pane_of(school.cameras[0]) == 0
    menu = guard.page.bar.tab_menu(at)
    assert not _entry(menu, "Rename").isEnabled()
    assert not [action for action in menu.actions() if "Share" in action.text()], "a guard shares nothing"
    _entry(menu, "copy of my own").trigger()
    menu.close()
    copy = guard.page.book.current
    assert (copy.name, copy.shared, copy.locked) == ("Cả trường, copy", False, False)
    guard.key(Qt.Key.Key_Delete)
    assert not guard.page.book.current.cells
    guard.saved()
    undo = it.toasts[-1].undo
    assert undo is not None
    undo()
    it.saved()
    assert "Cả trường" not in [view.name for view in school.parts.layouts.all(school.guard)]


def test_a_removed_tab_comes_back_with_all_it_had(show: Show, school: School) -> None:
    shown = show()
    _fresh(shown, "Sẽ bỏ")
    shown.page.put_camera(school.cameras[1])
    shown.page.tabs.make_hot(3)
    shown.saved()
    at = shown.page.book.at
    _entry(shown.page.bar.tab_menu(at), "Remove").trigger()
    assert "Sẽ bỏ" not in [tab.name for tab in shown.page.book.tabs]
    undo = shown.toasts[-1].undo
    assert undo is not None
    undo()
    back = shown.page.book.current
    assert (back.name, dict(back.cells), back.hot_spot) == ("Sẽ bỏ", {0: school.cameras[1]}, 3)
    shown.saved()


def test_a_name_that_another_window_took_is_made_free(show: Show, school: School) -> None:
    shown = show(school.board)
    school.parts.layouts.save(school.board, "Trùng tên", "4", {})
    _fresh(shown, "Trùng tên")
    shown.saved()
    assert shown.page.book.current.name == "Trùng tên 2"


def test_a_tour_is_written_by_keyboard_runs_and_comes_back(show: Show, school: School, qtbot: QtBot) -> None:
    shown = show(school.it)
    _fresh(shown, "Tuần tra")
    shown.page.tabs.ask_tour(1)
    dialog = shown.page.findChildren(TourDialog)[-1]
    qtbot.keyClicks(dialog.search, "cong")
    assert dialog.all.count() == 3, "by area too, without marks"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    dialog.search.clear()
    dialog.all.setCurrentRow(3)
    qtbot.keyClick(dialog.all, Qt.Key.Key_Return)
    dialog.all.setCurrentRow(4)
    qtbot.keyClick(dialog.all, Qt.Key.Key_Return)
    assert dialog.turns.count() == 3
    qtbot.keyClick(dialog.turns, Qt.Key.Key_Up, CONTROL)
    dialog.every.setChecked(True)
    dialog.dwell.setValue(30)
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    cameras = school.cameras
    wanted = PaneTour((Stop(cameras[0], 30), Stop(cameras[4], 30), Stop(cameras[3], 30)))
    assert shown.page.book.current.tours == {1: wanted}
    assert shown.page.wall.pane_of(cameras[0]) == 1
    shown.page.wall.select(1)
    shown.key(Qt.Key.Key_N)
    assert shown.page.wall.pane_of(cameras[4]) == 1
    shown.key(Qt.Key.Key_B)
    shown.key(Qt.Key.Key_B)
    assert shown.page.wall.pane_of(cameras[3]) == 1
    shown.key(Qt.Key.Key_V)
    mark = shown.page.wall.model(1).mark
    assert mark is not None and (mark.at, mark.of, mark.seconds) == (3, 3, None)
    menu = shown.page.acts.menu(1, None)
    shown.page.tabs.extend_menu(menu, 1)
    assert _entry(menu, "Start the tour").isEnabled()
    menu.close()
    menu.deleteLater()
    shown.saved()
    shown.page.book.note_state(shown.page._state())
    shown.page.book.flush()
    again = show(school.it)
    assert again.page.book.current.tours == {1: wanted}
    assert again.page.wall.pane_of(cameras[3]) == 1, "whose turn it was"
    assert again.page.wall.selected == 1
    again.key(Qt.Key.Key_Delete)
    assert not again.page.book.current.tours
    undo = again.toasts[-1].undo
    assert undo is not None
    undo()
    assert again.page.book.current.tours == {1: wanted}


def test_the_tour_of_tabs_from_bar_and_dialog(show: Show, qtbot: QtBot) -> None:
    shown = show()
    _fresh(shown, "Vòng một")
    _fresh(shown, "Vòng hai")
    shown.page.tabs.ask_tab_tour()
    dialog = shown.page.findChildren(TabTourDialog)[-1]
    first, second = [tab.key for tab in shown.page.book.tabs][-2:]
    for key, (on, _seconds) in dialog.rows.items():
        on.setChecked(key in (first, second))
    dialog.rows[first][1].setValue(45)
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert [tab.dwell_s for tab in shown.page.book.tabs][-2:] == [45, 20]
    assert not any(tab.dwell_s for tab in shown.page.book.tabs[:-2])
    shown.key(Qt.Key.Key_V)
    assert shown.page.tours.tabs.running
    shown.wait(lambda: shown.page.bar.tour_button.text().startswith("Tour "))
    qtbot.keyClick(shown.page.wall, Qt.Key.Key_N, SHIFT)
    assert shown.page.book.current.name == "Vòng một"
    shown.wait(lambda: shown.page.bar.tour_button.text() == "Tour waits")  # somebody works on the wall
    menu = shown.page.bar.tour_button.menu()
    _entry(menu, "Start or pause").trigger()
    assert not shown.page.tours.tabs.running
    shown.wait(lambda: shown.page.bar.tour_button.text() == "Tour")
    shown.saved()


def test_hot_spot_by_key_and_menu(show: Show, school: School) -> None:
    shown = show()
    _fresh(shown, "Tâm điểm")
    shown.page.put_camera(school.cameras[0])
    shown.page.wall.select(3)
    shown.key(Qt.Key.Key_H)
    assert shown.page.book.current.hot_spot == 3
    shown.key(Qt.Key.Key_Up)
    shown.key(Qt.Key.Key_Left)
    assert shown.page.wall.selected == 0
    assert shown.page.wall.model(3).camera_id == school.cameras[0]
    menu = shown.page.acts.menu(3, None)
    shown.page.tabs.extend_menu(menu, 3)
    _entry(menu, "No hot spot").trigger()
    menu.close()
    menu.deleteLater()
    assert shown.page.book.current.hot_spot is None
    shown.saved()


def test_enter_in_the_tree_takes_the_selected_pane_or_the_next_free_one(show: Show, school: School) -> None:
    shown = show()
    _fresh(shown, "Đặt")
    shown.page.wall.select(2)
    for camera, pane in zip(school.cameras[:3], (2, 3, 0), strict=True):
        assert shown.page.put_camera(camera)
        assert shown.page.wall.pane_of(camera) == pane
    shown.page.put_camera(school.cameras[3])
    shown.page.wall.select(1)
    assert shown.page.put_camera(school.cameras[4])
    assert shown.page.wall.pane_of(school.cameras[4]) == 1, "a full wall: into the selected pane"


def test_several_cameras_dropped_at_once_fill_the_following_panes(show: Show, school: School) -> None:
    shown = show()
    _fresh(shown, "Nhiều")
    shown.page.tabs.put_many(2, school.cameras[:3])
    assert dict(shown.page.book.current.cells) == {2: school.cameras[0], 3: school.cameras[1]}
    assert shown.toasts[-1].title == "1 cameras found no pane"
