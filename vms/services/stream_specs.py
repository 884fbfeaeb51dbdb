"""How the recorder opens each stream; a password is unsealed only when something of the camera has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from vms.models.camera import Camera
from vms.services.cameras import Cameras
from vms.video.source import StreamSpec


class StreamSpecs:
    """Remembers what was looked up. One thread."""

    def __init__(self, cameras: Cameras) -> None:
        self._cameras = cameras
        self._known: dict[tuple[int, str], tuple[tuple[str, ...], StreamSpec]] = {}

    def of(self, row: Camera, stream: str, *, sound: bool = False) -> StreamSpec:
        """The camera's stream. Raises CameraUnreachable (no URL), VaultLocked."""
        shown = (row.main_url, row.sub_url, row.user, row.password_sealed)
        known = self._known.get((row.id, stream))
        if known is None or known[0] != shown:
            found = self._cameras.source(row.id, cast(Literal["main", "sub"], stream))
            known = self._known[row.id, stream] = (shown, found)
        return replace(known[1], sound=sound) if sound else known[1]


def key_of(spec: StreamSpec) -> tuple[str, str, bool]:
    """What makes it another stream."""
    return spec.url.reveal(), spec.transport, spec.sound
