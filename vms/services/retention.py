"""What is deleted when: by age, by quota, and when the disk is nearly full; never a second that is kept.

A segment goes in three steps that a crash may interrupt: its row says ``deleting``, the file goes, the row goes. What
is kept is asked again before each of them, inside the one lane for writing: a hold placed a moment ago counts.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from vms.core.clock import Clock
from vms.core.instants import DAY, HOUR
from vms.core.log import event
from vms.models.database import Catalogue
from vms.models.footage import first_starts, oldest_first
from vms.models.recording import Gap, Segment
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.kept import Kept
from vms.services.purged_days import PurgedDays
from vms.services.retention_policy import RetentionPolicies, Rule, StoragePolicy, read_policy
from vms.services.steady_time import SteadyTime
from vms.services.used_room import UsedRoom

__all__ = ["BATCH", "ONLY_HELD", "OTHER_FILES", "Purged", "Retention", "StoragePolicy", "read_policy"]

_log = logging.getLogger(__name__)

# A step of the purge: enough to outrun 64 cameras, short enough not to hold the recorder up.
BATCH = 200
# Files deleted inside the lane for writing at once: on a slow shared folder a second or so.
_PORTION = 50
# Why no room can be made: all that is left is kept; or there is no footage, something else fills the disk.
ONLY_HELD = "only_held_footage_left"
OTHER_FILES = "disk_full_of_other_files"


@dataclass(frozen=True, slots=True)
class Purged:
    """What a step did. ``trouble``: room is needed and there is none to be made, ONLY_HELD or OTHER_FILES."""

    segments: int = 0
    bytes: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Choice:
    """What goes now and why; ``trouble`` as in Purged."""

    rows: list[Segment]
    reason: str = ""
    trouble: str = ""


class Retention:
    """Purges one folder of recordings. ``step`` only in the recorder process; the rest on any thread."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        audit: Audit,
        kept: Kept,
        recordings: Path,
        free_bytes: Callable[[Path], int] | None = None,
        *,
        storage: str = "",
        vouched: Callable[[], bool] = lambda: False,
    ) -> None:
        """``free_bytes``: room left on the disk of a folder; the operating system's own answer by default.

        ``storage``: the folder's number, where the school has several. ``vouched`` as in SteadyTime.
        """
        self._catalogue, self._audit, self._kept = catalogue, audit, kept
        self._recordings, self._storage = recordings, storage
        self._free_bytes = free_bytes or (lambda folder: shutil.disk_usage(folder).free)
        self.policies = RetentionPolicies(catalogue, audit)
        self.time = SteadyTime(catalogue, clock, vouched)
        self._days = PurgedDays(audit)
        self._trouble = ""
        self._unfinished = True
        self._used = UsedRoom(clock, storage)

    def set_policy(self, actor: Actor, policy: StoragePolicy) -> None:
        """See ``RetentionPolicies.set_school``."""
        self.policies.set_school(actor, policy)

    def step(self) -> Purged:
        """Delete at most BATCH segments: those half deleted, those too old, then the oldest while room is needed."""
        now = self.time.now_us()
        if self._unfinished:
            self._finish_deleting(now)
        choice = self._choose(now)
        if choice.rows:
            self._delete(choice, now)
        if self._days.waiting(self._catalogue):
            with self._catalogue.write():
                self._days.tell(now)
        if choice.trouble and choice.trouble != self._trouble:
            event(_log, choice.trouble, logging.ERROR)
            self._audit.write(None, "storage_alarm", object="recordings", reason=choice.trouble)
        self._trouble = choice.trouble
        return Purged(len(choice.rows), sum(row.size for row in choice.rows), choice.trouble)

    # --- what goes ---

    def _choose(self, now: int) -> _Choice:
        rules, policy = self.policies.rules(), read_policy(self._catalogue)
        with self._catalogue.read():
            keep = _Keep(self._kept, now)
            used = self._used.now()
            old = list(islice(self._too_old(rules, keep, now), BATCH))
            if old:
                return _Choice(old, "age")
            own = self._over_own_quota(rules, keep, used, now)
            if own:
                return _Choice(own, "camera_quota")
            return self._for_room(rules, policy, keep, sum(used.values()), now)

    def _too_old(self, rules: Mapping[int, Rule], keep: _Keep, now: int) -> Iterable[Segment]:
        first = first_starts()
        for camera, rule in rules.items():
            oldest = now - max(rule.days * DAY, rule.keep_hours * HOUR)
            if first.get(camera, oldest) >= oldest:
                continue
            for row in oldest_first([camera], oldest, self._storage):
                if row.end_us < oldest and not keep.holds(row):
                    yield row

    def _over_own_quota(
        self, rules: Mapping[int, Rule], keep: _Keep, used: Mapping[int, int], now: int
    ) -> list[Segment]:
        chosen: list[Segment] = []
        for camera, rule in rules.items():
            over = used.get(camera, 0) - rule.quota_bytes if rule.quota_bytes else 0
            if over > 0:
                chosen += _enough(self._loose({camera: rule}, keep, now), over)
        return chosen[:BATCH]

    def _for_room(self, rules: Mapping[int, Rule], policy: StoragePolicy, keep: _Keep, used: int, now: int) -> _Choice:
        below_floor = policy.floor_bytes - self._free()
        missing = max(used - policy.quota_bytes if policy.quota_bytes else 0, below_floor)
        if missing <= 0:
            return _Choice([])
        reason = "floor" if below_floor > 0 else "quota"
        chosen = _enough(self._loose(rules, keep, now), missing)
        if chosen:
            return _Choice(chosen, reason)
        rest = [*islice((row for row in oldest_first(rules, None, self._storage) if not keep.holds(row)), BATCH)]
        if rest and below_floor > 0:
            # Better the oldest hours of a camera than no recording at all.
            return _Choice(_enough(rest, below_floor), reason)
        any_left = next(iter(oldest_first(rules, None, self._storage)), None) is not None
        return _Choice([], reason, "" if rest else ONLY_HELD if any_left else OTHER_FILES)

    def _loose(self, rules: Mapping[int, Rule], keep: _Keep, now: int) -> Iterable[Segment]:
        """What nothing keeps, oldest first; each camera's last hours aren't among it."""
        for row in oldest_first(rules, None, self._storage):
            if row.end_us <= now - rules[row.camera_id].keep_hours * HOUR and not keep.holds(row):
                yield row

    def _free(self) -> int:
        return self._free_bytes(self._recordings)

    # --- how it goes ---

    def _delete(self, choice: _Choice, now: int) -> None:
        with self._catalogue.write():
            keep = _Keep(self._kept, now)
            loose = [row for row in choice.rows if not keep.holds(row)]
            Segment.update(state="deleting").where(Segment.id.in_([row.id for row in loose])).execute()
            self._days.count(loose, choice.reason, now)
        self._finish_deleting(now)

    def _finish_deleting(self, now: int) -> None:
        with self._catalogue.read():
            mine = (Segment.state == "deleting") & (Segment.storage == self._storage)
            rows = list(Segment.select().where(mine).limit(2 * BATCH))
        left = len(rows) == 2 * BATCH
        for at in range(0, len(rows), _PORTION):
            left = self._finish(rows[at : at + _PORTION], now) or left
        self._unfinished = left

    def _finish(self, rows: list[Segment], now: int) -> bool:
        """Delete files, then rows; whether something is left. What is kept since it was chosen comes back."""
        with self._catalogue.write():
            keep = _Keep(self._kept, now)
            back = [row for row in rows if keep.holds(row) and (self._recordings / row.path).exists()]
            Segment.update(state="done").where(Segment.id.in_([row.id for row in back])).execute()
            self._days.take_back(back)
            gone = [row for row in rows if row not in back and self._unlink(self._recordings / row.path)]
            Segment.delete().where(Segment.id.in_([row.id for row in gone])).execute()
        self._used.less(gone)
        return len(gone) + len(back) < len(rows)

    def _unlink(self, path: Path) -> bool:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            # Windows keeps a file that somebody plays: the next step gets it.
            event(_log, "segment_not_deleted", logging.WARNING, path=path, detail=error.strerror or "")
            return False
        return True


class _Keep:
    """What is kept, and open gaps, looked up once for many segments. Inside ``read()``."""

    def __init__(self, kept: Kept, now_us: int) -> None:
        self._kept = kept.spans(now_us)
        open_gaps = Gap.select(Gap.camera, Gap.start_us).where(Gap.end_us.is_null())
        self._gap_from = {row.camera_id: row.start_us for row in open_gaps}

    def holds(self, row: Segment) -> bool:
        """Whether the segment must stay. Inside a gap that is still open (the PC's clock stepped back) the times
        aren't settled yet.
        """
        if row.end_us > self._gap_from.get(row.camera_id, 1 << 62):
            return True
        end = max(row.end_us, row.start_us + 1)
        return any(span.start < end and row.start_us < span.end for span in self._kept.get(row.camera_id, ()))


def _enough(rows: Iterable[Segment], size: int) -> list[Segment]:
    """The first rows until they make up the size, at most BATCH."""
    chosen: list[Segment] = []
    for row in rows:
        chosen.append(row)
        size -= row.size
        if size <= 0 or len(chosen) == BATCH:
            break
    return chosen
