"""The playback page over real services, recorded segments and the real media process, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.unit.ui.filmed_school import Filmed, answering, clock_words, filmed_school, key, until
from vms.core.instants import DAY, MINUTE, SECOND, Span, local_date
from vms.services.incident_drafts import IncidentDraft
from vms.ui import theme
from vms.ui.archive.dialogs import BookmarkDialog, ChooseIncidentDialog, HoldDialog, IncidentDialog
from vms.ui.archive.page import ArchivePage

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WHY = "Xác minh vụ việc VV-2026-001"


@pytest.fixture
def filmed(qapp: object, tmp_path: Path) -> Iterator[Filmed]:
    with filmed_school(tmp_path) as made:
        yield made


def opened(filmed: Filmed, at: int = 5) -> ArchivePage:
    """Watching C04 yesterday, paused, ``at`` seconds after its first picture."""
    page = ArchivePage(filmed.parts, filmed.session(), filmed.navigator)
    filmed.show(page)
    page.view.calendar.set_day(local_date(filmed.start))
    page.take_reason(WHY)
    until(lambda: page.view.pane.has_picture)
    page.seek(filmed.start + at * SECOND)
    shows(page, filmed.start + at * SECOND)
    page.view.timeline.setFocus()
    return page


def shows(page: ArchivePage, instant: int, within: int = SECOND // 5) -> None:
    """The picture in the pane is of that instant."""

    def there() -> bool:
        frame = page.view.pane._frame
        return frame is not None and abs(frame.instant_us - instant) <= within

    until(there)


def picture(page: ArchivePage) -> int:
    frame = page.view.pane._frame
    assert frame is not None
    return frame.instant_us


def button(page: QWidget, words: str) -> QAbstractButton:
    found = [one for one in page.findChildren(QAbstractButton) if words in f"{one.text()} {one.toolTip()}"]
    assert len(found) == 1, (words, found)
    return found[0]


def click(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
    QApplication.processEvents()


def test_the_reason_is_asked_first_and_stands_in_the_log(filmed: Filmed, qapp: object) -> None:
    page = ArchivePage(filmed.parts, filmed.session(), filmed.navigator)
    filmed.show(page)
    page.view.calendar.set_day(local_date(filmed.start))
    assert page.view.asks
    page.view.cameras.choose(filmed.camera().id)
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
    until(lambda: page.view.pane.has_picture)
    (entry,) = filmed.log("playback_opened")
    assert (entry.reason, entry.actor_id) == ("Phụ huynh hỏi về giờ ra chơi", filmed.board.user_id)
    assert "Phụ huynh hỏi về giờ ra chơi" in page.view.banner.text
    click(button(page, "Đổi lý do"))
    assert page.view.asks
    page.view.form._reason.setEditText("Rà soát")
    click(page.view.form._start)
    until(lambda: len(filmed.log("playback_opened")) == 2)
    assert filmed.log("playback_opened")[1].reason == "Rà soát"


def test_the_line_shows_what_is_there_what_is_missing_and_what_is_held(filmed: Filmed, qapp: object) -> None:
    start, camera = filmed.start, filmed.camera()
    filmed.parts.holds.place(
        filmed.board, [camera.id], Span(start + 5 * SECOND, start + 9 * SECOND), "x", start + 90 * DAY
    )
    filmed.parts.archive.mark(filmed.board, camera.id, start + 12 * SECOND, "Hai học sinh ngã")
    page = opened(filmed)
    line = page._line
    assert line is not None
    assert [(gap.span, gap.reason) for gap in line.gaps] == [
        (Span(start + 40 * SECOND, start + 60 * SECOND), "camera_unreachable")
    ]
    assert line.holds == (Span(start + 5 * SECOND, start + 9 * SECOND),)
    window = page.view.timeline.scale.window
    assert window.start <= start and start + 80 * SECOND <= window.end
    assert window.length <= 3 * MINUTE, "eighty seconds of footage are well visible"
    marks = page.view.side._marks
    assert marks.count() == 1
    assert page.view.calendar._recorded[local_date(start)].held
    # The band of the hold lies over everything, the selection too.
    timeline = page.view.timeline
    page.seek(start + 4 * SECOND)
    shows(page, start + 4 * SECOND)
    key(timeline, K.Key_I)
    page.seek(start + 10 * SECOND)
    shows(page, start + 10 * SECOND)
    key(timeline, K.Key_O)
    image = timeline.grab().toImage()
    x = round(timeline._name_width + timeline.scale.x_of(start + 7 * SECOND))
    assert image.pixelColor(x, timeline._ruler + timeline._row - 2) == theme.color("tl_hold")
    click(marks.viewport(), marks.visualItemRect(marks.item(0)).center())
    shows(page, start + 12 * SECOND)


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


def test_backwards_and_forwards_again(filmed: Filmed, qapp: object) -> None:
    page, start = opened(filmed, 3), filmed.start
    key(page, K.Key_J)
    assert page.view.transport._back.isChecked()
    until(lambda: picture(page) < start + 2_500_000)
    key(page, K.Key_J)
    assert page.playback.speed == -2.0
    until(lambda: not page.playback.playing)
    assert page.view.pane._message[1] == "Đầu đoạn đã ghi"
    key(page, K.Key_L)
    assert page.playback.speed == 1.0
    until(lambda: picture(page) > start + 500_000)
    assert page.playback.playing
    assert page.view.pane._message[1] == ""
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
    x = round(timeline._name_width + timeline.scale.x_of(start + 20 * SECOND))
    click(timeline, QPoint(x, timeline._ruler + 10))
    shows(page, start + 20 * SECOND, 2 * SECOND)
    # Into the gap: what was recorded after it.
    click(
        timeline, QPoint(round(timeline._name_width + timeline.scale.x_of(start + 50 * SECOND)), timeline._ruler + 10)
    )
    shows(page, start + 60 * SECOND)


def test_a_typed_time_and_keys_while_typing(filmed: Filmed, qapp: object) -> None:
    page, start = opened(filmed), filmed.start
    field = page.view.time
    field.setFocus()
    QTest.keyClicks(field, clock_words(start + 30 * SECOND))
    page._refresh_today()
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


def test_cameras_without_accents_and_an_empty_day(filmed: Filmed, qapp: object) -> None:
    page = opened(filmed)
    cameras = page.view.cameras
    cameras._search.setFocus()
    QTest.keyClicks(cameras._search, "cau thang")
    assert [cameras._list.item(at).isHidden() for at in range(2)] == [True, False]
    key(cameras._search, K.Key_Return)
    assert cameras.camera_id == filmed.camera("C12").id
    until(lambda: page.view.pane._message[1] == "Ngày này không có ghi hình")
    assert not page.view.pane.has_picture
    assert not page.view.side.incident.isEnabled()
    cameras._search.clear()
    cameras.choose(filmed.camera().id)
    until(lambda: page.view.pane.has_picture)
    cameras._list.setFocus()
    key(page, K.Key_Space)
    assert page.playback.playing, "a list leaves the keys of playback to the page"
    page.view.calendar.choose(local_date(filmed.start) - timedelta(days=1))
    until(lambda: page.view.pane._message[1] == "Ngày này không có ghi hình")
    assert not page.playback.is_open


def test_a_camera_out_of_use_can_still_be_looked_at(filmed: Filmed, qapp: object) -> None:
    filmed.parts.cameras.remove(filmed.board, filmed.camera().id, "Hỏng")
    page = opened_removed(filmed)
    assert "ngừng" in page.view.cameras._list.item(1).text()


def opened_removed(filmed: Filmed) -> ArchivePage:
    page = ArchivePage(filmed.parts, filmed.session(), filmed.navigator)
    filmed.show(page)
    gone = next(camera for camera in filmed.parts.cameras.all(filmed.board, removed=True) if camera.removed_us)
    filmed.navigator.open_archive.emit(gone.id, filmed.start + 15 * SECOND)
    until(lambda: page.view.pane.has_picture)
    return page


def test_who_may_not_look_is_told_in_the_pane_once(filmed: Filmed, qapp: object) -> None:
    page = ArchivePage(filmed.parts, filmed.session(filmed.school.it), filmed.navigator)
    filmed.show(page)
    page.view.calendar.set_day(local_date(filmed.start))
    page.take_reason(WHY)
    until(lambda: page.view.pane._message[0] == "lock")
    asked = len(filmed.log("play_back", "playback_opened", "refused"))
    generation = page._generation
    page._refresh_today()
    assert page._generation == generation
    assert not page.playback.is_open
    assert asked == len(filmed.log("play_back", "playback_opened", "refused"))


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
    with answering(lambda dialog: (check(dialog, HoldDialog), dialog.set_text("Phụ huynh xin"), dialog.accept())):
        click(page.view.side.hold)
    until(lambda: page._line and page._line.holds)
    shown: list[int] = []
    filmed.navigator.show_incident.connect(shown.append)
    with answering(lambda dialog: (check(dialog, IncidentDialog), dialog.set_text("Hai em va nhau"), dialog.accept())):
        click(page.view.side.incident)
    until(lambda: shown)
    incident = filmed.parts.incidents.get(filmed.board, shown[0])
    assert (incident.title, len(incident.notes)) == ("Hai em va nhau", 1)
    assert [item.kind for item in incident.evidence] == ["clip"]
    with answering(lambda dialog: (check(dialog, ChooseIncidentDialog), button(dialog, "Thêm ảnh").click())):
        key(page, K.Key_S)
    until(lambda: len(filmed.parts.incidents.get(filmed.board, shown[0]).evidence) == 2)


@pytest.mark.logs("evidence_not_cut")
def test_an_incident_whose_clip_cannot_be_cut_is_shown_all_the_same(filmed: Filmed, qapp: object) -> None:
    page, start = opened(filmed), filmed.start
    key(page, K.Key_I)
    page.seek(start + 8 * SECOND)
    shows(page, start + 8 * SECOND)
    key(page, K.Key_O)
    for file in (filmed.parts.folder.recordings / "C04").rglob("*.mp4"):
        file.unlink()
    shown: list[int] = []
    filmed.navigator.show_incident.connect(shown.append)
    with answering(lambda dialog: (dialog.set_text("Hai em va nhau"), dialog.accept())):
        click(page.view.side.incident)
    until(lambda: shown)
    assert len(filmed.errors) == 1
    filmed.errors.clear()
    assert not page.view._work.isVisible()


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
    page._load_day()
    page._load_month()
    page.shutdown()  # answers are still under way
    assert not page.playback.is_open
    until(lambda: filmed.log("playback_closed"))
    (entry,) = filmed.log("playback_closed")
    assert entry.reason == WHY


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
    for widget in (page.view.time, page.view.cameras._list, page.view.transport._play, page.view.timeline):
        assert widget in reached
    order = [reached.index(one) for one in (page.view.time, page.view.cameras._list, page.view.transport._play)]
    assert order == sorted(order)
    assert reached.index(page.view.transport._play) < reached.index(page.view.timeline)
    nameless = [one for one in reached if not (one.accessibleName() or getattr(one, "text", str)())]
    assert nameless == []
