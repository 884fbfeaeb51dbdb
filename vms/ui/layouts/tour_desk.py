"""Tours and hot spot of one wall: which camera each pane shows now, whose turn is next, and why a tour waits."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from vms.core.clock import Clock
from vms.services.wall_tours import PaneTour
from vms.ui.layouts import touring
from vms.ui.layouts.arrangement import Arrangement
from vms.ui.layouts.book import LayoutBook
from vms.ui.layouts.touring import Turn
from vms.ui.wall.pane_state import PaneCamera, PaneMark, PaneState
from vms.ui.wall.wall_view import WallView

_TICK_MS = 250
_ACTS = (QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress, QEvent.Type.Wheel)


class TourDesk(QObject):
    """GUI thread; runs between ``start`` and ``stop``.

    ``changed``: panes have to be shown anew. ``told``: only words changed (the countdown of the tour of tabs). The page
    sets ``cameras`` (what a pane has to know, by id) and ``moving`` (the camera under somebody's hands).
    """

    changed = Signal()
    told = Signal()

    def __init__(self, book: LayoutBook, wall: WallView, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book, self._wall, self._clock = book, wall, clock
        self.cameras: Mapping[int, PaneCamera] = {}
        self.moving: Callable[[], int | None] = lambda: None
        self.tabs = Turn(running=False)
        self._turns: dict[tuple[int, int], Turn] = {}  # tab, pane
        self._hot: int | None = None
        self._alarm: int | None = None
        self._alarmed = False  # the hot spot shows that alarm's camera, nobody has selected a pane since
        self._touched: dict[int, float] = {}  # pane → monotonic seconds of the last act in it
        self._last = 0.0
        self._prepared: object = None
        self._told: object = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        wall.installEventFilter(self)
        wall.selection_changed.connect(self._selected)

    def start(self) -> None:
        """The wall is seen."""
        self._last = self._clock.monotonic()
        self._timer.start()

    def stop(self) -> None:
        """It isn't any more."""
        self._timer.stop()

    # What panes show

    def shown(self, what: Arrangement) -> dict[int, int]:
        """Pane → camera id, tours and hot spot included."""
        cells = dict(what.cells)
        for pane, tour in what.tours.items():
            cells[pane] = tour.stops[self.turn(what, pane).at].camera_id
        if what.hot_spot is not None:
            selected = cells.get(self._wall.selected) if self._wall.selected != what.hot_spot else None
            self._hot = self._hot if selected is None or self._alarmed else selected
            if self._hot is not None and self._hot in self.cameras:
                cells[what.hot_spot] = self._hot
        return cells

    def turn(self, what: Arrangement, pane: int) -> Turn:
        """Whose turn it is in a pane with a tour."""
        tour, key = what.tours[pane], (what.key, pane)
        turn = self._turns.get(key)
        if turn is None or turn.at >= len(tour.stops):
            turn = self._turns[key] = touring.begun(tour)
        return turn

    def show_alarm(self, camera_id: int | None) -> None:
        """The hot spot shows the camera of an alarm that nobody has acknowledged, until a pane is selected."""
        if camera_id is None:
            self._alarmed = False
        elif camera_id != self._alarm:
            self._alarmed, self._hot = True, camera_id
        changed, self._alarm = camera_id != self._alarm, camera_id
        if changed and self._book.current.hot_spot is not None:
            self.changed.emit()

    def _selected(self, pane: int) -> None:
        self._alarmed = False
        self._touch(pane)
        if self._book.current.hot_spot is not None:
            self.changed.emit()

    # Hands

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Any key or click on the wall is an act in the selected pane."""
        if event.type() in _ACTS:
            self._touch(self._wall.selected)
        return False

    def _touch(self, pane: int) -> None:
        self._touched = {pane: self._clock.monotonic()}

    @property
    def pane_tour(self) -> PaneTour | None:
        """The tour of the selected pane, if it has one."""
        return self._book.current.tours.get(self._wall.selected)

    def toggle(self, *, tabs: bool = False) -> None:
        """Start or pause: the selected pane's tour, else (or with ``tabs``) the tour of tabs."""
        if self.pane_tour is None or tabs:
            self.tabs = Turn(0, float(self._book.current.dwell_s), not self.tabs.running)
        else:
            key = (self._book.current.key, self._wall.selected)
            turn = self.turn(self._book.current, self._wall.selected)
            self._turns[key] = replace(turn, running=not turn.running)
        self._touched = {}  # who starts a tour wants to see it run
        self._note()
        self.changed.emit()

    def step(self, by: int, *, tabs: bool = False) -> None:
        """The next or the previous one, at once."""
        pane, tour = self._wall.selected, self.pane_tour
        if tour is None or tabs:
            self._turn_tab(by)
            return
        key = (self._book.current.key, pane)
        self._turns[key] = touring.turned(tour, self.turn(self._book.current, pane), by, self._usable)
        self._note()
        self.changed.emit()

    def restart(self, pane: int) -> None:
        """The tour of a pane was written anew: from its first camera."""
        self._turns.pop((self._book.current.key, pane), None)

    def _turn_tab(self, by: int) -> None:
        there = self._tab_after(by)
        if there is not None:
            self.tabs = replace(self.tabs, left=float(self._book.tabs[there].dwell_s or 20))
            self._book.choose(there, remember=not self.tabs.running)

    def _tab_after(self, by: int) -> int | None:
        book = self._book
        count = len(book.tabs)
        order = [(book.at + by * far) % count for far in range(1, count)]
        return next((at for at in order if book.tabs[at].dwell_s), None)

    def _usable(self, camera_id: int) -> bool:
        camera = self.cameras.get(camera_id)
        return camera is not None and camera.enabled

    # Time

    def tick(self) -> None:
        """A quarter of a second has passed."""
        now = self._clock.monotonic()
        seconds, self._last = now - self._last, now
        what, changed = self._book.current, False
        for pane, tour in what.tours.items():
            turn = touring.passed(self.turn(what, pane), seconds, self._held(pane))
            if touring.due(turn, ready=self._wall.next_ready([pane])):
                turn = touring.turned(tour, turn, 1, self._usable)
                changed = True
            self._turns[what.key, pane] = turn
        self.tabs = touring.passed(self.tabs, seconds, self._tabs_held())
        if touring.due(self.tabs, ready=self._wall.next_ready()):
            self._turn_tab(1)  # the book tells the page
        elif changed:
            self.changed.emit()
        self._prepare()
        self.tell()

    def _prepare(self) -> None:
        what = self._book.current
        there = self._tab_after(1) if touring.near(self.tabs) else None
        if there is not None:
            layout, cells = self._book.tabs[there].layout, self.shown(self._book.tabs[there])
        else:
            layout, cells = what.layout, {}
            for pane, tour in what.tours.items():
                turn = self.turn(what, pane)
                if touring.near(turn):
                    at = touring.following(tour, turn.at, 1, self._usable)
                    cells = {**(cells or self.shown(what)), pane: tour.stops[at].camera_id}
        wanted = (what.key, layout, tuple(sorted(cells.items())))
        if wanted != self._prepared:
            self._prepared = wanted
            self._wall.prepare(layout, {p: self.cameras[c] for p, c in cells.items() if c in self.cameras})

    def _held(self, pane: int) -> str:
        model = self._wall.model(pane)
        if model.state is PaneState.tamper:
            return "alarm"
        if model.camera_id is not None and model.camera_id == self.moving():
            return "ptz"
        if self._wall.enlarged is not None:
            return "enlarged"
        feed = self._wall.feed(pane)
        if feed is not None and (feed.replay is not None or feed.framing.zoomed):
            return "replay" if feed.replay is not None else "zoom"
        if self._clock.monotonic() - self._touched.get(pane, -touring.WATCHED_S) < touring.WATCHED_S:
            return "selected"
        return ""

    def _tabs_held(self) -> str:
        if not self.tabs.running:
            return ""
        reasons = [self._held(pane) for pane in self._wall.visible_panes()]
        return next((one for one in reasons if one), "")

    # Words

    def tell(self) -> None:
        """Captions and the bar: the countdown in whole seconds."""
        what = self._book.current
        marks = {pane: _mark(tour, self.turn(what, pane)) for pane, tour in what.tours.items()}
        if what.hot_spot is not None:
            marks[what.hot_spot] = PaneMark()
        self._wall.set_marks(marks)
        said = (self.tabs.running, self.tabs.held, self.seconds_left)
        if said != self._told:
            self._told = said
            self.told.emit()

    @property
    def seconds_left(self) -> int | None:
        """Until the next tab; None while the tour of tabs doesn't run."""
        return max(0, math.ceil(self.tabs.left)) if self.tabs.going else None

    # Kept

    def _note(self) -> None:
        self._book.note_state({**self._book.state, **self.state()})

    def state(self) -> dict[str, Any]:
        """Positions of all tours as JSON can hold them, by the layout's number in the catalogue."""
        numbers = {tab.key: tab.saved_id for tab in self._book.tabs if tab.saved_id is not None}
        turns: dict[str, list[Any]] = {
            f"{numbers[key]}:{pane}": [turn.at, turn.running]
            for (key, pane), turn in self._turns.items()
            if key in numbers
        }
        return {"tours": turns, "tab_tour": self.tabs.running}

    def restore(self, state: Mapping[str, Any]) -> None:
        """As it was left."""
        kept = state.get("tours", {})
        for tab in self._book.tabs:
            for pane, tour in tab.tours.items():
                at, running = kept.get(f"{tab.saved_id}:{pane}", (0, True))
                self._turns[tab.key, pane] = touring.begun(tour, int(at), running=bool(running))
        if state.get("tab_tour"):
            self.tabs = Turn(0, float(self._book.current.dwell_s or 20))


def _mark(tour: PaneTour, turn: Turn) -> PaneMark:
    seconds = max(0, math.ceil(turn.left)) if turn.going else None
    return PaneMark(turn.at + 1, len(tour.stops), seconds, turn.held if turn.running else "")
