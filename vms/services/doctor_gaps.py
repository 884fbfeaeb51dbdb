"""Stretches without footage, and connections, that the catalogue believes in: do they go on, is there no footage?"""

from __future__ import annotations

from collections.abc import Iterator

from vms.core.instants import SECOND
from vms.models.recording import Gap, RecordingRun, Segment
from vms.services.doctor_findings import Code, Finding
from vms.services.doctor_visit import Visit
from vms.services.footage import LONGEST_US

_PORTION = 500
# A gap begins with the last picture's end and ends with the first picture: pictures have a length.
_EDGE_US = SECOND
# Rows are written within a second of what they tell.
_AGAIN_S = 2.0


def check_gaps(visit: Visit) -> None:
    """Look at every gap and every open connection."""
    suspects = _open_runs(visit) + _open_gaps(visit)
    if suspects and visit.recorder_running:
        visit.stopping.wait(_AGAIN_S)
        again = {(one.code, number) for one, number in _open_runs(visit) + _open_gaps(visit)}
        suspects = [(one, number) for one, number in suspects if (one.code, number) in again]
    for finding, number in suspects:
        if finding.code is Code.RUN_OPEN:
            visit.add(finding, lambda repairs, run=number: repairs.end_run(run))  # type: ignore[misc]
        else:
            visit.add(finding, lambda repairs, gap=number: repairs.end_gap(gap))  # type: ignore[misc]
    for gap in _closed_gaps(visit):
        if gap.end_us is not None and (gap.end_us < gap.start_us or _has_footage(visit, gap)):
            finding = Finding(Code.GAP_OVER_FOOTAGE, f"camera:{gap.camera_id}", gap.camera_id, _times(gap))
            visit.add(finding, lambda repairs, found=gap: repairs.cut_gap(found))  # type: ignore[misc]


def _open_runs(visit: Visit) -> list[tuple[Finding, int]]:
    """Connections without an end: only a camera that is recorded now has one, and only its newest."""
    with visit.catalogue.read():
        rows = list(RecordingRun.select().where(RecordingRun.end_us.is_null()).order_by(RecordingRun.id.desc()))
    found, seen = [], set[int]()
    for row in rows:
        live = row.camera_id in visit.recording and row.camera_id not in seen
        seen.add(row.camera_id)
        if not live:
            subject = f"camera:{row.camera_id}"
            found.append((Finding(Code.RUN_OPEN, subject, row.camera_id, str(row.start_us)), int(row.id)))
    return found


def _open_gaps(visit: Visit) -> list[tuple[Finding, int]]:
    """Gaps without an end: one at most for a camera, and no footage after its begin."""
    with visit.catalogue.read():
        rows = list(Gap.select().where(Gap.end_us.is_null()).order_by(Gap.start_us.desc()))
        found, seen = [], set[int]()
        for row in rows:
            # What a wrong clock has put into the future ends no gap.
            later = (Segment.camera == row.camera_id) & (Segment.start_us > row.start_us + _EDGE_US)
            later &= Segment.start_us <= visit.now_us
            done = row.camera_id in visit.recording or Segment.select(Segment.id).where(later).exists()
            if done or row.camera_id in seen:
                subject = f"camera:{row.camera_id}"
                found.append((Finding(Code.GAP_OPEN, subject, row.camera_id, _times(row)), int(row.id)))
            seen.add(row.camera_id)
    return found


def _closed_gaps(visit: Visit) -> Iterator[Gap]:
    number = -1
    while not visit.stopping.is_set():
        with visit.catalogue.read():
            query = Gap.select().where((Gap.id > number) & Gap.end_us.is_null(False)).order_by(Gap.id)
            portion = list(query.limit(_PORTION))
        yield from portion
        if len(portion) < _PORTION:
            return
        number = portion[-1].id


def _has_footage(visit: Visit, gap: Gap) -> bool:
    assert gap.end_us is not None
    with visit.catalogue.read():
        return bool(
            Segment.select(Segment.id)
            .where(
                (Segment.camera == gap.camera_id)
                & (Segment.start_us > gap.start_us - LONGEST_US)
                & (Segment.start_us < gap.end_us - _EDGE_US)
                & (Segment.end_us > gap.start_us + _EDGE_US)
                & (Segment.state == "done")
            )
            .exists()
        )


def _times(gap: Gap) -> str:
    return f"{gap.start_us} {gap.end_us or ''} {gap.reason}".strip()
