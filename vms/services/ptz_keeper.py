"""Looks after what is held: ends holds that nobody uses, prolongs the others, sees what other PCs do, runs tours."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from vms.core.errors import CameraInUse, CatalogueError
from vms.core.log import event
from vms.core.workers import Worker
from vms.services.actor import Actor
from vms.services.ptz_holds import Hold, Holds
from vms.services.ptz_orders import Kind
from vms.services.ptz_reservations import Reservation, in_use
from vms.services.ptz_touring import Touring

_log = logging.getLogger(__name__)


class Loss(Protocol):
    """Told of a hold that was lost, has run out or is asked for."""

    def __call__(self, hold: Hold, error: CameraInUse | None, kind: Kind, who: str = "") -> None:
        """On the keeper's thread."""


class Keeper(Worker):
    """One thread for all cameras, a look every ``poll_s`` seconds."""

    def __init__(
        self, holds: Holds, touring: Touring, poll_s: float, tell: Loss, standing: Callable[[Actor], bool]
    ) -> None:
        """``standing``: whether an account is still enabled and has the role it signed in with."""
        super().__init__("ptz-keeper")
        self._standing = standing
        self._holds, self._touring, self._poll_s, self._tell = holds, touring, poll_s, tell
        self._blind = False

    def run(self) -> None:
        """Until stopped."""
        while not self.stopping.is_set():
            self._look()
            self.stopping.wait(self._poll_s)

    def _look(self) -> None:
        try:
            rows = self._holds.look()
            for hold in self._holds.every():
                self._keep(hold, rows.get(hold.camera_id))
            self._touring.beat(rows)
            self._blind = False
        except CatalogueError as error:
            if not self._blind:
                self._blind = True
                event(_log, "ptz_reservations_unknown", code=error.code)
            for hold in self._holds.every():
                if self._holds.left_s(hold) <= 0:
                    self._end(hold)

    def _end(self, hold: Hold) -> None:
        if self._holds.end(hold):
            self._tell(hold, None, Kind.RELEASED)

    def _keep(self, hold: Hold, row: Reservation | None) -> None:
        if row is not None and row.holder != hold.claim.holder:
            if hold.began_s < self._holds.seen_s and self._holds.lost(hold):
                self._tell(hold, in_use(row, hold.claim.priority), Kind.TAKEN)
        elif self._holds.left_s(hold) <= 0 or (hold.actor is not None and not self._standing(hold.actor)):
            self._end(hold)
        else:
            self._holds.renew(hold)
            if row is not None and row.asked_us > hold.asked_us:
                hold.asked_us = row.asked_us
                self._tell(hold, None, Kind.ASKED, row.asked_by)
