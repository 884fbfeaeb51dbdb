"""The guard's part: signs in, moves the camera, opens an incident, writes, looks back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.story.driver import GUARD, Driver, StoryError
from tests.story.looking import (
    button_named,
    camera_id,
    click_pane,
    current,
    difference,
    evidence_of,
    expect,
    live_panes,
    page_shows,
    pane_of,
    picture,
    recorded_seconds,
)
from vms.core.redact import Secret
from vms.services.incident_views import IncidentView
from vms.ui.archive.dialogs import ChooseIncidentDialog
from vms.ui.archive.page import ArchivePage
from vms.ui.incidents.dialogs import MeasureDialog, NewIncidentDialog, NoteDialog, PersonDialog
from vms.ui.incidents.page import IncidentsPage
from vms.ui.login.page import SignInPage
from vms.ui.main_window import MainWindow
from vms.ui.wall.page import WallPage
from vms.ui.wall.pane_state import PaneState

TITLE = "Hai học sinh va nhau ở sân chính"


def guard_signs_in(driver: Driver) -> None:
    """A wrong password is refused in words; the right one opens the wall."""
    driver.shot("sign-in")
    driver.sign_in(GUARD, Secret("wrong-password"))
    card = driver.shown(SignInPage).card
    driver.wait(card.banner.isVisible, 5, "the refusal of a wrong password")
    driver.shot("sign-in-refused")
    driver.sign_in(GUARD)
    wall = driver.page(WallPage).wall
    driver.wait(lambda: live_panes(wall) >= 9, 90, "nine live cameras on the wall")
    driver.shot("wall")


def guard_moves_camera(driver: Driver) -> None:
    """Takes the yard's PTZ camera, turns it with a key, sends it to a preset, gives it back."""
    page = driver.page(WallPage)
    wall = page.wall
    pane = pane_of(driver, wall, "C04")
    click_pane(driver, wall, pane)
    driver.key(wall, Qt.Key.Key_P)
    driver.wait(lambda: page.acts.control.ready, 10, "the PTZ camera taken")
    driver.wait(lambda: wall.model(pane).state == PaneState.live, 10, "the enlarged picture")
    driver.settle(1)
    before = picture(wall, pane)
    QTest.keyPress(wall, Qt.Key.Key_Right)
    driver.settle(1.2)
    driver.shot("ptz-moving")
    QTest.keyRelease(wall, Qt.Key.Key_Right)

    def standing() -> bool:
        shown = picture(wall, pane)
        driver.settle(0.5)
        return difference(shown, picture(wall, pane)) < 8

    driver.wait(standing, 8, "the camera stands still after the key is let go")
    moved = picture(wall, pane)
    expect(difference(before, moved) > 8, f"the picture turned with the camera ({difference(before, moved):.1f})")
    expect(bool(page.acts.control.presets), "the camera has presets")
    driver.key(wall, Qt.Key.Key_2)
    driver.wait(lambda: difference(moved, picture(wall, pane)) > 8, 10, "the preset's other view")
    driver.wait(standing, 8, "the camera stands at its preset")
    driver.shot("ptz-preset")
    driver.key(wall, Qt.Key.Key_1)
    driver.settle(1)
    driver.key(wall, Qt.Key.Key_P)
    driver.key(wall, Qt.Key.Key_Escape)
    driver.wait(lambda: page.acts.controlled is None, 5, "the camera given back")


def guard_opens_incident(driver: Driver) -> IncidentView:
    """One button on the pane: the last thirty seconds are held, and an incident stands."""
    page = driver.page(WallPage)
    actor = driver.shown(MainWindow).session.actor
    camera = camera_id(driver, "C04")
    parts = driver.assembly.parts
    now = parts.clock.now_us
    driver.wait(lambda: recorded_seconds(driver, camera) >= 32, 120, "thirty-two seconds of recording")
    pane = pane_of(driver, page.wall, "C04")
    click_pane(driver, page.wall, pane)
    driver.key(page.wall, Qt.Key.Key_Return)
    driver.wait(lambda: page.wall.enlarged == pane, 5, "the pane enlarged")
    driver.settle(1)
    centre = page.wall.rect().center()
    QApplication.sendEvent(page.wall, QEnterEvent(centre, centre, centre))
    opened_at = now()
    driver.click(button_named(page.acts.tools, "30 giây", "Lập vụ việc"))
    driver.wait(lambda: bool(parts.incidents.rows(actor)), 5, "the incident")
    row = parts.incidents.rows(actor)[0]
    driver.wait(lambda: bool(parts.incidents.get(actor, row.id).evidence), 20, "the clip of the last 30 seconds")
    driver.settle(0.3)
    driver.shot("wall-incident-opened")
    incident = parts.incidents.get(actor, row.id)
    spans = parts.holds.all(actor)
    expect(any(hold.span.contains(opened_at - 20_000_000) for hold in spans), "the last thirty seconds are held")
    clip = next(item for item in incident.evidence if item.kind == "clip")
    expect(clip.end_us - clip.start_us >= 28_000_000, "the clip has the last thirty seconds")
    main = driver.shown(MainWindow)
    main.navigator.show_incident.emit(incident.id)
    driver.wait(lambda: isinstance(main.current_page, IncidentsPage), 5, "the incidents page")
    page_shows(driver, lambda view: bool(view.evidence))
    driver.shot("incident-new")
    return incident


def guard_writes(driver: Driver) -> None:
    """Title, a moment, two pupils with what they say, a measure, through the page's own dialogs."""
    view = driver.page(IncidentsPage).view

    def head(dialog: NewIncidentDialog) -> None:
        driver.type(dialog.title, TITLE)
        dialog.kind.setCurrentIndex(dialog.kind.findData("conflict"))
        driver.type(dialog.place, "Sân chính")
        driver.shot("dialog-incident", dialog)
        driver.click(dialog.act_button)

    with driver.answering(NewIncidentDialog, head):
        driver.click(view.edit)
    page_shows(driver, lambda incident: incident.title == TITLE)

    def note(dialog: NoteDialog) -> None:
        driver.type(dialog.text, "Cô Trang đưa hai em tới phòng y tế")
        driver.type(dialog.source, "lời kể")
        driver.shot("dialog-moment", dialog)
        driver.click(dialog.act_button)

    with driver.answering(NoteDialog, note):
        driver.click(view.course.add_button)
    page_shows(driver, lambda incident: len(incident.notes) == 2)
    for name, class_name in (("Nguyễn Minh Khoa", "3A"), ("Trần Bảo An", "3B")):

        def person(dialog: PersonDialog, name: str = name, class_name: str = class_name) -> None:
            driver.type(dialog.name, name)
            driver.type(dialog.class_name, class_name)
            driver.type(dialog.part, "Học sinh bị ngã")
            driver.type(dialog.detail, "xây xát đầu gối")
            dialog.statement.setPlainText("Em chạy nhanh nên va vào bạn.")
            if class_name == "3A":
                driver.shot("dialog-person", dialog)
            driver.click(dialog.act_button)

        count = len(current(driver).people)
        with driver.answering(PersonDialog, person):
            driver.click(view.people.add_button)
        page_shows(driver, lambda incident, count=count: len(incident.people) == count + 1)

    def measure(dialog: MeasureDialog) -> None:
        driver.type(dialog.text, "Sơ cứu tại phòng y tế")
        driver.type(dialog.responsible, "cô Vân")
        driver.click(dialog.act_button)

    with driver.answering(MeasureDialog, measure):
        driver.click(view.measures.add_button)
    page_shows(driver, lambda incident: len(incident.measures) == 1)
    shown = [person.shown for person in current(driver).people]
    expect(shown == ["N.M.K, lớp 3A", "T.B.A, lớp 3B"], f"pupils appear as initials and class: {shown}")
    driver.settle(0.3)
    driver.shot("incident-written")


def guard_looks_back(driver: Driver, incident: IncidentView) -> None:
    """Plays the moment back, marks a stretch, adds a second clip and a still."""
    main = driver.shown(MainWindow)
    camera = incident.evidence[0].camera_id
    main.navigator.open_archive.emit(camera, incident.evidence[0].start_us + 2_000_000)
    page = main.current_page
    if not isinstance(page, ArchivePage):
        raise StoryError("playback did not open")
    driver.wait(lambda: page.playback.is_open and page.view.pane.has_picture, 15, "a recorded picture")
    driver.wait(lambda: page.playback.playing, 5, "playback runs")
    first = page.playback.position
    driver.settle(1.5)
    expect((page.playback.position or 0) > (first or 0), "the play head moves")
    page.setFocus()
    driver.key(page, Qt.Key.Key_Space)
    expect(not page.playback.playing, "Space pauses")

    def standing() -> bool:
        before = page.playback.position
        driver.settle(0.4)
        return page.playback.position == before

    driver.wait(standing, 5, "the picture stands")
    driver.key(page, Qt.Key.Key_I)
    here = page.playback.position or 0
    driver.key(page, Qt.Key.Key_Period)
    driver.wait(lambda: (page.playback.position or 0) > here, 5, "one picture forward")
    expect((page.playback.position or 0) - here < 200_000, "a step is one picture")
    page.seek(here + 6_000_000)
    driver.wait(lambda: abs((page.playback.position or 0) - here - 6_000_000) < 400_000, 5, "the sought picture")
    driver.settle(0.3)
    driver.key(page, Qt.Key.Key_O)
    expect(page.selection.span is not None, "a stretch is marked")
    driver.settle(0.2)
    driver.shot("playback-marked")
    count = len(evidence_of(driver, incident.id))

    def choose(dialog: ChooseIncidentDialog) -> None:
        driver.shot("dialog-choose-incident", dialog)
        driver.click(dialog.act_button)

    with driver.answering(ChooseIncidentDialog, choose):
        driver.click(page.view.side.cut)
    driver.wait(lambda: len(evidence_of(driver, incident.id)) == count + 1, 20, "the second clip")
    page.setFocus()
    with driver.answering(ChooseIncidentDialog, lambda dialog: driver.click(dialog.act_button)):
        driver.key(page, Qt.Key.Key_S)
    driver.wait(lambda: len(evidence_of(driver, incident.id)) == count + 2, 20, "the still")
    driver.shot("playback-cut")
