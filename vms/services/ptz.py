"""Moving cameras: who may, one person at a time, every series of moves and every preset in the log of acts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from vms.core.clock import Clock
from vms.core.errors import CameraFault, CameraInUse, VmsError
from vms.onvif import media
from vms.onvif.address import parse_address
from vms.onvif.device import Device
from vms.onvif.ptz import Motor, Velocity
from vms.onvif.transport import Limits
from vms.onvif.types import Preset
from vms.security.permissions import Action
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.ptz_worker import Command, Connected, Kind, PtzWorker, Report, Timing

__all__ = ["HOLD_S", "Kind", "PresetView", "Ptz", "PtzEvent", "PtzView", "Timing"]

# A reservation ends by itself this long after the last command.
HOLD_S = 30.0
# Moves closer together than this are one series, one entry in the log of acts.
_SERIES_S = 10.0
_LIMITS = Limits(connect_s=2.0, read_s=3.0, total_s=4.0)
_TAKE_S = 15.0

PresetView = Preset


@dataclass(frozen=True, slots=True)
class PtzView:
    """What can be done with a camera that was taken."""

    camera_id: int
    presets: tuple[PresetView, ...]
    home: bool
    max_presets: int | None


@dataclass(frozen=True, slots=True)
class PtzEvent:
    """News of a camera. ``error`` with FAILED and LOST; ``presets`` with READY and PRESETS; ``command`` names the
    act that ended or failed (``ptz_preset_go``, …), '' for moves.
    """

    camera_id: int
    kind: Kind
    error: VmsError | None = None
    presets: tuple[PresetView, ...] | None = None
    command: str = ""


@dataclass(slots=True)
class _Hold:
    actor: Actor
    worker: PtzWorker
    last_s: float
    series_s: float = float("-inf")


class Ptz:
    """The motors of all cameras. Any thread; only ``take`` waits for the network.

    A camera belongs to one person until ``release`` or ``HOLD_S`` seconds after the last command. Raises NotAllowed,
    and CameraInUse while somebody else has it.
    """

    def __init__(
        self,
        cameras: Cameras,
        audit: Audit,
        clock: Clock,
        *,
        limits: Limits = _LIMITS,
        timing: Timing | None = None,
    ) -> None:
        self._cameras, self._audit, self._clock = cameras, audit, clock
        self._limits, self._timing = limits, timing or Timing()
        self._lock = threading.Lock()
        self._holds: dict[int, _Hold] = {}
        self._ending: set[PtzWorker] = set()
        self._callbacks: list[Callable[[PtzEvent], None]] = []
        self._closed = False

    def on_event(self, callback: Callable[[PtzEvent], None]) -> None:
        """Call back with news, on a worker's thread."""
        with self._lock:
            self._callbacks.append(callback)

    def off_event(self, callback: Callable[[PtzEvent], None]) -> None:
        """End ``on_event``."""
        with self._lock:
            self._callbacks = [one for one in self._callbacks if one != callback]

    def take(self, actor: Actor, camera_id: int) -> PtzView:
        """Reserve a camera and connect to its motor; blocks. Raises CameraError when it can't be reached."""
        worker = self._hold(actor, camera_id).worker
        try:
            link = worker.view(_TAKE_S)
        except VmsError:
            self._let_go(camera_id, worker)
            raise
        return PtzView(camera_id, link.presets, link.home, link.max_presets)

    def move(self, actor: Actor, camera_id: int, pan: float, tilt: float, zoom: float) -> None:
        """Move at −1…1 until the next word. Repeat it within the dead-man time (1.5 s) or the camera stops."""
        velocity = Velocity(_speed(pan), _speed(tilt), _speed(zoom))
        hold = self._hold(actor, camera_id)
        if velocity.still:
            hold.worker.halt()
        else:
            hold.worker.move(velocity)

    def stop(self, actor: Actor, camera_id: int) -> None:
        """Stop; kept up until the camera confirms it. Without a reservation there is nothing to stop."""
        with self._lock:
            hold = self._holds.get(camera_id)
        if hold is not None and hold.actor.user_id == actor.user_id:
            hold.worker.halt()

    def go_preset(self, actor: Actor, camera_id: int, token: str) -> None:
        """Drive to a preset."""
        self._order(actor, camera_id, Command("ptz_preset_go", token))

    def add_preset(self, actor: Actor, camera_id: int, name: str) -> None:
        """Store the present position under a name; the new list comes as a PRESETS event."""
        self._order(actor, camera_id, Command("ptz_preset_add", name))

    def remove_preset(self, actor: Actor, camera_id: int, token: str) -> None:
        """Forget a preset; the new list comes as a PRESETS event."""
        self._order(actor, camera_id, Command("ptz_preset_remove", token))

    def home(self, actor: Actor, camera_id: int) -> None:
        """Drive to the home position."""
        self._order(actor, camera_id, Command("ptz_home"))

    def release(self, actor: Actor, camera_id: int) -> None:
        """Give the camera back; it is stopped first."""
        with self._lock:
            hold = self._holds.get(camera_id)
        if hold is not None and hold.actor.user_id == actor.user_id:
            self._let_go(camera_id, hold.worker)

    def holder(self, camera_id: int) -> tuple[str, float] | None:
        """Name of who has the camera and the seconds until it is free by itself, or None."""
        with self._lock:
            hold = self._holds.get(camera_id)
            left = self._left(hold) if hold else 0.0
            return (hold.actor.name, left) if hold and left > 0 else None

    def close(self, deadline: float = 6.0) -> None:
        """Stop every camera that moves and end all threads."""
        with self._lock:
            self._closed = True
            workers = [hold.worker for hold in self._holds.values()] + list(self._ending)
            self._holds.clear()
        for worker in workers:
            worker.stopping.set()
            worker.interrupt()
        for worker in workers:
            worker.join(deadline)

    def _order(self, actor: Actor, camera_id: int, command: Command) -> None:
        self._hold(actor, camera_id).worker.order(command)

    def _hold(self, actor: Actor, camera_id: int) -> _Hold:
        """The actor's reservation, made or refreshed. Raises NotAllowed, CameraInUse, CameraFault."""
        now = self._clock.monotonic()
        with self._lock:
            hold = self._mine(actor, camera_id, now)
        if hold is not None:
            return hold
        self._audit.require(actor, Action.PTZ)
        view = self._cameras.get(actor, camera_id)
        if view.kind != "onvif" or not view.ptz:
            raise CameraFault(host=view.label, detail="no motor", codes=())
        with self._lock:
            hold = self._mine(actor, camera_id, now)
            if hold is not None:
                return hold
            if self._closed:
                raise CameraFault(host=view.label, detail="closed", codes=())
            expired = self._holds.pop(camera_id, None)
            worker = self._worker(actor, camera_id)
            hold = self._holds[camera_id] = _Hold(actor, worker, now)
            worker.start()
        if expired is not None:
            self._end(expired.worker)
        return hold

    def _mine(self, actor: Actor, camera_id: int, now: float) -> _Hold | None:
        hold = self._holds.get(camera_id)
        if hold is None or not hold.worker.alive:
            return None
        if hold.actor.user_id == actor.user_id:
            hold.last_s = now
            return hold
        if (left := self._left(hold)) > 0:
            raise CameraInUse(holder=hold.actor.name, wait_s=round(left, 1))
        return None

    def _left(self, hold: _Hold) -> float:
        return hold.last_s + HOLD_S - self._clock.monotonic()

    def _let_go(self, camera_id: int, worker: PtzWorker) -> None:
        with self._lock:
            hold = self._holds.get(camera_id)
            if hold is None or hold.worker is not worker:
                return
            del self._holds[camera_id]
        self._end(worker)
        self._emit(PtzEvent(camera_id, Kind.RELEASED))

    def _end(self, worker: PtzWorker) -> None:
        with self._lock:
            self._ending = {one for one in self._ending if one.alive} | {worker}
        worker.release()

    def _worker(self, actor: Actor, camera_id: int) -> PtzWorker:
        return PtzWorker(
            f"ptz-{camera_id}",
            lambda: self._connect(actor, camera_id),
            lambda report: self._report(camera_id, report),
            self._clock,
            self._timing,
        )

    def _connect(self, actor: Actor, camera_id: int) -> Connected:
        """On the worker's thread."""
        address = self._cameras.get(actor, camera_id).address
        user, password = self._cameras.credentials(camera_id)
        device = Device(parse_address(address), user, password, self._clock, self._limits)
        try:
            device.connect()
            token = _profile_token(device)
            motor = Motor(device, token)
            node = motor.node()
            return Connected(device, motor, motor.presets(), node.home, node.max_presets)
        except VmsError:
            device.close()
            raise

    def _report(self, camera_id: int, report: Report) -> None:
        """News from a worker, on its thread: into the log of acts, then to the window."""
        with self._lock:
            hold = self._holds.get(camera_id)
            actor = hold.actor if hold else None
            series = False
            if hold is not None and report.kind in (Kind.MOVED, Kind.STOPPED):
                now = self._clock.monotonic()
                series = report.kind is Kind.MOVED and now - hold.series_s > _SERIES_S
                hold.series_s = now
        subject = f"camera:{camera_id}"
        if actor is not None and series:
            self._audit.write(actor, "ptz_move", object=subject)
        if actor is not None and report.command is not None:
            result = report.error.code if report.error else "ok"
            self._audit.write(actor, report.command.name, object=subject, result=result, preset=report.command.value)
        command = report.command.name if report.command else ""
        self._emit(PtzEvent(camera_id, report.kind, report.error, report.presets, command))

    def _emit(self, news: PtzEvent) -> None:
        with self._lock:
            callbacks = list(self._callbacks)
        for callback in callbacks:
            callback(news)


def _profile_token(device: Device) -> str:
    """The profile to move by: the first with a PTZ configuration, the largest picture when none says so."""
    found = media.profiles(device)
    if not found or not device.has("ptz"):
        raise CameraFault(host=device.address.netloc, detail="no motor", codes=())
    return next((profile.token for profile in found if profile.has_ptz), found[0].token)


def _speed(value: float) -> float:
    return round(max(-1.0, min(1.0, value)), 3)
