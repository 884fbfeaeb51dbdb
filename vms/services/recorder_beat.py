"""The recorder's word on each camera, one row that it rewrites at each beat."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vms.models.database import Catalogue
from vms.models.recording import keep_statuses
from vms.video.recorder import CameraRecorder
from vms.video.tape import OpenPart

_SECOND_STREAM = {
    "sub_state": "",
    "sub_reason": "",
    "sub_open_path": "",
    "sub_open_start_us": None,
    "sub_open_end_us": None,
}
_PART = {"open_path": "", "open_start_us": None, "open_end_us": None}


def off_row(name: str, camera_id: int, state: str, reason: str, since_us: int, now_us: int) -> dict[str, Any]:
    """A camera that nobody receives."""
    return {
        "camera": camera_id,
        "recorder": name,
        "state": state,
        "since_us": since_us,
        "beat_us": now_us,
        "reason": reason,
        "sound": "",
        **_PART,
        **_SECOND_STREAM,
    }


def status_row(
    name: str, recordings: Path, lead: CameraRecorder, second: CameraRecorder | None, now_us: int
) -> dict[str, Any]:
    """A camera by its leading stream, and beside it the other one."""
    state = lead.state()
    row = off_row(name, lead.plan.camera_id, state.state, state.reason, state.since_us, now_us)
    row |= _part(recordings, state.part) | {"sound": lead.sound}
    if second is not None:
        other = second.state()
        row |= {"sub_state": other.state, "sub_reason": other.reason}
        row |= {f"sub_{name}": value for name, value in _part(recordings, other.part).items()}
    return row


def _part(recordings: Path, part: OpenPart | None) -> dict[str, Any]:
    if part is None:
        return dict(_PART)
    path = part.path.relative_to(recordings).as_posix()
    return {"open_path": path, "open_start_us": part.start_us, "open_end_us": part.end_us}


def save(catalogue: Catalogue, rows: Sequence[dict[str, Any]]) -> None:
    """Write the rows. Raises CatalogueError."""
    if rows:
        with catalogue.write():
            keep_statuses(rows)
