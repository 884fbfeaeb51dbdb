"""Every row of a camera against the disk: is its file there, is it what the row says, do its times make sense?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vms.core.hashing import sha256_file
from vms.core.instants import SECOND
from vms.models.recording import Segment
from vms.services.doctor_findings import Code, Finding, Level
from vms.services.doctor_visit import Visit
from vms.services.footage import LONGEST_US
from vms.video.container import Facts, read_facts
from vms.video.segment import start_of

_PORTION = 1000
# A row ends where the next begins, or a picture after its last: not more than a picture or a short break apart.
_LENGTH_US = 3 * SECOND
# Stamps are rounded to the camera's tick.
_OVERLAP_US = SECOND // 1000
# A camera's clock is tied to the PC's; the PC's own may be off by some minutes.
_FUTURE_US = 300 * SECOND


def check_rows(visit: Visit, camera_id: int) -> None:
    """Look at all rows of a camera, in their order."""
    listing, missing_days = _Listing(visit.recordings), dict[str, list[Segment]]()
    latest: dict[str, Segment] = {}
    for row in _rows(visit, camera_id):
        visit.row(camera_id)
        if row.state == "deleting" and row.storage == visit.storage:
            _half_deleted(visit, row)
            continue
        times_wrong = _times(visit, row, latest.get(row.stream))
        if row.stream not in latest or row.end_us > latest[row.stream].end_us:
            latest[row.stream] = row
        if row.storage != visit.storage:
            continue  # another PC's folder: its own doctor sees the files
        folder, _, name = row.path.rpartition("/")
        names = listing.names(folder)
        if names is None:
            missing_days.setdefault(folder, []).append(row)
        elif name not in names:
            _without_file(visit, row)
        elif visit.level >= Level.READABLE or times_wrong:
            _against_file(visit, row, times_wrong)
    for folder, rows in missing_days.items():
        _folder_missing(visit, camera_id, folder, rows)


def _rows(visit: Visit, camera_id: int) -> Iterator[Segment]:
    start_us, number = -(1 << 62), -1
    while not visit.stopping.is_set():
        after = (Segment.start_us > start_us) | ((Segment.start_us == start_us) & (Segment.id > number))
        query = Segment.select().where((Segment.camera == camera_id) & after)
        with visit.catalogue.read():
            portion = list(query.order_by(Segment.start_us, Segment.id).limit(_PORTION))
        for row in portion:
            if visit.stopping.is_set():
                return
            yield row
        if len(portion) < _PORTION:
            return
        start_us, number = portion[-1].start_us, portion[-1].id


class _Listing:
    """Names in the folder asked about last: rows come by time, so a day's folder is read once."""

    def __init__(self, recordings: Path) -> None:
        self._recordings = recordings
        self._folder: str | None = None
        self._names: frozenset[str] | None = None

    def names(self, folder: str) -> frozenset[str] | None:
        """None when there is no such folder."""
        if folder != self._folder:
            place = self._recordings / folder
            self._folder = folder
            self._names = frozenset(entry.name for entry in place.iterdir()) if place.is_dir() else None
        return self._names


def _half_deleted(visit: Visit, row: Segment) -> None:
    with visit.catalogue.read():
        still = Segment.get_or_none((Segment.id == row.id) & (Segment.state == "deleting"))
    if still is not None and not visit.recorder_running:
        visit.add(_about(row, Code.HALF_DELETED), lambda repairs: repairs.delete(row))


def _times(visit: Visit, row: Segment, before: Segment | None) -> bool:
    """Note what is wrong with the times; whether the file may know better."""
    if row.end_us <= row.start_us:
        return True
    if row.end_us - row.start_us > LONGEST_US:
        visit.add(_about(row, Code.LONG_SEGMENT, f"{(row.end_us - row.start_us) // SECOND} s"))
    if row.start_us < 0:
        visit.add(_about(row, Code.TIME_BEFORE_1970))
    elif row.start_us > visit.now_us + _FUTURE_US:
        visit.add(_about(row, Code.TIME_IN_FUTURE))
    if before is not None and row.start_us < before.end_us - _OVERLAP_US:
        shared = min(row.end_us, before.end_us) - row.start_us
        visit.add(_about(row, Code.ROWS_OVERLAP, f"{before.path} {shared / SECOND:.3f} s"))
    return _named_otherwise(row)


def _named_otherwise(row: Segment) -> bool:
    """Whether the file's name carries another instant than the row. Footage from elsewhere has names of its own."""
    try:
        return start_of(Path(row.path)) != row.start_us
    except ValueError:
        return False


def _without_file(visit: Visit, row: Segment) -> None:
    with visit.catalogue.read():
        still = Segment.get_or_none((Segment.id == row.id) & (Segment.state == "done"))
    if still is not None and not (visit.recordings / row.path).exists():
        visit.add(_about(row, Code.ROW_WITHOUT_FILE), lambda repairs: repairs.forget(row))


def _folder_missing(visit: Visit, camera_id: int, folder: str, rows: list[Segment]) -> None:
    """Where only a day is missing somebody has deleted it; where all of a camera is, its disk may be away."""
    whole = (visit.recordings / str(camera_id)).is_dir()
    finding = Finding(Code.FOLDER_MISSING, folder, camera_id, str(len(rows)))
    visit.add(finding, (lambda repairs: repairs.forget_all(rows)) if whole else None)


def _against_file(visit: Visit, row: Segment, times_wrong: bool) -> None:
    path = visit.recordings / row.path
    try:
        size = path.stat().st_size
        facts = read_facts(path) if size else Facts()
    except FileNotFoundError:
        return _without_file(visit, row)
    except OSError as error:
        return visit.add(_about(row, Code.FILE_DAMAGED, error.strerror or ""))
    if not size:
        return visit.add(_about(row, Code.ZERO_BYTES), lambda repairs: repairs.forget(row, empty=True))
    if facts.damage:
        return visit.add(_about(row, Code.FILE_DAMAGED, facts.damage))
    differences = _differences(row, size, facts)
    if differences:
        return visit.add(_about(row, Code.FILE_REPLACED, ", ".join(differences)))
    if times_wrong or abs(row.end_us - row.start_us - facts.duration_us) > _LENGTH_US:
        return visit.add(_about(row, Code.ROW_WRONG), lambda repairs: repairs.rewrite(row, facts))
    if visit.level >= Level.CONTENT and row.sha256 and (found := sha256_file(path)) != row.sha256:
        return visit.add(_about(row, Code.HASH_DIFFERS, f"{row.sha256[:16]} {found[:16]}"))
    return None


def _differences(row: Segment, size: int, facts: Facts) -> list[str]:
    """What the file has otherwise than the row, ``field: row → file``."""
    pairs = [("bytes", row.size, size), ("codec", row.codec, facts.codec), ("pictures", row.frames, facts.frames)]
    pairs += [("width", row.width, facts.width), ("height", row.height, facts.height)]
    return [f"{name}: {told} → {there}" for name, told, there in pairs if told != there]


def _about(row: Segment, code: Code, detail: str = "") -> Finding:
    return Finding(code, row.path, row.camera_id, detail)
