"""Alarms as a guard meets them on the real wall, by mouse and by keyboard; what others do on their PC included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.ui.shell_parts import School, school, until
from vms.core.instants import SECOND, Span
from vms.services.accounts import Actor
from vms.services.alarm_views import AlarmView, Gone, Sighting, Verdict
from vms.services.alarms import Alarms
from vms.services.camera_draft import CameraDraft
from vms.ui.alarms.dialog import AlarmDialog
from vms.ui.alarms.dock import SHOWN
from vms.ui.alarms.history import AlarmHistory
from vms.ui.main_window import MainWindow
from vms.ui.session import Session
from vms.ui.wall import overview
from vms.ui.wall.page import WallPage
from vms.ui.wall.pane_geometry import Zone
from vms.ui.wall.panes import parts_of

pytestmark = [
    pytest.mark.qt_log_ignore("does not support"),
]
EVER = Span(0, 2**62)


def picture(colour: str) -> bytes:
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")
    return bytes(buffer.data().data())


class Guarded:
    """A window over a small school; alarms are made as another part of the program makes them."""

    def __init__(self, place: School, actor: Actor, qtbot: QtBot) -> None:
        self.place, self.parts, self.qtbot = place, place.parts, qtbot
        self.cameras = {view.code: view.id for view in place.parts.cameras.every()}
        self.window = MainWindow(place.parts, Session(actor))
        self.window.resize(1366, 690)
        self.window.show()
        self.errors: list[Exception] = []
        self.window.navigator.error_raised.connect(self.errors.append)
        page = self.window.page("wall")
        assert isinstance(page, WallPage)
        self.page = page
        until(lambda: page.book.ready and page.alarms.book.known)

    def raise_(self, code: str, kind: str = "covered", ago: int = 5) -> None:
        since = self.parts.clock.now_us() - ago * SECOND
        pictures = (picture("#3366aa"), picture("#332211")) if kind != "offline" else (b"", b"")
        self.parts.alarms.record([Sighting(self.cameras[code], kind, "", since, *pictures)])

    def stored(self) -> list[AlarmView]:
        return self.parts.alarms.open(self.place.board).alarms  # type: ignore[return-value]

    @property
    def titles(self) -> list[str]:
        return [card.alarm.kind for card in self.page.dock.cards]

    def key(self, key: Qt.Key, widget: QWidget | None = None) -> None:
        self.qtbot.keyClick(widget or self.focused or self.page.wall, key)

    @property
    def focused(self) -> QWidget | None:
        """Where the keyboard is, or will be when the window is active."""
        return self.window.focusWidget()

    def dialog(self, kind: type[QDialog] = AlarmDialog) -> QDialog:
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def close(self) -> None:
        self.window.shutdown()
        self.window.close()
        self.window.deleteLater()
        assert not self.errors, self.errors


@pytest.fixture
def place(tmp_path: Path, qtbot: QtBot) -> Iterator[School]:
    with school(tmp_path / "data") as made:
        draft = CameraDraft("C08", "Hành lang A2", "Nhà A", "url", main_url="rtsp://127.0.0.1:9/x", record=False)
        made.parts.cameras.add(made.it, draft)
        yield made


@pytest.fixture
def open_as(place: School, qtbot: QtBot) -> Iterator[Callable[[Actor], Guarded]]:
    opened: list[Guarded] = []

    def make(actor: Actor) -> Guarded:
        opened.append(Guarded(place, actor, qtbot))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


@pytest.fixture
def guarded(place: School, open_as: Callable[[Actor], Guarded]) -> Guarded:
    return open_as(place.guard)


def test_a_covered_camera_blinks_in_its_pane_and_stands_in_the_dock_with_both_pictures(guarded: Guarded) -> None:
    guarded.raise_("C08")
    until(lambda: guarded.titles == ["covered"])
    [card] = guarded.page.dock.cards
    until(lambda: card.stills.loaded)
    assert card.stills.isVisible() and card.stills.height() > 50
    pane = guarded.page.wall.pane_of(guarded.cameras["C08"])
    assert pane is not None
    until(lambda: guarded.page.wall.model(pane).alarm)
    assert guarded.window.top_bar.alarms.text() == "1 báo động"
    view = guarded.parts.cameras.get(guarded.place.board, guarded.cameras["C08"])
    in_tree = overview.tree_state(view, None, {}, guarded.page.alarms.tampers()[view.id])
    assert (in_tree.icon, in_tree.tone, in_tree.word, in_tree.lost) == ("alert-octagon", "bad", "Bị che", True)
    assert guarded.page.dock.badge.state == "alarm"


def test_space_acknowledges_the_top_alarm_and_the_border_stops(guarded: Guarded) -> None:
    guarded.raise_("C12", "offline")
    guarded.raise_("C08", "moved", ago=9)
    until(lambda: guarded.titles == ["moved", "offline"])
    pane = guarded.page.wall.pane_of(guarded.cameras["C08"])
    assert pane is not None
    guarded.page.wall.setFocus()
    guarded.key(Qt.Key.Key_Space)
    assert guarded.titles == ["offline"]
    assert not guarded.page.wall.model(pane).alarm
    until(lambda: [one.kind for one in guarded.stored() if one.waiting] == ["offline"])
    by = next(one for one in guarded.stored() if one.kind == "moved")
    assert (by.acknowledged_by, by.verdict) == ("Nguyễn Văn Hùng", "seen")


def test_the_dock_by_keyboard_alone(guarded: Guarded) -> None:
    guarded.raise_("C08", "dark", ago=3)
    guarded.raise_("C04", "blurred", ago=6)
    guarded.raise_("C12", "offline", ago=2)
    until(lambda: guarded.titles == ["dark", "blurred", "offline"])
    guarded.page.wall.setFocus()
    guarded.key(Qt.Key.Key_A)
    cards = guarded.page.dock.cards
    assert guarded.focused is cards[0].confirm
    guarded.key(Qt.Key.Key_Down)
    guarded.key(Qt.Key.Key_Down)
    assert guarded.focused is cards[2].confirm
    guarded.key(Qt.Key.Key_Up)
    assert guarded.focused is cards[1].confirm
    guarded.key(Qt.Key.Key_Space)  # the button under the keyboard, not the alarm on top
    assert guarded.titles == ["dark", "offline"]
    assert guarded.focused is cards[2].confirm, "the keyboard goes to the next"
    until(lambda: len([one for one in guarded.stored() if one.waiting]) == 2)


def test_the_button_of_the_top_bar_goes_to_the_oldest_from_any_page(guarded: Guarded) -> None:
    guarded.raise_("C08", "dark", ago=3)
    guarded.raise_("C04", "blurred", ago=60)
    until(lambda: len(guarded.titles) == 2)
    guarded.window.show_page("settings")
    guarded.qtbot.mouseClick(guarded.window.top_bar.alarms, Qt.MouseButton.LeftButton)
    assert guarded.window.current_page is guarded.page
    assert guarded.focused is next(card.confirm for card in guarded.page.dock.cards if card.alarm.kind == "blurred")


def test_handle_in_the_pane_opens_the_alarm_large_and_a_note_goes_with_the_answer(guarded: Guarded) -> None:
    guarded.raise_("C08")
    wall, camera = guarded.page.wall, guarded.cameras["C08"]
    pane = wall.pane_of(camera)
    assert pane is not None
    until(lambda: wall.model(pane).alarm)
    rect = wall.pane_rect(pane)
    assert rect is not None
    handle = parts_of(rect, wall.model(pane)).handle
    assert handle is not None and parts_of(rect, wall.model(pane)).zone(handle.x + 5, handle.y + 5) is Zone.handle
    spot = wall.rect().topLeft() + type(wall.rect().topLeft())(handle.x + 5, handle.y + 5)
    guarded.qtbot.mouseClick(wall, Qt.MouseButton.LeftButton, pos=spot)
    dialog = guarded.dialog()
    assert isinstance(dialog, AlarmDialog)
    until(lambda: dialog.stills.loaded)
    guarded.qtbot.mouseClick(dialog.verdict.button(Verdict.FALSE), Qt.MouseButton.LeftButton)
    dialog.note.insert("Học sinh che tay")
    guarded.qtbot.keyClick(dialog.note, Qt.Key.Key_Return)
    assert guarded.titles == []
    until(lambda: [(one.verdict, one.note) for one in guarded.stored()] == [("false", "Học sinh che tay")])


def test_more_can_be_noted_on_an_acknowledged_alarm(guarded: Guarded) -> None:
    guarded.raise_("C08")
    until(lambda: guarded.titles == ["covered"])
    guarded.page.alarms.acknowledge_top()
    until(lambda: [one.waiting for one in guarded.stored()] == [False])
    until(lambda: guarded.page.alarms.book.pressed == {})
    dialog = guarded.page.alarms.open_alarm(guarded.page.alarms.book.settled()[0])
    assert dialog.confirm.text() == "Lưu ghi chú"
    dialog.note.setText("Đã nhắc lớp 3A")
    guarded.qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    until(lambda: guarded.stored()[0].note == "Đã nhắc lớp 3A")
    until(lambda: guarded.page.alarms.book.settled()[0].note == "Đã nhắc lớp 3A")


def test_what_is_acknowledged_on_another_pc_leaves_this_dock(guarded: Guarded) -> None:
    guarded.raise_("C08")
    until(lambda: guarded.titles == ["covered"])
    guarded.parts.alarms.acknowledge(guarded.place.board, guarded.stored()[0].id)
    until(lambda: guarded.titles == [])
    assert guarded.window.top_bar.alarms.text() == "Không có báo động"


def test_an_alarm_of_another_pc_is_seen_here(guarded: Guarded) -> None:
    audit, clock = guarded.parts.audit, guarded.parts.clock
    there = Alarms(guarded.parts.alarms._catalogue, clock, audit, "PC-2")
    there.record([Sighting(guarded.cameras["C04"], "moved", "", 0), Sighting(None, "recorder", "recorder_down", 0)])
    until(lambda: guarded.titles == ["moved", "recorder"])
    recorder = guarded.page.dock.cards[1]
    assert "PC-2" in recorder.accessibleName()
    assert not [
        one for one in recorder.findChildren(QWidget) if one.isVisible() and "vụ việc" in str(one.property("text"))
    ]


def test_from_the_card_to_the_wall_and_to_an_incident(guarded: Guarded) -> None:
    guarded.raise_("C08")
    until(lambda: guarded.titles == ["covered"])
    card, wall = guarded.page.dock.cards[0], guarded.page.wall
    card.show_camera.emit(card.alarm)
    assert wall.enlarged == wall.pane_of(guarded.cameras["C08"])
    card.incident.emit(card.alarm)
    until(lambda: guarded.parts.incidents.rows(guarded.place.board))


def test_cards_stay_where_they_are_while_cameras_flicker(guarded: Guarded) -> None:
    for code in ("C04", "C08", "C12"):
        guarded.raise_(code, "offline")
    until(lambda: len(guarded.titles) == 3)
    before = guarded.page.dock.cards
    for _ in range(3):
        running = guarded.parts.alarms.running("loss")
        guarded.parts.alarms.record([], [Gone(one.id, guarded.parts.clock.now_us()) for one in running])
        for code in ("C12", "C04", "C08"):
            guarded.raise_(code, "offline")
    until(lambda: {card.alarm.times for card in guarded.page.dock.cards} == {4})
    assert guarded.page.dock.cards == before


def test_more_alarms_than_anyone_looks_through_are_counted_not_shown(guarded: Guarded) -> None:
    parts = guarded.parts
    for number in range(SHOWN + 6):
        draft = CameraDraft(f"D{number:02d}", "Sân", "", "url", main_url="rtsp://127.0.0.1:9/x", record=False)
        guarded.cameras[f"D{number:02d}"] = parts.cameras.add(guarded.place.it, draft).id
    seen = [Sighting(guarded.cameras[f"D{n:02d}"], "dark", "", 0) for n in range(SHOWN + 6)]
    parts.alarms.record(seen)
    until(lambda: len(guarded.titles) == SHOWN)
    assert guarded.page.dock.more.isVisible() and "6" in guarded.page.dock.more.text()
    assert guarded.window.top_bar.alarms.text() == f"{SHOWN + 6} báo động"


def test_the_list_of_the_past_is_filtered_and_says_when_there_is_nothing(guarded: Guarded) -> None:
    guarded.raise_("C08", "covered")
    guarded.raise_("C12", "offline")
    until(lambda: len(guarded.titles) == 2)
    guarded.page.alarms.acknowledge_top()
    until(lambda: sum(one.waiting for one in guarded.stored()) == 1)
    guarded.qtbot.mouseClick(guarded.page.dock.all, Qt.MouseButton.LeftButton)
    history = guarded.dialog(AlarmHistory)
    assert isinstance(history, AlarmHistory)
    until(lambda: history.table.rowCount() == 2)

    def kinds() -> list[str]:
        return [history.table.item(at, 0).text() for at in range(history.table.rowCount())]

    history.waiting.setChecked(True)
    until(lambda: kinds() == ["Mất kết nối"])
    history.waiting.setChecked(False)
    history.kind.setCurrentIndex(history.kind.findData("tamper"))
    until(lambda: kinds() == ["Camera bị che"])
    history.camera.setCurrentIndex(history.camera.findData(guarded.cameras["C12"]))
    until(lambda: history.middle.currentWidget() is not history.table)
    history.camera.setCurrentIndex(0)
    until(lambda: kinds() == ["Camera bị che"])
    history.table.setFocus()
    guarded.qtbot.keyClick(history.table, Qt.Key.Key_Return)
    shown = guarded.dialog()
    assert isinstance(shown, AlarmDialog) and shown.alarm.kind == "covered"
    shown.reject()
    history.reject()


def test_a_mute_is_seen_everywhere_ends_at_a_press_and_stands_in_the_log(guarded: Guarded) -> None:
    dock, bar = guarded.page.dock, guarded.window.top_bar
    assert not bar.muted.isVisible() and not dock.sound_line.isVisible()
    menu = dock.sound.open()
    next(one for one in menu.actions() if "15" in one.text()).trigger()
    menu.close()
    assert bar.muted.isVisible() and "15" in bar.muted.text()
    assert dock.sound_line.isVisible() and "15" in dock.sound_line.text
    guarded.qtbot.mouseClick(bar.muted, Qt.MouseButton.LeftButton)
    assert not bar.muted.isVisible() and not dock.sound_line.isVisible()

    def acts() -> list[tuple[str, object]]:
        found = guarded.parts.audit.entries(guarded.place.board, EVER)
        return [(one.action, one.details.get("minutes")) for one in found if one.action.startswith("alarm_sound")]

    until(lambda: sorted(acts()) == [("alarm_sound_muted", 15), ("alarm_sound_on", 0)])


def test_the_board_sees_the_number_on_its_own_page_and_it_may_take_a_new_reference(
    place: School, open_as: Callable[[Actor], Guarded]
) -> None:
    board = open_as(place.board)
    assert board.window.current_page is not board.page
    board.raise_("C08", "moved")
    until(lambda: board.window.top_bar.alarms.text() == "1 báo động")
    assert board.page.alarms.bell._speaker.works is None, "no siren at the principal's desk"
    guard_dialog = open_as(place.guard).page.alarms
    until(lambda: guard_dialog.book.waiting())
    shown = guard_dialog.open_alarm(guard_dialog.book.waiting()[0])
    word = "Lấy hình hiện tại làm ảnh chuẩn"

    def offers(dialog: QObject) -> bool:
        return any(one.property("text") == word for one in dialog.findChildren(QWidget))

    assert not offers(shown)
    shown.reject()
    for_board = board.page.alarms.open_alarm(board.page.alarms.book.waiting()[0])
    assert offers(for_board)
    for_board.reject()
