"""Holds: footage that retention may not purge (design: evidence.md, Holds). Releasing one needs the board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vms.core.clock import Clock
from vms.core.errors import InvalidInput
from vms.core.instants import Span, union
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.incident import Hold, HoldCamera
from vms.security.permissions import Action
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.incident_views import user_names


@dataclass(frozen=True, slots=True)
class HoldView:
    """A hold; ``until_us`` None: until somebody releases it."""

    id: int
    reason: str
    camera_ids: tuple[int, ...]
    span: Span
    until_us: int | None
    placed_us: int
    placed_by: str
    incident_id: int | None
    released_us: int | None
    released_by: str
    release_reason: str


class Holds:
    """Places, extends and releases holds. Any thread; may be called inside ``Catalogue.write()``."""

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit

    def place(
        self,
        actor: Actor,
        camera_ids: Iterable[int],
        span: Span,
        reason: str,
        until_us: int | None,
        incident_id: int | None = None,
    ) -> HoldView:
        """Keep this footage from now on. Raises NotAllowed, InvalidInput (reason, cameras, span, until)."""
        self._audit.require(actor, Action.HOLD)
        cameras = tuple(dict.fromkeys(camera_ids))
        now = self._clock.now_us()
        with self._catalogue.write():
            wrong: dict[str, str] = {}
            known = {row.id for row in Camera.select(Camera.id).where(Camera.id.in_(cameras))}
            if not cameras or known != set(cameras):
                wrong["cameras"] = "unknown" if cameras else "empty"
            if not reason.strip():
                wrong["reason"] = "empty"
            if not span.length:
                wrong["span"] = "empty"
            if until_us is not None and until_us <= now:
                wrong["until"] = "past"
            if wrong:
                raise InvalidInput(reasons=wrong)
            hold = Hold.create(
                reason=reason.strip(),
                placed_by=actor.user_id,
                placed_us=now,
                until_us=until_us,
                start_us=span.start,
                end_us=span.end,
                incident=incident_id,
            )
            for camera in cameras:
                HoldCamera.create(hold=hold.id, camera=camera)
            self._audit.write(
                actor,
                "hold_placed",
                object=f"hold:{hold.id}",
                reason=reason.strip(),
                cameras=list(cameras),
                start_us=span.start,
                end_us=span.end,
                until_us=until_us,
                incident=incident_id,
            )
            return self._views(Hold.id == hold.id)[0]

    def extend(self, actor: Actor, hold_id: int, span: Span, until_us: int | None) -> HoldView:
        """Keep more, or for longer; never less: that is releasing. ``until_us`` None: until released."""
        self._audit.require(actor, Action.HOLD)
        with self._catalogue.write():
            row = self._standing(hold_id)
            until = None if until_us is None or row.until_us is None else max(until_us, row.until_us)
            start, end = min(span.start, row.start_us), max(span.end, row.end_us)
            Hold.update(start_us=start, end_us=end, until_us=until).where(Hold.id == hold_id).execute()
            self._audit.write(
                actor, "hold_extended", object=f"hold:{hold_id}", start_us=start, end_us=end, until_us=until
            )
            return self._views(Hold.id == hold_id)[0]

    def release(self, actor: Actor, hold_id: int, reason: str) -> HoldView:
        """Let the footage go back to retention. The board only, with a reason."""
        self._audit.require(actor, Action.RELEASE_HOLD)
        if not reason.strip():
            raise InvalidInput(reasons={"reason": "empty"})
        with self._catalogue.write():
            self._standing(hold_id)
            Hold.update(
                released_us=self._clock.now_us(), released_by=actor.user_id, release_reason=reason.strip()
            ).where(Hold.id == hold_id).execute()
            self._audit.write(actor, "hold_released", object=f"hold:{hold_id}", reason=reason.strip())
            return self._views(Hold.id == hold_id)[0]

    def spans(self, camera_id: int, span: Span) -> tuple[Span, ...]:
        """What is held of a camera in the span, merged. No right is asked: retention and time lines need it."""
        with self._catalogue.read():
            rows = (
                Hold.select(Hold.start_us, Hold.end_us)
                .join(HoldCamera, on=(HoldCamera.hold == Hold.id))
                .where(
                    (HoldCamera.camera == camera_id)
                    & (Hold.start_us < span.end)
                    & (Hold.end_us > span.start)
                    & self._in_force()
                )
            )
            kept = [Span(max(row.start_us, span.start), min(row.end_us, span.end)) for row in rows]
        return tuple(union(kept))

    def all(self, actor: Actor, *, in_force: bool = True) -> list[HoldView]:
        """Holds, newest first; with ``in_force`` False also those released or run out."""
        self._audit.require(actor, Action.HOLD)
        with self._catalogue.read():
            return self._views(self._in_force() if in_force else Hold.id > 0)

    def of_incident(self, incident_id: int) -> list[HoldView]:
        """Holds in force for an incident, newest first. For services: no right is asked."""
        with self._catalogue.read():
            return self._views((Hold.incident == incident_id) & self._in_force())

    def _in_force(self) -> Any:
        return Hold.released_us.is_null() & (Hold.until_us.is_null() | (Hold.until_us > self._clock.now_us()))

    def _standing(self, hold_id: int) -> Hold:
        row = Hold.get_or_none((Hold.id == hold_id) & Hold.released_us.is_null())
        if row is None:
            raise InvalidInput(reasons={"hold": "unknown_or_released"})
        assert isinstance(row, Hold)
        return row

    def _views(self, where: Any) -> list[HoldView]:
        rows = list(Hold.select().where(where).order_by(Hold.id.desc()))
        names = user_names()
        cameras: dict[int, list[int]] = {}
        for link in HoldCamera.select().where(HoldCamera.hold.in_([row.id for row in rows])):
            cameras.setdefault(link.hold_id, []).append(link.camera_id)
        return [
            HoldView(
                id=row.id,
                reason=row.reason,
                camera_ids=tuple(sorted(cameras.get(row.id, []))),
                span=Span(row.start_us, row.end_us),
                until_us=row.until_us,
                placed_us=row.placed_us,
                placed_by=names.get(row.placed_by_id, ""),
                incident_id=row.incident_id,
                released_us=row.released_us,
                released_by=names.get(row.released_by_id, ""),
                release_reason=row.release_reason,
            )
            for row in rows
        ]
