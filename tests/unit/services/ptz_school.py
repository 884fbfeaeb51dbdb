"""Two PCs of a school on one catalogue, each with the real PTZ service, and people who want the same camera."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.fakes.onvif_camera import JPEG, PASSWORD, USER, FakeCamera
from vms.core.clock import SystemClock
from vms.core.instants import Span
from vms.core.redact import Secret
from vms.models.database import Catalogue, open_catalogue
from vms.models.person import User
from vms.onvif.transport import Limits
from vms.security.permissions import Role
from vms.security.vault import Vault
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import CameraDraft, Cameras
from vms.services.ptz import Kind, Ptz, PtzEvent, Timing

LIMITS = Limits(connect_s=1, read_s=1, total_s=1.5)
QUICK = Timing(
    dead_man=1.0, resend=0.15, camera_timeout=2, settle=0.05, dead=0.8, stop_steps=(0.05, 0.1), look=0.03, arrive=3,
    picture=0.05,
    hold=2.0, poll=0.1, renew=0.2,
)  # fmt: skip
AT_REST = (0.0, 0.0, 0.0)


class Pc:
    """One PC: its service and what it was told."""

    def __init__(self, catalogue: Catalogue, cameras: Cameras, audit: Audit, host: str, timing: Timing) -> None:
        clock = SystemClock()
        self.ptz = Ptz(
            catalogue, cameras, audit, clock, host=host, still=lambda _view: JPEG, limits=LIMITS, timing=timing
        )
        self.news: list[PtzEvent] = []
        self._arrived = threading.Condition()
        self.ptz.on_event(self._hear)
        self.ptz.start()

    def _hear(self, event: PtzEvent) -> None:
        with self._arrived:
            self.news.append(event)
            self._arrived.notify_all()

    def rest(self) -> None:
        """Wait until every camera that was given back stands, and knows it."""
        until(lambda: not any(worker.alive for worker in self.ptz._holds._ending))

    def wait_for(self, kind: Kind, count: int = 1, deadline: float = 10.0) -> PtzEvent:
        """The event of that kind that came ``count``-th."""

        def found() -> list[PtzEvent]:
            return [one for one in self.news if one.kind is kind]

        with self._arrived:
            assert self._arrived.wait_for(lambda: len(found()) >= count, deadline), self.news
            return found()[count - 1]


class TwoPcs:
    """``one`` and ``two`` share the catalogue."""

    def __init__(self, place: Path | str, folder: Path, timing: Timing) -> None:
        clock = SystemClock()
        self.catalogue = open_catalogue(place, clock)
        self.audit = Audit(self.catalogue, clock)
        (folder / "keys").mkdir()
        self.cameras = Cameras(self.catalogue, clock, self.audit, Vault(folder / "keys"))
        self.people = {role: self._person(role) for role in Role}
        self.one, self.two = (Pc(self.catalogue, self.cameras, self.audit, host, timing) for host in ("PC-1", "PC-2"))

    def _person(self, role: Role) -> Actor:
        with self.catalogue.write():
            row = User.create(
                username=role.value, name=f"Người {role.value}", role=role.value, password_hash="", created_us=0
            )
        return Actor(row.id, row.username, row.name, role, "", "s1")

    def add(self, camera: FakeCamera) -> int:
        draft = CameraDraft("C04", "Sân chính", "Sân", "onvif", camera.address, USER, Secret(PASSWORD), ptz=True)
        return self.cameras.add(self.people[Role.IT], draft).id

    def acts(self) -> list[str]:
        entries = self.audit.entries(self.people[Role.BOARD], Span(0, 2**60))
        return [entry.action for entry in reversed(entries) if entry.action.startswith("ptz")]

    def close(self) -> None:
        for pc in (self.one, self.two):
            pc.ptz.close()
        self.catalogue.close()


@contextmanager
def two_pcs(place: Path | str, folder: Path, timing: Timing = QUICK) -> Iterator[TwoPcs]:
    """Closed at the end."""
    school = TwoPcs(place, folder, timing)
    try:
        yield school
    finally:
        school.close()


def until(condition: Callable[[], object], deadline: float = 10.0) -> None:
    """Wait; fails when it doesn't come true."""
    end = time.monotonic() + deadline
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)
