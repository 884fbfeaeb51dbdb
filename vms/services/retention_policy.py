"""How long footage is kept and how much room it may take: for the school, and for single cameras where that differs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from vms.core.errors import InvalidInput
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.keeping import CameraRetention
from vms.models.setting import Setting
from vms.security.permissions import Action
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.school import Limits

_KEY = "recording.storage"
_GIB = 1 << 30
LONGEST_DAYS = 3650
LONGEST_HOURS = 24 * 365


@dataclass(frozen=True, slots=True)
class StoragePolicy:
    """How much room recordings may take. ``quota_bytes`` 0: the whole disk down to ``floor_bytes`` of free space.

    ``keep_hours``: what each camera keeps however much the others record.
    """

    quota_bytes: int = 0
    keep_hours: int = 24
    floor_bytes: int = 2 * _GIB


@dataclass(frozen=True, slots=True)
class CameraPolicy:
    """What one camera keeps; None: as the school. ``quota_bytes`` 0: no limit of its own."""

    days: int | None = None
    quota_bytes: int | None = None
    keep_hours: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What is in force for one camera."""

    days: int
    quota_bytes: int
    keep_hours: int


def read_policy(catalogue: Catalogue) -> StoragePolicy:
    """The school's policy in force."""
    with catalogue.read():
        row = Setting.get_or_none(Setting.key == _KEY)
    return StoragePolicy(**json.loads(row.value)) if row else StoragePolicy()


class RetentionPolicies:
    """Reads and sets policies. Any thread."""

    def __init__(self, catalogue: Catalogue, audit: Audit) -> None:
        self._catalogue, self._audit = catalogue, audit
        self._limits = Limits(catalogue, audit)

    def school(self) -> StoragePolicy:
        """What holds for all cameras together."""
        return read_policy(self._catalogue)

    def own(self) -> dict[int, CameraPolicy]:
        """What differs, by camera."""
        with self._catalogue.read():
            rows = list(CameraRetention.select())
        return {row.camera_id: CameraPolicy(row.days, row.quota_bytes, row.keep_hours) for row in rows}

    def rules(self) -> dict[int, Rule]:
        """What is in force for each camera, removed ones too."""
        school, own, days = self.school(), self.own(), self._limits.value("retention_days")
        with self._catalogue.read():
            cameras = [row.id for row in Camera.select(Camera.id)]
        return {camera: _rule(own.get(camera, CameraPolicy()), school, days) for camera in cameras}

    def set_school(self, actor: Actor, policy: StoragePolicy) -> None:
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

    def set_camera(self, actor: Actor, camera_id: int, policy: CameraPolicy) -> None:
        """Let one camera differ. The board's, because it may shorten. Raises NotAllowed, InvalidInput."""
        self._audit.require(actor, Action.SHORTEN_RETENTION)
        wrong = _wrong(policy)
        with self._catalogue.write():
            if Camera.get_or_none(Camera.id == camera_id) is None:
                wrong["camera"] = "camera_unknown"
            if wrong:
                raise InvalidInput(reasons=wrong)
            before = self.own().get(camera_id, CameraPolicy())
            CameraRetention.delete().where(CameraRetention.camera == camera_id).execute()
            if policy != CameraPolicy():
                CameraRetention.create(camera=camera_id, **asdict(policy))
            self._audit.write(
                actor, "camera_retention_changed", object=f"camera:{camera_id}", before=asdict(before),
                after=asdict(policy),
            )  # fmt: skip


def _wrong(policy: CameraPolicy) -> dict[str, str]:
    ranges = {"days": (1, LONGEST_DAYS), "quota_bytes": (0, 1 << 50), "keep_hours": (0, LONGEST_HOURS)}
    given = asdict(policy)
    found = {}
    for name, (least, most) in ranges.items():
        value = given[name]
        if value is not None and not least <= value <= most:
            found[name] = "value_range"
    if not found and policy.days is not None and (policy.keep_hours or 0) > 24 * policy.days:
        found["keep_hours"] = "longer_than_days"
    return found


def _rule(own: CameraPolicy, school: StoragePolicy, days: int) -> Rule:
    return Rule(
        days if own.days is None else own.days,
        0 if own.quota_bytes is None else own.quota_bytes,
        school.keep_hours if own.keep_hours is None else own.keep_hours,
    )
