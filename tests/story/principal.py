"""The principal's part: reviews the clip, fills what the minutes still need, issues them."""

from __future__ import annotations

from tests.story.driver import BOARD, Driver
from tests.story.looking import current, evidence_of, expect, page_shows
from vms.services.incident_views import IncidentView
from vms.ui.archive.page import ArchivePage
from vms.ui.dialogs import ConfirmDialog
from vms.ui.incidents.page import IncidentsPage
from vms.ui.main_window import MainWindow


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
    minutes.flush()
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
