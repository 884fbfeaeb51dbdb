"""What retention tells the log of acts: one line a camera and day, not one a file.

A day is counted while it is being deleted and told when nothing of it is left, or when a day has passed without more of
it going (the rest is kept).
"""

from __future__ import annotations

from collections.abc import Sequence

from vms.core.instants import DAY, day_span, local_date
from vms.models.database import Catalogue
from vms.models.keeping import PurgedDay
from vms.models.recording import Segment
from vms.services.audit import Audit


class PurgedDays:
    """Counts and tells. Inside ``write()``; one thread."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit

    def count(self, gone: Sequence[Segment], reason: str, now_us: int) -> None:
        """These go now. In the transaction that says so, so that a crash counts nothing twice."""
        for row in gone:
            day = local_date(row.start_us).isoformat()
            known = PurgedDay.get_or_none((PurgedDay.camera == row.camera_id) & (PurgedDay.day == day))
            if known is None:
                PurgedDay.create(
                    camera=row.camera_id, day=day, segments=1, size=row.size, start_us=row.start_us, end_us=row.end_us,
                    reason=reason, touched_us=now_us,
                )  # fmt: skip
                continue
            values = {
                "segments": known.segments + 1, "size": known.size + row.size,
                "start_us": min(known.start_us, row.start_us), "end_us": max(known.end_us, row.end_us),
                "reason": reason, "touched_us": now_us,
            }  # fmt: skip
            PurgedDay.update(values).where((PurgedDay.camera == row.camera_id) & (PurgedDay.day == day)).execute()

    def take_back(self, saved: Sequence[Segment]) -> None:
        """These stay after all."""
        for row in saved:
            day = local_date(row.start_us).isoformat()
            PurgedDay.update(segments=PurgedDay.segments - 1, size=PurgedDay.size - row.size).where(
                (PurgedDay.camera == row.camera_id) & (PurgedDay.day == day)
            ).execute()

    def waiting(self, catalogue: Catalogue) -> bool:
        """Whether any day is still to be told."""
        with catalogue.read():
            return bool(PurgedDay.select().exists())

    def tell(self, now_us: int) -> int:
        """Write down the days that are done with; how many."""
        told = 0
        for row in list(PurgedDay.select()):
            day = day_span(local_date(row.start_us))
            left = (Segment.camera == row.camera_id) & (Segment.start_us >= day.start) & (Segment.start_us < day.end)
            whole = not Segment.select(Segment.id).where(left).exists()
            if not whole and now_us - row.touched_us < DAY:
                continue
            if row.segments > 0:
                self._audit.write(
                    None, "footage_deleted", object=f"camera:{row.camera_id}", reason=row.reason, day=row.day,
                    segments=row.segments, bytes=row.size, start_us=row.start_us, end_us=row.end_us, whole_day=whole,
                )  # fmt: skip
            PurgedDay.delete().where((PurgedDay.camera == row.camera_id) & (PurgedDay.day == row.day)).execute()
            told += 1
        return told
