"""Looks up what a play group needs, off the GUI thread: rights, files, reasons of gaps, pieces for thumbnails."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from vms.core.errors import InvalidInput, NotAllowed, VmsError
from vms.core.instants import SECOND, Span
from vms.core.log import event
from vms.core.workers import Worker
from vms.services.footage import Footage, Piece
from vms.services.playback_pane import NOT_ALLOWED, GroupPane
from vms.services.playback_pieces import AROUND_US, MARGIN_US, pieces_around, pieces_at
from vms.services.playback_scope import Scope
from vms.services.playback_strip import Request, ThumbnailStrip
from vms.services.watched import Watched
from vms.video.client import EngineClient
from vms.video.framing import PLAIN, Framing
from vms.video.group_view import EngineGroup
from vms.video.play_orders import Extend, FilmSpec, GroupOrder, PlayerStatus, PlayState, Seek

_log = logging.getLogger(__name__)
_LOOK_S = 1.0
_DRAG_S = 0.3  # so soon after a seek the next one is likely


@dataclass(frozen=True, slots=True)
class Entry:
    """A right that was checked and logged. ``ended`` writes into the log what was watched; ``reason`` names a gap's;
    ``watched`` is told what is played.
    """

    scope: Scope
    framing: Framing
    ended: Callable[[Span | None], None]
    reason: Callable[[Span], str]
    watched: Watched


@dataclass(slots=True)
class _Known:
    """What the look-out keeps of a pane."""

    entry: Entry
    pieces: tuple[Piece, ...] = ()
    first: int | None = None
    last: int = 0

    def watch(self, film: PlayerStatus) -> None:
        """What it shows now."""
        if film.picture_us is not None:
            self.note(film.picture_us)
            playing = film.state is PlayState.PLAYING
            self.entry.watched.note(film.picture_us, time.monotonic(), film.speed, playing=playing)

    def note(self, instant_us: int) -> None:
        self.last = instant_us if self.first is None else max(self.last, instant_us)
        self.first = instant_us if self.first is None else min(self.first, instant_us)


class Look(Worker):
    """The group's own thread. ``seek``, ``post``, ``add``, ``remove``, ``instant`` and ``strip`` from any thread."""

    def __init__(
        self, group: EngineGroup, engine: EngineClient, footage: Footage, enter: Callable[[int], Entry]
    ) -> None:
        super().__init__("play group")
        self._group, self._engine, self._footage, self._enter = group, engine, footage, enter
        self._wake, self._lock = threading.Event(), threading.Lock()
        self._numbers = itertools.count(1)
        # Where it was sent last, and the number of that seek; out of step, of each pane that was sent alone.
        self._asked = (group.start_us, 0)
        self._asked_alone: dict[GroupPane, tuple[int, int]] = {}
        self._visited: list[tuple[int, GroupPane | None]] = []  # for the log
        self._sought_at = -_LOOK_S
        self._panes: list[GroupPane] = []
        self._known: dict[GroupPane, _Known] = {}
        self._gone: list[GroupPane] = []
        self._target: tuple[Seek, GroupPane | None] | None = None
        self._waiting: list[tuple[GroupOrder, GroupPane | None]] = []
        self._strips: list[ThumbnailStrip] = []

    # --- any thread ---

    def add(self, pane: GroupPane) -> None:
        """A pane that waits for its right and its pieces."""
        with self._lock:
            self._panes.append(pane)
        self._wake.set()

    def remove(self, pane: GroupPane) -> None:
        """The pane is closed."""
        with self._lock:
            self._panes.remove(pane)
            self._gone.append(pane)
            self._asked_alone.pop(pane, None)
        self._wake.set()

    def seek(self, instant_us: int, alone: GroupPane | None) -> None:
        """Go there, all or one pane alone: at once where the pieces are known, else when they have been looked up."""
        with self._lock:
            seek = Seek(instant_us, next(self._numbers))
            if alone is None:
                self._asked = (instant_us, seek.number)
            else:
                self._asked_alone[alone] = (instant_us, seek.number)
            self._visited.append((instant_us, alone))
            self._sought_at = time.monotonic()
            panes = self._panes if alone is None else [alone]
            # A pane that is just being opened is given files of where the clock was until now.
            known = all(pane.refused or (pane.view and pane.window.contains(instant_us)) for pane in panes)
            ready = self._target is None and known
            self._target = None if ready else (seek, alone)
            if ready:
                self._group.command(seek, alone.view if alone else None)
        if not ready:
            self._wake.set()

    def post(self, order: GroupOrder, pane: GroupPane | None) -> None:
        """Hand an order on, behind a seek that is still being prepared. ``pane``: the chosen one."""
        with self._lock:
            if self._target is not None:
                self._waiting.append((order, pane))
            else:
                self._group.command(order, pane.view if pane else None)

    def instant(self, pane: GroupPane | None) -> int:
        """What the clock shows; where it goes to while a seek is under way."""
        asked_us, number = self._asked
        if pane is None:
            return asked_us
        alone = self._asked_alone.get(pane)
        if alone is not None and alone[1] > number:
            asked_us, number = alone
        return asked_us if pane.done_number < number else pane.position_us or asked_us

    def strip(self) -> ThumbnailStrip:
        """A strip of the group's cameras."""
        strip = ThumbnailStrip(self._wake.set, self._engine.open_strip)
        with self._lock:
            self._strips.append(strip)
        return strip

    def interrupt(self) -> None:
        """Wake the wait."""
        self._wake.set()

    # --- own thread ---

    def run(self) -> None:
        """Until the group is closed."""
        while not self.stopping.is_set():
            self._note_seeks()
            self._guarded(self._enter_panes)
            self._guarded(self._do_seek)
            self._guarded(self._follow)
            self._guarded(self._serve_strips)
            self._leave_panes()
            self._wake.wait(_DRAG_S if self._dragging() else _LOOK_S)
            self._wake.clear()
        for strip in self._strips:
            strip.close()
        self._note_seeks()
        with self._lock:
            self._gone += self._panes
            self._panes = []
        self._leave_panes()

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except VmsError as error:  # the catalogue is away: the next round asks again
            event(_log, "footage_not_looked_up", logging.WARNING, reason=error.code)

    def _dragging(self) -> bool:
        return time.monotonic() - self._sought_at < _DRAG_S

    def _note_seeks(self) -> None:
        """What was looked at goes into the log also when it was left again before the next round."""
        with self._lock:
            visited, self._visited = self._visited, []
        for instant_us, alone in visited:
            for pane, known in self._known.items():
                if alone is None or alone is pane:
                    known.note(instant_us)

    def _current(self) -> list[GroupPane]:
        with self._lock:
            return list(self._panes)

    def _enter_panes(self) -> None:
        for pane in self._current():
            if pane.refused or pane.view is not None:
                continue
            if pane not in self._known:
                try:
                    entry = self._enter(pane.camera_id)
                except (NotAllowed, InvalidInput) as error:
                    event(_log, "playback_refused", camera=pane.camera_id, reason=error.code)
                    pane.refuse(error.code)
                    continue
                pane.admit(entry.framing)
                self._known[pane] = _Known(entry)
                if self._asked[1]:  # before anybody sought, only what was really shown counts
                    self._known[pane].note(self._here())
            self._load(pane, self._here())

    def _here(self) -> int:
        """Where the group is: where it was sent last, or where a camera that is there already has come to since."""
        asked_us, number = self._asked
        there = (pane for pane in self._current() if pane.view is not None and pane.done_number >= number)
        return next((pane.position_us for pane in there if pane.position_us), asked_us)

    def _do_seek(self) -> None:
        with self._lock:
            target = self._target
        while target is not None:
            seek, alone = target
            for pane in self._current() if alone is None else [alone]:
                if pane in self._known and not pane.window.contains(seek.instant_us):
                    self._load(pane, seek.instant_us, pieces_at)
            with self._lock:
                newest, target = self._target, None
                if newest is not None and newest[0] is not seek:
                    target = newest  # another was asked for meanwhile
                    continue
                self._target = None
                self._group.command(seek, alone.view if alone else None)
                waiting, self._waiting = self._waiting, []
                for order, pane_of in waiting:
                    self._group.command(order, pane_of.view if pane_of else None)

    def _load(
        self,
        pane: GroupPane,
        around: int,
        look_up: Callable[[Footage, Scope, int, int], tuple[tuple[Piece, ...], Span]] = pieces_around,
    ) -> None:
        known = self._known[pane]
        pieces, window = look_up(self._footage, known.entry.scope, pane.camera_id, around)
        view, changed = pane.view, pieces != known.pieces
        known.pieces = pieces
        pane.edges = Span(pieces[0].start_us, max(p.end_us for p in pieces)) if pieces else Span(around, around)
        if view is None:
            view = self._engine.open_film(FilmSpec(pieces, around), *pane.size, group=self._group)
            if not pane.show(view):
                view.close()
        elif changed:
            view.command(Extend(pieces))
        pane.window = window

    def _follow(self) -> None:
        dragging = self._dragging()
        for pane, known in list(self._known.items()):
            film, position = pane.film, pane.position_us
            if pane.closed or film is None or not position:
                continue
            known.watch(film)
            near_end = position > pane.edges.end - MARGIN_US
            near_start = position < pane.edges.start + MARGIN_US and film.speed < 0
            short = pane.window.length < AROUND_US  # a seek took only what was next to it
            if not dragging and (short or near_end or near_start or not pane.window.contains(position)):
                self._load(pane, position)
            seen = known.entry.scope.allows(position, position + 1)
            gap = pane.unexplained(seen=seen)
            if gap is not None:
                pane.explain(gap, known.entry.reason(gap.clip(pane.window) or gap) if seen else NOT_ALLOWED, seen=seen)

    def _leave_panes(self) -> None:
        with self._lock:
            gone, self._gone = self._gone, []
        for pane in gone:
            known = self._known.pop(pane, None)
            if known is not None:
                if pane.film is not None:
                    known.watch(pane.film)
                span = Span(known.first, known.last) if known.first is not None else None
                known.entry.ended(span)

    def _serve_strips(self) -> None:
        with self._lock:
            self._strips = [strip for strip in self._strips if not strip.closed]
            strips = list(self._strips)
        for strip in strips:
            request = strip.take_request()
            if request is not None:
                strip.hand_on(request, self._pieces_for(request), self._way_up(request.camera_id))

    def _way_up(self, camera_id: int) -> Framing:
        return next((one.entry.framing for pane, one in self._known.items() if pane.camera_id == camera_id), PLAIN)

    def _pieces_for(self, request: Request) -> tuple[Piece, ...]:
        here = (item for item in self._known.items() if item[0].camera_id == request.camera_id and not item[0].closed)
        found = next(here, None)
        if found is None or not request.instants:
            return ()
        pane, known = found
        pieces: dict[Piece, None] = {}
        for instant in request.instants:  # a row over a year asks for eight instants, not for a year of files
            around = Span(instant - SECOND, instant + SECOND)
            inside = pane.window.contains(instant)
            near = known.pieces if inside else self._footage.pieces(request.camera_id, around)
            pieces.update((piece, None) for piece in near if Span(piece.start_us, piece.end_us).overlaps(around))
        return tuple(piece for piece in pieces if known.entry.scope.allows(piece.start_us, piece.end_us))
