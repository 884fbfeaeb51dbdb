"""A seek into footage that only another recorder has: it is copied, and then it plays; over real parts and sockets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.fakes.demo_recorder import demo_recorder
from tests.unit.ui.filmed_school import Filmed, filmed_school, key, until
from vms.core.instants import MINUTE, SECOND, Span, local_date
from vms.core.redact import Secret
from vms.demo.nvr import PASSWORD, USER, RecorderDevice
from vms.demo.nvr_rtsp import NvrFault
from vms.models.foreign import ForeignRecorder
from vms.services.foreign_recorders import RecorderDraft
from vms.ui.archive.page import ArchivePage
from vms.ui.recorders.fetching import FetchBar

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WHY = "Xác minh vụ việc VV-2026-001"


@dataclass
class Place:
    """C04 has 40 s, a gap of 20 s, 20 s; the recorder has its first two minutes whole, and two more from the third."""

    filmed: Filmed
    device: RecorderDevice
    page: ArchivePage

    @property
    def bar(self) -> FetchBar:
        return self.page.fetching

    @property
    def start(self) -> int:
        return self.filmed.start

    def shown(self) -> int | None:
        frame = self.page.view.pane._frame
        return frame.instant_us if frame is not None else None

    def pieces(self) -> list[str]:
        footage = self.filmed.parts.archive._footage
        return [
            piece.source for piece in footage.pieces(self.filmed.camera().id, Span(self.start, self.start + MINUTE))
        ]


@contextmanager
def place(folder: Path) -> Iterator[Place]:
    with filmed_school(folder) as filmed, demo_recorder(start=filmed.start // SECOND) as device:
        parts, it = filmed.parts, filmed.school.it
        draft = RecorderDraft("Đầu ghi cũ", str(device.card()["onvif"]), USER, Secret(PASSWORD))
        found = parts.recorders.look(it, draft)
        parts.recorders.save(it, draft, found, {"REC1": filmed.camera().id})
        page = ArchivePage(parts, filmed.session(), filmed.navigator)
        filmed.show(page)
        page.view.calendar.set_day(local_date(filmed.start))
        page.take_reason(WHY)
        until(lambda: page.view.pane.has_picture)
        yield Place(filmed, device, page)


@pytest.fixture
def there(qapp: object, tmp_path: Path) -> Iterator[Place]:
    with place(tmp_path) as made:
        yield made


def near(shown: int | None, instant: int) -> bool:
    return shown is not None and abs(shown - instant) < SECOND // 2


def test_a_seek_into_the_gap_copies_what_the_recorder_has_and_plays_it(there: Place) -> None:
    there.page.seek(there.start + 20 * SECOND)
    until(lambda: near(there.shown(), there.start + 20 * SECOND))
    assert not there.bar.running, "this is recorded here"
    wanted = there.start + 50 * SECOND
    there.page.seek(wanted)
    until(lambda: there.bar.running)
    assert there.bar.isVisible() and "Đầu ghi cũ" in there.bar.text.text()
    until(lambda: not there.bar.running)
    assert there.pieces() == ["", "", "", "", "Đầu ghi cũ"]
    until(lambda: there.shown() is not None and wanted <= there.shown() + SECOND // 10 < wanted + 8 * SECOND)
    (act,) = there.filmed.log("footage_copied")
    assert (act.reason, act.actor_id) == (WHY, there.filmed.board.user_id)
    there.page.playback.pause()
    there.page.seek(wanted + SECOND)
    until(lambda: near(there.shown(), wanted + SECOND))
    assert len(there.filmed.log("footage_copied")) == 1, "it is here by now"


def test_what_goes_wrong_is_told_and_can_be_tried_again(there: Place) -> None:
    there.device.set_fault(NvrFault.REFUSE)
    there.page.seek(there.start + 50 * SECOND)
    until(lambda: there.bar.retry_button.isVisible())
    assert "Báo nhân viên CNTT" in there.bar.text.text()
    there.device.set_fault(NvrFault.NONE)
    there.bar.retry_button.click()
    until(lambda: there.pieces()[-1] == "Đầu ghi cũ")


def test_a_recorder_whose_clock_is_wrong_is_told_and_stays_to_be_read(there: Place) -> None:
    with there.filmed.catalogue.write():
        ForeignRecorder.update(clock_offset_us=3600 * SECOND).execute()
    there.bar.look(there.filmed.camera().id, there.start + 50 * SECOND, WHY)
    until(lambda: there.bar.running)
    until(lambda: not there.bar.running)
    assert "Đồng hồ đầu ghi lệch +3600,0 giây" in there.bar.text.text()
    assert there.bar.isVisible() and not there.bar._fade.isActive() and not there.bar.retry_button.isVisible()
    there.bar.stop_button.click()
    assert not there.bar.isVisible()


def test_stopped_by_key_it_goes_away_and_what_came_stays(there: Place) -> None:
    there.device.set_fault(NvrFault.SILENT)
    there.page.seek(there.start + 50 * SECOND)
    until(lambda: there.bar.running)
    there.bar.stop_button.setFocus()
    key(there.bar.stop_button, Qt.Key.Key_Escape)
    assert not there.bar.running and not there.bar.isVisible()
    there.device.set_fault(NvrFault.NONE)


def test_near_the_end_of_a_copy_it_goes_on_by_itself(there: Place) -> None:
    camera, end = there.filmed.camera().id, there.start + 2 * MINUTE
    there.bar.look(camera, there.start + 82 * SECOND, WHY)
    until(lambda: there.bar._copied_to is not None)
    assert abs(there.bar._copied_to[1] - end) < SECOND // 2, "as far as the recorder goes"
    there.bar._copied_to = (camera, there.start + 3 * MINUTE)
    there.bar.follow(camera, there.start + 100 * SECOND, WHY)
    assert there.bar._copied_to is not None, "still far away"
    there.bar.follow(camera, there.start + 175 * SECOND, WHY)
    until(lambda: there.bar._copied_to is not None)
    assert not there.bar.isVisibleTo(there.page) or there.bar._fade.isActive()
    assert there.bar._copied_to[1] > there.start + 4 * MINUTE
    assert len(there.filmed.log("footage_copied")) == 2
