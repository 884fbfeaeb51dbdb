"""What is deleted when: by age, by quota, and when the disk is nearly full; never a second that is held.

A segment goes in three steps that a crash may interrupt: its row says ``deleting``, the file goes, the row goes.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from vms.core.clock import Clock
from vms.core.errors import InvalidInput
from vms.core.instants import DAY, HOUR, Span
from vms.core.log import event
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.footage import oldest_first, used_bytes
from vms.models.recording import Gap, Segment
from vms.models.setting import Setting
from vms.security.permissions import Action
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.holds import Holds
from vms.services.school import Limits

_log = logging.getLogger(__name__)

_KEY = "recording.storage"
_GIB = 1 << 30
# A step of the purge: enough to outrun 64 cameras, short enough not to hold the recorder up.
BATCH = 200
_RECOUNT_S = 3600.0


@dataclass(frozen=True, slots=True)
class StoragePolicy:
    """How much room recordings may take. ``quota_bytes`` 0: the whole disk down to ``floor_bytes`` of free space.

    ``keep_hours``: what each camera keeps however much the others record.
    """

    quota_bytes: int = 0
    keep_hours: int = 24
    floor_bytes: int = 2 * _GIB


@dataclass(frozen=True, slots=True)
class Purged:
    """What a step did. ``only_held``: room is needed and everything that is left is held."""

    segments: int = 0
    bytes: int = 0
    only_held: bool = False


def read_policy(catalogue: Catalogue) -> StoragePolicy:
    """The policy in force."""
    with catalogue.read():
        row = Setting.get_or_none(Setting.key == _KEY)
    return StoragePolicy(**json.loads(row.value)) if row else StoragePolicy()


class Retention:
    """Purges. ``step`` only in the recorder process; the rest on any thread."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        audit: Audit,
        holds: Holds,
        recordings: Path,
        free_bytes: Callable[[Path], int] | None = None,
    ) -> None:
        """``free_bytes``: room left on the disk of a folder; the operating system's own answer by default."""
        self._catalogue, self._clock, self._audit, self._holds = catalogue, clock, audit, holds
        self._recordings = recordings
        self._free_bytes = free_bytes or (lambda folder: shutil.disk_usage(folder).free)
        self._limits = Limits(catalogue, audit)
        self._alarmed = False
        self._unfinished = True
        self._used = _Used(clock)

    def set_policy(self, actor: Actor, policy: StoragePolicy) -> None:
        """Change how much room recordings may take. Raises NotAllowed, InvalidInput."""
        self._audit.require(actor, Action.SHORTEN_RETENTION)
        wrong = {name: "value_range" for name, value in asdict(policy).items() if value < 0}
        if wrong:
            raise InvalidInput(reasons=wrong)
        text = json.dumps(asdict(policy), sort_keys=True)
        with self._catalogue.write():
            before = asdict(read_policy(self._catalogue))
            Setting.insert(key=_KEY, value=text).on_conflict(
                conflict_target=[Setting.key], preserve=[Setting.value]
            ).execute()
            self._audit.write(actor, "storage_policy_changed", object="setting:recording", before=before, after=text)

    def step(self) -> Purged:
        """Delete at most BATCH segments: those half deleted, those too old, then the oldest while room is needed."""
        if self._unfinished:
            self._finish_deleting()
        chosen, only_held = self._choose(self._clock.now_us())
        if chosen:
            self._delete(chosen)
        if only_held and not self._alarmed:
            event(_log, "only_held_footage_left", logging.ERROR)
            self._audit.write(None, "storage_alarm", object="recordings", reason="only_held_footage_left")
        self._alarmed = only_held
        return Purged(len(chosen), sum(row.size for row in chosen), only_held)

    def _choose(self, now: int) -> tuple[list[Segment], bool]:
        """What goes now; and whether room is needed where everything that is left is held."""
        oldest = now - self._limits.value("retention_days") * DAY
        policy = read_policy(self._catalogue)
        with self._catalogue.read():
            cameras = [row.id for row in Camera.select(Camera.id)]
            keep = _Keep(self._holds, cameras)
            old = (row for row in oldest_first(cameras, oldest) if row.end_us < oldest and not keep.holds(row))
            chosen = list(islice(old, BATCH))
            missing = 0 if chosen else self._room_needed(policy)
            if missing <= 0:
                return chosen, False
            last_hours = now - policy.keep_hours * HOUR
            loose = (row for row in oldest_first(cameras) if not keep.holds(row))
            chosen = _enough((row for row in loose if row.end_us <= last_hours), missing)
            if not chosen:
                rest = (row for row in oldest_first(cameras) if not keep.holds(row))
                if self._free() < policy.floor_bytes:
                    # Better the oldest hours of a camera than no recording at all.
                    chosen = _enough(rest, missing)
                    return chosen, not chosen
                return [], next(rest, None) is None
        return chosen, False

    def _room_needed(self, policy: StoragePolicy) -> int:
        over_quota = self._used.now() - policy.quota_bytes if policy.quota_bytes else 0
        return max(over_quota, policy.floor_bytes - self._free())

    def _free(self) -> int:
        return self._free_bytes(self._recordings)

    def _delete(self, rows: list[Segment]) -> None:
        # Holds are asked again inside the write lane: one placed a moment ago counts.
        with self._catalogue.write():
            keep = _Keep(self._holds, {row.camera_id for row in rows})
            loose = [row for row in rows if not keep.holds(row)]
            Segment.update(state="deleting").where(Segment.id.in_([row.id for row in loose])).execute()
        by_camera: dict[int, list[Segment]] = {}
        for row in loose:
            by_camera.setdefault(row.camera_id, []).append(row)
        with self._catalogue.write():
            for camera_id, gone in by_camera.items():
                self._audit.write(
                    None,
                    "footage_deleted",
                    object=f"camera:{camera_id}",
                    reason="retention",
                    segments=len(gone),
                    bytes=sum(row.size for row in gone),
                    start_us=min(row.start_us for row in gone),
                    end_us=max(row.end_us for row in gone),
                )
        self._finish_deleting()

    def _finish_deleting(self) -> None:
        with self._catalogue.read():
            rows = list(Segment.select().where(Segment.state == "deleting").limit(2 * BATCH))
        gone = [row for row in rows if self._unlink(self._recordings / row.path)]
        if gone:
            with self._catalogue.write():
                Segment.delete().where(Segment.id.in_([row.id for row in gone])).execute()
            self._used.less(sum(row.size for row in gone))
        self._unfinished = len(gone) < len(rows) or len(rows) == 2 * BATCH

    def _unlink(self, path: Path) -> bool:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            # Windows keeps a file that somebody plays: the next step gets it.
            event(_log, "segment_not_deleted", logging.WARNING, path=path, detail=error.strerror or "")
            return False
        return True


class _Used:
    """What all segments take: counted once, then only what came since; anew every hour. The recorder's thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counted_at: float | None = None
        self._bytes = self._last_id = 0

    def now(self) -> int:
        """Bytes. Inside ``read()``."""
        at = self._clock.monotonic()
        if self._counted_at is None or at - self._counted_at > _RECOUNT_S:
            self._counted_at, self._bytes, self._last_id = at, 0, 0
        new, self._last_id = used_bytes(self._last_id)
        self._bytes += new
        return self._bytes

    def less(self, size: int) -> None:
        """So much was deleted."""
        self._bytes = max(0, self._bytes - size)


class _Keep:
    """What holds and open gaps keep, looked up once for many segments. Inside ``read()``."""

    def __init__(self, holds: Holds, cameras: Iterable[int]) -> None:
        ever = Span(0, 1 << 62)
        self._held = {camera: holds.spans(camera, ever) for camera in cameras}
        open_gaps = Gap.select(Gap.camera, Gap.start_us).where(Gap.end_us.is_null())
        self._gap_from = {row.camera_id: row.start_us for row in open_gaps}

    def holds(self, row: Segment) -> bool:
        """Whether the segment must stay. Inside a gap that is still open (the PC's clock stepped back) the times
        aren't settled yet.
        """
        if row.end_us > self._gap_from.get(row.camera_id, 1 << 62):
            return True
        end = max(row.end_us, row.start_us + 1)
        return any(span.start < end and row.start_us < span.end for span in self._held[row.camera_id])


def _enough(rows: Iterable[Segment], size: int) -> list[Segment]:
    """The first rows until they make up the size, at most BATCH."""
    chosen: list[Segment] = []
    for row in rows:
        chosen.append(row)
        size -= row.size
        if size <= 0 or len(chosen) == BATCH:
            break
    return chosen
