"""Measures every camera's clock now and then, so that evidence can say how far off it was."""

from __future__ import annotations

import logging

from vms.core.errors import VmsError
from vms.core.log import event
from vms.core.workers import Worker
from vms.services.cameras import Cameras
from vms.services.devices import Devices

_log = logging.getLogger(__name__)
_EVERY_S = 3600.0
_FIRST_AFTER_S = 20.0


class ClockWatch(Worker):
    """One camera after the other, each hour, on a thread of its own; a camera that doesn't answer waits its turn."""

    def __init__(
        self, cameras: Cameras, devices: Devices, every_s: float = _EVERY_S, first_s: float = _FIRST_AFTER_S
    ) -> None:
        super().__init__("clock watch")
        self._cameras, self._devices, self._every, self._first = cameras, devices, every_s, first_s

    def run(self) -> None:
        """Until stopped."""
        wait = self._first
        while not self.stopping.wait(wait):
            for camera in self._cameras.every():
                if self.stopping.is_set():
                    return
                if camera.kind == "onvif" and camera.enabled:
                    self._measure(camera.id)
            wait = self._every

    def _measure(self, camera_id: int) -> None:
        try:
            self._devices.measure_clock(camera_id)
        except VmsError as error:
            event(_log, "clock_not_measured", camera=camera_id, reason=error.code)
