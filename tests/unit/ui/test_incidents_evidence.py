"""Evidence on the incidents page, and the page without a mouse and in the smallest window."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from tests.unit.ui.filmed_school import Filmed, answering, filmed_school, key, until
from tests.unit.ui.written_incidents import is_a, lines, new, opened, ready, shows, undo
from vms.core.instants import SECOND, Span
from vms.services.incident_drafts import MeasureDraft
from vms.services.school import SchoolProfile
from vms.ui import i18n, theme
from vms.ui.archive.page import ArchivePage
from vms.ui.dialogs import CardDialog
from vms.ui.incidents.cards import EvidenceTile
from vms.ui.incidents.page import IncidentsPage
from vms.ui.tokens import Scheme

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def filmed(qapp: object, tmp_path: Path) -> Iterator[Filmed]:
    with filmed_school(tmp_path) as made:
        profile = SchoolProfile("Trường Tiểu học Bình Minh", "UBND phường An Hòa", "THBM", "An Hòa", "", None, "")
        made.parts.school.set_profile(made.board, profile)
        yield made


# Evidence


def tiles(page: IncidentsPage) -> list[EvidenceTile]:
    return list(page.view.evidence._tiles)


def test_evidence_is_checked_looked_into_removed_and_brought_back(filmed: Filmed) -> None:
    incident, camera = new(filmed, "Ngã"), filmed.camera()
    evidence, start = filmed.parts.evidence, filmed.start
    clip = evidence.cut(filmed.board, incident, camera.id, Span(start + 2 * SECOND, start + 6 * SECOND))
    evidence.add_still(filmed.board, incident, camera.id, start + 4 * SECOND)
    page = opened(filmed, incident, filmed.board)
    until(lambda: len(tiles(page)) == 2)
    assert [tile.accessibleName().endswith("khớp") for tile in tiles(page)] == [True, True]

    played: list[tuple[int, object]] = []
    filmed.navigator.open_archive.connect(lambda which, at: played.append((which, at)))
    tiles(page)[0].setFocus()
    key(page, K.Key_Return)
    assert played == [(camera.id, clip.start_us)]

    shown: list[list[str]] = []

    def read(dialog: QDialog) -> None:
        is_a(dialog, CardDialog)
        shown.append([one.text() for one in dialog.findChildren(QWidget) if hasattr(one, "text")])
        dialog.reject()

    with answering(read):
        page.evidence.show_custody(tiles(page)[0].item)
    assert any("trích từ bản ghi" in text for text in shown[0]), shown

    page.evidence.check(tiles(page)[0].item)
    until(lambda: filmed.toasts and filmed.toasts[-1].state == "ok")
    path = evidence.path(filmed.board, clip.id)
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    page.evidence.check(tiles(page)[0].item)
    until(lambda: filmed.toasts[-1].state == "bad")
    until(lambda: any(tile.accessibleName().endswith("bị sửa") for tile in tiles(page)))
    assert not page.view.foot.submit.isEnabled()

    page.evidence.remove(tiles(page)[0].item)
    shows(page, lambda view: len(view.evidence) == 1)
    undo(filmed)
    shows(page, lambda view: len(view.evidence) == 2)


def test_the_menu_of_a_tile_opens_by_key(filmed: Filmed) -> None:
    incident, camera = new(filmed, "Ngã"), filmed.camera()
    filmed.parts.evidence.add_still(filmed.board, incident, camera.id, filmed.start + 4 * SECOND)
    page = opened(filmed, incident, filmed.board)
    until(lambda: len(tiles(page)) == 1)
    words: list[str] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        words.extend(action.text() for action in menu.actions())
        menu.close()

    buttons = [one for one in tiles(page)[0].findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(buttons) == 1
    buttons[0].setFocus()
    QTimer.singleShot(200, look)
    key(page, K.Key_Space)
    assert len(words) == 4


# Without a mouse


def test_tab_reaches_everything_in_reading_order(filmed: Filmed) -> None:
    incident = ready(filmed)
    filmed.parts.incidents.add_measure(filmed.guard, incident, MeasureDraft("Sơ cứu", "cô Vân", None, None))
    page = opened(filmed, incident)
    until(lambda: page.view.foot.submit.isEnabled())
    view, reached = page.view, []
    view.list.new.setFocus()
    focus = page.window().focusWidget()
    while focus is not None and focus not in reached:
        reached.append(focus)
        page.focusNextChild()
        focus = page.window().focusWidget()
    wanted = [
        view.list._search, view.list._list, view.edit, view.course.add_button, lines(view.course)[0],
        view.people.add_button, lines(view.people)[0], view.evidence.add_button, view.measures.add_button,
        lines(view.measures)[0], view.minutes.place, view.minutes.chair, view.minutes.conclusion,
        view.foot.close_incident, view.foot.submit, view.preview._save,
    ]  # fmt: skip
    order = [reached.index(widget) for widget in wanted]
    assert order == sorted(order)
    nameless = [one for one in reached if not (one.accessibleName() or getattr(one, "text", str)())]
    assert nameless == []


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_fits_the_smallest_window(filmed: Filmed, language: str, scale: int) -> None:
    i18n.apply(language)
    theme.apply(Scheme.LIGHT, scale)
    room = 1366 - round(80 * scale / 100)
    page = opened(filmed, ready(filmed), filmed.board)
    archive = ArchivePage(filmed.parts, filmed.session(), filmed.navigator)
    filmed.show(archive)
    QTest.qWait(100)
    assert page.minimumSizeHint().width() <= room
    assert archive.minimumSizeHint().width() <= room
    for side in (page.view.foot, page.view.list, archive.view.side):
        assert side.layout().minimumSize().width() <= max(side.width(), side.minimumSizeHint().width())
    if scale == 150:
        page.resize(room, 620)
        assert not page.view.preview.isVisible()
        page.view.preview_button.click()
        QTest.qWait(50)
        assert page.view.preview.isVisible()
        assert page.minimumSizeHint().width() <= room
        page.view.preview_button.click()
        assert page.view.list.isVisible()
    assert page.minimumSizeHint().height() <= 642 - 14 * (scale > 100)
    assert archive.minimumSizeHint().height() <= 642 - 14 * (scale > 100)
