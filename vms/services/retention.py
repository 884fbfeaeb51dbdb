"""What is deleted when: by age, by quota, and when the disk is nearly full; never a second that is held.

A segment goes in three steps that a crash may interrupt: its row says ``deleting``, the file goes, the row goes.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from vms.core.clock import Clock
from vms.core.errors import InvalidInput
from vms.core.instants import DAY, HOUR, Span
from vms.core.log import event
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.footage import used_bytes
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
        self._finish_deleting()
        now = self._clock.now_us()
        chosen = self._choose(now)
        if chosen:
            self._delete(chosen)
        only_held = not chosen and self._only_held_left()
        if only_held and not self._alarmed:
            event(_log, "only_held_footage_left", logging.ERROR)
            self._audit.write(None, "storage_alarm", object="recordings", reason="only_held_footage_left")
        self._alarmed = only_held
        return Purged(len(chosen), sum(row.size for row in chosen), only_held)

    def _choose(self, now: int) -> list[Segment]:
        done = Segment.state == "done"
        oldest = now - self._limits.value("retention_days") * DAY
        with self._catalogue.read():
            too_old = Segment.select().where(done & (Segment.end_us < oldest)).order_by(Segment.start_us)
            chosen = self._loose(too_old, BATCH, 0)
            if chosen:
                return chosen
            policy = read_policy(self._catalogue)
            missing = self._room_needed(policy)
            if missing <= 0:
                return []
            by_age = Segment.select().where(done).order_by(Segment.start_us)
            chosen = self._loose(by_age, BATCH, missing, self._kept_from(policy, now))
            if not chosen and self._free() < policy.floor_bytes:
                # Better the oldest hours of a camera than no recording at all.
                chosen = self._loose(by_age, BATCH, missing)
        return chosen

    def _loose(
        self, rows: Iterable[Segment], most: int, enough: int, kept_from: dict[int, int] | None = None
    ) -> list[Segment]:
        """The first rows that nothing keeps, until there are ``most`` of them or ``enough`` bytes (0: no matter)."""
        chosen: list[Segment] = []
        room = 0
        for row in rows:
            if kept_from is not None and row.end_us > kept_from.get(row.camera_id, 0):
                continue
            if self._kept(row):
                continue
            chosen.append(row)
            room += row.size
            if len(chosen) >= most or (enough and room >= enough):
                break
        return chosen

    def _kept(self, row: Segment) -> bool:
        if self._holds.spans(row.camera_id, Span(row.start_us, max(row.end_us, row.start_us + 1))):
            return True
        # Inside a gap that is still open (the PC's clock stepped back) the times aren't settled yet.
        return (
            Gap.select()
            .where((Gap.camera == row.camera_id) & Gap.end_us.is_null() & (Gap.start_us < row.end_us))
            .exists()
        )

    def _kept_from(self, policy: StoragePolicy, now: int) -> dict[int, int]:
        return dict.fromkeys((row.id for row in Camera.select(Camera.id)), now - policy.keep_hours * HOUR)

    def _only_held_left(self) -> bool:
        with self._catalogue.read():
            if self._room_needed(read_policy(self._catalogue)) <= 0:
                return False
            return not self._loose(Segment.select().where(Segment.state == "done").order_by(Segment.start_us), 1, 0)

    def _room_needed(self, policy: StoragePolicy) -> int:
        over_quota = used_bytes() - policy.quota_bytes if policy.quota_bytes else 0
        return max(over_quota, policy.floor_bytes - self._free())

    def _free(self) -> int:
        return self._free_bytes(self._recordings)

    def _delete(self, rows: list[Segment]) -> None:
        ids = [row.id for row in rows]
        # Holds are asked again inside the write lane: one placed a moment ago counts.
        with self._catalogue.write():
            loose = [row for row in rows if not self._kept(row)]
            ids = [row.id for row in loose]
            Segment.update(state="deleting").where(Segment.id.in_(ids)).execute()
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
        gone = [row.id for row in rows if self._unlink(self._recordings / row.path)]
        if gone:
            with self._catalogue.write():
                Segment.delete().where(Segment.id.in_(gone)).execute()

    def _unlink(self, path: Path) -> bool:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            # Windows keeps a file that somebody plays: the next step gets it.
            event(_log, "segment_not_deleted", logging.WARNING, path=path, detail=error.strerror or "")
            return False
        return True
