"""Moving cameras: who may, one person at a time in the whole school, every act in the log."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from vms.core.clock import Clock
from vms.core.errors import CameraFault, CameraInUse, VmsError
from vms.models.database import Catalogue
from vms.onvif.aiming import Aim
from vms.onvif.ptz import Velocity
from vms.onvif.transport import Limits
from vms.security.permissions import Action
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras, CameraView
from vms.services.ptz_holds import Hold, Holds
from vms.services.ptz_keeper import Keeper
from vms.services.ptz_link import Links
from vms.services.ptz_orders import Command, Kind, Report, Timing
from vms.services.ptz_pictures import Photographer, Sitting
from vms.services.ptz_presets import PresetBook, PresetView, checked_name
from vms.services.ptz_reservations import Claim, Reservations, in_use, priority_of
from vms.services.ptz_touring import Touring
from vms.services.ptz_tours import Tours, TourView

__all__ = ["Aim", "Kind", "PresetView", "Ptz", "PtzEvent", "PtzView", "Timing", "TourView"]

# Moves closer together than this are one series, one entry in the log of acts.
_SERIES_S = 10.0
_LIMITS = Limits(connect_s=2.0, read_s=3.0, total_s=4.0)
_TAKE_S = 15.0


@dataclass(frozen=True, slots=True)
class PtzView:
    """What can be done with a camera that was taken."""

    camera_id: int
    presets: tuple[PresetView, ...]
    home: bool
    max_presets: int | None


@dataclass(frozen=True, slots=True)
class PtzEvent:
    """News of a camera. ``error`` with FAILED, LOST and TAKEN; ``presets`` with READY and PRESETS; ``command`` names
    the act that ended or failed (``ptz_preset_go``, …), '' for moves. ``user_id``: whose hold it is about, None for a
    tour's or for everybody; ``who`` asks for the camera.
    """

    camera_id: int
    kind: Kind
    error: VmsError | None = None
    presets: tuple[PresetView, ...] | None = None
    command: str = ""
    user_id: int | None = None
    who: str = ""


class Ptz:
    """The motors of all cameras. Any thread; only ``take`` waits for the network.

    A camera belongs to one person until ``release`` or some seconds (``Timing.hold``) after the last command, on all
    PCs of the school. Raises NotAllowed, and CameraInUse while somebody else has it.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        cameras: Cameras,
        audit: Audit,
        clock: Clock,
        *,
        host: str = "",
        still: Callable[[CameraView], bytes] | None = None,
        limits: Limits = _LIMITS,
        timing: Timing | None = None,
    ) -> None:
        """``still`` fetches what a camera sees now, for the presets' pictures; without it there are none."""
        self._cameras, self._audit, self._clock = cameras, audit, clock
        self._still, self._timing = still, timing or Timing()
        self._station = uuid.uuid4().hex[:12]
        self._lock = threading.Lock()
        self._callbacks: list[Callable[[PtzEvent], None]] = []
        self._begun = False
        self._book = PresetBook(catalogue, clock)
        self._photographer = Photographer(self._timing.picture)
        self._holds = Holds(
            Reservations(catalogue, clock, host), Links(cameras, clock, limits), clock, self._timing, self._report
        )
        self.tours = Tours(catalogue, audit, clock, cameras)
        self._touring = Touring(self.tours, self._holds, self._station, clock, self._timing)
        self._keeper = Keeper(self._holds, self._touring, self._timing.poll, self._emit_loss, audit.standing)

    def start(self) -> None:
        """Look after reservations and tours from now on; done by the first ``take`` too."""
        with self._lock:
            begun, self._begun = self._begun, True
        if not begun:
            self._keeper.start()
            self._photographer.start()

    def on_event(self, callback: Callable[[PtzEvent], None]) -> None:
        """Call back with news, on a background thread."""
        with self._lock:
            self._callbacks.append(callback)

    def off_event(self, callback: Callable[[PtzEvent], None]) -> None:
        """End ``on_event``."""
        with self._lock:
            self._callbacks = [one for one in self._callbacks if one != callback]

    # -- having a camera

    def take(self, actor: Actor, camera_id: int, *, over: bool = False) -> PtzView:
        """Reserve a camera and connect to its motor; blocks. Raises CameraError when it can't be reached.

        ``over``: also from somebody of a lower rank, who is told. CameraInUse says whether that could be done
        (value may_take).
        """
        hold = self._hold(actor, camera_id, over=over)
        try:
            link = hold.worker.view(_TAKE_S)
        except VmsError:
            self._let_go(hold)
            raise
        return PtzView(camera_id, self._book.views(camera_id, link.presets), link.home, link.max_presets)

    def release(self, actor: Actor, camera_id: int) -> None:
        """Give the camera back; it is stopped first."""
        hold = self._holds.of(camera_id)
        if hold is not None and hold.is_of(actor):
            self._let_go(hold)

    def ask(self, actor: Actor, camera_id: int) -> bool:
        """Tell who has the camera that one would like to have it; False when it is free by now."""
        self._audit.require(actor, Action.PTZ)
        asked = self._holds.reservations.ask(camera_id, actor.name, self._claim(actor).holder)
        if asked:
            self._audit.write(actor, "ptz_asked", object=f"camera:{camera_id}")
        return asked

    def holder(self, camera_id: int) -> tuple[str, float] | None:
        """Name of the person who has the camera and the seconds until it is free by itself, or None. Never waits."""
        return self._holds.holder(camera_id)

    def tour_on(self, camera_id: int) -> str:
        """Name of the tour that moves the camera now, or ''. Never waits."""
        return self._holds.tour_on(camera_id)

    def mover(self, camera_id: int) -> str | None:
        """Who may be changing the view right now: the person who has the camera, or a tour on its way to a stop."""
        holder = self._holds.holder(camera_id)
        if holder is not None:
            return holder[0]
        return self._holds.tour_on(camera_id) if self._touring.drives(camera_id) else None

    # -- moving

    def move(self, actor: Actor, camera_id: int, pan: float, tilt: float, zoom: float) -> None:
        """Move at −1…1 until the next word. Repeat it within the dead-man time (1.5 s) or the camera stops."""
        velocity = Velocity(_speed(pan), _speed(tilt), _speed(zoom))
        worker = self._hold(actor, camera_id).worker
        if velocity.still:
            worker.halt()
        else:
            worker.move(velocity)

    def stop(self, actor: Actor, camera_id: int) -> None:
        """Stop; kept up until the camera confirms it. Without a reservation there is nothing to stop."""
        hold = self._holds.of(camera_id)
        if hold is not None and hold.is_of(actor):
            hold.worker.halt()

    def aim(self, actor: Actor, camera_id: int, aim: Aim) -> None:
        """Bring a point of the camera's picture to its middle, or a box to full size."""
        self._order(actor, camera_id, Command("ptz_aim", aim=aim))

    def go_preset(self, actor: Actor, camera_id: int, token: str) -> None:
        """Drive to a preset."""
        self._order(actor, camera_id, Command("ptz_preset_go", token))

    def home(self, actor: Actor, camera_id: int) -> None:
        """Drive to the home position."""
        self._order(actor, camera_id, Command("ptz_home"))

    # -- presets

    def add_preset(self, actor: Actor, camera_id: int, name: str) -> None:
        """Store the present position under a name; the new list comes as a PRESETS event. Raises InvalidInput."""
        self._order(actor, camera_id, Command("ptz_preset_add", checked_name(name)))

    def replace_preset(self, actor: Actor, camera_id: int, token: str, name: str) -> None:
        """Store the present position over a preset."""
        self._order(actor, camera_id, Command("ptz_preset_replace", token, checked_name(name)))

    def remove_preset(self, actor: Actor, camera_id: int, token: str) -> None:
        """Forget a preset; the new list comes as a PRESETS event."""
        self._order(actor, camera_id, Command("ptz_preset_remove", token))

    def rename_preset(self, actor: Actor, camera_id: int, token: str, name: str) -> None:
        """Another name; the camera isn't asked. Raises NotAllowed, InvalidInput (name)."""
        self._audit.require(actor, Action.PTZ)
        name = checked_name(name)
        self._book.rename(camera_id, token, name)
        self._audit.write(actor, "ptz_preset_rename", object=f"camera:{camera_id}", preset=token, name=name)
        self._tell_presets(camera_id)

    def close(self, deadline: float = 6.0) -> None:
        """Stop every camera that moves, give everything back and end all threads."""
        with self._lock:
            self._begun = True  # nothing starts any more
        self._holds.close_to_new()
        self._photographer.stopping.set()
        self._photographer.interrupt()
        self._keeper.stop(deadline)
        self._holds.close(deadline)
        self._photographer.join(2 * deadline)

    # -- inside

    def _claim(self, actor: Actor) -> Claim:
        return Claim(f"{self._station}/{actor.user_id}", actor.user_id, actor.name, priority_of(actor.role))

    def _order(self, actor: Actor, camera_id: int, command: Command) -> None:
        self._hold(actor, camera_id).worker.order(command)

    def _hold(self, actor: Actor, camera_id: int, *, over: bool = False) -> Hold:
        """The actor's hold, made or refreshed. Raises NotAllowed, CameraInUse, CameraFault."""
        claim = self._claim(actor)
        hold = self._holds.refreshed(camera_id, claim)
        if hold is not None:
            return hold
        self._audit.require(actor, Action.PTZ)
        view = self._cameras.get(actor, camera_id)
        if view.kind != "onvif" or not view.ptz:
            raise CameraFault(host=view.label, detail="no motor", codes=())
        self.start()
        hold, lost, before = self._holds.made(camera_id, claim, actor, over=over)
        if before is not None and before.claim.holder != claim.holder and before.actor is not None:
            self._emit_loss(before, in_use(self._holds.own_row(hold), before.claim.priority), Kind.TAKEN)
        if lost is not None and not lost.tour and lost.user_id != actor.user_id:
            self._audit.write(actor, "ptz_taken_over", object=f"camera:{camera_id}", from_user=lost.user_id)
        return hold

    def _let_go(self, hold: Hold) -> None:
        if self._holds.end(hold):
            self._emit(PtzEvent(hold.camera_id, Kind.RELEASED, user_id=hold.user_id))

    def _emit_loss(self, hold: Hold, error: CameraInUse | None, kind: Kind, who: str = "") -> None:
        """The keeper found a hold taken away, run out or asked for."""
        if hold.actor is not None:
            self._emit(PtzEvent(hold.camera_id, kind, error, user_id=hold.user_id, who=who))

    def _report(self, hold: Hold, report: Report) -> None:
        """News from a worker, on its thread: into the log of acts, then to the window and the tours."""
        command = report.command
        if report.kind is Kind.TAKEN:
            self._holds.lost(hold)
        if hold.actor is None:
            self._touring.hear(hold.camera_id, report)
        else:
            self._log(hold.actor, hold, report)
        presets = None
        if report.presets is not None:
            if command is not None and command.name in ("ptz_preset_remove", "ptz_preset_replace"):
                self._book.forget(hold.camera_id, command.value)
            presets = self._book.views(hold.camera_id, report.presets)
        name = command.name if command else ""
        self._emit(PtzEvent(hold.camera_id, report.kind, report.error, presets, name, hold.user_id))
        self._picture(hold, report)  # last: its news is newer

    def _log(self, actor: Actor, hold: Hold, report: Report) -> None:
        subject, command = f"camera:{hold.camera_id}", report.command
        moved = report.kind in (Kind.MOVED, Kind.AIMED)
        if moved or report.kind is Kind.STOPPED:
            now = self._clock.monotonic()
            fresh = now - hold.series_s > _SERIES_S
            if moved and fresh:
                self._audit.write(actor, "ptz_move", object=subject)
            if moved or not fresh:  # a stop prolongs a series, but never begins one
                hold.series_s = now
        done = report.kind in (Kind.ARRIVING, Kind.PRESETS) or report.error is not None
        if command is not None and done:
            result = report.error.code if report.error else "ok"
            self._audit.write(actor, command.name, object=subject, result=result, preset=command.value)

    def _picture(self, hold: Hold, report: Report) -> None:
        """A picture of a preset that was just stored, or is visited for the first time."""
        command, still = report.command, self._still
        token = report.added
        if report.kind is Kind.ARRIVED and command is not None and command.name == "ptz_preset_go":
            token = "" if self._book.has_picture(hold.camera_id, command.value) else command.value
        if not token or still is None:
            return
        camera_id, changes, worker = hold.camera_id, hold.worker.changes, hold.worker

        def fetch() -> bytes:
            return still(next(view for view in self._cameras.every() if view.id == camera_id))

        def keep(jpeg: bytes) -> None:
            self._book.keep_picture(camera_id, token, jpeg)
            self._tell_presets(camera_id)

        self._photographer.ask(Sitting(camera_id, token, fetch, lambda: worker.changes == changes, keep))

    def _tell_presets(self, camera_id: int) -> None:
        views = self._book.views(camera_id, self._book.listed(camera_id))
        self._emit(PtzEvent(camera_id, Kind.PRESETS, presets=views))

    def _emit(self, news: PtzEvent) -> None:
        with self._lock:
            callbacks = list(self._callbacks)
        for callback in callbacks:
            callback(news)


def _speed(value: float) -> float:
    return round(max(-1.0, min(1.0, value)), 3)
