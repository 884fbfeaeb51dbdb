"""Every table of the catalogue, those pointed at before those that point."""

from __future__ import annotations

from vms.models.area import Area
from vms.models.audit import AuditEntry
from vms.models.camera import Camera
from vms.models.evidence import CustodyEntry, EvidenceItem
from vms.models.incident import Hold, HoldCamera, Incident, IncidentMeasure, IncidentNote, IncidentPerson
from vms.models.layout import Layout
from vms.models.minutes import Minutes, NumberSeries
from vms.models.person import User
from vms.models.recording import Bookmark, Gap, RecorderStatus, RecordingRun, Segment
from vms.models.row import Row
from vms.models.setting import Preference, Setting

TABLES: tuple[type[Row], ...] = (
    User,
    Setting,
    Preference,
    Area,
    Camera,
    RecordingRun,
    Segment,
    Gap,
    RecorderStatus,
    Bookmark,
    Incident,
    IncidentNote,
    IncidentPerson,
    IncidentMeasure,
    Hold,
    HoldCamera,
    EvidenceItem,
    CustodyEntry,
    Minutes,
    NumberSeries,
    AuditEntry,
    Layout,
)
