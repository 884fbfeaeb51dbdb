"""One camera of a play group: its newest picture, and what to say where there is none."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from vms.core.instants import Span
from vms.video.client import EngineView
from vms.video.frames import Frame
from vms.video.framing import PLAIN, Framing
from vms.video.play_orders import PlayerStatus, PlayState

NOT_ALLOWED = "not_allowed"
NOT_RECORDED = "not_recorded"
UNREADABLE = "footage_unreadable"
_LEAST = 8


@dataclass(frozen=True, slots=True)
class PaneStatus:
    """What a pane shows beside its picture.

    ``reason``: in a gap the code of its reason (as in ``GapView``, "not_allowed" outside the own right, "not_recorded"
    where none is known); "footage_unreadable"; refused: the code of the error. ``gap``: from where to where, as far as
    it is known. ``shown``, ``dropped``: pictures so far; dropped ones came too late to be shown.
    """

    state: PlayState = PlayState.OPENING
    reason: str = ""
    gap: Span | None = None
    picture_us: int | None = None
    width: int = 0
    height: int = 0
    shown: int = 0
    dropped: int = 0


class GroupPane:
    """``frame``, ``resize`` and ``set_framing`` on the GUI thread, the rest on any; nothing waits."""

    def __init__(self, camera_id: int, size: tuple[int, int]) -> None:
        self.camera_id = camera_id
        self._size = _room(*size)
        self._lock = threading.Lock()
        self._framing: Framing | None = None
        self._turned = PLAIN
        self._closed = False
        self._refused = ""
        self._left: PlayerStatus | None = None
        self._reasons: dict[int, str] = {}
        self._explained: tuple[int, int, bool] | None = None  # start of gap and window, and whether it may be seen
        self.view: EngineView | None = None
        # What the look-out knows: in ``window`` there is nothing but the pieces the film has, from edge to edge.
        self.window = self.edges = Span(0, 0)

    # --- pictures (GUI thread) ---

    def frame(self) -> Frame | None:
        """The newest picture, or None before the first. Valid until the next call."""
        view = self.view
        return view.frame() if view else None

    @property
    def sequence(self) -> int:
        """Another number for another picture; 0 before the first. Cheap: ask it on every tick."""
        view = self.view
        return view.sequence if view else 0

    def resize(self, width: int, height: int) -> None:
        """The pane has another size, in physical pixels."""
        with self._lock:
            self._size = size = _room(width, height)
            view = self.view
        if view and not self._closed:
            view.resize(*size)

    def set_framing(self, framing: Framing) -> None:
        """Which part of the picture is shown, and which way up; until then the camera's own way up."""
        with self._lock:
            self._framing = framing
            view = self.view
        if view and not self._closed:
            view.set_framing(framing)

    @property
    def framing(self) -> Framing:
        """Which part of the picture is shown, and which way up."""
        return self._turned if self._framing is None else self._framing

    # --- state ---

    @property
    def film(self) -> PlayerStatus | None:
        """What the media process last said of the film; it stays when the pane is closed."""
        view = self.view
        return view.film_status() if view else self._left

    @property
    def position_us(self) -> int:
        """Where this camera's film is; 0 before it has begun."""
        view = self.view
        return view.position_us if view else 0

    @property
    def done_number(self) -> int:
        """The number of the last seek that was done."""
        view = self.view
        return view.done_number if view else 0

    def status(self) -> PaneStatus:
        """How the camera fares; at most half a second old."""
        if self._refused:
            return PaneStatus(PlayState.REFUSED, self._refused)
        film = self.film
        if film is None:
            return PaneStatus()
        reason = UNREADABLE if film.state is PlayState.UNREADABLE else ""
        if film.state in (PlayState.GAP, PlayState.EMPTY) and film.gap is not None:
            reason = self._reasons.get(film.gap.start) or NOT_RECORDED
        elif film.state is PlayState.EMPTY:
            reason = NOT_RECORDED
        return PaneStatus(
            film.state, reason, film.gap, film.picture_us, film.width, film.height, film.shown, film.dropped
        )

    # --- called by the group and its look-out ---

    def admit(self, framing: Framing) -> None:
        """The right was checked and the log written; ``framing``: the camera's own way up."""
        self._turned = framing

    @property
    def refused(self) -> bool:
        """Whether there is no right to see it."""
        return bool(self._refused)

    def refuse(self, code: str) -> None:
        """There is no right to see it."""
        self._refused = code

    def show(self, view: EngineView) -> bool:
        """Take the film's view; False when the pane is closed already."""
        with self._lock:
            if self._closed:
                return False
            self.view = view
            size, framing = self._size, self.framing
        view.resize(*size)
        if framing != PLAIN:
            view.set_framing(framing)
        return True

    @property
    def size(self) -> tuple[int, int]:
        """Physical pixels."""
        return self._size

    @property
    def closed(self) -> bool:
        """Whether it was taken out of its group."""
        return self._closed

    def unexplained(self, *, seen: bool) -> Span | None:
        """The gap it stands in, when nobody has looked up the reason yet. ``seen``: it may look there.

        A film without any pieces has one gap for all time: its reason is another after each seek.
        """
        film = self.film
        if film is None or film.gap is None or film.state not in (PlayState.GAP, PlayState.EMPTY):
            return None
        return film.gap if self._explained != (film.gap.start, self.window.start, seen) else None

    def explain(self, gap: Span, reason: str, *, seen: bool) -> None:
        """Why there is nothing in a gap."""
        self._reasons = {gap.start: reason}
        self._explained = (gap.start, self.window.start, seen)

    def close(self) -> None:
        """Free the memory. May be called twice."""
        with self._lock:
            self._closed = True
            self._left = self.film
            view, self.view = self.view, None
        if view:
            view.close()


def _room(width: int, height: int) -> tuple[int, int]:
    """A pane that isn't laid out yet has no size: no scaler makes pictures of it."""
    return max(_LEAST, width), max(_LEAST, height)
