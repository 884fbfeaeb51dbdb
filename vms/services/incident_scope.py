"""Which incidents belong to a unit's own area: those it opened, and those in which one of its cameras plays a part."""

from __future__ import annotations

from vms.core.text import fold
from vms.models.area import Area
from vms.models.camera import Camera
from vms.models.evidence import EvidenceItem
from vms.models.incident import Hold, HoldCamera, Incident, IncidentNote
from vms.services.actor import Actor


def own_cameras(actor: Actor) -> set[int]:
    """Cameras in areas whose unit bears the account's title or name. Inside ``read()``."""
    mine = {fold(actor.title), fold(actor.name)} - {""}
    areas = [area.id for area in Area.select() if fold(area.unit) in mine]
    return {camera.id for camera in Camera.select(Camera.id).where(Camera.area.in_(areas))}


def own_incidents(actor: Actor) -> set[int]:
    """Incidents of the actor's own area. Inside ``read()``."""
    cameras = own_cameras(actor)
    opened = Incident.select(Incident.id).where(Incident.opened_by == actor.user_id)
    noted = IncidentNote.select(IncidentNote.incident).where(IncidentNote.camera.in_(cameras))
    cut = EvidenceItem.select(EvidenceItem.incident).where(EvidenceItem.camera.in_(cameras))
    held = (
        Hold.select(Hold.incident)
        .join(HoldCamera, on=(HoldCamera.hold == Hold.id))
        .where(HoldCamera.camera.in_(cameras) & Hold.incident.is_null(False))
    )
    found = {row.id for row in opened}
    for rows in (noted, cut, held):
        found |= {row.incident_id for row in rows if row.incident_id is not None}
    return found
