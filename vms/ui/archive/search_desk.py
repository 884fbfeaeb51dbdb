"""Searching, joined to its services: opens the window, asks, takes what comes, and has it played."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from vms.core.errors import VmsError
from vms.services.footage_pictures import Moment
from vms.services.footage_search import FindQuery, FoundList
from vms.services.motion_searches import MotionEnded, MotionQuery, MotionRun
from vms.ui.archive.search_pictures import PictureFetcher
from vms.ui.archive.search_rows import Row
from vms.ui.archive.search_span import around, last_days
from vms.ui.archive.search_window import EVENTS, MOTION, SearchWindow
from vms.ui.errands import Errands
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session

_POLL_MS = 100
_MINUTES = 60
_DAYS = 7
_STILL, _THUMBNAIL = 960, 224


class SearchDesk(QObject):
    """Lives with the page; ``reason`` is the page's, asked at each search. GUI thread."""

    def __init__(
        self, parts: Parts, session: Session, navigator: Navigator, window: QWidget, reason: Callable[[], str]
    ) -> None:
        super().__init__(window)
        self._parts, self._session, self._navigator, self._over = parts, session, navigator, window
        self._reason = reason
        self._errands = Errands(parts.tasks)
        self._window: SearchWindow | None = None
        self._run: MotionRun | None = None
        self._begun: list[MotionRun] = []  # also those whose answer never came home
        self._asked = 0
        self._stills = PictureFetcher(parts, session, _STILL, self)
        self._small = PictureFetcher(parts, session, _THUMBNAIL, self)
        self._stills.come.connect(self._still_came)
        self._small.come.connect(self._thumbnail_came)
        self._keys: dict[Moment, list[tuple[str, int]]] = {}
        self._instant = 0
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._take_news)

    @property
    def window(self) -> SearchWindow | None:
        """The window once it was opened."""
        return self._window

    def open(self, mode: str, camera_id: int | None, instant: int | None) -> None:
        """Open the window, or show it again. ``instant``: where the page is."""
        window, now = self._window, self._parts.clock.now_us()
        self._instant = instant if instant is not None else now
        if window is None:
            window = self._window = self._make()
            window.events.set_span(last_days(now, _DAYS))
        window.show_reason(self._reason())
        try:
            self._fill(window, mode, camera_id, now)
        except VmsError as error:
            self._navigator.fail(error)
            return
        window.open_on(mode)

    def step(self, way: int) -> None:
        """F3: play the next thing found, also while the window is hidden."""
        if self._window is not None:
            row = self._window.list_in_front.list.step(way)
            if row is not None:
                self._play(row)

    def hide(self) -> None:
        """Out of sight; a search under way goes on, and what it finds is there when it is opened again."""
        if self._window is not None:
            self._window.hide()

    def close(self) -> None:
        """The page goes: a search under way ends."""
        self._errands.close()
        self._poll.stop()
        self._stills.stop()
        self._small.stop()
        self._run = None
        for run in self._begun:
            run.stop()
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None

    # Making and filling

    def _make(self) -> SearchWindow:
        window = SearchWindow(self._over)
        window.events.wanted.connect(self._find)
        window.motion.wanted.connect(self._start)
        window.motion.cancelled.connect(self._cancel)
        window.motion.picture_wanted.connect(self._want_still)
        for pane in (window.events, window.motion):
            pane.opened.connect(self._open_row)
        return window

    def _fill(self, window: SearchWindow, mode: str, camera_id: int | None, now: int) -> None:
        actor, parts = self._session.actor, self._parts
        cameras = sorted(parts.cameras.all(actor, removed=True), key=lambda camera: camera.removed_us is not None)
        people = parts.footage_search.people(actor)
        window.events.show_choices(cameras, parts.cameras.areas(actor), people)
        if mode == MOTION and self._run is None:
            window.motion.show_cameras(cameras, camera_id, around(self._instant, _MINUTES, now))

    # Events

    def _find(self, query: FindQuery) -> None:
        window = self._window
        assert window is not None
        self._asked += 1
        asked, actor, reason = self._asked, self._session.actor, self._reason()

        def found(items: FoundList) -> None:
            if asked == self._asked:
                window.events.show_found(items)
                self._want_thumbnails(window.events.list.rows)

        def failed(error: Exception) -> None:
            window.events.show_failed()
            self._navigator.fail(error)

        self._errands.submit(lambda: self._parts.footage_search.find(actor, query, reason), found, failed)

    def _want_thumbnails(self, rows: list[Row]) -> None:
        self._keys = {}
        for row in rows:
            if row.playable and row.camera_id is not None:
                self._keys.setdefault(Moment(row.camera_id, row.instant_us), []).append(row.key)
        self._small.ask(list(self._keys), self._reason(), self._navigator.fail)

    def _thumbnail_came(self, moment: Moment, jpeg: bytes) -> None:
        if self._window is not None:
            for key in self._keys.get(moment, ()):
                self._window.events.list.show_picture(key, jpeg)

    # Motion

    def _want_still(self, camera_id: int) -> None:
        self._stills.ask([Moment(camera_id, self._instant)], self._reason(), self._navigator.fail)

    def _still_came(self, moment: Moment, jpeg: bytes) -> None:
        if self._window is not None:
            self._window.motion.show_still(moment.camera_id, jpeg)

    def _start(self, query: MotionQuery) -> None:
        window = self._window
        assert window is not None
        for run in self._begun:
            run.stop()
        begun = self._begun = []
        actor, reason, searches = self._session.actor, self._reason(), self._parts.motion_searches
        errands = self._errands

        def started(run: MotionRun) -> None:
            self._run = run
            window.motion.show_started(run.skipped)
            self._poll.start()

        def work() -> MotionRun:
            run = searches.start(actor, query, reason)
            begun.append(run)
            if errands.closed:
                run.stop()  # the page went meanwhile: nobody would end it
            return run

        def failed(error: Exception) -> None:
            window.motion.show_failed()
            self._navigator.fail(error)

        window.motion.start.setEnabled(False)
        errands.submit(work, started, failed)

    def _cancel(self) -> None:
        if self._run is not None:
            self._run.cancel()

    def _take_news(self) -> None:
        run, window = self._run, self._window
        if run is None or window is None:
            return
        for news in run.take():
            window.motion.take(news)
            if isinstance(news, MotionEnded):
                self._poll.stop()
                run.stop()
                self._run = None

    # Playing

    def _open_row(self, row: Row) -> None:
        if self._window is not None:
            self._window.hide()
        self._play(row)

    def _play(self, row: Row) -> None:
        assert row.camera_id is not None
        self._navigator.open_archive.emit(row.camera_id, row.instant_us)


__all__ = ["EVENTS", "MOTION", "SearchDesk"]
