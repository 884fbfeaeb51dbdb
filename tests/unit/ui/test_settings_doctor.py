"""The check of the recordings among the settings, on a store that is really broken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from tests.footage import encode, record
from tests.unit.ui.shell_parts import School, school, until
from vms.core.errors import VmsError
from vms.core.instants import HOUR, MINUTE
from vms.services.doctor import Doctor, Level
from vms.ui.dialogs import ConfirmDialog
from vms.ui.navigator import Navigator
from vms.ui.session import Session
from vms.ui.settings.doctor import DoctorCard
from vms.ui.settings.page import SettingsPage

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
CAMERA = 1


@pytest.fixture
def place(tmp_path: Path, qapp: QApplication) -> Iterator[School]:
    with school(tmp_path / "school") as made:
        yield made


@contextmanager
def _card(place: School, actor: object, failed: list[Exception] | None = None) -> Iterator[DoctorCard]:
    navigator = Navigator()
    navigator.error_raised.connect((failed if failed is not None else []).append)
    page = SettingsPage(place.parts, Session(actor), navigator)  # type: ignore[arg-type]
    card = page.section("storage").findChild(DoctorCard)
    assert isinstance(card, DoctorCard)
    try:
        yield card
    finally:
        page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _break(place: School, tmp_path: Path) -> list[Path]:
    """Two files that nobody entered; the second is torn."""
    source = encode(tmp_path / "in.mp4", range(30))
    folder, now = place.parts.folder.recordings / str(CAMERA), place.parts.clock.now_us()
    found = [record(source, folder, now - HOUR + n * MINUTE).path for n in range(2)]
    place.parts.doctor.check(place.it, Level.PRESENCE, repair=True)
    found.append(record(source, folder, now - 2 * HOUR).path)
    found[1].write_bytes(found[1].read_bytes()[:-300])
    return found


def _texts(card: DoctorCard) -> list[tuple[str, str, str]]:
    table = card.table
    cells = [[table.item(at, across) for across in range(3)] for at in range(table.rowCount())]
    return [(row[0].text(), row[1].text(), row[2].text()) for row in cells]


def _run(card: DoctorCard) -> None:
    before = card.report
    card.start.click()
    assert not card.start.isEnabled() and not card.work.isHidden()
    until(lambda: card.report is not before)


def test_it_names_what_is_wrong_and_puts_right_what_can_be(place: School, tmp_path: Path) -> None:
    _break(place, tmp_path)
    with _card(place, place.board) as card:
        card.level.set_value(Level.READABLE)
        _run(card)
        rows = _texts(card)
        assert [(what, todo) for what, _, todo in rows] == [
            ("Tệp ghi bị hỏng", "Kiểm tra ổ đĩa (SMART). Tệp được giữ nguyên, phần còn lành xem được."),
            ("Có tệp nhưng danh mục không biết", "Bấm “Sửa…”"),
        ]
        assert all(where.startswith("C04 · ") for _, where, _ in rows)
        assert card.result.text.endswith("Còn 2 lỗi.") and not card.repair.isHidden()
        report = card.report
        QTimer.singleShot(50, _press_act)
        card.repair.click()
        until(lambda: card.report is not report)
        assert card.result.text.endswith("Đã sửa 1. Còn 1 lỗi.") and card.repair.isHidden()
        assert ("Có tệp nhưng danh mục không biết", "Đã sửa") in [(what, todo) for what, _, todo in _texts(card)]


def _press_act() -> None:
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, ConfirmDialog) and one.isVisible()]
    dialog.act_button.click()


def test_a_store_that_is_well_says_so_and_it_may_ask_too(place: School) -> None:
    with _card(place, place.it) as card:
        _run(card)
        assert card.result.text.endswith("Không còn lỗi nào.") and card.table.isHidden() and card.repair.isHidden()
        assert card.start.isEnabled() and card.work.isHidden()


def test_it_can_be_stopped(place: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(place, tmp_path)
    check = Doctor.check

    def waits(self: Doctor, *given: object, **how: object) -> object:
        how["stopping"].wait(10)  # type: ignore[attr-defined]
        return check(self, *given, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Doctor, "check", waits)
    with _card(place, place.board) as card:
        card.start.click()
        card.work.canceled.emit()
        until(lambda: card.report is not None)
        assert card.report is not None and card.report.cancelled
        assert "Dừng giữa chừng." in card.result.text


def test_a_page_that_is_left_ends_the_check(place: School, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []

    def waits(self: Doctor, *_given: object, **how: object) -> object:
        ended.append(how["stopping"].wait(10))  # type: ignore[attr-defined]
        raise VmsError

    monkeypatch.setattr(Doctor, "check", waits)
    with _card(place, place.board) as card:
        card.start.click()
    until(lambda: ended)
    assert ended == [True]
