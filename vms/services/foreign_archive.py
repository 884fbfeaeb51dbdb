"""Footage that other people's recorders have of our cameras: where there is some, and copying it here to be played.

It is seen under the same rights as our own, for a reason that goes into the log (Điều 1, 4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from vms.core.clock import Clock
from vms.core.errors import CameraError, CameraFault, CameraRefused, InvalidInput, NotAllowed, NothingRecorded
from vms.core.instants import DAY, SECOND, Span, subtract, union
from vms.core.paths import DataFolder
from vms.core.text import nfc
from vms.models.database import Catalogue
from vms.models.foreign import ForeignTrack, copied_between
from vms.security.vault import Vault
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.footage import Footage
from vms.services.foreign_copies import ForeignCopies, Order
from vms.services.foreign_footage import this_pc
from vms.services.foreign_recorders import ForeignRecorders
from vms.services.foreign_rows import known, recorder_row, spans_of, tracks_of
from vms.services.foreign_source import ForeignSource
from vms.services.foreign_views import ONVIF, Fetched, ForeignStretch
from vms.services.kept import Kept
from vms.services.playback_scope import PlaybackRights

__all__ = ["Fetched", "ForeignArchive", "ForeignStretch", "foreign_parts"]

# Between two pictures lies less: such remains are no gap to fetch.
_LEAST_US = SECOND


class ForeignArchive:
    """Any thread. ``fetch`` asks recorders and blocks; the others look into the catalogue. Raises NotAllowed."""

    def __init__(
        self,
        catalogue: Catalogue,
        audit: Audit,
        cameras: Cameras,
        vault: Vault,
        rights: PlaybackRights,
        footage: Footage,
        copies: ForeignCopies,
    ) -> None:
        self._catalogue, self._audit, self._cameras, self._vault = catalogue, audit, cameras, vault
        self._rights, self._footage, self._copies = rights, footage, copies

    def spans(self, actor: Actor, camera_id: int, span: Span) -> list[ForeignStretch]:
        """Where recorders have footage of a camera that isn't recorded here, as far as the actor may look back; by
        start. From what they said the last time they were asked.
        """
        scope = self._rights.scope(actor, camera_id)
        with self._catalogue.read():
            tracks = tracks_of(camera_id)
            copied = [Span(row.start_us, row.end_us) for row in copied_between(camera_id, this_pc(), span)]
        if not tracks:
            return []
        own = self._own(camera_id, span)
        found = [
            ForeignStretch(
                part, track.recorder_id, track.recorder.name, track.id, track.recorder.kind == ONVIF,
                tuple(inside for one in union(copied, _LEAST_US) if (inside := one.clip(part))),
                track.recorder.clock_offset_us,
            )
            for track in tracks
            for told in spans_of(track)
            for allowed in scope.spans
            if (seen := told.clip(span)) and (seen := seen.clip(allowed))
            for part in subtract(seen, own)
            if part.length >= _LEAST_US
        ]  # fmt: skip
        return sorted(found, key=lambda one: (one.span, one.track_id))

    def fetch(
        self,
        actor: Actor,
        camera_id: int,
        span: Span,
        reason: str,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Fetched:
        """Copy what recorders have of the span onto this PC, where it isn't here yet; then it plays as any other.

        ``reason`` goes into the log. Raises NothingRecorded where no recorder has anything, CameraError, StorageError;
        what was copied before an error stays.
        """
        reason = nfc(" ".join(reason.split()))
        if not reason:
            raise InvalidInput(reasons={"reason": "reason_missing"})
        there = self.spans(actor, camera_id, span)
        if not there:
            raise NothingRecorded(camera=self._cameras.get(actor, camera_id).label, start=span.start, end=span.end)
        before = self._copied(camera_id, span)
        wanted = union(part for one in there for part in subtract(one.span, before) if part.length >= _LEAST_US)
        if not wanted:
            return Fetched((), self._copies.used_bytes(), ())
        result = "ok"
        try:
            for order in self._orders(there, wanted):
                self._copies.fetch(order, progress, cancelled)
        except CameraError as error:
            result = error.code
            if isinstance(error, CameraFault) and "457" in _codes(error):
                label = self._cameras.get(actor, camera_id).label
                raise NothingRecorded(camera=label, start=span.start, end=span.end) from error
            raise
        finally:
            after = self._copied(camera_id, span)
            new = [part for one in after for part in subtract(one, before)]
            self._audit.write(
                actor, "footage_copied", object=f"camera:{camera_id}", reason=reason, result=result,
                recorders=sorted({one.recorder for one in there}), start_us=span.start, end_us=span.end,
                copied_us=sum(part.length for part in new),
            )  # fmt: skip
        self._copies.touch({one.track_id for one in there}, span)
        missing = union(part for one in there for part in subtract(one.span, after) if part.length >= _LEAST_US)
        return Fetched(tuple(new), self._copies.used_bytes(), tuple(missing))

    def stale(self, camera_id: int, older_than_us: int) -> list[int]:
        """Recorders with footage of a camera that weren't asked since an instant. Not those that refused the password:
        it isn't sent again until a person does.
        """
        with self._catalogue.read():
            rows = tracks_of(camera_id)
        due = [row for row in rows if (row.recorder.asked_us or 0) < older_than_us]
        return sorted({row.recorder_id for row in due if row.recorder.problem != CameraRefused.code})

    def stretches(self, actor: Actor, camera_ids: Sequence[int], span: Span) -> list[Span]:
        """Where recorders have footage of any of the cameras, for time lines: up to a day without what is recorded
        here, above it all that they have, to be painted below our own. Cameras that the actor may not look back at have
        none.
        """
        found: list[Span] = []
        with self._catalogue.read():
            tracks = {camera: rows for camera in camera_ids if (rows := tracks_of(camera))}
        for camera_id, rows in tracks.items():
            try:
                if span.length <= DAY:
                    found += [one.span for one in self.spans(actor, camera_id, span)]
                else:
                    scope = self._rights.scope(actor, camera_id)
                    told = (part for row in rows for one in spans_of(row) if (part := one.clip(span)))
                    found += [seen for part in told for allowed in scope.spans if (seen := part.clip(allowed))]
            except NotAllowed:
                continue
        return union(found)

    # -- inside

    def _own(self, camera_id: int, span: Span) -> list[Span]:
        """What this program recorded itself."""
        return [Span(one.start_us, one.end_us) for one in self._footage.pieces(camera_id, span) if not one.source]

    def _copied(self, camera_id: int, span: Span) -> list[Span]:
        with self._catalogue.read():
            rows = copied_between(camera_id, this_pc(), span)
        return union((Span(row.start_us, row.end_us) for row in rows), _LEAST_US)

    def _orders(self, there: Sequence[ForeignStretch], wanted: Iterable[Span]) -> list[Order]:
        """One order a recording; what two recorders have is fetched from the first."""
        left = list(wanted)
        orders = []
        for track_id in dict.fromkeys(one.track_id for one in there):
            mine = [part for one in there if one.track_id == track_id for want in left if (part := want.clip(one.span))]
            mine = [part for part in union(mine) if part.length >= _LEAST_US]
            if not mine:
                continue
            left = [rest for want in left for rest in subtract(want, mine)]
            with self._catalogue.read():
                track = ForeignTrack.get_by_id(track_id)
                recorder = recorder_row(track.recorder_id)
                reach = known(recorder, self._vault)
            orders.append(Order(track_id, track.token, reach, recorder.name, recorder.serial, tuple(mine)))
        return orders


def _codes(error: CameraError) -> tuple[str, ...]:
    codes = error.values.get("codes")
    return codes if isinstance(codes, tuple) else ()


def foreign_parts(
    catalogue: Catalogue,
    clock: Clock,
    audit: Audit,
    cameras: Cameras,
    vault: Vault,
    *,
    rights: PlaybackRights,
    footage: Footage,
    kept: Kept,
    folder: DataFolder,
) -> tuple[ForeignRecorders, ForeignArchive]:
    """Both services of other people's recorders, over one door to the network and one folder of copies."""
    source = ForeignSource(clock)
    copies = ForeignCopies(catalogue, clock, folder, kept, source)
    return (
        ForeignRecorders(catalogue, clock, audit, cameras, vault, source),
        ForeignArchive(catalogue, audit, cameras, vault, rights, footage, copies),
    )
