"""What a story looks at: panes, pictures, the incident on the page, what the catalogue has."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.story.driver import Driver, StoryError
from vms.core.instants import SECOND, day_span, local_date
from vms.services.incident_views import EvidenceView, IncidentView
from vms.ui.incidents.page import IncidentsPage
from vms.ui.main_window import MainWindow
from vms.ui.wall.pane_painter import qrect
from vms.ui.wall.pane_state import PaneState
from vms.ui.wall.wall_view import WallView


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
    day = day_span(local_date(parts.clock.now_us()))
    line = parts.timelines.row(actor, [camera], day, 86_400)
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
