"""One RTSP session: connect, receive, decode, publish to every pane that shows the stream; and again when it breaks."""

from __future__ import annotations

import dataclasses
import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import av.error

from vms.core.clock import Clock
from vms.core.errors import CameraError, CameraRefused, CameraSilent, CameraUnreachable, StreamInvalid
from vms.core.instants import SECOND
from vms.core.log import event
from vms.core.workers import Backoff, Worker
from vms.video.frames import StreamState, StreamStatus
from vms.video.hangup import hang_up
from vms.video.hwaccel import hardware
from vms.video.intake import Intake, open_intake
from vms.video.load import Reduction
from vms.video.reach import listens
from vms.video.run import Eye, StreamRun, Viewers
from vms.video.source import StreamSpec, camera_error
from vms.video.writer import FrameWriter

_log = logging.getLogger(__name__)

_GOOD_AFTER_S = 10.0  # so long a good picture makes the next failure a new one
_STUCK_TIMES = 1.2  # without a packet for so many read timeouts: the socket's own timeout hasn't helped
_KNOCK_EVERY_S, _KNOCK_S = 1.0, 0.5
_FRESH_LOSS_US, _FRESH_WAIT_S = 60 * SECOND, 0.6  # a camera that was well a minute ago is tried more often
_LINGER_S = 5.0  # a hidden pane keeps its session so long


@dataclass(frozen=True, slots=True)
class _Phase:
    state: StreamState
    reason: str
    since_us: int
    retry_at: float | None = None
    attempt: int = 0


class StreamSession(Worker):
    """One worker for one stream, however many panes show it.

    Panes come and go from the engine's control thread; ``run`` is the worker's thread; ``status`` is for any.
    A refused password is tried again only by ``retry``: cameras lock out after a few wrong tries.
    """

    def __init__(
        self,
        name: str,
        spec: StreamSpec,
        clock: Clock,
        on_change: Callable[[], None],
        *,
        refused: bool = False,
        lane: AbstractContextManager[object] | None = None,
    ) -> None:
        """``on_change`` is called on the worker's thread when the state has changed.

        ``refused``: this password was refused a moment ago, begin by waiting for ``retry``. ``lane``: held while a
        packet is decoded and shown, see ``Lanes``.
        """
        super().__init__(name)
        self.spec = spec
        self.generation = 0
        self._lane = nullcontext() if lane is None else lane
        self._clock, self._on_change = clock, on_change
        self._lock = threading.Lock()
        self._writers: dict[int, FrameWriter] = {}
        self._paused: set[int] = set()
        self._eyes: dict[int, Eye] = {}
        self._viewers = Viewers()
        self._hardware_fails = False
        self._idle_since = clock.monotonic()
        self._wake = threading.Event()
        self._retry_asked = False
        self._begin_refused = refused
        self._cut_off = False
        self._backoff = Backoff()
        self._phase = _Phase(StreamState.CONNECTING, "", clock.now_us())
        self._run_now: StreamRun | None = None
        self._last_picture_us: int | None = None
        self._lost_before = 0

    # --- panes (control thread) ---

    def add(self, view: int, writer: FrameWriter) -> None:
        """Publish to this pane too."""
        with self._lock:
            self._writers[view] = writer
            self._choose_viewers()

    def watch(self, view: int, eye: Eye) -> None:
        """Let this watch look at a picture now and then, also while no pane shows the stream."""
        with self._lock:
            self._eyes[view] = eye
            self._choose_viewers()

    def remove(self, view: int) -> bool:
        """Stop publishing to the pane, or showing to the watch. True when nobody is left."""
        with self._lock:
            self._writers.pop(view, None)
            self._eyes.pop(view, None)
            self._paused.discard(view)
            self._choose_viewers()
            return not self._writers and not self._eyes

    def reduce(self, reduction: Reduction) -> None:
        """Give up so much from now on: the PC doesn't keep up."""
        with self._lock:
            if reduction is not self._viewers.reduction:
                self._viewers = dataclasses.replace(self._viewers, reduction=reduction)

    def pause(self, view: int) -> None:
        """The pane is hidden: nothing is decoded for it; the session ends when all have been hidden for a while."""
        with self._lock:
            self._paused.add(view)
            self._choose_viewers()

    def resume(self, view: int) -> None:
        """The pane is seen again."""
        with self._lock:
            self._paused.discard(view)
            self._choose_viewers()

    def retry(self) -> None:
        """Try again now, also after a refused password."""
        self._retry_asked = True
        self._wake.set()

    def interrupt(self) -> None:
        """Wake the worker where it waits for the next try."""
        self._wake.set()

    def _choose_viewers(self) -> None:
        had = self._looked_at
        sinks = tuple(writer for view, writer in self._writers.items() if view not in self._paused)
        self._viewers = dataclasses.replace(self._viewers, sinks=sinks, eyes=tuple(self._eyes.values()))
        if had and not self._looked_at:
            self._idle_since = self._clock.monotonic()
        elif self._looked_at and not had:
            self._wake.set()

    @property
    def _looked_at(self) -> bool:
        return bool(self._viewers.sinks or self._viewers.eyes)

    # --- status (any thread) ---

    def status(self) -> StreamStatus:
        """How the stream fares now."""
        phase, run = self._phase, self._run_now
        if run and phase.state is StreamState.LIVE and self._stands_still(run):
            phase = _Phase(StreamState.STALLED, CameraSilent.code, phase.since_us)
        retry_in = None if phase.retry_at is None else max(0.0, phase.retry_at - self._clock.monotonic())
        figures = run.figures(self._clock.monotonic()) if run else None
        last = run.last_picture_us if run and run.last_picture_us else self._last_picture_us
        return StreamStatus(
            state=phase.state,
            reason=phase.reason,
            since_us=phase.since_us,
            retry_in_s=retry_in,
            attempt=phase.attempt,
            last_picture_us=last,
            codec=figures.codec if figures else "",
            width=figures.width if figures else 0,
            height=figures.height if figures else 0,
            fps=figures.fps if figures else 0.0,
            kbps=figures.kbps if figures else 0,
            lost=self._lost_before + (figures.lost if figures else 0),
            decoder=figures.decoder if figures else "",
            latency_ms=figures.latency_ms if figures else 0,
            reduced=self._viewers.reduction.word if phase.state is StreamState.LIVE else "",
        )

    def _stands_still(self, run: StreamRun) -> bool:
        """Packets come but no picture of them: said before anything is done about it."""
        return bool(self._viewers.sinks) and run.stands_still(self._clock.monotonic(), self.spec.read_timeout_s)

    def was_late(self) -> bool | None:
        """Whether pictures came too late since this was asked before; None while no pane gets any."""
        run, phase = self._run_now, self._phase
        return run.was_late() if run and phase.state is StreamState.LIVE and self._viewers.sinks else None

    def unstick(self) -> None:
        """End a read that will never end by itself. Called now and then on the engine's reporter thread."""
        run = self._run_now
        if run and self._clock.monotonic() - run.last_packet > _STUCK_TIMES * self.spec.read_timeout_s:
            self._cut_off = True
            hang_up(self.spec.url.reveal())

    # --- worker's thread ---

    def run(self) -> None:
        """Runs of the stream, one after the other, until stopped."""
        if self._begin_refused:
            self._wait_for_retry(CameraRefused(host=self.spec.host))
        while not self.stopping.is_set():
            if not self._wanted():
                self._enter(StreamState.PAUSED, "")
                self._wait(None)
                continue
            if self._phase.state is StreamState.PAUSED:
                self._enter(StreamState.CONNECTING, "")
            self.generation += 1
            begun = self._clock.monotonic()
            failure = self._once()
            event(
                _log,
                "stream_ended",
                stream=self.name,
                generation=self.generation,
                reason=failure.code if failure else "closed",
                detail=str(failure.values.get("detail", "")) if failure else "",
                seconds=round(self._clock.monotonic() - begun, 1),
            )
            if failure is not None:
                self._wait_for_retry(failure)

    def _once(self) -> CameraError | None:
        try:
            card = hardware() if self.spec.hardware and not self._hardware_fails else None
            intake = open_intake(self.spec, hwaccel=card)
        except CameraError as refusal:
            return refusal
        run = StreamRun(intake.stream, intake.tick, self.spec, self._clock, hardware=card is not None)
        self._cut_off = False
        self._run_now = run
        try:
            failure = self._receive(intake, run)
        finally:
            intake.close()
            self._run_now = None
            self._lost_before += run.lost
            if run.last_picture_us:
                self._last_picture_us = run.last_picture_us
        if run.good_for_s(self._clock.monotonic()) >= _GOOD_AFTER_S:
            self._backoff.reset()
        if card and isinstance(failure, StreamInvalid):
            self._hardware_fails = True  # a driver that gives up halfway: the next run is the processor's
        if self._cut_off and failure is not None:
            # Silence ends a read by itself: something came all the time, but no packet.
            return StreamInvalid(host=self.spec.host, detail="no_packets")
        return failure

    def _receive(self, intake: Intake, run: StreamRun) -> CameraError | None:
        """Packets until the stream breaks or nobody looks any more (None)."""
        error: Exception | None = None
        try:
            while True:
                for packet in intake.packets():
                    if self.stopping.is_set() or not self._wanted():
                        return None
                    if packet.size == 0:
                        continue  # the end of the stream is announced by an empty packet
                    if not self.spec.is_file and run.silent_s() >= self.spec.read_timeout_s:
                        # FFmpeg answers its first timeout with the picture it still held back, and only the second
                        # with an error; after the PC's sleep an old picture lies in the socket. Neither is shown.
                        return self._silence(run)
                    with self._lane:
                        seen = run.take(packet, self._viewers)
                    if seen and self._phase.state is not StreamState.LIVE:
                        self._enter(StreamState.LIVE, "")
                    if run.hopeless:
                        return StreamInvalid(host=self.spec.host, detail=run.hopeless)
                    if run.ahead_s > 0 and self.stopping.wait(run.ahead_s):
                        return None
                if not self.spec.is_file or not run.packets:
                    return CameraUnreachable(host=self.spec.host, detail="closed")
                intake.container.seek(0)
                run.rewind()
        except CameraError as failure:
            return self._silence(run) if isinstance(failure, CameraSilent) else failure
        except (av.error.FFmpegError, OSError, ValueError) as caught:
            error = caught
        silent = self._clock.monotonic() - run.last_packet >= self.spec.read_timeout_s * 0.9
        return camera_error(error, self.spec.host, late=silent)

    def _silence(self, run: StreamRun) -> CameraError:
        """Of noise only now and then something passes for a packet: that is no silence."""
        if run.packets and not run.pictured:
            return StreamInvalid(host=self.spec.host, detail="no_picture")
        return CameraSilent(host=self.spec.host)

    def _wait_for_retry(self, failure: CameraError) -> None:
        run_before = self._phase.state is StreamState.LIVE
        if isinstance(failure, CameraRefused):
            self._retry_asked = False
            self._enter(StreamState.REFUSED, failure.code)
            while not self._retry_asked and not self.stopping.is_set():
                self._wait(None)
            self._backoff.reset()
            self._enter(StreamState.CONNECTING, "")
            return
        wait = self._backoff.next()
        if self._last_picture_us is not None and self._clock.now_us() - self._last_picture_us < _FRESH_LOSS_US:
            wait = min(wait, _FRESH_WAIT_S)
        state = StreamState.OFFLINE
        if isinstance(failure, StreamInvalid):
            state = StreamState.INVALID
        elif isinstance(failure, CameraSilent) and self._phase.state in (StreamState.LIVE, StreamState.STALLED):
            state = StreamState.STALLED
        self._enter(state, failure.code, retry_at=self._clock.monotonic() + wait)
        if isinstance(failure, CameraUnreachable) and not self.spec.is_file and not run_before:
            self._wait_and_knock(wait)
        else:
            self._wait(wait)

    def _wait_and_knock(self, seconds: float) -> None:
        """Wait, but not on when the camera is there again: a bare connection a second is cheap for both sides."""
        end = self._clock.monotonic() + seconds
        while not self.stopping.is_set() and (left := end - self._clock.monotonic()) > 0:
            if self._wake.wait(min(left, _KNOCK_EVERY_S)):
                self._wake.clear()
                return
            if left > _KNOCK_EVERY_S and listens(self.spec.url.reveal(), _KNOCK_S):
                return

    def _wait(self, seconds: float | None) -> None:
        if not self.stopping.is_set():
            self._wake.wait(seconds)
            self._wake.clear()

    def _wanted(self) -> bool:
        return self._looked_at or self._clock.monotonic() - self._idle_since < _LINGER_S

    def _enter(self, state: StreamState, reason: str, retry_at: float | None = None) -> None:
        before = self._phase
        since = before.since_us if (state, reason) == (before.state, before.reason) else self._clock.now_us()
        attempt = 0 if state is StreamState.LIVE else self._backoff.attempt
        self._phase = _Phase(state, reason, since, retry_at, attempt)
        if before.state is not state:
            event(_log, "stream_state", stream=self.name, state=str(state), reason=reason, attempt=attempt)
        self._on_change()
