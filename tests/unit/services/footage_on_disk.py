"""Footage with rows, as the recorder leaves it, for the tests of services."""

from __future__ import annotations

from pathlib import Path

from tests.footage import encode, record
from tests.unit.services.school_in_a_box import SchoolInABox
from vms.core.instants import SECOND
from vms.models.recording import Segment
from vms.services.recording_ledger import insert_segment
from vms.video.segment import inspect, segment_path


def film(box: SchoolInABox, tmp_path: Path, camera_id: int, starts: list[int], frames: int = 50) -> None:
    """Real segments of ``frames`` pictures at 25 a second, numbered through."""
    for index, start in enumerate(starts):
        source = encode(tmp_path / "source.mp4", range(index * frames, (index + 1) * frames))
        piece = record(source, box.folder.recordings / str(camera_id), start)
        found = inspect(piece.path)
        assert found is not None
        with box.catalogue.write():
            insert_segment(box.folder.recordings, camera_id, found, None)


def rows(box: SchoolInABox, camera_id: int, starts: list[int], seconds: int = 60, size: int = 1000) -> list[int]:
    """Segments whose files hold no video: enough for what only counts and deletes."""
    ids = []
    with box.catalogue.write():
        for start in starts:
            path = segment_path(box.folder.recordings / str(camera_id), start)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"\0" * min(size, 10))
            row = Segment.create(
                camera=camera_id,
                path=path.relative_to(box.folder.recordings).as_posix(),
                start_us=start,
                end_us=start + seconds * SECOND,
                size=size,
                codec="h264",
                width=640,
                height=360,
                frames=1500,
            )
            ids.append(row.id)
    return ids
