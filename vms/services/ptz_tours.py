"""Tours of one camera through its presets: kept in the catalogue, started and stopped by people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vms.core.clock import Clock
from vms.core.errors import InvalidInput
from vms.core.text import fold
from vms.models.database import Catalogue
from vms.models.person import User
from vms.models.ptz import PtzTour
from vms.security.permissions import Action
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.ptz_presets import checked_name

# Seconds at a stop: less and nobody sees anything, more is no tour.
STAY_S = (3, 3600)
MOST_STOPS = 64
SPEED = (0.1, 1.0)


@dataclass(frozen=True, slots=True)
class Stop:
    """A preset and the seconds that the camera stays there once it has arrived."""

    token: str
    stay_s: int


@dataclass(frozen=True, slots=True)
class TourView:
    """A tour; ``speed`` 0.1…1 of the motor's full speed; ``started_by`` is who started it, '' while it is stopped."""

    id: int
    camera_id: int
    name: str
    stops: tuple[Stop, ...]
    speed: float
    started: bool
    started_by: str


class Tours:
    """Any thread. Whoever may move cameras may arrange and start their tours; every change is in the log of acts.

    Raises NotAllowed, InvalidInput (name, stops, speed, tour).
    """

    def __init__(self, catalogue: Catalogue, audit: Audit, clock: Clock, cameras: Cameras) -> None:
        self._catalogue, self._audit, self._clock, self._cameras = catalogue, audit, clock, cameras

    def of(self, actor: Actor, camera_id: int) -> list[TourView]:
        """The camera's tours, by name."""
        self._audit.require(actor, Action.PTZ)
        with self._catalogue.read():
            rows = list(_select().where(PtzTour.camera == camera_id))
        return sorted((_view(row) for row in rows), key=lambda view: fold(view.name))

    def started(self) -> list[TourView]:
        """Every tour that is to run, for the program. Raises CatalogueError."""
        with self._catalogue.guarded(), self._catalogue.read():
            return [_view(row) for row in _select().where(PtzTour.started_us.is_null(False))]

    def save(
        self,
        actor: Actor,
        camera_id: int,
        name: str,
        stops: Sequence[Stop],
        speed: float = 1.0,
        *,
        tour_id: int | None = None,
    ) -> TourView:
        """A new tour, or ``tour_id`` changed; one that runs goes on with the new stops."""
        self._audit.require(actor, Action.PTZ)
        self._cameras.get(actor, camera_id)
        _check(stops, speed)
        name = checked_name(name)
        with self._catalogue.write():
            others = PtzTour.select().where((PtzTour.camera == camera_id) & (PtzTour.id != (tour_id or 0)))
            if any(fold(row.name) == fold(name) for row in others):
                raise InvalidInput(reasons={"name": "name_taken"})
            row = PtzTour(camera=camera_id) if tour_id is None else self._get(tour_id)
            row.name, row.speed = name, round(float(speed), 2)
            row.steps = json.dumps([[stop.token, int(stop.stay_s)] for stop in stops])
            row.save()
            self._audit.write(actor, "ptz_tour_saved", object=f"camera:{camera_id}", tour=name, stops=len(stops))
            return _view(self._get(row.id))

    def remove(self, actor: Actor, tour_id: int) -> TourView:
        """Forget a tour, which stops it; what comes back can be saved again (undo)."""
        self._audit.require(actor, Action.PTZ)
        with self._catalogue.write():
            row = self._get(tour_id)
            view = _view(row)
            row.delete_instance()
            self._audit.write(actor, "ptz_tour_removed", object=f"camera:{view.camera_id}", tour=view.name)
        return view

    def start(self, actor: Actor, tour_id: int) -> TourView:
        """From now on the camera goes round whenever nobody moves it; another tour of the camera stops."""
        self._audit.require(actor, Action.PTZ)
        with self._catalogue.write():
            row = self._get(tour_id)
            others = (PtzTour.camera == row.camera_id) & (PtzTour.id != tour_id)
            PtzTour.update(started_us=None, started_by=None).where(others).execute()
            row.started_us, row.started_by_id = self._clock.now_us(), actor.user_id
            row.save()
            self._audit.write(actor, "ptz_tour_started", object=f"camera:{row.camera_id}", tour=row.name)
            return _view(self._get(tour_id))

    def stop(self, actor: Actor, tour_id: int) -> TourView:
        """The camera stays where it is."""
        self._audit.require(actor, Action.PTZ)
        with self._catalogue.write():
            row = self._get(tour_id)
            row.started_us = row.started_by_id = None
            row.save()
            self._audit.write(actor, "ptz_tour_stopped", object=f"camera:{row.camera_id}", tour=row.name)
            return _view(row)

    def _get(self, tour_id: int) -> PtzTour:
        row = _select().where(PtzTour.id == tour_id).first()
        if row is None:
            raise InvalidInput(reasons={"tour": "tour_unknown"})
        assert isinstance(row, PtzTour)
        return row


def _select() -> Any:
    return PtzTour.select(PtzTour, User).left_outer_join(User, on=(PtzTour.started_by == User.id))


def _check(stops: Sequence[Stop], speed: float) -> None:
    if not stops:
        raise InvalidInput(reasons={"stops": "stops_missing"})
    if len(stops) > MOST_STOPS:
        raise InvalidInput(reasons={"stops": "stops_many"})
    if any(not STAY_S[0] <= stop.stay_s <= STAY_S[1] for stop in stops):
        raise InvalidInput(reasons={"stops": "stay_range"})
    if not SPEED[0] <= speed <= SPEED[1]:
        raise InvalidInput(reasons={"speed": "speed_range"})


def _view(row: PtzTour) -> TourView:
    stops = tuple(Stop(str(token), int(stay)) for token, stay in json.loads(row.steps))
    who = row.started_by.name if row.started_by is not None else ""
    return TourView(row.id, row.camera_id, row.name, stops, row.speed, row.started_us is not None, who)
