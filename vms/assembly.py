"""The parts of the program, built from the catalogue upwards and closed in reverse."""

from __future__ import annotations

import logging
import platform
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TypedDict

from vms.core.clock import Clock
from vms.core.log import event
from vms.core.paths import DataFolder
from vms.core.tasks import Tasks
from vms.models.database import Catalogue, open_catalogue
from vms.security.passwords import Hasher
from vms.security.vault import Vault
from vms.services.accounts import Accounts
from vms.services.alarms import Alarms
from vms.services.archive import Archive
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.clip_jobs import ClipJobs
from vms.services.clip_worker import ClipWorker
from vms.services.clocks import Clocks
from vms.services.demo_school import DemoSchool
from vms.services.devices import Devices
from vms.services.doctor import Doctor
from vms.services.evidence import Evidence
from vms.services.footage import Footage
from vms.services.footage_pictures import FootagePictures
from vms.services.footage_search import FootageSearch
from vms.services.foreign_archive import ForeignArchive, foreign_parts
from vms.services.foreign_recorders import ForeignRecorders
from vms.services.holds import Holds
from vms.services.imports import Imports
from vms.services.incidents import Incidents
from vms.services.kept import Kept
from vms.services.layouts import Layouts
from vms.services.live import Live
from vms.services.minutes import MinutesDesk
from vms.services.motion_searches import MotionSearches
from vms.services.playback_scope import PlaybackRights
from vms.services.preferences import Preferences
from vms.services.ptz import Ptz
from vms.services.recorder_control import RecorderControl
from vms.services.recording import RecordingState
from vms.services.recording_plans import RecordingPlans
from vms.services.retention import Retention
from vms.services.retention_policy import RetentionPolicies
from vms.services.school import Limits, School
from vms.services.stills import Stills
from vms.services.storage_forecast import Forecasts
from vms.services.tamper_watch import TamperWatch
from vms.services.timeline import Timelines
from vms.services.watch_references import WatchReferences
from vms.services.watermark import Watermark
from vms.ui.parts import Parts
from vms.video.client import EngineClient

_log = logging.getLogger(__name__)
# A cut looks up between two groups of pictures; a disk that hangs keeps it longer.
_LAST_CLIP_S = 15.0


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
        """Begin the media process, the watch over the pictures, the tours of cameras and the cutting of clips."""
        self._engine.start()
        self._watch.start()
        self.parts.ptz.start()
        self._clips.start()

    def close(self) -> None:
        """In reverse; may be called twice."""
        self._undo.close()

    def _build(self, undo: ExitStack, post: Callable[[Callable[[], None]], None]) -> None:
        folder, clock = self.folder, self.clock
        ground = _lay_ground(folder, clock, undo.enter_context(closing(open_catalogue(folder.catalogue_place, clock))))
        catalogue, audit, cameras = ground.catalogue, ground.audit, ground.cameras
        tasks = undo.enter_context(closing(Tasks(post)))
        doctor = undo.enter_context(closing(Doctor(catalogue, folder, clock, audit)))
        about_incidents = self._about_incidents(ground)
        engine = self._engine = undo.enter_context(closing(EngineClient(clock, folder.log.with_name("media.jsonl"))))
        devices = Devices(cameras, audit, clock)
        ptz = Ptz(catalogue, cameras, audit, clock, host=platform.node(), still=devices.still_of)
        undo.enter_context(closing(ptz))
        live = undo.enter_context(closing(Live(cameras, audit, engine)))
        alarms = Alarms(catalogue, clock, audit, platform.node())
        self._watch = TamperWatch(live, cameras, alarms, WatchReferences(catalogue, clock, audit), clock, ptz.mover)
        undo.callback(self._watch.stop)
        self._clips = ClipWorker(catalogue, clock, audit, about_incidents["evidence"], str(folder.root))
        about_incidents["clip_jobs"].on_work(self._clips.wake)
        undo.callback(self._clips.stop, _LAST_CLIP_S)
        imports = Imports(catalogue, clock, audit, folder, about_incidents["evidence"].rights, engine)
        imports.recover()
        preferences = Preferences(catalogue)
        self.demo = DemoSchool(catalogue, audit, cameras)
        self.parts = Parts(
            folder=folder,
            clock=clock,
            tasks=tasks,
            accounts=Accounts(catalogue, clock, audit, self._hasher),
            audit=audit,
            school=ground.school,
            limits=ground.limits,
            preferences=preferences,
            layouts=Layouts(catalogue, audit),
            cameras=cameras,
            devices=devices,
            ptz=ptz,
            live=live,
            doctor=doctor,
            retention=Retention(catalogue, clock, audit, ground.kept, folder.recordings),
            own_recorder=RecorderControl(catalogue, folder, clock, audit),
            forecasts=Forecasts(catalogue, clock, ground.kept, RetentionPolicies(catalogue, audit), folder.recordings),
            clocks=Clocks(catalogue, clock, platform.node()),
            imports=imports,
            alarms=alarms,
            tamper_watch=self._watch,
            stills=Stills(clock, audit, cameras, ground.footage, ground.rights, preferences, ground.limits, folder),
            watermark=Watermark(catalogue, audit),
            **about_incidents,
            **_looking_back(ground, engine),
        )

    def _about_incidents(self, ground: _Ground) -> _AboutIncidents:
        """What a crash left half done is mended first."""
        folder, clock, catalogue, audit = ground.folder, ground.clock, ground.catalogue, ground.audit
        incidents = Incidents(catalogue, clock, audit, ground.holds, ground.limits)
        evidence = Evidence(catalogue, clock, audit, folder, ground.footage, ground.holds, ground.school, ground.limits)
        evidence.recover()
        return {
            "holds": ground.holds,
            "incidents": incidents,
            "evidence": evidence,
            "clip_jobs": ClipJobs(catalogue, clock, audit, evidence, incidents, ground.rights),
            "minutes": MinutesDesk(catalogue, clock, audit, folder, ground.school, incidents, evidence),
        }


@dataclass(frozen=True, slots=True)
class _Ground:
    """What nearly every part stands on."""

    folder: DataFolder
    clock: Clock
    catalogue: Catalogue
    audit: Audit
    vault: Vault
    cameras: Cameras
    limits: Limits
    school: School
    holds: Holds
    kept: Kept
    footage: Footage
    rights: PlaybackRights


class _AboutIncidents(TypedDict):
    """Parts of this name: what is written down and cut."""

    holds: Holds
    incidents: Incidents
    evidence: Evidence
    clip_jobs: ClipJobs
    minutes: MinutesDesk


class _LookingBack(TypedDict):
    """Parts of this name: playing back, searching, and the recorders of other makes."""

    plans: RecordingPlans
    recording: RecordingState
    archive: Archive
    timelines: Timelines
    footage_search: FootageSearch
    motion_searches: MotionSearches
    footage_pictures: FootagePictures
    recorders: ForeignRecorders
    foreign: ForeignArchive


def _lay_ground(folder: DataFolder, clock: Clock, catalogue: Catalogue) -> _Ground:
    audit, vault = Audit(catalogue, clock, platform.node()), Vault(folder.keys)
    limits = Limits(catalogue, audit)
    return _Ground(
        folder,
        clock,
        catalogue,
        audit,
        vault,
        Cameras(catalogue, clock, audit, vault),
        limits,
        School(catalogue, clock, audit),
        Holds(catalogue, clock, audit),
        Kept(catalogue, clock, audit),
        Footage(catalogue, folder, clock),
        PlaybackRights(catalogue, clock, audit, limits),
    )


def _looking_back(ground: _Ground, engine: EngineClient) -> _LookingBack:
    folder, clock, catalogue, audit = ground.folder, ground.clock, ground.catalogue, ground.audit
    cameras, footage, rights, recordings = ground.cameras, ground.footage, ground.rights, ground.folder.recordings
    archive = Archive(
        catalogue, clock, audit, cameras, footage=footage, holds=ground.holds, limits=ground.limits, engine=engine
    )
    recorders, foreign = foreign_parts(
        catalogue, clock, audit, cameras, ground.vault,
        rights=rights, footage=footage, kept=ground.kept, folder=folder,
    )  # fmt: skip
    plans = RecordingPlans(catalogue, clock, audit)
    return {
        "plans": plans,
        "recording": RecordingState(catalogue, folder, clock),
        "archive": archive,
        "timelines": Timelines(catalogue, clock, audit, cameras, ground.limits, plans),
        "footage_search": FootageSearch(catalogue, clock, audit, cameras, archive.bookmarks, rights),
        "motion_searches": MotionSearches(catalogue, audit, cameras, footage, rights, recordings),
        "footage_pictures": FootagePictures(catalogue, audit, cameras, footage, rights, recordings),
        "recorders": recorders,
        "foreign": foreign,
    }
