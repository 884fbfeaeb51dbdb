"""What a package's files are and where they come from, for a reader without our program (design: evidence.md)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from vms.core.instants import to_datetime
from vms.models.camera import Camera
from vms.models.evidence import CustodyEntry, EvidenceItem
from vms.models.imported import ImportedFile
from vms.models.incident import Incident
from vms.services.actor import Actor
from vms.services.audit import canonical
from vms.services.incident_views import user_names
from vms.services.school import SchoolProfile


def manifest(
    school: SchoolProfile,
    incident: Incident,
    rows: Sequence[EvidenceItem],
    foreign: Sequence[ImportedFile],
    actor: Actor,
    now_us: int,
    reason: str,
) -> bytes:
    """Canonical JSON: sorted keys, NFC, no floats. Times in ISO 8601 with the school's offset. Inside ``read()``."""
    cameras = {camera.id: camera for camera in Camera.select().where(Camera.id.in_([row.camera_id for row in rows]))}
    names = user_names()
    return canonical(
        {
            "format": 1,
            "school": {"name": school.name, "parent_body": school.parent_body},
            "regulation": {
                "number": school.regulation_number,
                "date": school.regulation_date.isoformat() if school.regulation_date else "",
            },
            "incident": {"code": incident.code, "title": incident.title, "occurred": _time(incident.occurred_us)},
            "export": {"at": _time(now_us), "by": actor.name, "role": actor.role.value, "reason": reason},
            "files": [_file(row, cameras[row.camera_id], names) for row in rows],
            "files_from_outside": [_foreign(row, names) for row in foreign],
        }
    ).encode()


def _file(row: EvidenceItem, camera: Camera, names: dict[int | None, str]) -> dict[str, Any]:
    first = CustodyEntry.select().where(CustodyEntry.evidence == row.id).order_by(CustodyEntry.id).first()
    return {
        "file": f"original/{row.path.rpartition('/')[2]}",
        "kind": row.kind,
        "sha256": row.sha256,
        "size": row.size,
        "asked": {"start": _time(row.asked_start_us), "end": _time(row.asked_end_us)},
        "delivered": {"start": _time(row.start_us), "end": _time(row.end_us)},
        "notes": first.note if first is not None else "",
        "video": {"codec": row.codec, "width": row.width, "height": row.height},
        "clock": {
            "offset_us": row.clock_offset_us,
            "uncertainty_us": row.clock_uncertainty_us,
            "measured": _time(row.clock_measured_us) if row.clock_measured_us is not None else "",
        },
        "camera": {
            "code": camera.code,
            "name": camera.name,
            "mac": camera.mac,
            "maker": camera.maker,
            "model": camera.model,
            "firmware": camera.firmware,
            "serial": camera.serial,
        },
        "source": json.loads(row.source) if row.source else "recorded by this program",
        "made": {"by": names.get(row.created_by_id, ""), "at": _time(row.created_us), "program": row.program},
    }


def _foreign(row: ImportedFile, names: dict[int | None, str]) -> dict[str, Any]:
    """Whose word the time is, and how far that clock is said to be off; nothing of it is measured by us."""
    return {
        "file": f"ben-ngoai/{row.path.rpartition('/')[2]}",
        "name": row.name,
        "sha256": row.sha256,
        "size": row.size,
        "brought_by": row.brought_by,
        "source": row.source,
        "taken_in": {"by": names.get(row.imported_by_id, ""), "at": _time(row.imported_us)},
        "claimed": {
            "start": None if row.claimed_us is None else _time(row.claimed_us),
            "offset_us": row.offset_us,
            "said_by": row.said_by,
        },
        "video": {
            "playable": row.playable,
            "container": row.container,
            "codec": row.codec,
            "width": row.width,
            "height": row.height,
            "rotation": row.rotation,
            "duration_us": row.duration_us,
            "made": None if row.made_us is None else _time(row.made_us),
        },
    }


def _time(instant: int) -> str:
    return to_datetime(instant).isoformat(timespec="microseconds")
