"""The thread that drives one camera's motor: the newest velocity wins, and a stop is never lost."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from vms.core.clock import Clock
from vms.core.errors import (
    CameraError,
    CameraFault,
    CameraInUse,
    CameraRefused,
    CameraSilent,
    CameraUnreachable,
    VmsError,
)
from vms.core.log import event
from vms.core.workers import Backoff, Worker
from vms.onvif.aiming import Push
from vms.onvif.ptz import Velocity
from vms.services.ptz_errand import Errand
from vms.services.ptz_orders import Command, Connected, Kind, Report, Timing

_log = logging.getLogger(__name__)

_STOPS_ANSWERED = 6
_WAITING = 8


class PtzWorker(Worker):
    """Drives one camera. All network traffic is on this thread; the other methods only leave word, from any thread.

    ``connect`` opens the camera; ``tell`` gets the reports, on this thread; ``permit`` raises CameraInUse when
    somebody else has the camera by now, and nothing is sent then, not even a stop. ``halt_first``: what moves is not
    ours, and is stopped before anything else. The thread ends after ``release`` once the camera stands (or can't be
    reached for long), at ``abandon``, or at ``stop()``, which still tries to stop the camera once.
    """

    def __init__(
        self,
        name: str,
        connect: Callable[[], Connected],
        tell: Callable[[Report], None],
        clock: Clock,
        timing: Timing,
        permit: Callable[[], None] = lambda: None,
        *,
        halt_first: bool = False,
    ) -> None:
        super().__init__(name)
        self._permit = permit
        self._connect, self._tell, self._clock, self._timing = connect, tell, clock, timing
        self._word = threading.Condition()
        self._wanted: Velocity | None = None
        self._wanted_at = 0.0
        self._stop_asked = False
        self._commands: deque[Command] = deque()
        self._released = self._abandoned = False
        self._known = False
        self.changes = 0  # grows with everything that moves the camera
        self._view: Connected | None = None
        self._error: VmsError | None = None
        # Of the worker's thread only:
        self._link: Connected | None = None
        self._moving = self._foreign = halt_first
        self._sent = Velocity()
        self._sent_at = 0.0
        self._stop_failed_at: float | None = None
        self._stops_answered = 0
        self._stop_not_before = 0.0
        self._lost_told = False
        self._backoff = Backoff(timing.stop_steps)

    # -- from any thread

    def move(self, velocity: Velocity) -> None:
        """Leave the newest velocity; it replaces one that hasn't been sent."""
        with self._word:
            self._wanted, self._wanted_at = velocity, self._clock.monotonic()
            self._stop_asked = False
            self._word.notify_all()

    def halt(self) -> None:
        """Ask for a stop; it replaces a velocity that hasn't been sent."""
        with self._word:
            self._wanted, self._stop_asked = None, True
            self._word.notify_all()

    def order(self, command: Command) -> None:
        """Leave a command; they are done in order. Raises CameraSilent when the camera is that far behind."""
        with self._word:
            if len(self._commands) >= _WAITING:
                raise CameraSilent(host=self.name, detail="commands waiting")
            if command.aim is not None:
                # The newest click counts, not every one on the way to it.
                self._commands = deque(one for one in self._commands if one.aim is None)
            self._commands.append(command)
            self._word.notify_all()

    def release(self) -> None:
        """Stop the camera and end."""
        with self._word:
            # What moves is stopped; a drive to a preset may go on.
            self._released, self._wanted = True, None
            self._commands.clear()
            self._word.notify_all()

    def abandon(self) -> None:
        """Somebody else has the camera: end without another word to it."""
        with self._word:
            self._abandoned, self._wanted, self._stop_asked = True, None, False
            self._commands.clear()
            self._word.notify_all()

    @property
    def owes_stop(self) -> bool:
        """Whether the camera may still move by what this worker sent."""
        return self._moving and self.alive

    def view(self, timeout_s: float) -> Connected:
        """Wait for the connection. Raises what prevented it, CameraUnreachable when nothing happens in time."""
        with self._word:
            self._word.wait_for(lambda: self._known, timeout_s)
            if self._view is not None:
                return self._view
            raise self._error or CameraUnreachable(host=self.name, detail="no connection in time")

    def interrupt(self) -> None:
        """Wake the thread."""
        with self._word:
            self._word.notify_all()

    # -- the worker's thread

    def run(self) -> None:
        """Connect, then do what is asked until released."""
        try:
            self._open()
            while not self.stopping.is_set():
                step = self._next()
                if step is None:
                    break
                step()
        finally:
            if self._moving and not self._abandoned:
                self._last_stop()
            self._close()

    def _open(self) -> bool:
        """Connect; whether it worked. Tells READY or FAILED.

        A refused login isn't tried again, or every movement of the mouse would count as one more false password.
        """
        if isinstance(self._error, CameraRefused):
            self._tell(Report(Kind.FAILED, self._error))
            return False
        try:
            self._link = self._connect()
        except VmsError as error:
            with self._word:
                self._known, self._error = True, error
                self._word.notify_all()
            if self._stop_failed_at is None:
                self._tell(Report(Kind.FAILED, error))
            return False
        with self._word:
            self._known, self._error, self._view = True, None, self._link
            self._word.notify_all()
        self._tell(Report(Kind.READY, presets=self._link.presets))
        return True

    def _close(self) -> None:
        if self._link is not None:
            self._link.device.close()
            self._link = None

    def _next(self) -> Callable[[], None] | None:
        """Wait for the next step; None when released and at rest. A stop goes before everything else."""
        with self._word:
            while not self.stopping.is_set() and not self._abandoned:
                now = self._clock.monotonic()
                dead_man = self._wanted is not None and now - self._wanted_at >= self._timing.dead_man
                if dead_man:
                    self._wanted, self._stop_asked = None, True
                if self._wanted is not None and self._due(self._wanted, now):
                    velocity = self._wanted
                    return lambda: self._send(velocity)
                if self._wanted is None and (self._moving or self._stop_asked) and now >= self._stop_not_before:
                    self._stop_asked = False
                    return self._stop_once if self._moving else self._confirm
                if self._wanted is None and not self._moving and self._released:
                    return None
                if self._commands and not self._moving:
                    command = self._commands.popleft()
                    return lambda: self._do(command)
                self._word.wait(self._patience(now))
            return None

    def _patience(self, now: float) -> float | None:
        """Seconds until something falls due by itself."""
        due: list[float] = []
        if self._wanted is not None:
            due.append(self._wanted_at + self._timing.dead_man)
            if self._wanted_at > self._sent_at:
                due.append(self._sent_at + self._timing.resend)
        elif self._moving:
            due.append(self._stop_not_before)
        return max(0.005, min(due) - now) if due else None

    def _due(self, wanted: Velocity, now: float) -> bool:
        """Whether the velocity has to go out: new, or refreshed after the camera has had it for a while."""
        if wanted != self._sent or not self._moving:
            return True
        return self._wanted_at > self._sent_at and now - self._sent_at >= self._timing.resend

    def _linked(self) -> Connected | None:
        if self._link is None and not self._open():
            return None
        return self._link

    def _send(self, velocity: Velocity) -> None:
        link = self._linked()
        if link is None:
            self._drop(velocity)
            return
        if not self._may_go_on():
            return
        fresh = self._foreign or not self._moving
        self._sent_at = self._clock.monotonic()
        self.changes += 1
        # Before the answer: a move whose answer is lost may still have begun.
        self._moving = True
        try:
            link.motor.move(velocity, self._timing.camera_timeout)
        except CameraError as error:
            if isinstance(error, CameraRefused | CameraUnreachable | CameraFault) and fresh:
                self._moving = self._foreign  # it never reached the motor
            self._drop(velocity)
            self._trouble(error)
            return
        self._sent, self._foreign = velocity, False
        self._stop_failed_at, self._stops_answered, self._lost_told = None, 0, False
        self._stop_not_before = 0.0
        self._backoff.reset()
        if fresh:
            self._tell(Report(Kind.MOVED))

    def _may_go_on(self) -> bool:
        """Whether the camera is still ours; if not, this worker ends."""
        try:
            self._permit()
        except CameraInUse as error:
            self._moving = False
            self.abandon()
            if not self._released:
                self._tell(Report(Kind.TAKEN, error))
            return False
        return True

    def _drop(self, velocity: Velocity) -> None:
        """Forget a velocity that couldn't be sent, unless a newer one came; what moves is stopped."""
        with self._word:
            if self._wanted == velocity:
                self._wanted, self._stop_asked = None, self._moving

    def _confirm(self) -> None:
        """A stop while nothing moves for all we know: sent all the same, a preset drive may be under way."""
        link = self._link
        if link is None:
            return
        try:
            link.motor.stop()
        except CameraError as error:
            self._moving = not isinstance(error, CameraFault | CameraRefused)
            self._trouble(error)
            return
        self._tell(Report(Kind.STOPPED))

    def _stop_once(self) -> None:
        """One try to stop what moves; decides when the next is due. Given back, it isn't for the next person."""
        if self._released and not self._may_go_on():
            return
        link = self._linked()
        if link is None:
            self._stop_failed(self._error or CameraUnreachable(host=self.name))
            return
        try:
            link.motor.stop()
            self._stop_failed_at = None
            self._pause(self._timing.settle)
            still = link.motor.moving()
        except CameraError as error:
            self._trouble(error)
            self._stop_failed(error)
            return
        self._stops_answered += 1
        if still and self._stops_answered < _STOPS_ANSWERED:
            self._stop_not_before = self._clock.monotonic() + self._backoff.next()
            return
        self._moving, self._foreign, self._sent, self._stops_answered = False, False, Velocity(), 0
        self._backoff.reset()
        if still:
            event(_log, "ptz_still_moving", logging.WARNING, worker=self.name)
            self._tell(Report(Kind.STILL_MOVING))
        else:
            self._tell(Report(Kind.STOPPED))

    def _pause(self, seconds: float) -> None:
        """Let the motor come to rest, but not when a newer velocity is there or the program ends."""
        with self._word:
            self._word.wait_for(lambda: self._wanted is not None or self.stopping.is_set(), seconds)

    def _stop_failed(self, error: VmsError) -> None:
        """Keep owing the stop: soon again, then as often as the connection is tried. A refusal ends it."""
        now = self._clock.monotonic()
        if isinstance(error, CameraRefused):
            self._moving = False
            self._tell(Report(Kind.LOST, error))
            return
        self._stop_failed_at = self._stop_failed_at or now
        self._stop_not_before = now + self._backoff.next()
        if now - self._stop_failed_at < self._timing.dead:
            return
        if not self._lost_told:
            self._lost_told = True
            event(_log, "ptz_stop_unconfirmed", logging.WARNING, worker=self.name)
            self._tell(Report(Kind.LOST, error))
        if self._released and now - self._stop_failed_at >= self._timing.owed:
            self._moving = False

    def _do(self, command: Command) -> None:
        link = self._linked()
        if link is None:
            self._tell(Report(Kind.FAILED, self._error, command=command))
            return
        if not self._may_go_on():
            return
        self.changes += 1
        errand = Errand(link, self._tell, self._wait_for_word, self._pushed, self._clock, self._timing)
        try:
            presets = errand.do(command)
        except CameraError as error:
            self._trouble(error, command)
            return
        if presets is not None:
            with self._word:
                self._view = self._link = replace(link, presets=presets)

    def _pushed(self, push: Push) -> bool:
        """Move for a moment; whether nothing newer came between."""
        self._send(push.velocity)
        if not self._moving:
            return False
        newer = self._wait_for_word(push.seconds)
        with self._word:
            keeps = self._wanted is not None
            self._stop_asked = False  # it comes now
        if not keeps:
            self._stop_once()
        return not newer and not self._moving

    def _wait_for_word(self, seconds: float) -> bool:
        """Wait; True as soon as something newer is wanted."""
        with self._word:
            return self._word.wait_for(self._newer, seconds)

    def _newer(self) -> bool:
        """Whether something else is wanted by now; with the lock."""
        waits = self._wanted is not None or self._stop_asked or bool(self._commands)
        return waits or self._released or self._abandoned or self.stopping.is_set()

    def _trouble(self, error: CameraError, command: Command | None = None) -> None:
        """Tell an error; anything but the camera's own word means that the connection is made anew."""
        if self._stop_failed_at is None:
            self._tell(Report(Kind.FAILED, error, command=command))
        if not isinstance(error, CameraFault):
            self._close()

    def _last_stop(self) -> None:
        """The program ends while the camera moves."""
        try:
            link = self._linked()  # a broken connection is made once more: the camera has to stop
            if link is None:
                raise CameraUnreachable(host=self.name)
            link.motor.stop()
        except CameraError as error:
            event(_log, "ptz_stop_unconfirmed", logging.WARNING, worker=self.name, error=error.code)
