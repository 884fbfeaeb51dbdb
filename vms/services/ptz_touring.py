"""Runs the tours that were started, one PC of the school each, and gives way to whoever wants the camera."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from vms.core.clock import Clock
from vms.core.errors import CameraError, CameraInUse
from vms.core.log import event
from vms.services.ptz_holds import Hold, Holds
from vms.services.ptz_orders import Command, Kind, Report, Timing
from vms.services.ptz_reservations import TOUR, Claim, Reservation
from vms.services.ptz_tours import Tours, TourView

_log = logging.getLogger(__name__)
_DRIVE = "ptz_preset_go"
# After a stop that can't be reached, before the next one is tried.
_AFTER_FAILURE_S = 2.0


@dataclass(slots=True)
class _Round:
    """How far a tour is. ``next_s``: when to drive on (monotonic); None while it drives."""

    tour: TourView
    at: int = 0
    next_s: float | None = 0.0
    gave_up_s: float = 0.0
    failed: int = 0


class Touring:
    """``beat`` is called by the keeper's thread, ``hear`` by the workers'."""

    def __init__(self, tours: Tours, holds: Holds, station: str, clock: Clock, timing: Timing) -> None:
        self._tours, self._holds, self._clock, self._timing = tours, holds, clock, timing
        self._holder = f"{station}/tour"
        self._lock = threading.Lock()
        self._rounds: dict[int, _Round] = {}  # by camera

    def beat(self, rows: Mapping[int, Reservation]) -> None:
        """Go on with every tour. Raises CatalogueError."""
        started = {tour.camera_id: tour for tour in self._tours.started()}
        for camera_id in set(self._rounds) - set(started):
            self._end(camera_id)
        for camera_id, tour in started.items():
            row = rows.get(camera_id)
            if row is not None and row.holder != self._holder:
                continue  # a person has it, or another PC tours it
            self._go_on(tour)

    def drives(self, camera_id: int) -> bool:
        """Whether a tour of this PC is on its way to a stop."""
        with self._lock:
            now_on = self._rounds.get(camera_id)
            return now_on is not None and now_on.next_s is None

    def hear(self, camera_id: int, report: Report) -> None:
        """What the worker of a tour tells."""
        with self._lock:
            now_on = self._rounds.get(camera_id)
            if now_on is None or report.command is None or report.command.name != _DRIVE:
                return
            stay = now_on.tour.stops[now_on.at % len(now_on.tour.stops)].stay_s
            if report.kind is Kind.ARRIVED:
                now_on.failed = 0
                self._turn_to_next(now_on, stay)
            elif report.error is not None:
                now_on.failed += 1
                self._turn_to_next(now_on, _AFTER_FAILURE_S)
                event(_log, "tour_stop_failed", camera=camera_id, code=report.error.code)

    def _turn_to_next(self, now_on: _Round, after_s: float) -> None:
        now_on.at = (now_on.at + 1) % len(now_on.tour.stops)
        now_on.next_s = self._clock.monotonic() + after_s

    def _go_on(self, tour: TourView) -> None:
        hold = self._hold(tour)
        if hold is None:
            return
        now = self._clock.monotonic()
        hold.last_s = now
        with self._lock:
            now_on = self._rounds.setdefault(tour.camera_id, _Round(tour))
            if now_on.tour != tour:
                now_on.tour, now_on.at = tour, now_on.at % len(tour.stops)
            if now_on.next_s is None and now >= now_on.gave_up_s:
                # No word of arrival: the camera never said that it stands, or its connection is gone.
                self._turn_to_next(now_on, 0.0)
            if now_on.next_s is None or now < now_on.next_s:
                return
            now_on.next_s, now_on.gave_up_s = None, now + self._timing.arrive + _AFTER_FAILURE_S
            stop = tour.stops[now_on.at]
        try:
            hold.worker.order(Command(_DRIVE, stop.token, speed=tour.speed if tour.speed < 1 else None))
        except CameraError as error:
            event(_log, "tour_stop_failed", camera=tour.camera_id, code=error.code)

    def _hold(self, tour: TourView) -> Hold | None:
        claim = Claim(self._holder, None, tour.name, TOUR)
        hold = self._holds.of(tour.camera_id)
        if hold is not None and hold.actor is None and hold.worker.alive:
            if hold.claim.name == tour.name:
                return hold
            self._holds.end(hold)
        elif hold is not None and hold.actor is not None:
            return None
        try:
            hold, _, _ = self._holds.made(tour.camera_id, claim, None)
        except (CameraInUse, CameraError):
            return None
        with self._lock:
            if tour.camera_id in self._rounds:
                # Somebody had the camera in between: begin with the stop that was interrupted.
                self._rounds[tour.camera_id].next_s = 0.0
        return hold

    def _end(self, camera_id: int) -> None:
        with self._lock:
            self._rounds.pop(camera_id, None)
        hold = self._holds.of(camera_id)
        if hold is not None and hold.actor is None:
            self._holds.end(hold)
