"""Recording one camera: connect, receive, hand the packets to the tape; and again when the connection breaks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import av
from av.container import InputContainer

from vms.core.clock import Clock
from vms.core.errors import CameraError, CameraRefused, CameraUnreachable
from vms.core.workers import Backoff, Worker
from vms.video.source import StreamSpec, camera_error, open_source
from vms.video.tape import OpenPart, Tape, TapeEvents

_GOOD_AFTER_S = 10.0
# A camera locks an account after a few wrong passwords: one try a minute stays below that.
_REFUSED_WAIT_S = 60.0


@dataclass(frozen=True, slots=True)
class RecordingPlan:
    """What to record: ``folder`` is the camera's own."""

    camera_id: int
    folder: Path
    spec: StreamSpec


@dataclass(frozen=True, slots=True)
class RecorderState:
    """How the recording of one camera fares. ``reason``: code of what it waits for; ``part``: the open segment."""

    state: Literal["recording", "waiting"]
    reason: str
    since_us: int
    part: OpenPart | None


class CameraRecorder(Worker):
    """Receives one camera's main stream on its own thread; a second one, the tape's, writes it."""

    def __init__(self, plan: RecordingPlan, events: TapeEvents, clock: Clock) -> None:
        name = f"record-{plan.camera_id}"
        super().__init__(name)
        self.plan = plan
        self._clock = clock
        self._tape = Tape(f"{name}-tape", plan.camera_id, plan.folder, events, clock)
        self._backoff = Backoff()
        self._runs = 0
        self._received = False
        self._reason = "connecting"
        self._phase: tuple[str, str, int] = ("waiting", "connecting", clock.now_us())

    def state(self) -> RecorderState:
        """For any thread."""
        part, trouble = self._tape.part, self._tape.trouble
        recording = part is not None
        reason = "" if recording else trouble or self._reason
        before = self._phase
        now = ("recording" if recording else "waiting", reason)
        if before[:2] != now:
            self._phase = before = (*now, self._clock.now_us())
        return RecorderState("recording" if recording else "waiting", reason, before[2], part)

    def start(self) -> None:
        """Start both threads."""
        self._tape.start()
        super().start()

    def ask_to_stop(self, reason: str = "recorder_stopped") -> None:
        """Begin stopping without waiting: the tape closes its segment at once, whatever the camera does."""
        self.stopping.set()
        self._tape.end_reason = reason
        self._tape.stopping.set()
        self._tape.interrupt()

    def stop(self, deadline: float = 5.0) -> bool:
        """Stop; True when the segment is closed. A receiver that still waits for a dead camera doesn't count."""
        self.ask_to_stop()
        end = self._clock.monotonic() + deadline
        closed = self._tape.join(deadline)
        self.join(max(0.0, end - self._clock.monotonic()))
        return closed

    @property
    def writing(self) -> bool:
        """Whether the tape still runs: its last reports are yet to come."""
        return self._tape.alive

    def join_tape(self, deadline: float) -> bool:
        """Wait until the last segment is closed; the receiver may still wait for its camera."""
        return self._tape.join(deadline)

    def run(self) -> None:
        """Connections, one after the other, until stopped."""
        while not self.stopping.is_set():
            self._runs += 1
            begun = self._clock.monotonic()
            self._received = False
            failure = self._once()
            if self.stopping.is_set():
                return
            self._reason = failure.code
            if self._received:
                self._tape.cut(failure.code)
                if self._clock.monotonic() - begun > _GOOD_AFTER_S:
                    self._backoff.reset()
            wait = _REFUSED_WAIT_S if isinstance(failure, CameraRefused) else self._backoff.next()
            self.stopping.wait(wait)

    def _once(self) -> CameraError:
        try:
            container = open_source(self.plan.spec, thorough=True)
        except CameraError as failure:
            return failure
        try:
            return self._receive(container)
        finally:
            container.close()

    def _receive(self, container: InputContainer) -> CameraError:
        spec, stream = self.plan.spec, container.streams.video[0]
        last = self._clock.monotonic()
        try:
            for packet in container.demux(stream):
                if self.stopping.is_set():
                    break
                if packet.size == 0:
                    continue  # the end of the stream is announced by an empty packet
                last = self._clock.monotonic()
                if not self._received:
                    self._received, self._reason = True, "connecting"
                self._tape.put(self._runs, packet, self._clock.now_us())
        except (av.FFmpegError, OSError, ValueError) as error:
            silent = self._clock.monotonic() - last >= spec.read_timeout_s * 0.9
            return camera_error(error, spec.host, late=silent)
        return CameraUnreachable(host=spec.host, detail="closed")
