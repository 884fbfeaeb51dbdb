"""Every file below the recordings against the catalogue: who knows it?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from vms.models.recording import Segment
from vms.services.doctor_findings import Code, Finding
from vms.services.doctor_visit import Visit
from vms.services.recorder_post import STORAGE_MARK
from vms.services.recording_store import MARK
from vms.video.reader import PART
from vms.video.segment import DAMAGED, start_of

_PORTION = 500


def files_without_row(visit: Visit) -> None:
    """Walk the folders of all cameras, day by day."""
    for place in sorted(visit.recordings.iterdir()):
        if visit.stopping.is_set():
            return
        if place.name in (MARK, STORAGE_MARK):
            continue
        number = place.name.removesuffix("-sub")
        camera_id = int(number) if number.isdecimal() and place.is_dir() else None
        if camera_id not in visit.cameras:
            count = sum(1 for _ in _files(place))
            code = Code.FILE_STRANGE if camera_id is None else Code.FOLDER_UNKNOWN
            visit.add(Finding(code, place.name, None, str(count)))
        else:
            _camera(visit, camera_id, place)


def _camera(visit: Visit, camera_id: int, place: Path) -> None:
    files = _files(place)
    while portion := list(islice(files, _PORTION)):
        if visit.stopping.is_set():
            return
        named = {path.relative_to(visit.recordings).as_posix(): path for path in portion}
        with visit.catalogue.read():
            known = {row.path for row in Segment.select(Segment.path).where(Segment.path.in_(list(named)))}
        for name, path in named.items():
            visit.files += 1
            visit.step()
            if name not in known:
                _unknown(visit, camera_id, name, path)


def _files(place: Path) -> Iterator[Path]:
    """Files of a folder and the folders in it; one day's names in memory at a time."""
    if place.is_file():
        yield place
        return
    for folder, inside, names in os.walk(place):
        inside.sort()
        for name in sorted(names):
            yield Path(folder, name)


def _unknown(visit: Visit, camera_id: int, name: str, path: Path) -> None:
    if name in visit.open_paths or visit.young(path):
        return
    size = path.stat().st_size
    if name.endswith(DAMAGED):
        visit.add(Finding(Code.DAMAGED_KEPT, name, camera_id, str(size)))
    elif not _is_segment(path):
        visit.add(Finding(Code.FILE_STRANGE, name, camera_id, str(size)))
    elif name.endswith(PART):
        finding = Finding(Code.PART_LEFT, name, camera_id, str(size))
        visit.add(finding, lambda repairs: repairs.adopt_part(camera_id, path))
    elif not size:
        visit.add(Finding(Code.ZERO_BYTES, name, camera_id), lambda repairs: repairs.remove_empty(path))
    elif not _entered_meanwhile(visit, name):
        finding = Finding(Code.FILE_WITHOUT_ROW, name, camera_id, str(size))
        visit.add(finding, lambda repairs: repairs.adopt(camera_id, path))


def _entered_meanwhile(visit: Visit, name: str) -> bool:
    with visit.catalogue.read():
        return Segment.get_or_none(Segment.path == name) is not None


def _is_segment(path: Path) -> bool:
    try:
        start_of(path)
    except ValueError:
        return False
    return path.name.removesuffix(PART).endswith(".mp4")
