"""Which footage a person may look at (regulation: rights, "play back")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vms.core.clock import Clock
from vms.core.errors import NotAllowed
from vms.core.instants import HOUR, Span, union
from vms.models.database import Catalogue
from vms.models.incident import Hold, HoldCamera, Incident
from vms.security import permissions
from vms.security.permissions import Action, Grant, Role
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.incident_scope import own_incidents
from vms.services.school import Limits

_EVER = Span(0, 1 << 62)


@dataclass(frozen=True, slots=True)
class Scope:
    """The stretches of one camera that may be played back, sorted."""

    spans: tuple[Span, ...]

    def allows(self, start_us: int, end_us: int) -> bool:
        """Whether some of it may be seen."""
        return any(span.start < end_us and start_us < span.end for span in self.spans)

    def clamp(self, instant_us: int) -> int:
        """The nearest instant that may be seen."""
        if any(span.contains(instant_us) for span in self.spans):
            return instant_us
        edges = [edge for span in self.spans for edge in (span.start, span.end - 1)]
        return min(edges, key=lambda edge: abs(edge - instant_us))


class PlaybackRights:
    """Board and head of the guards: everything. Guards: the last hours set in the limits. IT and units: what is held
    for an incident that isn't closed, units only those of their own area.
    """

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit, limits: Limits) -> None:
        self._catalogue, self._clock, self._audit, self._limits = catalogue, clock, audit, limits

    def scope(self, actor: Actor, camera_id: int) -> Scope:
        """Raises NotAllowed when there is nothing the actor may see of this camera."""
        found = self._audit.require(actor, Action.PLAY_BACK, Grant.OWN_SHIFT, Grant.WITH_APPROVAL)
        if found is Grant.OWN_SHIFT:
            hours = self._limits.value("guard_playback_hours")
            return Scope((Span(self._clock.now_us() - hours * HOUR, _EVER.end),))
        if found is not Grant.WITH_APPROVAL:
            return Scope((_EVER,))
        spans = self._approved(actor, camera_id)
        if not spans:
            raise NotAllowed(action=Action.PLAY_BACK.value, role=actor.role.value, grant=found.value)
        return Scope(spans)

    def scopes(self, actor: Actor, camera_ids: Iterable[int]) -> dict[int, Scope]:
        """The scope of each camera, an empty one where there is nothing to see; no refusal is written down: a time line
        only wants to show where the right ends. Raises NotAllowed when the role may play back nothing at all.
        """
        found = permissions.require(actor.role, Action.PLAY_BACK, Grant.OWN_SHIFT, Grant.WITH_APPROVAL)
        if found is Grant.WITH_APPROVAL:
            return {camera: Scope(self._approved(actor, camera)) for camera in camera_ids}
        hours = self._limits.value("guard_playback_hours") if found is Grant.OWN_SHIFT else 0
        whole = Span(self._clock.now_us() - hours * HOUR, _EVER.end) if hours else _EVER
        return {camera: Scope((whole,)) for camera in camera_ids}

    def _approved(self, actor: Actor, camera_id: int) -> tuple[Span, ...]:
        now = self._clock.now_us()
        with self._catalogue.read():
            query = (
                Hold.select(Hold.start_us, Hold.end_us, Hold.incident)
                .join(HoldCamera, on=(HoldCamera.hold == Hold.id))
                .join(Incident, on=(Hold.incident == Incident.id))
                .where(
                    (HoldCamera.camera == camera_id)
                    & Incident.closed_us.is_null()
                    & Hold.released_us.is_null()
                    & (Hold.until_us.is_null() | (Hold.until_us > now))
                )
            )
            rows = list(query)
            if self._own_only(actor):
                own = own_incidents(actor)
                rows = [row for row in rows if row.incident_id in own]
        return tuple(union(Span(row.start_us, row.end_us) for row in rows))

    def _own_only(self, actor: Actor) -> bool:
        return actor.role is Role.UNIT
