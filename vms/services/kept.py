"""What may not be deleted: holds, and what other facts keep, such as a review that isn't closed (Điều 5.2).

Retention asks here and nowhere else. A future kind of keeping feeds ``keep`` and ``let_go`` and needs no word in
retention. Footage that only ran out by the PC's clock isn't free at once: ``vms.services.steady_time``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from vms.core.clock import Clock
from vms.core.errors import InvalidInput
from vms.core.instants import Span, union
from vms.models.database import Catalogue
from vms.models.incident import Hold, HoldCamera
from vms.models.keeping import KeptFootage
from vms.services.audit import Audit


@dataclass(frozen=True, slots=True)
class KeptView:
    """A stretch of a camera that is kept, and by what: ``hold:3``, ``review:7``."""

    camera_id: int
    span: Span
    source: str


class Kept:
    """Keeps footage for other services, and tells retention of it. Any thread; also inside ``Catalogue.write()``.

    No right is asked: the service that opens or closes a review asks for it.
    """

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit

    def keep(self, source: str, camera_ids: Iterable[int], span: Span) -> None:
        """Keep this footage until ``let_go(source)``. Raises InvalidInput (cameras, span: empty)."""
        cameras = sorted(set(camera_ids))
        wrong = {name: "empty" for name, given in (("cameras", cameras), ("span", span.length)) if not given}
        if wrong:
            raise InvalidInput(reasons=wrong)
        now = self._clock.now_us()
        with self._catalogue.write():
            for camera in cameras:
                KeptFootage.create(camera=camera, start_us=span.start, end_us=span.end, source=source, since_us=now)
            self._audit.write(
                None, "footage_kept", object=source, cameras=cameras, start_us=span.start, end_us=span.end
            )

    def let_go(self, source: str) -> int:
        """Nothing is kept for it any more; how many stretches that were."""
        with self._catalogue.write():
            standing = (KeptFootage.source == source) & KeptFootage.ended_us.is_null()
            count = int(KeptFootage.update(ended_us=self._clock.now_us()).where(standing).execute())
            if count:
                self._audit.write(None, "footage_let_go", object=source, stretches=count)
        return count

    def all(self, now_us: int) -> list[KeptView]:
        """Everything that is kept at this instant, by camera. ``now_us``: by which holds run out."""
        standing = Hold.released_us.is_null() & (Hold.until_us.is_null() | (Hold.until_us > now_us))
        with self._catalogue.read():
            holds = cast(
                list[tuple[int, int, int, int]],
                list(
                    Hold.select(Hold.id, Hold.start_us, Hold.end_us, HoldCamera.camera)
                    .join(HoldCamera, on=(HoldCamera.hold == Hold.id))
                    .where(standing)
                    .tuples()
                ),
            )
            rows = list(KeptFootage.select().where(KeptFootage.ended_us.is_null()))
        found = [KeptView(camera, Span(start, end), f"hold:{number}") for number, start, end, camera in holds]
        found += [KeptView(row.camera_id, Span(row.start_us, row.end_us), row.source) for row in rows]
        return sorted(found, key=lambda one: (one.camera_id, one.span))

    def spans(self, now_us: int) -> dict[int, tuple[Span, ...]]:
        """What is kept of each camera at this instant, merged."""
        by_camera: dict[int, list[Span]] = {}
        for one in self.all(now_us):
            by_camera.setdefault(one.camera_id, []).append(one.span)
        return {camera: tuple(union(spans)) for camera, spans in by_camera.items()}
