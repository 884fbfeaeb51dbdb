"""Searching over real services, footage and processes, by mouse and by keys; its host is a page that only holds it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListWidgetItem, QWidget

from tests.footage import record
from tests.moving import FPS, HEIGHT, WIDTH, encode_walks, walk
from tests.unit.ui.filmed_school import Filmed, answering, key
from tests.unit.ui.shell_parts import school, until
from vms.core.errors import NothingRecorded
from vms.core.instants import HOUR, MINUTE, SECOND, Span, day_span, local_date
from vms.models.recording import FootageEvent, Segment
from vms.services.archive import MarkView
from vms.services.motion_searches import MotionDropped, MotionFind, MotionProgress, MotionStage
from vms.ui.archive.camera_list import PageKeysList
from vms.ui.archive.dialogs import BookmarkDialog
from vms.ui.archive.mark_row import MarkDelegate
from vms.ui.archive.page import ArchivePage
from vms.ui.archive.search_area import AreaEditor
from vms.ui.archive.search_seam import SearchSeam
from vms.ui.archive.search_window import SearchWindow
from vms.ui.arrange import column, row
from vms.ui.page import Page

K = Qt.Key
NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WHY = "Tìm em bị ngã"
LAST = (0.1, 0.1, 0.3, 0.9)


class Host(Page):
    """What the seam needs of a page, and nothing else."""

    def __init__(self, filmed: Filmed, **who: object) -> None:
        super().__init__(filmed.parts, filmed.session(**who), filmed.navigator)  # type: ignore[arg-type]
        self.reason, self.place = WHY, (filmed.camera("C12").id, walks_at(filmed) + 20 * SECOND)
        self.marks = PageKeysList()
        self.marks.setItemDelegate(MarkDelegate(self.marks))
        head, buttons = row(), row()
        self.seam = SearchSeam(self, self.marks, lambda: self.reason, lambda: self.place, self.read_marks)
        self.seam.stand_in(head, buttons, 0)
        column(head, buttons, self.marks, parent=self)
        self.played: list[tuple[int, int]] = []
        filmed.navigator.open_archive.connect(lambda camera, instant: self.played.append((camera, instant)))

    def read_marks(self) -> None:
        self.marks.clear()
        for mark in self.parts.archive.marks(self.session.actor, Span(0, 1 << 60)):
            item = QListWidgetItem()
            item.setData(MarkDelegate.MARK, mark)
            self.marks.addItem(item)

    def mark(self, at: int = 0) -> MarkView:
        return self.marks.item(at).data(MarkDelegate.MARK)

    @property
    def window_of_search(self) -> SearchWindow:
        window = self.seam.desk.window
        assert window is not None
        return window

    def shutdown(self) -> None:
        self.seam.close()


def walks_at(filmed: Filmed) -> int:
    return filmed.start + 2 * HOUR


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a minute in which somebody walks on the left from 6 to 12 s."""
    return encode_walks(tmp_path_factory.mktemp("walks") / "walks.mp4", 30, walk(6, 12, (0.15, 0.9), (0.35, 0.8)))


@pytest.fixture
def filmed(qapp: object, walks: Path, tmp_path: Path) -> Iterator[Filmed]:
    """C12 has that half minute, and what was noticed of it; no media process runs."""
    with school(tmp_path / "data") as school_of:
        parts = school_of.parts
        yesterday = local_date(parts.clock.now_us()) - timedelta(days=1)
        made = Filmed(school_of, parts.archive._catalogue, day_span(yesterday).start + 9 * HOUR)
        made.navigator.notified.connect(made.toasts.append)
        made.navigator.error_raised.connect(made.errors.append)
        root, camera, start = parts.folder.recordings, made.camera("C12").id, walks_at(made)
        piece = record(walks, root / "C12", start, start + 30 * SECOND)
        with made.catalogue.write():
            Segment.create(
                camera=camera, path=piece.path.relative_to(root).as_posix(), start_us=piece.start_us,
                end_us=piece.end_us, size=1, codec="h264", width=WIDTH, height=HEIGHT, frames=30 * FPS,
            )  # fmt: skip
            for at in (6, 20):
                FootageEvent.create(
                    camera=camera, kind="motion", start_us=start + at * SECOND, end_us=start + (at + 5) * SECOND
                )
        try:
            yield made
        finally:
            made.close()
    assert made.errors == [], made.errors


def shown(filmed: Filmed) -> Host:
    host = Host(filmed)
    filmed.show(host, (700, 500))
    host.setFocus()
    return host


def back_to(host: Host) -> None:
    """The page is in front again."""
    host.activateWindow()
    host.setFocus()
    until(host.isActiveWindow)


def draw(editor: AreaEditor, *points: tuple[float, float]) -> None:
    """Click the corners, and the first one again."""
    for x, y in (*points, points[0]):
        QTest.mouseClick(
            editor, Qt.MouseButton.LeftButton, pos=QPoint(round(x * editor.width()), round(y * editor.height()))
        )


LEFT = ((0.05, 0.4), (0.45, 0.4), (0.45, 0.97), (0.05, 0.97))
RIGHT = ((0.6, 0.4), (0.97, 0.4), (0.97, 0.97))


def test_an_area_by_mouse_and_the_same_by_keys(qapp: object) -> None:
    mouse, keys = AreaEditor(), AreaEditor()
    try:
        for editor in (mouse, keys):
            editor.resize(400, 225)
            editor.show()
        draw(mouse, (0.5, 0.5), (0.6, 0.5), (0.6, 0.7))
        QTest.keyClick(keys, K.Key_Space)
        for _ in range(2):
            QTest.keyClick(keys, K.Key_Right, SHIFT)
        QTest.keyClick(keys, K.Key_Space)
        for _ in range(20):
            QTest.keyClick(keys, K.Key_Down)
        QTest.keyClick(keys, K.Key_Space)
        QTest.keyClick(keys, K.Key_Return)
        assert mouse.drawing.closed
        assert keys.drawing.closed
        for one, other in zip(mouse.drawing.points, keys.drawing.points, strict=True):
            assert one == pytest.approx(other, abs=0.01)
        # A corner is moved: dragged, or taken with Space and let go with Space.
        at, to = QPoint(240, 157), QPoint(320, 157)
        QTest.mousePress(mouse, Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseMove(mouse, to)
        QTest.mouseRelease(mouse, Qt.MouseButton.LeftButton, pos=to)
        for press in (K.Key_Space, *[K.Key_Right] * 20, K.Key_Space):
            QTest.keyClick(keys, press)
        for editor in (mouse, keys):
            assert editor.drawing.points[2] == pytest.approx((0.8, 0.7), abs=0.01)
        QTest.mouseClick(mouse, Qt.MouseButton.RightButton, pos=to)
        QTest.keyClick(keys, K.Key_Delete)
        assert [len(editor.drawing.points) for editor in (mouse, keys)] == [2, 2]
        QTest.keyClick(keys, K.Key_Z, CTRL)
        assert keys.drawing.closed and "3" in keys.accessibleDescription()
    finally:
        for editor in (mouse, keys):
            editor.close()
            editor.deleteLater()
        QCoreApplication.sendPostedEvents()


def test_events_are_found_and_played_one_after_another(filmed: Filmed, qapp: object) -> None:
    host, start, camera = shown(filmed), walks_at(filmed), filmed.camera("C12").id
    filmed.parts.archive.mark(filmed.guard, camera, start + 8 * SECOND, "Hai học sinh ngã")
    key(host, K.Key_F, CTRL)
    window = host.window_of_search
    assert window.isVisible()
    key(window.events.text, K.Key_Return)
    found = window.events.list
    until(lambda: found.count() == 3)
    until(lambda: all(found.item(at).data(found.itemDelegate().IMAGE) is not None for at in range(3)))
    assert [row.instant_us - start for row in found.rows] == [20 * SECOND, 8 * SECOND, 6 * SECOND]
    assert found.row_at(1).text == "Hai học sinh ngã"
    assert found.hasFocus()
    key(found, K.Key_Return)
    assert host.played == [(camera, start + 20 * SECOND)]
    assert not window.isVisible()
    back_to(host)
    key(host, K.Key_F3)
    key(host, K.Key_F3)
    key(host, K.Key_F3)
    key(host, K.Key_F3, SHIFT)
    assert [instant - start for _, instant in host.played[1:]] == [8 * SECOND, 6 * SECOND, 8 * SECOND]
    QTest.mouseClick(host.seam.events_button, Qt.MouseButton.LeftButton)
    assert window.isVisible() and found.count() == 3, "what was found is still there"
    window.events.text.setText("nga")
    QTest.mouseClick(window.events.go, Qt.MouseButton.LeftButton)
    until(lambda: found.count() == 1)
    (entry, *_) = filmed.log("footage_searched")
    assert (entry.reason, entry.actor_id) == (WHY, filmed.board.user_id)
    until(lambda: len(filmed.log("thumbnails_shown")) == 2)
    window.events.text.setText("không có gì như thế")
    QTest.mouseClick(window.events.go, Qt.MouseButton.LeftButton)
    until(lambda: window.events.middle.currentWidget() is window.events._none)
    QTest.keyClick(window, K.Key_Escape)
    assert not window.isVisible()


def test_a_filter_that_lets_nothing_through_is_told_at_once(filmed: Filmed, qapp: object) -> None:
    host = shown(filmed)
    key(host, K.Key_F, CTRL)
    events = host.window_of_search.events
    for tick in events.kinds.values():
        tick.setChecked(False)
    events.ask()
    assert "ít nhất một loại" in events.span._wrong.text()
    assert filmed.log("footage_searched") == []


def test_motion_is_found_where_it_was_drawn(filmed: Filmed, qapp: object) -> None:
    host, start = shown(filmed), walks_at(filmed)
    key(host, K.Key_F, CTRL | SHIFT)
    window, motion = host.window_of_search, host.window_of_search.motion
    until(lambda: not motion.editor._image.isNull())
    QTest.mouseClick(motion.start, Qt.MouseButton.LeftButton)
    assert "Vẽ vùng" in motion._wrong.text()
    draw(motion.editor, *LEFT)
    assert motion._wrong.text() == ""
    motion.start.setFocus()
    key(window, K.Key_Space)
    until(lambda: motion._running)
    assert not motion.camera.isEnabled()
    until(lambda: not motion._running)
    (found,) = motion.list.rows
    assert abs(found.instant_us - start - 6 * SECOND) < SECOND // 2
    assert found.box is not None and found.box[2] < 0.46
    assert not motion.list.item(0).data(motion.list.itemDelegate().IMAGE).isNull()
    assert motion.start.text() == "Tìm chuyển động"
    motion.list.setFocus()
    key(window, K.Key_Return)
    assert host.played == [(found.camera_id, found.instant_us)]
    (entry,) = filmed.log("motion_searched")
    assert entry.reason == WHY
    # On the other side nobody walked.
    back_to(host)
    key(host, K.Key_F, CTRL | SHIFT)
    motion.editor.change(type(motion.editor.drawing)())
    draw(motion.editor, *RIGHT)
    QTest.mouseClick(motion.start, Qt.MouseButton.LeftButton)
    until(lambda: motion._running)
    until(lambda: not motion._running)
    assert motion.middle.currentWidget() is motion._none


def test_a_find_that_is_taken_back_leaves_the_list_and_the_others_their_cursor(filmed: Filmed, qapp: object) -> None:
    host, start = shown(filmed), walks_at(filmed)
    key(host, K.Key_F, CTRL | SHIFT)
    motion, camera = host.window_of_search.motion, filmed.camera("C12").id
    finds = [
        MotionFind(
            camera, number, Span(start + number * MINUTE, start + number * MINUTE + SECOND), start, 0.1, LAST, b""
        )
        for number in (1, 2, 3)
    ]
    for find in finds:
        motion.take(find)
    motion.list.setCurrentRow(2)
    motion.take(MotionProgress(camera, 0.5, MotionStage.KEYS))
    assert "xem kỹ" in motion._progress._detail.text()
    motion.take(MotionDropped(camera, 1))
    assert [row.key[1] for row in motion.list.rows] == [2, 3]
    assert motion.list.current is not None and motion.list.current.key[1] == 3
    assert motion._count.text() == "2"
    motion.take(MotionDropped(camera, 2))
    motion.take(MotionDropped(camera, 3))
    assert motion.middle.currentWidget() is motion._empty and motion._count.text() == ""


def test_two_cameras_are_searched_and_what_is_missing_is_named(filmed: Filmed, qapp: object) -> None:
    host = shown(filmed)
    key(host, K.Key_F, CTRL | SHIFT)
    motion = host.window_of_search.motion
    motion.camera.setCurrentIndex(motion.camera.findData(filmed.camera("C04").id))
    draw(motion.editor, *RIGHT)
    QTest.mouseClick(motion.start, Qt.MouseButton.LeftButton)
    until(lambda: filmed.errors)
    assert isinstance(filmed.errors.pop(), NothingRecorded)
    assert motion.start.isEnabled() and motion.camera.isEnabled()
    motion.camera.setCurrentIndex(motion.camera.findData(filmed.camera("C12").id))
    assert motion.editor.drawing.points == ()
    draw(motion.editor, *LEFT)
    assert "C12" in motion._areas.text() and "C04" in motion._areas.text()
    QTest.mouseClick(motion.start, Qt.MouseButton.LeftButton)
    until(lambda: motion._running)
    until(lambda: not motion._running)
    assert [row.camera_id for row in motion.list.rows] == [filmed.camera("C12").id]
    assert "C04" in motion._banner.text, "nothing was recorded there in that hour"
    motion.camera.setCurrentIndex(motion.camera.findData(filmed.camera("C04").id))
    assert motion.editor.drawing.closed


def test_a_search_is_stopped_and_one_under_way_ends_with_its_page(filmed: Filmed, qapp: object) -> None:
    host = shown(filmed)
    key(host, K.Key_F, CTRL | SHIFT)
    motion = host.window_of_search.motion
    draw(motion.editor, *LEFT)
    QTest.mouseClick(motion.start, Qt.MouseButton.LeftButton)
    until(lambda: motion._running)
    QTest.mouseClick(motion.start, Qt.MouseButton.LeftButton)
    until(lambda: not motion._running)
    assert "Đã dừng" in motion._banner.text
    QTest.mouseClick(motion.start, Qt.MouseButton.LeftButton)
    host.shutdown()  # before the answer has come home
    filmed.pages.remove(host)
    host.close()
    host.deleteLater()


def test_without_a_reason_nothing_opens(filmed: Filmed, qapp: object) -> None:
    host = shown(filmed)
    host.reason = ""
    key(host, K.Key_F, CTRL)
    QTest.mouseClick(host.seam.motion_button, Qt.MouseButton.LeftButton)
    assert host.seam.desk.window is None


def test_a_note_is_changed_and_taken_back_by_keys(filmed: Filmed, qapp: object) -> None:
    host, camera, start = shown(filmed), filmed.camera("C12").id, walks_at(filmed)
    filmed.parts.holds.place(filmed.board, [camera], Span(start, start + MINUTE), "giữ", None)
    filmed.parts.archive.mark(filmed.board, camera, start + 8 * SECOND, "Hai học sinh ngã")
    host.read_marks()
    assert host.mark().held
    until(lambda: host.marks.item(0).data(MarkDelegate.IMAGE) is not None)
    assert not host.marks.item(0).data(MarkDelegate.IMAGE).isNull()
    host.marks.setCurrentRow(0)
    host.marks.setFocus()

    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, BookmarkDialog)
        assert dialog.text == "Hai học sinh ngã"
        dialog.set_text("Ba học sinh ngã")
        dialog.accept()

    with answering(answer):
        key(host.marks, K.Key_F2)
    until(lambda: host.mark().note == "Ba học sinh ngã")
    undo = filmed.toasts[-1].undo
    assert undo is not None
    undo()
    until(lambda: host.mark().note == "Hai học sinh ngã")
    host.marks.setCurrentRow(0)
    key(host.marks, K.Key_Delete)
    until(lambda: host.marks.count() == 0)
    undo = filmed.toasts[-1].undo
    assert undo is not None
    undo()
    until(lambda: host.marks.count() == 1)
    assert (host.mark().note, host.mark().instant_us) == ("Hai học sinh ngã", start + 8 * SECOND)


def test_a_guard_changes_no_others_note(filmed: Filmed, qapp: object) -> None:
    host = Host(filmed, actor=filmed.guard)
    filmed.show(host, (700, 500))
    just_now = filmed.parts.clock.now_us() - SECOND  # where a guard may look
    filmed.parts.archive.mark(filmed.board, filmed.camera("C12").id, just_now, "Của hiệu trưởng")
    host.read_marks()
    host.marks.setCurrentRow(0)
    host.marks.setFocus()
    key(host.marks, K.Key_F2)
    key(host.marks, K.Key_Delete)
    QApplication.processEvents()
    assert host.marks.count() == 1
    assert filmed.log("bookmark_removed", "refused") == []


def test_everything_in_the_window_is_reached_by_tab_and_has_a_name(filmed: Filmed, qapp: object) -> None:
    host = shown(filmed)
    for modifiers, first in ((CTRL, "events"), (CTRL | SHIFT, "motion")):
        key(host, K.Key_F, modifiers)
        window = host.window_of_search
        assert window.isVisible()
        pane = getattr(window, first)
        reached: list[QWidget] = []
        focus = window.focusWidget()
        while focus is not None and focus not in reached:
            reached.append(focus)
            window.focusNextChild()
            focus = window.focusWidget()
        wanted = [pane.go, pane.text] if first == "events" else [pane.editor, pane.start, pane.camera, pane.least]
        assert [widget for widget in wanted if widget not in reached] == [], reached
        nameless = [one for one in reached if not (one.accessibleName() or getattr(one, "text", str)())]
        assert nameless == []
        window.hide()
        back_to(host)


def test_the_playback_page_has_the_buttons_and_the_keys(filmed: Filmed, qapp: object) -> None:
    page = ArchivePage(filmed.parts, filmed.session(), filmed.navigator)
    filmed.show(page)
    filmed.navigator.open_archive.emit(filmed.camera("C12").id, walks_at(filmed) + 5 * SECOND)
    page.view.timeline.setFocus()
    tips = {button.toolTip() for button in page.findChildren(QAbstractButton)}
    assert {"Tìm sự kiện, đánh dấu  Ctrl+F", "Tìm chuyển động trong vùng  Ctrl+Shift+F"} <= tips
    key(page, K.Key_F, CTRL)
    window = page.search.desk.window
    assert window is not None and window.isVisible()
    page.deactivate()  # also when the screen is locked
    assert not window.isVisible()
