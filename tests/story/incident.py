"""From the wall to issued minutes: the guard sees, moves, marks; the principal reviews and issues."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.story.driver import BOARD, GUARD, Driver, StoryError
from vms.core.hashing import sha256_bytes, sha256_file
from vms.core.instants import SECOND, local_date
from vms.core.redact import Secret
from vms.services.incident_views import EvidenceView, IncidentView
from vms.ui.archive.dialogs import ChooseIncidentDialog
from vms.ui.archive.page import ArchivePage
from vms.ui.dialogs import ConfirmDialog
from vms.ui.incidents.dialogs import MeasureDialog, NewIncidentDialog, NoteDialog, PersonDialog
from vms.ui.incidents.page import IncidentsPage
from vms.ui.login.page import SignInPage
from vms.ui.main_window import MainWindow
from vms.ui.wall.page import WallPage
from vms.ui.wall.pane_painter import qrect
from vms.ui.wall.pane_state import PaneState
from vms.ui.wall.wall_view import WallView

TITLE = "Hai học sinh va nhau ở sân chính"


def incident_story(out: Path) -> None:
    """Leaves pictures, clip, minutes and catalogue in ``out``."""
    with Driver(out) as driver:
        driver.first_run(shots=True)
        driver.settle(0.5)
        driver.shot("board-first-page")
        driver.sign_out()
        guard_signs_in(driver)
        guard_moves_camera(driver)
        incident = guard_opens_incident(driver)
        guard_writes(driver)
        guard_looks_back(driver, incident)
        driver.sign_out()
        principal_reviews(driver, incident)
        issued = principal_issues(driver)
        leave(driver, issued)
    check_what_is_left(out, issued)


# The guard


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


# The principal


def principal_reviews(driver: Driver, incident: IncidentView) -> None:
    """Signs in, opens the incident, plays its clip back with a reason, checks a hash."""
    driver.sign_in(BOARD)
    driver.open_page("incidents")
    page = driver.page(IncidentsPage)
    page.show_incident(incident.id)
    page_shows(driver, lambda view: view.id == incident.id and len(view.evidence) >= 3)
    driver.shot("principal-incident")
    driver.open_page("archive")
    archive = driver.page(ArchivePage)
    expect(archive.view.asks, "a reason is asked before footage is shown")
    driver.settle(0.2)
    driver.shot("playback-reason")
    archive.take_reason("Xác minh vụ việc " + incident.code)
    archive.open_at(incident.evidence[0].camera_id, incident.evidence[0].start_us)
    driver.wait(lambda: archive.view.pane.has_picture, 15, "the principal sees the recorded picture")
    driver.settle(0.6)
    driver.shot("principal-playback")
    driver.open_page("incidents")
    actor = driver.shown(MainWindow).session.actor
    for item in evidence_of(driver, incident.id):
        expect(driver.assembly.parts.evidence.verify(actor, item.id), f"{item.file} is what it was")


def principal_issues(driver: Driver) -> IncidentView:
    """Fills what the minutes still need, submits, issues; the number appears."""
    page = driver.page(IncidentsPage)
    minutes = page.view.minutes
    minutes.conclusion.setPlainText("Hai em chạy nhanh nên va vào nhau, không có xô đẩy. Nhắc nhở lớp 3A, 3B.")
    minutes.present.setPlainText("Nguyễn Văn Hùng, nhân viên bảo vệ")
    driver.click(minutes.end_now)
    minutes.save_now()
    driver.wait(lambda: page.view.foot.submit.isEnabled(), 15, "nothing is missing any more")
    driver.settle(0.5)
    driver.shot("minutes-ready")
    driver.click(page.view.foot.submit)
    page_shows(driver, lambda incident: incident.state == "submitted")
    driver.shot("minutes-submitted")

    def issue(dialog: ConfirmDialog) -> None:
        driver.shot("dialog-issue", dialog)
        driver.click(dialog.act_button)

    with driver.answering(ConfirmDialog, issue):
        driver.click(page.view.foot.issue)
    page_shows(driver, lambda incident: incident.state == "issued")
    issued = current(driver)
    expect(issued.minutes is not None and issued.minutes.number == "01/BB-THBM", f"the number: {issued.minutes}")
    driver.settle(0.6)
    driver.shot("minutes-issued")
    return issued


def leave(driver: Driver, issued: IncidentView) -> None:
    """Clip, minutes and an exported package into the story's folder; the same minutes again, byte for byte."""
    parts, actor = driver.assembly.parts, driver.shown(MainWindow).session.actor
    first, again = parts.minutes.pdf(actor, issued.id), parts.minutes.pdf(actor, issued.id)
    assert issued.minutes is not None
    expect(first == again and sha256_bytes(first) == issued.minutes.sha256, "re-opened minutes are the same bytes")
    (driver.out / "minutes.pdf").write_bytes(first)
    package = parts.evidence.export(actor, [item.id for item in issued.evidence], driver.out, issued.code)
    expect((package / "SHA256SUMS").exists(), "the exported package lists its hashes")
    clip = next(item for item in issued.evidence if item.kind == "clip")
    shutil.copy(parts.evidence.path(actor, clip.id), driver.out / "clip.mp4")
    expect(parts.audit.verify() is None, "the log's chain is whole")


def check_what_is_left(out: Path, issued: IncidentView) -> None:
    """With the program closed: the files alone."""
    clip = next(item for item in issued.evidence if item.kind == "clip")
    expect(sha256_file(out / "clip.mp4") == clip.sha256, "the clip has the hash of the catalogue")
    with av.open(str(out / "clip.mp4")) as container:
        frames = sum(1 for _ in container.decode(video=0))
    expect(frames > 300, f"the clip plays: {frames} pictures")
    text = subprocess.run(["pdftotext", "-layout", out / "minutes.pdf", "-"], capture_output=True, check=True)
    words = " ".join(text.stdout.decode("utf-8").split())
    for wanted in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "01/BB-THBM", TITLE, "N.M.K, lớp 3A"):
        expect(wanted.casefold() in words.casefold(), f"the minutes say {wanted!r}")
    expect("Nguyễn Minh Khoa" not in words, "the minutes keep the pupil's name to themselves")
    shutil.copy(out / "data" / "catalogue.sqlite3", out / "catalogue.sqlite3")
    with sqlite3.connect(out / "catalogue.sqlite3") as catalogue:
        found = catalogue.execute("select sha256 from evidence_item where id = ?", (clip.id,)).fetchone()
    expect(found == (clip.sha256,), "the catalogue knows the clip's hash")


# Looking


def expect(holds: bool, what: str) -> None:
    """A checked result."""
    if not holds:
        raise StoryError(f"not so: {what}")


def live_panes(wall: WallView) -> int:
    """Panes with a running picture."""
    return sum(wall.model(pane).state == PaneState.live for pane in wall.cells)


def pane_of(driver: Driver, wall: WallView, code: str) -> int:
    """The pane that shows a camera."""
    found = wall.pane_of(camera_id(driver, code))
    if found is None:
        raise StoryError(f"{code} is not on the wall")
    return found


def camera_id(driver: Driver, code: str) -> int:
    """The catalogue's number of a camera."""
    actor = driver.shown(MainWindow).session.actor
    return next(camera.id for camera in driver.assembly.parts.cameras.all(actor) if camera.code == code)


def click_pane(driver: Driver, wall: WallView, pane: int) -> None:
    """Select a pane with the mouse."""
    rect = wall.pane_rect(pane)
    assert rect is not None
    driver.click(wall, qrect(rect).center() + QPoint(0, 8))
    expect(wall.selected == pane, "the clicked pane is selected")


def picture(wall: WallView, pane: int) -> np.ndarray:
    """A copy of the newest picture, small and grey: the strip of walls and trees, in front of which nobody walks."""
    feed = wall.feed(pane)
    assert feed is not None and feed.frame is not None
    height = feed.frame.height
    return feed.frame.pixels[height // 8 : height * 2 // 5 : 4, ::4, :3].mean(axis=2)


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """Mean absolute difference of two pictures, in grey levels; 255 when they don't even have one size."""
    return 255.0 if one.shape != other.shape else float(np.abs(one - other).mean())


def recorded_seconds(driver: Driver, camera: int) -> float:
    """Footage of today, the file being written included."""
    parts, actor = driver.assembly.parts, driver.shown(MainWindow).session.actor
    line = parts.archive.day(actor, camera, local_date(parts.clock.now_us()))
    return sum(span.length for span in line.recorded) / SECOND


def current(driver: Driver) -> IncidentView:
    """The incident on the page."""
    incident = driver.page(IncidentsPage).incident
    if incident is None:
        raise StoryError("no incident is shown")
    return incident


def page_shows(driver: Driver, condition: Callable[[IncidentView], bool]) -> None:
    """Wait until the page shows an incident as wanted."""
    page = driver.page(IncidentsPage)
    driver.wait(lambda: page.incident is not None and condition(page.incident), 20, "the incident as changed")


def evidence_of(driver: Driver, incident_id: int) -> tuple[EvidenceView, ...]:
    """What the catalogue has for the incident."""
    actor = driver.shown(MainWindow).session.actor
    return driver.assembly.parts.incidents.get(actor, incident_id).evidence


def button_named(widget: QWidget, *names: str) -> QAbstractButton:
    """A button whose words, accessible name and tooltip have all the names."""
    for button in widget.findChildren(QAbstractButton):
        words = f"{button.text()} {button.accessibleName()} {button.toolTip()}"
        if all(name.casefold() in words.casefold() for name in names):
            return button
    raise StoryError(f"no button {names}")
