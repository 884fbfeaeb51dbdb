"""From what the watch over the pictures finds to alarms: which cameras are watched, what is raised, what has passed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Set
from typing import Protocol

from vms.core.clock import Clock
from vms.core.errors import VmsError
from vms.core.log import event
from vms.core.workers import Worker
from vms.services.actor import Actor
from vms.services.alarm_views import AlarmView, Gone, Sighting
from vms.services.alarms import CONFIRM_S, Alarms
from vms.services.cameras import Cameras, CameraView
from vms.services.watch_references import WatchReferences
from vms.video.watching import References, Tampering, WatchNews, WatchState

__all__ = ["TamperWatch", "WatchedLive"]

_log = logging.getLogger(__name__)
_BEAT_S = 1.0
_SWEEP_S = 3600.0
# A camera that somebody turns shows what it never shows; so long after that the picture means nothing either.
AFTER_MOVE_S = 20.0


class WatchedLive(Protocol):
    """What is needed of ``vms.services.live.Live``."""

    def set_watch(self, cameras: Mapping[int, References], /) -> None:
        """Watch these cameras and no others; what the watch compares with, by camera."""
        ...

    def on_watch(self, listener: Callable[[int, WatchNews], None], /) -> None:
        """Call back with a camera and its news, on a thread of its own."""
        ...


class TamperWatch(Worker):
    """A thread of its own; the public methods are for any thread.

    ``holder`` says who moves a camera now (``Ptz.mover``), None for nobody. A movable camera is never told to have
    been turned away: its view isn't fixed.
    """

    def __init__(
        self,
        live: WatchedLive,
        cameras: Cameras,
        alarms: Alarms,
        references: WatchReferences,
        clock: Clock,
        holder: Callable[[int], object | None],
    ) -> None:
        super().__init__("tamper watch")
        self._live, self._cameras, self._alarms = live, cameras, alarms
        self._references, self._clock, self._holder = references, clock, holder
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._states: dict[int, WatchState] = {}
        self._stills: dict[int, tuple[bytes, bytes]] = {}
        self._learned: dict[int, References] = {}
        self._renewed: set[int] = set()
        self._stale = True  # the list of cameras has to be read again
        self._dirty = True
        self._failing = ""
        self._watched: dict[int, CameraView] = {}
        self._moved: dict[int, float] = {}
        self._next_confirm = self._next_sweep = 0.0

    # -- any thread ------------------------------------------------------------------------------------------------

    def states(self) -> dict[int, WatchState]:
        """What the watch last said of each camera: motion, night, tampering."""
        with self._lock:
            return dict(self._states)

    def retake(self, actor: Actor, camera_id: int) -> None:
        """Take the present view for the right one from now on. Raises NotAllowed, InvalidInput."""
        self._references.forget(actor, camera_id)
        with self._lock:
            self._renewed.add(camera_id)
            self._learned.pop(camera_id, None)
        self._wake.set()

    def interrupt(self) -> None:
        """Wake up to end."""
        self._wake.set()

    def _heard(self, camera_id: int, news: WatchNews) -> None:
        with self._lock:
            before = self._states.get(camera_id)
            self._states[camera_id] = news.state
            if news.current:
                self._stills[camera_id] = (news.reference, news.current)
            if news.references is not None:
                self._learned[camera_id] = news.references
            self._dirty = self._dirty or before is None or before.tampering is not news.state.tampering
        self._wake.set()

    def _camera_changed(self, _camera_id: int) -> None:
        with self._lock:
            self._stale = True
        self._wake.set()

    # -- the thread ------------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Until stopped; a catalogue in trouble is tried again, nothing that was heard is lost."""
        self._cameras.on_change(self._camera_changed)
        self._live.on_watch(self._heard)
        try:
            while not self.stopping.is_set():
                self._wake.clear()
                self._step_safely()
                self._wake.wait(_BEAT_S)
        finally:
            self._cameras.off_change(self._camera_changed)

    def _step_safely(self) -> None:
        try:
            self.step()
        except VmsError as error:
            if error.code != self._failing:
                event(_log, "tamper_watch_failing", logging.WARNING, code=error.code)
            self._failing = error.code
        else:
            self._failing = ""

    def step(self) -> None:
        """Take in what has been heard. Raises CatalogueError; then the next step does it."""
        self._keep_learned()
        with self._lock:
            stale, self._stale = self._stale, False
            renewed, self._renewed = self._renewed, set()
        if stale or renewed:
            try:
                self._follow_cameras(renewed)
            except VmsError:
                with self._lock:
                    self._stale, self._renewed = True, self._renewed | renewed
                raise
        held = self._notice_moves()
        with self._lock:
            dirty, self._dirty = self._dirty or held, False
            states = dict(self._states)
        try:
            if dirty:
                self._tell(states)
            self._confirm(states)
        except VmsError:
            with self._lock:
                self._dirty = True
            raise

    def _follow_cameras(self, renewed: Set[int]) -> None:
        wanted = {view.id: view for view in self._cameras.every() if view.enabled and view.watch}
        known = self._references.all()
        with self._lock:
            self._dirty = True
            known.update({one: found for one, found in self._learned.items() if one not in renewed})
            for camera_id in [one for one in self._states if one not in wanted or one in renewed]:
                del self._states[camera_id]
                self._stills.pop(camera_id, None)
        self._watched = wanted
        if renewed:  # one that leaves and comes back learns its view anew
            self._live.set_watch({one: known.get(one, References()) for one in wanted if one not in renewed})
        # Each time: an address may have changed; cameras that stay as they are go on undisturbed.
        self._live.set_watch({one: known.get(one, References()) for one in wanted})

    def _keep_learned(self) -> None:
        with self._lock:
            learned = dict(self._learned)
        for camera_id, found in learned.items():
            if camera_id in self._watched:
                self._references.keep(camera_id, found)
            with self._lock:
                if self._learned.get(camera_id) is found:
                    del self._learned[camera_id]

    def _notice_moves(self) -> bool:
        """Which movable cameras are in somebody's hands; whether one is or was just now: then look again soon."""
        now = self._clock.monotonic()
        for view in self._watched.values():
            if view.ptz and self._holder(view.id) is not None:
                self._moved[view.id] = now
        self._moved = {one: at for one, at in self._moved.items() if now - at <= AFTER_MOVE_S + 2 * _BEAT_S}
        return bool(self._moved)

    def _kind(self, camera_id: int, state: WatchState) -> Tampering | None:
        view = self._watched.get(camera_id)
        if view is None or (view.ptz and state.tampering is Tampering.MOVED):
            return None
        return state.tampering

    def _tell(self, states: Mapping[int, WatchState]) -> None:
        running = {alarm.camera_id: alarm for alarm in self._alarms.running("tamper")}
        now = self._clock.monotonic()
        seen: list[Sighting] = []
        for camera_id, state in states.items():
            kind, known = self._kind(camera_id, state), running.get(camera_id)
            moving = now - self._moved.get(camera_id, float("-inf")) <= AFTER_MOVE_S
            if kind is None or (known is None and moving) or (known is not None and known.kind == kind.value):
                continue
            with self._lock:
                reference, current = self._stills.get(camera_id, (b"", b""))
            seen.append(Sighting(camera_id, kind.value, "", state.since_us, reference, current))
        gone = [self._over(alarm) for camera_id, alarm in running.items() if self._has_passed(camera_id, alarm, states)]
        if seen or gone:
            self._alarms.record(seen, gone)
        with self._lock:
            for sighting in seen:
                if sighting.camera_id is not None:
                    self._stills.pop(sighting.camera_id, None)

    def _has_passed(self, camera_id: int | None, alarm: AlarmView, states: Mapping[int, WatchState]) -> bool:
        """Of a camera of which nothing has been heard yet nothing is said: nobody vouches for its alarm."""
        if not alarm.here or camera_id is None:
            return False
        state = states.get(camera_id)
        return camera_id not in self._watched or (state is not None and self._kind(camera_id, state) is None)

    def _over(self, alarm: AlarmView) -> Gone:
        return Gone(alarm.id, self._clock.now_us())

    def _confirm(self, states: Mapping[int, WatchState]) -> None:
        now = self._clock.monotonic()
        if now < self._next_confirm:
            return
        self._next_confirm = now + CONFIRM_S
        seen = {camera_id for camera_id, state in states.items() if self._kind(camera_id, state) is not None}
        self._alarms.confirm([alarm.id for alarm in self._alarms.running("tamper") if alarm.camera_id in seen])
        self._alarms.end_silent()
        if now >= self._next_sweep:
            self._next_sweep = now + _SWEEP_S
            self._alarms.drop_old_stills()
