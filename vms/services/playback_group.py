"""Up to sixteen cameras on one play clock, as pages use them: panes with pictures and states, and one set of commands.

The clock runs in the media process. What is to be played is looked up here, on one thread for the whole group; there
the rights are checked and the log is written too, before a camera's first picture.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from dataclasses import dataclass

from vms.core.errors import InvalidInput
from vms.core.instants import MINUTE, Span
from vms.services.footage import Footage
from vms.services.playback_look import Entry, Look
from vms.services.playback_pane import GroupPane, PaneStatus
from vms.services.playback_strip import ThumbnailStrip
from vms.video.client import EngineClient
from vms.video.play_orders import (
    GroupOrder,
    Pause,
    Play,
    PlayerStatus,
    PlayState,
    SetLoop,
    SetSpeed,
    SetSync,
    Step,
)

__all__ = ["MOST_PANES", "GroupPane", "PaneStatus", "PlayGroup", "PlayState", "ThumbnailStrip"]

MOST_PANES = 16
_LATEST_US = 1 << 60  # year 38 000: what a person types must fit into 64 bits wherever it goes


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked of a clock."""

    playing: bool = False
    speed: float = 1.0
    loop: Span | None = None


class PlayGroup:
    """Cameras that play together. ``frame`` and ``resize`` of panes on the GUI thread, the rest on any; nothing waits.

    It stands still until ``play``. The first camera added is the chosen one. Seeks in a row: only the newest is done.
    """

    def __init__(self, engine: EngineClient, footage: Footage, enter: Callable[[int], Entry]) -> None:
        """``enter`` checks the right to a camera and writes the log; called on the group's thread."""
        self._engine, self._lock = engine, threading.Lock()
        self._panes: dict[int, GroupPane] = {}
        self._group = engine.open_group(engine.clock.now_us() - MINUTE)
        self._chosen: int | None = None
        self._wish, self._alone = Wish(), dict[int, Wish]()
        self._synced = True
        self._closed = False
        self._look = Look(self._group, engine, footage, enter)
        self._look.start()

    # --- cameras ---

    @property
    def panes(self) -> tuple[GroupPane, ...]:
        """In the order in which they were added."""
        return tuple(self._panes.values())

    def add(self, camera_id: int, width: int, height: int) -> GroupPane:
        """Show a camera at the clock's instant, in a pane of this size in physical pixels.

        Returns at once; a missing right is a state of the pane. Raises InvalidInput for a seventeenth camera.
        """
        with self._lock:
            if camera_id in self._panes:
                return self._panes[camera_id]
            if len(self._panes) >= MOST_PANES:
                raise InvalidInput(reasons={"camera": "too_many"})
            pane = self._panes[camera_id] = GroupPane(camera_id, (width, height))
            if self._chosen is None:
                self._chosen = camera_id
        self._look.add(pane)
        return pane

    def remove(self, camera_id: int) -> None:
        """Take a camera away; what was watched of it goes into the log."""
        with self._lock:
            pane = self._panes.pop(camera_id, None)
            if self._chosen == camera_id:
                self._chosen = next(iter(self._panes), None)
        if pane:
            pane.close()
            self._look.remove(pane)

    def choose(self, camera_id: int) -> None:
        """The camera that steps, and that commands go to while the group isn't in step."""
        with self._lock:
            if camera_id in self._panes:
                self._chosen = camera_id

    @property
    def chosen(self) -> int | None:
        """The chosen camera; None without any."""
        return self._chosen

    def close(self) -> None:
        """End everything and free the memory. May be called twice."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            panes, self._panes = list(self._panes.values()), {}
        for pane in panes:
            pane.close()
        self._look.stop(2.0)
        self._group.close()

    # --- state ---

    @property
    def instant(self) -> int:
        """What the clock shows now, µs UTC; out of step, the chosen camera's. Right after a seek, where it goes to."""
        return self._look.instant(self._shown())

    @property
    def state(self) -> PlayState:
        """What the chosen camera's film does."""
        pane = self._pane()
        return pane.status().state if pane else PlayState.EMPTY

    @property
    def playing(self) -> bool:
        """Whether it was told to play; an ended film still is, and goes on when more is recorded."""
        return self._wished().playing

    @property
    def speed(self) -> float:
        """Times the recording's own speed; negative: backwards."""
        return self._wished().speed

    @property
    def synced(self) -> bool:
        """Whether all cameras follow one clock."""
        return self._synced

    @property
    def loop(self) -> Span | None:
        """What is played again and again."""
        return self._wished().loop

    @property
    def skips(self) -> int:
        """How many gaps common to all were jumped over; another number is news, see ``skipped``."""
        film = self._film()
        return film.skips if film else 0

    @property
    def skipped(self) -> Span | None:
        """The last gap jumped over."""
        film = self._film()
        return film.skipped if film else None

    # --- commands ---

    def play(self) -> None:
        """Go on at the speed chosen."""
        self._ask(playing=True)
        self._post(Play())

    def pause(self) -> None:
        """Stand still."""
        self._ask(playing=False)
        self._post(Pause())

    def seek(self, instant_us: int) -> None:
        """Go to an instant; a playing group plays on from there. In a gap of all cameras: to what comes after it."""
        self._look.seek(max(-_LATEST_US, min(instant_us, _LATEST_US)), self._target())

    def step(self, pictures: int) -> None:
        """Pause, and let the chosen camera go so many pictures forwards (negative: back); the others follow."""
        self._ask(playing=False)
        self._post(Step(pictures))

    def set_speed(self, speed: float) -> None:
        """1/8 to 16; negative plays backwards; above 2 key frames only."""
        self._ask(speed=speed)
        self._post(SetSpeed(speed))

    def set_sync(self, on: bool) -> None:
        """One clock for all, or one for each. On again: all go to the chosen camera's instant."""
        if on == self._synced:
            return
        with self._lock:
            if on:
                self._wish = self._alone.get(self._chosen or 0, self._wish)
            else:
                self._alone = dict.fromkeys(self._panes, self._wish)
            self._synced = on
        self._post(SetSync(on))

    def set_loop(self, span: Span | None) -> None:
        """Play a stretch again and again; None: no more. Spans under a tenth of a second are refused: InvalidInput."""
        if span is not None and span.length < MINUTE // 600:
            raise InvalidInput(reasons={"loop": "too_short"})
        self._ask(loop=span)
        self._post(SetLoop(span))

    # --- small pictures ---

    def thumbnails(self) -> ThumbnailStrip:
        """A strip of small pictures of the group's cameras; close it. It ends with the group."""
        return self._look.strip()

    # --- inside ---

    def _pane(self) -> GroupPane | None:
        with self._lock:
            return self._panes.get(self._chosen) if self._chosen is not None else None

    def _shown(self) -> GroupPane | None:
        """The pane that tells where the clock is: the chosen one, or in step, if that one shows nothing, any other."""
        pane = self._pane()
        if pane is not None and pane.view is None and self._synced:
            return next((other for other in self.panes if other.view is not None), pane)
        return pane

    def _film(self) -> PlayerStatus | None:
        pane = self._shown()
        return pane.film if pane else None

    def _target(self) -> GroupPane | None:
        return None if self._synced else self._pane()

    def _wished(self) -> Wish:
        return self._wish if self._synced else self._alone.get(self._chosen or 0, self._wish)

    def _ask(self, **changes: bool | float | Span | None) -> None:
        with self._lock:
            wish = dataclasses.replace(self._wished(), **changes)  # type: ignore[arg-type]
            if self._synced:
                self._wish = wish
            elif self._chosen is not None:
                self._alone[self._chosen] = wish

    def _post(self, command: GroupOrder) -> None:
        self._look.post(command, self._pane())
