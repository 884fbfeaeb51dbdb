"""What the program keeps of presets besides the camera's own list: names given here, and pictures."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from vms.core.clock import Clock
from vms.core.errors import InvalidInput
from vms.core.text import nfc
from vms.models.database import Catalogue
from vms.models.ptz import PtzPreset
from vms.onvif.types import Preset

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class PresetView:
    """A preset as it is shown; ``picture`` is a small JPEG of what is seen from there, once one was taken."""

    token: str
    name: str
    picture: bytes | None = field(default=None, repr=False)


class PresetBook:
    """Any thread. ONVIF can't rename a preset without storing the present position over it: names are ours."""

    def __init__(self, catalogue: Catalogue, clock: Clock) -> None:
        self._catalogue, self._clock = catalogue, clock
        self._lock = threading.Lock()
        self._listed: dict[int, dict[str, str]] = {}

    def views(self, camera_id: int, presets: Sequence[Preset]) -> tuple[PresetView, ...]:
        """The camera's list with our names and pictures."""
        with self._lock:
            self._listed[camera_id] = {preset.token: preset.name for preset in presets}
        with self._catalogue.read():
            known = {row.token: row for row in PtzPreset.select().where(PtzPreset.camera == camera_id)}
        return tuple(_view(preset, known.get(preset.token)) for preset in presets)

    def listed(self, camera_id: int) -> tuple[Preset, ...]:
        """The camera's list as it was last shown."""
        with self._lock:
            return tuple(Preset(token, name) for token, name in self._listed.get(camera_id, {}).items())

    def rename(self, camera_id: int, token: str, name: str) -> None:
        """Raises InvalidInput (name)."""
        name = checked_name(name)
        with self._lock:
            camera_name = self._listed.get(camera_id, {}).get(token, "")
        self._set(camera_id, token, name=name, camera_name=camera_name)

    def keep_picture(self, camera_id: int, token: str, jpeg: bytes) -> None:
        """What is seen from a preset."""
        self._set(camera_id, token, picture=jpeg, pictured_us=self._clock.now_us())

    def forget(self, camera_id: int, token: str) -> None:
        """The preset is gone, or its place is another one."""
        with self._catalogue.write():
            PtzPreset.delete().where(_one(camera_id, token)).execute()

    def has_picture(self, camera_id: int, token: str) -> bool:
        """Whether one was taken."""
        with self._catalogue.read():
            return PtzPreset.select().where(_one(camera_id, token) & PtzPreset.picture.is_null(False)).exists()

    def _set(self, camera_id: int, token: str, **values: object) -> None:
        with self._catalogue.write():
            PtzPreset.insert(camera=camera_id, token=token).on_conflict_ignore().execute()
            PtzPreset.update(values).where(_one(camera_id, token)).execute()


def checked_name(name: str) -> str:
    """Blanks tidied. Raises InvalidInput (name: name_missing, name_long)."""
    name = nfc(" ".join(name.split()))
    if not name:
        raise InvalidInput(reasons={"name": "name_missing"})
    if len(name) > LONGEST_NAME:
        raise InvalidInput(reasons={"name": "name_long"})
    return name


def _one(camera_id: int, token: str) -> object:
    return (PtzPreset.camera == camera_id) & (PtzPreset.token == token)


def _view(preset: Preset, row: PtzPreset | None) -> PresetView:
    if row is None:
        return PresetView(preset.token, preset.name)
    ours = row.name and row.camera_name in ("", preset.name)
    picture = None if row.picture is None else bytes(row.picture)
    return PresetView(preset.token, row.name if ours else preset.name, picture)
