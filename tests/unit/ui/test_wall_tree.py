"""The camera tree: groups, search by typing, keyboard, several cameras in one drag, states that touch one row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.ui.test_cameras_form import stored
from vms.ui.wall import overview
from vms.ui.wall.camera_tree import CameraTree, TreeCamera, TreeState
from vms.ui.wall.pane_state import PaneModel, PaneState, Tamper
from vms.ui.wall.tree_rows import Grouping
from vms.ui.wall.tree_states import TreeStates
from vms.ui.wall.wall_view import dragged

pytestmark = pytest.mark.qt_log_ignore("does not support")
CAMERAS = [
    TreeCamera(1, "C01", "Cổng chính", "Khu cổng", purposes=("security",)),
    TreeCamera(2, "C02", "Đường vào", "Khu cổng", purposes=("security", "equipment")),
    TreeCamera(3, "C03", "Lớp 1A", "Nhà A", purposes=("teaching",)),
    TreeCamera(4, "C04", "Lớp 1B", "Nhà A", True, ("teaching",)),
    TreeCamera(5, "C05", "Kho", "", ptz=False),
]
LOST = TreeState("lan-disconnect", "warn", "Lost", lost=True, spoken="Connection lost", group="lost")


@pytest.fixture
def tree(qtbot: QtBot) -> Iterator[CameraTree]:
    made = CameraTree()
    tester = QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    made.set_cameras(CAMERAS)
    made.resize(216, 700)
    made.show()
    QApplication.processEvents()
    yield made
    made.close()
    tester.deleteLater()
    made.deleteLater()


def listed(tree: CameraTree) -> dict[str, list[str]]:
    """What the tree shows, as the view asks for it."""
    model = tree.model
    found: dict[str, list[str]] = {}
    for at in range(model.rowCount()):
        group = model.index(at, 0)
        found[model.data(group)] = [
            model.data(model.index(row, 0, group)).split()[0] for row in range(model.rowCount(group))
        ]
    return found


def test_cameras_stand_by_area_purpose_or_state(tree: CameraTree) -> None:
    assert listed(tree) == {"Khu cổng": ["C01", "C02"], "Nhà A": ["C03", "C04"], "Without area": ["C05"]}
    heard: list[Grouping] = []
    tree.grouping_changed.connect(heard.append)
    tree.grouping_actions[Grouping.PURPOSE].trigger()
    assert listed(tree) == {
        "Security and order": ["C01", "C02"],
        "Teaching": ["C03", "C04"],
        "Equipment": ["C02"],
        "No purpose given": ["C05"],
    }
    tree.set_states({1: LOST, 3: TreeState(group="disabled"), 4: TreeState(group="alarm", lost=True)})
    tree.grouping_actions[Grouping.STATE].trigger()
    assert listed(tree) == {
        "Alarm": ["C04"], "Connection lost": ["C01"], "In order": ["C02", "C05"], "Switched off": ["C03"],
    }  # fmt: skip
    tree.set_states({4: LOST})
    assert listed(tree) == {"Connection lost": ["C04"], "In order": ["C01", "C02", "C03", "C05"]}
    assert heard == [Grouping.PURPOSE, Grouping.STATE]


def test_search_finds_code_name_area_and_purpose_without_marks(tree: CameraTree) -> None:
    for text, codes in (
        ("duong", {"C02"}), ("c04", {"C04"}), ("khu cong", {"C01", "C02"}), ("nha a lop", {"C03", "C04"}),
        ("LỚP 1b", {"C04"}), ("teach", {"C03", "C04"}), ("cong security", {"C01", "C02"}),
        ("", {camera.code for camera in CAMERAS}),
    ):  # fmt: skip
        tree.search.setText(text)
        assert {code for codes_ in listed(tree).values() for code in codes_} == codes, text
    tree.search.setText("khong co")
    assert listed(tree) == {} and tree._none.isVisible()
    tree.search.setText("")
    assert not tree._none.isVisible()


def test_by_keyboard_alone_a_camera_is_found_and_put_on_the_wall(tree: CameraTree, qtbot: QtBot) -> None:
    wanted: list[int] = []
    tree.camera_wanted.connect(wanted.append)
    tree.search.setFocus()
    qtbot.keyClicks(tree.search, "lop")
    qtbot.keyClick(tree.search, Qt.Key.Key_Return)
    assert wanted == [3], "Enter takes the first one found"
    qtbot.keyClick(tree.search, Qt.Key.Key_Down)
    assert tree.list.hasFocus()
    qtbot.keyClick(tree.list, Qt.Key.Key_Down)
    qtbot.keyClick(tree.list, Qt.Key.Key_Return)
    assert wanted == [3, 4]
    qtbot.keyClicks(tree.list, "1a")
    assert tree.search.text() == "lop1a" and tree.search.hasFocus(), "typing in the list goes on searching"
    qtbot.keyClick(tree.search, Qt.Key.Key_Escape)
    assert tree.search.text() == ""
    qtbot.keyClick(tree.search, Qt.Key.Key_Return)
    assert wanted == [3, 4], "nothing was asked for"


def test_a_group_opens_and_closes_by_keyboard_and_stays_so(tree: CameraTree, qtbot: QtBot) -> None:
    first = tree.model.group_index(0)
    tree.list.setCurrentIndex(first)
    qtbot.keyClick(tree.list, Qt.Key.Key_Left)
    assert not tree.list.isExpanded(tree.model.group_index(0))
    tree.set_cameras([*CAMERAS, TreeCamera(6, "C06", "Sân", "Sân trường")])
    assert not tree.list.isExpanded(tree.model.group_index(0)) and tree.list.isExpanded(tree.model.group_index(1))
    tree.search.setText("cong")
    assert tree.list.isExpanded(tree.model.group_index(0)), "what is found is seen"
    tree.search.setText("")
    assert not tree.list.isExpanded(tree.model.group_index(0))
    tree.list.setCurrentIndex(tree.model.group_index(0))
    qtbot.keyClick(tree.list, Qt.Key.Key_Return)
    assert tree.list.isExpanded(tree.model.group_index(0))


def test_a_state_touches_its_row_and_its_group_only(tree: CameraTree) -> None:
    resets: list[None] = []
    rows: list[tuple[int, int]] = []
    tree.model.modelReset.connect(lambda: resets.append(None))
    tree.model.dataChanged.connect(lambda index, *_: rows.append((index.internalId(), index.row())))
    tree.set_states({2: LOST})
    assert sorted(rows) == [(0, 0), (1, 1)]
    assert tree.model.groups[0].lost == 1
    rows.clear()
    tree.set_states({2: LOST})
    assert rows == []
    tree.set_states({})
    assert sorted(rows) == [(0, 0), (1, 1)] and tree.model.groups[0].lost == 0
    assert not resets
    index = tree.model.index_of(2)
    tree.set_states({2: LOST})
    assert tree.model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "C02 Đường vào, Connection lost"
    assert "Connection lost" in tree.model.data(index, Qt.ItemDataRole.ToolTipRole)


def test_several_cameras_are_dragged_together(tree: CameraTree) -> None:
    flag = QItemSelectionModel.SelectionFlag.Select
    for number in (4, 1, 3):
        tree.list.selectionModel().select(tree.model.index_of(number), flag)
    carried = dragged(tree.model.mimeData(tree.list.selectedIndexes()))
    assert carried is not None and carried.cameras == (1, 3, 4) and carried.pane is None
    tree.set_grouping(Grouping.PURPOSE)
    both = [tree.model.createIndex(row, 0, group + 1) for group, row in tree.model._places[2]]
    carried = dragged(tree.model.mimeData(both))
    assert carried is not None and carried.cameras == (2,), "one that stands in two groups is carried once"
    assert not tree.model.flags(tree.model.group_index(0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_the_choice_stays_when_the_list_is_made_anew_and_tells_only_what_a_person_did(
    tree: CameraTree, qtbot: QtBot
) -> None:
    chosen: list[int] = []
    tree.camera_chosen.connect(chosen.append)
    tree.select(3)
    tree.set_cameras(CAMERAS[1:])
    assert tree.model.camera_at(tree.list.currentIndex()) == CAMERAS[2]
    tree.search.setText("cong")
    tree.search.setText("")
    assert tree.model.camera_at(tree.list.currentIndex()) == CAMERAS[2]
    assert chosen == []
    qtbot.keyClick(tree.list, Qt.Key.Key_Down)
    assert chosen == [4]
    tree.select(None)
    assert not tree.list.selectedIndexes()


def test_five_thousand_cameras_are_there_without_being_asked_for_one_by_one(tree: CameraTree) -> None:
    many = [TreeCamera(n, f"C{n:04d}", f"Phòng {n}", f"Nhà {n // 50:02d}") for n in range(5000)]
    tree.set_cameras(many)
    assert len(tree.model.groups) == 100 and tree.model.count == 5000
    assert not any(tree.list.isExpanded(tree.model.group_index(at)) for at in range(100)), "opened when wanted"
    tree.search.setText("phong 4999")
    assert listed(tree) == {"Nhà 99": ["C4999"]}
    assert tree.list.isExpanded(tree.model.group_index(0))


def test_states_are_worked_out_anew_only_where_something_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    views = {number: stored(id=number, code=f"C{number}") for number in range(1, 6)}
    states, asked = TreeStates(), []
    made = overview.tree_state
    monkeypatch.setattr(overview, "tree_state", lambda view, *rest: (asked.append(view.id), made(view, *rest))[1])
    first = states.of(views.values(), {}, {}, {})
    assert asked == [1, 2, 3, 4, 5] and first[3] == made(views[3], None, {}, None)
    asked.clear()
    lost = PaneModel(PaneState.offline, camera_id=2, code="C2")
    after = states.of(views.values(), {2: lost}, {}, {})
    assert asked == [2] and after[2].group == "lost"
    views[4] = stored(id=4, code="C4", enabled=False)
    gone = {number: view for number, view in views.items() if number != 5}
    assert states.of(gone.values(), {2: lost}, {}, {})[4].group == "disabled" and asked == [2, 4]
    asked.clear()
    states.of(views.values(), {2: lost}, {}, {})
    assert asked == [5], "what had left is looked at again"
    tamper = Tamper("covered", 1)
    assert states.of(views.values(), {2: lost}, {}, {1: tamper})[1] == made(views[1], None, {}, tamper)
