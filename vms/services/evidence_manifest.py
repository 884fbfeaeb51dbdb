"""What a package's files are and where they come from, for a reader without our program (design: evidence.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vms.core.instants import to_datetime
from vms.models.camera import Camera
from vms.models.evidence import CustodyEntry, EvidenceItem
from vms.models.incident import Incident
from vms.services.actor import Actor
from vms.services.audit import canonical
from vms.services.incident_views import user_names
from vms.services.school import SchoolProfile


def manifest(
    school: SchoolProfile, incident: Incident, rows: Sequence[EvidenceItem], actor: Actor, now_us: int, reason: str
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
        "clock": {"offset_us": row.clock_offset_us, "uncertainty_us": camera.clock_uncertainty_us},
        "camera": {
            "code": camera.code,
            "name": camera.name,
            "mac": camera.mac,
            "maker": camera.maker,
            "model": camera.model,
            "firmware": camera.firmware,
            "serial": camera.serial,
        },
        "made": {"by": names.get(row.created_by_id, ""), "at": _time(row.created_us), "program": row.program},
    }


def _time(instant: int) -> str:
    return to_datetime(instant).isoformat(timespec="microseconds")
