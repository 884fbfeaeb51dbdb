"""The parts of the program, built from the catalogue upwards and closed in reverse."""

from __future__ import annotations

import logging
import platform
from collections.abc import Callable
from contextlib import ExitStack

from vms.core.clock import Clock
from vms.core.log import event
from vms.core.paths import DataFolder
from vms.core.tasks import Tasks
from vms.models.database import open_catalogue
from vms.security.passwords import Hasher
from vms.security.vault import Vault
from vms.services.accounts import Accounts
from vms.services.archive import Archive
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.demo_school import DemoSchool
from vms.services.devices import Devices
from vms.services.evidence import Evidence
from vms.services.footage import Footage
from vms.services.holds import Holds
from vms.services.incidents import Incidents
from vms.services.layouts import Layouts
from vms.services.live import Live
from vms.services.minutes import MinutesDesk
from vms.services.preferences import Preferences
from vms.services.ptz import Ptz
from vms.services.recording import RecordingState
from vms.services.retention import Retention
from vms.services.school import Limits, School
from vms.ui.parts import Parts
from vms.video.client import EngineClient

_log = logging.getLogger(__name__)


class Assembly:
    """Every service of a data folder. GUI thread; ``start`` begins the media process, ``close`` ends everything."""

    def __init__(
        self,
        folder: DataFolder,
        clock: Clock,
        post: Callable[[Callable[[], None]], None],
        hasher: Hasher | None = None,
    ) -> None:
        """Raises CatalogueDamaged, CatalogueNewer; then nothing is left open. ``hasher``: a quick one for tests."""
        self.folder, self.clock, self._hasher = folder, clock, hasher
        with ExitStack() as undo:
            self._build(undo, post)
            self._undo = undo.pop_all()
        event(_log, "parts_built", folder=folder.root)

    def start(self) -> None:
        """Begin the media process."""
        self._engine.start()

    def close(self) -> None:
        """In reverse; may be called twice."""
        self._undo.close()

    def _build(self, undo: ExitStack, post: Callable[[Callable[[], None]], None]) -> None:
        folder, clock = self.folder, self.clock
        catalogue = open_catalogue(folder.catalogue, clock)
        undo.callback(catalogue.close)
        tasks = Tasks(post)
        undo.callback(tasks.close)
        audit = Audit(catalogue, clock, platform.node())
        cameras = Cameras(catalogue, clock, audit, Vault(folder.keys))
        limits, school, holds = (
            Limits(catalogue, audit),
            School(catalogue, clock, audit),
            Holds(catalogue, clock, audit),
        )
        incidents = Incidents(catalogue, clock, audit, holds, limits)
        footage = Footage(catalogue, folder, clock)
        evidence = Evidence(catalogue, clock, audit, folder, footage, holds, school, limits)
        evidence.recover()
        engine = EngineClient(clock, folder.log.with_name("media.jsonl"))
        self._engine = engine
        undo.callback(engine.close)
        ptz = Ptz(cameras, audit, clock)
        undo.callback(ptz.close)
        live = Live(cameras, audit, engine)
        undo.callback(live.close)
        self.demo = DemoSchool(catalogue, audit, cameras)
        self.parts = Parts(
            folder=folder,
            clock=clock,
            tasks=tasks,
            accounts=Accounts(catalogue, clock, audit, self._hasher),
            audit=audit,
            school=school,
            limits=limits,
            preferences=Preferences(catalogue),
            layouts=Layouts(catalogue, audit),
            cameras=cameras,
            devices=Devices(cameras, audit, clock),
            ptz=ptz,
            live=live,
            recording=RecordingState(catalogue, folder, clock),
            retention=Retention(catalogue, clock, audit, holds, folder.recordings),
            archive=Archive(
                catalogue, clock, audit, cameras, footage=footage, holds=holds, limits=limits, engine=engine
            ),
            holds=holds,
            incidents=incidents,
            evidence=evidence,
            minutes=MinutesDesk(catalogue, clock, audit, folder, school, incidents, evidence),
        )
