"""Who may cut, hand out and look at evidence of an incident; the board's approvals (the log is the record of them)."""

from __future__ import annotations

from vms.core.errors import InvalidInput, NotAllowed
from vms.models.audit import AuditEntry
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.incident import Incident
from vms.security.permissions import Action, Grant
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.incident_scope import own_incidents
from vms.services.incident_views import IncidentState

_APPROVED, _WITHDRAWN = "extraction_approved", "extraction_withdrawn"


class EvidenceRights:
    """Asked by every service that touches evidence. Any thread; not inside ``write()``, a refusal is logged."""

    def __init__(self, catalogue: Catalogue, audit: Audit) -> None:
        self._catalogue, self._audit = catalogue, audit

    def require(self, actor: Actor, action: Action, incident_id: int, *accepted: Grant) -> None:
        """The right itself, or one under an approval that the board gave for this incident. Raises NotAllowed."""
        found = self._audit.require(actor, action, *accepted, Grant.WITH_APPROVAL)
        if found is Grant.WITH_APPROVAL and not self.approved(incident_id):
            self._audit.write(actor, "refused", object=f"incident:{incident_id}", result="not_approved")
            raise NotAllowed(action=action.value, role=actor.role.value, grant=found.value)

    def incident(self, actor: Actor, incident_id: int) -> Incident:
        """One that the actor may see. Inside ``read()``. Raises NotAllowed, InvalidInput."""
        row = Incident.get_or_none(Incident.id == incident_id)
        own_only = self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA) is Grant.OWN_AREA
        if row is None or (own_only and incident_id not in own_incidents(actor)):
            raise InvalidInput(reasons={"incident": "unknown"})
        assert isinstance(row, Incident)
        return row

    def to_cut(self, actor: Actor, incident_id: int, camera_id: int) -> tuple[Incident, Camera]:
        """An open incident and a camera whose footage may be cut for it. Raises NotAllowed, InvalidInput."""
        self.require(actor, Action.CUT_EVIDENCE, incident_id, Grant.PREPARE)
        with self._catalogue.read():
            incident = self.incident(actor, incident_id)
            camera = Camera.get_or_none(Camera.id == camera_id)
        if incident.state == IncidentState.CLOSED:
            raise InvalidInput(reasons={"state": "closed"})
        if camera is None:
            raise InvalidInput(reasons={"camera": "unknown"})
        assert isinstance(camera, Camera)
        return incident, camera

    def decide(self, actor: Actor, incident_id: int, reason: str, *, approved: bool) -> None:
        """The board lets IT cut and hand out evidence of this incident, or takes that back."""
        self._audit.require(actor, Action.APPROVE)
        if not reason.strip():
            raise InvalidInput(reasons={"reason": "empty"})
        with self._catalogue.read():
            self.incident(actor, incident_id)
        act = _APPROVED if approved else _WITHDRAWN
        self._audit.write(actor, act, object=f"incident:{incident_id}", reason=reason.strip())

    def approved(self, incident_id: int) -> bool:
        """Whether the board's last word on this incident was an approval."""
        acts = AuditEntry.action.in_((_APPROVED, _WITHDRAWN)) & (AuditEntry.object == f"incident:{incident_id}")
        with self._catalogue.read():
            last = AuditEntry.select(AuditEntry.action).where(acts).order_by(AuditEntry.seq.desc()).first()
        return last is not None and last.action == _APPROVED
