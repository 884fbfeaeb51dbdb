"""Recording by hand from a pane of the wall: begun, shown, and ended in its menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.ui.filmed_school import Filmed, filmed_school
from tests.unit.ui.test_wall_replay import opened, until
from vms.models.audit import AuditEntry
from vms.models.recording import RecorderStatus
from vms.ui import i18n, theme
from vms.ui.tokens import Scheme
from vms.ui.wall.page import WallPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def filmed(qapp: QApplication, tmp_path: Path) -> Iterator[Filmed]:
    i18n.apply("vi")
    theme.apply(Scheme.DARK)
    with filmed_school(tmp_path) as filmed:
        yield filmed


def _menu(page: WallPage) -> dict[str, object]:
    return {act.text(): act for act in page.acts.menu(page.wall.selected, None).actions()}


def test_a_guard_records_a_camera_by_hand_and_ends_it(filmed: Filmed) -> None:
    camera, clock = filmed.camera(), filmed.parts.clock
    with filmed.catalogue.write():
        RecorderStatus.create(camera=camera.id, state="recording", since_us=0, beat_us=clock.now_us() + 3600 * 10**6)
    page = opened(filmed)
    menu = _menu(page)
    assert not any(text.startswith("Thôi ghi") for text in menu)
    menu["Ghi ngay 10 phút"].trigger()  # type: ignore[attr-defined]
    until(lambda: page.wall.model(page.wall.selected).how == "hand")
    assert page.wall.model(page.wall.selected).recording
    (ending,) = (act for text, act in _menu(page).items() if text.startswith("Thôi ghi theo lệnh"))
    ending.trigger()  # type: ignore[attr-defined]
    until(lambda: page.wall.model(page.wall.selected).how == "")
    with filmed.catalogue.read():
        acts = [row.action for row in AuditEntry.select().order_by(AuditEntry.seq)]
    assert acts[-2:] == ["recording_by_hand_begun", "recording_by_hand_ended"]
