"""The playback page over real services, recorded segments and the real media process, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.unit.ui.filmed_school import Filmed, answering, clock_words, filmed_school, key, until
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span, local_date, to_datetime
from vms.models.recording import FootageEvent
from vms.services.cameras import CameraDraft
from vms.services.incident_drafts import IncidentDraft
from vms.services.playback_group import PlayState
from vms.ui import theme
from vms.ui.archive.dialogs import BookmarkDialog, ChooseIncidentDialog, HoldDialog, IncidentDialog
from vms.ui.archive.page import ArchivePage
from vms.ui.archive.player_pane import PlayerPane

K = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WHY = "Xác minh vụ việc VV-2026-001"


@pytest.fixture
def filmed(qapp: object, tmp_path: Path) -> Iterator[Filmed]:
    with filmed_school(tmp_path) as made:
        yield made


def opened(filmed: Filmed, at: int = 5, codes: tuple[str, ...] = ("C04",)) -> ArchivePage:
    """Watching yesterday, paused, ``at`` seconds after C04's first picture."""
    page = ArchivePage(filmed.parts, filmed.session(), filmed.navigator)
    filmed.show(page)
    page.view.cameras.show_only([filmed.camera(code).id for code in codes])
    page.take_reason(WHY)
    until(lambda: page.playback.is_open)
    page.seek(filmed.start + at * SECOND)
    shows(page, filmed.start + at * SECOND)
    page.view.timeline.setFocus()
    return page


def pane(page: ArchivePage) -> PlayerPane:
    """The chosen one."""
    return page.view.grid.pane(page.view.cameras.camera_id)


def shows(page: ArchivePage, instant: int, within: int = SECOND // 5) -> None:
    """The picture in the chosen pane is of that instant."""
    until(lambda: (at := pane(page).frame_us) is not None and abs(at - instant) <= within)


def picture(page: ArchivePage) -> int:
    at = pane(page).frame_us
    assert at is not None
    return at


def button(page: QWidget, words: str) -> QAbstractButton:
    found = [one for one in page.findChildren(QAbstractButton) if words in f"{one.text()} {one.toolTip()}"]
    assert len(found) == 1, (words, found)
    return found[0]


def click(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
    QApplication.processEvents()


def on_line(page: ArchivePage, instant: int, y: int = 0) -> QPoint:
    """Where the instant lies on the time line, in the upper row unless ``y`` says otherwise."""
    line = page.view.timeline
    return QPoint(round(line.name_width + line.scale.x_of(instant)), y or line._ruler + 10)


def test_the_reason_is_asked_first_and_stands_in_the_log(filmed: Filmed, qapp: object) -> None:
    page = ArchivePage(filmed.parts, filmed.session(), filmed.navigator)
    filmed.show(page)
    assert page.view.asks
    page.setFocus()
    key(page, K.Key_Space)
    assert not page.playback.is_open
    assert filmed.log("playback_opened") == []
    line = page.view.form._reason.lineEdit()
    line.setText("")
    key(line, K.Key_Return)
    assert page.view.asks
    line.setText("  Phụ huynh hỏi về giờ ra chơi ")
    QTest.keyClick(line, K.Key_Return)
    until(lambda: pane(page).has_picture)
    (entry,) = filmed.log("playback_opened")
    assert (entry.reason, entry.actor_id) == ("Phụ huynh hỏi về giờ ra chơi", filmed.board.user_id)
    assert "Phụ huynh hỏi về giờ ra chơi" in page.view.banner.text
    here = page.playback.position
    click(button(page, "Đổi lý do"))
    assert page.view.asks
    page.view.form._reason.setEditText("Rà soát")
    click(page.view.form._start)
    until(lambda: len(filmed.log("playback_opened")) == 2)
    assert filmed.log("playback_opened")[1].reason == "Rà soát"
    until(lambda: page.playback.position == here)


def test_the_line_shows_what_is_there_what_is_missing_and_what_is_held(filmed: Filmed, qapp: object) -> None:
    start, camera = filmed.start, filmed.camera()
    filmed.parts.holds.place(
        filmed.board, [camera.id], Span(start + 5 * SECOND, start + 9 * SECOND), "x", start + 90 * DAY
    )
    filmed.parts.archive.mark(filmed.board, camera.id, start + 12 * SECOND, "Hai học sinh ngã")
    page = opened(filmed)
    timeline = page.view.timeline
    timeline.show_window(Span(start - MINUTE, start + 2 * MINUTE))
    gap = Span(start + 40 * SECOND, start + 60 * SECOND)
    until(lambda: timeline.rows and [one.span for one in timeline.rows[0].row.gaps] == [gap])
    row = timeline.rows[0].row
    assert row.gaps[0].reason == "camera_unreachable"
    assert row.holds == (Span(start + 5 * SECOND, start + 9 * SECOND),)
    assert row.recorded == (Span(start, start + 40 * SECOND), Span(start + 60 * SECOND, start + 80 * SECOND))
    marks = page.view.side._marks
    until(lambda: marks.count() == 1)
    until(lambda: page.view.calendar._recorded[local_date(start)].held)
    # The band of the hold lies over everything, the selection too.
    timeline.show_window(Span(start, start + 30 * SECOND))
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, SHIFT, on_line(page, start + 4 * SECOND))
    move(timeline, on_line(page, start + 6 * SECOND))
    move(timeline, on_line(page, start + 10 * SECOND))
    QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, SHIFT, on_line(page, start + 10 * SECOND))
    span = page.selection.span
    assert span is not None
    assert abs(span.start - start - 4 * SECOND) < SECOND and abs(span.end - start - 10 * SECOND) < SECOND
    image = timeline.grab().toImage()
    x = on_line(page, start + 7 * SECOND).x()
    for lane in timeline._lanes():
        assert image.pixelColor(x, round(lane.top + lane.height) - 2) == theme.color("tl_hold")
    click(marks.viewport(), marks.visualItemRect(marks.item(0)).center())
    shows(page, start + 12 * SECOND)


def move(widget: QWidget, at: QPoint) -> None:
    """With the left button and Shift held: QTest's own move tells neither."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(widget.mapToGlobal(at)), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, SHIFT,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_by_keyboard_alone(filmed: Filmed, qapp: object) -> None:
    page, start = opened(filmed), filmed.start
    key(page, K.Key_Period)
    shows(page, start + 5 * SECOND + 40_000, 1000)
    key(page, K.Key_Comma)
    shows(page, start + 5 * SECOND, 1000)
    key(page, K.Key_Space)
    assert page.playback.playing
    until(lambda: picture(page) > start + 5 * SECOND + 300_000)
    key(page, K.Key_Space)
    assert not page.playback.playing
    key(page, K.Key_L)
    key(page, K.Key_L)
    assert (page.playback.playing, page.playback.speed) == (True, 2.0)
    assert page.view.transport._speed.value() == 2.0
    key(page, K.Key_K)
    assert not page.playback.playing
    key(page, K.Key_BracketRight)
    shows(page, start + 60 * SECOND)
    key(page, K.Key_BracketLeft)
    shows(page, start)
    key(page, K.Key_G)
    shows(page, start + 38 * SECOND)
    key(page, K.Key_G)
    until(lambda: filmed.toasts and filmed.toasts[-1].title == "Phía sau không còn gì")
    key(page, K.Key_I)
    key(page, K.Key_Right)
    shows(page, start + 39 * SECOND)
    key(page, K.Key_O)
    assert page.selection.span is not None
    assert abs(page.selection.span.length - SECOND) <= 80_000
    length = page.view.timeline.scale.window.length
    key(page, K.Key_Plus)
    assert page.view.timeline.scale.window.length < length
    key(page, K.Key_Minus)
    assert abs(page.view.timeline.scale.window.length - length) < SECOND
    key(page, K.Key_X)
    assert page.selection.start is None


def test_to_events_gaps_and_bookmarks(filmed: Filmed, qapp: object) -> None:
    start, camera = filmed.start, filmed.camera().id
    with filmed.catalogue.write():
        FootageEvent.create(camera=camera, kind="motion", start_us=start + 22 * SECOND, end_us=start + 25 * SECOND)
    filmed.parts.archive.mark(filmed.board, camera, start + 31 * SECOND, "x")
    page = opened(filmed)
    key(page, K.Key_BracketRight)
    shows(page, start + 22 * SECOND)
    key(page, K.Key_B)
    shows(page, start + 31 * SECOND)
    page.seek(start + 70 * SECOND)
    shows(page, start + 70 * SECOND)
    key(page, K.Key_G, SHIFT)
    shows(page, start + 38 * SECOND)
    key(page, K.Key_B, SHIFT)
    shows(page, start + 31 * SECOND)


def test_backwards_and_forwards_again(filmed: Filmed, qapp: object) -> None:
    page, start = opened(filmed, 3), filmed.start
    key(page, K.Key_J)
    assert page.view.transport._back.isChecked()
    until(lambda: picture(page) < start + 2_500_000)
    key(page, K.Key_J)
    assert page.playback.speed == -2.0
    until(lambda: not page.playback.playing)
    until(lambda: pane(page).message == "Đầu đoạn đã ghi")
    key(page, K.Key_L)
    assert page.playback.speed == 1.0
    until(lambda: picture(page) > start + 500_000)
    assert page.playback.playing
    until(lambda: pane(page).message == "")
    key(page, K.Key_J)
    key(page, K.Key_Space)
    assert not page.playback.playing
    key(page, K.Key_Space)
    assert (page.playback.playing, page.playback.speed) == (True, 1.0)


def test_by_mouse(filmed: Filmed, qapp: object) -> None:
    page, start = opened(filmed), filmed.start
    click(button(page, "Tới một hình"))
    shows(page, start + 5 * SECOND + 40_000, 1000)
    click(page.view.transport._play)
    until(lambda: picture(page) > start + 5 * SECOND + 200_000)
    click(page.view.transport._speed.button(4.0))
    assert page.playback.speed == 4.0
    click(page.view.transport._play)
    assert not page.playback.playing
    timeline = page.view.timeline
    timeline.show_window(Span(start, start + 90 * SECOND))
    click(timeline, on_line(page, start + 20 * SECOND))
    shows(page, start + 20 * SECOND, 2 * SECOND)
    # Into the gap: what was recorded after it.
    click(timeline, on_line(page, start + 50 * SECOND))
    shows(page, start + 60 * SECOND)
    # Along the ruler: the pictures follow the pointer.
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=on_line(page, start + 62 * SECOND, 4))
    for at in (66, 70, 72):
        QTest.mouseMove(timeline, on_line(page, start + at * SECOND, 4))
        QApplication.processEvents()
    shows(page, start + 72 * SECOND, SECOND)
    QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=on_line(page, start + 74 * SECOND, 4))
    shows(page, start + 74 * SECOND, SECOND)


def test_a_stretch_again_and_again(filmed: Filmed, qapp: object) -> None:
    page, start = opened(filmed, 3), filmed.start
    assert not page.view.transport._loop.isEnabled()
    key(page, K.Key_I)
    page.seek(start + 4 * SECOND)
    shows(page, start + 4 * SECOND)
    key(page, K.Key_O)
    key(page, K.Key_R)
    assert page.playback.playing and page.view.transport._loop.isChecked()
    until(lambda: picture(page) < start + 3_400_000)
    until(lambda: picture(page) > start + 3_800_000)
    until(lambda: picture(page) < start + 3_400_000)
    key(page, K.Key_X)
    assert page.playback.loop is None and not page.view.transport._loop.isChecked()


def test_a_typed_date_and_time_and_keys_while_typing(filmed: Filmed, qapp: object) -> None:
    page, start = opened(filmed), filmed.start
    field = page.view.goto.time
    field.setFocus()
    QTest.keyClicks(field, clock_words(start + 30 * SECOND))
    page._look_again()
    QApplication.processEvents()
    assert field.time().toString("HH:mm:ss") == clock_words(start + 30 * SECOND)
    for one in (K.Key_Space, K.Key_S, K.Key_M, K.Key_I):
        key(field, one)
    assert not page.playback.playing
    assert page.selection.start is None
    assert QApplication.activeModalWidget() is None
    key(field, K.Key_Return)
    shows(page, start + 30 * SECOND)
    assert page.view.timeline.hasFocus(), "the keys of playback work again"
    page.seek(start - 3 * DAY)
    until(lambda: page.view.calendar.day == local_date(start - 3 * DAY))
    page.view.goto.date.setFocus()
    QTest.keyClicks(page.view.goto.date, to_datetime(start).strftime("%d/%m/%Y"))
    page.view.goto.time.setFocus()
    QTest.keyClicks(page.view.goto.time, clock_words(start + 20 * SECOND))
    key(page.view.goto.time, K.Key_Return)
    shows(page, start + 20 * SECOND)


def test_a_head_that_plays_on_does_not_fetch_back_a_line_that_somebody_looks_along(
    filmed: Filmed, qapp: object
) -> None:
    line, start = opened(filmed).view.timeline, filmed.start
    line.show_window(Span(start, start + MINUTE))
    line.set_head(start + 50 * SECOND)
    line.set_head(start + 61 * SECOND)
    assert line.scale.window.contains(start + 61 * SECOND), "it goes along"
    elsewhere = Span(start - 3 * HOUR, start - 2 * HOUR)
    line.show_window(elsewhere)
    line.set_head(start + 62 * SECOND)
    assert line.scale.window == elsewhere
    line.set_head(start)
    assert line.scale.window.contains(start), "put there, it is shown"


def test_cameras_without_accents_and_a_day_without_footage(filmed: Filmed, qapp: object) -> None:
    page = opened(filmed)
    cameras = page.view.cameras
    cameras._search.setFocus()
    QTest.keyClicks(cameras._search, "cau thang")
    assert [cameras._list.item(at).isHidden() for at in range(2)] == [True, False]
    key(cameras._search, K.Key_Return)
    assert cameras.camera_id == filmed.camera("C12").id
    assert cameras.shown == [filmed.camera("C04").id, filmed.camera("C12").id]
    until(lambda: pane(page).message.startswith("Không có ghi hình lúc này"))
    cameras._search.clear()
    cameras._list.setFocus()
    cameras._list.setCurrentRow(1)
    key(page, K.Key_Return)
    assert cameras.shown == [filmed.camera("C04").id]
    key(page, K.Key_Space)
    assert page.playback.playing, "a list leaves the keys of playback to the page"
    key(page, K.Key_Space)
    here = page.playback.position
    empty = local_date(filmed.start) - timedelta(days=2)
    page.view.calendar.choose(empty)
    until(lambda: filmed.toasts and filmed.toasts[-1].title == "Ngày này không có ghi hình")
    assert local_date(page.view.timeline.scale.window.start) == empty
    # The clock may still tell where exactly it stopped.
    assert abs(page.playback.position - here) < SECOND
    page.view.calendar.choose(local_date(filmed.start))
    shows(page, filmed.start)


def test_several_cameras_in_step_and_each_alone(filmed: Filmed, tmp_path: Path, qapp: object) -> None:
    filmed.film(tmp_path, "C12", [filmed.start + at * SECOND for at in (0, 10)])
    page = opened(filmed, 5, ("C04", "C12"))
    panes, start = page.view.grid.panes, filmed.start
    other = panes[filmed.camera("C12").id]
    until(lambda: other.frame_us is not None and abs(other.frame_us - start - 5 * SECOND) < SECOND // 5)
    assert [one._framed for one in panes.values()] == [True, False]
    click(other)
    assert page.view.cameras.camera_id == filmed.camera("C12").id
    assert [one._framed for one in panes.values()] == [False, True]
    until(lambda: page.view.timeline.rows and page.view.timeline.rows[0].detail == "C12 Cầu thang B")
    key(page, K.Key_1)
    assert page.view.cameras.camera_id == filmed.camera("C04").id
    key(page, K.Key_Y)
    assert page.view.transport._sync.text() == "Đồng bộ: tắt"
    page.seek(start + 12 * SECOND)
    shows(page, start + 12 * SECOND)
    assert other.frame_us is not None and abs(other.frame_us - start - 5 * SECOND) < SECOND
    key(page, K.Key_Y)
    until(lambda: other.frame_us is not None and abs(other.frame_us - start - 12 * SECOND) < SECOND // 5)
    # Alone in the grid, and all again: what nobody sees is neither played nor said to have been looked at.
    QTest.mouseDClick(other, Qt.MouseButton.LeftButton)
    assert [one.isVisible() for one in panes.values()] == [False, True]
    assert page.playback.group is not None
    assert [one.camera_id for one in page.playback.group.panes] == [filmed.camera("C12").id]
    page.playback.play()
    until(lambda: other.frame_us is not None and other.frame_us > start + 15 * SECOND)
    page.playback.pause()
    until(lambda: bool(filmed.log("playback_closed")))
    assert [entry.object for entry in filmed.log("playback_closed")] == [f"camera:{filmed.camera().id}"]
    key(page, K.Key_W)
    assert [one.isVisible() for one in panes.values()] == [True, True]
    first = panes[filmed.camera().id]
    until(lambda: first.has_picture and first.frame_us is not None and first.frame_us > start + 15 * SECOND)
    # Where the other has nothing it says so, and comes back by itself.
    page.seek(start + 30 * SECOND)
    shows(page, start + 30 * SECOND)
    until(lambda: other.message.startswith("Không có ghi hình lúc này"))
    page.seek(start + 3 * SECOND)
    until(lambda: other.message == "")


def test_sixteen_at_most_and_none(filmed: Filmed, qapp: object) -> None:
    for at in range(18):
        draft = CameraDraft(f"D{at:02d}", f"Phòng {at}", "Nhà B", "url", main_url="rtsp://127.0.0.1:9/x")
        filmed.parts.cameras.add(filmed.school.it, draft)
    page = opened(filmed)
    every = [camera.id for camera in filmed.parts.cameras.all(filmed.board)]
    for camera in every:
        page.view.cameras.choose(camera)
    assert len(page.view.cameras.shown) == len(page.view.grid.panes) == 16
    assert filmed.toasts[-1].title == "Xem cùng lúc nhiều nhất 16 camera"
    assert page.playback.group is not None and len(page.playback.group.panes) == 16
    page.view.cameras.show_only([])
    assert not page.playback.is_open
    assert page.view.grid.empty.message == "Chưa chọn camera nào. Đánh dấu một camera ở danh sách bên trái."
    key(page, K.Key_Space)
    page.view.cameras.show_only([filmed.camera().id])
    until(lambda: pane(page).has_picture)


def test_where_one_was_is_found_again(filmed: Filmed, qapp: object) -> None:
    page, start = opened(filmed, 7, ("C04", "C12")), filmed.start
    page.view.timeline.show_window(Span(start, start + 10 * MINUTE))
    key(page, K.Key_Y)
    page.deactivate()
    until(lambda: filmed.parts.preferences.get(filmed.board, "archive.view"))
    page.shutdown()
    again = ArchivePage(filmed.parts, filmed.session(), filmed.navigator)
    filmed.show(again)
    again.take_reason(WHY)
    shows(again, start + 7 * SECOND)
    assert again.view.cameras.shown == [filmed.camera("C04").id, filmed.camera("C12").id]
    assert not again.playback.synced
    assert abs(again.view.timeline.scale.window.length - 10 * MINUTE) < SECOND
    filmed.parts.preferences.set(filmed.guard, "archive.view", {"cameras": [4711, "x"], "instant": "soon"})
    other = ArchivePage(filmed.parts, filmed.session(filmed.guard), filmed.navigator)
    filmed.show(other)
    assert other.view.cameras.shown == [filmed.camera("C04").id], "what makes no sense is left out"


def test_live_in_the_same_pane_and_back(filmed: Filmed, qapp: object) -> None:
    page, start = opened(filmed), filmed.start
    key(page, K.Key_T)
    assert page.live.on and page.view.live.isChecked() and pane(page).live
    assert [entry.action for entry in filmed.log("watch_live")] == ["watch_live"]
    until(lambda: pane(page).message == "Camera này không có hình trực tiếp")
    key(page, K.Key_I)
    assert page.selection.start is None, "what is live can't be marked"
    click(page.view.live)
    assert not page.live.on and not pane(page).live
    shows(page, start + 5 * SECOND)
    key(page, K.Key_T)
    page.seek(start + 20 * SECOND)
    assert not page.live.on
    shows(page, start + 20 * SECOND)


def test_a_camera_out_of_use_can_still_be_looked_at(filmed: Filmed, qapp: object) -> None:
    filmed.parts.cameras.remove(filmed.board, filmed.camera().id, "Hỏng")
    page = ArchivePage(filmed.parts, filmed.session(), filmed.navigator)
    filmed.show(page)
    gone = next(camera for camera in filmed.parts.cameras.all(filmed.board, removed=True) if camera.removed_us)
    filmed.navigator.open_archive.emit(gone.id, filmed.start + 15 * SECOND)
    until(lambda: pane(page).has_picture)
    assert page.playback.playing
    assert "ngừng" in page.view.cameras._list.item(1).text()


def test_who_may_not_look_is_told_in_the_pane_once(filmed: Filmed, qapp: object) -> None:
    page = ArchivePage(filmed.parts, filmed.session(filmed.school.it), filmed.navigator)
    filmed.show(page)
    page.view.cameras.show_only([filmed.camera().id])
    page.take_reason(WHY)
    until(lambda: pane(page).message.startswith("Không được xem lại camera này"))
    asked = len(filmed.log("play_back", "playback_opened", "refused"))
    page._look_again()
    until(lambda: page.view.timeline.rows)
    assert page.playback.group is not None and page.playback.group.state is PlayState.REFUSED
    assert asked == len(filmed.log("play_back", "playback_opened", "refused"))


def test_a_guard_sees_where_his_right_ends(filmed: Filmed, tmp_path: Path, qapp: object) -> None:
    long_ago = filmed.start - 3 * DAY
    filmed.film(tmp_path, "C04", [long_ago])
    page = ArchivePage(filmed.parts, filmed.session(filmed.guard), filmed.navigator)
    filmed.show(page)
    page.view.cameras.show_only([filmed.camera().id])
    page.take_reason(WHY)
    until(lambda: page.playback.is_open)
    page.view.timeline.show_window(Span(long_ago - HOUR, long_ago + HOUR))

    def only_hidden() -> bool:
        """In the asked window; the one before it reached over what he may see."""
        rows = page.view.timeline.rows
        return bool(rows) and bool(rows[0].row.hidden) and rows[0].row.recorded == ()

    until(only_hidden)
    page.seek(long_ago + 5 * SECOND)
    page.playback.pause()

    def later() -> bool:
        """The next that he may see, where that was known in time to go there."""
        return pane(page).has_picture and picture(page) > long_ago + DAY

    until(lambda: pane(page).message.startswith("Ngoài phần được xem lại") or later())
    assert not pane(page).has_picture or later()


def test_what_is_done_with_a_stretch(filmed: Filmed, qapp: object) -> None:
    page, start = opened(filmed), filmed.start
    with answering(lambda dialog: (check(dialog, BookmarkDialog), dialog.set_text("Va nhau"), dialog.accept())):
        key(page, K.Key_M)
    until(lambda: page.view.side._marks.count() == 1)
    key(page, K.Key_S)
    assert filmed.toasts[-1].title == "Chưa có vụ việc đang mở"
    key(page, K.Key_I)
    page.seek(start + 8 * SECOND)
    shows(page, start + 8 * SECOND)
    key(page, K.Key_O)
    until(page.view.side.hold.isEnabled)
    with answering(lambda dialog: (check(dialog, HoldDialog), dialog.set_text("Phụ huynh xin"), dialog.accept())):
        click(page.view.side.hold)
    until(lambda: page.view.timeline.rows and page.view.timeline.rows[0].row.holds)
    shown: list[int] = []
    filmed.navigator.show_incident.connect(shown.append)
    with answering(lambda dialog: (check(dialog, IncidentDialog), dialog.set_text("Hai em va nhau"), dialog.accept())):
        click(page.view.side.incident)
    until(lambda: shown)
    incident = filmed.parts.incidents.get(filmed.board, shown[0])
    assert (incident.title, len(incident.notes)) == ("Hai em va nhau", 1)
    until(lambda: [item.kind for item in filmed.parts.evidence.of_incident(filmed.board, shown[0])] == ["clip"])
    with answering(lambda dialog: (check(dialog, ChooseIncidentDialog), button(dialog, "Thêm ảnh").click())):
        key(page, K.Key_S)
    until(lambda: len(filmed.parts.incidents.get(filmed.board, shown[0]).evidence) == 2)


def test_a_stretch_of_several_cameras(filmed: Filmed, tmp_path: Path, qapp: object) -> None:
    """Held together, cut one after the other, and what one of them misses is said."""
    start = filmed.start
    filmed.film(tmp_path, "C12", [start])
    page = opened(filmed, 5, ("C04", "C12"))
    page.marks.stretch(Span(start + 2 * SECOND, start + 8 * SECOND))
    until(lambda: page.view.side._missing.text() == "2 camera · Không mất ghi trong đoạn.")
    page.marks.stretch(Span(start + 2 * SECOND, start + 18 * SECOND))
    until(lambda: page.view.side._missing.text() == "2 camera · Mất ghi: C12.")
    page.marks.stretch(Span(start + 2 * SECOND, start + 8 * SECOND))
    until(lambda: "Không mất ghi" in page.view.side._missing.text())
    shown: list[int] = []
    filmed.navigator.show_incident.connect(shown.append)
    with answering(lambda dialog: (check(dialog, IncidentDialog), dialog.set_text("Va nhau"), dialog.accept())):
        click(page.view.side.incident)
    until(lambda: shown, 30)
    incident = filmed.parts.incidents.get(filmed.board, shown[0])
    evidence, wanted = filmed.parts.evidence, sorted(page.view.cameras.shown)
    until(lambda: sorted(item.camera_id for item in evidence.of_incident(filmed.board, incident.id)) == wanted, 30)
    held = {camera for hold in filmed.parts.holds.of_incident(incident.id) for camera in hold.camera_ids}
    assert sorted(held) == wanted


def test_an_incident_whose_clip_cannot_be_cut_is_shown_all_the_same(filmed: Filmed, qapp: object) -> None:
    page, start = opened(filmed), filmed.start
    page.marks.stretch(Span(start + 5 * SECOND, start + 8 * SECOND))
    until(page.view.side.incident.isEnabled)
    for file in (filmed.parts.folder.recordings / "C04").rglob("*.mp4"):
        file.unlink()
    shown: list[int] = []
    filmed.navigator.show_incident.connect(shown.append)
    with answering(lambda dialog: (dialog.set_text("Hai em va nhau"), dialog.accept())):
        click(page.view.side.incident)
    until(lambda: shown)
    jobs = filmed.parts.clip_jobs
    until(lambda: [job.state for job in jobs.all(filmed.board)] == ["failed"])
    (job,) = jobs.all(filmed.board)
    assert job.incident_id == shown[0]
    assert job.parts[0].error is not None and job.parts[0].error.code == "nothing_recorded"


def check(dialog: QWidget, kind: type[QWidget]) -> None:
    assert isinstance(dialog, kind), dialog


def test_hidden_it_pauses_and_closed_it_leaves_nothing(filmed: Filmed, qapp: object) -> None:
    page = opened(filmed)
    key(page, K.Key_Space)
    until(lambda: picture(page) > filmed.start + 5 * SECOND + 200_000)
    page.deactivate()
    assert not page.playback.playing
    assert not page._refresh.isActive()
    assert not page.playback._timer.isActive()
    page.activate()
    assert page.playback.is_open
    page.loader.refresh()
    page.facts.load_month()
    page.shutdown()  # answers are still under way
    assert not page.playback.is_open
    until(lambda: filmed.log("playback_closed"))
    (entry,) = filmed.log("playback_closed")
    assert entry.reason == WHY


def test_small_pictures_about_the_play_head(filmed: Filmed, qapp: object) -> None:
    page, start = opened(filmed, 20), filmed.start
    thumbs = page.view.thumbs
    page.view.timeline.show_window(Span(start - 5 * MINUTE, start + 5 * MINUTE))
    until(lambda: len(thumbs._pictures) == 8 and sum(image is not None for _, image in thumbs._pictures.values()) >= 8)
    click(thumbs, thumbs._places()[6].center())
    shows(page, start + 23 * SECOND, 2 * SECOND)
    line = page.view.timeline
    QTest.mouseMove(line, on_line(page, start + 10 * SECOND))
    until(page.view.hover.isVisible)
    QTest.mouseMove(line, QPoint(4, 4))
    until(lambda: not page.view.hover.isVisible())


def test_everything_is_reached_by_tab_and_has_a_name(filmed: Filmed, qapp: object) -> None:
    filmed.parts.incidents.open(filmed.board, IncidentDraft("Ngã", "accident", "Sân", filmed.start))
    page = opened(filmed)
    reached: list[QWidget] = []
    page.view.calendar._grid.setFocus()
    focus = page.window().focusWidget()
    while focus is not None and focus not in reached:
        reached.append(focus)
        page.focusNextChild()
        focus = page.window().focusWidget()
    view = page.view
    expected = (
        view.goto.date,
        view.goto.time,
        view.cameras._list,
        view.transport._play,
        view.transport._sync,
        view.thumbs,
    )
    for widget in (*expected, view.timeline, view.live):
        assert widget in reached
    order = [reached.index(one) for one in (view.goto.time, view.cameras._list, view.transport._play, view.timeline)]
    assert order == sorted(order)
    nameless = [one for one in reached if not (one.accessibleName() or getattr(one, "text", str)())]
    assert nameless == []
