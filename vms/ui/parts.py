"""Everything the window works with, built and closed by ``vms.app`` and handed to each page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vms.core.clock import Clock
    from vms.core.paths import DataFolder
    from vms.core.tasks import Tasks
    from vms.services.accounts import Accounts
    from vms.services.archive import Archive
    from vms.services.audit import Audit
    from vms.services.cameras import Cameras
    from vms.services.devices import Devices
    from vms.services.evidence import Evidence
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
    retention: Retention
    archive: Archive
    holds: Holds
    incidents: Incidents
    evidence: Evidence
    minutes: MinutesDesk
