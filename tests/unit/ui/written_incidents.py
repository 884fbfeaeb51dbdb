"""Incidents to be shown and the hands that work their page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.unit.ui.filmed_school import Filmed, until
from vms.core.instants import SECOND
from vms.services.accounts import Actor
from vms.services.incident_drafts import IncidentDraft, NoteDraft, PersonDraft
from vms.services.incident_views import IncidentView
from vms.services.minutes_form import MinutesForm
from vms.ui.incidents.cards import Line
from vms.ui.incidents.page import IncidentsPage


def new(filmed: Filmed, title: str) -> int:
    return filmed.parts.incidents.open(filmed.guard, IncidentDraft(title, "accident", "Cầu thang B", filmed.start)).id


def opened(filmed: Filmed, incident: int, actor: Actor | None = None) -> IncidentsPage:
    page = IncidentsPage(filmed.parts, filmed.session(actor or filmed.guard), filmed.navigator)
    filmed.show(page)
    page.show_incident(incident)
    shows(page, lambda view: view.id == incident)
    return page


def shows(page: IncidentsPage, condition: Callable[[IncidentView], object]) -> IncidentView:
    until(lambda: page.incident is not None and condition(page.incident))
    assert page.incident is not None
    return page.incident


def form(filmed: Filmed, incident: int) -> MinutesForm:
    made: MinutesForm = filmed.parts.minutes.form(filmed.board, incident)
    return made


def click(widget: QWidget) -> None:
    assert widget.isVisible()
    assert widget.isEnabled(), widget
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def fill(kind: type[QDialog], **texts: str) -> Callable[[QDialog], None]:
    """Write into the dialog's fields and accept it."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, kind), dialog
        for name, text in texts.items():
            editor = getattr(dialog, name)
            (editor.setPlainText if hasattr(editor, "setPlainText") else editor.setText)(text)
        dialog.accept()

    return answer


def lines(card: QWidget) -> list[Line]:
    return [line for line in card.findChildren(Line) if line.parent() is not None]


def undo(filmed: Filmed) -> None:
    act = filmed.toasts[-1].undo
    assert act is not None
    act()


def ready(filmed: Filmed) -> int:
    """An incident whose minutes can be submitted."""
    incident, guard, incidents = new(filmed, "Học sinh ngã"), filmed.guard, filmed.parts.incidents
    incidents.add_note(guard, incident, NoteDraft(filmed.start, "Hai em va nhau", "Cô Trang", None))
    incidents.add_person(guard, incident, PersonDraft("Trần Thu Trang", child=False, statement="Hai em chạy nhanh"))
    started = filmed.parts.clock.now_us()
    filmed.parts.minutes.save_form(guard, incident, MinutesForm(started_us=started, ended_us=started + 60 * SECOND))
    return incident


def is_a(dialog: QDialog, kind: type[QDialog]) -> None:
    assert isinstance(dialog, kind), dialog
