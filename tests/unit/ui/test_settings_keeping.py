"""Settings: how long each camera's footage is kept, the recorder of this PC, the clocks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.unit.ui.shell_parts import School, school, until
from vms.core.instants import DAY, HOUR, SECOND
from vms.models.camera import Camera
from vms.models.keeping import Recorder
from vms.models.recording import Segment
from vms.services.pc_clock import PcClock
from vms.services.recorder_control import RecordersView, RecorderView
from vms.services.retention_policy import CameraPolicy
from vms.ui.navigator import Navigator
from vms.ui.session import Session
from vms.ui.settings.page import SettingsPage
from vms.ui.settings.recorder import RecorderSection, clock_text, state_text
from vms.ui.settings.storage import StorageSection

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def place(qtbot: QtBot, tmp_path: Path) -> Iterator[School]:
    with school(tmp_path) as made:
        yield made


def _page(qtbot: QtBot, place: School, actor: object) -> SettingsPage:
    page = SettingsPage(place.parts, Session(actor), Navigator())  # type: ignore[arg-type]
    qtbot.addWidget(page)
    return page


def _record(place: School, days: int) -> None:
    catalogue = place.parts.retention._catalogue
    now = place.parts.clock.now_us()
    with catalogue.write():
        for number in range(days):
            Segment.create(
                camera=1, path=f"1/{number}.mp4", start_us=now - (number + 1) * DAY + HOUR, end_us=now - number * DAY,
                size=2_000_000_000, codec="h264", width=1, height=1, frames=1,
            )  # fmt: skip


def test_a_camera_gets_its_own_rule_from_the_table(qtbot: QtBot, place: School) -> None:
    _record(place, 3)
    page = _page(qtbot, place, place.board)
    section = page.section("storage")
    assert isinstance(section, StorageSection)
    table = section.rooms.table
    until(lambda: table.rowCount() == 2)
    assert not section.rooms.change.isEnabled()
    shown = [table.item(0, at).text() for at in range(table.columnCount())]
    assert shown[:3] == ["C04 Sân chính", "6,0 GB", "2,0 GB"] and shown[-1] == "chung"
    assert table.item(1, 3).text() == "gần đây không ghi"
    table.selectRow(0)
    form = section.open_camera(section.rooms.selected())  # type: ignore[arg-type]
    form.days.setValue(2)
    form.hours.setValue(49)
    form.submit.click()
    until(lambda: bool(form.fields["keep_hours"].line) and "thời hạn" in form.fields["keep_hours"].line)
    form.hours.setValue(48)
    form.submit.click()
    until(lambda: place.parts.retention.policies.own() == {1: CameraPolicy(days=2, keep_hours=48)})
    until(lambda: table.item(0, table.columnCount() - 1).text() == "đặt riêng")
    assert table.item(0, 3).text() == "2,0 ngày"


def test_the_recorder_is_shown_and_only_what_one_may_is_on(qtbot: QtBot, place: School) -> None:
    place.parts.clocks.keep_pc(PcClock("unsynchronised", "timedatectl"))
    section = _page(qtbot, place, place.it).section("recorder")
    assert isinstance(section, RecorderSection)
    until(lambda: "không chạy" in section.state.text)
    assert section.start.isEnabled() and not section.keep.isEnabled() and not section.save.isEnabled()
    assert "không theo máy chủ giờ" in section.clock.text
    with pytest.raises(KeyError):
        _page(qtbot, place, place.guard).section("recorder")
    section = _page(qtbot, place, place.board).section("recorder")
    assert isinstance(section, RecorderSection)
    until(section.keep.isEnabled)
    assert section.keep.isChecked()
    section.keep.click()
    until(lambda: not place.parts.own_recorder.keep_running())
    section.limit.setValue(30)
    section.save.click()
    until(lambda: place.parts.limits.value("clock_alarm_seconds") == 30)


def test_a_preferred_recorder_is_offered_where_there_are_several(qtbot: QtBot, place: School) -> None:
    now = place.parts.clock.now_us()
    with place.parts.retention._catalogue.write():
        for number in ("a", "b"):
            Recorder.create(
                id=number, host=f"PC-{number}", storage="", pid=1, kind="service", started_us=now, seen_us=now
            )
    section = _page(qtbot, place, place.board).section("storage")
    assert isinstance(section, StorageSection)
    until(lambda: section.rooms.table.rowCount() == 2)
    section.rooms.table.selectRow(1)
    form = section.open_camera(section.rooms.selected())  # type: ignore[arg-type]
    form.recorder.setCurrentIndex(form.recorder.findText("PC-b"))
    form.submit.click()

    def chosen() -> bool:
        with place.parts.retention._catalogue.read():
            return [row.recorder for row in Camera.select().order_by(Camera.id)] == ["", "b"]

    until(chosen)


def test_words_for_what_is_known(qtbot: QtBot) -> None:
    here = RecorderView("n", "PC1", True, "service", "vms", 7, 1_795_395_600 * SECOND, 0, True, 3)
    text = state_text(RecordersView((here,), 3, 4, True, False))
    assert text.startswith("Recording 3 of 4 cameras · running since 08:00 23/11/2026 · as a service")
    assert state_text(RecordersView((), 0, 4, True, True)).startswith("Stopped by hand")
    assert clock_text([])[1] == "info"
