"""Every table of the catalogue, those pointed at before those that point."""

from __future__ import annotations

from vms.models.alarm import Alarm, AlarmStill, CameraReference
from vms.models.area import Area
from vms.models.audit import AuditEntry
from vms.models.camera import Camera
from vms.models.clip_job import ClipJob, ClipJobPart
from vms.models.evidence import CustodyEntry, EvidenceItem
from vms.models.foreign import ForeignPiece, ForeignRecorder, ForeignTrack
from vms.models.imported import ImportedFile, ImportEntry, ImportLink
from vms.models.incident import Hold, HoldCamera, Incident, IncidentMeasure, IncidentNote, IncidentPerson
from vms.models.keeping import CameraRetention, ClockReading, KeptFootage, Lease, PurgedDay, Recorder, Storage
from vms.models.layout import Layout
from vms.models.minutes import Minutes, NumberSeries
from vms.models.person import User
from vms.models.plan import CameraPlan
from vms.models.ptz import PtzPreset, PtzReservation, PtzTour
from vms.models.recording import Bookmark, FootageEvent, FootageMask, Gap, RecorderStatus, RecordingRun, Segment
from vms.models.review import SeenStretch
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
    FootageEvent,
    FootageMask,
    RecorderStatus,
    Bookmark,
    Incident,
    IncidentNote,
    IncidentPerson,
    IncidentMeasure,
    Hold,
    HoldCamera,
    ClipJob,
    ClipJobPart,
    EvidenceItem,
    CustodyEntry,
    ImportedFile,
    ImportLink,
    ImportEntry,
    Minutes,
    NumberSeries,
    AuditEntry,
    Layout,
    Alarm,
    AlarmStill,
    CameraReference,
    PtzReservation,
    PtzPreset,
    PtzTour,
    CameraPlan,
    Storage,
    Recorder,
    Lease,
    CameraRetention,
    PurgedDay,
    KeptFootage,
    ClockReading,
    SeenStretch,
    ForeignRecorder,
    ForeignTrack,
    ForeignPiece,
)
