"""Jumps to the next event, gap or bookmark: looked up off the GUI thread, the newest wish wins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject

from vms.core.instants import MINUTE, SECOND, Span, day_span
from vms.services.archive import Landmark
from vms.services.timeline import LineRow
from vms.ui.archive.camera_list import CameraList
from vms.ui.archive.playback import Playback
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate
BACK = 5 * MINUTE  # where to begin when nobody said where
_BEFORE_GAP = 2 * SECOND  # what came last before a gap says most about it


class Jumps(QObject):
    """``seek`` goes to an instant of any day."""

    def __init__(
        self,
        parts: Parts,
        session: Session,
        navigator: Navigator,
        cameras: CameraList,
        playback: Playback,
        seek: Callable[[int], None],
    ) -> None:
        super().__init__(playback)
        self._parts, self._session, self._navigator = parts, session, navigator
        self._cameras, self._playback, self._seek = cameras, playback, seek
        self._generation = 0

    def stop(self) -> None:
        """Late answers find nobody."""
        self._generation += 1

    def happened(self, way: int) -> None:
        """The next or last event; where there is none, where footage begins after a gap."""
        archive, actor, wanted = self._parts.archive, self._session.actor, self._playing()

        def find(here: int) -> int | None:
            place = archive.find_landmark(actor, wanted, Landmark.EVENT, here, way)
            return archive.find_landmark(actor, wanted, Landmark.STRETCH, here, way) if place is None else place

        self._go(find, way)

    def to(self, kind: Landmark, way: int) -> None:
        """The next or last landmark of a kind."""
        archive, actor, wanted = self._parts.archive, self._session.actor, self._playing()
        self._go(lambda here: archive.find_landmark(actor, wanted, kind, here, way), way)

    def gap(self, way: int) -> None:
        """The last seconds before the next or last gap."""
        lines, actor, wanted = self._parts.timelines, self._session.actor, self._playing()

        def find(here: int) -> int | None:
            place = lines.next_gap(actor, wanted, here + (_BEFORE_GAP + SECOND if way > 0 else 0), way)
            return None if place is None else place - _BEFORE_GAP

        self._go(find, way)

    def day(self, day: date, show: Callable[[Span], None]) -> None:
        """Where the day's footage begins; today, the last minutes. The line shows a day without any."""
        lines, actor, span = self._parts.timelines, self._session.actor, day_span(day)
        ids, now = self._cameras.shown, self._parts.clock.now_us()
        self._generation += 1
        generation = self._generation

        def arrived(row: LineRow) -> None:
            if generation != self._generation:
                return
            if not row.recorded:
                show(span)
                self._navigator.notify(translate("Archive", "Nothing was recorded on this day"), state="info")
                return
            first, last = row.recorded[0].start, row.recorded[-1].end - BACK
            self._seek(max(first, last) if span.contains(now) else first)

        if ids:
            self._parts.tasks.submit(lambda: lines.row(actor, ids, span, 1440), arrived, self._navigator.fail)

    def _playing(self) -> list[int]:
        """In step all cameras count, otherwise the chosen one alone."""
        chosen = self._cameras.camera_id
        return self._cameras.shown if self._playback.synced else [chosen] if chosen is not None else []

    def _go(self, find: Callable[[int], int | None], way: int) -> None:
        here = self._playback.position
        if here is None:
            return
        self._generation += 1
        generation = self._generation

        def found(place: int | None) -> None:
            if generation != self._generation:
                return
            if place is not None:
                self._seek(place)
            elif way > 0:
                self._navigator.notify(translate("Archive", "Nothing further on"), state="info")
            else:
                self._navigator.notify(translate("Archive", "Nothing further back"), state="info")

        self._parts.tasks.submit(lambda: find(here), found, self._navigator.fail)
