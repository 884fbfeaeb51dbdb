"""Looks at clocks every ten minutes: this PC's against its time service, and those of the cameras that it records.

In the recorder, because its PC's clock is the one that stamps the footage, and because it also runs at night. Every
recorder looks at its own cameras: an offset is always against the PC that recorded.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from statistics import median
from typing import Protocol

from vms.core.clock import Clock
from vms.core.errors import VmsError
from vms.core.instants import MINUTE, SECOND
from vms.core.log import event
from vms.core.workers import Worker
from vms.services.alarm_views import Sighting
from vms.services.cameras import Cameras, CameraView
from vms.services.clocks import Clocks
from vms.services.devices import Devices
from vms.services.pc_clock import PcClock, pc_clock
from vms.services.recorder_alarms import RecorderAlarms
from vms.services.school import Limits
from vms.video.sent_clock import SentReading

_log = logging.getLogger(__name__)

EVERY_S = 600.0
FIRST_S = 20.0
LIMIT = "clock_alarm_seconds"
# Cameras that are so near vouch for this PC's clock, when there are so many of them.
_NEAR_US = 5 * MINUTE
_ENOUGH = 2


class Sent(Protocol):
    """What recorded streams say of the clocks of their cameras."""

    def sent_clocks(self) -> Mapping[int, SentReading | None]:
        """Of every camera that this recorder records now; None where the stream says nothing."""
        ...


class Timekeeper(Worker):
    """A thread of its own; ``vouches`` for any thread."""

    def __init__(
        self,
        cameras: Cameras,
        devices: Devices,
        clocks: Clocks,
        alarms: RecorderAlarms,
        limits: Limits,
        clock: Clock,
        sent: Sent,
        *,
        ask_pc: Callable[[], PcClock] = pc_clock,
        every_s: float = EVERY_S,
        first_s: float = FIRST_S,
    ) -> None:
        super().__init__("timekeeper")
        self._cameras, self._devices, self._clocks, self._alarms = cameras, devices, clocks, alarms
        self._limits, self._clock, self._sent, self._ask_pc = limits, clock, sent, ask_pc
        self._every, self._first = every_s, first_s
        self._wake = threading.Event()
        self._asked_at: float | None = None
        self._answer: tuple[float, bool] | None = None

    def vouches(self) -> bool:
        """Whether something else than this PC's clock says that it is right, as of a look after this was first asked.

        Cameras count: two of them within minutes of the PC don't all leap a year with it.
        """
        now = self._clock.monotonic()
        if self._answer is not None and now - self._answer[0] < self._every:
            return self._answer[1]
        if self._asked_at is None:
            self._asked_at = now
            self._wake.set()
        return False

    def interrupt(self) -> None:
        """Wake up to end."""
        self._wake.set()

    def run(self) -> None:
        """Until stopped; what can't be measured or written now is tried at the next turn."""
        wait = self._first
        while True:
            self._wake.wait(wait)
            self._wake.clear()
            if self.stopping.is_set():
                return
            try:
                self.look()
            except VmsError as error:
                event(_log, "clocks_not_kept", logging.WARNING, code=error.code)
            wait = self._every

    def look(self) -> None:
        """Look at every clock once. Raises CatalogueError."""
        self._asked_at, began = None, self._clock.monotonic()
        said = self._ask_pc()
        self._clocks.keep_pc(said)
        sent = self._sent.sent_clocks()
        found: dict[int, tuple[int, int]] = {}
        for camera in self._cameras.every():
            if self.stopping.is_set():
                return
            if camera.id in sent and (reading := self._measure(camera, sent[camera.id])) is not None:
                found[camera.id] = reading
        offsets = [offset for offset, _ in found.values()]
        near = len(offsets) >= _ENOUGH and abs(median(offsets)) <= _NEAR_US
        self._answer = (began, said.state == "synchronised" or near)
        self._clocks.drop_old()
        self._tell(found)

    def _measure(self, camera: CameraView, sent: SentReading | None) -> tuple[int, int] | None:
        """Offset and uncertainty in µs: as ONVIF tells it, else as the stream does."""
        if camera.kind == "onvif":
            try:
                reading = self._devices.measure_clock(camera.id)
            except VmsError as error:
                event(_log, "clock_not_measured", camera=camera.id, reason=error.code)
                reading = None
            if reading is not None:
                return reading
        if sent is None:
            return None
        self._cameras.set_clock(camera.id, sent.offset_us, sent.uncertainty_us, source="rtcp")
        return sent.offset_us, sent.uncertainty_us

    def _tell(self, found: Mapping[int, tuple[int, int]]) -> None:
        """An alarm where a clock is off for sure by more than the limit; what couldn't be measured stays as it was."""
        limit = self._limits.value(LIMIT) * SECOND
        now = self._clock.now_us()
        wrong = [
            Sighting(camera, "clock", f"clock_off:{offset / SECOND:+.0f}", now)
            for camera, (offset, sure) in found.items()
            if abs(offset) - sure > limit
        ]
        unknown = {alarm.camera_id for alarm in self._alarms.running("clock")} - set(found)
        self._alarms.set("clock", wrong, unknown)
