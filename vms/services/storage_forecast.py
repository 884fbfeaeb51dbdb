"""How long each camera's footage will last: from what it writes a day, what is kept, and how much room there is."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from vms.core.clock import Clock
from vms.core.instants import DAY, MINUTE
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.footage import camera_bytes_since, next_start
from vms.services.kept import Kept, KeptView
from vms.services.recorder_post import storage_number
from vms.services.retention_policy import CameraPolicy, RetentionPolicies, Rule
from vms.services.used_room import UsedRoom


@dataclass(frozen=True, slots=True)
class CameraRoom:
    """One camera's share. ``pace``: bytes a day; ``days``: how many will be kept; None: nothing was recorded of late.

    ``limited_by``: 'age' | 'camera_quota' | 'disk'. ``kept_us``: how much of it holds and reviews keep.
    """

    camera_id: int
    label: str
    used: int
    pace: int
    oldest_us: int | None
    days: float | None
    limited_by: str
    kept_us: int
    own: CameraPolicy
    rule: Rule


@dataclass(frozen=True, slots=True)
class StorageForecast:
    """All cameras by code; and what is kept, stretch by stretch."""

    cameras: tuple[CameraRoom, ...]
    kept: tuple[KeptView, ...]


class Forecasts:
    """Counts. Any thread; takes a second with millions of segments."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        kept: Kept,
        policies: RetentionPolicies,
        recordings: Path,
        free_bytes: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
    ) -> None:
        self._catalogue, self._clock, self._kept, self._policies = catalogue, clock, kept, policies
        self._recordings, self._free_bytes = recordings, free_bytes

    def _storage(self) -> str:
        """The number of this PC's folder, where the school has several."""
        return "" if self._catalogue.on_sqlite else storage_number(self._recordings)

    def now(self) -> StorageForecast:
        """The forecast as of now."""
        now, school = self._clock.now_us(), self._policies.school()
        rules, own, kept = self._policies.rules(), self._policies.own(), self._kept.all(now)
        spans = self._kept.spans(now)
        with self._catalogue.read():
            rows = list(Camera.select(Camera.id, Camera.code, Camera.name).order_by(Camera.code))
            used = UsedRoom(self._clock, self._storage()).now()
            first = {row.id: next_start(row.id, -1) for row in rows}
            today = camera_bytes_since(now - DAY)
        pace = {camera: _pace(today.get(camera, 0), first.get(camera), now) for camera in first}
        room = self._free_bytes(self._recordings) + sum(used.values()) - school.floor_bytes
        if school.quota_bytes:
            room = min(room, school.quota_bytes)
        lasts = forecast(rules, pace, room)
        cameras = tuple(
            CameraRoom(
                row.id, f"{row.code} {row.name}", used.get(row.id, 0), pace[row.id], first[row.id], *lasts[row.id],
                sum(span.length for span in spans.get(row.id, ())), own.get(row.id, CameraPolicy()), rules[row.id],
            )
            for row in rows
        )  # fmt: skip
        return StorageForecast(cameras, tuple(kept))


def forecast(rules: Mapping[int, Rule], pace: Mapping[int, int], room: int) -> dict[int, tuple[float | None, str]]:
    """Days each camera will keep, and what limits it. The oldest goes first over all cameras: those that the disk
    limits share one horizon, and what the others don't reach is theirs.
    """
    own = {camera: _own_days(rule, pace.get(camera, 0)) for camera, rule in rules.items()}
    writing = sorted((days, camera) for camera, (days, _) in own.items() if pace.get(camera, 0))
    left, paces = float(max(0, room)), float(sum(pace[camera] for _, camera in writing))
    horizon = float("inf")
    for days, camera in writing:
        if days * paces > left:
            horizon = left / paces
            break
        left -= days * pace[camera]
        paces -= pace[camera]
    found: dict[int, tuple[float | None, str]] = {}
    for camera, (days, reason) in own.items():
        if not pace.get(camera, 0):
            found[camera] = (None, reason)
        else:
            found[camera] = (horizon, "disk") if horizon < days else (days, reason)
    return found


def _own_days(rule: Rule, pace: int) -> tuple[float, str]:
    by_quota = rule.quota_bytes / pace if rule.quota_bytes and pace else float("inf")
    return (by_quota, "camera_quota") if by_quota < rule.days else (float(rule.days), "age")


def _pace(today: int, first_us: int | None, now: int) -> int:
    """Bytes a day; a camera that has recorded for a few minutes only says nothing yet."""
    if first_us is None:
        return 0
    observed = min(DAY, now - first_us)
    return round(today * DAY / observed) if observed >= MINUTE else 0
