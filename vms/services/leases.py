"""Leases: which process of the school does what only one may do at a time (record a camera, purge a folder).

One UPDATE decides. On PostgreSQL its time is the server's: clocks of PCs that differ by minutes can't make two holders.
On SQLite there is one PC and, by the lock of the data folder, one recorder.

The holder never asks the wall clock either. It counts from before it asked, on a clock that goes on in sleep, and stops
``MARGIN_S`` before the row runs out: a process that was paused, slept, or can't reach the catalogue has stopped before
another may begin. Only a recorder that knew no other when it last reached the catalogue records on without it: a
database server that restarts must not cost footage.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable

from vms.core.clock import Clock, elapsed_s
from vms.core.errors import CatalogueError
from vms.core.instants import SECOND
from vms.core.log import event
from vms.core.workers import Worker
from vms.models.database import Catalogue
from vms.models.keeping import Lease, take_leases
from vms.models.ptz import server_now_us

_log = logging.getLogger(__name__)

LEASE_S = 15.0
RENEW_S = 3.0
MARGIN_S = 2.0
# One that ends this much too late is left over from before the clock of a single PC was set back.
_ABSURD_US = int(4 * LEASE_S * SECOND)
ALIVE = "recorder:"


class Leases(Worker):
    """The leases of one holder, renewed on a thread of its own; every public method is for any thread.

    ``holder`` names the holder for good (not the process: the lock of its data folder sees to it that there is one).
    """

    def __init__(
        self, catalogue: Catalogue, clock: Clock, holder: str, elapsed: Callable[[], float] = elapsed_s
    ) -> None:
        super().__init__("leases")
        self._catalogue, self._clock, self._elapsed = catalogue, clock, elapsed
        self.holder = holder
        self._lock = threading.Lock()
        self._acting = threading.RLock()  # so that what is given back isn't renewed a moment later
        self._until: dict[str, float] = {}
        self._alone = True

    @property
    def alone(self) -> bool:
        """Whether no other recorder was there when the catalogue was last reached."""
        return self._alone

    def holds(self, name: str) -> bool:
        """Whether it is ours at this very moment. Cheap: asked for every packet."""
        until = self._until.get(name)
        return until is not None and self._elapsed() < until

    def held(self) -> set[str]:
        """All that is ours now."""
        with self._lock:
            names = list(self._until)
        return {name for name in names if self.holds(name)}

    def take(self, names: Iterable[str]) -> set[str]:
        """Get those that are free or run out; which of them are ours now. Raises CatalogueError."""
        wanted = sorted(set(names))
        if not wanted:
            return set()
        with self._acting, self._catalogue.aside():
            asked = self._elapsed()
            now = self._now()
            won = take_leases(wanted, self.holder, now, now + int(LEASE_S * SECOND), now + _ABSURD_US)
            self._alone = not self._others(now)
            self._note(won, set(wanted) - won, asked)
        return won

    def release(self, names: Iterable[str]) -> None:
        """Give back, for another to take at once. What can't be given back runs out. Raises CatalogueError."""
        given = sorted(names)
        with self._acting:
            with self._lock:
                for name in given:
                    self._until.pop(name, None)
            with self._catalogue.aside():
                mine = Lease.name.in_(given) & (Lease.holder == self.holder)
                Lease.update(until_us=0).where(mine).execute()

    def holders(self, prefix: str) -> dict[str, str]:
        """Who holds what now, of the names that begin so. Raises CatalogueError."""
        with self._catalogue.aside():
            now = self._now()
            rows = list(Lease.select().where(Lease.name.startswith(prefix) & (Lease.until_us > now)))
        return {row.name: row.holder for row in rows}

    def run(self) -> None:
        """Renew until stopped."""
        while not self.stopping.wait(RENEW_S):
            self.renew()

    def renew(self) -> None:
        """Prolong what is ours; what another has taken meanwhile is lost, and not fought for."""
        with self._acting:
            self._renew()

    def _renew(self) -> None:
        asked = self._elapsed()
        with self._lock:
            names = dict(self._until)
        try:
            self.take(names)
        except CatalogueError as error:
            event(_log, "leases_not_renewed", logging.WARNING, detail=str(error), alone=self._alone)
            if not self._alone:
                return
            # Only what hadn't run out when we asked: after a pause nobody knows who came meanwhile.
            unbroken = {name for name, until in names.items() if asked < until}
            self._note(unbroken, set(), self._elapsed())

    def _note(self, won: set[str], lost: set[str], asked: float) -> None:
        with self._lock:
            for name in won:
                self._until[name] = max(self._until.get(name, 0.0), asked + LEASE_S - MARGIN_S)
            for name in lost:
                if self._until.pop(name, None) is not None:
                    event(_log, "lease_lost", logging.WARNING, lease=name)

    def _others(self, now: int) -> bool:
        if self._catalogue.on_sqlite:
            return False
        other = Lease.name.startswith(ALIVE) & (Lease.holder != self.holder) & (Lease.until_us > now)
        return bool(Lease.select().where(other).exists())

    def _now(self) -> int:
        return self._clock.now_us() if self._catalogue.on_sqlite else server_now_us()


def held_by_server_clock(catalogue: Catalogue, prefix: str) -> set[str] | None:
    """What is held now, by the server's clock; None on SQLite, where there is one PC and its own clock will do.

    For looking at other PCs' recorders: their beats are stamped by clocks that may differ from this one's.
    """
    if catalogue.on_sqlite:
        return None
    with catalogue.read():
        now = server_now_us()
        rows = list(Lease.select(Lease.name).where(Lease.name.startswith(prefix) & (Lease.until_us > now)))
    return {row.name for row in rows}
