"""Plans of recording in the window: the week drawn with mouse and keys, several cameras at once, recording by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.unit.services.school_in_a_box import SchoolInABox, open_school
from vms.core.instants import MINUTE
from vms.models.camera import Camera
from vms.models.recording import RecorderStatus
from vms.security.permissions import may
from vms.security.vault import Vault
from vms.services.cameras import Cameras
from vms.services.plan_grid import Level, slot, slots_between
from vms.services.recording import RecordingState, RecordingView
from vms.services.recording_plans import DEFAULT, RecordingPlans
from vms.ui import i18n, theme
from vms.ui.cameras import plan_form as forms
from vms.ui.cameras.plan_dialog import PlanDialog
from vms.ui.cameras.recording_card import RecordingCard, hours_text, sound_text
from vms.ui.cameras.week_grid import WeekGrid
from vms.ui.navigator import Navigator, Toast
from vms.ui.parts import Parts
from vms.ui.session import Session
from vms.ui.tokens import Scheme
from vms.ui.wall import overview, words
from vms.ui.wall.pane_state import PaneInput, pane_model

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def box(tmp_path: Path, qtbot: QtBot) -> Iterator[SchoolInABox]:
    theme.apply(Scheme.LIGHT)
    i18n.apply("en")
    with open_school(tmp_path / "school") as box:
        yield box


def _form(*subs: bool) -> forms.PlanForm:
    cameras = [forms.PlanCamera(number, f"C{number:02d}", has) for number, has in enumerate(subs or (True,), 1)]
    return forms.form_for(cameras, 1)


def _point(grid: WeekGrid, day: int, half: int) -> QPoint:
    return grid._rect((day, half), (day, half)).center().toPoint()


def test_hours_are_drawn_with_the_mouse(qtbot: QtBot, box: SchoolInABox) -> None:
    dialog = PlanDialog(_form(), lambda _plans, _reason: None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.brush.button(Level.OFF).click()
    QTest.mousePress(dialog.week, Qt.MouseButton.LeftButton, pos=_point(dialog.week, 5, 10))
    QTest.mouseMove(dialog.week, _point(dialog.week, 6, 13))
    QTest.mouseRelease(dialog.week, Qt.MouseButton.LeftButton, pos=_point(dialog.week, 6, 13))
    off = {at for at, letter in enumerate(dialog.form.plan.grid.letters) if letter == "-"}
    assert off == set(slots_between((5, 10), (6, 13))) and dialog.form.asks_reason
    dialog.brush.button(Level.MOTION).click()
    QTest.mouseClick(dialog.week, Qt.MouseButton.LeftButton, pos=QPoint(10, _point(dialog.week, 2, 0).y()))
    assert all(dialog.form.plan.grid.at_slot(slot(2, half)) is Level.MOTION for half in range(48))


def test_hours_are_drawn_with_the_keys_alone_and_said_aloud(qtbot: QtBot, box: SchoolInABox) -> None:
    grid, painted = WeekGrid(), []
    qtbot.addWidget(grid)
    grid.painted.connect(painted.append)
    grid.show_grid(DEFAULT.grid, Level.MOTION)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(grid, key)
    assert grid.accessibleDescription() == "Tuesday 00:30–01:00: All the time"
    QTest.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert painted == [slots_between((1, 1), (2, 2))]
    for _ in range(9):
        QTest.keyClick(grid, Qt.Key.Key_Up)
    QTest.keyClick(grid, Qt.Key.Key_End)
    assert grid.accessibleDescription() == "Monday 23:30–24:00: All the time"


def test_a_plan_that_cannot_be_kept_says_why_and_loses_nothing(qtbot: QtBot, box: SchoolInABox) -> None:
    kept: list[object] = []
    dialog = PlanDialog(_form(True, False), lambda plans, reason: kept.append((plans, reason)))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.streams.button("both").click()
    dialog.cameras.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.sound.click()
    dialog.save_button.click()
    assert not kept and dialog.form.reasons.keys() == {"streams", "reason"} and dialog.sound_warning.isVisible()
    assert dialog._streams_error.text == "No sub stream: C02" and dialog.reason_field.line
    dialog.cameras.item(1).setCheckState(Qt.CheckState.Unchecked)
    QTest.keyClicks(dialog.reason, "Hop phu huynh")
    dialog.save_button.click()
    assert kept == [({1: replace(DEFAULT, streams="both", sound=True)}, "Hop phu huynh")]
    assert dialog.before == {1: DEFAULT}


@dataclass
class _Desk:
    box: SchoolInABox
    toasts: list[Toast] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)

    def card(self) -> RecordingCard:
        box = self.box
        cameras = Cameras(box.catalogue, box.clock, box.audit, Vault(box.folder.keys))
        self.plans = RecordingPlans(box.catalogue, box.clock, box.audit)
        self.state = RecordingState(box.catalogue, box.folder, box.clock)
        parts = Parts(
            **dict.fromkeys(Parts.__dataclass_fields__)  # type: ignore[arg-type]
            | {"accounts": SimpleNamespace(may=lambda actor, act: may(actor.role, act)), "plans": self.plans}
        )
        navigator = Navigator()
        navigator.notified.connect(self.toasts.append)
        navigator.error_raised.connect(self.errors.append)
        card = RecordingCard(parts, Session(box.it), navigator)
        self.views = cameras.every()
        card.show_camera(self.views[0], self.views, None)
        return card


def test_the_card_records_by_hand_and_changes_plans_that_can_be_taken_back(
    qtbot: QtBot, box: SchoolInABox, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, camera = _Desk(box), box.cameras[0]
    card = desk.card()
    qtbot.addWidget(card)
    with box.catalogue.write():
        RecorderStatus.create(camera=camera, state="recording", since_us=0, beat_us=box.clock.now)
    card.now_menu.aboutToShow.emit()
    card.now_menu.actions()[1].trigger()
    assert not desk.errors and desk.toasts[-1].undo is not None
    seen = desk.state.all()[camera]
    assert seen.by_hand == box.clock.now + 10 * MINUTE
    card.show_state(seen)
    assert "11:10" in card._state.text()
    card.now_menu.aboutToShow.emit()
    card.now_menu.actions()[-1].trigger()
    assert desk.state.all()[camera].by_hand is None

    def use(dialog: PlanDialog) -> int:
        dialog._tick_all(True)
        dialog.patterns.actions()[1].trigger()
        QTest.keyClicks(dialog.reason, "QD 21")
        dialog.save_button.click()
        return 1

    monkeypatch.setattr(PlanDialog, "exec", use)
    card.plan_button.click()
    assert set(desk.plans.every()) == set(box.cameras) and "55 h" in hours_text(desk.plans.of(camera))
    undo = desk.toasts[-1].undo
    assert undo is not None
    undo()
    assert all(plan == DEFAULT for plan in desk.plans.every().values()) and not desk.errors


def test_a_switched_off_camera_is_not_recorded_by_hand_and_sound_that_fails_is_named(
    qtbot: QtBot, box: SchoolInABox
) -> None:
    with box.catalogue.write():
        Camera.update(record=False).where(Camera.id == box.cameras[0]).execute()
    card = _Desk(box).card()
    qtbot.addWidget(card)
    assert not card.now_button.isEnabled() and card._state.text() == "Recording switched off"
    loud = replace(DEFAULT, sound=True)
    assert "G.711A" in sound_text(loud, "pcm_alaw") and sound_text(DEFAULT, "") == "Not recorded"


def test_a_camera_that_waits_by_plan_is_no_alarm_and_says_what_it_waits_for(box: SchoolInABox) -> None:
    view = Cameras(box.catalogue, box.clock, box.audit, Vault(box.folder.keys)).every()[0]
    waits = {view.id: RecordingView(False, 0, "", idle=True, armed=True)}
    by_hand = {view.id: RecordingView(True, 0, "", by_hand=box.clock.now + MINUTE)}
    broken = {view.id: RecordingView(False, 0, "disk_full")}
    found = [overview.lost_now([view], {}, one, box.clock.now) for one in (waits, by_hand, broken)]
    assert [bool(one) for one in found] == [False, False, True]
    assert [overview.recorded_count([view], one) for one in (waits, by_hand, broken)] == [(0, 0), (1, 1), (0, 1)]
    facts = [overview.facts_of(view, one, None, mine=False) for one in (waits, by_hand, broken)]
    assert [(one.recording, one.how) for one in facts] == [(None, "armed"), (True, "hand"), (False, "")]
    assert facts[1].by_hand == box.clock.now + MINUTE
    assert not overview.tree_state(view, None, waits).lost and overview.tree_state(view, None, broken).lost
    camera = overview.pane_camera(view)
    given = [PaneInput(camera=camera, now_us=0, recording=one.recording, how=one.how) for one in facts]
    said = [words.recording_word(pane_model(one)) for one in given]
    assert said == ["Records on motion", "Recording by hand", "Not recording"]
