"""Everything the window works with, built and closed by ``vms.app`` and handed to each page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vms.core.clock import Clock
    from vms.core.paths import DataFolder
    from vms.core.tasks import Tasks
    from vms.services.accounts import Accounts
    from vms.services.alarms import Alarms
    from vms.services.archive import Archive
    from vms.services.audit import Audit
    from vms.services.cameras import Cameras
    from vms.services.clip_jobs import ClipJobs
    from vms.services.clocks import Clocks
    from vms.services.devices import Devices
    from vms.services.doctor import Doctor
    from vms.services.evidence import Evidence
    from vms.services.footage_pictures import FootagePictures
    from vms.services.footage_search import FootageSearch
    from vms.services.foreign_archive import ForeignArchive
    from vms.services.foreign_recorders import ForeignRecorders
    from vms.services.holds import Holds
    from vms.services.imports import Imports
    from vms.services.incidents import Incidents
    from vms.services.layouts import Layouts
    from vms.services.live import Live
    from vms.services.minutes import MinutesDesk
    from vms.services.motion_searches import MotionSearches
    from vms.services.preferences import Preferences
    from vms.services.ptz import Ptz
    from vms.services.recorder_control import RecorderControl
    from vms.services.recording import RecordingState
    from vms.services.recording_plans import RecordingPlans
    from vms.services.retention import Retention
    from vms.services.school import Limits, School
    from vms.services.stills import Stills
    from vms.services.storage_forecast import Forecasts
    from vms.services.tamper_watch import TamperWatch
    from vms.services.timeline import Timelines
    from vms.services.watermark import Watermark


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The services of one data folder, the clock, and the door to background work (``tasks``)."""

    folder: DataFolder
    clock: Clock
    tasks: Tasks
    accounts: Accounts
    audit: Audit
    school: School
    limits: Limits
    preferences: Preferences
    layouts: Layouts
    cameras: Cameras
    devices: Devices
    ptz: Ptz
    live: Live
    recording: RecordingState
    plans: RecordingPlans
    retention: Retention
    own_recorder: RecorderControl
    forecasts: Forecasts
    clocks: Clocks
    doctor: Doctor
    archive: Archive
    footage_search: FootageSearch
    motion_searches: MotionSearches
    footage_pictures: FootagePictures
    timelines: Timelines
    holds: Holds
    incidents: Incidents
    evidence: Evidence
    clip_jobs: ClipJobs
    imports: Imports
    minutes: MinutesDesk
    alarms: Alarms
    tamper_watch: TamperWatch
    stills: Stills
    watermark: Watermark
    recorders: ForeignRecorders
    foreign: ForeignArchive
