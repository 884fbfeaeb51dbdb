"""What stands beside the pictures: the month's days, the day's bookmarks, what lies between the marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from vms.core.instants import Span, day_span, union
from vms.services.accounts import Action
from vms.services.archive import MarkView
from vms.services.cameras import CameraView
from vms.services.timeline import DayFacts
from vms.ui.archive.selection import Selection, missing_in
from vms.ui.archive.side_panel import Rights, StretchFacts
from vms.ui.archive.view import ArchiveView
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session

Found = TypeVar("Found")
_WIDTH = 4000  # pixels a stretch is worth when its gaps are counted


class PageFacts:
    """Asks off the GUI thread and shows in the view; late answers find nobody. GUI thread."""

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, view: ArchiveView) -> None:
        self._parts, self._session, self._navigator, self._view = parts, session, navigator, view
        self._shown: tuple[CameraView, ...] = ()
        self._day: date | None = None
        self._selection: tuple[Selection, tuple[CameraView, ...]] | None = None
        self._closed = False

    def close(self) -> None:
        """The page is gone."""
        self._closed = True

    def ask(
        self, work: Callable[[], Found], arrived: Callable[[Found], None], failed: Callable[[Exception], None]
    ) -> None:
        """Work off the GUI thread, unless the page is gone when it is done."""

        def told(found: Found) -> None:
            if not self._closed:
                arrived(found)

        def wrong(error: Exception) -> None:
            if not self._closed:
                failed(error)

        self._parts.tasks.submit(work, told, wrong)

    def show_cameras(self, shown: Sequence[CameraView]) -> None:
        """Other cameras have other days and other bookmarks."""
        if tuple(shown) != self._shown:
            self._shown = tuple(shown)
            self.load_month()
            self.load_marks(again=True)

    def show_day(self, day: date) -> None:
        """The play head stands in this day."""
        if day != self._day:
            self._day = day
            self._view.calendar.set_day(day)
            self.load_marks(again=True)

    def load_month(self) -> None:
        """The days of the month in view."""
        lines, reviewed = self._parts.timelines, self._parts.archive.reviewed
        actor, month = self._session.actor, self._view.calendar.month
        ids = [camera.id for camera in self._shown]

        def work() -> dict[date, DayFacts]:
            return lines.days(actor, ids, month, reviewed.unreviewed_days(actor, ids, month.year, month.month))

        def arrived(days: dict[date, DayFacts]) -> None:
            self._view.calendar.set_recorded(month, days)

        self.ask(work, arrived, self._navigator.fail)

    def load_marks(self, *, again: bool = False) -> None:
        """The bookmarks of the day and of the cameras shown."""
        day, shown = self._day, {camera.id for camera in self._shown}
        if day is None or not again:
            return
        archive, actor = self._parts.archive, self._session.actor

        def arrived(marks: list[MarkView]) -> None:
            if day == self._day and shown == {camera.id for camera in self._shown}:
                found = [mark for mark in marks if mark.camera_id in shown]
                self._view.side.show_marks(found)
                self._view.timeline.set_marks(found)

        self.ask(lambda: archive.marks(actor, day_span(day)), arrived, self._navigator.fail)

    def show_selection(self, selection: Selection, shown: Sequence[CameraView]) -> None:
        """The stretch in words, at once; what is missing in it, once it is known."""
        accounts, actor, side = self._parts.accounts, self._session.actor, self._view.side
        rights = Rights(*(accounts.may(actor, act) for act in (Action.INCIDENT, Action.HOLD, Action.CUT_EVIDENCE)))
        asked = (selection, tuple(shown))
        span, lines = selection.span, self._parts.timelines
        if asked != self._selection or span is None:
            side.show_selection(selection, None, rights)
        self._selection = asked
        if span is None or not span.length or not shown:
            return

        def work() -> StretchFacts:
            return facts_of(span, [(camera, lines.row(actor, [camera.id], span, _WIDTH).recorded) for camera in shown])

        def arrived(facts: StretchFacts) -> None:
            if self._selection == asked:
                side.show_selection(selection, facts, rights)

        self.ask(work, arrived, self._navigator.fail)


def facts_of(span: Span, recorded: Sequence[tuple[CameraView, Sequence[Span]]]) -> StretchFacts:
    """What lies in the stretch, of how many cameras, and who misses some of it."""
    whole = missing_in(span, union(one for _, spans in recorded for one in spans))
    lacking = tuple(camera.code for camera, spans in recorded if missing_in(span, spans))
    return StretchFacts(len(recorded), whole, lacking if whole < span.length and len(recorded) > 1 else ())
