"""The pictures that the watch over each camera compares with: kept over restarts, taken anew on purpose (Điều 2.2)."""

from __future__ import annotations

from vms.core.clock import Clock
from vms.core.errors import InvalidInput
from vms.models.alarm import CameraReference
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.security import permissions
from vms.security.permissions import Action
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.video.watching import References


class WatchReferences:
    """Any thread. Methods without an actor are for the program itself, never for a page."""

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit

    def all(self) -> dict[int, References]:
        """By camera number; cameras of which nothing is known yet are missing."""
        with self._catalogue.read():
            rows = list(CameraReference.select())
        return {row.camera_id: References(bytes(row.day), bytes(row.night)) for row in rows}

    def keep(self, camera_id: int, found: References) -> None:
        """Keep what the watch has learned."""
        with self._catalogue.write():
            CameraReference.insert(
                camera=camera_id, day=found.day, night=found.night, taken_us=self._clock.now_us()
            ).on_conflict(
                conflict_target=[CameraReference.camera],
                preserve=[CameraReference.day, CameraReference.night, CameraReference.taken_us],
            ).execute()

    def forget(self, actor: Actor, camera_id: int) -> None:
        """The view was changed on purpose, and is learned anew; in the log of acts. IT or the board.

        Raises NotAllowed, InvalidInput (camera: camera_unknown).
        """
        technician = permissions.may(actor.role, Action.CONFIGURE_CAMERAS)
        self._audit.require(actor, Action.CONFIGURE_CAMERAS if technician else Action.APPROVE)
        with self._catalogue.write():
            if Camera.get_or_none(Camera.id == camera_id) is None:
                raise InvalidInput(reasons={"camera": "camera_unknown"})
            CameraReference.delete().where(CameraReference.camera == camera_id).execute()
            self._audit.write(actor, "reference_retaken", object=f"camera:{camera_id}")
