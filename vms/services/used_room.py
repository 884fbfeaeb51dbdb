"""What recordings take on disk, camera by camera, without counting millions of rows at each look."""

from __future__ import annotations

from collections.abc import Iterable

from vms.core.clock import Clock
from vms.models.footage import used_by_camera
from vms.models.recording import Segment

_RECOUNT_S = 3600.0


class UsedRoom:
    """Counted once, then only what came since; anew every hour. One thread."""

    def __init__(self, clock: Clock, storage: str = "") -> None:
        self._clock, self._storage = clock, storage
        self._counted_at: float | None = None
        self._bytes: dict[int, int] = {}
        self._last_id = 0

    def now(self) -> dict[int, int]:
        """Bytes by camera. Inside ``read()``."""
        at = self._clock.monotonic()
        if self._counted_at is None or at - self._counted_at > _RECOUNT_S:
            self._counted_at, self._bytes, self._last_id = at, {}, 0
        new, self._last_id = used_by_camera(self._storage, self._last_id)
        for camera, size in new.items():
            self._bytes[camera] = self._bytes.get(camera, 0) + size
        return dict(self._bytes)

    def less(self, gone: Iterable[Segment]) -> None:
        """These were deleted."""
        for row in gone:
            self._bytes[row.camera_id] = max(0, self._bytes.get(row.camera_id, 0) - row.size)
