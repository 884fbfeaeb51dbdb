"""Recording one camera: connect, receive, hand the packets to the tape; and again when the connection breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import av

from vms.core.clock import Clock
from vms.core.errors import CameraElsewhere, CameraError, CameraRefused, CameraUnreachable, StreamInvalid
from vms.core.workers import Backoff, Worker
from vms.video.gate import ALWAYS, Gate, Order
from vms.video.inbox import Reserve
from vms.video.intake import Intake, open_intake
from vms.video.motion_eye import MotionEye
from vms.video.rtsp_intake import OUT_OF_ORDER
from vms.video.sent_clock import SentClock
from vms.video.sound import recordable, sound_state
from vms.video.source import StreamSpec, camera_error
from vms.video.tape import OpenPart, Place, Room, Tape, TapeEvents

_GOOD_AFTER_S = 10.0
# A camera locks an account after a few wrong passwords: one try a minute stays below that.
_REFUSED_WAIT_S = 60.0
_GATE_S = 0.5


@dataclass(frozen=True, slots=True)
class RecordingPlan:
    """What to record: ``folder`` is the stream's own. ``may_write``, asked for every packet on the receiving thread:
    whether it is still this recorder that has the camera. ``mark``, ``free``, ``keep_free``: see ``tape_place.Place``.
    ``first``: what is written from the beginning; ``before_us``: how much from before a cause.
    """

    camera_id: int
    folder: Path
    spec: StreamSpec
    may_write: Callable[[], bool] = lambda: True
    mark: Path | None = None
    free: Callable[[int], Room] | None = None
    keep_free: int = 0
    stream: str = "main"
    first: Order = ALWAYS
    before_us: int = 0


@dataclass(frozen=True, slots=True)
class RecorderState:
    """How the recording of one camera fares. ``reason``: code of what it waits for; ``part``: the open segment;
    ``armed``: pictures come, and nothing of them is to be written.
    """

    state: Literal["recording", "armed", "waiting"]
    reason: str
    since_us: int
    part: OpenPart | None


class CameraRecorder(Worker):
    """Receives one stream of a camera on its own thread; a second one, the tape's, writes it.

    ``eye``: looks at what is received, on the receiving thread; ``sound``: '' not wanted, else ``sound.sound_state``.
    """

    def __init__(
        self,
        plan: RecordingPlan,
        events: TapeEvents,
        clock: Clock,
        reserve: Reserve | None = None,
        eye: MotionEye | None = None,
    ) -> None:
        """``reserve``: memory that it shares with the other cameras' recorders."""
        name = f"record-{plan.camera_id}" if plan.stream == "main" else f"record-{plan.camera_id}-{plan.stream}"
        super().__init__(name)
        self.plan = plan
        self.eye = eye
        self.sound = ""
        self._clock = clock
        self._gate = Gate(plan.first, plan.before_us)
        place = Place(plan.folder, plan.mark, plan.free, plan.keep_free)
        self._tape = Tape(
            f"{name}-tape", plan.camera_id, place, events, clock, reserve, self._gate, sound=plan.spec.sound
        )
        self._backoff = Backoff()
        self.sent_clock = SentClock()
        self._runs = 0
        self._received = self._reordered = False
        self._reason = "connecting"
        self._phase: tuple[str, str, int] = ("waiting", "connecting", clock.now_us())

    def state(self) -> RecorderState:
        """For any thread."""
        part, trouble = self._tape.part, self._tape.trouble
        state: Literal["recording", "armed", "waiting"] = "waiting"
        if part is not None:
            state = "recording"
        elif self._tape.armed:
            state = "armed"
        reason = trouble or self._reason if state == "waiting" else ""
        before = self._phase
        if before[:2] != (state, reason):
            self._phase = before = (state, reason, self._clock.now_us())
        return RecorderState(state, reason, before[2], part)

    def order(self, order: Order) -> None:
        """What is to be written from an instant on. Any thread."""
        self._gate.order(order)

    def keep_before(self, before_us: int) -> None:
        """How much from before a cause is kept from now on. Any thread."""
        self._gate.before_us = before_us

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
    def failed(self) -> bool:
        """Whether one of its threads met a fault of the program's own: it records no more."""
        return self.failure is not None or self._tape.failure is not None

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
            if not self.plan.may_write():
                self.stopping.wait(_GATE_S)
                continue
            self._runs += 1
            begun = self._clock.monotonic()
            self._received = False
            failure = self._once()
            if self.stopping.is_set():
                return
            self._reason = failure.code
            if self.eye is not None:
                self.eye.lost(self._clock.now_us())
            if self._received:
                self._tape.cut(failure.code)
                if self._clock.monotonic() - begun > _GOOD_AFTER_S:
                    self._backoff.reset()
            wait = _REFUSED_WAIT_S if isinstance(failure, CameraRefused) else self._backoff.next()
            self.stopping.wait(wait)

    def _once(self) -> CameraError:
        spec = replace(self.plan.spec, ffmpeg=self._reordered)
        try:
            intake = open_intake(spec, recording=True)
        except CameraError as failure:
            return failure
        try:
            return self._receive(intake)
        except StreamInvalid as failure:
            self._reordered = failure.values.get("detail") == OUT_OF_ORDER
            return failure
        except CameraError as failure:
            return failure
        finally:
            intake.close()

    def _receive(self, intake: Intake) -> CameraError:
        spec = self.plan.spec
        track = recordable(intake.container) if spec.sound else None
        self.sound = sound_state(intake.container) if spec.sound else ""
        # Looked up once: a thousand pictures a second come through here.
        now_us, monotonic, may_write = self._clock.now_us, self._clock.monotonic, self.plan.may_write
        stopped, put, run = self.stopping.is_set, self._tape.put, self._runs
        last = monotonic()
        try:
            for packet in intake.packets():
                if stopped():
                    break
                if packet.size == 0:
                    continue  # the end of the stream is announced by an empty packet
                if not may_write():
                    return CameraElsewhere(host=spec.host)
                arrival_us = now_us()
                if track is not None and packet.stream is track:
                    put(run, packet, arrival_us, sound=True)
                    continue
                last = monotonic()
                if not self._received:
                    self._received, self._reason = True, "connecting"
                key = packet.is_keyframe
                if key and (taken_us := intake.taken_us(packet)) is not None:
                    self.sent_clock.note(taken_us, arrival_us)
                if self.eye is not None:
                    self.eye.take(packet, arrival_us)
                if key:  # a segment may begin with it when the connection is gone
                    packet.stream = intake.template
                put(run, packet, arrival_us)
        except (av.FFmpegError, OSError, ValueError) as error:
            silent = self._clock.monotonic() - last >= spec.read_timeout_s * 0.9
            return camera_error(error, spec.host, late=silent)
        return CameraUnreachable(host=spec.host, detail="closed")
